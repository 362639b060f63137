//! The way to the engine, which is a wasm program of its own (`crates/wasm-engine`).
//!
//! It runs in a web worker. Where a worker is missing, refused or silent, the same program is loaded onto the main
//! thread and works in short slices. Either way the caller sees the same [`Event`]s. An engine that breaks over a text, or
//! stops answering, is replaced: it costs that text a sentence at most, and no other text anything.
//!
//! Its trained model is a file that is loaded beside it. A text waits for the model for a moment, is then read by rules
//! alone, and is read again when the model has come: a slow connection delays the best marks, but not the first.
//!
//! All readers of a program share one engine (`scheduler`): it holds a model of a megabyte, and a page may have many readers.

mod connection;
mod message;
mod request;
mod scheduler;
mod supervisor;

#[doc(inline)]
pub use connection::register_loader;

use std::cell::{OnceCell, RefCell};
use std::rc::{Rc, Weak};

use reportedly_document::{Analysis, Evidence};
use yew::Callback;

use scheduler::{Order, Scheduler};
use supervisor::{Report, Supervisor};

use crate::strings;

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
    /// What the model thinks of an annotation: the answer to [`Engine::request_evidence`].
    Evidence {
        /// Of which text.
        revision: u32,
        /// Which annotation, by its index in the analysis.
        index: usize,
        /// What it thinks, and why.
        evidence: Rc<Evidence>,
    },
    /// There will be no analysis. The next call to [`Engine::analyse`] tries again from the start.
    Failed(Failure),
    /// The model's state has changed.
    Model(Model),
    /// Why the engine shares the main thread; none when it has a worker.
    OnMainThread(Option<MainThreadReason>),
}

/// A text for the engine.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EngineText {
    /// Canonical.
    pub(crate) text: Rc<str>,
    /// What is known of its lines before it is read (`KnownLines`), encoded.
    pub(crate) known: Rc<str>,
}

impl<T: Into<Rc<str>>> From<T> for EngineText {
    /// A text of whose lines nothing is known.
    fn from(text: T) -> EngineText {
        EngineText { text: text.into(), known: Rc::default() }
    }
}

/// Why the engine shares the main thread.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum MainThreadReason {
    /// The browser, or the site's policy, refuses workers.
    Refused,
    /// The worker's file could not be loaded. What is wrong with it.
    NotLoaded(String),
}

/// Why the engine does not work.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    /// The browser lacks what the engine is built for.
    Unsupported,
    /// A file of it could not be loaded. Which one, and what is wrong with it.
    NotLoaded(String),
    /// It broke. The browser's words.
    Broke(String),
    /// It stopped answering, twice over the same text.
    Silent,
}

impl Failure {
    /// What is wrong, in words that end a sentence, without a full stop.
    pub fn reason(&self) -> String {
        strings::failure_reason(self)
    }
}

/// Whether texts are read with the trained model.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Model {
    /// It is on its way.
    #[default]
    Loading,
    /// It is used.
    Ready,
    /// It is missing, damaged or of a wrong version, and texts are read by rules alone. What is wrong with it.
    Unusable(String),
}

/// A reader's seat at the engine. When the last one is given up, the engine ends.
pub(crate) struct Engine {
    shared: Rc<Shared>,
    reader: u32,
}

/// An engine with all who use it.
struct Shared {
    url: String,
    supervisor: OnceCell<Supervisor>,
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    scheduler: Scheduler,
    readers: Vec<(u32, Callback<Event>)>,
    next: u32,
    /// What a reader has to know that comes later.
    model: Model,
    /// The readers whose last text breaks the model.
    model_broke_for: Vec<u32>,
    on_main_thread: Option<MainThreadReason>,
}

impl State {
    /// A text of this reader is to be read with the model. Whether the last one broke it.
    fn clear_model_failure(&mut self, reader: u32) -> bool {
        let known = self.model_broke_for.len();
        self.model_broke_for.retain(|&other| other != reader);
        self.model_broke_for.len() < known
    }
}

thread_local! {
    /// The engines of this program, by their addresses.
    static SHARED: RefCell<Vec<Weak<Shared>>> = const { RefCell::new(Vec::new()) };
}

impl Engine {
    /// Takes a seat. The engine begins to load with the first one, so that it is warm when the first text comes.
    ///
    /// `url` is the absolute address of `program-loader.js`, or its name by `register_loader`; the engine's files lie beside it.
    pub(crate) fn start(url: &str, events: Callback<Event>) -> Engine {
        let known = SHARED.with_borrow(|all| all.iter().filter_map(Weak::upgrade).find(|shared| shared.url == url));
        let shared = known.unwrap_or_else(|| {
            let shared =
                Rc::new(Shared { url: url.to_owned(), supervisor: OnceCell::new(), state: RefCell::default() });
            SHARED.with_borrow_mut(|all| {
                all.retain(|one| one.strong_count() > 0);
                all.push(Rc::downgrade(&shared));
            });
            shared
        });
        let reader = {
            let state = &mut *shared.state.borrow_mut();
            state.next += 1;
            state.readers.push((state.next, events.clone()));
            state.next
        };
        if shared.supervisor.get().is_none() {
            let weak = Rc::downgrade(&shared);
            let handler = Callback::from(move |report| {
                if let Some(shared) = weak.upgrade() {
                    shared.handle_report(report);
                }
            });
            // What it says before this returns finds no engine, and needs none.
            let supervisor = Supervisor::start(url, handler);
            let _ = shared.supervisor.set(supervisor);
        } else {
            let state = shared.state.borrow();
            let (model, on_main_thread) = (state.model.clone(), state.on_main_thread.clone());
            drop(state);
            events.emit(Event::Model(model));
            events.emit(Event::OnMainThread(on_main_thread));
        }
        Engine { shared, reader }
    }

    /// Analyses a canonical text. An earlier analysis for this reader that has not ended is given up without an event.
    ///
    /// There may be two results: one by rules alone when the model takes long, and another when it has come.
    pub(crate) fn analyse(&self, revision: u32, text: EngineText) {
        // The last text may have been one over which the model breaks.
        let known_model = {
            let state = &mut *self.shared.state.borrow_mut();
            state.clear_model_failure(self.reader).then(|| state.model.clone())
        };
        if let Some(model) = known_model {
            self.shared.notify(self.reader, Event::Model(model));
        }
        let orders = self.shared.state.borrow_mut().scheduler.analyse(self.reader, revision, text);
        self.shared.carry_out(orders);
    }

    /// Ends this reader's analysis, if one is under way or waits; what was found so far comes as [`Event::Done`].
    pub(crate) fn stop(&self) {
        let (orders, never_begun) = self.shared.state.borrow_mut().scheduler.stop(self.reader);
        self.shared.carry_out(orders);
        if let Some(revision) = never_begun {
            self.shared.notify(self.reader, Event::Done { revision, analysis: Rc::default(), complete: false });
        }
    }

    /// Asks what the model thinks of an annotation, by its index in the last analysis of this text. There may be no answer:
    /// where no model has read the text, and where another analysis has begun, which is never kept waiting.
    pub(crate) fn request_evidence(&self, revision: u32, index: usize) {
        let orders = self.shared.state.borrow_mut().scheduler.request_evidence(self.reader, revision, index);
        self.shared.carry_out(orders);
    }

    /// Tries once more to get a model that was missing or unusable. The last text is read again when it has come.
    pub(crate) fn load_model(&self) {
        self.shared.state.borrow_mut().clear_model_failure(self.reader);
        if let Some(supervisor) = self.shared.supervisor.get() {
            supervisor.load_model();
        }
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        let orders = {
            let state = &mut *self.shared.state.borrow_mut();
            state.readers.retain(|(reader, _)| *reader != self.reader);
            state.clear_model_failure(self.reader);
            state.scheduler.leave(self.reader)
        };
        self.shared.carry_out(orders);
    }
}

impl Shared {
    fn carry_out(&self, orders: Vec<Order>) {
        let Some(supervisor) = self.supervisor.get() else { return };
        for order in orders {
            match order {
                Order::Analyse(turn, text) => supervisor.analyse(turn, text),
                Order::RequestEvidence(turn, index) => supervisor.request_evidence(turn, index),
                Order::Stop => supervisor.stop(),
            }
        }
    }

    fn notify(&self, reader: u32, event: Event) {
        let state = self.state.borrow();
        let events = state.readers.iter().find(|(one, _)| *one == reader).map(|(_, events)| events.clone());
        drop(state);
        if let Some(events) = events {
            events.emit(event);
        }
    }

    fn notify_all(&self, event: &Event) {
        let all: Vec<_> = self.state.borrow().readers.iter().map(|(_, events)| events.clone()).collect();
        all.iter().for_each(|events| events.emit(event.clone()));
    }

    /// Tells of a model that is there, or not, but for those whose text it breaks over: to them it is of no use.
    fn notify_of_model(&self, model: &Model) {
        let state = self.state.borrow();
        let readers = state.readers.iter().filter(|(reader, _)| !state.model_broke_for.contains(reader));
        let events: Vec<_> = readers.map(|(_, events)| events.clone()).collect();
        drop(state);
        events.iter().for_each(|events| events.emit(Event::Model(model.clone())));
    }

    fn handle_report(&self, report: Report) {
        match report {
            Report::Progress { revision: turn, share } => {
                let whose = self.state.borrow().scheduler.whose(turn);
                if let Some((reader, revision)) = whose {
                    self.notify(reader, Event::Progress { revision, share });
                }
            }
            Report::Done { revision: turn, analysis, complete } => {
                let whose = self.state.borrow().scheduler.whose(turn);
                if let Some((reader, revision)) = whose {
                    self.notify(reader, Event::Done { revision, analysis: analysis.clone(), complete });
                }
                let orders = self.state.borrow_mut().scheduler.done(turn, complete && analysis.is_by_rules());
                self.carry_out(orders);
            }
            Report::Evidence { revision: turn, index, evidence } => {
                let whose = self.state.borrow().scheduler.read_for(turn);
                if let Some((reader, revision)) = whose {
                    self.notify(reader, Event::Evidence { revision, index, evidence });
                }
            }
            Report::ModelBroke { revision: turn, message } => {
                let whose = self.state.borrow().scheduler.whose(turn);
                self.state.borrow_mut().scheduler.model_broke(turn);
                if let Some((reader, _)) = whose {
                    self.state.borrow_mut().model_broke_for.push(reader);
                    self.notify(reader, Event::Model(Model::Unusable(message)));
                }
            }
            Report::TextFailed { revision: turn, failure } => {
                let (reader, orders) = self.state.borrow_mut().scheduler.text_failed(turn);
                if let Some(reader) = reader {
                    self.notify(reader, Event::Failed(failure));
                }
                self.carry_out(orders);
            }
            Report::EngineFailed(failure) => {
                let readers = self.state.borrow_mut().scheduler.failed();
                for reader in readers {
                    self.notify(reader, Event::Failed(failure.clone()));
                }
            }
            Report::Model(model) => {
                self.state.borrow_mut().model = model.clone();
                self.notify_of_model(&model);
                if model == Model::Ready {
                    let orders = self.state.borrow_mut().scheduler.model_is_there();
                    self.carry_out(orders);
                }
            }
            Report::OnMainThread(why) => {
                self.state.borrow_mut().on_main_thread = why.clone();
                self.notify_all(&Event::OnMainThread(why));
            }
        }
    }
}
