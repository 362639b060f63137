//! Files: read, fetched, and handed over to the person.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::error_message;

#[wasm_bindgen(module = "/web/page/files.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = readFile)]
    async fn read_file(file: &web_sys::File, most: f64) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = fetchText)]
    async fn js_fetch_text(path: &str) -> Result<JsValue, JsValue>;
    /// Hands a file over to the person.
    #[wasm_bindgen(js_name = download)]
    fn js_download(name: &str, content: &JsValue, kind: &str);
}

/// What is in a file: a text, or the bytes that a program has made. The browser takes either.
pub(crate) struct Content(JsValue);

impl From<&str> for Content {
    fn from(text: &str) -> Content {
        Content(text.into())
    }
}

impl Content {
    /// The file that the program for a format has written: a text or bytes, as is its format.
    pub(crate) fn written(file: JsValue) -> Content {
        Content(file)
    }
}

/// Hands a file over to the person.
pub(crate) fn download(name: &str, content: &Content, kind: &str) {
    js_download(name, &content.0, kind);
}

/// What has been read of a file.
#[derive(Clone, Debug, Default)]
pub(crate) struct FileText {
    pub(crate) text: String,
    /// Nothing says what it is written in.
    pub(crate) is_guess: bool,
    /// It is a web page, by its content or its name.
    pub(crate) is_page: bool,
}

impl From<String> for FileText {
    fn from(text: String) -> FileText {
        FileText { text, ..FileText::default() }
    }
}

/// The text of a file of at most so many bytes; none of a file that is no text.
///
/// # Errors
/// When the file cannot be read, or is of a kind that has no plain text in it, whatever it is called; as a sentence.
pub(crate) async fn read_text(file: &web_sys::File, most: usize) -> Result<Option<FileText>, String> {
    let read = read_file(file, most as f64).await.map_err(error_message)?;
    let text = |read: &Array| FileText {
        text: read.get(0).as_string().unwrap_or_default(),
        is_guess: read.get(1).is_truthy(),
        is_page: read.get(2).is_truthy(),
    };
    Ok(read.dyn_ref().map(text))
}

/// A text that lies beside the page.
pub(crate) async fn fetch_text(path: &str) -> Result<String, String> {
    let text = js_fetch_text(path).await.map_err(error_message)?;
    Ok(text.as_string().unwrap_or_default())
}
