//! Sentences of the bar that leads from unsure mark to unsure mark.

use reportedly_document::Layer;

use super::{counted, grouped, layer_one};

pub(crate) const TRIAGE: &str = "Unsure marks, one by one";
pub(crate) const TRIAGE_HINT: &str = "Leads from one unsure mark to the next, to say whether it is right (R)";
pub(crate) const TRIAGE_SKIP: &str = "Skip";
pub(crate) const TRIAGE_END: &str = "End";
pub(crate) const TRIAGE_RETURN: &str = "Go back";
pub(crate) const TRIAGE_ENDED: &str = "Ended";
pub(crate) const UNDO_SHORT: &str = "Undo";
pub(crate) const SKIPPED: &str = "Skipped";
pub(crate) const NO_UNSURE_MARKS: &str = "There is no unsure mark here: nothing is left to review.";

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// What the button says that starts it.
pub(crate) fn triage(unsure: usize) -> String {
    match unsure {
        0 => "Review unsure marks".to_owned(),
        _ => ["Review ", &counted(count(unsure), "unsure mark", "unsure marks")].concat(),
    }
}

/// "Hedge (likelihood): “probably”".
pub(crate) fn triage_mark(layer: Layer, kind: &str, words: &str) -> String {
    [layer_one(layer), " (", kind, "): “", words, "”"].concat()
}

/// "Attribution: Greta Moen · said · “We cannot pay”".
pub(crate) fn triage_statement(who: &str, cue: &str, content: &str) -> String {
    let cue = if cue.is_empty() { String::new() } else { [" · ", cue].concat() };
    [layer_one(Layer::Attribution), ": ", who, &cue, " · ", content].concat()
}

pub(crate) fn triage_result(right: usize, wrong: usize, left: usize) -> String {
    let number = |number| grouped(count(number));
    ["Reviewed: ", &number(right), " right, ", &number(wrong), " wrong, ", &number(left), " left unsure."].concat()
}

/// What was said before, if anything was, and what comes after it.
pub(crate) fn sentences(said: &str, then: &str) -> String {
    if said.is_empty() { then.to_owned() } else { [said.trim_end_matches('.'), ". ", then].concat() }
}
