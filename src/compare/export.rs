//! A comparison as a file or a link.

use reportedly_compare::{csv, markdown};
use reportedly_protocol::{LinkContent, LinkRequest};

use super::{Action, ComparePage, strings};
use crate::browser;
use crate::clients;
use crate::page::share_limits;
use crate::storage::drafts;

/// A link of the comparison.
#[derive(Debug, Default)]
pub(super) struct Sharing {
    /// Which request it is.
    number: u32,
    /// The link; or why there is none, as a sentence.
    pub(super) made: Option<Result<String, String>>,
    /// What came of copying it, as a sentence.
    pub(super) outcome: String,
}

impl ComparePage {
    fn download(&mut self, extension: &str, kind: &str, content: &str) {
        let name = [strings::FILE, ".", extension].concat();
        browser::files::download(&name, &content.into(), kind);
        self.notice = vec![crate::strings::saved_as(&name)];
    }

    pub(super) fn save_csv(&mut self) {
        if let Some(table) = self.comparison.as_ref().map(|comparison| csv(comparison, true)) {
            self.download("csv", "text/csv", &table);
        }
    }

    pub(super) fn save_markdown(&mut self) {
        if let Some(file) = self.comparison.as_deref().map(markdown) {
            self.download("md", "text/markdown", &file);
        }
    }

    /// Makes a link for each text, and one of them all.
    pub(super) fn make_link(&mut self) {
        self.next_key += 1;
        let number = self.next_key;
        self.sharing = Some(Sharing { number, ..Sharing::default() });
        let requests: Vec<LinkRequest> = self
            .articles
            .iter()
            .filter_map(|article| {
                let mut document = article.document()?;
                if document.id == drafts::title_of(&document.text, &[]) {
                    // Whoever opens the link makes the same of the text.
                    document.id.clear();
                }
                let work = &article.compared.work;
                let frozen = work.frozen.is_some();
                let view = work.view.clone();
                let content = LinkContent { document, view, excerpt: false, frozen, reader_first: false, mark: None };
                Some(LinkRequest { content, without_notes: false })
            })
            .collect();
        self.spawn(async move {
            let mut parts = Vec::new();
            for request in &requests {
                match clients::links::make(request, "").await {
                    Ok(made) => parts.push(made.url.trim_start_matches('#').to_owned()),
                    Err(message) => return Action::LinkMade(number, Err(strings::no_link(&message))),
                }
            }
            let link = [&*browser::sharing::link_target(), "#", &parts.join("&")].concat();
            let fits = !share_limits::sorted(link.len()).0.is_empty();
            Action::LinkMade(number, if fits { Ok(link) } else { Err(strings::link_too_long(link.len())) })
        });
    }

    pub(super) fn link_made(&mut self, number: u32, made: Result<String, String>) {
        // Nobody wants it any more where another comparison has come.
        if let Some(sharing) = self.sharing.as_mut().filter(|sharing| sharing.number == number) {
            sharing.made = Some(made);
        }
    }

    pub(super) fn copy_link(&mut self) {
        let Some(Sharing { made: Some(Ok(link)), .. }) = &self.sharing else { return };
        let link = link.clone();
        self.spawn(async move { Action::Copied(browser::clipboard::copy_text(&link).await) });
    }

    pub(super) fn copied(&mut self, copied: Result<(), String>) {
        if let Some(sharing) = &mut self.sharing {
            sharing.outcome =
                copied.map_or_else(|message| strings::not_copied(&message), |()| strings::COPIED.to_owned());
        }
    }
}
