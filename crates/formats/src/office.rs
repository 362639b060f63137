//! Files of office suites: a document for word processors (`docx`) and a workbook for spreadsheets (`xlsx`).
//!
//! Both are Office Open XML (ECMA-376): an archive of XML parts. The parts are written here, by an XML writer that keeps
//! elements nested and text escaped; docs/formats.md says what is in them, and why no larger library writes them. The same
//! document gives the same bytes: nothing asks for the time.

mod docx;
mod legible;
mod package;
mod xlsx;
mod xml;

use std::io;

use crate::OfficeFormat;
use reportedly_document::ViewedDocument;

/// Why a file could not be written: it is larger than its format allows, or memory has run out.
#[derive(Debug, thiserror::Error)]
#[error("the file could not be written: {0}")]
pub struct OfficeError(#[from] io::Error);

impl From<rawzip::Error> for OfficeError {
    fn from(error: rawzip::Error) -> OfficeError {
        OfficeError(io::Error::other(error.to_string()))
    }
}

/// Writes a file of a format of office suites, of what is shown.
///
/// # Errors
/// When it is larger than its format allows.
///
/// ```
/// use reportedly_document::{Document, View, ViewedDocument};
/// use reportedly_formats::{OfficeFormat, office};
///
/// let document = Document { text: "It may rain.".into(), ..Document::default() };
/// let file = office::write(&ViewedDocument::new(&document, &[], &View::default()), OfficeFormat::Docx)?;
/// assert!(file.starts_with(b"PK"), "an archive");
/// # Ok::<(), office::OfficeError>(())
/// ```
pub fn write(article: &ViewedDocument<'_>, format: OfficeFormat) -> Result<Vec<u8>, OfficeError> {
    match format {
        OfficeFormat::Docx => docx::write(article),
        OfficeFormat::Xlsx => xlsx::write(article),
    }
}
