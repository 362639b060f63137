//! Undo and redo, and the way back to what they were about.

use std::rc::Rc;

use reportedly_document::{Annotation, Edit, Op, Phrase};

use super::{Focus, State};
use crate::strings;

impl State {
    pub(super) fn undo(&mut self) {
        if self.refuse_if_read_only() {
            return;
        }
        let undone = Rc::make_mut(&mut self.session.work).history.undo().map(<[Edit]>::to_vec);
        self.after_undo(undone, strings::UNDONE, strings::NOTHING_TO_UNDO);
    }

    pub(super) fn redo(&mut self) {
        if self.refuse_if_read_only() {
            return;
        }
        let redone = Rc::make_mut(&mut self.session.work).history.redo().map(<[Edit]>::to_vec);
        self.after_undo(redone, strings::REDONE, strings::NOTHING_TO_REDO);
    }

    fn after_undo(&mut self, edits: Option<Vec<Edit>>, done: &str, nothing: &'static str) {
        let Some(edits) = edits else {
            self.ui.announcement = nothing.into();
            return;
        };
        let segment = self.subject(&edits).and_then(|index| self.first_segment(index));
        let was_pinned = self.is_pinned();
        self.ui.writing = None;
        if let Some(triage) = &mut self.ui.triage {
            triage.last = None;
        }
        self.resolve();
        self.follow_spotlight();
        self.count_decisions();
        self.ui.announcement = strings::undone(done, edits.len()).into();
        match self.subject(&edits) {
            Some(index) if self.undone_in_triage(index) => {}
            Some(index) => self.lead_back(index),
            None if segment.is_some() => self.after_removal(segment, was_pinned),
            None => {}
        }
    }

    /// The mark that a step of one edit is about, where it is there.
    fn subject(&self, edits: &[Edit]) -> Option<usize> {
        let [edit] = edits else { return None };
        match &edit.op {
            Op::Mark(target, _) => self.index_of(&target.id),
            Op::Hide(phrase) | Op::Show(phrase) => {
                let text = &self.session.text.canonical;
                let has = |mark: &Annotation| mark.layer() == phrase.layer && Phrase::of(text, mark).is(phrase);
                self.derived.analysis.annotations.iter().position(has)
            }
            Op::Unknown(_) => None,
        }
    }

    /// Leads to a mark that something was taken back of. An open card that is about it stays as it is.
    fn lead_back(&mut self, index: usize) {
        if self.explained().iter().any(|&(explained, _)| explained == index) {
            return;
        }
        let Some(segment) = self.first_segment(index) else { return };
        self.ui.card = None;
        self.ui.chosen_marks = vec![index];
        self.ui.tab_stop = self.derived.layout.stop_from(segment);
        self.ui.focus = Some(Focus::Return(segment));
    }
}
