//! `cargo xtask engine`: the engine's part of a build. Trunk calls it (`Trunk.toml`).
//!
//! Trunk builds all of its crates with the same compiler flags. The engine wants SIMD, which makes its decoder several
//! times as fast, and checks for it before it is loaded; the page must come up in any browser, to say so.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::{command, tools, workspace};

/// Build the engine into the folder that Trunk is filling
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Where to put it.
    #[arg(long, value_name = "DIR", env = "TRUNK_STAGING_DIR")]
    out: PathBuf,
    /// "release" for visitors, or "debug" to be quick to build.
    #[arg(long, env = "TRUNK_PROFILE", default_value = "release")]
    profile: String,
}

/// What the engine needs of a browser. `static/engine-worker.js` and `src/engine/load.js` ask for it.
const FEATURES: &str = "-Ctarget-feature=+simd128";

const TARGET: &str = "wasm32-unknown-unknown";

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let tools = tools::page()?;
    let release = arguments.profile == "release";
    let mut build = workspace::cargo();
    build.args(["build", "--locked", "-p", "reportedly-worker", "--bin", "engine", "--target", TARGET]);
    build.args(release.then_some("--release"));
    let flags = env::var("RUSTFLAGS").unwrap_or_default();
    command::run(build.env("RUSTFLAGS", format!("{flags} {FEATURES}").trim_start()))?;

    let built = workspace::target_dir()?.join(TARGET).join(&arguments.profile).join("engine.wasm");
    bind(&tools, &built, &arguments.out)?;
    if release { shrink(&tools, &arguments.out.join("engine_bg.wasm")) } else { Ok(()) }
}

/// Writes the JavaScript beside the wasm.
fn bind(tools: &tools::PageTools, built: &Path, out: &Path) -> Result<()> {
    let mut bindgen = tools.program("wasm-bindgen");
    bindgen.args(["--target", "web", "--no-typescript", "--out-name", "engine", "--out-dir"]).arg(out).arg(built);
    command::run(&mut bindgen).with_context(|| format!("cannot make JavaScript of {}", built.display()))
}

/// Makes it smaller.
fn shrink(tools: &tools::PageTools, wasm: &Path) -> Result<()> {
    let mut opt = tools.program("wasm-opt");
    command::run(opt.arg("-Oz").arg(wasm).arg("-o").arg(wasm))
}
