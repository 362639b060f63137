//! Places in a text as files of other programs say them: by position and by quotation.

use std::cell::{Cell, OnceCell};

use reportedly_document::{Byte, Canonical, Char, Offsets, Span};

use crate::unplaced::Reason;

/// How many UTF-16 code units of context a quotation has at most on each side, where that makes its place unique. Libraries that
/// find quotations with `diff-match-patch` throw over a longer one.
const CONTEXT: usize = 32;
/// How many it has at most where its place is not unique otherwise. A text that repeats itself for longer than that says the same in
/// several places, and a file would grow with the square of its length.
const MOST_CONTEXT: usize = 256;
/// How many bytes are looked up at once.
const WINDOW: usize = 16;
/// The same for words that are shorter than that.
const SHORT_WINDOW: usize = 4;
/// Of how many places that begin alike it is asked whether they go on alike.
const MOST_PLACES: usize = 64;
/// How many bytes are compared to find the places of a file's quotations: so many for each byte of the text, and
/// [`COMPARED`] more. Only files that are made for it need more.
const COMPARED_EACH: usize = 32;
const COMPARED: usize = 32 << 20;

/// All windows of so many bytes of a text, sorted by hash. Each is its hash in 32 bits, and its place.
#[derive(Debug)]
struct Windows {
    size: usize,
    sorted: Vec<u64>,
}

impl Windows {
    fn new(text: &str, size: usize) -> Windows {
        let mut sorted: Vec<u64> =
            text.as_bytes().windows(size).zip(0..).map(|(window, at)| hash(window) << 32 | at).collect();
        sorted.sort_unstable();
        Windows { size, sorted }
    }

    /// The places of those that are like this one, in order; and seldom of others.
    fn alike(&self, window: &[u8]) -> impl ExactSizeIterator<Item = usize> + use<'_> {
        let hash = hash(window);
        let first = self.sorted.partition_point(|other| other >> 32 < hash);
        let length = self.sorted[first..].partition_point(|other| other >> 32 == hash);
        self.sorted[first..first + length].iter().map(|other| (other & u64::from(u32::MAX)) as usize)
    }
}

/// FNV-1a of some bytes, in 32 bits.
fn hash(bytes: &[u8]) -> u64 {
    let hash =
        bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    (hash ^ hash >> 32) & u64::from(u32::MAX)
}

/// Finds the context of quotations in one text, having looked at all of it once.
#[derive(Debug)]
pub(crate) struct Contexts<'t> {
    text: &'t str,
    windows: Windows,
}

impl<'t> Contexts<'t> {
    pub(crate) fn new(text: &'t str) -> Contexts<'t> {
        Contexts { text, windows: Windows::new(text, WINDOW) }
    }

    /// The words before and after a span: no more than [`CONTEXT`], or more on both sides where the three together stand in the
    /// text more than once, up to [`MOST_CONTEXT`]. Where that is not enough, no more than [`CONTEXT`].
    ///
    /// They begin and end where words do, but for words that are themselves longer than that.
    pub(crate) fn of(&self, span: Span<Byte>) -> (&'t str, &'t str) {
        let (before, after) = (&self.text[..span.start as usize], &self.text[span.end as usize..]);
        let around = |length| (start_of_context(before, length), span.end as usize + end_of_context(after, length));
        let lengths = std::iter::successors(Some(CONTEXT), |length| Some(2 * length));
        let mut contexts = lengths.take_while(|&length| length <= MOST_CONTEXT).map(around);
        let is_enough = |&(start, end): &(usize, usize)| {
            start == 0 && end == self.text.len() || self.is_unique(start, span.start as usize, end)
        };
        // Where more words do not help, there are no more than needed: the file is shorter, and the position says the rest.
        let (start, end) = contexts.find(is_enough).unwrap_or_else(|| around(CONTEXT));
        (&before[start..], &self.text[span.end as usize..end])
    }

    /// Whether what stands from `start` to `end` stands nowhere else, as far as is asked. `inside` is a place of interest
    /// between the two: what is rare about the words is often there.
    fn is_unique(&self, start: usize, inside: usize, end: usize) -> bool {
        let words = &self.text.as_bytes()[start..end];
        if words.len() < WINDOW {
            return is_unique(self.text, &self.text[start..end], start);
        }
        // Whichever of these windows is rarest says where else the words can be.
        let last = end - WINDOW;
        let windows = [start, inside.min(last), last];
        let rarest = windows.map(|at| (at, self.windows.alike(&self.text.as_bytes()[at..at + WINDOW])));
        let Some((window, mut places)) = rarest.into_iter().min_by_key(|(_, places)| places.len()) else {
            return false;
        };
        let begins = |at: usize| at.checked_sub(window - start);
        let alike = |at: &usize| self.text.as_bytes()[*at..].starts_with(words);
        places.len() < MOST_PLACES && places.by_ref().filter_map(begins).filter(alike).count() == 1
    }
}

/// Where the first whole word begins of the last `length` UTF-16 code units; or the first character, in the middle of a long word.
fn start_of_context(before: &str, length: usize) -> usize {
    let mut units = 0;
    let fits = |&(_, c): &(usize, char)| {
        units += c.len_utf16();
        units <= length
    };
    let Some((at, _)) = before.char_indices().rev().take_while(fits).last() else { return before.len() };
    if at == 0 || before[..at].ends_with(char::is_whitespace) {
        return at;
    }
    let words = before[at..].find(char::is_whitespace).map_or("", |word| before[at + word..].trim_start());
    if words.is_empty() { at } else { before.len() - words.len() }
}

/// Where the last whole word ends of the first `length` UTF-16 code units; or the last character, in the middle of a long word.
fn end_of_context(after: &str, length: usize) -> usize {
    let mut units = 0;
    let ends = |(at, c): (usize, char)| {
        units += c.len_utf16();
        (units <= length).then_some(at + c.len_utf8())
    };
    let end = after.char_indices().map_while(ends).last().unwrap_or(0);
    if end == after.len() || after[end..].starts_with(char::is_whitespace) {
        return end;
    }
    let words = after[..end].rfind(char::is_whitespace).map_or("", |at| after[..at].trim_end());
    if words.is_empty() { end } else { words.len() }
}

/// Whether what stands at a place stands nowhere else.
fn is_unique(text: &str, words: &str, at: usize) -> bool {
    let mut places = places(text, words);
    places.next() == Some(at) && places.next().is_none()
}

/// Where these words stand, also where they overlap themselves. Nowhere, if there are none.
fn places<'t>(text: &'t str, words: &'t str) -> impl Iterator<Item = usize> + 't {
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + text.get(from..).filter(|_| !words.is_empty())?.find(words)?;
        from = at + text[at..].chars().next().map_or(1, char::len_utf8);
        Some(at)
    })
}

/// Finds the places of quotations in one text, in a time that grows with the length of text and quotations.
#[derive(Debug)]
pub(crate) struct Finder<'t> {
    pub(crate) text: &'t str,
    offsets: Offsets<'t>,
    long: OnceCell<Windows>,
    short: OnceCell<Windows>,
    /// How many more bytes may be compared.
    left: Cell<usize>,
}

impl<'t> Finder<'t> {
    pub(crate) fn new(text: &'t str) -> Finder<'t> {
        let left = Cell::new(COMPARED + COMPARED_EACH * text.len());
        Finder { text, offsets: Offsets::new(text), long: OnceCell::new(), short: OnceCell::new(), left }
    }

    /// The first two places where these words stand.
    fn first_two(&self, words: &str) -> Result<[Option<usize>; 2], Reason> {
        let mut found = [None; 2];
        if words.len() < SHORT_WINDOW {
            self.compare(self.text.len())?;
            for (place, at) in found.iter_mut().zip(places(self.text, words)) {
                *place = Some(at);
            }
            return Ok(found);
        }
        let windows = if words.len() < WINDOW {
            self.short.get_or_init(|| Windows::new(self.text, SHORT_WINDOW))
        } else {
            self.long.get_or_init(|| Windows::new(self.text, WINDOW))
        };
        // Whatever differs is in one of these, which cover all of the words. The rarest says where they can be.
        let last = words.len() - windows.size;
        let starts = (0..last).step_by(windows.size).chain([last]);
        let alike = starts.map(|start| (start, windows.alike(&words.as_bytes()[start..start + windows.size])));
        let Some((start, rarest)) = alike.min_by_key(|(_, places)| places.len()) else { return Ok(found) };
        let mut next = 0;
        for at in rarest.filter_map(|at| at.checked_sub(start)) {
            self.compare(words.len())?;
            if next < found.len() && self.text.as_bytes()[at..].starts_with(words.as_bytes()) {
                found[next] = Some(at);
                next += 1;
                if next == found.len() {
                    break;
                }
            }
        }
        Ok(found)
    }

    fn compare(&self, bytes: usize) -> Result<(), Reason> {
        self.left.set(self.left.get().checked_sub(bytes).ok_or(Reason::NotRequested)?);
        Ok(())
    }
}

/// What a file says of a place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Quote {
    /// The words.
    pub(crate) exact: String,
    /// What stands before them; empty where the file does not say.
    pub(crate) prefix: String,
    /// What stands after them.
    pub(crate) suffix: String,
    /// From where to where, in code points; or in whatever the file counts in.
    pub(crate) position: Option<(u64, u64)>,
}

impl Quote {
    /// The same in the words of a canonical text, which is not the one that the file was made from: its spaces, line
    /// ends and invisible characters may be others.
    pub(crate) fn in_canonical_words(self) -> Quote {
        let canonical = |words: &str| {
            // White space at the ends means something here, and is kept between two letters.
            let between = Canonical::new(&["x", words, "x"].concat()).into_text();
            between[1..between.len() - 1].to_owned()
        };
        let [exact, prefix, suffix] = [&self.exact, &self.prefix, &self.suffix].map(|words| canonical(words));
        Quote { exact, prefix, suffix, ..self }
    }

    /// The place in this text.
    ///
    /// The position comes first, and counts only where the words stand there; in a text that is not known to be the
    /// file's own (`same`), what stands around them must agree too. Next come words and context, if they are there once;
    /// then the same with one end of the context, as the text may have been edited at the other; or a position where words
    /// stand that stand nowhere else. A place is never guessed.
    pub(crate) fn find(&self, finder: &Finder<'_>, same: bool) -> Result<Span<Byte>, Reason> {
        if self.exact.is_empty() {
            return Err(if self.position.is_some() { Reason::NoWords } else { Reason::NoPlace });
        }
        let text = finder.text;
        let at_position = self.at_position(&finder.offsets, text);
        if let Some(span) = at_position.filter(|&span| same || self.fits_around(text, span) == Fit::Both) {
            return Ok(span);
        }
        let found = |start: usize| Span::from(start..start + self.exact.len());
        let Quote { exact, prefix, suffix, .. } = self;
        let whole = [prefix, exact, suffix].map(String::as_str).concat();
        match finder.first_two(&whole)? {
            [Some(at), None] => return Ok(found(at + prefix.len())),
            [Some(_), Some(_)] => return Err(Reason::Ambiguous),
            [None, _] => {}
        }
        if let Some(span) = at_position {
            let is_alone = || Ok(finder.first_two(exact)? == [Some(span.start as usize), None]);
            if self.fits_around(text, span) == Fit::One || is_alone()? {
                return Ok(span);
            }
        }
        let mut starts: Vec<usize> = Vec::new();
        if !prefix.is_empty() {
            let places = finder.first_two(&[prefix.as_str(), exact].concat())?;
            starts.extend(places.into_iter().flatten().map(|at| at + prefix.len()));
        }
        if !suffix.is_empty() {
            starts.extend(finder.first_two(&[exact.as_str(), suffix].concat())?.into_iter().flatten());
        }
        match starts[..] {
            [at] => Ok(found(at)),
            [] => Err(Reason::Gone),
            _ => Err(Reason::Ambiguous),
        }
    }

    /// Where the file says it is, if its words stand there.
    fn at_position(&self, offsets: &Offsets<'_>, text: &str) -> Option<Span<Byte>> {
        let (start, end) = self.position?;
        let (start, end) = (u32::try_from(start).ok()?, u32::try_from(end).ok()?);
        if start >= end || end > offsets.chars() {
            return None;
        }
        let span = offsets.from_chars(Span::<Char>::new(start, end));
        (span.of(text) == self.exact).then_some(span)
    }

    /// How far what stands around a place is what the file says. Where it says nothing, all of it is.
    fn fits_around(&self, text: &str, span: Span<Byte>) -> Fit {
        let before = text[..span.start as usize].ends_with(&self.prefix);
        let after = text[span.end as usize..].starts_with(&self.suffix);
        match (before, after) {
            (true, true) => Fit::Both,
            (true, false) if !self.prefix.is_empty() => Fit::One,
            (false, true) if !self.suffix.is_empty() => Fit::One,
            _ => Fit::Neither,
        }
    }
}

/// At how many ends the surroundings of a place are as a file says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fit {
    Both,
    One,
    Neither,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn find(text: &str, quote: (&str, &str, &str), position: Option<(u64, u64)>) -> Result<u32, Reason> {
        let (prefix, exact, suffix) = quote;
        let quote = Quote { exact: exact.into(), prefix: prefix.into(), suffix: suffix.into(), position };
        quote.find(&Finder::new(text), false).map(|span| span.start)
    }

    #[test]
    fn context_grows_until_it_is_unique_and_ends_with_words() {
        let text = "One small step for one small man, and after it one more step for one small dog, they said.";
        let at = text.rfind("small").expect("it is there");
        let (before, after) = Contexts::new(text).of(Span::from(at..at + 5));
        assert_eq!((before, after), ("after it one more step for one ", " dog, they said."));
        let same = "ab ".repeat(40);
        let (before, after) = Contexts::new(&same).of(Span::new(60, 62));
        assert_eq!(before.len() + 2 + after.len(), same.len(), "only the whole of it is unique");
        let long = "ab ".repeat(4000);
        let (before, after) = Contexts::new(&long).of(Span::new(6000, 6002));
        assert!(before.len() < 2 * CONTEXT && after.len() < 2 * CONTEXT, "but not for ever");
        let unbroken = "字".repeat(100) + "x" + &"字".repeat(100);
        let (before, after) = Contexts::new(&unbroken).of(Span::new(300, 301));
        assert_eq!((before.chars().count(), after.chars().count()), (32, 32));
    }

    #[test]
    fn position_then_words_then_nothing() {
        let text = "🇮🇷 He said no. Then he said no again.";
        assert_eq!(find(text, ("", "said", ""), Some((6, 10))), Ok(12));
        assert_eq!(find(text, ("Then he ", "said", " no"), Some((6, 10))), Ok(29), "its surroundings are elsewhere");
        assert_eq!(find(text, ("", "said", ""), Some((7, 11))), Err(Reason::Ambiguous));
        assert_eq!(find(text, ("", "Then", ""), Some((0, 4))), Ok(21));
        assert_eq!(find(text, ("Now he ", "said", " no again"), None), Ok(29), "one end agrees");
        assert_eq!(
            find("He said no. He said yes.", ("He ", "said", " so"), None),
            Err(Reason::Ambiguous),
            "one end, twice"
        );
        assert_eq!(find(text, ("She ", "said", " yes"), Some((6, 10))), Err(Reason::Gone), "neither end does");
        assert_eq!(find(text, ("", "yes", ""), Some((6, 9))), Err(Reason::Gone));
        assert_eq!(find(text, ("", "", ""), Some((6, 9))), Err(Reason::NoWords));
        assert_eq!(find(text, ("", "", ""), None), Err(Reason::NoPlace));
        assert_eq!(find(text, ("", "no", ""), Some((u64::MAX - 1, u64::MAX))), Err(Reason::Ambiguous));
    }

    #[test]
    fn twelve_thousand_quotes_that_are_not_there_are_not_sought_one_by_one() {
        let text = "He said so, and then he said so again. ".repeat(20_000);
        let finder = Finder::new(&text);
        for number in 0..12_000 {
            let quote = |exact: String, prefix: &str| Quote { exact, prefix: prefix.into(), ..Quote::default() };
            let gone = quote(format!("said {number} so"), "And then he ").find(&finder, false);
            let short = quote(number.to_string(), "").find(&finder, false);
            assert!(matches!((gone, short), (Err(Reason::Gone), Err(Reason::Gone | Reason::NotRequested))));
        }
        // Words of fewer than four bytes alone are compared with all of the text.
        assert!(finder.left.get() < COMPARED_EACH * text.len());
    }

    /// `diff-match-patch`, which libraries find quotations with, throws over a pattern of more than 32 code units.
    #[test]
    fn a_context_is_no_longer_than_other_peoples_libraries_take_unless_its_place_needs_it() {
        let units = |words: &str| words.encode_utf16().count();
        let texts = [
            "The internationalisation of extraordinarily longwinded administrative Donaudampfschifffahrtsgesellschaft, the mayor said on Monday of the ferry.".to_owned(),
            "🚢🚢🚢🚢🚢🚢🚢🚢🚢🚢🚢🚢🚢🚢🚢🚢🚢🚢🚢🚢 mayor 🚢🚢🚢🚢🚢🚢🚢🚢🚢🚢🚢🚢🚢🚢🚢🚢🚢🚢🚢🚢".to_owned(),
            "https://news.example/a/very/long/address/without/any/space?in=it mayor https://news.example/another/one/of/them".to_owned(),
        ];
        for text in &texts {
            let at = text.find("mayor").expect("it is there");
            let (before, after) = Contexts::new(text).of(Span::from(at..at + 5));
            assert!(
                (1..=CONTEXT).contains(&units(before)) && (1..=CONTEXT).contains(&units(after)),
                "{before}|{after}"
            );
        }
        let twice = "The old mayor of the small island of Tarsvik said no. ".repeat(2) + "Yes.";
        let (before, after) = Contexts::new(&twice).of(Span::from(8..13));
        assert!(units(before) + units(after) > 2 * CONTEXT, "here it needs more: {before}|{after}");
    }

    proptest! {
        /// What is found by windows is what is found by reading.
        #[test]
        fn the_first_two_places_are_those_of_the_text(text in "(a|b|é|ab){0,60}", words in "(a|b|é|ab){0,24}") {
            let mut read = places(&text, &words);
            prop_assert_eq!(Finder::new(&text).first_two(&words), Ok([read.next(), read.next()]));
        }

        /// Words and context alone, without position, find every place again.
        #[test]
        fn what_is_written_is_found(text in "(a|b|ab |é|🇮🇷|\n|一){1,80}", a: prop::sample::Index, b: prop::sample::Index) {
            let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let (a, b) = (*a.get(&bounds), *b.get(&bounds));
            prop_assume!(a != b);
            let span = Span::from(a.min(b)..a.max(b));
            let (prefix, suffix) = Contexts::new(&text).of(span);
            let quote = Quote { exact: span.of(&text).into(), prefix: prefix.into(), suffix: suffix.into(), position: None };
            prop_assert_eq!(quote.find(&Finder::new(&text), false), Ok(span));
            prop_assert_eq!(span.start == 0, prefix.is_empty());
            prop_assert_eq!(span.end as usize == text.len(), suffix.is_empty());
        }
    }
}
