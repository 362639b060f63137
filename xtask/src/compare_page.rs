//! `compare.html`: the page that compares articles, beside the page that reads one.
//!
//! Trunk makes one page. The second one has the same style sheets and the same policy, and starts a program that is loaded and
//! checked like the other programs.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::programs::LOADER;
use crate::{comments, integrity, offline, seal, workspace};

/// The page, in the root of the workspace and in a build.
const PAGE: &str = "compare.html";

/// Starts its program.
pub(crate) const START: &str = "compare-start.js";

/// Its style, as it is copied. What makes style sheets small calls it by a hash of its content.
const STYLE: &str = "compare-style.css";

/// Where the page wants style sheets, icon and what makes it work without a network.
const LINKS_PLACE: &str = "<!-- links -->";

/// Copies what the page has besides its program into the folder of a build.
///
/// # Errors
/// When a file cannot be copied.
pub(crate) fn copy_files(out: &Path) -> Result<()> {
    let root = workspace::root();
    let start = out.join(START);
    for (from, to) in [("web/compare/start.js", &start), ("static/compare.css", &out.join(STYLE))] {
        fs::copy(root.join(from), to).with_context(|| format!("cannot copy {from}"))?;
    }
    comments::strip_file(&start)
}

/// Writes the page into a folder that is not sealed, as `cargo xtask serve` serves it.
///
/// # Errors
/// When a file of the build is missing, or the page has no place for what belongs into it.
pub(crate) fn write_unsealed(folder: &Path) -> Result<()> {
    let index = folder.join("index.html");
    let index = fs::read_to_string(&index).with_context(|| format!("cannot read {}", index.display()))?;
    write_page(&with_links(&index, folder)?, folder)
}

/// Writes the page into the folder of a build. `index` is the page that reads one article, in the same folder.
///
/// # Errors
/// As [`write_unsealed`].
pub(crate) fn write(index: &str, folder: &Path) -> Result<()> {
    let html = with_links(index, folder)?;
    let address = offline::address(folder, LOADER)?.0;
    let html = seal::replace_once(&html, &format!("content=\"{LOADER}\""), &format!("content=\"{address}\""))?;
    let html = [seal::BOOT, START].iter().try_fold(html, |html, script| {
        let (address, hash) = (offline::address(folder, script)?.0, integrity::hash(folder, *script)?);
        seal::replace_once(&html, &format!("src=\"{script}\""), &format!("src=\"{address}\" integrity=\"{hash}\""))
    })?;
    write_page(&seal::with_policy(&html)?, folder)
}

fn with_links(index: &str, folder: &Path) -> Result<String> {
    let template = fs::read_to_string(workspace::root().join(PAGE)).with_context(|| format!("cannot read {PAGE}"))?;
    seal::replace_once(&template, LINKS_PLACE, &links(index, folder)?)
}

fn write_page(html: &str, folder: &Path) -> Result<()> {
    fs::write(folder.join(PAGE), html).with_context(|| format!("cannot write {PAGE}"))
}

/// The icon and the style sheets of the other page, the page's own style sheet behind them, and the script that
/// registers the service worker, where the other page has one.
fn links(index: &str, folder: &Path) -> Result<String> {
    let is_shared = |tag: &&str| ["stylesheet", "icon"].iter().any(|it| tag.contains(&format!("rel=\"{it}\"")));
    let mut links: String = tags(index, "<link").filter(is_shared).map(|tag| format!("<link{tag}>\n")).collect();
    ensure!(links.contains("stylesheet"), "the page that reads one article has no style sheets");
    let offline = tags(index, "<script").find(|tag| tag.contains(&format!("src=\"{}", offline::SCRIPT)));
    links.extend(offline.map(|tag| format!("<script{tag}></script>\n")));
    let is_style = |name: &String| name.starts_with("compare-") && name.ends_with(".css");
    let files = workspace::files_below(folder)?.into_iter().map(|path| path.to_string_lossy().into_owned());
    let style = files.into_iter().find(is_style).context("the build has no style sheet of the page that compares")?;
    let hash = integrity::hash(folder, &*style)?;
    links.push_str(&format!("<link rel=\"stylesheet\" href=\"{style}\" integrity=\"{hash}\">"));
    Ok(links)
}

/// What is in the tags of a kind, from behind their name on.
fn tags<'h>(html: &'h str, begin: &str) -> impl Iterator<Item = &'h str> {
    html.split(begin).skip(1).filter_map(|rest| rest.split_once('>')).map(|(tag, _)| tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_has_the_style_of_the_other_and_no_inline_script() {
        let folder = tempfile::tempdir().unwrap();
        for name in [LOADER, seal::BOOT, START, "compare-0123.css"] {
            fs::write(folder.path().join(name), "a").unwrap();
        }
        let index = "<link rel=\"icon\" href=\"i\"><script type=\"module\" src=\"offline.js?v=1\"></script>\
            <link rel=\"stylesheet\" href=\"./layers-1.css\" /><link rel=\"modulepreload\" href=\"./a.js\">";
        write(index, folder.path()).unwrap();
        let page = fs::read_to_string(folder.path().join(PAGE)).unwrap();
        assert!(page.contains("href=\"./layers-1.css\"") && page.contains("href=\"compare-0123.css\""), "{page}");
        assert!(page.contains("script-src 'self' 'wasm-unsafe-eval'; style-src 'self'"), "{page}");
        assert!(page.matches("integrity=\"sha384-").count() == 3 && !page.contains("a.js"), "{page}");
        assert!(page.contains("rel=\"icon\"") && page.contains("src=\"offline.js?v=1\"></script>"), "{page}");
        assert!(write("<p>", folder.path()).is_err());
        // A page that is served while somebody works on it.
        fs::write(folder.path().join("index.html"), index).unwrap();
        write_unsealed(folder.path()).unwrap();
        let page = fs::read_to_string(folder.path().join(PAGE)).unwrap();
        assert!(page.contains("href=\"./layers-1.css\"") && page.contains("src=\"boot.js\""), "{page}");
    }
}
