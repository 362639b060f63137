//! What is written and read again is what it was, whatever the text and its marks.

mod sample;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use reportedly_document::{
    Annotation, Attribution, Body, Byte, Canonical, Confidence, Document, Entity, EntityKind, Extra, Form, Hedge,
    HedgeKind, Id, Label, Layer, Origin, SourceClass, Span, Stance, View, ViewedDocument, Voice, joined, resolve,
};
use reportedly_formats::{Format, Opened, TextFormat, export, open};

/// A canonical text of anything at all, with words that come again and again.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => select(vec!["may ", "he said ", "“we” ", "\n\n", "🇮🇷 ", "e\u{301}", "שלום ", "<b>", "]]>", "\\", "\u{202e}"])
            .prop_map(str::to_owned),
        1 => "(?s).{0,12}",
    ];
    vec(piece, 1..24).prop_map(|parts| Canonical::new(&parts.concat()).into_text())
}

/// What a mark is made from, whatever the text.
#[derive(Clone, Debug)]
struct Seed {
    layer: Layer,
    spans: Vec<(Index, Index)>,
    labels: [Index; 6],
    note: Option<String>,
    rule: Option<String>,
    refers_to: Option<Index>,
    extra: bool,
}

fn seed() -> impl Strategy<Value = Seed> {
    let note = proptest::option::of("(?s).{0,10}");
    let rule = proptest::option::of("[a-z/<\" ]{0,8}");
    let any_index = || any::<Index>();
    let spans = vec((any_index(), any_index()), 6);
    (
        select(Layer::ALL.to_vec()),
        spans,
        any::<[Index; 6]>(),
        note,
        rule,
        proptest::option::of(any_index()),
        any::<bool>(),
    )
        .prop_map(|(layer, spans, labels, note, rule, refers_to, extra)| Seed {
            layer,
            spans,
            labels,
            note,
            rule,
            refers_to,
            extra,
        })
}

/// A span on character boundaries that is not empty.
fn span(text: &str, (a, b): &(Index, Index)) -> Span<Byte> {
    let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let (a, b) = (a.index(bounds.len() - 1), b.index(bounds.len() - 1));
    Span::from(bounds[a.min(b)]..bounds[a.max(b) + 1])
}

fn one<T: Label>(index: &Index) -> T {
    *index.get(T::ALL)
}

/// One of the values, or none.
fn maybe<T: Label>(index: &Index) -> Option<T> {
    let place = index.index(T::ALL.len() + 1);
    T::ALL.get(place).copied()
}

fn document(text: String, seeds: &[Seed]) -> Document {
    let mut annotations = Vec::new();
    if text.is_empty() {
        return Document::default();
    }
    for (number, seed) in seeds.iter().enumerate() {
        let labels = &seed.labels;
        let at = |place: usize| span(&text, &seed.spans[place]);
        let body: Body = match seed.layer {
            Layer::Entity => Entity { span: at(0), kind: one(&labels[0]) }.into(),
            Layer::Hedge => Hedge { span: at(0), kind: one(&labels[0]), voice: maybe(&labels[1]) }.into(),
            Layer::Attribution => Attribution {
                source: (0..labels[4].index(2)).map(at).collect(),
                cue: (1..1 + labels[5].index(2)).map(at).collect(),
                content: joined(vec![at(2), at(3)]),
                via: joined((4..4 + labels[4].index(3)).map(at).collect()),
                form: maybe::<Form>(&labels[0]),
                source_class: maybe::<SourceClass>(&labels[1]),
                stance: maybe::<Stance>(&labels[2]),
                refers_to: seed.refers_to.as_ref().map(|index| id(index.index(seeds.len()))),
            }
            .into(),
        };
        annotations.push(Annotation {
            id: id(number),
            body,
            origin: one::<Origin>(&labels[3]),
            confidence: maybe::<Confidence>(&labels[4]),
            rule: seed.rule.clone().map(Into::into),
            note: seed.note.clone(),
            extra: Extra(if seed.extra { vec![("score".into(), "[0.5]".into())] } else { Vec::new() }),
        });
    }
    // The order that resolving gives, and what it does to references.
    let annotations = resolve(&text, &annotations, &[]).annotations;
    let extra = Extra(vec![("layers".into(), "[\"entity\"]".into())]);
    let engine = Some("0.1.0+rules".into());
    Document { id: "any <b>".into(), text, engine, annotations, extra, ..Document::default() }
}

/// Ids as files may have them.
fn id(number: usize) -> Id {
    Id::new(["e1:%/ü", "a b", "x#", "", "e7rvye12vay-2"][number % 5].to_owned() + &number.to_string())
}

fn written(document: &Document, format: TextFormat) -> String {
    export(&ViewedDocument::new(document, &[], &View::default()), format)
}

fn reopened(document: &Document, format: TextFormat) -> Opened {
    let file = written(document, format);
    open(file.as_bytes(), "file.json", Some(&document.text)).unwrap_or_else(|error| panic!("{error}: {file}"))
}

proptest! {
    #[test]
    fn lossless(text in text(), seeds in vec(seed(), 0..6)) {
        let document = document(text, &seeds);
        for format in [TextFormat::Json, TextFormat::W3c] {
            let opened = reopened(&document, format);
            prop_assert_eq!(&opened.document, &document, "{:?}: {}", format, written(&document, format));
            prop_assert_eq!((opened.unplaced.len(), opened.another_text), (0, false));
        }
    }

    /// Of statements with a cue in one piece, Citron's format has the words and who refers to whom.
    #[test]
    fn citron_has_what_it_can(text in text(), seeds in vec(seed(), 0..6)) {
        let document = document(text, &seeds);
        let opened = reopened(&document, TextFormat::Citron);
        let parts = |mark: &Annotation| (mark.id.clone(), mark.attribution().map(|a| {
            (a.source.clone(), a.cue.clone(), a.content.clone())
        }));
        let expected: Vec<_> = document.annotations.iter().filter(|mark| {
            mark.attribution().is_some_and(|attribution| !attribution.cue.is_empty())
        }).map(parts).collect();
        prop_assert_eq!(opened.document.annotations.iter().map(parts).collect::<Vec<_>>(), expected);
        prop_assert_eq!(&opened.document.text, &document.text);
        prop_assert_eq!(opened.unplaced.len(), 0);
        // And what it has goes round and round.
        let second = reopened(&opened.document, TextFormat::Citron);
        prop_assert_eq!(second.document, opened.document);
    }

    /// Whatever the marks, the HTML file has the paragraphs of the text, word for word; and every format can be written.
    #[test]
    fn html_has_the_text(text in text(), seeds in vec(seed(), 0..6)) {
        let mut document = document(text, &seeds);
        for format in Format::ALL {
            let Format::Text(format) = *format else { continue };
            prop_assert!(!written(&document, format).is_empty());
        }
        // The numbers of notes stand in the text.
        document.annotations.iter_mut().for_each(|mark| mark.note = None);
        let page = open(written(&document, TextFormat::Html).as_bytes(), "a.html", None).expect("it is HTML");
        let paragraphs: Vec<&str> = document.text.lines().filter(|line| !line.is_empty()).collect();
        prop_assert!(page.document.text.starts_with(&paragraphs.join("\n\n")), "{}", page.document.text);
    }

    /// Any bytes under any name are opened or refused with a message.
    #[test]
    fn any_file(bytes in vec(any::<u8>(), 0..200), name in select(vec!["a.json", "a.html", "a.txt", "a", "a.md"])) {
        if let Err(error) = open(&bytes, name, None) {
            prop_assert!(!error.to_string().is_empty());
        }
    }

    /// A file with anything in the place of any value is read or refused, and marks nothing but words of the text.
    #[test]
    fn any_json(at in any::<Index>(), with in select(vec!["null", "-1", "1e300", "[]", "{}", "\"x\"", "true", "18446744073709551615"])) {
        let document = sample::article();
        for format in [TextFormat::Json, TextFormat::W3c, TextFormat::Citron] {
            let file = written(&document, format);
            let colons: Vec<usize> = file.match_indices("\":").map(|(at, _)| at + 2).collect();
            let from = *at.get(&colons);
            let to = from + file[from..].find([',', '}', '\n', ']']).unwrap_or(0);
            let broken = [&file[..from], with, &file[to..]].concat();
            if let Ok(opened) = open(broken.as_bytes(), "a.json", Some(&document.text)) {
                for mark in &opened.document.annotations {
                    for (_, span) in mark.parts() {
                        prop_assert!(!span.of(&opened.document.text).is_empty());
                    }
                }
            }
        }
    }
}

/// Edits are kept by `reportedly/1`; in other formats stands what they come to.
#[test]
fn edits() {
    let document = sample::article();
    assert_eq!(reopened(&document, TextFormat::Json).document, document);
    let resolved = resolve(&document.text, &document.annotations, &document.edits).annotations;
    let opened = reopened(&document, TextFormat::W3c);
    assert_eq!(opened.document.annotations, resolved);
    let origins: Vec<_> = resolved.iter().map(|mark| mark.origin).collect();
    for origin in [Origin::Machine, Origin::Confirmed, Origin::Person] {
        assert!(origins.contains(&origin), "the sample has {origin}");
    }
    let kinds = opened.document.annotations.iter().filter(|mark| {
        matches!(&mark.body, Body::Entity(entity) if entity.kind == EntityKind::Date)
            || matches!(&mark.body, Body::Hedge(hedge) if (hedge.kind, hedge.voice) == (HedgeKind::Modal, Some(Voice::Source)))
    });
    assert_eq!(kinds.count(), 2);
}
