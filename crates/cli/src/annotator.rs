//! The engine, with a model or without.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use reportedly_document::Analysis;
use reportedly_engine::{Job, Model, Progress};

use crate::annotate::Error;

/// What annotates one text after the other.
#[derive(Debug)]
pub(crate) struct Annotator {
    model: Option<Arc<Model>>,
}

impl Annotator {
    /// Reads the model, if there is to be one.
    pub(crate) fn new(model: Option<&Path>) -> Result<Annotator, Error> {
        let Some(path) = model else { return Ok(Annotator { model: None }) };
        let name = path.display().to_string();
        let bytes = fs::read(path).map_err(|error| Error::Input { name: name.clone(), error })?;
        let model = Model::read(&bytes).map_err(|error| Error::Model { name, error })?;
        Ok(Annotator { model: Some(Arc::new(model)) })
    }

    /// Annotates a canonical text.
    pub(crate) fn annotate(&self, text: &str) -> Analysis {
        let mut job = match &self.model {
            Some(model) => Job::with_model(text.to_owned(), Arc::clone(model)),
            None => Job::new(text.to_owned()),
        };
        while job.step() != Progress::Done {}
        job.finish()
    }
}
