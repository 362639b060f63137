//! The rounds: each program in turn with the same text, so that what else the machine does hurts all alike.

use std::process::Command;

use anyhow::Result;

use super::process::{Process, Protocol};
use super::texts::{SIZES, Text};

/// A program that is measured.
pub(super) struct Subject {
    pub(super) name: &'static str,
    pub(super) place: Place,
    /// What it finds of what ours finds.
    pub(super) finds: &'static str,
    /// What somebody downloads or installs for it, in bytes.
    pub(super) bytes: Option<u64>,
    /// How it is started; why it is not there otherwise.
    pub(super) start: Result<Start, String>,
}

/// How a program is started, again and again.
pub(super) struct Start {
    pub(super) program: Command,
    pub(super) protocol: Protocol,
}

/// Where a program runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Node,
    Chromium,
    /// A program of this machine, or one of Python's, on one core.
    Native,
}

/// What was measured of a program: all rounds.
#[derive(Default)]
pub(super) struct Figures {
    /// Milliseconds from the start until it is ready.
    pub(super) ready: Vec<f64>,
    /// Milliseconds for a short text just after that.
    pub(super) first: Vec<f64>,
    /// Bytes a millisecond, or KB a second, for each size.
    pub(super) speeds: [Vec<f64>; SIZES.len()],
    /// The most memory that it had, in bytes.
    pub(super) peak: Option<u64>,
}

/// A program with its figures.
pub(super) struct Measured {
    pub(super) subject: Subject,
    pub(super) figures: Figures,
    /// Why there are no more figures.
    pub(super) problem: Option<String>,
}

impl Measured {
    fn new(subject: Subject) -> Measured {
        let problem = subject.start.as_ref().err().cloned();
        Measured { subject, figures: Figures::default(), problem }
    }

    /// Starts it, unless something went wrong before.
    fn open(&mut self) -> Option<(Process, f64)> {
        let start = self.subject.start.as_mut().ok().filter(|_| self.problem.is_none())?;
        let opened = Process::start(&mut start.program, start.protocol);
        self.noted(opened)
    }

    /// What came of a step; its error is the problem of this program and of no other.
    fn noted<T>(&mut self, outcome: Result<T>) -> Option<T> {
        outcome.map_err(|error| self.problem = Some(format!("failed: {error:#}"))).ok()
    }
}

/// More rounds of a text are not begun for a program that has taken so many milliseconds for it.
const PATIENCE: f64 = 90_000.0;

/// Measures all of them.
pub(super) fn measure(subjects: Vec<Subject>, texts: &[Text], rounds: usize) -> Vec<Measured> {
    let mut all: Vec<Measured> = subjects.into_iter().map(Measured::new).collect();
    for round in 1..=rounds {
        println!("start-up, round {round} of {rounds}");
        all.iter_mut().for_each(|one| start_up(one, &texts[0]));
    }
    let mut open: Vec<Option<Process>> = all.iter_mut().map(|one| Some(one.open()?.0)).collect();
    for text in &texts[..2] {
        // The first time is slower: programs are compiled while they run.
        each(&mut all, &mut open, |_, process| process.annotate(text).map(drop));
    }
    for (index, text) in texts.iter().enumerate() {
        let rounds = rounds_of(index, rounds);
        for round in 1..=rounds {
            println!("{} bytes, round {round} of {rounds}", text.content.len());
            each(&mut all, &mut open, |figures, process| {
                let speeds = &mut figures.speeds[index];
                let bytes = text.content.len() as f64;
                if speeds.iter().map(|speed| bytes / speed).sum::<f64>() < PATIENCE {
                    speeds.push(bytes / process.annotate(text)?);
                }
                Ok(())
            });
        }
    }
    each(&mut all, &mut open, |figures, process| {
        figures.peak = process.peak_memory();
        Ok(())
    });
    for (one, process) in all.iter_mut().zip(open) {
        if let Some(process) = process {
            one.noted(process.end());
        }
    }
    all
}

/// How often a text of a size is given: short ones more often, as they vary more, long ones at least once.
pub(super) fn rounds_of(size: usize, rounds: usize) -> usize {
    [3 * rounds, rounds, rounds.div_ceil(2)][size]
}

fn start_up(one: &mut Measured, text: &Text) {
    let Some((mut process, ready)) = one.open() else { return };
    let first = process.annotate(text);
    let Some(first) = one.noted(first) else { return };
    if one.noted(process.end()).is_some() {
        one.figures.ready.push(ready);
        one.figures.first.push(first);
    }
}

/// Does something with each program in turn. One that fails is ended.
fn each(all: &mut [Measured], open: &mut [Option<Process>], step: impl Fn(&mut Figures, &mut Process) -> Result<()>) {
    for (one, slot) in all.iter_mut().zip(open) {
        let Some(process) = slot else { continue };
        let outcome = step(&mut one.figures, process);
        if one.noted(outcome).is_none() {
            *slot = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subject(name: &'static str, script: &'static str) -> Subject {
        let mut program = Command::new("sh");
        program.args(["-c", script]);
        let start = Ok(Start { program, protocol: Protocol::PathsOfBrowser });
        Subject { name, place: Place::Node, finds: "", bytes: None, start }
    }

    #[test]
    fn what_fails_hurts_no_other() {
        let works = "echo '{\"ready\": 7}'; while read -r path; do echo '{\"ms\": 2}'; done";
        let breaks = "echo '{\"ready\": 7}'; read -r path; echo '{\"ms\": 2}'; read -r path; exit 1";
        let missing = Subject { start: Err("could not be installed".to_owned()), ..subject("missing", "") };
        let text = || Text { path: "a".into(), content: "12345678".to_owned() };
        let all = vec![subject("works", works), subject("breaks", breaks), missing];
        let all = measure(all, &[text(), text(), text()], 1);
        let [works, breaks, missing] = all.as_slice() else { panic!("three were measured") };
        assert_eq!(works.figures.speeds, [vec![4.0; 3], vec![4.0], vec![4.0]]);
        assert_eq!((works.figures.ready.as_slice(), works.figures.first.as_slice()), (&[7.0][..], &[2.0][..]));
        assert_eq!(works.problem, None);
        assert!(breaks.problem.as_ref().is_some_and(|problem| problem.starts_with("failed: ")));
        assert_eq!(missing.problem.as_deref(), Some("could not be installed"));
        assert!(missing.figures.ready.is_empty());
    }

    #[test]
    fn slow_programs_are_not_waited_for_again_and_again() {
        let slow = "echo '{\"ready\": 7}'; while read -r path; do echo '{\"ms\": 100000}'; done";
        let text = || Text { path: "a".into(), content: "12345678".to_owned() };
        let all = measure(vec![subject("slow", slow)], &[text(), text(), text()], 3);
        assert!(all[0].figures.speeds.iter().all(|speeds| speeds.len() == 1));
    }
}
