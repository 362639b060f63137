//! The page of Reportedly as a page of the extension: without inline scripts and without a service worker, which a browser allows no
//! extension, and with workers that are files of it.

use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::{copy, write};
use crate::programs::LOADER;
use crate::{release, workspace};

/// Files of the page that the extension has no use for.
const UNUSED: [&str; 3] = ["offline.js", "service-worker.js", "manifest.webmanifest"];

/// The element, which is packed in another way.
const ELEMENT: &str = "embed";

/// What the names of the page that measures, and of what is beside it, begin with.
const BENCH: &str = "bench";

const PAGES: [&str; 2] = ["index.html", "compare.html"];

/// What a page's own inline script becomes.
const START: &str = "start.js";

/// What tells a page where its workers are, and what that imports.
const PAGE_FILES: &str = "page-files.js";
const EXTENSION_FILES: &str = "extension-files.js";

/// The worker for files and links that is a file, which lies with the element.
const WORKER: &str = "task-worker.js";

const INLINE: &str = "<script type=\"module\">";
const OFFLINE: &str = "<script type=\"module\" src=\"offline.js";
const END: &str = "</script>";

/// Packs the page of a build into a folder.
///
/// # Errors
/// When the build has another shape than is known here, or a file cannot be written.
pub(super) fn pack(dist: &Path, out: &Path) -> Result<()> {
    for name in workspace::files_below(dist)? {
        if is_used(&name) {
            copy(&dist.join(&name), &out.join(&name))?;
        }
    }
    copy(&dist.join(ELEMENT).join(WORKER), &out.join(WORKER))?;
    let mut loader = None;
    for name in PAGES {
        let html = text(&out.join(name))?;
        loader = Some(loader_of(&html)?.to_owned());
        let (html, script) = without_inline_script(&html)?;
        write(&out.join(name), &html)?;
        if let Some(script) = script {
            write(&out.join(START), &script)?;
        }
    }
    let sources = workspace::root().join("web/extension");
    copy(&sources.join(EXTENSION_FILES), &out.join(EXTENSION_FILES))?;
    let loader = loader.context("there is no page")?;
    let named = text(&sources.join(PAGE_FILES))?.replace("../runtime/program-loader.js", &format!("./{loader}"));
    ensure!(named.contains(&loader), "{PAGE_FILES} imports no {LOADER}");
    write(&out.join(PAGE_FILES), &named)
}

/// Whether a file of dist/ is one that the page needs as a page of the extension.
fn is_used(file: &Path) -> bool {
    let is_unused = file.starts_with(ELEMENT)
        || UNUSED.iter().any(|name| file == Path::new(name))
        || file.to_string_lossy().starts_with(BENCH);
    release::is_of_page(file) && !is_unused
}

fn text(path: &Path) -> Result<String> {
    String::from_utf8(workspace::read(path)?).with_context(|| format!("{} is no text", path.display()))
}

/// What a page calls its loader: with the query that its other scripts name, for the same address is the same module.
fn loader_of(html: &str) -> Result<&str> {
    let (_, rest) = html.split_once("name=\"reportedly-programs\" content=\"").context("the page names no loader")?;
    Ok(rest.split('"').next().unwrap_or_default())
}

/// A page with its inline script as a file, if it has one, and without the script that registers a service worker.
fn without_inline_script(html: &str) -> Result<(String, Option<String>)> {
    let (before, rest) = html.split_once(OFFLINE).context("the page has no script for a service worker")?;
    let (_, after) = rest.split_once(END).context("a script has no end")?;
    let files = format!("<script type=\"module\" src=\"{PAGE_FILES}\">{END}");
    let html = [before, &files, after].concat();
    let Some((before, rest)) = html.split_once(INLINE) else { return Ok((html, None)) };
    let (script, after) = rest.split_once(END).context("a script has no end")?;
    ensure!(!after.contains(INLINE), "the page has more than one inline script");
    let start = format!("<script type=\"module\" src=\"{START}\">{END}");
    Ok(([before, &start, after].concat(), Some(script.to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<meta name=\"reportedly-programs\" content=\"program-loader.js?v=ab\" />\
        <script src=\"boot.js\"></script><script type=\"module\" src=\"offline.js?v=c\" integrity=\"d\"></script>";

    #[test]
    fn what_lies_beside_the_page_is_not_packed() {
        for file in ["index.html", "engine_bg.wasm", "examples/diplomacy.txt"] {
            assert!(is_used(Path::new(file)), "{file}");
        }
        for file in [
            "embed/reportedly.js",
            "extension/chromium/manifest.json",
            "release/SHA256SUMS",
            "python/reportedly-0.1.0.whl",
            "reportedly-0.1.0.tgz",
            "service-worker.js",
        ] {
            assert!(!is_used(Path::new(file)), "{file}");
        }
    }

    #[test]
    fn an_inline_script_becomes_a_file_behind_the_one_for_workers() {
        let (html, script) =
            without_inline_script(&format!("{PAGE}<script type=\"module\">init();</script><p>")).unwrap();
        assert_eq!(script.as_deref(), Some("init();"));
        let scripts = "<script type=\"module\" src=\"page-files.js\"></script><script type=\"module\" src=\"start.js\"></script><p>";
        assert!(html.ends_with(scripts), "{html}");
        assert!(!html.contains("offline.js"));
    }

    #[test]
    fn a_page_without_one_stays_without() {
        let (html, script) = without_inline_script(PAGE).unwrap();
        assert_eq!(script, None);
        assert!(html.ends_with("<script type=\"module\" src=\"page-files.js\"></script>"), "{html}");
        assert!(without_inline_script("<p>").is_err());
        assert!(without_inline_script(&format!("{PAGE}{INLINE}a{END}{INLINE}b{END}")).is_err());
    }

    #[test]
    fn a_loader_is_called_what_the_page_calls_it() {
        assert_eq!(loader_of(PAGE).unwrap(), "program-loader.js?v=ab");
        assert!(loader_of("<p>").is_err());
    }
}
