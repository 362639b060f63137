//! The word lists of `lexicon/`: built in, or provided as a file.
//!
//! They are a quarter of what the engine weighs, and data: a web page loads them beside the program. The file is a text:
//! a line that says what it is, then for each list `=` and its name, then its entries, each on a line of its own. The small
//! trained models of `weights/` are in it as well.

use std::fmt;
use std::str::Lines;
use std::sync::{LazyLock, OnceLock};

use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

/// The lists as `build.rs` has written them; none where they are to be provided.
const BUILT_IN: &str =
    if cfg!(feature = "words") { include_str!(concat!(env!("OUT_DIR"), "/engine.words")) } else { "" };

const FIRST_LINE: &str = concat!("reportedly words ", env!("CARGO_PKG_VERSION"), "\n");

static PROVIDED: OnceLock<String> = OnceLock::new();

/// Why a text is not the word lists of this engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordsError(());

impl fmt::Display for WordsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the word lists are damaged, or those of another version")
    }
}

impl std::error::Error for WordsError {}

/// Provides the word lists, before the first text is read, to an engine that was built without the feature `words`.
///
/// # Errors
/// When they are not those that this engine was built with.
pub fn provide_words(words: String) -> Result<(), WordsError> {
    if !words.starts_with(FIRST_LINE) || words.len().to_string() != env!("WORDS_LENGTH") {
        return Err(WordsError(()));
    }
    // Who provides them twice provides the same ones.
    PROVIDED.get_or_init(|| words);
    Ok(())
}

/// The entries of a list, in the order of its file.
///
/// # Panics
/// When there is no such list, or none have been provided yet.
pub(crate) fn list(name: &str) -> Lines<'static> {
    section(name).expect("the word lists are there before the first text").lines()
}

/// The header and the weights of a small trained model, `weights/NAME.txt`, if there is one.
pub(crate) fn weights(name: &str) -> Option<(&'static str, &'static str)> {
    section(&format!("{name}.weights"))?.trim_end().split_once('\n')
}

/// What stands between the header of each list and the next one, by the words of the header. The file is walked once: a search
/// for each list would take longer than the first text.
static SECTIONS: LazyLock<HashMap<&'static str, &'static str, FxBuildHasher>> = LazyLock::new(|| {
    let words = PROVIDED.get().map_or(BUILT_IN, String::as_str);
    words.split("\n=").filter_map(|list| list.split_once('\n')).collect()
});

fn section(header: &str) -> Option<&'static str> {
    SECTIONS.get(header).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_the_word_lists_is_refused() {
        for words in ["", "<!doctype html>", &BUILT_IN[..1_000], &BUILT_IN.replacen(env!("CARGO_PKG_VERSION"), "9", 1)]
        {
            let error = provide_words(words.to_owned()).unwrap_err();
            assert_eq!(error.to_string(), "the word lists are damaged, or those of another version");
        }
        assert_eq!(provide_words(BUILT_IN.to_owned()), Ok(()));
    }

    #[test]
    fn every_list_is_found_by_its_whole_name() {
        let files = std::fs::read_dir("lexicon").unwrap().map(|file| file.unwrap().path());
        let mut entries = 0;
        for file in files {
            let name = file.file_stem().unwrap().to_str().unwrap();
            assert!(list(name).count() > 10, "{name}");
            assert!(list(name).all(|entry| !entry.starts_with('=')), "{name}");
            entries += list(name).count();
        }
        assert!(BUILT_IN.lines().count() > entries);
        assert!(std::panic::catch_unwind(|| list("title")).is_err());
    }
}
