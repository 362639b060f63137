//! A passage of a document as a document.

use crate::analysis::Aside;
use crate::annotation::{Annotation, Attribution, Body};
use crate::document::Document;
use crate::edit::{Change, Edit, Op, Speaker};
use crate::id::{Id, assign_ids};
use crate::segment::paragraphs;
use crate::span::{Byte, Span};

/// The document of a passage: its text, the annotations that lie in it, and the edits that are about them.
///
/// `passage` is a paragraph or several; of a span that ends inside of a character, or of none of the text, nothing is left.
///
/// ```
/// # use reportedly_document::{Document, Edit, EntityKind, Labels, Part, Span, excerpt, resolve};
/// let text = "Rain in Oslo.\nTalks in Oman.";
/// let place = |start, end| Edit::add(text, vec![(Part::Entity, Span::new(start, end))], Labels::Entity(EntityKind::Place));
/// let document = Document { text: text.into(), edits: vec![place(8, 12), place(23, 27)], ..Document::default() };
///
/// let talks = excerpt(&document, Span::new(14, 28));
/// assert_eq!(talks.text, "Talks in Oman.");
/// assert_eq!(resolve(&talks.text, &[], &talks.edits).annotations[0].cover().of(&talks.text), "Oman");
/// assert_eq!(talks.edits.len(), 1);
/// ```
pub fn excerpt(document: &Document, passage: Span<Byte>) -> Document {
    let text = document.text.get(passage.range()).unwrap_or_default().to_owned();
    let is_inside = |span: Span<Byte>| passage.start <= span.start && span.end <= passage.end;
    let mut annotations: Vec<Annotation> = document
        .annotations
        .iter()
        .filter(|annotation| annotation.parts().all(|(_, span)| is_inside(span)))
        .cloned()
        .collect();
    let before: Vec<Id> = annotations.iter().map(|annotation| annotation.id.clone()).collect();
    let moved = |span: Span<Byte>| Span::new(span.start - passage.start, span.end - passage.start);
    annotations.iter_mut().flat_map(spans_of).for_each(|span| *span = moved(*span));
    assign_ids(&text, &mut annotations);
    let now: Vec<Id> = annotations.iter().map(|annotation| annotation.id.clone()).collect();
    for annotation in &mut annotations {
        if let Body::Attribution(Attribution { refers_to: refers_to @ Some(_), .. }) = &mut annotation.body {
            *refers_to = before.iter().position(|id| Some(id) == refers_to.as_ref()).map(|index| now[index].clone());
        }
    }
    let mut edits: Vec<Edit> = document.edits.iter().filter(|edit| is_about(edit, is_inside)).cloned().collect();
    for edit in &mut edits {
        if let Op::Mark(target, change) = &mut edit.op {
            for anchor in std::iter::once(&mut target.anchor).chain(change.anchor_mut()) {
                anchor.spans.iter_mut().for_each(|(_, span)| *span = moved(*span));
            }
            target.rename(&text);
            if let Change::Speaker(Speaker::RefersTo(speaker)) = change {
                speaker.rename(&text);
            }
        }
    }
    let mut asides: Vec<Aside> = document.asides.iter().filter(|aside| is_inside(aside.span)).copied().collect();
    asides.iter_mut().for_each(|aside| aside.span = moved(aside.span));
    Document { text, annotations, edits, asides, ..document.clone() }
}

/// The paragraph of a mark as a document, or those paragraphs that the mark lies in; and the mark in it, which has another id in
/// another text. Without such a mark, the document as it is.
pub fn paragraph_of_mark(document: &Document, mark: Option<&Id>) -> (Document, Option<Id>) {
    let marked = document.annotations.iter().find(|annotation| Some(&annotation.id) == mark);
    let around = marked.and_then(|marked| {
        let cover = marked.cover();
        let first = paragraphs(&document.text).find(|paragraph| paragraph.holds(cover.start))?;
        let last = paragraphs(&document.text).find(|paragraph| cover.end <= paragraph.end)?;
        Some((marked, first.cover(last)))
    });
    let Some((marked, around)) = around else { return (document.clone(), mark.cloned()) };
    let passage = excerpt(document, around);
    let cover = Span::new(marked.cover().start - around.start, marked.cover().end - around.start);
    let is_it = |mark: &&Annotation| mark.layer() == marked.layer() && mark.cover() == cover;
    let mark = passage.annotations.iter().find(is_it).map(|mark| mark.id.clone());
    (passage, mark)
}

/// Whether an edit can be done in the passage: all places that it speaks of are there, or it speaks of none.
fn is_about(edit: &Edit, is_inside: impl Fn(Span<Byte>) -> bool) -> bool {
    let is_known = !matches!(edit.op, Op::Unknown(_));
    is_known && !edit.is_lost() && edit.anchors().all(|anchor| anchor.spans.iter().all(|&(_, span)| is_inside(span)))
}

fn spans_of(annotation: &mut Annotation) -> Vec<&mut Span<Byte>> {
    match &mut annotation.body {
        Body::Entity(entity) => vec![&mut entity.span],
        Body::Hedge(hedge) => vec![&mut hedge.span],
        Body::Attribution(Attribution { source, cue, content, via, .. }) => {
            [source, cue, content, via].into_iter().flatten().collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Entity, EntityKind};

    #[test]
    fn marks_keep_their_words_and_whom_they_refer_to() {
        let text = "Rain in Oslo.\nAna Diaz waits. She said so.";
        let ana = Annotation::machine(Entity { span: Span::new(14, 22), kind: EntityKind::Person }, "test");
        let oslo = Annotation::machine(Entity { span: Span::new(8, 12), kind: EntityKind::Place }, "test");
        let said = Attribution {
            source: vec![Span::new(30, 33)],
            cue: vec![Span::new(34, 38)],
            content: vec![Span::new(39, 41)],
            ..Attribution::default()
        };
        let mut annotations = vec![ana, oslo, Annotation::machine(said, "test")];
        assign_ids(text, &mut annotations);
        let id = annotations[0].id.clone();
        let Body::Attribution(said) = &mut annotations[2].body else { unreachable!("it is one") };
        said.refers_to = Some(id);
        let document = Document { text: text.into(), annotations, ..Document::default() };
        let passage = excerpt(&document, Span::new(14, text.len() as u32));
        let words: Vec<&str> = passage.annotations.iter().map(|mark| mark.cover().of(&passage.text)).collect();
        assert_eq!(words, ["Ana Diaz", "She said so"]);
        let refers_to = &passage.annotations[1].attribution().expect("it is one").refers_to;
        assert_eq!(refers_to.as_ref(), Some(&passage.annotations[0].id));
    }

    #[test]
    fn a_span_of_nothing_leaves_nothing() {
        let document = Document { text: "Zürich".into(), ..Document::default() };
        assert_eq!(excerpt(&document, Span::new(0, 2)).text, "");
        assert_eq!(excerpt(&document, Span::new(3, 99)).text, "");
    }
}
