//! Drafts save themselves, and nothing is lost by a reload, a crash or the Back button.

use std::rc::Rc;

use gloo_timers::callback::Timeout;

use super::{Happening, Page, after, value};
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
    /// A save is under way, and whether there has been more to save since.
    under_way: Option<bool>,
    /// The person was told that drafts cannot be kept.
    refused: bool,
}

impl Saving {
    /// What comes is another document's.
    pub(super) fn forget(&mut self) {
        self.timer = None;
        self.under_way = None;
    }
}

impl Page {
    /// There is something to save.
    pub(super) fn change(&mut self) {
        self.saving.timer = Some(after(PAUSE, &self.scope, Happening::Save));
    }

    /// The text of the document, and the work on it.
    fn now(&self) -> (String, Work) {
        match &self.reading {
            Some(text) => (text.to_string(), (*self.work).clone()),
            None => {
                let text = value(&self.input);
                let work = keep::moved(&self.work, &self.based, &text);
                (text, work)
            }
        }
    }

    /// Saves what there is to save.
    pub(super) fn save(&mut self) {
        if self.saving.timer.take().is_none() || !self.keeps {
            return;
        }
        if let Some(more) = &mut self.saving.under_way {
            *more = true;
            return;
        }
        let (text, work) = self.now();
        let untouched = self.example.is_some() && work.history.edits().is_empty();
        if text.trim().is_empty() || untouched {
            return;
        }
        self.saving.under_way = Some(false);
        let ((id, version), document) = (self.draft.clone(), self.document);
        self.later(async move { Happening::Saved(document, keep::keep(&id, version, &text, &work).await) });
    }

    pub(super) fn was_saved(&mut self, document: u32, saved: Result<Saved, String>) {
        if document == self.document {
            let more = self.saving.under_way.take().unwrap_or_default();
            match saved {
                Ok(Saved { id, version, two }) => {
                    self.saving.refused = false;
                    self.draft = (id, version);
                    keep::set_place(&self.draft.0, self.reading.is_some(), false);
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
            if more {
                self.change();
            }
        }
        self.happens(Happening::Changed);
    }

    pub(super) fn was_shown(&mut self, shown: Shown) {
        if shown.document != self.document {
            return;
        }
        let is_new = !Rc::ptr_eq(&self.work, &shown.work) && *self.work != *shown.work;
        self.work = shown.work.clone();
        self.based = self.reading.clone().unwrap_or_default();
        self.shown = Some(shown);
        if is_new {
            self.change();
        }
    }

    /// A draft has come.
    pub(super) fn opened(&mut self, id: String, draft: Result<Option<Draft>, String>, reading: bool, push: bool) {
        match draft {
            Ok(Some(Draft { text, work, version })) => {
                self.begin(Rc::new(work), (id, version));
                self.based = text.clone().into();
                if reading {
                    self.load(text, push);
                } else {
                    self.fill(&text);
                    self.reading = None;
                    keep::set_place(&self.draft.0, false, false);
                }
            }
            Ok(None) => self.say(strings::DRAFT_GONE, None),
            Err(message) => self.say(strings::not_opened(&message), None),
        }
    }

    /// The tab has gone back or forward.
    pub(super) fn popped(&mut self) {
        let Some((id, reading)) = keep::here() else { return };
        if !id.is_empty() && id != self.draft.0 {
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
        keep::set_place(&self.draft.0, self.reading.is_some(), false);
    }

    /// Goes on with the draft that this tab had open.
    pub(super) fn resume(&mut self) {
        match keep::here().filter(|(id, _)| !id.is_empty()) {
            Some((id, reading)) => self.later(async move {
                let draft = keep::draft(&id).await;
                Happening::Opened(id, draft, reading, false)
            }),
            None => keep::set_place("", false, false),
        }
    }

    pub(super) fn delete(&mut self, id: String) {
        self.sure = false;
        // What is deleted stays in the box, where it is open, as a text that is not kept yet.
        if id.is_empty() || id == self.draft.0 {
            self.draft = Default::default();
            self.saving.forget();
            keep::set_place("", self.reading.is_some(), false);
        }
        self.say(strings::DELETED, Some(("bring-drafts-back", strings::BRING_MARK_BACK)));
        self.later(async move { super::done(keep::remove(&id).await.is_ok()) });
    }

    /// Hands the document over as a file.
    pub(super) fn save_file(&mut self) {
        let (text, _) = self.now();
        keep::download(&[&keep::title(&text), ".txt"].concat(), &text, "text/plain");
    }
}
