//! How long it takes from a text to its marks, in the browser's performance timeline.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

const PASTED: &str = "reportedly:paste";
const MARKED: &str = "reportedly:paste-to-marks";

/// Remembers when a text came.
pub(super) fn mark() {
    if let Some(performance) = web_sys::window().and_then(|window| window.performance()) {
        performance.mark(PASTED).expect("any name can be marked");
    }
}

/// Measures from then to the frame that shows the marks.
pub(super) fn measure() {
    let Some(window) = web_sys::window() else { return };
    let painted = || {
        let performance = web_sys::window().and_then(|window| window.performance());
        if let Some(performance) = performance {
            performance.measure_with_start_mark(MARKED, PASTED).expect("the start was marked when the text came");
        }
    };
    // A frame's callbacks run before it is painted, a timer that they set runs after.
    let frame = Closure::once_into_js(move || gloo_timers::callback::Timeout::new(0, painted).forget());
    window.request_animation_frame(frame.unchecked_ref()).expect("a window has frames");
}
