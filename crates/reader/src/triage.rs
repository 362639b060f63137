//! The bar that leads from unsure mark to unsure mark, each to be decided: right, wrong, or skipped.

use reportedly_document::{Body, Id};

use super::command::{Command, button};
use super::excerpt::{button_words, excerpt, source_words, words};
use super::spotlight::over_the_foot;
use super::state::State;
use crate::strings;
use crate::vdom::{Tag, classed, tag};

/// How far a person has come with the marks that the engine was not sure of.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Triage {
    /// The marks that were unsure when it began, in the order of the text.
    pub(crate) marks: Vec<Id>,
    /// The mark to be decided, by its place among them; behind the last one, it has ended.
    pub(crate) position: usize,
    /// What was done last, for as long as it can be taken back here.
    pub(crate) last: Option<Decision>,
    /// Where that mark was among the annotations when it was led to.
    pub(crate) index: usize,
    /// How many were decided so far, in a sentence.
    pub(crate) result: String,
    /// The segment that the keyboard was at, if it began with a key.
    pub(crate) started_at: Option<u32>,
}

/// What was done about a mark.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Decision {
    /// The same in words.
    pub(crate) words: String,
    /// The place of the mark.
    pub(crate) position: usize,
    /// Whether nothing was decided about it.
    pub(crate) skipped: bool,
}

impl Triage {
    /// Whether all marks have been decided or skipped.
    pub(crate) fn has_ended(&self) -> bool {
        self.position >= self.marks.len()
    }
}

/// What starts it.
pub(crate) fn start_button(state: &State) -> Option<Tag> {
    let start = button(Command::Triage, strings::triage(state.unsure_marks().len()));
    (state.is_counted() && !state.hides_answers() && !state.host.read_only).then(|| {
        let start = start.attr("title", strings::TRIAGE_HINT).pressed(state.is_triaging());
        classed("p", "reportedly-actions").child(start)
    })
}

/// The bar. Its buttons stay where they are from mark to mark, whatever is said above them.
pub(crate) fn bar(state: &State) -> Option<Tag> {
    let triage = state.ui.triage.as_ref()?;
    let under_way = !triage.has_ended();
    let toast = triage.last.as_ref().map(|last| {
        classed("p", "reportedly-toast")
            .attr("data-testid", "toast")
            .child(tag("span").attr("dir", "auto").text(last.words.clone()))
            .child(button(Command::TriageUndo, if last.skipped { strings::TRIAGE_RETURN } else { strings::UNDO_SHORT }))
    });
    let sentence = tag("p").attr("data-testid", "triage-sentence");
    let sentence = match state.triaged() {
        Some(index) => sentence
            .child(tag("b").text(strings::spotlight_position(triage.position, triage.marks.len())))
            .text(" ")
            .child(tag("span").attr("dir", "auto").text(subject(state, index))),
        None => sentence.text(state.triage_result().to_owned()),
    };
    let decide = |command: Command, label: &'static str| under_way.then(|| button(command, label));
    let end = if under_way { strings::TRIAGE_END } else { strings::CLOSE };
    // Each has its place, there or not: the button that has the focus does not become another one.
    let buttons = classed("p", "reportedly-actions")
        .child_opt(decide(Command::TriageRight, strings::RIGHT))
        .child_opt(decide(Command::TriageWrong, strings::WRONG))
        .child_opt(decide(Command::TriageSkip, strings::TRIAGE_SKIP))
        .child(button(Command::TriageEnd, end));
    let bar = classed("div", "reportedly-spotlight-bar reportedly-triage");
    Some(over_the_foot("triage", strings::TRIAGE, bar.child_opt(toast).child(sentence).child(buttons)))
}

/// What is to be decided, in words: what kind of mark it is, and of which words.
pub(crate) fn subject(state: &State, index: usize) -> String {
    let annotation = &state.annotations()[index];
    let text = &state.session.text;
    match &annotation.body {
        Body::Entity(entity) => {
            strings::triage_mark(annotation.layer(), strings::entity_kind(entity.kind), &words(&[entity.span], text))
        }
        Body::Hedge(hedge) => {
            strings::triage_mark(annotation.layer(), strings::hedge_kind(hedge.kind), &words(&[hedge.span], text))
        }
        Body::Attribution(attribution) => {
            let mut who = source_words(&attribution.source, text);
            if who.is_empty() {
                who.push_str(strings::NO_SOURCE);
            }
            if let Some(name) = state.derived.lists.inferred(&text.canonical, state.annotations(), index) {
                who.push_str(&strings::refers_to(&button_words(&name), state.speaker_origin(index)));
            }
            strings::triage_statement(&who, &words(&attribution.cue, text), &excerpt(&attribution.content, text))
        }
    }
}
