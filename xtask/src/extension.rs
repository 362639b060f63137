//! `cargo xtask extension`: the extension for browsers.

mod manifest;
mod page;
mod scripts;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::archive::{self, Entry};
use crate::tools::{self, PageTools};
use crate::{build, workspace};

/// Build the browser extension into dist/extension/
///
/// What is in dist/extension/chromium/ and dist/extension/firefox/ afterwards can be loaded unpacked; the same is in a zip file for
/// each.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Pack the build that is in dist/ instead of a new one.
    #[arg(long)]
    built: bool,
}

/// Where it lies in the folder of the build.
pub(crate) const FOLDER: &str = "extension";

/// Browsers that differ in what an extension's manifest says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Target {
    Chromium,
    Firefox,
}

impl Target {
    const ALL: [Target; 2] = [Target::Chromium, Target::Firefox];

    fn name(self) -> &'static str {
        match self {
            Target::Chromium => "chromium",
            Target::Firefox => "firefox",
        }
    }
}

/// Pages of the extension, their style, and the icons.
const STATIC_FILES: [&str; 8] = [
    "panel.html",
    "panel.css",
    "settings.html",
    "settings.css",
    "icons/16.png",
    "icons/32.png",
    "icons/48.png",
    "icons/128.png",
];

const LICENCES: [&str; 2] = ["LICENSE-APACHE", "LICENSE-MIT"];

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    if !arguments.built {
        build::relative()?;
    }
    for archive in pack(&tools::page()?, &workspace::dist())? {
        println!("The extension is in {}, unpacked beside it", archive.display());
    }
    Ok(())
}

/// Packs the extension for each browser from a build, into `extension/` beside it. Returns where the archives are.
///
/// # Errors
/// When a file of the build or of the sources is missing, or a file cannot be written.
pub(crate) fn pack(tools: &PageTools, dist: &Path) -> Result<Vec<PathBuf>> {
    let out = dist.join(FOLDER);
    if out.exists() {
        fs::remove_dir_all(&out).with_context(|| format!("cannot empty {}", out.display()))?;
    }
    Target::ALL.map(|target| pack_for(target, tools, dist, &out)).into_iter().collect()
}

fn pack_for(target: Target, tools: &PageTools, dist: &Path, out: &Path) -> Result<PathBuf> {
    let folder = out.join(target.name());
    let sources = workspace::root().join("extension");
    for name in STATIC_FILES {
        copy(&sources.join(name), &folder.join(name))?;
    }
    for name in LICENCES {
        copy(&workspace::root().join(name), &folder.join(name))?;
    }
    scripts::pack(tools, dist, &folder)?;
    page::pack(dist, &folder.join("page"))?;
    write(&folder.join("manifest.json"), &manifest::text(&sources, target)?)?;
    let path = out.join(format!("reportedly-{}-{}.zip", target.name(), manifest::VERSION));
    archive::zip(&path, Entry::below(&folder, "", |_| true)?)?;
    Ok(path)
}

/// Copies a file into a folder that is made where it is missing.
fn copy(from: &Path, to: &Path) -> Result<()> {
    make_folder_of(to)?;
    fs::copy(from, to).map(drop).with_context(|| format!("cannot copy {} to {}", from.display(), to.display()))
}

fn write(path: &Path, content: &str) -> Result<()> {
    make_folder_of(path)?;
    fs::write(path, content).with_context(|| format!("cannot write {}", path.display()))
}

fn make_folder_of(path: &Path) -> Result<()> {
    let folder = path.parent().context("a file lies in a folder")?;
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))
}
