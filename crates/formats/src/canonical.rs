//! Moving a document to the canonical form of its text.
//!
//! Other programs keep texts as they got them, and so does `reportedly annotate --jsonl`. Here the canonical text is the
//! document, so that marks and edits are moved to it.

use reportedly_document::{Anchor, Body, Byte, Canonical, Change, Document, Labels, Op, Span, Speaker};

use crate::unplaced::{Reason, Unplaced};

/// Makes the text canonical, and moves everything with it. A mark of nothing but what is dropped is unplaced.
pub(crate) fn made_canonical(document: &mut Document, unplaced: &mut Vec<Unplaced>) {
    let canonical = Canonical::new(&document.text);
    if canonical.text() == document.text {
        return;
    }
    let moved = Moved::new(&canonical);
    let given = std::mem::replace(&mut document.text, canonical.text().to_owned());
    document.annotations.retain_mut(|mark| {
        let cover = mark.cover();
        let mut whole = true;
        let mut put = |span: &mut Span<Byte>| {
            *span = moved.span(*span);
            whole &= !span.is_empty();
        };
        match &mut mark.body {
            Body::Entity(entity) => put(&mut entity.span),
            Body::Hedge(hedge) => put(&mut hedge.span),
            Body::Attribution(a) => {
                [&mut a.source, &mut a.cue, &mut a.content, &mut a.via].into_iter().flatten().for_each(put);
            }
        }
        if !whole {
            let words = cover.of(&given).to_owned();
            let (labels, note) = (Some(Labels::of(mark)), mark.note.clone());
            unplaced.push(Unplaced { words, labels, note, reason: Reason::Gone });
        }
        whole
    });
    document.asides.retain_mut(|aside| {
        aside.span = moved.span(aside.span);
        !aside.span.is_empty()
    });
    for edit in &mut document.edits {
        let Op::Mark(target, change) = &mut edit.op else { continue };
        moved.anchor(&mut target.anchor);
        match change {
            Change::Resize(anchor) | Change::Speaker(Speaker::Words(anchor)) => moved.anchor(anchor),
            Change::Speaker(Speaker::RefersTo(target)) => moved.anchor(&mut target.anchor),
            _ => {}
        }
    }
}

/// Where the characters of a canonical text stood in the given one: (given, canonical), in order. White space is left
/// out: it need not stand there as it does here, and no mark begins or ends with it.
struct Moved<'c> {
    text: &'c str,
    starts: Vec<(u32, u32)>,
}

impl Moved<'_> {
    fn new(canonical: &Canonical) -> Moved<'_> {
        let text = canonical.text();
        let start = |(at, c): (usize, char)| {
            let span = Span::from(at..at + c.len_utf8());
            (canonical.to_given(span).start, span.start)
        };
        let kept = text.char_indices().filter(|(_, c)| !c.is_whitespace());
        Moved { text, starts: kept.map(start).collect() }
    }

    /// A span of the given text in the canonical one, without white space at its ends.
    fn span(&self, span: Span<Byte>) -> Span<Byte> {
        let (start, end) = (self.first_from(span.start), self.first_from(span.end));
        let words = &self.text[start as usize..end as usize];
        let start = start + (words.len() - words.trim_start().len()) as u32;
        let length = words.trim().len() as u32;
        Span::new(start, start + length)
    }

    /// The first character that stood at this place or after it.
    fn first_from(&self, given: u32) -> u32 {
        let at = self.starts.partition_point(|&(start, _)| start < given);
        self.starts.get(at).map_or(self.text.len() as u32, |&(_, at)| at)
    }

    fn anchor(&self, anchor: &mut Anchor) {
        // What is lost has lines of its own, which its spans refer to.
        if anchor.lost.is_none() && !anchor.spans.is_empty() {
            for (_, span) in &mut anchor.spans {
                *span = self.span(*span);
            }
            // Of nothing but what is dropped, there is no place any more: the edit is kept, and in doubt.
            anchor.spans.retain(|(_, span)| !span.is_empty());
            if anchor.spans.is_empty() {
                anchor.lost = Some(String::new());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use reportedly_document::{Annotation, Entity, EntityKind};

    proptest! {
        /// Whatever is dropped, what is left of the words of a mark is what it marks then.
        #[test]
        fn marks_keep_their_words(text in "(a|é|🇮🇷| |\u{a0}|\r\n|\u{ad}|\t|\u{feff}|b){1,30}", a: prop::sample::Index, b: prop::sample::Index) {
            let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let (a, b) = (*a.get(&bounds), *b.get(&bounds));
            prop_assume!(a != b);
            let span = Span::from(a.min(b)..a.max(b));
            let words = Canonical::new(span.of(&text)).into_text();
            let mark = Annotation::machine(Entity { span, kind: EntityKind::Other }, "test/any");
            let mut document = Document { text, annotations: vec![mark], ..Document::default() };
            let mut unplaced = Vec::new();
            made_canonical(&mut document, &mut unplaced);
            match document.annotations.first() {
                Some(mark) if unplaced.is_empty() => {
                    let marked = mark.cover().of(&document.text);
                    // A mark that was never moved may have white space at its ends.
                    prop_assert_eq!(marked.trim(), words.trim());
                }
                _ => prop_assert!(words.is_empty() && unplaced.len() == 1),
            }
        }
    }

    /// It would have an empty place, and no place at all once it is saved.
    #[test]
    fn an_edit_of_nothing_but_white_space_that_is_dropped_is_kept_and_in_doubt() {
        let file = "{\"text\": \"A  may be. \", \"edits\": [
            {\"op\": \"speaker\", \"layer\": \"attribution\", \"cue\": [[3, 6]], \"words\": {\"source\": [[10, 11]]}},
            {\"op\": \"reject\", \"layer\": \"attribution\", \"id\": \"a1\", \"cue\": [[3, 6]], \"source\": [[10, 11]]}]}";
        let mut document = reportedly_document::json::read(file).expect("it is a document");
        made_canonical(&mut document, &mut Vec::new());
        let saved = reportedly_document::json::write(&document);
        assert_eq!(reportedly_document::json::read(&saved).ok().as_ref(), Some(&document), "what is saved comes back");
        assert!(document.edits[0].is_lost() && !document.edits[1].is_lost(), "{saved}");
    }

    #[test]
    fn edits_move_too() {
        let file = "{\"text\": \"\u{feff}A\u{a0} may  be.\", \"edits\": [
            {\"op\": \"add\", \"layer\": \"hedge\", \"start\": 4, \"end\": 7, \"kind\": \"modal\"}]}";
        let mut document = reportedly_document::json::read(file).expect("it is a document");
        made_canonical(&mut document, &mut Vec::new());
        assert_eq!(document.text, "A may be.");
        assert_eq!(
            document.edits[0].target().map(|target| target.anchor.words(&document.text)).as_deref(),
            Some("may")
        );
    }
}
