//! The program that finds the article of a web page.

use js_sys::Array;
use reportedly_protocol::ExtractedPage;

use super::read_page;
use crate::browser::error_message;

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
