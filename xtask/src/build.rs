//! `cargo xtask build`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::{command, seal, tools, workspace};

/// Build the page for visitors into dist/
///
/// What is in dist/ afterwards can be put on any web server, under any path.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// What the page's addresses begin with; the default works under every path.
    #[arg(long, default_value = "./")]
    public_url: String,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    release(&arguments.public_url)?;
    println!("The page is in {}", workspace::dist().display());
    Ok(())
}

/// Builds the page for visitors, to work under any path.
pub(crate) fn relative() -> Result<()> {
    release("./")
}

fn release(public_url: &str) -> Result<()> {
    let tools = tools::page()?;
    command::run(workspace::cargo().args(["fetch", "--locked"]))?;
    let dist = workspace::dist();
    let mut trunk = tools.trunk();
    trunk.args(["build", "--release", "--locked", "--offline", "--public-url", public_url, "--dist"]).arg(&dist);
    command::run(&mut trunk)?;
    seal(&dist)
}

fn seal(dist: &Path) -> Result<()> {
    let index = dist.join("index.html");
    let html = fs::read_to_string(&index).with_context(|| format!("cannot read {}", index.display()))?;
    // Gone until it is sealed: a page without its seal must not be mistaken for one that can be published.
    fs::remove_file(&index).with_context(|| format!("cannot replace {}", index.display()))?;
    let html = seal::seal(&html, dist)?;
    fs::write(&index, html).with_context(|| format!("cannot write {}", index.display()))
}
