//! What the engine has reported about the text.

use std::rc::Rc;

use reportedly_document::{Analysis, Evidence, Layer, Origin};

use super::State;
use crate::engine::{Event, Failure, MainThreadReason, Model};
use crate::panel::spoken_summary;
use crate::strings;

/// What the engine has reported, and about which text.
#[derive(Clone, Debug, Default)]
pub(crate) struct EngineState {
    /// Counts the texts: what the engine says of an earlier one is dropped.
    pub(crate) revision: u32,
    /// How far the analysis is.
    pub(crate) phase: Phase,
    /// What the engine found, or the marks that the text came with; empty until it has.
    pub(super) found: Rc<Analysis>,
    /// What the model thinks of those annotations that it was asked about, by their indices in `found`.
    pub(super) evidence: Vec<(usize, Rc<Evidence>)>,
    /// Whether texts are read with the trained model.
    pub(crate) model: Model,
    /// Why the engine shares the page's thread, where it does.
    pub(crate) on_main_thread: Option<MainThreadReason>,
}

/// How far an analysis is.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Phase {
    /// There is no text.
    #[default]
    Empty,
    /// The engine is at work on this share, from 0 to 1.
    Working(f64),
    /// All is marked.
    Ready,
    /// The person stopped it. What had been found by then is marked.
    Stopped,
    /// There will be no marks.
    Failed(Failure),
}

impl State {
    pub(super) fn handle_event(&mut self, event: Event) {
        match event {
            Event::Progress { revision, share } => {
                if revision == self.engine.revision && matches!(self.engine.phase, Phase::Working(_)) {
                    self.engine.phase = Phase::Working(share);
                }
            }
            Event::Done { revision, analysis, complete } => {
                if revision == self.engine.revision && !analysis.is_of(&self.session.text.canonical) {
                    self.engine.phase = Phase::Failed(Failure::Broke(String::new()));
                } else if revision == self.engine.revision {
                    match self.engine.phase {
                        Phase::Working(_) | Phase::Stopped => {
                            self.engine.phase = if complete { Phase::Ready } else { Phase::Stopped };
                            self.set_found(analysis);
                        }
                        // A better analysis of the same text.
                        Phase::Ready => self.set_found(analysis),
                        Phase::Empty | Phase::Failed(_) => {}
                    }
                }
            }
            Event::Evidence { revision, index, evidence } => {
                let is_known = self.engine.evidence.iter().any(|(weighed, _)| *weighed == index);
                if revision == self.engine.revision && index < self.engine.found.annotations.len() && !is_known {
                    self.engine.evidence.push((index, evidence));
                }
            }
            Event::Failed(failure) => {
                if let Phase::Working(_) = self.engine.phase {
                    self.engine.phase = Phase::Failed(failure);
                }
            }
            Event::Model(model) => self.engine.model = model,
            Event::OnMainThread(why) => self.engine.on_main_thread = why,
        }
    }

    /// Shows what the engine found.
    pub(super) fn set_found(&mut self, analysis: Rc<Analysis>) {
        self.engine.found = match &self.session.work.frozen {
            Some(frozen) if self.is_counted() => {
                Rc::new(Analysis { annotations: frozen.to_vec(), ..Analysis::clone(&analysis) })
            }
            _ => analysis,
        };
        self.engine.evidence = Vec::new();
        self.resolve();
        if self.engine.phase == Phase::Ready {
            self.ui.announcement =
                if self.hides_answers() { strings::ANSWERS_HIDDEN.into() } else { spoken_summary(self).into() };
        }
    }

    /// What the engine found.
    pub(crate) fn found(&self) -> Rc<Analysis> {
        self.engine.found.clone()
    }

    /// Whether this is what the engine found.
    pub(crate) fn is_of(&self, analysis: &Rc<Analysis>) -> bool {
        Rc::ptr_eq(&self.engine.found, analysis)
    }

    /// Whether the marks are those of the rules while the model is still on its way.
    pub(crate) fn is_provisional(&self) -> bool {
        self.engine.phase == Phase::Ready
            && self.engine.found.is_by_rules()
            && !matches!(self.engine.model, Model::Unusable(_))
    }

    /// Where the engine has an annotation, of which the model has an opinion: of those that it found, and of all hedges.
    /// Other marks of rules are such as it did not learn to find.
    pub(crate) fn evidence_index(&self, index: usize) -> Option<usize> {
        let annotation = self.derived.analysis.annotations.get(index)?;
        if self.session.work.frozen.is_some() {
            return None;
        }
        let is_known = annotation.is_by_model() || annotation.layer() == Layer::Hedge;
        if !is_known || annotation.origin == Origin::Person || self.engine.found.is_by_rules() {
            return None;
        }
        self.engine.found.annotations.iter().position(|machine| machine.id == annotation.id)
    }

    /// What the model thinks of an annotation, by its index in what the engine found, where it has said so.
    pub(crate) fn evidence(&self, machine: usize) -> Option<&Rc<Evidence>> {
        self.engine.evidence.iter().find(|(weighed, _)| *weighed == machine).map(|(_, evidence)| evidence)
    }
}
