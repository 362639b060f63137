use std::rc::Rc;

use reportedly_document::{Byte, Canonical, Changes, Span, paragraphs};

/// The longest text that is shown and analysed, in bytes of the given text: some 3 million words. Beyond it a tab
/// would run short of memory.
pub(super) const LIMIT: usize = 20 << 20;

/// A text as the reader shows it.
#[derive(Debug, Default)]
pub(super) struct Text {
    /// The canonical text: what every offset refers to.
    pub(super) canonical: Rc<str>,
    /// What was changed on the way in.
    pub(super) changes: Changes,
    /// Its paragraphs.
    pub(super) paragraphs: Vec<Span<Byte>>,
    /// Whether the end was left out, because the text is longer than [`LIMIT`].
    pub(super) cut: bool,
    /// Whether the first paragraph is set as a headline.
    pub(super) headline: bool,
}

impl Text {
    /// Normalises a text, up to [`LIMIT`].
    pub(super) fn new(given: &str) -> Text {
        let read = &given[..given.floor_char_boundary(LIMIT)];
        let canonical = Canonical::new(read);
        let changes = canonical.changes();
        let canonical: Rc<str> = canonical.into_text().into();
        let paragraphs: Vec<_> = paragraphs(&canonical).collect();
        let headline = paragraphs.len() > 1 && looks_like_headline(paragraphs[0].of(&canonical));
        Text { canonical, changes, paragraphs, cut: read.len() < given.len(), headline }
    }

    /// Whether there is nothing to show.
    pub(super) fn is_empty(&self) -> bool {
        self.paragraphs.is_empty()
    }
}

/// Short, and not a sentence. This decides about the size of letters only; the engine makes up its own mind.
fn looks_like_headline(line: &str) -> bool {
    let closed = line.trim_end_matches(['”', '"', '’', ')']).ends_with(['.', '!', '…', ':', ',', ';', '。']);
    line.chars().count() <= 120 && !closed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines() {
        assert!(Text::new("Talks resume in Geneva\n\nThe talks resumed.").headline);
        assert!(!Text::new("The talks resumed.\n\nThey ended.").headline);
        assert!(!Text::new("Talks resume in Geneva").headline, "one line alone is the text");
    }

    #[test]
    fn too_long() {
        let text = Text::new(&"é".repeat(LIMIT));
        assert!(text.cut);
        assert_eq!(text.canonical.len(), LIMIT, "cut between two characters");
        assert!(!Text::new("short").cut);
    }
}
