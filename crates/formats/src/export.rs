//! The formats by name, for menus and command lines.

use reportedly_document::{Document, Invalid, json, validate};

use crate::article::Article;
use crate::{citron, csv, html, markdown, sheet, w3c};

/// A format of files that this crate writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
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
    pub const ALL: &'static [Format] =
        &[Format::Json, Format::Html, Format::Markdown, Format::Sheet, Format::Csv, Format::W3c, Format::Citron];

    fn entry(self) -> Entry {
        match self {
            Format::Json => Entry {
                option: "json",
                extension: "json",
                media_type: "application/json",
                name: "Reportedly",
                purpose: "everything, with your changes: to go on later, or on another device",
            },
            Format::Html => Entry {
                option: "html",
                extension: "html",
                media_type: "text/html;charset=utf-8",
                name: "Web page",
                purpose: "the marked text with notes and a table, to read and print",
            },
            Format::Markdown => Entry {
                option: "md",
                extension: "md",
                media_type: "text/markdown;charset=utf-8",
                name: "Markdown",
                purpose: "who said what, by speaker",
            },
            Format::Sheet => Entry {
                option: "sheet",
                extension: "quotes.md",
                media_type: "text/markdown;charset=utf-8",
                name: "Quote sheet",
                purpose: "a table for fact-checkers, with a box for each quotation",
            },
            Format::Csv => Entry {
                option: "csv",
                extension: "csv",
                media_type: "text/csv;charset=utf-8",
                name: "Table (CSV)",
                purpose: "a row for each mark, for a spreadsheet",
            },
            Format::W3c => Entry {
                option: "w3c",
                extension: "jsonld",
                media_type: "application/ld+json",
                name: "Web Annotations",
                purpose: "W3C JSON-LD, for other annotation tools",
            },
            Format::Citron => Entry {
                option: "citron",
                extension: "citron.json",
                media_type: "application/json",
                name: "Citron",
                purpose: "the BBC’s format for quotations",
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
        format.copied().ok_or_else(|| format!("there is no format {extension}"))
    }

    /// The format that is called so on the command line.
    pub fn of_option(option: &str) -> Option<Format> {
        Format::ALL.iter().copied().find(|format| format.option() == option)
    }
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

/// Writes a file of a format.
///
/// All but one hold what is shown. `reportedly/1` is how a document is kept: it holds everything, the edits too, so
/// that opening it again loses nothing, whatever was hidden when it was saved. CSV begins with a byte order mark, without
/// which Excel does not take it for UTF-8.
pub fn export(article: &Article<'_>, format: Format) -> String {
    match format {
        Format::Json => json::write(article.document()) + "\n",
        Format::W3c => w3c::write(article),
        Format::Citron => citron::write(article),
        Format::Csv => csv::write(article, true),
        Format::Markdown => markdown::write(article),
        Format::Html => html::write(article),
        Format::Sheet => sheet::write(article),
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
        assert_eq!(Format::of_extension("docx"), Err("there is no format docx".to_owned()));
    }

    #[test]
    fn declarations_for_javascript_list_every_format() {
        let declarations = include_str!("../../../web/declarations/reportedly.d.ts");
        let line = declarations.lines().find(|line| line.contains("type Format =")).expect("there is the type");
        for format in Format::ALL {
            assert!(line.contains(&format!("\"{}\"", format.extension())), "{format:?} is not in {line}");
        }
        assert_eq!(line.matches('|').count() + 1, Format::ALL.len(), "{line}");
    }
}
