use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use web_sys::PointerEvent;
use yew::prelude::*;

use super::state::{Action, By, Card, State};

/// How long the pointer rests on a mark before its card opens, in milliseconds: passing over marks opens nothing.
const OPEN: u32 = 120;
/// How long a card stays when the pointer has left, so that the pointer can travel into it.
const CLOSE: u32 = 220;

/// Opens and closes cards as the pointer moves.
#[derive(Clone)]
pub(super) struct Hover(Rc<Inner>);

struct Inner {
    dispatch: UseReducerDispatcher<State>,
    timer: RefCell<Option<Timeout>>,
    /// Where on the screen the pointer was last.
    seen: Cell<(i32, i32)>,
}

impl PartialEq for Hover {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[hook]
pub(super) fn use_hover(dispatch: UseReducerDispatcher<State>) -> Hover {
    let hover = use_memo((), |()| Hover(Rc::new(Inner { dispatch, timer: RefCell::default(), seen: Cell::default() })));
    (*hover).clone()
}

impl Hover {
    /// The pointer has moved.
    pub(super) fn moved(&self, event: &PointerEvent) {
        self.0.seen.set((event.screen_x(), event.screen_y()));
    }

    /// The pointer has come over a piece of the article, or over none.
    pub(super) fn over(&self, at: Option<u32>, event: &PointerEvent) {
        // A touch is a click. And when the page scrolls under a resting pointer, it is the keyboard that is in use.
        let here = (event.screen_x(), event.screen_y());
        if event.pointer_type() == "touch" || self.0.seen.replace(here) == here {
            return;
        }
        match at {
            Some(at) => {
                let by = By::Pointer { x: event.client_x(), y: event.client_y() };
                self.after(OPEN, Action::Open(Card { at, by }));
            }
            None => self.leave(),
        }
    }

    /// The pointer has left the article or the card.
    pub(super) fn leave(&self) {
        self.after(CLOSE, Action::PointerLeft);
    }

    /// The pointer has come into the card.
    pub(super) fn stay(&self) {
        self.0.timer.take();
    }

    fn after(&self, milliseconds: u32, action: Action) {
        let dispatch = self.0.dispatch.clone();
        *self.0.timer.borrow_mut() = Some(Timeout::new(milliseconds, move || dispatch.dispatch(action)));
    }
}
