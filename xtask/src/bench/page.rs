//! `cargo xtask bench page`.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

use crate::{build, command, tools, workspace};

/// Time the page in a browser: from a paste until the marks are painted, and what a reader then does in a long article
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The text to paste.
    #[arg(long, value_name = "FILE", default_value = "static/examples/diplomacy.txt")]
    paste: PathBuf,
    /// How often to visit the page; each visit pastes twice, and then works in the text, repeated to 10,000 words.
    #[arg(long, default_value_t = 7)]
    rounds: u32,
    /// Take dist/ as it is.
    #[arg(long)]
    no_build: bool,
    /// Another build of the page, of another version perhaps, which is visited in turn with this one.
    #[arg(long, value_name = "DIST")]
    against: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Result<()> {
    ensure!(arguments.rounds > 0, "--rounds must be at least 1");
    let browser = tools::chromium()?;
    if !arguments.no_build {
        build::relative()?;
    }
    let text = &arguments.paste;
    let mut timing = workspace::cargo();
    timing.args(["run", "--quiet", "--locked", "-p", "reportedly-tests", "--bin", "timing", "--"]);
    timing.arg("--paste").arg(text.canonicalize().with_context(|| format!("cannot read {}", text.display()))?);
    timing.args(["--rounds", &arguments.rounds.to_string()]);
    if let Some(dist) = &arguments.against {
        timing.arg("--against").arg(dist.canonicalize().with_context(|| format!("cannot read {}", dist.display()))?);
    }
    command::run(browser.describe(&mut timing).env("REPORTEDLY_DIST", workspace::dist()))
}
