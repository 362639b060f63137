//! What a copy puts on the clipboard: HTML that word processors keep, and plain text for programs that want that.
//!
//! Word processors drop classes, outlines, wavy lines and most of what CSS knows. What survives is underlining, bold,
//! italics, size and a background, set on the elements themselves; a border below words becomes a box around them. What is
//! said has a background, which is grey on paper, and the list of who said what repeats it.

use reportedly_document::{Annotation, Body, Part, Segment, ViewedDocument, segments, with_direction_signs};

use crate::colours::COPIED_CONTENT;
use crate::html::{escaped, last_ends};
use crate::strings;
use crate::wording::Wording;

/// What a copy consists of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// For `text/html`: a fragment.
    pub html: String,
    /// For `text/plain`.
    pub plain: String,
}

/// Writes the text with what is shown, and after it the notes and who said what.
///
/// ```
/// use reportedly_document::{Document, View, json, ViewedDocument};
/// use reportedly_formats::{clipboard};
///
/// let document = json::read(r#"{"text": "It may.", "annotations": [
///     {"layer": "hedge", "id": "h", "start": 3, "end": 6, "kind": "modal", "note": "sure?"}]}"#)?;
/// let copied = clipboard::write(&ViewedDocument::new(&document, &[], &View::default()));
/// assert_eq!(copied.plain, "It may[1].\n\nNotes\n[1] may: sure?\n");
/// # Ok::<(), json::Error>(())
/// ```
pub fn write(article: &ViewedDocument<'_>) -> Copied {
    let (indices, marks): (Vec<usize>, Vec<Annotation>) = article.shown().map(|(at, mark)| (at, mark.clone())).unzip();
    let last = last_ends(&marks);
    let (mut html, mut paragraphs) = (String::new(), Vec::new());
    for row in segments(article.paragraphs(), &marks, |_| true) {
        let mut plain = String::new();
        html.push_str("<p dir=\"auto\">");
        for segment in &row {
            let words = segment.span.of(article.text());
            plain.push_str(&with_direction_signs(words));
            draw(segment, words, &mut html);
            for (index, mark) in ending(segment, &marks, &last) {
                if let Some(label) = small_label(mark) {
                    html.push_str(&format!("<b style=\"font-size:0.7em\">&nbsp;[{label}]</b>"));
                }
                if let Some(number) = article.note(indices[index]) {
                    html.push_str(&format!("<sup style=\"font-weight:bold\">[{number}]</sup>"));
                    plain.push_str(&format!("[{number}]"));
                }
            }
        }
        html.push_str("</p>\n");
        paragraphs.push(plain);
    }
    let mut plain = paragraphs.join("\n\n");
    plain.push('\n');
    notes(article, &mut html, &mut plain);
    statements(article, &mut html, &mut plain);
    Copied { html, plain }
}

/// The marks that end with this segment, each once.
fn ending<'m>(segment: &Segment, marks: &'m [Annotation], last: &[u32]) -> Vec<(usize, &'m Annotation)> {
    let mut ending: Vec<(usize, &Annotation)> = Vec::new();
    for touch in segment.touches.iter().filter(|touch| touch.ends && last[touch.annotation] == segment.span.end) {
        if ending.iter().all(|(index, _)| *index != touch.annotation) {
            ending.push((touch.annotation, &marks[touch.annotation]));
        }
    }
    ending
}

/// What stands behind a mark. A statement says what it is by its cue and its quotation marks.
fn small_label(mark: &Annotation) -> Option<String> {
    match &mark.body {
        Body::Entity(entity) => Some(entity.kind.to_string()),
        Body::Hedge(hedge) => Some(hedge.kind.to_string()),
        Body::Attribution(_) => None,
    }
}

fn draw(segment: &Segment, words: &str, html: &mut String) {
    let content = ["background-color:", COPIED_CONTENT].concat();
    let style = |part: Part| match part {
        Part::Entity => "text-decoration:underline",
        Part::Hedge => "text-decoration:underline;font-style:italic",
        Part::Source => "font-weight:bold",
        Part::Cue => "font-weight:bold;font-style:italic",
        Part::Content => &content,
        Part::Via => "font-style:italic",
    };
    let mut styles: Vec<&str> = Vec::new();
    for declaration in segment.touches.iter().flat_map(|touch| style(touch.part).split(';')) {
        if !styles.contains(&declaration) {
            styles.push(declaration);
        }
    }
    if styles.is_empty() {
        html.push_str(&escaped(words));
    } else {
        html.push_str(&format!("<span style=\"{}\">{}</span>", styles.join(";"), escaped(words)));
    }
}

fn notes(article: &ViewedDocument<'_>, html: &mut String, plain: &mut String) {
    if article.notes().next().is_none() {
        return;
    }
    html.push_str(&format!("<p><b>{}</b></p>\n", strings::NOTES));
    plain.push_str(&format!("\n{}\n", strings::NOTES));
    for (number, mark, note) in article.notes() {
        let marked = article.marked(mark);
        html.push_str(&format!("<p dir=\"auto\">[{number}] <b>{}</b>: {}</p>\n", escaped(&marked), escaped(note)));
        plain.push_str(&format!("[{number}] {}: {}\n", one_line(&marked), one_line(note)));
    }
}

fn statements(article: &ViewedDocument<'_>, html: &mut String, plain: &mut String) {
    if article.sources().is_empty() {
        return;
    }
    html.push_str(&format!("<p><b>{}</b></p>\n<ul>\n", strings::WHO_SAID_WHAT));
    plain.push_str(&format!("\n{}\n", strings::WHO_SAID_WHAT));
    for source in article.sources() {
        let name = if source.name.is_empty() { strings::NOBODY } else { &source.name };
        for &at in &source.statements {
            let marked = article.marked(&article.marks()[at as usize]);
            html.push_str(&format!("<li dir=\"auto\"><b>{}</b>: {}</li>\n", escaped(name), escaped(&marked)));
            plain.push_str(&format!("- {}: {}\n", one_line(name), one_line(&marked)));
        }
    }
    html.push_str("</ul>\n");
}

fn one_line(words: &str) -> String {
    with_direction_signs(words).replace('\n', " ")
}
