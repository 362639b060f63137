//! In which direction words are written. HTML finds this out by itself; a word processor is told.

use unicode_bidi::{BidiInfo, Level};

/// The directions in a paragraph.
pub(super) struct Directions {
    /// The level of each byte; none where all of it is written from left to right.
    levels: Option<Vec<Level>>,
    is_right_to_left: bool,
}

impl Directions {
    /// Finds them as the Unicode Bidirectional Algorithm does. The first letter decides about the paragraph.
    pub(super) fn of(paragraph: &str) -> Directions {
        // No character before U+0590 is written from right to left, and those behind it begin with this byte or a larger one.
        let may_have_other = paragraph.bytes().any(|byte| byte >= 0xd6);
        let info = may_have_other.then(|| BidiInfo::new(paragraph, None)).filter(BidiInfo::has_rtl);
        let is_right_to_left =
            info.as_ref().and_then(|info| info.paragraphs.first()).is_some_and(|paragraph| paragraph.level.is_rtl());
        Directions { levels: info.map(|info| info.levels), is_right_to_left }
    }

    /// Whether the paragraph begins at the right.
    pub(super) fn is_right_to_left(&self) -> bool {
        self.is_right_to_left
    }

    /// The pieces of a part of the paragraph that are written in one direction, each with whether that is from right to left.
    /// `start` is where the part begins in the paragraph.
    pub(super) fn pieces<'t>(&self, part: &'t str, start: usize) -> Vec<(&'t str, bool)> {
        let Some(levels) = &self.levels else { return vec![(part, false)] };
        let is_rtl = |at: usize| levels.get(start + at).is_some_and(Level::is_rtl);
        let mut pieces = Vec::new();
        let mut begin = 0;
        for (at, _) in part.char_indices().skip(1) {
            if is_rtl(at) != is_rtl(begin) {
                pieces.push((&part[begin..at], is_rtl(begin)));
                begin = at;
            }
        }
        pieces.push((&part[begin..], is_rtl(begin)));
        pieces
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letter_decides_about_a_paragraph() {
        assert!(!Directions::of("It may — “rain”.").is_right_to_left());
        assert!(!Directions::of("He said שלום").is_right_to_left());
        assert!(Directions::of("“שלום” he said").is_right_to_left());
        assert!(!Directions::of("").is_right_to_left());
    }

    #[test]
    fn words_of_another_direction_are_pieces_of_their_own() {
        let text = "He said שלום עולם, twice";
        let start = "He ".len();
        let pieces = Directions::of(text).pieces(&text[start..], start);
        assert_eq!(pieces, [("said ", false), ("שלום עולם", true), (", twice", false)]);
        assert_eq!(Directions::of("abc").pieces("abc", 0), [("abc", false)]);
    }
}
