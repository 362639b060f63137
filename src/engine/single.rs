//! One engine, in its worker or on the main thread, for one reader at a time.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use gloo_timers::callback::Timeout;
use reportedly_document::{Analysis, Evidence};
use yew::Callback;

use super::local::Local;
use super::message::Message;
use super::worker::Worker;
use super::{Event, Failure, Model};

/// How long a worker may take to say that it is alive, in milliseconds. Being wrong costs little: the main thread
/// then does the same work.
const SILENCE: u32 = 8_000;

/// How long a text waits for the model, in milliseconds, before it is read without.
const PATIENCE: u32 = 1_500;

/// A running engine. Dropping it ends its worker.
pub(super) struct Single(Rc<Inner>);

struct Inner {
    /// The absolute address of `engine-worker.js`.
    url: String,
    events: Callback<Event>,
    state: RefCell<State>,
}

struct State {
    place: Place,
    model: Model,
    request: Option<Request>,
}

/// What is to be read, until it has been read as well as the engine can.
struct Request {
    revision: u32,
    text: Rc<str>,
    /// Ends the wait for the model; none once the text has been sent.
    patience: Option<Timeout>,
    /// Whether it has been read by rules alone.
    answered: bool,
}

enum Place {
    Nowhere,
    Worker { worker: Worker, silence: Option<Timeout>, ready: bool },
    Local(Local),
    Unsupported,
}

impl Single {
    /// Starts an engine and begins to load it, so that it is warm when the first text comes.
    ///
    /// `url` is the absolute address of `engine-worker.js`; the engine's other files lie beside it.
    pub(super) fn start(url: &str, events: Callback<Event>) -> Single {
        let state = RefCell::new(State { place: Place::Nowhere, model: Model::Loading, request: None });
        let engine = Single(Rc::new(Inner { url: url.to_owned(), events, state }));
        engine.0.start_worker();
        engine
    }

    /// Analyses a canonical text. An earlier analysis that has not ended is given up without an event.
    ///
    /// There may be two results: one by rules alone when the model takes long, and another when it has come.
    pub(super) fn analyse(&self, revision: u32, text: Rc<str>) {
        if matches!(self.0.state.borrow().place, Place::Nowhere) {
            self.0.start_worker();
        }
        self.0.request(revision, text);
    }

    /// Ends the analysis under way; what was found so far comes as [`Event::Done`].
    pub(super) fn stop(&self) {
        let mut state = self.0.state.borrow_mut();
        // Who has stopped one reading does not want to see another begin.
        state.request = None;
        match &state.place {
            Place::Worker { worker, .. } => worker.stop(),
            Place::Local(local) => local.stop(),
            Place::Nowhere | Place::Unsupported => {}
        }
    }

    /// Asks what the model thinks of an annotation, by its place in the last analysis of this text. There may be no answer:
    /// where no model has read the text, and where another analysis has begun, which is never kept waiting.
    pub(super) fn weigh(&self, revision: u32, at: usize) {
        match &self.0.state.borrow().place {
            Place::Worker { worker, .. } => worker.weigh(revision, at),
            Place::Local(local) => local.weigh(revision, at),
            Place::Nowhere | Place::Unsupported => {}
        }
    }

    /// Tries once more to get a model that was missing or unusable. The last text is read again when it has come.
    pub(super) fn load_model(&self) {
        match &self.0.state.borrow().place {
            Place::Worker { worker, .. } => worker.load_model(),
            Place::Local(local) => local.load_model(),
            Place::Nowhere | Place::Unsupported => {}
        }
        self.0.model(Model::Loading);
        if matches!(self.0.state.borrow().place, Place::Nowhere) {
            self.0.start_worker();
        }
    }
}

impl Inner {
    fn start_worker(self: &Rc<Self>) {
        self.model(Model::Loading);
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
        self.model(Model::Loading);
        let local = Local::start(&self.url, self.hear());
        self.state.borrow_mut().place = Place::Local(local);
        let sent = self.state.borrow().request.as_ref().is_some_and(|request| request.patience.is_none());
        if sent {
            self.send();
        }
        self.events.emit(Event::OnMainThread);
    }

    fn request(self: &Rc<Self>, revision: u32, text: Rc<str>) {
        let worth_it = {
            let state = self.state.borrow();
            state.model == Model::Loading && !matches!(state.place, Place::Unsupported)
        };
        let weak = Rc::downgrade(self);
        let patience = worth_it.then(|| {
            Timeout::new(PATIENCE, move || {
                if let Some(inner) = weak.upgrade() {
                    inner.send();
                }
            })
        });
        self.state.borrow_mut().request = Some(Request { revision, text, patience, answered: false });
        if !worth_it {
            self.send();
        }
    }

    /// Has the request read with whatever is there by now.
    fn send(&self) {
        let unsupported = {
            let State { place, request, .. } = &mut *self.state.borrow_mut();
            let Some(request) = request else { return };
            request.patience = None;
            let (revision, text) = (request.revision, &request.text);
            match place {
                Place::Worker { worker, .. } => worker.analyse(revision, text),
                Place::Local(local) => local.analyse(revision, text.clone()),
                Place::Nowhere | Place::Unsupported => {}
            }
            matches!(place, Place::Unsupported)
        };
        if unsupported {
            self.fail(Failure::Unsupported);
        }
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
            Message::Unsupported => self.fail(Failure::Unsupported),
            Message::Model => {
                self.model(Model::Ready);
                self.send();
            }
            Message::NoModel { message } => {
                self.unusable(message);
                let waits = self.state.borrow().request.as_ref().is_some_and(|request| request.patience.is_some());
                if waits {
                    self.send();
                }
            }
            Message::Progress { revision, share } => self.events.emit(Event::Progress { revision, share }),
            Message::Done { revision, complete, bytes } => match postcard::from_bytes::<Analysis>(&bytes) {
                Ok(analysis) => self.done(revision, analysis, complete),
                Err(error) => self.fail(Failure::Broke(error.to_string())),
            },
            Message::Evidence { revision, why, bytes } => match postcard::from_bytes::<Evidence>(&bytes) {
                Ok(evidence) => self.events.emit(Event::Evidence { revision, at: why, evidence: Rc::new(evidence) }),
                Err(error) => self.fail(Failure::Broke(error.to_string())),
            },
            Message::Failed { message } => {
                let refused = matches!(self.state.borrow().place, Place::Worker { ready: false, .. });
                if refused { self.start_local() } else { self.fail(Failure::Broke(message)) }
            }
        }
    }

    fn done(&self, revision: u32, analysis: Analysis, complete: bool) {
        {
            let request = &mut self.state.borrow_mut().request;
            if let Some(answered) = request.as_mut().filter(|request| request.revision == revision) {
                answered.answered = true;
                request.take_if(|_| !analysis.is_by_rules());
            }
        }
        self.events.emit(Event::Done { revision, analysis: Rc::new(analysis), complete });
    }

    fn model(&self, model: Model) {
        let known = std::mem::replace(&mut self.state.borrow_mut().model, model.clone());
        if known != model {
            self.events.emit(Event::Model(model));
        }
    }

    fn unusable(&self, message: String) {
        warn(&format!("Reportedly marks by rules only: {message}"));
        self.model(Model::Unusable(message));
    }

    fn fail(&self, failure: Failure) {
        let (waits, answered) = {
            let State { place, request, .. } = &mut *self.state.borrow_mut();
            *place = if failure == Failure::Unsupported { Place::Unsupported } else { Place::Nowhere };
            let waits = request.take_if(|request| !request.answered).is_some();
            (waits, request.is_some())
        };
        match failure {
            // It was the second reading that failed: the marks of the first one stay.
            Failure::Broke(message) if answered => self.unusable(message),
            // Over a question, or before there was a text: the marks are there, and the next text starts another engine.
            Failure::Broke(message) if !waits => warn(&format!("Reportedly's engine broke: {message}")),
            failure => self.events.emit(Event::Failed(failure)),
        }
    }
}

/// Tells those who look for it what nobody else has to know.
fn warn(message: &str) {
    web_sys::console::warn_1(&message.into());
}
