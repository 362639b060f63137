//! The page around the reader.

use super::counted;

pub(crate) const OPEN_FILE: &str = "Open a file";
pub(crate) const SAVE_FILE: &str = "Save a file";
pub(crate) const DRAFTS: &str = "Your drafts on this device";
pub(crate) const RENAME: &str = "Rename";
pub(crate) const DELETE: &str = "Delete";
pub(crate) const DELETE_ALL: &str = "Delete all drafts";
pub(crate) const SURE: &str = "All of them? ";
pub(crate) const CANCEL: &str = "Keep them";
pub(crate) const TITLE: &str = "Title";
pub(crate) const DO_NOT_KEEP: &str = "Do not keep drafts on this device";
pub(crate) const DELETED: &str = "Deleted.";
pub(crate) const DRAFT_GONE: &str = "This draft is no longer on this device.";
pub(crate) const TWO_DRAFTS: &str =
    "Another tab has changed this draft. What you have here is kept as a draft of its own.";
pub(crate) const NOT_KEPT: &str = "From now on nothing is kept, and what is in the box is gone with this tab. Drafts that are here stay until you delete them.";
pub(crate) const DROP: &str = "Drop a file to open it";

pub(crate) fn words_and_when(words: u32, when: &str) -> String {
    format!("{}, {when}", counted(words, "word", "words"))
}

pub(crate) fn not_kept(message: &str) -> String {
    format!("Drafts cannot be kept in this browser ({message}). Your text is here; save a file so that it is not lost.")
}

pub(crate) fn not_opened(message: &str) -> String {
    format!("This draft cannot be opened ({message}).")
}

pub(crate) fn not_changed(message: &str) -> String {
    format!("The drafts could not be changed ({message}).")
}

pub(crate) fn no_text_in(name: &str) -> String {
    format!("{name} has no text in it.")
}

pub(crate) fn no_text_file(name: &str) -> String {
    format!("{name} is not a text file.")
}

pub(crate) fn encoding_guessed(name: &str) -> String {
    format!("{name} is not in UTF-8. It was read as Windows-1252: look whether letters with accents are right.")
}

pub(crate) fn not_a_document(name: &str, message: &str) -> String {
    format!("{name} cannot be opened: {message}.")
}

pub(crate) fn only_text_saved(message: &str) -> String {
    format!("Only the text was saved, without its marks ({message}).")
}
