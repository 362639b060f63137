//! Cards that open while the pointer rests on a mark.

use std::cell::{Cell, RefCell};

use gloo_timers::callback::Timeout;
use web_sys::PointerEvent;
use yew::Callback;

use super::state::{Action, Card, CardTrigger, UiAction};

/// How long the pointer rests on a mark before its card opens, in milliseconds. Somebody who reads along with the pointer is
/// left alone: a line of text is read in a second or two, a mark in less than half of one.
const OPEN: u32 = 600;
/// How long a card stays when the pointer has left, so that the pointer can travel into it.
const CLOSE: u32 = 220;

/// Opens and closes cards as the pointer moves.
pub(super) struct Hover {
    act: Callback<Action>,
    timer: RefCell<Option<Timeout>>,
    /// Where on the screen the pointer was last.
    seen: Cell<(i32, i32)>,
}

impl Hover {
    pub(super) fn new(act: Callback<Action>) -> Hover {
        Hover { act, timer: RefCell::default(), seen: Cell::default() }
    }

    /// The pointer has moved.
    pub(super) fn moved(&self, event: &PointerEvent) {
        self.seen.set((event.screen_x(), event.screen_y()));
    }

    /// The pointer has come over a segment of the article, or over none.
    pub(super) fn over(&self, segment: Option<u32>, event: &PointerEvent) {
        // A touch is a click. And when the page scrolls under a resting pointer, it is the keyboard that is in use.
        let here = (event.screen_x(), event.screen_y());
        if event.pointer_type() == "touch" || self.seen.replace(here) == here {
            return;
        }
        match segment {
            // While a button is down, words are being selected.
            Some(segment) if event.buttons() == 0 => {
                let trigger = CardTrigger::Pointer { x: event.client_x(), y: event.client_y() };
                self.after(OPEN, UiAction::Open(Card { segment, trigger }));
            }
            _ => self.leave(),
        }
    }

    /// The pointer has left the article or the card.
    pub(super) fn leave(&self) {
        self.after(CLOSE, UiAction::PointerLeft);
    }

    /// The pointer has come into the card.
    pub(super) fn cancel(&self) {
        self.timer.take();
    }

    fn after(&self, milliseconds: u32, action: UiAction) {
        let act = self.act.clone();
        *self.timer.borrow_mut() = Some(Timeout::new(milliseconds, move || act.emit(action.into())));
    }
}
