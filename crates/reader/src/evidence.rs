//! What the model thinks of a mark, and what that rests on.

use reportedly_document::{Annotation, Evidence, Label, Layer};
use yew::Html;

use super::ptr_eq::PtrEq;
use crate::strings;
use crate::vdom::{classed, tag};

/// What the model thinks of a mark.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum EvidenceState {
    /// It was not asked.
    None,
    /// It has been asked.
    Awaited,
    /// It has answered.
    Given(PtrEq<Evidence>),
}

impl EvidenceState {
    /// In words, as soon as it is given.
    pub(super) fn words(&self, layer: Layer) -> Option<String> {
        self.evidence().map(|evidence| strings::verdict(layer, evidence.probability))
    }

    fn evidence(&self) -> Option<&Evidence> {
        match self {
            EvidenceState::None | EvidenceState::Awaited => None,
            EvidenceState::Given(evidence) => Some(evidence),
        }
    }
}

/// How sure the engine is of a mark, and what the model thinks of it.
///
/// The answer comes when the card is open already. Its place is kept by the longest one that there can be, which nobody
/// sees, so that nothing moves under a person's eyes. What weighed most is there for those who ask.
pub(super) fn draw(annotation: &Annotation, opinion: &EvidenceState) -> Vec<Html> {
    let layer = annotation.layer();
    let sure = annotation.confidence.map(|confidence| {
        classed("p", "reportedly-why")
            .attr("data-confidence", confidence.label())
            .child(tag("span").text(strings::confidence(confidence)))
            .text(" ")
            .text(strings::precision(confidence))
            .into_html()
    });
    let thinks = (*opinion != EvidenceState::None).then(|| {
        let room = classed("span", "reportedly-room").attr("aria-hidden", "true").text(strings::longest_verdict(layer));
        let answer = opinion.words(layer).map(|words| classed("span", "reportedly-answer").text(words));
        classed("p", "reportedly-why reportedly-opinion")
            .attr("data-testid", "opinion")
            .child(room)
            .child_opt(answer)
            .into_html()
    });
    let weighed = (*opinion != EvidenceState::None).then(|| {
        let words = opinion.evidence().map(strings::weighed_most).unwrap_or_default();
        classed("details", "reportedly-why")
            .attr("data-testid", "weighed")
            .child(tag("summary").text(strings::WEIGHED_MOST))
            .child(tag("p").text(words))
            .into_html()
    });
    sure.into_iter().chain(thinks).chain(weighed).collect()
}
