//! `cargo xtask build --single-file`: the whole page as one HTML file, which runs from a disk.
//!
//! It is made of the files of a build, as they are: `web/single-file/start.js` hands them to the browser. Its policy allows no
//! address but those of the document itself.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use crate::programs::{ENGINE_WORKER, FILES_OF_PROGRAMS, LOADER};
use crate::tools::PageTools;
use crate::{command, comments, seal, workspace};

/// The file, in the folder of the build.
pub(crate) const NAME: &str = "reportedly.html";

/// Where the build has the texts to try.
const EXAMPLES: &str = "examples";

/// What `index.html` says of drafts, and what is true of a file.
const DRAFTS: [&str; 2] = [
    "Drafts are kept on this device, until you delete them.",
    "Drafts are kept in this browser, until you delete them; other pages that are opened from a disk may be able to read them there.",
];

/// Nothing here leads to a page that is not in the file.
const STYLE: &str = "[data-page=compare]{display:none!important}";

/// Writes the file for the build in this folder. `public_url` is the page that its links lead to, if there is one; without it they
/// lead to the file itself.
///
/// # Errors
/// When a file of the build is missing, or what goes into the page would end one of its elements.
pub(crate) fn write(tools: &PageTools, dist: &Path, public_url: Option<&str>) -> Result<PathBuf> {
    write_with(&Workers::of(tools, dist)?, dist, public_url)
}

fn write_with(workers: &Workers, dist: &Path, public_url: Option<&str>) -> Result<PathBuf> {
    let index = String::from_utf8(workspace::read(&dist.join("index.html"))?).context("the page is no text")?;
    let body = without_references(&index)?;
    let body = seal::replace_once(&body, DRAFTS[0], DRAFTS[1])?;
    let boot = element_text(&dist.join(seal::BOOT))?;
    let style = element_text(&of_page(dist, "page-", ".css")?)? + STYLE;
    let start = comments::strip(&element_text(&workspace::root().join("web/single-file/start.js"))?);
    let icon = BASE64_STANDARD.encode(workspace::read(&of_page(dist, "icon-", ".svg")?)?);
    // It runs when all of the page is there, and finds out where a part is missing.
    let policy = policy(&[&boot, &start], &style);
    let links =
        public_url.map(|url| format!("<meta name=\"reportedly-public-url\" content=\"{url}\">")).unwrap_or_default();
    let head = format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"reportedly-programs\" content=\"\">{links}\n<script>{boot}</script>\n\
         <link rel=\"icon\" type=\"image/svg+xml\" href=\"data:image/svg+xml;base64,{icon}\">\n<style>{style}</style>\n\
         <script type=\"module\">{start}</script>\n"
    );
    let html = seal::replace_once(&body, CHARSET, &[CHARSET, "\n", &head].concat())?;
    let html = seal::replace_once(&html, "</body>", &[&blocks(workers, dist)?, "</body>"].concat())?;
    let path = dist.join(NAME);
    fs::write(&path, html).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(path)
}

/// The scripts of the workers, as scripts that are no modules.
struct Workers {
    engine: String,
    tasks: String,
}

/// What the programs' scripts are called in the task worker.
const FACTORIES: [&str; 4] = ["files", "office", "links", "extraction"];

const TASK_WORKER: &str = "task-worker.js";

impl Workers {
    /// Those of the build in this folder.
    fn of(tools: &PageTools, dist: &Path) -> Result<Workers> {
        let folder = tempfile::tempdir().context("cannot make a folder for the workers' scripts")?;
        let (own, runtime) = (folder.path().join("single-file"), folder.path().join("runtime"));
        for (from, to) in [
            (workspace::root().join("web/single-file").join(TASK_WORKER), own.join(TASK_WORKER)),
            (dist.join(LOADER), runtime.join(LOADER)),
        ] {
            fs::create_dir_all(to.parent().unwrap_or(folder.path())).context("cannot make a folder")?;
            fs::copy(&from, &to).with_context(|| format!("cannot copy {}", from.display()))?;
        }
        let engine = classic(tools, &dist.join(ENGINE_WORKER))?;
        let mut tasks = "var factories = {\n".to_owned();
        for name in FACTORIES {
            let script = classic(tools, &dist.join(format!("{name}.js")))?;
            tasks.push_str(&format!("{name}() {{\n{script}return {MODULE};\n}},\n"));
        }
        tasks.push_str("};\n");
        tasks.push_str(&classic(tools, &own.join(TASK_WORKER))?);
        Ok(Workers { engine, tasks })
    }
}

/// The variable that has what a module exports.
const MODULE: &str = "programScript";

/// A module as a script.
fn classic(tools: &PageTools, module: &Path) -> Result<String> {
    let mut esbuild = tools.program("esbuild");
    esbuild.args([
        "--bundle",
        "--format=iife",
        "--minify",
        "--charset=utf8",
        "--legal-comments=none",
        "--log-level=error",
    ]);
    esbuild.arg(format!("--global-name={MODULE}")).arg(module);
    command::read(&mut esbuild).with_context(|| format!("cannot make a script of {}", module.display()))
}

/// What the head begins with: the policy has to stand before everything that it is about.
const CHARSET: &str = "<meta charset=\"utf-8\" />";

/// The policy: these scripts and this style, what they make themselves, and nothing else.
fn policy(scripts: &[&str], style: &str) -> String {
    let hash = |text: &str| format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)));
    let scripts = scripts.iter().map(|script| hash(script)).collect::<Vec<_>>().join(" ");
    let style = hash(style);
    format!(
        "default-src 'none'; script-src {scripts} blob: 'wasm-unsafe-eval'; style-src {style}; img-src data:; \
         worker-src blob:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; \
         trusted-types reportedly reportedly-file"
    )
}

/// The page without its links, scripts, policy and the address of its loader.
fn without_references(html: &str) -> Result<String> {
    let mut left = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let (before, tag) = rest.split_at(start);
        left.push_str(before);
        let end = if tag.starts_with("<script") {
            "</script>"
        } else if tag.starts_with("<link") || tag.starts_with("<meta http-equiv") || tag.starts_with(PROGRAMS) {
            ">"
        } else {
            left.push('<');
            rest = &tag[1..];
            continue;
        };
        rest = tag.split_once(end).context("an element of the page does not end")?.1;
    }
    Ok(left + rest)
}

const PROGRAMS: &str = "<meta name=\"reportedly-programs\"";

/// The files that the page loads: those of its programs compressed, and the examples as they are, which are short.
fn blocks(workers: &Workers, dist: &Path) -> Result<String> {
    let page = |end| of_page(dist, "reportedly-page-", end);
    let mut files = vec![("page.js", page(".js")?), ("page_bg.wasm", page("_bg.wasm")?)];
    let others = FILES_OF_PROGRAMS.iter().filter(|name| **name != ENGINE_WORKER).chain([&LOADER]);
    files.extend(others.map(|name| (*name, dist.join(name))));
    let mut blocks = block(ENGINE_WORKER, workers.engine.as_bytes())? + &block(TASK_WORKER, workers.tasks.as_bytes())?;
    for (name, path) in files {
        blocks.push_str(&block(name, &workspace::read(&path)?)?);
    }
    for name in workspace::files_below(&dist.join(EXAMPLES))? {
        let text = element_text(&dist.join(EXAMPLES).join(&name))?;
        let id = format!("{EXAMPLES}/{}", name.display());
        blocks.push_str(&format!("<script type=\"text/plain\" id=\"{id}\">{text}</script>\n"));
    }
    Ok(blocks)
}

fn block(name: &str, content: &[u8]) -> Result<String> {
    let packed = BASE64_STANDARD.encode(packed(content)?);
    Ok(format!("<script type=\"text/plain\" data-file=\"{name}\">{packed}</script>\n"))
}

/// As gzip, without a time and a name in it: the same bytes for the same content.
fn packed(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content).and_then(|()| encoder.finish()).context("cannot compress")
}

/// A text that is to stand in a `<script>` or a `<style>`.
fn element_text(path: &Path) -> Result<String> {
    let text = String::from_utf8(workspace::read(path)?).with_context(|| format!("{} is no text", path.display()))?;
    for end in ["</script", "</style", "<!--"] {
        ensure!(!text.contains(end), "`{end}` in {} would end the element that it stands in", path.display());
    }
    // A browser reads it so, before it hashes it.
    Ok(text.replace("\r\n", "\n"))
}

/// The only file of the page whose name begins and ends so, with a hash between.
fn of_page(dist: &Path, start: &str, end: &str) -> Result<PathBuf> {
    let files = workspace::files_below(dist)?;
    let is_one = |name: &str| name.strip_prefix(start).and_then(|rest| rest.strip_suffix(end)).is_some_and(is_hash);
    let mut found = files.iter().filter(|path| path.to_str().is_some_and(is_one));
    let first = found.next().with_context(|| format!("the build has no file {start}*{end}"))?;
    ensure!(found.next().is_none(), "the build has more than one file {start}*{end}");
    Ok(dist.join(first))
}

fn is_hash(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!doctype html><html><head><meta charset=\"utf-8\" /><meta http-equiv=\"Content-Security-Policy\" content=\"a\">\
        <link rel=\"icon\" href=\"a.svg\"><meta name=\"reportedly-programs\" content=\"b\" /><script src=\"c.js\"></script></head>\
        <body><p>Drafts are kept on this device, until you delete them.</p></body></html>";

    fn dist() -> tempfile::TempDir {
        let dist = tempfile::tempdir().unwrap();
        fs::create_dir(dist.path().join(EXAMPLES)).unwrap();
        let own = [
            LOADER,
            seal::BOOT,
            "page-0a.css",
            "icon-0a.svg",
            "reportedly-page-0a.js",
            "reportedly-page-0b_bg.wasm",
            "examples/a.txt",
        ];
        for name in own.iter().chain(&FILES_OF_PROGRAMS) {
            fs::write(dist.path().join(name), format!("content of {name}")).unwrap();
        }
        fs::write(dist.path().join("index.html"), PAGE).unwrap();
        dist
    }

    fn write(dist: &Path, public_url: Option<&str>) -> Result<PathBuf> {
        write_with(&Workers { engine: "a".to_owned(), tasks: "b".to_owned() }, dist, public_url)
    }

    fn written(dist: &Path, public_url: Option<&str>) -> String {
        fs::read_to_string(write(dist, public_url).unwrap()).unwrap()
    }

    #[test]
    fn the_file_refers_to_no_other() {
        let dist = dist();
        let html = written(dist.path(), None);
        for reference in [" src=", "a.svg", "c.js", "http:", "https:", "'self'"] {
            assert!(!html.contains(reference), "{reference} in {html}");
        }
        assert_eq!(html.matches(" href=").count(), html.matches(" href=\"data:").count());
        assert!(html.contains("<script type=\"text/plain\" id=\"examples/a.txt\">content of examples/a.txt</script>"));
        for name in FILES_OF_PROGRAMS.iter().chain(&[LOADER, TASK_WORKER, "page.js", "page_bg.wasm"]) {
            assert_eq!(html.matches(&format!("data-file=\"{name}\"")).count(), 1, "{name}");
        }
        assert_eq!(html, written(dist.path(), None), "the same build is the same file");
    }

    #[test]
    fn the_policy_stands_first_and_has_the_hash_of_every_script_and_style() {
        let html = written(dist().path(), None);
        let (before, rest) = html.split_once("<meta http-equiv=\"Content-Security-Policy\" content=\"").unwrap();
        assert!(!before.contains("<script") && !before.contains("<link"), "{before}");
        let (policy, page) = rest.split_once('"').unwrap();
        let hash = |text: &str| format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)));
        let inside = |start: &str, end: &str| page.split_once(start).unwrap().1.split_once(end).unwrap().0;
        for text in [
            inside("<script>", "</script>"),
            inside("<script type=\"module\">", "</script>"),
            inside("<style>", "</style>"),
        ] {
            assert!(policy.contains(&hash(text)), "{text}");
        }
        assert!(policy.starts_with("default-src 'none'; script-src 'sha256-"), "{policy}");
        assert!(policy.contains("; worker-src blob:; ") && !policy.contains("connect-src"), "{policy}");
    }

    #[test]
    fn links_lead_to_the_public_page_where_there_is_one() {
        let dist = dist();
        let meta = "<meta name=\"reportedly-public-url\" content=\"https://example.org/read/\">";
        assert!(written(dist.path(), Some("https://example.org/read/")).contains(meta));
        assert!(!written(dist.path(), None).contains("reportedly-public-url"));
    }

    #[test]
    fn what_would_end_its_element_is_refused() {
        for (name, content) in [("page-0a.css", "</style>"), ("boot.js", "'</script>'"), ("examples/a.txt", "<!--")] {
            let dist = dist();
            fs::write(dist.path().join(name), content).unwrap();
            assert!(format!("{:#}", write(dist.path(), None).unwrap_err()).contains(name), "{name}");
        }
    }

    #[test]
    fn a_build_of_two_versions_is_refused() {
        let dist = dist();
        fs::write(dist.path().join("page-0b.css"), "").unwrap();
        assert!(write(dist.path(), None).unwrap_err().to_string().contains("more than one"));
        fs::remove_file(dist.path().join("icon-0a.svg")).unwrap();
        fs::remove_file(dist.path().join("page-0b.css")).unwrap();
        assert!(write(dist.path(), None).unwrap_err().to_string().contains("icon-*.svg"));
    }
}
