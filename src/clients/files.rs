//! The programs that know the formats of files.

use js_sys::Array;
use reportedly_document::ValidDocument;
use reportedly_formats::Format;
use reportedly_protocol::{Copied, ExportRequest, Function, MergedFiles, OpenedFile};
use wasm_bindgen::JsValue;

use super::{argument, bytes_of, call, message};
use crate::browser::files::Content;

/// Writes a file of a format.
pub(crate) async fn save(request: &ExportRequest, format: Format) -> Result<Content, String> {
    let function = match format {
        Format::Text(_) => Function::SaveFile,
        Format::Office(_) => Function::SaveOfficeFile,
    };
    let file = call(function, &Array::of2(&argument(request)?, &format.extension().into())).await?;
    Ok(Content::written(file))
}

/// Writes what a copy puts on the clipboard.
pub(crate) async fn copy(request: &ExportRequest) -> Result<Copied, String> {
    message(&call(Function::CopyMarked, &Array::of1(&argument(request)?)).await?)
}

/// Reads a file that has marks. `current` is the text that is open, which the marks may be about.
pub(crate) async fn open(file: &str, name: &str, current: Option<&str>) -> Result<OpenedFile, String> {
    let current = current.map_or(JsValue::UNDEFINED, JsValue::from);
    message(&call(Function::OpenFile, &Array::of3(&bytes_of(file), &name.into(), &current)).await?)
}

/// Reads several people's files as one document, whose marks say in their notes whose they are.
pub(crate) async fn merge(names: &[String], texts: &[String]) -> Result<ValidDocument, String> {
    let array = |words: &[String]| words.iter().map(|words| JsValue::from(words.as_str())).collect::<Array>();
    let merged = call(Function::MergeFiles, &Array::of2(&array(names), &array(texts))).await?;
    message::<MergedFiles>(&merged).map(|merged| merged.document)
}
