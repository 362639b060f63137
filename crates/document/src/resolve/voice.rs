//! Whose a hedge is, once edits have been carried out.

use crate::annotation::{Annotation, Body, Origin, Voice};

/// Says of each hedge that has a voice, or that a person made, whether it stands inside a content (the source's voice)
/// or not (the author's). The annotations must be in the order of the text.
pub(super) fn assign(annotations: &mut [Annotation]) {
    // As pairs of numbers, which is what this crate sorts.
    let mut contents: Vec<(u64, u32)> = Vec::new();
    for attribution in annotations.iter().filter_map(Annotation::attribution) {
        contents.extend(attribution.content.iter().map(|content| (u64::from(content.start), content.end)));
    }
    contents.sort_unstable();
    let mut contents = contents.into_iter().peekable();
    // The furthest end of the contents that began at or before the hedge: they nest, so the last one may end early.
    let mut reach = 0;
    for annotation in annotations {
        let Body::Hedge(hedge) = &mut annotation.body else { continue };
        while let Some((_, end)) = contents.next_if(|&(start, _)| start <= u64::from(hedge.span.start)) {
            reach = reach.max(end);
        }
        if hedge.voice.is_some() || annotation.origin == Origin::Person {
            hedge.voice = Some(if hedge.span.end <= reach { Voice::Source } else { Voice::Author });
        }
    }
}
