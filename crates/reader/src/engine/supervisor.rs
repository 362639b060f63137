//! One engine, in its worker or on the main thread, for one reader at a time.
//!
//! An engine that breaks or falls silent is replaced, and the text that it was at is read in another way, or once more.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use gloo_timers::callback::Timeout;
use reportedly_document::{Analysis, Evidence};
use reportedly_protocol::{EngineMessage, decode};
use yew::Callback;

use super::connection::{Connection, supported};
use super::request::{Remedy, Request};
use super::{EngineText, Failure, MainThreadReason, Model};

/// How long a worker may take to say that it is alive, in milliseconds. Being wrong costs little: the main thread
/// then does the same work.
const SILENCE: u32 = 8_000;

/// How long a text waits for the model, in milliseconds, before it is read without.
const PATIENCE: u32 = 1_500;

/// How long a worker that has something to do may take for one step of it, in milliseconds. A step takes some milliseconds.
const STEP: u32 = 12_000;

/// How long it has after that, in milliseconds: a device that wakes up fires timers before messages.
const GRACE: u32 = 1_000;

/// What is said of an engine that took longer than that.
const SILENT: &str = "it has stopped answering";

/// What an engine reports.
#[derive(Debug)]
pub(super) enum Report {
    /// Part of the work is done.
    Progress { revision: u32, share: f64 },
    /// An analysis has ended.
    Done { revision: u32, analysis: Rc<Analysis>, complete: bool },
    /// The answer to [`Supervisor::request_evidence`].
    Evidence { revision: u32, index: usize, evidence: Rc<Evidence> },
    /// Reading this text with the model breaks the engine: the marks of the rules are all that there will be.
    ModelBroke { revision: u32, message: String },
    /// There will be no analysis of this text. The engine reads others.
    TextFailed { revision: u32, failure: Failure },
    /// There is no engine. The next text tries again from the start.
    EngineFailed(Failure),
    /// The model's state has changed.
    Model(Model),
    /// Where the engine runs has changed: on the main thread, for this reason, or in a worker.
    OnMainThread(Option<MainThreadReason>),
}

/// A running engine. Dropping it ends its worker.
pub(super) struct Supervisor(Rc<Inner>);

struct Inner {
    /// The absolute address of `program-loader.js`.
    loader: String,
    reports: Callback<Report>,
    state: RefCell<State>,
}

struct State {
    backend: Backend,
    model: Model,
    request: Option<Request>,
    /// The text whose reading was stopped, until the engine has said what it had found.
    stopping: Option<u32>,
    /// Ends the wait for the worker's next step.
    watch: Option<Timeout>,
    main_thread: Option<MainThreadReason>,
}

/// Where the engine runs.
enum Backend {
    None,
    Worker { engine: Connection, silence: Option<Timeout>, alive: bool, ready: bool },
    MainThread(Connection),
    Unsupported,
}

impl Backend {
    fn engine(&self) -> Option<&Connection> {
        match self {
            Backend::Worker { engine, .. } | Backend::MainThread(engine) => Some(engine),
            Backend::None | Backend::Unsupported => None,
        }
    }
}

impl Supervisor {
    /// Starts an engine and begins to load it, so that it is warm when the first text comes.
    ///
    /// `loader` is the absolute address of `program-loader.js`; the engine's files lie beside it.
    pub(super) fn start(loader: &str, reports: Callback<Report>) -> Supervisor {
        let state = RefCell::new(State {
            backend: Backend::None,
            model: Model::Loading,
            request: None,
            stopping: None,
            watch: None,
            main_thread: None,
        });
        let engine = Supervisor(Rc::new(Inner { loader: loader.to_owned(), reports, state }));
        engine.0.start_worker();
        engine
    }

    /// Analyses a canonical text. An earlier analysis that has not ended is given up without a report.
    ///
    /// There may be two results: one by rules alone when the model takes long, and another when it has come.
    pub(super) fn analyse(&self, revision: u32, text: EngineText) {
        if matches!(self.0.state.borrow().backend, Backend::None) {
            self.0.start_worker();
        }
        self.0.request(revision, text);
    }

    /// Ends the analysis under way; what was found so far comes as [`Report::Done`].
    pub(super) fn stop(&self) {
        let never_sent = {
            let state = &mut *self.0.state.borrow_mut();
            // Who has stopped one reading does not want to see another begin.
            let Some(request) = state.request.take() else { return };
            let waits = request.patience.is_some() || request.rules_broke.is_some();
            state.stopping = (!waits && !request.answered).then_some(request.revision);
            if let Some(engine) = state.backend.engine() {
                engine.stop();
            }
            waits.then_some(request.revision)
        };
        if let Some(revision) = never_sent {
            self.0.ended(revision);
        }
    }

    /// Asks what the model thinks of an annotation, by its index in the last analysis of this text. There may be no answer:
    /// where no model has read the text, and where another analysis has begun, which is never kept waiting.
    pub(super) fn request_evidence(&self, revision: u32, index: usize) {
        if let Some(engine) = self.0.state.borrow().backend.engine() {
            engine.request_evidence(revision, index);
        }
    }

    /// Tries once more to get a model that was missing or unusable. The last text is read again when it has come.
    pub(super) fn load_model(&self) {
        if let Some(request) = &mut self.0.state.borrow_mut().request {
            request.model_broke = None;
            request.ended = false;
        }
        if let Some(engine) = self.0.state.borrow().backend.engine() {
            engine.load_model();
        }
        self.0.model(Model::Loading);
        if matches!(self.0.state.borrow().backend, Backend::None) {
            self.0.start_worker();
        }
    }
}

impl Inner {
    fn start_worker(self: &Rc<Self>) {
        if !supported() {
            self.state.borrow_mut().backend = Backend::Unsupported;
            return;
        }
        self.model(Model::Loading);
        let engine = Connection::to_worker(&self.loader, self.message_handler());
        self.state.borrow_mut().backend = Backend::Worker { engine, silence: None, alive: false, ready: false };
    }

    /// Moves to the main thread, with the request that waits.
    fn move_to_main_thread(self: &Rc<Self>, why: MainThreadReason) {
        self.start_on_main_thread(false);
        self.main_thread(Some(why));
        self.send_if_due();
    }

    fn start_on_main_thread(self: &Rc<Self>, broke: bool) {
        self.model(Model::Loading);
        let engine = Connection::to_main_thread(&self.loader, self.message_handler(), broke);
        self.state.borrow_mut().backend = Backend::MainThread(engine);
    }

    /// Puts another engine in the place of one that cannot be trusted any more.
    fn replace(self: &Rc<Self>) {
        self.state.borrow_mut().watch = None;
        let on_main_thread = matches!(self.state.borrow().backend, Backend::MainThread(_));
        if on_main_thread { self.start_on_main_thread(true) } else { self.start_worker() }
    }

    fn request(self: &Rc<Self>, revision: u32, text: EngineText) {
        let worth_it = {
            let state = self.state.borrow();
            state.model == Model::Loading && !matches!(state.backend, Backend::Unsupported)
        };
        let patience = worth_it.then(|| after(PATIENCE, self, Inner::send));
        self.state.borrow_mut().request = Some(Request::new(revision, text, patience));
        if !worth_it {
            self.send();
        }
    }

    /// Sends the request, unless it still waits for the model or has nothing to gain.
    fn send_if_due(self: &Rc<Self>) {
        let due = |request: &Request| {
            request.patience.is_none() && request.rules_broke.is_none() && !request.answered && !request.ended
        };
        if self.state.borrow().request.as_ref().is_some_and(due) {
            self.send();
        }
    }

    /// Has the request read with whatever is there by now.
    fn send(self: &Rc<Self>) {
        let unsupported = {
            let State { backend, request, stopping, .. } = &mut *self.state.borrow_mut();
            let Some(request) = request else { return };
            request.patience = None;
            // It is given up with the text that comes.
            *stopping = None;
            let (revision, text, rules_only) = (request.revision, &request.text, request.model_broke.is_some());
            if let Some(engine) = backend.engine() {
                engine.analyse(revision, text, rules_only);
            }
            matches!(backend, Backend::Unsupported)
        };
        if unsupported {
            self.fail(Failure::Unsupported);
        } else if self.state.borrow().watch.is_none() {
            self.watch();
        }
    }

    /// Expects the worker's next step within its time, if there is one to expect. While it is loaded, its files take as long as
    /// they take.
    fn watch(self: &Rc<Self>) {
        let State { backend, request, stopping, watch, .. } = &mut *self.state.borrow_mut();
        let works = request.as_ref().is_some_and(|request| request.patience.is_none() && !request.ended);
        let expected = matches!(backend, Backend::Worker { ready: true, .. }) && (works || stopping.is_some());
        *watch = expected.then(|| {
            after(STEP, self, |inner| {
                let lost = after(GRACE, inner, |inner| inner.lost(SILENT.to_owned()));
                inner.state.borrow_mut().watch = Some(lost);
            })
        });
    }

    fn message_handler(self: &Rc<Self>) -> Callback<EngineMessage> {
        let weak: Weak<Inner> = Rc::downgrade(self);
        Callback::from(move |message| {
            if let Some(inner) = weak.upgrade() {
                inner.handle_message(message);
            }
        })
    }

    fn handle_message(self: &Rc<Self>, message: EngineMessage) {
        match message {
            EngineMessage::Started => {
                if let Backend::Worker { silence, alive: false, .. } = &mut self.state.borrow_mut().backend {
                    *silence = Some(after(SILENCE, self, |inner| inner.refused("it never began", false)));
                }
            }
            EngineMessage::Alive => {
                if let Backend::Worker { silence, alive, .. } = &mut self.state.borrow_mut().backend {
                    (*silence, *alive) = (None, true);
                }
            }
            EngineMessage::Refused { message, not_loaded } => {
                let alive = matches!(self.state.borrow().backend, Backend::Worker { alive: true, .. });
                if alive { self.lost(message) } else { self.refused(&message, not_loaded) }
            }
            EngineMessage::NotLoaded { message } => self.fail(Failure::NotLoaded(message)),
            EngineMessage::Ready => {
                if let Backend::Worker { ready, .. } = &mut self.state.borrow_mut().backend {
                    *ready = true;
                }
                let is_worker = matches!(self.state.borrow().backend, Backend::Worker { .. });
                if is_worker {
                    self.main_thread(None);
                }
            }
            EngineMessage::Model => self.model_is_there(),
            EngineMessage::NoModel { message } => self.no_model(message),
            EngineMessage::Progress { revision, share } => self.reports.emit(Report::Progress { revision, share }),
            EngineMessage::Done { revision, complete, bytes } => match decode::<Analysis>(&bytes) {
                Ok(analysis) => self.done(revision, analysis, complete),
                Err(message) => self.lost(message),
            },
            EngineMessage::Evidence { revision, index, bytes } => match decode::<Evidence>(&bytes) {
                Ok(evidence) => self.reports.emit(Report::Evidence { revision, index, evidence: Rc::new(evidence) }),
                Err(message) => self.lost(message),
            },
            EngineMessage::Broken { revision: Some(revision), message } => self.broke(revision, message),
            EngineMessage::Broken { revision: None, message } => {
                let loading = matches!(self.state.borrow().backend, Backend::Worker { ready: false, .. });
                if loading { self.fail(Failure::Broke(message)) } else { self.lost(message) }
            }
        }
        self.watch();
    }

    fn refused(self: &Rc<Self>, message: &str, not_loaded: bool) {
        warn(&format!(
            "Reportedly has no background worker, and works on the page's own thread: {message} \
             (where the page has a content security policy, it has to allow `worker-src blob:`)"
        ));
        self.move_to_main_thread(if not_loaded {
            MainThreadReason::NotLoaded(message.to_owned())
        } else {
            MainThreadReason::Refused
        });
    }

    fn model_is_there(self: &Rc<Self>) {
        self.model(Model::Ready);
        let is_to_be_read = |request: &Request| request.model_broke.is_none() && !request.ended;
        if self.state.borrow().request.as_ref().is_some_and(is_to_be_read) {
            self.send();
        }
    }

    fn no_model(self: &Rc<Self>, message: String) {
        warn(&format!("Reportedly marks by rules only: {message}"));
        self.model(Model::Unusable(message));
        let (waits, failed) = {
            let state = &mut *self.state.borrow_mut();
            let waits = state.request.as_ref().is_some_and(|request| request.patience.is_some());
            (waits, state.request.take_if(|request| request.rules_broke.is_some() && !request.answered))
        };
        if let Some(Request { revision, rules_broke: Some(message), .. }) = failed {
            self.reports.emit(Report::TextFailed { revision, failure: Failure::Broke(message) });
        } else if waits {
            self.send();
        }
    }

    fn done(self: &Rc<Self>, revision: u32, analysis: Analysis, complete: bool) {
        let mut model_broke = None;
        {
            let State { request, stopping, .. } = &mut *self.state.borrow_mut();
            stopping.take_if(|stopped| *stopped == revision);
            if let Some(request) = request.as_mut().filter(|request| request.revision == revision) {
                request.answered = true;
                model_broke = request.model_broke.clone();
                request.ended |= model_broke.is_some() || !analysis.is_by_rules();
            }
        }
        if let Some(message) = model_broke {
            self.reports.emit(Report::ModelBroke { revision, message });
        }
        self.reports.emit(Report::Done { revision, analysis: Rc::new(analysis), complete });
    }

    /// The engine broke over this text. What it reads next it reads in another one.
    fn broke(self: &Rc<Self>, revision: u32, message: String) {
        let (stopped, remedy) = {
            let State { request, stopping, model, .. } = &mut *self.state.borrow_mut();
            let request = request.as_mut().filter(|request| request.revision == revision);
            let remedy =
                request.map(|request| request.broke(message, *model == Model::Ready, *model == Model::Loading));
            (stopping.take(), remedy)
        };
        self.replace();
        stopped.into_iter().for_each(|revision| self.ended(revision));
        remedy.into_iter().for_each(|remedy| self.carry_out(revision, remedy));
    }

    /// A reading was stopped before anything was found.
    fn ended(&self, revision: u32) {
        self.reports.emit(Report::Done { revision, analysis: Rc::default(), complete: false });
    }

    /// The engine is silent, or broke over nothing that is known.
    fn lost(self: &Rc<Self>, message: String) {
        let (stopped, remedy) = {
            let State { request, stopping, .. } = &mut *self.state.borrow_mut();
            let request = request.as_mut().filter(|request| !request.ended);
            (stopping.take(), request.map(|request| (request.revision, request.lost(message.clone()))))
        };
        warn(&format!("Reportedly's engine broke: {message}"));
        self.replace();
        stopped.into_iter().for_each(|revision| self.ended(revision));
        remedy.into_iter().for_each(|(revision, remedy)| self.carry_out(revision, remedy));
    }

    fn carry_out(self: &Rc<Self>, revision: u32, remedy: Remedy) {
        match remedy {
            // Where it has been read by rules, it is read again when the model is there.
            Remedy::ReadAgain => self.send_if_due(),
            Remedy::WaitForModel => {}
            Remedy::KeepMarks(message) => {
                warn(&format!("Reportedly marks by rules only: {message}"));
                self.reports.emit(Report::ModelBroke { revision, message });
            }
            Remedy::GiveUp(message) => {
                self.state.borrow_mut().request = None;
                let failure = if message == SILENT { Failure::Silent } else { Failure::Broke(message) };
                self.reports.emit(Report::TextFailed { revision, failure });
            }
        }
    }

    fn model(&self, model: Model) {
        let known = std::mem::replace(&mut self.state.borrow_mut().model, model.clone());
        if known != model {
            self.reports.emit(Report::Model(model));
        }
    }

    fn main_thread(&self, why: Option<MainThreadReason>) {
        let known = std::mem::replace(&mut self.state.borrow_mut().main_thread, why.clone());
        if known != why {
            self.reports.emit(Report::OnMainThread(why));
        }
    }

    /// There is no engine.
    fn fail(&self, failure: Failure) {
        let (waits, provisional) = {
            let State { backend, request, .. } = &mut *self.state.borrow_mut();
            *backend = if failure == Failure::Unsupported { Backend::Unsupported } else { Backend::None };
            let waits = request.take_if(|request| !request.answered).is_some();
            (waits, request.as_ref().is_some_and(|request| !request.ended))
        };
        match failure {
            // The marks of the rules stay, and the next text starts another engine.
            Failure::Broke(message) | Failure::NotLoaded(message) if !waits => {
                warn(&format!("Reportedly's engine could not be loaded: {message}"));
                if provisional {
                    self.model(Model::Unusable(message));
                }
            }
            failure => self.reports.emit(Report::EngineFailed(failure)),
        }
    }
}

/// Does something later, unless the engine has ended by then.
fn after(milliseconds: u32, inner: &Rc<Inner>, then: fn(&Rc<Inner>)) -> Timeout {
    let weak: Weak<Inner> = Rc::downgrade(inner);
    Timeout::new(milliseconds, move || {
        if let Some(inner) = weak.upgrade() {
            then(&inner);
        }
    })
}

/// Tells those who look for it what nobody else has to know.
fn warn(message: &str) {
    web_sys::console::warn_1(&message.into());
}
