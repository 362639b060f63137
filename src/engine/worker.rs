use gloo_events::EventListener;
use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ErrorEvent, MessageEvent};
use yew::Callback;

use super::message::Message;

#[wasm_bindgen(module = "/src/engine/load.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = startWorker)]
    fn start_worker(url: &str) -> Result<web_sys::Worker, JsValue>;
}

/// The engine in a web worker.
pub(super) struct Worker {
    worker: web_sys::Worker,
    _listeners: [EventListener; 2],
}

impl Worker {
    /// Starts it.
    ///
    /// # Errors
    /// When the browser has no workers or refuses this one outright. A refusal may also come later, as
    /// [`Message::Failed`], or not at all.
    pub(super) fn start(url: &str, hear: Callback<Message>) -> Result<Worker, JsValue> {
        let worker = start_worker(url)?;
        let heard = hear.clone();
        let on_message = EventListener::new(&worker, "message", move |event| {
            if let Some(event) = event.dyn_ref::<MessageEvent>() {
                heard.emit(Message::read(&event.data()));
            }
        });
        let on_error = EventListener::new(&worker, "error", move |event| {
            // A worker that could not be fetched reports a plain event without words.
            let message = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message).unwrap_or_default();
            hear.emit(Message::Failed { message });
        });
        Ok(Worker { worker, _listeners: [on_message, on_error] })
    }

    pub(super) fn analyse(&self, revision: u32, text: &str) {
        self.post(&[("revision", revision.into()), ("text", text.into())]);
    }

    pub(super) fn stop(&self) {
        self.post(&[("stop", JsValue::TRUE)]);
    }

    /// Asks what there is to say for an annotation.
    pub(super) fn weigh(&self, revision: u32, at: usize) {
        self.post(&[("revision", revision.into()), ("why", (at as u32).into())]);
    }

    /// Tries once more to get the model.
    pub(super) fn load_model(&self) {
        self.post(&[("model", JsValue::TRUE)]);
    }

    fn post(&self, fields: &[(&str, JsValue)]) {
        let message = Object::new();
        for (name, value) in fields {
            Reflect::set(&message, &(*name).into(), value).expect("a new object takes any field");
        }
        self.worker.post_message(&message).expect("numbers, strings and flags can be cloned");
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}
