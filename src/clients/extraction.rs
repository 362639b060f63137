//! The program that finds the article of a web page.

use js_sys::Array;
use reportedly_protocol::{ExtractedPage, Function};

use super::{call, files, message};
use crate::strings;

/// Reads a web page; `plain` is its plain text, or empty where none is known. Where the program cannot be loaded, takes too long or
/// breaks, all of the page's words are read.
///
/// # Errors
/// When nothing can be read of it.
pub(crate) async fn read(html: &str, plain: String) -> Result<ExtractedPage, String> {
    let problem = match call(Function::ExtractArticle, &Array::of1(&html.into())).await {
        Ok(page) => return message(&page),
        Err(problem) => problem,
    };
    let text = match plain.is_empty() {
        true => files::open(html, "page.html", None).await?.document.into_inner().text,
        false => plain,
    };
    Ok(ExtractedPage { text, notice: strings::no_extraction(&problem), ..ExtractedPage::default() })
}

/// The same of what was pasted. Of its plain form, which is what a person sees elsewhere, nothing is lost.
pub(crate) async fn read_pasted(html: String, plain: String) -> Result<ExtractedPage, String> {
    let mut page = read(&html, plain.clone()).await?;
    if !plain.is_empty() {
        let all = if page.whole.is_empty() { &mut page.text } else { &mut page.whole };
        *all = plain;
    }
    Ok(page)
}
