//! What a crate must not depend on, at any depth.

use anyhow::Result;

use super::Broken;
use crate::{command, workspace};

/// A package, what it must be free of, and why.
struct Rule {
    package: &'static str,
    free_of: &'static [&'static str],
    because: &'static str,
}

/// What ties code to a browser, or to chance.
const BROWSER: &[&str] = &["wasm-bindgen", "js-sys", "web-sys", "getrandom"];

const RULES: &[Rule] = &[
    Rule {
        package: "reportedly-document",
        free_of: BROWSER,
        because: "documents are the same on a server, in a worker and in a test",
    },
    Rule {
        package: "reportedly-engine",
        free_of: BROWSER,
        because: "the engine gives the same bytes on every target and never asks the world outside",
    },
    Rule {
        package: "reportedly-formats",
        free_of: &["wasm-bindgen", "js-sys", "web-sys", "getrandom", "reportedly-engine"],
        because: "files are read and written without a browser and without an engine",
    },
    Rule {
        package: "reportedly-extraction",
        free_of: &["wasm-bindgen", "js-sys", "web-sys", "getrandom", "reportedly-engine"],
        because: "a page has the same article in a browser, in Node and on the command line",
    },
    Rule {
        package: "reportedly-compare",
        free_of: &["wasm-bindgen", "js-sys", "web-sys", "getrandom", "reportedly-engine"],
        because: "articles are compared without a browser and without the engine, and the same everywhere",
    },
    Rule {
        package: "reportedly-link",
        free_of: &["wasm-bindgen", "js-sys", "web-sys", "getrandom", "reportedly-engine"],
        because: "links are made and opened without a browser and without the engine, and the same everywhere",
    },
    Rule {
        package: "reportedly-page",
        free_of: &["reportedly-engine"],
        because: "the engine has a wasm file of its own; the page talks to it by messages (crates/wasm-engine)",
    },
];

pub(super) fn check() -> Result<Vec<Broken>> {
    let mut broken = Vec::new();
    for rule in RULES {
        let mut tree = workspace::cargo();
        tree.args(["tree", "-p", rule.package, "--edges", "normal,build", "--target", "all"]);
        tree.args(["--prefix", "none", "--format", "{p}", "--locked"]);
        broken.extend(violations(rule, &command::read(&mut tree)?));
    }
    Ok(broken)
}

/// `tree` has a package a line: "name v1.2.3 …".
fn violations(rule: &Rule, tree: &str) -> Vec<Broken> {
    let depends = |name: &&&str| tree.lines().skip(1).any(|line| line.split(' ').next() == Some(name));
    let forbidden = rule.free_of.iter().filter(depends);
    forbidden
        .map(|name| {
            let Rule { package, because, .. } = rule;
            format!("{package} depends on {name}: {because}. See how: cargo tree -p {package} -i {name} --target all")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULE: Rule = Rule { package: "pure", free_of: &["js-sys"], because: "it is pure" };

    #[test]
    fn a_forbidden_dependency_at_any_depth_is_reported_with_the_reason() {
        let broken = violations(&RULE, "pure v0.1.0 (/a)\nserde v1.0.0\njs-sys v0.3.1\n");
        assert_eq!(broken.len(), 1);
        assert!(broken[0].contains("pure depends on js-sys: it is pure"), "{broken:?}");
    }

    #[test]
    fn other_dependencies_are_not() {
        assert_eq!(violations(&RULE, "pure v0.1.0 (/a)\njs-sys-like v0.3.1\n"), Vec::<Broken>::new());
    }
}
