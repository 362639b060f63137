//! `cargo xtask check`.

use anyhow::{Context, Result};

use crate::{command, deny, tidy, tools, workspace};

/// Check the sources: formatting, clippy, oxlint, types of scripts, documentation, crates' licences and sources, and the rules of this repository
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
    deny::check()?;
    scripts()?;
    types()?;
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
        "reportedly-wasm-office",
        "-p",
        "reportedly-wasm-links",
        "-p",
        "reportedly-wasm-extraction",
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

/// What is likely to be a mistake in JavaScript and TypeScript.
fn scripts() -> Result<()> {
    let oxlint = tools::OXLINT.directory()?;
    let libraries = oxlint.parent().context("a package lies in a folder")?;
    let mut lint = workspace::program(libraries.join(".bin/oxlint"));
    lint.args(["--deny-warnings", "web", "examples", "tests/bundlers"]);
    println!("$ {}", command::shown(&lint));
    command::run(&mut lint)
}

/// The types of JavaScript, which are in comments, and whether the package's declarations say what its scripts do.
fn types() -> Result<()> {
    let program = tools::TYPESCRIPT.directory()?.join("bin/tsc");
    for project in ["web", "web/offline"] {
        let mut tsc = tools::node()?;
        tsc.arg(&program).args(["--project", project]);
        println!("$ {}", command::shown(&tsc));
        command::run(&mut tsc)?;
    }
    Ok(())
}

fn cargo(arguments: &[&str]) -> Result<()> {
    let mut cargo = workspace::cargo();
    cargo.args(arguments);
    println!("$ {}", command::shown(&cargo));
    command::run(&mut cargo)
}
