//! How probable marks are, over all paths through a lattice.

use std::ops::Range;

use bytemuck::cast_slice;
use wide::f32x4;

use crate::math::exp4;
use crate::matmul::vectors;
use crate::tags::Chunk;
use crate::transitions::{Transitions, by_width};

/// The probabilities of all paths of a sequence, by the forward-backward algorithm: a path's probability is in proportion
/// to `exp` of its sum of scores.
///
/// Single probabilities get lost in an `f32` over a long sequence, so that each token has its own measure: `forward` of a
/// token adds up to 1, and `backward` is divided by what that took.
#[derive(Clone, Debug)]
pub struct Probabilities<'n> {
    transitions: &'n Transitions,
    tags: usize,
    /// `[tokens][vectors]`: `exp` of the scores, divided by the measure of the token.
    local: Vec<f32x4>,
    /// `[tokens][vectors]`: all beginnings of paths that end with a tag.
    forward: Vec<f32x4>,
    /// `[tokens][vectors]`: all ways on from a tag.
    backward: Vec<f32x4>,
}

impl<'n> Probabilities<'n> {
    pub(crate) fn new(scores: &[f32x4], transitions: &'n Transitions, tags: usize) -> Self {
        let vectors = vectors(tags);
        let mut local = scores.to_vec();
        let mut forward = vec![f32x4::ZERO; scores.len()];
        let mut before: &[f32] = &[1.0];
        let mut rows = &transitions.potentials[tags * vectors..];
        for (local, forward) in local.chunks_exact_mut(vectors).zip(forward.chunks_exact_mut(vectors)) {
            let most = cast_slice::<_, f32>(local)[..tags].iter().copied().fold(f32::NEG_INFINITY, f32::max);
            local.iter_mut().for_each(|local| *local = exp4(*local - f32x4::splat(most)));
            multiply(before, rows, forward);
            forward.iter_mut().zip(&*local).for_each(|(forward, local)| *forward *= *local);
            let measure: f32 = cast_slice::<_, f32>(forward).iter().sum();
            let measure = f32x4::splat(1.0 / measure);
            forward.iter_mut().chain(local).for_each(|value| *value *= measure);
            before = &cast_slice(forward)[..tags];
            rows = &transitions.potentials;
        }
        let mut backward = vec![f32x4::ONE; scores.len()];
        let mut after = vec![f32x4::ZERO; vectors];
        let tokens = backward.chunks_exact_mut(vectors).zip(local.chunks_exact(vectors));
        for (at, (backward, local)) in tokens.rev().enumerate() {
            if at > 0 {
                backward.fill(f32x4::ZERO);
                multiply(&cast_slice(&after)[..tags], &transitions.potentials_to, backward);
            }
            for ((after, backward), local) in after.iter_mut().zip(&*backward).zip(local) {
                *after = *backward * *local;
            }
        }
        Probabilities { transitions, tags, local, forward, backward }
    }

    /// The probability that exactly this mark is on the path: that it begins and ends there. 0 where it does not lie within
    /// the sequence.
    pub fn of(&self, chunk: &Chunk) -> f32 {
        let vectors = 4 * vectors(self.tags);
        let (begin, inside) = (2 * chunk.class + 1, 2 * chunk.class + 2);
        let length = self.local.len() * 4 / vectors;
        if inside >= self.tags || chunk.tokens.is_empty() || chunk.tokens.end > length {
            return 0.0;
        }
        let at = |table: &[f32x4], row: usize, tag: usize| cast_slice::<_, f32>(table)[row * vectors + tag];
        let step = |from: usize, to: usize, token: usize| {
            at(&self.transitions.potentials, from, to) * at(&self.local, token, to)
        };
        let Range { start, end } = chunk.tokens;
        let mut probability = at(&self.forward, start, begin);
        let mut last = begin;
        for token in start + 1..end {
            probability *= step(last, inside, token);
            last = inside;
        }
        if end < length {
            let next = (0..self.tags).filter(|&tag| tag != inside);
            probability *= next.map(|tag| step(last, tag, end) * at(&self.backward, end, tag)).sum::<f32>();
        }
        // Rounding may lead a little above 1, and scores that are no numbers to no probability.
        if probability >= 0.0 { probability.min(1.0) } else { 0.0 }
    }
}

/// Adds to `sums` each row times its factor.
fn multiply(factors: &[f32], rows: &[f32x4], sums: &mut [f32x4]) {
    by_width(factors, rows, sums, |sum, factor, value| sum + factor * value);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::crf::Lattice;
    use crate::tags::{Tag, decode, follows, tags};

    const CLASSES: usize = 2;
    const TAGS: usize = tags(CLASSES);

    fn padded(scores: &[f32]) -> Vec<f32x4> {
        let padded = |row: &[f32]| [f32x4::new([row[0], row[1], row[2], row[3]]), f32x4::new([row[4], 0.0, 0.0, 0.0])];
        scores.chunks(TAGS).flat_map(padded).collect()
    }

    /// Every path that is allowed, with its weight.
    fn paths(scores: &[f32], transitions: &[f32]) -> Vec<(Vec<Tag>, f64)> {
        let mut paths = vec![(Vec::new(), 0.0)];
        for scores in scores.chunks(TAGS) {
            let mut longer = Vec::new();
            for (path, sum) in &paths {
                let (row, before) = path.last().map_or((TAGS, 0), |&last: &Tag| (last as usize, last));
                for tag in (0..TAGS as Tag).filter(|&tag| follows(before, tag)) {
                    let at = tag as usize;
                    longer.push((
                        [&path[..], &[tag]].concat(),
                        sum + f64::from(transitions[row * TAGS + at] + scores[at]),
                    ));
                }
            }
            paths = longer;
        }
        paths.into_iter().map(|(path, sum)| (path, sum.exp())).collect()
    }

    fn scores(length: usize) -> impl Strategy<Value = Vec<f32>> {
        proptest::collection::vec(-6.0f32..6.0, length * TAGS)
    }

    fn check(scores: &[f32], given: &[f32]) {
        let length = scores.len() / TAGS;
        let paths = paths(scores, given);
        let all: f64 = paths.iter().map(|(_, weight)| weight).sum();
        let transitions = Transitions::new(given, TAGS);
        let lattice = Lattice::new(padded(scores), Some(&transitions), TAGS);
        let probabilities = lattice.probabilities().unwrap();
        for class in 0..CLASSES {
            for start in 0..length {
                for end in start + 1..=length {
                    let chunk = Chunk { class, tokens: start..end };
                    let with = paths.iter().filter(|(path, _)| decode(path).contains(&chunk));
                    let exact = with.map(|(_, weight)| weight).sum::<f64>() / all;
                    let found = f64::from(probabilities.of(&chunk));
                    assert!((found - exact).abs() < 2e-5, "{chunk:?}: {found} and {exact}");
                }
            }
        }
        // The best path is the one of the highest weight.
        let best = lattice.best();
        let weight = |path: &[Tag]| paths.iter().find(|(other, _)| other == path).map(|(_, weight)| *weight);
        let most = paths.iter().map(|(_, weight)| *weight).fold(0.0, f64::max);
        assert!(weight(&best).unwrap() > 0.9999 * most);
    }

    proptest! {
        #[test]
        fn as_when_all_paths_are_counted(
            scores in (1usize..5).prop_flat_map(scores),
            transitions in proptest::collection::vec(-3.0f32..3.0, (TAGS + 1) * TAGS),
        ) {
            check(&scores, &transitions);
        }
    }

    /// Products of hundreds of probabilities are beyond an `f32`.
    #[test]
    fn long_sequences_keep_their_measure() {
        let scores: Vec<f32> = [[9.0, 0.0, 0.0, 0.0, 0.0], [0.0, 4.0, 0.0, 0.0, 0.0]].concat().repeat(500);
        let transitions = Transitions::new(&[0.0; (TAGS + 1) * TAGS], TAGS);
        let lattice = Lattice::new(padded(&scores), Some(&transitions), TAGS);
        let probabilities = lattice.probabilities().unwrap();
        let first = probabilities.of(&Chunk { class: 0, tokens: 1..2 });
        assert!(first > 0.9);
        for at in [101, 501, 997] {
            let other = probabilities.of(&Chunk { class: 0, tokens: at..at + 1 });
            assert!((other - first).abs() < 1e-4, "{at}: {other} and {first}");
        }
    }

    #[test]
    fn odd_questions_have_an_answer() {
        let transitions = Transitions::new(&[0.0; (TAGS + 1) * TAGS], TAGS);
        for odd in [f32::NAN, f32::INFINITY, -1e30, 1e30] {
            let mut scores = vec![0.0; 3 * TAGS];
            scores[TAGS + 1] = odd;
            let lattice = Lattice::new(padded(&scores), Some(&transitions), TAGS);
            let probabilities = lattice.probabilities().unwrap();
            let probability = probabilities.of(&Chunk { class: 0, tokens: 1..2 });
            assert!((0.0..=1.0).contains(&probability));
        }
        let lattice = Lattice::new(padded(&[0.0; 15]), Some(&transitions), TAGS);
        let probabilities = lattice.probabilities().unwrap();
        for (class, tokens) in [(0, 1..1), (0, 2..4), (2, 0..1), (0, 7..9)] {
            assert_eq!(probabilities.of(&Chunk { class, tokens }), 0.0);
        }
    }
}
