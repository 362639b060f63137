use std::rc::Rc;

use reportedly_document::{Analysis, Annotation, Byte, Confidence, Origin, Part, Segment, Span, Touch};
use yew::prelude::*;

use super::drawing::{Piece, Row};
use super::same::Same;
use super::text::Text;

/// What stands out in a stretch of the article for the moment. Only what lies inside the stretch is told to it, so
/// that the rest of the article is not drawn again.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Accents {
    /// The attribution that is lit, by its place in the analysis.
    pub(super) lit: Option<usize>,
    /// The piece that the Tab key leads to.
    pub(super) tab_stop: Option<u32>,
    /// The piece that the open card describes.
    pub(super) described: Option<u32>,
}

impl Accents {
    /// Those within `span`. `lit` are the spans of the lit attribution.
    pub(super) fn within(self, span: Span<Byte>, lit: &[Span<Byte>]) -> Accents {
        Accents {
            lit: self.lit.filter(|_| lit.iter().any(|part| part.overlaps(span))),
            tab_stop: self.tab_stop.filter(|&at| span.holds(at)),
            described: self.described.filter(|&at| span.holds(at)),
        }
    }
}

#[derive(Clone, PartialEq, Properties)]
pub(super) struct ParagraphProps {
    pub(super) text: Same<Text>,
    pub(super) analysis: Same<Analysis>,
    pub(super) row: Rc<Row>,
    pub(super) accents: Accents,
    /// The id of the open card's description.
    pub(super) description: AttrValue,
}

/// A paragraph with its marks. Nothing but text nodes inside `mark` elements: what a mark looks like is decided by the
/// style sheet from the attributes below, and no style of a mark moves a letter.
///
/// `data-at` is the name of the piece. `data-ids` and `data-parts` list its annotations and the part of each that
/// lies here; `data-starts` and `data-ends` the parts that begin and end here; `data-lit` the parts that stand out;
/// `data-unsure` the parts that the engine is not sure of.
#[component]
pub(super) fn Paragraph(props: &ParagraphProps) -> Html {
    let pieces = props.row.pieces.iter().map(|piece| draw(piece, props));
    if props.row.headline {
        html! { <h2 dir="auto">{ for pieces }</h2> }
    } else {
        html! { <p dir="auto">{ for pieces }</p> }
    }
}

fn draw(piece: &Piece, props: &ParagraphProps) -> Html {
    let words = AttrValue::from(piece.segment.span.of(&props.text.canonical).to_owned());
    if !piece.is_marked() {
        return html! { { words } };
    }
    let Accents { lit, tab_stop, described } = props.accents;
    let at = piece.at();
    let annotations = &props.analysis.annotations;
    let ids: Vec<&str> = piece.segment.touches.iter().map(|touch| annotations[touch.annotation].id.as_str()).collect();
    html! {
        <mark
            data-at={at.to_string()}
            data-ids={ids.join(" ")}
            data-parts={parts(&piece.segment, |_| true)}
            data-starts={parts(&piece.segment, |touch| touch.starts)}
            data-ends={parts(&piece.segment, |touch| touch.ends)}
            data-unsure={unsure(&piece.segment, annotations)}
            data-lit={parts(&piece.segment, |touch| Some(touch.annotation) == lit)}
            tabindex={piece.stop.then_some(if tab_stop == Some(at) { "0" } else { "-1" })}
            aria-describedby={(described == Some(at)).then(|| props.description.clone())}
        >
            { words }
        </mark>
    }
}

/// The labels of those parts that `is` lets through; no attribute at all when there are none.
fn parts(segment: &Segment, is: impl Fn(&Touch) -> bool) -> Option<AttrValue> {
    let labels: Vec<_> =
        segment.touches.iter().filter(|touch| is(touch)).map(|touch| Part::label(touch.part)).collect();
    (!labels.is_empty()).then(|| labels.join(" ").into())
}

/// The parts of annotations that the engine is not sure of. A part that a surer annotation has here as well is not one.
fn unsure(segment: &Segment, annotations: &[Annotation]) -> Option<AttrValue> {
    let is_unsure = |touch: &Touch| {
        let annotation = &annotations[touch.annotation];
        annotation.origin == Origin::Machine && annotation.confidence == Some(Confidence::Low)
    };
    parts(segment, |touch| segment.touches.iter().filter(|other| other.part == touch.part).all(is_unsure))
}

#[cfg(test)]
mod tests {
    use super::*;
    use reportedly_document::{Entity, EntityKind, Hedge, HedgeKind};

    #[test]
    fn what_a_surer_mark_covers_as_well_is_sure() {
        let span = Span::new(0, 4);
        let name = Annotation::machine(Entity { span, kind: EntityKind::Place }, "test");
        let hedge = Annotation::machine(Hedge { span, kind: HedgeKind::Modal, voice: None }, "test");
        let with =
            |confidence: Option<Confidence>, annotation: &Annotation| Annotation { confidence, ..annotation.clone() };
        let check = |annotations: &[Annotation], expected: Option<&str>| {
            let touch = |(annotation, part)| Touch { annotation, part, starts: true, ends: true };
            let parts = annotations.iter().map(|annotation| annotation.parts().next().expect("it has a part").0);
            let segment = Segment { span, touches: parts.enumerate().map(touch).collect() };
            assert_eq!(unsure(&segment, annotations).as_deref(), expected);
        };
        let (low, high) = (Some(Confidence::Low), Some(Confidence::High));
        check(&[with(low, &name)], Some("entity"));
        check(&[with(high, &name)], None);
        check(&[with(None, &name)], None);
        check(&[with(low, &name), with(high, &hedge)], Some("entity"));
        check(&[with(low, &name), with(high, &name), with(low, &hedge)], Some("hedge"));
        check(&[Annotation { origin: Origin::Person, ..with(low, &name) }], None);
    }
}
