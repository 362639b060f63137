//! `annotate --jsonl`: many articles at once, in order, and rows that fail.

mod program;

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, Command, Output, Stdio};

use program::run;

/// Documents, and between them lines that are none.
fn input(documents: usize) -> String {
    let document = |number: usize| {
        let sentences = "Talks may resume in Oman, officials said. \\\"It is likely,\\\" Ana Ito told reporters. ";
        // Long ones stand before short ones, which are done sooner.
        let text = sentences.repeat(if number.is_multiple_of(7) { 40 } else { number % 4 });
        let other = ["", "\nnonsense", "\n", "\n{\"id\":\"c\"}", "\n[]"][number % 5];
        format!("{{\"id\":\"d{number}\",\"text\":\"{text}\"}}{other}\n")
    };
    (0..documents).map(document).collect()
}

fn annotated(arguments: &[&str], input: &str) -> Output {
    run("annotate", &[&["--jsonl", "--rules-only"], arguments].concat(), input.as_bytes())
}

#[test]
fn any_number_of_jobs_gives_the_same_bytes() {
    let input = input(60);
    let one = annotated(&["--jobs", "1"], &input);
    assert_eq!(one.status.code(), Some(1));
    let rows = String::from_utf8_lossy(&one.stdout).lines().count();
    let messages = String::from_utf8_lossy(&one.stderr).into_owned();
    assert_eq!(rows, 60, "{messages}");
    assert!(messages.ends_with("36 of 108 lines could not be annotated\n"), "{messages}");
    for jobs in [&["--jobs", "2"][..], &["--jobs", "16"], &[]] {
        assert_eq!(annotated(jobs, &input), one, "{jobs:?}");
    }

    let one = annotated(&["--jobs", "1", "--error-rows"], &input);
    assert_eq!(String::from_utf8_lossy(&one.stdout).lines().count(), 60 + 36);
    assert_eq!(String::from_utf8_lossy(&one.stderr), messages);
    assert_eq!(annotated(&["--jobs", "3", "--error-rows"], &input), one);
}

#[test]
fn with_the_model_as_well() {
    let input = input(8);
    let rows = |jobs| run("annotate", &["--jsonl", "--jobs", jobs], input.as_bytes());
    assert_eq!(rows("1"), rows("2"));
}

#[test]
fn a_number_of_jobs_that_makes_no_sense_is_refused() {
    for arguments in
        [&["--jsonl", "--jobs", "0"][..], &["--jsonl", "--jobs", "1025"], &["--jobs", "2"], &["--error-rows"]]
    {
        let output = run("annotate", arguments, b"");
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{arguments:?}");
    }
}

/// The program, while it waits for more.
fn waiting(arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_reportedly"))
        .args(["annotate", "--jsonl", "--rules-only"])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program can be started")
}

#[test]
fn a_row_is_there_before_the_next_line_is_written() {
    let mut child = waiting(&["--jobs", "4"]);
    let mut to = child.stdin.take().expect("it has an input");
    let mut rows = BufReader::new(child.stdout.take().expect("it has an output")).lines();
    for id in ["a", "b", "c"] {
        writeln!(to, r#"{{"id":"{id}","text":"It may rain."}}"#).expect("it can be written to");
        let row = rows.next().expect("there is a row").expect("it can be read");
        assert!(row.contains(&format!(r#""id":"{id}""#)), "{row}");
    }
    drop(to);
    assert!(rows.next().is_none() && child.wait().expect("it ends").success());
}

#[test]
fn whoever_has_read_enough_is_no_error() {
    let mut child = waiting(&["--jobs", "2"]);
    let mut to = child.stdin.take().expect("it has an input");
    let mut from = BufReader::new(child.stdout.take().expect("it has an output"));
    let line = "{\"id\":\"a\",\"text\":\"It may rain.\"}\n";
    to.write_all(line.as_bytes()).expect("it can be written to");
    from.read_line(&mut String::new()).expect("there is a row");
    drop(from);
    // It ends at the next row, although its input has not.
    to.write_all(line.as_bytes()).expect("it can be written to");
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
}

/// A line of 200 MB is told of, and is never in memory.
#[cfg(target_os = "linux")]
#[test]
fn a_line_that_is_too_long_takes_no_memory_and_the_rest_goes_on() {
    for jobs in ["1", "2"] {
        let mut child = waiting(&["--jobs", jobs]);
        let mut to = child.stdin.take().expect("it has an input");
        to.write_all(br#"{"id":"long","text":""#).expect("it can be written to");
        let piece = vec![b'a'; 1_000_000];
        for _ in 0..200 {
            to.write_all(&piece).expect("it can be written to");
        }
        to.write_all(b"\"}\n{\"id\":\"b\",\"text\":\"It may rain.\"}\n").expect("it can be written to");
        let mut rows = BufReader::new(child.stdout.take().expect("it has an output"));
        let mut row = String::new();
        rows.read_line(&mut row).expect("there is a row");
        assert!(row.contains(r#""id":"b""#), "{row}");

        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).expect("it still runs");
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("the system knows its peak");
        let kilobytes: u64 = peak.trim().trim_end_matches(" kB").parse().expect("it is a number");
        assert!(kilobytes < 120_000, "{kilobytes} kB");

        drop(to);
        let mut messages = String::new();
        child.stderr.take().expect("it has messages").read_to_string(&mut messages).expect("they are UTF-8");
        let told = "standard input, line 1: too long: it has 200000023 bytes, and a line may have at most 16777216\n1 of 2 lines could not be annotated\n";
        assert_eq!((child.wait().expect("it ends").code(), messages.as_str()), (Some(1), told));
    }
}
