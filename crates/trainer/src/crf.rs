//! The loss of a head: a linear-chain conditional random field, and its gradient.
//!
//! Gold data may leave a tag open: where a corpus marks people only, a token outside of all marks may still be of a place.
//! So the gold is the set of tags that a token may have, and the loss is how much probability lies on other paths:
//! `ln Z(all paths) - ln Z(allowed paths)`.

use reportedly_net::tags::{Tag, follows};

/// The tags that a token may have, one bit each.
pub(crate) type Allowed = u32;

/// The loss under some transitions between tags, whose last row is for the first token. A transition that [`follows`]
/// forbids has no probability, whatever its score.
#[derive(Clone, Debug)]
pub(crate) struct Crf {
    potentials: Vec<f64>,
    tags: usize,
}

/// Probabilities of one sequence under one set of allowed tags.
struct Lattice {
    log_z: f64,
    /// `[time][tags]`: the probability of a tag at a token.
    unary: Vec<f64>,
    /// `[tags + 1][tags]`: how often a transition is expected.
    pairs: Vec<f64>,
}

/// `exp` of the transitions, 0 where forbidden.
fn potentials(transitions: &[f32], tags: usize) -> Vec<f64> {
    let allowed = |from: usize, to: usize| {
        let to = to as Tag;
        if from == tags { follows(0, to) } else { follows(from as Tag, to) }
    };
    let score = |at: usize| if allowed(at / tags, at % tags) { f64::from(transitions[at]).exp() } else { 0.0 };
    (0..transitions.len()).map(score).collect()
}

/// The forward-backward algorithm, scaled at each token so that nothing overflows.
fn lattice(scores: &[f32], potentials: &[f64], tags: usize, allowed: impl Fn(usize) -> Allowed) -> Lattice {
    let time = scores.len() / tags;
    let mut log_z = 0.0;
    let mut local = vec![0.0f64; scores.len()];
    for at in 0..time {
        let row = &scores[at * tags..][..tags];
        let may = |tag: &usize| allowed(at) >> tag & 1 == 1;
        let most = (0..tags).filter(may).map(|tag| row[tag]).fold(f32::NEG_INFINITY, f32::max);
        for tag in (0..tags).filter(may) {
            local[at * tags + tag] = f64::from(row[tag] - most).exp();
        }
        log_z += f64::from(most);
    }
    let mut forward = vec![0.0f64; scores.len()];
    let mut scale = vec![0.0f64; time];
    for at in 0..time {
        let (done, now) = forward.split_at_mut(at * tags);
        let now = &mut now[..tags];
        if at == 0 {
            now.copy_from_slice(&potentials[tags * tags..]);
        } else {
            for (from, &mass) in done[(at - 1) * tags..].iter().enumerate().filter(|(_, mass)| **mass > 0.0) {
                for (to, now) in now.iter_mut().enumerate() {
                    *now += mass * potentials[from * tags + to];
                }
            }
        }
        for (now, local) in now.iter_mut().zip(&local[at * tags..]) {
            *now *= local;
        }
        scale[at] = now.iter().sum();
        now.iter_mut().for_each(|mass| *mass /= scale[at]);
        log_z += scale[at].ln();
    }
    let mut pairs = vec![0.0; potentials.len()];
    let mut unary = forward.clone();
    let mut backward = vec![1.0f64; tags];
    for at in (0..time).rev() {
        let weighted: Vec<f64> = (0..tags).map(|tag| backward[tag] * local[at * tags + tag] / scale[at]).collect();
        for tag in 0..tags {
            unary[at * tags + tag] *= backward[tag];
        }
        if at == 0 {
            for to in 0..tags {
                pairs[tags * tags + to] += potentials[tags * tags + to] * weighted[to];
            }
            break;
        }
        for from in 0..tags {
            let mass = forward[(at - 1) * tags + from];
            let mut sum = 0.0;
            for to in 0..tags {
                let through = potentials[from * tags + to] * weighted[to];
                pairs[from * tags + to] += mass * through;
                sum += through;
            }
            backward[from] = sum;
        }
    }
    Lattice { log_z, unary, pairs }
}

/// The loss of a sequence, with its slopes.
#[derive(Debug)]
pub(crate) struct Loss {
    pub(crate) loss: f64,
    /// `[tokens][tags]`
    pub(crate) by_scores: Vec<f32>,
    /// `[tags + 1][tags]`
    pub(crate) by_transitions: Vec<f32>,
}

impl Crf {
    /// Prepares the transitions, `[tags + 1][tags]`.
    pub(crate) fn new(transitions: &[f32], tags: usize) -> Crf {
        Crf { potentials: potentials(transitions, tags), tags }
    }

    /// The loss of one sequence, whose scores are `[tokens][tags]`.
    pub(crate) fn loss(&self, scores: &[f32], gold: &[Allowed]) -> Loss {
        let all = lattice(scores, &self.potentials, self.tags, |_| Allowed::MAX);
        let gold = lattice(scores, &self.potentials, self.tags, |at| gold[at]);
        let less = |a: Vec<f64>, b: Vec<f64>| a.iter().zip(b).map(|(a, b)| (a - b) as f32).collect();
        Loss {
            loss: all.log_z - gold.log_z,
            by_scores: less(all.unary, gold.unary),
            by_transitions: less(all.pairs, gold.pairs),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TAGS: usize = 3;

    fn loss(gold: &[Allowed], scores: &[f32], transitions: &[f32]) -> f64 {
        Crf::new(transitions, TAGS).loss(scores, gold).loss
    }

    fn start() -> (Vec<f32>, Vec<f32>) {
        let value = |at: usize| ((at * 7919 % 101) as f32 - 50.0) / 40.0;
        ((0..4 * TAGS).map(value).collect(), (0..4 * TAGS).map(|at| value(at + 31)).collect())
    }

    /// All paths one by one, for two tokens.
    #[test]
    fn sums_over_all_paths() {
        let (scores, transitions) = start();
        let mut all = 0.0;
        let mut gold = 0.0;
        for a in 0..TAGS {
            for b in 0..TAGS {
                if follows(0, a as Tag) && follows(a as Tag, b as Tag) {
                    let score = transitions[TAGS * TAGS + a] + scores[a] + transitions[a * TAGS + b] + scores[TAGS + b];
                    all += f64::from(score).exp();
                    gold += if a == 1 { f64::from(score).exp() } else { 0.0 };
                }
            }
        }
        let found = loss(&[0b010, 0b111], &scores[..2 * TAGS], &transitions);
        assert!((found - (all / gold).ln()).abs() < 1e-6);
    }

    #[test]
    fn nothing_known_costs_nothing() {
        let (scores, transitions) = start();
        assert!(loss(&[0b111; 4], &scores, &transitions).abs() < 1e-9);
    }

    #[test]
    fn gradients_are_the_slopes() {
        let (scores, transitions) = start();
        let gold = [0b010, 0b101, 0b001, 0b111];
        let exact = Crf::new(&transitions, TAGS).loss(&scores, &gold);
        let moved = |all: &[f32], at: usize, by: f32| {
            let mut all = all.to_vec();
            all[at] += by;
            all
        };
        for (at, exact) in exact.by_scores.into_iter().enumerate() {
            let at = |by| loss(&gold, &moved(&scores, at, by), &transitions);
            assert!(((at(1e-2) - at(-1e-2)) / 2e-2 - f64::from(exact)).abs() < 1e-3);
        }
        for (at, exact) in exact.by_transitions.into_iter().enumerate() {
            let at = |by| loss(&gold, &scores, &moved(&transitions, at, by));
            assert!(((at(1e-2) - at(-1e-2)) / 2e-2 - f64::from(exact)).abs() < 1e-3);
        }
    }
}
