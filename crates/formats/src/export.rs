//! The formats by name, for menus and command lines.

use reportedly_document::{Document, Invalid, ViewedDocument, json, validate};

use crate::{citron, csv, html, markdown, sheet, w3c};

/// A format of files that this crate writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// One whose files are text: [`export()`] writes it.
    Text(TextFormat),
    /// One of an office suite, whose files are archives: the module `office` writes it (feature `office`).
    Office(OfficeFormat),
}

/// A format whose files are text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TextFormat {
    /// `reportedly/1`: the document with all that it holds.
    Json,
    /// W3C Web Annotations, as JSON-LD.
    W3c,
    /// Citron's JSON: statements alone.
    Citron,
    /// Comma-separated values, a row a mark.
    Csv,
    /// Markdown: quotations by speaker.
    Markdown,
    /// One HTML file.
    Html,
    /// A quote sheet in Markdown.
    Sheet,
}

/// A format of an office suite. Its files are archives (Office Open XML), so that they are bytes and no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OfficeFormat {
    /// A document of a word processor: the article with its marks as styles and comments.
    Docx,
    /// A workbook: a sheet a layer, a row a mark.
    Xlsx,
}

/// What is said of a format: its entry in the menu, in help texts and in the element's interface.
struct Entry {
    option: &'static str,
    extension: &'static str,
    media_type: &'static str,
    name: &'static str,
    purpose: &'static str,
}

impl Format {
    /// All of them, in the order of menus: the page's menu, the command line and JavaScript know the formats from here.
    pub const ALL: &'static [Format] = &[
        Format::Text(TextFormat::Json),
        Format::Text(TextFormat::Html),
        Format::Office(OfficeFormat::Docx),
        Format::Text(TextFormat::Markdown),
        Format::Text(TextFormat::Sheet),
        Format::Text(TextFormat::Csv),
        Format::Office(OfficeFormat::Xlsx),
        Format::Text(TextFormat::W3c),
        Format::Text(TextFormat::Citron),
    ];

    fn entry(self) -> Entry {
        match self {
            Format::Text(TextFormat::Json) => Entry {
                option: "json",
                extension: "json",
                media_type: "application/json",
                name: "Reportedly",
                purpose: "everything, with your changes: to go on later, or on another device",
            },
            Format::Text(TextFormat::Html) => Entry {
                option: "html",
                extension: "html",
                media_type: "text/html;charset=utf-8",
                name: "Web page",
                purpose: "the marked text with notes and a table, to read and print",
            },
            Format::Text(TextFormat::Markdown) => Entry {
                option: "md",
                extension: "md",
                media_type: "text/markdown;charset=utf-8",
                name: "Markdown",
                purpose: "who said what, by speaker",
            },
            Format::Text(TextFormat::Sheet) => Entry {
                option: "sheet",
                extension: "quotes.md",
                media_type: "text/markdown;charset=utf-8",
                name: "Quote sheet",
                purpose: "a table for fact-checkers, with a box for each quotation",
            },
            Format::Text(TextFormat::Csv) => Entry {
                option: "csv",
                extension: "csv",
                media_type: "text/csv;charset=utf-8",
                name: "Table (CSV)",
                purpose: "a row for each mark, for a spreadsheet",
            },
            Format::Text(TextFormat::W3c) => Entry {
                option: "w3c",
                extension: "jsonld",
                media_type: "application/ld+json",
                name: "Web Annotations",
                purpose: "W3C JSON-LD, for other annotation tools",
            },
            Format::Text(TextFormat::Citron) => Entry {
                option: "citron",
                extension: "citron.json",
                media_type: "application/json",
                name: "Citron",
                purpose: "the BBC’s format for quotations",
            },
            Format::Office(OfficeFormat::Docx) => Entry {
                option: "docx",
                extension: "docx",
                media_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                name: "Word (.docx)",
                purpose: "the marked text with comments and a table, for any word processor",
            },
            Format::Office(OfficeFormat::Xlsx) => Entry {
                option: "xlsx",
                extension: "xlsx",
                media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                name: "Excel (.xlsx)",
                purpose: "sheets of statements, hedges and names, for any spreadsheet",
            },
        }
    }

    /// What it is called on the command line.
    pub fn option(self) -> &'static str {
        self.entry().option
    }

    /// What the names of such files end with, without the full stop.
    pub fn extension(self) -> &'static str {
        self.entry().extension
    }

    /// The media type of such files.
    pub fn media_type(self) -> &'static str {
        self.entry().media_type
    }

    /// What it is called in a menu.
    pub fn name(self) -> &'static str {
        self.entry().name
    }

    /// What it is good for, in a few words.
    pub fn purpose(self) -> &'static str {
        self.entry().purpose
    }

    /// The format whose files' names end so.
    ///
    /// # Errors
    /// When there is none: a sentence that names the extension.
    pub fn of_extension(extension: &str) -> Result<Format, String> {
        let format = Format::ALL.iter().find(|format| format.extension() == extension);
        format.copied().ok_or_else(|| no_format(extension))
    }

    /// The format that is called so on the command line.
    pub fn of_option(option: &str) -> Option<Format> {
        Format::ALL.iter().copied().find(|format| format.option() == option)
    }
}

impl TextFormat {
    /// The format of text whose files' names end so.
    ///
    /// # Errors
    /// When there is none: a sentence that names the extension.
    pub fn of_extension(extension: &str) -> Result<TextFormat, String> {
        match Format::of_extension(extension)? {
            Format::Text(format) => Ok(format),
            Format::Office(_) => Err(no_format(extension)),
        }
    }
}

impl OfficeFormat {
    /// The format of an office suite whose files' names end so.
    ///
    /// # Errors
    /// When there is none: a sentence that names the extension.
    pub fn of_extension(extension: &str) -> Result<OfficeFormat, String> {
        match Format::of_extension(extension)? {
            Format::Office(format) => Ok(format),
            Format::Text(_) => Err(no_format(extension)),
        }
    }
}

fn no_format(extension: &str) -> String {
    format!("there is no format {extension}")
}

/// Checks that a document can be written.
///
/// # Errors
/// When its marks are no marks of its text. That there are too many in one place is no error: what is too much is left out where
/// the document is written.
pub fn check_writable(document: &Document) -> Result<(), Invalid> {
    match validate(&document.text, &document.annotations, &document.edits) {
        Ok(()) | Err(Invalid::Crowded) => Ok(()),
        Err(invalid) => Err(invalid),
    }
}

/// Writes a file of a format whose files are text.
///
/// All but one hold what is shown. `reportedly/1` is how a document is kept: it holds everything, the edits too, so
/// that opening it again loses nothing, whatever was hidden when it was saved. CSV begins with a byte order mark, without
/// which Excel does not take it for UTF-8.
pub fn export(article: &ViewedDocument<'_>, format: TextFormat) -> String {
    match format {
        TextFormat::Json => json::write(article.document()) + "\n",
        TextFormat::W3c => w3c::write(article),
        TextFormat::Citron => citron::write(article),
        TextFormat::Csv => csv::write(article, true),
        TextFormat::Markdown => markdown::write(article),
        TextFormat::Html => html::write(article),
        TextFormat::Sheet => sheet::write(article),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_is_found_by_its_names() {
        for &format in Format::ALL {
            assert_eq!(Format::of_extension(format.extension()), Ok(format));
            assert_eq!(Format::of_option(format.option()), Some(format));
        }
        assert_eq!(Format::of_extension("pptx"), Err("there is no format pptx".to_owned()));
    }

    #[test]
    fn formats_of_text_and_of_bytes_are_not_mixed_up() {
        assert_eq!(TextFormat::of_extension("csv"), Ok(TextFormat::Csv));
        assert_eq!(OfficeFormat::of_extension("docx"), Ok(OfficeFormat::Docx));
        assert_eq!(TextFormat::of_extension("docx"), Err("there is no format docx".to_owned()));
        assert_eq!(OfficeFormat::of_extension("csv"), Err("there is no format csv".to_owned()));
    }

    #[test]
    fn declarations_for_javascript_list_every_format() {
        let declarations = include_str!("../../../web/declarations/reportedly.d.ts");
        let line = |name: &str| declarations.lines().find(|line| line.contains(name)).expect("there is the type");
        let (text, office) = (line("type TextFormat ="), line("type OfficeFormat ="));
        for format in Format::ALL {
            let line = if matches!(format, Format::Text(_)) { text } else { office };
            assert!(line.contains(&format!("\"{}\"", format.extension())), "{format:?} is not in {line}");
        }
        let loader = include_str!("../../../web/runtime/program-loader.js");
        let bytes: Vec<String> = office.split('"').skip(1).step_by(2).map(|name| format!("\"{name}\"")).collect();
        assert!(loader.contains(&format!("[{}].includes", bytes.join(", "))), "{bytes:?}");
        assert_eq!(text.matches('|').count() + office.matches('|').count() + 2, Format::ALL.len(), "{text} {office}");
    }
}
