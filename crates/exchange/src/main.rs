//! Formats behind wasm-bindgen: a `Document` as postcard bytes on the page's side, a file on the person's.
//!
//! A program of its own, because most visitors never save a file: the page loads it when one does (`src/exchange.rs`).
//! A format is a function each way and knows nothing of the others. What it writes, and why it does not read a file, comes
//! from the crates that have the formats; here is only the way in and out.

use reportedly_document::{Document, json};
use wasm_bindgen::prelude::*;

/// Writes a document as `reportedly/1`.
///
/// # Errors
/// When the bytes are no `Document`, which would be a mistake of the page.
#[wasm_bindgen(js_name = writeJson)]
pub fn write_json(document: &[u8]) -> Result<String, String> {
    Ok(json::write(&decoded(document)?))
}

/// Reads a document from `reportedly/1`.
///
/// # Errors
/// When the file is none; the error says what is wrong and where.
#[wasm_bindgen(js_name = readJson)]
pub fn read_json(file: &str) -> Result<Vec<u8>, String> {
    encoded(&json::read(file).map_err(|error| error.to_string())?)
}

fn decoded(document: &[u8]) -> Result<Document, String> {
    postcard::from_bytes(document).map_err(|error| error.to_string())
}

fn encoded(document: &Document) -> Result<Vec<u8>, String> {
    postcard::to_allocvec(document).map_err(|error| error.to_string())
}

fn main() {}

#[cfg(test)]
mod tests {
    use super::*;
    use reportedly_document::{Edit, EntityKind, Labels, Part, Span};

    #[test]
    fn what_is_written_is_read() {
        let text = "Talks in Oman.";
        let add = Edit::add(text, vec![(Part::Entity, Span::new(9, 13))], Labels::Entity(EntityKind::Place));
        let document = Document { text: text.to_owned(), edits: vec![add], ..Document::default() };
        let file = write_json(&encoded(&document).unwrap()).unwrap();
        assert!(file.starts_with(r#"{"format":"reportedly/1""#), "{file}");
        assert_eq!(decoded(&read_json(&file).unwrap()), Ok(document));
    }

    #[test]
    fn what_is_no_document_is_refused_with_line_and_column() {
        let error = read_json("{\n  \"text\": ]").unwrap_err();
        assert_eq!(error, "the file is not valid JSON: expected value at line 2 column 11");
        assert!(write_json(&[0xff]).is_err());
    }
}
