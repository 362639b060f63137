//! Every sentence and label of the page around the reader, but for `index.html`.

use reportedly_reader::counted;

use crate::example::Example;

pub(crate) const LEAD: &str = "Paste a news article. Names, hedged language and statements are marked where they stand, with a list of who said what.";
pub(crate) const PRIVACY: &str = "No text is uploaded: everything happens in this browser.";
pub(crate) const PASTING_IS_ENOUGH: &str = " This is how a text looks here. Pasting it is enough.";
pub(crate) const READ: &str = "Show who said what";
pub(crate) const EXAMPLES: &str = "Or try an example:";
pub(crate) const TEXT_BOX: &str = "Your text";
pub(crate) const PLACEHOLDER: &str = "Paste an article here";
pub(crate) const EDIT: &str = "Edit text";
pub(crate) const NEW: &str = "New text";
pub(crate) const BRING_BACK: &str = "Bring back the last text";
pub(crate) const NOTHING_TO_READ: &str = "There is no text yet. Paste an article, or try an example.";
pub(crate) const NOTHING_PASTED: &str = "The clipboard has no text in it, so nothing was pasted.";
pub(crate) const PICTURE_PASTED: &str = "The clipboard holds a picture or a file, no words.";

pub(crate) const PRINT: &str = "Print";
pub(crate) const PRINT_SHOWN: &str =
    "On paper, or as a PDF by the browser’s own dialog. Marks that are hidden are left out.";
pub(crate) const PRINT_ARTICLE: &str = "The article";
pub(crate) const PRINT_ARTICLE_FOR: &str = "The text with its marks, what they mean, your notes, and who said what.";
pub(crate) const PRINT_HANDOUT: &str = "A hand-out";
pub(crate) const PRINT_HANDOUT_FOR: &str = "For a class: statements have numbers, in the text and in the table of who said what, and there are lines to write on.";
pub(crate) const CLOSE: &str = "Close";
pub(crate) const BRING_DRAFTS_BACK: &str = "Bring back";
pub(crate) fn example(example: Example) -> &'static str {
    match example {
        Example::Diplomacy => "Diplomacy",
        Example::Science => "Science",
        Example::Business => "Business",
    }
}

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
pub(crate) const WORK_UNREADABLE: &str = "What was done to the marks of this draft cannot be read: it is damaged, or a later version of \
    this page has written it. It stays as it is. What you do now is kept as a second draft.";
pub(crate) const DAMAGED: &str = "damaged: not all of it can be read";
pub(crate) const NO_TITLE: &str = "A draft without a title";
pub(crate) const FRAMED: &str =
    "Another site shows this page inside of its own. Your drafts are not shown here, and nothing is kept.";
pub(crate) const OPEN_ALONE: &str = "Open this page by itself";
pub(crate) const DROP: &str = "Drop a file to open it";

pub(crate) fn words_and_when(words: u32, when: &str) -> String {
    format!("{}, {when}", counted(words, "word", "words"))
}

/// Why a draft cannot be stored that has no form in bytes.
pub(crate) const UNWRITABLE: &str = "it cannot be written";

pub(crate) fn not_kept(message: &str) -> String {
    format!("Drafts cannot be kept in this browser ({message}). Your text is here; save a file so that it is not lost.")
}

pub(crate) fn not_listed(message: &str) -> String {
    format!("The drafts on this device cannot be shown: {message}.")
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

pub(crate) fn too_many_files(most: usize, most_bytes: u64) -> String {
    let size = most_bytes >> 20;
    format!("These are too many files to open at once. At most {most} can be opened, with {size} MB together.")
}

pub(crate) fn file_too_large(name: &str, bytes: u64, most: u64) -> String {
    let (size, most) = (megabytes(bytes), megabytes(most));
    format!("{name} is too large: it has {size} MB, and at most {most} MB can be read.")
}

/// With one digit behind the point. Of whole numbers, as printing others would add ten kilobytes to the program.
fn megabytes(bytes: u64) -> String {
    let tenths = (bytes * 10 + (1 << 19)) >> 20;
    format!("{}.{}", tenths / 10, tenths % 10)
}

pub(crate) const SHOW_DRAFTS: &str = "Show the drafts";

pub(crate) fn several_opened(others: &[String]) -> String {
    let all = counted(u32::try_from(others.len() + 1).unwrap_or(u32::MAX), "text was", "texts were");
    format!("{all} opened. This is the first; the others are among your drafts: {}.", quoted(others))
}

pub(crate) fn only_first_opened(names: &[String]) -> String {
    format!(
        "Only the first text was opened, because drafts are not kept on this device. Left alone: {}.",
        names.join(", ")
    )
}

pub(crate) fn file_not_kept(name: &str, message: &str) -> String {
    format!("{name} could not be kept as a draft ({message}).")
}

fn quoted(titles: &[String]) -> String {
    titles.iter().map(|title| format!("“{title}”")).collect::<Vec<_>>().join(", ")
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

pub(crate) const SAVE: &str = "Save or copy";
pub(crate) const SAVE_SHOWN: &str =
    "What is saved or copied is what is shown: layers and kinds that are switched off are left out.";
pub(crate) const COPY_MARKED: &str = "Copy with marks";
pub(crate) const COPY_MARKED_FOR: &str = "for a word processor or a mail";

/// Text without marks, beside the formats of `reportedly-formats`.
pub(crate) const PLAIN_TEXT: &str = "Plain text";
pub(crate) const PLAIN_TEXT_FOR: &str = "the text alone";

pub(crate) const COPIED: &str = "Copied with its marks.";

pub(crate) fn saved_as(name: &str) -> String {
    format!("Saved as {name}.")
}

pub(crate) fn not_copied(message: &str) -> String {
    format!("The browser did not let it be copied ({message}).")
}

pub(crate) fn of_another_text(name: &str) -> String {
    format!(
        "{name} is about another text. Those of its marks that have no place in this one are listed here: press Attach, then select the words."
    )
}

/// What a file is called that was pasted as text.
pub(crate) const PASTED_FILE: &str = "what was pasted.json";
pub(crate) const ATTACH: &str = "Attach";
pub(crate) const UNPLACED: &str = "These marks of the file could not be placed. Press Attach, then select the words.";

pub(crate) const COMPARE: &str = "Compare";
pub(crate) const COMPARE_WITH: &str = "Compare with other articles";

/// What stands before the time of a draft that is a comparison.
pub(crate) const COMPARISON: &str = "Comparison, ";

pub(crate) const SHARE: &str = "Share";
pub(crate) const SHARE_HOLDS: &str =
    "The link holds the text itself: it is stored nowhere, and whoever has the link can read it.";
pub(crate) const SHARE_CHOICES: &str = "What is in the link";
pub(crate) const SHARE_HERE: &str = "Only the paragraph where the keyboard is";
pub(crate) const SHARE_PASSAGE: &str = "Only the paragraph of this mark";
pub(crate) const SHARE_WITHOUT_NOTES: &str = "Leave my notes out";
pub(crate) const SHARE_FREEZE: &str = "Keep the marks exactly as they are now (longer)";
pub(crate) const SHARE_READER_FIRST: &str = "For a class: hide the marks until the reader has marked";
pub(crate) const LINK: &str = "The link";
pub(crate) const LINK_COMES: &str = "The link is being made …";
pub(crate) const OPENING_LINK: &str = "Opening the link …";
pub(crate) const OPENING_FILE: &str = "Opening the file …";
pub(crate) const OPENING_FILES: &str = "Opening the files …";
pub(crate) const FINDING_ARTICLE: &str = "Looking for the article …";
pub(crate) const INCLUDE_LINES: &str = "Include";
pub(crate) const FINDING_LINES: &str = "Looking for the lines …";
pub(crate) const LINES_INCLUDED: &str = "All lines of the page are in the text.";
pub(crate) const UNDO: &str = "Undo";
pub(crate) const WRITING_FILE: &str = "Writing the file …";
pub(crate) const COPYING: &str = "Copying …";
pub(crate) const STOP_TASK: &str = "Stop";
pub(crate) const TASK_STOPPED: &str = "Stopped. Nothing was changed.";
pub(crate) const COPY_LINK: &str = "Copy the link";
pub(crate) const LINK_OF_A_FILE: &str = "This page is a file on your device, and so the link opens on this device only. \
    Elsewhere, paste it into “Open a link” of a page like this one.";
pub(crate) const SEND_LINK: &str = "Send it with …";
pub(crate) const COPY_CODE: &str = "Copy code for a web page";
pub(crate) const CODE_COPIED: &str = "Copied. Put it into your page where the text is to be.";
pub(crate) const LINK_COPIED: &str = "The title and the link are copied.";
pub(crate) const SAVE_INSTEAD: &str = "Save a file instead";
pub(crate) const CODE: &str = "The link as a QR code";
pub(crate) const ENLARGE_CODE: &str = "Show the QR code large";
pub(crate) const REDUCE_CODE: &str = "Back to the link";
pub(crate) const SAVE_CODE: &str = "Save the QR code (SVG)";
pub(crate) const NO_CODE: &str = "The link is too long for a QR code.";

/// Of a code whose squares are small on this screen. `pixels` is their width.
pub(crate) fn fine_code(pixels: u32) -> String {
    let width = counted(pixels, "pixel", "pixels");
    format!(
        "Its squares are only {width} wide on this screen, which not every camera can read. Use a larger window, or save the code and print it."
    )
}

/// `message` says what is wrong with the text, or with a file that makes links: that cannot be helped by another text.
pub(crate) fn no_link(message: &str) -> String {
    let of_a_file = message.contains(" could not be downloaded") || message.contains(" is damaged");
    let advice = if of_a_file { "Try again later." } else { "Share a paragraph, leave notes out, or save a file." };
    format!("There is no link: {message}. {advice}")
}

pub(crate) fn not_sent(message: &str) -> String {
    format!("It was not sent ({message}).")
}

/// How long a link is and where it can go.
pub(crate) fn fits(characters: usize, channels: &[&str]) -> String {
    let characters = counted(u32::try_from(characters).unwrap_or(u32::MAX), "character", "characters");
    match channels {
        [] => format!("{characters}: longer than what any channel that we know of takes."),
        channels => format!("{characters}: fits {}.", channels.join(", ")),
    }
}

pub(crate) fn too_long_for(channels: &[&str]) -> String {
    format!(
        "Too long for {}. A paragraph, a link without notes or without frozen marks, or a file is shorter.",
        channels.join(", ")
    )
}

pub(crate) const PASTE_LINK: &str = "Open a link";
pub(crate) const NO_LINK: &str = "That is no Reportedly link. They have #r1= in them; paste all of it.";
pub(crate) const COPY_INCOMING: &str = "Make my copy";
pub(crate) const FROM_LINK: &str = "This text came with a link, not from its publisher. You read it as it was sent; make a copy to correct its marks or to keep it.";
pub(crate) const EXCERPT: &str = "It is a passage of a longer text.";
pub(crate) const READER_FIRST: &str =
    "Its marks are hidden until you have marked it yourself: make your copy, and begin.";

pub(crate) fn link_not_opened(message: &str) -> String {
    format!("The link could not be opened: {message}.")
}

pub(crate) fn link_damaged(problem: &str) -> String {
    format!(
        "This is incomplete: {problem}. What is below is the beginning of the text, without the sender’s corrections."
    )
}

pub(crate) fn read_again(then: &str, now: &str) -> String {
    format!("The link was made with version {then} and is read again with {now}: marks may differ from what was sent.")
}
