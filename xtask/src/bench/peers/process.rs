//! A program in a process of its own, which is given texts over its input and answers on its output, a line each.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::machine;
use super::texts::Text;
use crate::command;

/// What is said to a process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Protocol {
    /// Paths of texts, answered with the time that each took: our own scripts around a program.
    Paths,
    /// The same, and the process is a browser: it says itself how long its page took to be ready.
    PathsOfBrowser,
    /// `reportedly annotate --jsonl`, which is timed from outside.
    Rows,
}

/// A program that is ready to annotate.
pub(super) struct Process {
    child: Child,
    /// None once it is to end.
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    protocol: Protocol,
}

impl Process {
    /// Starts it and waits until it is ready: the process, and how many milliseconds that took.
    pub(super) fn start(program: &mut Command, protocol: Protocol) -> Result<(Process, f64)> {
        let start = Instant::now();
        let mut child = program
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start `{}`", command::shown(program)))?;
        let input = child.stdin.take();
        let output = BufReader::new(child.stdout.take().context("it has no output")?);
        let mut process = Process { child, input, output, protocol };
        let answer = match protocol {
            // It says nothing before it has been given something: an empty text.
            Protocol::Rows => {
                process.send(&row(""))?;
                process.answer()?
            }
            Protocol::Paths | Protocol::PathsOfBrowser => process.answer()?,
        };
        let outside = milliseconds(start);
        let ready = match protocol {
            Protocol::PathsOfBrowser => number(&answer, "ready")?,
            Protocol::Paths | Protocol::Rows => outside,
        };
        Ok((process, ready))
    }

    /// How many milliseconds it takes for a text.
    pub(super) fn annotate(&mut self, text: &Text) -> Result<f64> {
        if self.protocol != Protocol::Rows {
            self.send(&text.path.display().to_string())?;
            return number(&self.answer()?, "ms");
        }
        let row = row(&text.content);
        let start = Instant::now();
        self.send(&row)?;
        let answer = self.line()?;
        let time = milliseconds(start);
        let answer: Value = serde_json::from_str(&answer).context("its answer is no JSON")?;
        ensure!(answer["annotations"].is_array(), "its answer is no document");
        Ok(time)
    }

    /// The most memory that it has had, in bytes.
    pub(super) fn peak_memory(&self) -> Option<u64> {
        machine::peak_memory(self.child.id(), self.protocol == Protocol::PathsOfBrowser)
    }

    /// Ends it, by the end of its input.
    pub(super) fn end(mut self) -> Result<()> {
        drop(self.input.take());
        let status = self.child.wait().context("cannot wait for it")?;
        ensure!(status.success(), "it ended with {status}");
        Ok(())
    }

    fn send(&mut self, line: &str) -> Result<()> {
        let input = self.input.as_mut().context("it is to end")?;
        writeln!(input, "{line}").and_then(|()| input.flush()).context("it reads no more")
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        self.output.read_line(&mut line).context("cannot read its answer")?;
        ensure!(!line.is_empty(), "it ended without an answer");
        Ok(line)
    }

    fn answer(&mut self) -> Result<Value> {
        let line = self.line()?;
        serde_json::from_str(&line).with_context(|| format!("its answer is no JSON: {}", line.trim_end()))
    }
}

impl Drop for Process {
    /// What has not ended by itself is ended: nothing is to run on beside the others.
    fn drop(&mut self) {
        drop(self.input.take());
        if !matches!(self.child.try_wait(), Ok(Some(_))) {
            // It may have ended meanwhile.
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

fn row(text: &str) -> String {
    json!({ "id": "text", "text": text }).to_string()
}

fn number(answer: &Value, field: &str) -> Result<f64> {
    answer[field].as_f64().with_context(|| format!("its answer has no \"{field}\": {answer}"))
}

fn milliseconds(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    fn text() -> Text {
        Text { path: "a.txt".into(), content: "It may rain.".to_owned() }
    }

    #[test]
    fn a_process_answers_with_its_own_times() {
        let script = "echo '{\"ready\": 7}'; while read -r path; do echo \"{\\\"ms\\\": 1.5, \\\"path\\\": \\\"$path\\\"}\"; done";
        let (mut process, ready) = Process::start(&mut shell(script), Protocol::PathsOfBrowser).unwrap();
        assert!((ready - 7.0).abs() < 1e-9);
        assert!((process.annotate(&text()).unwrap() - 1.5).abs() < 1e-9);
        process.end().unwrap();
    }

    #[test]
    fn rows_are_timed_from_outside() {
        let script = "while read -r row; do echo '{\"annotations\": []}'; done";
        let (mut process, ready) = Process::start(&mut shell(script), Protocol::Rows).unwrap();
        assert!(ready > 0.0 && process.annotate(&text()).unwrap() > 0.0);
    }

    #[test]
    fn what_goes_wrong_is_said() {
        let start =
            |script: &str| Process::start(&mut shell(script), Protocol::Paths).map(drop).unwrap_err().to_string();
        assert!(start("exit 3").contains("ended without an answer"));
        assert!(start("echo hello").contains("no JSON: hello"));
        let script = "echo '{}'; read -r path; echo '{\"found\": 1}'; read -r path; exit 1";
        let (mut process, _) = Process::start(&mut shell(script), Protocol::Paths).unwrap();
        assert!(process.annotate(&text()).unwrap_err().to_string().contains("has no \"ms\""));
        assert!(process.end().unwrap_err().to_string().contains("ended with"));
        assert!(Process::start(&mut Command::new("no-such-program-here"), Protocol::Paths).is_err());
    }
}
