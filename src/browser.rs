//! What the page asks of the browser.

pub(crate) mod clipboard;
pub(crate) mod dialog;
pub(crate) mod files;
pub(crate) mod history;
pub(crate) mod input;
pub(crate) mod sharing;

use wasm_bindgen::JsValue;

/// The message of what was thrown.
pub(crate) fn error_message(error: JsValue) -> String {
    let message = js_sys::Reflect::get(&error, &"message".into()).ok().and_then(|message| message.as_string());
    error.as_string().or(message).unwrap_or_default()
}
