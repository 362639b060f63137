//! `cargo xtask shot`.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::{build, command, tools, workspace};

/// Take a picture of the page, as a visitor sees it
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Where to write the picture, a PNG.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Paste this text file first, and wait for its marks.
    #[arg(long, value_name = "FILE")]
    paste: Option<PathBuf>,
    /// On the page that compares, add this text file; may be given up to five times.
    #[arg(long, value_name = "FILE", conflicts_with = "paste")]
    compare: Vec<PathBuf>,
    /// The element that is clicked before the picture is taken, as a CSS selector.
    #[arg(long, value_name = "SELECTOR")]
    click: Option<String>,
    /// The width of the window in CSS pixels.
    #[arg(long, default_value_t = 1280)]
    width: u32,
    /// The height of the window in CSS pixels.
    #[arg(long, default_value_t = 900)]
    height: u32,
    /// Ask for the dark colours.
    #[arg(long)]
    dark: bool,
    /// Ask for forced colours, as Windows' high contrast does.
    #[arg(long)]
    forced_colors: bool,
    /// Take dist/ as it is.
    #[arg(long)]
    no_build: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let browser = tools::chromium()?;
    if !arguments.no_build {
        build::relative()?;
    }
    let mut shot = workspace::cargo();
    shot.args(["run", "--quiet", "--locked", "-p", "reportedly-tests", "--bin", "shot", "--"]);
    // The program runs in the root; the paths are meant from where the caller is.
    shot.arg("--out").arg(std::path::absolute(&arguments.out).context("cannot tell where to write the picture")?);
    if let Some(text) = &arguments.paste {
        shot.arg("--paste").arg(text.canonicalize().with_context(|| format!("cannot read {}", text.display()))?);
    }
    for text in &arguments.compare {
        let text = text.canonicalize().with_context(|| format!("cannot read {}", text.display()))?;
        shot.arg("--compare").arg(text);
    }
    if let Some(selector) = &arguments.click {
        shot.args(["--click", selector]);
    }
    shot.args(["--width", &arguments.width.to_string(), "--height", &arguments.height.to_string()]);
    shot.args(arguments.dark.then_some("--dark"));
    shot.args(arguments.forced_colors.then_some("--forced-colors"));
    command::run(browser.describe(&mut shot).env("REPORTEDLY_DIST", workspace::dist()))
}
