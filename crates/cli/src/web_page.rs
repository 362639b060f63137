//! A web page, of which the article is annotated.

use reportedly_document::{Byte, Span};
use reportedly_extraction::{Page, Part, Problem, decode, is_page};
use reportedly_formats::MOST_BYTES;

use crate::broken::caught;
use crate::error::Error;
use crate::output;

/// A text that is to be annotated.
pub(crate) struct GivenText {
    /// Canonical.
    pub(crate) text: String,
    /// Its lines that are no part of the article, if that is known; else the engine decides.
    pub(crate) furniture: Option<Vec<Span<Byte>>>,
}

impl From<String> for GivenText {
    fn from(text: String) -> GivenText {
        GivenText { text, furniture: None }
    }
}

/// The text of a web page; nothing of what is none. `file` is what the file is called, `name` what messages call it. What is set
/// aside, and what is wrong with the page, is told of on standard error.
///
/// # Errors
/// When the page is too large, or has no text.
pub(crate) fn read(bytes: &[u8], file: &str, name: &str, whole: bool) -> Result<Option<GivenText>, Error> {
    let refused = |problem: &str| Error::Refused { name: name.to_owned(), problem: problem.to_owned() };
    if !is_page(bytes, file) {
        return Ok(None);
    }
    if bytes.len() > MOST_BYTES {
        return Err(refused("a web page of more than 16 MiB is not read"));
    }
    let decoded = decode(bytes);
    if decoded.is_guess {
        output::report(format_args!(
            "note: nothing in {name} says what it is written in: {} is assumed.",
            decoded.encoding
        ));
    }
    if decoded.is_damaged {
        output::report(format_args!(
            "note: {name} is not all {}: what cannot be read is shown as \u{fffd}.",
            decoded.encoding
        ));
    }
    let page = caught(|| reportedly_extraction::read(&decoded.text))
        .map_err(|problem| Error::Refused { name: name.to_owned(), problem })?;
    if page.problem() == Some(Problem::Frames) {
        return Err(refused(Problem::Frames.sentence()));
    }
    if let Some(problem) = page.problem() {
        output::report(format_args!("note: {name}: {}.", problem.sentence()));
    }
    let count = page.set_aside();
    if count > 0 && !whole {
        let lines = if count == 1 { "1 line".to_owned() } else { format!("{count} lines") };
        output::report(format_args!(
            "note: {name}: {lines} around the article set aside; --whole-page has all lines of the page."
        ));
    }
    // Where there is no article, the engine looks for one by the words.
    let is_article = page.problem().is_none() && page.lines().iter().any(|line| line.part != Part::Body);
    Ok(Some(given(&page, whole, is_article)))
}

fn given(page: &Page, whole: bool, is_article: bool) -> GivenText {
    let (text, asides) = if whole { (page.whole(), page.asides_of_whole()) } else { (page.article(), page.asides()) };
    GivenText { text, furniture: is_article.then(|| asides.into_iter().map(|aside| aside.span).collect()) }
}
