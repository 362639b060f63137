//! Statements side by side: those that several articles have, with what differs, and those of one article alone.

use reportedly_compare::{Comparison, Group, Statement};
use reportedly_reader::vdom::{Tag, classed, tag};
use yew::Html;

use super::command::{Command, bare_button, button};
use super::{ComparePage, strings};

/// So many rows of each list are shown at first: a long list takes its time to be drawn.
pub(super) const MOST_SHOWN: usize = 50;

impl ComparePage {
    pub(super) fn statements(&self, comparison: &Comparison) -> Tag {
        let is_shown = |index: &u32| {
            let statement = comparison.statements.get(*index as usize);
            self.speaker.is_none_or(|speaker| statement.is_some_and(|statement| statement.speaker == speaker))
        };
        let groups: Vec<Html> = comparison
            .groups
            .iter()
            .filter(|group| group.statements.iter().any(is_shown))
            .map(|group| self.group(comparison, group))
            .collect();
        let none = groups.is_empty().then(|| tag("p").text(strings::NONE_IN_SEVERAL));
        let several = tag("section")
            .attr("data-testid", "several")
            .child(tag("h2").text(strings::SEVERAL))
            .child_opt(none)
            .child(self.list(groups));
        let only: Vec<u32> = comparison.only_here.iter().copied().filter(is_shown).collect();
        let is_open = |index: &u32| {
            let statement = comparison.statements.get(*index as usize);
            statement.is_some_and(|statement| statement.group.is_none()) && !comparison.only_here.contains(index)
        };
        let all = 0..comparison.statements.len() as u32;
        let open: Vec<u32> = all.filter(is_open).filter(is_shown).collect();
        let filter = self.speaker.and_then(|speaker| comparison.speakers.get(speaker as usize)).map(|speaker| {
            let all = button(Command::Filter, strings::ALL_SPEAKERS);
            let all = all.attr("data-item", self.speaker.unwrap_or_default().to_string());
            let words = strings::only_speaker(strings::speaker(speaker));
            classed("p", "filter").attr("role", "status").text(words).text(" ").child(all)
        });
        classed("div", "statements")
            .child_opt(filter)
            .child(several)
            .child_opt(self.alone(comparison, &only, strings::ONLY, None, "only"))
            .child_opt(self.alone(comparison, &open, strings::LEFT_OPEN, Some(strings::LEFT_OPEN_WHY), "open"))
    }

    /// Statements that stand alone, in the order of the articles.
    fn alone(
        &self,
        comparison: &Comparison,
        statements: &[u32],
        title: &'static str,
        why: Option<&'static str>,
        testid: &'static str,
    ) -> Option<Tag> {
        if statements.is_empty() {
            return None;
        }
        let rows = statements.iter().map(|&index| tag("li").child(statement(comparison, index)).into_html()).collect();
        let section = tag("section").attr("data-testid", testid).child(tag("h2").text(title));
        Some(section.child_opt(why.map(|why| classed("p", "why").text(why))).child(self.list(rows)))
    }

    fn list(&self, mut rows: Vec<Html>) -> Tag {
        let is_long = rows.len() > MOST_SHOWN && !self.shows_all;
        if is_long {
            rows.truncate(MOST_SHOWN);
        }
        let more = is_long.then(|| button(Command::ShowAll, strings::SHOW_ALL));
        tag("div").child(tag("ul").children(rows)).child_opt(more)
    }

    fn group(&self, comparison: &Comparison, group: &Group) -> Html {
        let sides = group.statements.iter().map(|&index| statement(comparison, index).into_html()).collect();
        let mut rules: Vec<&str> = group.links.iter().filter_map(|link| comparison.why(&link.rule)).collect();
        rules.dedup();
        let why = tag("details")
            .child(tag("summary").text(strings::WHY))
            .children(rules.iter().map(|why| tag("p").text((*why).to_owned()).into_html()).collect());
        tag("li").child(classed("div", "sides").children(sides)).child(self.differences(group)).child(why).into_html()
    }

    /// What differs between the statements of a group.
    pub(super) fn differences(&self, group: &Group) -> Tag {
        let Some(comparison) = &self.comparison else { return tag("ul") };
        let rows = group.differences.iter().map(|difference| {
            let sides = difference.sides.iter().map(|side| side.sentence(&comparison.numbers(&side.statements)));
            tag("li")
                .child(tag("b").text(difference.title()))
                .text(format!(": {}", sides.collect::<Vec<_>>().join("; ")))
                .into_html()
        });
        classed("ul", "differences").children(rows.collect())
    }
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
