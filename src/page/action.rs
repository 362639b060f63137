//! What can happen to the page, by subject. Each subject has one module that handles its actions.

use std::rc::Rc;

use derive_more::From;
use reportedly_document::Id;
use reportedly_protocol::{MadeLink, OpenedFile, OpenedLink};
use reportedly_reader::{Settings, Snapshot};
use web_sys::File;
use yew::AttrValue;

use super::autosave::{DraftHandle, OpenedVia};
use super::multiple_files::MultipleFiles;
use super::share::Chosen;
use super::ui::Notice;
use crate::browser::files::FileText;
use crate::clients::extraction::ExtractedPage;
use crate::example::Example;
use crate::storage::drafts::{Draft, DraftEntry};

/// Something that happened to the page. An action of a subject becomes one by `into`.
#[derive(Debug, From)]
pub(super) enum Action {
    Text(TextAction),
    Draft(DraftAction),
    File(FileAction),
    Share(ShareAction),
    Link(LinkAction),
    Reader(ReaderAction),
    Task(TaskAction),
    /// The person is to be told something.
    Notify(Notice),
    CloseDialog,
    /// What was asked for is done, and there is nothing to tell.
    Idle,
}

/// The text box, and the text that is read (`text_box.rs`).
#[derive(Debug)]
pub(super) enum TextAction {
    /// The text in the box is to be read.
    Read(String),
    /// Another text comes: put it into the box and read it, as a document of its own.
    Load(String),
    /// A web page was pasted, and its plain form, if it has one: its article is to be read.
    Extract {
        html: String,
        text: String,
    },
    /// A text has come, perhaps out of a web page; or a sentence says why there is none.
    Extracted(Result<ExtractedPage, String>),
    /// The lines of a web page that are not in the text are to be in it.
    IncludeLines,
    /// They are, in the text of this document; or a sentence says why not.
    LinesIncluded(u32, Result<ExtractedPage, String>),
    LoadExample(Example),
    ExampleLoaded(Result<String, String>),
    /// The text was changed by hand.
    Typed,
    Edit,
    New,
    RestorePrevious,
    /// The text is taken along to the page that compares.
    Compare,
}

/// Drafts: saved, listed, opened, renamed and deleted (`draft_list.rs`, `autosave.rs`).
#[derive(Debug)]
pub(super) enum DraftAction {
    /// A change has waited long enough.
    SaveDue,
    /// A save has ended: of which draft, and whether another tab's draft was in the way.
    Saved(Rc<DraftHandle>, Result<bool, String>),
    /// The page may be gone soon.
    PageHidden,
    /// The drafts are known.
    Listed(Result<Vec<DraftEntry>, String>),
    /// What closed tabs have left is saved; whether there was anything.
    Recovered(bool),
    /// Drafts have changed, here or in another tab.
    Changed,
    Open(String),
    /// A draft is there, to be read or written.
    Opened {
        id: String,
        draft: Result<Option<Draft>, String>,
        reading: bool,
        via: OpenedVia,
    },
    /// A draft gets a box for another title, or none has one any more.
    BeginRename(Option<String>),
    Rename {
        id: String,
        title: String,
    },
    /// A draft is deleted, or all where the id is empty.
    Delete(String),
    /// Whether the person is asked about deleting all.
    ConfirmDeleteAll(bool),
    RestoreDeleted,
    SetKeeping(bool),
    /// The tab has moved in its history.
    HistoryMoved,
}

/// Files that are opened and written (`files.rs`).
#[derive(Debug)]
pub(super) enum FileAction {
    /// A file is held over the page, or is not any more.
    Drag(bool),
    OpenOne(File),
    OpenSeveral(Vec<File>),
    /// A file was read: its name, and its text.
    Read(String, Result<FileText, String>),
    /// Several files were read, of which the first is to be opened.
    SeveralRead(MultipleFiles),
    /// This was pasted, and cannot be opened as the document that it looks like.
    NotADocument {
        text: String,
        message: String,
    },
    /// A file was read as a document.
    Imported(String, Result<OpenedFile, String>),
    /// The dialog with the formats opens.
    ShowFormats,
    /// The dialog with the layouts for paper opens.
    ShowPrint,
    /// What is read is printed, or else a hand-out of it.
    Print {
        handout: bool,
    },
    SaveAs(String),
    CopyMarked,
    /// A mark without a position waits for words.
    Attach(usize),
}

/// The dialog that makes a link of the text (`share.rs`).
#[derive(Debug)]
pub(super) enum ShareAction {
    /// Of the passage of a mark, if there is one.
    Begin(Option<Id>),
    ShowDialog,
    Choose(String, bool),
    /// The QR code fills the window, or does not any more.
    EnlargeCode(bool),
    SaveCode,
    LinkMade(Chosen, Result<MadeLink, AttrValue>),
    CopyLink,
    /// Code for a web page that shows what the link carries.
    CopyFrameCode,
    SendLink,
    /// What came of it, as a sentence.
    Done(AttrValue),
}

/// Links that are opened (`shared_link.rs`).
#[derive(Debug)]
pub(super) enum LinkAction {
    /// The page's address has another fragment.
    OpenAddress,
    Open(String),
    Opened(Box<Result<OpenedLink, String>>),
    MakeCopy,
}

/// What the reader calls the page about (`page.rs`).
#[derive(Debug)]
pub(super) enum ReaderAction {
    Changed(Snapshot),
    Settings(Settings),
    /// So many moves between text and panel can be undone.
    Moved(usize),
}

/// What takes long (`tasks.rs`).
#[derive(Debug)]
pub(super) enum TaskAction {
    IsLong(u32),
    /// A task has ended, and this comes of it.
    Ended(u32, Box<Action>),
    StopAll,
}
