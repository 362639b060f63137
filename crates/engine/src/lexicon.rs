//! The word lists of `lexicon/`, and texts of the source: built in, or provided as a file.
//!
//! They are a quarter of what the engine weighs, and data: a web page loads them beside the program. The file is a text:
//! a line that says what it is, then for each list `=` and its name, then its entries, each on a line of its own. The small
//! trained models of `weights/` are in it as well, and the texts of [`listed!`].

use std::fmt;
use std::str::Lines;
use std::sync::{LazyLock, OnceLock};

use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

/// The lists as `build.rs` has written them; none where they are to be provided.
const BUILT_IN: &str =
    if cfg!(feature = "words") { include_str!(concat!(env!("OUT_DIR"), "/engine.words")) } else { "" };

/// It ends with a hash of the file: places of texts in it are in the program.
const FIRST_LINE: &str = concat!("reportedly words ", env!("CARGO_PKG_VERSION"), " ", env!("WORDS_HASH"), "\n");

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

/// The entries of a list of `lexicon/`, in the order of its file.
///
/// An entry is a line; `#` begins a comment, which `build.rs` has taken out.
///
/// # Panics
/// When there is no such list, or none have been provided yet.
pub(crate) fn entries(name: &str) -> Lines<'static> {
    section(name).expect("the word lists are there before the first text").lines()
}

/// The header and the weights of a small trained model, `weights/NAME.txt`, if there is one.
pub(crate) fn weights(name: &str) -> Option<(&'static str, &'static str)> {
    section(&format!("{name}.weights"))?.trim_end().split_once('\n')
}

/// What stands between the header of each list and the next one, by the words of the header. The file is walked once: a search
/// for each list would take longer than the first text.
static SECTIONS: LazyLock<HashMap<&'static str, &'static str, FxBuildHasher>> =
    LazyLock::new(|| file().split("\n=").filter_map(|list| list.split_once('\n')).collect());

fn file() -> &'static str {
    PROVIDED.get().map_or(BUILT_IN, String::as_str)
}

fn section(header: &str) -> Option<&'static str> {
    SECTIONS.get(header).copied()
}

/// A text that is written in the source and stands in the file, by its place there: [`listed!`] makes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Listed {
    start: u32,
    end: u32,
}

impl Listed {
    /// Where `build.rs` has put a text.
    ///
    /// # Panics
    /// While the engine is compiled, when `build.rs` has not found the text.
    pub(crate) const fn of(text: &str) -> Listed {
        let mut number = 0;
        while number < PLACES.len() {
            let (other, start) = PLACES[number];
            if same(other.as_bytes(), text.as_bytes()) {
                return Listed { start, end: start + text.len() as u32 };
            }
            number += 1;
        }
        panic!("build.rs finds texts that are written as a literal inside of the macro");
    }

    /// The text; an empty one as long as none have been provided.
    pub(crate) fn text(self) -> &'static str {
        file().get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}

/// Each text with its place in the file.
const PLACES: &[(&str, u32)] = include!(concat!(env!("OUT_DIR"), "/places.rs"));

const fn same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let mut at = 0;
    while at < one.len() {
        if one[at] != other[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// A text for readers or for [`Phrases`](crate::phrases::Phrases) that is written here and downloaded with the word lists, beside
/// the program: `listed!("fairly, broadly")`.
macro_rules! listed {
    ($text:literal) => {
        const { $crate::lexicon::Listed::of($text) }
    };
}
pub(crate) use listed;

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
        let mut count = 0;
        for file in files {
            let name = file.file_stem().unwrap().to_str().unwrap();
            assert!(entries(name).count() > 10, "{name}");
            assert!(entries(name).all(|entry| !entry.is_empty() && !entry.contains(['=', '#'])), "{name}");
            count += entries(name).count();
        }
        assert!(BUILT_IN.lines().count() > count);
        assert!(std::panic::catch_unwind(|| entries("title")).is_err());
    }

    #[test]
    fn a_text_of_the_source_is_what_is_written() {
        // Texts of the program, one of which goes on in the next line there: the file has no others.
        assert_eq!(listed!("fairly, broadly").text(), "fairly, broadly");
        const LONG: Listed = listed!(
            "fairly, \
            broadly"
        );
        assert_eq!(LONG.text(), "fairly, broadly");
        for &(text, start) in PLACES {
            assert_eq!(&BUILT_IN[start as usize..][..text.len()], text);
        }
    }

    /// What documents a function is for readers of the code, as are texts of tests.
    #[test]
    fn visitors_download_no_documentation_of_functions_and_no_texts_of_tests() {
        let source = include_str!("hedges/hearsay.rs");
        let (rules, rest) = source.split_once("\n}\n").expect("the rules come first");
        let documentation = |code: &str| -> Vec<String> {
            code.lines().filter_map(|line| Some(line.trim().strip_prefix("/// ")?.to_owned())).collect()
        };
        let is_there = |line: &String| PLACES.iter().any(|(text, _)| text.contains(line));
        let (sentences, other) = (documentation(rules), documentation(rest));
        assert!(!sentences.is_empty() && sentences.iter().all(is_there), "{sentences:?}");
        assert!(!other.is_empty() && !other.iter().any(is_there), "{other:?}");
        assert!(PLACES.iter().all(|(text, _)| !["can may must", "title", "A test."].contains(text)));
    }
}
