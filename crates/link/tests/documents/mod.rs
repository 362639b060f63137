//! Any documents, and links around any content.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use reportedly_document::{
    Anchor, Annotation, Attribution, Body, Byte, Canonical, Change, Confidence, Edit, Entity, EntityKind, Extra, Form,
    Hedge, HedgeKind, Id, Kind, Label, Labels, Layer, Op, Origin, Part, Phrase, SourceClass, Span, Speaker, Stance,
    Target, View, Voice, assign_ids,
};
use reportedly_link::Shared;

use crate::example::article;

/// An edit that is about no mark.
pub(crate) fn hide(words: &str) -> Edit {
    Op::Hide(Phrase { layer: Layer::Hedge, words: words.into() }).into()
}

/// A mark of the first four bytes.
pub(crate) fn example_mark() -> Annotation {
    Annotation::machine(Entity { span: Span::new(0, 4), kind: EntityKind::Place }, "test")
}

/// Any text at all, and texts like those that people share.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        vec(select(vec!["may ", "Öl", "“we”", " she said", "🇮🇷", ".", "\n", "\n\n", "it ", "e\u{301}", "中文"]), 0..60)
            .prop_map(|parts| parts.concat()),
        Just(article()),
    ]
    .prop_map(|text| Canonical::new(&text).into_text())
}

/// A span of this text that is not empty. The text must not be.
fn span(text: String) -> impl Strategy<Value = Span<Byte>> {
    (any::<Index>(), any::<Index>()).prop_map(move |(a, b)| {
        let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let first = a.index(bounds.len() - 1);
        let last = first + 1 + b.index(bounds.len() - 1 - first);
        Span::from(bounds[first]..bounds[last])
    })
}

/// Spans in order that do not overlap.
fn spans(text: String) -> impl Strategy<Value = Vec<Span<Byte>>> {
    vec(span(text), 0..3).prop_map(|mut spans| {
        spans.sort_unstable();
        let mut end = 0;
        spans.retain(|span| {
            span.start >= end && {
                end = span.end;
                true
            }
        });
        spans
    })
}

fn part() -> impl Strategy<Value = Part> {
    select(vec![Part::Entity, Part::Hedge, Part::Source, Part::Cue, Part::Content, Part::Via])
}

/// A place that may make no sense, but is one of the text, or of what it has lost.
fn anchor(text: String) -> impl Strategy<Value = Anchor> {
    option::of("[a-z é]{1,9}").prop_flat_map(move |lost| {
        let text = lost.clone().unwrap_or(text.clone());
        vec((part(), span(text)), 0..4).prop_map(move |spans| Anchor { spans, lost: lost.clone() })
    })
}

fn id() -> impl Strategy<Value = Id> {
    prop_oneof!["[eha][0-9a-z]{3}", any::<String>()].prop_map(Id::new)
}

fn extra() -> impl Strategy<Value = Extra> {
    prop_oneof![3 => Just(Extra::default()), 1 => vec(("[a-z]{0,5}", "[0-9]{1,3}"), 0..3).prop_map(Extra)]
}

/// A target of any kind; half of those that can have the id that follows from their place.
fn target(text: String) -> impl Strategy<Value = Target> {
    (anchor(text.clone()), id(), any::<bool>()).prop_map(move |(anchor, id, derived)| {
        let target = Target::derived(&text, anchor.clone()).filter(|_| derived);
        target.unwrap_or(Target { id, anchor })
    })
}

fn labels() -> impl Strategy<Value = Labels> {
    prop_oneof![
        select(EntityKind::ALL).prop_map(Labels::Entity),
        select(HedgeKind::ALL).prop_map(Labels::Hedge),
        (option::of(select(Form::ALL)), option::of(select(SourceClass::ALL)), option::of(select(Stance::ALL)))
            .prop_map(|(form, source_class, stance)| Labels::Attribution { form, source_class, stance }),
    ]
}

fn change(text: String) -> impl Strategy<Value = Change> {
    prop_oneof![
        labels().prop_map(Change::Accept),
        Just(Change::Reject),
        labels().prop_map(Change::Add),
        labels().prop_map(Change::Relabel),
        anchor(text.clone()).prop_map(Change::Resize),
        anchor(text.clone()).prop_map(|anchor| Change::Speaker(Speaker::Words(anchor))),
        target(text).prop_map(|target| Change::Speaker(Speaker::RefersTo(target))),
        Just(Change::Speaker(Speaker::Nobody)),
        any::<String>().prop_map(|name| Change::Speaker(Speaker::Named(name))),
        any::<String>().prop_map(Change::Note),
        Just(Change::Reset),
    ]
}

fn edit(text: String) -> impl Strategy<Value = Edit> {
    let phrase = || (select(Layer::ALL), any::<String>()).prop_map(|(layer, words)| Phrase { layer, words });
    let op = prop_oneof![
        8 => (target(text.clone()), change(text)).prop_map(|(target, change)| Op::Mark(target, change)),
        1 => phrase().prop_map(Op::Hide),
        1 => phrase().prop_map(Op::Show),
        1 => "[a-z]{0,6}".prop_map(Op::Unknown),
    ];
    (op, extra()).prop_map(|(op, extra)| Edit { op, extra })
}

fn body(text: String) -> impl Strategy<Value = Body> {
    let span = {
        let text = text.clone();
        move || span(text.clone())
    };
    let spans = move || spans(text.clone());
    let content = (spans(), span()).prop_map(|(spans, span)| if spans.is_empty() { vec![span] } else { spans });
    prop_oneof![
        (span(), select(EntityKind::ALL)).prop_map(|(span, kind)| Entity { span, kind }.into()),
        (span(), select(HedgeKind::ALL), option::of(select(Voice::ALL))).prop_map(|(span, kind, voice)| Hedge {
            span,
            kind,
            voice
        }
        .into()),
        (
            (spans(), spans(), content, spans()),
            option::of(select(Form::ALL)),
            option::of(select(SourceClass::ALL)),
            option::of(select(Stance::ALL)),
            option::of(id()),
        )
            .prop_map(|((source, cue, content, via), form, source_class, stance, refers_to)| {
                Attribution { source, cue, content, via, form, source_class, stance, refers_to }.into()
            }),
    ]
}

fn mark(text: String) -> impl Strategy<Value = Annotation> {
    let rule = option::of(select(vec!["a/b", "model", "entities/known"]));
    (
        id(),
        body(text),
        select(Origin::ALL),
        option::of(select(Confidence::ALL)),
        rule,
        option::of("[a-z]{0,5}"),
        extra(),
    )
        .prop_map(|(id, body, origin, confidence, rule, note, extra)| Annotation {
            id,
            body,
            origin,
            confidence,
            rule: rule.map(Into::into),
            note,
            extra,
        })
}

/// Marks of any kind; half of those that can have the ids that follow from their places.
fn marks(text: String) -> impl Strategy<Value = Vec<Annotation>> {
    (vec(mark(text.clone()), 0..6), any::<bool>()).prop_map(move |(mut marks, assigned)| {
        if assigned {
            assign_ids(&text, &mut marks);
        }
        marks
    })
}

fn view() -> impl Strategy<Value = View> {
    let kinds: Vec<Kind> = Layer::ALL.iter().flat_map(|&layer| Kind::of_layer(layer)).collect();
    (vec(select(kinds), 0..4), vec(select(Layer::ALL), 0..2), any::<[bool; 2]>(), vec(any::<u32>(), 0..3)).prop_map(
        |(kinds, layers, [only, plain], included)| {
            let mut view = View::default();
            view.included = included;
            for kind in kinds {
                if only { view.only_kind(kind) } else { view.toggle_kind(kind) }
            }
            layers.into_iter().for_each(|layer| view.toggle_layer(layer));
            if plain {
                view.toggle_plain();
            }
            view
        },
    )
}

prop_compose! {
    /// Anything that can be shared.
    pub(crate) fn shared()(text in text())(
        (title, engine, view) in ("[a-zé ]{0,12}", "[0-9.+a-z]{0,9}", view()),
        // Of a text without characters there are no spans.
        edits in vec(edit(if text.is_empty() { "-".into() } else { text.clone() }), 0..8),
        frozen in option::of(marks(if text.is_empty() { "-".into() } else { text.clone() })),
        [excerpt, reader_first] in any::<[bool; 2]>(),
        text in Just(text),
    ) -> Shared {
        let (edits, frozen) = if text.is_empty() { (Vec::new(), None) } else { (edits, frozen) };
        Shared { text, excerpt, title, engine, view, edits, frozen, reader_first }
    }
}
