//! Moves between the text and the panel where the panel lies below the text, as on a phone. Each can be undone.

use reportedly_document::Id;
use wasm_bindgen::prelude::*;
use web_sys::Element;
use yew::prelude::*;

use super::dom_position::focus_on;
use super::state::{Action, Focus, Phase, State};
use crate::Reader;
use crate::command::{Command, MarkIndex, button};
use crate::strings;
use crate::vdom::Tag;

#[wasm_bindgen(module = "/web/reader/viewport.js")]
extern "C" {
    /// Whether the second element lies below the first, and both can be seen.
    #[wasm_bindgen(js_name = isBelow)]
    fn is_below(first: &Element, second: &Element) -> bool;
    /// The row at the upper edge of the window and where it begins, in pixels below that edge.
    #[wasm_bindgen(js_name = rowInView)]
    fn row_in_view(article: &Element) -> Option<Vec<f64>>;
    /// Scrolls so that the row begins there.
    #[wasm_bindgen(js_name = scrollRowTo)]
    fn scroll_row_to(article: &Element, row: f64, top: f64);
}

#[wasm_bindgen(module = "/web/reader/focus.js")]
extern "C" {
    /// Puts the focus on the first element that fits the selector, and leaves the page where it is.
    #[wasm_bindgen(js_name = focusInPlace)]
    fn focus_in_place(root: &Element, selector: &str);
}

/// Where a move began: what undoing it leads back to.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Departure {
    /// From the text, with this row so many pixels below the upper edge of the window.
    Text { row: f64, top: f64 },
    /// From the panel's entry of a mark.
    Mark(Id),
    /// From a button of the panel: the entry of a passage, or a group of marks that is looked at alone.
    Button(Command),
}

/// The row at the upper edge of the window, by the byte that it begins at.
pub(super) fn row_seen(article: &Element) -> Option<u32> {
    row_in_view(article)?.first().map(|&row| row as u32)
}

impl Reader {
    /// Whether this action is a move between text and panel, and where it begins. On a screen with room for both, nothing is.
    pub(super) fn departure(&self, action: &Action) -> Option<Departure> {
        let Action::Do(command) = action else { return None };
        let is_move = match command {
            Command::ToPanel => true,
            Command::Choose(_) | Command::Go(_) | Command::Spotlight(_) | Command::Triage => self.input.in_panel.get(),
            _ => false,
        };
        let (article, panel) = self.article().zip(self.nodes.panel.cast::<Element>()).filter(|_| is_move)?;
        if !is_below(&article, &panel) {
            return None;
        }
        Some(match command {
            Command::Choose(mark) => Departure::Mark(self.state.annotations().get(mark.0)?.id.clone()),
            Command::Go(_) => Departure::Button(*command),
            // The button that ends it leads nowhere.
            Command::Spotlight(target) if self.state.is_in_spotlight(*target) => return None,
            Command::Triage if self.state.triaged().is_some() || self.state.unsure_marks().is_empty() => return None,
            Command::Spotlight(_) | Command::Triage => Departure::Button(*command),
            _ => {
                let view = row_in_view(&article).unwrap_or_default();
                Departure::Text { row: view.first().copied()?, top: view.get(1).copied()? }
            }
        })
    }

    /// Remembers where a move begins, and tells the host before anything has been scrolled.
    pub(super) fn depart(&mut self, ctx: &Context<Self>, from: Departure) {
        self.state.ui.departures.push(from);
        ctx.props().on_move.emit(self.state.ui.departures.len());
    }

    /// Undoes the last move.
    pub(super) fn undo_move(&mut self, ctx: &Context<Self>) {
        if let Some(depth) = self.state.ui.departures.len().checked_sub(1) {
            self.return_to(depth);
            ctx.props().on_move.emit(depth);
        }
    }

    /// Undoes moves until so many are left.
    pub(super) fn return_to(&mut self, depth: usize) {
        if depth < self.state.ui.departures.len() {
            self.state.ui.undone_move = self.state.ui.departures.drain(depth..).next();
            self.state.ui.card = None;
            self.state.ui.focus = Some(Focus::Departure);
        }
    }

    /// Puts the keyboard, and the window, where a move began.
    pub(super) fn restore(&mut self, root: &Element) {
        let Some(from) = self.state.ui.undone_move.take() else { return };
        let command = match &from {
            Departure::Text { row, top } => {
                if let Some(article) = self.article() {
                    scroll_row_to(&article, *row, *top);
                }
                focus_in_place(root, ".reportedly-to-panel");
                return;
            }
            Departure::Mark(id) => self.state.index_of(id).map(|index| Command::Choose(MarkIndex(index))),
            Departure::Button(command) => Some(*command),
        };
        let entry = command.is_some_and(|it| focus_on(root, &format!(".reportedly-panel [data-do=\"{it}\"]"), true));
        // The panel may list something else by now.
        if !entry {
            focus_on(root, ".reportedly-panel", true);
        }
    }
}

/// What leads from the text to the panel, or back to the entry that led to the text. It is shown where the panel lies below the text.
pub(super) fn to_panel(state: &State) -> Option<Tag> {
    if !matches!(state.engine.phase, Phase::Ready | Phase::Stopped) {
        return None;
    }
    let came_from_panel = matches!(state.ui.departures.last(), Some(Departure::Mark(_) | Departure::Button(_)));
    let jump = if came_from_panel {
        button(Command::UndoMove, strings::BACK_TO_LIST)
    } else {
        button(Command::ToPanel, super::panel::label(state, state.ui.tab))
    };
    Some(jump.attr("class", "reportedly-jump reportedly-to-panel").attr("data-testid", "to-panel"))
}

/// What leads from the panel to the text.
pub(super) fn to_text() -> Tag {
    button(Command::ToText, strings::BACK_TO_TEXT).attr("class", "reportedly-jump").attr("data-testid", "to-text")
}
