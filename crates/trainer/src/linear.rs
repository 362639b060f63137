//! Trains the engine's small models: which of a few candidates is right, as a logistic model over hashed features.
//!
//! The loss is convex and is minimised with L-BFGS over all examples, so that no order and no random number matters.

use std::fmt::Write;

use rayon::prelude::*;
use reportedly_engine::training::{FeatureSet, LARGEST_WEIGHT, ZERO, row};

/// Candidates, of which one is right.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    /// The features of each. One without features is worth 0: "no" of a decision between yes and no.
    pub(crate) candidates: Vec<FeatureSet>,
    /// The right one.
    pub(crate) right: usize,
    /// How much it counts.
    pub(crate) weight: f64,
    /// The document that it is from.
    pub(crate) document: usize,
}

impl Choice {
    /// A decision between yes and no.
    pub(crate) fn yes_or_no(features: FeatureSet, yes: bool, document: usize) -> Choice {
        Choice { candidates: vec![FeatureSet::default(), features], right: usize::from(yes), weight: 1.0, document }
    }
}

/// How a model is trained.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Options {
    /// The table has `2^bits` rows.
    pub(crate) bits: u32,
    /// What a weight of 1 costs.
    pub(crate) decay: f64,
    /// Features of fewer documents have no weight.
    pub(crate) least_documents: usize,
}

/// A model as it was learnt. The bias is that of candidates that have features.
#[derive(Clone, Debug)]
pub(crate) struct Learnt {
    bits: u32,
    weights: Vec<f64>,
}

impl Learnt {
    /// The logarithm of the odds of a candidate, up to what all candidates of a choice share.
    pub(crate) fn score(&self, features: &FeatureSet) -> f64 {
        rows(features, self.bits).map(|row| self.weights[row]).sum()
    }

    /// The text of a weights file.
    pub(crate) fn write(&self) -> String {
        let bias = self.weights[1 << self.bits];
        let table = &self.weights[..1 << self.bits];
        let largest = table.iter().fold(1e-3, |largest: f64, weight| largest.max(weight.abs()));
        let step = (1e6 * largest / f64::from(LARGEST_WEIGHT)).ceil();
        let steps = |weight: f64| (weight * 1e6 / step).round() as i32;
        let mut text = format!("{} {step} {}\n", self.bits, steps(bias));
        text.extend(table.iter().map(|&weight| char::from((i32::from(ZERO) + steps(weight)) as u8)));
        let _ = writeln!(text);
        text
    }
}

/// The rows of features; the last one of all is the bias.
fn rows(features: &FeatureSet, bits: u32) -> impl Iterator<Item = usize> {
    let bias = (!features.hashes().is_empty()).then_some(1 << bits);
    features.hashes().iter().map(move |&hash| row(hash, bits)).chain(bias)
}

/// Trains a model on all choices.
pub(crate) fn fit(choices: &[&Choice], options: Options) -> Learnt {
    let size = (1 << options.bits) + 1;
    let used = used(choices, options);
    let problem: Vec<Vec<Vec<usize>>> = choices
        .iter()
        .map(|choice| {
            let rows = |features: &FeatureSet| rows(features, options.bits).filter(|&row| used[row]).collect();
            choice.candidates.iter().map(rows).collect()
        })
        .collect();
    let loss = |weights: &[f64], slopes: &mut [f64]| {
        slopes.fill(0.0);
        let mut loss = 0.0;
        for (choice, candidates) in choices.iter().zip(&problem) {
            let scores: Vec<f64> = candidates.iter().map(|rows| rows.iter().map(|&row| weights[row]).sum()).collect();
            let most = scores.iter().copied().fold(f64::MIN, f64::max);
            let sum: f64 = scores.iter().map(|score| (score - most).exp()).sum();
            loss += choice.weight * (sum.ln() + most - scores[choice.right]);
            for (at, rows) in candidates.iter().enumerate() {
                let share = (scores[at] - most).exp() / sum - f64::from(u8::from(at == choice.right));
                rows.iter().for_each(|&row| slopes[row] += choice.weight * share);
            }
        }
        // The bias costs nothing.
        for (weight, slope) in weights.iter().zip(slopes.iter_mut()).take(size - 1) {
            loss += 0.5 * options.decay * weight * weight;
            *slope += options.decay * weight;
        }
        loss
    };
    Learnt { bits: options.bits, weights: minimise(size, loss) }
}

/// Which rows are used in enough documents. The bias is.
fn used(choices: &[&Choice], options: Options) -> Vec<bool> {
    let mut documents = vec![(0, usize::MAX); (1 << options.bits) + 1];
    for choice in choices {
        for row in choice.candidates.iter().flat_map(|features| rows(features, options.bits)) {
            let (count, last) = &mut documents[row];
            if *last != choice.document {
                (*count, *last) = (*count + 1, choice.document);
            }
        }
    }
    documents.iter().map(|&(count, _)| count >= options.least_documents).collect()
}

/// The scores of all candidates by models that have not seen their documents: of each part of the documents by the model
/// that was trained on the others.
pub(crate) fn cross_fit(choices: &[Choice], parts: usize, options: Options) -> Vec<Vec<f64>> {
    let trained: Vec<Learnt> = (0..parts)
        .into_par_iter()
        .map(|part| {
            let others: Vec<&Choice> = choices.iter().filter(|choice| choice.document % parts != part).collect();
            fit(&others, options)
        })
        .collect();
    let scores = |choice: &Choice| {
        let learnt = &trained[choice.document % parts];
        choice.candidates.iter().map(|features| learnt.score(features)).collect()
    };
    choices.iter().map(scores).collect()
}

/// The least value of a smooth convex function that also gives its slopes: L-BFGS (Nocedal 1980).
fn minimise(size: usize, mut function: impl FnMut(&[f64], &mut [f64]) -> f64) -> Vec<f64> {
    const REMEMBERED: usize = 8;
    const STEPS: usize = 200;
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let mut at = vec![0.0; size];
    let mut slopes = vec![0.0; size];
    let mut value = function(&at, &mut slopes);
    let mut history: Vec<(Vec<f64>, Vec<f64>)> = Vec::new();
    for _ in 0..STEPS {
        let mut direction: Vec<f64> = slopes.iter().map(|slope| -slope).collect();
        let mut shares = Vec::new();
        for (moved, changed) in history.iter().rev() {
            let share = dot(moved, &direction) / dot(moved, changed);
            direction.iter_mut().zip(changed).for_each(|(direction, changed)| *direction -= share * changed);
            shares.push(share);
        }
        let scale = history.last().map_or_else(
            || 1.0 / dot(&slopes, &slopes).sqrt().max(1e-12),
            |(moved, changed)| dot(moved, changed) / dot(changed, changed),
        );
        direction.iter_mut().for_each(|direction| *direction *= scale);
        for ((moved, changed), share) in history.iter().zip(shares.iter().rev()) {
            let back = share - dot(changed, &direction) / dot(moved, changed);
            direction.iter_mut().zip(moved).for_each(|(direction, moved)| *direction += back * moved);
        }
        let slope = dot(&slopes, &direction);
        let mut step = 1.0;
        let mut next_slopes = vec![0.0; size];
        let (next, next_value) = loop {
            let next: Vec<f64> = at.iter().zip(&direction).map(|(at, direction)| at + step * direction).collect();
            let next_value = function(&next, &mut next_slopes);
            if next_value <= value + 1e-4 * step * slope || step < 1e-8 {
                break (next, next_value);
            }
            step *= 0.5;
        };
        let moved: Vec<f64> = next.iter().zip(&at).map(|(next, at)| next - at).collect();
        let changed: Vec<f64> = next_slopes.iter().zip(&slopes).map(|(next, slope)| next - slope).collect();
        let enough = (value - next_value).abs() <= 1e-7 * value.abs();
        (at, value, slopes) = (next, next_value, next_slopes);
        if enough {
            break;
        }
        if dot(&moved, &changed) > 1e-12 {
            history.push((moved, changed));
            if history.len() > REMEMBERED {
                history.remove(0);
            }
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPTIONS: Options = Options { bits: 8, decay: 0.1, least_documents: 1 };

    fn word(word: &str) -> FeatureSet {
        let mut features = FeatureSet::default();
        features.add("word", word);
        features
    }

    /// "a" is right three times in four, "b" never.
    fn choices() -> Vec<Choice> {
        let words = [("a", true), ("b", false), ("a", true), ("b", false), ("a", true), ("b", false), ("a", false)];
        let choice = |(document, &(name, yes)): (usize, &(&str, bool))| Choice::yes_or_no(word(name), yes, document);
        words.iter().enumerate().map(choice).collect()
    }

    #[test]
    fn the_likelier_candidate_scores_higher() {
        let all = choices();
        let learnt = fit(&all.iter().collect::<Vec<_>>(), OPTIONS);
        assert!(learnt.score(&word("a")) > 0.5 && learnt.score(&word("b")) < -1.0);
        assert_eq!(learnt.score(&FeatureSet::default()), 0.0);
        let scores = cross_fit(&all, 2, OPTIONS);
        assert!(scores.iter().all(|scores| scores.len() == 2 && scores[0] == 0.0));
        // The documents of one part have all that is known of "a", those of the other all of "b".
        assert!(scores[0][1] != learnt.score(&word("a")));
    }

    #[test]
    fn rare_features_have_no_weight() {
        let mut all = choices();
        all.push(Choice::yes_or_no(word("c"), true, 9));
        let learnt = fit(&all.iter().collect::<Vec<_>>(), Options { least_documents: 2, ..OPTIONS });
        assert_eq!(learnt.score(&word("c")), learnt.score(&word("d")));
    }

    #[test]
    fn a_weights_file_is_text_with_a_character_a_row() {
        let all = choices();
        let text = fit(&all.iter().collect::<Vec<_>>(), OPTIONS).write();
        let (header, weights) = text.trim_end().split_once('\n').unwrap();
        assert!(header.starts_with("8 "));
        assert_eq!(weights.len(), 256);
        assert!(weights.bytes().all(|byte| byte.is_ascii_graphic()));
        // The largest weight has the largest number.
        assert!(weights.bytes().any(|byte| byte.abs_diff(ZERO) == LARGEST_WEIGHT as u8));
    }
}
