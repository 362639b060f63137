//! `cargo xtask bench hostile`: whether the time for a file grows with its length, whatever the file.

use anyhow::{Context, Result};

use crate::{command, workspace};

/// Measure how the time for files that are made to take long grows with their length
///
/// Opens each, marks and checks it, and writes it in every format, without the engine's own time. Fails where twice the
/// length takes more than 2.3 times as long.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The largest size, in bytes.
    #[arg(long, value_name = "BYTES", default_value_t = 3_200_000)]
    size: usize,
    /// Only patterns whose name has these words.
    #[arg(long, value_name = "WORDS", default_value = "")]
    only: String,
}

pub(super) fn run(arguments: &Arguments) -> Result<()> {
    let build =
        ["run", "--profile", "training", "--locked", "-q", "-p", "reportedly-cli", "--example", "hostile", "--"];
    let size = arguments.size.to_string();
    command::run(workspace::cargo().args(build).args([&size, &arguments.only])).context("a time grew too much")
}
