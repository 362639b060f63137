//! The project's page: a text box with the drafts below it, and a reader in its place once there is something to read.

mod drafts;
mod events;
mod looks;
mod saving;
mod text_box;
mod timing;

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, File, HtmlElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::clipboard;
use crate::example::Example;
use crate::keep::{self, Draft, Entry, Saved};
use crate::reader::{Settings, Shown, Work};
use crate::strings;

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
    /// The absolute address of `engine-worker.js`.
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
    /// The box for a draft's new title.
    title: NodeRef,
    /// The text that is being read; none while it is being written.
    reading: Option<AttrValue>,
    /// Counts the documents: another text that is not an edited version of the last one is another document.
    document: u32,
    /// The person's work on the document, and the given text that it is of.
    work: Rc<Work>,
    based: AttrValue,
    /// Where the document is kept.
    draft: Kept,
    /// The text of an example, as long as nobody has changed anything.
    example: Option<AttrValue>,
    saving: saving::Saving,
    drafts: Vec<Entry>,
    /// Whether the drafts are known as they are now.
    listed: bool,
    /// The draft whose title is being written.
    renaming: Option<String>,
    /// Whether a person was asked about deleting all.
    sure: bool,
    keeps: bool,
    settings: Settings,
    theme: String,
    notice: Option<Notice>,
    /// The last text that was thrown away, with where it was kept.
    thrown_away: Option<(AttrValue, Rc<Work>, Kept)>,
    /// Whether the text box was empty before what is typed now.
    blank: bool,
    /// Whether a file is held over the page.
    dragging: bool,
    /// Whether the focus is to go to what has just been shown.
    moves_focus: bool,
    scope: yew::html::Scope<Page>,
    heard: Vec<Closure<dyn Fn(Event)>>,
    told: Option<Closure<dyn Fn(String)>>,
}

impl std::fmt::Debug for Page {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Page").finish_non_exhaustive()
    }
}

/// Where a document is kept.
#[derive(Clone, Debug)]
struct Kept {
    /// The draft's id.
    id: String,
    /// Whether there is such a draft already.
    kept: bool,
}

impl Default for Kept {
    /// A place for a document that is not kept yet.
    fn default() -> Self {
        Kept { id: keep::new_id(), kept: false }
    }
}

/// A sentence for the person, and what can be done about it.
#[derive(Clone, Debug, PartialEq)]
struct Notice {
    words: AttrValue,
    /// What a button in it asks for, and its label.
    remedy: Option<(&'static str, &'static str)>,
}

/// Something that happened to the page.
#[derive(Debug)]
pub struct Happened(Happening);

#[derive(Debug)]
enum Happening {
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
    Shown(Shown),
    Settings(Settings),
    Theme(String),
    Say(Notice),
    Drag(bool),
    File(File),
    /// A file was read: its name, and its text and whether its encoding was guessed.
    FileRead(String, Result<(String, bool), String>),
    SaveFile,
    /// It is time to save.
    Save,
    /// A save of this document has ended.
    Saved(u32, Result<Saved, String>),
    /// The drafts are known.
    Listed(Result<Vec<Entry>, String>),
    /// Drafts have changed.
    Changed,
    Open(String),
    /// A draft is there, to be read or written, and in a new entry of the tab's history or not.
    Opened(String, Result<Option<Draft>, String>, bool, bool),
    Rename(Option<String>),
    Renamed(String, String),
    Delete(String),
    Sure(bool),
    BringDraftsBack,
    Keeps(bool),
    /// The tab has moved in its history.
    Popped,
}

impl Component for Page {
    type Message = Happened;
    type Properties = PageProps;

    fn create(ctx: &Context<Self>) -> Self {
        Page {
            place: NodeRef::default(),
            input: NodeRef::default(),
            reader: NodeRef::default(),
            title: NodeRef::default(),
            reading: None,
            document: 0,
            work: Rc::default(),
            based: AttrValue::default(),
            draft: Kept::default(),
            example: None,
            saving: saving::Saving::default(),
            drafts: Vec::new(),
            listed: false,
            renaming: None,
            sure: false,
            keeps: keep::chosen("keeps") != "no",
            settings: Settings::of_words(&keep::chosen("settings")),
            theme: keep::chosen("theme"),
            notice: None,
            thrown_away: None,
            blank: ctx.props().start.text.trim().is_empty(),
            dragging: false,
            moves_focus: false,
            scope: ctx.link().clone(),
            heard: Vec::new(),
            told: None,
        }
    }

    fn update(&mut self, _: &Context<Self>, Happened(what): Happened) -> bool {
        self.happened(what);
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        self.look(&ctx.props().engine)
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if first {
            self.listen();
            self.take_over(&ctx.props().start);
        }
        // Beside a text that is read there is no list, and to make one takes time.
        if self.reading.is_none() && !std::mem::replace(&mut self.listed, true) {
            self.later(async { Happening::Listed(keep::entries().await) });
        }
        if std::mem::take(&mut self.moves_focus) {
            let target = match (&self.reading, &self.renaming) {
                (Some(_), _) => &self.reader,
                (None, Some(_)) => &self.title,
                (None, None) => &self.input,
            };
            if let Some(target) = target.cast::<HtmlElement>() {
                // What is not shown cannot take the focus; then it stays where it is.
                let _ = target.focus();
            }
        }
    }
}

impl Page {
    fn happens(&self, what: Happening) {
        self.scope.send_message(Happened(what));
    }

    /// Happens when `future` has ended.
    fn later(&self, future: impl Future<Output = Happening> + 'static) {
        self.scope.send_future(async move { Happened(future.await) });
    }

    fn happened(&mut self, what: Happening) {
        match what {
            Happening::Read(text) => self.read(text, true),
            Happening::Load(text) => {
                self.save();
                self.begin(Rc::default(), Kept::default());
                self.load(text, true);
            }
            Happening::Example(example) => {
                let path = ["examples/", example.name(), ".txt"].concat();
                self.later(async move { Happening::Came(keep::text_beside(&path).await) });
            }
            Happening::Came(Ok(text)) => {
                self.save();
                self.begin(Rc::default(), Kept::default());
                self.example = Some(text.clone().into());
                self.load(text, true);
            }
            Happening::Came(Err(message)) | Happening::FileRead(_, Err(message)) => self.say(message, None),
            Happening::Typed => {
                self.example = None;
                self.change();
            }
            Happening::Edit => self.edit(),
            Happening::New => self.begin_anew(),
            Happening::BringBack => self.bring_back(),
            Happening::Shown(shown) => self.was_shown(shown),
            Happening::Settings(settings) => {
                keep::choose("settings", &settings.words());
                self.settings = settings;
            }
            Happening::Theme(theme) => self.set_theme(theme),
            Happening::Say(notice) => self.notice = Some(notice),
            Happening::Drag(dragging) => self.dragging = dragging,
            Happening::File(file) => {
                self.dragging = false;
                let name = file.name();
                self.later(async move { Happening::FileRead(name, keep::text_of(&file).await) });
            }
            Happening::FileRead(name, Ok((text, guessed))) => self.open_file(&name, text, guessed),
            Happening::SaveFile => self.save_file(),
            Happening::Save => self.save(),
            Happening::Saved(document, saved) => self.was_saved(document, saved),
            Happening::Listed(Ok(drafts)) => self.drafts = drafts,
            // There is no storage: a save will say so, where there is something to lose.
            Happening::Listed(Err(_)) => self.drafts = Vec::new(),
            Happening::Changed => self.listed = false,
            Happening::Open(id) => {
                self.save();
                self.later(async move {
                    let draft = keep::draft(&id).await;
                    Happening::Opened(id, draft, true, true)
                });
            }
            Happening::Opened(id, draft, reading, push) => self.opened(id, draft, reading, push),
            Happening::Rename(draft) => {
                self.moves_focus = draft.is_some();
                self.renaming = draft;
                self.sure = false;
            }
            Happening::Renamed(id, title) => {
                self.renaming = None;
                if !title.is_empty() {
                    self.later(async move { done(keep::rename(&id, &title).await) });
                }
            }
            Happening::Delete(id) => self.delete(id),
            Happening::Sure(sure) => self.sure = sure,
            Happening::BringDraftsBack => {
                self.notice = None;
                self.later(async { done(keep::bring_back().await) });
            }
            Happening::Keeps(keeps) => {
                keep::choose("keeps", if keeps { "yes" } else { "no" });
                self.keeps = keeps;
                self.change();
            }
            Happening::Popped => self.popped(),
        }
    }

    fn say(&mut self, words: impl Into<AttrValue>, remedy: Option<(&'static str, &'static str)>) {
        self.notice = Some(Notice { words: words.into(), remedy });
    }

    fn set_theme(&mut self, theme: String) {
        keep::choose("theme", &theme);
        let root =
            self.place.cast::<Element>().and_then(|place| place.owner_document()).and_then(|it| it.document_element());
        if let Some(root) = root {
            root.set_attribute("data-theme", &theme).expect("the name of the attribute is valid");
        }
        self.theme = theme;
    }

    fn open_file(&mut self, name: &str, text: String, guessed: bool) {
        let lower = name.to_ascii_lowercase();
        let text = if lower.ends_with(".html") || lower.ends_with(".htm") {
            clipboard::words_of(&text).unwrap_or_default()
        } else {
            text
        };
        if text.trim().is_empty() {
            return self.say(strings::no_text_in(name), None);
        }
        if text.chars().take(10_000).filter(|c| c.is_control() && !c.is_whitespace()).count() > 100 {
            return self.say(strings::no_text_file(name), None);
        }
        self.save();
        self.begin(Rc::default(), Kept::default());
        self.load(text, true);
        if guessed {
            self.say(strings::encoding_guessed(name), None);
        }
    }

    /// Another document begins.
    fn begin(&mut self, work: Rc<Work>, draft: Kept) {
        self.document += 1;
        self.work = work;
        self.draft = draft;
        self.example = None;
        self.based = AttrValue::default();
        self.notice = None;
    }
}

/// What happens when drafts have been changed, or could not be.
fn done(outcome: Result<JsValue, JsValue>) -> Happening {
    match outcome {
        Ok(_) => Happening::Changed,
        Err(error) => {
            let words = strings::not_changed(&keep::words_of(error)).into();
            Happening::Say(Notice { words, remedy: None })
        }
    }
}

/// A wait before something is done.
fn after(milliseconds: u32, scope: &yew::html::Scope<Page>, what: Happening) -> Timeout {
    let scope = scope.clone();
    Timeout::new(milliseconds, move || scope.send_message(Happened(what)))
}

fn value(input: &NodeRef) -> String {
    input.cast::<HtmlTextAreaElement>().map(|input| input.value()).unwrap_or_default()
}
