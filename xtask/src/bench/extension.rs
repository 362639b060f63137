//! `cargo xtask bench extension`.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

use crate::{build, command, extension, tools, workspace};

/// Time the extension beside the page, on the same article: from a click, and from opening the page with a paste, until the marks are painted
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The article; its first line is the headline.
    #[arg(long, value_name = "FILE", default_value = "static/examples/diplomacy.txt")]
    article: PathBuf,
    /// How many fresh browsers each of both gets, in turn.
    #[arg(long, default_value_t = 7)]
    rounds: u32,
    /// Take the build in dist/ as it is; the extension is packed from it.
    #[arg(long)]
    no_build: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<()> {
    ensure!(arguments.rounds > 0, "--rounds must be at least 1");
    let browser = tools::chromium()?;
    if !arguments.no_build {
        build::relative()?;
    }
    extension::pack(&tools::page()?, &workspace::dist())?;
    let article = &arguments.article;
    let mut timing = workspace::cargo();
    timing.args(["run", "--quiet", "--locked", "-p", "reportedly-tests", "--bin", "extension_timing", "--"]);
    timing.arg("--article").arg(article.canonicalize().with_context(|| format!("cannot read {}", article.display()))?);
    timing.args(["--rounds", &arguments.rounds.to_string()]);
    command::run(browser.describe(&mut timing).env("REPORTEDLY_DIST", workspace::dist()))
}
