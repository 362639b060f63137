use reportedly_document::{Annotation, Evidence, Label, Layer};
use yew::Html;

use super::same::Same;
use crate::el::{el, of};
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
        self.evidence().map(|evidence| strings::verdict(layer, evidence.probability))
    }

    fn evidence(&self) -> Option<&Evidence> {
        match self {
            Opinion::None | Opinion::Awaited => None,
            Opinion::Given(evidence) => Some(evidence),
        }
    }
}

/// How sure the engine is of a mark, and what the model thinks of it.
///
/// The answer comes when the card is open already. Its place is kept by the longest one that there can be, which nobody
/// sees, so that nothing moves under a person's eyes. What weighed most is there for those who ask.
pub(super) fn draw(annotation: &Annotation, opinion: &Opinion) -> Vec<Html> {
    let layer = annotation.layer();
    let sure = annotation.confidence.map(|confidence| {
        of("p", "reportedly-why")
            .put("data-confidence", confidence.label())
            .with(el("span").text(strings::confidence(confidence)))
            .text(" ")
            .text(strings::precision(confidence))
            .html()
    });
    let thinks = (*opinion != Opinion::None).then(|| {
        let room = of("span", "reportedly-room").put("aria-hidden", "true").text(strings::longest_verdict(layer));
        let answer = opinion.words(layer).map(|words| of("span", "reportedly-answer").text(words));
        of("p", "reportedly-why reportedly-opinion").put("data-testid", "opinion").with(room).with_some(answer).html()
    });
    let weighed = (*opinion != Opinion::None).then(|| {
        let words = opinion.evidence().map(strings::weighed_most).unwrap_or_default();
        of("details", "reportedly-why")
            .put("data-testid", "weighed")
            .with(el("summary").text(strings::WEIGHED_MOST))
            .with(el("p").text(words))
            .html()
    });
    sure.into_iter().chain(thinks).chain(weighed).collect()
}
