//! Files of office suites (.docx, .xlsx) behind wasm-bindgen: a document in, the bytes of a file out.
//!
//! A program of its own beside that of the other formats, because it brings what writes archives and XML: only who chooses
//! one of its formats downloads it. What it writes comes from `reportedly-formats`; here is only the way in and out.

use reportedly_document::ViewedDocument;
use reportedly_formats::{OfficeFormat, check_writable, office};
use reportedly_protocol::{ExportRequest, decode};
use wasm_bindgen::prelude::*;

/// Writes a file of the format whose files end so, of what the view shows.
///
/// # Errors
/// When the bytes are no [`ExportRequest`], there is no such format, or the file would be larger than its format allows.
#[wasm_bindgen]
pub fn save(request: &[u8], extension: &str) -> Result<Vec<u8>, String> {
    let format = OfficeFormat::of_extension(extension)?;
    let ExportRequest { document, asides, view } = decode(request)?;
    check_writable(&document).map_err(|error| error.to_string())?;
    office::write(&ViewedDocument::new(&document, &asides, &view), format).map_err(|error| error.to_string())
}

fn main() {}

#[cfg(test)]
mod tests {
    use super::*;
    use reportedly_document::{Document, View};
    use reportedly_protocol::encode;

    fn request(text: &str) -> Vec<u8> {
        let document = Document { text: text.to_owned(), ..Document::default() };
        encode(&ExportRequest { document, asides: Vec::new(), view: View::default() }).unwrap()
    }

    #[test]
    fn a_request_gives_a_file() {
        for extension in ["docx", "xlsx"] {
            assert!(save(&request("It may rain."), extension).unwrap().starts_with(b"PK"));
        }
    }

    #[test]
    fn mistakes_are_errors() {
        assert_eq!(save(&request("It may rain."), "csv").unwrap_err(), "there is no format csv");
        assert_eq!(save(&request("It may rain."), "pptx").unwrap_err(), "there is no format pptx");
        assert!(save(&[0xff], "docx").is_err());
    }
}
