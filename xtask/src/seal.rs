//! Sealing the built page: a content security policy, and an address of the programs beside it that changes with their content.
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

use crate::{integrity, offline};
// It knows the hashes of all files of the other programs: when one byte of them changes, so does it.
use crate::programs::LOADER;

/// Where `index.html` wants the policy.
const POLICY_PLACE: &str = "<!-- csp -->";

/// What runs before the page's program is there. Trunk copies it as it is.
pub(crate) const BOOT: &str = "boot.js";

/// What stands in the page, with this behind the address.
fn loader_place(address: &str) -> String {
    format!(r#"<meta name="reportedly-programs" content="{address}""#)
}

/// A short hash of a file.
pub(crate) fn short_hash(path: &Path) -> Result<String> {
    let content = fs::read(path).with_context(|| format!("the build has no {}", path.display()))?;
    Ok(Sha256::digest(content).iter().take(8).map(|byte| format!("{byte:02x}")).collect())
}

/// Writes the policy and the loader's address into the page that lies in this folder.
pub(crate) fn seal(html: &str, dist: &Path) -> Result<String> {
    let address = offline::address(dist, LOADER)?.0;
    // The engine's files come sooner where the script that asks for them is there already.
    let (place, hash) = (loader_place(&address), integrity::hash(dist, LOADER)?);
    let preload = format!(r#"<link rel="modulepreload" href="{address}" integrity="{hash}">{place}"#);
    let sealed = replace_once(html, &loader_place(LOADER), &preload)?;
    let sealed = with_checked_program(&sealed, dist)?;
    let boot =
        format!(r#"<script src="{}" integrity="{}">"#, offline::address(dist, BOOT)?.0, integrity::hash(dist, BOOT)?);
    let sealed = replace_once(&sealed, &format!(r#"<script src="{BOOT}">"#), &boot)?;
    with_policy(&sealed)
}

/// A page with the policy for the scripts that are in it.
pub(crate) fn with_policy(sealed: &str) -> Result<String> {
    for forbidden in ["<style", " style=\""] {
        ensure!(!sealed.contains(forbidden), "the policy forbids inline styles; move `{forbidden}` to a style sheet");
    }
    let scripts = inline_scripts(sealed)?;
    let policy = format!(r#"<meta http-equiv="Content-Security-Policy" content="{}">"#, policy(&scripts));
    let in_time = sealed.split("<script").next().is_some_and(|head| head.contains(POLICY_PLACE));
    let sealed = replace_once(sealed, POLICY_PLACE, &policy)?;
    ensure!(in_time, "`{POLICY_PLACE}` must stand before the first script: a policy holds from where it stands");
    Ok(sealed)
}

/// The page with its own program checked against its hash before it is run. Trunk gives a hash to its preload, which browsers may
/// ignore, and not to what runs it.
fn with_checked_program(html: &str, dist: &Path) -> Result<String> {
    const BEFORE: &str = "module_or_path: '";
    let (before, rest) = html.split_once(BEFORE).context("the page does not start its program as it did")?;
    let (name, after) = rest.split_once('\'').context("a string does not end")?;
    let hash = integrity::hash(dist, name.rsplit('/').next().unwrap_or(name))?;
    Ok(format!("{before}module_or_path: fetch('{name}', {{ integrity: '{hash}' }}){after}"))
}

/// The policy that allows these inline scripts, the page's own files, and nothing else.
///
/// A worker of a file would have a policy of its own, or none; one of a `blob:` address has the page's. The service worker is the
/// only file that is one (`web/offline/service-worker.js`).
fn policy(inline_scripts: &[&str]) -> String {
    let hashes: String = inline_scripts
        .iter()
        .map(|script| format!(" 'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(script.as_bytes()))))
        .collect();
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{hashes}; style-src 'self'; img-src 'self' data:; \
         font-src 'self'; connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types reportedly reportedly-offline"
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

/// Puts something into a place that a page has once.
pub(crate) fn replace_once(html: &str, place: &str, with: &str) -> Result<String> {
    match html.matches(place).count() {
        1 => Ok(html.replacen(place, with, 1)),
        0 => bail!("`{place}` is missing in the page"),
        found => bail!("`{place}` is in the page {found} times, and must be once"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<html><head><!-- csp --><meta name="reportedly-programs" content="program-loader.js">
<script src="boot.js"></script><script type="module" src="a.js"></script><script type="module">go({ module_or_path: './a_bg.wasm' })</script></head></html>"#;

    fn dist() -> tempfile::TempDir {
        let dist = tempfile::tempdir().unwrap();
        for name in [LOADER, BOOT, "a_bg.wasm"] {
            fs::write(dist.path().join(name), "aaaaa").unwrap();
        }
        dist
    }

    #[test]
    fn inline_scripts_are_allowed_by_hash_and_others_by_origin() {
        let sealed = seal(PAGE, dist().path()).unwrap();
        // The SHA-256 of the script as it is sealed.
        let hash = "hFw+5FeDhusYgGUPKFBJDGwRtu1Lqii0u//ko7eHdow=";
        let policy = format!(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
             script-src 'self' 'wasm-unsafe-eval' 'sha256-{hash}'; "
        );
        assert!(sealed.contains(&policy), "{sealed}");
    }

    #[test]
    fn the_loader_is_asked_for_by_content() {
        let sealed = seal(PAGE, dist().path()).unwrap();
        // printf aaaaa | openssl dgst -sha384 -binary | base64
        assert!(sealed.contains(r#"content="program-loader.js?v=AcLzFyJFNZDe1IxQ">"#), "{sealed}");
    }

    #[test]
    fn the_page_s_program_is_checked() {
        let sealed = seal(PAGE, dist().path()).unwrap();
        // printf aaaaa | openssl dgst -sha384 -binary | base64
        let checked = "module_or_path: fetch('./a_bg.wasm', { integrity: 'sha384-AcLzFyJFNZDe1IxQICfgJIdlYIjnW3QRQsMwMOa0TIwZXdbW/vzmwGOVBcpZ7PA+' })";
        assert!(sealed.contains(checked), "{sealed}");
        assert!(sealed.contains(r#"<script src="boot.js?v=AcLzFyJFNZDe1IxQ" integrity="sha384-"#), "{sealed}");
    }

    #[test]
    fn workers_are_under_the_policy_of_the_page() {
        assert!(policy(&[]).contains("; worker-src 'self' blob:;"), "the service worker is a file");
    }

    #[test]
    fn pages_that_cannot_be_sealed_are_refused_with_the_reason() {
        let cases = [
            (PAGE.replace("<!-- csp -->", ""), "`<!-- csp -->` is missing"),
            (PAGE.replace("program-loader.js", "loader.js"), "content=\"program-loader.js\"` is missing"),
            (PAGE.replace("<html>", "<html><!-- csp -->"), "2 times"),
            (PAGE.replace("<html>", "<html><script></script>"), "before the first script"),
            (PAGE.replace("<html>", "<html style=\"a\">"), "inline styles"),
            (PAGE.replace("</head>", "<style>a{}</style></head>"), "inline styles"),
            (PAGE.replace("' })</script>", "' })"), "does not end"),
            (PAGE.replace("module_or_path", "path"), "does not start its program"),
        ];
        let dist = dist();
        for (page, reason) in cases {
            let message = format!("{:#}", seal(&page, dist.path()).unwrap_err());
            assert!(message.contains(reason), "{message}\n  for {page}");
        }
    }

    #[test]
    fn a_missing_file_is_named() {
        let message = format!("{:#}", seal(PAGE, Path::new("/nowhere")).unwrap_err());
        assert!(message.contains(LOADER), "{message}");
    }
}
