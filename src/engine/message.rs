use js_sys::{ArrayBuffer, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

/// What an engine says, wherever it runs. `static/engine-worker.js` lists the same messages.
#[derive(Debug)]
pub(super) enum Message {
    /// The worker's file runs; the engine is not loaded yet.
    Alive,
    /// This browser lacks what the engine is built for. Nothing else will come.
    Unsupported,
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
    /// What the model thinks of an annotation, by its place in the analysis. `bytes` is a postcard-encoded `Evidence`.
    Evidence { revision: u32, why: usize, bytes: Vec<u8> },
    /// The engine broke or could not be loaded.
    Failed { message: String },
}

impl Message {
    /// Reads a message of the worker. A message that is none is a failure of the worker, and is told as such.
    pub(super) fn read(data: &JsValue) -> Message {
        Self::known(data).unwrap_or_else(|| Message::Failed { message: "an unknown message from the engine".into() })
    }

    fn known(data: &JsValue) -> Option<Message> {
        let field = |name: &str| Reflect::get(data, &name.into()).ok();
        let revision = || field("revision")?.as_f64().map(|revision| revision as u32);
        let bytes = || Some(Uint8Array::new(field("bytes")?.dyn_ref::<ArrayBuffer>()?).to_vec());
        Some(match &*field("kind")?.as_string()? {
            "alive" => Message::Alive,
            "unsupported" => Message::Unsupported,
            "ready" => Message::Ready,
            "model" => Message::Model,
            "no-model" => Message::NoModel { message: field("message")?.as_string()? },
            "progress" => Message::Progress { revision: revision()?, share: field("share")?.as_f64()? },
            "done" => Message::Done { revision: revision()?, complete: field("complete")?.as_bool()?, bytes: bytes()? },
            "evidence" => {
                Message::Evidence { revision: revision()?, why: field("why")?.as_f64()? as usize, bytes: bytes()? }
            }
            "failed" => Message::Failed { message: field("message")?.as_string()? },
            _ => return None,
        })
    }
}
