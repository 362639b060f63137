//! `cargo xtask build`.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::offline::ServiceWorker;
use crate::standard_library::StandardLibrary;
use crate::tools::PageTools;
use crate::{command, comments, compare_page, minify, offline, seal, tools, workspace};

/// Build the page for visitors into dist/
///
/// What is in dist/ afterwards can be put on any web server, under any path.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// What the page's addresses begin with; the default works under every path.
    #[arg(long, default_value = "./")]
    public_url: String,
    /// Build without optimising: for a look or a test of what has just been changed, in a fraction of the time.
    #[arg(long)]
    debug: bool,
    /// Build without a service worker: the page needs a network, and the worker of an earlier build removes itself.
    #[arg(long)]
    no_service_worker: bool,
}

/// How the page and the programs beside it are built.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Profile {
    /// As visitors get it.
    Release,
    /// Without optimisation.
    Debug,
}

impl Profile {
    /// Cargo's profile, by the folder that it builds into.
    pub(crate) fn folder(self) -> &'static str {
        match self {
            Profile::Release => "wasm",
            Profile::Debug => "debug",
        }
    }

    /// What cargo is told about it.
    pub(crate) fn arguments(self) -> &'static [&'static str] {
        match self {
            Profile::Release => &["--profile", "wasm"],
            Profile::Debug => &[],
        }
    }

    /// Tells Trunk about it.
    pub(crate) fn applied(self, trunk: &mut Command) -> Result<()> {
        if self == Profile::Release {
            trunk.args(["--release", "--cargo-profile", "wasm"]);
            StandardLibrary::smallest()?.applied(trunk, "");
        }
        Ok(())
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let profile = if arguments.debug { Profile::Debug } else { Profile::Release };
    let worker = if arguments.no_service_worker { ServiceWorker::Removed } else { ServiceWorker::Included };
    build(&arguments.public_url, profile, worker)?;
    println!("The page is in {}", workspace::dist().display());
    Ok(())
}

/// Builds the page for visitors, to work under any path.
pub(crate) fn relative() -> Result<()> {
    relative_in(Profile::Release)
}

/// The same in a profile of choice.
pub(crate) fn relative_in(profile: Profile) -> Result<()> {
    build("./", profile, ServiceWorker::Included)
}

fn build(public_url: &str, profile: Profile, worker: ServiceWorker) -> Result<()> {
    let tools = tools::page()?;
    StandardLibrary::smallest()?.fetch()?;
    let dist = workspace::dist();
    // Trunk copies what lies there, also what an earlier build has left.
    let bound = workspace::target_dir()?.join("wasm-bindgen");
    if bound.is_dir() {
        fs::remove_dir_all(&bound).with_context(|| format!("cannot empty {}", bound.display()))?;
    }
    let mut trunk = tools.trunk();
    trunk.args(["build", "--locked", "--offline", "--public-url", public_url, "--dist"]).arg(&dist);
    profile.applied(&mut trunk)?;
    command::run(&mut trunk)?;
    seal(&tools, &dist, worker)
}

fn seal(tools: &PageTools, dist: &Path, worker: ServiceWorker) -> Result<()> {
    let index = dist.join("index.html");
    let html = fs::read_to_string(&index).with_context(|| format!("cannot read {}", index.display()))?;
    // Gone until it is sealed: a page without its seal must not be mistaken for one that can be published.
    fs::remove_file(&index).with_context(|| format!("cannot replace {}", index.display()))?;
    comments::strip_file(&dist.join(seal::BOOT))?;
    let html = minify::minify(tools, &html, dist)?;
    let html = offline::add(&html, dist, worker)?;
    let html = seal::seal(&html, dist)?;
    compare_page::write(&html, dist)?;
    fs::write(&index, html).with_context(|| format!("cannot write {}", index.display()))?;
    offline::write_worker(dist, worker)
}
