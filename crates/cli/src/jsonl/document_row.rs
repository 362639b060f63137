//! The row of one document: its annotated document, or what was wrong with it.

use reportedly_document::{Analysis, Canonical, Document, json, with_direction_escapes};
use serde_json::Value;

use super::Outcome;
use crate::annotator::Annotator;
use crate::broken::caught;

/// A document as it is given.
#[derive(Debug)]
pub(crate) struct GivenDocument {
    pub(crate) id: String,
    pub(crate) text: String,
}

/// Why a line is no document, or could not be annotated.
#[derive(Debug)]
pub(crate) struct Failure {
    /// What the document is called, if that could be read.
    pub(crate) id: Option<String>,
    pub(crate) problem: String,
}

/// What makes a row of a line.
#[derive(Debug)]
pub(crate) struct DocumentRows {
    pub(crate) annotator: Annotator,
    /// Whether what fails has a row as well.
    pub(crate) error_rows: bool,
}

impl DocumentRows {
    /// The row of a line.
    pub(crate) fn outcome(&self, line: Result<&str, String>) -> Outcome {
        match given(line).and_then(|given| self.annotated(given)) {
            Ok(row) => Outcome { row: Some(row), problem: None },
            Err(failure) => self.failed(failure),
        }
    }

    /// What is told of a line that fails, and its row if there is to be one.
    pub(crate) fn failed(&self, failure: Failure) -> Outcome {
        Outcome { row: self.error_rows.then(|| failure.row()), problem: Some(failure.problem) }
    }

    /// The row of a document.
    ///
    /// # Errors
    /// When the engine breaks over it.
    pub(crate) fn annotated(&self, GivenDocument { id, text }: GivenDocument) -> Result<String, Failure> {
        let row = caught(|| json::write(&document(&self.annotator, id.clone(), text)));
        row.map_err(|problem| Failure { id: Some(id), problem })
    }
}

impl Failure {
    /// `{"id", "error"}`; the id is null where it could not be read.
    pub(crate) fn row(&self) -> String {
        let row = serde_json::json!({"id": self.id, "error": self.problem});
        with_direction_escapes(&row.to_string()).into_owned()
    }
}

/// Reads a line.
///
/// # Errors
/// In words, what is wrong with it.
pub(crate) fn given(line: Result<&str, String>) -> Result<GivenDocument, Failure> {
    let nameless = |problem| Failure { id: None, problem };
    let value: Value =
        serde_json::from_str(line.map_err(nameless)?).map_err(|error| nameless(format!("not valid JSON: {error}")))?;
    let Value::Object(mut fields) = value else {
        return Err(nameless("not an object with \"id\" and \"text\"".to_owned()));
    };
    let mut take = |name: &str| match fields.remove(name) {
        Some(Value::String(text)) => Ok(text),
        Some(_) => Err(format!("\"{name}\" is not a string")),
        None => Err(format!("\"{name}\" is missing")),
    };
    let id = take("id").map_err(nameless)?;
    match take("text") {
        Ok(text) => Ok(GivenDocument { id, text }),
        Err(problem) => Err(Failure { id: Some(id), problem }),
    }
}

/// Annotates a text. Offsets refer to it as it was given.
fn document(annotator: &Annotator, id: String, given: String) -> Document {
    let canonical = Canonical::new(&given);
    let Analysis { engine, annotations, asides, .. } = annotator.annotate(canonical.text()).in_given(&canonical);
    let engine = Some(engine.into_owned());
    Document { id, text: given, engine, annotations, asides, ..Document::default() }
}
