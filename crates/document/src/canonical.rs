//! The canonical form of a text, and the way back to the text that was given.

use crate::span::{Byte, Span};

/// A text normalised once, on its way in. The canonical text *is* the document: every offset refers to it.
///
/// | in the given text | in the canonical text |
/// |---|---|
/// | CRLF, CR, NEL, VT, FF, line separator | one line feed |
/// | paragraph separator | an empty line |
/// | tab, no-break space, every other Unicode space | a space |
/// | several white space characters in a row | one space; with line ends among them: one line end, or one empty line |
/// | white space at either end of the text or of a line | nothing |
/// | byte order mark, soft hyphen, zero-width space, word joiner, object replacement character | nothing |
/// | control characters | nothing |
///
/// All else stays as it is, character for character: quotation marks, dashes, combining marks, joiners inside emoji,
/// direction marks. Normalising twice changes nothing more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Canonical {
    text: String,
    changes: Changes,
    /// Where stretches copied without a break begin: (in `text`, in the given text). Sorted by both.
    runs: Vec<(u32, u32)>,
}

/// How much [`Canonical::new`] changed, for a plain sentence to the reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Line ends that were not a line feed.
    pub line_ends: u32,
    /// Spaces other than the plain one (no-break spaces, tabs, thin spaces).
    pub spaces: u32,
    /// Runs of white space that were shortened or dropped.
    pub shortened: u32,
    /// Invisible characters removed (soft hyphens, byte order marks, zero-width spaces).
    pub invisible: u32,
    /// Control characters removed.
    pub controls: u32,
    /// Replacement characters (U+FFFD) found: places where something was unreadable before the text came here,
    /// such as half of a surrogate pair. They are kept.
    pub unreadable: u32,
}

enum Class {
    Keep,
    Space,
    LineEnd { count: u32 },
    Invisible,
    Control,
}

fn classify(c: char) -> Class {
    match c {
        '\n' | '\r' | '\u{85}' | '\u{b}' | '\u{c}' | '\u{2028}' => Class::LineEnd { count: 1 },
        '\u{2029}' => Class::LineEnd { count: 2 },
        '\t' => Class::Space,
        '\u{feff}' | '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{fffc}' => Class::Invisible,
        c if c.is_whitespace() => Class::Space,
        c if c.is_control() => Class::Control,
        _ => Class::Keep,
    }
}

impl Canonical {
    /// Normalises `given`. Linear in its length.
    pub fn new(given: &str) -> Self {
        let mut text = String::with_capacity(given.len());
        let mut runs: Vec<(u32, u32)> = Vec::new();
        let mut changes = Changes::default();

        // White space is held back until something follows it.
        let mut gap = Gap::default();
        let mut chars = given.char_indices().peekable();
        while let Some((byte, c)) = chars.next() {
            match classify(c) {
                Class::LineEnd { count } => {
                    if c == '\r' && chars.next_if(|&(_, next)| next == '\n').is_some() {
                        gap.length += 1;
                    }
                    changes.line_ends += u32::from(c != '\n');
                    gap.add(byte, count);
                }
                Class::Space => {
                    changes.spaces += u32::from(c != ' ');
                    gap.add(byte, 0);
                }
                Class::Invisible => changes.invisible += 1,
                Class::Control => changes.controls += 1,
                Class::Keep => {
                    changes.unreadable += u32::from(c == '\u{fffd}');
                    if gap.length > 0 {
                        let white = gap.written(text.is_empty());
                        changes.shortened += u32::from(white.len() < gap.length as usize);
                        if !white.is_empty() {
                            runs.push((text.len() as u32, gap.start));
                            text.push_str(white);
                        }
                        gap = Gap::default();
                    }
                    let gone_on = runs
                        .last()
                        .is_some_and(|&(to, from)| text.len() as u32 - to == (byte as u32).wrapping_sub(from));
                    if !gone_on {
                        runs.push((text.len() as u32, byte as u32));
                    }
                    text.push(c);
                }
            }
        }
        changes.shortened += u32::from(gap.length > 0);
        Canonical { text, changes, runs }
    }

    /// The canonical text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The canonical text, without the way back.
    pub fn into_text(self) -> String {
        self.text
    }

    /// What was changed.
    pub fn changes(&self) -> Changes {
        self.changes
    }

    /// Where a span of the canonical text lies in the text that was given.
    ///
    /// White space at the ends of `span` is left out: it may not stand in the given text as it does here.
    /// What was dropped inside the span is inside the result.
    pub fn to_given(&self, span: Span<Byte>) -> Span<Byte> {
        let inside = span.of(&self.text);
        let start = span.start + (inside.len() - inside.trim_start().len()) as u32;
        let end = start + inside.trim().len() as u32;
        if start >= end {
            // White space need not be as long there: the place is where it begins.
            let before = self.text[..span.start as usize].trim_end().len();
            let byte = self.given(before as u32);
            return Span::new(byte, byte);
        }
        // The last byte of a kept character is at a fixed distance from its first.
        Span::new(self.given(start), self.given(end - 1) + 1)
    }

    fn given(&self, byte: u32) -> u32 {
        match self.runs.partition_point(|&(to, _)| to <= byte).checked_sub(1) {
            Some(run) => {
                let (to, from) = self.runs[run];
                from + (byte - to)
            }
            None => 0,
        }
    }
}

impl Changes {
    /// Whether the text came in canonical already.
    pub fn none(self) -> bool {
        Changes { unreadable: 0, ..self } == Changes::default()
    }
}

/// White space between two kept characters.
#[derive(Default)]
struct Gap {
    start: u32,
    length: u32,
    line_ends: u32,
}

impl Gap {
    fn add(&mut self, byte: usize, line_ends: u32) {
        if self.length == 0 {
            self.start = byte as u32;
        }
        self.length += 1;
        self.line_ends += line_ends;
    }

    fn written(&self, first: bool) -> &'static str {
        match self.line_ends {
            _ if first => "",
            0 => " ",
            1 => "\n",
            _ => "\n\n",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(given: &str, expected: &str) {
        assert_eq!(Canonical::new(given).text(), expected);
    }

    #[test]
    fn table() {
        check("", "");
        check(" \t\r\n\u{a0} ", "");
        check("\u{feff}A\r\nB\rC", "A\nB\nC");
        check("one\u{a0}two\u{2009}\u{202f}three\tfour", "one two three four");
        check("co\u{ad}operate", "cooperate");
        check("  first  \n   second  \n\n\n\n third ", "first\nsecond\n\nthird");
        check("end\u{2029}start\u{2028}line", "end\n\nstart\nline");
        check("nul\0 bell\u{7} \u{9b}csi", "nul bell csi");
        check("a \u{200b} b", "a b");
        check("👩\u{200d}🚀 e\u{301} שלום\u{200f}!", "👩\u{200d}🚀 e\u{301} שלום\u{200f}!");
    }

    #[test]
    fn counts() {
        let changes = Canonical::new("\u{feff}a\r\nb\u{a0}c  d\0\u{fffd}").changes();
        let expected = Changes { line_ends: 1, spaces: 1, shortened: 2, invisible: 1, controls: 1, unreadable: 1 };
        assert_eq!(changes, expected, "CRLF is one line end in two characters, so it counts as shortened too");
        assert!(Canonical::new("Plain.\n\nText.").changes().none());
    }

    #[test]
    fn the_way_back() {
        let given = "\u{feff}  “Co\u{ad}operate”,\r\n\r\n\r\nhe\u{a0}said.";
        let canonical = Canonical::new(given);
        assert_eq!(canonical.text(), "“Cooperate”,\n\nhe said.");
        let back = |part: &str| {
            let start = canonical.text().find(part).expect("the part is in the text");
            canonical.to_given(Span::from(start..start + part.len())).of(given)
        };
        assert_eq!(back("Cooperate"), "Co\u{ad}operate");
        assert_eq!(back("he said"), "he\u{a0}said");
        assert_eq!(back("\n\nhe"), "he", "white space at an end is left out");
        assert_eq!(back("said."), "said.");
    }

    #[test]
    fn a_place_in_white_space_is_on_the_border_of_a_character() {
        let given = "a\u{2029}b";
        let canonical = Canonical::new(given);
        for start in 0..=4 {
            for end in start..=4 {
                assert!(given.get(canonical.to_given(Span::new(start, end)).range()).is_some(), "{start}..{end}");
            }
        }
        assert_eq!(canonical.to_given(Span::new(2, 3)), Span::new(1, 1));
    }

    fn messy() -> impl Strategy<Value = String> {
        proptest::collection::vec(
            prop_oneof![
                4 => "[a-zé“”.,—]{1,4}",
                3 => prop::sample::select(vec![" ", "\n", "\r\n", "\r", "\t", "\u{a0}", "\u{2009}", "\u{2029}"]).prop_map(String::from),
                1 => prop::sample::select(vec!["\u{ad}", "\u{feff}", "\0", "\u{200b}", "🇮🇷", "e\u{301}", "中"]).prop_map(String::from),
            ],
            0..60,
        )
        .prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn twice_is_once(given in messy()) {
            let once = Canonical::new(&given);
            let twice = Canonical::new(once.text());
            prop_assert_eq!(once.text(), twice.text());
            prop_assert!(twice.changes().none());
        }

        /// Every span of the canonical text maps back to a span of the given one.
        #[test]
        fn spans_map_back_to_borders_of_characters(given in messy(), a: prop::sample::Index, b: prop::sample::Index) {
            let canonical = Canonical::new(&given);
            let bounds: Vec<usize> =
                canonical.text().char_indices().map(|(byte, _)| byte).chain([canonical.text().len()]).collect();
            let (a, b) = (*a.get(&bounds), *b.get(&bounds));
            let there = canonical.to_given(Span::from(a.min(b)..a.max(b)));
            prop_assert!(given.get(there.range()).is_some(), "{:?}", there);
        }

        /// Every word of the canonical text maps back to the same word, but for what was dropped inside it.
        #[test]
        fn words_map_back(given in messy()) {
            let canonical = Canonical::new(&given);
            let text = canonical.text();
            for word in text.split_whitespace() {
                let start = word.as_ptr() as usize - text.as_ptr() as usize;
                let there = canonical.to_given(Span::from(start..start + word.len())).of(&given);
                let again = Canonical::new(there);
                prop_assert_eq!(again.text(), word);
            }
        }
    }
}
