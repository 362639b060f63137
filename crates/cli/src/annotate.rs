//! `reportedly annotate`.

use std::fs::File;
use std::io::{self, BufReader, IsTerminal as _, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;
use reportedly_document::{Analysis, Canonical, Diagnostic, Document, bracketed, json, with_direction_signs};
use reportedly_engine::ModelError;

use crate::annotator::{Annotator, ReadingArguments};
use crate::{aligned, coloured, jsonl, output};

/// Mark entities, hedges and attributions in a text.
///
/// Reads one text and prints it with its marks: in colour on a terminal, in brackets elsewhere. With --jsonl, reads
/// one {"id", "text"} object a line and writes one annotated document a line, in the same order; offsets then refer
/// to the "text" of that line as it was given.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  reportedly annotate article.txt
  pbpaste | reportedly annotate --format bracketed
  reportedly annotate --jsonl < articles.jsonl > annotated.jsonl

Exit status: 0 when all went well, 1 when a line of --jsonl could not be read (the others are written),
2 when nothing could be done.")]
pub(crate) struct Arguments {
    /// A UTF-8 text file (or JSON Lines with --jsonl). Standard input when it is missing or "-".
    file: Option<PathBuf>,
    /// Read and write one JSON document a line.
    #[arg(long, conflicts_with = "format")]
    jsonl: bool,
    /// How to print the marks. By default coloured on a terminal, else bracketed.
    #[arg(long, value_enum)]
    format: Option<Format>,
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

/// Why nothing could be done.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("cannot read {name}: {error}")]
    Input { name: String, error: io::Error },
    #[error("{name} is not UTF-8 text: byte {offset} does not belong to any character")]
    Encoding { name: String, offset: usize },
    #[error("{name}: {error}")]
    Format { name: String, error: reportedly_formats::Error },
    #[error("{name}: {error}")]
    Model { name: String, error: ModelError },
    #[error("{name}: {problem}")]
    Refused { name: String, problem: String },
    #[error("cannot write: {0}")]
    Output(#[from] io::Error),
    #[error("cannot write {name}: {error}")]
    File { name: String, error: io::Error },
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Error> {
    let Input { name, input } = Input::open(arguments.file.as_deref())?;
    let annotator = Annotator::new(&arguments.reading)?;
    if arguments.jsonl {
        return jsonl::run(&annotator, BufReader::new(input), &name, io::stdout().lock(), io::stderr().lock());
    }

    let title = title(arguments.file.as_deref());
    let (name, given) = Input { name, input }.text()?;
    let text = Canonical::new(&given).into_text();
    let analysis = annotator.analysis(&name, &text)?;
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

/// What a document of this file is called: the file's own name. Folders are nobody's business but the writer's.
pub(crate) fn title(file: Option<&Path>) -> String {
    let name = file.filter(|path| path.as_os_str() != "-").and_then(Path::file_name);
    name.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The title of a document that was read, without the folders that the first version put before a file's name.
pub(crate) fn without_folders(id: &str) -> &str {
    let Some((_, name)) = id.rsplit_once(['/', '\\']) else { return id };
    let is_file = name.rsplit_once('.').is_some_and(|(stem, extension)| {
        !stem.is_empty() && !extension.is_empty() && extension.chars().all(|c| c.is_ascii_alphanumeric())
    });
    let is_path =
        id.starts_with(['/', '\\', '.', '~']) || id.get(1..3).is_some_and(|drive| matches!(drive, ":/" | ":\\"));
    if !id.contains("://") && !name.is_empty() && (is_file || is_path) { name } else { id }
}

/// A file, or standard input.
pub(crate) struct Input {
    pub(crate) name: String,
    pub(crate) input: Box<dyn Read>,
}

impl Input {
    /// Standard input where no file is named, or "-".
    pub(crate) fn open(file: Option<&Path>) -> Result<Input, Error> {
        let Some(path) = file.filter(|path| path.as_os_str() != "-") else {
            return Ok(Input { name: "standard input".to_owned(), input: Box::new(io::stdin().lock()) });
        };
        let name = path.display().to_string();
        match File::open(path) {
            Ok(file) => Ok(Input { name, input: Box::new(file) }),
            Err(error) => Err(Error::Input { name, error }),
        }
    }

    /// Its name and all of its text.
    pub(crate) fn text(mut self) -> Result<(String, String), Error> {
        let Input { name, input } = &mut self;
        let mut bytes = Vec::new();
        input.read_to_end(&mut bytes).map_err(|error| Error::Input { name: name.clone(), error })?;
        match String::from_utf8(bytes) {
            Ok(text) => Ok((self.name, text)),
            Err(error) => Err(Error::Encoding { name: self.name, offset: error.utf8_error().valid_up_to() }),
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_no_part_of_a_title() {
        assert_eq!(title(Some(Path::new("/home/ana/secret/talks.txt"))), "talks.txt");
        assert_eq!(title(Some(Path::new("talks.txt"))), "talks.txt");
        assert_eq!([title(None), title(Some(Path::new("-")))], ["", ""]);
        for (id, expected) in [
            ("/home/ana/talks.txt", "talks.txt"),
            ("../ana/talks", "talks"),
            ("C:\\Users\\ana\\talks.html", "talks.html"),
            ("drafts/talks.txt", "talks.txt"),
            ("news/2026/0041", "news/2026/0041"),
            ("https://example.org/talks.html", "https://example.org/talks.html"),
            ("Profit and/or loss.", "Profit and/or loss."),
        ] {
            assert_eq!(without_folders(id), expected);
        }
    }
}
