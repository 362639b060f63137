//! The way to an engine: in a web worker, or on the page's own thread. Both are JavaScript, and are sent and send the same messages.

use js_sys::Object;
use reportedly_protocol::{EngineMessage, EngineRequest};
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use yew::Callback;

use super::{EngineText, message};

#[wasm_bindgen(module = "/web/runtime/engine-client.js")]
extern "C" {
    /// A name for a loader that has no address, in the place of one.
    #[wasm_bindgen(js_name = registerLoader)]
    pub fn register_loader(loader: &JsValue) -> String;
    /// Whether this browser has what the engine is built for.
    pub(super) fn supported() -> bool;

    type Client;
    #[wasm_bindgen(method)]
    fn post(this: &Client, message: &Object);
    #[wasm_bindgen(method, js_name = loadModel)]
    fn load_model(this: &Client);
    #[wasm_bindgen(method)]
    fn terminate(this: &Client);

    #[wasm_bindgen(extends = Client)]
    type EngineWorker;
    #[wasm_bindgen(constructor)]
    fn new(loader: &str, handler: &Closure<dyn Fn(JsValue)>) -> EngineWorker;

    #[wasm_bindgen(extends = Client)]
    type MainThreadEngine;
    #[wasm_bindgen(constructor)]
    fn new(loader: &str, handler: &Closure<dyn Fn(JsValue)>, broke: bool) -> MainThreadEngine;
}

/// `engine-client.js` imports these: a module lies beside it if Rust names it.
mod imported {
    use wasm_bindgen::prelude::wasm_bindgen;

    #[wasm_bindgen(module = "/web/runtime/engine-session.js")]
    extern "C" {
        type EngineSession;
    }

    #[wasm_bindgen(module = "/web/runtime/job-slices.js")]
    extern "C" {
        #[wasm_bindgen(js_name = runInSlices)]
        fn run_in_slices();
    }
}

/// The way to an engine. Dropping it ends the engine.
pub(super) struct Connection {
    client: Client,
    _handler: Closure<dyn Fn(JsValue)>,
}

impl Connection {
    /// Asks the browser for a worker, which it may refuse, and begins to load the engine. `loader` is the absolute address of
    /// `program-loader.js`.
    pub(super) fn to_worker(loader: &str, handler: Callback<EngineMessage>) -> Connection {
        let handler = closure(handler);
        Connection { client: EngineWorker::new(loader, &handler).into(), _handler: handler }
    }

    /// Begins to load the engine onto this thread; anew, if it was loaded before and `broke`.
    pub(super) fn to_main_thread(loader: &str, handler: Callback<EngineMessage>, broke: bool) -> Connection {
        let handler = closure(handler);
        Connection { client: MainThreadEngine::new(loader, &handler, broke).into(), _handler: handler }
    }

    /// Has a text read, by rules alone if the model is not there or not wanted.
    pub(super) fn analyse(&self, revision: u32, given: &EngineText, rules_only: bool) {
        let EngineText { text, known } = given;
        self.send(EngineRequest::Analyse { revision, text, known, rules_only });
    }

    pub(super) fn stop(&self) {
        self.send(EngineRequest::Stop);
    }

    /// Asks what there is to say for an annotation.
    pub(super) fn request_evidence(&self, revision: u32, index: usize) {
        self.send(EngineRequest::Evidence { revision, index: index as u32 });
    }

    /// Tries once more to get the model.
    pub(super) fn load_model(&self) {
        self.client.load_model();
    }

    fn send(&self, request: EngineRequest<'_>) {
        self.client.post(&message::object(request));
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.client.terminate();
    }
}

fn closure(handler: Callback<EngineMessage>) -> Closure<dyn Fn(JsValue)> {
    Closure::new(move |data| handler.emit(message::read(data)))
}
