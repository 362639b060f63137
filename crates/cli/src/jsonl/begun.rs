//! `--skip-done`: a file that an earlier run has begun, of which no row is made twice.
//!
//! Rows belong to lines by their order: each must have the id and the text of its line, and be of this version of the
//! engine. A line without a row must fail, as it did before. What does not agree is an error, and the file stays as it was.

use std::fs::{File, TryLockError};
use std::io::{BufRead, BufReader, Seek as _, SeekFrom, Write as _};
use std::path::Path;

use serde::Deserialize;

use super::document_row::{DocumentRows, Failure, GivenDocument, given};
use super::lines::Lines;
use super::{LONGEST_LINE, Report};
use crate::error::Error;

/// The most bytes of a row that is read: the marks of a text are longer than itself.
const LONGEST_ROW: usize = 32 * LONGEST_LINE;

/// A file that rows are added to.
pub(crate) struct BegunFile {
    file: File,
    name: String,
    /// How many bytes it has, those of a row that is cut off among them.
    length: u64,
    /// The beginning of a row that is cut off. It must be that of the next row.
    cut_off: Vec<u8>,
    /// How many whole rows it has.
    rows: u64,
}

/// What is asked of a row that is there.
#[derive(Deserialize)]
struct StoredRow {
    id: Option<String>,
    text: Option<String>,
    engine: Option<String>,
    error: Option<String>,
}

impl BegunFile {
    /// Opens the file, and makes it if it is not there.
    ///
    /// # Errors
    /// When that fails, it is no regular file, or another run writes it.
    pub(crate) fn open(path: &Path) -> Result<BegunFile, Error> {
        let name = path.display().to_string();
        let failed = |error| Error::File { name: name.clone(), error };
        let refused = |problem: &str| Error::Refused { name: name.clone(), problem: problem.to_owned() };
        // A device or a pipe would have no end, or none that is worth reading.
        if path.metadata().is_ok_and(|there| !there.is_file()) {
            return Err(refused("--skip-done needs a regular file"));
        }
        let file = File::options().read(true).write(true).create(true).truncate(false).open(path).map_err(failed)?;
        // Where files cannot be locked, nobody is kept away.
        if matches!(file.try_lock(), Err(TryLockError::WouldBlock)) {
            return Err(refused("another run is writing this file"));
        }
        Ok(BegunFile { file, name, length: 0, cut_off: Vec::new(), rows: 0 })
    }

    /// Reads as many lines as have their rows in the file. What was wrong with lines is told once more.
    ///
    /// # Errors
    /// When the rows are not those of the lines.
    pub(crate) fn skip(
        &mut self,
        lines: &mut Lines<impl BufRead>,
        documents: &DocumentRows,
        report: &mut Report<impl std::io::Write>,
    ) -> Result<(), Error> {
        let failed = |name: &str, error| Error::Input { name: name.to_owned(), error };
        let stored = self.file.try_clone().map_err(|error| failed(&self.name, error))?;
        let engine = documents.annotator.annotate("").engine;
        for row in Lines::new(BufReader::new(stored), LONGEST_ROW) {
            let row = row.map_err(|error| failed(&self.name, error))?;
            self.length = row.end;
            if !row.is_ended {
                self.cut_off = row.bytes.map_err(|problem| self.refused(row.number, &problem))?;
                break;
            }
            let text = row.text().map_err(|problem| self.refused(row.number, &problem))?;
            let stored: StoredRow = serde_json::from_str(text)
                .map_err(|error| self.refused(row.number, &format!("no row of an annotated document: {error}")))?;
            loop {
                let Some(line) = lines.next().transpose().map_err(|error| failed(&report.name, error))? else {
                    let problem = format!("{} has no line for it; it is the output of another input", report.name);
                    return Err(self.refused(row.number, &problem));
                };
                report.lines = line.number;
                if line.is_empty() {
                    continue;
                }
                let given = given(line.text());
                match agreement(&stored, text, given, documents, &engine) {
                    Agreement::Done(problem) => {
                        if let Some(problem) = problem {
                            report.failed(&problem);
                        }
                        report.progress.skip(line.end);
                        break;
                    }
                    Agreement::LineFails(problem) => {
                        report.failed(&problem);
                        report.progress.skip(line.end);
                    }
                    Agreement::Other(problem) => {
                        let problem = format!("not of {}, line {}: {problem}", report.name, line.number);
                        return Err(self.refused(row.number, &problem));
                    }
                }
            }
            self.rows = row.number;
        }
        if self.length > 0 {
            let cut_off = if self.cut_off.is_empty() { "" } else { ", and a part of one, which will be completed" };
            let (rows, Report { name, lines, .. }) = (counted(self.rows), &*report);
            let note = format!("note: {} has {rows}{cut_off}; going on behind line {lines} of {name}.", self.name);
            report.announce(&note);
        }
        let end = self.file.seek(SeekFrom::End(0)).map_err(|error| failed(&self.name, error))?;
        if end == self.length { Ok(()) } else { Err(self.refused(self.rows + 1, "it grew while it was read")) }
    }

    fn refused(&self, row: u64, problem: &str) -> Error {
        let problem = format!("line {row} is {problem}. Nothing was written");
        Error::Refused { name: format!("--skip-done {}", self.name), problem }
    }

    /// Adds a row, all of it or nothing.
    ///
    /// # Errors
    /// When it cannot be written, or what is cut off is no beginning of it.
    pub(crate) fn append(&mut self, mut row: String) -> Result<(), Error> {
        row.push('\n');
        let Some(rest) = row.as_bytes().strip_prefix(self.cut_off.as_slice()) else {
            return Err(self.refused(self.rows + 1, NO_BEGINNING));
        };
        if let Err(error) = self.file.write_all(rest) {
            // The beginning of a row is no harm to a later run, so that a failure here needs no message of its own.
            let _ = self.file.set_len(self.length);
            return Err(self.unfinished(error));
        }
        self.length += rest.len() as u64;
        self.cut_off.clear();
        self.rows += 1;
        Ok(())
    }

    /// Waits until all is on the disk.
    ///
    /// # Errors
    /// When that fails, or what is cut off belongs to no line.
    pub(crate) fn finish(self) -> Result<(), Error> {
        if !self.cut_off.is_empty() {
            return Err(self.refused(self.rows + 1, NO_BEGINNING));
        }
        self.file.sync_all().map_err(|error| self.unfinished(error))
    }

    fn unfinished(&self, error: std::io::Error) -> Error {
        let advice = format!("{} has {}; the same command goes on behind them", self.name, counted(self.rows));
        Error::Unfinished { target: format!(" {}", self.name), error, advice }
    }
}

fn counted(rows: u64) -> String {
    if rows == 1 { "1 whole row".to_owned() } else { format!("{rows} whole rows") }
}

const NO_BEGINNING: &str = "cut off, and no beginning of the row that belongs there. Remove that line to go on";

/// Whether a stored row is that of a line.
enum Agreement {
    /// It is. The line may have failed, with this problem.
    Done(Option<String>),
    /// The line fails, and has no row.
    LineFails(String),
    /// It is not, for this reason.
    Other(String),
}

fn agreement(
    stored: &StoredRow,
    row: &str,
    given: Result<GivenDocument, Failure>,
    documents: &DocumentRows,
    engine: &str,
) -> Agreement {
    let given = match given {
        Err(failure) if !documents.error_rows => return Agreement::LineFails(failure.problem),
        Err(failure) if failure.row() == row => return Agreement::Done(Some(failure.problem)),
        Err(failure) => return Agreement::Other(format!("that line has the error {:?}", failure.problem)),
        Ok(given) => given,
    };
    let is_same_id = stored.id.as_ref() == Some(&given.id);
    if is_same_id && stored.text.as_ref() == Some(&given.text) {
        let theirs = stored.engine.as_deref().unwrap_or_default();
        return if theirs == engine {
            Agreement::Done(None)
        } else {
            Agreement::Other(format!("it was annotated by engine {theirs:?}, and this is {engine:?}"))
        };
    }
    if let Some(problem) = stored.error.as_ref().filter(|_| is_same_id && documents.error_rows) {
        return Agreement::Done(Some(problem.clone()));
    }
    let difference = if is_same_id {
        "the texts differ".to_owned()
    } else {
        format!("the ids are {:?} and {:?}", stored.id.as_deref().unwrap_or_default(), given.id)
    };
    // Without rows for errors, a text that breaks the engine has none.
    match documents.annotated(given) {
        Err(failure) if !documents.error_rows => Agreement::LineFails(failure.problem),
        _ => Agreement::Other(difference),
    }
}
