//! Texts and web pages in, annotated documents out.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use pyo3::prelude::*;
use reportedly_document::{Analysis, Byte, Canonical, Diagnostic, Document, Span, json, take_crowded};
use reportedly_engine::{Job, Model, Progress};

use crate::broken::caught;
use crate::failure::{Code, Failure};
use crate::reading;
use crate::text::{text, words};

/// The model that the page uses.
static BUILT_IN: &[u8] = include_bytes!("../../../static/news.model");

/// How long Python's signals wait: a person who presses Ctrl-C notices nothing of it.
const SIGNALS: Duration = Duration::from_millis(50);

/// Ends the reading of texts from another thread.
#[pyclass(frozen)]
#[derive(Debug)]
pub(crate) struct Cancellation(AtomicBool);

#[pymethods]
impl Cancellation {
    #[new]
    fn new() -> Cancellation {
        Cancellation(AtomicBool::new(false))
    }

    /// Ends all readings that were given it.
    fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// A document's JSON, and what limits its worth.
type Annotated = (String, Vec<&'static str>);

/// Annotates a text. Offsets refer to it as it was given; or, with `canonical`, to its canonical form, which is the document's text
/// then. Python's signals are heard unless there is a cancellation, which is for threads that hear none.
#[pyfunction]
#[pyo3(signature = (given, id, model, canonical, cancellation=None))]
pub(crate) fn annotate(
    py: Python<'_>,
    given: &Bound<'_, PyAny>,
    id: &Bound<'_, PyAny>,
    model: bool,
    canonical: bool,
    cancellation: Option<&Cancellation>,
) -> PyResult<Annotated> {
    let (given, id) = (text(given)?, words(id, "an id")?);
    let mut interruption = Interruption::new(cancellation);
    py.detach(|| {
        let form = Canonical::new(given);
        let analysis = analysis(form.text(), None, model, &mut interruption)?;
        Ok(if canonical {
            written(id, form.into_text(), analysis)
        } else {
            written(id, given.to_owned(), analysis.in_given(&form))
        })
    })
}

/// Annotates the article of a web page, or all lines of the page. Returns how many lines around the article were set aside, too.
#[pyfunction]
pub(crate) fn annotate_page(
    py: Python<'_>,
    page: &[u8],
    name: &Bound<'_, PyAny>,
    whole: bool,
    model: bool,
) -> PyResult<(String, Vec<&'static str>, usize)> {
    let name = words(name, "a name")?;
    let mut interruption = Interruption::new(None);
    py.detach(|| {
        let page = reading::page(page)?;
        let given = page.given(whole);
        let analysis = analysis(&given.text, given.furniture, model, &mut interruption)?;
        let (document, diagnostics) = written(name, given.text, analysis);
        Ok((document, [page.diagnostics(), diagnostics].concat(), page.set_aside()))
    })
}

fn written(id: &str, text: String, analysis: Analysis) -> Annotated {
    let Analysis { engine, annotations, asides, diagnostics, .. } = analysis;
    let engine = Some(engine.into_owned());
    let document = Document { id: id.to_owned(), text, engine, annotations, asides, ..Document::default() };
    (json::write(&document), diagnostics.into_iter().map(name).collect())
}

/// What a diagnostic is called in Python.
pub(crate) fn name(diagnostic: Diagnostic) -> &'static str {
    match diagnostic {
        Diagnostic::NoWords => "no-words",
        Diagnostic::NotEnglish => "not-english",
        Diagnostic::LongSentence => "long-sentence",
        Diagnostic::NoArticle => "no-article",
        Diagnostic::Capitals => "capitals",
    }
}

/// Whether a reading is to end before its time.
struct Interruption<'a> {
    cancellation: Option<&'a Cancellation>,
    heard: Instant,
}

impl<'a> Interruption<'a> {
    fn new(cancellation: Option<&'a Cancellation>) -> Interruption<'a> {
        Interruption { cancellation, heard: Instant::now() }
    }

    /// # Errors
    /// When the reading was cancelled, or what a handler of a signal has raised.
    fn check(&mut self) -> PyResult<()> {
        if let Some(Cancellation(is_cancelled)) = self.cancellation {
            if is_cancelled.load(Ordering::Relaxed) {
                return Err(Failure::new(Code::Cancelled, "the reading of this text was given up").into());
            }
        } else if self.heard.elapsed() >= SIGNALS {
            self.heard = Instant::now();
            return Python::attach(|py| py.check_signals());
        }
        Ok(())
    }
}

/// Reads a canonical text. Its lines that are no part of the article may be known beforehand.
fn analysis(
    text: &str,
    furniture: Option<Vec<Span<Byte>>>,
    with_model: bool,
    interruption: &mut Interruption<'_>,
) -> PyResult<Analysis> {
    let model = if with_model { Some(model()?) } else { None };
    let work = || {
        let mut job = match model {
            Some(model) => Job::with_model(text.to_owned(), model),
            None => Job::new(text.to_owned()),
        };
        if let Some(lines) = furniture {
            job = job.knowing_furniture(lines);
        }
        while job.step() != Progress::Done {
            interruption.check()?;
        }
        let mut analysis = job.finish();
        take_crowded(text, &mut analysis.annotations);
        Ok(analysis)
    };
    caught(work).map_err(|problem| Failure::new(Code::EngineFailed, problem))?
}

/// The model, read once.
fn model() -> Result<Arc<Model>, Failure> {
    static MODEL: OnceLock<Result<Arc<Model>, String>> = OnceLock::new();
    let model = MODEL.get_or_init(|| Model::read(BUILT_IN).map(Arc::new).map_err(|error| error.to_string()));
    model.clone().map_err(|problem| Failure::new(Code::LoadFailed, format!("the built-in model: {problem}")))
}
