//! `cargo xtask size`.

use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::{build, workspace};

/// Show what a visitor downloads, and refuse what is over budget
///
/// Builds the page first, so that no old build is measured. 1 KB is 1,000 bytes.
#[derive(clap::Args)]
pub(crate) struct Arguments {}

/// A part of the page that is paid for together.
struct Part {
    name: &'static str,
    /// In bytes of brotli, as a web server sends it at its best (quality 11). None where nothing is promised.
    budget: Option<usize>,
    /// Whether a file of `dist/`, by its path there, belongs to this part.
    has: fn(&Path) -> bool,
}

/// The budgets: the engine's is for its wasm, the model's for what the engine knows, learnt or listed, the page's for all
/// that goes with both, scripts of the engine included. Who saves or opens a file, or shares a link, downloads a part more. A file belongs
/// to the first part that has it. ARCHITECTURE.md says why the page may be larger than DESIGN.md foresaw.
const PARTS: [Part; 12] = [
    // What every page with an element downloads, also those whose readers never come near it.
    Part { name: "loader", budget: Some(4_000), has: |path| path == Path::new("embed/reportedly.js") },
    // The reader again, in a program that knows no page.
    Part { name: "embed", budget: None, has: |path| path.starts_with("embed") },
    Part { name: "engine", budget: Some(150_000), has: |path| file_name(path) == "engine_bg.wasm" },
    Part { name: "model", budget: Some(1_000_000), has: |path| ["model", "words"].contains(&extension(path)) },
    // Half of it is what every format is written from.
    Part { name: "office", budget: Some(115_000), has: |path| file_name(path).starts_with("office") },
    // A saved page is drawn by the page's own sheets, which are in it.
    Part { name: "files", budget: Some(125_000), has: |path| file_name(path).starts_with("files") },
    Part {
        name: "links",
        // 80,000 for the codec, with the text that it has read, and 10,000 for QR codes.
        budget: Some(90_000),
        has: |path| file_name(path).starts_with("links") || file_name(path) == "news-1.txt",
    },
    // The parser of HTML, with its names of characters, and Readability.
    Part { name: "extraction", budget: Some(300_000), has: |path| file_name(path).starts_with("extraction") },
    // A page of its own, which few open: Yew is 50,000 of it, and what compares about 60,000.
    Part { name: "compare", budget: Some(210_000), has: |path| file_name(path).starts_with("compare") },
    // The page that measures, and what it measures beside the engine. Nothing of it is loaded by another page.
    Part { name: "bench", budget: None, has: |path| path.starts_with("bench") || file_name(path).starts_with("bench") },
    Part { name: "page", budget: Some(250_000), has: |path| ["wasm", "js", "css", "html"].contains(&extension(path)) },
    Part { name: "other", budget: None, has: |_| true },
];

struct Artifact {
    path: PathBuf,
    raw: usize,
    brotli: usize,
}

pub(crate) fn run(_: &Arguments) -> Result<()> {
    build::relative()?;
    let artifacts = artifacts(&workspace::dist())?;
    let mut over = Vec::new();
    println!("{:<44} {:>11} {:>11} {:>11}", "file", "raw", "brotli", "budget");
    for (index, part) in PARTS.iter().enumerate() {
        let of_part = |artifact: &&Artifact| part_of(&artifact.path) == index;
        let files: Vec<&Artifact> = artifacts.iter().filter(of_part).collect();
        for file in &files {
            println!("  {:<42} {:>11} {:>11}", file.path.display().to_string(), file.raw, file.brotli);
        }
        let raw: usize = files.iter().map(|file| file.raw).sum();
        let brotli: usize = files.iter().map(|file| file.brotli).sum();
        let budget = part.budget.map_or_else(|| "-".to_owned(), |budget| budget.to_string());
        println!("{:<44} {raw:>11} {brotli:>11} {budget:>11}", part.name);
        if part.budget.is_some_and(|budget| brotli > budget) {
            over.push(part.name);
        }
    }
    if !over.is_empty() {
        bail!("over budget: {}", over.join(", "));
    }
    Ok(())
}

fn part_of(path: &Path) -> usize {
    PARTS.iter().position(|part| (part.has)(path)).unwrap_or(PARTS.len() - 1)
}

/// Every file of the build, in order of path.
fn artifacts(dist: &Path) -> Result<Vec<Artifact>> {
    let measured = |path: PathBuf| {
        let content = workspace::read(&dist.join(&path))?;
        Ok(Artifact { raw: content.len(), brotli: brotli(&content)?, path })
    };
    workspace::files_below(dist)?.into_iter().map(measured).collect()
}

/// How many bytes brotli makes of it at its best.
pub(crate) fn brotli(content: &[u8]) -> Result<usize> {
    let mut compressed = Vec::new();
    brotli::CompressorReader::new(content, 64 * 1024, 11, 24)
        .read_to_end(&mut compressed)
        .context("cannot compress")?;
    Ok(compressed.len())
}

fn file_name(path: &Path) -> &str {
    path.file_name().and_then(|name| name.to_str()).unwrap_or_default()
}

fn extension(path: &Path) -> &str {
    path.extension().and_then(|extension| extension.to_str()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn every_file_is_paid_for_by_one_part() {
        let part = |path: &str| PARTS[part_of(Path::new(path))].name;
        assert_eq!(part("engine_bg.wasm"), "engine");
        assert_eq!(part("engine-worker.js"), "page");
        assert_eq!(part("files.js"), "files");
        assert_eq!(part("office_bg.wasm"), "office");
        assert_eq!(part("links_bg.wasm"), "links");
        assert_eq!(part("extraction.js"), "extraction");
        assert_eq!(part("compare.html"), "compare");
        assert_eq!(part("bench-0123.css"), "bench");
        assert_eq!(part("bench/compromise.js"), "bench");
        assert_eq!(part("reportedly-page-0123_bg.wasm"), "page");
        assert_eq!(part("news.model"), "model");
        assert_eq!(part("engine.words"), "model");
        assert_eq!(part("icon.svg"), "other");
    }

    #[test]
    fn what_repeats_is_small() {
        let size = brotli(&b"reportedly ".repeat(1_000)).unwrap();
        assert!(size < 100, "{size}");
    }

    #[test]
    fn files_are_measured_at_every_depth() {
        let directory = tempfile::tempdir().unwrap();
        fs::create_dir(directory.path().join("deep")).unwrap();
        fs::write(directory.path().join("deep/b.js"), "12345").unwrap();
        fs::write(directory.path().join("a.css"), "123").unwrap();
        let found = artifacts(directory.path()).unwrap();
        let sizes: Vec<_> = found.iter().map(|file| (file.path.to_str().unwrap(), file.raw)).collect();
        assert_eq!(sizes, [("a.css", 3), ("deep/b.js", 5)]);
    }
}
