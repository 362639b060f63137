//! The hedges, by kind or by whose they are.

use reportedly_document::{Body, HedgeKind, Label, Voice};
use yew::Html;

use super::{PageContext, sentence_alone};
use crate::command::{Command, button};
use crate::excerpt::words;
use crate::spotlight::SpotlightTarget;
use crate::strings;
use crate::vdom::{Tag, classed, tag};

pub(super) fn page(page: &PageContext<'_>) -> Tag {
    let state = page.state;
    let hedges = &state.derived.lists.hedges;
    if hedges.is_empty() {
        return sentence_alone(strings::NO_HEDGES);
    }
    let by = classed("p", "reportedly-actions")
        .child(button(Command::ByVoice, strings::BY_VOICE).pressed(state.ui.by_voice));
    let of_group = |group: usize| {
        let is = move |&&index: &&usize| match &state.annotations()[index].body {
            Body::Hedge(hedge) if state.ui.by_voice => hedge.voice.unwrap_or(Voice::Author) as usize == group,
            Body::Hedge(hedge) => hedge.kind as usize == group,
            _ => false,
        };
        hedges.iter().filter(is).copied().collect::<Vec<usize>>()
    };
    let names: Vec<&'static str> = if state.ui.by_voice {
        Voice::ALL.iter().map(|&voice| strings::voice_of(voice)).collect()
    } else {
        HedgeKind::ALL.iter().map(|&kind| strings::hedge_kind(kind)).collect()
    };
    let target = |group: usize| {
        if state.ui.by_voice {
            (group == Voice::Author as usize).then_some(SpotlightTarget::OwnHedges)
        } else {
            HedgeKind::ALL.get(group).copied().map(SpotlightTarget::Hedges)
        }
    };
    let mut left = page.most;
    let mut groups: Vec<Html> = Vec::new();
    for (group, name) in names.into_iter().enumerate() {
        let all = of_group(group);
        let listed = all.len().min(left);
        left -= listed;
        if listed > 0 {
            let entries = all[..listed].iter().map(|&index| entry(page, index)).collect();
            let name = classed("span", "reportedly-group-name").text(name);
            let name = match target(group) {
                Some(target) => super::group_name(state, target, name),
                None => name,
            };
            let heading = super::heading(name, all.len());
            groups.push(
                classed("section", "reportedly-group").child(heading).child(tag("ol").children(entries)).into_html(),
            );
        }
    }
    tag("div").child(by).children(groups).child_opt(page.more(hedges.len()))
}

/// The hedge and the sentence that it stands in.
fn entry(page: &PageContext<'_>, index: usize) -> Html {
    let annotation = &page.state.annotations()[index];
    let span = annotation.cover();
    let other = match &annotation.body {
        Body::Hedge(hedge) if page.state.ui.by_voice => {
            Some((strings::hedge_kind(hedge.kind), strings::hedge_meaning(hedge.kind)))
        }
        Body::Hedge(hedge) => hedge.voice.map(|voice| (strings::voice_of(voice), strings::voice(voice))),
        _ => None,
    };
    let entry = page
        .entry(index)
        .child(classed("span", "reportedly-source").text(words(&[span], &page.state.session.text)))
        .text(" ")
        .child_opt(other.map(|(words, means)| super::chip(words, means)))
        .child_opt(page.unsure(index))
        .child(classed("span", "reportedly-content").attr("dir", "auto").text(page.sentence(span.start)));
    tag("li").child(entry).into_html()
}
