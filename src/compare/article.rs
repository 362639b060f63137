//! A text that is compared, and what is known of it.

use std::rc::Rc;

use reportedly_document::{Analysis, Annotation, Canonical, Document, Extra, resolve, take_crowded};
use reportedly_reader::TextAnalysis;

use crate::storage::comparison::ComparedText;
use crate::storage::drafts;

/// One of the texts.
#[derive(Debug)]
pub(super) struct Article {
    /// What tells it from the others, whatever was added and removed since.
    pub(super) key: u32,
    pub(super) compared: ComparedText,
    /// The canonical text, which marks are of.
    pub(super) text: Rc<str>,
    state: State,
    /// What it is called.
    name: String,
    pub(super) origin: Origin,
    /// Ends with the article.
    pub(super) task: Option<TextAnalysis>,
}

/// How far its analysis is.
#[derive(Clone, Debug)]
pub(super) enum State {
    /// The engine is reading it.
    Waiting,
    Ready(Rc<Analysis>),
    /// It has no machine marks. Why, in words that end a sentence.
    Failed(String),
}

/// What is known of the draft that it comes from.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Origin {
    /// There is none, or it has this text.
    #[default]
    Same,
    /// It is no longer on this device.
    Deleted,
    /// It has another text now.
    Changed(Box<ComparedText>),
}

impl Article {
    pub(super) fn new(key: u32, compared: ComparedText) -> Article {
        let text = Canonical::new(&compared.text).into_text().into();
        let mut article = Article {
            key,
            compared,
            text,
            state: State::Waiting,
            name: String::new(),
            origin: Origin::Same,
            task: None,
        };
        article.set_state(State::Waiting);
        article
    }

    /// How far its analysis is.
    pub(super) fn state(&self) -> &State {
        &self.state
    }

    /// Its analysis has come, or will not. What is set aside says which line is the headline.
    pub(super) fn set_state(&mut self, state: State) {
        let asides = match &state {
            State::Ready(analysis) => &*analysis.asides,
            State::Waiting | State::Failed(_) => &[],
        };
        let title = drafts::title_of(&self.text, asides);
        self.name = if title.is_empty() { self.compared.title.clone() } else { title };
        self.state = state;
    }

    /// The document, as far as it is known; none as long as the engine is reading it.
    pub(super) fn document(&self) -> Option<Document> {
        let unread = Rc::default();
        let analysis = match &self.state {
            State::Waiting => return None,
            State::Ready(analysis) => analysis,
            State::Failed(_) => &unread,
        };
        let ComparedText { title, work, .. } = &self.compared;
        // What is set aside is the engine's doing, and hides no mark that a file or a link came with.
        let (annotations, asides) = match &work.frozen {
            Some(frozen) => (frozen.to_vec(), Vec::new()),
            None => (analysis.annotations.clone(), analysis.asides.clone()),
        };
        Some(Document {
            id: title.clone(),
            engine: Some(analysis.engine.to_string()).filter(|engine| !engine.is_empty()),
            annotations,
            edits: work.history.edits().to_vec(),
            asides,
            extra: Extra::default(),
            text: self.text.to_string(),
        })
    }

    /// Its marks, with what the person did to them, in the order in which the comparison has them.
    pub(super) fn marks(&self) -> Vec<Annotation> {
        let Some(document) = self.document() else { return Vec::new() };
        let mut marks = resolve(&document.text, &document.annotations, &document.edits).annotations;
        take_crowded(&document.text, &mut marks);
        marks
    }

    /// What it is called.
    pub(super) fn name(&self) -> &str {
        &self.name
    }
}
