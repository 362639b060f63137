//! `cargo xtask bench python`: a text in Python beside a text on the command line.

use anyhow::{Context, Result};

use crate::python::Installed;

/// Time a text in Python beside a text of `reportedly annotate --jsonl`, and many texts on all cores
///
/// Fails where Python takes more than 1.1 times as long for a text, without the start of either.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// How many texts are read.
    #[arg(long, default_value_t = 200)]
    texts: u32,
    /// How often each is timed; medians are compared.
    #[arg(long, default_value_t = 5)]
    rounds: u32,
}

pub(super) fn run(arguments: &Arguments) -> Result<()> {
    let (texts, rounds) = (arguments.texts.to_string(), arguments.rounds.to_string());
    Installed::new()?.run(&["xtask/src/bench/python.py", &texts, &rounds]).context("Python is too slow")
}
