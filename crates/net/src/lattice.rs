//! The tags of a sequence, given the scores of each token and of each pair of neighbours.

use bytemuck::cast_slice;
use wide::f32x4;

use crate::products::vectors;
use crate::tags::{OUTSIDE, Tag, follows};

/// What a head says of a sequence: a score for each tag of each token.
#[derive(Clone, Debug)]
pub struct Lattice<'n> {
    /// `[tokens][tags]`
    pub(crate) scores: Vec<f32>,
    /// `[tags + 1][tags]`, from row to column, the last row for the first token; none where tokens do not look at each
    /// other.
    pub(crate) transitions: Option<&'n [f32]>,
    pub(crate) tags: usize,
}

impl<'n> Lattice<'n> {
    /// `scores` has rows of vectors, the last filled up.
    pub(crate) fn new(scores: &[f32x4], tags: usize, transitions: Option<&'n [f32]>) -> Self {
        let rows = cast_slice::<_, f32>(scores).chunks_exact(4 * vectors(tags));
        Lattice { scores: rows.flat_map(|row| &row[..tags]).copied().collect(), transitions, tags }
    }

    /// The scores, `[tokens][tags]`.
    pub fn scores(&self) -> &[f32] {
        &self.scores
    }

    /// The best tag of each token: by itself, or as part of the best path under the rules of
    /// [`tags`](mod@crate::tags). Of equally good ones the lower tag wins, so that the result is the same on every target.
    pub fn best(&self) -> Vec<Tag> {
        match self.transitions {
            Some(transitions) => viterbi(&self.scores, transitions, self.tags),
            None => self.scores.chunks_exact(self.tags).map(highest).collect(),
        }
    }
}

/// The tag with the highest score.
fn highest(scores: &[f32]) -> Tag {
    let mut best = OUTSIDE;
    for (tag, &score) in scores.iter().enumerate() {
        if score > scores[best as usize] {
            best = tag as Tag;
        }
    }
    best
}

/// The best path through `scores` (`[time][tags]`) under `transitions` (`[tags + 1][tags]`, whose last row is for the
/// first token). What [`follows`] forbids is never on it. Of equally good paths the one with lower tags wins, so that the
/// result is the same on every target.
fn viterbi(scores: &[f32], transitions: &[f32], tags: usize) -> Vec<Tag> {
    let time = scores.len() / tags;
    let mut best = vec![0.0; tags];
    let mut next = vec![0.0; tags];
    let mut came_from: Vec<Tag> = vec![OUTSIDE; scores.len()];
    let may_follow: Vec<bool> =
        (0..tags * tags).map(|pair| follows((pair / tags) as Tag, (pair % tags) as Tag)).collect();
    for at in 0..time {
        for to in 0..tags {
            let (from, score) = if at == 0 {
                let may = follows(OUTSIDE, to as Tag);
                (OUTSIDE, if may { transitions[tags * tags + to] } else { f32::NEG_INFINITY })
            } else {
                let mut found = (OUTSIDE, f32::NEG_INFINITY);
                for from in (0..tags).filter(|from| may_follow[from * tags + to]) {
                    let score = best[from] + transitions[from * tags + to];
                    if score > found.1 {
                        found = (from as Tag, score);
                    }
                }
                found
            };
            next[to] = score + scores[at * tags + to];
            came_from[at * tags + to] = from;
        }
        std::mem::swap(&mut best, &mut next);
    }
    let mut last = OUTSIDE;
    for tag in 0..tags {
        if time > 0 && best[tag] > best[last as usize] {
            last = tag as Tag;
        }
    }
    let mut path = vec![OUTSIDE; time];
    for at in (0..time).rev() {
        path[at] = last;
        last = came_from[at * tags + last as usize];
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_that_do_not_look_at_each_other() {
        let lattice = Lattice { scores: vec![0.0, 2.0, 1.0, -1.0, -2.0, -1.0], transitions: None, tags: 3 };
        assert_eq!(lattice.best(), [1, 0]);
    }

    const NONE: [f32; 12] = [0.0; 12];

    #[test]
    fn the_best_tag_where_nothing_speaks_against_it() {
        assert_eq!(viterbi(&[0.0, 2.0, 1.0, 0.0, 1.0, 2.0, 3.0, 1.0, 2.0], &NONE, 3), [1, 2, 0]);
        assert!(viterbi(&[], &NONE, 3).is_empty());
    }

    #[test]
    fn nothing_goes_on_without_a_beginning() {
        assert_eq!(viterbi(&[0.0, 1.0, 9.0], &NONE, 3), [1]);
        assert_eq!(viterbi(&[1.0, 0.0, 0.0, 0.0, 0.0, 9.0], &NONE, 3), [1, 2], "worth it for the second");
    }

    #[test]
    fn neighbours_count() {
        let mut transitions = NONE;
        transitions[1] = -5.0;
        assert_eq!(viterbi(&[0.0, -1.0, 0.0, 0.0, 1.0, 0.0], &transitions, 3), [0, 0]);
        transitions[9 + 1] = 5.0;
        assert_eq!(viterbi(&[0.0, -1.0, 0.0, 0.0, 1.0, 0.0], &transitions, 3), [1, 1]);
    }
}
