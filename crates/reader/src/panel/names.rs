//! The names, each with all of its mentions.

use reportedly_document::{Body, Name};
use yew::Html;

use super::{Lists, sentence_alone};
use crate::command::{Command, button};
use crate::excerpt::words;
use crate::layout::is_unsure;
use crate::state::LIT;
use crate::strings;
use crate::vdom::{Tag, classed, tag};

/// How many mentions have a button of their own.
const MENTIONS: usize = 12;

pub(super) fn page(lists: &Lists<'_>) -> Tag {
    let names = &lists.state.derived.names;
    if names.is_empty() {
        return sentence_alone(strings::NO_NAMES);
    }
    let entries = names.iter().take(lists.most).map(|name| entry(lists, name)).collect();
    tag("div").child(lists.list(entries)).child_opt(lists.more(names.len()))
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
        .attr("data-glance", all.join(" "))
        .child(classed("span", "reportedly-source").attr("dir", "auto").text(words(&[entity.span], &state.text)))
        .text(" ")
        .child(classed("span", "reportedly-tag").text(strings::entity_kind(name.kind)))
        .text(" ")
        .child_opt(is_unsure.then(super::unsure_tag))
        .child(classed("span", "reportedly-count").text(count));
    let one = |(number, &at): (usize, &usize)| {
        let number = (number + 1).to_string();
        button(Command::Choose(at.into()), number.clone()).attr("aria-label", strings::mention(&number)).into_html()
    };
    let each = (mentions.len() > 1).then(|| {
        classed("span", "reportedly-mentions").children(mentions.iter().enumerate().take(MENTIONS).map(one).collect())
    });
    tag("li").child(named).child_opt(each).into_html()
}
