//! Drafts save themselves, and nothing is lost by a reload, a crash or the Back button.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use yew::AttrValue;

use super::{Happening, Kept, Page, after, value};
use crate::keep::{self, Draft, Saved};
use crate::reader::{Shown, Work};
use crate::strings;

/// How long the keyboard rests before a text is saved, in milliseconds.
const PAUSE: u32 = 400;

/// How far saving is.
#[derive(Debug, Default)]
pub(super) struct Saving {
    /// There is something to save, when this has ended.
    timer: Option<Timeout>,
    /// The person was told that drafts cannot be kept.
    refused: bool,
}

impl Page {
    /// There is something to save.
    pub(super) fn change(&mut self) {
        self.saving.timer = Some(after(PAUSE, &self.scope, Happening::Save));
    }

    /// The text of the document, and the work on it.
    fn now(&self) -> (String, Work) {
        let text = self.reading.as_ref().map_or_else(|| value(&self.input), AttrValue::to_string);
        let work = keep::moved(&self.work, &self.based, &text);
        (text, work)
    }

    /// Saves what there is to save.
    pub(super) fn save(&mut self) {
        if self.saving.timer.take().is_none() || !self.keeps {
            return;
        }
        let (text, work) = self.now();
        let untouched = self.example.is_some() && work.history.edits().is_empty();
        if text.trim().is_empty() || untouched {
            return;
        }
        let (id, document) = (self.draft.id.clone(), self.document);
        self.later(async move { Happening::Saved(document, keep::keep(&id, &text, &work).await) });
    }

    pub(super) fn was_saved(&mut self, document: u32, saved: Result<Saved, String>) {
        match saved {
            Ok(Saved { id, two }) => {
                self.saving.refused = false;
                if document == self.document {
                    self.draft = Kept { id, kept: true };
                    self.set_place(false);
                }
                if two {
                    self.say(strings::TWO_DRAFTS, None);
                }
            }
            Err(message) => {
                if !std::mem::replace(&mut self.saving.refused, true) {
                    self.say(strings::not_kept(&message), Some(("save-file", strings::SAVE_FILE)));
                }
            }
        }
        self.happens(Happening::Changed);
    }

    /// Says in the tab's history where it is now, in a new entry or in this one.
    pub(super) fn set_place(&self, push: bool) {
        keep::set_place(if self.draft.kept { &self.draft.id } else { "" }, self.reading.is_some(), push);
    }

    pub(super) fn was_shown(&mut self, shown: Shown) {
        if shown.document != self.document {
            return;
        }
        let is_new = !Rc::ptr_eq(&self.work, &shown.work) && *self.work != *shown.work;
        self.work = shown.work.clone();
        self.based = self.reading.clone().unwrap_or_default();
        if is_new {
            self.change();
        }
    }

    /// A draft has come.
    pub(super) fn opened(&mut self, id: String, draft: Result<Option<Draft>, String>, reading: bool, push: bool) {
        match draft {
            Ok(Some(Draft { text, work })) => {
                self.begin(Rc::new(work), Kept { id, kept: true });
                self.based = text.clone().into();
                if reading {
                    self.load(text, push);
                } else {
                    self.fill(&text);
                    self.reading = None;
                    self.set_place(false);
                }
            }
            Ok(None) => self.say(strings::DRAFT_GONE, None),
            Err(message) => self.say(strings::not_opened(&message), None),
        }
    }

    /// The tab has gone back or forward.
    pub(super) fn popped(&mut self) {
        let Some((id, reading)) = keep::here() else { return };
        if !id.is_empty() && id != self.draft.id {
            self.save();
            return self.later(async move {
                let draft = keep::draft(&id).await;
                Happening::Opened(id, draft, reading, false)
            });
        }
        // An entry from before the draft had an id is about the same text.
        if !reading && self.reading.is_some() {
            self.write();
        } else if reading && self.reading.is_none() && !value(&self.input).trim().is_empty() {
            self.read(value(&self.input), false);
        }
        self.set_place(false);
    }

    /// Goes on with the draft that this tab had open.
    pub(super) fn resume(&mut self) {
        match keep::here().filter(|(id, _)| !id.is_empty()) {
            Some((id, reading)) => self.later(async move {
                let draft = keep::draft(&id).await;
                Happening::Opened(id, draft, reading, false)
            }),
            None => self.set_place(false),
        }
    }

    pub(super) fn delete(&mut self, id: String) {
        self.sure = false;
        // What is deleted stays in the box, where it is open, as a text that is not kept yet.
        if id.is_empty() || id == self.draft.id {
            self.draft = Kept::default();
            self.saving.timer = None;
            self.set_place(false);
        }
        self.say(strings::DELETED, Some(("bring-drafts-back", strings::BRING_MARK_BACK)));
        self.later(async move { super::done(keep::remove(&id).await) });
    }

    /// Hands the document over as a file.
    pub(super) fn save_file(&mut self) {
        let (text, _) = self.now();
        keep::download(&[&keep::title(&text), ".txt"].concat(), &text, "text/plain");
    }
}
