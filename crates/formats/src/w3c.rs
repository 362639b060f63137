//! W3C Web Annotation (<https://www.w3.org/TR/annotation-model/>), as JSON-LD.
//!
//! A file is an `AnnotationCollection` with one page. Its first annotation brings the text, as a body that describes
//! the resource which all others are about; the name of that resource is a hash of the text, so that a reader can tell
//! whether a text is the one meant. Names and hedges are annotations that classify; a statement is an annotation that
//! links who says something (its bodies) to what is said (its targets). `docs/formats.md` has all of it.
//!
//! Reading takes any collection, page, list or single annotation, and what it says in words this crate knows.

mod read;

use reportedly_document::{Annotation, Body, Byte, Label, Offsets, Origin, Part, Span};
use serde_json::{Map, Value, json};

use crate::article::Article;
use crate::hash;
use crate::quote::Contexts;

pub(crate) use read::{is_w3c, read};

/// The context that every file must name.
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";
/// What the names of collections, pages and annotations begin with, and the terms of our own.
const PREFIX: &str = "urn:x-reportedly:";
/// A term of our own: fields of `reportedly/1` that this version does not know.
const EXTRA: &str = "reportedly:extra";
/// What persons are called whose names are not known.
const READER: &str = "Reader";

/// Writes the marks that are shown, and the text.
///
/// ```
/// use reportedly_document::{Document, View, json};
/// use reportedly_formats::{Article, open, w3c};
///
/// let document = json::read(r#"{"text": "It may.", "annotations": [
///     {"layer": "hedge", "id": "h", "start": 3, "end": 6, "kind": "modal"}]}"#)?;
/// let file = w3c::write(&Article::new(&document, &[], &View::default()));
/// assert_eq!(open(file.as_bytes(), "may.jsonld", None).unwrap().document, document);
/// # Ok::<(), json::Error>(())
/// ```
pub fn write(article: &Article<'_>) -> String {
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
    let mut items = vec![json!({
        "id": format!("{}/text", writer.base),
        "type": "Annotation",
        "motivation": "describing",
        "body": {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": text},
        "target": resource,
    })];
    items.extend(article.shown().map(|(_, mark)| writer.annotation(mark)));
    let page = format!("{}/page", writer.base);
    let mut collection = json!({
        "@context": [CONTEXT, {"reportedly": PREFIX}],
        "id": writer.base,
        "type": "AnnotationCollection",
        "label": article.document().id,
        "generator": {"type": "Software", "name": writer.engine},
        "total": items.len(),
    });
    if let Value::Object(map) = &mut collection {
        put_extra(map, &article.document().extra.0);
        map.insert("last".into(), page.as_str().into());
        map.insert(
            "first".into(),
            json!({
                "id": page, "type": "AnnotationPage", "partOf": writer.base, "startIndex": 0, "items": items,
            }),
        );
    }
    format!("{collection}\n")
}

/// What the names of everything about this resource begin with.
fn base(resource: &str) -> String {
    let hash = resource.rsplit(';').next().unwrap_or_default();
    [PREFIX, hash].concat()
}

fn put_extra(map: &mut Map<String, Value>, extra: &[(String, String)]) {
    if !extra.is_empty() {
        let field = |(name, json): &(String, String)| {
            let value = serde_json::from_str(json).unwrap_or_else(|_| Value::from(json.as_str()));
            (name.clone(), value)
        };
        map.insert(EXTRA.to_owned(), Value::Object(extra.iter().map(field).collect()));
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
                targets.push(self.place(Part::Entity, entity.span));
                "classifying"
            }
            Body::Hedge(hedge) => {
                bodies.push(tag("hedge", Some(hedge.kind)));
                bodies.push(tag("voice", hedge.voice));
                targets.push(self.place(Part::Hedge, hedge.span));
                "classifying"
            }
            Body::Attribution(a) => {
                bodies.push(Some(said("attribution", "classifying")));
                bodies.extend([tag("form", a.form), tag("source class", a.source_class), tag("stance", a.stance)]);
                for (part, span) in mark.parts() {
                    if part == Part::Content {
                        targets.push(self.place(part, span));
                    } else {
                        bodies.push(Some(self.place(part, span)));
                    }
                }
                let referent = |id| {
                    json!({
                        "type": "SpecificResource", "source": self.name_of(id), "purpose": "linking",
                    })
                };
                bodies.push(a.refers_to.as_ref().map(|id| referent(id.as_str())));
                "linking"
            }
        };
        bodies.push(tag("confidence", mark.confidence));
        let software = json!({"type": "Software", "name": self.engine});
        let person = json!({"type": "Person", "name": READER});
        let mut creators = match mark.origin {
            Origin::Machine => vec![software],
            Origin::Confirmed => vec![software, person],
            Origin::Person => vec![person],
        };
        if let Some(rule) = &mark.rule {
            // The engine's name for the part of it that made the mark.
            match &mut creators[0] {
                Value::Object(agent) if mark.origin != Origin::Person => {
                    drop(agent.insert("nickname".into(), json!(rule)))
                }
                _ => bodies.push(Some(said(&format!("rule: {rule}"), "classifying"))),
            }
        }
        let mut motivations = vec![motivation];
        if let Some(note) = &mark.note {
            motivations.push("commenting");
            bodies.push(Some(said(note, "commenting")));
        }
        let mut annotation = json!({
            "id": self.name_of(mark.id.as_str()),
            "type": "Annotation",
            "motivation": one_or_all(motivations.into_iter().map(Value::from).collect()),
            "creator": one_or_all(creators),
            "body": bodies.into_iter().flatten().collect::<Vec<_>>(),
            "target": one_or_all(targets),
        });
        if let Value::Object(map) = &mut annotation {
            put_extra(map, &mark.extra.0);
        }
        annotation
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
    fn place(&self, part: Part, span: Span<Byte>) -> Value {
        let (prefix, suffix) = self.contexts.of(span);
        let position = self.offsets.to_chars(span);
        json!({
            "type": "SpecificResource",
            "source": self.resource,
            "styleClass": part.label(),
            "selector": [
                {"type": "TextPositionSelector", "start": position.start, "end": position.end},
                {"type": "TextQuoteSelector", "exact": span.of(self.text), "prefix": prefix, "suffix": suffix},
            ],
        })
    }
}

/// "hedge: modal", where there is a value.
fn tag<T: Label>(name: &str, value: Option<T>) -> Option<Value> {
    value.map(|value| said(&format!("{name}: {}", value.label()), "classifying"))
}

fn said(words: &str, purpose: &str) -> Value {
    json!({"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": words})
}

fn one_or_all(mut values: Vec<Value>) -> Value {
    if values.len() == 1 { values.remove(0) } else { Value::Array(values) }
}
