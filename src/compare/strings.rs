//! Every sentence and label of the page that compares, but for `compare.html`.

use reportedly_compare::{MOST_ARTICLES, Speaker};
use reportedly_document::{Label, SourceClass};
use reportedly_reader::counted;

pub(super) const TEXTS: &str = "The texts";
pub(super) const LEAD: &str = "Two to five texts about one event: who speaks in which, which statements are the same, and what differs between them.";
pub(super) const ADD: &str = "Add a text";
pub(super) const ADD_TYPED: &str = "Add this text";
pub(super) const TEXT_BOX: &str = "A text, or a link to one";
pub(super) const PLACEHOLDER: &str = "Paste an article or a Reportedly link here";
pub(super) const OPEN_FILES: &str = "Open files";
pub(super) const FROM_DRAFTS: &str = "From your drafts";
pub(super) const REMOVE: &str = "Remove";
pub(super) const BRING_BACK: &str = "Bring back";
pub(super) const DROP: &str = "Drop files to add them";
pub(super) const READING: &str = "Reading the texts …";
pub(super) const ONE_MORE: &str = "Add another text to compare this one with.";
pub(super) const NO_TEXT: &str = "There is no text in it, so nothing was added.";
pub(super) const LOST: &str =
    "The text that was open is too long to be taken along. Add it from your drafts, or open its file here.";
pub(super) const FROM_LINK: &str =
    "These texts came with a link, not from their publishers. Nothing of it is kept on this device until you keep it.";
pub(super) const KEEP: &str = "Keep it as a draft";
pub(super) const UNREADABLE: &str =
    "This comparison cannot be read: it is damaged, or a later version of this page has written it. It stays as it is.";
pub(super) const GONE: &str = "This comparison is no longer on this device.";
pub(super) const TWO_DRAFTS: &str =
    "Another tab has changed this comparison. What you have here is kept as a draft of its own.";
pub(super) const LINK_HAS_NONE: &str = "That is no Reportedly link. They have #r1= in them; paste all of it.";
pub(super) const EXPORT: &str = "Save or share";
pub(super) const CSV: &str = "Save a table (CSV)";
pub(super) const MARKDOWN: &str = "Save as Markdown";
pub(super) const LINK: &str = "Make a link";
pub(super) const PRINT: &str = "Print";
pub(super) const WHO: &str = "Who speaks in which article";
pub(super) const SPEAKER: &str = "Speaker";
pub(super) const NOBODY: &str = "Nobody named";
pub(super) const MENTIONED: &str = "only mentioned";
pub(super) const SEVERAL: &str = "The same statement in several articles";
pub(super) const NONE_IN_SEVERAL: &str = "No statement was found in two articles. That does not mean that there is none: only statements that share enough of their words are found.";
pub(super) const ONLY: &str = "Only in one article";
pub(super) const LEFT_OPEN: &str = "Not aligned";
pub(super) const LEFT_OPEN_WHY: &str =
    "Another article has some of these words, and not enough of them to be sure that it says the same.";
pub(super) const WHY: &str = "Why they are together";
pub(super) const ALL_SPEAKERS: &str = "All speakers";
pub(super) const SHOW_ALL: &str = "Show all";
pub(super) const PLACES: &str = "In the texts";
pub(super) const PREVIOUS: &str = "Previous";
pub(super) const NEXT: &str = "Next";
pub(super) const CLOSE: &str = "Close";
pub(super) const LINK_LABEL: &str = "The link";
pub(super) const LINK_COMES: &str = "The link is being made …";
pub(super) const LINK_HOLDS: &str =
    "The link holds the texts themselves: they are stored nowhere, and whoever has the link can read them.";
pub(super) const COPY_LINK: &str = "Copy the link";
pub(super) const COPIED: &str = "The link is copied.";
pub(super) const FILE: &str = "comparison";
pub(super) const REFRESH: &str = "Compare the new text";

/// What stands above the statements of one speaker.
pub(super) fn only_speaker(name: &str) -> String {
    format!("Only {name}.")
}

/// "Article 2".
pub(super) fn article(index: usize) -> String {
    format!("Article {}", index + 1)
}

/// Which text is shown on a side.
pub(super) fn side_of(side: usize) -> &'static str {
    if side == 0 { "The text on the left" } else { "The text on the right" }
}

/// "2. Headline".
pub(super) fn numbered(index: usize, name: &str) -> String {
    format!("{}. {name}", index + 1)
}

pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    counted(u32::try_from(number).unwrap_or(u32::MAX), one, many)
}

pub(super) fn words_and_statements(words: usize, statements: usize) -> String {
    format!("{}, {}", count(words, "word", "words"), count(statements, "statement", "statements"))
}

/// "Remove article 2: Headline".
pub(super) fn remove(index: usize, name: &str) -> String {
    format!("{REMOVE} article {}: {name}", index + 1)
}

pub(super) fn removed(name: &str) -> String {
    format!("“{name}” was removed.")
}

/// After an address or a list is full.
pub(super) fn too_many(left: &[String]) -> String {
    let left = left.iter().map(|name| format!("“{name}”")).collect::<Vec<_>>().join(", ");
    format!("{MOST_ARTICLES} texts are the most that are compared. Left out: {left}. Remove one to add another.")
}

pub(super) fn full() -> String {
    format!("{MOST_ARTICLES} texts are the most that are compared. Remove one to add another.")
}

pub(super) fn too_long(name: &str, most: usize) -> String {
    format!("“{name}” is too long to compare: it may have {} MB at most.", most >> 20)
}

pub(super) fn too_many_files(most: usize) -> String {
    format!("These are too many files: {most} can be opened at once.")
}

pub(super) fn unread(index: usize, reason: &str) -> String {
    format!("{} could not be read: {reason}. Nothing of it is compared.", article(index))
}

pub(super) fn deleted(name: &str) -> String {
    format!("The draft “{name}” was deleted. Its text is kept here, and compared as it was.")
}

pub(super) fn changed(name: &str) -> String {
    format!("The draft “{name}” has another text now. It is compared as it was.")
}

pub(super) fn not_kept(message: &str) -> String {
    format!(
        "The comparison cannot be kept in this browser ({message}). It is here until the tab is closed; save a file."
    )
}

pub(super) fn drafts_not_listed(message: &str) -> String {
    format!("The drafts on this device cannot be shown: {message}.")
}

pub(super) fn not_opened(message: &str) -> String {
    format!("This draft cannot be opened ({message}).")
}

pub(super) fn link_not_opened(problem: &str) -> String {
    format!("A text of the link could not be opened: {problem}.")
}

pub(super) fn link_damaged(problem: &str) -> String {
    format!("A text of the link is incomplete: {problem}. Its beginning is compared.")
}

pub(super) fn not_copied(message: &str) -> String {
    format!("The browser did not let it be copied ({message}).")
}

pub(super) fn no_link(message: &str) -> String {
    format!("There is no link: {message}. Save a file instead.")
}

/// Of a link that is longer than what any channel takes.
pub(super) fn link_too_long(characters: usize) -> String {
    let characters = count(characters, "character", "characters");
    format!(
        "There is no link: with {characters} it is longer than mail programs and browsers take. Save a file instead."
    )
}

/// What the comparison has, in a sentence.
pub(super) fn summary(articles: usize, speakers: usize, groups: usize, only: usize) -> String {
    format!(
        "{}: {}, {} in several articles, {} only in one.",
        count(articles, "article", "articles"),
        count(speakers, "speaker", "speakers"),
        count(groups, "statement", "statements"),
        count(only, "statement", "statements"),
    )
}

/// The name in a row of the matrix.
pub(super) fn speaker(speaker: &Speaker) -> &str {
    if speaker.name.is_empty() { NOBODY } else { &speaker.name }
}

/// The article's own words for a source, where it has some; behind a pronoun or a description, who that is.
pub(super) fn source(words: &str, speaker: &str) -> String {
    let words_of =
        |words: &str| words.to_lowercase().split_whitespace().map(|it| it.trim_matches(',').to_owned()).collect();
    let (own, full): (Vec<String>, Vec<String>) = (words_of(words), words_of(speaker));
    let names_speaker = || own.iter().any(|word| full.contains(word));
    if words.is_empty() {
        speaker.to_owned()
    } else if speaker.is_empty() || speaker == NOBODY || names_speaker() {
        words.to_owned()
    } else {
        format!("{words} ({speaker})")
    }
}

/// What a cell of the matrix is to a screen reader.
pub(super) fn cell(statements: usize, speaker: &str, article: usize) -> String {
    format!("{} by {speaker} in article {}", count(statements, "statement", "statements"), article + 1)
}

/// How a source is identified, where it is not by a name.
pub(super) fn class(class: SourceClass) -> &'static str {
    match class {
        SourceClass::None | SourceClass::Named => "",
        class => class.label(),
    }
}

/// What the list of drafts calls a comparison. `others` is how many texts there are besides the first.
pub(super) fn title(first: &str, others: usize) -> String {
    format!("{first}, and {}", count(others, "other text", "other texts"))
}

/// A speaker's name that tells what its button does.
pub(super) fn filter(name: &str) -> String {
    format!("Show only {name}")
}

pub(super) fn paragraph(number: u32) -> String {
    format!("paragraph {number}")
}

/// Where the person is among the groups.
pub(super) fn position(index: usize, of: usize) -> String {
    format!("{} of {of}", index + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pronoun_says_whom_it_stands_for() {
        assert_eq!(source("He", "Tom Rudd"), "He (Tom Rudd)");
        assert_eq!(source("Rudd, of the road service", "Tom Rudd"), "Rudd, of the road service");
        assert_eq!(source("Police", "police"), "Police");
        assert_eq!(source("", "Tom Rudd"), "Tom Rudd");
        assert_eq!(source("She", "Heather She-Long"), "She (Heather She-Long)");
        assert_eq!(source("it", NOBODY), "it");
    }

    #[test]
    fn one_and_several() {
        assert_eq!(
            summary(2, 1, 1, 0),
            "2 articles: 1 speaker, 1 statement in several articles, 0 statements only in one."
        );
        assert_eq!(title("Bridge shut", 1), "Bridge shut, and 1 other text");
        assert_eq!(cell(2, "Okafor", 0), "2 statements by Okafor in article 1");
    }
}
