//! Moves within a text that is read, as entries of the tab's history: Back undoes them.

use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

#[wasm_bindgen(module = "/web/page/navigation.js")]
extern "C" {
    /// How many moves between text and panel the tab's entry of the history is after.
    pub(super) fn depth() -> u32;
    /// Adds an entry after one move more, or goes back to the one after so many.
    #[wasm_bindgen(js_name = setDepth)]
    pub(super) fn set_depth(depth: u32);
    /// Whether the tab's entry of the history is one between which the moves of what is read lie.
    #[wasm_bindgen(js_name = isWithinReading)]
    pub(super) fn is_within_reading() -> bool;
    /// Another text begins: the moves so far are those of the one before.
    #[wasm_bindgen(js_name = forgetMoves)]
    pub(super) fn forget_moves();
    /// Goes back to the entry before the text was read.
    #[wasm_bindgen(js_name = leaveReading)]
    pub(super) fn leave_reading();
    /// Adds an entry for another text, where the last one is of a text that is read.
    #[wasm_bindgen(js_name = beginEntry)]
    pub(super) fn begin_entry();
    /// Scrolls to the top of the page.
    #[wasm_bindgen(js_name = scrollToTop)]
    pub(super) fn scroll_to_top();
    /// Puts the focus on an element, and leaves the page where it is.
    #[wasm_bindgen(js_name = focusInPlace)]
    pub(super) fn focus_in_place(element: &HtmlElement);
    /// The width and height of the window, in CSS pixels.
    #[wasm_bindgen(js_name = windowSize)]
    fn window_size() -> Vec<f64>;
}

/// The width and height of the window, in CSS pixels.
pub(super) fn window() -> (u32, u32) {
    let size = window_size();
    let side = |at: usize| size.get(at).copied().unwrap_or_default() as u32;
    (side(0), side(1))
}
