//! A text as the reader shows it: normalised, cut at the limits, in paragraphs.

use std::rc::Rc;

use reportedly_document::{Byte, Canonical, Changes, Span, paragraphs};

/// The longest text that is shown and analysed, in bytes of the given text: more than a million words. Beyond it a
/// phone would run short of memory, mostly for the marks.
pub const LONGEST_TEXT: usize = 8 << 20;

/// The most paragraphs that are shown. A text of a million one-letter lines would otherwise be as many elements.
pub(super) const PARAGRAPHS: usize = 50_000;

/// The longest paragraph that is laid out as one, in bytes: one of 5 MB kept Chromium from painting for 3 seconds.
const PARAGRAPH: u32 = 16 << 10;

/// A text as the reader shows it.
#[derive(Debug, Default)]
pub(super) struct Text {
    /// The canonical text: what every offset refers to.
    pub(super) canonical: Rc<str>,
    /// What was changed on the way in.
    pub(super) changes: Changes,
    /// Its paragraphs; very long ones are split.
    pub(super) paragraphs: Vec<Span<Byte>>,
    /// Whether the end was left out, because the text is longer than [`LONGEST_TEXT`] or [`PARAGRAPHS`].
    pub(super) cut: bool,
    /// Whether some paragraph is split.
    pub(super) has_split_paragraph: bool,
}

impl Text {
    /// Normalises a text, up to the limits.
    pub(super) fn new(given: &str) -> Text {
        let read = &given[..given.floor_char_boundary(LONGEST_TEXT)];
        let canonical = Canonical::new(read);
        let changes = canonical.changes();
        let mut canonical = canonical.into_text();
        let mut cut = read.len() < given.len();
        let beyond = paragraphs(&canonical).nth(PARAGRAPHS);
        if let Some(beyond) = beyond {
            canonical.truncate(beyond.start as usize);
            cut = true;
        }
        let whole: Vec<_> = paragraphs(&canonical).collect();
        let paragraphs: Vec<_> = whole.iter().flat_map(|&paragraph| split(&canonical, paragraph)).collect();
        let has_split_paragraph = paragraphs.len() > whole.len();
        Text { canonical: canonical.into(), changes, paragraphs, cut, has_split_paragraph }
    }

    /// Whether there is nothing to show.
    pub(super) fn is_empty(&self) -> bool {
        self.paragraphs.is_empty()
    }
}

/// Splits a paragraph into parts of at most [`PARAGRAPH`] bytes, after spaces where there are any.
fn split(text: &str, paragraph: Span<Byte>) -> impl Iterator<Item = Span<Byte>> {
    let mut start = paragraph.start;
    std::iter::from_fn(move || {
        let rest = Span::<Byte>::new(start, paragraph.end).of(text);
        let part = if rest.len() as u32 <= PARAGRAPH {
            rest
        } else {
            let most = &rest[..rest.floor_char_boundary(PARAGRAPH as usize)];
            most.rfind(' ').map_or(most, |space| &most[..=space])
        };
        let end = start + part.len() as u32;
        let span = Span::new(std::mem::replace(&mut start, end), end);
        (!span.is_empty()).then_some(span)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_long() {
        let text = Text::new(&"é".repeat(LONGEST_TEXT));
        assert!(text.cut);
        assert_eq!(text.canonical.len(), LONGEST_TEXT, "cut between two characters");
        assert!(!Text::new("short").cut);
        let lines = Text::new(&"x\n".repeat(PARAGRAPHS + 5));
        assert!(lines.cut);
        assert_eq!(lines.paragraphs.len(), PARAGRAPHS);
    }

    #[test]
    fn scripts_have_the_same_limit() {
        let script = include_str!("../../../web/headless/headless.js");
        let limit = format!("const LONGEST = {} << 20;", LONGEST_TEXT >> 20);
        assert!(script.contains(&limit), "web/headless/headless.js: {limit}");
    }

    #[test]
    fn long_paragraphs_come_in_pieces() {
        for word in ["words ", "é"] {
            let text = Text::new(&word.repeat(20_000));
            assert!(text.has_split_paragraph && text.paragraphs.iter().all(|part| part.len() <= PARAGRAPH));
            let together: String = text.paragraphs.iter().map(|part| part.of(&text.canonical)).collect();
            assert_eq!(together, &*text.canonical, "nothing is lost between two parts");
        }
        assert!(!Text::new("Two.\n\nShort ones.").has_split_paragraph);
    }
}
