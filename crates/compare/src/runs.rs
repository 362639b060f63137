//! Words in a row that two statements have, and whether what stands around them says the opposite.

use std::cmp::Reverse;
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
#[derive(Debug, Default)]
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
        let mut runs = Runs::default();
        let (length, its_length) = (one.words.len(), other.words.len());
        // Words in a row are as far apart in one statement as in the other.
        for (start, its_start) in
            (0..length).rev().map(|start| (start, 0)).chain((1..its_length).map(|start| (0, start)))
        {
            let mut run = Run::default();
            let pairs = one.words[start..].iter().zip(&other.words[its_start..]);
            for (index, (word, its_word)) in pairs.enumerate() {
                if word.surface == its_word.surface && fits(word, its_word) {
                    run.length += 1;
                    run.telling += usize::from(weights.of(word.key) > 0);
                    run.ends = (start + index + 1, its_start + index + 1);
                } else if run.length > 0 {
                    runs.add(std::mem::take(&mut run));
                }
            }
            runs.add(run);
        }
        runs.long.sort_unstable_by_key(|run| run.ends);
        runs.long.truncate(MOST_LONG_RUNS);
        runs
    }

    /// Adds a run that neither statement goes on with.
    fn add(&mut self, run: Run) {
        // Of equals, the first.
        let rank = |run: &Run| (run.length, run.telling, Reverse(run.ends));
        if rank(&run) > rank(&self.longest) {
            self.longest = run;
        }
        if run.length >= QUOTATION_WORDS {
            self.long.push(run);
        }
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
