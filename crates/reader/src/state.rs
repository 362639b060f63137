//! The state of a reader, which changes by actions only and is tested without a screen.

mod action;
mod commands;
mod derived;
mod edits;
mod engine;
mod host;
mod search;
mod session;
mod snapshot;
mod source_editor;
mod speaker;
mod spotlight;
#[cfg(test)]
mod tests;
mod triage;
mod ui;
mod undo;

use std::rc::Rc;

pub(super) use action::{Action, EditAction, HostAction, UiAction};
pub(super) use commands::MOST_HIGHLIGHTED;
use derived::Derived;
pub(super) use edits::NOTE;
use engine::EngineState;
pub(super) use engine::Phase;
use host::HostOptions;
use reportedly_document::Annotation;
use session::Session;
pub(crate) use source_editor::{NAME, SourceEditor, SourceProblem, Split};
pub(crate) use speaker::SpeakerOrigin;
pub(super) use ui::{Card, CardTrigger, Focus, Overlay, TextBox, Ui};

use super::api::{QuizMode, UserWork};
use super::command::{ByteOffset, MarkIndex};

/// All that a reader knows. It changes by [`Action`]s only, without a screen, so that it can be tested without one.
#[derive(Clone, Debug, Default)]
pub(super) struct State {
    /// The text and the person's work on it: what the host saves.
    pub(super) session: Session,
    /// What the engine has reported.
    pub(super) engine: EngineState,
    /// What the host has set.
    pub(super) host: HostOptions,
    /// What follows from all of these.
    pub(super) derived: Derived,
    /// What is only on the screen.
    pub(super) ui: Ui,
}

impl State {
    /// Before there is a text, with the work on the first one.
    pub(super) fn new(document: u32, work: Rc<UserWork>) -> State {
        State { session: Session { document, work, ..Session::default() }, ..State::default() }
    }

    pub(super) fn apply(&mut self, action: Action) {
        if action.ends_typing() {
            self.save_note();
        }
        let announced = self.ui.announcement.clone();
        self.act(action);
        self.settle_triage(&announced);
        self.close_hidden_source_editor();
        if !self.ui.writing.as_ref().is_some_and(|writing| self.is_open(writing)) {
            self.ui.writing = None;
        }
    }

    fn act(&mut self, action: Action) {
        match action {
            Action::Engine(event) => self.handle_event(event),
            Action::Host(action) => self.handle_host(action),
            Action::Ui(action) => self.handle_ui(action),
            Action::Edit(action) => self.handle_edit(action),
            Action::Do(command) => self.command(command),
            Action::Allowed(action) => self.act(*action),
        }
    }

    fn handle_edit(&mut self, action: EditAction) {
        match action {
            EditAction::SetLabel(mark, list, label) => self.with(mark, |state, index| state.label(index, list, label)),
            EditAction::SetLabelByKey(label) => self.label_by_key(label),
            EditAction::SetSpeaker(mark, speaker) => self.with(mark, |state, index| state.set_speaker(index, speaker)),
            EditAction::TypeSpeaker(mark, name) => self.with(mark, |state, index| state.type_speaker(index, &name)),
            EditAction::RenameSource(mark, name) => self.with(mark, |state, index| state.rename_source(index, &name)),
            EditAction::SetSourceClass(mark, class) => {
                self.with(mark, |state, index| state.set_source_class(index, class));
            }
            EditAction::SetNote(mark, note) => self.with(mark, |state, index| state.note(index, note)),
            EditAction::Type(text_box, mark, words) => self.write(text_box, mark, words),
            // That has been done already.
            EditAction::SaveNote => {}
            EditAction::Resize { index, part, from, to } => self.resize(index, part, from, to),
            EditAction::Nudge { end, forward } => self.nudge(end, forward),
        }
    }

    /// Whether the marks that the text came with are hidden until the person has marked: nothing can be said of them.
    pub(super) fn hides_answers(&self) -> bool {
        self.session.work.answers == QuizMode::Hidden
    }

    /// Whether there are marks to count.
    pub(super) fn is_counted(&self) -> bool {
        matches!(self.engine.phase, Phase::Ready | Phase::Stopped)
    }

    /// The annotations that are shown, or could be: the filter hides some of them.
    pub(super) fn annotations(&self) -> &[Annotation] {
        &self.derived.analysis.annotations
    }

    /// The index of a mark that came out of the DOM, if there is an annotation of this index still.
    pub(super) fn checked(&self, mark: MarkIndex) -> Option<usize> {
        Some(mark.0).filter(|&index| index < self.derived.analysis.annotations.len())
    }

    /// Those of the indices that are of annotations.
    pub(super) fn checked_all(&self, marks: impl Iterator<Item = MarkIndex>) -> Vec<usize> {
        marks.filter_map(|mark| self.checked(mark)).collect()
    }

    /// Does something about a mark that came out of the DOM, if it is there.
    fn with(&mut self, mark: MarkIndex, act: impl FnOnce(&mut State, usize)) {
        if let Some(index) = self.checked(mark) {
            act(self, index);
        }
    }

    /// A byte offset that came out of the DOM, if it is one of the text.
    fn checked_offset(&self, offset: ByteOffset) -> Option<u32> {
        Some(offset.0).filter(|&byte| self.session.text.canonical.is_char_boundary(byte as usize))
    }

    /// An annotation that is shown.
    fn shown(&self, index: usize) -> Option<&Annotation> {
        self.derived.analysis.annotations.get(index)
    }
}
