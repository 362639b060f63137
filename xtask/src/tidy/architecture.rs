//! `ARCHITECTURE.md` names every crate.

use std::fs;

use anyhow::{Context, Result};

use super::Broken;
use crate::workspace;

const DOCUMENT: &str = "ARCHITECTURE.md";

pub(super) fn check() -> Result<Vec<Broken>> {
    let root = workspace::root();
    let document = fs::read_to_string(root.join(DOCUMENT)).with_context(|| format!("cannot read {DOCUMENT}"))?;
    let mut crates = Vec::new();
    for entry in fs::read_dir(root.join("crates")).context("cannot read crates/")? {
        let name = entry.context("cannot read crates/")?.file_name();
        crates.push(format!("crates/{}", name.to_string_lossy()));
    }
    crates.sort();
    Ok(unnamed(&crates, &document))
}

fn unnamed(crates: &[String], document: &str) -> Vec<Broken> {
    let missing = crates.iter().filter(|name| !document.contains(&format!("### `{name}`")));
    missing.map(|name| format!("{DOCUMENT} has no section \"### `{name}`\": say there what the crate is for")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_without_a_section_is_reported() {
        let crates = ["crates/a".to_owned(), "crates/ab".to_owned()];
        let broken = unnamed(&crates, "### `crates/ab`\n\nSee `crates/a`.\n");
        assert_eq!(broken, ["ARCHITECTURE.md has no section \"### `crates/a`\": say there what the crate is for"]);
    }
}
