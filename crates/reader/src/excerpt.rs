//! Words of the text as they fit into a panel, a card or a button.

use reportedly_document::{Byte, Span};

use super::text::Text;
use crate::strings;

/// The most characters of a content that a panel or a card repeats: enough to know it again.
const EXCERPT: usize = 240;

/// The words under a part of an attribution, with an ellipsis where it is interrupted.
pub(super) fn words(part: &[Span<Byte>], text: &Text) -> String {
    part.iter().map(|span| span.of(&text.canonical)).collect::<Vec<_>>().join(strings::ELLIPSIS)
}

/// The words of a source. Some end with the comma after an apposition ("Ann Lee, the minister,"), which says nothing where
/// the source stands alone.
pub(super) fn source_words(source: &[Span<Byte>], text: &Text) -> String {
    let mut all = words(source, text);
    all.truncate(all.trim_end_matches(',').len());
    all
}

/// The words, cut at the end of a word when it is long.
pub(super) fn excerpt(part: &[Span<Byte>], text: &Text) -> String {
    let mut all = words(part, text);
    if let Some((end, _)) = all.char_indices().nth(EXCERPT) {
        let cut = all[..end].rfind(char::is_whitespace).unwrap_or(end);
        all.truncate(cut);
        all.push('…');
    }
    all
}

/// Words as a name is stored: whole, and on one line.
pub(super) fn one_line(words: &str) -> String {
    words.chars().map(|c| if c == '\n' { ' ' } else { c }).collect()
}

/// Words as they fit on a button: short, and on one line. Never what is stored or compared.
pub(super) fn button_words(words: &str) -> String {
    const LENGTH: usize = 40;
    let mut line = one_line(words.char_indices().nth(LENGTH).map_or(words, |(end, _)| &words[..end]));
    if line.len() < words.len() {
        line.push('…');
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn interrupted_and_long() {
        let text = Text::new("“We met,” she said, “in Oslo.” Then they went home.");
        let part = |words: &str| {
            let start = text.canonical.find(words).expect("the part is in the text");
            Span::from(start..start + words.len())
        };
        assert_eq!(words(&[part("“We met,”"), part("“in Oslo.”")], &text), "“We met,” … “in Oslo.”");

        let text = Text::new("Ann Lee, the minister, said so.");
        assert_eq!(source_words(&[Span::new(0, 22)], &text), "Ann Lee, the minister");

        let long = Text::new(&"word ".repeat(100));
        let excerpt = excerpt(&[long.paragraphs[0]], &long);
        assert!(excerpt.ends_with("word…") && excerpt.chars().count() <= EXCERPT + 1, "{excerpt}");
        let unbroken = Text::new(&"字".repeat(500));
        assert_eq!(super::excerpt(&[unbroken.paragraphs[0]], &unbroken).chars().count(), EXCERPT + 1);
    }
}
