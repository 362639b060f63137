//! The engine behind wasm-bindgen: text in, an analysis out as postcard bytes, in steps that a caller can stop between.
use reportedly_engine::{Job as EngineJob, Progress};
use wasm_bindgen::prelude::*;

/// One analysis under way.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Job(EngineJob);

#[wasm_bindgen]
impl Job {
    /// Begins to analyse a canonical text.
    #[wasm_bindgen(constructor)]
    pub fn new(text: String) -> Job {
        Job(EngineJob::new(text))
    }

    /// Does a few milliseconds of work. Returns the share that is done; 1 when all is.
    pub fn step(&mut self) -> f64 {
        match self.0.step() {
            Progress::Working(share) => f64::from(share).min(0.999),
            Progress::Done => 1.0,
        }
    }

    /// Takes the result, a postcard-encoded `Analysis`.
    ///
    /// # Errors
    /// When it cannot be encoded, which would be a mistake of this program.
    pub fn finish(self) -> Result<Vec<u8>, JsError> {
        Ok(postcard::to_allocvec(&self.0.finish())?)
    }
}

fn main() {}
