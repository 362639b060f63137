//! The clipboard: text in and out.

use reportedly_protocol::Copied;
use wasm_bindgen::prelude::*;
use web_sys::DataTransfer;

use super::error_message;

#[wasm_bindgen(module = "/web/page/sharing.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = copy)]
    async fn js_copy(plain: &str, html: &str) -> Result<JsValue, JsValue>;
}

/// Puts a text on the clipboard in two forms.
pub(crate) async fn copy(copied: &Copied) -> Result<(), String> {
    js_copy(&copied.plain, &copied.html).await.map(drop).map_err(error_message)
}

/// Puts plain text on the clipboard.
pub(crate) async fn copy_text(plain: &str) -> Result<(), String> {
    js_copy(plain, "").await.map(drop).map_err(error_message)
}

/// The plain form of what was copied.
pub(crate) fn text_of(data: &DataTransfer) -> Option<String> {
    form(data, "text/plain")
}

/// The HTML that was copied, where it is more than a passage, as it has parts of a page in it, or where there is no plain form. What
/// word processors copy has both forms and no parts.
pub(crate) fn page_of(data: &DataTransfer) -> Option<String> {
    let parts = ["<nav", "<aside", "<article", "<header", "<footer"];
    let is_page = |html: &String| text_of(data).is_none() || parts.iter().any(|part| html.contains(part));
    form(data, "text/html").filter(is_page)
}

fn form(data: &DataTransfer, name: &str) -> Option<String> {
    data.get_data(name).ok().filter(|text| !text.trim().is_empty())
}

/// Whether it is a page that we have written, of this version or of the first: the program for files knows which part of it
/// is the article.
pub(crate) fn is_own_page(page: &str) -> bool {
    page.contains("<main data-reportedly=\"article\">")
        || page.contains("</main>\n<section>\n<h2>What the marks mean</h2>") && page.starts_with("<!DOCTYPE html>")
}
