//! Messages of the program that makes and opens links.

use reportedly_document::{Document, Id, ValidDocument, View};
use serde::{Deserialize, Serialize};

/// What a link carries. `D` is [`Document`] where a link is made, and [`ValidDocument`] where one was opened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LinkContent<D = ValidDocument> {
    /// The document.
    pub document: D,
    /// What of it is shown.
    pub view: View,
    /// It is a passage of a longer text.
    pub excerpt: bool,
    /// The marks are in the link, and not made again.
    pub frozen: bool,
    /// For a class: the marks are hidden until the reader has marked.
    pub reader_first: bool,
    /// The mark that it points at.
    pub mark: Option<Id>,
}

/// What a link is made of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LinkRequest {
    /// What it is to carry. Of an excerpt, the document is the whole, and the excerpt is the paragraph of the mark.
    pub content: LinkContent<Document>,
    /// Whether notes are left out.
    pub without_notes: bool,
}

/// A link that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeLink {
    /// The address of the page with the link's fragment.
    pub url: String,
    /// Nothing where the link is too long for a QR code.
    pub code: Option<QrCode>,
}

/// What came of opening a link.
pub type OpenedLink<D = ValidDocument> = Result<LinkContent<D>, DamagedLink>;

/// What is wrong with a link, and what can be read of it all the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DamagedLink {
    /// A sentence about what is wrong, and how much of the beginning is certain.
    pub problem: String,
    /// The beginning of the text; empty where nothing of it can be read.
    pub beginning: String,
}

/// A QR code as it is drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QrCode {
    /// How many squares it is wide, with the white ones around it.
    pub width: u32,
    /// Its black squares, as a path of SVG with a unit a square.
    pub path: String,
}
