//! Sealing the built page: a content security policy, and an address of the engine that changes with its content.
//!
//! The policy is the proof of "nothing is uploaded": the browser itself refuses every connection to anywhere but the
//! page's own origin. Trunk writes inline scripts whose content differs from build to build, so the policy is written
//! here, with their hashes.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

/// Where `index.html` wants the policy.
const POLICY_PLACE: &str = "<!-- csp -->";

/// Where the page reads the engine's address.
const ENGINE_PLACE: &str = r#"<meta name="reportedly-engine" content="engine-worker.js""#;

/// The engine's files, word lists and model among them. They have no hash of their own, because the worker must know their names.
const ENGINE_FILES: [&str; 5] = ["engine-worker.js", "engine.js", "engine_bg.wasm", "engine.words", "news.model"];

/// Writes policy and engine address into the page.
pub(crate) fn seal(html: &str, engine_hash: &str) -> Result<String> {
    let sealed = replace_once(
        html,
        ENGINE_PLACE,
        &format!(r#"<meta name="reportedly-engine" content="engine-worker.js?v={engine_hash}""#),
    )?;
    for forbidden in ["<style", " style=\""] {
        ensure!(!sealed.contains(forbidden), "the policy forbids inline styles; move `{forbidden}` to a style sheet");
    }
    let scripts = inline_scripts(&sealed)?;
    let policy = format!(r#"<meta http-equiv="Content-Security-Policy" content="{}">"#, policy(&scripts));
    let in_time = sealed.split("<script").next().is_some_and(|head| head.contains(POLICY_PLACE));
    let sealed = replace_once(&sealed, POLICY_PLACE, &policy)?;
    ensure!(in_time, "`{POLICY_PLACE}` must stand before the first script: a policy holds from where it stands");
    Ok(sealed)
}

/// The policy that allows these inline scripts, the page's own files, and nothing else.
fn policy(inline_scripts: &[&str]) -> String {
    let hashes: String = inline_scripts
        .iter()
        .map(|script| format!(" 'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(script.as_bytes()))))
        .collect();
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{hashes}; style-src 'self'; img-src 'self' data:; \
         font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
    )
}

/// The contents of the scripts that have no `src`, to the letter, as a browser hashes them.
fn inline_scripts(html: &str) -> Result<Vec<&str>> {
    let mut scripts = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find("<script") {
        let tag = &rest[start..];
        let (attributes, content) = tag.split_once('>').context("a script tag does not end")?;
        let (content, after) = content.split_once("</script>").context("a script does not end")?;
        if !attributes.contains(" src=") {
            scripts.push(content);
        }
        rest = after;
    }
    Ok(scripts)
}

fn replace_once(html: &str, place: &str, with: &str) -> Result<String> {
    match html.matches(place).count() {
        1 => Ok(html.replacen(place, with, 1)),
        0 => bail!("`{place}` is missing in index.html"),
        found => bail!("`{place}` is in index.html {found} times, and must be once"),
    }
}

/// A short hash of all the engine's files: one changed byte gives all of them a new address.
pub(crate) fn engine_hash(dist: &Path) -> Result<String> {
    let mut hasher = Sha256::new();
    for name in ENGINE_FILES {
        let path = dist.join(name);
        hasher.update(fs::read(&path).with_context(|| format!("the build has no {}", path.display()))?);
    }
    Ok(hasher.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<html><head><!-- csp --><meta name="reportedly-engine" content="engine-worker.js">
<script type="module" src="a.js"></script><script type="module">go()</script></head></html>"#;

    #[test]
    fn inline_scripts_are_allowed_by_hash_and_others_by_origin() {
        let sealed = seal(PAGE, "00ff").unwrap();
        // printf 'go()' | openssl dgst -sha256 -binary | base64
        let hash = "5KYv+PUboo5h+0+YAtGRPbwv5d/QxzHslP4YGnUaxRw=";
        let policy = format!(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
             script-src 'self' 'wasm-unsafe-eval' 'sha256-{hash}'; "
        );
        assert!(sealed.contains(&policy), "{sealed}");
    }

    #[test]
    fn the_engine_is_asked_for_by_content() {
        let sealed = seal(PAGE, "00ff").unwrap();
        assert!(sealed.contains(r#"content="engine-worker.js?v=00ff">"#), "{sealed}");
    }

    #[test]
    fn pages_that_cannot_be_sealed_are_refused_with_the_reason() {
        let cases = [
            (PAGE.replace("<!-- csp -->", ""), "`<!-- csp -->` is missing"),
            (PAGE.replace("engine-worker.js", "worker.js"), "content=\"engine-worker.js\"` is missing"),
            (PAGE.replace("<html>", "<html><!-- csp -->"), "2 times"),
            (PAGE.replace("<html>", "<html><script></script>"), "before the first script"),
            (PAGE.replace("<html>", "<html style=\"a\">"), "inline styles"),
            (PAGE.replace("</head>", "<style>a{}</style></head>"), "inline styles"),
            (PAGE.replace("go()</script>", "go()"), "does not end"),
        ];
        for (page, reason) in cases {
            let message = format!("{:#}", seal(&page, "00ff").unwrap_err());
            assert!(message.contains(reason), "{message}\n  for {page}");
        }
    }

    #[test]
    fn the_engine_hash_covers_every_file() {
        let directory = tempfile::tempdir().unwrap();
        let write = |name: &str, content: &str| fs::write(directory.path().join(name), content).unwrap();
        ENGINE_FILES.iter().for_each(|name| write(name, "a"));
        let mut hashes = vec![engine_hash(directory.path()).unwrap()];
        for name in ENGINE_FILES {
            write(name, "b");
            hashes.push(engine_hash(directory.path()).unwrap());
        }
        hashes.sort();
        hashes.dedup();
        assert_eq!(hashes.len(), ENGINE_FILES.len() + 1);
    }

    #[test]
    fn a_missing_engine_file_is_named() {
        let message = format!("{:#}", engine_hash(Path::new("/nowhere")).unwrap_err());
        assert!(message.contains("engine-worker.js"), "{message}");
    }
}
