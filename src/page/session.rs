//! What a person works on: a text, the work on it, and the draft that both are saved to.

use std::rc::Rc;

use reportedly_document::Canonical;
use reportedly_reader::UserWork;
use yew::AttrValue;

use super::autosave::DraftHandle;
use super::shared_link::SharedLink;
use super::{Page, navigation, value};
use crate::clients::extraction::{ExtractedPage, PageOrigin};
use crate::storage::drafts;

/// The document that is open. All that has to survive a reload is here, in the text box and in preferences.
#[derive(Debug)]
pub(super) struct Session {
    /// Counts the documents: another text that is not an edited version of the last one is another document.
    pub(super) document: u32,
    /// The text that is being read; none while it is being written, and is in the text box.
    pub(super) reading: Option<AttrValue>,
    /// The person's work on the document.
    pub(super) work: Rc<UserWork>,
    /// The given text that the work is of.
    pub(super) based: AttrValue,
    /// Where the document is saved.
    pub(super) draft: Rc<DraftHandle>,
    /// What a link brought, as long as the person has not made a copy: it is read only, and not saved.
    pub(super) link: Option<SharedLink>,
    /// The text of an example, as long as nobody has changed anything.
    pub(super) example: Option<AttrValue>,
    /// What is known of the web page that the text is out of.
    pub(super) origin: PageOrigin,
    /// The document before this one, which can be brought back.
    pub(super) previous: Option<DocumentState>,
}

/// A text, the work on it, and where both are saved.
#[derive(Debug)]
pub(super) struct DocumentState {
    pub(super) text: String,
    pub(super) work: Rc<UserWork>,
    pub(super) draft: Rc<DraftHandle>,
    /// What is known of the web page that it is out of.
    pub(super) origin: PageOrigin,
}

impl Session {
    /// Nothing has been written or read yet.
    pub(super) fn new() -> Session {
        Session {
            document: 0,
            reading: None,
            work: Rc::default(),
            based: AttrValue::default(),
            draft: DraftHandle::fresh(),
            link: None,
            example: None,
            origin: PageOrigin::default(),
            previous: None,
        }
    }
}

impl Page {
    /// Another document begins.
    pub(super) fn begin(&mut self, work: Rc<UserWork>, draft: Rc<DraftHandle>) {
        let session = &mut self.session;
        session.document += 1;
        session.work = work;
        session.based = AttrValue::default();
        session.draft = draft;
        session.link = None;
        session.example = None;
        session.origin = PageOrigin::default();
        self.snapshot = None;
        self.autosave.timer = None;
        self.ui.notice = None;
        self.ui.attaching = None;
        self.ui.dialog = None;
        self.ui.moves = 0;
        navigation::forget_moves();
    }

    /// Another text comes, that nothing is known of.
    pub(super) fn load_another(&mut self, text: String) {
        self.load_page(ExtractedPage { text, ..ExtractedPage::default() });
    }

    /// Another text comes, perhaps out of a web page.
    pub(super) fn load_page(&mut self, page: ExtractedPage) {
        self.save();
        self.remember_previous();
        self.begin(Rc::default(), DraftHandle::fresh());
        self.session.origin = page.origin;
        self.load(page.text, true);
    }

    /// Another text comes, with work on it.
    pub(super) fn load_with(&mut self, page: ExtractedPage, work: UserWork) {
        let text = page.text.clone();
        self.load_page(page);
        if work != UserWork::default() {
            self.session.work = Rc::new(work);
            self.session.based = text.into();
        }
    }

    /// The text of the document, and the work on it.
    pub(super) fn current_work(&self) -> (String, UserWork) {
        let Session { reading, work, based, .. } = &self.session;
        let text = reading.as_ref().map_or_else(|| value(&self.nodes.text_box), ToString::to_string);
        let work = drafts::rebase_work(work, based, &text);
        (text, work)
    }

    /// Remembers the text, so that it can be brought back whether it is saved or not. What a link brought is behind the link.
    pub(super) fn remember_previous(&mut self) {
        let (text, work) = self.current_work();
        if self.session.link.is_none() && !text.trim().is_empty() {
            let draft = self.session.draft.clone();
            let origin = self.session.origin.clone();
            self.session.previous = Some(DocumentState { text, work: Rc::new(work), draft, origin });
        }
    }

    /// What the document is called.
    pub(super) fn title(&self, text: &str) -> String {
        let draft = self.drafts.entries.iter().find(|draft| draft.id == self.session.draft.id());
        let link = self.session.link.as_ref().map(|link| &link.title).filter(|title| !title.is_empty());
        link.or(draft.map(|draft| &draft.title)).cloned().unwrap_or_else(|| self.title_in(text))
    }

    /// What a text is called by itself. Where it is read, nothing that is set aside in it is its title.
    pub(super) fn title_in(&self, text: &str) -> String {
        let shown = self.snapshot.as_ref().filter(|shown| *shown.text == *Canonical::new(text).text());
        shown.map_or_else(|| drafts::title_of(text, &[]), |shown| drafts::title_of(&shown.text, &shown.analysis.asides))
    }
}
