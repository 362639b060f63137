//! Cards and what can be done in them.

use reportedly_document::{Agreement, Origin, Part, Reason};

use super::counted;

pub(crate) const RIGHT: &str = "✓ Right";
pub(crate) const WRONG: &str = "✗ Wrong";
pub(crate) const RESET_MARK: &str = "Forget my changes";
pub(crate) const KIND: &str = "Kind";
pub(crate) const SOURCE_IS: &str = "Source is";
pub(crate) const CUE_IS: &str = "Cue";
pub(crate) const CONTENT_IS: &str = "Content";
pub(crate) const SPEAKER: &str = "Said by";
pub(crate) const SPEAKER_AS_IS: &str = "whom the text names here";
pub(crate) const SPEAKER_TYPED: &str = "Said by somebody else: type a name";
pub(crate) const SPEAKER_TYPED_HINT: &str = "or type who says it";
pub(crate) const CIRCLE: &str =
    "This statement stands for that one already: they would be each other’s source. Nothing was changed.";
pub(crate) const PICK_SOURCE: &str = "Pick the source";
pub(crate) const PICK_CUE: &str = "Pick the cue";
pub(crate) const NOTE: &str = "Note";
pub(crate) const IN_SENTENCE: &str = "Also in this sentence";
pub(crate) const SELECTION: &str = "Mark these words";
pub(crate) const AS_ENTITY: &str = "Entity";
pub(crate) const AS_HEDGE: &str = "Hedge";
pub(crate) const AS_STATEMENT: &str = "Attribution";
pub(crate) const STATEMENT: &str = "what somebody says";

pub(crate) const READ_ONLY: &str = "These marks can be read here, not corrected.";
pub(crate) const SHARE_MARK: &str = "Share this mark";
pub(crate) const LOST_LINK: &str = "The mark that the link points at is not among these.";
pub(crate) const MARK_FIRST: &str =
    "The marks of this text are hidden until you have marked it yourself: select words, and say what they are.";
pub(crate) const ANSWERS_HIDDEN: &str = "The marks of this text are hidden until you have marked it yourself.";
pub(crate) const SHOW_ANSWERS: &str = "Show the marks and compare";

pub(crate) const CONFIRMED: &str = "Confirmed";
pub(crate) const REJECTED: &str = "Rejected";
pub(crate) const RESET: &str = "A suggestion again";
pub(crate) const HIDDEN: &str = "Hidden everywhere";
pub(crate) const RELABELLED: &str = "Changed";
pub(crate) const NOTED: &str = "Note kept";
pub(crate) const SPEAKER_SET: &str = "Speaker set";
pub(crate) const CUE_SET: &str = "Cue set";
pub(crate) const ADDED: &str = "Marked";
pub(crate) const RESIZED: &str = "Resized";
pub(crate) const RESTORED: &str = "Brought back";
pub(crate) const FORGOTTEN: &str = "Given up.";
pub(crate) const UNDONE: &str = "Undone";
pub(crate) const REDONE: &str = "Done again";
pub(crate) const NOTHING_TO_UNDO: &str = "There is nothing to undo.";
pub(crate) const NOTHING_TO_REDO: &str = "There is nothing to do again.";

pub(crate) const ACCEPT_ALL: &str = "Confirm all marks that are shown";
pub(crate) const IN_DOUBT: &str = "Corrections in doubt";
pub(crate) const SETTLED: &str = "Confirmed, changed or added";
pub(crate) const REJECTED_MARKS: &str = "Rejected";
pub(crate) const HIDDEN_PHRASES: &str = "Hidden phrases";
pub(crate) const BRING_MARK_BACK: &str = "Bring back";
pub(crate) const SHOW_AGAIN: &str = "Show again";
pub(crate) const FORGET: &str = "Give up";
pub(crate) const NO_CHANGES: &str =
    "You have changed nothing yet. Select words to mark them, or open a mark to correct it.";

pub(crate) fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Machine => "suggested",
        Origin::Person => "yours",
        Origin::Confirmed => "confirmed",
    }
}

pub(crate) const COMPARED: &str = "Your marks beside those of the text";

pub(crate) fn agreed(agreement: Agreement) -> String {
    let Agreement { both, only_first, only_second } = agreement;
    format!("{both} in both, {only_first} only yours, {only_second} not yours")
}

pub(crate) fn attach(words: &str) -> String {
    format!("Attach the mark of “{words}” here")
}

pub(crate) fn linked(words: &str) -> String {
    format!("The link leads to this mark: {words}")
}

pub(crate) fn done(what: &str, words: &str) -> String {
    format!("{what}: {words}")
}

pub(crate) fn changed(marks: usize) -> String {
    format!("{} changed", marks_of(marks))
}

pub(crate) fn undone(what: &str, edits: usize) -> String {
    format!("{what}: {}", counted(u32::try_from(edits).unwrap_or(u32::MAX), "change", "changes"))
}

fn marks_of(count: usize) -> String {
    counted(u32::try_from(count).unwrap_or(u32::MAX), "mark", "marks")
}

pub(crate) fn same_for_all(mentions: usize) -> String {
    format!("The same for all {mentions} of these words")
}

pub(crate) fn hide_phrase(words: &str, count: usize) -> String {
    if count > 1 {
        format!("Hide “{words}” everywhere here ({count})")
    } else {
        format!("Hide “{words}” everywhere here")
    }
}

pub(crate) fn mark_words(words: &str) -> String {
    format!("“{words}”")
}

pub(crate) const PICKING_ENDED: &str = "Ended. The statement is as it was.";
pub(crate) const PICKING_END: &str = "Cancel";
pub(crate) const NO_MARK_HERE: &str = "The keyboard is at no mark. N leads to the next one.";
pub(crate) const NO_SPEAKER_HERE: &str = "This mark is in no statement, so nobody says it.";

/// What is waited for.
pub(crate) fn picking(part: Part) -> &'static str {
    if part == Part::Source {
        "Now select the words that name the speaker, or click a name. Escape ends this."
    } else {
        "Now select the words that say that it is said. Escape ends this."
    }
}

pub(crate) fn picked(part: Part) -> &'static str {
    if part == Part::Source { "This is the speaker" } else { "This is the cue" }
}

pub(crate) fn conflict_reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Lost => "the text no longer has these words",
        Reason::NoMark => "there is no such mark any more",
        Reason::NoMarkAsWanted => "rejected, and no longer marked anyway",
        Reason::NoSpeaker => "the speaker’s mark is gone",
        Reason::Invalid => "it does not fit this text",
        Reason::Unknown => "made by a newer version",
    }
}
