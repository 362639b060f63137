//! Marks of a file that have no position in the text, and why.

use reportedly_document::{Annotation, Labels};

/// A mark of a file that could not be placed. A person can, knowing what it was about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unplaced {
    /// The words that it marked, as far as the file says.
    pub words: String,
    /// What it was called, if that is known here.
    pub labels: Option<Labels>,
    /// The remark on it.
    pub note: Option<String>,
    /// Why it has no place.
    pub reason: Reason,
}

/// Why a mark of a file could not be placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The text does not have these words, or has them between other words.
    Gone,
    /// The words stand in several places, and nothing says which is meant.
    Ambiguous,
    /// The file gives a position without words, so that nobody can tell whether it is right.
    NoWords,
    /// The file says no place in a text.
    NoPlace,
    /// The file does not say what kind of mark it is, or in words unknown here.
    NoKind,
    /// As many marks as can be shown lie on these words already.
    Crowded,
    /// The file has so many words that stand nowhere in the text that these were not looked for.
    NotRequested,
}

impl Reason {
    /// One sentence for readers, without a full stop.
    pub fn sentence(self) -> &'static str {
        match self {
            Reason::Gone => "the text does not have these words there",
            Reason::Ambiguous => "these words stand in several places",
            Reason::NoWords => "the file gives a position without words",
            Reason::NoPlace => "the file gives no place in the text",
            Reason::NoKind => "the file gives no kind of mark that is known here",
            Reason::Crowded => "as many marks as can be shown lie on these words already",
            Reason::NotRequested => {
                "too many marks of the file stand nowhere in the text, and these words were not looked for"
            }
        }
    }
}

/// How many marks that there is no room for are listed.
const LISTED: usize = 100;
/// How many characters of their words.
const LISTED_WORDS: usize = 200;

/// A list of marks that there is no room for. Their number and their words may be of any size.
pub(crate) fn list_crowded(text: &str, marks: &[Annotation]) -> Vec<Unplaced> {
    let item = |words, labels, note| Unplaced { words, labels, note, reason: Reason::Crowded };
    let mut list: Vec<Unplaced> = Vec::new();
    for mark in marks.iter().take(LISTED) {
        let words = text.get(mark.cover().range()).unwrap_or_default();
        let words = match words.char_indices().nth(LISTED_WORDS) {
            Some((end, _)) => [&words[..end], "…"].concat(),
            None => words.to_owned(),
        };
        list.push(item(words, Some(Labels::of(mark)), mark.note.clone()));
    }
    if let Some(more) = marks.len().checked_sub(LISTED).filter(|&more| more > 0) {
        list.push(item(format!("… and {more} more"), None, None));
    }
    list
}
