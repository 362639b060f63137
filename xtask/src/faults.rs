//! `docs/faults.md`: what can go wrong, and which tests hold it.

use std::collections::BTreeSet;
use std::fs;

use anyhow::{Context, Result, ensure};

use crate::{command, workspace};

const DOCUMENT: &str = "docs/faults.md";

/// A test that the document names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Held {
    /// The file, from the root.
    file: String,
    /// The function in it.
    name: String,
    /// Whether it needs a browser.
    is_in_browser: bool,
}

impl Held {
    /// Of what stands between backticks: `module::name` or `path/file.rs::name`.
    fn read(words: &str) -> Option<Held> {
        let (file, name) = words.split_once("::")?;
        let is_in_browser = !file.ends_with(".rs");
        let file = if is_in_browser { format!("tests/browser/{file}.rs") } else { file.to_owned() };
        Some(Held { file, name: name.to_owned(), is_in_browser })
    }
}

/// All tests that the document names.
fn held() -> Result<BTreeSet<Held>> {
    let text =
        fs::read_to_string(workspace::root().join(DOCUMENT)).with_context(|| format!("cannot read {DOCUMENT}"))?;
    Ok(text.lines().flat_map(of_line).collect())
}

/// The tests of a row of a table, in its last column.
fn of_line(line: &str) -> Vec<Held> {
    let Some(tests) = line.strip_prefix('|').and_then(|row| row.trim_end_matches('|').rsplit('|').next()) else {
        return Vec::new();
    };
    tests.split('`').skip(1).step_by(2).filter_map(Held::read).collect()
}

/// The names of those in a browser, as the test program calls them.
pub(crate) fn in_browser() -> Result<Vec<String>> {
    let name = |held: Held| {
        let module = held.file.trim_start_matches("tests/browser/").trim_end_matches(".rs").to_owned();
        [module, held.name].join("::")
    };
    let names: Vec<String> = held()?.into_iter().filter(|held| held.is_in_browser).map(name).collect();
    ensure!(!names.is_empty(), "{DOCUMENT} names no test");
    Ok(names)
}

/// Runs those that need no browser.
pub(crate) fn on_host() -> Result<()> {
    let mut test = workspace::cargo();
    test.args(["test", "--locked", "--no-fail-fast"]);
    let held = held()?;
    let others = || held.iter().filter(|held| !held.is_in_browser);
    let packages: BTreeSet<&str> = others().filter_map(|held| held.file.split('/').nth(1)).collect();
    for package in packages {
        test.args(["-p", &format!("reportedly-{package}")]);
    }
    test.arg("--").args(others().map(|held| held.name.as_str()));
    command::run(&mut test)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_test_that_the_document_names_is_there() {
        let held = held().unwrap();
        assert!(held.len() > 90, "{} tests are named", held.len());
        for Held { file, name, .. } in held {
            let source = fs::read_to_string(workspace::root().join(&file)).unwrap_or_default();
            let declared = format!("fn {name}(");
            let (before, _) =
                source.split_once(&declared).unwrap_or_else(|| panic!("{file} has no {name}: see {DOCUMENT}"));
            let attributes: Vec<&str> = before.lines().rev().take(4).collect();
            let is_test = attributes.iter().any(|line| line.contains("#[test]")) || before.contains("proptest! {");
            assert!(is_test, "{name} in {file} is no test");
        }
    }

    #[test]
    fn every_fault_has_a_sentence_and_a_test() {
        let text = fs::read_to_string(workspace::root().join(DOCUMENT)).unwrap();
        let rows = text.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| what goes wrong"));
        for row in rows {
            assert_eq!(row.matches(" | ").count(), 2, "{row}");
            assert!(!of_line(row).is_empty(), "no test holds: {row}");
        }
    }

    #[test]
    fn names_are_read_with_their_files() {
        let row = "| a | `b::c` is seen | `drafts::kept` `crates/cli/src/jsonl.rs::named` |";
        let names: Vec<(String, bool)> = of_line(row).into_iter().map(|held| (held.file, held.is_in_browser)).collect();
        assert_eq!(
            names,
            [("tests/browser/drafts.rs".to_owned(), true), ("crates/cli/src/jsonl.rs".to_owned(), false)]
        );
        assert_eq!(of_line("no row of `a::b`"), []);
    }
}
