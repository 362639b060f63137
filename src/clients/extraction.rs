//! The program that finds the article of a web page.

use std::rc::Rc;

use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;

use super::read_page;
use crate::browser::error_message;

/// A text out of a web page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ExtractedPage {
    /// The text of its article, or all of its text where there is no article; empty where it has none of its own.
    pub(crate) text: String,
    pub(crate) origin: PageOrigin,
    /// What a person is told of its encoding, where that was guessed; else empty.
    pub(crate) guess: String,
}

/// What is known of the web page that a text is out of; nothing where it is out of none. It is an object of JavaScript, which makes and stores
/// it (`PageOrigin` in `program-loader.js`).
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct PageOrigin(pub(crate) JsValue);

impl PageOrigin {
    fn field(&self, name: &str) -> JsValue {
        Reflect::get(&self.0, &name.into()).unwrap_or_default()
    }

    fn words(&self, name: &str) -> String {
        self.field(name).as_string().unwrap_or_default()
    }

    /// What is known of the lines of the text (`KnownLines`), encoded.
    pub(crate) fn known_lines(&self) -> Rc<str> {
        self.words("known").into()
    }

    /// Whether the page has lines that are not in the text.
    pub(crate) fn has_lines_around(&self) -> bool {
        self.field("whole").is_truthy()
    }

    /// What a person is told of the page, as sentences; empty where there is nothing to tell.
    pub(crate) fn notice(&self) -> String {
        self.words("notice")
    }
}

/// Reads a web page; `plain` is its plain text, or empty where none is known. Where the program cannot be loaded, takes too long or
/// breaks, all of the page's words are read.
///
/// # Errors
/// When nothing can be read of it.
pub(crate) async fn read(html: &str, plain: &str) -> Result<ExtractedPage, String> {
    read_or_include(html, plain, &PageOrigin::default()).await
}

/// The same, or where an origin is known, a text of it with the lines of its page that are not in it.
///
/// # Errors
/// When nothing can be read of it; when the text has no line of that page any more; or when the program cannot be loaded.
pub(crate) async fn read_or_include(text: &str, plain: &str, origin: &PageOrigin) -> Result<ExtractedPage, String> {
    let page = Array::from(&read_page(text, plain, &origin.0).await.map_err(error_message)?);
    let text = page.get(0).as_string().unwrap_or_default();
    Ok(ExtractedPage { text, origin: PageOrigin(page.get(1)), guess: String::new() })
}
