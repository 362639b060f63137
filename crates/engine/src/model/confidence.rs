//! From probabilities to the three bands that people are shown.
//!
//! A band promises a precision: of the marks that are shown as [`Confidence::High`] about nine of ten are right, of those
//! shown as [`Confidence::Low`] about half. MODEL_CARD.md has what was measured.

use reportedly_document::Confidence;

/// The band of an entity that the model finds this probable, words and kind.
pub(crate) fn of_entity(probability: f32) -> Confidence {
    band(probability, 0.5, 0.8)
}

/// The band of a hedge that the model finds this probable, words and kind.
pub(crate) fn of_hedge(probability: f32) -> Confidence {
    band(probability, 0.5, 0.8)
}

/// The band of an attribution whose cue and contents the model finds this probable.
pub(crate) fn of_attribution(probability: f32) -> Confidence {
    band(probability, 0.5, 0.8)
}

fn band(probability: f32, medium: f32, high: f32) -> Confidence {
    if probability >= high {
        Confidence::High
    } else if probability >= medium {
        Confidence::Medium
    } else {
        Confidence::Low
    }
}
