//! Sentences about a text that was not read, or not as one might expect.

use super::state::{Phase, State};
use crate::command::{Command, button};
use crate::engine::{Failure, Model};
use crate::strings;
use crate::vdom::{Tag, classed, tag};
use yew::{AttrValue, Html};

/// Says what was not done, or not as one might expect, in plain sentences.
pub(super) fn notices(state: &State) -> Tag {
    let changes = state.session.text.changes;
    let mut all: Vec<Html> = Vec::new();
    let mut add = |class: &'static str, words: AttrValue, retry: Option<Command>| {
        let notice = classed("p", class).attr("data-testid", "notice").text(words);
        all.push(notice.child_opt(retry.map(|command| button(command, strings::RETRY))).into_html());
    };
    if state.session.text.cut {
        add("", strings::CUT.into(), None);
    }
    for words in [strings::removed(changes), strings::unreadable(changes)].into_iter().flatten() {
        add("", words.into(), None);
    }
    match &state.engine.phase {
        Phase::Empty | Phase::Working(_) => {}
        Phase::Stopped => add("", strings::STOPPED.into(), None),
        Phase::Ready => {
            for &diagnostic in &state.derived.analysis.diagnostics {
                add("", strings::diagnostic(diagnostic).into(), None);
            }
            if state.annotations().is_empty() && state.derived.analysis.diagnostics.is_empty() && !state.hides_answers()
            {
                add("", strings::NO_MARKS.into(), None);
            }
        }
        Phase::Failed(failure) => {
            let retry = (*failure != Failure::Unsupported).then_some(Command::Retry);
            add("reportedly-failure", strings::failed(failure).into(), retry);
        }
    }
    match &state.engine.model {
        Model::Unusable(message) if !matches!(state.engine.phase, Phase::Empty | Phase::Failed(_)) => {
            add("reportedly-failure", strings::by_rules_only(message).into(), Some(Command::RetryModel));
        }
        _ => {}
    }
    if state.ui.lost_link {
        add("", strings::LOST_LINK.into(), None);
    }
    if state.is_provisional() {
        add("reportedly-coming", strings::MODEL_COMES.into(), None);
    }
    if state.engine.phase != Phase::Empty {
        let quiet = "reportedly-quiet";
        if state.session.text.has_split_paragraph {
            add(quiet, strings::SPLIT_PARAGRAPH.into(), None);
        }
        if let Some(words) = strings::tidied(changes) {
            add(quiet, words.into(), None);
        }
        if let Some(why) =
            state.engine.on_main_thread.as_ref().filter(|_| !matches!(state.engine.phase, Phase::Failed(_)))
        {
            add(quiet, strings::on_main_thread(why).into(), None);
        }
        if state.is_counted() && !state.is_provisional() && !state.derived.resolved.conflicts.is_empty() {
            add("", strings::conflicts(state.derived.resolved.conflicts.len()).into(), None);
        }
    }
    if state.is_counted() && state.hides_answers() && !state.host.read_only {
        let notice = classed("p", "").attr("data-testid", "answers").text(strings::MARK_FIRST).text(" ");
        all.push(notice.child(button(Command::ShowAnswers, strings::SHOW_ANSWERS)).into_html());
    }
    tag("div").attr("class", "reportedly-notices").attr("role", "status").children(all)
}
