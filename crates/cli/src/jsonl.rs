//! `--jsonl`: one document a line, in order, on several processors, with a bounded number of lines in memory.

mod begun;
pub(crate) mod document_row;
mod lines;
pub(crate) mod parallel;
pub(crate) mod progress;

use std::io::{self, BufRead, BufReader, IsTerminal as _, Write};
use std::num::NonZero;
use std::path::PathBuf;
use std::process::ExitCode;
use std::thread;

use crate::annotator::Annotator;
use crate::broken::caught;
use crate::error::Error;
use crate::input::Input;
use begun::BegunFile;
use document_row::DocumentRows;
use lines::{Line, Lines};
use progress::Progress;

/// The most bytes of a line.
const LONGEST_LINE: usize = reportedly_formats::MOST_BYTES;

/// How many lines are annotated.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// How many articles of --jsonl or of a Parquet table to annotate at once. As many as the machine has processors when it is missing.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
    /// Go on where an earlier run of --jsonl was interrupted: add to this file the rows that it lacks. It is made if it is
    /// not there. Its rows must be those of the first lines of the same input; a last row that is cut off is completed.
    #[arg(long, value_name = "OUT")]
    skip_done: Option<PathBuf>,
    /// Write {"id", "error"} as the row of a line that cannot be annotated, so that every line has a row. A Parquet table always has.
    #[arg(long)]
    error_rows: bool,
}

impl Options {
    /// The first of them that was chosen, if any was: a single text has no use for them.
    pub(crate) fn first_given(&self) -> Option<&'static str> {
        let chosen = [
            (self.jobs.is_some(), "--jobs"),
            (self.skip_done.is_some(), "--skip-done"),
            (self.error_rows, "--error-rows"),
        ];
        chosen.into_iter().find_map(|(is_chosen, name)| is_chosen.then_some(name))
    }

    /// Whether an earlier run is to be gone on with.
    pub(crate) fn has_skip_done(&self) -> bool {
        self.skip_done.is_some()
    }

    /// How many articles are annotated at once.
    pub(crate) fn jobs(&self) -> NonZero<usize> {
        let chosen = self.jobs.and_then(|jobs| NonZero::new(usize::from(jobs)));
        // A system that does not say how many there are has one.
        chosen.unwrap_or_else(|| thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN))
    }
}

/// What comes of a line: a row, a message, or both.
pub(crate) struct Outcome {
    row: Option<String>,
    problem: Option<String>,
}

/// A line that is done.
struct Done {
    number: u64,
    end: u64,
    /// Nothing where there is nothing in the line.
    outcome: Option<Outcome>,
}

/// What is told of an input, while it is read and when all of it has been.
pub(crate) struct Report<M> {
    name: String,
    messages: M,
    progress: Progress,
    lines: u64,
    bad: u64,
}

/// Annotates every line of the file, or of standard input, that is a document.
///
/// # Errors
/// When the input cannot be read, or the output not be written.
pub(crate) fn run(annotator: Annotator, input: Input, options: &Options) -> Result<ExitCode, Error> {
    let documents = DocumentRows { annotator, error_rows: options.error_rows };
    let Input { name, input, length } = input;
    let is_seen = options.skip_done.is_none() && io::stdout().is_terminal();
    let progress = if is_seen { Progress::hidden() } else { Progress::on_terminal(length) };
    let mut report = Report::new(&name, io::stderr(), progress);
    let mut lines = Lines::new(BufReader::new(input), LONGEST_LINE);
    match &options.skip_done {
        Some(path) => {
            let mut begun = BegunFile::open(path)?;
            begun.skip(&mut lines, &documents, &mut report)?;
            annotate(lines, documents, options.jobs(), &mut report, |row| begun.append(row))?;
            begun.finish()?;
        }
        None => annotate(lines, documents, options.jobs(), &mut report, writer(io::stdout().lock(), ADVICE))?,
    }
    Ok(report.finish("annotated"))
}

/// What to do when standard output could not be written.
const ADVICE: &str = "; where they are in a file, --skip-done FILE goes on behind them";

/// Writes the rows of the lines, `jobs` of which are annotated at once.
fn annotate(
    lines: Lines<impl BufRead + Send + 'static>,
    documents: DocumentRows,
    jobs: NonZero<usize>,
    report: &mut Report<impl Write>,
    write: impl FnMut(String) -> Result<(), Error>,
) -> Result<(), Error> {
    let work = move |line: io::Result<Line>| line.map(|line| done(&line, |text| documents.outcome(text)));
    if jobs.get() == 1 {
        return report.write_rows(lines.map(work), write);
    }
    let bytes = |line: &io::Result<Line>| line.as_ref().map_or(0, |line| line.bytes.as_ref().map_or(0, Vec::len));
    let rows = parallel::ordered(lines, jobs, bytes, work).map_err(|error| no_threads(jobs, &error))?;
    report.write_rows(rows, write)
}

/// The system does not start so many threads.
pub(crate) fn no_threads(jobs: NonZero<usize>, error: &io::Error) -> Error {
    let problem = format!("the system does not start so many threads: {error}");
    Error::Refused { name: format!("--jobs {jobs}"), problem }
}

/// Writes what `change` makes of every line of `input`. Of lines that it cannot change, says on `messages` what is wrong
/// with them and goes on; the exit status is 1 then. Empty lines are skipped.
pub(crate) fn each_line(
    input: impl BufRead,
    name: &str,
    output: impl Write,
    messages: impl Write,
    done_to_them: &str,
    change: impl Fn(&str) -> Result<String, String>,
) -> Result<ExitCode, Error> {
    let outcome = |line: Result<&str, String>| match line.and_then(|line| caught(|| change(line)).flatten()) {
        Ok(row) => Outcome { row: Some(row), problem: None },
        Err(problem) => Outcome { row: None, problem: Some(problem) },
    };
    let mut report = Report::new(name, messages, Progress::hidden());
    let rows = Lines::new(input, LONGEST_LINE).map(|line| line.map(|line| done(&line, outcome)));
    report.write_rows(rows, writer(output, ""))?;
    Ok(report.finish(done_to_them))
}

fn done(line: &Line, outcome: impl FnOnce(Result<&str, String>) -> Outcome) -> Done {
    let outcome = (!line.is_empty()).then(|| outcome(line.text()));
    Done { number: line.number, end: line.end, outcome }
}

/// Writes rows to an output. When that fails, `advice` is a part of the message.
fn writer(mut output: impl Write, advice: &str) -> impl FnMut(String) -> Result<(), Error> {
    let mut rows = 0_u64;
    move |mut row| {
        row.push('\n');
        // A reader at the other end of a pipe sees each document when it is done.
        output.write_all(row.as_bytes()).and_then(|()| output.flush()).map_err(|error| {
            let advice = format!("{rows} rows were written whole, and of the next one perhaps a part{advice}");
            Error::Unfinished { target: String::new(), error, advice }
        })?;
        rows += 1;
        Ok(())
    }
}

impl<M: Write> Report<M> {
    fn new(name: &str, messages: M, progress: Progress) -> Report<M> {
        Report { name: name.to_owned(), messages, progress, lines: 0, bad: 0 }
    }

    /// Writes the rows, and says what is wrong with lines.
    fn write_rows(
        &mut self,
        rows: impl Iterator<Item = io::Result<Done>>,
        mut write: impl FnMut(String) -> Result<(), Error>,
    ) -> Result<(), Error> {
        for done in rows {
            let Done { number, end, outcome } =
                done.map_err(|error| Error::Input { name: self.name.clone(), error })?;
            self.lines = number;
            let Some(Outcome { row, problem }) = outcome else { continue };
            if let Some(row) = row {
                write(row)?;
            }
            if let Some(problem) = problem {
                self.failed(&problem);
            }
            self.progress.advance(end);
        }
        Ok(())
    }

    /// Says what is wrong with the line that was read last.
    fn failed(&mut self, problem: &str) {
        self.bad += 1;
        let message = format!("{}, line {}: {problem}", self.name, self.lines);
        self.announce(&message);
    }

    /// Says something. A message that nobody can hear is no reason to leave the other lines unread.
    fn announce(&mut self, message: &str) {
        let messages = &mut self.messages;
        self.progress.suspend(|| drop(writeln!(messages, "{message}")));
    }

    /// Says how many lines failed, and what that means to whoever started the program.
    fn finish(mut self, done_to_them: &str) -> ExitCode {
        self.progress.finish();
        if self.bad == 0 {
            return ExitCode::SUCCESS;
        }
        let _ = writeln!(self.messages, "{} of {} lines could not be {done_to_them}", self.bad, self.lines);
        ExitCode::FAILURE
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::rc::Rc;

    use reportedly_document::{Document, json};

    use super::*;

    fn documents(error_rows: bool) -> DocumentRows {
        DocumentRows { annotator: Annotator::by_rule(), error_rows }
    }

    /// What is written, what is told, and the exit status.
    fn rows(input: &[u8], error_rows: bool, jobs: usize) -> (String, String, ExitCode) {
        let (mut output, mut messages) = (Vec::new(), Vec::new());
        let mut report = Report::new("input", &mut messages, Progress::hidden());
        let lines = Lines::new(io::Cursor::new(input.to_vec()), LONGEST_LINE);
        let jobs = NonZero::new(jobs).expect("it is more than none");
        let written = annotate(lines, documents(error_rows), jobs, &mut report, writer(&mut output, ""));
        written.expect("memory can be read and written");
        let code = report.finish("annotated");
        let text = |bytes| String::from_utf8(bytes).expect("it is UTF-8");
        (text(output), text(messages), code)
    }

    fn annotated(input: &[u8]) -> (Vec<Document>, String, ExitCode) {
        let (output, messages, code) = rows(input, false, 1);
        assert_eq!(rows(input, false, 3), (output.clone(), messages.clone(), code), "on three threads");
        let documents = output.lines().map(|line| json::read(line).expect("each line is a document")).collect();
        (documents, messages, code)
    }

    #[test]
    fn offsets_refer_to_the_text_as_given() {
        let given = "\u{feff}It\u{a0}is  \"re\u{ad}portedly\"\r\n\r\n\r\ntrue.\n";
        let line = serde_json::json!({"id": "a", "text": given, "other": [1, 2]}).to_string();
        let (documents, messages, code) = annotated(line.as_bytes());
        assert_eq!((messages.as_str(), code), ("", ExitCode::SUCCESS));
        assert_eq!(documents[0].text, given);
        let marked: Vec<_> = documents[0].annotations.iter().map(|a| a.cover().of(given)).collect();
        assert!(marked.contains(&"re\u{ad}portedly"), "{marked:?}");
    }

    #[test]
    fn a_bad_line_is_named_and_the_rest_goes_on() {
        let input = b"{\"id\":\"a\",\"text\":\"One.\"}\n\nnonsense\n{\"id\":5,\"text\":\"\"}\n[]\n{\"id\":\"x\"}\n\xff\n{\"id\":\"b\",\"text\":\"\"}";
        let (documents, messages, code) = annotated(input);
        assert_eq!(documents.iter().map(|d| d.id.as_str()).collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(code, ExitCode::FAILURE);
        insta::assert_snapshot!(messages, @r#"
        input, line 3: not valid JSON: expected ident at line 1 column 2
        input, line 4: "id" is not a string
        input, line 5: not an object with "id" and "text"
        input, line 6: "text" is missing
        input, line 7: not UTF-8: byte 0 does not belong to any character
        5 of 8 lines could not be annotated
        "#);

        let (output, with_rows, code) = rows(input, true, 2);
        assert_eq!((with_rows, code), (messages, ExitCode::FAILURE));
        let errors: Vec<_> = output.lines().filter(|row| !row.contains("reportedly/1")).collect();
        assert_eq!((output.lines().count(), errors.len()), (7, 5), "a row for every line with something in it");
        assert_eq!(errors[0], r#"{"id":null,"error":"not valid JSON: expected ident at line 1 column 2"}"#);
        assert_eq!(errors[3], r#"{"id":"x","error":"\"text\" is missing"}"#);
    }

    #[test]
    fn a_text_that_breaks_the_engine_is_named_and_the_rest_goes_on() {
        let (mut output, mut messages) = (Vec::new(), Vec::new());
        let change = |line: &str| {
            assert!(!line.contains("two"), "an empty span");
            Ok(line.trim().to_owned())
        };
        let code = each_line(&b"one\ntwo\nthree\n"[..], "input", &mut output, &mut messages, "annotated", change);
        assert_eq!(code.unwrap(), ExitCode::FAILURE);
        assert_eq!(output, b"one\nthree\n");
        let messages = String::from_utf8(messages).unwrap();
        assert!(messages.starts_with("input, line 2: the engine broke over it: "), "{messages}");
        assert!(messages.contains("an empty span") && messages.ends_with("1 of 3 lines could not be annotated\n"));
    }

    /// A hundred thousand lines, none of which is made before the document of the last one is written.
    #[test]
    fn no_more_than_one_line_is_in_memory() {
        const LINES: u32 = 100_000;
        #[derive(Default)]
        struct Lines {
            asked: u32,
            line: Vec<u8>,
            at: usize,
            written: Rc<Cell<u32>>,
        }
        impl io::Read for Lines {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::ErrorKind::Unsupported.into())
            }
        }
        impl BufRead for Lines {
            fn fill_buf(&mut self) -> io::Result<&[u8]> {
                if self.at == self.line.len() && self.asked < LINES {
                    assert_eq!(self.written.get(), self.asked, "what was read before is written");
                    self.asked += 1;
                    self.line = format!("line {}\n", self.asked).into_bytes();
                    self.at = 0;
                }
                Ok(&self.line[self.at..])
            }
            fn consume(&mut self, amount: usize) {
                self.at += amount;
            }
        }
        struct Counted(Rc<Cell<u32>>);
        impl Write for Counted {
            fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
                self.0.set(self.0.get() + 1);
                Ok(bytes.len())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let input = Lines::default();
        let written = Rc::clone(&input.written);
        let output = Counted(Rc::clone(&written));
        let code = each_line(input, "input", output, Vec::new(), "annotated", |line| Ok(line.trim().to_owned()));
        assert_eq!((code.unwrap(), written.get()), (ExitCode::SUCCESS, LINES));
    }

    #[test]
    fn output_that_cannot_be_written_is_an_error() {
        struct Closed;
        impl Write for Closed {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let outcome = each_line(&b"a\nb\n"[..], "input", Closed, Vec::new(), "read", |line| Ok(line.to_owned()));
        let outcome = outcome.unwrap_err();
        assert!(matches!(&outcome, Error::Unfinished { error, .. } if error.kind() == io::ErrorKind::BrokenPipe));
        assert!(outcome.to_string().ends_with("0 rows were written whole, and of the next one perhaps a part"));
    }
}
