//! `cargo xtask eval`.

pub(crate) mod outermost;
mod pages;

use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::{command, train, workspace};

/// The article whose figures have a line of their own: a gold file that lies beside the folder's corpora.
const ARTICLE: &str = "nuclear-talks.gold.jsonl";

/// Score the engine on annotated corpora, and on small inputs with claims about them; or how the article of a web page is found
///
/// The scripts that count, figures.py and score.py, are taken from the folder `eval` beside the corpora's folder; the small
/// inputs and check.py from the folder `cases`.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The folder of the corpora.
    #[arg(long, value_name = "DIR", required_unless_present = "pages")]
    corpora: Option<PathBuf>,
    /// In place of the engine, score how the command line finds the article of each web page of this folder, which has pages, their
    /// articles and extract.py, which counts.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["corpora", "only", "model", "rules_only", "outermost"])]
    pages: Option<PathBuf>,
    /// The same of the extension that is packed from the build in dist/, in Chromium.
    #[arg(long, requires = "pages")]
    extension: bool,
    /// Only the corpora with this name.
    #[arg(long, value_name = "NAME")]
    only: Option<String>,
    /// Score this model file in place of static/news.model.
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
    /// Score the rules alone.
    #[arg(long, conflicts_with = "model")]
    rules_only: bool,
    /// Leave out statements inside of others: the corpus `attribution.polnear` and the article nuclear-talks have none.
    #[arg(long)]
    outermost: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    if let Some(folder) = &arguments.pages {
        return pages::run(folder, arguments.extension);
    }
    let corpora = arguments.corpora.as_ref().context("--corpora says where the corpora are")?;
    let corpora = corpora.canonicalize().with_context(|| format!("there is no folder {}", corpora.display()))?;
    let scripts = corpora.with_file_name("eval");
    command::run(workspace::cargo().args(["build", "--release", "--locked", "-p", "reportedly-cli"]))?;
    let reportedly = workspace::target_dir()?.join("release/reportedly");

    let mut command = vec![reportedly.display().to_string(), "annotate".to_owned(), "--jsonl".to_owned()];
    if arguments.outermost {
        let own = std::env::current_exe().context("this program does not know where it is")?;
        command.splice(0..0, [own.display().to_string(), "outermost".to_owned()]);
    }
    command.extend(arguments.rules_only.then(|| "--rules-only".to_owned()));
    if let Some(model) = &arguments.model {
        command.extend(["--model".to_owned(), model.display().to_string()]);
    }

    let gold = corpora.join(ARTICLE);
    if gold.is_file() {
        println!("== {ARTICLE}");
        article(&command, &gold, &scripts)?;
    }
    println!("== corpora");
    let mut figures = workspace::program("python3");
    figures.arg(scripts.join("figures.py")).arg("--corpora").arg(&corpora);
    let quoted = command.iter().map(|part| format!("'{part}'")).collect::<Vec<_>>().join(" ");
    figures.arg("--command").arg(&quoted);
    if let Some(only) = &arguments.only {
        figures.args(["--only", only]);
    }
    command::run(&mut figures)?;
    if arguments.only.is_some() {
        return Ok(());
    }
    let folder = corpora.with_file_name("cases");
    if folder.is_dir() {
        println!("== cases");
        cases(&quoted, &folder)?;
    }
    if arguments.rules_only {
        return Ok(());
    }
    println!("== parts of speech and confidence");
    let model = arguments.model.clone().unwrap_or_else(train::model);
    command::run(train::trainer()?.arg("figures").arg("--corpora").arg(&corpora).arg("--model").arg(model))
}

/// Prints how many claims hold of each kind of fault. That some do not hold is a figure and no failure.
fn cases(quoted: &str, folder: &Path) -> Result<()> {
    let files = workspace::files_below(folder)?;
    let cases = files.into_iter().filter(|path| path.extension().is_some_and(|extension| extension == "cases"));
    let mut check = workspace::program("python3");
    check.arg(folder.join("check.py")).arg("-q");
    check.arg("--command").arg(quoted);
    let status = check.args(cases.map(|path| folder.join(path))).status().context("cannot run python3")?;
    if !matches!(status.code(), Some(0 | 1)) {
        bail!("check.py ended with {status}");
    }
    Ok(())
}

fn article(annotate: &[String], gold: &Path, scripts: &Path) -> Result<()> {
    let predicted = tempfile::Builder::new().suffix(".jsonl").tempfile().context("cannot make a temporary file")?;
    let mut command = workspace::program(&annotate[0]);
    command.args(&annotate[1..]);
    command.stdin(File::open(gold).with_context(|| format!("cannot read {}", gold.display()))?);
    command.stdout(predicted.reopen().context("cannot write a temporary file")?);
    crate::command::run(&mut command)?;
    command::run(workspace::program("python3").arg(scripts.join("score.py")).arg(gold).arg(predicted.path()))
}
