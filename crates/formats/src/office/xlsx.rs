//! A workbook for spreadsheets: a sheet a layer, a row a mark, with the columns of CSV that such marks have.
//!
//! Words are inline strings, which no spreadsheet takes for a formula, also not when a person edits the cell
//! (`quotePrefix`). What is longer than a cell may be ends with a sentence that says so.

use std::borrow::Cow;
use std::io;

use reportedly_document::{Layer, Offsets, ViewedDocument};

use super::legible::legible;
use super::package::{PROPERTIES, PROPERTIES_RELATIONSHIP, PROPERTIES_TYPE, Package};
use super::{OfficeError, xml::Xml};
use crate::wording::Wording;
use crate::{csv, strings};

const NAMESPACE: (&str, &str) = ("xmlns", "http://schemas.openxmlformats.org/spreadsheetml/2006/main");
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The most rows that a sheet has.
const MOST_ROWS: usize = 1_048_576;

/// The most UTF-16 code units that a cell has.
const MOST_UNITS: usize = 32_767;

/// The columns of each layer, by their names in CSV, each with its width in digits.
type Columns = &'static [(&'static str, u32)];

/// Where a mark is, and how it came to be there.
const STATEMENTS: Columns = &[
    ("id", 12),
    ("label", 12),
    ("start", 8),
    ("end", 8),
    ("spans", 14),
    ("text", 70),
    ("speaker", 28),
    ("cue", 18),
    ("stance", 12),
    ("form", 12),
    ("source_class", 14),
    ("confidence", 12),
    ("origin", 12),
    ("rule", 24),
    ("note", 40),
    ("paragraph", 11),
    ("via", 20),
];

const HEDGES: Columns = &[
    ("id", 12),
    ("label", 16),
    ("start", 8),
    ("end", 8),
    ("spans", 14),
    ("text", 30),
    ("voice", 10),
    ("confidence", 12),
    ("origin", 12),
    ("rule", 24),
    ("note", 40),
    ("paragraph", 11),
];

const NAMES: Columns = &[
    ("id", 12),
    ("label", 16),
    ("start", 8),
    ("end", 8),
    ("spans", 14),
    ("text", 40),
    ("confidence", 12),
    ("origin", 12),
    ("rule", 24),
    ("note", 40),
    ("paragraph", 11),
];

/// The columns whose cells are numbers.
const NUMBERS: [&str; 3] = ["start", "end", "paragraph"];

/// The styles of cells, by their places in the part of styles.
const HEAD: &str = "1";
const WORDS: &str = "2";
/// Words that begin like a formula.
const QUOTED: &str = "3";
const NUMBER: &str = "4";

/// A sheet: its name, and the marks that it has a row for, by their places among all.
struct Sheet {
    name: String,
    columns: Columns,
    marks: Vec<usize>,
}

pub(super) fn write(article: &ViewedDocument<'_>) -> Result<Vec<u8>, OfficeError> {
    let sheets = sheets(article, MOST_ROWS);
    let mut package = Package::new();
    content_types(&mut package, &sheets)?;
    let workbook = format!("{RELATIONSHIPS}/officeDocument");
    package.relationships("_rels/.rels", &[(&workbook, "xl/workbook.xml"), (PROPERTIES_RELATIONSHIP, PROPERTIES)])?;
    let title = Some(article.document().id.as_str()).filter(|id| !id.is_empty());
    package.properties(title.unwrap_or(strings::ARTICLE), &article.engine())?;
    let worksheet = format!("{RELATIONSHIPS}/worksheet");
    let paths: Vec<String> = (1..=sheets.len()).map(|number| format!("worksheets/sheet{number}.xml")).collect();
    let styles_kind = format!("{RELATIONSHIPS}/styles");
    let mut related: Vec<(&str, &str)> = paths.iter().map(|path| (worksheet.as_str(), path.as_str())).collect();
    related.push((&styles_kind, "styles.xml"));
    package.relationships("xl/_rels/workbook.xml.rels", &related)?;
    package.part("xl/workbook.xml", |xml| workbook_part(xml, &sheets))?;
    package.part("xl/styles.xml", styles)?;
    let offsets = Offsets::new(article.text());
    for (sheet, path) in sheets.iter().zip(&paths) {
        package.part(&format!("xl/{path}"), |xml| sheet_part(xml, article, &offsets, sheet))?;
    }
    package.finish()
}

/// A sheet for each layer, and more where it has more marks than a sheet has rows.
fn sheets(article: &ViewedDocument<'_>, most_rows: usize) -> Vec<Sheet> {
    let layers = [
        (Layer::Attribution, strings::STATEMENTS, STATEMENTS),
        (Layer::Hedge, strings::HEDGES, HEDGES),
        (Layer::Entity, strings::NAMES, NAMES),
    ];
    let mut sheets = Vec::new();
    for (layer, name, columns) in layers {
        let marks: Vec<usize> = article.shown().filter(|(_, mark)| mark.layer() == layer).map(|(at, _)| at).collect();
        let first = marks.chunks(most_rows - 1).next().unwrap_or_default();
        sheets.push(Sheet { name: name.to_owned(), columns, marks: first.to_vec() });
        for (more, number) in marks.chunks(most_rows - 1).skip(1).zip(2..) {
            sheets.push(Sheet { name: format!("{name} {number}"), columns, marks: more.to_vec() });
        }
    }
    sheets
}

fn content_types(package: &mut Package, sheets: &[Sheet]) -> Result<(), OfficeError> {
    let of = |kind: &str| format!("application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml");
    let mut types = vec![("xl/workbook.xml".to_owned(), of("sheet.main")), ("xl/styles.xml".to_owned(), of("styles"))];
    types.extend((1..=sheets.len()).map(|number| (format!("xl/worksheets/sheet{number}.xml"), of("worksheet"))));
    types.push((PROPERTIES.to_owned(), PROPERTIES_TYPE.to_owned()));
    let types: Vec<(&str, &str)> = types.iter().map(|(path, kind)| (path.as_str(), kind.as_str())).collect();
    package.content_types(&types)
}

fn workbook_part(xml: &mut Xml<'_>, sheets: &[Sheet]) -> io::Result<()> {
    xml.element("workbook", &[NAMESPACE, ("xmlns:r", RELATIONSHIPS)], |xml| {
        xml.element("bookViews", &[], |xml| xml.empty("workbookView", &[]))?;
        xml.element("sheets", &[], |xml| {
            sheets.iter().zip(1..).try_for_each(|(sheet, number): (_, usize)| {
                let id = format!("rId{number}");
                xml.empty("sheet", &[("name", &sheet.name), ("sheetId", &number.to_string()), ("r:id", &id)])
            })
        })?;
        // Where a spreadsheet looks for the range of a filter.
        xml.element("definedNames", &[], |xml| {
            sheets.iter().enumerate().try_for_each(|(index, sheet)| {
                let index = index.to_string();
                let name = [("name", "_xlnm._FilterDatabase"), ("localSheetId", &*index), ("hidden", "1")];
                let (column, row) = (letter(sheet.columns.len() - 1), sheet.marks.len() + 1);
                xml.leaf("definedName", &name, &format!("'{}'!$A$1:${column}${row}", sheet.name))
            })
        })
    })
}

fn sheet_part(xml: &mut Xml<'_>, article: &ViewedDocument<'_>, offsets: &Offsets<'_>, sheet: &Sheet) -> io::Result<()> {
    let all = format!("A1:{}{}", letter(sheet.columns.len() - 1), sheet.marks.len() + 1);
    xml.element("worksheet", &[NAMESPACE], |xml| {
        xml.empty("dimension", &[("ref", &all)])?;
        // The first row stays where it is.
        xml.element("sheetViews", &[], |xml| {
            xml.element("sheetView", &[("workbookViewId", "0")], |xml| {
                let frozen =
                    [("ySplit", "1"), ("topLeftCell", "A2"), ("activePane", "bottomLeft"), ("state", "frozen")];
                xml.empty("pane", &frozen)
            })
        })?;
        xml.element("cols", &[], |xml| {
            sheet.columns.iter().zip(1..).try_for_each(|((_, width), number): (_, usize)| {
                let (number, width) = (number.to_string(), width.to_string());
                xml.empty("col", &[("min", &number), ("max", &number), ("width", &width), ("customWidth", "1")])
            })
        })?;
        xml.element("sheetData", &[], |xml| {
            let head = sheet.columns.iter().map(|(name, _)| (*name).to_owned());
            row(xml, 1, &head.map(|name| (name, HEAD)).collect::<Vec<_>>())?;
            sheet.marks.iter().zip(2..).try_for_each(|(&at, number)| {
                let cells = csv::cells(article, offsets, at, &article.marks()[at]);
                row(xml, number, &of_columns(cells, sheet.columns))
            })
        })?;
        xml.empty("autoFilter", &[("ref", &all)])
    })
}

/// The cells of these columns, each with its style.
fn of_columns(cells: [String; csv::COLUMNS.len()], columns: Columns) -> Vec<(String, &'static str)> {
    let named = csv::COLUMNS.iter().zip(cells).filter(|(name, _)| columns.iter().any(|(column, _)| column == *name));
    let styled = |(name, cell): (&&str, String)| {
        let style = match &*cell {
            _ if NUMBERS.contains(name) => NUMBER,
            words if words.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) => QUOTED,
            _ => WORDS,
        };
        (cell, style)
    };
    named.map(styled).collect()
}

fn row(xml: &mut Xml<'_>, number: usize, cells: &[(String, &str)]) -> io::Result<()> {
    xml.element("row", &[("r", &number.to_string())], |xml| {
        cells.iter().enumerate().filter(|(_, (cell, _))| !cell.is_empty()).try_for_each(|(index, (cell, style))| {
            let place = format!("{}{number}", letter(index));
            if *style == NUMBER {
                return xml.element("c", &[("r", &place), ("s", style)], |xml| xml.leaf("v", &[], cell));
            }
            xml.element("c", &[("r", &place), ("s", style), ("t", "inlineStr")], |xml| {
                xml.element("is", &[], |xml| {
                    xml.leaf("t", &[("xml:space", "preserve")], &without_escapes(&that_fits(&legible(cell))))
                })
            })
        })
    })
}

/// The name of a column: there are fewer than letters.
fn letter(index: usize) -> char {
    char::from(b'A' + index as u8)
}

/// A cell's words, or the beginning of them and a sentence that says how many there are.
fn that_fits(words: &str) -> Cow<'_, str> {
    // A character has no more units than bytes.
    if words.len() <= MOST_UNITS || words.encode_utf16().count() <= MOST_UNITS {
        return words.into();
    }
    let characters = words.chars().count();
    let end = strings::cut_off(characters);
    let mut left = MOST_UNITS - end.encode_utf16().count();
    let beginning = words.chars().take_while(|c| {
        let fits = c.len_utf16() <= left;
        left = left.saturating_sub(c.len_utf16());
        fits
    });
    (beginning.collect::<String>() + &end).into()
}

/// Spreadsheets read `_x0041_` as the character of that number. Where a text has such words, the first stroke is written so.
fn without_escapes(words: &str) -> Cow<'_, str> {
    if !words.contains("_x") {
        return words.into();
    }
    let mut written = String::with_capacity(words.len());
    for (at, c) in words.char_indices() {
        let is_escape = |code: &[u8]| code.len() == 5 && code[..4].iter().all(u8::is_ascii_hexdigit) && code[4] == b'_';
        let rest = &words.as_bytes()[at..];
        if rest.starts_with(b"_x") && rest.get(2..7).is_some_and(is_escape) {
            written.push_str("_x005F");
        }
        written.push(c);
    }
    written.into()
}

fn styles(xml: &mut Xml<'_>) -> io::Result<()> {
    xml.element("styleSheet", &[NAMESPACE], |xml| {
        list(xml, "fonts", 2, |xml| {
            [false, true].into_iter().try_for_each(|is_bold| {
                xml.element("font", &[], |xml| {
                    if is_bold {
                        xml.empty("b", &[])?;
                    }
                    xml.empty("sz", &[("val", "11")])?;
                    xml.empty("name", &[("val", "Calibri")])?;
                    xml.empty("family", &[("val", "2")])
                })
            })
        })?;
        // The first two are the format's own.
        list(xml, "fills", 2, |xml| {
            ["none", "gray125"]
                .into_iter()
                .try_for_each(|kind| xml.element("fill", &[], |xml| xml.empty("patternFill", &[("patternType", kind)])))
        })?;
        list(xml, "borders", 1, |xml| {
            xml.element("border", &[], |xml| {
                ["left", "right", "top", "bottom", "diagonal"].iter().try_for_each(|side| xml.empty(side, &[]))
            })
        })?;
        const NONE: [(&str, &str); 4] = [("numFmtId", "0"), ("fontId", "0"), ("fillId", "0"), ("borderId", "0")];
        list(xml, "cellStyleXfs", 1, |xml| xml.empty("xf", &NONE))?;
        list(xml, "cellXfs", 5, |xml| {
            xml.empty("xf", &[&NONE[..], &[("xfId", "0")]].concat())?;
            let aligned = |xml: &mut Xml<'_>, more: &[(&str, &str)], font: &str| {
                let own = [("numFmtId", "0"), ("fontId", font), ("fillId", "0"), ("borderId", "0"), ("xfId", "0")];
                let applied = [("applyFont", "1"), ("applyAlignment", "1")];
                xml.element("xf", &[&own[..], more, &applied[..]].concat(), |xml| {
                    xml.empty("alignment", &[("vertical", "top"), ("wrapText", "1")])
                })
            };
            aligned(xml, &[], "1")?;
            aligned(xml, &[], "0")?;
            aligned(xml, &[("quotePrefix", "1")], "0")?;
            aligned(xml, &[], "0")
        })?;
        list(xml, "cellStyles", 1, |xml| {
            xml.empty("cellStyle", &[("name", "Normal"), ("xfId", "0"), ("builtinId", "0")])
        })
    })
}

fn list(
    xml: &mut Xml<'_>,
    name: &str,
    count: usize,
    inside: impl FnOnce(&mut Xml<'_>) -> io::Result<()>,
) -> io::Result<()> {
    xml.element(name, &[("count", &count.to_string())], inside)
}

#[cfg(test)]
mod tests {
    use reportedly_document::{Document, View, json};

    use super::*;

    #[test]
    fn what_is_longer_than_a_cell_says_so() {
        let fits = "a".repeat(MOST_UNITS);
        assert_eq!(that_fits(&fits), fits);
        for long in ["a".repeat(MOST_UNITS + 1), "🇳🇴".repeat(20_000)] {
            let cell = that_fits(&long);
            assert!(cell.encode_utf16().count() <= MOST_UNITS);
            let end = format!(" … [cut off: {} characters in all]", long.chars().count());
            assert!(
                cell.ends_with(&end) && long.starts_with(cell.trim_end_matches(&*end)),
                "{}",
                &cell[cell.len() - 60..]
            );
        }
    }

    #[test]
    fn words_that_read_like_an_escape_stay_words() {
        assert_eq!(without_escapes("_x0041_ _x00e9_x0041_"), "_x005F_x0041_ _x005F_x00e9_x005F_x0041_");
        assert_eq!(without_escapes("_x41_ x0041_ _xü041_"), "_x41_ x0041_ _xü041_");
    }

    #[test]
    fn more_marks_than_a_sheet_has_rows_go_on_in_another_sheet() {
        let document = json::read(
            r#"{"text": "a b c d", "annotations": [
            {"layer": "hedge", "start": 0, "end": 1, "kind": "modal"}, {"layer": "hedge", "start": 2, "end": 3, "kind": "modal"},
            {"layer": "hedge", "start": 4, "end": 5, "kind": "modal"}]}"#,
        )
        .expect("it is a document");
        let document: Document = document;
        let article = ViewedDocument::new(&document, &[], &View::default());
        let names: Vec<(String, usize)> =
            sheets(&article, 3).into_iter().map(|sheet| (sheet.name, sheet.marks.len())).collect();
        let expected = [("Statements", 0), ("Hedges", 2), ("Hedges 2", 1), ("Names", 0)];
        assert_eq!(names, expected.map(|(name, rows)| (name.to_owned(), rows)));
    }

    #[test]
    fn every_column_of_csv_is_in_a_sheet_in_its_order() {
        for columns in [STATEMENTS, HEDGES, NAMES] {
            let places: Vec<usize> = columns
                .iter()
                .map(|(name, _)| csv::COLUMNS.iter().position(|column| column == name).expect("CSV has it"))
                .collect();
            assert!(places.is_sorted() && places.len() < 26, "{places:?}");
        }
        let of_a_sheet = |name: &str| [STATEMENTS, HEDGES].concat().iter().any(|(column, _)| *column == name);
        let missing: Vec<&str> = csv::COLUMNS.into_iter().filter(|name| !of_a_sheet(name)).collect();
        assert_eq!(missing, ["layer"], "a sheet is a layer");
    }
}
