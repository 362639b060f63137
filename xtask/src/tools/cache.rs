//! The cache of installed tools: `~/.cache/reportedly/tools/NAME-VERSION/`.
//!
//! A tool is installed into a temporary directory beside it, tried, and only then renamed to its final name, so a
//! directory with a final name is a tool that works. A lock file for each tool makes a second xtask wait for the first.

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow, bail};

use super::{Source, Tool, system};
use crate::command;

/// The directory that has the tool's program, after an installation if need be.
pub(super) fn directory(tool: &Tool, version: &str, printed: &str) -> Result<PathBuf> {
    let cache = cache_dir()?;
    let home = cache.join(format!("{}-{version}", tool.name));
    let programs = tool.source.programs(&home);
    if programs.is_dir() {
        return Ok(programs);
    }
    fs::create_dir_all(&cache).with_context(|| format!("cannot make {}", cache.display()))?;
    let lock = cache.join(format!(".{}.lock", tool.name));
    let lock = File::create(&lock).with_context(|| format!("cannot write {}", lock.display()))?;
    if lock.try_lock().is_err() {
        println!("Waiting for another cargo xtask that installs {}", tool.name);
        lock.lock().context("cannot lock the tools' cache")?;
    }
    if programs.is_dir() {
        return Ok(programs);
    }
    println!("Installing {} {version} into {} ({}, once)", tool.name, home.display(), tool.takes);
    install(tool, version, printed, &cache, &home).map_err(|error| {
        let by_hand = command::shown(&tool.source.command(version, &home));
        anyhow!("{error:#}\n\n{} {version} could not be installed. To try it by hand: {by_hand}", tool.name)
    })?;
    Ok(programs)
}

fn install(tool: &Tool, version: &str, printed: &str, cache: &Path, home: &Path) -> Result<()> {
    let prefix = format!(".{}-{version}-", tool.name);
    remove_leftovers(cache, &prefix)?;
    let work = tempfile::Builder::new().prefix(&prefix).tempdir_in(cache).context("cannot make a directory")?;
    let unfinished = work.path().join("tool");
    fs::create_dir(&unfinished).context("cannot make a directory")?;
    // Run and built in the temporary directory: this repository's configuration and target directory stay out of it.
    let mut install = tool.source.command(version, &unfinished);
    install.current_dir(work.path()).env("CARGO_TARGET_DIR", work.path().join("target"));
    command::run_quietly(&mut install)?;
    let program = tool.source.programs(&unfinished).join(tool.name);
    if !system::prints_version(&program, printed) {
        bail!("{} --version does not say {printed}", program.display());
    }
    fs::rename(&unfinished, home).with_context(|| format!("cannot make {}", home.display()))
}

/// Removes what an interrupted installation has left. Only who holds the lock may.
fn remove_leftovers(cache: &Path, prefix: &str) -> Result<()> {
    for entry in fs::read_dir(cache).with_context(|| format!("cannot read {}", cache.display()))? {
        let entry = entry.with_context(|| format!("cannot read {}", cache.display()))?;
        if entry.file_name().to_string_lossy().starts_with(prefix) {
            let path = entry.path();
            fs::remove_dir_all(&path).with_context(|| format!("cannot remove {}", path.display()))?;
        }
    }
    Ok(())
}

impl Source {
    /// Installs into `root`.
    fn command(&self, version: &str, root: &Path) -> Command {
        match self {
            Source::Cargo { package, arguments } => {
                let mut command = Command::new("cargo");
                command.args(["install", package, "--version", version]).args(*arguments).arg("--root").arg(root);
                command
            }
            Source::Npm { package, .. } => {
                let mut command = Command::new("npm");
                command.args(["install", "--no-audit", "--no-fund", "--prefix"]).arg(root);
                command.arg(format!("{package}@{version}"));
                command
            }
        }
    }

    /// Where the programs lie after an installation into `root`.
    fn programs(&self, root: &Path) -> PathBuf {
        match self {
            Source::Cargo { .. } => root.join("bin"),
            Source::Npm { .. } => root.join("node_modules/.bin"),
        }
    }
}

fn cache_dir() -> Result<PathBuf> {
    let xdg = env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let base = xdg.or_else(|| env::home_dir().map(|home| home.join(".cache")));
    Ok(base.context("neither XDG_CACHE_HOME nor HOME is set")?.join("reportedly/tools"))
}
