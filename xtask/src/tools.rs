//! The programs that the verbs need: found, or installed at a pinned version.
//!
//! Pinned tools go to a cache of the user, one directory a version, so that a fresh clone finds them there; a tool of
//! the right version that is on the `PATH` already is used as it is. Browsers come from the system, which also keeps
//! them safe. To add a tool, add a row to [`TOOLS`].

mod cache;
mod locked;
mod python;
mod rust;
mod system;

use std::env;
use std::ffi::OsString;
use std::panic::resume_unwind;
use std::path::PathBuf;
use std::process::Command;
use std::thread;

use anyhow::{Context, Result};

use crate::workspace;

pub(crate) use python::{Environment, PEER_PACKAGES, TEST_PACKAGES, python, wheel_in};
pub(crate) use rust::{WASM, host, standard_library_sources};
pub(crate) use system::{Browser, chromium, firefox, java, node, webkit};

/// A program of a pinned version.
pub(crate) struct Tool {
    /// What it is called, on the `PATH` too.
    name: &'static str,
    version: Version,
    source: Source,
    /// What a person who waits wants to know.
    takes: &'static str,
}

/// JavaScript of a pinned version from npm.
pub(crate) struct Library {
    pub(crate) package: &'static str,
    pub(crate) version: &'static str,
    /// What is installed with it, as `NAME@VERSION`.
    pub(crate) with: &'static [&'static str],
    /// What a person who waits wants to know.
    pub(crate) takes: &'static str,
}

/// Which version is the right one.
enum Version {
    /// This one.
    Exactly(&'static str),
    /// The version that `Cargo.lock` has of this crate: the two must not differ.
    Locked(&'static str),
}

/// Where a tool comes from.
enum Source {
    /// `cargo install CRATE` with these arguments.
    Cargo { package: &'static str, arguments: &'static [&'static str] },
    /// `npm install PACKAGE`. Its own version may have parts that the program does not print ("132.0.0", "132").
    Npm { package: &'static str, prints: &'static str, with: &'static [&'static str] },
    /// `pip install PACKAGE`, in a virtual environment of its own.
    Pip { package: &'static str },
    /// The wheels of all that a list of Python packages names.
    Wheels { requirements: PathBuf },
    /// All that a list of Python packages names, as Python imports it.
    Packages { requirements: PathBuf },
}

/// Trunk builds the page. 0.22 needs a newer Rust. A debug build of it takes less than half of the time to install, and
/// without debug information a seventh less.
pub(crate) const TRUNK: Tool = Tool {
    name: "trunk",
    version: Version::Exactly("0.21.14"),
    source: Source::Cargo {
        package: "trunk",
        arguments: &[
            "--locked",
            "--debug",
            "--no-default-features",
            "--features",
            "rustls",
            "--config",
            "profile.dev.debug=false",
        ],
    },
    takes: "about 2.5 minutes",
};

/// Writes the JavaScript next to a wasm file. Without `--locked`: its own lock file may name what a registry lacks. The other
/// programs of its package, and TLS for them, are not needed. A debug build takes a third of the time to install and half a
/// second more for a program.
pub(crate) const WASM_BINDGEN: Tool = Tool {
    name: "wasm-bindgen",
    version: Version::Locked("wasm-bindgen"),
    source: Source::Cargo {
        package: "wasm-bindgen-cli",
        arguments: &[
            "--bin",
            "wasm-bindgen",
            "--no-default-features",
            "--debug",
            "--config",
            "profile.dev.debug=false",
        ],
    },
    takes: "about a minute",
};

/// Makes wasm files smaller. Debian's is too old for what today's rustc emits.
pub(crate) const WASM_OPT: Tool = Tool {
    name: "wasm-opt",
    version: Version::Exactly("132.0.0"),
    source: Source::Npm { package: "binaryen", prints: "132", with: &[] },
    takes: "about 10 seconds",
};

/// Makes scripts and style sheets smaller.
pub(crate) const ESBUILD: Tool = Tool {
    name: "esbuild",
    version: Version::Exactly("0.28.2"),
    source: Source::Npm { package: "esbuild", prints: "0.28.2", with: &[] },
    takes: "about 5 seconds",
};

/// A crate's program of this version, built quickly and not to be quick.
const fn debug_build(name: &'static str, version: &'static str, takes: &'static str) -> Tool {
    let arguments = &["--locked", "--debug", "--config", "profile.dev.debug=false"];
    Tool { name, version: Version::Exactly(version), source: Source::Cargo { package: name, arguments }, takes }
}

/// Builds targets with libFuzzer.
const CARGO_FUZZ: Tool = debug_build("cargo-fuzz", "0.13.2", "about a minute");

/// Builds the Python package. The version is that of `crates/python/pyproject.toml`.
const MATURIN: Tool = Tool {
    name: "maturin",
    version: Version::Exactly("1.16.0"),
    source: Source::Pip { package: "maturin" },
    takes: "about 15 seconds",
};

/// Drives Firefox.
const GECKODRIVER: Tool = debug_build("geckodriver", "0.37.1", "about 2 minutes");

/// Checks licences, sources and known faults of crates. A debug build of it is quick enough: it needs 2 seconds.
const CARGO_DENY: Tool = debug_build("cargo-deny", "0.20.2", "about a minute");

/// Checks a page against the Web Content Accessibility Guidelines, inside of the browser tests.
pub(crate) const AXE: Library =
    Library { package: "axe-core", version: "4.14.1", with: &[], takes: "about 10 seconds" };

/// A host of the element in one of the examples, and what puts its script into one file. (esbuild works without its script that
/// npm may refuse to run.)
pub(crate) const REACT: Library = Library {
    package: "react-dom",
    version: "19.3.1",
    with: &["react@19.3.1", "esbuild@0.28.2"],
    takes: "about 10 seconds",
};

/// Reads scripts for what is likely to be a mistake.
pub(crate) const OXLINT: Library =
    Library { package: "oxlint", version: "1.94.0", with: &[], takes: "about 10 seconds" };

/// Checks the types of scripts. The version is that of the tests of the package.
pub(crate) const TYPESCRIPT: Library =
    Library { package: "typescript", version: "5.9.3", with: &[], takes: "about 10 seconds" };

/// What other people build pages with, and what checks packages: for tests of ours.
pub(crate) const BUNDLERS: Library = Library {
    package: "vite",
    version: "8.4.0",
    with: &[
        "@vitejs/plugin-vue@6.0.11",
        "vue@3.5.45",
        "react@19.3.1",
        "react-dom@19.3.1",
        "@types/react@19.3.3",
        "svelte@5.57.3",
        "webpack@5.113.0",
        "next@16.4.6",
        "typescript@5.9.3",
        "publint@0.3.25",
        "@arethetypeswrong/cli@0.18.5",
    ],
    takes: "about 1 minute",
};

/// What the engine is compared with: the usual choice for names and quotations in a browser.
pub(crate) const COMPROMISE: Library =
    Library { package: "compromise", version: "14.17.0", with: &[], takes: "about 5 seconds" };

/// The same for speed, with its model.
pub(crate) const WINK_NLP: Library = Library {
    package: "wink-nlp",
    version: "2.4.0",
    with: &["wink-eng-lite-web-model@1.8.1"],
    takes: "about 5 seconds",
};

/// The tools that build the page.
const TOOLS: [&Tool; 4] = [&TRUNK, &WASM_BINDGEN, &WASM_OPT, &ESBUILD];

/// The programs that build the page, all there.
pub(crate) struct PageTools {
    path: OsString,
}

/// Finds or installs all that building the page needs. What is missing is installed at once: the last part of each build uses
/// one core.
pub(crate) fn page() -> Result<PageTools> {
    rust::wasm_target()?;
    let directories = thread::scope(|scope| {
        let installations = TOOLS.map(|tool| scope.spawn(|| tool.directory()));
        let directories =
            installations.map(|installation| installation.join().unwrap_or_else(|panic| resume_unwind(panic)));
        directories.into_iter().collect::<Result<Vec<_>>>()
    })?;
    let inherited = env::var_os("PATH").unwrap_or_default();
    let own = env::current_exe().ok().and_then(|xtask| xtask.parent().map(PathBuf::from));
    let path = directories.into_iter().flatten().chain(own).chain(env::split_paths(&inherited));
    let path = env::join_paths(path).context("a directory on the PATH has a name that a PATH cannot hold")?;
    Ok(PageTools { path })
}

/// Finds or installs all that checking the sources needs.
pub(crate) fn checks() -> Result<()> {
    rust::wasm_target()?;
    rust::component("rustfmt", "fmt")?;
    rust::component("clippy", "clippy")
}

/// cargo-deny, in the root, after an installation if need be.
pub(crate) fn cargo_deny() -> Result<Command> {
    Ok(workspace::program(CARGO_DENY.program()?))
}

/// Finds or installs cargo-fuzz: the directory to put on the `PATH`, if it is not there already.
pub(crate) fn cargo_fuzz() -> Result<Option<PathBuf>> {
    CARGO_FUZZ.directory()
}

/// maturin, in the root, after an installation if need be.
pub(crate) fn maturin() -> Result<Command> {
    Ok(workspace::program(MATURIN.program()?))
}

/// npm, in the root.
pub(crate) fn npm() -> Result<Command> {
    system::npm()?;
    Ok(workspace::program("npm"))
}

impl PageTools {
    /// One of the programs, in the root, with the others on its `PATH`.
    pub(crate) fn program(&self, name: &str) -> Command {
        // Found on our PATH by hand: a child's own PATH is not searched for the child itself on every system.
        let found = env::split_paths(&self.path).map(|directory| directory.join(name)).find(|file| file.is_file());
        let mut command = workspace::program(found.unwrap_or_else(|| name.into()));
        command.env("PATH", &self.path);
        command
    }

    /// Trunk, in the root, with its helpers on the `PATH`.
    pub(crate) fn trunk(&self) -> Command {
        let mut command = self.program("trunk");
        command.env("TRUNK_SKIP_VERSION_CHECK", "true");
        // Trunk 0.21 takes the usual NO_COLOR=1 for a mistake.
        if env::var_os("NO_COLOR").is_some() {
            command.env("NO_COLOR", "true");
        }
        command
    }
}

impl Tool {
    /// Where the program is, after an installation if need be.
    fn program(&self) -> Result<PathBuf> {
        Ok(self.directory()?.unwrap_or_default().join(self.name))
    }

    /// The directory to put on the `PATH`, after an installation if need be; none when the `PATH` has it already.
    fn directory(&self) -> Result<Option<PathBuf>> {
        let version = match self.version {
            Version::Exactly(version) => version.to_owned(),
            Version::Locked(package) => locked::version(package)?,
        };
        let printed = match self.source {
            Source::Npm { prints, .. } => prints,
            Source::Cargo { .. } | Source::Pip { .. } | Source::Wheels { .. } | Source::Packages { .. } => &version,
        };
        if system::prints_version(self.name, printed) {
            return Ok(None);
        }
        cache::directory(self, &version, printed).map(Some)
    }
}

impl Library {
    /// The directory of the package, after an installation if need be.
    pub(crate) fn directory(&self) -> Result<PathBuf> {
        cache::library(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_and_package_are_checked_by_one_typescript() {
        let wanted = format!("{}@{}", TYPESCRIPT.package, TYPESCRIPT.version);
        assert!(BUNDLERS.with.contains(&wanted.as_str()), "{wanted}");
    }

    #[test]
    fn the_python_package_is_built_by_one_maturin() {
        let project = workspace::read(&workspace::root().join("crates/python/pyproject.toml")).unwrap();
        let Version::Exactly(version) = MATURIN.version else { unreachable!() };
        let wanted = format!("requires = [\"maturin=={version}\"]");
        assert!(String::from_utf8(project).unwrap().contains(&wanted), "{wanted}");
    }
}
