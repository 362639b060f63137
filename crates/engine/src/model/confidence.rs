//! From probabilities to the three bands that people are shown.
//!
//! A band promises a precision: of news entities and attributions that are shown as [`Confidence::High`] more than nine of
//! ten are right, of those shown as [`Confidence::Low`] about half. MODEL_CARD.md has what was measured.

use reportedly_document::Confidence;

/// What the model finds less probable is no entity. The best path through a sequence has such marks, as each is likelier
/// than any other there; but a mark is worth showing only where its probability is above half of the F1 that is to be had
/// (Lipton et al. 2014, "Optimal Thresholding of Classifiers to Maximize F1 Measure"), and the net is a little too sure.
pub(crate) const LEAST_OF_ENTITY: f32 = 0.45;

/// The band of an entity that the model finds this probable, words and kind.
pub(crate) fn of_entity(probability: f32) -> Confidence {
    band(probability, 0.7, 0.9)
}

/// The band of a hedge of the rules that the model finds this probable, words and kind. Those that it doubts are right
/// almost as often as the others: there is no low band.
pub(crate) fn of_hedge(probability: f32) -> Confidence {
    band(probability, 0.0, 0.9)
}

/// The band of an attribution that the arbiter finds this probable.
pub(crate) fn of_attribution(probability: f32) -> Confidence {
    band(probability, 0.6, 0.85)
}

/// What the arbiter finds less probable is no attribution.
pub(crate) const LEAST_OF_ATTRIBUTION: f32 = 0.45;

/// The band of dates and amounts, which have a grammar, and of names that the guidelines speak of. The model is not asked:
/// the corpora that it learnt from do not mark all of these ("last week", "the Brandt administration").
pub(crate) const OF_FIRM: Confidence = Confidence::High;

/// The band of a name that was found because it is marked elsewhere in the text.
pub(crate) const OF_SAME_NAME: Confidence = Confidence::Medium;

fn band(probability: f32, medium: f32, high: f32) -> Confidence {
    if probability >= high {
        Confidence::High
    } else if probability >= medium {
        Confidence::Medium
    } else {
        Confidence::Low
    }
}
