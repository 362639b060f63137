//! Links that somebody opens. What they carry is shown read only: no draft is touched until the reader makes a copy.

use std::rc::Rc;

use reportedly_document::{Id, engine_version};

use super::Page;
use super::action::LinkAction;
use super::autosave::DraftHandle;
use crate::browser::history;
use crate::clients;
use crate::strings;
use reportedly_protocol::{DamagedLink, OpenedLink};
use reportedly_reader::UserWork;

/// What is known of the text that a link brought.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct SharedLink {
    pub(super) title: String,
    /// The version of the engine that the sender's marks are of, if they are made again here.
    engine: Option<String>,
    excerpt: bool,
    /// What is wrong with the link: then this is the beginning of the text.
    damage: Option<String>,
    /// The mark that the link points at.
    pub(super) mark: Option<Id>,
    /// The reader is to mark first.
    pub(super) reader_first: bool,
}

impl Page {
    pub(super) fn handle_link(&mut self, action: LinkAction) {
        match action {
            LinkAction::OpenAddress => {
                self.open_address();
            }
            LinkAction::Open(link) if is_link(&link) => self.open_link(link),
            LinkAction::Open(_) => self.show_notice(strings::NO_LINK, None),
            LinkAction::Opened(opened) => self.link_opened(*opened),
            LinkAction::MakeCopy => self.copy_link_content(),
        }
    }

    /// Opens the link in the page's address, if there is one. Says whether there is.
    pub(super) fn open_address(&mut self) -> bool {
        let link = history::link_in_address();
        let is_there = !link.is_empty();
        if is_there {
            self.open_link(link);
        }
        is_there
    }

    /// Opens a link that was pasted or came with the address.
    fn open_link(&mut self, link: String) {
        self.start_task(strings::OPENING_LINK, async move {
            LinkAction::Opened(Box::new(clients::links::decode(&link).await)).into()
        });
    }

    /// A link has been opened.
    fn link_opened(&mut self, opened: Result<OpenedLink, String>) {
        match opened {
            Err(message) => self.show_notice(strings::link_not_opened(&message), None),
            Ok(Err(DamagedLink { problem, beginning })) if beginning.trim().is_empty() => {
                self.show_notice(strings::link_not_opened(&problem), None);
                // What there is instead is the person's own; Back leads to the link.
                self.set_history_entry(false);
            }
            Ok(Err(DamagedLink { problem, beginning })) => {
                let damage = Some(strings::link_damaged(&problem));
                self.show(beginning, UserWork::default(), SharedLink { damage, ..SharedLink::default() });
            }
            Ok(Ok(content)) => {
                let link = SharedLink {
                    title: content.document.id.clone(),
                    engine: content.document.engine.clone().filter(|_| !content.frozen),
                    excerpt: content.excerpt,
                    damage: None,
                    mark: content.mark.clone(),
                    reader_first: content.reader_first,
                };
                let (text, work) = UserWork::of_link(content);
                self.show(text, work, link);
            }
        }
    }

    fn show(&mut self, text: String, work: UserWork, link: SharedLink) {
        self.save();
        self.remember_previous();
        self.begin(Rc::new(work), DraftHandle::fresh());
        self.session.based = text.clone().into();
        self.session.link = Some(link);
        self.load(text, false);
        self.effects.to_top = true;
        self.autosave.timer = None;
    }

    /// The reader goes on with a copy of what the link brought.
    fn copy_link_content(&mut self) {
        if self.session.link.take().is_none() {
            return;
        }
        self.ui.notice = None;
        self.set_history_entry(true);
        self.change();
        self.effects.focus = Some(self.nodes.reader.clone());
    }

    /// What there is to say of the text that a link brought.
    pub(super) fn notes_of_link(&self, link: &SharedLink) -> Vec<String> {
        let mut notes = vec![strings::FROM_LINK.to_owned()];
        notes.extend(link.damage.clone());
        notes.extend(link.excerpt.then(|| strings::EXCERPT.to_owned()));
        let now = self.snapshot.as_ref().map(|shown| &*shown.analysis.engine);
        // Until the model is there, the reader itself says that these are not all marks.
        let differs = |(then, now): &(&str, &str)| engine_version(now) != *then && now != then;
        if let Some((then, now)) = link.engine.as_deref().zip(now).filter(differs) {
            notes.push(strings::read_again(then, now));
        }
        if link.reader_first {
            notes.push(strings::READER_FIRST.to_owned());
        }
        notes
    }
}

/// Whether what was pasted is a link of ours and nothing else.
pub(crate) fn is_link(text: &str) -> bool {
    let text = text.trim();
    text.contains("#r1=") && !text[..text.find("#r1=").unwrap_or_default()].contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_and_nothing_else() {
        assert!(is_link(" https://example.org/page/#r1=abc\ndef "));
        assert!(is_link("#r1=abc"));
        assert!(!is_link("He wrote: https://example.org/#r1=abc"), "a text with a link in it is a text");
        assert!(!is_link("https://example.org/#about"));
    }
}
