//! Undo and redo, and the way back to what they were about.

use std::rc::Rc;

use reportedly_document::{Annotation, Change, Edit, Op, Phrase, Speaker};

use super::{Focus, State};
use crate::command::Tab;
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
            Some(index) if self.is_explained(index) => {}
            _ if self.lead_back_to_source(&edits) => {}
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

    /// Whether the open card is about a mark: it stays as it is.
    fn is_explained(&self, index: usize) -> bool {
        self.explained().iter().any(|&(explained, _)| explained == index)
    }

    /// Leads to the heading of the panel that a step was about: one that was merged, split, renamed or of another kind. Says
    /// whether there is one.
    fn lead_back_to_source(&mut self, edits: &[Edit]) -> bool {
        let is_called =
            |edit: &&Edit| matches!(edit.op, Op::Mark(_, Change::Speaker(Speaker::Named(_) | Speaker::Nobody)));
        let called = edits.iter().filter(is_called).filter_map(Edit::target);
        let statements: Vec<usize> = called.filter_map(|target| self.index_of(&target.id)).collect();
        let has = |source: &reportedly_document::Source| {
            statements.first().is_some_and(|&first| source.statements.contains(&(first as u32)))
        };
        // What the filter leaves out of the list has no heading to lead to.
        if !self.derived.lists.sources.iter().any(has) {
            return false;
        }
        let first = self.derived.lists.all_sources.iter().find(|source| has(source));
        let Some(&first) = first.and_then(|source| source.statements.first()) else { return false };
        self.ui.card = None;
        self.ui.tab = Tab::Statements;
        self.ui.chosen_marks = statements;
        self.ui.focus = Some(Focus::ReturnToSource(first));
        true
    }

    /// Leads to a mark that something was taken back of.
    fn lead_back(&mut self, index: usize) {
        let Some(segment) = self.first_segment(index) else { return };
        self.ui.card = None;
        self.ui.chosen_marks = vec![index];
        self.ui.tab_stop = self.derived.layout.stop_from(segment);
        self.ui.focus = Some(Focus::Return(segment));
    }
}
