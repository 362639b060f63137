//! The cache of installed tools: `~/.cache/reportedly/tools/NAME-VERSION/`.
//!
//! A tool is installed into a temporary directory beside it, tried, and only then renamed to its final name, so a
//! directory with a final name is a tool that works. A lock file for each tool makes a second xtask wait for the first.

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow, bail};

use super::{Library, Source, Tool, python, system};
use crate::command;

/// The directory that has the tool's program, after an installation if need be.
pub(super) fn directory(tool: &Tool, version: &str, printed: &str) -> Result<PathBuf> {
    let wanted = Wanted { name: tool.name, version, source: &tool.source, takes: tool.takes };
    let home = wanted.directory(|unfinished| {
        let program = tool.source.programs(unfinished).join(tool.name);
        if !system::prints_version(&program, printed) {
            bail!("{} --version does not say {printed}", program.display());
        }
        Ok(())
    })?;
    Ok(tool.source.programs(&home))
}

/// The directory of a JavaScript package, after an installation if need be.
pub(super) fn library(library: &Library) -> Result<PathBuf> {
    let &Library { package, version, with, takes } = library;
    let inside = |home: &Path| home.join("node_modules").join(package);
    let wanted = Wanted { name: package, version, source: &Source::Npm { package, prints: version, with }, takes };
    let home = wanted.directory(|unfinished| {
        let manifest = inside(unfinished).join("package.json");
        fs::metadata(&manifest).map(drop).with_context(|| format!("{} is missing", manifest.display()))
    })?;
    Ok(inside(&home))
}

/// The folder with the wheels of a list of Python packages, after a download if need be.
pub(super) fn wheels(name: &str, version: &str, source: &Source, takes: &str) -> Result<PathBuf> {
    downloaded("wheels", &Wanted { name, version, source, takes })
}

/// The folder with the packages of a list, as Python imports them, after a download if need be.
pub(super) fn packages(name: &str, version: &str, source: &Source, takes: &str) -> Result<PathBuf> {
    downloaded("packages", &Wanted { name, version, source, takes })
}

fn downloaded(folder: &str, wanted: &Wanted<'_>) -> Result<PathBuf> {
    let home = wanted.directory(|unfinished| {
        let nothing = || format!("no {folder} were downloaded");
        let count = fs::read_dir(unfinished.join(folder)).with_context(nothing)?.count();
        if count == 0 { bail!(nothing()) } else { Ok(()) }
    })?;
    Ok(home.join(folder))
}

/// What is to be in the cache.
struct Wanted<'w> {
    name: &'w str,
    version: &'w str,
    source: &'w Source,
    takes: &'w str,
}

impl Wanted<'_> {
    /// Its directory in the cache. A new installation goes through `check` first.
    fn directory(&self, check: impl FnOnce(&Path) -> Result<()>) -> Result<PathBuf> {
        let Wanted { name, version, source, takes } = self;
        let cache = cache_dir()?;
        let home = cache.join(format!("{name}-{version}"));
        if home.is_dir() {
            return Ok(home);
        }
        fs::create_dir_all(&cache).with_context(|| format!("cannot make {}", cache.display()))?;
        let lock = cache.join(format!(".{name}.lock"));
        let lock = File::create(&lock).with_context(|| format!("cannot write {}", lock.display()))?;
        if lock.try_lock().is_err() {
            println!("Waiting for another cargo xtask that installs {name}");
            lock.lock().context("cannot lock the tools' cache")?;
        }
        if home.is_dir() {
            return Ok(home);
        }
        println!("Installing {name} {version} into {} ({takes}, once)", home.display());
        self.install(&cache, &home, check).map_err(|error| {
            let by_hand = command::shown(&source.command(version, &home));
            anyhow!("{error:#}\n\n{name} {version} could not be installed. To try it by hand: {by_hand}")
        })?;
        Ok(home)
    }

    fn install(&self, cache: &Path, home: &Path, check: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
        let Wanted { name, version, source, .. } = self;
        match source {
            Source::Npm { .. } => system::npm()?,
            Source::Pip { .. } | Source::Wheels { .. } | Source::Packages { .. } => drop(python()?),
            Source::Cargo { .. } => {}
        }
        let prefix = format!(".{name}-{version}-");
        remove_leftovers(cache, &prefix)?;
        let work = tempfile::Builder::new().prefix(&prefix).tempdir_in(cache).context("cannot make a directory")?;
        let unfinished = work.path().join("tool");
        fs::create_dir(&unfinished).context("cannot make a directory")?;
        // Run and built in the temporary directory: this repository's configuration and target directory stay out of it.
        let mut install = source.command(version, &unfinished);
        install.current_dir(work.path()).env("CARGO_TARGET_DIR", work.path().join("target"));
        command::run_quietly(&mut install)?;
        check(&unfinished)?;
        fs::rename(&unfinished, home).with_context(|| format!("cannot make {}", home.display()))
    }
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
            Source::Npm { package, with, .. } => {
                let mut command = Command::new("npm");
                command.args(["install", "--no-audit", "--no-fund", "--prefix"]).arg(root);
                command.arg(format!("{package}@{version}")).args(*with);
                command
            }
            // Two steps in one command, which a person can paste.
            Source::Pip { package } => {
                let steps = r#"python3 -m venv "$0" && "$0"/bin/python -m pip install --quiet "$1""#;
                let mut command = Command::new("sh");
                command.args(["-c", steps]).arg(root).arg(format!("{package}=={version}"));
                command
            }
            Source::Wheels { requirements } => {
                let steps = r#"python3 -m venv "$0"/venv && "$0"/venv/bin/python -m pip download --quiet --only-binary :all: --dest "$0"/wheels --requirement "$1""#;
                let mut command = Command::new("sh");
                command.args(["-c", steps]).arg(root).arg(requirements);
                command
            }
            // Of pyspark there is no wheel. pip would keep a copy of what it makes.
            Source::Packages { requirements } => {
                let steps = r#"python3 -m venv "$0"/venv && "$0"/venv/bin/python -m pip install --quiet --no-compile --no-cache-dir --target "$0"/packages --requirement "$1""#;
                let mut command = Command::new("sh");
                command.args(["-c", steps]).arg(root).arg(requirements);
                command
            }
        }
    }

    /// Where the programs lie after an installation into `root`.
    fn programs(&self, root: &Path) -> PathBuf {
        match self {
            Source::Cargo { .. } | Source::Pip { .. } | Source::Wheels { .. } | Source::Packages { .. } => {
                root.join("bin")
            }
            Source::Npm { .. } => root.join("node_modules/.bin"),
        }
    }
}

fn cache_dir() -> Result<PathBuf> {
    let xdg = env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let base = xdg.or_else(|| env::home_dir().map(|home| home.join(".cache")));
    Ok(base.context("neither XDG_CACHE_HOME nor HOME is set")?.join("reportedly/tools"))
}
