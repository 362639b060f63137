//! The page that compares articles: a program of its own, which is fetched when a person asks for it (`compare.html`).
//!
//! Its texts are one draft, with copies of their own: what happens to a text's own draft costs the comparison nothing.

mod add;
mod article;
mod command;
mod export;
mod input;
mod lists;
mod matrix;
mod open_views;
mod places;
mod rows;
mod saving;
mod statements;
mod strings;
mod view;

use std::rc::Rc;

use reportedly_compare::{Comparison, compare};
use reportedly_document::{Analysis, Document, View, ViewedDocument};
use reportedly_reader::{Failure, TextAnalysis, after_paint};
use wasm_bindgen::prelude::*;
use web_sys::Element;
use yew::prelude::*;

use crate::browser;
use crate::mount::Mount;
use crate::page::timing::{self, Stretch};
use crate::spawn::send_result;
use crate::start::Start;
use crate::storage::comparison::ComparedText;
use crate::storage::drafts::{DraftEntry, Saved};
use crate::storage::preferences;
use add::Added;
use article::{Article, Origin, State};
use command::Command;
use export::Sharing;
use lists::{ListKind, Lists};
use places::Places;
use saving::{Opened, Saving};

#[wasm_bindgen(module = "/web/compare/screen.js")]
extern "C" {
    #[wasm_bindgen(js_name = showPlaces)]
    fn show_places(root: &Element);
    #[wasm_bindgen(js_name = addressOf)]
    fn draft_in_address() -> String;
    #[wasm_bindgen(js_name = setAddress)]
    fn set_address(draft: &str);
    /// Puts the focus on the first element of this selector, where nothing has it.
    #[wasm_bindgen(js_name = focusOn)]
    fn focus_on(root: &Element, selector: &str);
    #[wasm_bindgen(js_name = printPage)]
    fn print_page();
    /// Calls back when the browser is about to print.
    #[wasm_bindgen(js_name = onPrint)]
    fn on_print(handler: &Closure<dyn Fn()>);
}

/// From texts that come to the frame that shows their comparison.
const WHOLE: Stretch = ("reportedly:texts", "reportedly:texts-to-comparison");

/// From the last analysis to that frame.
const ANALYSED: Stretch = ("reportedly:analysed", "reportedly:analysed-to-comparison");

/// From the last analysis to the frame that shows all rows of it.
const ALL_ROWS: Stretch = ("reportedly:analysed", "reportedly:analysed-to-all-rows");

/// So many bytes of texts are compared before all have been read. Longer ones take longer than what that saves, and the page stands
/// still.
const LONGEST_WARM_UP: usize = 100_000;

/// What the page is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ComparePageProps {
    /// The absolute address of `program-loader.js`.
    pub engine: AttrValue,
    /// Where it is rendered.
    pub mount: Mount,
}

/// The page that compares, between its header and its footer.
pub struct ComparePage {
    engine: AttrValue,
    scope: html::Scope<ComparePage>,
    articles: Vec<Article>,
    next_key: u32,
    /// Of the articles as they are; none while one is being read, and where there are fewer than two.
    comparison: Option<Rc<Comparison>>,
    /// What is listed of the comparison that is shown.
    lists: Option<Lists>,
    /// The next rows come.
    is_drawing: bool,
    saving: Saving,
    /// The drafts that can be added, the latest first; or why they are not known.
    drafts: Result<Vec<DraftEntry>, String>,
    /// The article that was removed last, and where it was.
    removed: Option<(usize, Article)>,
    /// What the person is told.
    notice: Vec<String>,
    /// Where the keyboard goes when what it was at is gone.
    focus: Option<&'static str>,
    /// The speaker whose statements alone are shown.
    speaker: Option<u32>,
    places: Option<Places>,
    /// The program has compared something before.
    is_warm: bool,
    /// A comparison of some of the texts, which is drawn once where nobody sees it.
    warm_up: Option<(Rc<Comparison>, Lists)>,
    /// All rows of a comparison are shown for the first time.
    is_new_whole: bool,
    /// The browser is to print when all rows are there.
    prints: bool,
    sharing: Option<Sharing>,
    dragging: bool,
    is_framed: bool,
    root: NodeRef,
    text_box: NodeRef,
    listener: Option<Closure<dyn Fn(web_sys::Event)>>,
    others: Option<Closure<dyn Fn(String)>>,
    print_listener: Option<Closure<dyn Fn()>>,
}

impl std::fmt::Debug for ComparePage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ComparePage").finish_non_exhaustive()
    }
}

/// Something that happened to the page.
#[derive(Debug)]
pub struct Msg(Action);

/// Something that happened to the page.
#[derive(Debug)]
enum Action {
    /// A button was pressed, with the numbers that it carries.
    Do(Command, usize, usize),
    /// Texts came, from files, drafts, links or the box.
    Added(Added),
    OpenFiles(Vec<web_sys::File>),
    AddDraft(String),
    /// A text that was pasted or typed.
    AddText(String),
    /// A web page that was pasted, and its plain form, if it has one.
    AddPage(String, String),
    /// The page's address names something else.
    AddressChanged,
    Opened(Opened),
    Analysed(u32, Result<Rc<Analysis>, Failure>),
    /// Some of the texts have been read, two at least.
    WarmUp,
    /// What was drawn for that has been.
    WarmedUp,
    /// What became of the draft that an article comes from.
    DraftChecked(u32, Origin),
    /// The same text, with other work on it.
    DraftWorked(u32, ComparedText),
    DraftsChanged,
    Listed(Result<Vec<DraftEntry>, String>),
    /// What came of saving the draft with this id.
    Saved(String, Result<Saved, String>),
    Drag(bool),
    /// Another article on one side.
    Choose(usize, usize),
    /// Of which request, by its number.
    LinkMade(u32, Result<String, String>),
    /// What came of copying.
    Copied(Result<(), String>),
    Closed,
    /// Some more rows are drawn.
    DrawSlice,
    /// All rows are drawn: the browser is about to print.
    DrawAll,
}

impl Component for ComparePage {
    type Message = Msg;
    type Properties = ComparePageProps;

    fn create(ctx: &Context<Self>) -> Self {
        let is_framed = browser::input::is_framed();
        ComparePage {
            engine: ctx.props().engine.clone(),
            scope: ctx.link().clone(),
            articles: Vec::new(),
            next_key: 0,
            comparison: None,
            lists: None,
            is_drawing: false,
            saving: Saving::new(preferences::get("keeps") != "no" && !is_framed),
            drafts: Ok(Vec::new()),
            removed: None,
            notice: Vec::new(),
            focus: None,
            speaker: None,
            places: None,
            is_warm: false,
            warm_up: None,
            is_new_whole: false,
            prints: false,
            sharing: None,
            dragging: false,
            is_framed,
            root: NodeRef::default(),
            text_box: NodeRef::default(),
            listener: None,
            others: None,
            print_listener: None,
        }
    }

    fn update(&mut self, _: &Context<Self>, Msg(action): Msg) -> bool {
        self.handle(action);
        true
    }

    fn view(&self, _: &Context<Self>) -> Html {
        self.render()
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if first {
            let Start { text, wanted, files, .. } = ctx.props().mount.take_place();
            if let Some(input) = self.text_box() {
                input.set_value(&text);
            }
            self.listen();
            self.start();
            if wanted.is_some() && !text.trim().is_empty() {
                self.dispatch(Action::AddText(text));
            }
            if !files.is_empty() {
                self.dispatch(Action::OpenFiles(files));
            }
        }
        self.draw_on();
        if self.warm_up.is_some() {
            self.dispatch(Action::WarmedUp);
        }
        if let Some((focus, root)) = self.focus.take().zip(self.root.cast::<Element>()) {
            focus_on(&root, focus);
        }
        if std::mem::take(&mut self.prints) {
            print_page();
        }
        if let Some((places, root)) = self.places.as_mut().zip(self.root.cast::<Element>()) {
            browser::dialog::show(&root);
            if std::mem::take(&mut places.is_new) {
                show_places(&root);
            }
        }
    }
}

impl ComparePage {
    fn dispatch(&self, action: Action) {
        self.scope.send_message(Msg(action));
    }

    /// Happens when `future` has ended.
    fn spawn(&self, future: impl Future<Output = Action> + 'static) {
        send_result(&self.scope, Box::pin(future), Msg);
    }

    fn handle(&mut self, action: Action) {
        match action {
            Action::Do(command, item, of) => self.carry_out(command, item, of),
            Action::Added(added) => self.added(added),
            Action::OpenFiles(files) => self.open_files(files),
            Action::AddDraft(id) => self.add_draft(id),
            Action::AddText(text) => self.add_text(text),
            Action::AddPage(html, text) => self.add_page(html, text),
            Action::AddressChanged => self.open_address(),
            Action::Opened(opened) => self.opened(opened),
            Action::Analysed(key, analysis) => self.analysed(key, analysis),
            Action::WarmUp => self.warm_up(),
            Action::WarmedUp => self.warm_up = None,
            Action::DraftChecked(key, origin) => {
                if let Some(article) = self.articles.iter_mut().find(|article| article.key == key) {
                    article.origin = origin;
                }
            }
            Action::DraftWorked(key, text) => {
                if let Some(article) = self.articles.iter_mut().find(|article| article.key == key) {
                    article.compared = text;
                    self.changed();
                }
            }
            Action::DraftsChanged => self.list_drafts(),
            Action::Listed(drafts) => self.drafts = drafts,
            Action::Saved(id, saved) => self.saved(&id, saved),
            Action::Drag(dragging) => self.dragging = dragging,
            Action::Choose(side, article) => self.choose(side, article),
            Action::LinkMade(number, made) => self.link_made(number, made),
            Action::Copied(copied) => self.copied(copied),
            Action::Closed => self.places = None,
            Action::DrawSlice => {
                self.is_drawing = false;
                if let Some(lists) = &mut self.lists {
                    lists.draw_slice();
                }
            }
            Action::DrawAll => self.draw_all(),
        }
    }

    fn carry_out(&mut self, command: Command, item: usize, of: usize) {
        match command {
            Command::Add => {
                let text = self.text_box().map(|input| input.value()).unwrap_or_default();
                self.add_text(text);
            }
            // Its id is no number (input.rs).
            Command::AddDraft => {}
            Command::Remove => self.remove(item),
            Command::BringBack => self.bring_back(),
            Command::Refresh => self.refresh(item),
            Command::Filter => {
                let speaker = u32::try_from(item).ok();
                self.speaker = if self.speaker == speaker { None } else { speaker };
                if let Some(lists) = &mut self.lists {
                    lists.filter(self.speaker);
                }
            }
            Command::ShowAll => {
                if let Some((lists, &kind)) = self.lists.as_mut().zip(ListKind::ALL.get(item)) {
                    lists.show_all(kind);
                    self.focus = Some(first_behind(kind));
                }
            }
            Command::Statement => self.show_statement(item),
            Command::Cell => self.show_cell(item, of),
            Command::Next => self.step(1),
            Command::Previous => self.step(-1),
            Command::Side => {
                if let Some(places) = &mut self.places {
                    (places.side, places.is_new) = (item.min(1), true);
                }
            }
            Command::Close => {
                if let Some(root) = self.root.cast() {
                    browser::dialog::close(&root);
                }
            }
            Command::SaveCsv => self.save_csv(),
            Command::SaveMarkdown => self.save_markdown(),
            Command::MakeLink => self.make_link(),
            Command::CopyLink => self.copy_link(),
            Command::Print => {
                self.draw_all();
                self.prints = true;
            }
            Command::Keep => {
                self.focus = Some("[data-do=csv], .texts [data-do=remove]");
                self.saving.is_shared = false;
                self.save();
            }
        }
    }

    fn draw_all(&mut self) {
        if let Some(lists) = &mut self.lists {
            lists.draw_all();
        }
    }

    /// Has the next rows drawn once those that are there have been painted.
    fn draw_on(&mut self) {
        let Some(lists) = &self.lists else { return };
        if lists.is_complete() {
            if std::mem::take(&mut self.is_new_whole) {
                timing::measure(ALL_ROWS);
            }
        } else if !std::mem::replace(&mut self.is_drawing, true) {
            let scope = self.scope.clone();
            after_paint(move || scope.send_message(Msg(Action::DrawSlice)));
        }
    }

    /// The articles are other ones, or their marks are: what follows from them is made again, and they are saved.
    fn changed(&mut self) {
        self.follow();
        self.save();
    }

    /// Makes the comparison of the articles as they are.
    fn follow(&mut self) {
        self.compare();
        self.list();
    }

    fn compare(&mut self) {
        (self.comparison, self.places, self.sharing) = (None, None, None);
        self.speaker = None;
        for article in &mut self.articles {
            if article.task.is_none() {
                timing::mark(WHOLE);
                let (scope, key) = (self.scope.clone(), article.key);
                let results = Callback::from(move |analysis| scope.send_message(Msg(Action::Analysed(key, analysis))));
                article.task = Some(TextAnalysis::start(&self.engine, article.text.clone(), results));
            }
        }
        let waiting = self.articles.iter().filter(|article| matches!(article.state(), State::Waiting)).count();
        let read = self.articles.len() - waiting;
        if read < 2 {
            return;
        }
        if waiting > 0 {
            let length: usize = self.articles.iter().map(|article| article.text.len()).sum();
            if !self.is_warm && length <= LONGEST_WARM_UP {
                // Once the engine has the next text.
                let scope = self.scope.clone();
                after_paint(move || scope.send_message(Msg(Action::WarmUp)));
            }
            return;
        }
        self.is_warm = true;
        timing::mark(ANALYSED);
        let documents = self.read_documents();
        self.comparison = compared(&documents).map(Rc::new);
        self.is_new_whole = true;
        // The next frame shows it: `rendered` may come after that.
        timing::measure(WHOLE);
        timing::measure(ANALYSED);
    }

    /// The articles that have been read, with what is shown of each: what a person does not want to see of one is compared all the
    /// same.
    fn read_documents(&self) -> Vec<(Document, View)> {
        let read = |article: &Article| Some((article.document()?, shown_of(&article.compared.work.view)));
        self.articles.iter().filter_map(read).collect()
    }

    /// Compares the texts that have been read, while others still are, and has the result drawn once where nobody sees it. A browser
    /// compiles a function when it is called first, and compiles it better after some calls: most of that is done before the last
    /// text has been read.
    fn warm_up(&mut self) {
        if self.comparison.is_none() {
            let comparison = compared(&self.read_documents()).map(Rc::new);
            self.warm_up = comparison.map(|comparison| (comparison.clone(), Lists::new(&comparison)));
        }
    }

    /// Lists what there is of the comparison.
    fn list(&mut self) {
        self.lists = self.comparison.as_ref().map(|comparison| match &self.lists {
            Some(lists) => lists.replaced_by(comparison),
            None => Lists::new(comparison),
        });
    }

    fn analysed(&mut self, key: u32, analysis: Result<Rc<Analysis>, Failure>) {
        let Some(article) = self.articles.iter_mut().find(|article| article.key == key) else { return };
        let state = match analysis {
            Ok(analysis) => State::Ready(analysis),
            // Marks of the rules stay where the model breaks.
            Err(_) if matches!(article.state(), State::Ready(_)) => return,
            Err(failure) => State::Failed(failure.reason()),
        };
        article.set_state(state);
        // The model's marks come after those of the rules, while a person reads.
        let open = self.open_views();
        self.follow();
        self.reopen(open);
    }
}

/// The first button behind the rows that a list has at first.
fn first_behind(kind: ListKind) -> &'static str {
    match kind {
        ListKind::Speakers => ".matrix tbody tr:nth-child(51) button",
        ListKind::Groups => "[data-testid=several] > div > ul > li:nth-child(51) button",
        ListKind::Only => "[data-testid=only] > div > ul > li:nth-child(51) button",
        ListKind::Open => "[data-testid=open] > div > ul > li:nth-child(51) button",
    }
}

/// Nothing where there are too many.
fn compared(documents: &[(Document, View)]) -> Option<Comparison> {
    let article = documents.iter().map(|(document, view)| ViewedDocument::new(document, &document.asides, view));
    compare(&article.collect::<Vec<_>>()).ok()
}

/// Everything is shown but for what is set aside and was not asked for.
fn shown_of(view: &View) -> View {
    let mut view = view.clone();
    view.show_everything();
    view
}
