//! Parts of the Rust toolchain.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, anyhow};

use crate::command;

/// What rustc calls the web.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// What rustc calls this kind of machine.
pub(crate) fn host() -> Result<String> {
    let printed = command::read(Command::new("rustc").arg("-vV"))?;
    let host = printed.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).context("rustc does not say which kind of machine this is")
}

/// Sees to it that rustc can compile to wasm.
pub(super) fn wasm_target() -> Result<()> {
    let directory = command::read(Command::new("rustc").args(["--print", "target-libdir", "--target", WASM]))?;
    if Path::new(directory.trim()).is_dir() {
        return Ok(());
    }
    rustup("target", WASM)
}

/// Sees to it that the standard library can be built.
pub(crate) fn standard_library_sources() -> Result<()> {
    let root = command::read(Command::new("rustc").args(["--print", "sysroot"]))?;
    if Path::new(root.trim()).join("lib/rustlib/src/rust/library/Cargo.lock").is_file() {
        return Ok(());
    }
    rustup("component", "rust-src")
}

/// Sees to it that `cargo SUBCOMMAND` works, which comes with this component.
pub(super) fn component(name: &str, subcommand: &str) -> Result<()> {
    let mut probe = Command::new("cargo");
    probe.args([subcommand, "--version"]).stdout(Stdio::null()).stderr(Stdio::null());
    if probe.status().is_ok_and(|status| status.success()) {
        return Ok(());
    }
    rustup("component", name)
}

fn rustup(what: &str, name: &str) -> Result<()> {
    println!("Adding {name} to the Rust toolchain (a few seconds, once)");
    let mut add = Command::new("rustup");
    add.args([what, "add", name]);
    let by_hand = command::shown(&add);
    command::run_quietly(&mut add)
        .map_err(|error| anyhow!("{error:#}\n\nThis Rust lacks {name}. To add it by hand: {by_hand}"))
}
