//! Any documents, and links around any content.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
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

fn span() -> impl Strategy<Value = Span<Byte>> {
    prop_oneof![
        (0..300_u32, 0..20_u32).prop_map(|(start, length)| Span::new(start, start + length)),
        any::<(u32, u32)>().prop_map(|(a, b)| Span::new(a.min(b), a.max(b))),
    ]
}

fn part() -> impl Strategy<Value = Part> {
    select(vec![Part::Entity, Part::Hedge, Part::Source, Part::Cue, Part::Content, Part::Via])
}

fn anchor() -> impl Strategy<Value = Anchor> {
    (vec((part(), span()), 0..4), option::of("[a-z é]{0,9}")).prop_map(|(spans, lost)| Anchor { spans, lost })
}

fn id() -> impl Strategy<Value = Id> {
    prop_oneof!["[eha][0-9a-z]{3}", any::<String>()].prop_map(Id::new)
}

fn extra() -> impl Strategy<Value = Extra> {
    prop_oneof![3 => Just(Extra::default()), 1 => vec(("[a-z]{0,5}", "[0-9]{1,3}"), 0..3).prop_map(Extra)]
}

/// A target of any kind; half of those that can have the id that follows from their place.
fn target(text: String) -> impl Strategy<Value = Target> {
    (anchor(), id(), any::<bool>()).prop_map(move |(anchor, id, derived)| {
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
        anchor().prop_map(Change::Resize),
        anchor().prop_map(|anchor| Change::Speaker(Speaker::Words(anchor))),
        target(text).prop_map(|target| Change::Speaker(Speaker::RefersTo(target))),
        Just(Change::Speaker(Speaker::Nobody)),
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

fn body() -> impl Strategy<Value = Body> {
    let spans = || vec(span(), 0..3);
    prop_oneof![
        (span(), select(EntityKind::ALL)).prop_map(|(span, kind)| Entity { span, kind }.into()),
        (span(), select(HedgeKind::ALL), option::of(select(Voice::ALL))).prop_map(|(span, kind, voice)| Hedge {
            span,
            kind,
            voice
        }
        .into()),
        (
            (spans(), spans(), spans(), spans()),
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

fn mark() -> impl Strategy<Value = Annotation> {
    let rule = option::of(select(vec!["a/b", "model", "entities/known"]));
    (id(), body(), select(Origin::ALL), option::of(select(Confidence::ALL)), rule, option::of("[a-z]{0,5}"), extra())
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
    (vec(mark(), 0..6), any::<bool>()).prop_map(move |(mut marks, assigned)| {
        let fits = |mark: &Annotation| mark.parts().all(|(_, span)| text.get(span.range()).is_some());
        if assigned {
            marks.retain(fits);
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
        edits in vec(edit(text.clone()), 0..8),
        frozen in option::of(marks(text.clone())),
        [excerpt, reader_first] in any::<[bool; 2]>(),
        text in Just(text),
    ) -> Shared {
        Shared { text, excerpt, title, engine, view, edits, frozen, reader_first }
    }
}

/// A link with a right header and checksum around any content.
pub(crate) fn sealed(flags: u8, text: u32, content: &[u8]) -> String {
    let mut bytes = vec![1, 1, flags];
    for mut length in [content.len() as u32, text] {
        while length > 127 {
            bytes.push(length as u8 & 127 | 128);
            length >>= 7;
        }
        bytes.push(length as u8);
    }
    let checksum = !bytes.iter().chain(content).fold(u32::MAX, |sum, &byte| {
        (0..8).fold(sum ^ u32::from(byte), |sum, _| sum >> 1 ^ (0xEDB8_8320 & (sum & 1).wrapping_neg()))
    });
    bytes.extend(checksum.to_le_bytes());
    bytes.extend(content);
    let letter = |value: u32| {
        let all = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        char::from(all[value as usize & 63])
    };
    let mut link = String::from("r1=");
    for chunk in bytes.chunks(3) {
        let all = (0..3).fold(0, |all, at| all << 8 | u32::from(chunk.get(at).copied().unwrap_or(0)));
        link.extend((0..=chunk.len()).map(|at| letter(all >> (18 - 6 * at))));
    }
    link
}
