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
        let themes = strings::THEMES.iter().map(|&(value, name)| {
            el("option").put("value", value).flag("selected", value == self.theme).text(name).html()
        });
        let theme =
            el("label").text(strings::THEME).with(el("select").put("data-choice", "theme").list(themes.collect()));
        of("section", "drafts")
            .put("aria-label", strings::DRAFTS)
            .put("data-testid", "drafts")
            .with_some(list)
            .with(of("p", "choices").with(keeps).with(theme))
    }

    fn row(&self, draft: &Entry) -> Html {
        let Entry { id, title, words, when } = draft;
        let id = || id.clone();
        let named = |what: &'static str, label: &'static str| {
            ask(what, label).put("data-draft", id()).put("aria-label", format!("{label}: {title}"))
        };
        let name = if self.renaming.as_ref() == Some(&draft.id) {
            el("input")
                .at(&self.title)
                .put("data-choice", "title")
                .put("aria-label", strings::TITLE)
                // Not `value`: what is being typed must survive that something else is drawn anew.
                .put("value", title.clone())
        } else {
            el("button")
                .put("type", "button")
                .put("class", "draft")
                .put("data-page", "open")
                .put("data-draft", id())
                .text(title.clone())
        };
        el("li")
            .key(&draft.id)
            .put("data-id", id())
            .with(name)
            .with(el("span").text(strings::words_and_when(*words, when)))
            .with(named("rename", strings::RENAME))
            .with(named("delete", strings::DELETE))
            .html()
    }
}
