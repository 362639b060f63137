//! How long the page takes from a paste to its marks, for benchmarks.

use serde_json::json;

use crate::page::{Page, State};

/// Waits for what the page measures itself: from the paste until its marks have been painted. Returns how long that took, and when it was,
/// counted from the beginning of the page's load; in milliseconds.
const MEASURE: &str = "return new Promise(done => {
    const look = () => {
        const [measure] = performance.getEntriesByName('reportedly:paste-to-marks', 'measure');
        if (measure) done([measure.duration, measure.startTime + measure.duration]); else requestAnimationFrame(look);
    };
    look();
})";

/// Pastes a text as soon as there is a box for it, before the program is there.
const PASTE_EARLY: &str = "addEventListener('DOMContentLoaded', () => setTimeout(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', TEXT);
    const box = document.querySelector('textarea');
    box.focus();
    box.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    box.value ||= TEXT;
}))";

/// Forgets it, so that the next one is not taken for it.
const FORGET: &str = "performance.clearMeasures(); return null";

/// Opens the page twice with a text that is pasted at once, and returns the milliseconds from each opening until the marks were painted.
pub async fn two_openings(page: &Page, text: &str) -> [f64; 2] {
    let script = json!({ "source": PASTE_EARLY.replace("TEXT", &json!(text).to_string()) });
    page.tell_chromium("add a script", "Page.addScriptToEvaluateOnNewDocument", script).await;
    let mut times = [0.0; 2];
    for time in &mut times {
        page.open("").await;
        page.wait_for(State::Ready).await;
        [_, *time] = page.script::<[f64; 2]>(MEASURE, Vec::new()).await;
    }
    times
}

/// Pastes a text twice, each time into an empty box, and returns the milliseconds until its marks were painted.
pub async fn two_pastes(page: &Page, text: &str) -> [f64; 2] {
    let mut times = [0.0; 2];
    for time in &mut times {
        page.paste(text).await;
        page.wait_for(State::Ready).await;
        [*time, _] = page.script::<[f64; 2]>(MEASURE, Vec::new()).await;
        page.script::<()>(FORGET, Vec::new()).await;
        page.click("[data-testid=new]").await;
    }
    times
}
