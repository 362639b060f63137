//! What the person has changed, and what could not be done of it.

use reportedly_document::{Annotation, Origin};
use yew::Html;

use super::{PageContext, sentence_alone};
use crate::command::{Command, button};
use crate::excerpt::button_words;
use crate::state::State;
use crate::strings;
use crate::vdom::{Tag, classed, tag};

/// How much there is to list.
pub(super) fn count(state: &State) -> usize {
    let resolved = &state.derived.resolved;
    let conflicts = if state.is_provisional() { 0 } else { resolved.conflicts.len() };
    settled(state).count() + resolved.rejected.len() + resolved.phrases.len() + conflicts
}

pub(super) fn page(page: &PageContext<'_>) -> Tag {
    let state = page.state;
    let resolved = &state.derived.resolved;
    let text = &state.session.text.canonical;
    let words = |annotation: &Annotation| button_words(annotation.cover().of(text));
    let back = |command: Command, words: String, label: &'static str| {
        let name = format!("{label}: {words}");
        let button = (!state.host.read_only).then(|| button(command, label).attr("aria-label", name));
        classed("li", "reportedly-change").child(tag("span").text(words)).child_opt(button).into_html()
    };
    let all = (!state.host.read_only)
        .then(|| classed("p", "reportedly-actions").child(button(Command::AcceptAll, strings::ACCEPT_ALL)));
    let mut sections: Vec<Html> = Vec::new();
    let mut section = |name: &'static str, title: &'static str, entries: Vec<Html>| {
        if !entries.is_empty() {
            let heading = super::heading(classed("span", "reportedly-group-name").text(title), entries.len());
            let list = classed("section", "reportedly-group").attr("data-changes", name);
            sections.push(list.child(heading).child(tag("ol").children(entries)).into_html());
        }
    };
    if !state.is_provisional() {
        let conflicts = resolved.conflicts.iter().enumerate().filter_map(|(index, conflict)| {
            let target = state.session.work.history.edits().get(conflict.edit)?.target()?;
            let words =
                format!("{} ({})", button_words(&target.anchor.words(text)), strings::conflict_reason(conflict.reason));
            Some(back(Command::Forget(index), words, strings::FORGET))
        });
        section("doubts", strings::IN_DOUBT, conflicts.collect());
    }
    let settled = settled(state).take(page.most).map(|(index, annotation)| {
        let what = strings::origin(annotation.origin);
        let note = annotation.note.as_ref().map(|note| classed("span", "reportedly-note").text(note.clone()));
        let entry =
            page.entry(index).text(words(annotation)).text(" ").child(classed("span", "reportedly-tag").text(what));
        tag("li").child(entry.child_opt(note)).into_html()
    });
    section("settled", strings::SETTLED, settled.collect());
    let rejected = resolved.rejected.iter().enumerate().take(page.most);
    let rejected = rejected.map(|(index, mark)| back(Command::Restore(index), words(mark), strings::BRING_MARK_BACK));
    section("rejected", strings::REJECTED_MARKS, rejected.collect());
    let phrases = resolved.phrases.iter().enumerate();
    let phrases =
        phrases.map(|(index, phrase)| back(Command::Show(index), button_words(&phrase.words), strings::SHOW_AGAIN));
    section("hidden", strings::HIDDEN_PHRASES, phrases.collect());
    let none = sections.is_empty().then(|| sentence_alone(strings::NO_CHANGES));
    tag("div").child_opt(all).child_opt(none).children(sections)
}

/// The marks that a person has confirmed, changed, made or written a note about.
fn settled(state: &State) -> impl Iterator<Item = (usize, &Annotation)> {
    let is = |(_, annotation): &(usize, &Annotation)| annotation.origin != Origin::Machine || annotation.note.is_some();
    state.annotations().iter().enumerate().filter(is)
}
