//! The engine on the main thread, for browsers and sites that refuse workers.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use js_sys::Uint8Array;
use reportedly_protocol::EngineMessage;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;
use yew::platform::time::sleep;

/// How long the engine may hold the main thread at a time, in milliseconds: less than a frame.
const SLICE: f64 = 10.0;

#[wasm_bindgen(module = "/web/runtime/engine-client.js")]
extern "C" {
    /// Whether this browser has what the engine is built for.
    pub(super) fn supported() -> bool;

    /// Loads the engine that lies beside the loader.
    #[wasm_bindgen(catch)]
    async fn load(loader: &str) -> Result<JsValue, JsValue>;

    /// Has it loaded anew the next time: it broke.
    #[wasm_bindgen(catch)]
    async fn forget(loader: &str) -> Result<JsValue, JsValue>;

    /// Gets the bytes of the model that lies there too.
    #[wasm_bindgen(catch)]
    async fn download(loader: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch)]
    fn read(engine: &JsValue, bytes: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch)]
    fn begin(engine: &JsValue, model: &JsValue, text: &str) -> Result<Job, JsValue>;

    type Job;
    #[wasm_bindgen(method, catch)]
    fn finish(this: &Job) -> Result<Uint8Array, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn evidence(this: &Job, index: u32) -> Result<Option<Uint8Array>, JsValue>;
    #[wasm_bindgen(method)]
    fn free(this: &Job);
}

#[wasm_bindgen(module = "/web/runtime/job-slices.js")]
extern "C" {
    /// Works on a job for so many milliseconds at a time, as long as it is to go on. Returns the share that is done.
    #[wasm_bindgen(js_name = runInSlices, catch)]
    async fn run_in_slices(
        job: &Job,
        milliseconds: f64,
        goes_on: &Closure<dyn FnMut(f64) -> bool>,
    ) -> Result<JsValue, JsValue>;
}

/// The engine on the main thread, in slices.
pub(super) struct MainThreadEngine(Rc<Shared>);

struct Shared {
    /// Where `program-loader.js` is.
    loader: String,
    engine: RefCell<Option<JsValue>>,
    /// The bytes of the model, until there is an engine that can read them.
    unread: RefCell<Option<JsValue>>,
    model: RefCell<Option<JsValue>>,
    /// The newest request that has not begun, and whether the model is not to be used for it.
    wanted: RefCell<Option<(u32, Rc<str>, bool)>>,
    /// The last text that was read, by its revision, and its job, which can be asked why.
    last: RefCell<Option<(u32, Job)>>,
    stopped: Cell<bool>,
    busy: Cell<bool>,
    handler: Callback<EngineMessage>,
}

impl MainThreadEngine {
    /// Begins to load it; anew, if it was loaded before and `broke`.
    pub(super) fn start(loader: &str, handler: Callback<EngineMessage>, broke: bool) -> MainThreadEngine {
        let shared = Rc::new(Shared {
            loader: loader.to_owned(),
            engine: RefCell::default(),
            unread: RefCell::default(),
            model: RefCell::default(),
            wanted: RefCell::default(),
            last: RefCell::default(),
            stopped: Cell::new(false),
            busy: Cell::new(false),
            handler,
        });
        shared.load(broke);
        shared.load_model();
        MainThreadEngine(shared)
    }

    /// Tries once more to get the model.
    pub(super) fn load_model(&self) {
        self.0.load_model();
    }

    /// Has a text read, by rules alone if the model is not there or not wanted.
    pub(super) fn analyse(&self, revision: u32, text: Rc<str>, rules_only: bool) {
        self.0.stopped.set(false);
        *self.0.wanted.borrow_mut() = Some((revision, text, rules_only));
        self.0.work();
    }

    pub(super) fn stop(&self) {
        self.0.stopped.set(true);
    }

    /// Asks what there is to say for an annotation. The answer comes later, when what asked for it has been painted.
    pub(super) fn request_evidence(&self, revision: u32, index: usize) {
        let weak = Rc::downgrade(&self.0);
        spawn_local(async move {
            sleep(std::time::Duration::ZERO).await;
            if let Some(shared) = weak.upgrade() {
                shared.request_evidence(revision, index);
            }
        });
    }
}

impl Shared {
    /// Gets the engine.
    fn load(self: &Rc<Self>, broke: bool) {
        let (weak, loader) = (Rc::downgrade(self), self.loader.clone());
        spawn_local(async move {
            if broke {
                // If the loader is not there, `load` says so.
                let _ = forget(&loader).await;
            }
            let loaded = load(&loader).await;
            let Some(shared) = weak.upgrade() else { return };
            match loaded {
                Ok(engine) => {
                    *shared.engine.borrow_mut() = Some(engine);
                    shared.handler.emit(EngineMessage::Ready);
                    shared.read();
                    shared.work();
                }
                Err(error) => shared.handler.emit(EngineMessage::NotLoaded { message: words(&error) }),
            }
        });
    }

    /// Gets the model, while the engine is loaded.
    fn load_model(self: &Rc<Self>) {
        let (weak, loader) = (Rc::downgrade(self), self.loader.clone());
        spawn_local(async move {
            let loaded = download(&loader).await;
            let Some(shared) = weak.upgrade() else { return };
            match loaded {
                Ok(bytes) => {
                    *shared.unread.borrow_mut() = Some(bytes);
                    shared.read();
                }
                Err(error) => shared.handler.emit(EngineMessage::NoModel { message: words(&error) }),
            }
        });
    }

    /// Reads the model as soon as both engine and model are there.
    fn read(&self) {
        let read = {
            let engine = self.engine.borrow();
            let Some((engine, bytes)) = engine.as_ref().and_then(|engine| Some((engine, self.unread.take()?))) else {
                return;
            };
            read(engine, &bytes)
        };
        self.handler.emit(match read {
            Ok(model) => {
                *self.model.borrow_mut() = Some(model);
                EngineMessage::Model
            }
            Err(error) => EngineMessage::NoModel { message: words(&error) },
        });
    }

    /// Says what there is to say for an annotation, if its text is still the last one.
    fn request_evidence(&self, revision: u32, index: usize) {
        let evidence = match &*self.last.borrow() {
            Some((last, job)) if *last == revision => job.evidence(index as u32),
            _ => return,
        };
        match evidence {
            Ok(Some(bytes)) => self.handler.emit(EngineMessage::Evidence { revision, index, bytes: bytes.to_vec() }),
            Ok(None) => {}
            Err(error) => self.handler.emit(EngineMessage::Broken { revision: None, message: words(&error) }),
        }
    }

    /// Begins to work off what is wanted, unless that is being done or cannot be done yet.
    fn work(self: &Rc<Self>) {
        if self.engine.borrow().is_none() || self.busy.replace(true) {
            return;
        }
        let weak = Rc::downgrade(self);
        spawn_local(async move {
            let ended = work(&weak).await;
            if let Some(shared) = weak.upgrade() {
                shared.busy.set(false);
                if let Err((revision, error)) = ended {
                    shared.handler.emit(EngineMessage::Broken { revision: Some(revision), message: words(&error) });
                }
            }
        });
    }
}

/// What a thrown thing says.
fn words(error: &JsValue) -> String {
    let error: &js_sys::Object = wasm_bindgen::JsCast::unchecked_ref(error);
    error.to_string().into()
}

/// Works until nothing is wanted any more, or the engine has been dropped. An error comes with the text that it broke over.
async fn work(shared: &Weak<Shared>) -> Result<(), (u32, JsValue)> {
    loop {
        let (revision, job) = {
            let Some(shared) = shared.upgrade() else { return Ok(()) };
            let Some((revision, text, rules_only)) = shared.wanted.take() else { return Ok(()) };
            if let Some((_, last)) = shared.last.take() {
                last.free();
            }
            let engine = shared.engine.borrow();
            let engine = engine.as_ref().expect("work begins when the engine has been loaded");
            let model = shared.model.borrow().clone().filter(|_| !rules_only).unwrap_or_default();
            (revision, begin(engine, &model, &text).map_err(|error| (revision, error))?)
        };
        run(shared, revision, job).await.map_err(|error| (revision, error))?;
    }
}

/// Works on one text until it is done, stopped, out of date or nobody waits for it.
async fn run(shared: &Weak<Shared>, revision: u32, job: Job) -> Result<(), JsValue> {
    let weak = shared.clone();
    let goes_on = Closure::new(move |share| {
        let Some(shared) = weak.upgrade() else { return false };
        shared.handler.emit(EngineMessage::Progress { revision, share });
        shared.wanted.borrow().is_none() && !shared.stopped.get()
    });
    let share = run_in_slices(&job, SLICE, &goes_on).await?.as_f64().ok_or("a share is a number")?;
    let Some(shared) = shared.upgrade().filter(|shared| shared.wanted.borrow().is_none()) else {
        job.free();
        return Ok(());
    };
    let bytes = job.finish()?.to_vec();
    *shared.last.borrow_mut() = Some((revision, job));
    shared.handler.emit(EngineMessage::Done { revision, complete: share >= 1.0, bytes });
    Ok(())
}
