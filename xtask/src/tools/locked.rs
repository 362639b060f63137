//! Versions that `Cargo.lock` has decided.

use std::fs;

use anyhow::{Context, Result};

use crate::workspace;

/// The version of a package in `Cargo.lock`.
pub(super) fn version(package: &str) -> Result<String> {
    let path = workspace::root().join("Cargo.lock");
    let lock = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    find(&lock, package).map(str::to_owned).with_context(|| format!("Cargo.lock has no package {package}"))
}

/// Cargo writes `name` and, on the next line, `version`.
fn find<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"
[[package]]
name = "wasm-bindgen-macro"
version = "0.2.129"

[[package]]
name = "wasm-bindgen"
version = "0.2.130"
"#;

    #[test]
    fn finds_the_package_of_exactly_this_name() {
        assert_eq!(find(LOCK, "wasm-bindgen"), Some("0.2.130"));
    }

    #[test]
    fn a_package_that_is_not_there_has_no_version() {
        assert_eq!(find(LOCK, "wasm"), None);
    }
}
