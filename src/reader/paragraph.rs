use std::rc::Rc;

use reportedly_document::{Byte, Part, Span, changes_direction, with_direction_signs};
use yew::prelude::*;
use yew::virtual_dom::{VList, VText};

use super::drawing::{Ink, Piece, Row};
use super::same::Same;
use super::text::Text;
use crate::el::{button, el, of};
use crate::strings;

/// What stands out in a stretch of the article for the moment. Only what lies inside the stretch is told to it, so
/// that the rest of the article is not drawn again.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Accents {
    /// The annotations that are lit.
    pub(super) lit: Option<Rc<Lit>>,
    /// The piece that the Tab key leads to.
    pub(super) tab_stop: Option<u32>,
    /// The piece that the open card describes.
    pub(super) described: Option<u32>,
    /// Where the part begins and ends whose handles are shown.
    pub(super) handles: Option<Span<Byte>>,
}

/// Annotations that stand out together: the parts of a statement, the mentions of a name.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Lit {
    /// Their ids.
    pub(super) ids: Vec<Rc<str>>,
    /// What they cover.
    pub(super) spans: Vec<Span<Byte>>,
}

impl Accents {
    /// Those within `span`.
    pub(super) fn within(&self, span: Span<Byte>) -> Accents {
        let inside = |&at: &u32| span.holds(at);
        Accents {
            lit: self.lit.clone().filter(|lit| lit.spans.iter().any(|part| part.overlaps(span))),
            tab_stop: self.tab_stop.filter(inside),
            described: self.described.filter(inside),
            handles: self.handles.filter(|handles| handles.overlaps(span)),
        }
    }
}

#[derive(Clone, PartialEq, Properties)]
pub(super) struct ParagraphProps {
    pub(super) text: Same<Text>,
    pub(super) row: Rc<Row>,
    pub(super) accents: Accents,
    /// The id of the open card's description.
    pub(super) description: AttrValue,
}

/// A paragraph with its marks. Text nodes inside `mark` elements, and handles, which are empty: what a mark looks like is
/// decided by the style sheet from the attributes below, and no style of a mark moves a letter.
///
/// `data-row` is the name of the paragraph, the byte that it begins at, and `data-at` that of a piece. `data-ids` and
/// `data-parts` list the annotations of a piece and the part of each that lies here; `data-starts` and `data-ends` the
/// parts that begin and end here; `data-lit` the parts that stand out; `data-unsure` the parts that the engine is not
/// sure of, `data-settled` those that a person has settled. `data-kinds` says what the marks that begin here are called,
/// `data-note` has the numbers of their notes.
#[component]
pub(super) fn Paragraph(props: &ParagraphProps) -> Html {
    let row = &props.row;
    let pieces: Vec<Html> = row.pieces.iter().map(|piece| draw(piece, props)).collect();
    let name = row.span.start.to_string();
    let words = el(if row.headline { "h2" } else { "p" }).put("dir", "auto").put("data-row", name).list(pieces);
    let Some(included) = row.aside else { return words.html() };
    let (label, hint) = if included {
        (strings::ASIDE_LEAVE_OUT, strings::ASIDE_INCLUDED_HINT)
    } else {
        (strings::ASIDE_INCLUDE, strings::ASIDE_HINT)
    };
    el("div")
        .put("class", "reportedly-aside")
        .flag("data-included", included)
        .with(words)
        .with(button(format!("aside {}", row.span.start), label).put("title", hint))
        .html()
}

fn draw(piece: &Piece, props: &ParagraphProps) -> Html {
    let words = seen(piece.span.of(&props.text.canonical));
    if !piece.is_marked() {
        return html! { { words } };
    }
    let Accents { lit, tab_stop, described, handles } = &props.accents;
    let at = piece.at();
    let is_lit = |ink: &Ink| lit.as_ref().is_some_and(|lit| lit.ids.contains(&ink.id));
    // A statement is called by its source.
    let is_named =
        |ink: &Ink| ink.starts && !ink.kind.is_empty() && matches!(ink.part, Part::Entity | Part::Hedge | Part::Source);
    let begins = |handles: &Span<Byte>| handles.start == piece.span.start;
    let ends = |handles: &Span<Byte>| handles.end == piece.span.end;
    html! {
        <mark
            data-at={at.to_string()}
            data-ids={joined(piece, |_| true, |ink| &ink.id)}
            data-parts={parts(piece, |_| true)}
            data-starts={parts(piece, |ink| ink.starts)}
            data-ends={parts(piece, |ink| ink.ends)}
            data-unsure={unsure(piece)}
            data-settled={parts(piece, |ink| ink.settled)}
            data-lit={parts(piece, is_lit)}
            data-kinds={joined(piece, is_named, |ink| ink.kind)}
            data-note={note(piece)}
            tabindex={piece.stop.then_some(if *tab_stop == Some(at) { "0" } else { "-1" })}
            aria-describedby={(*described == Some(at)).then(|| props.description.clone())}
        >
            if handles.as_ref().is_some_and(begins) { <i data-handle="start"></i> }
            { words }
            if handles.as_ref().is_some_and(ends) { <i data-handle="end"></i> }
        </mark>
    }
}

/// Words of the text. Characters that would have those after them read as others are in an element of their own, where they
/// change nothing and are seen (`reader.css`). It is no other text: places in it stay what they are.
fn seen(words: &str) -> Html {
    if !words.contains(changes_direction) {
        return Html::from(VText::new(words.to_owned()));
    }
    let mut shown = VList::new();
    let mut rest = words;
    while let Some(at) = rest.find(changes_direction) {
        let (before, from) = rest.split_at(at);
        let (signs, after) = from.split_at(from.find(|c| !changes_direction(c)).unwrap_or(from.len()));
        let sign = with_direction_signs(signs).into_owned();
        shown.add_child(VText::new(before.to_owned()).into());
        shown.add_child(
            of("span", "reportedly-direction").put("data-sign", sign).add(VText::new(signs.to_owned()).into()).html(),
        );
        rest = after;
    }
    shown.add_child(VText::new(rest.to_owned()).into());
    shown.into()
}

/// What `word` says of those inks that `is` lets through; no attribute at all when there are none.
fn joined<'p>(piece: &'p Piece, is: impl Fn(&Ink) -> bool, word: impl Fn(&'p Ink) -> &'p str) -> Option<AttrValue> {
    let mut all = String::new();
    for ink in piece.inks.iter().filter(|ink| is(ink)) {
        if !all.is_empty() {
            all.push(' ');
        }
        all.push_str(word(ink));
    }
    (!all.is_empty()).then(|| all.into())
}

/// The labels of their parts.
fn parts(piece: &Piece, is: impl Fn(&Ink) -> bool) -> Option<AttrValue> {
    joined(piece, is, |ink| ink.part.label())
}

/// The parts of annotations that the engine is not sure of. A part that a surer annotation has here as well is not one.
fn unsure(piece: &Piece) -> Option<AttrValue> {
    parts(piece, |ink| piece.inks.iter().filter(|other| other.part == ink.part).all(|other| other.unsure))
}

/// The numbers of the notes that belong here.
fn note(piece: &Piece) -> Option<AttrValue> {
    let mut numbers = piece.inks.iter().filter_map(|ink| ink.note);
    let first = numbers.next()?;
    Some(numbers.fold(first.to_string(), |all, number| all + ", " + &number.to_string()).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use reportedly_document::{Annotation, Confidence, Entity, EntityKind, Hedge, HedgeKind, Origin, View};

    use crate::reader::drawing::Drawing;

    #[test]
    fn what_a_surer_mark_covers_as_well_is_sure() {
        let text = Text::new("Oman");
        let span = Span::new(0, 4);
        let name = Annotation::machine(Entity { span, kind: EntityKind::Place }, "test");
        let hedge = Annotation::machine(Hedge { span, kind: HedgeKind::Modal, voice: None }, "test");
        let with =
            |confidence: Option<Confidence>, annotation: &Annotation| Annotation { confidence, ..annotation.clone() };
        let check = |annotations: &[Annotation], expected: Option<&str>| {
            let drawing = Drawing::new(&text, annotations, &[], &View::default());
            let piece = drawing.piece(0).expect("all of it is one piece");
            assert_eq!(unsure(piece).as_deref(), expected);
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
