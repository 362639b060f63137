//! What the person has changed, and what could not be done of it.

use reportedly_document::{Annotation, Origin};
use yew::Html;

use super::{Lists, say};
use crate::el::{El, button, el, of};
use crate::reader::state::State;
use crate::reader::words::one_line;
use crate::strings;

/// How much there is to list.
pub(super) fn count(state: &State) -> usize {
    let resolved = &state.resolved;
    let doubts = if state.is_provisional() { 0 } else { resolved.doubts.len() };
    settled(state).count() + resolved.rejected.len() + resolved.phrases.len() + doubts
}

pub(super) fn page(lists: &Lists<'_>) -> El {
    let state = lists.state;
    let resolved = &state.resolved;
    let text = &state.text.canonical;
    let words = |annotation: &Annotation| one_line(annotation.cover().of(text));
    let back = |command: String, words: String, label: &'static str| {
        let name = format!("{label}: {words}");
        let button = (!state.read_only).then(|| button(command, label).put("aria-label", name));
        el("li").with(el("span").text(words)).with_some(button).html()
    };
    let all = (!state.read_only).then(|| of("p", "reportedly-actions").with(button("accept-all", strings::ACCEPT_ALL)));
    let mut sections: Vec<Html> = Vec::new();
    let mut section = |name: &'static str, title: &'static str, entries: Vec<Html>| {
        if !entries.is_empty() {
            let heading = super::heading(of("span", "reportedly-group-name").text(title), entries.len());
            let list = of("section", "reportedly-group").put("data-changes", name);
            sections.push(list.with(heading).with(lists.list(entries)).html());
        }
    };
    if !state.is_provisional() {
        let doubts = resolved.doubts.iter().enumerate().filter_map(|(at, doubt)| {
            let target = state.work.history.edits().get(doubt.edit)?.target()?;
            let words = format!("{} ({})", one_line(&target.anchor.words(text)), strings::doubt(doubt.why));
            Some(back(format!("forget {at}"), words, strings::FORGET))
        });
        section("doubts", strings::IN_DOUBT, doubts.collect());
    }
    let settled = settled(state).take(lists.most).map(|(at, annotation)| {
        let what = strings::origin(annotation.origin);
        let note = annotation.note.as_ref().map(|note| of("span", "reportedly-note").text(note.clone()));
        let entry = lists.entry(at).text(words(annotation)).text(" ").with(of("span", "reportedly-tag").text(what));
        el("li").with(entry.with_some(note)).html()
    });
    section("settled", strings::SETTLED, settled.collect());
    let rejected = resolved.rejected.iter().enumerate().take(lists.most);
    let rejected = rejected.map(|(at, mark)| back(format!("restore {at}"), words(mark), strings::BRING_MARK_BACK));
    section("rejected", strings::REJECTED_MARKS, rejected.collect());
    let phrases = resolved.phrases.iter().enumerate();
    let phrases = phrases.map(|(at, phrase)| back(format!("show {at}"), one_line(&phrase.words), strings::SHOW_AGAIN));
    section("hidden", strings::HIDDEN_PHRASES, phrases.collect());
    let none = sections.is_empty().then(|| say(strings::NO_CHANGES));
    el("div").with_some(all).with_some(none).list(sections)
}

/// The marks that a person has confirmed, changed, made or written a note about.
fn settled(state: &State) -> impl Iterator<Item = (usize, &Annotation)> {
    let is = |(_, annotation): &(usize, &Annotation)| annotation.origin != Origin::Machine || annotation.note.is_some();
    state.analysis.annotations.iter().enumerate().filter(is)
}
