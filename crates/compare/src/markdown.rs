//! A comparison as Markdown, for people: the matrix, statements side by side, what differs.

use reportedly_document::Unit;
use reportedly_formats::markdown::escaped;

use crate::comparison::{Comparison, Group, Side, Statement};
use crate::strings;

/// Writes a comparison: a table of speakers by article, each group of statements with what differs, and what is only in
/// one article.
///
/// Text of the articles never becomes markup.
pub fn markdown<U: Unit>(comparison: &Comparison<U>) -> String {
    let mut file = format!("# {}\n\n", strings::TITLE);
    for (index, article) in comparison.articles.iter().enumerate() {
        let name = article_name(comparison, index);
        let counts = strings::counts(article.words as usize, article.statements as usize);
        file.push_str(&format!("{}. {name} ({counts})\n", index + 1));
    }
    if !comparison.notes.is_empty() {
        file.push_str(&format!("\n## {}\n\n", strings::NOTES));
        for note in &comparison.notes {
            file.push_str(&format!("- {}\n", note.sentence));
        }
    }
    matrix(comparison, &mut file);
    if comparison.articles.len() > 1 {
        several(comparison, &mut file);
        only(comparison, &mut file);
    }
    file.push_str(&format!("\n---\n\n{}\n\n", strings::CAVEAT));
    for rule in &comparison.rules {
        file.push_str(&format!("- {}: {}\n", escaped(&rule.rule), rule.why));
    }
    file
}

fn article_name<U: Unit>(comparison: &Comparison<U>, index: usize) -> String {
    let article = &comparison.articles[index];
    let parts: Vec<String> = [&article.headline, &article.title]
        .into_iter()
        .filter(|part| !part.is_empty())
        .map(|part| escaped(part))
        .collect();
    if parts.is_empty() { strings::article(index + 1) } else { parts.join(", ") }
}

fn matrix<U: Unit>(comparison: &Comparison<U>, file: &mut String) {
    if comparison.speakers.is_empty() {
        return;
    }
    file.push_str(&format!("\n## {}\n\n| {} |", strings::WHO, strings::SPEAKER));
    for number in 1..=comparison.articles.len() {
        file.push_str(&format!(" {number} |"));
    }
    file.push_str("\n|---|");
    file.push_str(&"---|".repeat(comparison.articles.len()));
    file.push('\n');
    for speaker in &comparison.speakers {
        let mut name = speaker_name(&speaker.name);
        if !speaker.role.is_empty() {
            name.push_str(&format!(" ({})", escaped(&speaker.role)));
        }
        file.push_str(&format!("| {name} |"));
        for cell in &speaker.cells {
            let mut shown = Vec::new();
            if !cell.statements.is_empty() {
                shown.push(strings::statements(cell.statements.len()));
                shown.extend(cell.class.map(|class| strings::class(class).to_owned()));
            } else if cell.mentions > 0 {
                shown.push(strings::ONLY_MENTIONED.to_owned());
            }
            file.push_str(&format!(" {} |", shown.join(", ")));
        }
        file.push('\n');
    }
}

fn speaker_name(name: &str) -> String {
    if name.is_empty() { strings::NOBODY.to_owned() } else { escaped(name) }
}

fn several<U: Unit>(comparison: &Comparison<U>, file: &mut String) {
    file.push_str(&format!("\n## {}\n", strings::IN_SEVERAL));
    if comparison.groups.is_empty() {
        file.push_str(&format!("\n{}\n", strings::NONE_IN_SEVERAL));
    }
    for (index, group) in comparison.groups.iter().enumerate() {
        file.push_str(&format!("\n### {}\n\n", index + 1));
        for statement in members(comparison, group) {
            file.push_str(&line(comparison, statement));
        }
        for difference in &group.differences {
            let sides: Vec<String> = difference.sides.iter().map(|side| side_line(comparison, side)).collect();
            file.push_str(&format!("- **{}:** {}\n", difference.title(), sides.join("; ")));
        }
    }
}

/// One side of a difference: what it is, its words, and in which articles.
fn side_line<U: Unit>(comparison: &Comparison<U>, side: &Side) -> String {
    let escaped = Side { words: escaped(&side.words), ..side.clone() };
    strings::side(&escaped, &comparison.numbers(&side.statements))
}

fn only<U: Unit>(comparison: &Comparison<U>, file: &mut String) {
    let mut is_headed = false;
    for statement in comparison.only_here.iter().filter_map(|&index| comparison.statements.get(index as usize)) {
        if !is_headed {
            file.push_str(&format!("\n## {}\n\n", strings::ONLY));
            is_headed = true;
        }
        file.push_str(&line(comparison, statement));
    }
}

fn members<'a, U: Unit>(comparison: &'a Comparison<U>, group: &'a Group) -> impl Iterator<Item = &'a Statement<U>> {
    group.statements.iter().filter_map(|&index| comparison.statements.get(index as usize))
}

/// One statement: article, speaker, words, paragraph.
fn line<U: Unit>(comparison: &Comparison<U>, statement: &Statement<U>) -> String {
    let speaker = comparison.speakers.get(statement.speaker as usize).map_or("", |speaker| speaker.name.as_str());
    let source = if statement.source.is_empty() { speaker_name(speaker) } else { escaped(&statement.source) };
    let words = escaped(&statement.words);
    let facts = [escaped(&statement.cue), strings::paragraph(statement.paragraph)];
    let facts: Vec<&str> = facts.iter().map(String::as_str).filter(|fact| !fact.is_empty()).collect();
    let article = strings::article(statement.article as usize + 1);
    format!("- {article}, {source}: {words} ({})\n", facts.join("; "))
}
