//! A bar of shares with the table of its numbers.

use yew::Html;

use crate::strings;
use crate::vdom::{Tag, classed, tag};

/// A share of a whole: the number of the pattern that it is drawn in, its name, and how many it has.
pub(super) type Share = (usize, &'static str, u32);

/// How long a bar is, in its own units.
const LENGTH: u32 = 1000;

/// A heading, the bar, and below it a table with a row for each share. Nothing where there is nothing to share.
///
/// The bar is a picture, and says in words what it shows.
pub(super) fn section(title: &'static str, shares: &[Share], columns: &[&'static str], rows: Vec<Html>) -> Option<Tag> {
    let all: u32 = shares.iter().map(|(_, _, count)| count).sum();
    if all == 0 {
        return None;
    }
    let words: Vec<String> =
        shares.iter().map(|&(_, name, count)| [&strings::grouped(count), " ", name].concat()).collect();
    let mut end = 0;
    let parts = shares.iter().map(|&(pattern, _, count)| {
        let start = end;
        end += count;
        let place = |count: u32| (u64::from(count) * u64::from(LENGTH) / u64::from(all)) as u32;
        // A gap between shares, which tells them apart where their patterns are much the same.
        drawn(pattern, place(start) + if start > 0 { 8 } else { 0 }, place(end))
    });
    let bar = picture(LENGTH, parts.collect())
        .attr("role", "img")
        .attr("aria-label", [title, ": ", &words.join(", "), "."].concat());
    let head = std::iter::once("").chain(columns.iter().copied());
    let head = head
        .map(|title| if title.is_empty() { tag("td") } else { tag("th").attr("scope", "col").text(title) }.into_html());
    let table = classed("table", "reportedly-numbers")
        .child(tag("thead").child(tag("tr").children(head.collect())))
        .child(tag("tbody").children(rows));
    Some(classed("section", "reportedly-shares").child(tag("h3").text(title)).child(bar).child(table))
}

/// A row of a table: a name, with its pattern in the bar if there is one, and numbers.
pub(super) fn row(pattern: Option<usize>, name: &'static str, values: &[String]) -> Html {
    let sample = pattern.map(|pattern| picture(24, vec![drawn(pattern, 0, 24)]).attr("aria-hidden", "true"));
    let values = values.iter().map(|value| tag("td").text(value.clone()).into_html()).collect();
    tag("tr").child(tag("th").attr("scope", "row").child_opt(sample).text(name)).children(values).into_html()
}

fn picture(length: u32, parts: Vec<Html>) -> Tag {
    tag("svg")
        .attr("viewBox", ["0 0 ", &length.to_string(), " 10"].concat())
        .attr("preserveAspectRatio", "none")
        .children(parts)
}

/// A thick line from one place to another. Its pattern is in `panel.css`.
fn drawn(pattern: usize, start: u32, end: u32) -> Html {
    tag("path")
        .attr("data-pattern", pattern.to_string())
        .attr("d", ["M", &start.to_string(), " 5H", &end.max(start + 1).to_string()].concat())
        .into_html()
}
