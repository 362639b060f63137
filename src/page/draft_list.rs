//! The drafts below the text box, and what can be chosen for all texts.

use yew::Html;

use super::Page;
use super::command::{PageCommand, button};
use crate::storage::drafts::DraftEntry;
use crate::strings;
use reportedly_reader::vdom::{Tag, classed, tag};

impl Page {
    pub(super) fn list_of_drafts(&self) -> Tag {
        let drafts: Vec<Html> = self.drafts.iter().map(|draft| self.row(draft)).collect();
        let all = (self.drafts.len() > 1).then(|| {
            let row = classed("p", "drafts-all");
            if self.sure {
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
            .child(tag("input").attr("type", "checkbox").attr("data-choice", "keeps").checked(!self.keeps))
            .text(strings::DO_NOT_KEEP);
        let link = tag("label")
            .text(strings::PASTE_LINK)
            .child(tag("input").attr("data-choice", "link").attr("autocomplete", "off").attr("spellcheck", "false"));
        let unlisted =
            self.unlisted.clone().map(|words| classed("p", "choices").attr("data-testid", "unlisted").text(words));
        let framed = self.framed.then(|| {
            let alone =
                tag("a").attr("href", "./").attr("target", "_blank").attr("rel", "noopener").text(strings::OPEN_ALONE);
            classed("p", "choices").attr("data-testid", "framed").text(strings::FRAMED).text(" ").child(alone)
        });
        let keeps = (!self.framed).then_some(keeps);
        classed("section", "drafts")
            .node_ref(&self.list)
            .attr("tabindex", "-1")
            .attr("aria-label", strings::DRAFTS)
            .attr("data-testid", "drafts")
            .child_opt(list)
            .child_opt(unlisted)
            .child_opt(framed)
            .child(classed("p", "choices").child_opt(keeps).child(link))
            .child_opt((!self.keeps && !self.framed).then(|| classed("p", "choices").text(strings::NOT_KEPT)))
    }

    fn row(&self, draft: &DraftEntry) -> Html {
        let DraftEntry { id, title, words, when, sound } = draft;
        let title = if title.is_empty() { strings::NO_TITLE } else { title };
        let draft_button = |command: PageCommand, label: &'static str| {
            button(command, label).attr("data-draft", id.clone()).attr("aria-label", format!("{label}: {title}"))
        };
        let named = self.named.as_ref() == Some(id);
        let name = if named && self.renaming {
            tag("input")
                .attr("data-choice", "title")
                .attr("aria-label", strings::TITLE)
                // Not `value`: what is being typed must survive that something else is drawn anew.
                .attr("value", title.to_owned())
        } else {
            tag("button")
                .attr("type", "button")
                .attr("class", "draft")
                .attr("data-page", PageCommand::Open.name())
                .attr("data-draft", id.clone())
                .text(title.to_owned())
        };
        tag("li")
            .key(id)
            .attr("data-id", id.clone())
            .child(if named { name.node_ref(&self.title) } else { name })
            .child(tag("span").text(if *sound {
                strings::words_and_when(*words, when)
            } else {
                strings::DAMAGED.into()
            }))
            .child(draft_button(PageCommand::Rename, strings::RENAME))
            .child(draft_button(PageCommand::Delete, strings::DELETE))
            .into_html()
    }
}
