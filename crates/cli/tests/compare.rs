//! `reportedly compare`: what it reads, what it writes, and what it says when it cannot.

mod program;

use std::path::PathBuf;
use std::process::Output;

use reportedly_document::{Annotation, Change, Form, json, resolve};

const FIRST: &str = "Harwick shuts its bridge\n\n“The bridge was a death trap,” said Maria Okafor, the mayor of Harwick.\n\n\
    Police said 12 workers had been pulled from the river. Karl Moss said rain had filled every cellar in Lower Street.\n";
const SECOND: &str = "Bridge closed\n\n“The bridge was a death trap, and everybody knew it,” Okafor said.\n\n\
    Fourteen workers were pulled from the river, police said.\n";

fn compare(arguments: &[&str], input: &str) -> Output {
    program::run("compare", arguments, input.as_bytes())
}

/// A folder with files, which is gone when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str, files: &[(&str, &[u8])]) -> Folder {
        let folder = std::env::temp_dir().join(format!("reportedly-compare-{test}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder can be made");
        for (name, bytes) in files {
            std::fs::write(folder.join(name), bytes).expect("a file can be written");
        }
        Folder(folder)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_string_lossy().into_owned()
    }

    /// A message without the name of the folder.
    fn message(&self, output: &Output) -> String {
        let message = String::from_utf8(output.stderr.clone()).expect("messages are UTF-8");
        message.replace(&format!("{}/", self.0.display()), "")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).expect("it can be removed");
    }
}

fn texts(test: &str) -> Folder {
    Folder::new(test, &[("a.txt", FIRST.as_bytes()), ("b.txt", SECOND.as_bytes())])
}

fn printed(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).expect("the output is UTF-8")
}

#[test]
fn two_texts_as_json() {
    let folder = texts("json");
    let run = || printed(&compare(&["--rules-only", &folder.path("a.txt"), &folder.path("b.txt")], ""));
    let file = run();
    assert_eq!(run(), file, "the same bytes every time");
    let value: serde_json::Value = serde_json::from_str(&file).expect("it is JSON");
    assert_eq!(value["format"], "reportedly-comparison/1");
    assert_eq!(value["articles"][1]["title"], "b.txt");
    assert_eq!(value["speakers"][0]["name"], "Maria Okafor");
    let cells = &value["speakers"][0]["cells"];
    assert_eq!((cells[0]["name"].as_str(), cells[1]["name"].as_str()), (Some("Maria Okafor"), Some("Okafor")));
    let rules: Vec<&str> = value["groups"]
        .as_array()
        .expect("there are groups")
        .iter()
        .map(|group| group["links"][0]["rule"].as_str().expect("a link has a rule"))
        .collect();
    assert_eq!(rules, ["alignment/same-quotation", "alignment/same-but-number"]);
    let sides = &value["groups"][1]["differences"][0]["sides"];
    assert_eq!(
        (sides[0]["words"].as_str(), sides[1]["words"].as_str()),
        (Some("12 workers"), Some("Fourteen workers"))
    );
    // Offsets are code points of the text.
    let statement = &value["statements"][value["groups"][0]["statements"][0].as_u64().expect("an index") as usize];
    let span = &statement["content"][0];
    let (start, end) = (span[0].as_u64().expect("a start") as usize, span[1].as_u64().expect("an end") as usize);
    let words: String = FIRST.chars().skip(start).take(end - start).collect();
    assert_eq!(words, "“The bridge was a death trap,”");
    assert_eq!(value["only_here"].as_array().map(Vec::len), Some(1));
}

#[test]
fn two_texts_as_a_table() {
    let folder = texts("csv");
    let file =
        printed(&compare(&["--rules-only", "--format", "csv", &folder.path("a.txt"), &folder.path("b.txt")], ""));
    let rows: Vec<&str> = file.lines().collect();
    assert_eq!(rows.len(), 6, "a row a statement, below the names of the columns: {file}");
    assert!(rows[0].starts_with("article,title,paragraph,speaker,role,source,cue,statement,"), "{file}");
    assert!(rows[1].starts_with("1,Harwick shuts its bridge,2,Maria Okafor,the mayor of Harwick,"), "{file}");
    let differs = ",Different numbers: 12 workers in article 1; Fourteen workers in article 2,";
    assert_eq!(rows.iter().filter(|row| row.contains(differs)).count(), 2, "{file}");
    assert_eq!(rows.iter().filter(|row| row.ends_with(",yes")).count(), 1, "{file}");
}

#[test]
fn two_texts_as_markdown() {
    let folder = texts("md");
    let file = printed(&compare(&["--rules-only", "--format", "md", &folder.path("a.txt"), &folder.path("b.txt")], ""));
    insta::assert_snapshot!(file, @r"
    # Articles, compared

    1. Harwick shuts its bridge, a. txt (38 words, 3 statements)
    2. Bridge closed, b. txt (23 words, 2 statements)

    ## Who speaks in which article

    | Speaker | 1 | 2 |
    |---|---|---|
    | Maria Okafor (the mayor of Harwick) | 1 statement, named | 1 statement, named |
    | Police | 1 statement, official | 1 statement, official |
    | Karl Moss | 1 statement, named |  |

    ## The same statement in several articles

    ### 1

    - Article 1, Maria Okafor, the mayor of Harwick: “The bridge was a death trap,” (said; paragraph 2)
    - Article 2, Okafor: “The bridge was a death trap, and everybody knew it,” (said; paragraph 2)

    ### 2

    - Article 1, Police: 12 workers had been pulled from the river (said; paragraph 3)
    - Article 2, police: Fourteen workers were pulled from the river (said; paragraph 3)
    - **Different numbers:** 12 workers in article 1; Fourteen workers in article 2

    ## Only in one article

    - Article 1, Karl Moss: rain had filled every cellar in Lower Street (said; paragraph 3)

    ---

    Statements are aligned by their words and may be aligned wrongly. What is not aligned may still be in another article.

    - alignment/same-quotation: Both have the same words in quotation marks: five or more that are a large part of one of them, or the whole quotation.
    - alignment/same-but-number: The claims are the same but for the number or the day.
    - difference/number: The articles have different numbers of the same thing.
    - difference/only-here: No paragraph of another article has as much as a quarter of what this statement says, by the weight of its words.
    ");
}

#[test]
fn standard_input_documents_and_pages() {
    let folder = texts("kinds");
    let annotated = program::run("annotate", &["--rules-only", "--format", "json", &folder.path("a.txt")], b"");
    std::fs::write(folder.0.join("a.json"), &annotated.stdout).expect("a file can be written");
    let page = format!("<html><body><p>{}</p></body></html>", SECOND.replace("\n\n", "</p><p>"));
    std::fs::write(folder.0.join("b.html"), page).expect("a file can be written");
    let file = printed(&compare(&["--rules-only", &folder.path("a.json"), "-", &folder.path("b.html")], SECOND));
    let value: serde_json::Value = serde_json::from_str(&file).expect("it is JSON");
    assert_eq!(value["articles"].as_array().map(Vec::len), Some(3));
    assert_eq!(value["groups"][0]["statements"].as_array().map(Vec::len), Some(3));
}

#[test]
fn an_edit_in_a_document_is_carried_out() {
    let folder = texts("edits");
    let annotated = program::run("annotate", &["--rules-only", "--format", "json", &folder.path("a.txt")], b"");
    let mut document =
        json::read(&String::from_utf8(annotated.stdout).expect("it is UTF-8")).expect("it is a document");
    let resolved = resolve(&document.text, &document.annotations, &[]);
    let is_quotation = |mark: &&Annotation| mark.attribution().is_some_and(|it| it.form == Some(Form::Direct));
    let quotation = resolved.annotations.iter().find(is_quotation).expect("there is a quotation");
    document.edits.push(resolved.edit(quotation, Change::Reject));
    std::fs::write(folder.0.join("a.json"), json::write(&document)).expect("a file can be written");
    let file = printed(&compare(&["--rules-only", &folder.path("a.json"), &folder.path("b.txt")], ""));
    let value: serde_json::Value = serde_json::from_str(&file).expect("it is JSON");
    assert_eq!(value["groups"].as_array().map(Vec::len), Some(1), "only the number is left: {file}");
}

#[test]
fn the_same_file_twice_is_said() {
    let folder = texts("twice");
    let output = compare(&["--rules-only", &folder.path("a.txt"), &folder.path("a.txt")], "");
    assert_eq!(output.status.code(), Some(0));
    insta::assert_snapshot!(folder.message(&output), @"note: Articles 1 and 2 have the same text: nothing differs between them but what a person marked. (a.txt, a.txt)");
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    assert_eq!(value["only_here"].as_array().map(Vec::len), Some(0));
}

#[test]
fn an_empty_file_and_one_without_a_statement() {
    let folder =
        Folder::new("empty", &[("a.txt", FIRST.as_bytes()), ("b.txt", b""), ("c.txt", b"It rains in Harwick.\n")]);
    let output = compare(&["--rules-only", &folder.path("a.txt"), &folder.path("b.txt"), &folder.path("c.txt")], "");
    assert_eq!(output.status.code(), Some(1), "the comparison is written all the same");
    insta::assert_snapshot!(folder.message(&output), @r"
    note: Article 2 has no text. (b.txt)
    note: Article 3 has no statement: nobody is said to say anything. (c.txt)
    ");
    assert!(serde_json::from_slice::<serde_json::Value>(&output.stdout).is_ok());
}

#[test]
fn what_cannot_be_read_says_why() {
    let folder = Folder::new("refused", &[("a.txt", FIRST.as_bytes()), ("b.bin", b"%PDF-1.7"), ("c.txt", b"caf\xe9")]);
    let refused = |files: &[&str]| {
        let output = compare(files, FIRST);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
        folder.message(&output)
    };
    let (a, b, c) = (folder.path("a.txt"), folder.path("b.bin"), folder.path("c.txt"));
    insta::assert_snapshot!(refused(&["--rules-only", &a, "no-such-file"]), @"reportedly: cannot read no-such-file: No such file or directory (os error 2)");
    insta::assert_snapshot!(refused(&["--rules-only", &a, &b]), @"reportedly: b.bin: the file is no text: it is a PDF");
    insta::assert_snapshot!(refused(&["--rules-only", &a, &c]), @"reportedly: c.txt: the file is neither UTF-8 nor UTF-16 text: byte 3 does not belong to any character");
    insta::assert_snapshot!(refused(&["--rules-only", "-", &a, "-"]), @r#"reportedly: standard input: it can be read once, and "-" stands for it more than once"#);
    assert!(refused(&[&a]).contains("2 values required"));
    assert!(refused(&[&a, &a, &a, &a, &a, &a]).contains("unexpected value"));
}

#[test]
fn a_file_is_written_all_of_it_or_nothing() {
    let folder = texts("output");
    let path = folder.path("comparison.md");
    let files = [folder.path("a.txt"), folder.path("b.txt")];
    let output = compare(&["--rules-only", "--format", "md", "-o", &path, &files[0], &files[1]], "");
    assert!(output.status.success() && output.stdout.is_empty());
    let written = std::fs::read_to_string(&path).expect("it is there");
    assert!(written.contains("Maria Okafor"));
    let same = printed(&compare(&["--rules-only", "--to", "md", &files[0], &files[1]], ""));
    assert_eq!(same, written, "`--to` is what `export` calls it");
}

/// The help teaches: formats, examples, exit status.
#[test]
fn help() {
    let help = printed(&compare(&["--help"], ""));
    for words in ["Examples:", "Exit status:", "--format <FORMAT>", "--rules-only", "standard input"] {
        assert!(help.contains(words), "{words} in {help}");
    }
}
