//! `cargo xtask bench engine`: what visitors download, run by Node.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::{build, command, tools, workspace};

/// Time the engine as wasm in Node, beside the npm package compromise in the same process
///
/// Throughput over about 200 KB of news, a short text, the model's loading, growth with the length of ordinary and hostile
/// texts, and memory.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The text; without it the examples and golden articles of this repository, again and again.
    #[arg(long, value_name = "FILE")]
    text: Option<PathBuf>,
    /// The model; without it the page's own.
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
    /// How often each is timed; medians are shown.
    #[arg(long, default_value_t = 7)]
    rounds: u32,
    /// Only what is compared with compromise.
    #[arg(long)]
    short: bool,
    /// Take dist/ as it is.
    #[arg(long)]
    no_build: bool,
}

/// The texts are repeated until they are this long.
const TEXT_BYTES: usize = 200_000;

pub(super) fn run(arguments: &Arguments) -> Result<()> {
    ensure!(arguments.rounds > 0, "--rounds must be at least 1");
    let compromise = tools::COMPROMISE.directory()?;
    if !arguments.no_build {
        build::relative()?;
    }
    let work = tempfile::tempdir().context("cannot make a directory")?;
    let text = work.path().join("text.txt");
    fs::write(&text, repeated(&sample(arguments.text.as_deref())?)).context("cannot write the text")?;
    let model = arguments.model.clone().unwrap_or_else(|| workspace::dist().join("news.model"));
    let model = model.canonicalize().with_context(|| format!("cannot read {}", model.display()))?;

    let mut node = tools::node()?;
    node.arg(workspace::root().join("xtask/src/bench/engine.mjs"));
    node.arg(workspace::dist()).arg(model).arg(&text).arg(compromise).arg(arguments.rounds.to_string());
    node.args(arguments.short.then_some("short"));
    command::run(&mut node)
}

/// The text of a file, or those of the repository.
fn sample(file: Option<&Path>) -> Result<String> {
    if let Some(file) = file {
        return fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()));
    }
    let folder = workspace::root().join("static/examples");
    let entries = fs::read_dir(&folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let mut files: Vec<PathBuf> = entries
        .with_context(|| format!("cannot read {}", folder.display()))?
        .iter()
        .map(|entry| entry.path())
        .collect();
    files.sort();
    let read = |file: &PathBuf| fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()));
    Ok(files.iter().map(read).collect::<Result<Vec<_>>>()?.join("\n\n"))
}

/// As many copies as make up [`TEXT_BYTES`], or the text itself where it is longer.
fn repeated(text: &str) -> String {
    let copies = TEXT_BYTES.div_ceil(text.len().max(1) + 2);
    vec![text; copies.max(1)].join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_repeated_until_they_are_long_enough() {
        let text = repeated("One.");
        assert!(text.starts_with("One.\n\nOne.") && (TEXT_BYTES - 6..TEXT_BYTES + 6).contains(&text.len()));
        let long = "a".repeat(2 * TEXT_BYTES);
        assert_eq!(repeated(&long), long);
    }

    #[test]
    fn the_repository_has_texts() {
        assert!(sample(None).unwrap().len() > 1_000);
        assert!(sample(Some(Path::new("no such file"))).is_err());
    }
}
