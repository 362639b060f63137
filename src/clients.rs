//! Calls to the programs for files, links and web pages.
//!
//! They are loaded when somebody saves, opens or shares something, or pastes a web page, and run beside the page's thread. What passes are the
//! messages of `crates/protocol`.

pub(crate) mod extraction;
pub(crate) mod files;
pub(crate) mod links;

use js_sys::{Array, Uint8Array};
use reportedly_protocol::{Function, decode, encode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;

use crate::browser::error_message;

#[wasm_bindgen(module = "/web/page/clients.js")]
extern "C" {
    #[wasm_bindgen(catch, variadic, js_name = call)]
    async fn js_call(program: &str, function: &str, arguments: &Array) -> Result<JsValue, JsValue>;
    /// A web page as its article, or where its origin is given, a text with the lines of its page; and what is known of the page.
    #[wasm_bindgen(catch, js_name = readPage)]
    async fn read_page(text: &str, plain: &str, origin: &JsValue) -> Result<JsValue, JsValue>;
    /// Starts their worker once the browser is idle, so that the first call need not wait for it.
    #[wasm_bindgen(js_name = prepareCalls)]
    pub(crate) fn prepare_calls();
    /// Ends what the programs are doing.
    #[wasm_bindgen(js_name = stopCalls)]
    pub(crate) fn stop_calls();
    /// The module that loads programs; undefined while it is not there.
    pub(crate) fn loaded() -> JsValue;
    #[wasm_bindgen(js_name = bytesOf)]
    fn bytes_of(text: &str) -> Uint8Array;
}

async fn call(function: Function, arguments: &Array) -> Result<JsValue, String> {
    js_call(function.program(), function.name(), arguments).await.map_err(error_message)
}

/// A message as an argument.
fn argument(message: &impl Serialize) -> Result<JsValue, String> {
    Ok(Uint8Array::from(encode(message)?.as_slice()).into())
}

/// The message that a program returned.
fn message<T: DeserializeOwned>(returned: &JsValue) -> Result<T, String> {
    decode(&Uint8Array::new(returned).to_vec())
}
