//! The pages in `examples/`: other people's pages with `<reportedly-text>` in them, built for tests and for whoever looks.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use reportedly_server::{Server, Site, files};

use crate::build::{self, Profile};
use crate::{command, programs, tools, workspace};

/// What is compiled, and not served as it is.
const SOURCES: [&str; 3] = ["react/app.jsx", "yew/Cargo.toml", "yew/src/main.rs"];

/// What several pages have in them.
const PARTS: &str = "parts";

/// Builds them beside the element of a page that has been built. Returns where they are.
pub(crate) fn build(profile: Profile) -> Result<PathBuf> {
    let out = workspace::target_dir()?.join("examples");
    if out.is_dir() {
        fs::remove_dir_all(&out).with_context(|| format!("cannot remove {}", out.display()))?;
    }
    let sources = workspace::root().join("examples");
    let is_served = |path: &Path| SOURCES.iter().all(|source| path != Path::new(source)) && !path.starts_with(PARTS);
    copy(&sources, &out, is_served)?;
    for page in
        workspace::files_below(&out)?.into_iter().filter(|page| page.extension().is_some_and(|end| end == "html"))
    {
        let text = fs::read_to_string(out.join(&page)).with_context(|| format!("cannot read {}", page.display()))?;
        fs::write(out.join(&page), with_parts(&text, &sources)?)
            .with_context(|| format!("cannot write {}", page.display()))?;
    }
    copy(&workspace::dist().join("embed"), &out.join("embed"), |_| true)?;
    bundle(&sources.join("react/app.jsx"), &out.join("react/app.js"))?;
    programs::yew_host(&out.join("yew"), profile)?;
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

/// A page with the parts that it names: `<!-- include: parts/head.html -->`, on a line of its own.
fn with_parts(page: &str, sources: &Path) -> Result<String> {
    let mut whole = String::with_capacity(page.len());
    for line in page.split_inclusive('\n') {
        let part = line.trim().strip_prefix("<!-- include: ").and_then(|rest| rest.strip_suffix(" -->"));
        match part {
            None => whole.push_str(line),
            Some(part) => {
                let text = fs::read_to_string(sources.join(part)).with_context(|| format!("there is no {part}"))?;
                whole.push_str(&text);
            }
        }
    }
    Ok(whole)
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
    fn a_page_has_its_parts() {
        let sources = workspace::root().join("examples");
        let page = fs::read_to_string(sources.join("plain.html")).unwrap();
        let whole = with_parts(&page, &sources).unwrap();
        assert!(whole.contains("<meta charset") && whole.contains("<reportedly-text>") && !whole.contains("include:"));
        assert!(with_parts("<!-- include: parts/nothing.html -->\n", &sources).is_err());
    }

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
