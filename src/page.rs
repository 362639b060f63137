//! The project's page: a text box with the drafts below it, and a reader in its place once there is something to read.

mod action;
mod autosave;
mod command;
mod dialogs;
mod draft_list;
pub(crate) mod files;
mod input;
pub(crate) mod multiple_files;
mod navigation;
mod session;
mod share;
pub(crate) mod share_limits;
pub(crate) mod shared_link;
mod tasks;
mod text_box;
pub(crate) mod timing;
mod ui;
mod view;

use action::{Action, DraftAction, ReaderAction};
use autosave::Autosave;
use draft_list::DraftList;
use gloo_timers::callback::Timeout;
use input::Listeners;
use reportedly_reader::{ReaderHandle, Settings, Snapshot};
use session::Session;
use tasks::Tasks;
use ui::{Effects, Nodes, Ui};
use web_sys::{HtmlElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::browser;
use crate::mount::Mount;
use crate::spawn::send_result;
use crate::storage::{drafts, preferences};

/// What the page is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct PageProps {
    /// The absolute address of `program-loader.js`.
    pub engine: AttrValue,
    /// Where it is rendered.
    pub mount: Mount,
}

/// The page between its header and its footer. Its first rendering is what `index.html` shows already.
pub struct Page {
    /// What is worked on, and saved.
    session: Session,
    /// What follows from it: the text with its marks, as the reader shows it; none until there are marks.
    snapshot: Option<Snapshot>,
    preferences: Preferences,
    autosave: Autosave,
    /// What is known of the drafts in this browser, and what is done to them.
    drafts: DraftList,
    /// What the programs for files and links are doing.
    tasks: Tasks,
    /// What is only on the screen.
    ui: Ui,
    /// What is to be done when the next rendering is on the screen.
    effects: Effects,
    nodes: Nodes,
    reader: ReaderHandle,
    scope: yew::html::Scope<Page>,
    listeners: Option<Listeners>,
}

/// What a person has chosen for all texts. It is stored with each change.
#[derive(Debug)]
struct Preferences {
    keeps_drafts: bool,
    settings: Settings,
}

impl Preferences {
    /// Those that are stored. In another site's frame no draft is saved, whatever they say.
    fn stored(is_framed: bool) -> Preferences {
        Preferences {
            keeps_drafts: preferences::get("keeps") != "no" && !is_framed,
            settings: Settings::of_words(&preferences::get("settings")),
        }
    }
}

impl std::fmt::Debug for Page {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Page").finish_non_exhaustive()
    }
}

/// Something that happened to the page.
#[derive(Debug)]
pub struct Msg(Action);

impl Component for Page {
    type Message = Msg;
    type Properties = PageProps;

    fn create(ctx: &Context<Self>) -> Self {
        let is_framed = browser::input::is_framed();
        Page {
            session: Session::new(),
            snapshot: None,
            preferences: Preferences::stored(is_framed),
            autosave: Autosave::default(),
            drafts: DraftList::new(is_framed),
            tasks: Tasks::default(),
            ui: Ui::default(),
            effects: Effects::default(),
            nodes: Nodes::default(),
            reader: ReaderHandle::default(),
            scope: ctx.link().clone(),
            listeners: None,
        }
    }

    fn update(&mut self, _: &Context<Self>, Msg(action): Msg) -> bool {
        self.handle(action);
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        self.render(&ctx.props().engine)
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if first {
            let start = ctx.props().mount.take_place();
            self.take_over(&start);
            self.listen();
            if !self.drafts.is_framed {
                // What fails stays where it is, and the list says what is wrong.
                self.spawn(async {
                    DraftAction::Recovered(drafts::recover_unsaved().await.unwrap_or_default()).into()
                });
            }
        }
        // Beside a text that is read there is no list, and to make one takes time.
        if self.session.reading.is_none()
            && !self.drafts.is_framed
            && !std::mem::replace(&mut self.drafts.is_current, true)
        {
            self.spawn(async { DraftAction::Listed(drafts::list().await).into() });
        }
        if let Some(root) = self.ui.dialog.as_ref().and_then(|_| self.nodes.root.cast()) {
            browser::dialog::show(&root);
        }
        self.run_effects();
    }
}

impl Page {
    fn dispatch(&self, action: impl Into<Action>) {
        self.scope.send_message(Msg(action.into()));
    }

    /// Happens when `future` has ended.
    fn spawn(&self, future: impl Future<Output = Action> + 'static) {
        send_result(&self.scope, Box::pin(future), Msg);
    }

    fn handle(&mut self, action: Action) {
        match action {
            Action::Text(action) => self.handle_text(action),
            Action::Draft(action) => self.handle_draft(action),
            Action::File(action) => self.handle_file(action),
            Action::Share(action) => self.handle_share(action),
            Action::Link(action) => self.handle_link(action),
            Action::Reader(action) => self.handle_reader(action),
            Action::Task(action) => self.handle_task(action),
            Action::Notify(notice) => self.ui.notice = Some(notice),
            Action::CloseDialog => self.close_dialog(),
            Action::Idle => {}
        }
    }

    fn handle_reader(&mut self, action: ReaderAction) {
        match action {
            ReaderAction::Changed(snapshot) => self.take_snapshot(snapshot),
            ReaderAction::Settings(settings) => {
                preferences::set("settings", &settings.words());
                self.preferences.settings = settings;
            }
            ReaderAction::Moved(moves) => self.ui.moves = moves,
        }
    }

    fn run_effects(&mut self) {
        if std::mem::take(&mut self.effects.to_top) {
            navigation::scroll_to_top();
        }
        let Some(target) = self.effects.focus.take() else { return };
        // A text that is read is higher than the window: the browser would scroll the buttons above it away.
        let is_text = target == self.nodes.reader || target == self.nodes.link_notes;
        match target.cast::<HtmlElement>() {
            Some(target) if is_text => navigation::focus_in_place(&target),
            // What is not shown cannot take the focus; then it stays where it is.
            Some(target) => drop(target.focus()),
            None => {}
        }
    }
}

/// A wait before something is done.
fn after(milliseconds: u32, scope: &yew::html::Scope<Page>, action: Action) -> Timeout {
    let scope = scope.clone();
    Timeout::new(milliseconds, move || scope.send_message(Msg(action)))
}

fn value(input: &NodeRef) -> String {
    input.cast::<HtmlTextAreaElement>().map(|input| input.value()).unwrap_or_default()
}
