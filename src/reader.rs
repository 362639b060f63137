//! The reader: a text with its marks, a legend, cards and a panel. A page or a custom element only mounts it.
//!
//! It keeps to its own root element: no state outside of it, no search of the document, and of the document's events only
//! those that no element hears, so that several can live on one page and each inside a closed shadow root. It does not
//! use Yew's listeners, which two Yew programs on one page would mix up.

mod article;
#[cfg(feature = "guest")]
mod ask;
mod card;
mod card_place;
pub(crate) mod command;
mod drawing;
mod events;
mod facts;
mod host;
mod hover;
mod keys;
mod legend;
mod menu;
mod navigation;
mod notices;
mod opinion;
mod panel;
mod paragraph;
mod place;
mod print;
mod same;
mod state;
mod strip;
mod text;
mod words;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use reportedly_document::{Analysis, Id, Part, snap};
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event};
use yew::prelude::*;

use crate::el::{El, button, el, of};
use crate::engine::Engine;
use crate::strings;
use article::Article;
use card::Explained;
use command::Command;
use events::{Caret, Drag};

#[cfg(feature = "guest")]
pub use ask::Ask;
pub use host::{Answers, Attaching, Settings, Shown, Style, Work};
use hover::Hover;
use opinion::Opinion;
use panel::{Drawn, PanelOf};
use paragraph::{Accents, Lit};
use place::{deselect, end_listening, focus_on, lead_back, listen, put_under_button, show_choices, show_current};
use same::Same;
pub(crate) use state::SpeakerOrigin;
use state::{Action, Card, Focus, Over, Phase, State};
use text::Text;

/// What a host tells a [`Reader`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ReaderProps {
    /// The text, as it was given. Empty: nothing is shown, but the engine is loaded already.
    pub text: AttrValue,
    /// Which document it is a text of. A new text of the same document is an edited one: the person's work moves to it.
    #[prop_or_default]
    pub document: u32,
    /// The person's work on the document so far. Read when `document` changes, and at first.
    #[prop_or_default]
    pub work: Rc<Work>,
    /// What the person has chosen about reading in general.
    #[prop_or_default]
    pub settings: Settings,
    /// Whether the person can only read. What changes the view still does.
    #[prop_or_default]
    pub read_only: bool,
    /// The mark that a link points at: the reader leads to it when the text has been read.
    #[prop_or_default]
    pub mark: Option<Id>,
    /// A mark that is to be attached to the words that are selected next.
    #[prop_or_default]
    pub attach: Option<Attaching>,
    /// The absolute address of `program-loader.js`. Read when the reader is mounted.
    pub engine: AttrValue,
    /// Becomes the reader's root element, for a host that wants to put the focus there. Read when the reader is mounted.
    #[prop_or_default]
    pub root: NodeRef,
    /// Called when the marks of a text have been put into the document; they are painted with the next frame.
    #[prop_or_default]
    pub on_marked: Callback<()>,
    /// Called when what is shown has changed: other marks, another view, a correction.
    #[prop_or_default]
    pub on_change: Callback<Shown>,
    /// Asked before a person changes what is shown.
    #[cfg(feature = "guest")]
    #[prop_or_default]
    pub ask: Option<Ask>,
    /// Called when the person wants to share a mark.
    #[prop_or_default]
    pub on_share: Callback<Id>,
    /// How many moves between text and panel the host can undo: where it is fewer than before, the reader undoes them.
    #[prop_or_default]
    pub moves: usize,
    /// Called, before the page is scrolled, when there is one move more or less that can be undone; with their number.
    #[prop_or_default]
    pub on_move: Callback<usize>,
    /// Called when the person has chosen other settings. The host passes them back, and may remember them.
    #[prop_or_default]
    pub on_settings: Callback<Settings>,
}

/// Shows a text, has it analysed, shows what was found, and lets a person correct it.
pub struct Reader {
    state: State,
    engine: Rc<Engine>,
    hover: Hover,
    scope: yew::html::Scope<Reader>,
    root: NodeRef,
    article: NodeRef,
    card: NodeRef,
    panel: NodeRef,
    description: AttrValue,
    /// A handle that is being dragged.
    drag: Cell<Option<Drag>>,
    /// Words that are being selected with the keyboard.
    caret: Cell<Option<Caret>>,
    /// Where the words end that were found last.
    found: Cell<u32>,
    /// Keeps a note when the keyboard rests.
    pause: RefCell<Option<gloo_timers::callback::Timeout>>,
    /// The reader itself moves the focus: its cards need not open.
    own_focus: Cell<bool>,
    /// A button of the pointer is down.
    pressing: Cell<bool>,
    /// Whether the last click was in the panel.
    in_panel: Cell<bool>,
    /// The panel as it was drawn last.
    drawn: RefCell<Option<(Rc<PanelOf>, Html)>>,
    listening: Option<Listening>,
    done: Done,
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader").finish_non_exhaustive()
    }
}

/// Something that happened to a reader.
#[derive(Clone, Debug)]
pub struct Happened(Action);

/// What ends it, and what is called.
type Listening = (JsValue, Closure<dyn Fn(Event)>);

/// What has been done about the state already, outside of what is drawn.
#[derive(Default)]
struct Done {
    /// The last text that the engine was given.
    asked: u32,
    /// The last text whose marks the host knows to be there.
    marked: u32,
    /// The mark of which text that was led to.
    revealed: (u32, Option<Id>),
    /// What the host was told last.
    told: Option<Shown>,
    /// Of what the engine found, those that the model was asked about.
    weighed: (Option<Rc<Analysis>>, Vec<usize>),
    /// Where the card was put.
    placed: Option<Placed>,
    /// What stood out in which panel.
    lit: Vec<usize>,
    panel: Option<Rc<PanelOf>>,
}

/// What decides where a card is, and how large.
#[derive(PartialEq)]
struct Placed {
    card: Option<Card>,
    selected: Option<reportedly_document::Span<reportedly_document::Byte>>,
    analysis: Same<Analysis>,
    picking: bool,
}

impl Component for Reader {
    type Message = Happened;
    type Properties = ReaderProps;

    fn create(ctx: &Context<Self>) -> Self {
        let props = ctx.props();
        let act = ctx.link().callback(Happened);
        let hear = act.clone();
        let mut reader = Reader {
            state: State::new(props.document, props.work.clone()),
            engine: Rc::new(Engine::start(
                &props.engine,
                Callback::from(move |event| hear.emit(Action::Engine(event))),
            )),
            hover: Hover::new(act),
            scope: ctx.link().clone(),
            root: props.root.clone(),
            article: NodeRef::default(),
            card: NodeRef::default(),
            panel: NodeRef::default(),
            description: unique_id(),
            drag: Cell::default(),
            caret: Cell::default(),
            found: Cell::default(),
            pause: RefCell::default(),
            own_focus: Cell::default(),
            pressing: Cell::default(),
            in_panel: Cell::default(),
            drawn: RefCell::default(),
            listening: None,
            done: Done::default(),
        };
        reader.read(props);
        reader
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &ReaderProps) -> bool {
        let props = ctx.props();
        if props.text != old.text || props.document != old.document {
            self.read(props);
        }
        self.state.settings = props.settings;
        self.state.read_only = props.read_only;
        self.state.attaching = props.attach.clone();
        if props.moves < old.moves {
            self.return_to(props.moves);
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, Happened(action): Happened) -> bool {
        let settings = ctx.props().settings;
        let set = |settings: Settings| ctx.props().on_settings.emit(settings);
        match action {
            Action::Do(Command::Style(style)) => set(Settings { style, ..settings }),
            Action::Do(Command::Keys) => set(Settings { no_keys: !settings.no_keys, ..settings }),
            Action::Do(Command::Announce) => set(Settings { announce: !settings.announce, ..settings }),
            Action::Do(Command::Share(at)) => {
                if let Some(mark) = self.state.analysis.annotations.get(at) {
                    ctx.props().on_share.emit(mark.id.clone());
                }
            }
            Action::Do(Command::RetryModel) => self.engine.load_model(),
            Action::Do(Command::Stop) => self.engine.stop(),
            // What led to the panel leads back.
            Action::Do(Command::ToText) if !self.state.departures.is_empty() => {
                self.undo_move(ctx);
                return true;
            }
            Action::Do(Command::UndoMove) => self.undo_move(ctx),
            _ => {}
        }
        if let Some(from) = self.departure(&action) {
            self.depart(ctx, from);
        }
        let selects = self.state.selected.is_some();
        let by_hand = matches!(action, Action::Select(_));
        self.carry_out(ctx, action);
        if selects && self.state.selected.is_none() && !by_hand {
            self.caret.set(None);
            if let Some(article) = self.article() {
                deselect(&article);
            }
        }
        true
    }

    fn view(&self, _: &Context<Self>) -> Html {
        let state = &self.state;
        let reader = of("div", "reportedly")
            .at(&self.root)
            .put("data-testid", "reader")
            .put("data-state", name(state))
            .put("data-engine", state.analysis.engine.clone().into_owned())
            .put("data-style", state.settings.style.label())
            .flag("data-announce", state.settings.announce)
            .put("role", "region")
            .put("aria-label", strings::READER)
            .put("tabindex", "-1");
        let said = of("p", "reportedly-hidden").put("role", "status").text(state.said.clone());
        if state.phase == Phase::Empty {
            return reader.with(notices::notices(state)).with(said).html();
        }
        let lit = state.lit();
        reader
            .with(legend::bar(state))
            .with(legend::key())
            .with_some(progress(state))
            .with(notices::notices(state))
            .with(said)
            .with(of("div", "reportedly-frame").with(self.columns(&lit)))
            .with_some(state.printing.then(|| print::print(state)))
            .with_some(card::picking(state))
            .with_some(self.open_card())
            .html()
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if first {
            self.listen();
        }
        let Reader { state, done, engine, .. } = self;
        if done.asked != state.revision {
            done.asked = state.revision;
            if !state.text.is_empty() {
                engine.analyse(state.revision, state.text.canonical.clone());
            }
        }
        if state.phase == Phase::Ready && done.marked != state.revision {
            done.marked = state.revision;
            ctx.props().on_marked.emit(());
        }
        if let Some(id) = &ctx.props().mark
            && state.phase == Phase::Ready
            && !state.is_provisional()
            && done.revealed != (state.revision, Some(id.clone()))
        {
            done.revealed = (state.revision, Some(id.clone()));
            self.act(Action::Reveal(id.clone()));
        }
        self.tell(ctx);
        self.weigh();
        self.place_card();
        self.place_over();
        self.light_panel();
        self.move_focus();
    }

    fn destroy(&mut self, _: &Context<Self>) {
        if let Some((listening, _)) = self.listening.take() {
            end_listening(&listening);
        }
    }
}

impl Reader {
    fn read(&mut self, props: &ReaderProps) {
        self.state.settings = props.settings;
        self.state.read_only = props.read_only;
        self.state.lost_link = false;
        self.state.apply(Action::Read(Rc::new(Text::new(&props.text)), props.document, props.work.clone()));
    }

    fn act(&self, action: Action) {
        self.scope.send_message(Happened(action));
    }

    fn root(&self) -> Option<Element> {
        self.root.cast()
    }

    fn article(&self) -> Option<Element> {
        self.article.cast()
    }

    fn listen(&mut self) {
        let Some(root) = self.root() else { return };
        let scope = self.scope.clone();
        let heard = Closure::<dyn Fn(Event)>::new(move |event: Event| {
            if let Some(reader) = scope.get_component() {
                reader.heard(&event);
            }
        });
        self.listening = Some((listen(&root, heard.as_ref()), heard));
    }

    /// Text, overview and panel.
    fn columns(&self, lit: &[usize]) -> El {
        let state = &self.state;
        let ids = |at: &usize| Rc::from(state.analysis.annotations[*at].id.as_str());
        let spans = lit.iter().flat_map(|&at| state.analysis.annotations[at].parts().map(|(_, span)| span));
        let accents = Accents {
            lit: (!lit.is_empty()).then(|| Rc::new(Lit { ids: lit.iter().map(ids).collect(), spans: spans.collect() })),
            tab_stop: state.tab_stop,
            described: state.card.map(|card| card.at),
            handles: state.held().map(|(_, _, span)| span),
        };
        let article = html! {
            <Article
                text={Same(state.text.clone())}
                drawing={Same(state.drawing.clone())}
                {accents}
                description={self.description.clone()}
                place={self.article.clone()}
            />
        };
        let of_panel = PanelOf::new(state);
        let mut drawn = self.drawn.borrow_mut();
        let (of_panel, content) = match drawn.take() {
            Some((known, content)) if *known == of_panel => (known, content),
            _ => (Rc::new(of_panel), panel::panel(state, &self.panel)),
        };
        *drawn = Some((of_panel.clone(), content.clone()));
        let panel = html! { <Drawn of={of_panel} {content} /> };
        let jump = navigation::to_panel(state);
        let columns = of("div", "reportedly-columns").with_some(jump).add(article);
        columns.with(strip::strip(&state.text, &state.drawing)).add(panel)
    }

    /// The card of a mark, or what selected words can become.
    fn open_card(&self) -> Option<El> {
        let state = &self.state;
        if let Some(words) = state.selected {
            // What would be marked, which begins and ends with words.
            let words = snap(&state.text.canonical, words, Part::Entity).unwrap_or(words).of(&state.text.canonical);
            return state.is_counted().then(|| card::toolbar(state, words, &self.card));
        }
        state.card?;
        let explain = |(at, part)| {
            let opinion = match state.can_be_weighed(at) {
                None => Opinion::None,
                Some(machine) => {
                    state.evidence(machine).map_or(Opinion::Awaited, |it| Opinion::Given(Same(it.clone())))
                }
            };
            Explained { at, part, opinion }
        };
        let marks: Vec<Explained> = state.explained().into_iter().map(explain).collect();
        Some(card::card(state, &marks, &self.description, &self.card))
    }

    #[cfg(not(feature = "guest"))]
    fn carry_out(&mut self, _: &Context<Self>, action: Action) {
        self.state.apply(action);
    }

    /// Does what a person wants if the host allows it.
    #[cfg(feature = "guest")]
    fn carry_out(&mut self, ctx: &Context<Self>, action: Action) {
        let by_person = !matches!(action, Action::Engine(_) | Action::Read(..));
        let before = ctx.props().ask.as_ref().filter(|_| by_person).map(|ask| (ask, self.state.clone()));
        self.state.apply(action);
        if let Some((ask, before)) = before {
            let (now, then) = (before.told(), self.state.told());
            if before.is_counted() && !now.is(&then) && !ask.allows(&now, &then) {
                self.state = before;
            }
        }
    }

    /// Tells the host what is shown.
    fn tell(&mut self, ctx: &Context<Self>) {
        let shown = self.state.told();
        if self.state.is_counted() && !self.done.told.as_ref().is_some_and(|told| told.is(&shown)) {
            self.done.told = Some(shown.clone());
            ctx.props().on_change.emit(shown);
        }
    }

    /// Asks the model about what the card explains at length.
    fn weigh(&mut self) {
        if !self.state.is_pinned() {
            return;
        }
        let Reader { state, done: Done { weighed: (of, asked), .. }, engine, .. } = self;
        if !of.as_ref().is_some_and(|of| state.is_of(of)) {
            (*of, *asked) = (Some(state.found()), Vec::new());
        }
        for (at, _) in state.explained() {
            if let Some(machine) = state.can_be_weighed(at).filter(|machine| !asked.contains(machine)) {
                asked.push(machine);
                engine.weigh(state.revision, machine);
            }
        }
    }

    fn place_card(&mut self) {
        let State { card, selected, analysis, picking, .. } = &self.state;
        let (card, selected) = (*card, *selected);
        let placed = Placed { card, selected, analysis: Same(analysis.clone()), picking: picking.is_some() };
        if self.done.placed.as_ref() == Some(&placed) {
            return;
        }
        self.put_card();
        self.done.placed = Some(placed);
    }

    /// Puts the card where there is room for it. What it offers to choose from is what is so.
    fn put_card(&self) {
        match (self.state.selected, self.state.card) {
            (Some(_), _) => {
                if let Some(article) = self.article() {
                    card_place::by_selection(&self.root, &self.card, &article);
                }
            }
            (None, Some(card)) => card_place::by_mark(&self.root, &self.card, &card),
            (None, None) => {}
        }
        if let Some(card) = self.card.cast::<Element>() {
            show_choices(&card);
        }
    }

    /// Puts what is open over the bar under the button that opened it.
    fn place_over(&self) {
        if let (Some(root), true) = (self.root(), self.state.over != Over::Nothing) {
            put_under_button(&root);
        }
    }

    /// Lets the entries of the panel stand out that are about what is lit. Not by drawing it: that would be done anew with
    /// every step from mark to mark.
    fn light_panel(&mut self) {
        let lit = self.state.lit();
        let drawn = self.drawn.borrow().as_ref().map(|(of, _)| of.clone());
        let is_same = |known: &Rc<PanelOf>| drawn.as_ref().is_some_and(|drawn| Rc::ptr_eq(known, drawn));
        if lit == self.done.lit && self.done.panel.as_ref().is_some_and(is_same) {
            return;
        }
        if let Some(panel) = self.panel.cast::<Element>() {
            // Those that the pointer is on in the panel can be seen there.
            let marks = lit.iter().map(|&at| at as u32).collect();
            show_current(&panel, marks, self.state.glanced.is_empty());
        }
        (self.done.lit, self.done.panel) = (lit, drawn);
    }

    fn move_focus(&mut self) {
        let Some((focus, root)) = self.state.focus.take().zip(self.root()) else { return };
        let mark = |at: u32| format!("mark[data-at=\"{at}\"]");
        let (selector, reveal) = match focus {
            Focus::Mark(at) => (mark(at), false),
            Focus::Reveal(at) => (mark(at), true),
            Focus::Return(at) => {
                lead_back(&root, &mark(at));
                return;
            }
            Focus::Card => (".reportedly-card".to_owned(), false),
            Focus::Note => (".reportedly-card textarea".to_owned(), false),
            Focus::Speaker => (".reportedly-card [data-set^=speaker]".to_owned(), false),
            Focus::Over => (".reportedly-over".to_owned(), false),
            Focus::Find => (".reportedly-over [data-find]".to_owned(), false),
            Focus::Article => (".reportedly-article".to_owned(), false),
            Focus::Panel => (".reportedly-panel".to_owned(), true),
            Focus::Departure => return self.restore(&root),
        };
        self.own_focus.set(true);
        if !focus_on(&root, &selector, reveal) {
            focus_on(&root, ".reportedly-article", false);
        }
        self.own_focus.set(false);
    }
}

fn progress(state: &State) -> Option<El> {
    let Phase::Working(share) = state.phase else { return None };
    // Whole numbers only: printing fractions would add ten kilobytes to the program.
    let percent = ((share * 100.0) as u32).to_string();
    let bar = el("progress").put("max", "100").put("value", percent).put("aria-label", strings::WORKING);
    Some(of("div", "reportedly-progress").with(bar).with(button("stop", strings::STOP).put("data-testid", "stop")))
}

/// An id that no other reader of this program has.
fn unique_id() -> AttrValue {
    thread_local! {
        static COUNT: Cell<u32> = const { Cell::new(0) };
    }
    let number = COUNT.replace(COUNT.get() + 1);
    format!("reportedly-description-{number}").into()
}

/// How far the reader is, in a word for style sheets and tests.
fn name(state: &State) -> &'static str {
    match &state.phase {
        Phase::Empty => "empty",
        Phase::Working(_) => "working",
        Phase::Ready if state.is_provisional() => "provisional",
        Phase::Ready => "ready",
        Phase::Stopped => "stopped",
        Phase::Failed(_) => "failed",
    }
}
