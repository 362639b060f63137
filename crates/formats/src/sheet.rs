//! A quote sheet for fact-checkers: a Markdown table with a row a statement, and a box to tick.

use reportedly_document::ViewedDocument;

use crate::markdown::escaped;
use crate::strings;
use crate::wording::Wording;

/// Writes the statements that are shown, in the order of the text.
pub fn write(article: &ViewedDocument<'_>) -> String {
    let mut file = format!("## {}\n\n{}\n\n", strings::SHEET, strings::SHEET_HINT);
    row(
        &mut file,
        [strings::QUOTE, strings::SPEAKER, strings::ROLE, strings::CUE, strings::PARAGRAPH, strings::CHECKED],
    );
    file.push_str("|---|---|---|---|---:|:---:|\n");
    for (at, mark) in article.shown() {
        let Some(attribution) = mark.attribution() else { continue };
        let speaker = article.speaker(at);
        let name = speaker.map_or(strings::NOBODY.to_owned(), |source| escaped(&source.name));
        let role = speaker.map(|source| escaped(&source.role)).unwrap_or_default();
        let cue = escaped(&article.words(&attribution.cue));
        row(
            &mut file,
            [&escaped(&article.marked(mark)), &name, &role, &cue, &article.paragraph(mark).to_string(), "☐"],
        );
    }
    let engine = article.document().engine.as_deref();
    file.push_str(&format!("\n{}. {}\n", escaped(&article.engine()), strings::caveat(engine)));
    file
}

fn row(file: &mut String, cells: [&str; 6]) {
    file.push_str("| ");
    file.push_str(&cells.join(" | "));
    file.push_str(" |\n");
}
