//! Files that somebody opens, of every kind that can be read.

use reportedly_document::{Canonical, ValidDocument, View, ViewedDocument};
use reportedly_formats::{FileKind, Opened, TextFormat, export, merge, open};

use crate::case::Reader;

/// What is open while a file of marks comes: some are about it.
const CURRENT: &str = "“We are late,” Moen said. It may rain in Harwick, she told Radio Fjell.";

/// Any bytes are read as a text.
pub(super) fn open_text(input: &[u8]) {
    let name = ["a.txt", "a.md", "a", "a.unknown"][input.len() % 4];
    if let Some(opened) = opened(input, name, None)
        && matches!(name, "a.txt" | "a.md")
    {
        assert_eq!((opened.kind, opened.document.annotations.len()), (FileKind::Text, 0));
    }
}

/// Any bytes are read as a page.
pub(super) fn open_html(input: &[u8]) {
    if let Some(opened) = opened(input, "a.html", None) {
        assert_eq!((opened.kind, opened.document.annotations.len()), (FileKind::Html, 0));
        assert!(!opened.document.text.contains('\r'));
    }
}

/// Any bytes are read as a file with marks, of all kinds of such files; and put together with another one.
pub(super) fn open_json(input: &[u8]) {
    let mut reader = Reader::new(input);
    let current = Some(CURRENT).filter(|_| reader.byte() % 2 == 1);
    let Some(first) = opened(reader.rest(), "a.json", current) else { return };
    let mut second = first.document.clone();
    second.annotations.reverse();
    second.annotations.truncate(4);
    let merged = merge(&[("Ana".to_owned(), first.document), ("Ben".to_owned(), second)]);
    let document = merged.expect("both are of one text").into_document();
    assert!(document.annotations.iter().all(|mark| mark.is_of(&document.text)));
}

/// Opens a file. What can be read is a document that can be shown, and is the same when it is saved and opened again.
fn opened(file: &[u8], name: &str, current: Option<&str>) -> Option<Opened> {
    let opened = match open(file, name, current) {
        Ok(opened) => opened,
        Err(error) => {
            assert!(!error.to_string().is_empty());
            return None;
        }
    };
    let document = &opened.document;
    assert_eq!(Canonical::new(&document.text).text(), document.text, "the text is canonical");
    let valid = ValidDocument::new(document.clone());
    assert!(valid.is_ok(), "what is opened can be shown: {valid:?}");
    for unplaced in &opened.unplaced {
        assert!(!unplaced.reason.sentence().is_empty());
    }
    let saved = export(&ViewedDocument::new(document, &[], &View::default()), TextFormat::Json);
    let again = open(saved.as_bytes(), "a.json", None).expect("what was saved is opened");
    assert_eq!(again.document, *document, "what is saved comes back");
    assert_eq!(again.unplaced.len(), 0);
    Some(opened)
}
