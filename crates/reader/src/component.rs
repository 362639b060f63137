//! The component: what a host gives it, and what it does when its state has changed.
//!
//! It keeps to its own root element: no state outside of it, no search of the document, and of the document's events only
//! those that no element hears, so that several can live on one page and each inside a closed shadow root. It does not
//! use Yew's listeners, which two Yew programs on one page would mix up.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use reportedly_document::{Id, Part, snap};
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event};
use yew::prelude::*;

use crate::api::{PendingMark, Settings, Snapshot, UserWork};
use crate::article::Article;
use crate::card::{self, Explained};
use crate::change_guard::ChangeGuard;
use crate::command::{Command, button};
use crate::dom_position::{deselect, end_found, end_listening, focused_in, listen};
use crate::effects::Effects;
use crate::engine::{Engine, Failure};
use crate::evidence::EvidenceState;
use crate::handle::ReaderHandle;
use crate::hover::Hover;
use crate::input::InputState;
use crate::panel::{self, CachedPanel, PanelInputs};
use crate::paragraph::Accents;
use crate::ptr_eq::PtrEq;
use crate::state::{Action, Focus, HostAction, Phase, State, UiAction};
use crate::strings;
use crate::text::Text;
use crate::vdom::{Tag, classed, tag};
use crate::{legend, minimap, navigation, notices, print, search, spotlight, triage};

/// What a host tells a [`Reader`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ReaderProps {
    /// The text, as it was given. Empty: nothing is shown, but the engine is loaded already.
    pub text: AttrValue,
    /// What is known of its lines before it is read (`KnownLines`), encoded. Read with the text.
    #[prop_or_default]
    pub known: Rc<str>,
    /// Which document it is a text of. A new text of the same document is an edited one: the person's work moves to it.
    #[prop_or_default]
    pub document: u32,
    /// The person's work on the document so far. Read when `document` changes, and at first.
    #[prop_or_default]
    pub work: Rc<UserWork>,
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
    pub attach: Option<PendingMark>,
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
    pub on_change: Callback<Snapshot>,
    /// Called when marks are drawn in another way than before: others, or others stand out. [`ReaderHandle::drawn_parts`] has them.
    #[prop_or_default]
    pub on_draw: Callback<()>,
    /// Called when a person is led to a place in the text, with its byte of the canonical text.
    #[prop_or_default]
    pub on_reveal: Callback<u32>,
    /// Called when there will be no marks of a text. A person can try again with a button of the reader.
    #[prop_or_default]
    pub on_failure: Callback<Failure>,
    /// Asked before what is shown changes because a person wants it to; only with the crate's feature `change-guard`. Such a host
    /// is told of selected marks as well.
    #[prop_or_default]
    pub change_guard: Option<ChangeGuard>,
    /// Lets the host call the reader. Read when the reader is mounted.
    #[prop_or_default]
    pub handle: ReaderHandle,
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
    pub(crate) state: State,
    pub(crate) engine: Rc<Engine>,
    pub(crate) change_guard: Option<ChangeGuard>,
    /// The host's, as it was when the reader was mounted.
    pub(crate) handle: ReaderHandle,
    pub(crate) hover: Hover,
    pub(crate) scope: yew::html::Scope<Reader>,
    pub(crate) nodes: Nodes,
    pub(crate) description: AttrValue,
    /// What the pointer and the keyboard are in the middle of.
    pub(crate) input: InputState,
    /// The panel as it was drawn last.
    pub(crate) drawn: RefCell<Option<(Rc<PanelInputs>, Html)>>,
    pub(crate) listening: Option<Listening>,
    /// What was done about the state outside of what is drawn.
    pub(crate) effects: Effects,
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader").finish_non_exhaustive()
    }
}

/// Elements of the reader that are looked for later.
#[derive(Default)]
pub(crate) struct Nodes {
    pub(crate) root: NodeRef,
    pub(crate) article: NodeRef,
    pub(crate) card: NodeRef,
    pub(crate) panel: NodeRef,
}

/// Something that happened to a reader.
#[derive(Clone, Debug)]
pub struct Msg(pub(crate) Action);

/// What ends it, and what is called.
type Listening = (JsValue, Closure<dyn Fn(Event)>);

impl Component for Reader {
    type Message = Msg;
    type Properties = ReaderProps;

    fn create(ctx: &Context<Self>) -> Self {
        let props = ctx.props();
        let act = ctx.link().callback(Msg);
        let handle_action = act.clone();
        let mut reader = Reader {
            state: State::new(props.document, props.work.clone()),
            engine: Rc::new(Engine::start(
                &props.engine,
                Callback::from(move |event| handle_action.emit(Action::Engine(event))),
            )),
            change_guard: props.change_guard.clone(),
            handle: props.handle.clone(),
            hover: Hover::new(act),
            scope: ctx.link().clone(),
            nodes: Nodes { root: props.root.clone(), ..Nodes::default() },
            description: unique_id(),
            input: InputState::default(),
            drawn: RefCell::default(),
            listening: None,
            effects: Effects::default(),
        };
        reader.read(props);
        reader.handle.attach(ctx.link());
        reader
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &ReaderProps) -> bool {
        let props = ctx.props();
        if props.text != old.text || props.document != old.document {
            self.read(props);
        }
        self.change_guard = props.change_guard.clone();
        self.state.host.settings = props.settings;
        self.state.host.read_only = props.read_only;
        self.state.host.pending_mark = props.attach.clone();
        if props.moves < old.moves {
            self.return_to(props.moves);
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, Msg(action): Msg) -> bool {
        let settings = ctx.props().settings;
        let set = |settings: Settings| ctx.props().on_settings.emit(settings);
        match action {
            Action::Do(Command::Style(style)) => set(Settings { style, ..settings }),
            Action::Do(Command::Keys) => set(Settings { no_keys: !settings.no_keys, ..settings }),
            Action::Do(Command::Announce) => set(Settings { announce: !settings.announce, ..settings }),
            Action::Do(Command::Share(index)) => {
                if let Some(mark) = self.state.annotations().get(index.0) {
                    ctx.props().on_share.emit(mark.id.clone());
                }
            }
            Action::Do(Command::RetryModel) => self.engine.load_model(),
            Action::Do(Command::Stop) => self.engine.stop(),
            // What led to the panel leads back.
            Action::Do(Command::ToText) if !self.state.ui.departures.is_empty() => {
                self.undo_move(ctx);
                return true;
            }
            Action::Do(Command::UndoMove) => self.undo_move(ctx),
            _ => {}
        }
        if let Some(from) = self.departure(&action) {
            self.depart(ctx, from);
        }
        if matches!(action, Action::Do(Command::Find)) && self.state.ui.search.is_none() {
            self.input.before_search.replace(self.root().and_then(|root| focused_in(&root)));
        }
        let found = self.state.found_place();
        let selects = self.state.ui.selected_words.is_some();
        let by_hand = matches!(action, Action::Ui(UiAction::Select(_)));
        let passage = if let Action::Do(Command::Go(offset)) = &action { Some(offset.0) } else { None };
        let by_person = matches!(action, Action::Do(_));
        let was_triaging = self.state.is_triaging();
        self.carry_out(action);
        self.request_analysis();
        if self.state.returns_from_triage(was_triaging) {
            self.undo_move(ctx);
        }
        let revealed = self.state.ui.focus.and_then(Focus::revealed).filter(|_| by_person);
        let found = self.state.found_place().filter(|now| found.as_ref() != Some(now)).map(|(_, byte)| byte);
        if let Some(byte) = passage.or(revealed).or(found) {
            ctx.props().on_reveal.emit(byte);
        }
        if selects && self.state.ui.selected_words.is_none() && !by_hand {
            self.input.caret.set(None);
            if let Some(article) = self.article() {
                deselect(&article);
            }
        }
        true
    }

    fn view(&self, _: &Context<Self>) -> Html {
        let state = &self.state;
        let reader = classed("div", "reportedly")
            .node_ref(&self.nodes.root)
            .attr("data-testid", "reader")
            .attr("data-state", name(state))
            .attr("data-engine", state.derived.analysis.engine.clone().into_owned())
            .attr("data-style", state.host.settings.style.label())
            .flag("data-spotlight", state.isolated().is_some())
            .flag("data-handout", state.ui.handout)
            .flag("data-searching", state.ui.search.is_some())
            .flag("data-announce", state.host.settings.announce)
            .attr("role", "region")
            .attr("aria-label", strings::READER)
            .attr("tabindex", "-1");
        let said = classed("p", "reportedly-hidden").attr("role", "status").text(state.ui.announcement.clone());
        if state.engine.phase == Phase::Empty {
            return reader.child(notices::notices(state)).child(said).into_html();
        }
        let highlighted = state.highlighted();
        reader
            .child(legend::bar(state))
            .child(legend::key(state))
            .child_opt(progress(state))
            .child(notices::notices(state))
            .child(said)
            .child_opt(search::bar(state))
            .child_opt(state.ui.handout.then(print::handout_head))
            .child(classed("div", "reportedly-frame").child(self.columns(&highlighted)))
            .child_opt(spotlight::bar(state))
            .child_opt(triage::bar(state))
            .child_opt(state.ui.printing.then(|| print::print(state)))
            .child_opt(card::picking(state))
            .child_opt(self.open_card())
            .into_html()
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if first {
            self.listen();
        }
        self.run_effects(ctx);
    }

    fn destroy(&mut self, _: &Context<Self>) {
        self.handle.detach();
        if let Some((listening, _)) = self.listening.take() {
            end_listening(&listening);
        }
        if let Some(root) = self.root() {
            end_found(&root);
        }
    }
}

impl Reader {
    fn read(&mut self, props: &ReaderProps) {
        self.state.host.settings = props.settings;
        self.state.host.read_only = props.read_only;
        self.state.ui.lost_link = false;
        let (text, known, work) = (Rc::new(Text::new(&props.text)), props.known.clone(), props.work.clone());
        self.state.apply(HostAction::Read { text, known, document: props.document, work }.into());
        self.request_analysis();
    }

    pub(crate) fn act(&self, action: impl Into<Action>) {
        self.scope.send_message(Msg(action.into()));
    }

    pub(crate) fn root(&self) -> Option<Element> {
        self.nodes.root.cast()
    }

    pub(crate) fn article(&self) -> Option<Element> {
        self.nodes.article.cast()
    }

    fn listen(&mut self) {
        let Some(root) = self.root() else { return };
        let scope = self.scope.clone();
        let handler = Closure::<dyn Fn(Event)>::new(move |event: Event| {
            if let Some(reader) = scope.get_component() {
                reader.handle_event(&event);
            }
        });
        self.listening = Some((listen(&root, handler.as_ref()), handler));
    }

    /// Text, overview and panel.
    fn columns(&self, highlighted: &[usize]) -> Tag {
        let state = &self.state;
        let parts = |&index: &usize| {
            let annotation = &state.annotations()[index];
            let id: Rc<str> = annotation.id.as_str().into();
            annotation.parts().map(move |(_, span)| (id.clone(), span))
        };
        let accents = Accents {
            highlight: highlighted.iter().flat_map(parts).collect(),
            tab_stop: state.ui.tab_stop,
            described: state.ui.card.map(|card| card.segment),
            handles: state.held().map(|(_, _, span)| span),
        };
        let article = html! {
            <Article
                text={PtrEq(state.session.text.clone())}
                layout={PtrEq(state.derived.layout.clone())}
                whole={state.ui.printing}
                {accents}
                description={self.description.clone()}
                node={self.nodes.article.clone()}
            />
        };
        let of_panel = PanelInputs::new(state);
        let mut drawn = self.drawn.borrow_mut();
        let (of_panel, content) = match drawn.take() {
            Some((known, content)) if *known == of_panel => (known, content),
            _ => (Rc::new(of_panel), panel::panel(state, &self.nodes.panel)),
        };
        *drawn = Some((of_panel.clone(), content.clone()));
        let panel = html! { <CachedPanel of={of_panel} {content} /> };
        let jump = navigation::to_panel(state);
        let columns = classed("div", "reportedly-columns").child_opt(jump).html_child(article);
        columns.child(minimap::strip(&state.session.text, &state.derived.layout)).html_child(panel)
    }

    /// The card of a mark, or what selected words can become.
    fn open_card(&self) -> Option<Tag> {
        let state = &self.state;
        if let Some(words) = state.ui.selected_words {
            // What would be marked, which begins and ends with words.
            let words = snap(&state.session.text.canonical, words, Part::Entity)
                .unwrap_or(words)
                .of(&state.session.text.canonical);
            return state.is_counted().then(|| card::toolbar(state, words, &self.nodes.card));
        }
        state.ui.card?;
        let explain = |(index, part)| {
            let evidence = match state.evidence_index(index) {
                None => EvidenceState::None,
                Some(machine) => {
                    state.evidence(machine).map_or(EvidenceState::Awaited, |it| EvidenceState::Given(PtrEq(it.clone())))
                }
            };
            Explained { index, part, evidence }
        };
        let marks: Vec<Explained> = state.explained().into_iter().map(explain).collect();
        Some(card::card(state, &marks, &self.description, &self.nodes.card))
    }

    /// Does what was asked for, if the host allows it.
    fn carry_out(&mut self, action: Action) {
        #[cfg(feature = "change-guard")]
        if let Some(guard) = self.change_guard.as_ref().filter(|_| action.is_guarded() && self.state.is_counted()) {
            let selects = matches!(action, Action::Ui(UiAction::Open(_)));
            match self.state.guarded(guard, action) {
                Some(then) => self.state = then,
                // The host may have something else to show for this mark.
                None if selects => self.state.close_passing_card(),
                None => {}
            }
            return;
        }
        self.state.apply(action);
    }
}

impl Reader {
    /// Whether the host's guard refuses an action.
    #[cfg(feature = "change-guard")]
    pub(crate) fn is_refused(&self, action: &Action) -> bool {
        let guard = self.change_guard.as_ref().filter(|_| self.state.is_counted());
        guard.is_some_and(|guard| self.state.guarded(guard, action.clone()).is_none())
    }

    /// Nobody refuses anything where no host can have a guard.
    #[cfg(not(feature = "change-guard"))]
    pub(crate) fn is_refused(&self, _: &Action) -> bool {
        false
    }
}

fn progress(state: &State) -> Option<Tag> {
    let Phase::Working(share) = state.engine.phase else { return None };
    // Whole numbers only: printing fractions would add ten kilobytes to the program.
    let percent = ((share * 100.0) as u32).to_string();
    let bar = tag("progress").attr("max", "100").attr("value", percent).attr("aria-label", strings::WORKING);
    Some(
        classed("div", "reportedly-progress")
            .child(bar)
            .child(button(Command::Stop, strings::STOP).attr("data-testid", "stop")),
    )
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
    match &state.engine.phase {
        Phase::Empty => "empty",
        Phase::Working(_) => "working",
        Phase::Ready if state.is_provisional() => "provisional",
        Phase::Ready => "ready",
        Phase::Stopped => "stopped",
        Phase::Failed(_) => "failed",
    }
}
