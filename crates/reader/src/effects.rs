//! What is done about a state once it is drawn: the engine and the host are told, and cards, panel and focus are put where they belong.

use std::rc::Rc;

use reportedly_document::{Analysis, Byte, Id, Span, find_all};
use web_sys::Element;
use yew::prelude::*;

use crate::api::Snapshot;
use crate::component::Reader;
use crate::dom_position::{
    end_found, focus_again, focus_on, lead_back, lead_to_found, panel_words, print_page, put_under_button, rows_of,
    show_choices, show_current, show_found, utf16_of,
};
use crate::engine::EngineText;
use crate::layout::Layout;
use crate::panel::PanelInputs;
use crate::popover;
use crate::ptr_eq::PtrEq;
use crate::search::{MOST_FOUND, Search};
use crate::state::{Card, Focus, HostAction, Overlay, Phase, State, Ui, UiAction};

/// What has been done about the state already, outside of what is drawn.
#[derive(Default)]
pub(crate) struct Effects {
    /// The revision of the text that the engine was given last.
    analysed: u32,
    /// The revision of the text whose marks the host knows to be there.
    marked: u32,
    /// The revision of the text of which the host knows that there will be no marks.
    failed: u32,
    /// The mark of which text that was led to.
    revealed: (u32, Option<Id>),
    /// What the host was told last.
    notified: Option<Snapshot>,
    /// Of what the engine found, those that the model was asked about.
    evidence_requests: (Option<Rc<Analysis>>, Vec<usize>),
    /// Where the card was put.
    placed: Option<Placed>,
    /// What stood out in which panel.
    highlighted: Vec<usize>,
    panel: Option<Rc<PanelInputs>>,
    /// What was painted of words that are looked for, and in which panel.
    found: Option<(Search, Option<Rc<PanelInputs>>)>,
    /// The layout that the host was told of last, and whether marks were looked at alone.
    layout: PtrEq<Layout>,
    is_isolated: bool,
}

/// What decides where a card is, and how large.
#[derive(PartialEq)]
struct Placed {
    card: Option<Card>,
    selected_words: Option<Span<Byte>>,
    analysis: PtrEq<Analysis>,
    picking: bool,
}

impl Reader {
    /// Gives the engine a text that it has not been given. Before the text is drawn: a worker reads it meanwhile.
    pub(crate) fn request_analysis(&mut self) {
        let Reader { state, effects, engine, .. } = self;
        if effects.analysed != state.engine.revision {
            effects.analysed = state.engine.revision;
            if !state.session.text.is_empty() {
                let (text, known) = (state.session.text.canonical.clone(), state.session.known.clone());
                engine.analyse(state.engine.revision, EngineText { text, known });
            }
        }
    }

    /// Does what the state needs done.
    pub(crate) fn run_effects(&mut self, ctx: &Context<Self>) {
        let Reader { state, effects, .. } = self;
        if state.engine.phase == Phase::Ready && effects.marked != state.engine.revision {
            effects.marked = state.engine.revision;
            ctx.props().on_marked.emit(());
        }
        if let Phase::Failed(failure) = &state.engine.phase
            && effects.failed != state.engine.revision
        {
            effects.failed = state.engine.revision;
            ctx.props().on_failure.emit(failure.clone());
        }
        if let Some(id) = &ctx.props().mark
            && state.engine.phase == Phase::Ready
            && !state.is_provisional()
            && effects.revealed != (state.engine.revision, Some(id.clone()))
        {
            effects.revealed = (state.engine.revision, Some(id.clone()));
            self.act(HostAction::Reveal(id.clone()));
        }
        self.notify(ctx);
        let highlighted = self.state.highlighted();
        let layout = PtrEq(self.state.derived.layout.clone());
        let is_isolated = self.state.isolated().is_some();
        let is_same = self.effects.layout == layout && self.effects.is_isolated == is_isolated;
        if !is_same || self.effects.highlighted != highlighted {
            (self.effects.layout, self.effects.is_isolated) = (layout, is_isolated);
            ctx.props().on_draw.emit(());
        }
        self.request_evidence();
        self.place_card();
        self.place_overlay();
        self.highlight_panel(highlighted);
        if self.paint_found() {
            ctx.props().on_draw.emit(());
        }
        self.move_focus();
        if std::mem::take(&mut self.state.ui.prints_now) {
            print_page();
        }
    }

    /// Tells the host what is shown, if that has changed.
    fn notify(&mut self, ctx: &Context<Self>) {
        let shown = self.state.is_counted().then(|| self.state.snapshot(ctx.props().change_guard.is_some()));
        self.handle.set_snapshot(shown.clone());
        if let Some(shown) = shown
            && !self.effects.notified.as_ref().is_some_and(|known| known.is(&shown))
        {
            self.effects.notified = Some(shown.clone());
            ctx.props().on_change.emit(shown);
        }
    }

    /// Asks the model about what the card explains at length.
    fn request_evidence(&mut self) {
        if !self.state.is_pinned() {
            return;
        }
        let Reader { state, effects: Effects { evidence_requests: (of, asked), .. }, engine, .. } = self;
        if !of.as_ref().is_some_and(|of| state.is_of(of)) {
            (*of, *asked) = (Some(state.found()), Vec::new());
        }
        for (index, _) in state.explained() {
            if let Some(machine) = state.evidence_index(index).filter(|machine| !asked.contains(machine)) {
                asked.push(machine);
                engine.request_evidence(state.engine.revision, machine);
            }
        }
    }

    fn place_card(&mut self) {
        let State { ui: Ui { card, selected_words, picking, .. }, derived, .. } = &self.state;
        let (card, selected_words) = (*card, *selected_words);
        let analysis = PtrEq(derived.analysis.clone());
        let placed = Placed { card, selected_words, analysis, picking: picking.is_some() };
        if self.effects.placed.as_ref() == Some(&placed) {
            return;
        }
        self.put_card();
        self.effects.placed = Some(placed);
    }

    /// Puts the card where there is room for it. What it offers to choose from is what is so.
    pub(crate) fn put_card(&self) {
        match (self.state.ui.selected_words, self.state.ui.card) {
            (Some(_), _) => {
                if let Some(article) = self.article() {
                    popover::by_selection(&self.nodes.root, &self.nodes.card, &article);
                }
            }
            (None, Some(card)) => popover::by_mark(&self.nodes.root, &self.nodes.card, &card),
            (None, None) => {}
        }
        if let Some(card) = self.nodes.card.cast::<Element>() {
            show_choices(&card);
        }
    }

    /// Puts what is open over the bar under the button that opened it.
    pub(crate) fn place_overlay(&self) {
        if let (Some(root), true) = (self.root(), self.state.ui.overlay != Overlay::Nothing) {
            put_under_button(&root);
        }
    }

    /// Lets the entries of the panel stand out that are about highlighted marks, and its lists show what is chosen. Not by drawing it: that would be done anew with
    /// every step from mark to mark.
    fn highlight_panel(&mut self, highlighted: Vec<usize>) {
        let drawn = self.drawn.borrow().as_ref().map(|(of, _)| of.clone());
        let is_same = |known: &Rc<PanelInputs>| drawn.as_ref().is_some_and(|drawn| Rc::ptr_eq(known, drawn));
        let is_same_panel = self.effects.panel.as_ref().is_some_and(is_same);
        if highlighted == self.effects.highlighted && is_same_panel {
            return;
        }
        if let Some(panel) = self.nodes.panel.cast::<Element>() {
            // Those that the pointer is on in the panel can be seen there.
            let marks = highlighted.iter().map(|&index| index as u32).collect();
            show_current(&panel, marks, self.state.ui.hovered.is_empty());
            if !is_same_panel {
                show_choices(&panel);
            }
        }
        (self.effects.highlighted, self.effects.panel) = (highlighted, drawn);
    }

    /// Paints the words that are looked for, and leads to the place that is wanted. Says whether others are painted than before.
    fn paint_found(&mut self) -> bool {
        let Some(root) = self.root() else { return false };
        let Some(search) = self.state.ui.search.clone() else {
            let was_painted = self.effects.found.take().is_some();
            if was_painted {
                end_found(&root);
            }
            return was_painted;
        };
        let panel = self.drawn.borrow().as_ref().map(|(of, _)| of.clone());
        let is_same_panel = |known: &Option<Rc<PanelInputs>>| match (known, &panel) {
            (Some(known), Some(panel)) => Rc::ptr_eq(known, panel),
            (known, panel) => known.is_none() && panel.is_none(),
        };
        let known = self.effects.found.as_ref();
        if known.is_some_and(|(known, of)| *known == search && is_same_panel(of)) {
            return false;
        }
        // Where only the panel has changed, nobody is led anywhere.
        let is_same_text = known.is_some_and(|(known, _)| Rc::ptr_eq(&known.in_text, &search.in_text));
        let reveal = !is_same_text || known.is_none_or(|(known, _)| known.position != search.position);
        if is_same_text && known.is_some_and(|(_, of)| is_same_panel(of)) {
            if reveal {
                lead_to_found(&root, search.position);
            }
        } else {
            let words = panel_words(&root);
            let in_panel = find_all(&words, &search.words, MOST_FOUND);
            if in_panel.len() != search.in_panel {
                self.act(UiAction::FoundInPanel(in_panel.len()));
            }
            let in_text = rows_of(&search.in_text, &self.state.session.text);
            show_found(&root, in_text, utf16_of(&in_panel, &words), search.position, reveal && search.all() > 0);
        }
        self.effects.found = Some((search, panel));
        true
    }

    fn move_focus(&mut self) {
        let Some((focus, root)) = self.state.ui.focus.take().zip(self.root()) else { return };
        let mark = |segment: u32| format!("mark[data-at=\"{segment}\"]");
        let (selector, reveal) = match focus {
            Focus::Mark(segment) => (mark(segment), false),
            Focus::Reveal(segment) => (mark(segment), true),
            Focus::Follow(segment) => {
                self.input.own_focus.set(true);
                lead_back(&root, &mark(segment));
                self.input.own_focus.set(false);
                return;
            }
            Focus::SourceButton(index) => (source_button(index), false),
            Focus::ReturnToSource(index) => {
                lead_back(&root, &source_button(index));
                return;
            }
            Focus::SourceName => (".reportedly-panel [data-set^=source-name]".to_owned(), false),
            Focus::TriageButton => (".reportedly-panel [data-do=triage]".to_owned(), false),
            Focus::Return(segment) => {
                lead_back(&root, &mark(segment));
                return;
            }
            Focus::Card => (".reportedly-card".to_owned(), false),
            Focus::Note => (".reportedly-card textarea".to_owned(), false),
            Focus::Speaker => (".reportedly-card [data-set^=speaker]".to_owned(), false),
            Focus::Overlay => (".reportedly-over".to_owned(), false),
            Focus::Find => ("[data-find]".to_owned(), false),
            Focus::BeforeSearch => {
                let before = self.input.before_search.take();
                self.input.own_focus.set(true);
                if !before.is_some_and(|element| focus_again(&root, &element)) {
                    focus_on(&root, ".reportedly-article", false);
                }
                self.input.own_focus.set(false);
                return;
            }
            Focus::Article => (".reportedly-article".to_owned(), false),
            Focus::Panel => (".reportedly-panel".to_owned(), true),
            Focus::Departure => return self.restore(&root),
        };
        self.input.own_focus.set(true);
        if !focus_on(&root, &selector, reveal) {
            focus_on(&root, ".reportedly-article", false);
        }
        self.input.own_focus.set(false);
    }
}

/// The selector of the button that opens what a heading is corrected with.
fn source_button(first_statement: u32) -> String {
    format!(".reportedly-panel [data-do=\"edit-source {first_statement}\"]")
}
