//! Entities and who-said-what on annotated corpora: the same texts, the same scorer and the same labels for all programs.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use flate2::read::GzDecoder;
use serde_json::{Value, json};

use crate::{command, workspace};

/// A program that writes documents: a line of each `{"id", "text"}`.
pub(super) struct Annotator {
    pub(super) name: &'static str,
    pub(super) has_names: bool,
    pub(super) has_speakers: bool,
    /// How it is started; why it is not there otherwise.
    pub(super) command: Result<Command, String>,
}

/// Corpora with people, organizations and places.
const NAMES: [&str; 4] = ["all.pages.dev", "entity.worldwide.dev", "entity.uner-ewt.dev", "entity.wikigold.dev"];

/// Corpora with statements.
const STATEMENTS: [&str; 3] = ["all.pages.dev", "all.reportedly-world.dev", "attribution.polnear.dev"];

/// A measure of the scorer.
struct Measure {
    title: &'static str,
    sets: &'static [&'static str],
    arguments: [&'static str; 4],
    row: &'static str,
    is_found_by: fn(&Annotator) -> bool,
}

const MEASURES: [Measure; 2] = [
    Measure {
        title: "People, organizations and places",
        sets: &NAMES,
        arguments: ["--layers", "entity", "--kinds", "person,organization,place"],
        row: "entity",
        is_found_by: |annotator| annotator.has_names,
    },
    Measure {
        title: "Who said what",
        sets: &STATEMENTS,
        arguments: ["--layers", "attribution", "--kinds", ""],
        row: "attribution.who-said-what",
        is_found_by: |annotator| annotator.has_speakers,
    },
];

/// Scores all of them on the sets of a folder, as tables for the document.
pub(super) fn tables(annotators: &mut [Annotator], corpora: &Path) -> Result<String> {
    let corpora = corpora.canonicalize().with_context(|| format!("there is no folder {}", corpora.display()))?;
    let scorer = corpora.with_file_name("eval").join("score.py");
    ensure!(scorer.is_file(), "there is no {}", scorer.display());
    let folder = tempfile::tempdir().context("cannot make a directory")?;
    let mut tables = String::new();
    for Measure { title, sets, arguments, row, is_found_by } in MEASURES {
        let sets: Vec<&str> = sets.iter().copied().filter(|set| gold(&corpora, set).is_file()).collect();
        ensure!(!sets.is_empty(), "{} has none of the sets for “{title}”", corpora.display());
        tables.push_str(&format!("| {title} | {} |\n|---|{}\n", sets.join(" | "), "---:|".repeat(sets.len())));
        for annotator in annotators.iter_mut() {
            let mut cells = Vec::new();
            for set in &sets {
                cells.push(if is_found_by(annotator) {
                    println!("{title}: {} on {set}", annotator.name);
                    match predicted(annotator, &gold(&corpora, set), folder.path(), set)? {
                        Ok(predicted) => score(&scorer, &gold(&corpora, set), &predicted, arguments, row)?,
                        Err(problem) => problem,
                    }
                } else {
                    "finds none".to_owned()
                });
            }
            tables.push_str(&format!("| {} | {} |\n", annotator.name, cells.join(" | ")));
        }
        tables.push('\n');
    }
    Ok(tables)
}

fn gold(corpora: &Path, set: &str) -> PathBuf {
    corpora.join(format!("{set}.jsonl.gz"))
}

/// The documents that a program makes of a set, once for all measures; why it makes none otherwise.
fn predicted(annotator: &mut Annotator, gold: &Path, folder: &Path, set: &str) -> Result<Result<PathBuf, String>> {
    let command = match &mut annotator.command {
        Ok(command) => command,
        Err(problem) => return Ok(Err(problem.clone())),
    };
    let documents = folder.join(format!("{set} {}.jsonl", annotator.name));
    if documents.is_file() {
        return Ok(Ok(documents));
    }
    let given = folder.join(format!("{set} texts.jsonl"));
    if !given.is_file() {
        fs::write(&given, texts(gold)?).with_context(|| format!("cannot write {}", given.display()))?;
    }
    let input = File::open(&given).with_context(|| format!("cannot read {}", given.display()))?;
    let output = File::create(&documents).with_context(|| format!("cannot write {}", documents.display()))?;
    command::run(command.stdin(Stdio::from(input)).stdout(output))?;
    Ok(Ok(documents))
}

/// The ids and texts of a set, without what was marked in them.
fn texts(gold: &Path) -> Result<String> {
    let name = gold.display();
    let file = File::open(gold).with_context(|| format!("cannot read {name}"))?;
    let mut texts = String::new();
    for (line, number) in BufReader::new(GzDecoder::new(file)).lines().zip(1..) {
        let line = line.with_context(|| format!("cannot read {name}"))?;
        let document: Value =
            serde_json::from_str(&line).with_context(|| format!("{name}, line {number}: not JSON"))?;
        texts.push_str(&json!({ "id": document["id"], "text": document["text"] }).to_string());
        texts.push('\n');
    }
    Ok(texts)
}

/// The F1 of a measure.
fn score(scorer: &Path, gold: &Path, predicted: &Path, arguments: [&str; 4], row: &str) -> Result<String> {
    let mut score = workspace::program("python3");
    let printed = command::read(score.arg(scorer).arg(gold).arg(predicted).args(arguments).arg("--json"))?;
    let scores: Value = serde_json::from_str(&printed).context("the scorer does not write JSON")?;
    let f1 = scores[row]["f1"].as_f64().with_context(|| format!("the scorer has no {row}"))?;
    Ok(format!("{f1:.3}"))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn a_program_is_given_texts_without_their_marks() {
        let folder = tempfile::tempdir().unwrap();
        let gold = folder.path().join("a.jsonl.gz");
        let line = br#"{"id": "1", "text": "Oslo.", "annotations": [{"layer": "entity"}]}"#;
        let mut encoder = flate2::write::GzEncoder::new(File::create(&gold).unwrap(), flate2::Compression::default());
        encoder.write_all(line).unwrap();
        encoder.finish().unwrap();
        assert_eq!(texts(&gold).unwrap(), "{\"id\":\"1\",\"text\":\"Oslo.\"}\n");
    }

    #[test]
    fn a_program_that_is_not_there_says_so_in_its_cells() {
        let folder = tempfile::tempdir().unwrap();
        let mut annotator =
            Annotator { name: "a", has_names: true, has_speakers: false, command: Err("not there".to_owned()) };
        let outcome = predicted(&mut annotator, Path::new("a"), folder.path(), "a").unwrap();
        assert_eq!(outcome.unwrap_err(), "not there");
        assert!(tables(&mut [annotator], folder.path()).unwrap_err().to_string().contains("score.py"));
    }
}
