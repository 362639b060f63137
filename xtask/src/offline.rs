//! What makes the page work without a network: a service worker that knows the built files, and what lets it be installed.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::programs::{FILES_OF_COMPARE, FILES_OF_PROGRAMS, LOADER};
use crate::side_page::{BENCH, COMPARE};
use crate::tools::PageTools;
use crate::{comments, integrity, minify, seal, workspace};

/// Where `index.html` wants it.
const PLACE: &str = "<!-- offline -->";

/// Where browsers look for the worker. It stays there for ever: pages of every version ask for it.
const WORKER: &str = "service-worker.js";

/// Registers the worker, and names the manifest in the page.
pub(crate) const SCRIPT: &str = "offline.js";

const MANIFEST: &str = "manifest.webmanifest";

const ICONS: [&str; 3] = ["icons/192.png", "icons/512.png", "icons/maskable-512.png"];

/// Whether a build has a service worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ServiceWorker {
    /// The page works without a network.
    Included,
    /// The worker of an earlier build removes itself: a switch for the day on which one does harm.
    Removed,
}

/// Puts script, manifest and icons beside the page, and names the script in it, which names the others.
pub(crate) fn add(tools: &PageTools, html: &str, dist: &Path, worker: ServiceWorker) -> Result<String> {
    ensure!(html.matches(PLACE).count() == 1, "`{PLACE}` must be once in index.html");
    let root = workspace::root();
    fs::create_dir_all(dist.join("icons")).context("cannot make a folder for icons")?;
    for file in ICONS.iter().chain([&MANIFEST]) {
        copy(&root.join("static").join(file), &dist.join(file))?;
    }
    if worker == ServiceWorker::Removed {
        return Ok(html.replace(PLACE, ""));
    }
    let script = dist.join(SCRIPT);
    copy(&root.join("web/offline").join(SCRIPT), &script)?;
    minify::script(tools, &script)?;
    let (address, hash) = (address(dist, SCRIPT)?.0, integrity::hash(dist, SCRIPT)?);
    Ok(html.replace(PLACE, &format!(r#"<script type="module" src="{address}" integrity="{hash}"></script>"#)))
}

/// Writes the worker beside a page that is finished.
pub(crate) fn write_worker(dist: &Path, worker: ServiceWorker) -> Result<()> {
    let sources = workspace::root().join("web/offline");
    let path = dist.join(WORKER);
    match worker {
        ServiceWorker::Removed => copy(&sources.join("no-service-worker.js"), &path)?,
        ServiceWorker::Included => {
            let source = String::from_utf8(workspace::read(&sources.join(WORKER))?).context("the worker is no text")?;
            let script = with_files(&source, dist)?;
            fs::write(&path, script).with_context(|| format!("cannot write {}", path.display()))?;
        }
    }
    // SECURITY.md promises that it can be read.
    comments::strip_file(&path)
}

/// The worker with the files of a build.
fn with_files(worker: &str, dist: &Path) -> Result<String> {
    let mut hash = Sha256::new();
    let (mut versioned, mut plain) = (BTreeMap::new(), BTreeMap::new());
    for file in workspace::files_below(dist)? {
        let name = file.to_str().context("a name is text")?.replace('\\', "/");
        // A page that measures is nothing that anybody needs without a network.
        let is_apart =
            ["embed/", "bench"].iter().any(|it| name.starts_with(it)) || name.ends_with(".tgz") || name == WORKER;
        if is_apart {
            continue;
        }
        hash.update(&name);
        hash.update(workspace::read(&dist.join(&file))?);
        let (address, is_versioned) = match name.as_str() {
            "index.html" => ("./".to_owned(), false),
            name => address(dist, name)?,
        };
        if is_versioned { &mut versioned } else { &mut plain }.insert(address, short_hash(dist, &name)?);
    }
    let version: String = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let lists = [("VERSION", json!(version)), ("VERSIONED", json!(versioned)), ("PLAIN", json!(plain))];
    lists.into_iter().try_fold(worker.to_owned(), |script, (name, value)| {
        let place = format!("const {name} = {};", if name == "VERSION" { "\"\"" } else { "{}" });
        ensure!(script.matches(&place).count() == 1, "`{place}` must be once in web/offline/{WORKER}");
        Ok(script.replace(&place, &format!("const {name} = {value};")))
    })
}

/// The address by which the page asks for a file, and whether it changes with what is in the file.
pub(crate) fn address(dist: &Path, name: &str) -> Result<(String, bool)> {
    let has_query = [LOADER, seal::BOOT, SCRIPT, COMPARE.script(), BENCH.script()].contains(&name);
    if has_query || FILES_OF_PROGRAMS.contains(&name) || FILES_OF_COMPARE.contains(&name) {
        // As `web/runtime/program-loader.js` writes it.
        let hash = short_hash(dist, name)?;
        return Ok((format!("{name}?v={}", hash.replace('+', "%2B").replace('/', "%2F")), true));
    }
    Ok((name.to_owned(), has_hash(name)))
}

/// The first 12 bytes of the SHA-384 of a file, in base64.
fn short_hash(dist: &Path, name: &str) -> Result<String> {
    let hash = integrity::hash(dist, name)?;
    hash.trim_start_matches("sha384-").get(..16).map(str::to_owned).context("a hash has more letters")
}

/// Whether Trunk or `minify` has put a hash into a name: `page-0f1e2d3c4b5a6978.css`.
fn has_hash(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end_matches("_bg");
    let hash = stem.rsplit_once('-').map_or("", |(_, hash)| hash);
    (15..=16).contains(&hash.len()) && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).with_context(|| format!("cannot copy {}", from.display())).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMPTY: &str = "const VERSION = \"\";\nconst VERSIONED = {};\nconst PLAIN = {};\n";

    #[test]
    fn files_are_known_by_the_addresses_that_the_page_uses() {
        let dist = tempfile::tempdir().unwrap();
        fs::create_dir(dist.path().join("embed")).unwrap();
        for name in [
            "index.html",
            "engine.js",
            "page-0f1e2d3c4b5a6978.css",
            "a-0f1e2d3c4b5a697_bg.wasm",
            "b.txt",
            "bench.js",
            "embed/b.js",
        ] {
            fs::write(dist.path().join(name), "a").unwrap();
        }
        let script = with_files(EMPTY, dist.path()).unwrap();
        // printf a | openssl dgst -sha384 -binary | base64
        let hash = "VKWbnyKwuAiA2EJ+";
        let list =
            |files: &[&str]| files.iter().map(|file| format!("\"{file}\":\"{hash}\"")).collect::<Vec<_>>().join(",");
        let versioned =
            list(&["a-0f1e2d3c4b5a697_bg.wasm", "engine.js?v=VKWbnyKwuAiA2EJ%2B", "page-0f1e2d3c4b5a6978.css"]);
        let plain = list(&["./", "b.txt"]);
        let lists = format!("const VERSIONED = {{{versioned}}};\nconst PLAIN = {{{plain}}};");
        assert!(script.contains(&lists), "{script}");
        let version = script.lines().next().unwrap();
        fs::write(dist.path().join("b.txt"), "b").unwrap();
        assert!(!with_files(EMPTY, dist.path()).unwrap().contains(version), "another file is another version");
        assert!(with_files("const PLAIN = {};", dist.path()).unwrap_err().to_string().contains("VERSION"));
    }

    #[test]
    fn the_worker_has_a_place_for_them() {
        let worker = fs::read_to_string(workspace::root().join("web/offline").join(WORKER)).unwrap();
        let dist = tempfile::tempdir().unwrap();
        fs::write(dist.path().join("index.html"), "").unwrap();
        assert!(with_files(&worker, dist.path()).unwrap().contains("const PLAIN = {\"./\":\""));
    }
}
