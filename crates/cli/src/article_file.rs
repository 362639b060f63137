//! A file of any kind that is read as an annotated document.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use reportedly_document::{Analysis, Document};
use reportedly_formats::{FileKind, MOST_BYTES, open};

use crate::error::Error;
use crate::input::{title, without_folders};
use crate::output;
use crate::web_page::{self, GivenText};

/// A document, and whether all marks of its file have a place in it.
pub(crate) struct ArticleFile {
    pub(crate) name: String,
    pub(crate) document: Document,
    pub(crate) is_complete: bool,
}

/// Reads a file, or standard input where there is none or it is "-". A text or the article of an HTML page, all lines of it if
/// `whole_page`, is annotated by `analysis`, which is given its name and its text; marks that come with a file are taken as they are, and those that have no place are told of on
/// standard error.
///
/// # Errors
/// When the file cannot be read, is of no kind that is known, or the engine breaks over its text.
pub(crate) fn read(
    file: Option<&Path>,
    whole_page: bool,
    analysis: impl FnOnce(&str, &GivenText) -> Result<Analysis, Error>,
) -> Result<ArticleFile, Error> {
    let path = file.filter(|path| path.as_os_str() != "-");
    let name = path.map_or("standard input".to_owned(), |path| path.display().to_string());
    let failed = |error| Error::Input { name: name.clone(), error };
    let input: Box<dyn Read> = match path {
        Some(path) => Box::new(File::open(path).map_err(failed)?),
        None => Box::new(io::stdin().lock()),
    };
    let mut bytes = Vec::new();
    // One byte more than can be opened tells that there are too many, however many there are.
    input.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;

    if bytes.len() <= MOST_BYTES
        && let Some(given) = web_page::read(&bytes, &title(path), &name, whole_page)?
    {
        let document = Document { id: title(path), ..annotated(given, &name, analysis)? };
        return Ok(ArticleFile { name, document, is_complete: true });
    }
    let opened = open(&bytes, &title(path), None).map_err(|error| Error::Format { name: name.clone(), error })?;
    for unplaced in &opened.unplaced {
        output::report(format_args!("note: {:?} is not marked: {}.", unplaced.words, unplaced.reason.sentence()));
    }
    if opened.another_text {
        output::report(format_args!("note: the marks in {name} are about another text than the one in it."));
    }
    let mut document = opened.document;
    document.id = without_folders(&document.id).to_owned();
    if matches!(opened.kind, FileKind::Text | FileKind::Html) {
        let id = document.id;
        document = Document { id, ..annotated(document.text.into(), &name, analysis)? };
    }
    Ok(ArticleFile { name, document, is_complete: opened.unplaced.is_empty() })
}

/// The document of a text.
fn annotated(
    given: GivenText,
    name: &str,
    analysis: impl FnOnce(&str, &GivenText) -> Result<Analysis, Error>,
) -> Result<Document, Error> {
    let Analysis { engine, annotations, asides, .. } = analysis(name, &given)?;
    let engine = Some(engine.into_owned());
    Ok(Document { text: given.text, engine, annotations, asides, ..Document::default() })
}
