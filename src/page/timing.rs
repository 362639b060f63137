//! How long a person waits for what is asked for, in the browser's performance timeline.

use reportedly_reader::after_paint;

/// A stretch of time: the names of its start and of its measure.
pub(crate) type Stretch = (&'static str, &'static str);

/// From a text to the frame that shows its marks.
pub(super) const PASTE_TO_MARKS: Stretch = ("reportedly:paste", "reportedly:paste-to-marks");

/// Remembers when a stretch began.
pub(crate) fn mark((start, _): Stretch) {
    if let Some(performance) = web_sys::window().and_then(|window| window.performance()) {
        performance.mark(start).expect("any name can be marked");
    }
}

/// Measures from then to the frame that shows what is rendered now. It must have begun.
pub(crate) fn measure((start, name): Stretch) {
    after_paint(move || {
        let performance = web_sys::window().and_then(|window| window.performance());
        if let Some(performance) = performance {
            performance.measure_with_start_mark(name, start).expect("the start was marked before");
        }
    });
}
