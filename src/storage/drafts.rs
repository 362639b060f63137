//! Drafts, which lie in IndexedDB with their edits.
//!
//! A draft has a version, which goes up with every save; a save names the
//! version that it is based on, and where another tab has saved another one meanwhile, both are kept.
//!
//! The database is talked to in JavaScript (`web/page/drafts.js`). The crate `idb` 0.6.5 does the same from Rust for 15.7 KB of
//! brotli (open, get, put and getAll in a program of its own, wasm and glue), which is a tenth of the page's budget.

use js_sys::{Array, Uint8Array};
use reportedly_document::{Annotation, Aside, Canonical, History, title_line};
use wasm_bindgen::prelude::*;

use crate::browser::error_message;
use crate::clients::extraction::PageOrigin;
use crate::strings;
use reportedly_reader::{QuizMode, UserWork};

#[wasm_bindgen(module = "/web/page/drafts.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = list)]
    async fn js_list() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = load)]
    async fn js_load(id: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = save)]
    async fn js_save(
        id: &str,
        version: f64,
        title: &str,
        words: u32,
        text: &str,
        work: Uint8Array,
        is_second: bool,
        is_comparison: bool,
        origin: &JsValue,
    ) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = storeUnsaved)]
    fn js_store_unsaved(id: &str, version: f64, title: &str, words: u32, text: &str, work: &[u8], origin: &JsValue);
    /// Forgets what [`store_unsaved`] has stored of a draft.
    #[wasm_bindgen(js_name = removeUnsaved)]
    pub(crate) fn remove_unsaved(id: &str);
    #[wasm_bindgen(catch, js_name = recoverUnsaved)]
    async fn js_recover_unsaved() -> Result<JsValue, JsValue>;
    /// What tells a new draft from all others.
    #[wasm_bindgen(js_name = newId)]
    pub(crate) fn new_id() -> String;
    /// Gives a draft another title.
    #[wasm_bindgen(catch)]
    pub(crate) async fn rename(id: &str, title: &str) -> Result<JsValue, JsValue>;
    /// Removes a draft, or all where the id is empty.
    #[wasm_bindgen(catch)]
    pub(crate) async fn remove(id: &str) -> Result<JsValue, JsValue>;
    /// Restores what was removed last.
    #[wasm_bindgen(catch, js_name = restoreRemoved)]
    pub(crate) async fn restore_removed() -> Result<JsValue, JsValue>;
}

/// A draft in the list.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DraftEntry {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) words: u32,
    /// When it was saved, in the browser's language.
    pub(crate) when: String,
    /// Whether all that is known of it can be read.
    pub(crate) sound: bool,
    /// Whether it is a comparison of several texts.
    pub(crate) is_comparison: bool,
}

/// A stored draft.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) text: String,
    /// None where it cannot be read: a later version may have written it, or it is damaged.
    pub(crate) work: Option<UserWork>,
    pub(crate) version: f64,
    /// It was not saved yet when the tab was left.
    pub(crate) unsaved: bool,
    pub(crate) origin: PageOrigin,
}

/// What came of a save.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Saved {
    pub(crate) id: String,
    pub(crate) version: f64,
    /// Another tab had saved another version: this is a draft of its own now.
    pub(crate) is_conflict: bool,
}

/// All drafts, the latest first.
pub(crate) async fn list() -> Result<Vec<DraftEntry>, String> {
    let all = Array::from(&js_list().await.map_err(error_message)?);
    let entry = |entry: JsValue| {
        let entry = Array::from(&entry);
        let text = |at| entry.get(at).as_string().unwrap_or_default();
        let words = entry.get(2).as_f64().unwrap_or_default() as u32;
        let flag = |at| entry.get(at).is_truthy();
        DraftEntry { id: text(0), title: text(1), words, when: text(3), sound: flag(4), is_comparison: flag(5) }
    };
    Ok(all.iter().map(entry).collect())
}

/// A draft, if it is there.
pub(crate) async fn load(id: &str) -> Result<Option<Draft>, String> {
    let draft = js_load(id).await.map_err(error_message)?;
    if draft.is_undefined() {
        return Ok(None);
    }
    let draft = Array::from(&draft);
    Ok(Some(Draft {
        text: draft.get(0).as_string().unwrap_or_default(),
        work: decode_work(&Uint8Array::new(&draft.get(1)).to_vec()).ok(),
        version: draft.get(2).as_f64().unwrap_or_default(),
        unsaved: draft.get(3).is_truthy(),
        origin: PageOrigin(draft.get(4)),
    }))
}

/// Saves a text, the work on it and what is known of its web page, as what becomes of this version. Before a draft is kept for the first time, it has
/// version 0; `is_second` then says that it is of a text that another draft has, too.
pub(crate) async fn save(
    id: &str,
    version: f64,
    title: &str,
    text: &str,
    work: &UserWork,
    origin: &PageOrigin,
    is_second: bool,
) -> Result<Saved, String> {
    let bytes = Uint8Array::from(encode_work(work)?.as_slice());
    saved(js_save(id, version, title, count_words(text), text, bytes, is_second, false, &origin.0).await)
}

/// Saves a comparison as what becomes of this version: the words of its texts for who cannot read it, and its content.
pub(crate) async fn save_comparison(
    id: &str,
    version: f64,
    title: &str,
    text: &str,
    content: &[u8],
) -> Result<Saved, String> {
    let content = Uint8Array::from(content);
    saved(js_save(id, version, title, count_words(text), text, content, false, true, &JsValue::UNDEFINED).await)
}

/// The content and the version of a comparison, if it is there.
pub(crate) async fn load_comparison(id: &str) -> Result<Option<(Vec<u8>, f64)>, String> {
    let draft = js_load(id).await.map_err(error_message)?;
    if draft.is_undefined() {
        return Ok(None);
    }
    let draft = Array::from(&draft);
    Ok(Some((Uint8Array::new(&draft.get(1)).to_vec(), draft.get(2).as_f64().unwrap_or_default())))
}

fn saved(saved: Result<JsValue, JsValue>) -> Result<Saved, String> {
    let saved = Array::from(&saved.map_err(error_message)?);
    Ok(Saved {
        id: saved.get(0).as_string().unwrap_or_default(),
        version: saved.get(1).as_f64().unwrap_or_default(),
        is_conflict: saved.get(2).is_truthy(),
    })
}

/// Stores what could not be saved before the tab was left, for when it is opened again, or the page in another one.
pub(crate) fn store_unsaved(id: &str, version: f64, title: &str, text: &str, work: &UserWork, origin: &PageOrigin) {
    if let Ok(work) = encode_work(work) {
        js_store_unsaved(id, version, title, count_words(text), text, &work, &origin.0);
    }
}

/// Saves what closed tabs have left. Returns whether there was anything.
///
/// # Errors
/// When it cannot be saved. It is tried again when the page is opened the next time.
pub(crate) async fn recover_unsaved() -> Result<bool, String> {
    Ok(js_recover_unsaved().await.map_err(error_message)?.is_truthy())
}

fn count_words(text: &str) -> u32 {
    u32::try_from(text.split_whitespace().count()).unwrap_or(u32::MAX)
}

/// Work as it is kept: what drafts of the first version had, and behind it the marks that a text came with.
pub(crate) fn encode_work(work: &UserWork) -> Result<Vec<u8>, String> {
    postcard::to_allocvec(&(work, &work.frozen.as_deref(), work.answers)).map_err(|_| strings::UNWRITABLE.to_owned())
}

pub(crate) fn decode_work(bytes: &[u8]) -> Result<UserWork, postcard::Error> {
    if bytes.is_empty() {
        return Ok(UserWork::default());
    }
    let (work, rest) = postcard::take_from_bytes::<UserWork>(bytes)?;
    if rest.is_empty() {
        return Ok(work);
    }
    let (frozen, answers) = postcard::from_bytes::<(Option<Vec<Annotation>>, QuizMode)>(rest)?;
    Ok(UserWork { frozen: frozen.map(Into::into), answers, ..work })
}

/// Work on one text, moved to another. Both are as they were given.
pub(crate) fn rebase_work(work: &UserWork, from: &str, to: &str) -> UserWork {
    let mut work = work.clone();
    if from != to {
        work.frozen = None;
    }
    if from != to && work.history != History::default() {
        work.history.rebase(Canonical::new(from).text(), Canonical::new(to).text());
        work.view = work.view.for_another_text();
    }
    work
}

/// What a draft is called until it is renamed: the line that is its title, cut. `asides` are spans of `text`.
pub(crate) fn title_of(text: &str, asides: &[Aside]) -> String {
    const LENGTH: usize = 70;
    let line = title_line(text, asides).map(|line| line.of(text)).unwrap_or_default();
    match line.char_indices().nth(LENGTH) {
        Some((end, _)) => [line[..end].trim_end(), "…"].concat(),
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use reportedly_document::{Edit, Entity, EntityKind, Labels, Part, Span};

    #[test]
    fn titles() {
        assert_eq!(title_of("\n  Talks resume \nThey did.", &[]), "Talks resume");
        assert_eq!(title_of("Updated\r\nHome\r\n\r\nTalks resume\r\nThey did.", &[]), "Talks resume");
        assert_eq!(title_of(&"ä".repeat(80), &[]).chars().count(), 71);
        assert_eq!(title_of(" \n", &[]), "");
    }

    #[test]
    fn work_is_kept_with_the_marks_that_its_text_came_with() {
        let mark = Annotation::machine(Entity { span: Span::new(9, 13), kind: EntityKind::Place }, "test");
        let work = UserWork { frozen: Some([mark].into()), answers: QuizMode::Hidden, ..UserWork::default() };
        assert_eq!(decode_work(&encode_work(&work).unwrap()), Ok(work.clone()));
        let of_the_first_version = postcard::to_allocvec(&work).unwrap();
        assert_eq!(decode_work(&of_the_first_version), Ok(UserWork::default()));
        assert!(decode_work(&[255]).is_err() && decode_work(&[&of_the_first_version[..], &[9]].concat()).is_err());
    }

    #[test]
    fn work_moves_with_its_words() {
        let text = "Talks in Oman.";
        let add = Edit::add(text, vec![(Part::Entity, Span::new(9, 13))], Labels::Entity(EntityKind::Place));
        let mut work = UserWork::default();
        work.history.apply([add]);
        let moved = rebase_work(&work, text, "New talks in Oman.\r\n");
        assert!(!moved.history.edits()[0].is_lost());
        assert_ne!(moved.history.edits(), work.history.edits());
    }
}
