//! How much a word says: the rarer it is in the texts that are compared, the more.

use crate::opposites::Opposites;
use crate::text::{Key, Text, Vocabulary, WordClass};

/// What is known of every word of the texts.
#[derive(Debug)]
pub(crate) struct Weights {
    /// For each key its weight; nothing for function words.
    weights: Vec<u32>,
    /// For each key, in how many paragraphs of all texts it stands.
    frequencies: Vec<u32>,
    /// For each article and key, in how many of its paragraphs it stands.
    by_article: Vec<Vec<u16>>,
    /// In more paragraphs than this, a word is common to all that is told of the event.
    common: u32,
    /// Which words say the opposite of each other.
    pub(crate) opposites: Opposites,
    /// The word before whoever does something in a passive.
    pub(crate) by: Option<Key>,
}

/// A word that is in no paragraph but one says no more than one in so many.
const LEAST_FREQUENCY: u32 = 2;

/// How often, in an article, a rare word may stand.
const RARE_IN_ARTICLE: u32 = 2;

impl Weights {
    /// Counts the words of all texts, paragraph by paragraph.
    pub(crate) fn new(texts: &[Text], vocabulary: &Vocabulary) -> Weights {
        let mut frequencies = vec![0_u32; vocabulary.len()];
        let mut last_seen = vec![u32::MAX; vocabulary.len()];
        let mut is_content = vec![false; vocabulary.len()];
        let mut is_special = vec![false; vocabulary.len()];
        let mut by_article = Vec::with_capacity(texts.len());
        let mut paragraphs = 0;
        for text in texts {
            let mut in_article = vec![0_u16; vocabulary.len()];
            for range in &text.paragraphs {
                for word in &text.words[range.clone()] {
                    let key = word.key as usize;
                    if last_seen[key] != paragraphs {
                        last_seen[key] = paragraphs;
                        frequencies[key] += 1;
                        in_article[key] = in_article[key].saturating_add(1);
                    }
                    is_content[key] |= word.class != WordClass::Function;
                    is_special[key] |= matches!(word.class, WordClass::Name | WordClass::Number);
                }
                paragraphs += 1;
            }
            by_article.push(in_article);
        }
        let weight = |key: usize| {
            if !is_content[key] {
                return 0;
            }
            let weight = rarity(paragraphs, frequencies[key].max(LEAST_FREQUENCY));
            if is_special[key] { weight + weight / 2 } else { weight }
        };
        Weights {
            weights: (0..vocabulary.len()).map(weight).collect(),
            common: (RARE_IN_ARTICLE * texts.len() as u32).max(paragraphs / 8),
            frequencies,
            by_article,
            opposites: Opposites::new(vocabulary),
            by: vocabulary.known("by"),
        }
    }

    /// How much a word says; nothing for a function word.
    pub(crate) fn of(&self, key: Key) -> u32 {
        self.weights.get(key as usize).copied().unwrap_or_default()
    }

    /// In how many paragraphs a word stands.
    pub(crate) fn frequency(&self, key: Key) -> u32 {
        self.frequencies.get(key as usize).copied().unwrap_or_default()
    }

    /// In how many paragraphs of an article a word stands.
    pub(crate) fn frequency_in(&self, article: usize, key: Key) -> u16 {
        self.by_article.get(article).and_then(|keys| keys.get(key as usize)).copied().unwrap_or_default()
    }

    /// Whether a word is rare, and not one of those that all that is told of the event has in it.
    pub(crate) fn is_rare(&self, key: Key) -> bool {
        self.frequency(key) <= self.common
    }
}

/// The binary logarithm of 1 + `all` / `having`, in 256ths; in whole numbers, so that it is the same on every target.
fn rarity(all: u32, having: u32) -> u32 {
    let ratio = (u64::from(all) + u64::from(having)) * 256 / u64::from(having.max(1));
    let log = ratio.max(256).ilog2();
    let fraction = ((ratio.max(256) << 8) >> log) as u32 - 256;
    (log - 8) * 256 + fraction
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rarer_words_say_more() {
        assert_eq!(rarity(0, 2), 0);
        assert_eq!(rarity(2, 2), 256);
        assert_eq!(rarity(6, 2), 512);
        assert!(rarity(20, 2) > rarity(20, 3) && rarity(20, 3) > rarity(20, 20));
        assert!(rarity(u32::MAX, 2) > rarity(1000, 2));
    }
}
