//! The standard library, built anew for the programs that visitors download.
//!
//! As Rust ships it, its sorting, searching and printing are unrolled for speed, and every place that may panic carries a message
//! and its place in the source. A program in a web page shows neither: a panic ends it, and the page says so in its own words.
//! Without them the engine is 15 KB smaller, the page 21 KB.
//!
//! Cargo does this under options that are not stable yet. A Rust that does not have them builds with the library that it came
//! with: the same programs, larger.

use std::env;
use std::process::{Command, Stdio};

use anyhow::Result;

use crate::{command, tools, workspace};

/// A panic ends the program at once, and nothing says where it was.
const FLAGS: &str = "-Zlocation-detail=none -Zunstable-options -Cpanic=immediate-abort";

/// What makes a stable Rust take options that are not stable.
const UNSTABLE: (&str, &str) = ("RUSTC_BOOTSTRAP", "1");

/// What cargo is told about the standard library.
const BUILD: [(&str, &str); 2] =
    [("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"), ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size")];

/// How the standard library of a program comes about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StandardLibrary {
    /// Built for size, with the program.
    Small,
    /// As Rust ships it.
    Shipped,
}

impl StandardLibrary {
    /// The smallest that this Rust can make, with its sources installed if need be.
    pub(crate) fn smallest() -> Result<StandardLibrary> {
        let mut probe = Command::new("rustc");
        probe.args(FLAGS.split(' ')).args(["--target", tools::WASM, "--print", "cfg"]).env(UNSTABLE.0, UNSTABLE.1);
        if probe.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success()) {
            tools::standard_library_sources()?;
            return Ok(StandardLibrary::Small);
        }
        println!("This Rust cannot build its standard library for size: programs will be some 8 % larger");
        Ok(StandardLibrary::Shipped)
    }

    /// Downloads what it is made of, for a build without a network.
    pub(crate) fn fetch(self) -> Result<()> {
        let mut fetch = workspace::cargo();
        command::run(self.applied(fetch.args(["fetch", "--locked", "--target", tools::WASM]), ""))
    }

    /// Tells a command that builds a program for the web about it, with further compiler flags.
    pub(crate) fn applied<'c>(self, build: &'c mut Command, flags: &str) -> &'c mut Command {
        let mut all = env::var("RUSTFLAGS").unwrap_or_default();
        if self == StandardLibrary::Small {
            build.envs(BUILD).env(UNSTABLE.0, UNSTABLE.1);
            // Trunk hands on what it was told.
            if !all.contains(FLAGS) {
                all = format!("{all} {FLAGS}");
            }
        }
        build.env("RUSTFLAGS", format!("{} {flags}", all.trim()).trim())
    }
}
