//! Reading Web Annotations: our own, and what others say in words that are known here.

use reportedly_document::{
    Annotation, Attribution, Body, Byte, Document, Entity, EntityKind, Extra, Hedge, HedgeKind, Id, Label, Labels,
    Origin, Span, joined, take_crowded,
};
use serde_json::{Map, Value};

use super::EXTRA;
use crate::error::Error;
use crate::hash;
use crate::read::{Read, name_the_nameless};
use crate::strings;
use crate::text_quote::{Finder, Quote};
use crate::unplaced::{Reason, Unplaced, list_crowded};

/// What other programs call the kinds of names.
const SYNONYMS: &[(&str, EntityKind)] = &[
    ("per", EntityKind::Person),
    ("org", EntityKind::Organization),
    ("organisation", EntityKind::Organization),
    ("loc", EntityKind::Place),
    ("gpe", EntityKind::Place),
    ("location", EntityKind::Place),
    ("norp", EntityKind::Group),
    ("time", EntityKind::Date),
    ("misc", EntityKind::Other),
    ("event", EntityKind::Other),
];

/// Whether a JSON file holds Web Annotations.
pub(crate) fn is_w3c(value: &Value) -> bool {
    match value {
        Value::Object(map) => {
            let annotations = ["Annotation", "AnnotationPage", "AnnotationCollection"];
            map.contains_key("@context") || annotations.iter().any(|name| is_type(map, name))
        }
        Value::Array(list) => list.iter().any(|item| item.get("target").is_some()),
        _ => false,
    }
}

/// Reads a file. A text of its own comes first; where it has none, it is about the `current` one.
pub(crate) fn read(file: &Value, current: Option<&str>) -> Result<Read, Error> {
    let items = items(file);
    let own = items.iter().find_map(|item| described(item));
    let text = own.or(current).ok_or_else(Error::no_text)?;
    let resource = hash::name(text);
    let sources: Vec<&str> = items.iter().flat_map(|item| all(item.get("target"))).filter_map(source).collect();
    let hashed = |source: &&&str| source.starts_with("ni:");
    let same = !sources.is_empty() && sources.iter().all(|source| *source == resource);
    let mut reader =
        Reader { finder: Finder::new(text), same, own: own.is_some(), marks: Vec::new(), unplaced: Vec::new() };
    for item in items.iter().filter(|item| described(item).is_none()) {
        reader.annotation(item);
    }
    reader.unplaced.extend(list_crowded(text, &take_crowded(text, &mut reader.marks)));
    name_the_nameless(&mut reader.marks, text);
    let foreign = sources.iter().filter(hashed).any(|source| *source != resource);
    let nothing_fits = own.is_none() && reader.marks.is_empty() && !reader.unplaced.is_empty();
    let document = Document {
        id: file.get("label").and_then(Value::as_str).unwrap_or_default().to_owned(),
        text: text.to_owned(),
        engine: engine(file),
        annotations: reader.marks,
        edits: Vec::new(),
        asides: Vec::new(),
        extra: extra(file),
    };
    Ok(Read { document, unplaced: reader.unplaced, another_text: foreign || nothing_fits })
}

/// The annotations of a collection, a page, a list; or the one that there is.
fn items(file: &Value) -> Vec<&Value> {
    if let Value::Array(list) = file {
        return list.iter().collect();
    }
    let page = file.get("first").filter(|first| first.is_object()).unwrap_or(file);
    match page.get("items") {
        Some(Value::Array(items)) => items.iter().collect(),
        Some(item) => vec![item],
        None if file.get("target").is_some() => vec![file],
        None => Vec::new(),
    }
}

/// The text that an annotation brings, if that is what it is for.
fn described(item: &Value) -> Option<&str> {
    let is_text = |body: &&Value| body.get("format").and_then(Value::as_str) == Some("text/plain");
    let describes = all(item.get("motivation")).iter().any(|motivation| motivation.as_str() == Some("describing"));
    let hashed = item.get("target").and_then(Value::as_str).is_some_and(|target| target.starts_with("ni:"));
    let body = item.get("body").filter(is_text).filter(|_| describes && hashed)?;
    body.get("value")?.as_str()
}

/// JSON-LD leaves the list out where it has one item.
fn all(value: Option<&Value>) -> Vec<&Value> {
    match value {
        Some(Value::Array(list)) => list.iter().collect(),
        Some(value) => vec![value],
        None => Vec::new(),
    }
}

fn is_type(map: &Map<String, Value>, name: &str) -> bool {
    all(map.get("type")).iter().any(|value| value.as_str() == Some(name))
}

/// The name of what a target, or a body, is about.
fn source(target: &Value) -> Option<&str> {
    let source = match target {
        Value::Object(map) => map.get("source").or_else(|| map.get("id"))?,
        other => other,
    };
    source.as_str().or_else(|| source.get("id").and_then(Value::as_str))
}

fn engine(file: &Value) -> Option<String> {
    let name = file.get("generator")?.get("name")?.as_str()?;
    Some(name.strip_prefix(strings::PROGRAM)?.strip_prefix(' ')?.to_owned())
}

fn extra(value: &Value) -> Extra {
    let fields = value.get(EXTRA).and_then(Value::as_object);
    Extra(fields.into_iter().flatten().map(|(name, value)| (name.clone(), value.to_string())).collect())
}

struct Reader<'t> {
    finder: Finder<'t>,
    /// Whether the text is known to be the one that the file is about.
    same: bool,
    /// Whether the file brings it.
    own: bool,
    marks: Vec<Annotation>,
    unplaced: Vec<Unplaced>,
}

/// What the bodies of an annotation say.
#[derive(Default)]
struct Said<'v> {
    tags: Vec<&'v str>,
    note: Option<String>,
    refers_to: Option<Id>,
    /// Bodies that are places in the text.
    places: Vec<&'v Value>,
}

impl Said<'_> {
    /// The value behind a name: of "hedge: modal", `modal`.
    fn value<T: Label>(&self, name: &str) -> Option<T> {
        self.after(name).find_map(|value| T::from_label(value).ok())
    }

    fn after(&self, name: &str) -> impl Iterator<Item = &str> {
        self.tags.iter().filter_map(move |tag| tag.strip_prefix(name)?.strip_prefix(": "))
    }
}

impl Reader<'_> {
    fn annotation(&mut self, item: &Value) {
        let said = self.bodies(item);
        let targets = all(item.get("target"));
        let body = if said.tags.contains(&"attribution") {
            self.attribution(&said, &targets).map(|attribution| vec![attribution.into()])
        } else {
            targets.iter().map(|target| self.single(&said, target)).collect()
        };
        match body {
            Ok(bodies) => {
                for body in bodies {
                    let mark = self.mark(item, &said, body);
                    self.marks.push(mark);
                }
            }
            Err(why) => {
                let quotes = targets.iter().map(|target| quote(target).exact).collect::<Vec<_>>();
                let words = quotes.join(strings::ELLIPSIS);
                let kind = single_kind(&said).map(|kind| match kind {
                    Kind::Entity(kind) => Labels::Entity(kind),
                    Kind::Hedge(kind) => Labels::Hedge(kind),
                });
                let statement = || Labels::Attribution {
                    form: said.value("form"),
                    source_class: said.value("source class"),
                    stance: said.value("stance"),
                };
                let labels = kind.or_else(|| said.tags.contains(&"attribution").then(statement));
                self.unplaced.push(Unplaced { words, labels, note: said.note, reason: why });
            }
        }
    }

    fn mark(&self, item: &Value, said: &Said<'_>, body: Body) -> Annotation {
        let creators = all(item.get("creator"));
        let is_software = |agent: &&&Value| agent.as_object().is_some_and(|agent| is_type(agent, "Software"));
        let software = creators.iter().find(is_software);
        let by_people = creators.iter().any(|agent| !is_software(&agent));
        let rule = software.and_then(|agent| agent.get("nickname")).and_then(Value::as_str).map(str::to_owned);
        Annotation {
            id: item.get("id").and_then(Value::as_str).and_then(|name| self.id(name)).unwrap_or_default(),
            body,
            origin: match (software, by_people) {
                (Some(_), true) => Origin::Confirmed,
                (None, true) => Origin::Person,
                (_, false) => Origin::Machine,
            },
            confidence: said.value("confidence"),
            rule: rule.or_else(|| said.after("rule").next().map(str::to_owned)).map(Into::into),
            note: said.note.clone(),
            extra: extra(item),
        }
    }

    /// The id in a name of ours.
    fn id(&self, name: &str) -> Option<Id> {
        let letters = name.strip_prefix(super::PREFIX)?.split_once(':')?.1.as_bytes();
        let mut bytes = Vec::with_capacity(letters.len());
        let mut at = 0;
        while let Some(&letter) = letters.get(at) {
            let code = letters.get(at + 1..at + 3).filter(|_| letter == b'%');
            let code = code.and_then(|code| std::str::from_utf8(code).ok());
            match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
                Some(byte) => {
                    bytes.push(byte);
                    at += 3;
                }
                None => {
                    bytes.push(letter);
                    at += 1;
                }
            }
        }
        String::from_utf8(bytes).ok().map(Id::new)
    }

    fn bodies<'v>(&self, item: &'v Value) -> Said<'v> {
        let mut said = Said::default();
        let motivations = all(item.get("motivation"));
        let tags_only =
            motivations.iter().all(|motivation| matches!(motivation.as_str(), Some("classifying" | "tagging")));
        // A body that is a string names a resource elsewhere; `bodyValue` is words.
        let bodies = all(item.get("body")).into_iter().filter(|body| body.is_object());
        for body in bodies.chain(item.get("bodyValue")) {
            if body.get("selector").is_some() {
                said.places.push(body);
                continue;
            }
            let purposes = all(body.get("purpose"));
            let is =
                |names: &[&str]| purposes.iter().any(|purpose| purpose.as_str().is_some_and(|p| names.contains(&p)));
            let words = body.get("value").or(Some(body)).and_then(Value::as_str);
            match words {
                Some(words) if is(&["classifying", "tagging"]) => said.tags.push(words),
                Some(words) if purposes.is_empty() && tags_only && !motivations.is_empty() => said.tags.push(words),
                Some(words) => {
                    let note = said.note.get_or_insert_default();
                    if !note.is_empty() {
                        note.push('\n');
                    }
                    note.push_str(words);
                }
                None if is(&["linking"]) => said.refers_to = source(body).and_then(|name| self.id(name)),
                None => {}
            }
        }
        said
    }

    fn single(&self, said: &Said<'_>, target: &Value) -> Result<Body, Reason> {
        let kind = single_kind(said).ok_or(Reason::NoKind)?;
        let span = self.span_of(target)?;
        Ok(match kind {
            Kind::Entity(kind) => Entity { span, kind }.into(),
            Kind::Hedge(kind) => Hedge { span, kind, voice: said.value("voice") }.into(),
        })
    }

    fn attribution(&self, said: &Said<'_>, targets: &[&Value]) -> Result<Attribution, Reason> {
        let mut attribution = Attribution {
            form: said.value("form"),
            source_class: said.value("source class"),
            stance: said.value("stance"),
            refers_to: said.refers_to.clone(),
            ..Attribution::default()
        };
        for &target in targets {
            attribution.content.push(self.span_of(target)?);
        }
        for &body in &said.places {
            let span = self.span_of(body)?;
            let classes = all(body.get("styleClass"));
            let is = |part: &str| classes.iter().any(|class| class.as_str() == Some(part));
            if is("source") {
                attribution.source.push(span);
            } else if is("cue") {
                attribution.cue.push(span);
            } else if is("via") {
                attribution.via.push(span);
            }
        }
        let Attribution { source, cue, content, via, .. } = &mut attribution;
        for spans in [source, cue, content, via] {
            *spans = joined(std::mem::take(spans));
        }
        if attribution.content.is_empty() { Err(Reason::NoPlace) } else { Ok(attribution) }
    }

    fn span_of(&self, resource: &Value) -> Result<Span<Byte>, Reason> {
        let quote = quote(resource);
        let quote = if self.own { quote } else { quote.in_canonical_words() };
        quote.find(&self.finder, self.same)
    }
}

enum Kind {
    Entity(EntityKind),
    Hedge(HedgeKind),
}

/// What kind of name or hedge it is; of other programs' tags, a word that names a kind does.
fn single_kind(said: &Said<'_>) -> Option<Kind> {
    let ours = said.value("entity").map(Kind::Entity).or_else(|| said.value("hedge").map(Kind::Hedge));
    let theirs = |tag: &&str| {
        let tag = tag.to_ascii_lowercase();
        let synonym = SYNONYMS.iter().find(|(name, _)| *name == tag).map(|&(_, kind)| kind);
        let entity = EntityKind::from_label(&tag).ok().or(synonym).map(Kind::Entity);
        entity.or_else(|| HedgeKind::from_label(&tag).ok().map(Kind::Hedge))
    };
    ours.or_else(|| said.tags.iter().find_map(theirs))
}

/// What the selectors of a target say.
fn quote(resource: &Value) -> Quote {
    let mut quote = Quote::default();
    for selector in all(resource.get("selector")) {
        // A selector that another one refines is about something smaller.
        let Some(map) = selector.as_object().filter(|map| !map.contains_key("refinedBy")) else { continue };
        let words = |name: &str| map.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let number = |name: &str| map.get(name).and_then(Value::as_u64);
        if is_type(map, "TextQuoteSelector") {
            (quote.exact, quote.prefix, quote.suffix) = (words("exact"), words("prefix"), words("suffix"));
        } else if is_type(map, "TextPositionSelector") {
            quote.position = number("start").zip(number("end"));
        }
    }
    quote
}
