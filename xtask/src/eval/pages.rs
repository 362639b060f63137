//! How well the article of a web page is found, by the command line and by the extension.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use flate2::read::GzDecoder;

use crate::{command, extension, tools, workspace};

/// As many letters of a page's name the script that scores calls it by.
const NAME: usize = 12;

/// Scores the command line, or the extension that is packed from the build in dist/, by the folder's own script.
///
/// # Errors
/// When the folder has no pages, or something cannot be run.
pub(super) fn run(folder: &Path, of_extension: bool) -> Result<()> {
    let folder = folder.canonicalize().with_context(|| format!("there is no folder {}", folder.display()))?;
    if !of_extension {
        command::run(workspace::cargo().args(["build", "--release", "--locked", "-p", "reportedly-cli"]))?;
        let reportedly = workspace::target_dir()?.join("release/reportedly");
        return score(&folder, &format!("'{}' annotate --format json", reportedly.display()));
    }
    let temporary = tempfile::tempdir().context("cannot make a temporary folder")?;
    let [pages, documents] = ["pages", "documents"].map(|name| temporary.path().join(name));
    fs::create_dir(&pages).and_then(|()| fs::create_dir(&documents)).context("cannot make a temporary folder")?;
    unpack(&folder.join("html"), &pages)?;
    extension::pack(&tools::page()?, &workspace::dist())?;
    let mut articles = workspace::cargo();
    articles.args(["run", "--quiet", "--locked", "-p", "reportedly-tests", "--bin", "articles", "--"]);
    articles.arg("--pages").arg(&pages).arg("--out").arg(&documents);
    command::run(tools::chromium()?.describe(&mut articles).env("REPORTEDLY_DIST", workspace::dist()))?;
    // The script runs a command for each page, whose path is `$0` here.
    score(&folder, &format!("sh -c 'cat \"{}/$(basename \"$0\" .html).json\"'", documents.display()))
}

fn score(folder: &Path, command: &str) -> Result<()> {
    let mut extract = workspace::program("python3");
    extract.arg(folder.join("extract.py")).arg("--pages").arg(folder).arg("--command").arg(command);
    command::run(&mut extract)
}

/// Unpacks `NAME.html.gz` of a folder, by the beginnings of their names.
fn unpack(packed: &Path, pages: &Path) -> Result<()> {
    let mut count = 0;
    for name in workspace::files_below(packed)? {
        let Some(page) = name.to_str().and_then(|name| name.strip_suffix(".html.gz")) else { continue };
        let path = packed.join(&name);
        let short: String = page.chars().take(NAME).collect();
        let mut unpacked =
            GzDecoder::new(File::open(&path).with_context(|| format!("cannot read {}", path.display()))?);
        let mut out = File::create(pages.join(short + ".html")).context("cannot write a temporary file")?;
        io::copy(&mut unpacked, &mut out).with_context(|| format!("cannot unpack {}", path.display()))?;
        count += 1;
    }
    ensure!(count > 0, "{} has no pages: files that end with .html.gz", packed.display());
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn pages_are_unpacked_by_the_beginnings_of_their_names() {
        let (packed, pages) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        assert!(unpack(packed.path(), pages.path()).unwrap_err().to_string().contains("has no pages"));
        let file = File::create(packed.path().join("0123456789abcdef.html.gz")).unwrap();
        let mut gzip = flate2::write::GzEncoder::new(file, flate2::Compression::fast());
        gzip.write_all(b"<p>It may rain.").unwrap();
        gzip.finish().unwrap();
        unpack(packed.path(), pages.path()).unwrap();
        assert_eq!(fs::read(pages.path().join("0123456789ab.html")).unwrap(), b"<p>It may rain.");
    }
}
