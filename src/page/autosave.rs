//! Drafts save themselves, and nothing is lost by a reload, a crash or the Back button.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::callback::Timeout;

use super::action::DraftAction;
use super::command::PageCommand;
use super::draft_list;
use super::session::DocumentState;
use super::{Page, after, value};
use crate::browser::history;
use crate::clients::extraction::PageOrigin;
use crate::storage::drafts::{self, Draft, Saved};
use crate::strings;
use reportedly_reader::{Snapshot, UserWork};

/// Saving of the document that is open.
#[derive(Debug, Default)]
pub(super) struct Autosave {
    /// Set while there is something to save: when it is done.
    pub(super) timer: Option<Timeout>,
    /// The last save failed, and the person knows.
    has_failed: bool,
}

/// How long a change may wait until it is saved, in milliseconds.
const PAUSE: u32 = 400;

/// Where a document is kept. It outlives the document on the screen: what is still to be saved then is saved.
#[derive(Debug)]
pub(super) struct DraftHandle {
    /// The draft's id, after those that it had before another tab, or a deletion, took them.
    ids: RefCell<Vec<String>>,
    /// The version that was saved last; 0 if none was.
    version: Cell<f64>,
    /// What is to be saved next: its title, the text, the work on it, and what is known of its web page.
    next: RefCell<Option<(String, String, UserWork, PageOrigin)>>,
    /// The title that it was given last, by this tab; what is being saved has it already.
    title: RefCell<String>,
    busy: Cell<bool>,
    /// Where the draft's work could not be read: the id of a second draft, which is what is saved next.
    second: RefCell<Option<String>>,
}

/// How a person came to a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OpenedVia {
    /// By the list.
    Asked,
    /// Back or forward in the tab's history.
    Popped,
    /// By opening the page, in a tab that had it open.
    Resumed,
}

impl DraftHandle {
    /// Of a draft that is kept, or of one that is not kept yet.
    pub(super) fn new(id: String, version: f64) -> Rc<DraftHandle> {
        Rc::new(DraftHandle {
            ids: RefCell::new(vec![id]),
            version: Cell::new(version),
            next: RefCell::default(),
            title: RefCell::default(),
            busy: Cell::default(),
            second: RefCell::default(),
        })
    }

    /// Of a draft whose work could not be read, and which is left as it is.
    fn beside(id: String) -> Rc<DraftHandle> {
        let draft = DraftHandle::new(id, 0.0);
        draft.second.replace(Some(drafts::new_id()));
        draft
    }

    /// Of a draft that is not kept yet.
    pub(super) fn fresh() -> Rc<DraftHandle> {
        DraftHandle::new(drafts::new_id(), 0.0)
    }

    pub(super) fn id(&self) -> String {
        self.ids.borrow().last().cloned().unwrap_or_default()
    }

    /// The id of the draft if there is one already; empty before it is saved for the first time.
    pub(super) fn saved_id(&self) -> String {
        if self.version.get() > 0.0 { self.id() } else { String::new() }
    }

    /// The id of what is saved next, and whether it is a second draft of the text.
    fn next_id(&self) -> (String, bool) {
        self.second.borrow().clone().map_or_else(|| (self.id(), false), |second| (second, true))
    }

    fn has(&self, id: &str) -> bool {
        self.ids.borrow().iter().any(|one| one == id)
    }

    /// Saves until there is nothing more to save. Returns whether another tab's draft was in the way.
    async fn save(&self) -> Result<bool, String> {
        let mut had_conflict = false;
        loop {
            let Some((title, text, work, origin)) = self.next.take() else { return Ok(had_conflict) };
            let (id, is_second) = self.next_id();
            let saved = drafts::save(&id, self.version.get(), &title, &text, &work, &origin, is_second).await?;
            let Saved { id, version, is_conflict } = saved;
            self.ids.borrow_mut().extend(self.second.take());
            had_conflict |= is_conflict;
            if is_conflict {
                self.ids.borrow_mut().push(id);
            }
            self.version.set(version);
        }
    }
}

impl Page {
    /// There is something to save.
    pub(super) fn change(&mut self) {
        if self.autosave.timer.is_none() {
            self.autosave.timer = Some(after(PAUSE, &self.scope, DraftAction::SaveDue.into()));
        }
    }

    /// The text and the work on it, if there is any: an example that nobody has changed is nobody's draft.
    fn worth_saving(&self) -> Option<(String, UserWork)> {
        let (text, work) = self.current_work();
        let untouched = self.session.example.is_some() && work.history.edits().is_empty();
        (!text.trim().is_empty() && !untouched).then_some((text, work))
    }

    /// Saves what there is to save.
    pub(super) fn save(&mut self) {
        if self.autosave.timer.take().is_none() || !self.preferences.keeps_drafts || self.session.link.is_some() {
            return;
        }
        let Some((text, work)) = self.worth_saving() else { return };
        let draft = self.session.draft.clone();
        let title = self.title_in(&text);
        draft.title.borrow_mut().clone_from(&title);
        *draft.next.borrow_mut() = Some((title, text, work, self.session.origin.clone()));
        if !draft.busy.replace(true) {
            self.spawn(async move {
                let saved = draft.save().await;
                draft.busy.set(false);
                DraftAction::Saved(draft, saved).into()
            });
        }
    }

    /// Saves what there is to save, in a hurry.
    pub(super) fn save_in_a_hurry(&mut self) {
        let draft = &self.session.draft;
        // What is being saved may not be done in time, and what could not be saved is saved nowhere.
        let unsaved = self.autosave.timer.is_some() || draft.busy.get() || self.autosave.has_failed;
        let is_ours = self.preferences.keeps_drafts && self.session.link.is_none();
        if let Some((text, work)) = (unsaved && is_ours).then(|| self.worth_saving()).flatten() {
            let (id, origin) = (draft.next_id().0, &self.session.origin);
            drafts::store_unsaved(&id, draft.version.get(), &self.title_in(&text), &text, &work, origin);
        }
        self.save();
    }

    pub(super) fn save_ended(&mut self, draft: &Rc<DraftHandle>, saved: Result<bool, String>) {
        match saved {
            Ok(two) => {
                self.autosave.has_failed = false;
                if self.autosave.timer.is_none() || !Rc::ptr_eq(draft, &self.session.draft) {
                    draft.ids.borrow().iter().for_each(|id| drafts::remove_unsaved(id));
                }
                if Rc::ptr_eq(draft, &self.session.draft) {
                    // Where the address has a link by now, that is being opened.
                    if history::link_in_address().is_empty() {
                        self.set_history_entry(false);
                    }
                    if two {
                        self.show_notice(strings::TWO_DRAFTS, None);
                    }
                }
            }
            Err(message) => {
                if !std::mem::replace(&mut self.autosave.has_failed, true) {
                    self.show_notice(strings::not_kept(&message), Some((PageCommand::Save, strings::SAVE_FILE)));
                }
            }
        }
        self.dispatch(DraftAction::Changed);
    }

    /// The reader shows something else.
    pub(super) fn take_snapshot(&mut self, shown: Snapshot) {
        if shown.document != self.session.document {
            return;
        }
        let is_new = !Rc::ptr_eq(&self.session.work, &shown.work) && *self.session.work != *shown.work;
        self.session.work = shown.work.clone();
        self.session.based = self.session.reading.clone().unwrap_or_default();
        let title = drafts::title_of(&shown.text, &shown.analysis.asides);
        self.snapshot = Some(shown);
        if is_new {
            self.end_attaching();
            self.change();
        }
        // What was taken for the title is set aside by now. Only what this tab has saved is saved once more: another tab may
        // have it open as well.
        let is_otherwise = |saved: &str| !saved.is_empty() && saved != title;
        if is_otherwise(&self.session.draft.title.borrow()) {
            self.change();
        }
    }

    /// Says in the tab's history where it is.
    pub(super) fn set_history_entry(&self, push: bool) {
        // What a link brought is where the link is.
        if self.session.link.is_some() {
            return;
        }
        history::set_entry(&self.session.draft.id(), self.session.reading.is_some(), push);
    }

    /// Gets a draft, to be read or written.
    pub(super) fn fetch(&mut self, id: String, reading: bool, via: OpenedVia) {
        if self.drafts.is_framed {
            return;
        }
        self.save();
        self.spawn(async move {
            let draft = drafts::load(&id).await;
            DraftAction::Opened { id, draft, reading, via }.into()
        });
    }

    /// A draft has come.
    pub(super) fn opened(&mut self, id: String, draft: Result<Option<Draft>, String>, reading: bool, via: OpenedVia) {
        match draft {
            Ok(Some(Draft { text, work, version, unsaved, origin })) => {
                let is_readable = work.is_some();
                let draft = if is_readable { DraftHandle::new(id, version) } else { DraftHandle::beside(id) };
                let document = DocumentState { text, work: Rc::new(work.unwrap_or_default()), draft, origin };
                self.turn_to(document, reading, via == OpenedVia::Asked);
                if !is_readable {
                    self.show_notice(strings::WORK_UNREADABLE, None);
                } else if unsaved {
                    self.change();
                }
                return;
            }
            // Such as an example that nobody had changed.
            Ok(None) if via == OpenedVia::Resumed => {}
            Ok(None) if via == OpenedVia::Popped => {
                self.remember_previous();
                self.begin(Rc::default(), DraftHandle::new(id, 0.0));
                self.session.reading = None;
                self.set_text("");
                if reading {
                    self.show_notice(strings::DRAFT_GONE, None);
                }
            }
            Ok(None) => self.show_notice(strings::DRAFT_GONE, None),
            Err(message) => self.show_notice(strings::not_opened(&message), None),
        }
        self.set_history_entry(false);
    }

    /// The tab has gone back or forward.
    pub(super) fn follow_history(&mut self) {
        let Some((id, reading)) = history::current_entry() else { return };
        if !self.session.draft.has(&id) {
            // A text that is kept nowhere is at hand still.
            return match self.session.previous.take_if(|previous| previous.draft.has(&id)) {
                Some(previous) => self.turn_to(previous, reading, false),
                None => self.fetch(id, reading, OpenedVia::Popped),
            };
        }
        if !reading && self.session.reading.is_some() {
            self.write();
        } else if reading && self.session.reading.is_none() && !value(&self.nodes.text_box).trim().is_empty() {
            self.read(value(&self.nodes.text_box), false);
        }
        self.set_history_entry(false);
    }

    /// Shows a document that is kept, or was set aside, in the place of the one that is there.
    fn turn_to(&mut self, document: DocumentState, reading: bool, push: bool) {
        let DocumentState { text, work, draft, origin } = document;
        // What was typed while it came.
        self.save();
        self.remember_previous();
        self.begin(work, draft);
        self.session.based = text.clone().into();
        self.session.origin = origin;
        if reading {
            self.load(text, push);
        } else {
            self.session.reading = None;
            self.set_text(&text);
            self.set_history_entry(false);
        }
        // Looking at a draft is no change of it, of which another tab would have to hear.
        self.autosave.timer = None;
    }

    /// Goes on with the draft that this tab had open.
    pub(super) fn resume(&mut self) {
        if self.open_address() {
            return;
        }
        match history::current_entry() {
            Some((id, reading)) => self.fetch(id, reading, OpenedVia::Resumed),
            None => self.set_history_entry(false),
        }
    }

    pub(super) fn delete(&mut self, id: String) {
        self.drafts.confirming = false;
        // What is deleted stays in the box, where it is open, as a text that is not kept yet.
        if id.is_empty() || self.session.draft.has(&id) {
            self.autosave.timer = None;
            *self.session.draft.next.borrow_mut() = None;
            let fresh = DraftHandle::fresh();
            fresh.ids.borrow_mut().splice(0..0, self.session.draft.ids.take());
            self.session.draft = fresh;
            self.set_history_entry(false);
        }
        self.show_notice(strings::DELETED, Some((PageCommand::BringDraftsBack, strings::BRING_DRAFTS_BACK)));
        self.effects.focus = Some(self.ui.remedy_node.clone());
        self.spawn(async move { draft_list::change_ended(drafts::remove(&id).await) });
    }
}
