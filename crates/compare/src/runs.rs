//! Words in a row that two statements have, and whether what stands around them says the opposite.

use std::ops::Range;

use reportedly_document::Form;

use crate::alignment::QUOTATION_WORDS;
use crate::statement::{PreparedStatement, StatementWord};
use crate::text::Key;
use crate::weights::Weights;

/// Words in a row that two statements have.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Run {
    pub(crate) length: usize,
    /// How many of them say something.
    pub(crate) telling: usize,
    /// Where it ends in both, after its last word.
    pub(crate) ends: (usize, usize),
}

/// All words in a row that two statements have.
pub(crate) struct Runs {
    /// The one of most words, and of these the one that says most.
    pub(crate) longest: Run,
    /// Those of which what stands around them is compared as well.
    long: Vec<Run>,
}

/// So many long runs of two statements are looked at.
const MOST_LONG_RUNS: usize = 16;

impl Runs {
    /// The runs of words that both have, of words that `fits` lets through.
    pub(crate) fn new(
        one: &PreparedStatement,
        other: &PreparedStatement,
        weights: &Weights,
        fits: impl Fn(&StatementWord, &StatementWord) -> bool,
    ) -> Runs {
        let is_same = |word: Option<&StatementWord>, its_word: Option<&StatementWord>| {
            word.zip(its_word).is_some_and(|(word, its_word)| word.surface == its_word.surface && fits(word, its_word))
        };
        let mut runs = Runs { longest: Run::default(), long: Vec::new() };
        // How long the run is that ends with a word of the one and each word of the other, and what it says.
        let mut before = vec![(0_usize, 0_usize); other.words.len() + 1];
        for (index, word) in one.words.iter().enumerate() {
            let mut here = vec![(0, 0); other.words.len() + 1];
            for (its_index, its_word) in other.words.iter().enumerate() {
                if !is_same(Some(word), Some(its_word)) {
                    continue;
                }
                let (length, telling) = before[its_index];
                let run = (length + 1, telling + usize::from(weights.of(word.key) > 0));
                here[its_index + 1] = run;
                let run = Run { length: run.0, telling: run.1, ends: (index + 1, its_index + 1) };
                if (run.length, run.telling) > (runs.longest.length, runs.longest.telling) {
                    runs.longest = run;
                }
                let is_end = !is_same(one.words.get(index + 1), other.words.get(its_index + 1));
                if is_end && run.length >= QUOTATION_WORDS && runs.long.len() < MOST_LONG_RUNS {
                    runs.long.push(run);
                }
            }
            before = here;
        }
        runs
    }

    /// Whether two statements contradict each other around the longest run, or another long one.
    pub(crate) fn contradict(&self, one: &PreparedStatement, other: &PreparedStatement, weights: &Weights) -> bool {
        [&self.longest].into_iter().chain(&self.long).any(|run| run_contradicts(one, other, run, weights))
    }
}

/// Before a run, so many words are searched for a negation, in its clause or not.
const BEFORE_RUN: usize = 4;

/// Whether two statements contradict each other in what stands around a run of words that both have: one denies it and the
/// other does not, or they have opposites in its sentence.
fn run_contradicts(one: &PreparedStatement, other: &PreparedStatement, run: &Run, weights: &Weights) -> bool {
    if run.length == 0 {
        return false;
    }
    let (own, its) = (sentence_of(one, run.length, run.ends.0), sentence_of(other, run.length, run.ends.1));
    let keys = |words: &[StatementWord]| {
        let mut keys: Vec<Key> = words.iter().map(|word| word.key).collect();
        keys.sort_unstable();
        keys
    };
    if weights.opposites.are_in(&keys(&one.words[own.clone()]), &keys(&other.words[its.clone()])) {
        return true;
    }
    // A quotation may be cut off behind any clause. Where both go on, they go on alike.
    let both_go_on = run.ends.0 < own.end && run.ends.1 < its.end;
    let denies = |statement: &PreparedStatement, sentence: Range<usize>, end: usize| {
        let (start, words) = (end - run.length, &statement.words);
        let is_before = |&index: &usize| index + BEFORE_RUN >= start || words[index].clause == words[start].clause;
        let is_behind = |&index: &usize| both_go_on || words[index].clause == words[end - 1].clause;
        let before = (sentence.start.min(start.saturating_sub(BEFORE_RUN))..start).filter(is_before);
        let mut around = before.chain((end..sentence.end).filter(is_behind));
        let is_denied = statement.is_denied && statement.form != Form::Direct;
        is_denied != around.any(|index| words[index].is_negation)
    };
    denies(one, own, run.ends.0) != denies(other, its, run.ends.1)
}

/// The words of the sentences that a run begins and ends in, where it ends before a word.
fn sentence_of(statement: &PreparedStatement, length: usize, end: usize) -> Range<usize> {
    let (first, last) = (statement.words[end - length].sentence, statement.words[end - 1].sentence);
    let start = statement.words.partition_point(|word| word.sentence < first);
    start..statement.words.partition_point(|word| word.sentence <= last)
}
