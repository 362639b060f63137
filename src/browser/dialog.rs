//! The dialog over the page.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/web/page/dialog.js")]
extern "C" {
    /// Opens the dialog that is in an element.
    #[wasm_bindgen(js_name = showDialog)]
    pub(crate) fn show(root: &web_sys::Element);
    /// Closes it, and leads the keyboard back to where it was.
    #[wasm_bindgen(js_name = closeDialog)]
    pub(crate) fn close(root: &web_sys::Element);
}
