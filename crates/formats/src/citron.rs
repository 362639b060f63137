//! The BBC's Citron: quotations with their sources and cues, as JSON.
//!
//! A file has a `text` and `quotes`; a quote has a `cue`, `sources` and `contents`, and may have `coreferences` (other
//! words for the sources), an `id` and a `confidence`; a place is `start` and `end` in code points, half-open, with the
//! `text` there. What Citron's extractor prints has no `text`, and its `sources` are the names behind pronouns, with the
//! words at the quotation in `coreferences`.
//!
//! The format has neither names nor hedges, one uninterrupted cue, and no statement without a cue. Fields that only it
//! has are kept for the way back.

use std::collections::BTreeMap;

use reportedly_document::{
    Annotation, Attribution, Body, Byte, Document, Extra, Id, Labels, Offsets, Origin, Span, ViewedDocument, joined,
    take_crowded, with_direction_escapes,
};
use serde_json::{Map, Value, json};

use crate::error::Error;
use crate::read::{Read, name_the_nameless};
use crate::strings;
use crate::text_quote::{Finder, Quote};
use crate::unplaced::{Reason, Unplaced, list_crowded};

/// What fields that only Citron has are kept under.
const KEPT: &str = "citron_";

/// The longest words that are written for a statement which refers to them, in bytes: many may refer to the same.
const MOST_COREFERENCE: u32 = 2_000;

/// Writes the statements that are shown and have a cue. An interrupted cue is written as its first part.
pub fn write(article: &ViewedDocument<'_>) -> String {
    let offsets = Offsets::new(article.text());
    let place = |&span: &Span<Byte>| {
        let at = offsets.to_chars(span);
        json!({"start": at.start, "end": at.end, "text": span.of(article.text())})
    };
    let places = |spans: &[Span<Byte>]| spans.iter().map(place).collect::<Value>();
    let mut by_id: BTreeMap<&Id, &Annotation> = BTreeMap::new();
    for mark in article.marks().iter().rev() {
        by_id.insert(&mark.id, mark);
    }
    let mut quotes = Vec::new();
    for (_, mark) in article.shown() {
        let Some(attribution) = mark.attribution() else { continue };
        let Some(cue) = attribution.cue.first() else { continue };
        let mut quote = Map::new();
        quote.insert("cue".into(), place(cue));
        quote.insert("sources".into(), places(&attribution.source));
        quote.insert("contents".into(), places(&attribution.content));
        let referent = attribution.refers_to.as_ref().and_then(|id| by_id.get(id));
        if let Some(referent) = referent {
            let source = referent.attribution().map(|attribution| attribution.source.clone());
            let spans = source.unwrap_or_else(|| vec![referent.cover()]);
            if spans.iter().map(|span| span.len()).fold(0, u32::saturating_add) <= MOST_COREFERENCE {
                quote.insert("coreferences".into(), places(&spans));
            }
        }
        quote.insert("id".into(), mark.id.as_str().into());
        put_kept(&mark.extra, &mut quote);
        quotes.push(Value::Object(quote));
    }
    let mut file = Map::new();
    file.insert("text".into(), article.text().into());
    file.insert("quotes".into(), quotes.into());
    put_kept(&article.document().extra, &mut file);
    with_direction_escapes(&format!("{}\n", Value::Object(file))).into_owned()
}

fn put_kept(extra: &Extra, map: &mut Map<String, Value>) {
    for (name, json) in &extra.0 {
        if let (Some(name), Ok(value)) = (name.strip_prefix(KEPT), serde_json::from_str(json)) {
            map.entry(name).or_insert(value);
        }
    }
}

/// Reads a file. Where it has no text, it is about the `current` one.
pub(crate) fn read(file: &Value, current: Option<&str>) -> Result<Read, Error> {
    let own = file.get("text").and_then(Value::as_str);
    let text = own.or(current).ok_or_else(Error::no_text)?;
    let quotes = file.get("quotes").and_then(Value::as_array);
    let quotes = quotes.ok_or_else(|| Error::field("the document", "`quotes` is no list"))?;
    let reader = Reader { finder: Finder::new(text), own: own.is_some() };
    let mut marks: Vec<Annotation> = Vec::new();
    let mut referents: Vec<Referent> = Vec::new();
    let mut unplaced = Vec::new();
    for (number, quote) in (1..).zip(quotes) {
        let Some(map) = quote.as_object() else {
            return Err(Error::field(format!("quote {number}"), "it is no object"));
        };
        let read = |name: &str| spans(map.get(name), &format!("quote {number}, `{name}`"), &reader);
        let coreferences = map.get("coreferences").and_then(Value::as_array).filter(|list| !list.is_empty());
        // The extractor has them the other way round, and says who it is.
        let turned = file.get("source").is_some() && coreferences.is_some();
        let [at, elsewhere] = if turned { ["coreferences", "sources"] } else { ["sources", "coreferences"] };
        let (content, source, cue, referent) = (read("contents")?, read(at)?, read("cue")?, read(elsewhere)?);
        let content = content.and_then(|content| if content.is_empty() { Err(Reason::NoPlace) } else { Ok(content) });
        match content.and_then(|content| Ok((content, source?, cue?, referent?))) {
            Ok((content, source, cue, referent)) => {
                let id = map.get("id").map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_owned));
                marks.push(Annotation {
                    id: Id::new(id.unwrap_or_default()),
                    body: Attribution { source, cue, content, ..Attribution::default() }.into(),
                    // The format does not say who made a mark.
                    origin: Origin::Machine,
                    confidence: None,
                    rule: None,
                    note: None,
                    extra: kept(map, &["cue", "sources", "contents", "coreferences", "id"]),
                });
                let written = map.get(elsewhere).cloned().unwrap_or_default();
                referents.push(Referent { spans: referent, written });
            }
            Err(why) => {
                let labels = Labels::Attribution { form: None, source_class: None, stance: None };
                let words = words(map.get("contents"));
                unplaced.push(Unplaced { words, labels: Some(labels), note: None, reason: why });
            }
        }
    }
    let extra = file.as_object().map(|map| kept(map, &["text", "quotes"])).unwrap_or_default();
    let another_text = own.is_none() && marks.is_empty() && !unplaced.is_empty();
    let mut document = Document { text: text.to_owned(), annotations: marks, extra, ..Document::default() };
    let crowded = crowded(text, &mut document.annotations, &mut referents);
    unplaced.extend(list_crowded(text, &crowded));
    name_the_nameless(&mut document.annotations, text);
    refer(&mut document.annotations, referents);
    Ok(Read { document, unplaced, another_text })
}

/// Takes out the marks that there is no room for, with what is said of them.
fn crowded(text: &str, marks: &mut Vec<Annotation>, referents: &mut Vec<Referent>) -> Vec<Annotation> {
    let before = marks.clone();
    let crowded = take_crowded(text, marks);
    if !crowded.is_empty() {
        // Both lists are what is left of the one before, in its order.
        let mut left = marks.iter().peekable();
        let mut is_left = before.iter().map(|mark| left.next_if(|next| *next == mark).is_some());
        referents.retain(|_| is_left.next().unwrap_or_default());
    }
    crowded
}

/// What a file says of the source of a quotation, besides the words there.
struct Referent {
    spans: Vec<Span<Byte>>,
    /// As it was written.
    written: Value,
}

/// Lets statements refer to the first one whose source is what their own source stands for. Coreferences that are the
/// source of no statement are kept as they are.
fn refer(marks: &mut [Annotation], referents: Vec<Referent>) {
    let sources = marks.iter().filter_map(|mark| Some((mark.attribution()?.source.clone(), mark.id.clone())));
    // The first two of each: a statement does not refer to itself.
    let mut first: BTreeMap<Vec<Span<Byte>>, Vec<Id>> = BTreeMap::new();
    for (source, id) in sources {
        let ids = first.entry(source).or_default();
        if ids.len() < 2 && !ids.contains(&id) {
            ids.push(id);
        }
    }
    for (mark, referent) in marks.iter_mut().zip(referents).filter(|(_, referent)| !referent.spans.is_empty()) {
        let named = first.get(&referent.spans).and_then(|ids| ids.iter().find(|id| **id != mark.id));
        match (&mut mark.body, named) {
            (Body::Attribution(attribution), Some(id)) => attribution.refers_to = Some(id.clone()),
            _ => mark.extra.0.push(([KEPT, "coreferences"].concat(), referent.written.to_string())),
        }
    }
}

/// The places that a field lists; or why one of them is none in this text.
fn spans(value: Option<&Value>, field: &str, reader: &Reader<'_>) -> Result<Result<Vec<Span<Byte>>, Reason>, Error> {
    let places = match value {
        None | Some(Value::Null) => return Ok(Ok(Vec::new())),
        Some(Value::Array(list)) => list.as_slice(),
        Some(place) => std::slice::from_ref(place),
    };
    let mut spans = Vec::new();
    for place in places {
        let number = |name: &str| place.get(name).and_then(Value::as_u64);
        let (Some(start), Some(end)) = (number("start"), number("end")) else {
            return Err(Error::field(field, "a place has no `start` and `end`"));
        };
        let exact = place.get("text").and_then(Value::as_str);
        let quote =
            Quote { exact: exact.unwrap_or_default().to_owned(), position: Some((start, end)), ..Quote::default() };
        let quote = if reader.own { quote } else { quote.in_canonical_words() };
        match quote.find(&reader.finder, reader.own) {
            Ok(span) => spans.push(span),
            Err(why) => return Ok(Err(why)),
        }
    }
    Ok(Ok(joined(spans)))
}

struct Reader<'t> {
    finder: Finder<'t>,
    /// Whether the text is the file's own.
    own: bool,
}

/// The fields that only Citron has.
fn kept(map: &Map<String, Value>, known: &[&str]) -> Extra {
    let others = map.iter().filter(|(name, value)| !known.contains(&name.as_str()) && !value.is_null());
    Extra(others.map(|(name, value)| ([KEPT, name].concat(), value.to_string())).collect())
}

fn words(places: Option<&Value>) -> String {
    let places = places.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let words = places.iter().filter_map(|place| place.get("text")?.as_str());
    words.collect::<Vec<_>>().join(strings::ELLIPSIS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::open;
    use crate::wording::Wording;
    use reportedly_document::View;

    /// The shape of `docs/data_format.md` in Citron's repository.
    const FILE: &str = r#"{"text": "🇮🇷 Ana Ito said “no.” “Never,” she added.", "quotes": [
        {"cue": {"start": 11, "end": 15, "text": "said"}, "sources": [{"start": 3, "end": 10, "text": "Ana Ito"}],
         "contents": [{"start": 16, "end": 21, "text": "“no.”"}], "confidence": 0.25},
        {"cue": {"start": 35, "end": 40, "text": "added"}, "sources": [{"start": 31, "end": 34, "text": "she"}],
         "contents": [{"start": 22, "end": 30, "text": "“Never,”"}], "id": "q2",
         "coreferences": [{"start": 3, "end": 10, "text": "Ana Ito"}]}],
        "coreference_groups": [[{"start": 3, "end": 10, "text": "Ana Ito"}, {"start": 31, "end": 34, "text": "she"}]]}"#;

    fn written(document: &Document) -> Value {
        serde_json::from_str(&write(&ViewedDocument::new(document, &[], &View::default()))).expect("it is JSON")
    }

    #[test]
    fn what_is_read_is_written() {
        let document = open(FILE.as_bytes(), "a.json", None).expect("it is Citron's").document;
        let second = document.annotations[1].attribution().expect("it is a statement");
        assert_eq!(second.refers_to.as_ref(), Some(&document.annotations[0].id));
        let mut file: Value = serde_json::from_str(FILE).expect("it is JSON");
        file["quotes"][0]["id"] = document.annotations[0].id.as_str().into();
        assert_eq!(written(&document), file);
    }

    #[test]
    fn what_the_extractor_prints_is_about_the_open_text() {
        let printed = r#"{"quotes": [{"cue": {"start": 32, "end": 37, "text": "added"},
            "sources": [{"start": 0, "end": 7, "text": "Ana Ito"}],
            "coreferences": [{"start": 28, "end": 31, "text": "she"}],
            "contents": [{"start": 19, "end": 27, "text": "“Never,”"}], "confidence": "0.8123"}],
            "source": {"application": "citron-extractor"}}"#;
        let text = "Ana Ito said “no.” “Never,” she added.";
        let opened = open(printed.as_bytes(), "a.json", Some(text)).expect("there is a text");
        let statement = opened.document.annotations[0].attribution().expect("it is a statement");
        assert_eq!(statement.source[0].of(text), "she");
        assert!(!opened.another_text);
        let file = written(&opened.document);
        assert_eq!(file["quotes"][0]["coreferences"][0]["text"], "Ana Ito", "no statement names her");
        assert_eq!(file["quotes"][0]["confidence"], "0.8123");
        assert!(open(printed.as_bytes(), "a.json", None).is_err_and(|error| error.is_without_text()));
    }

    #[test]
    fn a_quotation_that_is_not_there_is_not_placed() {
        let moved = FILE.replace("“no.” “Never", "“yes.” “Never");
        let opened = open(moved.as_bytes(), "a.json", None).expect("it is Citron's");
        assert_eq!((opened.unplaced[0].words.as_str(), opened.unplaced[0].reason), ("“no.”", Reason::Gone));
        let [second] = &opened.document.annotations[..] else { panic!("the other has moved, and is there once") };
        assert_eq!(ViewedDocument::new(&opened.document, &[], &View::default()).marked(second), "“Never,”");
    }

    #[test]
    fn what_is_wrong_is_named() {
        let message = |file: &str| open(file.as_bytes(), "a.json", None).expect_err("it is wrong").to_string();
        insta::assert_snapshot!(message(r#"{"text": "", "quotes": 5}"#), @"the document: `quotes` is no list");
        insta::assert_snapshot!(message(r#"{"text": "", "quotes": [5]}"#), @"quote 1: it is no object");
        insta::assert_snapshot!(message(r#"{"text": "", "quotes": [{"cue": {"start": "a"}}]}"#), @"quote 1, `cue`: a place has no `start` and `end`");
    }
}
