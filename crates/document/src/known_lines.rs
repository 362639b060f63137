//! What is known of the lines of a text before it is read: a web page says which of them are its byline, its date, its captions.

use crate::fnv::Fnv;
use crate::span::{Byte, Span};

/// What is known of the lines of a text: which of them are asides, and that the others are not.
///
/// It has a number for each line and no place in the text. When the text is edited, lines that stay as they were are still known, wherever
/// they stand by then; of a line that was changed or added nothing is known. It holds no words, and four bytes a line.
///
/// ```
/// use reportedly_document::{KnownLines, Span};
///
/// let known = KnownLines::new("By Ana Ito\n\nRain may come.", [Span::new(0, 10)]);
/// let edited = "Rain!\n\nRain may come.\n\nBy Ana Ito";
/// let found: Vec<_> = known.find_in(edited).iter().map(|line| (line.span.of(edited), line.is_aside)).collect();
/// assert_eq!(found, [("Rain may come.", false), ("By Ana Ito", true)]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownLines(Vec<u32>);

/// A line of a text of which something is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownLine {
    /// The line, without white space around it.
    pub span: Span<Byte>,
    /// Whether it is an aside; else it is a part of the article.
    pub is_aside: bool,
}

impl KnownLines {
    /// Takes all lines of a canonical text as known: those in which these spans begin, in the order of the text, as asides.
    pub fn new(text: &str, asides: impl IntoIterator<Item = Span<Byte>>) -> KnownLines {
        let mut asides = asides.into_iter().peekable();
        let number = |line: Span<Byte>| {
            while asides.next_if(|aside| aside.end <= line.start).is_some() {}
            hash(line.of(text)) | u32::from(asides.peek().is_some_and(|aside| aside.start < line.end))
        };
        KnownLines(lines(text).map(number).collect())
    }

    /// As words: a number for each line, in base 16 and with spaces between them. It is a hash of the line, the last bit of which says
    /// whether the line is an aside.
    pub fn encoded(&self) -> String {
        self.0.iter().map(|number| format!("{number:x}")).collect::<Vec<_>>().join(" ")
    }

    /// What [`KnownLines::encoded`] has written. Any words are taken: numbers that are of no line say nothing.
    pub fn decoded(words: &str) -> KnownLines {
        let mut numbers = Vec::new();
        let mut number = None;
        for character in words.chars() {
            match character.to_digit(16) {
                Some(digit) => number = Some(number.unwrap_or(0) << 4 | digit),
                None => numbers.extend(number.take()),
            }
        }
        numbers.extend(number);
        KnownLines(numbers)
    }

    /// The lines of a canonical text of which something is known, in the order of the text. Of lines with the same words, the first one
    /// is what the first of the known ones is.
    pub fn find_in(&self, text: &str) -> Vec<KnownLine> {
        // In the form that other sorts have: each form is code of its own in a program.
        let mut known: Vec<(u64, u32)> = self.0.iter().map(|number| u64::from(number & !1)).zip(0..).collect();
        known.sort_unstable();
        // How many lines with these words there were so far, where the first of the known ones is.
        let mut used = vec![0; known.len()];
        let mut found = Vec::new();
        for span in lines(text) {
            let hash = u64::from(hash(span.of(text)));
            let first = known.partition_point(|line| line.0 < hash);
            let Some(before) = used.get_mut(first) else { continue };
            if let Some(&(_, at)) = known.get(first + *before).filter(|line| line.0 == hash) {
                *before += 1;
                found.push(KnownLine { span, is_aside: self.0[at as usize] & 1 == 1 });
            }
        }
        found
    }

    /// Takes the other lines of a canonical text as known, too: as asides. What is known already stays so.
    #[must_use]
    pub fn with_other_lines_as_asides(self, text: &str) -> KnownLines {
        let known = self.find_in(text);
        let mut known = known.iter().map(|line| line.span.start).peekable();
        let other = |line: &Span<Byte>| known.next_if(|start| *start == line.start).is_none();
        let others: Vec<u32> = lines(text).filter(other).map(|line| hash(line.of(text)) | 1).collect();
        KnownLines([self.0, others].concat())
    }

    /// Whether a canonical text has these lines and no others, in this order.
    pub fn are_all_of(&self, text: &str) -> bool {
        lines(text).map(|line| hash(line.of(text))).eq(self.0.iter().map(|number| number & !1))
    }
}

/// The lines of a text that are not blank, without white space around them.
fn lines(text: &str) -> impl Iterator<Item = Span<Byte>> {
    let mut at = 0;
    text.split('\n').filter_map(move |line| {
        let words = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        at += line.len() + 1;
        (!words.is_empty()).then(|| Span::from(start..start + words.len()))
    })
}

/// The hash of a line, in all bits but the last.
fn hash(line: &str) -> u32 {
    let hash = Fnv::of(line.as_bytes());
    ((hash >> 32) as u32 ^ hash as u32) & !1
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Rain may come\n\nBy Ana Ito\nPhoto: AP\n\nIt may rain.\n\nPhoto: AP";

    fn known() -> KnownLines {
        let byline = TEXT.find("By").unwrap_or_default();
        let photo = TEXT.rfind("Photo").unwrap_or_default();
        KnownLines::new(TEXT, [byline..byline + 10, photo..photo + 9].map(Span::from))
    }

    fn found(text: &str) -> Vec<(&str, bool)> {
        known().find_in(text).iter().map(|line| (line.span.of(text), line.is_aside)).collect()
    }

    #[test]
    fn of_the_text_itself_all_is_known() {
        let all = [
            ("Rain may come", false),
            ("By Ana Ito", true),
            ("Photo: AP", false),
            ("It may rain.", false),
            ("Photo: AP", true),
        ];
        assert_eq!(found(TEXT), all);
        assert!(known().are_all_of(TEXT) && !known().are_all_of("Rain may come") && !known().are_all_of(&TEXT[15..]));
    }

    #[test]
    fn lines_that_are_as_they_were_stay_known_and_others_do_not() {
        let edited = TEXT.replace("By Ana Ito", "By Ana Ito and others").replace("It may", "\nNew.\n  It may");
        let lines = [("Rain may come", false), ("Photo: AP", false), ("It may rain.", false), ("Photo: AP", true)];
        assert_eq!(found(&edited), lines);
        assert_eq!(found("By Ana Ito\nBy Ana Ito"), [("By Ana Ito", true)], "the second one was added");
        assert_eq!(found("It may snow."), []);
        assert_eq!(KnownLines::default().find_in(TEXT), []);
    }

    #[test]
    fn other_lines_can_be_known_as_asides() {
        let around = format!("Home\n\n{TEXT}\n\nPhoto: AP");
        let known = known().with_other_lines_as_asides(&around);
        let found: Vec<_> = known.find_in(&around).iter().map(|line| (line.span.of(&around), line.is_aside)).collect();
        assert_eq!([found[0], found[6]], [("Home", true), ("Photo: AP", true)]);
        assert_eq!(found[1..6], super::tests::found(TEXT), "they are what they were");
    }

    #[test]
    fn what_is_known_is_stored_as_words() {
        assert_eq!(KnownLines::decoded(&known().encoded()), known());
        assert_eq!(KnownLines::decoded(&KnownLines::default().encoded()), KnownLines::default());
        // They are stored with drafts: what they are of a text must not change.
        assert_eq!(KnownLines::new("By Ana Ito", [Span::new(0, 10)]).encoded(), "66491bc3");
        let any = KnownLines::decoded("ffffffff 0 1 7 7 seven -1 fffffffff  é");
        assert_eq!((any.0.len(), any.find_in(TEXT)), (9, vec![]));
    }
}
