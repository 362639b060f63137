//! A text that is analysed without being shown, for a host that needs no more than what was found.

use std::rc::Rc;

use reportedly_document::Analysis;
use yew::Callback;

use crate::engine::{Engine, Event, Failure};

/// The analysis of one text by the engine that all readers of the program share. It is given up when this is dropped.
pub struct TextAnalysis {
    _engine: Engine,
}

impl std::fmt::Debug for TextAnalysis {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TextAnalysis").finish_non_exhaustive()
    }
}

impl TextAnalysis {
    /// Begins to analyse a canonical text. `engine` is the absolute address of `program-loader.js`.
    ///
    /// There may be two results: one by rules alone where the model takes long, and another when it has come.
    pub fn start(engine: &str, text: Rc<str>, results: Callback<Result<Rc<Analysis>, Failure>>) -> TextAnalysis {
        let events = Callback::from(move |event| match event {
            Event::Done { analysis, .. } => results.emit(Ok(analysis)),
            Event::Failed(failure) => results.emit(Err(failure)),
            Event::Progress { .. } | Event::Evidence { .. } | Event::Model(_) | Event::OnMainThread(_) => {}
        });
        let engine = Engine::start(engine, events);
        engine.analyse(1, text);
        TextAnalysis { _engine: engine }
    }
}
