//! How long the page takes from a paste to its marks, for benchmarks.

use crate::page::{Page, State};

/// Waits for what the page measures itself: from the paste until its marks have been painted, in milliseconds.
const MEASURE: &str = "return new Promise(done => {
    const look = () => {
        const [measure] = performance.getEntriesByName('reportedly:paste-to-marks', 'measure');
        if (measure) done(measure.duration); else requestAnimationFrame(look);
    };
    look();
})";

/// Forgets it, so that the next one is not taken for it.
const FORGET: &str = "performance.clearMeasures(); return null";

/// Pastes a text twice, each time into an empty box, and returns the milliseconds until its marks were painted.
pub async fn two_pastes(page: &Page, text: &str) -> [f64; 2] {
    let mut times = [0.0; 2];
    for time in &mut times {
        page.paste(text).await;
        page.wait_for(State::Ready).await;
        *time = page.script(MEASURE, Vec::new()).await;
        page.script::<()>(FORGET, Vec::new()).await;
        page.click("[data-testid=new]").await;
    }
    times
}
