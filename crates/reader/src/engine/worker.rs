//! The engine in a web worker.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use yew::Callback;

use super::message::Message;

#[wasm_bindgen(module = "/web/runtime/engine-client.js")]
extern "C" {
    /// A name for a loader that has no address, in the place of one.
    #[wasm_bindgen(js_name = registerLoader)]
    pub fn register_loader(loader: &JsValue) -> String;
    type EngineWorker;
    #[wasm_bindgen(constructor)]
    fn new(loader: &str, hear: &Closure<dyn Fn(JsValue)>) -> EngineWorker;
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
    _hear: Closure<dyn Fn(JsValue)>,
}

impl Worker {
    /// Asks the browser for one, which may refuse it, and begins to load the engine. `loader` is the absolute address of
    /// `program-loader.js`.
    pub(super) fn start(loader: &str, hear: Callback<Message>) -> Worker {
        let hear = Closure::new(move |data| hear.emit(Message::read(&data)));
        Worker { worker: EngineWorker::new(loader, &hear), _hear: hear }
    }

    /// Has a text read, by rules alone if the model is not there or not wanted.
    pub(super) fn analyse(&self, revision: u32, text: &str, rules_only: bool) {
        self.post(&[("revision", revision.into()), ("text", text.into()), ("rules", rules_only.into())]);
    }

    pub(super) fn stop(&self) {
        self.post(&[("stop", JsValue::TRUE)]);
    }

    /// Asks what there is to say for an annotation.
    pub(super) fn request_evidence(&self, revision: u32, index: usize) {
        self.post(&[("revision", revision.into()), ("why", (index as u32).into())]);
    }

    /// Tries once more to get the model.
    pub(super) fn load_model(&self) {
        self.worker.load_model();
    }

    fn post(&self, fields: &[(&str, JsValue)]) {
        let message = Object::new();
        for (name, value) in fields {
            Reflect::set(&message, &(*name).into(), value).expect("a new object takes any field");
        }
        self.worker.post(&message);
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}
