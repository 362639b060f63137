//! Small trained models: a decision is a sum of weights of hashed features.
//!
//! Weights are whole numbers of 7 bits and so are their sums, so that every target decides alike. They come with the word
//! lists, from `weights/`: a text read by rules alone has them, too. `reportedly-trainer weights` writes the files.

use reportedly_net::sigmoid;

use crate::lexicon;

/// What is true of a candidate, each feature as a hash of 32 bits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeatureSet {
    hashes: Vec<u32>,
}

impl FeatureSet {
    /// Takes all features out, for the next candidate.
    pub fn clear(&mut self) {
        self.hashes.clear();
    }

    /// Adds that the feature `template` has this value: `add("word before", "the")`.
    pub fn add(&mut self, template: &str, value: &str) {
        let hash = value.bytes().fold(hash_of(template), |hash, byte| fold(hash, u32::from(byte)));
        self.hashes.push(finish(hash));
    }

    /// Adds that the feature `template` has this number. Numbers have no order: put them into few buckets before.
    pub fn add_number(&mut self, template: &str, value: i32) {
        self.hashes.push(finish(fold(hash_of(template), value.cast_unsigned())));
    }

    /// Adds the feature `template` if it holds.
    pub fn add_if(&mut self, template: &str, holds: bool) {
        if holds {
            self.add_number(template, 1);
        }
    }

    /// Adds that two values come together.
    pub fn add_pair(&mut self, template: &str, first: &str, second: &str) {
        let hash = first.bytes().chain([0]).chain(second.bytes());
        self.hashes.push(finish(hash.fold(hash_of(template), |hash, byte| fold(hash, u32::from(byte)))));
    }

    /// The same features for a class: what a model of several classes is asked, once a class.
    #[must_use]
    pub fn of_class(&self, class: u32) -> FeatureSet {
        FeatureSet { hashes: self.hashes.iter().map(|&hash| finish(fold(hash, class))).collect() }
    }

    /// The hashes, in the order in which features were added.
    pub fn hashes(&self) -> &[u32] {
        &self.hashes
    }
}

fn hash_of(template: &str) -> u32 {
    template.bytes().chain([0]).fold(0x811c_9dc5, |hash, byte| fold(hash, u32::from(byte)))
}

/// A step of FNV-1a.
fn fold(hash: u32, value: u32) -> u32 {
    (hash ^ value).wrapping_mul(0x0100_0193)
}

/// Mixes the bits, so that the highest ones, which are a row of the table, depend on all.
fn finish(hash: u32) -> u32 {
    let hash = (hash ^ hash >> 16).wrapping_mul(0x85eb_ca6b);
    let hash = (hash ^ hash >> 13).wrapping_mul(0xc2b2_ae35);
    hash ^ hash >> 16
}

/// The row of a feature in a table of `2^bits` weights.
pub fn row(hash: u32, bits: u32) -> usize {
    (hash >> (32 - bits)) as usize
}

/// The largest weight, in steps.
pub const LARGEST_WEIGHT: i32 = 46;

/// A weight of 0 as it is written; other weights are as many characters of ASCII before or after.
pub const ZERO: u8 = b'P';

/// A trained model: a weight for each row of a table of features.
#[derive(Clone, Copy, Debug)]
pub struct Linear {
    bits: u32,
    /// How much a weight of 1 adds to the logarithm of the odds, in millionths.
    step: u32,
    bias: i32,
    /// A character a row; empty where there is no such model, and all sums are 0 then.
    weights: &'static [u8],
}

impl Linear {
    /// The model in `weights/NAME.txt`; where that is missing, one to which everything is worth 0.
    pub fn named(name: &str) -> Linear {
        lexicon::weights(name).and_then(|(header, weights)| Linear::read(header, weights)).unwrap_or(Linear {
            bits: 1,
            step: 0,
            bias: 0,
            weights: &[],
        })
    }

    /// Reads a model: a line with bits, step and bias, and a line of weights.
    fn read(header: &str, weights: &'static str) -> Option<Linear> {
        let mut numbers = header.split(' ');
        let bits: u32 = numbers.next()?.parse().ok()?;
        let step = numbers.next()?.parse().ok()?;
        let bias = numbers.next()?.parse().ok()?;
        let fits = (1..=24).contains(&bits) && weights.len() == 1 << bits;
        fits.then_some(Linear { bits, step, bias, weights: weights.as_bytes() })
    }

    /// The sum of the weights of these features and the bias. Above 0 is more likely than not, where there are two classes.
    pub fn score(&self, features: &FeatureSet) -> i32 {
        let weight = |&hash: &u32| {
            self.weights.get(row(hash, self.bits)).map_or(0, |&weight| i32::from(weight) - i32::from(ZERO))
        };
        self.bias + features.hashes.iter().map(weight).sum::<i32>()
    }

    /// The sum that stands for this logarithm of odds, in thousandths: a threshold to compare scores with.
    pub fn score_of(&self, thousandths: i32) -> i32 {
        let steps = i64::from(thousandths) * 1_000 / i64::from(self.step.max(1));
        steps.clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32
    }

    /// The logarithm of the odds that a score stands for.
    pub fn log_odds(&self, score: i32) -> f32 {
        score as f32 * (self.step as f32 / 1e6)
    }

    /// How likely a score says it is, from 0 to 1. The same bits on every target.
    pub fn probability(&self, score: i32) -> f32 {
        sigmoid(self.log_odds(score))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn features(add: impl Fn(&mut FeatureSet)) -> FeatureSet {
        let mut features = FeatureSet::default();
        add(&mut features);
        features
    }

    /// A model of 16 rows that knows one feature.
    fn knowing(feature: &FeatureSet, weight: i32) -> Linear {
        let mut weights = vec![ZERO; 16];
        weights[row(feature.hashes()[0], 4)] = (i32::from(ZERO) + weight) as u8;
        Linear::read("4 50000 -3", String::from_utf8(weights).unwrap().leak()).unwrap()
    }

    #[test]
    fn a_score_is_the_sum_of_weights_and_bias() {
        let the = features(|f| f.add("before", "the"));
        let model = knowing(&the, 40);
        assert_eq!(model.score(&the), 37);
        assert_eq!(model.score(&features(|f| (0..2).for_each(|_| f.add("before", "the")))), 77);
        assert_eq!(model.score(&FeatureSet::default()), -3);
        assert!((model.log_odds(37) - 1.85).abs() < 1e-6);
        assert!((model.probability(37) - 0.864).abs() < 1e-3 && model.probability(-37) < 0.14);
        assert_eq!(model.score_of(1_850), 37);
    }

    #[test]
    fn templates_values_and_classes_are_told_apart() {
        let all = features(|f| {
            f.add("a", "b");
            f.add("b", "a");
            f.add("ab", "");
            f.add_pair("a", "b", "");
            f.add_pair("", "a", "b");
            f.add_number("a", 1);
            f.add_number("a", -1);
            f.add_if("c", true);
            f.add_if("d", false);
        });
        let mut hashes = [all.hashes(), all.of_class(0).hashes(), all.of_class(1).hashes()].concat();
        assert_eq!(hashes.len(), 24);
        hashes.sort_unstable();
        hashes.dedup();
        assert_eq!(hashes.len(), 24);
    }

    #[test]
    fn a_model_that_is_missing_or_damaged_says_nothing() {
        let missing = Linear::named("no such model");
        assert_eq!((missing.score(&features(|f| f.add("a", "b"))), missing.probability(0)), (0, 0.5));
        for (header, weights) in [("", "PP"), ("1 x 0", "PP"), ("1 1 0", "PPP"), ("99 1 0", "P"), ("0 1 0", "P")] {
            assert!(Linear::read(header, weights).is_none(), "{header}");
        }
    }
}
