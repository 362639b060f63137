//! The engine behind wasm-bindgen: text in, an analysis out as bytes of `crates/protocol`, in steps that a caller can stop between, and
//! afterwards what there is to say for a single mark.

use std::sync::Arc;

use reportedly_document::{Annotation, KnownLines};
use reportedly_engine::{Job as EngineJob, Model as EngineModel, Progress};
use reportedly_protocol::encode;
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

/// One analysis, under way and afterwards.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Job {
    job: EngineJob,
    /// What was found, once that has been taken.
    annotations: Vec<Annotation>,
}

#[wasm_bindgen]
impl Job {
    /// Begins to analyse a canonical text by rules alone.
    #[wasm_bindgen(constructor)]
    pub fn new(text: String) -> Job {
        Job { job: EngineJob::new(text).marking_asides(), annotations: Vec::new() }
    }

    /// Begins to analyse a canonical text by rules and with a model, which stays usable for other texts.
    #[wasm_bindgen(js_name = withModel)]
    pub fn with_model(text: String, model: &Model) -> Job {
        Job { job: EngineJob::with_model(text, Arc::clone(&model.0)).marking_asides(), annotations: Vec::new() }
    }

    /// Takes as known which lines are no part of the article: `KnownLines`, encoded.
    #[wasm_bindgen(js_name = knowingLines)]
    pub fn knowing_lines(self, known: &str) -> Job {
        Job { job: self.job.knowing_lines(&KnownLines::decoded(known)), ..self }
    }

    /// Does a few milliseconds of work. Returns the share that is done; 1 when all is.
    pub fn step(&mut self) -> f64 {
        match self.job.step() {
            Progress::Working(share) => f64::from(share).min(0.999),
            Progress::Done => 1.0,
        }
    }

    /// The result of the steps done so far: an `Analysis`, encoded.
    ///
    /// # Errors
    /// When it cannot be encoded, which would be a mistake of this program.
    pub fn finish(&mut self) -> Result<Vec<u8>, JsError> {
        let analysis = self.job.finish();
        let bytes = encode(&analysis).map_err(|error| JsError::new(&error))?;
        self.annotations = analysis.annotations;
        Ok(bytes)
    }

    /// What the model thinks of an annotation, by its index in the result that was taken last: an `Evidence`, encoded,
    /// or nothing where there is none.
    ///
    /// # Errors
    /// As `finish` has them.
    pub fn evidence(&self, index: usize) -> Result<Option<Vec<u8>>, JsError> {
        let evidence = self.annotations.get(index).and_then(|annotation| self.job.evidence(annotation));
        evidence.map(|evidence| encode(&evidence)).transpose().map_err(|error| JsError::new(&error))
    }
}

fn main() {}
