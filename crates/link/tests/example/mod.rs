//! A document with something of everything.

use reportedly_document::{
    Anchor, Annotation, Attribution, Body, Canonical, Change, Confidence, Edit, Entity, EntityKind, Extra, Form, Hedge,
    HedgeKind, Id, Kind, Labels, Layer, Op, Origin, Part, Phrase, SourceClass, Span, Speaker, Stance, Target, View,
    Voice, assign_ids,
};
use reportedly_link::Shared;

/// An article, as a canonical text.
pub(crate) fn article() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/links/article.txt");
    Canonical::new(&std::fs::read_to_string(path).expect("the article is there")).into_text()
}

/// Something of everything, over a text of at least 300 bytes.
pub(crate) fn example(text: &str) -> Shared {
    let span = |from: usize| {
        let start = (from..).find(|&at| text.is_char_boundary(at)).expect("the text is long enough");
        let end = (start + 5..).find(|&at| text.is_char_boundary(at)).expect("the text is long enough");
        Span::from(start..end)
    };
    let added = Edit::add(text, vec![(Part::Entity, span(20))], Labels::Entity(EntityKind::Group));
    let target = added.target().expect("it is about a mark").clone();
    let elsewhere =
        Target { id: Id::new("a9"), anchor: Anchor::new(vec![(Part::Source, span(40)), (Part::Content, span(90))]) };
    let mut view = View::default();
    view.toggle_kind(Kind::Voice(Voice::Source));
    view.toggle_aside(7);
    let said = Attribution {
        source: vec![span(40)],
        cue: vec![span(60)],
        content: vec![span(90), span(120)],
        form: Some(Form::Indirect),
        source_class: Some(SourceClass::Named),
        stance: Some(Stance::Neutral),
        ..Attribution::default()
    };
    let mut frozen = vec![
        Annotation::machine(Entity { span: span(0), kind: EntityKind::Person }, "entities/known"),
        Annotation::machine(
            Hedge { span: span(200), kind: HedgeKind::Modal, voice: Some(Voice::Author) },
            "hedges/modal",
        ),
        Annotation::machine(said, "attributions/cue"),
    ];
    frozen[0].confidence = Some(Confidence::High);
    frozen[1].origin = Origin::Confirmed;
    frozen[1].note = Some("How sure?".into());
    frozen[2].extra = Extra(vec![("score".into(), "0.5".into())]);
    assign_ids(text, &mut frozen);
    let other = frozen[0].id.clone();
    let Body::Attribution(attribution) = &mut frozen[2].body else { unreachable!("the third is an attribution") };
    attribution.refers_to = Some(other);
    Shared {
        text: text.into(),
        title: "Talks in Oman".into(),
        engine: "0.1.0".into(),
        view,
        edits: vec![
            added,
            Edit::mark(target.clone(), Change::Note("Which group? Zeit für Fragen.".into())),
            Edit::mark(elsewhere.clone(), Change::Speaker(Speaker::RefersTo(target))),
            Edit::mark(elsewhere, Change::Reject),
            Op::Hide(Phrase { layer: Layer::Hedge, words: "may".into() }).into(),
        ],
        frozen: Some(frozen),
        ..Shared::default()
    }
}
