//! Comma-separated values: a row a mark, for spreadsheets.
//!
//! RFC 4180: rows end with CR LF, and a cell with a comma, a quotation mark or a line end is quoted. The columns are
//! specified in `docs/formats.md`. What a spreadsheet would take for a formula begins with an apostrophe, also where the
//! spreadsheet takes semicolons or tabs for what separates cells.

use reportedly_document::{Annotation, Body, Byte, Char, Offsets, Span, ViewedDocument, with_direction_signs};

use crate::wording::{Wording, label, quoted};

/// How many columns there are.
const COUNT: usize = 19;

/// The names of the columns, in order.
pub const COLUMNS: [&str; COUNT] = [
    "id",
    "layer",
    "label",
    "start",
    "end",
    "spans",
    "text",
    "speaker",
    "cue",
    "stance",
    "form",
    "source_class",
    "voice",
    "confidence",
    "origin",
    "rule",
    "note",
    "paragraph",
    "via",
];

/// What a file begins with by which Excel tells that it is UTF-8.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Writes the marks that are shown; with `byte_order_mark`, for programs that would not take the file for UTF-8.
///
/// ```
/// use reportedly_document::{Document, View, json, ViewedDocument};
/// use reportedly_formats::{csv};
///
/// let document = json::read(r#"{"text": "=may()", "annotations": [
///     {"layer": "hedge", "id": "h", "start": 0, "end": 6, "kind": "modal"}]}"#)?;
/// let rows = csv::write(&ViewedDocument::new(&document, &[], &View::default()), false);
/// assert_eq!(rows.lines().nth(1), Some("h,hedge,modal,0,6,0-6,'=may(),,,,,,,,machine,,,1,"));
/// # Ok::<(), json::Error>(())
/// ```
pub fn write(article: &ViewedDocument<'_>, byte_order_mark: bool) -> String {
    let offsets = Offsets::new(article.text());
    let mut rows = String::from(if byte_order_mark { BYTE_ORDER_MARK } else { "" });
    push_row(&mut rows, &COLUMNS.map(str::to_owned));
    for (at, mark) in article.shown() {
        push_row(&mut rows, &cells(article, &offsets, at, mark));
    }
    rows
}

/// The cells of a mark's row, as they are: a format of tables says what in them means something to it.
pub(crate) fn cells(
    article: &ViewedDocument<'_>,
    offsets: &Offsets<'_>,
    at: usize,
    mark: &Annotation,
) -> [String; COUNT] {
    let whole = offsets.to_chars(quoted(mark));
    let (mut speaker, mut cue, mut via, mut labels) = (String::new(), String::new(), String::new(), [""; 5]);
    let spans: &[Span<Byte>] = match &mark.body {
        Body::Entity(entity) => {
            labels[0] = label(Some(entity.kind));
            &[entity.span]
        }
        Body::Hedge(hedge) => {
            labels[0] = label(Some(hedge.kind));
            labels[4] = label(hedge.voice);
            &[hedge.span]
        }
        Body::Attribution(a) => {
            labels = [label(a.form), label(a.stance), label(a.form), label(a.source_class), ""];
            cue = article.words(&a.cue);
            via = article.words(&a.via);
            speaker = article.speaker(at).map(|source| source.name.clone()).unwrap_or_default();
            &a.content
        }
    };
    let [kind, stance, form, source_class, voice] = labels.map(str::to_owned);
    [
        mark.id.to_string(),
        mark.layer().to_string(),
        kind,
        whole.start.to_string(),
        whole.end.to_string(),
        pairs(offsets, spans),
        article.marked(mark),
        speaker,
        cue,
        stance,
        form,
        source_class,
        voice,
        label(mark.confidence).to_owned(),
        mark.origin.to_string(),
        mark.rule.clone().unwrap_or_default().into_owned(),
        mark.note.clone().unwrap_or_default(),
        article.paragraph(mark).to_string(),
        via,
    ]
}

/// "0-16 20-31": start and end of each span in code points.
fn pairs(offsets: &Offsets<'_>, spans: &[Span<Byte>]) -> String {
    let pair = |&span| {
        let span: Span<Char> = offsets.to_chars(span);
        [span.start.to_string(), span.end.to_string()].join("-")
    };
    spans.iter().map(pair).collect::<Vec<_>>().join(" ")
}

/// Writes a row of any table.
pub fn push_row(rows: &mut String, cells: &[String]) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            rows.push(',');
        }
        push_cell(rows, cell);
    }
    rows.push_str("\r\n");
}

/// Writes a cell. What OWASP lists as the beginning of a formula is kept from being one, in full width too: at the
/// beginning of the cell, and where a program that reads other separators would see the beginning of one.
fn push_cell(rows: &mut String, cell: &str) {
    let cell = with_direction_signs(cell);
    let quoted = cell.contains([',', '"', '\r', '\n']);
    if quoted {
        rows.push('"');
    }
    if cell.starts_with(['\t', '\r', '\n']) {
        rows.push('\'');
    }
    let mut begins = true;
    for c in cell.chars() {
        if begins && matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠') {
            rows.push('\'');
        }
        begins = matches!(c, ';' | '\t' | '\r' | '\n') || begins && (c == '"' || c.is_whitespace());
        if c == '"' {
            rows.push('"');
        }
        rows.push(c);
    }
    if quoted {
        rows.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(cell: &str) -> String {
        let mut row = String::new();
        push_cell(&mut row, cell);
        row
    }

    #[test]
    fn cells_are_quoted_and_no_formulas() {
        assert_eq!(written("a b"), "a b");
        assert_eq!(written("a, \"b\""), "\"a, \"\"b\"\"\"");
        assert_eq!(written("a\nb"), "\"a\nb\"");
        for start in ["=", "+", "-", "@", "\t", "＝", "＋", "－", "＠"] {
            assert_eq!(written(&format!("{start}1")), format!("'{start}1"));
        }
        assert_eq!(written("\r1"), "\"'\r1\"");
        assert_eq!(written("=1,2"), "\"'=1,2\"", "the apostrophe is inside the quotation marks");
        assert_eq!(written("1-2"), "1-2");
        assert_eq!(written("\u{202e}1$"), "[U+202E]1$");
    }

    #[test]
    fn no_cell_is_a_formula_with_semicolons_or_tabs_between_cells() {
        assert_eq!(written("may;=1+1;x"), "may;'=1+1;x");
        assert_eq!(written("a\t@SUM(1)"), "a\t'@SUM(1)");
        assert_eq!(written("a, b; +1"), "\"a, b; '+1\"");
        assert_eq!(written("a\n-1"), "\"a\n'-1\"", "whoever does not take the quotation marks for some sees a row");
        assert_eq!(written(";\"=1\""), "\";\"\"'=1\"\"\"");
        assert_eq!(written("; \u{a0}＝1"), "; \u{a0}'＝1");
        assert_eq!(written("a = 1; b - 2"), "a = 1; b - 2");
    }
}
