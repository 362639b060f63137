use crate::annotation::{Annotation, Body, Origin, Voice};
use crate::order::sort_by_key;

/// Says of each hedge that has a voice, or that a person made, whether it stands inside a content (the source's voice)
/// or not (the author's). The annotations must be in the order of the text.
pub(super) fn assign(annotations: &mut [Annotation]) {
    let contents = annotations.iter().filter_map(Annotation::attribution).flat_map(|a| &a.content);
    let mut contents: Vec<_> = contents.copied().collect();
    sort_by_key(&mut contents, |content| u64::from(content.start));
    let mut contents = contents.into_iter().peekable();
    // The furthest end of the contents that began at or before the hedge: they nest, so the last one may end early.
    let mut reach = 0;
    for annotation in annotations {
        let Body::Hedge(hedge) = &mut annotation.body else { continue };
        while let Some(content) = contents.next_if(|content| content.start <= hedge.span.start) {
            reach = reach.max(content.end);
        }
        if hedge.voice.is_some() || annotation.origin == Origin::Person {
            hedge.voice = Some(if hedge.span.end <= reach { Voice::Source } else { Voice::Author });
        }
    }
}
