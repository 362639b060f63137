//! A paragraph with its marks, as elements.

use std::rc::Rc;

use reportedly_document::{Byte, Part, Span, changes_direction, with_direction_signs};
use yew::prelude::*;
use yew::virtual_dom::{VList, VText};

use super::layout::{MarkSlice, Paragraph, Segment};
use super::ptr_eq::PtrEq;
use super::text::Text;
use crate::command::{Command, button};
use crate::strings;
use crate::vdom::{classed, tag};

/// What stands out in a stretch of the article for the moment. Only what lies inside the stretch is told to it, so
/// that the rest of the article is not drawn again.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Accents {
    /// The annotations that stand out together: the id of each with what it covers, part by part.
    pub(super) highlight: Vec<(Rc<str>, Span<Byte>)>,
    /// The segment that the Tab key leads to.
    pub(super) tab_stop: Option<u32>,
    /// The segment that the open card describes.
    pub(super) described: Option<u32>,
    /// Where the part begins and ends whose handles are shown.
    pub(super) handles: Option<Span<Byte>>,
}

impl Accents {
    /// Those within `span`.
    pub(super) fn within(&self, span: Span<Byte>) -> Accents {
        let inside = |&start: &u32| span.holds(start);
        Accents {
            highlight: self.highlight.iter().filter(|(_, part)| part.overlaps(span)).cloned().collect(),
            tab_stop: self.tab_stop.filter(inside),
            described: self.described.filter(inside),
            handles: self.handles.filter(|handles| handles.overlaps(span)),
        }
    }
}

#[derive(Clone, PartialEq, Properties)]
pub(super) struct ParagraphProps {
    pub(super) text: PtrEq<Text>,
    pub(super) paragraph: Rc<Paragraph>,
    pub(super) accents: Accents,
    /// The id of the open card's description.
    pub(super) description: AttrValue,
}

/// A paragraph with its marks. Text nodes inside `mark` elements, and handles, which are empty: what a mark looks like is
/// decided by the style sheet from the attributes below, and no style of a mark moves a letter.
///
/// `data-row` is the name of the paragraph, the byte that it begins at, and `data-at` that of a segment. `data-ids` and
/// `data-parts` list the annotations of a segment and the part of each that lies here; `data-starts` and `data-ends` the
/// parts that begin and end here; `data-lit` the parts that stand out; `data-unsure` the parts that the engine is not
/// sure of, `data-settled` those that a person has settled. `data-kinds` says what the marks that begin here are called,
/// `data-note` has the numbers of their notes, `data-number` in a hand-out those of the statements.
#[component]
pub(super) fn ParagraphView(props: &ParagraphProps) -> Html {
    let paragraph = &props.paragraph;
    let segments: Vec<Html> = paragraph.segments.iter().map(|segment| draw(segment, props)).collect();
    let name = paragraph.span.start.to_string();
    let words =
        tag(if paragraph.headline { "h2" } else { "p" }).attr("dir", "auto").attr("data-row", name).children(segments);
    let Some(included) = paragraph.aside else { return words.into_html() };
    let (label, hint) = if included {
        (strings::ASIDE_LEAVE_OUT, strings::ASIDE_INCLUDED_HINT)
    } else {
        (strings::ASIDE_INCLUDE, strings::ASIDE_HINT)
    };
    tag("div")
        .attr("class", "reportedly-aside")
        .flag("data-included", included)
        .child(words)
        .child(button(Command::Aside(paragraph.span.start.into()), label).attr("title", hint))
        .into_html()
}

fn draw(segment: &Segment, props: &ParagraphProps) -> Html {
    let words = seen(segment.span.of(&props.text.canonical));
    if !segment.is_marked() {
        return html! { { words } };
    }
    let Accents { highlight, tab_stop, described, handles } = &props.accents;
    let start = segment.start();
    let is_lit = |slice: &MarkSlice| highlight.iter().any(|(id, _)| *id == slice.id);
    // A statement is called by its source.
    let is_named = |slice: &MarkSlice| {
        slice.starts && !slice.kind.is_empty() && matches!(slice.part, Part::Entity | Part::Hedge | Part::Source)
    };
    let begins = |handles: &Span<Byte>| handles.start == segment.span.start;
    let ends = |handles: &Span<Byte>| handles.end == segment.span.end;
    html! {
        <mark
            data-at={start.to_string()}
            data-ids={joined(segment, |_| true, |slice| &slice.id)}
            data-parts={parts(segment, |_| true)}
            data-starts={parts(segment, |slice| slice.starts)}
            data-ends={parts(segment, |slice| slice.ends)}
            data-unsure={unsure(segment)}
            data-settled={parts(segment, |slice| slice.settled)}
            data-lit={parts(segment, is_lit)}
            data-kinds={joined(segment, is_named, |slice| slice.kind)}
            data-note={numbers(segment, |slice| slice.note)}
            data-number={numbers(segment, |slice| slice.number)}
            tabindex={segment.stop.then_some(if *tab_stop == Some(start) { "0" } else { "-1" })}
            aria-describedby={(*described == Some(start)).then(|| props.description.clone())}
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
    while let Some(byte) = rest.find(changes_direction) {
        let (before, from) = rest.split_at(byte);
        let (signs, after) = from.split_at(from.find(|c| !changes_direction(c)).unwrap_or(from.len()));
        let sign = with_direction_signs(signs).into_owned();
        shown.add_child(VText::new(before.to_owned()).into());
        shown.add_child(
            classed("span", "reportedly-direction")
                .attr("data-sign", sign)
                .html_child(VText::new(signs.to_owned()).into())
                .into_html(),
        );
        rest = after;
    }
    shown.add_child(VText::new(rest.to_owned()).into());
    shown.into()
}

/// What `word` says of those slices that `is` lets through; no attribute at all when there are none.
fn joined<'p>(
    segment: &'p Segment,
    is: impl Fn(&MarkSlice) -> bool,
    word: impl Fn(&'p MarkSlice) -> &'p str,
) -> Option<AttrValue> {
    let mut all = String::new();
    for slice in segment.slices.iter().filter(|slice| is(slice)) {
        if !all.is_empty() {
            all.push(' ');
        }
        all.push_str(word(slice));
    }
    (!all.is_empty()).then(|| all.into())
}

/// The labels of their parts.
fn parts(segment: &Segment, is: impl Fn(&MarkSlice) -> bool) -> Option<AttrValue> {
    joined(segment, is, |slice| slice.part.label())
}

/// The parts of annotations that the engine is not sure of.
fn unsure(segment: &Segment) -> Option<AttrValue> {
    parts(segment, |slice| segment.is_unsure(slice.part))
}

/// The numbers of the notes, or of the statements, that belong here.
fn numbers(segment: &Segment, number: fn(&MarkSlice) -> Option<u32>) -> Option<AttrValue> {
    let mut numbers: Vec<u32> = segment.slices.iter().filter_map(number).collect();
    numbers.sort_unstable();
    let words: Vec<String> = numbers.iter().map(u32::to_string).collect();
    (!words.is_empty()).then(|| words.join(", ").into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use reportedly_document::{Annotation, Confidence, Entity, EntityKind, Hedge, HedgeKind, Origin, View};

    use crate::layout::Layout;

    #[test]
    fn what_a_surer_mark_covers_as_well_is_sure() {
        let text = Text::new("Oman");
        let span = Span::new(0, 4);
        let name = Annotation::machine(Entity { span, kind: EntityKind::Place }, "test");
        let hedge = Annotation::machine(Hedge { span, kind: HedgeKind::Modal, voice: None }, "test");
        let with =
            |confidence: Option<Confidence>, annotation: &Annotation| Annotation { confidence, ..annotation.clone() };
        let check = |annotations: &[Annotation], expected: Option<&str>| {
            let layout = Layout::new(&text, annotations, &[], &View::default());
            let segment = layout.segment(0).expect("all of it is one segment");
            assert_eq!(unsure(segment).as_deref(), expected);
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
