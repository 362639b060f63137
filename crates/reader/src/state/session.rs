//! What a person works on: a text, and the work on it, which the host saves.

use std::rc::Rc;

use super::{Overlay, Phase, State};
use crate::api::UserWork;
use crate::text::Text;

/// The document that is open.
#[derive(Clone, Debug, Default)]
pub(crate) struct Session {
    /// Which document it is, as the host has numbered it.
    pub(crate) document: u32,
    /// What is read.
    pub(crate) text: Rc<Text>,
    /// What is known of the lines of the text before it is read (`KnownLines`), encoded.
    pub(crate) known: Rc<str>,
    /// The text that the edits are of, when none is shown: a text that is being written has no marks.
    pub(super) before: Rc<Text>,
    /// The person's work.
    pub(crate) work: Rc<UserWork>,
}

impl State {
    /// Takes a text, and what is known of its lines. Work on an earlier text of the same document moves to it.
    pub(super) fn read(&mut self, text: Rc<Text>, known: Rc<str>, document: u32, given: &Rc<UserWork>) {
        if document != self.session.document {
            self.ui.spotlight = None;
            // A choice of what to see is for the next text too, unless that one comes with its own.
            let view = self.session.work.view.for_another_text();
            let fresh = **given == UserWork::default();
            self.session.work = if fresh { Rc::new(UserWork { view, ..UserWork::default() }) } else { given.clone() };
        } else if !text.is_empty() && self.session.before.canonical != text.canonical {
            let UserWork { history, view, frozen, .. } = Rc::make_mut(&mut self.session.work);
            // They are marks of another text.
            *frozen = None;
            history.rebase(&self.session.before.canonical, &text.canonical);
            view.included.clear();
        }
        self.session.document = document;
        if !text.is_empty() {
            self.session.before = text.clone();
        }
        self.session.text = text;
        self.session.known = known;
        self.ui.overlay = Overlay::Nothing;
        self.ui.search = None;
        self.begin();
    }

    /// Shows the text as it is and waits for the engine.
    pub(super) fn begin(&mut self) {
        self.engine.revision += 1;
        self.engine.phase = if self.session.text.is_empty() { Phase::Empty } else { Phase::Working(0.0) };
        self.ui.tab_stop = None;
        self.ui.card = None;
        self.ui.triage = None;
        self.ui.source_editor = None;
        self.ui.selected_words = None;
        self.ui.picking = None;
        self.ui.chosen_marks.clear();
        self.ui.departures.clear();
        self.ui.undone_move = None;
        self.set_found(Rc::default());
    }
}
