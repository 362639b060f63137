//! What goes into a link and what comes out of it.

use reportedly_document::{Annotation, Document, Edit, Id, View, squashed};

/// What a link holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shared {
    /// The canonical text, or the passage of it that was shared.
    pub text: String,
    /// Whether the text is a passage of a longer one.
    pub excerpt: bool,
    /// What the text is called; may be empty.
    pub title: String,
    /// The version of the engine that made the marks which the sender saw.
    pub engine: String,
    /// What the sender has chosen to see.
    pub view: View,
    /// What a person did, in the order in which it was done. See [`squashed`].
    pub edits: Vec<Edit>,
    /// The marks themselves, where they are not to be made again: they then need no engine of that version.
    pub frozen: Option<Vec<Annotation>>,
    /// For classrooms: the machine's marks are hidden until the reader has marked.
    pub reader_first: bool,
}

impl Shared {
    /// What is to be shared of a document: its text and edits, and, if they are to be frozen, its annotations.
    pub fn of(document: &Document, freeze: bool) -> Shared {
        Shared {
            text: document.text.clone(),
            title: document.id.clone(),
            engine: document.engine.clone().unwrap_or_default(),
            edits: squashed(&document.edits),
            frozen: freeze.then(|| document.annotations.clone()),
            ..Shared::default()
        }
    }

    /// The same as a document, without annotations where none are frozen.
    pub fn into_document(self) -> Document {
        Document {
            id: self.title,
            text: self.text,
            engine: Some(self.engine).filter(|engine| !engine.is_empty()),
            annotations: self.frozen.unwrap_or_default(),
            edits: self.edits,
            ..Document::default()
        }
    }
}

/// A link that was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// What it holds.
    pub shared: Shared,
    /// The mark that it points at, if it does. Whether there is such a mark is not known here.
    pub mark: Option<Id>,
}
