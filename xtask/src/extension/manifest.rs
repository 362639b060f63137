//! The manifest of the extension: what all browsers read, and what each wants to read in another way.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value};

use super::Target;
use crate::workspace;

pub(super) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// In the place of the version.
const NO_VERSION: &str = "VERSION";

/// The manifest for a browser, from `manifest.json` and the file of that browser's name.
///
/// # Errors
/// When one of them cannot be read, is no JSON object, or has no place for the version.
pub(super) fn text(sources: &Path, target: Target) -> Result<String> {
    let mut manifest = object(&sources.join("manifest.json"))?;
    ensure!(manifest.get("version").is_some_and(|version| version == NO_VERSION), "the manifest has a version already");
    manifest.insert("version".to_owned(), VERSION.into());
    manifest.extend(object(&sources.join(target.name()).with_extension("json"))?);
    Ok(serde_json::to_string_pretty(&manifest)? + "\n")
}

fn object(path: &Path) -> Result<Map<String, Value>> {
    serde_json::from_slice(&workspace::read(path)?).with_context(|| format!("{} is no JSON object", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(target: Target) -> Map<String, Value> {
        serde_json::from_str(&text(&workspace::root().join("extension"), target).unwrap()).unwrap()
    }

    #[test]
    fn it_may_do_what_was_promised_and_nothing_else() {
        for target in Target::ALL {
            let manifest = manifest(target);
            assert_eq!(manifest["manifest_version"], 3);
            assert_eq!(manifest["permissions"], serde_json::json!(["activeTab", "scripting", "storage"]));
            for more in ["host_permissions", "optional_permissions", "optional_host_permissions", "content_scripts"] {
                assert!(!manifest.contains_key(more), "{target:?} has {more}");
            }
            let policy = manifest["content_security_policy"]["extension_pages"].as_str().unwrap();
            assert!(policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"), "{policy}");
            assert!(policy.contains("connect-src 'self';") && !policy.contains("http") && !policy.contains('*'));
            assert_eq!(manifest["version"], VERSION);
        }
    }

    #[test]
    fn browsers_differ_where_they_must() {
        let [chromium, firefox] = Target::ALL.map(manifest);
        assert!(chromium["background"]["service_worker"].is_string());
        assert!(firefox["background"]["scripts"].is_array());
        let differing = chromium.keys().chain(firefox.keys()).filter(|key| chromium.get(*key) != firefox.get(*key));
        let differing: std::collections::BTreeSet<&str> = differing.map(String::as_str).collect();
        let allowed = [
            "background",
            "browser_specific_settings",
            "incognito",
            "minimum_chrome_version",
            "web_accessible_resources",
        ];
        assert_eq!(differing.into_iter().collect::<Vec<_>>(), allowed);
    }
}
