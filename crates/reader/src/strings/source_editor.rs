//! Sentences about headings of the panel that a person corrects.

use super::{counted, grouped};
use crate::state::SourceProblem;

pub(crate) const EDIT_SOURCE: &str = "Correct";
pub(crate) const SOURCE_NAME: &str = "Name";
pub(crate) const MERGE_WITH: &str = "Same as";
pub(crate) const MERGE: &str = "Merge";
pub(crate) const SPLIT_OFF_LABEL: &str = "Not by this source";
pub(crate) const SPLIT: &str = "Split off";
pub(crate) const SOURCE_DONE: &str = "Done";
pub(crate) const NOT_CHOSEN: &str = "–";
pub(crate) const SOMEBODY: &str = "Somebody";
pub(crate) const RENAMED: &str = "Renamed";
pub(crate) const KIND_SET: &str = "Kind of source set";
pub(crate) const SPLIT_OFF: &str = "Split off";

/// The name of the button, and of what it opens.
pub(crate) fn edit_source(name: &str) -> String {
    [EDIT_SOURCE, ": ", name].concat()
}

pub(crate) fn merged(one: &str, other: &str) -> String {
    ["Merged: ", if one.is_empty() { super::NO_SOURCE } else { one }, " is ", other].concat()
}

/// Statements whose source has these words: "“Moen”: 2 statements".
pub(crate) fn split_words(words: &str, count: usize) -> String {
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    ["“", words, "”: ", &counted(count, "statement", "statements")].concat()
}

/// "3 unsure".
pub(crate) fn unsure_statements(count: usize) -> String {
    [&grouped(u32::try_from(count).unwrap_or(u32::MAX)), " unsure"].concat()
}

pub(crate) fn source_problem(problem: &SourceProblem) -> String {
    match problem {
        SourceProblem::NoName => "A heading needs a name. It is called as before.".to_owned(),
        SourceProblem::Taken { name, .. } => {
            ["There is a heading “", name, "” already. Merge the two, or choose another name."].concat()
        }
        SourceProblem::Itself => "A heading cannot be merged with itself. Nothing was changed.".to_owned(),
        SourceProblem::All => "These are all statements of this heading: rename it instead.".to_owned(),
    }
}
