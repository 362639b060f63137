//! The program that finds the article of a web page.

use std::rc::Rc;

use js_sys::{Array, Reflect, Uint32Array};
use reportedly_document::KnownLines;
use wasm_bindgen::JsValue;

use super::{include_lines, read_page};
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

    /// What is known of the lines of the text.
    pub(crate) fn known_lines(&self) -> Rc<KnownLines> {
        Rc::new(KnownLines::of_numbers(Uint32Array::new(&self.field("known")).to_vec()))
    }

    /// Whether the page has lines that are not in the text.
    pub(crate) fn has_lines_around(&self) -> bool {
        self.field("whole").is_truthy()
    }

    /// What a person is told of the page, as sentences; empty where there is nothing to tell.
    pub(crate) fn notice(&self) -> String {
        self.field("notice").as_string().unwrap_or_default()
    }
}

/// Reads a web page; `plain` is its plain text, or empty where none is known. Where the program cannot be loaded, takes too long or
/// breaks, all of the page's words are read.
///
/// # Errors
/// When nothing can be read of it.
pub(crate) async fn read(html: &str, plain: &str) -> Result<ExtractedPage, String> {
    read_page(html, plain).await.map(extracted).map_err(error_message)
}

/// A text with the lines of its page that are not in it.
///
/// # Errors
/// When the text has no line of that page any more, or the program cannot be loaded, as a sentence.
pub(crate) async fn include(text: &str, origin: &PageOrigin) -> Result<ExtractedPage, String> {
    include_lines(text, &origin.0).await.map(extracted).map_err(error_message)
}

fn extracted(page: JsValue) -> ExtractedPage {
    let page = Array::from(&page);
    ExtractedPage {
        text: page.get(0).as_string().unwrap_or_default(),
        origin: PageOrigin(page.get(1)),
        guess: String::new(),
    }
}
