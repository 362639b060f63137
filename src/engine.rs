//! The way to the engine, which is a wasm program of its own (`crates/worker`).
//!
//! It runs in a web worker. Where a worker is missing, refused or silent, the same program is loaded onto the main
//! thread and works in short slices. Either way the caller sees the same [`Event`]s.

mod local;
mod message;
mod worker;

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use gloo_timers::callback::Timeout;
use reportedly_document::Analysis;
use yew::Callback;

use local::Local;
use message::Message;
use worker::Worker;

/// How long a worker may take to say that it is alive, in milliseconds. Being wrong costs little: the main thread
/// then does the same work.
const SILENCE: u32 = 8_000;

/// What the engine reports.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Event {
    /// Part of the work is done.
    Progress {
        /// Of which text.
        revision: u32,
        /// From 0 to 1.
        share: f64,
    },
    /// An analysis has ended.
    Done {
        /// Of which text.
        revision: u32,
        /// What was found.
        analysis: Rc<Analysis>,
        /// False when it was stopped before the end.
        complete: bool,
    },
    /// The engine broke or could not be loaded. The next call to [`Engine::analyse`] tries again from the start.
    Failed {
        /// The browser's words.
        message: String,
    },
    /// Workers are refused here: the engine shares the main thread.
    OnMainThread,
}

/// A running engine. Dropping it ends its worker.
#[derive(Clone)]
pub(crate) struct Engine(Rc<Inner>);

struct Inner {
    /// The absolute address of `engine-worker.js`.
    url: String,
    events: Callback<Event>,
    state: RefCell<State>,
}

struct State {
    place: Place,
    /// The last request, until it is answered: it is put to the main thread when the worker turns out to be refused.
    pending: Option<(u32, Rc<str>)>,
}

enum Place {
    Nowhere,
    Worker { worker: Worker, silence: Option<Timeout>, ready: bool },
    Local(Local),
}

impl Engine {
    /// Starts an engine and begins to load it, so that it is warm when the first text comes.
    ///
    /// `url` is the absolute address of `engine-worker.js`; the engine's other files lie beside it.
    pub(crate) fn start(url: &str, events: Callback<Event>) -> Engine {
        let state = RefCell::new(State { place: Place::Nowhere, pending: None });
        let engine = Engine(Rc::new(Inner { url: url.to_owned(), events, state }));
        engine.0.start_worker();
        engine
    }

    /// Analyses a canonical text. An earlier analysis that has not ended is given up without an event.
    pub(crate) fn analyse(&self, revision: u32, text: Rc<str>) {
        if matches!(self.0.state.borrow().place, Place::Nowhere) {
            self.0.start_worker();
        }
        let mut state = self.0.state.borrow_mut();
        state.pending = Some((revision, text.clone()));
        match &state.place {
            Place::Worker { worker, .. } => worker.analyse(revision, &text),
            Place::Local(local) => local.analyse(revision, text),
            // `start_worker` has found a place, be it the main thread.
            Place::Nowhere => unreachable!("an engine that was started is somewhere"),
        }
    }

    /// Ends the analysis under way; what was found so far comes as [`Event::Done`].
    pub(crate) fn stop(&self) {
        match &self.0.state.borrow().place {
            Place::Worker { worker, .. } => worker.stop(),
            Place::Local(local) => local.stop(),
            Place::Nowhere => {}
        }
    }
}

impl Inner {
    fn start_worker(self: &Rc<Self>) {
        match Worker::start(&self.url, self.hear()) {
            Ok(worker) => {
                let weak = Rc::downgrade(self);
                let silence = Some(Timeout::new(SILENCE, move || {
                    if let Some(inner) = weak.upgrade() {
                        inner.start_local();
                    }
                }));
                self.state.borrow_mut().place = Place::Worker { worker, silence, ready: false };
            }
            Err(_) => self.start_local(),
        }
    }

    /// Moves to the main thread, with the request that waits.
    fn start_local(self: &Rc<Self>) {
        let local = Local::start(&self.url, self.hear());
        {
            let mut state = self.state.borrow_mut();
            if let Some((revision, text)) = state.pending.clone() {
                local.analyse(revision, text);
            }
            state.place = Place::Local(local);
        }
        self.events.emit(Event::OnMainThread);
    }

    fn hear(self: &Rc<Self>) -> Callback<Message> {
        let weak: Weak<Inner> = Rc::downgrade(self);
        Callback::from(move |message| {
            if let Some(inner) = weak.upgrade() {
                inner.heard(message);
            }
        })
    }

    fn heard(self: &Rc<Self>, message: Message) {
        match message {
            Message::Alive => {
                if let Place::Worker { silence, .. } = &mut self.state.borrow_mut().place {
                    *silence = None;
                }
            }
            Message::Ready => {
                if let Place::Worker { ready, .. } = &mut self.state.borrow_mut().place {
                    *ready = true;
                }
            }
            Message::Progress { revision, share } => self.events.emit(Event::Progress { revision, share }),
            Message::Done { revision, complete, bytes } => {
                self.state.borrow_mut().pending.take_if(|(pending, _)| *pending == revision);
                match postcard::from_bytes::<Analysis>(&bytes) {
                    Ok(analysis) => self.events.emit(Event::Done { revision, analysis: Rc::new(analysis), complete }),
                    Err(error) => self.fail(error.to_string()),
                }
            }
            Message::Failed { message } => {
                let refused = matches!(self.state.borrow().place, Place::Worker { ready: false, .. });
                if refused { self.start_local() } else { self.fail(message) }
            }
        }
    }

    fn fail(&self, message: String) {
        {
            let mut state = self.state.borrow_mut();
            state.place = Place::Nowhere;
            state.pending = None;
        }
        self.events.emit(Event::Failed { message });
    }
}
