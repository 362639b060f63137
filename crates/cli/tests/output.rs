//! What the program writes, and its exit status where it cannot: full disks, closed outputs; and what is in nobody's file.

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

const TEXT: &str = "Talks may resume in Oman, officials said.";

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_reportedly"));
    command.args(arguments).stdin(Stdio::null());
    command
}

/// A folder of its own, with a text in it.
fn folder(name: &str) -> (PathBuf, String) {
    let folder = std::env::temp_dir().join(format!("reportedly-{name}-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder can be made");
    let text = folder.join("talks.txt");
    fs::write(&text, TEXT).expect("a file can be written");
    let text = text.to_str().expect("the path is UTF-8").to_owned();
    (folder, text)
}

fn text(output: &Output) -> (String, String) {
    let read = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (read(&output.stdout), read(&output.stderr))
}

#[test]
fn no_folder_is_in_anything_that_is_shared() {
    let (folder, path) = folder("title");
    let secret = folder.to_str().expect("the path is UTF-8");
    let annotated = program(&["annotate", "--rules-only", "--format", "json", &path]).output().expect("it runs");
    let document = text(&annotated).0;
    assert!(document.contains(r#""id":"talks.txt""#) && !document.contains(secret), "{document}");
    for format in ["w3c", "citron", "csv", "md", "html", "json", "sheet"] {
        let output = program(&["export", "--rules-only", "--to", format, &path]).output().expect("it runs");
        let file = text(&output).0;
        assert!(!file.is_empty() && !file.contains(secret), "{format}: {file}");
        if ["w3c", "html", "json"].contains(&format) {
            assert!(file.contains("talks.txt"), "{format}: {file}");
        }
    }

    // And a document that the first version wrote, with its folder.
    let old = folder.join("old.json");
    fs::write(&old, document.replace("talks.txt", &path)).expect("a file can be written");
    let old = old.to_str().expect("the path is UTF-8");
    for given in [path.as_str(), old] {
        let link = text(&program(&["link", "encode", given]).output().expect("it runs")).0;
        let opened = text(&program(&["link", "decode", link.trim()]).output().expect("it runs")).0;
        // A text alone is called by its headline.
        let title = if given == path { "" } else { "talks.txt" };
        assert!(opened.contains(&format!(r#""id":"{title}""#)), "{given}: {opened}");
    }
    let exported = text(&program(&["export", "--to", "html", old]).output().expect("it runs")).0;
    assert!(exported.contains("<title>talks.txt</title>"), "{exported}");
    fs::remove_dir_all(&folder).expect("it can be removed");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error_and_a_deaf_ear_is_none() {
    let (folder, path) = folder("full");
    let full = || File::options().write(true).open("/dev/full").expect("the device is there");
    for arguments in [
        &["export", "--rules-only", "--to", "csv", &path][..],
        &["annotate", "--rules-only", &path],
        &["annotate", "--rules-only", "--format", "coloured", &path],
        &["link", "encode", &path],
    ] {
        let output = program(arguments).stdout(full()).output().expect("it runs");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(text(&output).1.contains("cannot write: No space left on device"), "{arguments:?}");
    }
    // A note and an error that cannot be written change nothing but that.
    fs::write(&path, "123").expect("a file can be written");
    let output = program(&["annotate", "--rules-only", &path]).stderr(full()).output().expect("it runs");
    assert_eq!((output.status.code(), text(&output).0.as_str()), (Some(0), "123\n"));
    let output = program(&["annotate", "no-such-file"]).stderr(full()).output().expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    let lines = folder.join("lines.jsonl");
    fs::write(&lines, "nonsense\n{\"id\":\"a\",\"text\":\"It may.\"}\n").expect("a file can be written");
    let lines = lines.to_str().expect("the path is UTF-8");
    let output = program(&["annotate", "--rules-only", "--jsonl", lines]).stderr(full()).output().expect("it runs");
    assert_eq!((output.status.code(), text(&output).0.lines().count()), (Some(1), 1));
    fs::remove_dir_all(&folder).expect("it can be removed");
}

#[cfg(target_os = "linux")]
#[test]
fn a_closed_standard_output_is_an_error() {
    let (folder, path) = folder("closed");
    let script = format!("exec {} link encode {path} >&-", env!("CARGO_BIN_EXE_reportedly"));
    let output = Command::new("sh").args(["-c", &script]).output().expect("there is a shell");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output).1.contains("standard output is closed"));
    let output = program(&["link", "encode", &path]).stdout(Stdio::null()).output().expect("it runs");
    assert_eq!(output.status.code(), Some(0), "nobody wants to see it");
    // As Python and Node open it.
    let null = fs::File::options().read(true).write(true).open("/dev/null").expect("there is one");
    let output = program(&["link", "encode", &path]).stdout(null).output().expect("it runs");
    assert_eq!(output.status.code(), Some(0), "nobody wants to see it");
    fs::remove_dir_all(&folder).expect("it can be removed");
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let (folder, path) = folder("whole");
    let target = folder.join("out.csv");
    let target_name = target.to_str().expect("the path is UTF-8");
    let export = |file: &str, target: &str| {
        program(&["export", "--rules-only", "--to", "csv", "-o", target, file]).output().expect("it runs")
    };
    let output = export(&path, target_name);
    assert_eq!((output.status.code(), text(&output)), (Some(0), (String::new(), String::new())));
    assert!(fs::read_to_string(&target).expect("it is there").contains(",may,"));
    let before = fs::read_dir(&folder).expect("it can be read").count();

    let missing = folder.join("no").join("out.csv");
    let output = export(&path, missing.to_str().expect("the path is UTF-8"));
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output).1.contains("out.csv: No such file or directory"));
    assert_eq!(export("no-such-file", target_name).status.code(), Some(2));
    assert!(fs::read_to_string(&target).expect("it is there still").contains(",may,"));
    assert_eq!(fs::read_dir(&folder).expect("it can be read").count(), before, "and nothing beside it");
    fs::remove_dir_all(&folder).expect("it can be removed");
}
