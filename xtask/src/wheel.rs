//! `cargo xtask wheel`.

use std::env;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::{command, tools, workspace};

/// Build the Python package: a wheel in dist/python/, for Python 3.10 and later on this kind of machine
#[derive(clap::Args)]
pub(crate) struct Arguments {}

/// What the archive says is its time, unless somebody says otherwise: 1980, the first year that it can say. So the same sources
/// make the same bytes.
const TIME: &str = "315532800";

pub(crate) fn run(_: &Arguments) -> Result<()> {
    let wheel = build()?;
    let bytes = fs::metadata(&wheel).with_context(|| format!("cannot read {}", wheel.display()))?.len();
    println!("{} ({} KB); to install it: pip install {0}", wheel.display(), bytes / 1000);
    Ok(())
}

/// Where it lies in the folder of the build.
pub(crate) const FOLDER: &str = "python";

/// Builds the wheel, and returns where it is.
pub(crate) fn build() -> Result<PathBuf> {
    let directory = workspace::dist().join(FOLDER);
    if directory.is_dir() {
        fs::remove_dir_all(&directory).with_context(|| format!("cannot empty {}", directory.display()))?;
    }
    let mut maturin = tools::maturin()?;
    maturin.args(["build", "--release", "--locked", "--manifest-path", "crates/python/Cargo.toml", "--out"]);
    maturin.arg(&directory).env("SOURCE_DATE_EPOCH", env::var_os("SOURCE_DATE_EPOCH").unwrap_or_else(|| TIME.into()));
    println!("$ {}", command::shown(&maturin));
    command::run(&mut maturin).context("the wheel could not be built")?;
    tools::wheel_in(&directory)
}
