//! The project's page: a text box with the drafts below it, and a reader in its place once there is something to read.

mod autosave;
mod command;
mod dialogs;
mod draft_list;
mod file_kind;
mod files;
mod input;
mod multiple_files;
mod navigation;
mod share;
mod share_limits;
mod shared_link;
mod tasks;
mod text_box;
mod timing;
mod view;

use std::pin::Pin;
use std::rc::Rc;

use autosave::{DraftHandle, OpenedVia};
use command::PageCommand;
use gloo_timers::callback::Timeout;
use reportedly_document::Id;
use share::{Chosen, Made, Sharing};
use shared_link::SharedLink;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, File, HtmlElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::browser;
use crate::example::Example;
use crate::storage::drafts::{self, Draft, DraftEntry};
use crate::storage::preferences;
use crate::strings;
pub(crate) use file_kind::FileKind;
use multiple_files::MultipleFiles;
use reportedly_protocol::{OpenedFile, OpenedLink, UnplacedMark};
use reportedly_reader::{ReaderHandle, Settings, Snapshot, UserWork};
use tasks::Task;

/// What a person had done on the page before this program was there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Start {
    /// What stands in the text box.
    pub text: String,
    /// What of it is selected, in UTF-16 code units; an empty range is the caret.
    pub selection: (u32, u32),
    /// Whether the text box has the focus.
    pub focused: bool,
    /// What was asked for and could not be done yet.
    pub wanted: Option<Wanted>,
    /// Files that were chosen or dropped.
    pub files: Vec<File>,
}

/// What a person can ask for before the program is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A text was pasted, or the button below it was pressed.
    Read,
    /// An example was chosen.
    Example(Example),
}

/// What the page is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct PageProps {
    /// The absolute address of `program-loader.js`.
    pub engine: AttrValue,
    /// What to take over.
    #[prop_or_default]
    pub start: Start,
}

/// The page between its header and its footer. Its first rendering is what `index.html` shows already.
pub struct Page {
    place: NodeRef,
    input: NodeRef,
    reader: NodeRef,
    handle: ReaderHandle,
    /// The title, or the box for a new one, of the draft that was renamed last.
    title: NodeRef,
    /// What there is to know of a text that a link brought.
    about: NodeRef,
    /// The list of drafts.
    list: NodeRef,
    /// The button in the notice.
    remedy: NodeRef,
    /// The button that makes a QR code larger, or smaller again.
    size_of_code: NodeRef,
    /// The text that is being read; none while it is being written.
    reading: Option<AttrValue>,
    /// Counts the documents: another text that is not an edited version of the last one is another document.
    document: u32,
    /// The person's work on the document, and the given text that it is of.
    work: Rc<UserWork>,
    based: AttrValue,
    /// What the reader shows.
    shown: Option<Snapshot>,
    /// Where the document is kept.
    slot: Rc<DraftHandle>,
    /// Set while there is something to save: when it is done.
    timer: Option<Timeout>,
    /// The person was told that drafts cannot be kept.
    refused: bool,
    /// Which of the marks without a place is to be attached to the words that are selected next.
    attaching: Option<usize>,
    /// What a link brought, as long as the reader has not made a copy.
    incoming: Option<SharedLink>,
    /// What lies over the page.
    dialog: Option<Dialog>,
    /// The text of an example, as long as nobody has changed anything.
    example: Option<AttrValue>,
    drafts: Vec<DraftEntry>,
    /// Why the drafts are not known.
    unlisted: Option<AttrValue>,
    /// Whether another site shows this page in a frame. Drafts are not shown there, and nothing is kept.
    framed: bool,
    /// Whether the drafts are known as they are now.
    listed: bool,
    /// The draft that was renamed last, or is being renamed.
    named: Option<String>,
    renaming: bool,
    /// Whether a person was asked about deleting all.
    sure: bool,
    keeps: bool,
    settings: Settings,
    notice: Option<Notice>,
    /// What the programs for files and links are doing, and how many tasks there have been.
    tasks: Vec<Task>,
    started_tasks: u32,
    /// The last text that another one has taken the place of, the work on it, and where it is kept.
    left_behind: Option<(String, Rc<UserWork>, Rc<DraftHandle>)>,
    /// Whether the text box was empty before what is typed now.
    blank: bool,
    /// Whether a file is held over the page.
    dragging: bool,
    /// Where the focus is to go when what was done is on the screen.
    focus: Option<NodeRef>,
    /// Whether the page is then to be at its top.
    to_top: bool,
    /// How many moves between text and panel can be undone.
    moves: usize,
    scope: yew::html::Scope<Page>,
    heard: Vec<Closure<dyn Fn(Event)>>,
    told: Option<Closure<dyn Fn(String)>>,
}

impl std::fmt::Debug for Page {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Page").finish_non_exhaustive()
    }
}

/// A sentence for the person, and what can be done about it.
#[derive(Clone, Debug, PartialEq)]
struct Notice {
    words: AttrValue,
    /// What a button in it asks for, and its label.
    remedy: Option<(PageCommand, &'static str)>,
    /// Marks that have no place, which the sentence is about.
    items: Vec<UnplacedMark>,
}

impl Notice {
    fn new(words: impl Into<AttrValue>) -> Notice {
        Notice { words: words.into(), remedy: None, items: Vec::new() }
    }
}

/// What lies over the page.
#[derive(Clone, Debug, PartialEq)]
enum Dialog {
    /// The formats of files.
    Save,
    /// A link.
    Share(Sharing),
}

/// Something that happened to the page.
#[derive(Debug)]
pub struct Msg(Action);

#[derive(Debug)]
enum Action {
    /// The text in the box is to be read.
    Read(String),
    /// Another text comes: put it into the box and read it, as a document of its own.
    Load(String),
    Example(Example),
    /// An example has come.
    Came(Result<String, String>),
    /// The text was changed by hand.
    Typed,
    Edit,
    New,
    BringBack,
    Shown(Snapshot),
    Settings(Settings),
    Say(Notice),
    Drag(bool),
    File(File),
    /// A file was read: its name, and its text and whether its encoding was guessed.
    FileRead(String, Result<(String, bool), String>),
    /// Several files were read, of which the first is to be opened.
    SeveralRead(MultipleFiles),
    /// This was pasted, and cannot be opened as the document that it looks like.
    NoDocument(String, String),
    /// A file was read as a document.
    Imported(String, Result<OpenedFile, String>),
    Files(Vec<File>),
    /// The dialog with the formats.
    Save,
    SaveAs(String),
    CopyMarked,
    CloseDialog,
    Share(Option<Id>),
    ChooseShare(String, bool),
    /// The QR code fills the window, or does not any more.
    EnlargeCode(bool),
    SaveCode,
    LinkMade(Chosen, Result<Made, AttrValue>),
    /// The link, or code that shows what it carries.
    CopyLink(bool),
    SendLink,
    /// What came of it.
    Shared(AttrValue),
    /// The page's address has another fragment.
    Address,
    OpenLink(String),
    LinkOpened(Result<OpenedLink, String>),
    CopyIncoming,
    Attach(usize),
    /// A task takes long.
    TaskIsLong(u32),
    /// A task has ended, and this comes of it.
    TaskEnded(u32, Box<Action>),
    StopTasks,
    /// What was asked for is done, and nothing is to be said of it.
    Idle,
    /// It is time to keep the draft.
    Keep,
    /// The page may be gone soon.
    Leave,
    /// A save has ended: where, and whether another tab's draft was in the way.
    Saved(Rc<DraftHandle>, Result<bool, String>),
    /// The drafts are known.
    Listed(Result<Vec<DraftEntry>, String>),
    /// What closed tabs have left is saved; whether there was anything.
    TakenUp(bool),
    /// Drafts have changed.
    Changed,
    Open(String),
    /// A draft is there, to be read or written.
    Opened(String, Result<Option<Draft>, String>, bool, OpenedVia),
    Rename(Option<String>),
    Renamed(String, String),
    Delete(String),
    Sure(bool),
    BringDraftsBack,
    Keeps(bool),
    /// The tab has moved in its history.
    Popped,
    /// So many moves between text and panel can be undone.
    Moved(usize),
}

impl Component for Page {
    type Message = Msg;
    type Properties = PageProps;

    fn create(ctx: &Context<Self>) -> Self {
        Page {
            place: NodeRef::default(),
            input: NodeRef::default(),
            reader: NodeRef::default(),
            handle: ReaderHandle::default(),
            title: NodeRef::default(),
            about: NodeRef::default(),
            list: NodeRef::default(),
            remedy: NodeRef::default(),
            size_of_code: NodeRef::default(),
            reading: None,
            document: 0,
            work: Rc::default(),
            based: AttrValue::default(),
            shown: None,
            slot: DraftHandle::fresh(),
            timer: None,
            refused: false,
            attaching: None,
            incoming: None,
            dialog: None,
            example: None,
            drafts: Vec::new(),
            unlisted: None,
            framed: browser::input::is_framed(),
            listed: false,
            named: None,
            renaming: false,
            sure: false,
            keeps: preferences::get("keeps") != "no" && !browser::input::is_framed(),
            settings: Settings::of_words(&preferences::get("settings")),
            notice: None,
            tasks: Vec::new(),
            started_tasks: 0,
            left_behind: None,
            blank: ctx.props().start.text.trim().is_empty(),
            dragging: false,
            focus: None,
            to_top: false,
            moves: 0,
            scope: ctx.link().clone(),
            heard: Vec::new(),
            told: None,
        }
    }

    fn update(&mut self, _: &Context<Self>, Msg(what): Msg) -> bool {
        self.handle(what);
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        self.render(&ctx.props().engine)
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if first {
            self.listen();
            self.take_over(&ctx.props().start);
            if !self.framed {
                // What fails stays where it is, and the list says what is wrong.
                self.spawn(async { Action::TakenUp(drafts::recover_unsaved().await.unwrap_or_default()) });
            }
        }
        // Beside a text that is read there is no list, and to make one takes time.
        if self.reading.is_none() && !self.framed && !std::mem::replace(&mut self.listed, true) {
            self.spawn(async { Action::Listed(drafts::list().await) });
        }
        if let Some(place) = self.dialog.as_ref().and_then(|_| self.place.cast()) {
            browser::dialog::show(&place);
        }
        if std::mem::take(&mut self.to_top) {
            navigation::scroll_to_top();
        }
        if let Some(target) = self.focus.take() {
            // A text that is read is higher than the window: the browser would scroll the buttons above it away.
            let is_text = target == self.reader || target == self.about;
            match target.cast::<HtmlElement>() {
                Some(target) if is_text => navigation::focus_in_place(&target),
                // What is not shown cannot take the focus; then it stays where it is.
                Some(target) => drop(target.focus()),
                None => {}
            }
        }
    }
}

impl Page {
    fn dispatch(&self, what: Action) {
        self.scope.send_message(Msg(what));
    }

    /// Happens when `future` has ended.
    ///
    /// In a box: without one, all that runs a future would be compiled for each.
    fn spawn(&self, future: impl Future<Output = Action> + 'static) {
        self.run(Box::pin(future));
    }

    fn run(&self, future: Pin<Box<dyn Future<Output = Action>>>) {
        let scope = self.scope.clone();
        spawn_local(async move { scope.send_message(Msg(future.await)) });
    }

    fn handle(&mut self, what: Action) {
        match what {
            Action::Read(text) => self.read(text, true),
            Action::Load(text) => self.load_another(text),
            Action::Example(example) => {
                let path = ["examples/", example.name(), ".txt"].concat();
                self.spawn(async move { Action::Came(browser::files::fetch_text(&path).await) });
            }
            Action::Came(Ok(text)) => {
                self.load_another(text.clone());
                self.example = Some(text.into());
            }
            Action::Came(Err(message)) | Action::FileRead(_, Err(message)) => self.show_notice(message, None),
            Action::Typed => {
                self.example = None;
                self.change();
            }
            Action::Edit => self.edit(),
            Action::New => self.begin_anew(),
            Action::BringBack => self.restore_left_behind(),
            Action::Shown(shown) => self.was_shown(shown),
            Action::Settings(settings) => {
                preferences::set("settings", &settings.words());
                self.settings = settings;
            }
            Action::Say(notice) => self.notice = Some(notice),
            Action::Drag(dragging) => self.dragging = dragging,
            Action::File(file) => {
                self.dragging = false;
                self.spawn(async move { Action::FileRead(file.name(), files::text_of(&file).await) });
            }
            Action::FileRead(name, Ok((text, guessed))) => self.open_file(name, text, guessed),
            Action::NoDocument(text, message) => self.no_document(&text, &message),
            Action::Imported(name, document) => self.imported(&name, document),
            Action::SeveralRead(several) => self.open_several(several),
            Action::Files(files) => self.read_several(files),
            Action::Save => self.dialog = Some(Dialog::Save),
            Action::SaveAs(extension) => self.save_file(extension),
            Action::CopyMarked => self.copy_marked(),
            Action::CloseDialog => self.close_dialog(),
            Action::Share(mark) => self.share(mark),
            Action::ChooseShare(what, is) => self.choose_share(&what, is),
            Action::EnlargeCode(is) => self.enlarge_code(is),
            Action::SaveCode => self.save_code(),
            Action::LinkMade(chosen, made) => self.link_made(chosen, made),
            Action::CopyLink(as_code) => self.copy_link(as_code),
            Action::SendLink => self.send_link(),
            Action::Shared(said) => self.was_shared(said),
            Action::Address => {
                self.open_address();
            }
            Action::OpenLink(link) if shared_link::is_link(&link) => self.open_link(link),
            Action::OpenLink(_) => self.show_notice(strings::NO_LINK, None),
            Action::LinkOpened(opened) => self.link_opened(opened),
            Action::CopyIncoming => self.copy_incoming(),
            Action::Attach(item) => self.attaching = Some(item),
            Action::TaskIsLong(number) => self.task_is_long(number),
            Action::TaskEnded(number, what) => {
                self.task_ended(number);
                self.handle(*what);
            }
            Action::StopTasks => {
                self.stop_tasks();
                self.show_notice(strings::TASK_STOPPED, None);
            }
            Action::Idle => {}
            Action::Keep => self.save(),
            Action::Leave => self.leave(),
            Action::Saved(slot, saved) => self.was_saved(&slot, saved),
            Action::Listed(Ok(drafts)) => (self.drafts, self.unlisted) = (drafts, None),
            Action::Listed(Err(message)) => {
                (self.drafts, self.unlisted) = (Vec::new(), Some(strings::not_listed(&message).into()));
            }
            Action::TakenUp(any) => self.listed &= !any,
            Action::Changed => self.listed = false,
            Action::Open(id) => self.fetch(id, true, OpenedVia::Asked),
            Action::Opened(id, draft, reading, way) => self.opened(id, draft, reading, way),
            Action::Rename(draft) => {
                self.renaming = draft.is_some();
                self.named = draft.or(self.named.take());
                self.focus = Some(self.title.clone());
                self.sure = false;
            }
            Action::Renamed(id, title) => {
                self.renaming = false;
                self.focus = Some(self.title.clone());
                if !title.is_empty() {
                    self.spawn(async move { done(drafts::rename(&id, &title).await) });
                }
            }
            Action::Delete(id) => self.delete(id),
            Action::Sure(sure) => self.sure = sure,
            Action::BringDraftsBack => {
                self.notice = None;
                self.focus = Some(self.list.clone());
                self.spawn(async { done(drafts::restore_removed().await) });
            }
            Action::Keeps(keeps) => {
                preferences::set("keeps", if keeps { "yes" } else { "no" });
                self.keeps = keeps;
                // What could not be saved before is to be saved now.
                self.change();
            }
            Action::Popped => {
                self.moves = navigation::depth() as usize;
                // Otherwise only a move was undone.
                if self.reading.is_none() || !navigation::is_within_reading() {
                    self.popped();
                }
            }
            Action::Moved(moves) => self.moves = moves,
        }
    }

    fn show_notice(&mut self, words: impl Into<AttrValue>, remedy: Option<(PageCommand, &'static str)>) {
        self.notice = Some(Notice { remedy, ..Notice::new(words) });
    }

    /// Another document begins.
    fn begin(&mut self, work: Rc<UserWork>, slot: Rc<DraftHandle>) {
        self.document += 1;
        self.work = work;
        self.slot = slot;
        self.shown = None;
        self.example = None;
        self.based = AttrValue::default();
        self.timer = None;
        self.notice = None;
        self.attaching = None;
        self.incoming = None;
        self.dialog = None;
        self.moves = 0;
        navigation::forget_moves();
    }

    /// Closes what lies over the page.
    fn close_dialog(&mut self) {
        let Some(dialog) = self.dialog.take() else { return };
        if matches!(dialog, Dialog::Share(Sharing { made: None, .. })) {
            // Nobody wants the link any more.
            self.stop_tasks();
        }
        if let Some(place) = self.place.cast() {
            browser::dialog::close(&place);
        }
    }

    /// Another text comes, that nothing is known of.
    fn load_another(&mut self, text: String) {
        self.save();
        self.leave_behind();
        self.begin(Rc::default(), DraftHandle::fresh());
        self.load(text, true);
    }
}

/// What happens when drafts have been changed, or could not be.
fn done(outcome: Result<JsValue, JsValue>) -> Action {
    match outcome {
        Ok(_) => Action::Changed,
        Err(error) => Action::Say(Notice::new(strings::not_changed(&browser::error_message(error)))),
    }
}

/// A wait before something is done.
fn after(milliseconds: u32, scope: &yew::html::Scope<Page>, what: Action) -> Timeout {
    let scope = scope.clone();
    Timeout::new(milliseconds, move || scope.send_message(Msg(what)))
}

fn value(input: &NodeRef) -> String {
    input.cast::<HtmlTextAreaElement>().map(|input| input.value()).unwrap_or_default()
}
