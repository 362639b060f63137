//! What is found out about marks, for any marks: nothing is asked of them, which a file may have made up.

use proptest::prelude::*;
use reportedly_document::{
    Analysis, Annotation, Attribution, Body, Entity, EntityKind, Hedge, HedgeKind, Id, Label, References, SourceClass,
    Span, View, names, review, sources, statistics,
};

const TEXT: &str =
    "Ana Ito (AI) said “it may rain”, Ito’s aide said.\nThe Oslo Fire Brigade (OFB) denied it. Ünü “so”.";

/// A span of the text or beyond it, on character boundaries or not.
fn span() -> impl Strategy<Value = Span<reportedly_document::Byte>> {
    (0..110u32, 0..30u32).prop_map(|(start, length)| Span::new(start, start + length))
}

fn mark() -> impl Strategy<Value = Annotation> {
    let spans = || prop::collection::vec(span(), 0..3);
    let label = |at: usize| SourceClass::ALL.get(at).copied();
    let attribution = (spans(), spans(), spans(), 0..9usize, prop::option::of(0..20u32)).prop_map(
        move |(source, cue, content, class, refers_to)| {
            let refers_to = refers_to.map(|at| Id::new(at.to_string()));
            let source_class = label(class);
            Attribution { source, cue, content, source_class, refers_to, ..Attribution::default() }.into()
        },
    );
    let entity = (span(), 0..7usize).prop_map(|(span, kind)| Entity { span, kind: EntityKind::ALL[kind] }.into());
    let hedge = span().prop_map(|span| Hedge { span, kind: HedgeKind::Modal, voice: None }.into());
    prop_oneof![attribution, entity, hedge].prop_map(|body: Body| Annotation::machine(body, "test"))
}

proptest! {
    /// Every mark is in exactly one group, groups are in order, and nothing panics.
    #[test]
    fn every_mark_has_its_place(
        mut marks in prop::collection::vec(mark(), 0..20),
        mut sentences in prop::collection::vec(span(), 0..6),
        quotations in prop::collection::vec(span(), 0..4),
    ) {
        for (at, mark) in marks.iter_mut().enumerate() {
            mark.id = Id::new(at.to_string());
        }
        sentences.sort_by_key(|sentence| sentence.start);
        let names = names(TEXT, &marks, &|_| true);
        let mut mentions: Vec<u32> = names.iter().flat_map(|name| name.mentions.clone()).collect();
        mentions.sort_unstable();
        let of = |is: fn(&Body) -> bool| {
            (0..marks.len() as u32).filter(|&at| is(&marks[at as usize].body)).collect::<Vec<_>>()
        };
        prop_assert_eq!(mentions, of(|body| matches!(body, Body::Entity(_))));
        prop_assert!(names.iter().all(|name| name.mentions.contains(&name.first)));

        let references = References::new(&marks, &names);
        let sources = sources(TEXT, &marks, &names, &references, &|_| true);
        let mut statements: Vec<u32> = sources.iter().flat_map(|source| source.statements.clone()).collect();
        statements.sort_unstable();
        prop_assert_eq!(statements, of(|body| matches!(body, Body::Attribution(_))));
        prop_assert!(sources.is_sorted_by_key(|source| source.statements[0]));
        for at in 0..=marks.len() {
            let _ = references.inferred(TEXT, &marks, &names, at);
        }
        let analysis = Analysis { annotations: marks, sentences, quotations, ..Analysis::default() };
        let review = review(TEXT, &analysis, &View::default(), &sources);
        let statistics = statistics(TEXT, &analysis, &View::default(), &sources, &review);
        prop_assert!(statistics.unattributed <= statistics.sentences);
    }
}
