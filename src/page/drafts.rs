//! The drafts below the text box, and what can be chosen for all texts.

use yew::Html;

use super::Page;
use super::looks::ask;
use crate::el::{El, el, of};
use crate::keep::Entry;
use crate::strings;

impl Page {
    pub(super) fn list_of_drafts(&self) -> El {
        let drafts: Vec<Html> = self.drafts.iter().map(|draft| self.row(draft)).collect();
        let all = (self.drafts.len() > 1).then(|| {
            let row = of("p", "drafts-all");
            if self.sure {
                row.text(strings::SURE)
                    .with(ask("delete", strings::DELETE_ALL).put("data-draft", ""))
                    .with(ask("not-sure", strings::CANCEL))
            } else {
                row.with(ask("delete-all", strings::DELETE_ALL))
            }
        });
        let list = (!drafts.is_empty())
            .then(|| el("div").with(el("h2").text(strings::DRAFTS)).with(el("ul").list(drafts)).with_some(all));
        let keeps = el("label")
            .with(el("input").put("type", "checkbox").put("data-choice", "keeps").checked(!self.keeps))
            .text(strings::DO_NOT_KEEP);
        let link = el("label")
            .text(strings::PASTE_LINK)
            .with(el("input").put("data-choice", "link").put("autocomplete", "off").put("spellcheck", "false"));
        let unlisted = self.unlisted.clone().map(|words| of("p", "choices").put("data-testid", "unlisted").text(words));
        let framed = self.framed.then(|| {
            let alone =
                el("a").put("href", "./").put("target", "_blank").put("rel", "noopener").text(strings::OPEN_ALONE);
            of("p", "choices").put("data-testid", "framed").text(strings::FRAMED).text(" ").with(alone)
        });
        let keeps = (!self.framed).then_some(keeps);
        of("section", "drafts")
            .at(&self.list)
            .put("tabindex", "-1")
            .put("aria-label", strings::DRAFTS)
            .put("data-testid", "drafts")
            .with_some(list)
            .with_some(unlisted)
            .with_some(framed)
            .with(of("p", "choices").with_some(keeps).with(link))
            .with_some((!self.keeps && !self.framed).then(|| of("p", "choices").text(strings::NOT_KEPT)))
    }

    fn row(&self, draft: &Entry) -> Html {
        let Entry { id, title, words, when, sound } = draft;
        let title = if title.is_empty() { strings::NO_TITLE } else { title };
        let button = |what: &'static str, label: &'static str| {
            ask(what, label).put("data-draft", id.clone()).put("aria-label", format!("{label}: {title}"))
        };
        let named = self.named.as_ref() == Some(id);
        let name = if named && self.renaming {
            el("input")
                .put("data-choice", "title")
                .put("aria-label", strings::TITLE)
                // Not `value`: what is being typed must survive that something else is drawn anew.
                .put("value", title.to_owned())
        } else {
            el("button")
                .put("type", "button")
                .put("class", "draft")
                .put("data-page", "open")
                .put("data-draft", id.clone())
                .text(title.to_owned())
        };
        el("li")
            .key(id)
            .put("data-id", id.clone())
            .with(if named { name.at(&self.title) } else { name })
            .with(el("span").text(if *sound { strings::words_and_when(*words, when) } else { strings::DAMAGED.into() }))
            .with(button("rename", strings::RENAME))
            .with(button("delete", strings::DELETE))
            .html()
    }
}
