//! The names, each with all of its mentions.

use reportedly_document::{Body, Name};
use yew::Html;

use super::{PageContext, sentence_alone};
use crate::command::{Command, button};
use crate::excerpt::words;
use crate::state::MOST_HIGHLIGHTED;
use crate::strings;
use crate::vdom::{Tag, classed, tag};

/// How many mentions have a button of their own.
const MENTIONS: usize = 12;

pub(super) fn page(page: &PageContext<'_>) -> Tag {
    let names = &page.state.derived.lists.names;
    if names.is_empty() {
        return sentence_alone(strings::NO_NAMES);
    }
    let entries = names.iter().take(page.most).map(|name| entry(page, name)).collect();
    tag("div").child(tag("ol").children(entries)).child_opt(page.more(names.len()))
}

fn entry(page: &PageContext<'_>, name: &Name) -> Html {
    let state = page.state;
    let first = name.first as usize;
    let Body::Entity(entity) = &state.annotations()[first].body else { return Html::default() };
    let mentions: Vec<usize> = name.mentions.iter().map(|&index| index as usize).collect();
    // The full name may stand where nothing is shown.
    let Some(&leads_to) = mentions.iter().find(|&&index| index == first).or(mentions.first()) else {
        return Html::default();
    };
    let is_unsure = mentions.iter().all(|&index| state.annotations()[index].is_unsure());
    let all: Vec<String> = mentions.iter().take(MOST_HIGHLIGHTED).map(usize::to_string).collect();
    let count = strings::grouped(mentions.len() as u32);
    let named = page
        .entry(leads_to)
        .attr("data-glance", all.join(" "))
        .child(
            classed("span", "reportedly-source").attr("dir", "auto").text(words(&[entity.span], &state.session.text)),
        )
        .text(" ")
        .child(classed("span", "reportedly-tag").text(strings::entity_kind(name.kind)))
        .text(" ")
        .child_opt(is_unsure.then(super::unsure_tag))
        .child(classed("span", "reportedly-count").text(count));
    let one = |(number, &index): (usize, &usize)| {
        let number = (number + 1).to_string();
        button(Command::Choose(index.into()), number.clone()).attr("aria-label", strings::mention(&number)).into_html()
    };
    let each = (mentions.len() > 1).then(|| {
        classed("span", "reportedly-mentions").children(mentions.iter().enumerate().take(MENTIONS).map(one).collect())
    });
    tag("li").child(named).child_opt(each).into_html()
}
