//! The engine, with a model or without.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use reportedly_document::{Analysis, take_crowded};
use reportedly_engine::{Job, Model, Progress};

use crate::broken::caught;
use crate::error::Error;
use crate::web_page::GivenText;

/// The model that the page uses.
static BUILT_IN: &[u8] = include_bytes!("../../../static/news.model");

/// What annotates one text after the other.
#[derive(Debug)]
pub(crate) struct Annotator {
    model: Option<Arc<Model>>,
}

/// What texts are read with.
#[derive(clap::Args)]
pub(crate) struct ReadingArguments {
    /// A model file to read with, in place of the one that is built in.
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
    /// Read by rule alone, as the page does where the model could not be loaded.
    #[arg(long, conflicts_with = "model")]
    rules_only: bool,
    /// Write all lines of a web page, not its article alone: those around the article are set aside, and nothing in them is marked.
    #[arg(long)]
    pub(crate) whole_page: bool,
}

impl Annotator {
    /// Reads the model, if there is to be one.
    pub(crate) fn new(arguments: &ReadingArguments) -> Result<Annotator, Error> {
        if arguments.rules_only {
            return Ok(Annotator::by_rule());
        }
        let (name, model) = match &arguments.model {
            Some(path) => {
                let name = path.display().to_string();
                let bytes = fs::read(path).map_err(|error| Error::Input { name: name.clone(), error })?;
                (name, Model::read(&bytes))
            }
            None => ("the built-in model".to_owned(), Model::read(BUILT_IN)),
        };
        let model = model.map_err(|error| Error::Model { name, error })?;
        Ok(Annotator { model: Some(Arc::new(model)) })
    }

    /// Reads by rule alone.
    pub(crate) fn by_rule() -> Annotator {
        Annotator { model: None }
    }

    /// Annotates the text of this name.
    ///
    /// # Errors
    /// When the engine breaks over it.
    pub(crate) fn analysis(&self, name: &str, given: &GivenText) -> Result<Analysis, Error> {
        let work = || {
            let job = self.job(&given.text);
            self.finished(
                &given.text,
                match &given.furniture {
                    Some(lines) => job.knowing_furniture(lines.clone()),
                    None => job,
                },
            )
        };
        caught(work).map_err(|problem| Error::Refused { name: name.to_owned(), problem })
    }

    /// Annotates a canonical text.
    pub(crate) fn annotate(&self, text: &str) -> Analysis {
        self.finished(text, self.job(text))
    }

    fn job(&self, text: &str) -> Job {
        match &self.model {
            Some(model) => Job::with_model(text.to_owned(), Arc::clone(model)),
            None => Job::new(text.to_owned()),
        }
    }

    fn finished(&self, text: &str, mut job: Job) -> Analysis {
        while job.step() != Progress::Done {}
        let mut analysis = job.finish();
        take_crowded(text, &mut analysis.annotations);
        analysis
    }
}
