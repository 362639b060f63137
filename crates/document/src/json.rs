//! The `reportedly/1` format: one JSON object a document.
//!
//! Offsets in the file are Unicode code points into `text`; this module converts them to and from bytes. Fields that
//! this version does not know are kept for the way out, at the top level, in annotations and in edits, and so are
//! edits whose operation it does not know.
//!
//! ```
//! use reportedly_document::json;
//!
//! let file = r#"{"format": "reportedly/1", "id": "d1", "text": "“Maybe,” she said.", "annotations": [
//!     {"layer": "hedge", "id": "h1", "start": 1, "end": 6, "kind": "likelihood"}]}"#;
//! let document = json::read(file)?;
//! assert_eq!(document.annotations[0].cover().of(&document.text), "Maybe");
//! assert_eq!(json::read(&json::write(&document))?, document);
//!
//! let error = json::read(r#"{"format": "reportedly/9", "text": ""}"#).unwrap_err();
//! assert_eq!(error.to_string(), r#"the format is "reportedly/9"; this version reads "reportedly/1""#);
//! # Ok::<(), json::Error>(())
//! ```
//!
//! # Asides
//!
//! `"asides"` are the lines that are no part of the article, each `[start, end, why]` with `"furniture"` or `"not-english"`;
//! without a reason, and with one that this version does not know, they count as furniture.
//!
//! # Edits
//!
//! A document may have `"edits"`: what a person did, in that order. `annotations` may then be the machine's or what the
//! edits have made of them; [`resolve`](crate::resolve()) gives the same for both. Of the mark that it is about, an edit has
//! `layer`, `id` (without one, the mark that the spans make) and, as in an annotation, `start` and `end`, or `source`,
//! `cue`, `content` and `via`.
//!
//! | `op` | its own fields |
//! |---|---|
//! | `accept`, `add`, `relabel` | `kind`, or `form`, `source_class` and `stance` |
//! | `reject`, `reset` | none |
//! | `resize` | `to`: an object with the new spans |
//! | `speaker` | `words`: an object with `source`; or `refers_to`: a mark; or `name`: a string, what a person calls the speaker; or none of these: nobody is named |
//! | `note` | `note` |
//! | `hide`, `show` | of no mark: `layer` and `phrase` |
//!
//! Where an edit of the text has taken a place away, `lost` stands beside its spans: the lines that were there, which the
//! spans then refer to.

mod edit;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::analysis::{Aside, AsideKind};
use crate::annotation::{Annotation, Attribution, Body, Entity, Hedge, Origin};
use crate::direction::with_direction_escapes;
use crate::document::Document;
use crate::extra::Extra;
use crate::id::{Id, assign_ids};
use crate::labels::Label;
use crate::layer::Layer;
use crate::offsets::Offsets;
use crate::span::{Byte, Char, Span, joined};
use crate::validation::{Invalid, ValidDocument, take_crowded};

/// The name of the format that this module writes.
pub const FORMAT: &str = "reportedly/1";

/// Why a file is not a document.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Error(#[from] Kind);

#[derive(Debug, thiserror::Error)]
enum Kind {
    #[error("the file is not valid JSON: {0}")]
    Syntax(serde_json::Error),
    #[error("the file holds {0} where an object is expected")]
    NoObject(&'static str),
    #[error("the format is {0:?}; this version reads \"reportedly/1\"")]
    Format(String),
    #[error("{location}: {problem}")]
    Field { location: String, problem: String },
}

impl Error {
    /// Whether the file is no JSON at all; the message then has line and column.
    pub fn is_syntax(&self) -> bool {
        matches!(self.0, Kind::Syntax(_))
    }

    /// Whether the file is of another format, or of a newer version of this one.
    pub fn is_format(&self) -> bool {
        matches!(self.0, Kind::Format(_))
    }
}

/// Reads a document.
///
/// A missing `format` counts as `reportedly/1`, and a missing `id` as the empty one. Annotations without an id get
/// one.
///
/// # Errors
/// When the file is not JSON (with line and column), names another format, has a field with a wrong value or an
/// offset outside the text (with the field's place), or more marks on the same words than a
/// [`ValidDocument`] has.
pub fn read(file: &str) -> Result<Document, Error> {
    match read_crowded(file)? {
        (document, crowded) if crowded.is_empty() => Ok(document),
        _ => Err(crowd_error()),
    }
}

/// Reads a document as [`read`] does, and returns beside it the annotations that lie on words on which there are as many
/// as can be shown already. They are not in the document.
///
/// # Errors
/// As [`read`], but not for those annotations.
pub fn read_crowded(file: &str) -> Result<(Document, Vec<Annotation>), Error> {
    let value: Value = serde_json::from_str(file).map_err(Kind::Syntax)?;
    let mut fields = Fields { location: "the document".to_owned(), map: object(value)? };
    let format: Option<String> = fields.take("format")?;
    if let Some(format) = format.filter(|format| format != FORMAT) {
        return Err(Kind::Format(format).into());
    }
    let text: String = fields.require("text")?;
    let offsets = Offsets::new(&text);
    let list: Vec<Value> = fields.take("annotations")?.unwrap_or_default();
    let mut annotations = Vec::with_capacity(list.len());
    for (number, value) in (1..).zip(list) {
        let fields = Fields { location: format!("annotation {number}"), map: object(value)? };
        annotations.push(annotation(fields, &offsets)?);
    }
    let crowded = take_crowded(&text, &mut annotations);
    name_the_nameless(&text, &mut annotations);
    let list: Vec<Value> = fields.take("edits")?.unwrap_or_default();
    let mut edits = Vec::with_capacity(list.len());
    for (number, value) in (1..).zip(list) {
        edits.push(edit::read(Fields { location: format!("edit {number}"), map: object(value)? }, &text, &offsets)?);
    }
    let asides = asides(&mut fields, &offsets)?;
    let document = Document {
        asides,
        id: fields.take("id")?.unwrap_or_default(),
        engine: fields.take("engine")?,
        annotations,
        edits,
        extra: fields.rest(),
        text,
    };
    match ValidDocument::new(document) {
        Ok(document) => Ok((document.into_inner(), crowded)),
        Err(_) => Err(crowd_error()),
    }
}

/// All else that can be invalid was refused with its place.
fn crowd_error() -> Error {
    Kind::Field { location: "the document".to_owned(), problem: Invalid::Crowded.to_string() }.into()
}

fn object(value: Value) -> Result<Map<String, Value>, Error> {
    match value {
        Value::Object(map) => Ok(map),
        Value::Array(_) => Err(Kind::NoObject("a list").into()),
        _ => Err(Kind::NoObject("a single value").into()),
    }
}

fn name_the_nameless(text: &str, annotations: &mut [Annotation]) {
    let nameless = |annotation: &Annotation| annotation.id.as_str().is_empty();
    if annotations.iter().any(nameless) {
        let mut named = annotations.to_vec();
        assign_ids(text, &mut named);
        for (annotation, named) in annotations.iter_mut().zip(named).filter(|(a, _)| nameless(a)) {
            annotation.id = named.id;
        }
    }
}

fn asides(fields: &mut Fields, offsets: &Offsets<'_>) -> Result<Vec<Aside>, Error> {
    let list: Vec<Vec<Value>> = fields.take("asides")?.unwrap_or_default();
    let mut asides = Vec::with_capacity(list.len());
    for item in list {
        let number =
            |index: usize| item.get(index).and_then(Value::as_u64).and_then(|number| u32::try_from(number).ok());
        let (Some(start), Some(end)) = (number(0), number(1)) else {
            return Err(fields.error("`asides`: a list of [start, end] is expected"));
        };
        let why = if item.get(2).and_then(Value::as_str) == Some(NOT_ENGLISH) {
            AsideKind::NotEnglish
        } else {
            AsideKind::Furniture
        };
        asides.push(Aside { span: fields.checked((start, end), offsets)?, why });
    }
    asides.sort_unstable_by_key(|aside| (aside.span.start, aside.span.end));
    Ok(asides)
}

/// How files write [`AsideKind::NotEnglish`].
const NOT_ENGLISH: &str = "not-english";

fn annotation(mut fields: Fields, offsets: &Offsets<'_>) -> Result<Annotation, Error> {
    let layer: Layer = fields.require_label("layer")?;
    fields.location = format!("{} ({layer})", fields.location);
    let body = match layer {
        Layer::Entity => Body::from(Entity { span: fields.span(offsets)?, kind: fields.require_label("kind")? }),
        Layer::Hedge => Body::from(Hedge {
            span: fields.span(offsets)?,
            kind: fields.require_label("kind")?,
            voice: fields.take_label("voice")?,
        }),
        Layer::Attribution => {
            let attribution = Attribution {
                source: fields.spans("source", offsets)?,
                cue: fields.spans("cue", offsets)?,
                content: fields.spans("content", offsets)?,
                via: fields.spans("via", offsets)?,
                form: fields.take_label("form")?,
                source_class: fields.take_label("source_class")?,
                stance: fields.take_label("stance")?,
                refers_to: fields.take::<String>("refers_to")?.map(Id::new),
            };
            if attribution.content.is_empty() {
                return Err(fields.error("`content` is missing or empty"));
            }
            Body::from(attribution)
        }
    };
    Ok(Annotation {
        id: Id::new(fields.take::<String>("id")?.unwrap_or_default()),
        body,
        origin: fields.take_label("origin")?.unwrap_or(Origin::Machine),
        confidence: fields.take_label("confidence")?,
        rule: fields.take::<String>("rule")?.map(Into::into),
        note: fields.take("note")?,
        extra: fields.rest(),
    })
}

/// The fields of an object that are still to be read, and where the object is.
struct Fields {
    location: String,
    map: Map<String, Value>,
}

impl Fields {
    fn error(&self, problem: impl Into<String>) -> Error {
        Kind::Field { location: self.location.clone(), problem: problem.into() }.into()
    }

    /// Takes a field that may be missing or `null`.
    fn take<T: DeserializeOwned>(&mut self, name: &str) -> Result<Option<T>, Error> {
        match self.map.shift_remove(name) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => match serde_json::from_value(value) {
                Ok(value) => Ok(Some(value)),
                Err(error) => Err(self.error(format!("`{name}`: {error}"))),
            },
        }
    }

    fn require<T: DeserializeOwned>(&mut self, name: &str) -> Result<T, Error> {
        self.take(name)?.ok_or_else(|| self.error(format!("`{name}` is missing")))
    }

    fn take_label<T: Label>(&mut self, name: &str) -> Result<Option<T>, Error> {
        match self.take::<String>(name)? {
            None => Ok(None),
            Some(label) => match T::from_label(&label) {
                Ok(value) => Ok(Some(value)),
                Err(error) => Err(self.error(format!("`{name}`: {error}"))),
            },
        }
    }

    fn require_label<T: Label>(&mut self, name: &str) -> Result<T, Error> {
        self.take_label(name)?.ok_or_else(|| self.error(format!("`{name}` is missing")))
    }

    fn span(&mut self, offsets: &Offsets<'_>) -> Result<Span<Byte>, Error> {
        let (start, end) = (self.require("start")?, self.require("end")?);
        self.checked((start, end), offsets)
    }

    fn spans(&mut self, name: &str, offsets: &Offsets<'_>) -> Result<Vec<Span<Byte>>, Error> {
        let pairs: Vec<(u32, u32)> = self.take(name)?.unwrap_or_default();
        let spans: Result<Vec<_>, Error> = pairs.into_iter().map(|pair| self.checked(pair, offsets)).collect();
        Ok(joined(spans?))
    }

    fn checked(&self, (start, end): (u32, u32), offsets: &Offsets<'_>) -> Result<Span<Byte>, Error> {
        if start >= end {
            return Err(self.error(format!("the span [{start}, {end}) is empty or backwards")));
        }
        if end > offsets.chars() {
            return Err(self.error(format!("the span [{start}, {end}) is outside the text (0..{})", offsets.chars())));
        }
        Ok(offsets.from_chars(Span::<Char>::new(start, end)))
    }

    fn rest(self) -> Extra {
        Extra(self.map.into_iter().map(|(name, value)| (name, value.to_string())).collect())
    }
}

/// Writes a document as one line of JSON, without a line end. Characters that change the direction of writing are
/// written as escapes, so that the file looks as it reads.
pub fn write(document: &Document) -> String {
    let offsets = Offsets::new(&document.text);
    let mut map = Map::new();
    map.insert("format".into(), FORMAT.into());
    map.insert("id".into(), document.id.as_str().into());
    map.insert("text".into(), document.text.as_str().into());
    if let Some(engine) = &document.engine {
        map.insert("engine".into(), engine.as_str().into());
    }
    let annotations = document.annotations.iter().map(|annotation| write_annotation(annotation, &offsets));
    map.insert("annotations".into(), annotations.collect());
    if !document.asides.is_empty() {
        let aside = |aside: &Aside| {
            let span = offsets.to_chars(aside.span);
            json!([
                span.start,
                span.end,
                if aside.why == AsideKind::NotEnglish { NOT_ENGLISH } else { aside.why.label() }
            ])
        };
        map.insert("asides".into(), document.asides.iter().map(aside).collect());
    }
    if !document.edits.is_empty() {
        let edits = document.edits.iter().map(|edit| edit::write(edit, &document.text, &offsets));
        map.insert("edits".into(), edits.collect());
    }
    write_extra(&document.extra, &mut map);
    with_direction_escapes(&Value::Object(map).to_string()).into_owned()
}

fn write_annotation(annotation: &Annotation, offsets: &Offsets<'_>) -> Value {
    let mut map = Map::new();
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            map.insert(name.to_owned(), value);
        }
    };
    fn label<T: Label>(value: Option<T>) -> Option<Value> {
        value.map(|value| value.label().into())
    }
    let pair = |span: Span<Byte>| {
        let span = offsets.to_chars(span);
        (span.start, span.end)
    };
    let pairs = |spans: &[Span<Byte>]| Some(spans.iter().map(|&span| json!(pair(span))).collect());

    put("layer", label(Some(annotation.layer())));
    put("id", Some(annotation.id.as_str().into()));
    match &annotation.body {
        Body::Entity(entity) => {
            let (start, end) = pair(entity.span);
            put("start", Some(start.into()));
            put("end", Some(end.into()));
            put("kind", label(Some(entity.kind)));
        }
        Body::Hedge(hedge) => {
            let (start, end) = pair(hedge.span);
            put("start", Some(start.into()));
            put("end", Some(end.into()));
            put("kind", label(Some(hedge.kind)));
            put("voice", label(hedge.voice));
        }
        Body::Attribution(attribution) => {
            put("source", pairs(&attribution.source));
            put("cue", pairs(&attribution.cue));
            put("content", pairs(&attribution.content));
            put("form", label(attribution.form));
            put("source_class", label(attribution.source_class));
            put("stance", label(attribution.stance));
            put("refers_to", Some(attribution.refers_to.as_ref().map(Id::as_str).into()));
            put("via", pairs(&attribution.via));
        }
    }
    put("confidence", label(annotation.confidence));
    put("rule", annotation.rule.as_deref().map(Value::from));
    put("origin", label(Some(annotation.origin)));
    put("note", annotation.note.as_deref().map(Value::from));
    write_extra(&annotation.extra, &mut map);
    Value::Object(map)
}

fn write_extra(extra: &Extra, map: &mut Map<String, Value>) {
    for (name, json) in &extra.0 {
        // What is held as JSON text was JSON when it was read. A field that this version has learned since wins.
        let value = serde_json::from_str(json).unwrap_or_else(|_| Value::from(json.as_str()));
        map.entry(name.clone()).or_insert(value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"{"format":"reportedly/1","id":"d","text":"Iran 🇮🇷 may talk, he said.","engine":"0.1.0","annotations":[{"layer":"entity","id":"e1","start":0,"end":4,"kind":"place","confidence":"high","rule":"model","origin":"machine","score":0.5},{"layer":"hedge","id":"h1","start":8,"end":11,"kind":"modal","voice":"source","origin":"person","note":"sure?"},{"layer":"attribution","id":"a1","source":[[18,20]],"cue":[[21,25]],"content":[[0,16]],"form":"indirect","source_class":"pronoun","stance":"neutral","refers_to":null,"via":[],"origin":"machine"}],"layers":["entity"],"big":12345678901234567890}"#;

    #[test]
    fn asides_say_why() {
        let file = r#"{"text": "Iran 🇮🇷 may talk.\nRead more\nJa.", "asides": [[28, 31, "not-english"], [18, 27]]}"#;
        let document = read(file).unwrap();
        let found = document.asides.iter().map(|aside| (aside.span.of(&document.text), aside.why)).collect::<Vec<_>>();
        assert_eq!(found, [("Read more", AsideKind::Furniture), ("Ja.", AsideKind::NotEnglish)]);
        assert!(write(&document).contains(r#""asides":[[18,27,"furniture"],[28,31,"not-english"]]"#));
        assert_eq!(read(&write(&document)).unwrap(), document);
        for (asides, problem) in [
            ("[[2]]", "the document: `asides`: a list of [start, end] is expected"),
            ("[[2, 2]]", "the document: the span [2, 2) is empty or backwards"),
            ("[[0, 99]]", "the document: the span [0, 99) is outside the text (0..2)"),
        ] {
            let error = read(&format!(r#"{{"text": "No", "asides": {asides}}}"#)).unwrap_err();
            assert_eq!(error.to_string(), problem);
        }
    }

    #[test]
    fn nothing_is_lost_on_a_round_trip() {
        let document = read(FILE).expect("the file is a document");
        assert_eq!(document.annotations[1].cover().of(&document.text), "may");
        assert_eq!(write(&document), FILE);
    }

    #[test]
    fn a_file_looks_as_it_reads() {
        let document = Document { text: "\u{202e}000,001$\u{202c}".into(), ..Document::default() };
        let file = write(&document);
        assert!(file.contains(r#""text":"\u202e000,001$\u202c""#), "{file}");
        assert_eq!(read(&file).expect("it is a document"), document);
    }

    #[test]
    fn missing_ids_are_given() {
        let file = r#"{"text":"may","annotations":[{"layer":"hedge","start":0,"end":3,"kind":"modal"}]}"#;
        let document = read(file).expect("the file is a document");
        assert!(document.annotations[0].id.as_str().starts_with('h'));
    }

    #[test]
    fn parts_that_are_out_of_order_are_the_same_words_in_order() {
        let file = r#"{"text":"He said no, and no.","annotations":[{"layer":"attribution","cue":[[3,7]],
            "content":[[12,18],[8,9],[8,10]]}]}"#;
        let document = read(file).expect("old files stay readable");
        let content = &document.annotations[0].attribution().expect("it is one").content;
        assert_eq!(content, &[Span::new(8, 10), Span::new(12, 18)]);
    }

    #[test]
    fn twenty_thousand_nested_marks_are_neither_named_nor_shown() {
        let text = "a".repeat(40_000);
        let marks = (0..20_000)
            .map(|index| format!(r#"{{"layer":"entity","start":{index},"end":{},"kind":"person"}}"#, 40_000 - index))
            .collect::<Vec<_>>()
            .join(",");
        let file = format!(r#"{{"text":"{text}","annotations":[{marks}]}}"#);
        let (document, crowded) = read_crowded(&file).expect("the text can be read");
        assert_eq!(document.annotations.len() + crowded.len(), 20_000);
        assert!(document.annotations.len() <= 256);
        let error = read(&file).expect_err("these are too many").to_string();
        insta::assert_snapshot!(error, @"the document: more than 256 marks lie on the same words");
    }

    #[test]
    fn messages() {
        let check = |file: &str| match read(file) {
            Ok(_) => panic!("the file should be refused: {file}"),
            Err(error) => error.to_string(),
        };
        let about = |annotation: &str| check(&format!(r#"{{"text":"may be","annotations":[{annotation}]}}"#));
        insta::assert_snapshot!(check("{\n  \"text\": \"a\",\n  oops\n}"), @"the file is not valid JSON: key must be a string at line 3 column 3");
        insta::assert_snapshot!(check("[]"), @"the file holds a list where an object is expected");
        insta::assert_snapshot!(check(r#"{"format":"other/2","text":""}"#), @r#"the format is "other/2"; this version reads "reportedly/1""#);
        insta::assert_snapshot!(check("{}"), @"the document: `text` is missing");
        insta::assert_snapshot!(check(r#"{"text":5}"#), @"the document: `text`: invalid type: integer `5`, expected a string");
        insta::assert_snapshot!(about(r#"{"layer":"mood"}"#), @r#"annotation 1: `layer`: unknown layer "mood"; known are: entity, hedge, attribution"#);
        insta::assert_snapshot!(about(r#"{"layer":"hedge","start":0,"end":9,"kind":"modal"}"#), @"annotation 1 (hedge): the span [0, 9) is outside the text (0..6)");
        insta::assert_snapshot!(about(r#"{"layer":"hedge","start":3,"end":1,"kind":"modal"}"#), @"annotation 1 (hedge): the span [3, 1) is empty or backwards");
        insta::assert_snapshot!(about(r#"{"layer":"hedge","start":-1,"end":1,"kind":"modal"}"#), @"annotation 1 (hedge): `start`: invalid value: integer `-1`, expected u32");
        insta::assert_snapshot!(about(r#"{"layer":"entity","start":0,"end":3}"#), @"annotation 1 (entity): `kind` is missing");
        insta::assert_snapshot!(about(r#"{"layer":"attribution","source":[[0,3]]}"#), @"annotation 1 (attribution): `content` is missing or empty");
    }
}
