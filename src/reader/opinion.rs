use reportedly_document::{Annotation, Evidence, Label, Layer};
use yew::prelude::*;

use super::same::Same;
use crate::strings;

/// What the model thinks of a mark.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Opinion {
    /// It was not asked.
    None,
    /// It has been asked.
    Awaited,
    /// It has answered.
    Given(Same<Evidence>),
}

impl Opinion {
    /// In words, as soon as it is given.
    pub(super) fn words(&self, layer: Layer) -> Option<String> {
        match self {
            Opinion::None | Opinion::Awaited => None,
            Opinion::Given(evidence) => Some(strings::evidence(layer, evidence)),
        }
    }
}

/// How sure the engine is of a mark, and what the model thinks of it.
///
/// The answer comes when the card is open already. Its place is kept by the longest one that there can be, which nobody
/// sees, so that nothing moves under a person's eyes.
pub(super) fn draw(annotation: &Annotation, opinion: &Opinion) -> Html {
    let layer = annotation.layer();
    html! {
        <>
            if let Some(confidence) = annotation.confidence {
                <p class="reportedly-why" data-confidence={confidence.label()}>
                    <span>{ strings::confidence(confidence) }</span>{ " " }{ strings::precision(layer, confidence) }
                </p>
            }
            if *opinion != Opinion::None {
                <p class="reportedly-why reportedly-opinion" data-testid="opinion">
                    <span class="reportedly-room" aria-hidden="true">{ strings::longest_evidence() }</span>
                    if let Some(words) = opinion.words(layer) {
                        <span class="reportedly-answer">{ words }</span>
                    }
                </p>
            }
        </>
    }
}
