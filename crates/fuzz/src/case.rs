//! A document with marks and edits, as bytes say.
//!
//! Bytes are read as records of a few bytes each: a piece of the text, a mark, an edit. So a part of an input that is repeated is
//! a part of the document that is repeated, and a byte that is missing takes no more with it than its record.

use std::collections::BTreeSet;

use reportedly_document::{
    Anchor, Annotation, Attribution, Body, Byte, Canonical, Change, Confidence, Document, Edit, Entity, EntityKind,
    Extra, Form, Hedge, HedgeKind, Id, Kind, Label, Labels, Layer, Op, Origin, Part, Phrase, SourceClass, Span,
    Speaker, Stance, Target, View, Voice, assign_ids, joined, resolve,
};

/// Reads bytes one after the other; behind the last one all are 0.
pub(crate) struct Reader<'b> {
    bytes: &'b [u8],
}

impl<'b> Reader<'b> {
    pub(crate) fn new(bytes: &'b [u8]) -> Reader<'b> {
        Reader { bytes }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    pub(crate) fn byte(&mut self) -> u8 {
        let Some((&first, rest)) = self.bytes.split_first() else { return 0 };
        self.bytes = rest;
        first
    }

    /// A number below this one, which is at least 1. Takes as many bytes as such a number needs.
    pub(crate) fn number(&mut self, below: usize) -> usize {
        let (mut number, mut range) = (0, 1);
        while range < below {
            number = number << 8 | usize::from(self.byte());
            range <<= 8;
        }
        number % below
    }

    pub(crate) fn pick<T: Copy>(&mut self, values: &[T]) -> T {
        values[self.number(values.len())]
    }

    /// One of the labels, or none.
    fn label<T: Label>(&mut self) -> Option<T> {
        let number = self.number(T::ALL.len() + 1);
        T::ALL.get(number).copied()
    }

    /// What is left.
    pub(crate) fn rest(self) -> &'b [u8] {
        self.bytes
    }
}

/// Words that rules, formats and browsers react to.
pub(crate) const PIECES: &[&str] = &[
    "may ",
    "he said ",
    "“we” ",
    " she said",
    "Maria Okafor ",
    "\n",
    "\n\n",
    ".",
    ", ",
    "🇮🇷 ",
    "e\u{301}",
    "שלום ",
    "中文 ",
    "<b>",
    "</p>",
    "]]>",
    "&amp;",
    "\\",
    "\u{202e}",
    "=1+1",
    "@SUM(1)",
    "; ",
    "| ",
    "`x` ",
    "[a](b) ",
    "# ",
    "- ",
    "1. ",
    "$x$ ",
    "*a* ",
    "~~b~~ ",
    "_c_ ",
    "www.example.org ",
    "http://a.example/ ",
    "n@example.org ",
    "\"",
    "'",
    "’s ",
    "reportedly ",
    "Harwick ",
    "a",
    "É",
    "ß",
    "ﬁ",
    "K",
    "‘no’ ",
    "told ",
    "$3 million ",
    "Monday ",
    "it ",
    "not ",
    "_x0041_ ",
    "\u{fffd}",
    "\u{200d}",
];

/// A text before and after somebody has edited it, with what the machine has marked in it and what a person has done to that.
pub(crate) struct Case {
    /// The text, with its marks and edits.
    pub(crate) document: Document,
    /// What the text becomes.
    pub(crate) new: String,
    /// What is shown of it.
    pub(crate) view: View,
    /// Steps back and forth in the history.
    pub(crate) moves: Vec<u8>,
}

/// A place in a text whose length is not known yet.
#[derive(Clone, Copy)]
struct Place {
    start: u16,
    length: u8,
}

impl Place {
    fn read(reader: &mut Reader<'_>) -> Place {
        Place { start: reader.number(1 << 16) as u16, length: reader.byte() }
    }

    /// A span on borders of characters that is not empty. The text must not be.
    fn of(self, bounds: &[u32]) -> Span<Byte> {
        let last = bounds.len() - 1;
        let start = (usize::from(self.start) * last) >> 16;
        // Most marks are short, and none grows with the text: what is done with all marks would take more than its share.
        let length = if self.length < 200 { usize::from(self.length) % 24 } else { usize::from(self.length - 199) * 8 };
        Span::new(bounds[start], bounds[(start + 1 + length).min(last)])
    }
}

struct MarkRecord {
    layer: Layer,
    places: [Place; 4],
    shape: u8,
    labels: [Option<u8>; 3],
    origin: Origin,
    confidence: Option<Confidence>,
    note: Option<&'static str>,
    refers_to: u8,
}

struct EditRecord {
    kind: u8,
    mark: u16,
    other: u16,
    places: [Place; 2],
    shape: u8,
    words: &'static str,
}

impl Case {
    pub(crate) fn read(input: &[u8]) -> Case {
        let mut reader = Reader::new(input);
        let (mut old, mut new) = (String::new(), String::new());
        let (mut marks, mut edits, mut moves, mut view) = (Vec::new(), Vec::new(), Vec::new(), View::default());
        while !reader.is_empty() {
            match reader.number(16) {
                0..8 => {
                    let piece = reader.pick(PIECES);
                    // Most of a text stays when it is edited.
                    match reader.number(8) {
                        0 => old.push_str(piece),
                        1 => new.push_str(piece),
                        _ => [&mut old, &mut new].into_iter().for_each(|text| text.push_str(piece)),
                    }
                }
                8 => {
                    let c = char::from_u32(reader.number(0x11_0000) as u32).unwrap_or('\u{fffd}');
                    [&mut old, &mut new].into_iter().for_each(|text| text.push(c));
                }
                9..12 => marks.push(mark_record(&mut reader)),
                12..15 => edits.push(EditRecord {
                    kind: reader.byte(),
                    mark: reader.number(1 << 16) as u16,
                    other: reader.number(1 << 16) as u16,
                    places: [Place::read(&mut reader), Place::read(&mut reader)],
                    shape: reader.byte(),
                    words: reader.pick(PIECES),
                }),
                _ if moves.len() % 2 == 0 => moves.push(reader.byte()),
                _ => {
                    moves.push(reader.byte());
                    change_view(&mut reader, &mut view);
                }
            }
        }
        let (text, new) = (Canonical::new(&old).into_text(), Canonical::new(&new).into_text());
        let bounds = bounds(&text);
        let annotations = machine(&text, &bounds, &marks);
        let edits = edits.iter().map(|record| edit(&text, &bounds, &annotations, record)).collect();
        let document = Document { id: "Harwick <1>".into(), text, annotations, edits, ..Document::default() };
        Case { document, new, view, moves }
    }
}

fn mark_record(reader: &mut Reader<'_>) -> MarkRecord {
    MarkRecord {
        layer: reader.pick(Layer::ALL),
        shape: reader.byte(),
        places: [(); 4].map(|()| Place::read(reader)),
        labels: [(); 3].map(|()| Some(reader.byte()).filter(|label| *label < 192)),
        origin: reader.pick(Origin::ALL),
        confidence: reader.label(),
        note: Some(reader.number(4)).filter(|number| *number == 0).map(|_| reader.pick(PIECES)),
        refers_to: reader.byte(),
    }
}

fn change_view(reader: &mut Reader<'_>, view: &mut View) {
    let layer = reader.pick(Layer::ALL);
    let kinds = Kind::of_layer(layer);
    match reader.number(5) {
        0 => view.toggle_plain(),
        1 => view.toggle_layer(layer),
        2 => view.toggle_kind(reader.pick(&kinds)),
        3 => view.only_kind(reader.pick(&kinds)),
        _ => view.toggle_aside(reader.number(1 << 16) as u32),
    }
}

/// The label with this number.
fn label<T: Label>(number: Option<u8>) -> Option<T> {
    number.map(|number| T::ALL[usize::from(number) % T::ALL.len()])
}

/// The borders of all characters.
fn bounds(text: &str) -> Vec<u32> {
    text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]).collect()
}

/// The machine's marks: as an engine makes them, but anywhere.
fn machine(text: &str, bounds: &[u32], records: &[MarkRecord]) -> Vec<Annotation> {
    if text.is_empty() {
        return Vec::new();
    }
    let mut seen = BTreeSet::new();
    let mut marks = Vec::new();
    for record in records {
        let at = |number: usize| record.places[number].of(bounds);
        let is_set = |bit: u8| record.shape >> bit & 1 == 1;
        let body: Body = match record.layer {
            Layer::Entity => Entity { span: at(0), kind: label(record.labels[0]).unwrap_or(EntityKind::Other) }.into(),
            Layer::Hedge => {
                let kind = label(record.labels[0]).unwrap_or(HedgeKind::Modal);
                Hedge { span: at(0), kind, voice: label::<Voice>(record.labels[1]) }.into()
            }
            Layer::Attribution => Attribution {
                source: if is_set(0) { vec![at(0)] } else { Vec::new() },
                cue: if is_set(1) { vec![at(1)] } else { Vec::new() },
                content: if is_set(2) { vec![at(2)] } else { joined(vec![at(2), at(3)]) },
                via: if is_set(3) && is_set(4) { vec![at(3)] } else { Vec::new() },
                form: label::<Form>(record.labels[0]),
                source_class: label::<SourceClass>(record.labels[1]),
                stance: label::<Stance>(record.labels[2]),
                refers_to: None,
            }
            .into(),
        };
        let mut mark = Annotation::machine(body, "test/any");
        mark.origin = record.origin;
        mark.confidence = record.confidence;
        mark.note = record.note.map(str::to_owned);
        mark.extra = Extra(if is_set(7) { vec![("score".into(), "[0.5]".into())] } else { Vec::new() });
        // An engine marks nothing twice.
        let parts: Vec<_> = mark.parts().map(|(part, span)| (part as u8, span.start, span.end)).collect();
        if seen.insert(parts) {
            marks.push((mark, record.refers_to));
        }
    }
    let (mut marks, references): (Vec<Annotation>, Vec<u8>) = marks.into_iter().unzip();
    assign_ids(text, &mut marks);
    let ids: Vec<Id> = marks.iter().map(|mark| mark.id.clone()).collect();
    for (at, reference) in references.iter().enumerate() {
        if let Body::Attribution(attribution) = &mut marks[at].body {
            let other = &ids[usize::from(*reference) % ids.len()];
            attribution.refers_to = Some(other.clone()).filter(|id| *reference > 99 && *id != ids[at]);
        }
    }
    // An engine's marks are in order, and its voices follow from its statements. An edit without effect sees to that.
    let nothing = Op::Hide(Phrase { layer: Layer::Hedge, words: "not in any text".into() });
    resolve(text, &marks, &[nothing.into()]).annotations
}

/// Labels of a layer that follow from a number.
fn labels(layer: Layer, number: u8) -> Labels {
    let own = |bit: u8| Some(number.rotate_left(u32::from(bit)));
    match layer {
        Layer::Entity => Labels::Entity(label(own(0)).unwrap_or(EntityKind::Other)),
        Layer::Hedge => Labels::Hedge(label(own(0)).unwrap_or(HedgeKind::Modal)),
        Layer::Attribution => Labels::Attribution {
            form: label(own(1).filter(|_| number & 1 == 1)),
            source_class: label(own(3)),
            stance: label(own(5).filter(|_| number & 2 == 2)),
        },
    }
}

fn edit(text: &str, bounds: &[u32], machine: &[Annotation], record: &EditRecord) -> Edit {
    // Of nothing that is there.
    if machine.is_empty() || record.kind >= 240 || text.is_empty() {
        return wild(record);
    }
    let mark = |number: u16| &machine[usize::from(number) % machine.len()];
    let (on, other) = (mark(record.mark), mark(record.other));
    let span = |number: usize| record.places[number].of(bounds);
    let layer = Layer::ALL[usize::from(record.shape) % Layer::ALL.len()];
    let part = |layer: Layer| match layer {
        Layer::Entity => Part::Entity,
        Layer::Hedge => Part::Hedge,
        Layer::Attribution => Part::Content,
    };
    let change = match record.kind % 16 {
        0 => Change::Accept(Labels::of(on)),
        1 => Change::Reject,
        2 => Change::Relabel(labels(on.layer(), record.shape)),
        3 => Change::Resize(Anchor::new(vec![(part(on.layer()), span(0))])),
        4 => Change::Speaker(Speaker::RefersTo(Target::of(other))),
        5 => Change::Speaker(Speaker::Words(Anchor::new(vec![(Part::Source, span(0))]))),
        6 => Change::Speaker(Speaker::Nobody),
        7 => Change::Speaker(Speaker::Named(record.words.to_owned())),
        8 => Change::Note(record.words.to_owned()),
        9 => return Op::Hide(Phrase::of(text, on)).into(),
        10 => return Op::Show(Phrase::of(text, on)).into(),
        11 => return Op::Hide(Phrase { layer, words: record.words.to_owned() }).into(),
        12 => Change::Relabel(labels(layer, record.shape)),
        13 => Change::Add(Labels::of(on)),
        14 => Change::Reset,
        _ => return Edit::add(text, vec![(part(layer), span(0))], labels(layer, record.shape)),
    };
    Edit::mark(Target::of(on), change)
}

/// An edit that a link or a file may have: of places that need be in no text.
fn wild(record: &EditRecord) -> Edit {
    let parts = [Part::Entity, Part::Hedge, Part::Source, Part::Cue, Part::Content, Part::Via];
    let spans = record.places.iter().zip([record.shape, record.kind]).map(|(place, part)| {
        let start = u32::from(place.start) % 64;
        (parts[usize::from(part) % parts.len()], Span::new(start, start + u32::from(place.length) % 16))
    });
    let lost = (record.shape & 8 == 8).then(|| "it may".to_owned());
    let anchor = Anchor { spans: spans.take(usize::from(record.shape) % 3).collect(), lost };
    let target = Target { id: Id::new(record.words.to_owned()), anchor: anchor.clone() };
    let layer = Layer::ALL[usize::from(record.mark) % Layer::ALL.len()];
    let change = match record.other % 10 {
        0 => Change::Accept(labels(layer, record.shape)),
        1 => Change::Reject,
        2 => Change::Relabel(labels(layer, record.shape)),
        3 => Change::Resize(anchor),
        4 => Change::Speaker(Speaker::RefersTo(target.clone())),
        5 => Change::Speaker(Speaker::Words(anchor)),
        6 => Change::Note(record.words.to_owned()),
        7 => Change::Reset,
        8 => return Op::Unknown("later".into()).into(),
        _ => Change::Add(labels(layer, record.shape)),
    };
    Edit::mark(target, change)
}
