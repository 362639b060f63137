//! The hashes of the built programs and their data, in the script that loads them (`web/runtime/program-loader.js`).

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Map, Value};
use sha2::{Digest, Sha384};

use crate::workspace;

/// Where the script wants them.
const PLACE: &str = "const INTEGRITY = {};";

/// The hash of each file, as `integrity` attributes want it.
///
/// # Errors
/// When one cannot be read.
pub(crate) fn hashes(folder: &Path, files: impl IntoIterator<Item = PathBuf>) -> Result<Map<String, Value>> {
    let hash = |path: PathBuf| {
        let hash = BASE64_STANDARD.encode(Sha384::digest(workspace::read(&folder.join(&path))?));
        Ok((path.to_string_lossy().replace('\\', "/"), format!("sha384-{hash}").into()))
    };
    files.into_iter().map(hash).collect()
}

/// The hash of one file.
///
/// # Errors
/// When it cannot be read.
pub(crate) fn hash(folder: &Path, file: impl Into<PathBuf>) -> Result<String> {
    let hashes = hashes(folder, [file.into()])?;
    hashes.values().next().and_then(|hash| hash.as_str()).map(str::to_owned).context("there is a hash for each file")
}

/// The loader for these files of a folder.
///
/// # Errors
/// When one cannot be read, or the script has no place for them.
pub(crate) fn loader(folder: &Path, files: impl IntoIterator<Item = PathBuf>) -> Result<String> {
    let path = workspace::root().join("web/runtime/program-loader.js");
    let script = String::from_utf8(workspace::read(&path)?).context("the loader is no text")?;
    ensure!(script.matches(PLACE).count() == 1, "`{PLACE}` must be once in {}", path.display());
    let hashes = serde_json::to_string_pretty(&hashes(folder, files)?)?;
    Ok(script.replace(PLACE, &format!("const INTEGRITY = {hashes};")))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn every_file_has_its_hash() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.js"), "a").unwrap();
        // printf a | openssl dgst -sha384 -binary | base64
        let hash = "sha384-VKWbnyKwuAiA2EJ+VIt8I6vYc0huHwNdzpzWl+hRdQM8qojm1XvDXvrgta/TFF8x";
        assert_eq!(hashes(folder.path(), ["a.js".into()]).unwrap()["a.js"], hash);
        let loader = loader(folder.path(), ["a.js".into()]).unwrap();
        assert!(loader.contains(&format!("const INTEGRITY = {{\n  \"a.js\": \"{hash}\"\n}};")), "{loader}");
    }
}
