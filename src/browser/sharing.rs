//! Links that are handed over to the system, and the page's own address.

use wasm_bindgen::prelude::*;

use super::error_message;

#[wasm_bindgen(module = "/web/page/sharing.js")]
extern "C" {
    /// Whether the system can be given a link.
    #[wasm_bindgen(js_name = canSend)]
    pub(crate) fn can_send() -> bool;
    #[wasm_bindgen(catch)]
    async fn send(title: &str, url: &str) -> Result<JsValue, JsValue>;
    /// The address of the page that links lead to, without a fragment: this page, or another one where this page is a file.
    #[wasm_bindgen(js_name = linkTarget)]
    pub(crate) fn link_target() -> String;
}

/// Hands a link over to the system.
pub(crate) async fn send_link(title: &str, url: &str) -> Result<(), String> {
    send(title, url).await.map(drop).map_err(error_message)
}
