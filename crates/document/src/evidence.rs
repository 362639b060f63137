//! What a model thinks of a mark, and what that rests on.

use serde::{Deserialize, Serialize};

use crate::labels::labelled;

/// What a trained model thinks of a mark, and what made it think so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// How probable the mark is, from 0 to 1: all of its words, and its kind. Of an attribution, its cue.
    pub probability: f32,
    /// What weighed, the heaviest first. What makes no difference or speaks against the mark is not in it.
    pub weights: Vec<Weight>,
}

/// A kind of knowledge, and what it is worth.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Weight {
    /// What the model knows.
    pub knowledge: Knowledge,
    /// How probable the mark would be without it.
    pub without: f32,
}

labelled! {
    /// What a model can know of a mark.
    pub enum Knowledge ("knowledge") {
        /// The other words of the sentence, and all that is known of them.
        Surroundings = "surroundings",
        /// The words themselves.
        Words = "words",
        /// Their beginnings, ends, capitals, digits and signs.
        Spelling = "spelling",
        /// Where they stand, and in what kind of text.
        Place = "place",
        /// How the text uses them elsewhere.
        Elsewhere = "elsewhere",
        /// Names that are known from lists and from other texts.
        Names = "names",
        /// What the rules mark here.
        Rules = "rules",
    }
}
