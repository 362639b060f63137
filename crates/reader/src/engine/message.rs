//! The engine's messages as the objects of JavaScript that a worker sends and is sent.

use js_sys::{ArrayBuffer, Object, Reflect, Uint8Array};
use reportedly_protocol::{EngineMessage, EngineRequest, Field, Fields};
use wasm_bindgen::{JsCast, JsValue};

/// Reads a message of the worker. A message that is none is a failure of the worker, and is reported as such.
pub(super) fn read(data: JsValue) -> EngineMessage {
    EngineMessage::read(&Received(data)).unwrap_or_else(|| EngineMessage::Broken {
        revision: None,
        message: "an unknown message from the engine".into(),
    })
}

/// The object that a worker is sent.
pub(super) fn object(request: EngineRequest<'_>) -> Object {
    let object = Object::new();
    for (name, field) in request.fields() {
        let value = match field {
            Field::Number(number) => number.into(),
            Field::Text(text) => text.into(),
            Field::Flag(flag) => flag.into(),
        };
        Reflect::set(&object, &name.into(), &value).expect("a new object takes any field");
    }
    object
}

struct Received(JsValue);

impl Received {
    fn field(&self, name: &str) -> Option<JsValue> {
        Reflect::get(&self.0, &name.into()).ok()
    }
}

impl Fields for Received {
    fn text(&self, name: &str) -> Option<String> {
        self.field(name)?.as_string()
    }

    fn number(&self, name: &str) -> Option<f64> {
        self.field(name)?.as_f64()
    }

    fn flag(&self, name: &str) -> Option<bool> {
        self.field(name)?.as_bool()
    }

    fn bytes(&self, name: &str) -> Option<Vec<u8>> {
        Some(Uint8Array::new(self.field(name)?.dyn_ref::<ArrayBuffer>()?).to_vec())
    }
}
