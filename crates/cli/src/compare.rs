//! `reportedly compare`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use reportedly_compare::{Comparison, MOST_ARTICLES, NoteKind, compare, csv, markdown};
use reportedly_document::{Char, View, ViewedDocument, with_direction_escapes};
use serde_json::{Map, Value, json};

use crate::annotator::{Annotator, ReadingArguments};
use crate::article_file::{self, ArticleFile};
use crate::error::Error;
use crate::output;

/// How a file of this command names itself.
const FORMAT: &str = "reportedly-comparison/1";

/// Compare two to five articles about one event.
///
/// Prints who speaks in which article, the statements that are the same quotation or claim in several, what differs between
/// them, and what is only in one. A text or an HTML page is annotated first; the marks of a reportedly/1 document, of Web
/// Annotations or of Citron's JSON are taken as they are, with the edits in it carried out.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  reportedly compare herald.txt courier.html --format md > comparison.md
  pbpaste | reportedly compare - herald.json
  reportedly compare *.txt | jq '.groups[].differences'

Offsets in the JSON are code points of an article's text, which `reportedly export --to json` has.
What is aligned, and how often that is right: docs/compare.md.

Exit status: 0 when all went well, 1 when a file has no text or marks of it could not be placed (the comparison is
written), 2 when nothing could be done.")]
pub(crate) struct Arguments {
    /// Texts, HTML pages, or JSON files with marks. One of them may be "-", for standard input.
    #[arg(required = true, num_args = 2..=MOST_ARTICLES, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// What to write.
    #[arg(long, visible_alias = "to", value_enum, default_value = "json")]
    format: Format,
    /// Write this file, all of it or nothing, in place of standard output.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    reading: ReadingArguments,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One JSON object in one line.
    Json,
    /// Markdown: a table of speakers, statements side by side, what differs.
    Md,
    /// Comma-separated values: a row a statement.
    Csv,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Error> {
    if arguments.files.iter().filter(|file| file.as_os_str() == "-").count() > 1 {
        let problem = "it can be read once, and \"-\" stands for it more than once".to_owned();
        return Err(Error::Refused { name: "standard input".to_owned(), problem });
    }
    let annotator = Annotator::new(&arguments.reading)?;
    let whole_page = arguments.reading.whole_page;
    let files = arguments
        .files
        .iter()
        .map(|file| article_file::read(Some(file), whole_page, |name, text| annotator.analysis(name, text)));
    let files: Vec<ArticleFile> = files.collect::<Result<_, Error>>()?;
    let view = View::default();
    let articles: Vec<ViewedDocument<'_>> =
        files.iter().map(|file| ViewedDocument::new(&file.document, &file.document.asides, &view)).collect();
    let comparison = compare(&articles)
        .map_err(|error| Error::Refused { name: format!("{} files", files.len()), problem: error.to_string() })?;
    for note in &comparison.notes {
        let names: Vec<&str> = note.articles.iter().map(|&index| files[index as usize].name.as_str()).collect();
        output::report(format_args!("note: {} ({})", note.sentence, names.join(", ")));
    }
    let shown = match arguments.format {
        Format::Json => {
            let texts: Vec<&str> = articles.iter().map(ViewedDocument::text).collect();
            let engines: Vec<Option<&str>> = files.iter().map(|file| file.document.engine.as_deref()).collect();
            written(&comparison.in_chars(&texts), &engines)?
        }
        Format::Md => markdown(&comparison),
        Format::Csv => csv(&comparison, false),
    };
    match &arguments.output {
        Some(path) => output::replace(path, shown.as_bytes())?,
        None => output::print(shown.as_bytes())?,
    }
    let is_empty = comparison.notes.iter().any(|note| note.kind == NoteKind::NoText);
    let is_complete = !is_empty && files.iter().all(|file| file.is_complete);
    Ok(if is_complete { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A comparison as a line of JSON: what it is, who made the marks of each article, and all of it.
fn written(comparison: &Comparison<Char>, engines: &[Option<&str>]) -> Result<String, Error> {
    let mut file = Map::new();
    file.insert("format".to_owned(), json!(FORMAT));
    file.insert("engines".to_owned(), json!(engines));
    match serde_json::to_value(comparison) {
        Ok(Value::Object(fields)) => file.extend(fields),
        Ok(_) | Err(_) => {
            let problem = "it cannot be written as JSON".to_owned();
            return Err(Error::Refused { name: "the comparison".to_owned(), problem });
        }
    }
    Ok(with_direction_escapes(&Value::Object(file).to_string()).into_owned() + "\n")
}
