//! W3C Web Annotation (<https://www.w3.org/TR/annotation-model/>), as JSON-LD.
//!
//! A file is an `AnnotationCollection` with one page. Its first annotation brings the text, as a body that describes
//! the resource which all others are about; the name of that resource is a hash of the text, so that a reader can tell
//! whether a text is the one meant. Names and hedges are annotations that classify; a statement is an annotation that
//! links who says something (its bodies) to what is said (its targets). `docs/formats.md` has all of it.
//!
//! Reading takes any collection, page, list or single annotation, and what it says in words this crate knows.

mod read;

use reportedly_document::{
    Annotation, Body, Byte, Extra, Label, Offsets, Origin, Part, Span, ViewedDocument, with_direction_escapes,
};
use serde_json::{Map, Value};

use crate::hash;
use crate::strings;
use crate::text_quote::Contexts;
use crate::wording::Wording;

pub(crate) use read::{is_w3c, read};

/// The context that every file must name.
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";
/// What the names of collections, pages and annotations begin with, and the terms of our own.
const PREFIX: &str = "urn:x-reportedly:";
/// A term of our own: fields of `reportedly/1` that this version does not know.
const EXTRA: &str = "reportedly:extra";

/// Writes the marks that are shown, and the text.
///
/// ```
/// use reportedly_document::{Document, View, json, ViewedDocument};
/// use reportedly_formats::{open, w3c};
///
/// let document = json::read(r#"{"text": "It may.", "annotations": [
///     {"layer": "hedge", "id": "h", "start": 3, "end": 6, "kind": "modal"}]}"#)?;
/// let file = w3c::write(&ViewedDocument::new(&document, &[], &View::default()));
/// assert_eq!(open(file.as_bytes(), "may.jsonld", None).unwrap().document, document);
/// # Ok::<(), json::Error>(())
/// ```
pub fn write(article: &ViewedDocument<'_>) -> String {
    let text = article.text();
    let resource = hash::name(text);
    let writer = Writer {
        text,
        offsets: Offsets::new(text),
        contexts: Contexts::new(text),
        base: base(&resource),
        engine: article.engine(),
        resource: resource.clone(),
    };
    let described = textual_body(text, "describing");
    let brought = Object::of("Annotation").with("id", [&writer.base, "/text"].concat());
    let brought = brought.with("motivation", "describing").with("body", described).with("target", resource);
    let mut items = vec![brought.value()];
    items.extend(article.shown().map(|(_, mark)| writer.annotation(mark)));
    let name = [&writer.base, "/page"].concat();
    let total = items.len();
    let page = Object::of("AnnotationPage").with("id", name.as_str()).with("partOf", writer.base.as_str());
    let page = page.with("startIndex", 0).with("items", items);
    let prefix = Object::default().with("reportedly", PREFIX).value();
    let collection = Object::default()
        .with("@context", vec![Value::from(CONTEXT), prefix])
        .with("id", writer.base.as_str())
        .with("type", "AnnotationCollection")
        .with("label", article.document().id.as_str())
        .with("generator", writer.software(None))
        .with("total", total)
        .with_extra(&article.document().extra)
        .with("last", name)
        .with("first", page.value());
    with_direction_escapes(&[&collection.value().to_string(), "\n"].concat()).into_owned()
}

/// What the names of everything about this resource begin with.
fn base(resource: &str) -> String {
    let hash = resource.rsplit(';').next().unwrap_or_default();
    [PREFIX, hash].concat()
}

/// A JSON object in the making. Calls cost less wasm than the macro for it, and there are many.
#[derive(Default)]
struct Object(Map<String, Value>);

impl Object {
    /// One of a class of the model.
    fn of(class: &str) -> Object {
        Object::default().with("type", class)
    }

    fn with(self, name: &str, value: impl Into<Value>) -> Object {
        self.set(name, value.into())
    }

    #[inline(never)]
    fn set(mut self, name: &str, value: Value) -> Object {
        self.0.insert(name.to_owned(), value);
        self
    }

    /// With the fields that this version does not know, if there are any.
    fn with_extra(self, extra: &Extra) -> Object {
        if extra.0.is_empty() {
            return self;
        }
        let field = |fields: Object, (name, json): &(String, String)| {
            fields.set(name, serde_json::from_str(json).unwrap_or_else(|_| Value::from(json.as_str())))
        };
        let fields = extra.0.iter().fold(Object::default(), field);
        self.with(EXTRA, fields.value())
    }

    fn value(self) -> Value {
        Value::Object(self.0)
    }
}

struct Writer<'t> {
    text: &'t str,
    offsets: Offsets<'t>,
    contexts: Contexts<'t>,
    /// What the names of annotations begin with.
    base: String,
    engine: String,
    /// What all annotations are about.
    resource: String,
}

impl Writer<'_> {
    fn annotation(&self, mark: &Annotation) -> Value {
        let mut bodies = Vec::new();
        let mut targets = Vec::new();
        let motivation = match &mark.body {
            Body::Entity(entity) => {
                bodies.push(tag("entity", Some(entity.kind)));
                targets.push(self.target(Part::Entity, entity.span));
                "classifying"
            }
            Body::Hedge(hedge) => {
                bodies.push(tag("hedge", Some(hedge.kind)));
                bodies.push(tag("voice", hedge.voice));
                targets.push(self.target(Part::Hedge, hedge.span));
                "classifying"
            }
            Body::Attribution(a) => {
                bodies.push(Some(textual_body("attribution", "classifying")));
                bodies.extend([tag("form", a.form), tag("source class", a.source_class), tag("stance", a.stance)]);
                for (part, span) in mark.parts() {
                    if part == Part::Content {
                        targets.push(self.target(part, span));
                    } else {
                        bodies.push(Some(self.target(part, span)));
                    }
                }
                bodies.push(a.refers_to.as_ref().map(|id| {
                    let other = Object::of("SpecificResource").with("source", self.name_of(id.as_str()));
                    other.with("purpose", "linking").value()
                }));
                "linking"
            }
        };
        bodies.push(tag("confidence", mark.confidence));
        // Of a mark that is a person's own, the rule is no part of who made it.
        let rule = mark.rule.as_deref();
        let person = Object::of("Person").with("name", strings::READER).value();
        let creators = match mark.origin {
            Origin::Machine => vec![self.software(rule)],
            Origin::Confirmed => vec![self.software(rule), person],
            Origin::Person => {
                bodies.push(rule.map(|rule| textual_body(&["rule: ", rule].concat(), "classifying")));
                vec![person]
            }
        };
        let mut motivations = vec![Value::from(motivation)];
        if let Some(note) = &mark.note {
            motivations.push("commenting".into());
            bodies.push(Some(textual_body(note, "commenting")));
        }
        Object::default()
            .with("id", self.name_of(mark.id.as_str()))
            .with("type", "Annotation")
            .with("motivation", one_or_all(motivations))
            .with("creator", one_or_all(creators))
            .with("body", bodies.into_iter().flatten().collect::<Vec<_>>())
            .with("target", one_or_all(targets))
            .with_extra(&mark.extra)
            .value()
    }

    /// The engine; and by the engine's name for it, the part of it that made a mark.
    fn software(&self, rule: Option<&str>) -> Value {
        let software = Object::of("Software").with("name", self.engine.as_str());
        match rule {
            Some(rule) => software.with("nickname", rule).value(),
            None => software.value(),
        }
    }

    /// The name of the annotation with this id.
    fn name_of(&self, id: &str) -> String {
        let mut name = format!("{}:", self.base);
        for byte in id.bytes() {
            if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
                name.push(char::from(byte));
            } else {
                name.push_str(&format!("%{byte:02X}"));
            }
        }
        name
    }

    /// A place in the text, said twice: by position, and by the words with their context.
    fn target(&self, part: Part, span: Span<Byte>) -> Value {
        let (prefix, suffix) = self.contexts.of(span);
        let at = self.offsets.to_chars(span);
        let position = Object::of("TextPositionSelector").with("start", at.start).with("end", at.end);
        let quote = Object::of("TextQuoteSelector").with("exact", span.of(self.text));
        let quote = quote.with("prefix", prefix).with("suffix", suffix);
        let place = Object::of("SpecificResource").with("source", self.resource.as_str());
        let place = place.with("styleClass", part.label());
        place.with("selector", vec![position.value(), quote.value()]).value()
    }
}

/// "hedge: modal", where there is a value.
fn tag<T: Label>(name: &str, value: Option<T>) -> Option<Value> {
    value.map(|value| textual_body(&[name, ": ", value.label()].concat(), "classifying"))
}

fn textual_body(words: &str, purpose: &str) -> Value {
    let body = Object::of("TextualBody").with("purpose", purpose).with("format", "text/plain");
    body.with("value", words).value()
}

fn one_or_all(mut values: Vec<Value>) -> Value {
    if values.len() == 1 { values.remove(0) } else { Value::Array(values) }
}
