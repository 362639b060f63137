//! Formats of files behind wasm-bindgen: messages of `crates/protocol` on the page's side, a file on the person's.
//!
//! A program of its own, because most visitors never save a file: the page loads it when one does. What it writes, and why it
//! does not read a file, comes from `reportedly-formats`; here is only the way in and out.

mod strings;

use reportedly_document::{Analysis, Canonical, Document, View, ViewedDocument};
use reportedly_extraction::is_page;
use reportedly_formats::{FileKind, TextFormat, binary_kind, clipboard, export, open};
use reportedly_protocol::{
    Copied, ExportRequest, LinkContent, LinkRequest, MergedFiles, OpenedFile, OpenedLink, UnplacedMark, decode, encode,
};
use wasm_bindgen::prelude::*;

/// Writes a file of the format of text whose files end so, of what the view shows.
///
/// # Errors
/// When the bytes are no [`ExportRequest`], or there is no such format: mistakes of the page.
#[wasm_bindgen]
pub fn save(request: &[u8], extension: &str) -> Result<String, String> {
    let format = TextFormat::of_extension(extension)?;
    with_article(request, |article| export(article, format))
}

/// Writes what a copy puts on the clipboard, as [`Copied`].
///
/// # Errors
/// When the bytes are no [`ExportRequest`].
#[wasm_bindgen]
pub fn copy(request: &[u8]) -> Result<Vec<u8>, String> {
    let clipboard::Copied { html, plain } = with_article(request, clipboard::write)?;
    encode(&Copied { html, plain })
}

/// Reads a file of any kind that has marks, as an [`OpenedFile`]. `current` is the text that is open, which the marks may be about.
///
/// # Errors
/// When the file cannot be read; the error says what is wrong and where.
#[wasm_bindgen(js_name = open)]
pub fn open_file(file: &[u8], name: &str, current: Option<String>) -> Result<Vec<u8>, String> {
    let opened = open(file, name, current.as_deref()).map_err(|error| error.to_string())?;
    let unplaced = opened.unplaced.into_iter().map(|mark| UnplacedMark {
        words: mark.words,
        reason: mark.reason.sentence().to_owned(),
        labels: mark.labels,
        note: mark.note,
    });
    encode(&OpenedFile {
        document: opened.document,
        unplaced: unplaced.collect(),
        is_other_text: opened.another_text,
        is_whole: opened.kind == FileKind::Reportedly,
    })
}

/// Reads several people's files, each with its name, as [`MergedFiles`].
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
    encode(&MergedFiles { document: merged.into_document() })
}

/// What a file of this name is, by its first and its last bytes: why there is no plain text in it and what can be done, or nothing where it
/// may be one; and whether it is a web page.
#[wasm_bindgen(js_name = kindOf)]
pub fn kind_of(head: &[u8], tail: &[u8], name: &str) -> Vec<JsValue> {
    let refusal = binary_kind(head, tail).map(|kind| strings::no_text_in_kind(name, kind));
    vec![refusal.into(), is_page(head, name).into()]
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
    let analysis: Analysis = decode(analysis)?;
    let document = Document::of_analysis(text, analysis).ok_or("the marks are of another text")?;
    Ok(written(&document))
}

/// Writes a document's file in another format of text.
///
/// # Errors
/// When the file cannot be read, or there is no such format.
#[wasm_bindgen]
pub fn convert(file: &[u8], extension: &str) -> Result<String, String> {
    let format = TextFormat::of_extension(extension)?;
    let opened = open(file, "", None).map_err(|error| error.to_string())?;
    Ok(export(&ViewedDocument::new(&opened.document, &[], &View::default()), format))
}

/// What `office` writes a file of, of a document's file.
///
/// # Errors
/// When the file cannot be read.
#[wasm_bindgen]
pub fn exportable(file: &[u8]) -> Result<Vec<u8>, String> {
    let opened = open(file, "", None).map_err(|error| error.to_string())?;
    encode(&ExportRequest { document: opened.document, asides: Vec::new(), view: View::default() })
}

/// What `links` makes a link of, of a document's file. Its marks go into the link if they are frozen.
///
/// # Errors
/// When the file cannot be read.
#[wasm_bindgen]
pub fn linkable(file: &[u8], freeze: bool) -> Result<Vec<u8>, String> {
    let opened = open(file, "", None).map_err(|error| error.to_string())?;
    let content = LinkContent {
        document: opened.document,
        view: View::default(),
        excerpt: false,
        frozen: freeze,
        reader_first: false,
        mark: None,
    };
    encode(&LinkRequest { content, without_notes: false })
}

/// The document that a link holds, of what `links` makes of the link; or what is wrong with the link, and the beginning of its
/// text.
///
/// # Errors
/// When the bytes are not what `links` makes of a link.
#[wasm_bindgen]
pub fn linked(opened: &[u8]) -> Result<Vec<String>, String> {
    Ok(match decode::<OpenedLink>(opened)? {
        Ok(content) => vec![written(&content.document)],
        Err(damaged) => vec![damaged.problem, damaged.beginning],
    })
}

fn written(document: &Document) -> String {
    export(&ViewedDocument::new(document, &[], &View::default()), TextFormat::Json)
}

fn with_article<T>(request: &[u8], write: impl FnOnce(&ViewedDocument<'_>) -> T) -> Result<T, String> {
    let ExportRequest { document, asides, view } = decode(request)?;
    reportedly_formats::check_writable(&document).map_err(|error| error.to_string())?;
    Ok(write(&ViewedDocument::new(&document, &asides, &view)))
}

fn main() {}

#[cfg(test)]
mod tests {
    use super::*;
    use reportedly_document::{Annotation, Aside, AsideKind, Edit, Entity, EntityKind, Id, Labels, Part, Span};
    use reportedly_protocol::DamagedLink;

    fn document() -> Document {
        let text = "Talks in Oman.";
        let add = Edit::add(text, vec![(Part::Entity, Span::new(9, 13))], Labels::Entity(EntityKind::Place));
        Document { text: text.to_owned(), edits: vec![add], ..Document::default() }
    }

    fn request(document: Document) -> Vec<u8> {
        encode(&ExportRequest { document, asides: Vec::new(), view: View::default() }).unwrap()
    }

    #[test]
    fn what_is_saved_is_opened() {
        let file = save(&request(document()), "json").unwrap();
        assert!(file.starts_with(r#"{"format":"reportedly/1""#), "{file}");
        let opened = open_file(file.as_bytes(), "a.json", None).unwrap();
        let expected = OpenedFile { document: document(), unplaced: Vec::new(), is_other_text: false, is_whole: true };
        assert_eq!(decode(&opened), Ok(expected));
    }

    #[test]
    fn what_stands_in_an_aside_is_not_marked_without_a_reader() {
        let text = "Talks in Oman. Read more in Oslo.";
        let place = |start, end| {
            Annotation::machine(Entity { span: Span::new(start, end), kind: EntityKind::Place }, "entity/place")
        };
        let asides = vec![Aside { span: Span::new(15, 33), why: AsideKind::Furniture }];
        let analysis = Analysis { annotations: vec![place(9, 13), place(28, 32)], asides, ..Analysis::default() };
        let document = annotated(text.to_owned(), &encode(&analysis).unwrap()).unwrap();
        assert_eq!(document.matches("\"entity\"").count(), 1, "{document}");
    }

    #[test]
    fn what_is_copied_has_two_forms() {
        let Copied { html, plain } = decode(&copy(&request(document())).unwrap()).unwrap();
        assert!(html.contains("<p") && plain.starts_with("Talks in Oman."), "{html} {plain}");
    }

    #[test]
    fn merged_marks_say_whose_they_are() {
        let of = |edits| save(&request(Document { edits, ..document() }), "json");
        let (ann, ben) = (of(document().edits).unwrap(), of(Vec::new()).unwrap());
        let merged = merge(vec!["Ann.json".into(), "Ben.json".into()], vec![ann, ben]).unwrap();
        let merged: MergedFiles<Document> = decode(&merged).unwrap();
        assert_eq!(merged.document.annotations[0].note.as_deref(), Some("Marked by Ann (1 of 2)"));
        let other = r#"{"text": "Another text."}"#;
        assert!(
            merge(
                vec!["Ann.json".into(), "Ben.json".into()],
                vec![other.into(), save(&request(document()), "json").unwrap()]
            )
            .is_err()
        );
    }

    #[test]
    fn a_document_goes_through_links_and_formats() {
        let text = canonical("Talks\u{a0}in  Oman.");
        assert_eq!(text, "Talks in Oman.");
        let analysis = Analysis { engine: "0.1.0".into(), ..Analysis::default() };
        let file = annotated(text, &encode(&analysis).unwrap()).unwrap();
        assert!(file.contains(r#""engine":"0.1.0""#), "{file}");
        let file = save(&request(document()), "json").unwrap();
        assert!(convert(file.as_bytes(), "csv").unwrap().contains("Oman"));
        assert_eq!(convert(file.as_bytes(), "docx").unwrap_err(), "there is no format docx");
        let exported: ExportRequest = decode(&exportable(file.as_bytes()).unwrap()).unwrap();
        assert_eq!(exported.document, document());
        let linkable = linkable(file.as_bytes(), false).unwrap();
        let LinkRequest { content, .. } = decode(&linkable).unwrap();
        assert_eq!(linked(&encode(&OpenedLink::Ok(content)).unwrap()).unwrap(), [file]);
        let damaged = DamagedLink { problem: "It is cut off".to_owned(), beginning: "Talks".to_owned() };
        let damaged = OpenedLink::<Document>::Err(damaged);
        assert_eq!(linked(&encode(&damaged).unwrap()).unwrap(), ["It is cut off", "Talks"]);
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
        assert_eq!(save(&request(of_another_text), "md").unwrap_err(), "correction 1 is at no place of the text");
        assert!(save(&request(document()), "docx").is_err());
    }
}
