//! The engine in a web worker.

use js_sys::Object;
use reportedly_protocol::{EngineMessage, EngineRequest};
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use yew::Callback;

use super::message;

#[wasm_bindgen(module = "/web/runtime/engine-client.js")]
extern "C" {
    /// A name for a loader that has no address, in the place of one.
    #[wasm_bindgen(js_name = registerLoader)]
    pub fn register_loader(loader: &JsValue) -> String;
    type EngineWorker;
    #[wasm_bindgen(constructor)]
    fn new(loader: &str, handler: &Closure<dyn Fn(JsValue)>) -> EngineWorker;
    #[wasm_bindgen(method)]
    fn post(this: &EngineWorker, message: &Object);
    #[wasm_bindgen(method, js_name = loadModel)]
    fn load_model(this: &EngineWorker);
    #[wasm_bindgen(method)]
    fn terminate(this: &EngineWorker);
}

/// The engine in a web worker.
pub(super) struct Worker {
    worker: EngineWorker,
    _handler: Closure<dyn Fn(JsValue)>,
}

impl Worker {
    /// Asks the browser for one, which may refuse it, and begins to load the engine. `loader` is the absolute address of
    /// `program-loader.js`.
    pub(super) fn start(loader: &str, handler: Callback<EngineMessage>) -> Worker {
        let handler = Closure::new(move |data| handler.emit(message::read(data)));
        Worker { worker: EngineWorker::new(loader, &handler), _handler: handler }
    }

    /// Has a text read, by rules alone if the model is not there or not wanted.
    pub(super) fn analyse(&self, revision: u32, text: &str, rules_only: bool) {
        self.send(EngineRequest::Analyse { revision, text, rules_only });
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
        self.worker.load_model();
    }

    fn send(&self, request: EngineRequest<'_>) {
        self.worker.post(&message::object(request));
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}
