//! The draft of a comparison: opened, saved, and what became of the drafts that its texts come from.

use super::add::{Added, of_draft};
use super::article::{Article, Origin};
use super::{Action, ComparePage, draft_in_address, set_address, strings};
use crate::browser::history;
use crate::storage::comparison::{self, ComparedText};
use crate::storage::drafts::{self, Draft, Saved};

/// Where the comparison is kept.
#[derive(Debug)]
pub(super) struct Saving {
    /// Whether drafts are kept in this browser.
    keeps: bool,
    id: String,
    /// 0 before it was saved for the first time.
    version: f64,
    is_busy: bool,
    /// It has changed since the save that is under way.
    is_due: bool,
    /// It came with a link, and is kept when the person says so or changes it.
    pub(super) is_shared: bool,
}

/// A comparison that was asked for by its draft's id, and its version.
#[derive(Debug)]
pub(super) struct Opened {
    id: String,
    loaded: Result<Option<(Vec<u8>, f64)>, String>,
    /// There was no text when it was asked for: those that have come since are added to it.
    is_first: bool,
}

impl Saving {
    pub(super) fn new(keeps: bool) -> Saving {
        let id = drafts::new_id();
        Saving { keeps, id, version: 0.0, is_busy: false, is_due: false, is_shared: false }
    }

    /// Another comparison begins, in another draft.
    pub(super) fn begin(&mut self) {
        *self = Saving::new(self.keeps);
    }
}

impl ComparePage {
    /// Shows what the address names, or what this tab had.
    pub(super) fn start(&mut self) {
        self.list_drafts();
        self.open_address();
        if self.articles.is_empty() && history::link_in_address().is_empty() && draft_in_address().is_empty() {
            self.add_stored();
        }
    }

    /// The texts that this tab keeps; the first is the one that was read.
    fn add_stored(&mut self) {
        let texts = comparison::stored();
        if !texts.is_empty() {
            self.added(Added::new(texts));
        }
    }

    pub(super) fn open_address(&mut self) {
        let link = history::link_in_address();
        let draft = draft_in_address();
        if !link.is_empty() {
            self.open_shared(&link);
        } else if draft == "lost" {
            self.notice = vec![strings::LOST.to_owned()];
            set_address("");
        } else if !draft.is_empty() && draft != self.saving.id && !self.is_framed {
            let is_first = self.articles.is_empty();
            self.spawn(async move {
                let loaded = drafts::load_comparison(&draft).await;
                Action::Opened(Opened { id: draft, loaded, is_first })
            });
        }
    }

    /// The draft that the address names is there, or is not.
    pub(super) fn opened(&mut self, Opened { id, loaded, is_first }: Opened) {
        let (bytes, version) = match loaded {
            Ok(Some(loaded)) => loaded,
            Ok(None) => return self.not_opened(strings::GONE.to_owned()),
            Err(message) => return self.not_opened(strings::not_opened(&message)),
        };
        let Some(texts) = comparison::decode(&bytes) else { return self.not_opened(strings::UNREADABLE.to_owned()) };
        // What was added while it was being loaded is no part of it yet.
        let added: Vec<ComparedText> =
            self.articles.iter().filter(|_| is_first).map(|article| article.compared.clone()).collect();
        self.begin();
        (self.saving.id, self.saving.version) = (id, version);
        self.notice.clear();
        for text in texts {
            self.push(text);
        }
        if added.is_empty() {
            self.follow();
        } else {
            self.added(Added::new(added));
        }
        self.check_drafts();
    }

    fn not_opened(&mut self, why: String) {
        self.notice = vec![why];
        set_address("");
    }

    /// Looks what became of the drafts that the texts come from.
    fn check_drafts(&self) {
        for article in &self.articles {
            let (key, known) = (article.key, article.compared.clone());
            if known.draft.is_empty() {
                continue;
            }
            self.spawn(async move {
                match drafts::load(&known.draft).await {
                    Ok(None) => Action::DraftChecked(key, Origin::Deleted),
                    // Work that cannot be read says nothing of the text: the copy is what there is.
                    Ok(Some(Draft { work: None, .. })) => Action::DraftChecked(key, Origin::Same),
                    Ok(Some(draft)) => {
                        let now = of_draft(known.draft.clone(), known.title.clone(), draft);
                        if now.text != known.text {
                            Action::DraftChecked(key, Origin::Changed(Box::new(now)))
                        } else if now.work != known.work {
                            Action::DraftWorked(key, now)
                        } else {
                            Action::DraftChecked(key, Origin::Same)
                        }
                    }
                    // Nothing is known of it: the copy is what there is.
                    Err(_) => Action::DraftChecked(key, Origin::Same),
                }
            });
        }
    }

    /// Keeps the comparison as a draft; with fewer than two texts, or where there are no drafts, for this tab.
    pub(super) fn save(&mut self) {
        let texts: Vec<ComparedText> = self.articles.iter().map(|article| article.compared.clone()).collect();
        let is_draft = self.saving.version > 0.0 || texts.len() > 1;
        if !self.saving.keeps || !is_draft || self.saving.is_shared {
            comparison::store(&texts);
            return;
        }
        if std::mem::replace(&mut self.saving.is_busy, true) {
            self.saving.is_due = true;
            return;
        }
        let (id, version) = (self.saving.id.clone(), self.saving.version);
        let first = self.articles.first().map(Article::name).unwrap_or_default();
        let title = strings::title(first, texts.len().saturating_sub(1));
        let words: Vec<&str> = texts.iter().map(|text| &*text.text).collect();
        let words = words.join("\n\n");
        self.spawn(async move {
            let saved = match comparison::encode(&texts) {
                Ok(content) => drafts::save_comparison(&id, version, &title, &words, &content).await,
                Err(message) => Err(message),
            };
            Action::Saved(id, saved)
        });
    }

    /// What came of saving the draft with this id.
    pub(super) fn saved(&mut self, of: &str, saved: Result<Saved, String>) {
        // Another comparison has begun since.
        if *of != *self.saving.id {
            return;
        }
        self.saving.is_busy = false;
        match saved {
            Ok(Saved { id, version, is_conflict }) => {
                set_address(&id);
                // Until now it was in the tab alone.
                comparison::store(&[]);
                (self.saving.id, self.saving.version) = (id, version);
                if is_conflict {
                    self.notice.push(strings::TWO_DRAFTS.to_owned());
                }
            }
            Err(message) => {
                self.notice.push(strings::not_kept(&message));
                // What cannot be kept as a draft is kept for this tab.
                let texts: Vec<ComparedText> = self.articles.iter().map(|article| article.compared.clone()).collect();
                comparison::store(&texts);
                return;
            }
        }
        if std::mem::take(&mut self.saving.is_due) {
            self.save();
        }
    }
}
