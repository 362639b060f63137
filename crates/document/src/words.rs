//! Where words begin and end, for selections: what a person marks snaps to words and never to punctuation.

use crate::layer::Part;
use crate::span::{Byte, Span};

/// Moves a selection to whole words.
///
/// Words that the selection touches are taken whole; white space and punctuation at its ends are left out, as is the
/// "'s" of a possessive. A compound is as many words as it has parts, so that the "Iranian" of "Iranian-backed" can be
/// marked alone. An empty selection takes the word that it stands in or at. For [`Part::Content`], a quotation mark
/// that the selection reaches stays, with the punctuation before it: the guidelines count it to what is said.
///
/// Returns nothing where the selection touches no word. The selection may lie anywhere, even outside the text.
///
/// ```
/// use reportedly_document::{Byte, Part, Span, snap};
///
/// let text = "“We met,” Iran’s envoy to the U.S. said.";
/// let snapped = |selected: &str, part| {
///     let start = text.find(selected).unwrap();
///     snap(text, Span::<Byte>::from(start..start + selected.len()), part).map(|span| span.of(text))
/// };
/// assert_eq!(snapped("e met,” ", Part::Entity), Some("We met"));
/// assert_eq!(snapped("“We met,” ", Part::Content), Some("“We met,”"));
/// assert_eq!(snapped(" Iran’s ", Part::Entity), Some("Iran"));
/// assert_eq!(snapped("voy to the U", Part::Source), Some("envoy to the U.S."));
/// assert_eq!(snapped(",”", Part::Content), None);
/// assert_eq!(snapped("", Part::Content), None, "at the beginning stands a quotation mark");
/// ```
pub fn snap(text: &str, selection: Span<Byte>, part: Part) -> Option<Span<Byte>> {
    let start = text.floor_char_boundary(selection.start as usize);
    let end = text.ceil_char_boundary(selection.end as usize).max(start);
    let touched = |word: &(usize, usize)| {
        if start == end { word.0 <= start && start <= word.1 } else { word.0 < end && start < word.1 }
    };
    let mut words = words(text, word_boundary(text, start)).take_while(|word| word.0 <= end).filter(touched);
    let (first, mut last) = words.next()?;
    if start < end {
        last = words.last().map_or(last, |word| word.1);
    }
    let (mut from, mut to) = (first, last);
    if part == Part::Content && start < end {
        let before = text.get(start..first).unwrap_or_default();
        if let Some(quote) = before.rfind(opens) {
            from = start + quote;
        }
        // "’" closes a quotation where one was opened so; elsewhere it is the apostrophe of "officials’".
        let single = text[from..].starts_with(['‘', '\'']);
        let after = text.get(last..end).unwrap_or_default();
        let closing = after.char_indices().find(|&(_, c)| closes(c) || single && matches!(c, '’' | '\''));
        if let Some((quote, c)) = closing {
            to = last + quote + c.len_utf8();
        }
    }
    Some(Span::from(from..to))
}

/// The first word that begins at or after a place: what a selection takes in when it grows by a word.
///
/// ```
/// # use reportedly_document::{word_after, word_before};
/// let text = "Oman, he said.";
/// assert_eq!(word_after(text, 4).map(|word| word.of(text)), Some("he"));
/// assert_eq!(word_before(text, 7).map(|word| word.of(text)), Some("Oman"));
/// ```
pub fn word_after(text: &str, byte: u32) -> Option<Span<Byte>> {
    let byte = text.ceil_char_boundary(byte as usize);
    words(text, word_boundary(text, byte)).find(|word| word.0 >= byte).map(|(start, end)| Span::from(start..end))
}

/// The last word that ends at or before a place: where a selection ends when it shrinks by a word.
pub fn word_before(text: &str, byte: u32) -> Option<Span<Byte>> {
    let byte = text.floor_char_boundary(byte as usize);
    // A word holds no white space: it is enough to look from one gap to the next, back from the place.
    let mut end = byte + text[byte..].find(char::is_whitespace).unwrap_or(text.len() - byte);
    loop {
        let start = gap_before(text, end);
        if let Some((start, end)) = words(&text[..end], start).take_while(|word| word.1 <= byte).last() {
            return Some(Span::from(start..end));
        }
        if start == 0 {
            return None;
        }
        end = text[..start].trim_end().len();
    }
}

/// How many words a text has.
pub(crate) fn count_words(text: &str) -> u32 {
    words(text, 0).count() as u32
}

/// The end of the last white space at or before a byte.
fn gap_before(text: &str, byte: usize) -> usize {
    text[..byte].trim_end_matches(|c: char| !c.is_whitespace()).len()
}

/// The last place at or before `byte` that no word contains: after white space, after a character that joins nothing, or
/// after a joint with no word before it. A text without spaces is so not read from its beginning for each place in it.
fn word_boundary(text: &str, byte: usize) -> usize {
    let mut back = text[..byte].char_indices().rev().peekable();
    while let Some((start, c)) = back.next() {
        let joins = is_joint(c) && back.peek().is_some_and(|&(_, before)| is_word(before));
        if !is_word(c) && !joins {
            return start + c.len_utf8();
        }
    }
    0
}

/// The words of a whole text, in order, without the "'s" of a possessive: those that [`snap`] takes whole and that [`word_after`]
/// finds one by one.
///
/// ```
/// use reportedly_document::all_words;
///
/// let text = "“We met,” Iran’s envoy said.";
/// let words: Vec<&str> = all_words(text).map(|span| span.of(text)).collect();
/// assert_eq!(words, ["We", "met", "Iran", "envoy", "said"]);
/// ```
pub fn all_words(text: &str) -> impl Iterator<Item = Span<Byte>> {
    words(text, 0).map(|(start, end)| Span::from(start..end))
}

/// What can stand inside a word, between its letters or digits; see [`word_end`].
fn is_joint(c: char) -> bool {
    matches!(c, '\'' | '’' | '.' | ',' | ':' | '&')
}

/// The words from a byte on, which must not lie inside of a word.
fn words(text: &str, from: usize) -> impl Iterator<Item = (usize, usize)> {
    let mut end = from;
    std::iter::from_fn(move || {
        loop {
            let start = end + text[end..].find(is_word)?;
            end = word_end(text, start);
            if !is_possessive(text, start, end) {
                return Some((start, end));
            }
        }
    })
}

/// Where the word ends that begins here.
fn word_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut dotted = false;
    loop {
        end += run(&text[end..]);
        let mut after = text[end..].chars();
        let Some(joint) = after.next() else { return end };
        let rest = after.as_str();
        let before = text[start..end].chars().next_back().unwrap_or(' ');
        let Some(next) = rest.chars().next().filter(|&c| is_word(c)) else {
            // The last full stop of "U.S." is part of it.
            return if dotted && joint == '.' { end + 1 } else { end };
        };
        let joins = match joint {
            '\'' | '’' => before.is_alphabetic() && next.is_alphabetic() && !matches!(&rest[..run(rest)], "s" | "S"),
            '.' if is_initial(text, start, end) && run(rest) == next.len_utf8() && next.is_alphabetic() => {
                dotted = true;
                true
            }
            '.' | ',' | ':' => before.is_numeric() && next.is_numeric(),
            '&' => before.is_uppercase() && next.is_uppercase(),
            _ => false,
        };
        if !joins {
            return end;
        }
        end += joint.len_utf8();
    }
}

/// Whether `text[start..end]` ends with a single letter.
fn is_initial(text: &str, start: usize, end: usize) -> bool {
    let mut back = text[start..end].chars().rev();
    back.next().is_some_and(char::is_alphabetic) && back.next().is_none_or(|c| c == '.')
}

/// Whether this "s" is what a possessive ends with.
fn is_possessive(text: &str, start: usize, end: usize) -> bool {
    let mut back = text[..start].chars().rev();
    matches!(&text[start..end], "s" | "S")
        && back.next().is_some_and(|c| matches!(c, '\'' | '’'))
        && back.next().is_some_and(is_word)
}

/// How long the run of word characters is that a text begins with.
pub(crate) fn run(text: &str) -> usize {
    text.find(|c| !is_word(c)).unwrap_or(text.len())
}

/// Letters, digits, combining marks, joiners; and what belongs to a number: currency signs, "%".
fn is_word(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' | '$' | '%' | '¢'..='¥' | '₠'..='⃏')
}

fn opens(c: char) -> bool {
    matches!(c, '"' | '“' | '„' | '«' | '‹' | '‘' | '\'')
}

fn closes(c: char) -> bool {
    matches!(c, '"' | '”' | '»' | '›')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &str) {
        let words: Vec<_> = words(text, 0).map(|(start, end)| &text[start..end]).collect();
        assert_eq!(words.join("|"), expected);
    }

    #[test]
    fn what_a_word_is() {
        check("O’Brien didn't see Iran’s envoy, officials' man", "O’Brien|didn't|see|Iran|envoy|officials|man");
        check("Iranian-backed (38-year-old)", "Iranian|backed|38|year|old");
        check("$1,200.50, 12% at 10:30 a.m. in the U.S.", "$1,200.50|12%|at|10:30|a.m.|in|the|U.S.");
        check("AT&T — naïve e\u{301}te. The end.No", "AT&T|naïve|e\u{301}te|The|end|No");
        check("…, “” 's", "s");
    }

    #[test]
    fn quotation_marks_of_a_content() {
        let text = "He said: ‘They’re the officials’ words.’ Then “no”.";
        let snapped = |selected: &str| {
            let start = text.find(selected).expect("it is in the text");
            snap(text, Span::from(start..start + selected.len()), Part::Content).map(|span| span.of(text))
        };
        assert_eq!(snapped("‘They’re the officials’ words.’ "), Some("‘They’re the officials’ words.’"));
        assert_eq!(snapped("the officials’ "), Some("the officials"));
        assert_eq!(snapped(" “no”."), Some("“no”"));
        assert_eq!(snapped("words.’ Then “"), Some("words.’ Then"), "marks inside stay");
    }

    #[test]
    fn a_caret_takes_the_word_that_it_touches() {
        let text = "Oman, Iran.";
        let at = |byte| snap(text, Span::new(byte, byte), Part::Entity).map(|span| span.of(text));
        assert_eq!(
            [at(0), at(4), at(5), at(6), at(11), at(99)],
            [Some("Oman"), Some("Oman"), None, Some("Iran"), None, None]
        );
    }

    #[test]
    fn a_place_in_a_text_without_spaces_is_looked_up_near_it() {
        let text = ["a-".repeat(1000), "U.S.".into(), ".".repeat(1000), "don’t".into(), "'".repeat(1000)].concat();
        let boundary = |byte| word_boundary(&text, byte);
        assert_eq!([boundary(0), boundary(999), boundary(1000)], [0, 998, 1000]);
        assert_eq!([boundary(2003), boundary(2004), boundary(2500)], [2000, 2000, 2500], "U.S. is one word");
        let end = 3004 + "don’t".len();
        assert_eq!([boundary(end), boundary(end + 1), boundary(end + 2)], [3004, 3004, end + 2]);
    }

    proptest! {
        /// Wherever one begins to look, the words are those of the whole text.
        #[test]
        fn no_word_contains_a_boundary(text in "([a-z]{1,2}|[0-9]|[ \n.,'’:&-]|é|中|U\\.S\\.){0,20}", at in 0..40_usize) {
            let at = text.floor_char_boundary(at);
            let from = word_boundary(&text, at);
            let rest: Vec<_> = words(&text, 0).skip_while(|word| word.0 < from).collect();
            prop_assert_eq!(words(&text, from).collect::<Vec<_>>(), rest);
        }

        /// Whatever is selected, what comes out begins and ends with a word, on character boundaries, and stays.
        #[test]
        fn snapped_is_words(text in "([a-z$5]{1,3}|[ \n.,'’“”-]|é|e\u{301}|中文|🇮🇷|U\\.S\\.){0,20}", a in 0..60u32, b in 0..60u32) {
            let selection = Span::new(a.min(b), a.max(b));
            if let Some(span) = snap(&text, selection, Part::Entity) {
                let words = span.of(&text);
                prop_assert!(words.starts_with(is_word));
                prop_assert!(words.ends_with(|c| is_word(c) || c == '.'), "{words:?}");
                prop_assert_eq!(snap(&text, span, Part::Entity), Some(span), "twice is once");
            }
            if let Some(span) = snap(&text, selection, Part::Content) {
                prop_assert_eq!(snap(&text, span, Part::Content), Some(span));
            }
        }

        /// Going through a text by words, forward and back, meets the same words.
        #[test]
        fn forward_and_back(text in "([a-z]{1,3}|[ \n.,'’-]|é|中文|🇮🇷|U\\.S\\.){0,20}") {
            let mut forward = Vec::new();
            let mut at = 0;
            while let Some(word) = word_after(&text, at) {
                forward.push(word);
                at = word.end;
            }
            prop_assert_eq!(all_words(&text).collect::<Vec<_>>(), forward.clone());
            let mut back = Vec::new();
            let mut at = text.len() as u32;
            while let Some(word) = word_before(&text, at) {
                back.push(word);
                at = word.start;
            }
            back.reverse();
            prop_assert_eq!(forward, back);
        }
    }
}
