//! Python: the system's interpreter, virtual environments, and packages of pinned versions.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use super::{Source, cache, system};
use crate::{command, workspace};

/// Python packages whose wheels are kept: a list of exact versions.
pub(crate) struct Packages {
    /// What the folder of the wheels is called.
    name: &'static str,
    /// The list, in the repository.
    requirements: &'static str,
    /// What a person who waits wants to know.
    takes: &'static str,
}

/// What the tests of the Python package need beside it.
pub(crate) const TEST_PACKAGES: Packages = Packages {
    name: "python-wheels",
    requirements: "crates/python/tests/requirements.txt",
    takes: "about 1.5 minutes and 110 MB",
};

/// What `cargo xtask bench peers` compares the engine with.
pub(crate) const PEER_PACKAGES: Packages = Packages {
    name: "peer-wheels",
    requirements: "xtask/src/bench/peers/requirements.txt",
    takes: "about 1.5 minutes and 170 MB",
};

impl Packages {
    /// The file that lists them.
    pub(crate) fn requirements(&self) -> PathBuf {
        workspace::root().join(self.requirements)
    }
}

/// What the examples for Apache Spark need beside it, by exact versions.
const SPARK_REQUIREMENTS: &str = "examples/spark/requirements.txt";

/// What prints the version, where it is one that the tests of the package run on and virtual environments can be made.
const PROBE: &str =
    "import ensurepip, sys, venv; assert sys.version_info >= (3, 11); print('%d.%d' % sys.version_info[:2])";

/// What the interpreter is called.
const PROGRAM: &str = "python3";

/// An interpreter that the tests of the package run on.
pub(crate) struct Python {
    /// As in "3.11".
    version: String,
}

/// Finds Python 3.11 or later with `venv`, or installs it.
pub(crate) fn python() -> Result<Python> {
    let find = || {
        let printed = Command::new(PROGRAM).args(["-c", PROBE]).stderr(Stdio::null()).output().ok()?;
        let version = String::from_utf8(printed.stdout).ok()?.trim().to_owned();
        (printed.status.success() && !version.is_empty()).then_some(Python { version })
    };
    if let Some(python) = find() {
        return Ok(python);
    }
    system::install(&["python3", "python3-venv"])?;
    find()
        .context("python3 and python3-venv are installed, but there is no Python 3.11 or later with venv and ensurepip")
}

impl Python {
    /// Makes a virtual environment, in the place of one that is there.
    pub(crate) fn environment(&self, directory: &Path) -> Result<Environment> {
        if directory.is_dir() {
            fs::remove_dir_all(directory).with_context(|| format!("cannot empty {}", directory.display()))?;
        }
        let mut venv = workspace::program(PROGRAM);
        command::run_quietly(venv.args(["-m", "venv"]).arg(directory))?;
        Ok(Environment { directory: directory.to_owned() })
    }

    /// A folder with the wheels of packages, after a download if need be.
    pub(crate) fn wheels(&self, packages: &Packages) -> Result<PathBuf> {
        let requirements = packages.requirements();
        let version = self.version_with(&requirements)?;
        cache::wheels(packages.name, &version, &Source::Wheels { requirements }, packages.takes)
    }

    /// A folder that Python imports Spark from, and what goes with it. All environments share it: a copy has 700 MB.
    pub(crate) fn spark(&self) -> Result<PathBuf> {
        let requirements = workspace::root().join(SPARK_REQUIREMENTS);
        let version = self.version_with(&requirements)?;
        let source = Source::Packages { requirements };
        cache::packages("python-spark", &version, &source, "about 2 minutes and a download of 540 MB")
    }

    /// The version of Python, and a hash of what a list has.
    fn version_with(&self, requirements: &Path) -> Result<String> {
        let content = workspace::read(requirements)?;
        let hash = Sha256::digest([&content, self.version.as_bytes()].concat());
        let hash: String = hash.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        Ok(format!("{}-{hash}", self.version))
    }
}

/// A virtual environment.
pub(crate) struct Environment {
    directory: PathBuf,
}

impl Environment {
    /// Its interpreter, in the root. What a person has set for Python stays out of it.
    pub(crate) fn python(&self) -> Command {
        let mut python = workspace::program(self.directory.join("bin/python"));
        python.env_remove("PYTHONPATH").env_remove("PYTHONHOME").env("PYTHONDONTWRITEBYTECODE", "1");
        python
    }

    /// Installs a wheel of ours and nothing else: it needs no other package.
    pub(crate) fn install_alone(&self, wheel: &Path) -> Result<()> {
        let mut pip = self.python();
        pip.args(["-m", "pip", "install", "--quiet", "--no-compile", "--no-index"]).arg(wheel);
        command::run_quietly(&mut pip)
    }

    /// Installs packages and what these need, in the versions of a list, from a folder of wheels and from nowhere else.
    pub(crate) fn install_packages(&self, names: &[&str], versions: &Path, wheels: &Path) -> Result<()> {
        let mut pip = self.python();
        pip.args(["-m", "pip", "install", "--quiet", "--no-compile", "--no-index", "--find-links"]).arg(wheels);
        pip.arg("--constraint").arg(versions).args(names);
        command::run_quietly(&mut pip)
    }

    /// The files of its packages in bytes, without pip and what came with it.
    pub(crate) fn installed_bytes(&self) -> Result<u64> {
        let libraries = self.directory.join("lib");
        let is_own = |file: &Path| {
            let mut folders = file.iter().skip_while(|folder| *folder != "site-packages").skip(1);
            let package = folders.next().unwrap_or_default().to_string_lossy();
            !["pip", "setuptools", "_distutils_hack", "pkg_resources"].iter().any(|it| package.starts_with(it))
        };
        let files = workspace::files_below(&libraries)?.into_iter().filter(|file| is_own(file));
        let size = |file: PathBuf| {
            let file = libraries.join(file);
            fs::metadata(&file).map(|found| found.len()).with_context(|| format!("cannot read {}", file.display()))
        };
        files.map(size).sum()
    }

    /// Installs a wheel of ours, with what the extras in brackets and a list ask for, from a folder of wheels and from nowhere else.
    pub(crate) fn install(&self, wheel: &Path, extras: &str, requirements: &Path, wheels: &Path) -> Result<()> {
        let mut pip = self.python();
        pip.args(["-m", "pip", "install", "--quiet", "--no-compile", "--no-index", "--find-links"]).arg(wheels);
        pip.arg(format!("{}[{extras}]", wheel.display())).arg("--requirement").arg(requirements);
        println!("$ {}", command::shown(&pip));
        command::run(&mut pip)
    }
}

/// The one wheel in a folder.
pub(crate) fn wheel_in(directory: &Path) -> Result<PathBuf> {
    let files = workspace::files_below(directory)?;
    let mut wheels = files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "whl"));
    match (wheels.next(), wheels.next()) {
        (Some(wheel), None) => Ok(directory.join(wheel)),
        (None, _) => bail!("there is no wheel in {}", directory.display()),
        (Some(_), Some(_)) => bail!("there is more than one wheel in {}", directory.display()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_has_one_wheel_or_it_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        assert!(wheel_in(folder.path()).unwrap_err().to_string().starts_with("there is no wheel in "));
        fs::write(folder.path().join("a.whl"), "").unwrap();
        assert_eq!(wheel_in(folder.path()).unwrap(), folder.path().join("a.whl"));
        fs::write(folder.path().join("b.whl"), "").unwrap();
        assert!(wheel_in(folder.path()).unwrap_err().to_string().starts_with("there is more than one wheel in "));
    }
}
