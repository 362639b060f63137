//! What the page asks of the browser: to keep drafts and small choices, where in its history a tab is, and files.
//!
//! Drafts lie in IndexedDB, with their edits. A draft has a version, which goes up with every save; a save names the
//! version that it is based on, and where another tab has saved another one meanwhile, both are kept.
//!
//! The database is talked to in JavaScript (`web/page/drafts.js`). The crate `idb` 0.6.5 does the same from Rust for 15.7 KB of
//! brotli (open, get, put and getAll in a program of its own, wasm and glue), which is a tenth of the page's budget.

use js_sys::{Array, Uint8Array};
use reportedly_document::{Annotation, Aside, Canonical, History, title_line};
use wasm_bindgen::prelude::*;

use reportedly_reader::{QuizMode, UserWork};

#[wasm_bindgen(module = "/web/page/drafts.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn list() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    async fn load(id: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    async fn save(
        id: &str,
        version: f64,
        title: &str,
        words: u32,
        text: &str,
        work: Uint8Array,
        is_second: bool,
    ) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = storeUnsaved)]
    fn stash(id: &str, version: f64, title: &str, words: u32, text: &str, work: &[u8]);
    /// Forgets what [`leave`] has kept of a draft.
    #[wasm_bindgen(js_name = removeUnsaved)]
    pub(crate) fn unstash(id: &str);
    #[wasm_bindgen(catch, js_name = recoverUnsaved)]
    async fn adopt() -> Result<JsValue, JsValue>;
    /// What tells a new draft from all others.
    #[wasm_bindgen(js_name = newId)]
    pub(crate) fn new_id() -> String;
    /// Calls a draft otherwise.
    #[wasm_bindgen(catch)]
    pub(crate) async fn rename(id: &str, title: &str) -> Result<JsValue, JsValue>;
    /// Removes a draft, or all where the id is empty.
    #[wasm_bindgen(catch)]
    pub(crate) async fn remove(id: &str) -> Result<JsValue, JsValue>;
    /// Brings back what was removed last.
    #[wasm_bindgen(catch, js_name = restoreRemoved)]
    pub(crate) async fn bring_back() -> Result<JsValue, JsValue>;
}

#[wasm_bindgen(module = "/web/page/preferences.js")]
extern "C" {
    /// A small choice of the person's; empty where none was made.
    #[wasm_bindgen(js_name = preference)]
    pub(crate) fn chosen(name: &str) -> String;
    /// Remembers a small choice.
    #[wasm_bindgen(js_name = setPreference)]
    pub(crate) fn choose(name: &str, value: &str);
}

#[wasm_bindgen(module = "/web/page/history.js")]
extern "C" {
    #[wasm_bindgen(js_name = historyEntry)]
    fn place() -> Option<Array>;
    /// Says in the tab's history which draft is open and whether it is read: in this entry, or in a new one that comes
    /// after one about the draft's text.
    #[wasm_bindgen(js_name = setHistoryEntry)]
    pub(crate) fn set_place(draft: &str, reading: bool, push: bool);
    /// The link in the page's address; empty where there is none.
    #[wasm_bindgen(js_name = linkInAddress)]
    pub(crate) fn link() -> String;
    /// One entry back in the tab's history.
    #[wasm_bindgen(js_name = goBack)]
    pub(crate) fn go_back();
}

#[wasm_bindgen(module = "/web/page/input.js")]
extern "C" {
    /// Whether another site shows this page in a frame.
    #[wasm_bindgen(js_name = isFramed)]
    pub(crate) fn framed() -> bool;
    /// Hears of other tabs, of the tab's history, and of the page's end.
    #[wasm_bindgen(js_name = listenToBrowser)]
    pub(crate) fn hear(heard: &Closure<dyn Fn(String)>);
    /// Hears what happens in the page.
    pub(crate) fn listen(root: &web_sys::Element, heard: &Closure<dyn Fn(web_sys::Event)>);
}

#[wasm_bindgen(module = "/web/page/files.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = readFile)]
    async fn read_file(file: &web_sys::File) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = fetchText)]
    async fn fetch_text(path: &str) -> Result<JsValue, JsValue>;
    /// Hands a file over to the person.
    pub(crate) fn download(name: &str, text: &str, kind: &str);
}

/// A draft in the list.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) words: u32,
    /// When it was saved, in the browser's language.
    pub(crate) when: String,
    /// Whether all that is known of it can be read.
    pub(crate) sound: bool,
}

/// A draft as it is kept.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) text: String,
    pub(crate) work: UserWork,
    /// Whether the work could be read: a later version may have written it, or it is damaged.
    pub(crate) readable: bool,
    pub(crate) version: f64,
    /// It was not saved yet when the tab was left.
    pub(crate) unsaved: bool,
}

/// What came of a save.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Saved {
    pub(crate) id: String,
    pub(crate) version: f64,
    /// Another tab had saved another version: this is a draft of its own now.
    pub(crate) two: bool,
}

/// All drafts, the latest first.
pub(crate) async fn entries() -> Result<Vec<Entry>, String> {
    let all = Array::from(&list().await.map_err(words_of)?);
    let entry = |entry: JsValue| {
        let entry = Array::from(&entry);
        let text = |at| entry.get(at).as_string().unwrap_or_default();
        let words = entry.get(2).as_f64().unwrap_or_default() as u32;
        Entry { id: text(0), title: text(1), words, when: text(3), sound: entry.get(4).is_truthy() }
    };
    Ok(all.iter().map(entry).collect())
}

/// A draft, if it is there.
pub(crate) async fn draft(id: &str) -> Result<Option<Draft>, String> {
    let draft = load(id).await.map_err(words_of)?;
    if draft.is_undefined() {
        return Ok(None);
    }
    let draft = Array::from(&draft);
    let work = work_in(&Uint8Array::new(&draft.get(1)).to_vec());
    Ok(Some(Draft {
        text: draft.get(0).as_string().unwrap_or_default(),
        readable: work.is_ok(),
        work: work.unwrap_or_default(),
        version: draft.get(2).as_f64().unwrap_or_default(),
        unsaved: draft.get(3).is_truthy(),
    }))
}

/// Saves a text and the work on it, as what becomes of this version. Before a draft is kept for the first time, it has
/// version 0; `is_second` then says that it is of a text that another draft has, too.
pub(crate) async fn keep(
    id: &str,
    version: f64,
    title: &str,
    text: &str,
    work: &UserWork,
    is_second: bool,
) -> Result<Saved, String> {
    let bytes = Uint8Array::from(bytes_of(work)?.as_slice());
    let saved = save(id, version, title, words_in(text), text, bytes, is_second).await;
    let saved = Array::from(&saved.map_err(words_of)?);
    Ok(Saved {
        id: saved.get(0).as_string().unwrap_or_default(),
        version: saved.get(1).as_f64().unwrap_or_default(),
        two: saved.get(2).is_truthy(),
    })
}

/// Keeps what could not be saved before the tab was left, for when it is opened again, or the page in another one.
pub(crate) fn leave(id: &str, version: f64, title: &str, text: &str, work: &UserWork) {
    if let Ok(work) = bytes_of(work) {
        stash(id, version, title, words_in(text), text, &work);
    }
}

/// Saves what closed tabs have left. Returns whether there was anything.
///
/// # Errors
/// When it cannot be saved. It is tried again when the page is opened the next time.
pub(crate) async fn take_up() -> Result<bool, String> {
    Ok(adopt().await.map_err(words_of)?.is_truthy())
}

fn words_in(text: &str) -> u32 {
    u32::try_from(text.split_whitespace().count()).unwrap_or(u32::MAX)
}

/// Work as it is kept: what drafts of the first version had, and behind it the marks that a text came with.
fn bytes_of(work: &UserWork) -> Result<Vec<u8>, String> {
    postcard::to_allocvec(&(work, &work.frozen.as_deref(), work.answers)).map_err(|error| error.to_string())
}

fn work_in(bytes: &[u8]) -> Result<UserWork, postcard::Error> {
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

/// The text of a file, and whether its encoding was guessed.
pub(crate) async fn text_of(file: &web_sys::File) -> Result<(String, bool), String> {
    let read = Array::from(&read_file(file).await.map_err(words_of)?);
    Ok((read.get(0).as_string().unwrap_or_default(), read.get(1).is_truthy()))
}

/// A text that lies beside the page.
pub(crate) async fn text_beside(path: &str) -> Result<String, String> {
    let text = fetch_text(path).await.map_err(words_of)?;
    Ok(text.as_string().unwrap_or_default())
}

/// Where the tab is in its history: which draft, and whether it is read.
pub(crate) fn here() -> Option<(String, bool)> {
    let place = place()?;
    let text = |at| place.get(at).as_string().unwrap_or_default();
    Some((text(0), !text(1).is_empty()))
}

/// Work on one text, moved to another. Both are as they were given.
pub(crate) fn moved(work: &UserWork, from: &str, to: &str) -> UserWork {
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
pub(crate) fn title(text: &str, asides: &[Aside]) -> String {
    const LENGTH: usize = 70;
    let line = title_line(text, asides).map(|line| line.of(text)).unwrap_or_default();
    match line.char_indices().nth(LENGTH) {
        Some((end, _)) => [line[..end].trim_end(), "…"].concat(),
        None => line.to_owned(),
    }
}

/// What a browser says is wrong.
pub(crate) fn words_of(error: JsValue) -> String {
    let message = js_sys::Reflect::get(&error, &"message".into()).ok().and_then(|message| message.as_string());
    error.as_string().or(message).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use reportedly_document::{Edit, Entity, EntityKind, Labels, Part, Span};

    #[test]
    fn titles() {
        assert_eq!(title("\n  Talks resume \nThey did.", &[]), "Talks resume");
        assert_eq!(title("Updated\r\nHome\r\n\r\nTalks resume\r\nThey did.", &[]), "Talks resume");
        assert_eq!(title(&"ä".repeat(80), &[]).chars().count(), 71);
        assert_eq!(title(" \n", &[]), "");
    }

    #[test]
    fn work_is_kept_with_the_marks_that_its_text_came_with() {
        let mark = Annotation::machine(Entity { span: Span::new(9, 13), kind: EntityKind::Place }, "test");
        let work = UserWork { frozen: Some([mark].into()), answers: QuizMode::Hidden, ..UserWork::default() };
        assert_eq!(work_in(&bytes_of(&work).unwrap()), Ok(work.clone()));
        let of_the_first_version = postcard::to_allocvec(&work).unwrap();
        assert_eq!(work_in(&of_the_first_version), Ok(UserWork::default()));
        assert!(work_in(&[255]).is_err() && work_in(&[&of_the_first_version[..], &[9]].concat()).is_err());
    }

    #[test]
    fn work_moves_with_its_words() {
        let text = "Talks in Oman.";
        let add = Edit::add(text, vec![(Part::Entity, Span::new(9, 13))], Labels::Entity(EntityKind::Place));
        let mut work = UserWork::default();
        work.history.apply([add]);
        let moved = moved(&work, text, "New talks in Oman.\r\n");
        assert!(!moved.history.edits()[0].is_lost());
        assert_ne!(moved.history.edits(), work.history.edits());
    }
}
