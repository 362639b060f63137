//! `cargo xtask bench peers`: the engine beside other programs, in one run, written to `docs/benchmarks.md`.

mod machine;
mod measure;
mod process;
mod programs;
mod report;
mod scores;
pub(crate) mod scripts;
mod texts;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

use crate::{build, workspace};
use machine::Machine;
use programs::Programs;
use report::Report;

/// Time the engine beside compromise, wink-nlp, spaCy and textacy, and write docs/benchmarks.md
///
/// In Node, in Chromium and natively: throughput, start-up, memory and bytes. Takes about 15 minutes on a machine that does nothing else.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Score entities and who-said-what as well, on the dev sets of this folder; score.py is taken from the folder `eval` beside it.
    /// Without it the document keeps the scores that it has.
    #[arg(long, value_name = "DIR")]
    corpora: Option<PathBuf>,
    /// How often each program is started, and given 100 KB; short texts are given more often, long ones less.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Where to write the document.
    #[arg(long, value_name = "FILE", default_value = "docs/benchmarks.md")]
    out: PathBuf,
    /// Take dist/ as it is.
    #[arg(long)]
    no_build: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<()> {
    ensure!(arguments.rounds > 0, "--rounds must be at least 1");
    let machine = Machine::current()?;
    if !arguments.no_build {
        build::relative()?;
    }
    let folder = tempfile::tempdir().context("cannot make a directory")?;
    let programs = Programs::new(folder.path())?;
    let versions = programs.versions()?;
    let texts = texts::write(folder.path())?;
    let measured = measure::measure(programs.subjects()?, &texts, arguments.rounds);

    let path = std::path::absolute(&arguments.out).context("there is no current folder")?;
    let scores = match &arguments.corpora {
        Some(corpora) => {
            let tables = scores::tables(&mut programs.annotators(), corpora)?;
            report::scored(&tables, &machine.date, &versions)
        }
        None => {
            let document = if path.is_file() { workspace::read(&path)? } else { Vec::new() };
            let document = String::from_utf8(document).with_context(|| format!("{} is no text", path.display()))?;
            report::scores_of(&document).map_or_else(report::unscored, str::to_owned)
        }
    };
    let report = Report {
        machine: &machine,
        versions: &versions,
        measured: &measured,
        rounds: arguments.rounds,
        scores: &scores,
    };
    fs::write(&path, report::document(&report)).with_context(|| format!("cannot write {}", path.display()))?;
    println!("The figures are in {}", path.display());
    Ok(())
}
