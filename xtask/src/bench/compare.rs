//! `cargo xtask bench compare`: how long a comparison of five articles takes.

use anyhow::{Context, Result};

use crate::{command, workspace};

/// Time a comparison of five articles of 1,000 words, alone and with the engine
///
/// Fails where eight times as many statements take more than 32 times as long.
#[derive(clap::Args)]
pub(super) struct Arguments {}

pub(super) fn run(_: &Arguments) -> Result<()> {
    let build = ["run", "--profile", "training", "--locked", "-q", "-p", "reportedly-compare", "--example", "speed"];
    command::run(workspace::cargo().args(build)).context("a time grew too much")
}
