//! The pages in `examples/`: other people's pages with `<reportedly-text>` in them, built for tests and for whoever looks.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use reportedly_server::{Server, Site, files};

use crate::build::{self, Profile};
use crate::{command, programs, tools, workspace};

/// What is compiled, and not served as it is.
const SOURCES: [&str; 3] = ["react/app.jsx", "yew/Cargo.toml", "yew/src/main.rs"];

/// Builds them beside the element of a page that has been built. Returns where they are.
pub(crate) fn build(profile: Profile) -> Result<PathBuf> {
    let out = workspace::target_dir()?.join("examples");
    if out.is_dir() {
        fs::remove_dir_all(&out).with_context(|| format!("cannot remove {}", out.display()))?;
    }
    let sources = workspace::root().join("examples");
    copy(&sources, &out, |path| SOURCES.iter().all(|source| path != Path::new(source)))?;
    copy(&workspace::dist().join("embed"), &out.join("embed"), |_| true)?;
    bundle(&sources.join("react/app.jsx"), &out.join("react/app.js"))?;
    programs::yew_host(&out.join("yew"), profile.name())?;
    Ok(out)
}

/// Serves them, and beside them another origin with the same files, until somebody ends it.
pub(crate) fn serve(port: u16, other: u16) -> Result<()> {
    build::relative()?;
    let site = Site { files: files(&build(Profile::Release)?), path: "/".to_owned(), ..Site::default() };
    let other = Server::on(other, Site { shared: true, ..site.clone() }).context("cannot serve another origin")?;
    let words = vec![("{{other}}".to_owned(), other.url().to_owned())];
    let server = Server::on(port, Site { words, ..site }).context("cannot serve the examples")?;
    println!("Examples at {}; Ctrl-C ends it", server.url());
    println!("Another origin, for two of them: {}", other.url());
    loop {
        std::thread::park();
    }
}

/// Puts the script and React into one file.
fn bundle(script: &Path, out: &Path) -> Result<()> {
    let react = tools::REACT.directory()?;
    let libraries = react.parent().context("a package lies in a folder")?;
    let mut esbuild = workspace::program(libraries.join(".bin/esbuild"));
    esbuild.arg(script).args(["--bundle", "--format=esm", "--jsx=automatic", "--minify", "--log-level=warning"]);
    esbuild.arg(format!("--outfile={}", out.display())).env("NODE_PATH", libraries);
    command::run(&mut esbuild)
}

/// Copies those files of a folder, with the folders that they are in.
fn copy(from: &Path, to: &Path, wanted: impl Fn(&Path) -> bool) -> Result<()> {
    for path in workspace::files_below(from)?.into_iter().filter(|path| wanted(path)) {
        let file = to.join(&path);
        let folder = file.parent().context("a file lies in a folder")?;
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        fs::copy(from.join(&path), &file).with_context(|| format!("cannot copy {}", path.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_compiled_is_there_and_not_copied() {
        let sources = workspace::root().join("examples");
        for source in SOURCES {
            assert!(sources.join(source).is_file(), "{source}");
        }
        let out = tempfile::tempdir().unwrap();
        copy(&sources, out.path(), |path| path.starts_with("react") && path != Path::new("react/app.jsx")).unwrap();
        assert!(out.path().join("react/index.html").is_file());
        assert!(!out.path().join("react/app.jsx").exists() && !out.path().join("plain.html").exists());
    }
}
