//! Documents whose marks are marks of their text, and not more of them than can be shown.

use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::analysis::Analysis;
use crate::annotation::{Annotation, Body};
use crate::document::Document;
use crate::edit::{Change, Edit, Op, Speaker};
use crate::layer::Part;
use crate::span::{Byte, Span};
use crate::squash::squashed;
use crate::stable_sort::sort_by_key;

/// The most marks that lie on one character. Many statements may have one source; beyond that, it is not people's work.
pub const MOST_ON_A_CHARACTER: usize = 256;

/// The most bytes that all marks of a text of so many bytes cover together: all of it eight times, and a mebibyte.
fn most_covered(text: usize) -> u64 {
    8 * text as u64 + (1 << 20)
}

/// A document that can be shown: the only form in which one is taken from a file, a link or another program.
///
/// * Every span of a mark lies inside of the text, on the borders of characters, and is not empty.
/// * The spans of each part of an attribution are in order and do not overlap, and it has a content.
/// * Every span of an edit lies inside of the text, or of the lines that the text has lost.
/// * No more than [`MOST_ON_A_CHARACTER`] marks lie on one character, and all together cover no more than eight times
///   the text and a mebibyte. Marks that edits add count.
///
/// ```
/// use reportedly_document::{Annotation, Document, Entity, EntityKind, Span, ValidDocument};
///
/// let of = |start, end| {
///     let mark = Annotation::machine(Entity { span: Span::new(start, end), kind: EntityKind::Place }, "test");
///     Document { text: "Zürich".into(), annotations: vec![mark], ..Document::default() }
/// };
/// assert!(ValidDocument::new(of(0, 7)).is_ok());
/// assert!(ValidDocument::new(of(0, 8)).is_err(), "outside of the text");
/// assert!(ValidDocument::new(of(0, 2)).is_err(), "in the middle of the ü");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ValidDocument(Document);

/// What is wrong with a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Invalid {
    /// The annotation at this place of the list is none of this text.
    Annotation(usize),
    /// The edit at this place of the list is about no place of this text.
    Edit(usize),
    /// More marks lie on the same words, or cover more words, than can be shown.
    Crowded,
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Invalid::Annotation(at) => write!(f, "mark {} is at no place of the text", at + 1),
            Invalid::Edit(at) => write!(f, "correction {} is at no place of the text", at + 1),
            Invalid::Crowded => write!(f, "more than {MOST_ON_A_CHARACTER} marks lie on the same words"),
        }
    }
}

impl std::error::Error for Invalid {}

impl ValidDocument {
    /// Checks a document. Takes `n log n` time in the number of its marks and edits.
    ///
    /// # Errors
    /// When something in it is not as it must be.
    pub fn new(document: Document) -> Result<ValidDocument, Invalid> {
        validate(&document.text, &document.annotations, &document.edits)?;
        Ok(ValidDocument(document))
    }

    /// The document, to be changed.
    pub fn into_inner(self) -> Document {
        self.0
    }
}

impl Deref for ValidDocument {
    type Target = Document;

    fn deref(&self) -> &Document {
        &self.0
    }
}

impl Serialize for ValidDocument {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for ValidDocument {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        ValidDocument::new(Document::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

/// The same for the parts of a document.
///
/// # Errors
/// When something in them is not as it must be.
pub fn validate(text: &str, annotations: &[Annotation], edits: &[Edit]) -> Result<(), Invalid> {
    if let Some(index) = annotations.iter().position(|annotation| !annotation.is_of(text)) {
        return Err(Invalid::Annotation(index));
    }
    if let Some(index) = edits.iter().position(|edit| !is_somewhere(edit, text)) {
        return Err(Invalid::Edit(index));
    }
    let mut spans: Vec<(Span<Byte>, usize)> = Vec::new();
    for (index, annotation) in annotations.iter().enumerate() {
        spans.extend(annotation.parts().map(|(_, span)| (span, index)));
    }
    // What later edits of the same mark have overtaken is not shown.
    for edit in &squashed(edits) {
        let anchor = match &edit.op {
            Op::Mark(target, Change::Add(_)) => &target.anchor,
            Op::Mark(_, Change::Resize(anchor) | Change::Speaker(Speaker::Words(anchor))) => anchor,
            _ => continue,
        };
        if anchor.lost.is_none() {
            spans.extend(anchor.spans.iter().map(|&(_, span)| (span, 0)));
        }
    }
    let mut is_crowded = false;
    each_crowded(text, spans, |_| is_crowded = true);
    if is_crowded { Err(Invalid::Crowded) } else { Ok(()) }
}

/// Takes out the annotations that lie on words on which there are as many as can be shown already, and returns them.
/// Those that begin first stay, and of these the longest. They must be of this text. Takes `n log n` time.
pub fn take_crowded(text: &str, annotations: &mut Vec<Annotation>) -> Vec<Annotation> {
    let mut spans: Vec<(Span<Byte>, usize)> = Vec::new();
    for (index, annotation) in annotations.iter().enumerate() {
        spans.extend(annotation.parts().map(|(_, span)| (span, index)));
    }
    let mut crowded: Vec<bool> = Vec::new();
    each_crowded(text, spans, |index| {
        crowded.resize(crowded.len().max(index + 1), false);
        crowded[index] = true;
    });
    if crowded.is_empty() {
        return Vec::new();
    }
    let (mut kept, mut taken) = (Vec::new(), Vec::new());
    for (index, annotation) in std::mem::take(annotations).into_iter().enumerate() {
        let list = if crowded.get(index) == Some(&true) { &mut taken } else { &mut kept };
        list.push(annotation);
    }
    *annotations = kept;
    taken
}

/// Goes through spans in the order of the text and calls `found` with the number of each that there is no room for.
fn each_crowded(text: &str, mut spans: Vec<(Span<Byte>, usize)>, mut found: impl FnMut(usize)) {
    sort_by_key(&mut spans, |(span, _)| u64::from(span.start) << 32 | u64::from(u32::MAX - span.end));
    let mut left = most_covered(text.len());
    let mut ends: Vec<u32> = Vec::new();
    for (span, index) in spans {
        ends.retain(|&end| end > span.start);
        match left.checked_sub(u64::from(span.len())) {
            Some(rest) if ends.len() < MOST_ON_A_CHARACTER => {
                left = rest;
                ends.push(span.end);
            }
            _ => found(index),
        }
    }
}

impl Annotation {
    /// Whether it is a mark of this text: all of its spans lie inside, on the borders of characters, are not empty, and
    /// in each part in order without overlap. An attribution has a content.
    pub fn is_of(&self, text: &str) -> bool {
        let mut last: Option<(Part, Span<Byte>)> = None;
        let sound = self.parts().all(|(part, span)| {
            let in_order = last.is_none_or(|(before, other)| before != part || other.end <= span.start);
            last = Some((part, span));
            in_order && is_inside(span, text) && !span.is_empty()
        });
        sound && !matches!(&self.body, Body::Attribution(attribution) if attribution.content.is_empty())
    }
}

impl Analysis {
    /// Whether it is one of this text: its annotations are [marks of it](Annotation::is_of), and all other spans lie inside.
    pub fn is_of(&self, text: &str) -> bool {
        let asides = self.asides.iter().map(|aside| aside.span);
        let mut spans = self.sentences.iter().chain(&self.quotations).copied().chain(asides);
        self.annotations.iter().all(|annotation| annotation.is_of(text)) && spans.all(|span| is_inside(span, text))
    }
}

fn is_inside(span: Span<Byte>, text: &str) -> bool {
    text.get(span.range()).is_some()
}

/// Whether all places that an edit speaks of are inside of the text, or of the lines that it has lost.
fn is_somewhere(edit: &Edit, text: &str) -> bool {
    edit.anchors().all(|anchor| {
        let text = anchor.lost.as_deref().unwrap_or(text);
        anchor.spans.iter().all(|&(_, span)| is_inside(span, text))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Attribution, Entity, EntityKind};
    use crate::edit::{Anchor, Labels};

    const TEXT: &str = "Ana Díaz said no.";

    fn entity(start: u32, end: u32) -> Annotation {
        Annotation::machine(Entity { span: Span::new(start, end), kind: EntityKind::Person }, "test")
    }

    fn statement(source: &[(u32, u32)], content: &[(u32, u32)]) -> Annotation {
        let spans = |list: &[(u32, u32)]| list.iter().map(|&(start, end)| Span::new(start, end)).collect();
        let (source, content) = (spans(source), spans(content));
        Annotation::machine(Attribution { source, content, ..Attribution::default() }, "test")
    }

    fn checked(annotation: Annotation) -> Result<(), Invalid> {
        validate(TEXT, &[entity(0, 9), annotation], &[])
    }

    #[test]
    fn marks_that_are_at_no_place_of_the_text_make_no_document() {
        let no = Err(Invalid::Annotation(1));
        assert_eq!(checked(entity(0, 3)), Ok(()));
        for (start, end) in [(15, 19), (900, 901), (5, 6), (6, 9), (3, 3), (u32::MAX - 1, u32::MAX)] {
            assert_eq!(checked(entity(start, end)), no, "{start}..{end}");
        }
        assert_eq!(checked(statement(&[(0, 3), (4, 9)], &[(15, 17)])), Ok(()));
        assert_eq!(checked(statement(&[(4, 9), (0, 3)], &[(15, 17)])), no, "not in order");
        assert_eq!(checked(statement(&[(0, 3), (2, 9)], &[(15, 17)])), no, "overlapping");
        assert_eq!(checked(statement(&[(0, 3)], &[])), no, "nothing is said");
        assert_eq!(checked(statement(&[], &[(15, 99)])), no);
        let document = Document { text: TEXT.into(), annotations: vec![entity(0, 99)], ..Document::default() };
        let error = ValidDocument::new(document).unwrap_err();
        assert_eq!(error.to_string(), "mark 1 is at no place of the text");
    }

    #[test]
    fn an_analysis_of_another_text_is_told_from_one_of_this() {
        let of = |end| Analysis { sentences: vec![Span::new(0, end)], ..Analysis::default() };
        assert!(of(18).is_of(TEXT));
        assert!(!of(19).is_of(TEXT) && !of(99).is_of(TEXT) && !of(6).is_of(TEXT));
        assert!(!Analysis { annotations: vec![entity(0, 99)], ..Analysis::default() }.is_of(TEXT));
    }

    #[test]
    fn edits_are_about_places_of_the_text_or_of_what_it_has_lost() {
        let edit = |end, lost: Option<&str>| {
            let anchor = Anchor { spans: vec![(Part::Entity, Span::new(0, end))], lost: lost.map(str::to_owned) };
            let target = crate::edit::Target { id: crate::Id::new("e"), anchor };
            validate(TEXT, &[], &[Edit::mark(target, Change::Add(Labels::Entity(EntityKind::Person)))])
        };
        assert_eq!(edit(3, None), Ok(()));
        assert_eq!(edit(99, None), Err(Invalid::Edit(0)));
        assert_eq!(edit(4, Some("Oman")), Ok(()));
        assert_eq!(edit(5, Some("Oman")), Err(Invalid::Edit(0)));
    }

    #[test]
    fn a_message_with_a_mark_outside_of_the_text_cannot_be_read() {
        let document = |end| Document { text: TEXT.into(), annotations: vec![entity(0, end)], ..Document::default() };
        let sent = |end| postcard::to_allocvec(&document(end)).expect("it can be written");
        assert_eq!(postcard::from_bytes::<ValidDocument>(&sent(9)).map(ValidDocument::into_inner), Ok(document(9)));
        assert!(postcard::from_bytes::<ValidDocument>(&sent(99)).is_err());
    }

    #[test]
    fn no_more_marks_lie_on_a_word_than_can_be_shown() {
        let text = "a ".repeat(1000);
        let nested = |count: u32| (0..count).map(|at| entity(at, 1999 - at)).collect::<Vec<_>>();
        assert_eq!(validate(&text, &nested(256), &[]), Ok(()));
        assert_eq!(validate(&text, &nested(257), &[]), Err(Invalid::Crowded));
        let side_by_side: Vec<_> = (0..1000).map(|at| entity(2 * at, 2 * at + 1)).collect();
        assert_eq!(validate(&text, &side_by_side, &[]), Ok(()));

        let mut marks = nested(300);
        marks.push(entity(1999, 2000));
        let taken = take_crowded(&text, &mut marks);
        assert_eq!((marks.len(), taken.len(), taken[0].cover().start), (257, 44, 256));
        assert_eq!(validate(&text, &marks, &[]), Ok(()));

        let adds: Vec<Edit> = nested(257)
            .iter()
            .map(|mark| Edit::add(&text, mark.parts().collect(), Labels::Entity(EntityKind::Person)))
            .collect();
        assert_eq!(validate(&text, &[], &adds[1..]), Ok(()));
        assert_eq!(validate(&text, &[], &adds), Err(Invalid::Crowded));

        let again = |end| {
            let to = Anchor::new(vec![(Part::Entity, Span::new(0, end))]);
            Edit::mark(crate::Target::of(&entity(0, 1)), Change::Resize(to))
        };
        let many: Vec<Edit> = (0..1000).map(|at| again(2 * at + 1)).collect();
        assert_eq!(validate(&text, &[], &many), Ok(()), "one mark, moved often");
    }
}
