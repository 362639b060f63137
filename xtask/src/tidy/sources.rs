//! What a source file must have, and must not.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::Broken;
use crate::workspace;

/// No file is longer: one subject, one file.
const MOST_LINES: usize = 600;

/// Files that may be longer, and why.
const LONG_FILES: &[(&str, &str)] = &[];

/// Words that have no place in sources, and what to do instead.
const FORBIDDEN: &[(&str, &str)] = &[
    ("TODO", "do it, or file an issue"),
    ("FIXME", "fix it, or file an issue"),
    ("dbg!", "remove it"),
    ("innerHTML", "text is never markup: write text nodes"),
    ("from_html_unchecked", "text is never markup: write text nodes"),
];

/// The one file that must name the forbidden words.
const THIS_FILE: &str = "xtask/src/tidy/sources.rs";

/// What is read by people as source.
const EXTENSIONS: &[&str] = &["rs", "js", "mjs", "ts", "css", "html"];

/// Directories whose contents others have written, or programs.
const SKIPPED: &[&str] = &[".git", "target", "dist", "node_modules"];

/// The first lines of defence of a library crate.
const LIBRARY_ATTRIBUTES: &[(&str, &str)] = &[
    ("#![forbid(unsafe_code)]", "no library of ours needs unsafe code"),
    ("#![deny(missing_docs)]", "what a library offers is documented"),
];

pub(super) fn check() -> Result<Vec<Broken>> {
    let root = workspace::root();
    let mut broken = Vec::new();
    for path in sources(&root)? {
        let name = path.strip_prefix(&root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {name}"))?;
        if name != THIS_FILE {
            broken.extend(forbidden_words(&name, &text));
        }
        broken.extend(too_long(&name, &text));
        if is_library_root(&name) {
            broken.extend(missing_attributes(&name, &text));
        }
    }
    Ok(broken)
}

/// Every source file below a directory, in order.
pub(super) fn sources(directory: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut waiting = vec![directory.to_owned()];
    while let Some(directory) = waiting.pop() {
        let entries = fs::read_dir(&directory).with_context(|| format!("cannot read {}", directory.display()))?;
        for entry in entries {
            let entry = entry.with_context(|| format!("cannot read {}", directory.display()))?;
            let path = entry.path();
            if entry.file_type().with_context(|| format!("cannot read {}", path.display()))?.is_dir() {
                if !SKIPPED.iter().any(|name| entry.file_name() == *name) {
                    waiting.push(path);
                }
            } else if path.extension().is_some_and(|extension| EXTENSIONS.iter().any(|known| extension == *known)) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

fn forbidden_words(name: &str, text: &str) -> Vec<Broken> {
    let lines = text.lines().zip(1..);
    lines
        .flat_map(|(line, number)| {
            let words = FORBIDDEN.iter().filter(move |(word, _)| line.contains(word));
            words.map(move |(word, instead)| format!("{name}:{number} has {word}: {instead}"))
        })
        .collect()
}

fn too_long(name: &str, text: &str) -> Option<Broken> {
    let lines = text.lines().count();
    let excused = LONG_FILES.iter().any(|(file, _)| *file == name);
    (lines > MOST_LINES && !excused).then(|| {
        format!("{name} has {lines} lines, more than {MOST_LINES}: divide it by subject (or excuse it in {THIS_FILE})")
    })
}

fn is_library_root(name: &str) -> bool {
    name.starts_with("crates/") && name.ends_with("/src/lib.rs")
}

fn missing_attributes(name: &str, text: &str) -> Vec<Broken> {
    let missing = LIBRARY_ATTRIBUTES.iter().filter(|(attribute, _)| !text.lines().any(|line| line == *attribute));
    missing.map(|(attribute, because)| format!("{name} lacks {attribute}: {because}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forbidden_words_are_reported_with_their_line_and_a_remedy() {
        assert_eq!(forbidden_words("a.rs", "fn a() {}\n// TODO: b\n"), ["a.rs:2 has TODO: do it, or file an issue"]);
        assert_eq!(forbidden_words("a.js", "e.innerHTML = t; dbg!(e)").len(), 2);
        assert_eq!(forbidden_words("a.rs", "fn todo_list() {}"), Vec::<Broken>::new());
    }

    #[test]
    fn the_first_line_over_the_limit_is_too_many() {
        assert_eq!(too_long("a.rs", &"a\n".repeat(MOST_LINES)), None);
        let message = too_long("a.rs", &"a\n".repeat(MOST_LINES + 1)).unwrap();
        assert!(message.contains("a.rs has 601 lines"), "{message}");
    }

    #[test]
    fn every_library_crate_must_begin_with_its_attributes() {
        assert!(is_library_root("crates/engine/src/lib.rs"));
        assert!(!is_library_root("tests/src/lib.rs"));
        assert_eq!(
            missing_attributes("l.rs", "#![forbid(unsafe_code)]\n#![deny(missing_docs)]\n"),
            Vec::<Broken>::new()
        );
        let broken = missing_attributes("l.rs", "// #![forbid(unsafe_code)]\n#![deny(missing_docs)]\n");
        assert_eq!(broken, ["l.rs lacks #![forbid(unsafe_code)]: no library of ours needs unsafe code"]);
    }

    #[test]
    fn sources_are_found_and_what_is_built_is_not() {
        let directory = tempfile::tempdir().unwrap();
        for name in ["src/a.rs", "b.css", "c.txt", "target/d.rs", "web/node_modules/e.js"] {
            let path = directory.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        let found = sources(directory.path()).unwrap();
        assert_eq!(found, [directory.path().join("b.css"), directory.path().join("src/a.rs")]);
    }
}
