//! What a model is trained on and how: everything that decides its bytes, apart from the corpora and the code.

use crate::net::{Dropout, Shape};

/// A corpus, and how often each of its documents is seen in an epoch. What is seen less than once is drawn anew in every
/// epoch; what is never seen is only read for the names in it.
pub(crate) const CORPORA: &[(&str, f32)] = &[
    ("entity.worldwide", 1.0),
    ("entity.uner-ewt", 2.0),
    ("entity.wikigold", 1.0),
    ("entity.crossner-politics", 1.0),
    ("entity.wnut17", 0.7),
    ("entity.btc", 0.3),
    ("entity.gmb", 0.0),
    ("pos.ud-ewt", 0.5),
    ("pos.ud-gum-news", 2.0),
    ("attribution.polnear", 1.0),
    ("all.reportedly-world", 3.0),
    ("all.pages", 4.0),
    ("hedge.reportedly-us", 1.5),
    ("hedge.szeged-news", 1.0),
    ("hedge.szeged-wiki", 0.1),
    ("hedge.szeged-bio", 0.0),
];

/// The corpus of our own pages.
pub(crate) const PAGES: &str = "all.pages";

/// How a net is trained.
#[derive(Clone, Debug)]
pub(crate) struct Recipe {
    pub(crate) shape: Shape,
    pub(crate) dropout: Dropout,
    pub(crate) epochs: usize,
    pub(crate) seed: u64,
    /// A batch has about this many tokens.
    pub(crate) batch_tokens: usize,
    /// The largest step of the optimiser.
    pub(crate) rate: f64,
    pub(crate) weight_decay: f32,
    /// Larger gradients are made this long.
    pub(crate) longest_gradient: f64,
    /// What a wrong part of speech costs, where a wrong tag of a layer costs 1.
    pub(crate) pos_weight: f32,
    /// Embeddings are written with whole values up to this one.
    pub(crate) embedding_levels: i8,
}

impl Default for Recipe {
    fn default() -> Self {
        Recipe {
            shape: Shape::default(),
            dropout: Dropout { input: 0.15, hidden: 0.25, word: 0.1, arguments: 0.25 },
            epochs: 8,
            seed: 1,
            batch_tokens: 1_600,
            rate: 4e-3,
            weight_decay: 0.02,
            longest_gradient: 1.0,
            pos_weight: 0.5,
            embedding_levels: 7,
        }
    }
}

impl Recipe {
    /// The step at a point of the training, from 0 to 1: rising over the first part, then falling along a cosine.
    pub(crate) fn rate_at(&self, point: f64) -> f64 {
        const RISE: f64 = 0.15;
        let share = if point < RISE {
            point / RISE
        } else {
            0.5 * (1.0 + (std::f64::consts::PI * (point - RISE) / (1.0 - RISE)).cos())
        };
        self.rate * share.max(0.01)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_step_rises_and_falls() {
        let recipe = Recipe::default();
        assert!(recipe.rate_at(0.0) > 0.0);
        assert_eq!(recipe.rate_at(0.15), recipe.rate);
        assert!(recipe.rate_at(0.5) > recipe.rate_at(0.9));
        assert!(recipe.rate_at(1.0) > 0.0);
    }
}
