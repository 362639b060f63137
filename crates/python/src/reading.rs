//! Documents and files that come from Python, and what is in them.

use pyo3::prelude::*;
use reportedly_document::{Byte, Canonical, Document, Label as _, Span, View, ViewedDocument, json, resolve};
use reportedly_extraction::{Page, Part, Problem, decode, is_page};
use reportedly_formats::{BinaryKind, MOST_BYTES, open};

use crate::broken::caught;
use crate::failure::{Code, Failure};
use crate::text::words;

/// A document's JSON, checked and written as this version writes it. Its text and offsets stay as they are.
#[pyfunction]
pub(crate) fn read_document(py: Python<'_>, given: &Bound<'_, PyAny>) -> PyResult<String> {
    let given = words(given, "the JSON of a document")?;
    Ok(py.detach(|| document(given).map(|document| json::write(&document)))?)
}

/// A mark that has no place in the text: its words, and why.
type Unplaced = (String, &'static str);

/// A document's JSON, what limits its worth, and the marks of its file that have no place.
type Opened = (String, Vec<&'static str>, Vec<Unplaced>);

/// Opens a file of any kind that is known. A text has no marks then, and of a web page there is the article.
#[pyfunction]
pub(crate) fn open_file(py: Python<'_>, file: &[u8], name: &Bound<'_, PyAny>) -> PyResult<Opened> {
    let name = words(name, "a name")?;
    Ok(py.detach(|| {
        if is_page(file, name) {
            let read = page(file)?;
            let (text, asides) = (read.page.article(), read.page.asides());
            let document = Document { id: name.to_owned(), text, asides, ..Document::default() };
            return Ok((json::write(&document), read.diagnostics(), Vec::new()));
        }
        let opened = open(file, name, None).map_err(|error| {
            Failure::new(if error.is_too_large() { Code::TooLong } else { Code::BadDocument }, error.to_string())
        })?;
        let unplaced = opened.unplaced.into_iter().map(|mark| (mark.words, mark.reason.sentence()));
        Ok::<_, Failure>((json::write(&opened.document), Vec::new(), unplaced.collect()))
    })?)
}

/// The same document with its edits carried out.
#[pyfunction]
pub(crate) fn resolved(py: Python<'_>, given: &str) -> PyResult<String> {
    Ok(py.detach(|| {
        let mut document = document(given)?;
        document.annotations = resolve(&document.text, &document.annotations, &document.edits).annotations;
        document.edits.clear();
        Ok::<_, Failure>(json::write(&document))
    })?)
}

/// A speaker: name, role, class, and the ids of what is said.
type Speaker = (String, String, &'static str, Vec<String>);

/// Who says what in a document, edits carried out.
#[pyfunction]
pub(crate) fn speakers(py: Python<'_>, given: &str) -> PyResult<Vec<Speaker>> {
    Ok(py.detach(|| {
        let document = document(given)?;
        let article = ViewedDocument::new(&document, &document.asides, &View::default());
        let id = |&at: &u32| article.marks()[at as usize].id.as_str().to_owned();
        let speakers = article.sources().iter().map(|source| {
            let statements = source.statements.iter().map(id).collect();
            (source.name.clone(), source.role.clone(), source.class.label(), statements)
        });
        Ok::<_, Failure>(speakers.collect())
    })?)
}

/// Reads a document.
///
/// # Errors
/// When it is none.
pub(crate) fn document(given: &str) -> Result<Document, Failure> {
    json::read(given).map_err(|error| Failure::new(Code::BadDocument, error.to_string()))
}

/// Reads a document, and moves it to the canonical form of its text, which formats and links are of.
///
/// # Errors
/// When it is none.
pub(crate) fn canonical_document(given: &str) -> Result<Document, Failure> {
    let document = document(given)?;
    if Canonical::new(&document.text).text() == document.text {
        return Ok(document);
    }
    let opened = open(given.as_bytes(), "document.json", None);
    opened.map(|opened| opened.document).map_err(|error| Failure::new(Code::BadDocument, error.to_string()))
}

/// A web page that was read.
pub(crate) struct WebPage {
    page: Page,
    is_guess: bool,
    is_damaged: bool,
}

/// A text that is to be annotated.
pub(crate) struct GivenText {
    pub(crate) text: String,
    /// Its lines that are no part of the article, if that is known; else the engine decides.
    pub(crate) furniture: Option<Vec<Span<Byte>>>,
}

/// Reads a web page.
///
/// # Errors
/// When it is too large, no page, or has frames and no text.
pub(crate) fn page(bytes: &[u8]) -> Result<WebPage, Failure> {
    if let Some(kind) = BinaryKind::of(bytes) {
        return Err(Failure::new(Code::BadDocument, format!("it is {kind}, and no web page")));
    }
    if bytes.len() > MOST_BYTES {
        return Err(Failure::new(Code::TooLong, "a web page of more than 16 MiB is not read"));
    }
    let decoded = decode(bytes);
    let page = caught(|| reportedly_extraction::read(&decoded.text))
        .map_err(|problem| Failure::new(Code::EngineFailed, problem))?;
    match page.problem() {
        Some(problem @ Problem::Frames) => Err(Failure::new(Code::BadDocument, problem.sentence())),
        _ => Ok(WebPage { page, is_guess: decoded.is_guess, is_damaged: decoded.is_damaged }),
    }
}

impl WebPage {
    /// The article, or all lines.
    pub(crate) fn given(&self, whole: bool) -> GivenText {
        let page = &self.page;
        // Where there is no article, the engine looks for one by the words.
        let is_article = page.problem().is_none() && page.lines().iter().any(|line| line.part != Part::Body);
        let (text, asides) =
            if whole { (page.whole(), page.asides_of_whole()) } else { (page.article(), page.asides()) };
        GivenText { text, furniture: is_article.then(|| asides.into_iter().map(|aside| aside.span).collect()) }
    }

    /// What limits the worth of what was read, as Python calls it.
    pub(crate) fn diagnostics(&self) -> Vec<&'static str> {
        let problem = self.page.problem().map(|problem| match problem {
            Problem::NoArticle => "page-without-article",
            Problem::Consent => "page-asks-for-consent",
            Problem::Frames => "page-of-frames",
            Problem::Complex => "page-too-complex",
        });
        let guess = self.is_guess.then_some("encoding-guessed");
        let damage = self.is_damaged.then_some("encoding-damaged");
        [problem, guess, damage].into_iter().flatten().collect()
    }

    /// How many lines are no part of the article.
    pub(crate) fn set_aside(&self) -> usize {
        self.page.set_aside()
    }
}
