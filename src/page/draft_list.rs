//! The drafts below the text box, and what can be chosen for all texts.

use yew::{AttrValue, Html, NodeRef};

use super::action::{Action, DraftAction};
use super::autosave::OpenedVia;
use super::command::{PageCommand, button};
use super::ui::Notice;
use super::{Page, navigation};
use crate::browser;
use crate::storage::drafts::{self, DraftEntry};
use crate::storage::preferences;
use crate::strings;
use reportedly_reader::vdom::{Tag, classed, plain_button, tag};
use wasm_bindgen::JsValue;

/// What is known of the drafts in this browser, and what a person does to them.
#[derive(Debug, Default)]
pub(super) struct DraftList {
    /// The latest first.
    pub(super) entries: Vec<DraftEntry>,
    /// Why they are not known.
    error: Option<AttrValue>,
    /// Whether they are known as they are now.
    pub(super) is_current: bool,
    /// Whether another site shows this page in a frame. Drafts are not shown there, and nothing is saved.
    pub(super) is_framed: bool,
    /// The draft that was renamed last, or is being renamed.
    pub(super) named: Option<String>,
    pub(super) renaming: bool,
    /// Whether a person was asked about deleting all.
    pub(super) confirming: bool,
    /// The list.
    node: NodeRef,
    /// The title, or the box for a new one, of the draft that was renamed last.
    title_node: NodeRef,
}

impl DraftList {
    /// Before the drafts are known.
    pub(super) fn new(is_framed: bool) -> DraftList {
        DraftList { is_framed, ..DraftList::default() }
    }
}

impl Page {
    pub(super) fn handle_draft(&mut self, action: DraftAction) {
        match action {
            DraftAction::SaveDue => self.save(),
            DraftAction::Saved(draft, saved) => self.save_ended(&draft, saved),
            DraftAction::PageHidden => self.save_in_a_hurry(),
            DraftAction::Listed(Ok(entries)) => (self.drafts.entries, self.drafts.error) = (entries, None),
            DraftAction::Listed(Err(message)) => {
                (self.drafts.entries, self.drafts.error) = (Vec::new(), Some(strings::not_listed(&message).into()));
            }
            DraftAction::Recovered(any) => self.drafts.is_current &= !any,
            DraftAction::Changed => self.drafts.is_current = false,
            DraftAction::Open(id) => self.fetch(id, true, OpenedVia::Asked),
            DraftAction::Opened { id, draft, reading, via } => self.opened(id, draft, reading, via),
            DraftAction::BeginRename(draft) => {
                self.drafts.renaming = draft.is_some();
                self.drafts.named = draft.or(self.drafts.named.take());
                self.drafts.confirming = false;
                self.effects.focus = Some(self.drafts.title_node.clone());
            }
            DraftAction::Rename { id, title } => {
                self.drafts.renaming = false;
                self.effects.focus = Some(self.drafts.title_node.clone());
                if !title.is_empty() {
                    self.spawn(async move { change_ended(drafts::rename(&id, &title).await) });
                }
            }
            DraftAction::Delete(id) => self.delete(id),
            DraftAction::ConfirmDeleteAll(confirming) => self.drafts.confirming = confirming,
            DraftAction::RestoreDeleted => {
                self.ui.notice = None;
                self.effects.focus = Some(self.drafts.node.clone());
                self.spawn(async { change_ended(drafts::restore_removed().await) });
            }
            DraftAction::SetKeeping(keeps) => {
                preferences::set("keeps", if keeps { "yes" } else { "no" });
                self.preferences.keeps_drafts = keeps;
                // What could not be saved before is to be saved now.
                self.change();
            }
            DraftAction::HistoryMoved => {
                self.ui.moves = navigation::depth() as usize;
                // Otherwise only a move was undone.
                if self.session.reading.is_none() || !navigation::is_within_reading() {
                    self.follow_history();
                }
            }
        }
    }
}

/// What happens when drafts have been changed, or could not be.
pub(super) fn change_ended(outcome: Result<JsValue, JsValue>) -> Action {
    match outcome {
        Ok(_) => DraftAction::Changed.into(),
        Err(error) => Action::Notify(Notice::new(strings::not_changed(&browser::error_message(error)))),
    }
}

impl Page {
    pub(super) fn list_of_drafts(&self) -> Tag {
        let drafts: Vec<Html> = self.drafts.entries.iter().map(|draft| self.row(draft)).collect();
        let all = (self.drafts.entries.len() > 1).then(|| {
            let row = classed("p", "drafts-all");
            if self.drafts.confirming {
                row.text(strings::SURE)
                    .child(button(PageCommand::Delete, strings::DELETE_ALL).attr("data-draft", ""))
                    .child(button(PageCommand::KeepAll, strings::CANCEL))
            } else {
                row.child(button(PageCommand::AskDeleteAll, strings::DELETE_ALL))
            }
        });
        let list = (!drafts.is_empty()).then(|| {
            tag("div").child(tag("h2").text(strings::DRAFTS)).child(tag("ul").children(drafts)).child_opt(all)
        });
        let keeps = tag("label")
            .child(
                tag("input")
                    .attr("type", "checkbox")
                    .attr("data-choice", "keeps")
                    .checked(!self.preferences.keeps_drafts),
            )
            .text(strings::DO_NOT_KEEP);
        let link = tag("label")
            .text(strings::PASTE_LINK)
            .child(tag("input").attr("data-choice", "link").attr("autocomplete", "off").attr("spellcheck", "false"));
        let unlisted =
            self.drafts.error.clone().map(|words| classed("p", "choices").attr("data-testid", "unlisted").text(words));
        let framed = self.drafts.is_framed.then(|| {
            let alone =
                tag("a").attr("href", "./").attr("target", "_blank").attr("rel", "noopener").text(strings::OPEN_ALONE);
            classed("p", "choices").attr("data-testid", "framed").text(strings::FRAMED).text(" ").child(alone)
        });
        let keeps = (!self.drafts.is_framed).then_some(keeps);
        classed("section", "drafts")
            .node_ref(&self.drafts.node)
            .attr("tabindex", "-1")
            .attr("aria-label", strings::DRAFTS)
            .attr("data-testid", "drafts")
            .child_opt(list)
            .child_opt(unlisted)
            .child_opt(framed)
            .child(classed("p", "choices").child_opt(keeps).child(link))
            .child_opt(
                (!self.preferences.keeps_drafts && !self.drafts.is_framed)
                    .then(|| classed("p", "choices").text(strings::NOT_KEPT)),
            )
    }

    fn row(&self, draft: &DraftEntry) -> Html {
        let DraftEntry { id, title, words, when, sound, is_comparison } = draft;
        let title = if title.is_empty() { strings::NO_TITLE } else { title };
        let draft_button = |command: PageCommand, label: &'static str| {
            button(command, label).attr("data-draft", id.clone()).attr("aria-label", format!("{label}: {title}"))
        };
        let named = self.drafts.named.as_ref() == Some(id);
        let name = if named && self.drafts.renaming {
            tag("input")
                .attr("data-choice", "title")
                .attr("aria-label", strings::TITLE)
                // Not `value`: what is being typed must survive that something else is drawn anew.
                .attr("value", title.to_owned())
        } else if *is_comparison {
            let address = ["compare.html#d=", id].concat();
            tag("a").attr("class", "draft").attr("href", address).text(title.to_owned())
        } else {
            plain_button()
                .attr("class", "draft")
                .attr("data-page", PageCommand::Open.name())
                .attr("data-draft", id.clone())
                .text(title.to_owned())
        };
        tag("li")
            .key(id)
            .attr("data-id", id.clone())
            .child(if named { name.node_ref(&self.drafts.title_node) } else { name })
            .child(tag("span").text(match (sound, is_comparison) {
                (false, _) => strings::DAMAGED.into(),
                (true, true) => [strings::COMPARISON, when].concat(),
                (true, false) => strings::words_and_when(*words, when),
            }))
            .child(draft_button(PageCommand::Rename, strings::RENAME))
            .child(draft_button(PageCommand::Delete, strings::DELETE))
            .into_html()
    }
}
