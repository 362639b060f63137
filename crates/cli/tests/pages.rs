//! Web pages on the command line: the article is marked, and what stands around it is told of.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use reportedly_document::{Document, json};

/// A page of the tests of `crates/extraction`.
fn page(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../extraction/tests/pages").join(name)
}

fn run(command: &str, arguments: &[&str], file: &Path) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_reportedly"));
    program.args([command, "--rules-only"]).args(arguments).arg(file).stdin(Stdio::null());
    program.output().expect("it runs")
}

fn annotated(file: &Path, arguments: &[&str]) -> (Document, String) {
    let output = run("annotate", &[&["--format", "json"], arguments].concat(), file);
    let messages = String::from_utf8(output.stderr).expect("messages are UTF-8");
    assert_eq!(output.status.code(), Some(0), "{messages}");
    (json::read(&String::from_utf8(output.stdout).expect("a document is UTF-8")).expect("it is a document"), messages)
}

fn asides(document: &Document) -> Vec<&str> {
    document.asides.iter().map(|aside| aside.span.of(&document.text)).collect()
}

/// A file of this test, in a folder of its own.
fn written(name: &str, bytes: &[u8]) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("reportedly-pages-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder can be made");
    let file = folder.join(name);
    fs::write(&file, bytes).expect("a file can be written");
    file
}

#[test]
fn of_a_page_the_article_is_marked_and_the_rest_is_counted() {
    let (document, messages) = annotated(&page("news.html"), &[]);
    assert!(document.text.starts_with("Harbour talks resume in Belmora\n\nMinisters of both"), "{}", document.text);
    assert!(document.text.ends_with("with them on board."), "{}", document.text);
    for other in
        ["Skip to content", "Tweet", "Advertisement", "Fishermen fear", "newsletter", "Reader One", "<p>", "rights"]
    {
        assert!(!document.text.contains(other), "{other}: {}", document.text);
    }
    assert_eq!(asides(&document), ["By Ana Ito", "3 May 2026"]);
    let marked: Vec<_> = document.annotations.iter().map(|mark| mark.cover().of(&document.text)).collect();
    assert!(marked.iter().any(|words| words.contains("told")), "{marked:?}");
    let page = page("news.html").display().to_string();
    let expected =
        format!("note: {page}: 15 lines around the article set aside; --whole-page has all lines of the page.\n");
    assert_eq!(messages, expected);
}

#[test]
fn all_lines_of_a_page_are_there_if_they_are_asked_for() {
    let (document, messages) = annotated(&page("news.html"), &["--whole-page"]);
    assert!(document.text.starts_with("Skip to content\n\nThe Belmora Times"), "{}", document.text);
    let asides = asides(&document);
    assert_eq!((asides.len(), messages.as_str()), (17, ""));
    assert!(asides.contains(&"Fishermen fear a longer winter in the outer islands"), "{asides:?}");
    let inside = |start| document.asides.iter().any(|aside| aside.span.holds(start));
    assert!(document.annotations.iter().all(|mark| !inside(mark.cover().start)), "nothing in an aside is marked");
}

#[test]
fn every_command_reads_the_same_article() {
    let (document, _) = annotated(&page("letter.html"), &[]);
    let exported = run("export", &["--to", "json"], &page("letter.html"));
    let exported = json::read(&String::from_utf8_lossy(&exported.stdout)).expect("it is a document");
    assert_eq!((&exported.text, &exported.asides), (&document.text, &document.asides));
    let compared = Command::new(env!("CARGO_BIN_EXE_reportedly"))
        .args(["compare", "--rules-only"])
        .args([page("letter.html"), page("news.html")])
        .output()
        .expect("it runs");
    assert_eq!(compared.status.code(), Some(0), "{}", String::from_utf8_lossy(&compared.stderr));
    assert!(!String::from_utf8_lossy(&compared.stdout).contains("Facebook"));
}

#[test]
fn a_page_is_told_by_its_content_too() {
    let bytes = fs::read(page("live.html")).expect("it is there");
    for name in ["saved", "saved.txt"] {
        let (document, _) = annotated(&written(name, &bytes), &[]);
        assert!(document.text.starts_with("Storm over Lunden"), "{name}: {}", document.text);
    }
    // A text may begin with a tag that it writes about.
    let (document, _) = annotated(&written("tags.txt", b"<nav> may be an element, she said."), &[]);
    assert!(document.text.contains("<nav>"), "{}", document.text);
}

#[test]
fn pages_in_other_encodings_are_read() {
    let encoded = fs::read(page("encoded.windows-1252")).expect("it is there");
    let (document, messages) = annotated(&written("encoded.html", &encoded), &[]);
    assert!(document.text.contains("“nobody drinks coffee any more” – a sentence") && document.text.contains("€300"));
    assert!(!messages.contains("written in"), "{messages}");
    let utf8 = String::from_utf8_lossy(&fs::read(page("news.html")).expect("it is there")).into_owned();
    let wide: Vec<u8> = format!("\u{feff}{utf8}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(annotated(&written("wide.html", &wide), &[]).0.text, annotated(&page("news.html"), &[]).0.text);
    let (document, messages) = annotated(&written("undeclared.html", b"<p>The caf\xe9 may close.</p>"), &[]);
    assert_eq!(document.text, "The café may close.");
    assert!(messages.contains("windows-1252 is assumed"), "{messages}");
}

#[test]
fn a_page_without_an_article_says_so() {
    for (name, problem, begins) in [
        ("consent.html", "asks for consent to cookies", "We value your privacy"),
        ("front.html", "no article was found", "Lunden Mirror"),
    ] {
        let (document, messages) = annotated(&page(name), &[]);
        assert!(messages.contains(problem), "{messages}");
        assert!(document.text.starts_with(begins), "nothing is lost: {}", document.text);
    }
    let deep = written("deep.html", ["<div>".repeat(100_000), "Talks may resume.".to_owned()].concat().as_bytes());
    let (document, messages) = annotated(&deep, &[]);
    assert_eq!(document.text, "Talks may resume.");
    assert!(messages.contains("built too deeply"), "{messages}");
}

#[test]
fn what_cannot_be_read_as_a_page_is_refused() {
    for (file, problem) in [
        (page("frames.html"), "shows other pages in frames"),
        (written("article.html", b"%PDF-1.7\n%\xe2\xe3"), "it is a PDF"),
        (written("picture.html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "it is a picture"),
        (
            written(
                "saved.html",
                b"From: <Saved by Blink>\r\nContent-Type: multipart/related; boundary=a\r\n\r\n--a\r\n",
            ),
            "it is a web page saved in one file",
        ),
    ] {
        for command in ["annotate", "export"] {
            let arguments: &[&str] = if command == "export" { &["--to", "json"] } else { &[] };
            let output = run(command, arguments, &file);
            let message = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(message.contains(problem) && output.stdout.is_empty(), "{command}: {message}");
            assert_eq!(output.status.code(), Some(2), "{command}: {message}");
        }
    }
}

#[test]
fn an_article_is_found_in_a_page_of_five_megabytes() {
    let news = fs::read_to_string(page("news.html")).expect("it is there");
    let script = format!("<script>{}</script><main", "var data = '<div>'; ".repeat(250_000));
    let (document, _) = annotated(&written("large.html", news.replace("<main", &script).as_bytes()), &[]);
    assert_eq!(document.text, annotated(&page("news.html"), &[]).0.text);
}
