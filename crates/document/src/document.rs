//! A document, as files hold it.

use serde::{Deserialize, Serialize};

use crate::analysis::{Analysis, Aside};
use crate::annotation::Annotation;
use crate::edit::{Change, Edit, Op};
use crate::extra::Extra;
use crate::view::View;

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

impl Document {
    /// The document of what was found in a text; none where it was found in another text. What is marked in lines that are set
    /// aside is left out, as nobody can include them.
    pub fn of_analysis(text: String, analysis: Analysis) -> Option<Document> {
        if !analysis.is_of(&text) {
            return None;
        }
        let Analysis { engine, mut annotations, asides, .. } = analysis;
        let nothing_included = View::default();
        annotations.retain(|annotation| !nothing_included.sets_aside(annotation.cover().start, &asides));
        Some(Document { text, engine: Some(engine.into_owned()), annotations, asides, ..Document::default() })
    }

    /// Removes what people wrote about its marks.
    pub fn remove_notes(&mut self) {
        self.edits.retain(|edit| !matches!(edit.op, Op::Mark(_, Change::Note(_))));
        self.annotations.iter_mut().for_each(|annotation| annotation.note = None);
    }
}
