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

impl Format {
    /// All of them.
    pub const ALL: &'static [Format] =
        &[Format::Json, Format::W3c, Format::Citron, Format::Csv, Format::Markdown, Format::Html, Format::Sheet];

    /// What the names of such files end with, without the full stop.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Json => "json",
            Format::W3c => "jsonld",
            Format::Citron => "citron.json",
            Format::Csv => "csv",
            Format::Markdown => "md",
            Format::Html => "html",
            Format::Sheet => "quotes.md",
        }
    }

    /// The format whose files' names end so.
    ///
    /// # Errors
    /// When there is none: a sentence that names the extension.
    pub fn of_extension(extension: &str) -> Result<Format, String> {
        let format = Format::ALL.iter().find(|format| format.extension() == extension);
        format.copied().ok_or_else(|| format!("there is no format {extension}"))
    }

    /// The media type of such files.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Json | Format::Citron => "application/json",
            Format::W3c => "application/ld+json",
            Format::Csv => "text/csv;charset=utf-8",
            Format::Markdown | Format::Sheet => "text/markdown;charset=utf-8",
            Format::Html => "text/html;charset=utf-8",
        }
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
