//! How modules and functions are called, and that a module says what it is for.
//!
//! A name is one that an engineer of the field would search for. Everyday verbs are none: nobody finds the code by them.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::{Broken, sources};
use crate::workspace;

/// Names that say nothing, and what to say instead.
const FORBIDDEN: &[(&str, &str)] = &[
    ("again", "what is done once more"),
    ("ask", "request, query, confirm"),
    ("asking", "what is asked for"),
    ("at", "match_at, index_of, start"),
    ("happened", "handle, Msg"),
    ("happens", "dispatch"),
    ("hear", "listen, handler"),
    ("heard", "handle_event"),
    ("keep", "store, save, retain"),
    ("later", "spawn, defer"),
    ("look", "view, render, describe"),
    ("looks", "view, style"),
    ("may", "attr_opt, is_allowed"),
    ("place", "position, span, index, slot"),
    ("put", "set, insert, attr"),
    ("said", "announcement, statement, notice"),
    ("say", "announce, notify, show"),
    ("stay", "layout, cancel"),
    ("staying", "what does not move"),
    ("tell", "notify, report"),
    ("told", "snapshot, notified"),
    ("weigh", "score, request_evidence"),
];

/// Whose functions are in the language of the tests, which speak of what a person does.
const TESTS: &str = "tests/";

pub(super) fn check() -> Result<Vec<Broken>> {
    let root = workspace::root();
    let mut broken = Vec::new();
    for path in sources::sources(&root)? {
        let name = path.strip_prefix(&root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        if !name.ends_with(".rs") || name.starts_with("target") {
            continue;
        }
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {name}"))?;
        broken.extend(module_name(&name));
        broken.extend(first_line(&name, &text));
        if !name.starts_with(TESTS) {
            broken.extend(function_names(&name, &text));
        }
    }
    Ok(broken)
}

fn instead_of(name: &str) -> Option<&'static str> {
    FORBIDDEN.iter().find(|(forbidden, _)| *forbidden == name).map(|(_, instead)| *instead)
}

fn module_name(path: &str) -> Option<Broken> {
    let stem = Path::new(path).file_stem()?.to_str()?;
    let instead = instead_of(stem)?;
    Some(format!("{path}: a module called \"{stem}\" is found by nobody: name what is in it ({instead})"))
}

fn first_line(path: &str, text: &str) -> Option<Broken> {
    let is_said = text.starts_with("//!") || text.starts_with("#![");
    (!is_said).then(|| format!("{path} does not begin with a line \"//! …\" that says what the module is for"))
}

fn function_names(path: &str, text: &str) -> Vec<Broken> {
    let named = |line: &str| {
        let after = line.split_once("fn ")?.1;
        let name: String = after.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        let is_code = !line.trim_start().starts_with("//");
        instead_of(&name).filter(|_| is_code).map(|instead| (name, instead))
    };
    text.lines()
        .zip(1..)
        .filter_map(|(line, number)| {
            let (name, instead) = named(line)?;
            Some(format!("{path}:{number} has a function \"{name}\": name what it does ({instead})"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyday_verbs_are_no_names() {
        assert!(module_name("src/keep.rs").is_some_and(|message| message.contains("store")));
        assert_eq!(module_name("src/storage/drafts.rs"), None);
        let broken =
            function_names("a.rs", "// fn sayer() is gone\n    pub(crate) fn tell(&self) {}\nfn teller() {}\n");
        assert_eq!(broken, ["a.rs:2 has a function \"tell\": name what it does (notify, report)"]);
    }

    #[test]
    fn a_module_says_what_it_is_for() {
        assert!(first_line("a.rs", "use b;\n").is_some());
        assert_eq!(first_line("a.rs", "//! What it is for.\n"), None);
    }
}
