//! The hedges, by kind or by whose they are.

use reportedly_document::{Body, HedgeKind, Label, Voice};
use yew::Html;

use super::{Lists, say};
use crate::el::{El, button, el, of};
use crate::reader::words::words;
use crate::strings;

pub(super) fn page(lists: &Lists<'_>) -> El {
    let state = lists.state;
    let hedges = &state.facts.hedges;
    if hedges.is_empty() {
        return say(strings::NO_HEDGES);
    }
    let by = of("p", "reportedly-actions").with(button("by-voice", strings::BY_VOICE).pressed(state.by_voice));
    let of_group = |group: usize| {
        let is = move |&&at: &&usize| match &state.analysis.annotations[at].body {
            Body::Hedge(hedge) if state.by_voice => hedge.voice.unwrap_or(Voice::Author) as usize == group,
            Body::Hedge(hedge) => hedge.kind as usize == group,
            _ => false,
        };
        hedges.iter().filter(is).copied().collect::<Vec<usize>>()
    };
    let names: Vec<&'static str> = if state.by_voice {
        Voice::ALL.iter().map(|&voice| strings::voice_of(voice)).collect()
    } else {
        HedgeKind::ALL.iter().map(|&kind| strings::hedge_kind(kind)).collect()
    };
    let mut left = lists.most;
    let mut groups: Vec<Html> = Vec::new();
    for (group, name) in names.into_iter().enumerate() {
        let all = of_group(group);
        let listed = all.len().min(left);
        left -= listed;
        if listed > 0 {
            let entries = all[..listed].iter().map(|&at| entry(lists, at)).collect();
            let heading = super::heading(of("span", "reportedly-group-name").text(name), all.len());
            groups.push(of("section", "reportedly-group").with(heading).with(lists.list(entries)).html());
        }
    }
    el("div").with(by).list(groups).with_some(lists.more(hedges.len()))
}

/// The hedge and the sentence that it stands in.
fn entry(lists: &Lists<'_>, at: usize) -> Html {
    let annotation = &lists.state.analysis.annotations[at];
    let span = annotation.cover();
    let other = match &annotation.body {
        Body::Hedge(hedge) if lists.state.by_voice => Some(strings::hedge_kind(hedge.kind)),
        Body::Hedge(hedge) => hedge.voice.map(strings::voice_of),
        _ => None,
    };
    let entry = lists
        .entry(at)
        .with(of("span", "reportedly-source").text(words(&[span], &lists.state.text)))
        .text(" ")
        .with_some(other.map(|words| of("span", "reportedly-tag").text(words)))
        .with_some(lists.unsure(at))
        .with(of("span", "reportedly-content").put("dir", "auto").text(lists.sentence(span.start)));
    el("li").with(entry).html()
}
