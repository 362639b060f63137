//! Messages of the program that knows the formats of files.

use reportedly_document::{Aside, Document, Labels, ValidDocument, View};
use serde::{Deserialize, Serialize};

/// What is written to a file or copied.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExportRequest {
    /// The document.
    pub document: Document,
    /// What of its text is set aside.
    pub asides: Vec<Aside>,
    /// What of it is shown.
    pub view: View,
}

/// What came of opening a file. `D` is [`Document`] where the file is read, and [`ValidDocument`] where the message is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpenedFile<D = ValidDocument> {
    /// The document.
    pub document: D,
    /// The marks that have no place in its text.
    pub unplaced: Vec<UnplacedMark>,
    /// Whether the marks are of another text than the one that was open.
    pub is_other_text: bool,
    /// Whether the file holds all that a person did, and not only what came of it.
    pub is_whole: bool,
}

/// A mark of a file that has no place in the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UnplacedMark {
    /// The words that it was about, as far as the file says.
    pub words: String,
    /// Why it has no place, as a sentence.
    pub reason: String,
    /// What it was called, if that is known.
    pub labels: Option<Labels>,
    /// The note on it.
    pub note: Option<String>,
}

/// Several people's files as one document, whose marks say in their notes whose they are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MergedFiles<D = ValidDocument> {
    /// The document.
    pub document: D,
}

/// What a copy puts on the clipboard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Copied {
    /// For word processors.
    pub html: String,
    /// For everything else.
    pub plain: String,
}
