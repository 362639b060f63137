//! Comparisons: the texts of one, as they are kept in a draft, and in the tab as long as there is no draft.

use js_sys::{Array, Uint8Array};
use reportedly_reader::UserWork;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use super::drafts::{decode_work, encode_work};
use crate::strings;

#[wasm_bindgen(module = "/web/page/comparison.js")]
extern "C" {
    #[wasm_bindgen(js_name = storeTexts)]
    fn js_store_texts(texts: &Array) -> bool;
    #[wasm_bindgen(js_name = storedTexts)]
    fn js_stored_texts() -> Array;
    #[wasm_bindgen(js_name = compareWith)]
    fn js_compare_with(title: &str, text: &str, work: &[u8], draft: &str);
}

/// A text that is compared.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ComparedText {
    /// What it is called: its draft's title, or the name of its file.
    pub(crate) title: String,
    /// As it was given.
    pub(crate) text: String,
    pub(crate) work: UserWork,
    /// The draft that it comes from; empty where there is none.
    pub(crate) draft: String,
}

/// What a draft of a comparison begins with. A page that does not know comparisons cannot read this as work on a text, and
/// leaves the draft as it is.
const START: [u8; 10] = [0xff; 10];

/// Which fields a draft has. One with another number is of a later version.
const VERSION: u8 = 1;

#[derive(Serialize, Deserialize)]
struct Fields {
    title: String,
    text: String,
    work: Vec<u8>,
    draft: String,
}

/// The content of a draft.
pub(crate) fn encode(texts: &[ComparedText]) -> Result<Vec<u8>, String> {
    let fields = |text: &ComparedText| {
        let ComparedText { title, text, work, draft } = text.clone();
        Ok(Fields { title, text, work: encode_work(&work)?, draft })
    };
    let fields = texts.iter().map(fields).collect::<Result<Vec<Fields>, String>>()?;
    let mut bytes = START.to_vec();
    bytes.push(VERSION);
    bytes.extend(postcard::to_allocvec(&fields).map_err(|_| strings::UNWRITABLE)?);
    Ok(bytes)
}

/// The texts of a draft; nothing where they cannot be read.
pub(crate) fn decode(bytes: &[u8]) -> Option<Vec<ComparedText>> {
    let fields = bytes.strip_prefix(&START)?.strip_prefix(&[VERSION])?;
    let fields: Vec<Fields> = postcard::from_bytes(fields).ok()?;
    let text =
        |Fields { title, text, work, draft }| Some(ComparedText { title, text, work: decode_work(&work).ok()?, draft });
    fields.into_iter().map(text).collect()
}

/// Keeps texts for this tab. Returns whether there was room.
pub(crate) fn store(texts: &[ComparedText]) -> bool {
    let row = |text: &ComparedText| {
        let work = Uint8Array::from(encode_work(&text.work).unwrap_or_default().as_slice());
        Array::of4(&text.title.as_str().into(), &text.text.as_str().into(), &work.into(), &text.draft.as_str().into())
    };
    js_store_texts(&texts.iter().map(row).collect())
}

/// The texts that this tab keeps. Work that cannot be read is left out.
pub(crate) fn stored() -> Vec<ComparedText> {
    let text = |row: JsValue| {
        let row = Array::from(&row);
        let words = |at| row.get(at).as_string().unwrap_or_default();
        let work = decode_work(&Uint8Array::new(&row.get(2)).to_vec()).unwrap_or_default();
        ComparedText { title: words(0), text: words(1), work, draft: words(3) }
    };
    js_stored_texts().iter().map(text).collect()
}

/// Leaves the page for the one that compares this text with others.
pub(crate) fn compare_with(title: &str, text: &str, work: &UserWork, draft: &str) {
    js_compare_with(title, text, &encode_work(work).unwrap_or_default(), draft);
}

#[cfg(test)]
mod tests {
    use super::*;
    use reportedly_document::{Annotation, Entity, EntityKind, Span};

    #[test]
    fn a_comparison_is_kept_with_the_work_on_its_texts() {
        let mark = Annotation::machine(Entity { span: Span::new(9, 13), kind: EntityKind::Place }, "test");
        let work = UserWork { frozen: Some([mark].into()), ..UserWork::default() };
        let marked = ComparedText { title: "a".into(), text: "Talks in Oman.".into(), work, draft: "one".into() };
        let texts = [marked, ComparedText { text: "Rain.".into(), ..ComparedText::default() }];
        let bytes = encode(&texts).unwrap();
        assert_eq!(decode(&bytes).as_deref(), Some(&texts[..]));
        assert_eq!(decode(&bytes[..bytes.len() - 1]), None);
        assert_eq!(decode(b""), None);
    }

    #[test]
    fn a_page_that_does_not_know_comparisons_cannot_read_one_as_work() {
        assert!(decode_work(&encode(&[]).unwrap()).is_err());
    }

    /// Written when drafts of comparisons were new: they open for ever.
    #[test]
    fn the_first_comparison_opens() {
        let bytes = [&START[..], &[1, 1, 1, b'a', 5, b'R', b'a', b'i', b'n', b'.', 0, 0]].concat();
        let text = ComparedText { title: "a".into(), text: "Rain.".into(), ..ComparedText::default() };
        assert_eq!(decode(&bytes), Some(vec![text]));
    }
}
