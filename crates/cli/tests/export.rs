//! `reportedly export`: what it reads, what it writes, and what it says when it cannot.

mod program;

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn export(arguments: &[&str], input: &[u8]) -> Output {
    program::run("export", arguments, input)
}

fn printed(arguments: &[&str], input: &[u8]) -> String {
    let output = export(arguments, input);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("the output is UTF-8")
}

fn refused(arguments: &[&str], input: &[u8]) -> String {
    let output = export(arguments, input);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    String::from_utf8(output.stderr).expect("messages are UTF-8")
}

fn article() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../static/examples/diplomacy.txt")
}

const TEXT: &[u8] = "Talks may resume in Oman, officials said.".as_bytes();

#[test]
fn a_text_is_annotated_and_written() {
    let rows = printed(&["--to", "csv", "--rules-only"], TEXT);
    assert!(rows.starts_with("\u{feff}id,layer,label,start,end,"), "Excel takes it for UTF-8: {rows}");
    assert!(rows.contains(",hedge,modal,6,9,6-9,may,"), "{rows}");
    assert!(rows.contains(",officials,said,neutral,indirect,official,"), "{rows}");
    assert_eq!(printed(&["--to", "csv", "--rules-only", "--bom", "-"], TEXT), rows);
    let bare = printed(&["--to", "csv", "--rules-only", "--no-bom", "-"], TEXT);
    assert_eq!(format!("\u{feff}{bare}"), rows);
}

#[test]
fn every_format_of_a_whole_article() {
    let article = article();
    let path = article.to_str().expect("the path is UTF-8");
    for (format, holds) in [
        ("w3c", "\"type\":\"AnnotationCollection\""),
        ("citron", "\"quotes\":["),
        ("csv", ",attribution,direct,"),
        ("md", "### Ilse Varden"),
        ("html", "<mark data-parts=\""),
        ("json", "\"format\":\"reportedly/1\""),
        ("sheet", "| Quote | Speaker |"),
    ] {
        let written = printed(&["--to", format, "--rules-only", path], b"");
        assert!(written.contains(holds), "{format}: {written}");
    }
}

/// Office files are archives, and the same bytes each time.
#[test]
fn office_files_are_written_to_a_pipe_or_a_file() {
    let path = std::env::temp_dir().join(format!("reportedly-export-{}.docx", std::process::id()));
    let name = path.to_str().expect("the path is UTF-8");
    for format in ["docx", "xlsx"] {
        let piped = export(&["--format", format, "--rules-only"], TEXT);
        assert!(piped.status.success(), "{}", String::from_utf8_lossy(&piped.stderr));
        assert!(piped.stdout.starts_with(b"PK\x03\x04"), "an archive");
        printed(&["--to", format, "--rules-only", "--output", name], TEXT);
        let file = std::fs::read(&path).expect("it has been written");
        std::fs::remove_file(&path).expect("it can be removed");
        assert_eq!(file, piped.stdout);
    }
}

/// `script` gives a program a terminal of its own.
#[cfg(target_os = "linux")]
#[test]
fn an_office_file_is_not_written_to_a_terminal() {
    let program = env!("CARGO_BIN_EXE_reportedly");
    let run = |arguments: &str| {
        let command = format!("'{program}' export --rules-only {arguments} </dev/null");
        let output = Command::new("script").args(["-qec", &command, "/dev/null"]).stdin(Stdio::null()).output();
        let output = output.expect("there is `script`");
        (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    for format in ["docx", "xlsx"] {
        let (code, printed) = run(&format!("--to {format}"));
        assert_eq!(code, Some(2), "{printed}");
        let message =
            format!("reportedly: a .{format} file is no text that a terminal can show: name a file with --output");
        assert!(printed.contains(&message), "{printed}");
    }
    assert_eq!(run("--to md").0, Some(0), "text is shown");
    assert_eq!(run("--to docx --output /dev/null").0, Some(0));
}

/// What one call writes another reads, and nothing is lost on the way.
#[test]
fn web_annotations_and_documents_go_round() {
    let article = article();
    let path = article.to_str().expect("the path is UTF-8");
    let json = printed(&["--to", "json", "--rules-only", path], b"");
    let annotations = printed(&["--to", "w3c"], json.as_bytes());
    assert_eq!(printed(&["--to", "json"], annotations.as_bytes()), json);
}

#[test]
fn layers_are_a_filter() {
    let rows = printed(&["--to", "csv", "--rules-only", "--layers", "hedge,attribution"], TEXT);
    assert!(rows.contains(",hedge,") && rows.contains(",attribution,") && !rows.contains(",entity,"), "{rows}");
    let rows = printed(&["--to", "csv", "--rules-only", "--layers", "hedge"], TEXT);
    assert_eq!(rows.lines().count(), 2, "{rows}");
}

#[test]
fn marks_that_cannot_be_placed_are_listed() {
    let file = r#"{"text": "It may.", "quotes": [{"cue": {"start": 0, "end": 2, "text": "It"}, "sources": [],
        "contents": [{"start": 3, "end": 6, "text": "can"}]}]}"#;
    let output = export(&["--to", "csv"], file.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    let messages = String::from_utf8(output.stderr).expect("messages are UTF-8");
    insta::assert_snapshot!(messages, @r#"note: "can" is not marked: the text does not have these words there."#);
    assert_eq!(output.stdout.iter().filter(|&&byte| byte == b'\n').count(), 1, "only the columns are written");
}

#[test]
fn what_cannot_be_read_says_why() {
    insta::assert_snapshot!(refused(&["--to", "md"], b"caf\xe9"), @"reportedly: standard input: the file is neither UTF-8 nor UTF-16 text: byte 3 does not belong to any character");
    insta::assert_snapshot!(refused(&["--to", "md", "no-such-file"], b""), @"reportedly: cannot read no-such-file: No such file or directory (os error 2)");
    let path = std::env::temp_dir().join(format!("reportedly-export-{}.json", std::process::id()));
    std::fs::write(&path, "{\n  \"text\": oops\n}").expect("a file can be written");
    let message = refused(&["--to", "md", path.to_str().expect("the path is UTF-8")], b"");
    std::fs::remove_file(&path).expect("it can be removed");
    assert!(message.ends_with("the file is not valid JSON: expected value at line 2 column 11\n"), "{message}");
    let values = "[possible values: json, html, docx, md, sheet, csv, xlsx, w3c, citron]";
    assert!(refused(&["--to", "pptx"], b"").contains(values));
}

/// The help teaches: formats, examples, exit status.
#[test]
fn help() {
    let help = printed(&["--help"], b"");
    for words in ["citron: the BBC’s format", "Examples:", "Exit status:", "--layers <LAYERS>", "--rules-only"] {
        assert!(help.contains(words), "{words} in {help}");
    }
}
