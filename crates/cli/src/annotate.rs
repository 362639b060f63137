//! `reportedly annotate`.

use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;
use reportedly_document::{Analysis, Canonical, Diagnostic, Document, bracketed, json, with_direction_signs};

use crate::annotator::{Annotator, ReadingArguments};
use crate::error::Error;
use crate::input::{self, Input, title};
use crate::jsonl::document_row::DocumentRows;
use crate::{aligned, coloured, jsonl, output, parquet, web_page};

/// Mark entities, hedges and attributions in a text.
///
/// Reads one text and prints it with its marks: in colour on a terminal, in brackets elsewhere. Of a web page it reads the
/// article, without navigation, advertisements and comments. With --jsonl, reads
/// one {"id", "text"} object a line and writes one annotated document a line, in the same order; offsets then refer
/// to the "text" of that line as it was given. Of a Parquet table (.parquet) with a column "text", and perhaps "id", writes
/// another one with "id", "document" and "error".
#[derive(clap::Args)]
#[command(after_help = "Examples:
  reportedly annotate article.txt
  reportedly annotate page.html
  pbpaste | reportedly annotate --format bracketed
  reportedly annotate --jsonl < articles.jsonl > annotated.jsonl
  reportedly annotate --jsonl articles.jsonl --skip-done annotated.jsonl
  reportedly annotate articles.parquet --output annotated.parquet

Exit status: 0 when all went well, 1 when a line of --jsonl or a row of a table could not be annotated (the others are written),
2 when nothing could be done, or no more.")]
pub(crate) struct Arguments {
    /// A UTF-8 text file, a web page in any encoding or a Parquet table (or JSON Lines with --jsonl). Standard input when it is missing or "-".
    file: Option<PathBuf>,
    /// Read and write one JSON document a line.
    #[arg(long, conflicts_with = "format")]
    jsonl: bool,
    /// How to print the marks. By default coloured on a terminal, else bracketed.
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// The Parquet table to write, all of it or nothing, when FILE is one.
    #[arg(long, short, value_name = "OUT", conflicts_with_all = ["jsonl", "format"])]
    output: Option<PathBuf>,
    #[command(flatten)]
    rows: jsonl::Options,
    #[command(flatten)]
    reading: ReadingArguments,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Colour for entities, wavy underlines for hedges, weight and lines for attributions; then who said what.
    Coloured,
    /// Marks written into the text: `[Oman](place)`.
    Bracketed,
    /// A row of letters for each layer under each line of text.
    Aligned,
    /// One `reportedly/1` document.
    Json,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Error> {
    if let Some(table) = arguments.file.as_deref().filter(|file| parquet::is_table(file)) {
        return annotate_table(table, arguments);
    }
    if !arguments.jsonl
        && let Some(option) = arguments.rows.first_given()
    {
        return Err(refused(option, "it is for many articles: for --jsonl, or a Parquet table"));
    }
    if arguments.output.is_some() {
        return Err(refused("--output", "it is for Parquet tables, whose names end in .parquet; redirect the output"));
    }
    let input = Input::open(arguments.file.as_deref())?;
    let annotator = Annotator::new(&arguments.reading)?;
    if arguments.jsonl {
        return jsonl::run(annotator, input, &arguments.rows);
    }

    let title = title(arguments.file.as_deref());
    let (name, bytes) = input.bytes()?;
    let given = match web_page::read(&bytes, &title, &name, arguments.reading.whole_page)? {
        Some(article) => article,
        None => Canonical::new(&input::text(name.clone(), bytes)?).into_text().into(),
    };
    let analysis = annotator.analysis(&name, &given)?;
    let text = given.text;
    for diagnostic in &analysis.diagnostics {
        output::report(format_args!("note: {}", note(*diagnostic)));
    }
    let coloured_by_default = io::stdout().is_terminal();
    let format = arguments.format.unwrap_or(if coloured_by_default { Format::Coloured } else { Format::Bracketed });
    let mut shown = match format {
        Format::Coloured => coloured::render(&text, &analysis),
        Format::Bracketed => bracketed(&text, &analysis.annotations) + "\n",
        Format::Aligned => aligned::render(&text, &analysis.annotations),
        Format::Json => {
            let Analysis { engine, annotations, asides, .. } = analysis;
            let engine = Some(engine.into_owned());
            json::write(&Document { id: title, text, engine, annotations, asides, ..Document::default() }) + "\n"
        }
    };
    if matches!(format, Format::Coloured | Format::Bracketed) {
        shown = with_direction_signs(&shown).into_owned();
    }
    // Colours asked for are written even into a file; `NO_COLOR` and the like count where they were not.
    if arguments.format == Some(Format::Coloured) {
        output::print(shown.as_bytes())?;
    } else {
        output::print_plain(shown.as_bytes())?;
    }
    Ok(ExitCode::SUCCESS)
}

fn annotate_table(table: &Path, arguments: &Arguments) -> Result<ExitCode, Error> {
    let name = table.display().to_string();
    if arguments.jsonl {
        return Err(refused(
            &name,
            "--jsonl reads lines, and a Parquet table has none; write --output OUT.parquet instead",
        ));
    }
    if arguments.format.is_some() {
        return Err(refused(&name, "a Parquet table is printed in no --format; write --output OUT.parquet instead"));
    }
    if arguments.rows.has_skip_done() {
        return Err(refused("--skip-done", "a Parquet table is written as a whole; --jsonl can be gone on with"));
    }
    let Some(target) = arguments.output.as_deref() else {
        return Err(refused(&name, "a Parquet table becomes another one; name it with --output OUT.parquet"));
    };
    // A device takes anything.
    if !parquet::is_table(target) && !target.metadata().is_ok_and(|there| !there.is_file()) {
        return Err(refused(&target.display().to_string(), "the output is a Parquet table; call it .parquet"));
    }
    let documents = DocumentRows { annotator: Annotator::new(&arguments.reading)?, error_rows: true };
    parquet::run(documents, table, target, arguments.rows.jobs())
}

fn refused(name: &str, problem: &str) -> Error {
    Error::Refused { name: name.to_owned(), problem: problem.to_owned() }
}

fn note(diagnostic: Diagnostic) -> &'static str {
    match diagnostic {
        Diagnostic::NoWords => "there are no words in this text.",
        Diagnostic::NotEnglish => "this does not look like English: marks may be wrong.",
        Diagnostic::NoArticle => "no line of this text seems to belong to an article: nothing is marked.",
        Diagnostic::Capitals => "this text is in capitals: names and statements may be wrong or missing.",
        Diagnostic::LongSentence => "a very long sentence was cut for analysis: marks near the cuts may be wrong.",
    }
}
