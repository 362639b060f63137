//! `cargo xtask build`.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::bench::peers::scripts;
use crate::offline::ServiceWorker;
use crate::standard_library::StandardLibrary;
use crate::tools::PageTools;
use crate::{command, minify, offline, seal, side_page, single_file, tools, workspace};

/// Build the page for visitors into dist/
///
/// What is in dist/ afterwards can be put on any web server, under any path.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// What the page's addresses begin with; the default works under every path. With --single-file: the page that its links lead to.
    #[arg(long, default_value = ANY_PATH)]
    public_url: String,
    /// Build without optimising: for a look or a test of what has just been changed, in a fraction of the time.
    #[arg(long)]
    debug: bool,
    /// Build without a service worker: the page needs a network, and the worker of an earlier build removes itself.
    #[arg(long)]
    no_service_worker: bool,
    /// Write the whole page as one file, dist/reportedly.html, which runs from a disk as well.
    #[arg(long)]
    single_file: bool,
    /// Put other packages beside bench.html, which times them with the engine: compromise and wink-nlp.
    #[arg(long, conflicts_with = "single_file")]
    with_peers: bool,
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
    if arguments.single_file {
        let public_url = public_page(&arguments.public_url)?;
        build(ANY_PATH, profile, worker)?;
        println!("The page is in {}", single_file::write(&tools::page()?, &workspace::dist(), public_url)?.display());
        return Ok(());
    }
    build(&arguments.public_url, profile, worker)?;
    if arguments.with_peers {
        scripts::add(&tools::page()?, &workspace::dist())?;
    }
    println!("The page is in {}", workspace::dist().display());
    Ok(())
}

/// What addresses begin with in a page that works under every path.
const ANY_PATH: &str = "./";

/// The page that links of a file lead to; none where they lead to the file itself.
fn public_page(url: &str) -> Result<Option<&str>> {
    if url == ANY_PATH {
        return Ok(None);
    }
    let is_address = url.starts_with("https://") || url.starts_with("http://");
    let is_plain = !url.contains(|c: char| c.is_whitespace() || c.is_control() || "\"<>#".contains(c));
    ensure!(
        is_address && is_plain,
        "with --single-file, --public-url has to be an address like https://example.org/read/"
    );
    Ok(Some(url))
}

/// Builds the page for visitors, to work under any path.
pub(crate) fn relative() -> Result<()> {
    relative_in(Profile::Release)
}

/// The same in a profile of choice.
pub(crate) fn relative_in(profile: Profile) -> Result<()> {
    build(ANY_PATH, profile, ServiceWorker::Included)
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
    minify::script(tools, &dist.join(seal::BOOT))?;
    let html = minify::minify(tools, &html, dist)?;
    let html = offline::add(tools, &html, dist, worker)?;
    let html = seal::seal(&html, dist)?;
    side_page::write(&html, dist)?;
    fs::write(&index, html).with_context(|| format!("cannot write {}", index.display()))?;
    offline::write_worker(dist, worker)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_of_a_file_lead_to_an_address_of_the_web_or_to_the_file() {
        assert_eq!(public_page(ANY_PATH).unwrap(), None);
        assert_eq!(public_page("https://example.org/read/").unwrap(), Some("https://example.org/read/"));
        for url in
            ["/read/", "example.org", "https://example.org/\">", "https://example.org/#a", "https://example.org/a b"]
        {
            assert!(public_page(url).is_err(), "{url}");
        }
    }
}
