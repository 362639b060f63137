//! The program that finds the article of a web page.

use js_sys::Array;

use super::read_page;
use crate::browser::error_message;

/// What has been read of a web page. It comes from the loader's script, as an array of these texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ExtractedPage {
    /// The text of its article, or all of its text where there is no article; empty where it has none of its own.
    pub(crate) text: String,
    /// All of its text, where some lines of it are not in `text`; else empty.
    pub(crate) whole: String,
    /// What a person is told of it, as sentences; empty where there is nothing to tell.
    pub(crate) notice: String,
}

/// Reads a web page; `plain` is its plain text, or empty where none is known. Where the program cannot be loaded, takes too long or
/// breaks, all of the page's words are read.
///
/// # Errors
/// When nothing can be read of it.
pub(crate) async fn read(html: &str, plain: &str) -> Result<ExtractedPage, String> {
    let page: Array = read_page(html, plain).await.map_err(error_message)?.into();
    let part = |at| page.get(at).as_string().unwrap_or_default();
    Ok(ExtractedPage { text: part(0), whole: part(1), notice: part(2) })
}
