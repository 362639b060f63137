//! Words that say the opposite of each other. Claims that differ in such words are not the same.

use crate::stem::stem;
use crate::text::{Key, Vocabulary};

/// Pairs of opposites, in the forms that stand for them.
const OPPOSITES: &[(&str, &str)] = &[
    ("above", "below"),
    ("accept", "reject"),
    ("acquit", "convict"),
    ("after", "before"),
    ("agree", "refuse"),
    ("allow", "ban"),
    ("approve", "reject"),
    ("arrive", "leave"),
    ("back", "oppose"),
    ("begin", "end"),
    ("best", "worst"),
    ("better", "worse"),
    ("cheap", "expensive"),
    ("create", "cut"),
    ("deny", "confirm"),
    ("die", "injure"),
    ("die", "rescue"),
    ("die", "survive"),
    ("kill", "injure"),
    ("kill", "hurt"),
    ("kill", "rescue"),
    ("miss", "die"),
    ("miss", "injure"),
    ("arrest", "release"),
    ("east", "west"),
    ("eastern", "western"),
    ("fail", "succeed"),
    ("fall", "rise"),
    ("female", "male"),
    ("fewer", "more"),
    ("first", "last"),
    ("first", "second"),
    ("first", "third"),
    ("second", "third"),
    ("second", "fourth"),
    ("third", "fourth"),
    ("gain", "lose"),
    ("good", "bad"),
    ("grow", "shrink"),
    ("guilty", "innocent"),
    ("high", "low"),
    ("higher", "lower"),
    ("hire", "fire"),
    ("increase", "decrease"),
    ("increase", "cut"),
    ("increase", "fall"),
    ("large", "small"),
    ("legal", "illegal"),
    ("less", "more"),
    ("lower", "raise"),
    ("man", "woman"),
    ("north", "south"),
    ("northern", "southern"),
    ("old", "new"),
    ("open", "close"),
    ("open", "shut"),
    ("permanent", "temporary"),
    ("possible", "impossible"),
    ("private", "public"),
    ("profit", "loss"),
    ("raise", "cut"),
    ("reopen", "close"),
    ("rise", "drop"),
    ("right", "wrong"),
    ("safe", "dangerous"),
    ("start", "stop"),
    ("start", "end"),
    ("strong", "weak"),
    ("support", "oppose"),
    ("true", "false"),
    ("up", "down"),
    ("win", "lose"),
    ("yesterday", "tomorrow"),
    ("today", "tomorrow"),
    ("today", "yesterday"),
];

/// What turns a word into its opposite when it stands before it.
const PREFIXES: &[&str] = &["un", "dis", "non", "ir", "im", "mis"];

/// Which words of a vocabulary are opposites.
#[derive(Debug)]
pub(crate) struct Opposites {
    /// In order of the first; both ways.
    pairs: Vec<(Key, Key)>,
}

impl Opposites {
    /// Looks up all opposites in a vocabulary.
    pub(crate) fn new(vocabulary: &Vocabulary) -> Opposites {
        let both = |one: Key, other: Key| [(one, other), (other, one)];
        let mut pairs = Vec::new();
        for (one, other) in OPPOSITES {
            // Function words have no stem.
            for (one, other) in [((*one).to_owned(), (*other).to_owned()), (stem(one), stem(other))] {
                if let (Some(one), Some(other)) = (vocabulary.known(&one), vocabulary.known(&other)) {
                    pairs.extend(both(one, other));
                }
            }
        }
        for (word, key) in vocabulary.iter() {
            for prefix in PREFIXES {
                let plain = word.strip_prefix(prefix).filter(|plain| plain.len() > 2);
                if let Some(plain) = plain.and_then(|plain| vocabulary.known(plain)) {
                    pairs.extend(both(key, plain));
                }
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        Opposites { pairs }
    }

    /// Whether a word has an opposite among the words of the texts.
    pub(crate) fn has(&self, key: Key) -> bool {
        self.pairs.binary_search_by_key(&key, |pair| pair.0).is_ok()
    }

    /// Whether one list of keys has a word, and the other its opposite instead. Both must be in order.
    pub(crate) fn are_in(&self, one: &[Key], other: &[Key]) -> bool {
        let has = |keys: &[Key], key: Key| keys.binary_search(&key).is_ok();
        one.iter().filter(|&&key| !has(other, key)).any(|&key| {
            let from = self.pairs.partition_point(|pair| pair.0 < key);
            let opposites = self.pairs[from..].iter().take_while(|pair| pair.0 == key);
            opposites.map(|pair| pair.1).any(|opposite| has(other, opposite) && !has(one, opposite))
        })
    }
}
