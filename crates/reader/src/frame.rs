//! What can wait until the browser has painted.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Does something once the frame that shows what is rendered now has been painted. In a page that nobody sees it waits until
/// somebody does.
pub fn after_paint(done: impl FnOnce() + 'static) {
    let Some(window) = web_sys::window() else { return };
    // A frame's callbacks run before it is painted, a timer that they set runs after.
    let frame = Closure::once_into_js(move || gloo_timers::callback::Timeout::new(0, done).forget());
    window.request_animation_frame(frame.unchecked_ref()).expect("a window has frames");
}
