//! `cargo xtask release`.

pub(crate) mod trial;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::json;

use crate::archive::{self, Entry};
use crate::build;
use crate::{checksums, command, embed, extension, single_file, tools, wheel, workspace};

/// Build all that people download into dist/release/
///
/// The page, as a folder for a web server and as one file; the element, as a folder and as a package for npm; the browser
/// extension; the command line and the Python package for this kind of machine. manifest.json says what each file is, SHA256SUMS has their hashes.
#[derive(clap::Args)]
pub(crate) struct Arguments {}

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The folder, in that of the build.
pub(crate) const FOLDER: &str = "release";

/// What lists the files for programs.
const MANIFEST: &str = "manifest.json";

/// What goes along with every program.
const LICENCES: [&str; 2] = ["LICENSE-APACHE", "LICENSE-MIT"];

pub(crate) fn run(_: &Arguments) -> Result<()> {
    build::relative()?;
    let release = Release::make()?;
    for Download { name, kind } in &release.downloads {
        let bytes = release.read(name)?.len();
        println!("{:>6} KB  {name}  ({})", bytes / 1000, kind.purpose());
    }
    println!("All of it is in {}", release.folder.display());
    Ok(())
}

/// What is made, each for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Page,
    SingleFile,
    Element,
    Npm,
    CommandLine,
    Wheel,
    Extension,
}

impl Kind {
    /// As `manifest.json` has it.
    fn id(self) -> &'static str {
        match self {
            Kind::Page => "page",
            Kind::SingleFile => "single-file",
            Kind::Element => "element",
            Kind::Npm => "npm",
            Kind::CommandLine => "command-line",
            Kind::Wheel => "wheel",
            Kind::Extension => "extension",
        }
    }

    fn purpose(self) -> &'static str {
        match self {
            Kind::Page => "the page, for a web server",
            Kind::SingleFile => "the page as one file, to be opened from a disk",
            Kind::Element => "<reportedly-text> for a site",
            Kind::Npm => "<reportedly-text> and the marks without a screen, for npm",
            Kind::CommandLine => "the command line",
            Kind::Wheel => "the Python package",
            Kind::Extension => "the browser extension",
        }
    }
}

/// A file of the release.
#[derive(Debug)]
struct Download {
    name: String,
    kind: Kind,
}

/// A release that has been made.
#[derive(Debug)]
pub(crate) struct Release {
    folder: PathBuf,
    downloads: Vec<Download>,
}

impl Release {
    /// Makes it from the build in dist/.
    ///
    /// # Errors
    /// When a part of the build is missing, or a file cannot be written.
    pub(crate) fn make() -> Result<Release> {
        let dist = workspace::dist();
        let folder = dist.join(FOLDER);
        if folder.is_dir() {
            fs::remove_dir_all(&folder).with_context(|| format!("cannot empty {}", folder.display()))?;
        }
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let mut release = Release { folder, downloads: Vec::new() };

        let page = release.add(format!("reportedly-page-{VERSION}.zip"), Kind::Page);
        archive::zip(&page, Entry::below(&dist, "reportedly/", is_of_page)?)?;
        let file = release.add(format!("reportedly-{VERSION}.html"), Kind::SingleFile);
        copy(&single_file::write(&tools::page()?, &dist, None)?, &file)?;
        let element = release.add(format!("reportedly-embed-{VERSION}.zip"), Kind::Element);
        archive::zip(&element, Entry::below(&dist.join("embed"), "embed/", |_| true)?)?;
        release.add_copy(&embed::package::pack(&dist)?, Kind::Npm)?;
        let program = release.add(format!("reportedly-{VERSION}-{}.zip", tools::host()?), Kind::CommandLine);
        archive::zip(&program, command_line()?)?;
        release.add_copy(&wheel::build()?, Kind::Wheel)?;
        for archive in extension::pack(&tools::page()?, &dist)? {
            release.add_copy(&archive, Kind::Extension)?;
        }

        release.describe()?;
        Ok(release)
    }

    /// The place of a file that is to be made.
    fn add(&mut self, name: String, kind: Kind) -> PathBuf {
        let path = self.folder.join(&name);
        self.downloads.push(Download { name, kind });
        path
    }

    /// Adds a file that has been made elsewhere, under its own name.
    fn add_copy(&mut self, made: &Path, kind: Kind) -> Result<()> {
        let name = made.file_name().context("a file has a name")?.to_string_lossy().into_owned();
        copy(made, &self.add(name, kind))
    }

    /// Where the file of this kind is.
    pub(crate) fn file(&self, kind: Kind) -> Result<PathBuf> {
        let download = self.downloads.iter().find(|download| download.kind == kind);
        download.map(|download| self.folder.join(&download.name)).with_context(|| format!("there is no {}", kind.id()))
    }

    fn read(&self, name: &str) -> Result<Vec<u8>> {
        workspace::read(&self.folder.join(name))
    }

    /// Writes what the files are, and the hashes of all.
    fn describe(&self) -> Result<()> {
        let mut files = Vec::new();
        for Download { name, kind } in &self.downloads {
            let bytes = self.read(name)?;
            files.push(json!({
                "name": name,
                "kind": kind.id(),
                "purpose": kind.purpose(),
                "bytes": bytes.len(),
                "sha256": checksums::hexadecimal(&bytes)?,
            }));
        }
        let manifest = json!({ "version": VERSION, "files": files });
        self.write(MANIFEST, &(serde_json::to_string_pretty(&manifest)? + "\n"))?;
        self.write(checksums::NAME, &checksums::of_files(&self.folder, &workspace::files_below(&self.folder)?)?)
    }

    fn write(&self, name: &str, content: &str) -> Result<()> {
        let path = self.folder.join(name);
        fs::write(&path, content).with_context(|| format!("cannot write {}", path.display()))
    }
}

/// Whether a file of dist/ is one of the page. The element's folder is: frames in other pages show one of its files.
fn is_of_page(file: &Path) -> bool {
    let is_elsewhere = [FOLDER, wheel::FOLDER, extension::FOLDER].iter().any(|folder| file.starts_with(folder));
    !is_elsewhere && file != Path::new(single_file::NAME) && file.extension().is_none_or(|end| end != "tgz")
}

/// The command line as people get it.
fn command_line() -> Result<Vec<Entry>> {
    command::run(workspace::cargo().args(["build", "--release", "--locked", "-p", "reportedly-cli"]))?;
    let name = format!("reportedly{}", std::env::consts::EXE_SUFFIX);
    let mut entries = vec![Entry::program(workspace::target_dir()?.join("release").join(&name), &name)];
    entries.extend(LICENCES.map(|licence| Entry::file(workspace::root().join(licence), licence)));
    Ok(entries)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).map(drop).with_context(|| format!("cannot copy {} to {}", from.display(), to.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_has_its_element_and_nothing_that_is_downloaded_by_itself() {
        for file in ["index.html", "embed/reportedly.js", "embed/package.json", "engine_bg.wasm"] {
            assert!(is_of_page(Path::new(file)), "{file}");
        }
        for file in [
            "release/manifest.json",
            "python/reportedly-0.1.0.whl",
            "extension/chromium/manifest.json",
            "reportedly.html",
            "reportedly-0.1.0.tgz",
        ] {
            assert!(!is_of_page(Path::new(file)), "{file}");
        }
    }
}
