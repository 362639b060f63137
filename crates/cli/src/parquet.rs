//! A Parquet table of articles in, and a table of their documents out: row by row, on several processors.

mod annotated_table;
mod article_table;

use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::num::NonZero;
use std::path::Path;
use std::process::ExitCode;

use parquet::errors::ParquetError;

use crate::error::Error;
use crate::jsonl::document_row::{DocumentRows, GivenDocument};
use crate::jsonl::no_threads;
use crate::jsonl::parallel;
use crate::jsonl::progress::Progress;
use crate::output;
use annotated_table::AnnotatedTable;
use article_table::{Article, ArticleTable};

/// The most bytes of a text, as in Python.
const LONGEST_TEXT: usize = 8 << 20;

/// Whether a file is a table, by its name.
pub(crate) fn is_table(file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("parquet"))
}

/// What a row of the output has: a document, or what is wrong with the article.
struct AnnotatedRow {
    id: Option<String>,
    outcome: Result<String, String>,
}

/// Annotates the articles of a table, and writes a table with a row for each.
///
/// # Errors
/// When the input is no table of articles or is damaged, or the output cannot be written. The output is as it was then.
pub(crate) fn run(
    documents: DocumentRows,
    file: &Path,
    target: &Path,
    jobs: NonZero<usize>,
) -> Result<ExitCode, Error> {
    let name = file.display().to_string();
    let refused = |problem: String| Error::Refused { name: name.clone(), problem };
    let is_same = |target: &Path| Some(fs::canonicalize(target).ok()? == fs::canonicalize(file).ok()?);
    if is_same(target) == Some(true) {
        return Err(refused("it is the output as well; give --output another name".to_owned()));
    }
    let table = ArticleTable::open(file)?;
    for note in table.notes() {
        output::report(format_args!("note: {name}: {note}"));
    }
    let mut progress = Progress::on_terminal(table.rows());
    let bytes = |article: &Result<Article, String>| {
        article.as_ref().map_or(0, |article| article.text.as_ref().map_or(0, String::len))
    };
    let work = move |article: Result<Article, String>| article.map(|article| annotated(article, &documents));
    let rows = parallel::ordered(table.articles(), jobs, bytes, work).map_err(|error| no_threads(jobs, &error))?;

    let (mut done, mut bad) = (0, 0);
    output::replace_by(target, |output| {
        let failed =
            |error: ParquetError| Error::File { name: target.display().to_string(), error: output_error(error) };
        let mut annotated = AnnotatedTable::new(output).map_err(failed)?;
        for row in rows {
            let row = row.map_err(|problem| refused(format!("row {}: {problem}. Nothing was written", done + 1)))?;
            done += 1;
            if let Err(problem) = &row.outcome {
                bad += 1;
                progress.suspend(|| output::report(format_args!("{name}, row {done}: {problem}")));
            }
            annotated.push(row).map_err(failed)?;
            progress.advance(done);
        }
        annotated.finish().map_err(failed)
    })?;
    progress.finish();
    if bad == 0 {
        return Ok(ExitCode::SUCCESS);
    }
    output::report(format_args!("{bad} of {done} rows could not be annotated; their column \"error\" says why"));
    Ok(ExitCode::FAILURE)
}

fn annotated(article: Article, documents: &DocumentRows) -> AnnotatedRow {
    let Article { id, text } = article;
    let outcome = text.and_then(|text| {
        let id = id.clone().ok_or("the id is null")?;
        documents.annotated(GivenDocument { id, text }).map_err(|failure| failure.problem)
    });
    AnnotatedRow { id, outcome }
}

fn output_error(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(error) => error.downcast().map_or_else(io::Error::other, |error| *error),
        other => io::Error::other(other),
    }
}

/// Whether a file begins and ends as a table does.
///
/// # Errors
/// In words, what it is instead.
fn check_ends(file: &mut File) -> Result<(), String> {
    let (mut first, mut last) = ([0; 4], [0; 4]);
    let mut read = || {
        file.read_exact(&mut first)?;
        file.seek(SeekFrom::End(-4))?;
        file.read_exact(&mut last)
    };
    read().map_err(|_| "it is too short to be a Parquet table".to_owned())?;
    match (&first, &last) {
        (b"PARE", _) | (_, b"PARE") => Err("it is encrypted, and cannot be read without its key".to_owned()),
        (b"PAR1", b"PAR1") => Ok(()),
        (b"PAR1", _) => Err("its end is missing: it was cut off, or is still being written".to_owned()),
        ([b'{', ..], _) => {
            Err("it is no Parquet table; if it is JSON Lines, call it .jsonl and use --jsonl".to_owned())
        }
        _ => Err("it is no Parquet table, although it is called so".to_owned()),
    }
}
