//! `cargo xtask check`.

use anyhow::Result;

use crate::{command, tidy, tools, workspace};

/// Check the sources: formatting, clippy, documentation, and the rules of this repository
#[derive(clap::Args)]
pub(crate) struct Arguments {}

pub(crate) fn run(_: &Arguments) -> Result<()> {
    all()
}

/// Checks everything.
pub(crate) fn all() -> Result<()> {
    tools::checks()?;
    cargo(&["fmt", "--all", "--check"])?;
    tidy::all()?;
    cargo(&["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"])?;
    // Again as what a browser gets: code behind `cfg(target_arch = "wasm32")` is seen only here.
    let wasm = [
        "-p",
        "reportedly-page",
        "-p",
        "reportedly-wasm-engine",
        "-p",
        "reportedly-wasm-files",
        "-p",
        "reportedly-wasm-links",
        "-p",
        "reportedly-element",
        "--target",
        "wasm32-unknown-unknown",
    ];
    cargo(&[&["clippy"], &wasm[..], &["--locked", "--", "-D", "warnings"]].concat())?;
    let mut doc = workspace::cargo();
    doc.args(["doc", "--workspace", "--no-deps", "--document-private-items", "--locked"]);
    command::run(doc.env("RUSTDOCFLAGS", "-D warnings"))
}

fn cargo(arguments: &[&str]) -> Result<()> {
    let mut cargo = workspace::cargo();
    cargo.args(arguments);
    println!("$ {}", command::shown(&cargo));
    command::run(&mut cargo)
}
