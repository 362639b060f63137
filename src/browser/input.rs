//! Events of the page and of the browser.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/web/page/input.js")]
extern "C" {
    /// Whether another site shows this page in a frame.
    #[wasm_bindgen(js_name = isFramed)]
    pub(crate) fn is_framed() -> bool;
    /// Calls the handler about other tabs, the tab's history, and the page's end: with a word each.
    #[wasm_bindgen(js_name = listenToBrowser)]
    pub(crate) fn listen_to_browser(handler: &Closure<dyn Fn(String)>);
    /// Calls the handler with the events of the page.
    pub(crate) fn listen(root: &web_sys::Element, handler: &Closure<dyn Fn(web_sys::Event)>);
}
