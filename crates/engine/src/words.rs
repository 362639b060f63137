//! Closed classes of English words, for rules that look at what stands around a cue or a name.
//!
//! All functions take a word as [`Lexed::norm`](crate::lexed::Lexed::norm) gives it, but for [`begins_sentences`].

use std::sync::LazyLock;

use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;
use wide::u8x16;

use crate::lexicon::Listed;

const DETERMINER: u16 = 1;
const POSSESSIVE: u16 = 1 << 1;
const PRONOUN: u16 = 1 << 2;
const PREPOSITION: u16 = 1 << 3;
const COORDINATOR: u16 = 1 << 4;
const SUBORDINATOR: u16 = 1 << 5;
const BE: u16 = 1 << 6;
const HAVE: u16 = 1 << 7;
const DO: u16 = 1 << 8;
const MODAL: u16 = 1 << 9;
const NEGATION: u16 = 1 << 10;

/// The closed classes, each with its words.
const CLASSES: [(u16, &str); 11] = [
    (
        DETERMINER,
        "the a an this that these those some any no every each all both many most several few another other such either neither",
    ),
    (POSSESSIVE, "my your his her its our their whose"),
    (PRONOUN, "i you he she it we they who"),
    (
        PREPOSITION,
        "of in on at by for from to with without within about against between among amid amidst into onto over under \
         through during before after since until till despite across behind beyond near around toward towards upon via per \
         like unlike except outside inside above below off along regarding concerning following including",
    ),
    (COORDINATOR, "and or but nor yet &"),
    (
        SUBORDINATOR,
        "because while although though if unless when whenever where whether since as after before until once so that which \
         who whom what why how than whereas",
    ),
    (BE, "be am is are was were been being 're 'm"),
    (HAVE, "have has had having 've"),
    (DO, "do does did"),
    (MODAL, "can could may might must shall should will would ca wo 'll 'd"),
    (NEGATION, "not n't never no neither nor hardly without"),
];

/// The classes of each word that is in one.
static CLASS_OF: LazyLock<HashMap<&'static str, u16, FxBuildHasher>> = LazyLock::new(|| {
    let mut classes = HashMap::default();
    for (class, words) in CLASSES {
        words.split_whitespace().for_each(|word| *classes.entry(word).or_default() |= class);
    }
    classes
});

/// No word of these classes is longer.
const LONGEST: usize = 10;

fn has_class(word: &str, classes: u16) -> bool {
    word.len() <= LONGEST && CLASS_OF.get(word).is_some_and(|own| own & classes != 0)
}

/// A list of words in the file of word lists. Most words that are not in it are told by their first letter and their length,
/// without reading the list.
#[derive(Debug)]
pub(crate) struct WordList {
    words: Listed,
    /// A bit for each first letter with each length that is in the list.
    filter: u64,
}

impl WordList {
    /// Of words with one space between them, as [`word_list!`] has them.
    pub(crate) const fn new(words: &str) -> WordList {
        WordList { words: Listed::of(words), filter: WordList::filter(words) }
    }

    const fn filter(words: &str) -> u64 {
        let bytes = words.as_bytes();
        let (mut filter, mut start, mut end) = (0, 0, 0);
        while end <= bytes.len() {
            if end == bytes.len() || bytes[end] == b' ' {
                filter |= WordList::bit(bytes[start], end - start);
                start = end + 1;
            }
            end += 1;
        }
        filter
    }

    /// The words with a space between them.
    #[cfg(test)]
    pub(crate) fn text(&self) -> &'static str {
        self.words.text()
    }

    const fn bit(first: u8, length: usize) -> u64 {
        1 << ((first as usize * 5 + length) % 64)
    }
}

/// A list of words that is written here and downloaded with the word lists, beside the program: `word_list!("can may must")`.
macro_rules! word_list {
    ($words:literal) => {{
        static LIST: $crate::words::WordList = $crate::words::WordList::new($words);
        &LIST
    }};
}
pub(crate) use word_list;

/// Words with one space between them.
pub(crate) trait Words: Copy {
    /// Whether a word, which has no space in it, is one of them.
    fn has_word(self, word: &str) -> bool;
}

/// A list that is in the program: a short one.
impl Words for &str {
    fn has_word(self, word: &str) -> bool {
        is_in(word, self)
    }
}

impl Words for &WordList {
    fn has_word(self, word: &str) -> bool {
        let first = word.as_bytes().first();
        first.is_some_and(|&first| self.filter & WordList::bit(first, word.len()) != 0)
            && is_in(word, self.words.text())
    }
}

/// Whether a word is in a list of words: `one_of("may", "can may must")`.
///
/// Lists are written so throughout the engine: they read well, and a slice of strings costs three times the wasm. One that is
/// longer than a line is a [`word_list!`].
pub(crate) fn one_of(word: &str, list: impl Words) -> bool {
    list.has_word(word)
}

fn is_in(word: &str, list: &str) -> bool {
    // Rules ask this more often than anything else, so that sixteen bytes are looked at in one go: for a space that the first
    // letter of the word comes after.
    const WIDTH: usize = 16;
    let (word, list) = (word.as_bytes(), list.as_bytes());
    let Some(&first) = word.first() else { return false };
    let is_at = |start: usize| {
        let rest = list.get(start..).and_then(|rest| rest.strip_prefix(word));
        rest.is_some_and(|rest| rest.first().is_none_or(|&next| next == b' '))
    };
    if list.first() == Some(&first) && is_at(0) {
        return true;
    }
    let (space, first) = (u8x16::splat(b' '), u8x16::splat(first));
    let mut short = [0; WIDTH + 1];
    let filled = if list.len() < short.len() {
        short[..list.len()].copy_from_slice(list);
        &short
    } else {
        list
    };
    let mut at = 0;
    while at + 1 < list.len() {
        // The last window reaches back over the one before it.
        let start = at.min(filled.len() - short.len());
        let Some(window) = filled[start..].first_chunk::<{ WIDTH + 1 }>() else { return false };
        let [before, after] = [0, 1].map(|shift| {
            let mut bytes = [0; WIDTH];
            bytes.copy_from_slice(&window[shift..shift + WIDTH]);
            u8x16::from(bytes)
        });
        let mut found = (before.simd_eq(space) & after.simd_eq(first)).to_bitmask();
        while found != 0 {
            if is_at(start + 1 + found.trailing_zeros() as usize) {
                return true;
            }
            found &= found - 1;
        }
        at += WIDTH;
    }
    false
}

/// Whether a word as it stands in the text begins many sentences: what makes "U.S. The" two sentences and
/// "U.S. To" one.
pub(crate) fn begins_sentences(word: &str) -> bool {
    one_of(
        word,
        word_list!(
            "The A An He She It They We I You This That These Those There Here In On At For But However \
             When While After Before If As His Her Its Their Our My Some Many Most Several Both No Not \
             Now Then Since Still Yet What Who Why How Where According Although Though Meanwhile Last \
             Earlier Asked With During Despite Under Also So Instead Another Other One Two All Nobody \
             Everyone Everybody Someone Nothing Each Every Once Until Because Your Just Only Such Perhaps \
             Maybe Or"
        ),
    )
}

/// "the", "a", "this", "every", "no".
pub(crate) fn is_determiner(word: &str) -> bool {
    has_class(word, DETERMINER | POSSESSIVE)
}

/// "his", "their".
pub(crate) fn is_possessive(word: &str) -> bool {
    has_class(word, POSSESSIVE)
}

/// "he", "they", "who": pronouns that can be a subject.
pub(crate) fn is_subject_pronoun(word: &str) -> bool {
    has_class(word, PRONOUN)
}

/// "of", "with", "about".
pub(crate) fn is_preposition(word: &str) -> bool {
    has_class(word, PREPOSITION)
}

/// "and", "or", "but".
pub(crate) fn is_coordinator(word: &str) -> bool {
    has_class(word, COORDINATOR)
}

/// "because", "while", "that", "which": words that open a clause.
pub(crate) fn is_subordinator(word: &str) -> bool {
    has_class(word, SUBORDINATOR)
}

/// Forms of be, have, do, and the modal verbs.
pub(crate) fn is_auxiliary(word: &str) -> bool {
    has_class(word, BE | HAVE | DO | MODAL)
}

/// "is", "were", "been".
pub(crate) fn is_be(word: &str) -> bool {
    has_class(word, BE)
}

/// "has", "had".
pub(crate) fn is_have(word: &str) -> bool {
    has_class(word, HAVE)
}

/// "may", "will", "should".
pub(crate) fn is_modal(word: &str) -> bool {
    has_class(word, MODAL)
}

/// "not", "n't", "never".
pub(crate) fn is_negation(word: &str) -> bool {
    has_class(word, NEGATION)
}

/// The days of the week.
pub(crate) fn is_weekday(word: &str) -> bool {
    one_of(word, word_list!("monday tuesday wednesday thursday friday saturday sunday"))
}

/// The months, written out or short.
pub(crate) fn is_month(word: &str) -> bool {
    static MONTHS: &WordList = word_list!(
        "january february march april may june july august september october november december jan. feb. mar. apr. jun. jul. \
         aug. sep. sept. oct. nov. dec."
    );
    one_of(word, MONTHS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_of_a_closed_class_is_longer() {
        let longest = CLASS_OF.keys().map(|word| word.len()).max();
        assert_eq!(longest, Some(LONGEST));
        assert!(is_preposition("to") && is_auxiliary("does") && is_determiner("their") && !is_modal("walk"));
    }

    #[test]
    fn words_of_a_list_are_whole() {
        for word in ["may", "can", "m", "'ll", "dr.", "cannot"] {
            assert!(one_of(word, "can may m 'll cannot dr."), "{word}");
        }
        for word in ["", "a", "ca", "an", "ay", "ma", "mays", "dr", "ll", "not", "can may m 'll cannot dr. more"] {
            assert!(!one_of(word, "can may m 'll cannot dr."), "{word}");
        }
        assert!(!one_of("a", "") && one_of("aa", "a aaa aa") && !one_of("aa", "a aaa"));
    }

    #[test]
    fn a_list_with_a_filter_has_the_same_words() {
        // A list of the program: the file has no others.
        let list = word_list!("kc qc sc mp mep msp md phd obe cbe mbe kbe jr jr. sr sr. ii iii esq esq. , .");
        for word in list.text().split(' ').chain(["", "k", "kcs", "jr,", "é", "—"]) {
            assert_eq!(one_of(word, list), one_of(word, list.text()), "{word}");
        }
        let words = "may can 'll dr. é — cannot";
        for word in words.split(' ') {
            assert_ne!(WordList::filter(words) & WordList::bit(word.as_bytes()[0], word.len()), 0, "{word}");
        }
    }

    #[test]
    fn words_are_found_at_every_place() {
        for before in 0..20 {
            for after in 0..20 {
                let list = ["b ".repeat(before), "abc".to_owned(), " abcd".repeat(after)].concat();
                assert!(one_of("abc", &*list) && !one_of("ab", &*list) && !one_of("bc", &*list), "{list}");
            }
        }
    }
}
