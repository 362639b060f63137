//! Who speaks in which article: a table.

use std::rc::Rc;

use reportedly_compare::{Cell, Comparison};
use reportedly_reader::vdom::{Tag, classed, tag};
use yew::Html;

use super::command::{Command, bare_button, button};
use super::lists::{ListKind, Lists};
use super::rows::rows;
use super::{ComparePage, strings};

impl ComparePage {
    pub(super) fn matrix(&self, comparison: &Rc<Comparison>, lists: &Lists) -> Option<Tag> {
        if comparison.speakers.is_empty() {
            return None;
        }
        let numbers = (0..self.articles.len()).map(|index| {
            let name = classed("span", "reportedly-hidden").text(format!(" {}", self.articles[index].name()));
            tag("th").attr("scope", "col").text((index + 1).to_string()).child(name).into_html()
        });
        let head = tag("tr").child(tag("th").attr("scope", "col").text(strings::SPEAKER)).children(numbers.collect());
        let list = lists.list(ListKind::Speakers);
        let table = tag("table")
            .child(classed("caption", "reportedly-hidden").text(strings::WHO))
            .child(tag("thead").child(head))
            .child(tag("tbody").children(rows(comparison, list, self.speaker)));
        // A phone has not room for five columns.
        let scrolled = classed("div", "matrix")
            .attr("tabindex", "0")
            .attr("role", "region")
            .attr("aria-label", strings::WHO)
            .child(table);
        let section = tag("section").attr("data-testid", "matrix").child(tag("h2").text(strings::WHO));
        Some(section.child(scrolled).child_opt(list.is_cut().then(|| show_all(ListKind::Speakers))))
    }
}

/// What asks for all rows of a list.
pub(super) fn show_all(kind: ListKind) -> Tag {
    button(Command::ShowAll, strings::SHOW_ALL).attr("class", "all").attr("data-item", (kind as usize).to_string())
}

/// A speaker. It is pressed where only this speaker's statements are shown.
pub(super) fn row(comparison: &Comparison, index: u32, is_pressed: bool) -> Tag {
    let Some(speaker) = comparison.speakers.get(index as usize) else { return tag("tr") };
    let name = strings::speaker(speaker);
    let filter = button(Command::Filter, name.to_owned())
        .attr("data-item", index.to_string())
        .attr("title", strings::filter(name))
        .pressed(is_pressed);
    let role = (!speaker.role.is_empty()).then(|| classed("span", "role").text(speaker.role.clone()));
    let class = strings::class(speaker.class);
    let class = (!class.is_empty() && speaker.name != class).then(|| classed("span", "reportedly-tag").text(class));
    let head = tag("th").attr("scope", "row").child(filter).child_opt(role).child_opt(class);
    let cells = speaker.cells.iter().enumerate().map(|(article, cell)| cell_of(index, name, article, cell));
    tag("tr").child(head).children(cells.collect())
}

fn cell_of(speaker: u32, name: &str, article: usize, cell: &Cell) -> Html {
    let count = cell.statements.len();
    let shown = if count > 0 {
        let other = Some(cell.name.clone()).filter(|other| !other.is_empty() && other != name);
        let count_shown = bare_button(Command::Cell)
            .attr("data-item", speaker.to_string())
            .attr("data-of", article.to_string())
            .attr("aria-label", strings::cell(count, name, article))
            .text(count.to_string());
        tag("td").child(count_shown).child_opt(other.map(|other| classed("span", "role").text(other)))
    } else if cell.mentions > 0 {
        tag("td").child(classed("span", "role").text(strings::MENTIONED))
    } else {
        tag("td")
    };
    shown.into_html()
}
