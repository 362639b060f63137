//! The tags of a sequence, given the scores of each token and of each pair of neighbours.

use std::cell::OnceCell;

use bytemuck::cast_slice;
use wide::f32x4;

use crate::matmul::vectors;
use crate::probabilities::Probabilities;
use crate::tags::{OUTSIDE, Tag};
use crate::transitions::{Transitions, by_width};

/// What a head says of a sequence: a score for each tag of each token.
#[derive(Clone, Debug)]
pub struct Lattice<'n> {
    /// `[tokens][vectors]`
    scores: Vec<f32x4>,
    /// None where tokens do not look at each other.
    transitions: Option<&'n Transitions>,
    tags: usize,
    probabilities: OnceCell<Probabilities<'n>>,
}

impl<'n> Lattice<'n> {
    pub(crate) fn new(scores: Vec<f32x4>, transitions: Option<&'n Transitions>, tags: usize) -> Self {
        Lattice { scores, transitions, tags, probabilities: OnceCell::new() }
    }

    /// The scores of the tags of each token.
    pub fn scores(&self) -> impl ExactSizeIterator<Item = &[f32]> {
        cast_slice(&self.scores).chunks_exact(4 * vectors(self.tags)).map(|row| &row[..self.tags])
    }

    /// The best tag of each token: by itself, or as part of the best path under the rules of
    /// [`tags`](mod@crate::tags). Of equally good ones the lower tag wins, so that the result is the same on every target.
    pub fn best(&self) -> Vec<Tag> {
        match self.transitions {
            Some(transitions) => best_path(&self.scores, transitions, self.tags),
            None => self.scores().map(|scores| highest(scores.iter().copied())).collect(),
        }
    }

    /// How probable marks are; nothing where tokens do not look at each other. Costs about as much as [`Lattice::best`],
    /// once.
    pub fn probabilities(&self) -> Option<&Probabilities<'n>> {
        let transitions = self.transitions?;
        Some(self.probabilities.get_or_init(|| Probabilities::new(&self.scores, transitions, self.tags)))
    }
}

/// The first tag with the highest score.
fn highest(scores: impl Iterator<Item = f32>) -> Tag {
    let mut best = (OUTSIDE, f32::NEG_INFINITY);
    for (tag, score) in scores.enumerate() {
        if score > best.1 {
            best = (tag as Tag, score);
        }
    }
    best.0
}

/// The path with the highest sum of scores, by Viterbi's algorithm.
fn best_path(scores: &[f32x4], transitions: &Transitions, tags: usize) -> Vec<Tag> {
    let vectors = vectors(tags);
    // For each token and tag, the best sum of a path that ends there.
    let mut sums = vec![f32x4::ZERO; scores.len()];
    let mut before: &[f32] = &[0.0];
    let mut rows = &transitions.scores[tags * vectors..];
    for (scores, sums) in scores.chunks_exact(vectors).zip(sums.chunks_exact_mut(vectors)) {
        sums.fill(f32x4::splat(f32::NEG_INFINITY));
        by_width(before, rows, sums, |sum, before, score| sum.fast_max(before + score));
        for (sum, score) in sums.iter_mut().zip(scores) {
            *sum += *score;
        }
        before = &cast_slice(sums)[..tags];
        rows = &transitions.scores;
    }
    // Where it came from is found again on the way back.
    let sums = cast_slice::<_, f32>(&sums).chunks_exact(4 * vectors);
    let into = |tag: Tag| cast_slice::<_, f32>(&transitions.scores).iter().skip(tag as usize).step_by(4 * vectors);
    let mut path = vec![OUTSIDE; sums.len()];
    let mut after = None;
    for (tag, sums) in path.iter_mut().zip(sums).rev() {
        let sums = sums[..tags].iter().copied();
        *tag = match after {
            None => highest(sums),
            Some(after) => highest(sums.zip(into(after)).map(|(sum, score)| sum + score)),
        };
        after = Some(*tag);
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: [f32; 12] = [0.0; 12];

    fn padded(scores: &[f32]) -> Vec<f32x4> {
        scores.chunks(3).flat_map(|row| [f32x4::new([row[0], row[1], row[2], 0.0]), f32x4::ZERO]).collect()
    }

    fn best_path(scores: &[f32], transitions: &[f32]) -> Vec<Tag> {
        Lattice::new(padded(scores), Some(&Transitions::new(transitions, 3)), 3).best()
    }

    #[test]
    fn tokens_that_do_not_look_at_each_other() {
        let lattice = Lattice::new(padded(&[0.0, 2.0, 1.0, -1.0, -2.0, -1.0]), None, 3);
        assert_eq!(lattice.best(), [1, 0]);
        assert_eq!(lattice.scores().nth(1), Some(&[-1.0, -2.0, -1.0][..]));
        assert!(lattice.probabilities().is_none());
    }

    #[test]
    fn the_best_tag_where_nothing_speaks_against_it() {
        assert_eq!(best_path(&[0.0, 2.0, 1.0, 0.0, 1.0, 2.0, 3.0, 1.0, 2.0], &NONE), [1, 2, 0]);
        assert!(best_path(&[], &NONE).is_empty());
    }

    #[test]
    fn nothing_goes_on_without_a_beginning() {
        assert_eq!(best_path(&[0.0, 1.0, 9.0], &NONE), [1]);
        assert_eq!(best_path(&[1.0, 0.0, 0.0, 0.0, 0.0, 9.0], &NONE), [1, 2], "worth it for the second");
    }

    #[test]
    fn neighbours_count() {
        let mut transitions = NONE;
        transitions[1] = -5.0;
        assert_eq!(best_path(&[0.0, -1.0, 0.0, 0.0, 1.0, 0.0], &transitions), [0, 0]);
        transitions[9 + 1] = 5.0;
        assert_eq!(best_path(&[0.0, -1.0, 0.0, 0.0, 1.0, 0.0], &transitions), [1, 1]);
    }

    #[test]
    fn scores_that_are_no_numbers_do_no_harm() {
        for odd in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
            assert_eq!(best_path(&[odd; 9], &NONE).len(), 3);
        }
    }
}
