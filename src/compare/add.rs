//! Texts that are added and removed: from the box, files, drafts and links.

use js_sys::decode_uri_component;
use reportedly_compare::MOST_ARTICLES;
use reportedly_protocol::DamagedLink;
use reportedly_reader::UserWork;
use web_sys::{File, HtmlTextAreaElement};

use super::article::{Article, Origin, State};
use super::{Action, ComparePage, strings};
use crate::clients;
use crate::clients::extraction::ExtractedPage;
use crate::page::files::text_of;
use crate::page::multiple_files::{MOST, document_in};
use crate::page::shared_link::is_link;
use crate::storage::comparison::ComparedText;
use crate::storage::drafts::{self, Draft};

/// The longest text that is compared, in bytes: two of them are shown side by side.
const LONGEST: usize = 1 << 20;

/// Texts that came, and what there is to say of those that did not.
#[derive(Debug, Default)]
pub(super) struct Added {
    pub(super) texts: Vec<ComparedText>,
    pub(super) problems: Vec<String>,
    /// What the box had, which is empty once it has been added.
    typed: Option<String>,
    /// They came with the address of the page, in the place of all others.
    is_shared: bool,
}

impl Added {
    pub(super) fn new(texts: Vec<ComparedText>) -> Added {
        Added { texts, ..Added::default() }
    }
}

impl ComparePage {
    pub(super) fn text_box(&self) -> Option<HtmlTextAreaElement> {
        self.text_box.cast()
    }

    pub(super) fn is_full(&self) -> bool {
        self.articles.len() >= MOST_ARTICLES
    }

    /// Adds what came, as far as there is room for it.
    pub(super) fn added(&mut self, added: Added) {
        let Added { texts, problems, typed, is_shared } = added;
        self.notice = problems;
        self.dragging = false;
        let is_usable = |text: &ComparedText| !is_empty(&text.text) && text.text.len() <= LONGEST;
        let takes_place = is_shared && texts.iter().any(is_usable);
        if takes_place {
            self.begin();
            self.saving.is_shared = true;
        }
        let (mut left, before) = (Vec::new(), self.articles.len());
        for text in texts {
            let name = self.name_of(&text);
            if is_empty(&text.text) {
                self.notice.push(strings::NO_TEXT.to_owned());
            } else if text.text.len() > LONGEST {
                self.notice.push(strings::too_long(&name, LONGEST));
            } else if self.is_full() {
                left.push(name);
            } else {
                self.push(text);
            }
        }
        if !left.is_empty() {
            self.notice.push(strings::too_many(&left));
        }
        if self.articles.len() > before {
            self.removed = None;
            // What a link brought is another comparison now, and kept.
            self.saving.is_shared &= takes_place;
            // With the second text the box is folded away.
            self.focus = (before > 0).then_some("[data-testid=add] summary");
            self.changed();
            // What did not find room stays where it is.
            if let Some(input) = self.text_box().filter(|input| typed.is_some_and(|typed| typed == input.value())) {
                input.set_value("");
            }
        }
    }

    /// Another comparison begins.
    pub(super) fn begin(&mut self) {
        self.articles.clear();
        self.removed = None;
        self.saving.begin();
    }

    pub(super) fn push(&mut self, text: ComparedText) {
        self.next_key += 1;
        self.articles.push(Article::new(self.next_key, text));
    }

    fn name_of(&self, text: &ComparedText) -> String {
        if text.title.is_empty() { drafts::title_of(&text.text, &[]) } else { text.title.clone() }
    }

    /// Adds a text that was pasted or typed, or what a link has that was pasted.
    pub(super) fn add_text(&mut self, text: String) {
        if is_link(&text) {
            return self.open_link(&text);
        }
        let compared =
            ComparedText { title: drafts::title_of(&text, &[]), text: text.clone(), ..ComparedText::default() };
        self.added(Added { texts: vec![compared], typed: Some(text), ..Added::default() });
    }

    /// Adds the article of a web page that was pasted; `text` is its plain form, if it has one.
    pub(super) fn add_page(&self, html: String, text: String) {
        self.spawn(async move {
            let page = clients::extraction::read(&html, &text).await;
            let mut added = Added { typed: Some(text), ..Added::default() };
            match page {
                Ok(ExtractedPage { text, origin, .. }) => {
                    let notice = origin.notice();
                    let title = drafts::title_of(&text, &[]);
                    added.texts.push(ComparedText { title, text, ..ComparedText::default() });
                    added.problems.extend(Some(notice).filter(|notice| !notice.is_empty()));
                }
                Err(problem) => added.problems.push(problem),
            }
            Action::Added(added)
        });
    }

    pub(super) fn open_files(&mut self, files: Vec<File>) {
        self.dragging = false;
        if files.len() > MOST {
            self.notice = vec![strings::too_many_files(MOST)];
            return;
        }
        self.spawn(async move {
            let mut added = Added::default();
            for file in files {
                let name = file.name();
                let read = match text_of(&file).await {
                    Ok(file) => document_in(&name, file, &mut added.problems).await,
                    Err(problem) => Err(problem),
                };
                match read {
                    Ok((page, work)) => {
                        added.texts.push(ComparedText { title: name, text: page.text, work, draft: String::new() });
                    }
                    Err(problem) => added.problems.push(problem),
                }
            }
            Action::Added(added)
        });
    }

    pub(super) fn add_draft(&mut self, id: String) {
        let title = self.drafts.iter().flatten().find(|draft| draft.id == id).map(|draft| draft.title.clone());
        self.spawn(async move {
            let mut added = Added::default();
            match drafts::load(&id).await {
                Ok(Some(draft)) => added.texts.push(of_draft(id, title.unwrap_or_default(), draft)),
                Ok(None) => added.problems.push(crate::strings::DRAFT_GONE.to_owned()),
                Err(message) => added.problems.push(strings::not_opened(&message)),
            }
            Action::Added(added)
        });
    }

    /// Opens a link with one text or several, which are added.
    fn open_link(&mut self, link: &str) {
        self.open_links(link, false);
    }

    /// Opens the link in the page's address, whose texts take the place of all others.
    pub(super) fn open_shared(&mut self, fragment: &str) {
        self.open_links(fragment, true);
    }

    fn open_links(&mut self, link: &str, is_shared: bool) {
        let mut links = links_in(link);
        links.truncate(MOST_ARTICLES + 1);
        if links.is_empty() {
            self.notice = vec![strings::LINK_HAS_NONE.to_owned()];
            return;
        }
        let typed = (!is_shared).then(|| link.to_owned());
        self.spawn(async move {
            let mut added = Added { is_shared, typed, ..Added::default() };
            for link in links {
                match clients::links::decode(&link).await {
                    Ok(Ok(content)) => {
                        let title = content.document.id.clone();
                        let (text, work) = UserWork::of_link(content);
                        added.texts.push(ComparedText { title, text, work, draft: String::new() });
                    }
                    Ok(Err(DamagedLink { problem, beginning })) if !beginning.trim().is_empty() => {
                        added.problems.push(strings::link_damaged(&problem));
                        added.texts.push(ComparedText { text: beginning, ..ComparedText::default() });
                    }
                    Ok(Err(DamagedLink { problem, .. })) | Err(problem) => {
                        added.problems.push(strings::link_not_opened(&problem));
                    }
                }
            }
            Action::Added(added)
        });
    }

    pub(super) fn remove(&mut self, index: usize) {
        if index >= self.articles.len() {
            return;
        }
        let article = self.articles.remove(index);
        self.notice.clear();
        self.removed = Some((index, article));
        self.saving.is_shared = false;
        self.focus = Some("[data-do=bring-back]");
        self.changed();
    }

    pub(super) fn bring_back(&mut self) {
        let Some((index, mut article)) = self.removed.take() else { return };
        self.notice.clear();
        // What came of its analysis meanwhile was nobody's.
        if matches!(article.state(), State::Waiting) {
            article.task = None;
        }
        self.articles.insert(index.min(self.articles.len()), article);
        self.saving.is_shared = false;
        self.focus = Some(".texts [data-do=remove]");
        self.changed();
    }

    /// Compares an article as its draft is now.
    pub(super) fn refresh(&mut self, index: usize) {
        let Some(article) = self.articles.get_mut(index) else { return };
        if let Origin::Changed(text) = std::mem::take(&mut article.origin) {
            let key = article.key;
            *article = Article::new(key, *text);
            self.saving.is_shared = false;
            self.focus = Some(".texts [data-do=remove]");
            self.changed();
        }
    }

    pub(super) fn list_drafts(&mut self) {
        if !self.is_framed {
            self.spawn(async { Action::Listed(drafts::list().await) });
        }
    }
}

fn is_empty(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c.is_control())
}

/// A text and the work on it, as a draft has them. Work that cannot be read is left out.
pub(super) fn of_draft(id: String, title: String, draft: Draft) -> ComparedText {
    ComparedText { title, text: draft.text, work: draft.work.unwrap_or_default(), draft: id }
}

/// The links in an address, each of one text: `…#r1=…&r1=…`.
fn links_in(address: &str) -> Vec<String> {
    let address = address.trim();
    let fragment = address.split_once('#').map_or(address, |(_, fragment)| fragment);
    let decoded = Some(fragment).filter(|fragment| fragment.contains('%'));
    let decoded = decoded.and_then(|fragment| decode_uri_component(fragment).ok()).map(String::from);
    // A link to a mark has more than one part.
    let mut links: Vec<String> = Vec::new();
    for part in decoded.as_deref().unwrap_or(fragment).split('&') {
        match links.last_mut() {
            _ if part.starts_with("r1=") => links.push(["#", part].concat()),
            Some(link) => link.extend(["&", part]),
            None => {}
        }
    }
    links
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_of_several_texts_is_a_link_for_each() {
        assert_eq!(links_in(" https://example.org/compare.html#r1=abc&r1=d-_ "), ["#r1=abc", "#r1=d-_"]);
        assert_eq!(links_in("#r1=abc&m=e1"), ["#r1=abc&m=e1"]);
        assert_eq!(links_in("https://example.org/#about"), Vec::<String>::new());
    }
}
