//! Bytes to text, by the browser's own decoders.

use reportedly_extraction::{PageEncoding, encoding_of};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    type TextDecoder;
    #[wasm_bindgen(constructor, catch)]
    fn new(label: &str) -> Result<TextDecoder, JsValue>;
    #[wasm_bindgen(method, getter)]
    fn encoding(this: &TextDecoder) -> String;
    #[wasm_bindgen(method, catch)]
    fn decode(this: &TextDecoder, bytes: &[u8]) -> Result<String, JsValue>;
}

/// The text of a page's bytes, and whether its encoding was guessed.
///
/// # Errors
/// When the browser does not know the encoding.
pub(crate) fn decoded(bytes: &[u8]) -> Result<(String, bool), JsValue> {
    let name = |label: &str| TextDecoder::new(label).ok().map(|decoder| decoder.encoding());
    let PageEncoding { label, is_guess } = encoding_of(bytes, name);
    Ok((TextDecoder::new(&label)?.decode(bytes)?, is_guess))
}
