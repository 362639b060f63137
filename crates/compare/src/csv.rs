//! A comparison as comma-separated values, for spreadsheets: a row a statement.

use reportedly_document::{Label, Unit, shortened};
use reportedly_formats::csv::{BYTE_ORDER_MARK, push_row};

use crate::comparison::{Comparison, Statement};
use crate::strings;

/// The names of the columns, in order.
pub const COLUMNS: [&str; 16] = [
    "article",
    "title",
    "paragraph",
    "speaker",
    "role",
    "source",
    "cue",
    "statement",
    "form",
    "stance",
    "source_class",
    "confidence",
    "hedges",
    "group",
    "differences",
    "only_here",
];

/// Writes a row for each statement, by article and in the order of its text; with `byte_order_mark`, for programs that
/// would not take the file for UTF-8.
///
/// Statements that are the same have the same number in `group`. No cell is a formula to a spreadsheet.
pub fn csv<U: Unit>(comparison: &Comparison<U>, byte_order_mark: bool) -> String {
    let mut only_here = vec![false; comparison.statements.len()];
    for &statement in &comparison.only_here {
        if let Some(is) = only_here.get_mut(statement as usize) {
            *is = true;
        }
    }
    let mut rows = String::from(if byte_order_mark { BYTE_ORDER_MARK } else { "" });
    push_row(&mut rows, &COLUMNS.map(str::to_owned));
    for (statement, only_here) in comparison.statements.iter().zip(only_here) {
        push_row(&mut rows, &cells(comparison, statement, only_here));
    }
    rows
}

fn cells<U: Unit>(comparison: &Comparison<U>, statement: &Statement<U>, only_here: bool) -> [String; COLUMNS.len()] {
    let article = comparison.articles.get(statement.article as usize);
    let title = article.map(|it| if it.headline.is_empty() { it.title.clone() } else { it.headline.clone() });
    let speaker = comparison.speakers.get(statement.speaker as usize);
    let group = statement.group.and_then(|index| Some((index, comparison.groups.get(index as usize)?)));
    let differences = group.iter().flat_map(|(_, group)| &group.differences);
    let differences: Vec<String> = differences
        .map(|difference| {
            let sides: Vec<String> = difference
                .sides
                .iter()
                .map(|side| strings::side(side, &comparison.numbers(&side.statements)))
                .collect();
            format!("{}: {}", difference.title(), sides.join("; "))
        })
        .collect();
    [
        (statement.article + 1).to_string(),
        shortened(&title.unwrap_or_default()).into_owned(),
        statement.paragraph.to_string(),
        speaker.map(|speaker| speaker.name.clone()).unwrap_or_default(),
        speaker.map(|speaker| speaker.role.clone()).unwrap_or_default(),
        statement.source.clone(),
        statement.cue.clone(),
        statement.words.clone(),
        statement.form.map_or("", Label::label).to_owned(),
        statement.stance.map_or("", Label::label).to_owned(),
        statement.class.label().to_owned(),
        statement.confidence.map_or("", Label::label).to_owned(),
        statement.hedges.join("; "),
        group.map(|(index, _)| (index + 1).to_string()).unwrap_or_default(),
        differences.join(" | "),
        if only_here { "yes" } else { "" }.to_owned(),
    ]
}
