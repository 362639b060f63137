//! The engine behind wasm-bindgen: text in, an analysis out as postcard bytes, in steps that a caller can stop between.

use std::sync::Arc;

use reportedly_engine::{Job as EngineJob, Model as EngineModel, Progress};
use wasm_bindgen::prelude::*;

/// Provides the engine's word lists, before the first job.
///
/// # Errors
/// When they are not this engine's own.
#[wasm_bindgen(js_name = provideWords)]
pub fn provide_words(words: String) -> Result<(), String> {
    reportedly_engine::provide_words(words).map_err(|error| error.to_string())
}

/// A trained model.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Model(Arc<EngineModel>);

#[wasm_bindgen]
impl Model {
    /// Reads a model file.
    ///
    /// # Errors
    /// When the bytes are no model, a damaged one, or one for another version of the engine; the error says which.
    #[wasm_bindgen(constructor)]
    pub fn new(file: &[u8]) -> Result<Model, String> {
        EngineModel::read(file).map(|model| Model(Arc::new(model))).map_err(|error| error.to_string())
    }
}

/// One analysis under way.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Job(EngineJob);

#[wasm_bindgen]
impl Job {
    /// Begins to analyse a canonical text by rules alone.
    #[wasm_bindgen(constructor)]
    pub fn new(text: String) -> Job {
        Job(EngineJob::new(text))
    }

    /// Begins to analyse a canonical text by rules and with a model, which stays usable for other texts.
    #[wasm_bindgen(js_name = withModel)]
    pub fn with_model(text: String, model: &Model) -> Job {
        Job(EngineJob::with_model(text, Arc::clone(&model.0)))
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
