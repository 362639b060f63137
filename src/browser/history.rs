//! The tab's history: which draft an entry is about, and the link in the address.

use js_sys::Array;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/web/page/history.js")]
extern "C" {
    #[wasm_bindgen(js_name = historyEntry)]
    fn history_entry() -> Option<Array>;
    /// Says in the tab's history which draft is open and whether it is read: in this entry, or in a new one that comes
    /// after one about the draft's text.
    #[wasm_bindgen(js_name = setHistoryEntry)]
    pub(crate) fn set_entry(draft: &str, reading: bool, push: bool);
    /// The link in the page's address; empty where there is none.
    #[wasm_bindgen(js_name = linkInAddress)]
    pub(crate) fn link_in_address() -> String;
    /// One entry back in the tab's history.
    #[wasm_bindgen(js_name = goBack)]
    pub(crate) fn go_back();
}

/// Where the tab is in its history: which draft, and whether it is read.
pub(crate) fn current_entry() -> Option<(String, bool)> {
    let entry = history_entry()?;
    let text = |at| entry.get(at).as_string().unwrap_or_default();
    Some((text(0), !text(1).is_empty()))
}
