//! Formats of files behind wasm-bindgen: a document as postcard bytes on the page's side, a file on the person's.
//!
//! A program of its own, because most visitors never save a file: the page loads it when one does (`web/page/clients.js`).
//! What it writes, and why it does not read a file, comes from `reportedly-formats`; here is only the way in and out.

use reportedly_document::{
    Analysis, Annotation, Aside, Canonical, Document, Id, Invalid, Labels, ValidDocument, View, assign_ids,
    take_crowded, validate,
};
use reportedly_formats::{Article, FileKind, Format, export, open, rich};
use wasm_bindgen::prelude::*;

/// Writes a file of the format whose files end so, of what the view shows.
///
/// # Errors
/// When the bytes are no `(Document, Vec<Aside>, View)`, or there is no such format: mistakes of the page.
#[wasm_bindgen]
pub fn save(given: &[u8], extension: &str) -> Result<String, String> {
    let format = format_of(extension)?;
    with_article(given, |article| export(article, format))
}

fn format_of(extension: &str) -> Result<Format, String> {
    let format = Format::ALL.iter().find(|format| format.extension() == extension);
    format.copied().ok_or_else(|| format!("there is no format {extension}"))
}

/// Writes what a copy puts on the clipboard: HTML, and plain text.
///
/// # Errors
/// When the bytes are no `(Document, Vec<Aside>, View)`.
#[wasm_bindgen]
pub fn copy(given: &[u8]) -> Result<Vec<String>, String> {
    let copied = with_article(given, rich::write)?;
    Ok(vec![copied.html, copied.plain])
}

/// Reads a file of any kind that has marks, as postcard of a `Document`, of what could not be placed (its words, why not, what it was called,
/// and the note on it), and
/// of whether the marks are of another text than `current`, the text that is open; and of whether the file holds a document with
/// all that a person did, not only what came of it.
///
/// # Errors
/// When the file cannot be read; the error says what is wrong and where.
#[wasm_bindgen(js_name = open)]
pub fn open_file(file: &[u8], name: &str, current: Option<String>) -> Result<Vec<u8>, String> {
    let opened = open(file, name, current.as_deref()).map_err(|error| error.to_string())?;
    let unplaced: Vec<(String, &str, Option<Labels>, Option<String>)> =
        opened.unplaced.into_iter().map(|mark| (mark.words, mark.why.sentence(), mark.labels, mark.note)).collect();
    let is_whole = opened.kind == FileKind::Reportedly;
    postcard::to_allocvec(&(opened.document, unplaced, opened.another_text, is_whole))
        .map_err(|error| error.to_string())
}

/// Reads several people's files, each with its name, as postcard of one `Document`: all of their marks, with a note of whose each
/// is, who rejected it, and what they wrote about it.
///
/// # Errors
/// When one cannot be read, or is about another text than the first.
#[wasm_bindgen]
pub fn merge(names: Vec<String>, files: Vec<String>) -> Result<Vec<u8>, String> {
    let mut documents = Vec::new();
    for (name, file) in names.iter().zip(&files) {
        let opened = open(file.as_bytes(), name, None).map_err(|error| format!("{name}: {error}"))?;
        let person = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
        documents.push((person.to_owned(), opened.document));
    }
    let merged = reportedly_formats::merge(&documents).map_err(|error| error.to_string())?;
    let named = |people: &[usize]| people.iter().map(|&at| merged.people[at].as_str()).collect::<Vec<_>>().join(", ");
    // What nobody has and somebody rejected is no mark.
    let annotations = merged.marks.iter().filter(|mark| !mark.by.is_empty()).map(|mark| {
        let mut note = format!("Marked by {} ({} of {})", named(&mark.by), mark.by.len(), merged.people.len());
        if !mark.rejected_by.is_empty() {
            note.push_str(&format!("; rejected by {}", named(&mark.rejected_by)));
        }
        for (person, words) in &mark.notes {
            note.push_str(&format!("; {}: {words}", merged.people[*person]));
        }
        Annotation { note: Some(note), ..mark.mark.clone() }
    });
    let mut annotations: Vec<Annotation> = annotations.collect();
    take_crowded(&merged.text, &mut annotations);
    // Two people may call the same words otherwise, and each of these marks is to be told from the other.
    assign_ids(&merged.text, &mut annotations);
    let document =
        Document { id: merged.people.join(", "), annotations, text: merged.text.clone(), ..Document::default() };
    postcard::to_allocvec(&document).map_err(|error| error.to_string())
}

/// The canonical form of a text: what the engine reads, and what the offsets of a document refer to.
#[wasm_bindgen]
pub fn canonical(text: &str) -> String {
    Canonical::new(text).into_text()
}

/// A `reportedly/1` document: a canonical text, and what the engine found in it, as postcard of an `Analysis`.
///
/// # Errors
/// When the bytes are no `Analysis`, or one of another text.
#[wasm_bindgen]
pub fn annotated(text: String, analysis: &[u8]) -> Result<String, String> {
    let analysis: Analysis = read(analysis)?;
    if !analysis.is_of(&text) {
        return Err("the marks are of another text".to_owned());
    }
    let Analysis { engine, mut annotations, asides, .. } = analysis;
    // Nobody can include these lines: what stands in them is not marked.
    let nothing_included = View::default();
    annotations.retain(|annotation| !nothing_included.sets_aside(annotation.cover().start, &asides));
    Ok(written(&Document { text, engine: Some(engine.into_owned()), annotations, asides, ..Document::default() }))
}

/// Writes a document's file in another format.
///
/// # Errors
/// When the file cannot be read, or there is no such format.
#[wasm_bindgen]
pub fn convert(file: &[u8], extension: &str) -> Result<String, String> {
    let format = format_of(extension)?;
    let opened = open(file, "", None).map_err(|error| error.to_string())?;
    Ok(export(&Article::new(&opened.document, &[], &View::default()), format))
}

/// What `links` makes a link of, of a document's file. Its marks go into the link if they are frozen.
///
/// # Errors
/// When the file cannot be read.
#[wasm_bindgen]
pub fn linkable(file: &[u8], freeze: bool) -> Result<Vec<u8>, String> {
    let opened = open(file, "", None).map_err(|error| error.to_string())?;
    let given = (opened.document, View::default(), false, freeze, false, None::<Id>, false);
    postcard::to_allocvec(&given).map_err(|error| error.to_string())
}

/// The document that a link holds, of what `links` makes of the link; or what is wrong with the link, and the beginning of its
/// text.
///
/// # Errors
/// When the bytes are not what `links` makes of a link.
#[wasm_bindgen]
pub fn linked(opened: &[u8]) -> Result<Vec<String>, String> {
    type Linked = (ValidDocument, View, bool, bool, bool, Option<Id>);
    let opened: Result<Linked, (String, String)> = read(opened)?;
    Ok(match opened {
        Ok((document, ..)) => vec![written(&document)],
        Err((problem, beginning)) => vec![problem, beginning],
    })
}

fn written(document: &Document) -> String {
    export(&Article::new(document, &[], &View::default()), Format::Json)
}

fn read<T: for<'a> serde::Deserialize<'a>>(bytes: &[u8]) -> Result<T, String> {
    postcard::from_bytes(bytes).map_err(|error| error.to_string())
}

fn with_article<T>(given: &[u8], write: impl FnOnce(&Article<'_>) -> T) -> Result<T, String> {
    let (document, asides, view): (Document, Vec<Aside>, View) = read(given)?;
    match validate(&document.text, &document.annotations, &document.edits) {
        // What the engine found can be more than is shown; what is too much is left out where it is written.
        Ok(()) | Err(Invalid::Crowded) => {}
        Err(invalid) => return Err(invalid.to_string()),
    }
    Ok(write(&Article::new(&document, &asides, &view)))
}

fn main() {}

#[cfg(test)]
mod tests {
    use super::*;
    use reportedly_document::{Annotation, AsideKind, Edit, Entity, EntityKind, Part, Span};

    type Unplaced = (String, String, Option<Labels>, Option<String>);

    fn document() -> Document {
        let text = "Talks in Oman.";
        let add = Edit::add(text, vec![(Part::Entity, Span::new(9, 13))], Labels::Entity(EntityKind::Place));
        Document { text: text.to_owned(), edits: vec![add], ..Document::default() }
    }

    fn given() -> Vec<u8> {
        postcard::to_allocvec(&(document(), Vec::<Aside>::new(), View::default())).unwrap()
    }

    #[test]
    fn what_is_saved_is_opened() {
        let file = save(&given(), "json").unwrap();
        assert!(file.starts_with(r#"{"format":"reportedly/1""#), "{file}");
        let opened = open_file(file.as_bytes(), "a.json", None).unwrap();
        let (opened, unplaced, another, is_whole): (Document, Vec<Unplaced>, bool, bool) =
            postcard::from_bytes(&opened).unwrap();
        assert_eq!((opened, unplaced.len(), another, is_whole), (document(), 0, false, true));
    }

    #[test]
    fn what_stands_in_an_aside_is_not_marked_without_a_reader() {
        let text = "Talks in Oman. Read more in Oslo.";
        let place = |start, end| {
            Annotation::machine(Entity { span: Span::new(start, end), kind: EntityKind::Place }, "entity/place")
        };
        let asides = vec![Aside { span: Span::new(15, 33), why: AsideKind::Furniture }];
        let analysis = Analysis { annotations: vec![place(9, 13), place(28, 32)], asides, ..Analysis::default() };
        let document = annotated(text.to_owned(), &postcard::to_allocvec(&analysis).unwrap()).unwrap();
        assert_eq!(document.matches("\"entity\"").count(), 1, "{document}");
    }

    #[test]
    fn what_is_copied_has_two_forms() {
        let copied = copy(&given()).unwrap();
        assert!(copied[0].contains("<p") && copied[1].starts_with("Talks in Oman."), "{copied:?}");
    }

    #[test]
    fn merged_marks_say_whose_they_are() {
        let of = |edits| {
            save(
                &postcard::to_allocvec(&(Document { edits, ..document() }, Vec::<Aside>::new(), View::default()))
                    .unwrap(),
                "json",
            )
        };
        let (ann, ben) = (of(document().edits).unwrap(), of(Vec::new()).unwrap());
        let merged = merge(vec!["Ann.json".into(), "Ben.json".into()], vec![ann, ben]).unwrap();
        let merged: Document = postcard::from_bytes(&merged).unwrap();
        assert_eq!(merged.annotations[0].note.as_deref(), Some("Marked by Ann (1 of 2)"));
        let other = r#"{"text": "Another text."}"#;
        assert!(
            merge(vec!["Ann.json".into(), "Ben.json".into()], vec![other.into(), save(&given(), "json").unwrap()])
                .is_err()
        );
    }

    #[test]
    fn a_document_goes_through_links_and_formats() {
        let text = canonical("Talks\u{a0}in  Oman.");
        assert_eq!(text, "Talks in Oman.");
        let analysis = Analysis { engine: "0.1.0".into(), ..Analysis::default() };
        let file = annotated(text, &postcard::to_allocvec(&analysis).unwrap()).unwrap();
        assert!(file.contains(r#""engine":"0.1.0""#), "{file}");
        let file = save(&given(), "json").unwrap();
        assert!(convert(file.as_bytes(), "csv").unwrap().contains("Oman"));
        assert_eq!(convert(file.as_bytes(), "docx").unwrap_err(), "there is no format docx");
        let linkable = linkable(file.as_bytes(), false).unwrap();
        let (document, view, ..): (Document, View, bool, bool, bool, Option<Id>, bool) =
            postcard::from_bytes(&linkable).unwrap();
        let opened = Ok::<_, (String, String)>((document, view, false, false, false, None::<Id>));
        assert_eq!(linked(&postcard::to_allocvec(&opened).unwrap()).unwrap(), [file]);
        let damaged = Err::<(), _>(("It is cut off".to_owned(), "Talks".to_owned()));
        assert_eq!(linked(&postcard::to_allocvec(&damaged).unwrap()).unwrap(), ["It is cut off", "Talks"]);
    }

    #[test]
    fn mistakes_are_errors() {
        let error = open_file(b"{\n  \"text\": ]", "a.json", None).unwrap_err();
        assert!(error.contains("line 2 column 11"), "{error}");
        assert!(save(&[0xff], "json").is_err());
        let outside = Edit::mark(
            reportedly_document::Target {
                id: Id::new("e"),
                anchor: reportedly_document::Anchor::new(vec![(Part::Entity, Span::new(9, 99))]),
            },
            reportedly_document::Change::Reject,
        );
        let of_another_text = Document { edits: vec![outside], ..document() };
        let given = postcard::to_allocvec(&(of_another_text, Vec::<Aside>::new(), View::default())).unwrap();
        assert_eq!(save(&given, "md").unwrap_err(), "correction 1 is at no place of the text");
        assert!(save(&self::given(), "docx").is_err());
    }
}
