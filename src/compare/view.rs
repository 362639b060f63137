//! What the page that compares looks like.

use std::rc::Rc;

use reportedly_compare::Comparison;
use reportedly_reader::vdom::{Tag, classed, tag};
use yew::Html;

use super::article::{Article, Origin, State};
use super::command::{Command, bare_button, button};
use super::export::Sharing;
use super::lists::Lists;
use super::{ComparePage, strings};
use crate::page::share_limits;
use crate::text_input::{file_button, text_box};

impl ComparePage {
    pub(super) fn render(&self) -> Html {
        let hint = self.dragging.then(|| classed("p", "drop").text(strings::DROP));
        let warm_up =
            self.warm_up.as_ref().map(|(comparison, lists)| self.rows(comparison, lists).flag("hidden", true));
        let result = self.comparison.as_ref().zip(self.lists.as_ref());
        classed("div", "compare")
            .node_ref(&self.root)
            .child(self.texts())
            .child(self.notice_view())
            .child(self.add_view())
            .child(tag("div").child_opt(result.map(|(comparison, lists)| self.result(comparison, lists))))
            .child_opt(warm_up)
            .child_opt(hint)
            .child_opt(self.places_view())
            .into_html()
    }

    /// The texts, with what there is to know of each.
    fn texts(&self) -> Tag {
        let rows: Vec<Html> = self.articles.iter().enumerate().map(|(index, it)| self.text_row(index, it)).collect();
        let list = (!rows.is_empty()).then(|| tag("ol").children(rows));
        let shared = (self.saving.is_shared && !self.articles.is_empty()).then(|| {
            classed("div", "incoming")
                .attr("data-testid", "incoming")
                .child(tag("p").text(strings::FROM_LINK))
                .child(button(Command::Keep, strings::KEEP))
        });
        let lead = classed("p", "lead").text(strings::LEAD);
        classed("section", "texts")
            .attr("aria-label", strings::TEXTS)
            .attr("data-testid", "texts")
            .child(lead)
            .child_opt(shared)
            .child_opt(list)
    }

    fn text_row(&self, index: usize, article: &Article) -> Html {
        let name = article.name();
        let known = self.comparison.as_ref().and_then(|comparison| comparison.articles.get(index));
        let counts = known
            .map(|it| strings::words_and_statements(it.words as usize, it.statements as usize))
            .unwrap_or_default();
        let remove = button(Command::Remove, strings::REMOVE)
            .attr("data-item", index.to_string())
            .attr("aria-label", strings::remove(index, name));
        let note = match (&article.origin, article.state()) {
            (_, State::Failed(reason)) => Some(tag("p").text(strings::unread(index, reason))),
            (Origin::Deleted, _) => Some(tag("p").text(strings::deleted(&article.compared.title))),
            (Origin::Changed(_), _) => Some(
                tag("p")
                    .text(strings::changed(&article.compared.title))
                    .text(" ")
                    .child(button(Command::Refresh, strings::REFRESH).attr("data-item", index.to_string())),
            ),
            (Origin::Same, _) => None,
        };
        tag("li")
            .key(&article.key.to_string())
            .child(classed("span", "text-name").text(name.to_owned()))
            .child(classed("span", "text-counts").text(counts))
            .child(remove)
            .child_opt(note)
            .into_html()
    }

    /// What the person is told: what came of what they did, and how far the comparison is.
    fn notice_view(&self) -> Tag {
        let is_reading = self.articles.iter().any(|article| matches!(article.state(), State::Waiting));
        let state = match (&self.comparison, self.articles.len()) {
            (Some(it), _) => {
                let speakers = it.speakers.iter().filter(|speaker| !speaker.name.is_empty()).count();
                Some(strings::summary(it.articles.len(), speakers, it.groups.len(), it.only_here.len()))
            }
            (None, 1) if !is_reading => Some(strings::ONE_MORE.to_owned()),
            (None, 0) => None,
            (None, _) => Some(strings::READING.to_owned()),
        };
        let removed = self.removed.as_ref().map(|(_, article)| {
            let undo = button(Command::BringBack, strings::BRING_BACK);
            let words = strings::removed(article.name());
            classed("div", "notice").attr("data-testid", "removed").text(words).text(" ").child(undo)
        });
        let notice = (!self.notice.is_empty())
            .then(|| classed("div", "notice").attr("data-testid", "notice").text(self.notice.join(" ")));
        let state = state.map(|state| classed("p", "summary").attr("data-testid", "summary").text(state));
        tag("div").attr("role", "status").child_opt(removed).child_opt(notice).child_opt(state)
    }

    /// Where texts come from. It is folded away as soon as there is something to compare.
    fn add_view(&self) -> Tag {
        let input = text_box(strings::TEXT_BOX, strings::PLACEHOLDER).node_ref(&self.text_box);
        let actions = classed("div", "actions")
            .child(tag("button").attr("type", "submit").attr("class", "primary").text(strings::ADD_TYPED))
            .child(file_button(strings::OPEN_FILES));
        let form = classed("form", "paste").child(input).child(actions);
        let content = tag("div").child(form).child_opt(self.drafts_view());
        // What has been typed stays there while there is no room for it.
        let details = tag("details")
            .attr("class", "add")
            .attr("data-testid", "add")
            .flag("open", self.articles.len() < 2)
            .flag("hidden", self.is_full())
            .child(tag("summary").text(strings::ADD))
            .child(content);
        tag("div").child(details).child_opt(self.is_full().then(|| classed("p", "full").text(strings::full())))
    }

    /// Drafts that can be added.
    fn drafts_view(&self) -> Option<Tag> {
        let drafts = match &self.drafts {
            Ok(drafts) => drafts,
            Err(message) => return Some(classed("p", "choices").text(strings::drafts_not_listed(message))),
        };
        let is_new = |id: &str| self.articles.iter().all(|article| article.compared.draft != id);
        let rows: Vec<Html> = drafts
            .iter()
            .filter(|draft| !draft.is_comparison && is_new(&draft.id))
            .map(|draft| {
                let add = bare_button(Command::AddDraft).attr("class", "draft").attr("data-draft", draft.id.clone());
                let title = if draft.title.is_empty() { crate::strings::NO_TITLE } else { &draft.title };
                let add = add.text(title.to_owned());
                let when = crate::strings::words_and_when(draft.words, &draft.when);
                tag("li").key(&draft.id).child(add).child(tag("span").text(when)).into_html()
            })
            .collect();
        (!rows.is_empty()).then(|| {
            classed("section", "drafts")
                .attr("data-testid", "drafts")
                .attr("aria-label", strings::FROM_DRAFTS)
                .child(tag("h2").text(strings::FROM_DRAFTS))
                .child(tag("ul").children(rows))
        })
    }

    fn result(&self, comparison: &Rc<Comparison>, lists: &Lists) -> Tag {
        let notes: Vec<Html> =
            comparison.notes.iter().map(|note| tag("li").text(note.sentence.clone()).into_html()).collect();
        let notes = (!notes.is_empty()).then(|| classed("ul", "notes").attr("data-testid", "notes").children(notes));
        classed("div", "result")
            .attr("aria-busy", if lists.is_complete() { "false" } else { "true" })
            .child_opt(notes)
            .child(self.export_view())
            .child(self.rows(comparison, lists))
    }

    fn rows(&self, comparison: &Rc<Comparison>, lists: &Lists) -> Tag {
        tag("div").child_opt(self.matrix(comparison, lists)).child(self.statements(comparison, lists))
    }

    fn export_view(&self) -> Tag {
        let buttons = classed("div", "actions")
            .child(button(Command::SaveCsv, strings::CSV))
            .child(button(Command::SaveMarkdown, strings::MARKDOWN))
            .child(button(Command::MakeLink, strings::LINK))
            .child(button(Command::Print, strings::PRINT));
        let link = self.sharing.as_ref().map(link_view);
        tag("section")
            .attr("aria-label", strings::EXPORT)
            .attr("data-testid", "export")
            .child(buttons)
            .child(tag("div").attr("role", "status").child_opt(link))
    }
}

fn link_view(sharing: &Sharing) -> Tag {
    match &sharing.made {
        None => classed("p", "link").text(strings::LINK_COMES),
        Some(Err(problem)) => classed("p", "link").attr("data-testid", "no-link").text(problem.clone()),
        Some(Ok(link)) => {
            let (take, _) = share_limits::sorted(link.len());
            classed("div", "link")
                .child(tag("p").text(strings::LINK_HOLDS))
                .child(
                    tag("input")
                        .attr("readonly", "")
                        .attr("data-link", "")
                        .attr("aria-label", strings::LINK_LABEL)
                        .attr("value", link.clone()),
                )
                .child(button(Command::CopyLink, strings::COPY_LINK))
                .child(tag("p").text(crate::strings::fits(link.len(), &take)))
                .child(tag("p").text(sharing.outcome.clone()))
        }
    }
}
