//! Files: read, fetched, and handed over to the person.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::error_message;

#[wasm_bindgen(module = "/web/page/files.js")]
extern "C" {
    #[wasm_bindgen(js_name = refusalOf)]
    async fn refusal_of(file: &web_sys::File) -> JsValue;
    #[wasm_bindgen(catch, js_name = readFile)]
    async fn read_file(file: &web_sys::File) -> Result<JsValue, JsValue>;
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

/// Why there is no plain text in a file, told by its content, whatever it is called.
pub(crate) async fn refusal(file: &web_sys::File) -> Option<String> {
    refusal_of(file).await.as_string()
}

/// The text of a file, and whether its encoding was guessed; none of a file that is no text.
pub(crate) async fn read_text(file: &web_sys::File) -> Result<Option<(String, bool)>, String> {
    let read = read_file(file).await.map_err(error_message)?;
    let text = |read: &Array| (read.get(0).as_string().unwrap_or_default(), read.get(1).is_truthy());
    Ok(read.dyn_ref().map(text))
}

/// A text that lies beside the page.
pub(crate) async fn fetch_text(path: &str) -> Result<String, String> {
    let text = js_fetch_text(path).await.map_err(error_message)?;
    Ok(text.as_string().unwrap_or_default())
}
