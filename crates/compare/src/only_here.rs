//! Statements of which no other article has anything.

use crate::numbers::Scale;
use crate::rules::define_rules;
use crate::statement::PreparedStatement;
use crate::text::{Key, Text};
use crate::weights::Weights;

define_rules! {
    /// No paragraph of another article has as much as a quarter of what this statement says, by the weight of its words.
    ONLY_HERE = "difference/only-here" {
        only "[Maria Okafor](person source) [said](cue) [the old ferry would sail from Harwick at night](content)."
            | "[Karl Moss](person source) [said](cue) [rain had filled every cellar in Lower Street](content).";
        shared "[Maria Okafor](person source) [said](cue) [the old ferry would sail from Harwick at night](content)."
            | "The old ferry sails at night. [Karl Moss](person source) [said](cue) [rain had filled every cellar](content).";
    }
}

/// A word that more paragraphs have than this counts as one that all have.
const MOST_PARAGRAPHS_OF_WORD: usize = 256;
/// A statement with fewer words that say something may stand anywhere in other words.
const LEAST_WORDS: usize = 3;
/// So much of a statement, in thousandths of its weight, may be in a paragraph of another article.
const MOST_SHARED: u64 = 250;

/// So many statements with numbers of one speaker are looked at.
const MOST_OF_SPEAKER: usize = 256;

/// The statements of which no other article has anything. Where there is no other article with words, there are none.
pub(crate) fn only_here(
    texts: &[Text],
    statements: &[PreparedStatement],
    of_group: &[Option<u32>],
    weights: &Weights,
) -> Vec<u32> {
    let mut paragraphs: Vec<(usize, std::ops::Range<usize>)> = Vec::new();
    for (article, text) in texts.iter().enumerate() {
        paragraphs.extend(text.paragraphs.iter().map(|range| (article, range.clone())));
    }
    // Word and paragraph, in order.
    let mut pairs: Vec<(Key, u32)> = Vec::new();
    for (index, (article, range)) in paragraphs.iter().enumerate() {
        pairs.extend(texts[*article].words[range.clone()].iter().map(|word| (word.key, index as u32)));
    }
    pairs.sort_unstable();
    pairs.dedup();
    let mut shared = vec![0_u64; paragraphs.len()];
    let mut by_speaker: Vec<Vec<u32>> = Vec::new();
    for (index, statement) in statements.iter().enumerate().filter(|(_, statement)| !statement.numbers.is_empty()) {
        let row = statement.speaker as usize;
        by_speaker.resize(by_speaker.len().max(row + 1), Vec::new());
        by_speaker[row].push(index as u32);
    }
    let mut found = Vec::new();
    for (index, statement) in statements.iter().enumerate() {
        let has_other =
            texts.iter().enumerate().any(|(other, text)| other != statement.article && !text.words.is_empty());
        // Another number of the same thing is no other statement.
        let is_quantity = |key: Key| statement.numbers.iter().any(|it| it.key == key && it.scale == Scale::Quantity);
        let says = |key: &&Key| weights.of(**key) > 0 && !is_quantity(**key);
        let is_open = of_group[index].is_none() && has_other;
        if !is_open
            || statement.keys.iter().filter(says).count() < LEAST_WORDS
            || counts_same(statement, &by_speaker, statements)
        {
            continue;
        }
        let (mut everywhere, mut whole) = (0, 0);
        let mut touched = Vec::new();
        for &key in statement.keys.iter().filter(says) {
            whole += u64::from(weights.of(key));
            let start = pairs.partition_point(|pair| pair.0 < key);
            let end = pairs.partition_point(|pair| pair.0 <= key);
            if end - start > MOST_PARAGRAPHS_OF_WORD {
                everywhere += u64::from(weights.of(key));
                continue;
            }
            for &(_, paragraph) in &pairs[start..end] {
                if paragraphs[paragraph as usize].0 != statement.article {
                    shared[paragraph as usize] += u64::from(weights.of(key));
                    touched.push(paragraph);
                }
            }
        }
        let most = touched.iter().map(|&paragraph| shared[paragraph as usize]).max().unwrap_or_default();
        touched.iter().for_each(|&paragraph| shared[paragraph as usize] = 0);
        if (most + everywhere) * 1000 <= whole * MOST_SHARED {
            found.push(index as u32);
        }
    }
    found
}

/// Whether the same speaker has a number of the same thing in another article: it may be the same statement in other words.
/// Looks at as many statements as a person makes.
fn counts_same(statement: &PreparedStatement, by_speaker: &[Vec<u32>], statements: &[PreparedStatement]) -> bool {
    let all = by_speaker.get(statement.speaker as usize).map(Vec::as_slice).unwrap_or_default();
    let others =
        all.iter().map(|&index| &statements[index as usize]).filter(|other| other.article != statement.article);
    let counts = |other: &PreparedStatement| {
        let units = other.numbers.iter().flat_map(|number| &number.units);
        units.into_iter().any(|unit| statement.numbers.iter().any(|number| number.units.contains(unit)))
    };
    !statement.numbers.is_empty() && others.take(MOST_OF_SPEAKER).any(counts)
}
