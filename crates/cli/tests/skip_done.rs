//! `annotate --jsonl --skip-done`: what an interruption leaves is completed, and nothing else is touched.

mod folder;

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use folder::Folder;

fn program(input: &Path, arguments: &[&str]) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_reportedly"));
    program.args(["annotate", "--jsonl", "--rules-only"]).arg(input).args(arguments).stdin(Stdio::null());
    program
}

fn resumed(input: &Path, begun: &Path, arguments: &[&str]) -> Output {
    program(input, arguments).arg("--skip-done").arg(begun).output().expect("it runs")
}

fn messages(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

const INPUT: &str = r#"{"id":"a","text":"Talks may resume in Oman, “officials” said."}
nonsense

{"id":"b","text":"It may rain, Ana Ito said."}
{"id":"b","text":"It may rain, Ana Ito said."}
{"id":"c"}
{"id":"d","text":""}
[]
"#;

#[test]
fn wherever_a_run_was_interrupted_the_file_ends_as_without() {
    let folder = Folder::new();
    let input = folder.file("in.jsonl", INPUT);
    for arguments in [&[][..], &["--error-rows"], &["--jobs", "1"]] {
        let whole = program(&input, arguments).output().expect("it runs");
        assert_eq!(whole.status.code(), Some(1), "two lines are no documents");
        let row_ends = whole.stdout.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at);
        // Before, within and behind a character of three bytes, around line breaks, and at both ends.
        let quotation = whole.stdout.windows(3).position(|bytes| bytes == "“".as_bytes()).expect("it is there");
        let cuts = [0, 1, quotation, quotation + 1, quotation + 2, quotation + 3];
        let cuts = row_ends.flat_map(|end| [end - 1, end, end + 1]).chain(cuts);
        for cut in cuts {
            let begun = folder.file("out.jsonl", &whole.stdout[..cut]);
            let output = resumed(&input, &begun, arguments);
            let told = messages(&output);
            assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0), "{cut}: {told}");
            assert_eq!(fs::read(&begun).expect("it is there"), whole.stdout, "{cut}: {told}");
            // What is wrong with lines is told once more.
            let told_of_lines: String =
                told.lines().filter(|line| !line.starts_with("note: ")).map(|line| format!("{line}\n")).collect();
            assert_eq!(told_of_lines, messages(&whole), "{cut}");
            assert_eq!(told.contains("a part of one"), cut > 0 && whole.stdout[cut - 1] != b'\n', "{cut}: {told}");
        }
    }
    let begun = folder.path().join("new.jsonl");
    assert_eq!(messages(&resumed(&input, &begun, &[])), messages(&program(&input, &[]).output().expect("it runs")));
}

#[test]
fn the_rows_of_another_input_are_refused_and_left_alone() {
    let folder = Folder::new();
    let input = folder.file("in.jsonl", INPUT);
    let whole = String::from_utf8(program(&input, &[]).output().expect("it runs").stdout).expect("it is UTF-8");
    let with_errors = program(&input, &["--error-rows"]).output().expect("it runs").stdout;
    let first = whole.lines().next().expect("there is a row");
    let model = String::from_utf8(
        Command::new(env!("CARGO_BIN_EXE_reportedly"))
            .args(["annotate", "--jsonl"])
            .arg(&input)
            .output()
            .expect("it runs")
            .stdout,
    )
    .expect("it is UTF-8");
    for (begun, told) in [
        (whole.replacen(r#""id":"b""#, r#""id":"x""#, 1), r#"line 2 is not of IN, line 4: the ids are "x" and "b""#),
        (whole.replacen("It may rain", "It will rain", 1), "line 2 is not of IN, line 4: the texts differ"),
        (format!("{whole}{first}\n"), "line 5 is IN has no line for it"),
        (format!("{first}\n{first}\n"), r#"line 2 is not of IN, line 4: the ids are "a" and "b""#),
        (String::from_utf8(with_errors).expect("it is UTF-8"), "line 2 is not of IN, line 4: the ids are"),
        (model, "line 1 is not of IN, line 1: it was annotated by engine"),
        ("Dear diary,\nit may rain.\n".to_owned(), "line 1 is no row of an annotated document"),
        ("Dear diary".to_owned(), "line 1 is cut off, and no beginning of the row"),
        (format!("{whole}{{"), "line 5 is cut off, and no beginning of the row"),
        ("\0\0\0\n".to_owned(), "line 1 is no row of an annotated document"),
        (INPUT.to_owned(), "line 1 is not of IN, line 1: it was annotated by engine \"\""),
    ] {
        let file = folder.file("out.jsonl", &begun);
        let output = resumed(&input, &file, &[]);
        let messages = messages(&output).replace(input.to_str().expect("it is UTF-8"), "IN");
        assert_eq!(output.status.code(), Some(2), "{messages}");
        assert!(messages.contains(told) && messages.contains("Nothing was written"), "{told}: {messages}");
        assert_eq!(fs::read_to_string(&file).expect("it is there"), begun, "{messages}");
    }
    let output = resumed(&input, folder.path(), &[]);
    assert!(
        output.status.code() == Some(2) && messages(&output).contains("needs a regular file"),
        "{}",
        messages(&output)
    );
}

#[test]
fn two_runs_do_not_write_one_file() {
    let folder = Folder::new();
    let input = folder.file("in.jsonl", INPUT);
    let begun = folder.file("out.jsonl", "");
    let file = fs::File::options().append(true).open(&begun).expect("it is there");
    file.lock().expect("it can be locked");
    let output = resumed(&input, &begun, &[]);
    assert!(output.status.code() == Some(2) && messages(&output).contains("another run"), "{}", messages(&output));
    file.unlock().expect("it can be unlocked");
    assert_eq!(resumed(&input, &begun, &[]).status.code(), Some(1));
}

/// A limit on the size of files stands for a disk that gets full in the middle of a row.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_whole_rows_and_the_run_goes_on_where_there_is_room() {
    let folder = Folder::new();
    let lines: String =
        (0..40).map(|at| format!("{{\"id\":\"{at}\",\"text\":\"It may rain, Ana Ito said.\"}}\n")).collect();
    let input = folder.file("in.jsonl", lines);
    let whole = program(&input, &[]).output().expect("it runs").stdout;
    let begun = folder.path().join("out.jsonl");
    // In blocks of 512 bytes.
    let blocks = whole.len() / 1024;
    let script = format!(
        "trap '' XFSZ; ulimit -f {blocks}; exec {} annotate --jsonl --rules-only {} --skip-done {}",
        env!("CARGO_BIN_EXE_reportedly"),
        input.display(),
        begun.display()
    );
    let output = Command::new("sh").args(["-c", &script]).output().expect("there is a shell");
    let kept = fs::read(&begun).expect("it is there");
    let rows = kept.iter().filter(|byte| **byte == b'\n').count();
    assert!(rows > 5 && rows < 40 && whole.starts_with(&kept) && kept.ends_with(b"\n"), "{rows} rows");
    let expected = format!(
        "reportedly: cannot write {}: File too large (os error 27). {0} has {rows} whole rows; the same command goes on behind them\n",
        begun.display()
    );
    assert_eq!((output.status.code(), messages(&output)), (Some(2), expected));

    assert_eq!(resumed(&input, &begun, &[]).status.code(), Some(0));
    assert_eq!(fs::read(&begun).expect("it is there"), whole);
}

#[test]
fn a_run_that_was_killed_goes_on() {
    let folder = Folder::new();
    let line = |id: u32| format!("{{\"id\":\"{id}\",\"text\":\"It may rain, Ana Ito said.\"}}\n");
    let input = folder.file("in.jsonl", (0..20).map(line).collect::<String>());
    let begun = folder.path().join("out.jsonl");
    let mut child =
        program(Path::new("-"), &["--skip-done"]).arg(&begun).stdin(Stdio::piped()).spawn().expect("it starts");
    let mut to = child.stdin.take().expect("it has an input");
    std::io::Write::write_all(&mut to, (0..9).map(line).collect::<String>().as_bytes()).expect("it can be written to");
    while fs::read(&begun).map_or(0, |rows| rows.iter().filter(|byte| **byte == b'\n').count()) < 9 {
        assert!(child.try_wait().expect("it can be asked").is_none(), "it has not ended");
        std::thread::yield_now();
    }
    child.kill().expect("it can be killed");
    child.wait().expect("it ends");

    let output = resumed(&input, &begun, &[]);
    assert!(messages(&output).contains("has 9 whole rows; going on behind line 9"), "{}", messages(&output));
    assert_eq!(fs::read(&begun).expect("it is there"), program(&input, &[]).output().expect("it runs").stdout);
}

/// The bar is drawn for a terminal, where the rows are not.
#[cfg(target_os = "linux")]
#[test]
fn a_terminal_shows_how_far_it_is() {
    let folder = Folder::new();
    let input = folder.file("in.jsonl", INPUT);
    let program = format!("{} annotate --jsonl --rules-only {}", env!("CARGO_BIN_EXE_reportedly"), input.display());
    let on_terminal = |command: &str| {
        let mut script = Command::new("script");
        script.args(["--quiet", "--return", "--command", command, "/dev/null"]).env("TERM", "xterm");
        let output = script.stdin(Stdio::null()).output().expect("util-linux has a program that makes a terminal");
        String::from_utf8(output.stdout).expect("it is UTF-8")
    };
    let out = folder.path().join("out.jsonl");
    for command in [format!("{program} > {}", out.display()), format!("{program} --skip-done {}", out.display())] {
        let shown = on_terminal(&command);
        assert!(shown.contains("100%") && shown.contains("7 articles"), "{command}: {shown}");
        assert!(shown.contains("line 2: not valid JSON"), "{shown}");
    }
    let shown = on_terminal(&program);
    assert!(shown.contains("reportedly/1") && !shown.contains("articles"), "{shown}");
    let shown = on_terminal(&format!("{program} 2>{} >&2", out.display()));
    assert_eq!(shown, "");
    assert!(!fs::read_to_string(&out).expect("it is there").contains("articles"));
}
