//! What an engine says, wherever it runs.

use js_sys::{ArrayBuffer, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

/// A message of an engine. `web/runtime/engine-worker.js` and `engine-client.js` list the same messages.
#[derive(Debug)]
pub(super) enum Message {
    /// The browser has been asked for a worker.
    Started,
    /// The worker's file runs; the engine is not loaded yet.
    Alive,
    /// There is no worker: the browser refuses it, or its file could not be loaded. When it was alive, it broke.
    Refused { message: String, not_loaded: bool },
    /// A file of the engine could not be loaded.
    NotLoaded { message: String },
    /// The engine has been loaded.
    Ready,
    /// The model has been loaded: analyses that begin from now on use it.
    Model,
    /// The model is missing or unusable.
    NoModel { message: String },
    /// Part of the work is done.
    Progress { revision: u32, share: f64 },
    /// An analysis has ended. `bytes` is a postcard-encoded `Analysis`.
    Done { revision: u32, complete: bool, bytes: Vec<u8> },
    /// What the model thinks of an annotation, by its index in the analysis. `bytes` is a postcard-encoded `Evidence`.
    Evidence { revision: u32, why: usize, bytes: Vec<u8> },
    /// The engine broke over this text, or over something else. It cannot be used any more.
    Broken { revision: Option<u32>, message: String },
}

impl Message {
    /// Reads a message of the worker. A message that is none is a failure of the worker, and is told as such.
    pub(super) fn read(data: &JsValue) -> Message {
        Self::known(data)
            .unwrap_or_else(|| Message::Broken { revision: None, message: "an unknown message from the engine".into() })
    }

    fn known(data: &JsValue) -> Option<Message> {
        let field = |name: &str| Reflect::get(data, &name.into()).ok();
        let number = |name: &str| field(name)?.as_f64();
        let revision = || number("revision").map(|revision| revision as u32);
        let bytes = || Some(Uint8Array::new(field("bytes")?.dyn_ref::<ArrayBuffer>()?).to_vec());
        let message = || field("message")?.as_string();
        Some(match &*field("kind")?.as_string()? {
            "started" => Message::Started,
            "alive" => Message::Alive,
            "refused" => Message::Refused { message: message()?, not_loaded: field("notLoaded")?.is_truthy() },
            "not-loaded" => Message::NotLoaded { message: message()? },
            "ready" => Message::Ready,
            "model" => Message::Model,
            "no-model" => Message::NoModel { message: message()? },
            "progress" => Message::Progress { revision: revision()?, share: number("share")? },
            "done" => Message::Done { revision: revision()?, complete: field("complete")?.as_bool()?, bytes: bytes()? },
            "evidence" => Message::Evidence { revision: revision()?, why: number("why")? as usize, bytes: bytes()? },
            "broken" => Message::Broken { revision: revision(), message: message()? },
            _ => return None,
        })
    }
}
