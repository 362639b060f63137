//! Corpora to model file.
//!
//! `reportedly-trainer train --corpora DIR --out FILE` reads the corpora, trains a net, writes the model and prints
//! figures. The same corpora and options give the same bytes.
#![forbid(unsafe_code)]

mod adam;
mod arbiter;
mod arguments;
mod asides;
mod corpora;
mod crf;
mod examples;
mod figures;
mod known;
mod linear;
mod matrices;
mod net;
mod quantise;
mod random;
mod recipe;
mod reference;
mod scan;
mod train;
mod weights;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::{fs, io};

use anyhow::{Context, Result, bail};
use clap::{Parser, Subcommand};
use reportedly_engine::Model;
use reportedly_engine::training;

use examples::Fold;
use recipe::Recipe;

/// Trains the model of the engine.
#[derive(Debug, Parser)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Train a model and write it to a file.
    Train {
        /// The folder with the corpora.
        #[arg(long)]
        corpora: PathBuf,
        /// The model file to write.
        #[arg(long)]
        out: PathBuf,
        /// How often the corpora are read.
        #[arg(long, default_value_t = Recipe::default().epochs)]
        epochs: usize,
        /// Another seed gives another model of the same quality.
        #[arg(long, default_value_t = Recipe::default().seed)]
        seed: u64,
        /// Leave out every so many-th document of our own pages: which of how many, as in "0/3".
        #[arg(long, value_parser = fold)]
        without: Option<Fold>,
    },
    /// Train the engine's small models, print what they are worth on documents that they have not seen, and write their
    /// weights, which become part of the engine with the next build.
    Weights {
        /// The folder with the corpora.
        #[arg(long)]
        corpora: PathBuf,
        /// The folder to write to.
        #[arg(long)]
        out: PathBuf,
        /// Only the model with this name.
        #[arg(long)]
        only: Option<String>,
    },
    /// Train the arbiter between candidates of net and rules.
    Arbiter {
        /// The folder with the corpora.
        #[arg(long)]
        corpora: PathBuf,
        /// Models that were trained without the first, the second … fold of our own pages, of as many folds as there are models.
        #[arg(long = "model", required = true)]
        models: Vec<PathBuf>,
        /// The file of weights to write.
        #[arg(long)]
        out: PathBuf,
    },
    /// Print of a model what the scorer of the corpora does not measure: parts of speech, and what its confidence is worth.
    Figures {
        /// The folder with the corpora.
        #[arg(long)]
        corpora: PathBuf,
        /// The model file.
        #[arg(long)]
        model: PathBuf,
    },
}

fn main() -> Result<()> {
    match Cli::parse().command {
        Command::Train { corpora, out, epochs, seed, without } => {
            let recipe = Recipe { epochs, seed, ..Recipe::default() };
            let material = examples::training(&corpora, without)?;
            let net = train::train(&material.examples, &recipe);
            let mut writer = training::writer();
            material.known.write(&mut writer);
            net.write(&mut writer, recipe.embedding_levels);
            let bytes = writer.finish();
            fs::write(&out, &bytes).with_context(|| format!("cannot write {}", out.display()))?;
            print(&figures::figures(&corpora, Model::read(&bytes)?)?)
        }
        Command::Weights { corpora, out, only } => print(&weights::train(&corpora, &out, only.as_deref())?),
        Command::Arbiter { corpora, models, out } => {
            let models = models.iter().map(|file| read(file)).collect::<Result<Vec<Model>>>()?;
            let (weights, lines) = arbiter::arbiter(&corpora, &models)?;
            fs::write(&out, weights).with_context(|| format!("cannot write {}", out.display()))?;
            print(&lines)
        }
        Command::Figures { corpora, model } => print(&figures::figures(&corpora, read(&model)?)?),
    }
}

fn read(file: &Path) -> Result<Model> {
    let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(Model::read(&bytes)?)
}

fn fold(given: &str) -> Result<Fold> {
    let (number, of) = given.split_once('/').context("a fold is a number and how many there are, as in 0/3")?;
    let fold = Fold { number: number.parse()?, of: of.parse()? };
    if fold.number >= fold.of {
        bail!("there is no fold {given}");
    }
    Ok(fold)
}

fn print(lines: &[String]) -> Result<()> {
    let mut out = io::stdout().lock();
    lines.iter().try_for_each(|line| writeln!(out, "{line}"))?;
    Ok(())
}
