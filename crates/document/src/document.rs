use serde::{Deserialize, Serialize};

use crate::analysis::Aside;
use crate::annotation::Annotation;
use crate::edit::Edit;

/// A canonical text with its annotations, as files hold it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Any text that names it.
    pub id: String,
    /// What all offsets refer to.
    pub text: String,
    /// The version of the engine that made the machine's annotations, as an `Analysis` has it.
    pub engine: Option<String>,
    /// In any order.
    pub annotations: Vec<Annotation>,
    /// What a person did, in the order in which it was done.
    pub edits: Vec<Edit>,
    /// The lines that are no part of the article, in order.
    pub asides: Vec<Aside>,
    /// Fields of a file that this version does not know.
    pub extra: Extra,
}

/// Fields of a file that this version does not know, kept for the way out: name and JSON text of each.
///
/// Held as text so that nothing but the `json` module needs a JSON library.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extra(pub Vec<(String, String)>);
