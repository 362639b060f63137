//! Small choices of a person, which hold for all texts.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/web/page/preferences.js")]
extern "C" {
    /// A choice; empty where none was made.
    #[wasm_bindgen(js_name = preference)]
    pub(crate) fn get(name: &str) -> String;
    /// Stores a choice.
    #[wasm_bindgen(js_name = setPreference)]
    pub(crate) fn set(name: &str, value: &str);
}
