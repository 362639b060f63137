//! What the document format promises of every analysis.

use reportedly_document::{Analysis, Body, Byte, Layer, Span};

/// Fails where an analysis of this text breaks a promise.
pub(crate) fn check(text: &str, analysis: &Analysis) {
    let mut ids: Vec<_> = analysis.annotations.iter().map(|a| &a.id).collect();
    ids.sort();
    assert!(ids.windows(2).all(|w| w[0] != w[1]), "ids are unique");
    for annotation in &analysis.annotations {
        for (part, span) in annotation.parts() {
            let inside = text.get(span.range()).unwrap_or_else(|| panic!("{part:?} {span:?} is not of this text"));
            assert!(!inside.is_empty(), "{annotation:?} has an empty part");
            assert_eq!(inside, inside.trim(), "{annotation:?} begins or ends with white space");
        }
        if let Body::Attribution(attribution) = &annotation.body {
            assert!(!attribution.content.is_empty(), "{annotation:?} has no content");
            for part in [&attribution.source, &attribution.cue, &attribution.content] {
                assert!(part.windows(2).all(|w| w[0].end <= w[1].start), "{annotation:?}: spans are in order");
            }
            if let Some(id) = &attribution.refers_to {
                assert!(ids.binary_search(&id).is_ok(), "{annotation:?} refers to nothing");
            }
        }
        let rule = annotation.rule.as_deref().unwrap_or_default();
        assert!(analysis.why(rule).is_some_and(|why| why.ends_with('.')), "rule {rule:?} is not explained");
    }
    for layer in [Layer::Entity, Layer::Hedge] {
        let of_layer = analysis.annotations.iter().filter(|a| a.layer() == layer);
        let mut spans: Vec<Span<Byte>> = of_layer.map(|a| a.cover()).collect();
        spans.sort();
        assert!(spans.windows(2).all(|w| w[0].end <= w[1].start), "{layer} marks overlap");
    }
    assert!(analysis.annotations.is_sorted_by_key(|a| (a.cover().start, a.layer())));
    assert!(analysis.is_of(text), "it can be shown");
}
