//! The folder of the element as a package for npm.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::{command, tools, workspace};

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Makes a package of the folder.
pub(super) fn describe(folder: &Path) -> Result<()> {
    for name in ["LICENSE-APACHE", "LICENSE-MIT"] {
        super::copy(&workspace::root().join(name), &folder.join(name))?;
    }
    super::write(&folder.join("package.json"), &manifest()?)
}

/// ES modules and nothing else: there is no `main`, which only CommonJS would read. The order of conditions is the order in which
/// they are tried, which is why the file is copied as text.
fn manifest() -> Result<String> {
    const NO_VERSION: &str = "\"version\": \"0.0.0\"";
    let path = workspace::root().join("web/package.json");
    let template = String::from_utf8(workspace::read(&path)?).context("a manifest is text")?;
    ensure!(template.matches(NO_VERSION).count() == 1, "{} must have {NO_VERSION} once", path.display());
    Ok(template.replace(NO_VERSION, &format!("\"version\": \"{VERSION}\"")))
}

/// Packs the folder of the element beside it. Returns where the package is.
pub(crate) fn pack(dist: &Path) -> Result<PathBuf> {
    let mut npm = tools::npm()?;
    npm.args(["pack", "--silent", "--ignore-scripts", "--pack-destination"]).arg(dist).arg(dist.join("embed"));
    command::run_quietly(&mut npm)?;
    let package = dist.join(format!("reportedly-{VERSION}.tgz"));
    fs::metadata(&package).with_context(|| format!("npm has not made {}", package.display()))?;
    Ok(package)
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn what_a_package_exports_is_there() {
        let folders = ["element", "headless", "declarations"].map(|folder| workspace::root().join("web").join(folder));
        let manifest: Value = serde_json::from_str(&manifest().unwrap()).unwrap();
        let exports = manifest["exports"].as_object().unwrap().clone();
        let files = exports.values().filter_map(Value::as_object).flat_map(|entry| entry.values());
        let files: Vec<&str> = files.filter_map(Value::as_str).collect();
        assert_eq!(files.len(), 13);
        for file in files {
            assert!(folders.iter().any(|folder| folder.join(file).is_file()), "{file}");
        }
    }

    #[test]
    fn both_licences_go_along() {
        let folder = tempfile::tempdir().unwrap();
        describe(folder.path()).unwrap();
        let manifest: Value = serde_json::from_slice(&fs::read(folder.path().join("package.json")).unwrap()).unwrap();
        assert_eq!(manifest["version"], VERSION);
        assert!(manifest.get("main").is_none());
        assert!(folder.path().join("LICENSE-MIT").is_file() && folder.path().join("LICENSE-APACHE").is_file());
    }
}
