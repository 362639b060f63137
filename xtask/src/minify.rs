//! Makes scripts and style sheets of the page small for those who download them.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::tools::PageTools;
use crate::{command, integrity};

/// Writes these files of a folder again without white space, comments and long local names, and gives the page their new hashes.
/// What a module exports, and where it imports from, stays.
///
/// # Errors
/// When a file cannot be read or written, or is no script or style sheet.
pub(crate) fn minify_files(tools: &PageTools, html: &str, folder: &Path, files: &[PathBuf]) -> Result<String> {
    let hashes = || files.iter().map(|file| integrity::hash(folder, file)).collect::<Result<Vec<_>>>();
    let before = hashes()?;
    let mut esbuild = tools.program("esbuild");
    esbuild.args(["--minify", "--charset=utf8", "--legal-comments=none", "--log-level=warning", "--allow-overwrite"]);
    esbuild.arg(format!("--outdir={}", folder.display())).arg(format!("--outbase={}", folder.display()));
    esbuild.args(files.iter().map(|file| folder.join(file)));
    command::run(&mut esbuild).context("cannot make the scripts of the page small")?;
    let pairs = before.into_iter().zip(hashes()?);
    Ok(pairs.fold(html.to_owned(), |html, (before, after)| html.replace(&before, &after)))
}
