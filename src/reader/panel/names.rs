//! The names, each with all of its mentions.

use reportedly_document::{Body, Name};
use yew::Html;

use super::{Lists, say};
use crate::el::{El, button, el, of};
use crate::reader::drawing::is_unsure;
use crate::reader::state::LIT;
use crate::reader::words::words;
use crate::strings;

/// How many mentions have a button of their own.
const MENTIONS: usize = 12;

pub(super) fn page(lists: &Lists<'_>) -> El {
    let names = &lists.state.facts.names;
    if names.is_empty() {
        return say(strings::NO_NAMES);
    }
    let entries = names.iter().take(lists.most).map(|name| entry(lists, name)).collect();
    el("div").with(lists.list(entries)).with_some(lists.more(names.len()))
}

fn entry(lists: &Lists<'_>, name: &Name) -> Html {
    let state = lists.state;
    let first = name.first as usize;
    let Body::Entity(entity) = &state.analysis.annotations[first].body else { return Html::default() };
    let mentions: Vec<usize> = name.mentions.iter().map(|&at| at as usize).collect();
    // The full name may stand where nothing is shown.
    let Some(&leads_to) = mentions.iter().find(|&&at| at == first).or(mentions.first()) else { return Html::default() };
    let is_unsure = mentions.iter().all(|&at| is_unsure(&state.analysis.annotations[at]));
    let all: Vec<String> = mentions.iter().take(LIT).map(usize::to_string).collect();
    let count = strings::grouped(mentions.len() as u32);
    let named = lists
        .entry(leads_to)
        .put("data-glance", all.join(" "))
        .with(of("span", "reportedly-source").put("dir", "auto").text(words(&[entity.span], &state.text)))
        .text(" ")
        .with(of("span", "reportedly-tag").text(strings::entity_kind(name.kind)))
        .text(" ")
        .with_some(is_unsure.then(super::unsure_tag))
        .with(of("span", "reportedly-count").text(count));
    let one = |(number, &at): (usize, &usize)| {
        let number = (number + 1).to_string();
        button(format!("choose {at}"), number.clone()).put("aria-label", strings::mention(&number)).html()
    };
    let each = (mentions.len() > 1)
        .then(|| of("span", "reportedly-mentions").list(mentions.iter().enumerate().take(MENTIONS).map(one).collect()));
    el("li").with(named).with_some(each).html()
}
