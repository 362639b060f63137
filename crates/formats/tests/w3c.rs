//! What the Web Annotation Data Model demands of a file (its MUSTs, by section), and what is read of files that other
//! programs make.

mod sample;

use reportedly_document::{Body, Document, EntityKind, Labels, Origin, View, ViewedDocument};
use reportedly_formats::{Opened, Reason, TextFormat, Unplaced, export, open};
use serde_json::{Value, json};

fn file() -> Value {
    let document = sample::article();
    let file = export(&ViewedDocument::new(&document, &[], &View::default()), TextFormat::W3c);
    serde_json::from_str(&file).expect("it is JSON")
}

fn all(value: &Value) -> Vec<&Value> {
    value.as_array().map_or_else(|| vec![value], |list| list.iter().collect())
}

/// A scheme, a colon, and nothing that an IRI may not have.
fn is_iri(value: &Value) -> bool {
    let Some((scheme, rest)) = value.as_str().and_then(|name| name.split_once(':')) else { return false };
    let bad = |c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c);
    scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && !rest.is_empty() && !rest.contains(bad)
}

#[test]
fn collection_and_page_are_as_section_5_demands() {
    let file = file();
    assert_eq!(file["@context"][0], "http://www.w3.org/ns/anno.jsonld");
    assert_eq!((&file["type"], &file["first"]["type"]), (&json!("AnnotationCollection"), &json!("AnnotationPage")));
    for name in [&file["id"], &file["last"], &file["first"]["id"], &file["first"]["partOf"]] {
        assert!(is_iri(name), "{name}");
    }
    assert_eq!(file["first"]["id"], file["last"]);
    assert_eq!(file["first"]["partOf"], file["id"]);
    assert_eq!(file["first"]["startIndex"], 0);
    let items = file["first"]["items"].as_array().expect("items are a list");
    assert_eq!(file["total"], items.len());
    assert!(file["label"].is_string());
}

#[test]
fn annotations_are_as_sections_3_and_4_demand() {
    let motivations = ["classifying", "commenting", "describing", "linking"];
    let file = file();
    let items = file["first"]["items"].as_array().expect("items are a list");
    let mut names: Vec<&Value> = items.iter().map(|item| &item["id"]).collect();
    assert!(names.iter().all(|name| is_iri(name)), "{names:?}");
    names.sort_by_key(|name| name.as_str());
    names.dedup();
    assert_eq!(names.len(), items.len(), "every annotation has a name of its own");
    let mut selectors = 0;
    for item in items {
        assert_eq!(item["type"], "Annotation");
        assert!(all(&item["motivation"]).iter().all(|value| motivations.contains(&value.as_str().unwrap_or_default())));
        for agent in item.get("creator").map(all).unwrap_or_default() {
            assert!(["Software", "Person"].contains(&agent["type"].as_str().unwrap_or_default()), "{agent}");
            assert!(agent["name"].is_string());
        }
        assert!(!all(&item["target"]).is_empty() && item["target"] != Value::Null, "3.1: one or more targets");
        for resource in all(&item["target"]).into_iter().chain(all(&item["body"])) {
            match resource["type"].as_str() {
                None => assert!(is_iri(resource), "3.2.1: {resource}"),
                Some("TextualBody") => {
                    assert!(resource["value"].is_string(), "3.2.4: one value");
                    assert!(motivations.contains(&resource["purpose"].as_str().unwrap_or_default()));
                }
                Some("SpecificResource") => {
                    assert!(is_iri(&resource["source"]), "4: one source");
                    for selector in resource.get("selector").map(all).unwrap_or_default() {
                        selectors += 1;
                        if selector["type"] == "TextQuoteSelector" {
                            assert!(selector["exact"].is_string(), "4.2.4");
                            assert!(selector["prefix"].is_string() && selector["suffix"].is_string());
                        } else {
                            assert_eq!(selector["type"], "TextPositionSelector");
                            let (start, end) = (selector["start"].as_u64(), selector["end"].as_u64());
                            assert!(start.is_some() && start < end, "4.2.5: from 0, and half-open");
                        }
                    }
                }
                Some(other) => panic!("no such class is written: {other}"),
            }
        }
    }
    assert!(selectors > 20, "{selectors}");
}

/// Both selectors of a place say the same, in code points.
#[test]
fn selectors_agree() {
    let file = file();
    let items = file["first"]["items"].as_array().expect("items are a list");
    let text: Vec<char> = items[0]["body"]["value"].as_str().expect("the text is there").chars().collect();
    let mut places = 0;
    for item in &items[1..] {
        for resource in all(&item["target"]).into_iter().chain(all(&item["body"])) {
            let Some(selectors) = resource["selector"].as_array() else { continue };
            let at = |name: &str| selectors[0][name].as_u64().expect("a position") as usize;
            let (start, end) = (at("start"), at("end"));
            let string = |name: &str| selectors[1][name].as_str().expect("words");
            assert_eq!(text[start..end].iter().collect::<String>(), string("exact"));
            assert!(text[..start].iter().collect::<String>().ends_with(string("prefix")));
            assert!(text[end..].iter().collect::<String>().starts_with(string("suffix")));
            places += 1;
        }
    }
    assert!(places > 10, "{places}");
}

/// Who said it is linked to what was said.
#[test]
fn statements_link() {
    let file = file();
    let items = file["first"]["items"].as_array().expect("items are a list");
    let item =
        items.iter().find(|item| item["id"].as_str().is_some_and(|id| id.ends_with(":a1"))).expect("it is there");
    assert_eq!(item["motivation"], "linking");
    let parts: Vec<_> = all(&item["body"]).into_iter().filter_map(|body| body["styleClass"].as_str()).collect();
    assert_eq!((parts.as_slice(), &item["target"]["styleClass"]), (["source", "cue"].as_slice(), &json!("content")));
    let linked = all(&item["body"]).into_iter().find(|body| body["purpose"] == "linking").expect("she is somebody");
    assert_eq!(linked["source"], items[1]["id"], "and somebody is Greta Moen");
}

const TEXT: &str = "Talks may resume 🇮🇷 in Oman, officials said. Oman agreed.";

fn read(annotations: Value, text: &str) -> Opened {
    open(annotations.to_string().as_bytes(), "file.json", Some(text)).expect("it can be read")
}

/// A tag on a place, as Recogito writes it, with positions in UTF-16.
fn tagged(tag: &str, exact: &str, start: u64) -> Value {
    json!({
        "@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation", "id": "#a88b22d0",
        "creator": {"id": "https://example.org/ana", "name": "Ana"},
        "body": [{"type": "TextualBody", "purpose": "tagging", "value": tag},
            {"type": "TextualBody", "purpose": "commenting", "value": "Which one?"}],
        "target": {"source": "https://example.org/article", "selector": [
            {"type": "TextQuoteSelector", "exact": exact},
            {"type": "TextPositionSelector", "start": start, "end": start + exact.len() as u64}]},
    })
}

#[test]
fn a_file_of_another_program() {
    let place = TEXT.chars().position(|c| c == 'O').expect("it is there") as u64;
    let opened = read(json!([tagged("Place", "Oman", place), tagged("GPE", "officials", place + 8)]), TEXT);
    let marks = &opened.document.annotations;
    assert_eq!(marks.len(), 2, "{:?}", opened.unplaced);
    assert!(matches!(&marks[0].body, Body::Entity(entity) if entity.kind == EntityKind::Place));
    assert_eq!((marks[0].origin, marks[0].note.as_deref()), (Origin::Person, Some("Which one?")));
    assert_eq!(marks[1].cover().of(TEXT), "officials", "it is at another place, but there once");
    assert!(marks[0].id.as_str().starts_with('e'), "a name of theirs is no id of ours");
    assert!(!opened.another_text);
    assert_eq!(opened.document.text, TEXT);
}

/// A page's own spaces and invisible characters are other than those of the text that was made of it.
#[test]
fn words_are_compared_as_canonical_text_has_them() {
    let mut annotation = tagged("place", "in\u{a0}O\u{ad}man", 3);
    annotation["target"]["selector"][0]["suffix"] = json!(",\u{a0}\u{a0}officials");
    let opened = read(annotation, TEXT);
    assert_eq!(opened.document.annotations[0].cover().of(TEXT), "in Oman");
}

#[test]
fn nothing_is_placed_on_other_words() {
    let unplaced = |annotation: Value| {
        let opened = read(annotation, TEXT);
        assert_eq!(opened.document.annotations, []);
        let [unplaced]: [Unplaced; 1] = opened.unplaced.try_into().expect("it is listed");
        unplaced
    };
    let gone = unplaced(tagged("person", "Ana", 0));
    assert_eq!((gone.words.as_str(), gone.reason), ("Ana", Reason::Gone));
    assert_eq!((gone.labels, gone.note.as_deref()), (Some(Labels::Entity(EntityKind::Person)), Some("Which one?")));
    assert_eq!(unplaced(tagged("place", "Oman", 3)).reason, Reason::Ambiguous);
    assert_eq!(unplaced(tagged("lovely", "officials", 3)).reason, Reason::NoKind);
    let mut position_alone = tagged("place", "Oman", 0);
    position_alone["target"]["selector"][0] = Value::Null;
    assert_eq!(unplaced(position_alone).reason, Reason::NoWords);
    let mut bare = tagged("place", "Oman", 0);
    bare["target"] = json!("https://example.org/article");
    assert_eq!(unplaced(bare).reason, Reason::NoPlace);
    let mut refined = tagged("place", "officials", 0);
    refined["target"]["selector"][0]["refinedBy"] = json!({"type": "TextPositionSelector", "start": 0, "end": 1});
    assert_eq!(unplaced(refined).reason, Reason::NoWords, "it is about a part of these words");
}

/// A statement of which one part is gone is not placed at all.
#[test]
fn half_a_statement_is_none() {
    let mut file = file();
    let text = file["first"]["items"][0]["body"]["value"].as_str().expect("the text").replace("told", "asked");
    file["first"]["items"][0] = Value::Null;
    let opened = read(file, &text);
    assert!(opened.another_text, "the name of the text is a hash of it");
    let lost: Vec<_> = opened.unplaced.iter().map(|unplaced| (unplaced.words.as_str(), unplaced.reason)).collect();
    assert_eq!(lost, [("Greta Moen 🇳🇴, the mayor, may open the bridge", Reason::Gone)]);
    assert_eq!(opened.document.annotations.len(), 7, "the others are where their words are");
}

#[test]
fn a_file_about_another_text_says_so() {
    let file = file();
    let opened = read(file.clone(), "Something else.");
    assert!(opened.another_text);
    assert_eq!((opened.document.text, opened.unplaced), (sample::article().text, vec![]), "it brings its own");
    let mut without = file;
    without["first"]["items"][0] = Value::Null;
    let opened = read(without.clone(), "Something else.");
    assert!(opened.another_text && opened.document.annotations.is_empty());
    assert_eq!(opened.unplaced.len(), 8);
    let opened = read(without, &sample::article().text);
    assert!(!opened.another_text && opened.unplaced.is_empty());
    let opened = read(json!([tagged("place", "Ghent", 3)]), TEXT);
    assert!(opened.another_text, "nothing of it is there");
}

#[test]
fn a_text_that_was_changed_in_the_file_says_so() {
    let mut file = file();
    let text = file["first"]["items"][0]["body"]["value"].as_str().expect("the text").replace("bridge", "tunnel");
    file["first"]["items"][0]["body"]["value"] = text.into();
    let opened = open(file.to_string().as_bytes(), "file.json", None).expect("it can be read");
    assert!(opened.another_text);
    assert_eq!(opened.unplaced.len(), 1);
}

/// Marks on a text with characters that are dropped on the way in are on the same words after it.
#[test]
fn a_text_that_is_not_canonical() {
    let text = "\u{feff}In\u{a0}\u{a0}Os\u{ad}lo\r\nthey  may meet.";
    let file = json!({"text": text, "annotations": [{"layer": "entity", "start": 5, "end": 10, "kind": "place"}]});
    let document: Document = reportedly_document::json::read(&file.to_string()).expect("it is a document");
    let file = export(&ViewedDocument::new(&document, &[], &View::default()), TextFormat::W3c);
    let opened = open(file.as_bytes(), "a.json", Some("In Oslo\nthey may meet.")).expect("it can be read");
    assert_eq!(opened.document.annotations[0].cover().of(&opened.document.text), "Oslo");
    assert!(!opened.another_text);
}
