//! `cargo xtask train`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::{command, workspace};

/// How many nets are trained for the arbiter, each without its share of our own pages.
const FOLDS: usize = 3;

/// How often these read the corpora.
const FOLD_EPOCHS: usize = 5;

/// Train the engine's model on annotated corpora
///
/// Writes static/news.model and the small models in crates/engine/weights, which are part of the repository. The same corpora
/// and seed give the same bytes. MODEL_CARD.md says which corpora it reads and under which licences.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The folder of the corpora.
    #[arg(long, value_name = "DIR")]
    corpora: PathBuf,
    /// Write the model to this file in place of static/news.model, and leave the arbiter's weights as they are.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// How often the corpora are read.
    #[arg(long)]
    epochs: Option<usize>,
    /// Another seed gives another model of about the same quality.
    #[arg(long)]
    seed: Option<u64>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let corpora = &arguments.corpora;
    let corpora = corpora.canonicalize().with_context(|| format!("there is no folder {}", corpora.display()))?;
    let out = arguments.out.clone().unwrap_or_else(model);
    // The small models first: they are part of the engine, which reads the texts that the net learns from.
    let weights = workspace::root().join("crates/engine/weights");
    command::run(trainer()?.arg("weights").arg("--corpora").arg(&corpora).arg("--out").arg(weights))?;
    if arguments.out.is_none() {
        train_arbiter(arguments, &corpora)?;
    }
    command::run(&mut training(arguments, &corpora, &out)?)?;
    println!("The model is in {}. `cargo xtask eval` has its figures; they belong into MODEL_CARD.md.", out.display());
    Ok(())
}

/// Nets that each have not seen a part of our own pages, and from them the arbiter: all nets read a page as they will read those
/// of other people. They are trained for a shorter time: what they are worth on a page that they have not seen differs little.
fn train_arbiter(arguments: &Arguments, corpora: &Path) -> Result<()> {
    let folder = workspace::root().join("target/folds");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let mut arbiter = trainer()?;
    arbiter.arg("arbiter").arg("--corpora").arg(corpora);
    for number in 0..FOLDS {
        let file = folder.join(format!("{number}.model"));
        let mut train = training(arguments, corpora, &file)?;
        if arguments.epochs.is_none() {
            train.arg("--epochs").arg(FOLD_EPOCHS.to_string());
        }
        command::run(train.arg("--without").arg(format!("{number}/{FOLDS}")))?;
        arbiter.arg("--model").arg(file);
    }
    command::run(arbiter.arg("--out").arg(workspace::root().join("crates/engine/weights/arbiter.txt")))
}

fn training(arguments: &Arguments, corpora: &Path, out: &Path) -> Result<Command> {
    let mut train = trainer()?;
    train.arg("train").arg("--corpora").arg(corpora).arg("--out").arg(out);
    if let Some(epochs) = arguments.epochs {
        train.arg("--epochs").arg(epochs.to_string());
    }
    if let Some(seed) = arguments.seed {
        train.arg("--seed").arg(seed.to_string());
    }
    Ok(train)
}

/// Where the repository has its model.
pub(crate) fn model() -> PathBuf {
    workspace::root().join("static/news.model")
}

/// The trainer, built for speed.
pub(crate) fn trainer() -> Result<Command> {
    command::run(workspace::cargo().args(["build", "--profile", "training", "--locked", "-p", "reportedly-trainer"]))?;
    Ok(workspace::program(workspace::target_dir()?.join("training/reportedly-trainer")))
}
