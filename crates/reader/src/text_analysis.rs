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
        let of = text.clone();
        let events = Callback::from(move |event| {
            if let Some(result) = result_of(event, &of) {
                results.emit(result);
            }
        });
        let engine = Engine::start(engine, events);
        engine.analyse(1, text.into());
        TextAnalysis { _engine: engine }
    }
}

/// What an event says about the analysis of a text, if it says anything. An analysis of another text is a failure.
fn result_of(event: Event, text: &str) -> Option<Result<Rc<Analysis>, Failure>> {
    match event {
        Event::Done { analysis, .. } if analysis.is_of(text) => Some(Ok(analysis)),
        Event::Done { .. } => Some(Err(Failure::Broke(String::new()))),
        Event::Failed(failure) => Some(Err(failure)),
        Event::Progress { .. } | Event::Evidence { .. } | Event::Model(_) | Event::OnMainThread(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use reportedly_document::{Annotation, Entity, EntityKind, Span};

    #[test]
    fn an_analysis_with_marks_outside_of_the_text_is_a_failure() {
        let entity = Entity { span: Span::new(8, 12), kind: EntityKind::Place };
        let analysis =
            Rc::new(Analysis { annotations: vec![Annotation::machine(entity, "test")], ..Analysis::default() });
        let result = |text: &str| {
            result_of(Event::Done { revision: 1, analysis: analysis.clone(), complete: true }, text).expect("it is one")
        };
        assert_eq!(result("Rain in Oslo."), Ok(analysis.clone()));
        // Too short, and in the middle of a letter.
        for text in ["Rain.", "Rain in Osló"] {
            assert_eq!(result(text), Err(Failure::Broke(String::new())), "{text}");
        }
        assert_eq!(result_of(Event::Progress { revision: 1, share: 0.5 }, "Rain."), None);
    }
}
