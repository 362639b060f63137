//! `--jsonl`: one document a line, in order, with no more than one line in memory.

use std::io::{BufRead, Write};
use std::process::ExitCode;

use reportedly_document::{Analysis, Annotation, Body, Byte, Canonical, Document, Span, json};
use serde_json::Value;

use crate::annotator::Annotator;
use crate::broken::caught;
use crate::error::Error;

/// Annotates every line of `input` that is a document.
pub(crate) fn run(
    annotator: &Annotator,
    input: impl BufRead,
    name: &str,
    output: impl Write,
    messages: impl Write,
) -> Result<ExitCode, Error> {
    let annotated = |line: &str| document(annotator, line).map(|document| json::write(&document));
    each_line(input, name, output, messages, "annotated", annotated)
}

/// Writes what `change` makes of every line of `input`. Of lines that it cannot change, says on `messages` what is wrong
/// with them and goes on; the exit status is 1 then. Empty lines are skipped.
pub(crate) fn each_line(
    mut input: impl BufRead,
    name: &str,
    mut output: impl Write,
    mut messages: impl Write,
    done: &str,
    change: impl Fn(&str) -> Result<String, String>,
) -> Result<ExitCode, Error> {
    let (mut lines, mut bad) = (0_u64, 0_u64);
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = input.read_until(b'\n', &mut line);
        if read.map_err(|error| Error::Input { name: name.to_owned(), error })? == 0 {
            break;
        }
        lines += 1;
        if line.trim_ascii().is_empty() {
            continue;
        }
        let text = std::str::from_utf8(&line)
            .map_err(|error| format!("not UTF-8: byte {} does not belong to any character", error.valid_up_to()));
        match text.and_then(|line| caught(|| change(line)).flatten()) {
            Ok(mut row) => {
                row.push('\n');
                // A reader at the other end of a pipe sees each document when it is done.
                output.write_all(row.as_bytes()).and_then(|()| output.flush())?;
            }
            Err(problem) => {
                bad += 1;
                // A message that nobody can hear is no reason to leave the other lines unread.
                let _ = writeln!(messages, "{name}, line {lines}: {problem}");
            }
        }
    }
    if bad == 0 {
        return Ok(ExitCode::SUCCESS);
    }
    let _ = writeln!(messages, "{bad} of {lines} lines could not be {done}");
    Ok(ExitCode::FAILURE)
}

/// Annotates the document of one line; or says in words what is wrong with the line.
fn document(annotator: &Annotator, line: &str) -> Result<Document, String> {
    let value: Value = serde_json::from_str(line).map_err(|error| format!("not valid JSON: {error}"))?;
    let Value::Object(mut fields) = value else {
        return Err("not an object with \"id\" and \"text\"".to_owned());
    };
    let mut take = |name: &str| match fields.remove(name) {
        Some(Value::String(text)) => Ok(text),
        Some(_) => Err(format!("\"{name}\" is not a string")),
        None => Err(format!("\"{name}\" is missing")),
    };
    let (id, given) = (take("id")?, take("text")?);

    let canonical = Canonical::new(&given);
    let mut analysis = annotator.annotate(canonical.text());
    for annotation in &mut analysis.annotations {
        map_spans(annotation, |span| canonical.to_given(span));
    }
    for aside in &mut analysis.asides {
        aside.span = canonical.to_given(aside.span);
    }
    let Analysis { engine, annotations, asides, .. } = analysis;
    let engine = Some(engine.into_owned());
    Ok(Document { id, text: given, engine, annotations, asides, ..Document::default() })
}

/// Ids stay what they are in the canonical text, so that they are the same as on the page.
fn map_spans(annotation: &mut Annotation, map: impl Fn(Span<Byte>) -> Span<Byte>) {
    match &mut annotation.body {
        Body::Entity(entity) => entity.span = map(entity.span),
        Body::Hedge(hedge) => hedge.span = map(hedge.span),
        Body::Attribution(a) => {
            let parts = [&mut a.source, &mut a.cue, &mut a.content, &mut a.via];
            parts.into_iter().flatten().for_each(|span| *span = map(*span));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::io;
    use std::rc::Rc;

    use super::*;

    fn rules() -> Annotator {
        Annotator::by_rule()
    }

    fn annotated(input: &[u8]) -> (Vec<Document>, String, ExitCode) {
        let (mut output, mut messages) = (Vec::new(), Vec::new());
        let code = run(&rules(), input, "input", &mut output, &mut messages).expect("memory can be read and written");
        let output = String::from_utf8(output).expect("output is UTF-8");
        let documents = output.lines().map(|line| json::read(line).expect("each line is a document")).collect();
        (documents, String::from_utf8(messages).expect("messages are UTF-8"), code)
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
        let outcome = run(&rules(), &b"{\"id\":\"a\",\"text\":\"\"}"[..], "input", Closed, Vec::new());
        assert!(matches!(outcome, Err(Error::Output(_))));
    }
}
