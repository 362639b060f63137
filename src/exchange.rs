//! Files and links.
//!
//! Two programs of their own know them (`crates/exchange`): they are loaded when somebody saves, opens or shares something, and run
//! beside the page's thread.

use js_sys::{Array, Uint8Array};
use reportedly_document::{Aside, Document, Id, Labels, ValidDocument, View};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use yew::AttrValue;

use crate::keep::words_of;

#[wasm_bindgen(module = "/web/page/clients.js")]
extern "C" {
    #[wasm_bindgen(catch, variadic)]
    async fn call(program: &str, verb: &str, given: &Array) -> Result<JsValue, JsValue>;
    /// Ends what the programs are doing.
    #[wasm_bindgen(js_name = stopCalls)]
    pub(crate) fn stop_calls();
    #[wasm_bindgen(js_name = bytesOf)]
    fn bytes_of(text: &str) -> Uint8Array;
}

#[wasm_bindgen(module = "/web/page/sharing.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn copy(plain: &str, html: &str) -> Result<JsValue, JsValue>;
    /// Whether the system can be given a link.
    #[wasm_bindgen(js_name = canSend)]
    pub(crate) fn can_send() -> bool;
    #[wasm_bindgen(catch)]
    async fn send(title: &str, url: &str) -> Result<JsValue, JsValue>;
    /// The page's address, without a fragment.
    pub(crate) fn here() -> String;
}

#[wasm_bindgen(module = "/web/page/dialog.js")]
extern "C" {
    /// Opens the dialog in an element.
    #[wasm_bindgen(js_name = showDialog)]
    pub(crate) fn show_dialog(root: &web_sys::Element);
    /// Closes it, and leads the keyboard back to where it was.
    #[wasm_bindgen(js_name = closeDialog)]
    pub(crate) fn close_dialog(root: &web_sys::Element);
}

/// What is written to a file or copied: a document, what of it is set aside, and what of it is shown.
pub(crate) type Leaving = (Document, Vec<Aside>, View);

/// What a link holds. The document of a link that was opened is valid.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Linked<D = Document> {
    pub(crate) document: D,
    pub(crate) view: View,
    /// It is a passage of a longer text.
    pub(crate) excerpt: bool,
    /// The marks are in the link, and not made again.
    pub(crate) frozen: bool,
    /// For a class: the marks are hidden until the reader has marked.
    pub(crate) reader_first: bool,
    /// The mark that it points at.
    pub(crate) mark: Option<Id>,
}

/// What is wrong with a link, and the beginning of its text as far as that can be read.
pub(crate) type Damaged = (String, String);

/// A mark of a file that has no place in the text.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(crate) struct Unplaced {
    pub(crate) words: String,
    /// A sentence about why.
    pub(crate) why: String,
    pub(crate) labels: Option<Labels>,
    pub(crate) note: Option<String>,
}

/// What came of opening a file: the document, the marks that have no place in it, whether the marks are of
/// another text than the one that was open, and whether the document has all that a person did.
pub(crate) type OpenedFile = (ValidDocument, Vec<Unplaced>, bool, bool);

/// Writes a file of the format whose files end so.
pub(crate) async fn written(leaving: &Leaving, extension: &str) -> Result<String, String> {
    let given = Array::of2(&posted(leaving)?.into(), &extension.into());
    Ok(call("files", "save", &given).await.map_err(words_of)?.as_string().unwrap_or_default())
}

/// Puts what is shown on the clipboard, for word processors and as plain text.
pub(crate) async fn copy_marked(leaving: &Leaving) -> Result<(), String> {
    let copied = call("files", "copy", &Array::of1(&posted(leaving)?.into())).await.map_err(words_of)?;
    let form = |at| Array::from(&copied).get(at).as_string().unwrap_or_default();
    copy(&form(1), &form(0)).await.map(drop).map_err(words_of)
}

/// Puts a link on the clipboard, after a title.
pub(crate) async fn copy_text(words: &str) -> Result<(), String> {
    copy(words, "").await.map(drop).map_err(words_of)
}

/// Hands a link over to the system.
pub(crate) async fn send_link(title: &str, url: &str) -> Result<(), String> {
    send(title, url).await.map(drop).map_err(words_of)
}

/// Reads a file that has marks. `current` is the text that is open, which the marks may be about.
pub(crate) async fn opened(file: &str, name: &str, current: Option<&str>) -> Result<OpenedFile, String> {
    let current = current.map_or(JsValue::UNDEFINED, JsValue::from);
    let given = Array::of3(&bytes_of(file), &name.into(), &current);
    read(&call("files", "open", &given).await.map_err(words_of)?)
}

/// Reads several people's files as one document, whose marks say in their notes whose they are.
pub(crate) async fn merged(names: &[String], texts: &[String]) -> Result<ValidDocument, String> {
    let names: Array = names.iter().map(|name| JsValue::from(name.as_str())).collect();
    let texts: Array = texts.iter().map(|text| JsValue::from(text.as_str())).collect();
    read(&call("files", "merge", &Array::of2(&names, &texts)).await.map_err(words_of)?)
}

/// Makes a link's fragment, without `#`. Of an excerpt, the document is the whole, and the paragraph is that of the mark.
pub(crate) async fn fragment_of(linked: &Linked, without_notes: bool) -> Result<String, String> {
    let made =
        call("links", "encode", &Array::of1(&posted(&(linked, without_notes))?.into())).await.map_err(words_of)?;
    Ok(made.as_string().unwrap_or_default())
}

/// Opens a link.
pub(crate) async fn linked(link: &str) -> Result<Result<Linked<ValidDocument>, Damaged>, String> {
    read(&call("links", "decode", &Array::of1(&link.into())).await.map_err(words_of)?)
}

/// A QR code as it is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct QrCode {
    /// How many squares it is wide, with the white ones around it.
    pub(crate) width: u32,
    /// Its black squares, as a path of SVG with a unit a square.
    pub(crate) path: AttrValue,
}

/// The QR code of a link. None where the link is too long for one.
pub(crate) async fn qr_code(link: &str) -> Result<Option<QrCode>, String> {
    let drawn = Array::from(&call("links", "qrCode", &Array::of1(&link.into())).await.map_err(words_of)?);
    let part = |at| drawn.get(at).as_string();
    let width = part(0).and_then(|width| width.parse().ok());
    Ok(width.zip(part(1)).map(|(width, path)| QrCode { width, path: path.into() }))
}

fn posted(value: &impl Serialize) -> Result<Uint8Array, String> {
    let bytes = postcard::to_allocvec(value).map_err(|error| error.to_string())?;
    Ok(Uint8Array::from(bytes.as_slice()))
}

fn read<T: for<'a> Deserialize<'a>>(value: &JsValue) -> Result<T, String> {
    postcard::from_bytes(&Uint8Array::new(value).to_vec()).map_err(|error| error.to_string())
}
