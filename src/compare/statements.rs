//! Statements side by side: those that several articles have, with what differs, and those of one article alone.

use std::rc::Rc;

use reportedly_compare::{Comparison, Group, Statement};
use reportedly_reader::vdom::{Tag, classed, tag};

use super::command::{Command, bare_button, button};
use super::lists::{ListKind, Lists};
use super::matrix::show_all;
use super::rows::rows;
use super::{ComparePage, strings};

impl ComparePage {
    pub(super) fn statements(&self, comparison: &Rc<Comparison>, lists: &Lists) -> Tag {
        let filter = self.speaker.and_then(|speaker| comparison.speakers.get(speaker as usize)).map(|speaker| {
            let all = button(Command::Filter, strings::ALL_SPEAKERS);
            let all = all.attr("data-item", self.speaker.unwrap_or_default().to_string());
            let words = strings::only_speaker(strings::speaker(speaker));
            classed("p", "filter").attr("role", "status").text(words).text(" ").child(all)
        });
        classed("div", "statements")
            .child_opt(filter)
            .child_opt(section(comparison, lists, ListKind::Groups))
            .child_opt(section(comparison, lists, ListKind::Only))
            .child_opt(section(comparison, lists, ListKind::Open))
    }
}

/// A list with its heading, as soon as all above it is drawn.
fn section(comparison: &Rc<Comparison>, lists: &Lists, kind: ListKind) -> Option<Tag> {
    let list = lists.list(kind);
    let is_empty = list.rows.is_empty();
    let (testid, title) = match kind {
        ListKind::Groups => ("several", strings::SEVERAL),
        ListKind::Only => ("only", strings::ONLY),
        ListKind::Open => ("open", strings::LEFT_OPEN),
        ListKind::Speakers => return None,
    };
    let about = match kind {
        ListKind::Groups if is_empty => Some(tag("p").text(strings::NONE_IN_SEVERAL)),
        ListKind::Open => Some(classed("p", "why").text(strings::LEFT_OPEN_WHY)),
        _ => None,
    };
    let is_shown = lists.is_reached(kind) && (!is_empty || kind == ListKind::Groups);
    is_shown.then(|| {
        let rows = tag("ul").children(rows(comparison, list, None));
        let rows = tag("div").child(rows).child_opt(list.is_cut().then(|| show_all(kind)));
        tag("section").attr("data-testid", testid).child(tag("h2").text(title)).child_opt(about).child(rows)
    })
}

/// Statements that are the same, with what differs.
pub(super) fn group(comparison: &Comparison, index: u32) -> Tag {
    let Some(group) = comparison.groups.get(index as usize) else { return tag("li") };
    let sides = group.statements.iter().map(|&index| statement(comparison, index).into_html()).collect();
    let mut rules: Vec<&str> = group.links.iter().filter_map(|link| comparison.why(&link.rule)).collect();
    rules.dedup();
    let why = tag("details")
        .child(tag("summary").text(strings::WHY))
        .children(rules.iter().map(|why| tag("p").text((*why).to_owned()).into_html()).collect());
    let differs = (!group.differences.is_empty()).then(|| differences(comparison, group));
    tag("li").child(classed("div", "sides").children(sides)).child_opt(differs).child(why)
}

/// What differs between the statements of a group.
pub(super) fn differences(comparison: &Comparison, group: &Group) -> Tag {
    let rows = group.differences.iter().map(|difference| {
        let sides = difference.sides.iter().map(|side| side.sentence(&comparison.numbers(&side.statements)));
        tag("li")
            .child(tag("b").text(difference.title()))
            .text(format!(": {}", sides.collect::<Vec<_>>().join("; ")))
            .into_html()
    });
    classed("ul", "differences").children(rows.collect())
}

/// A statement that stands alone.
pub(super) fn alone(comparison: &Comparison, index: u32) -> Tag {
    tag("li").child(statement(comparison, index))
}

/// A statement as a button that leads to its place.
fn statement(comparison: &Comparison, index: u32) -> Tag {
    let Some(it) = comparison.statements.get(index as usize) else { return tag("span") };
    let Statement { article, speaker, source, cue, words, paragraph, .. } = it;
    let speaker = comparison.speakers.get(*speaker as usize).map(strings::speaker).unwrap_or_default();
    let source = strings::source(source, speaker);
    let who = classed("span", "statement-who")
        .child(classed("span", "statement-number").text(strings::article(*article as usize)))
        .text(" ")
        .child(tag("b").text(source))
        .text(" ")
        .child(tag("i").text(cue.clone()));
    bare_button(Command::Statement)
        .attr("class", "statement")
        .attr("data-item", index.to_string())
        .child(who)
        .text(" ")
        .child(classed("span", "statement-words").text(words.clone()))
        .text(" ")
        .child(classed("span", "role").text(strings::paragraph(*paragraph)))
}
