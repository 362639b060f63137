//! Finding words in a text as a person remembers them: in whatever case, with whatever quotation marks.

use crate::span::{Byte, Span};

/// The places of some words, in the order of the text and without overlaps, at most `most` of them.
///
/// Capitals, the kind of a quotation mark, an apostrophe, a dash or a space, how many spaces there are, and characters that are not
/// seen (soft hyphens among them) make no difference. A place lies within one line. White space around the words is not looked
/// for, and words of nothing else are nowhere.
///
/// Takes time in proportion to the text.
///
/// ```
/// use reportedly_document::find_all;
///
/// let text = "“It’s  late,” she said. IT'S late.";
/// let found: Vec<&str> = find_all(text, "it's late", 9).into_iter().map(|span| span.of(text)).collect();
/// assert_eq!(found, ["It’s  late", "IT'S late"]);
/// ```
pub fn find_all(text: &str, words: &str, most: usize) -> Vec<Span<Byte>> {
    let words: String = Folded::new(&words.replace(['\n', '\r'], " ")).map(|(_, c)| c).collect();
    let words = words.trim();
    if words.is_empty() {
        return Vec::new();
    }
    let all: String = Folded::new(text).map(|(_, c)| c).collect();
    let mut places = Folded::new(text).scan(0, |length: &mut usize, (span, c)| {
        let start = *length;
        *length += c.len_utf8();
        Some((start, *length, span))
    });
    let place = |(start, _): (usize, &str)| {
        let first = places.find(|place| place.0 == start)?;
        let end = start + words.len();
        // A match of one character begins where it ends.
        let last = if first.1 == end { first } else { places.find(|place| place.1 == end)? };
        Some(first.2.cover(last.2))
    };
    all.match_indices(words).take(most).filter_map(place).collect()
}

/// The characters of a text as they are compared, each with where it stands. None is longer than what it stands for.
struct Folded<'t> {
    chars: std::str::CharIndices<'t>,
    /// Whether the last one was a space.
    spaced: bool,
}

impl<'t> Folded<'t> {
    fn new(text: &'t str) -> Folded<'t> {
        Folded { chars: text.char_indices(), spaced: false }
    }
}

impl Iterator for Folded<'_> {
    type Item = (Span<Byte>, char);

    fn next(&mut self) -> Option<(Span<Byte>, char)> {
        loop {
            let (start, c) = self.chars.next()?;
            let Some(folded) = fold(c) else { continue };
            if folded == ' ' && std::mem::replace(&mut self.spaced, folded == ' ') {
                continue;
            }
            self.spaced = folded == ' ';
            return Some((Span::from(start..start + c.len_utf8()), folded));
        }
    }
}

/// Whether a character is one that is not seen.
pub(crate) fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// What a character is compared as; nothing where it is not seen.
fn fold(c: char) -> Option<char> {
    Some(match c {
        c if is_unseen(c) => return None,
        '\n' => '\n',
        '‘' | '’' | '‚' | '‛' | '′' | '`' | '´' => '\'',
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => '"',
        '\u{2010}'..='\u{2015}' | '−' => '-',
        c if c.is_whitespace() => ' ',
        c => small(c),
    })
}

/// The small letter of a capital, in Latin, Greek and Cyrillic: the standard library's table of all capitals would be a large part
/// of a page.
fn small(c: char) -> char {
    let code = u32::from(c);
    let step = match code {
        0x41..=0x5a | 0xc0..=0xd6 | 0xd8..=0xde | 0x391..=0x3a9 | 0x410..=0x42f => 32,
        0x400..=0x40f => 80,
        0x100..=0x12e | 0x132..=0x136 | 0x14a..=0x176 if code.is_multiple_of(2) => 1,
        0x139..=0x147 | 0x179..=0x17d if !code.is_multiple_of(2) => 1,
        _ => 0,
    };
    char::from_u32(code + step).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'t>(text: &'t str, words: &str) -> Vec<&'t str> {
        find_all(text, words, usize::MAX).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn case_quotes_spaces_dashes_and_soft_hyphens_make_no_difference() {
        let text = "The “Night\u{a0}Ferry” of Łódź — the officials’ ferry — was a co\u{ad}operative’s.";
        for words in ["\"night ferry\"", " «NIGHT   FERRY» ", "“Night\nFerry”"] {
            assert_eq!(found(text, words), ["“Night\u{a0}Ferry”"], "{words}");
        }
        assert_eq!(found(text, "łóDŹ - THE officials' FERRY"), ["Łódź — the officials’ ferry"]);
        assert_eq!(found(text, "cooperative's"), ["co\u{ad}operative’s"]);
        assert_eq!(found(text, "ferry"), ["Ferry", "ferry"]);
    }

    #[test]
    fn small_letters_are_those_of_the_standard_library() {
        let capitals = (0..0x17f).chain(0x391..0x3aa).chain(0x400..0x430).filter_map(char::from_u32);
        for c in capitals.filter(|c| !matches!(c, 'İ' | 'Ÿ' | '\u{3a2}')) {
            assert_eq!(Some(small(c)), c.to_lowercase().next(), "{c}");
        }
    }

    #[test]
    fn nothing_is_found_of_nothing_nor_over_the_end_of_a_line() {
        for words in ["", "  ", "\n", "\u{ad}"] {
            assert_eq!(find_all("A b.\n\nC d.", words, 9), [], "{words:?}");
        }
        assert_eq!(find_all("A b.\n\nC d.", "b. c", 9), []);
        assert_eq!(find_all("", "b", 9), []);
        assert_eq!(find_all("a a a a", "a", 2).len(), 2);
        assert_eq!(found("🕊 dove 🕊", "🕊"), ["🕊", "🕊"]);
    }

    /// A repeated letter is the worst case of a simple search, which begins again at each letter. What is searched here is right;
    /// that it takes no longer than other texts is measured by `cargo xtask bench hostile`.
    #[test]
    fn a_megabyte_of_one_letter_is_searched() {
        let text = "a".repeat(1 << 20);
        let words = ["a".repeat(500), "b".into()].concat();
        assert_eq!(find_all(&text, &words, 9), []);
        assert_eq!(find_all(&text, &"a".repeat(500), usize::MAX).len(), (1 << 20) / 500);
    }
}
