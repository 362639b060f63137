//! Pages beside the page that reads one article: `compare.html` and `bench.html`.
//!
//! Trunk makes one page. The others have the same style sheets and the same policy, and start what they are for themselves.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::programs::LOADER;
use crate::tools::PageTools;
use crate::{command, comments, integrity, offline, seal, workspace};

/// A page beside the first one.
pub(crate) struct SidePage {
    /// Its name, in the root of the workspace and in a build.
    page: &'static str,
    /// Where its script is, and what it is called in a build.
    script: (&'static str, &'static str),
    /// Where its style sheet is, and what it is called until it has a hash of its content in its name.
    style: (&'static str, &'static str),
    /// Whether it hears what a person does before its program is there, and works without a network.
    is_app: bool,
}

/// Compares articles.
pub(crate) const COMPARE: SidePage = SidePage {
    page: "compare.html",
    script: ("web/compare/start.js", "compare-start.js"),
    style: ("static/compare.css", "compare-style.css"),
    is_app: true,
};

/// Times the engine on a visitor's machine. It leaves nothing behind there, and nothing else is to run beside it.
pub(crate) const BENCH: SidePage = SidePage {
    page: "bench.html",
    script: ("web/bench/bench.js", "bench.js"),
    style: ("static/bench.css", "bench-style.css"),
    is_app: false,
};

/// All of them.
const ALL: [&SidePage; 2] = [&COMPARE, &BENCH];

/// Where a page wants style sheets, icon and what makes it work without a network.
const LINKS_PLACE: &str = "<!-- links -->";

/// Copies what the pages have besides their programs into the folder of a build.
///
/// # Errors
/// When a file cannot be copied, or a script not be made one file.
pub(crate) fn copy_files(tools: &PageTools, out: &Path) -> Result<()> {
    let root = workspace::root();
    for page in ALL {
        let ((script, script_name), (style, style_name)) = (page.script, page.style);
        fs::copy(root.join(style), out.join(style_name)).with_context(|| format!("cannot copy {style}"))?;
        let to = out.join(script_name);
        if page.is_app {
            fs::copy(root.join(script), &to).with_context(|| format!("cannot copy {script}"))?;
            comments::strip_file(&to)?;
        } else {
            bundle(tools, script, &to)?;
        }
    }
    Ok(())
}

/// Makes one file of a script and those that it imports.
fn bundle(tools: &PageTools, script: &str, to: &Path) -> Result<()> {
    let to = std::path::absolute(to).context("there is no current folder")?;
    let mut esbuild = tools.program("esbuild");
    esbuild.args(["--bundle", "--format=esm", "--minify", "--charset=utf8", "--legal-comments=none"]);
    esbuild.args(["--log-level=error", script]).arg(format!("--outfile={}", to.display()));
    command::run(&mut esbuild).with_context(|| format!("cannot make one file of {script}"))
}

/// Writes the pages into a folder that is not sealed, as `cargo xtask serve` serves it.
///
/// # Errors
/// When a file of the build is missing, or a page has no place for what belongs into it.
pub(crate) fn write_unsealed(folder: &Path) -> Result<()> {
    let index = folder.join("index.html");
    let index = fs::read_to_string(&index).with_context(|| format!("cannot read {}", index.display()))?;
    ALL.iter().try_for_each(|page| page.write_html(&page.with_links(&index, folder)?, folder))
}

/// Writes the pages into the folder of a build. `index` is the page that reads one article, in the same folder.
///
/// # Errors
/// As [`write_unsealed`].
pub(crate) fn write(index: &str, folder: &Path) -> Result<()> {
    ALL.iter().try_for_each(|page| page.write(index, folder))
}

impl SidePage {
    /// What its script is called in a build.
    pub(crate) const fn script(&self) -> &'static str {
        self.script.1
    }

    /// What it is called.
    pub(crate) const fn page(&self) -> &'static str {
        self.page
    }

    fn write(&self, index: &str, folder: &Path) -> Result<()> {
        let html = self.with_links(index, folder)?;
        let address = offline::address(folder, LOADER)?.0;
        let html = seal::replace_once(&html, &format!("content=\"{LOADER}\""), &format!("content=\"{address}\""))?;
        let scripts = self.is_app.then_some(seal::BOOT).into_iter().chain([self.script()]);
        let html = { scripts }.try_fold(html, |html, script| {
            let (address, hash) = (offline::address(folder, script)?.0, integrity::hash(folder, script)?);
            let with = format!("src=\"{address}\" integrity=\"{hash}\"");
            seal::replace_once(&html, &format!("src=\"{script}\""), &with)
        })?;
        self.write_html(&seal::with_policy(&html)?, folder)
    }

    fn with_links(&self, index: &str, folder: &Path) -> Result<String> {
        let page = self.page;
        let template =
            fs::read_to_string(workspace::root().join(page)).with_context(|| format!("cannot read {page}"))?;
        seal::replace_once(&template, LINKS_PLACE, &self.links(index, folder)?)
    }

    fn write_html(&self, html: &str, folder: &Path) -> Result<()> {
        fs::write(folder.join(self.page), html).with_context(|| format!("cannot write {}", self.page))
    }

    /// The icon and the style sheets of the first page, the page's own style sheet behind them, and the script that registers the
    /// service worker, where the page is to have one and the first page has it.
    fn links(&self, index: &str, folder: &Path) -> Result<String> {
        let is_shared = |tag: &&str| ["stylesheet", "icon"].iter().any(|it| tag.contains(&format!("rel=\"{it}\"")));
        let mut links: String = tags(index, "<link").filter(is_shared).map(|tag| format!("<link{tag}>\n")).collect();
        ensure!(links.contains("stylesheet"), "the page that reads one article has no style sheets");
        let offline = tags(index, "<script").find(|tag| tag.contains(&format!("src=\"{}", offline::SCRIPT)));
        links.extend(offline.filter(|_| self.is_app).map(|tag| format!("<script{tag}></script>\n")));
        let begin = self.style.1.trim_end_matches("style.css");
        let is_style = |name: &String| name.starts_with(begin) && name.ends_with(".css");
        let files = workspace::files_below(folder)?.into_iter().map(|path| path.to_string_lossy().into_owned());
        let missing = || format!("the build has no style sheet of {}", self.page);
        let style = { files }.find(is_style).with_context(missing)?;
        let hash = integrity::hash(folder, &*style)?;
        links.push_str(&format!("<link rel=\"stylesheet\" href=\"{style}\" integrity=\"{hash}\">"));
        Ok(links)
    }
}

/// What is in the tags of a kind, from behind their name on.
fn tags<'h>(html: &'h str, begin: &str) -> impl Iterator<Item = &'h str> {
    html.split(begin).skip(1).filter_map(|rest| rest.split_once('>')).map(|(tag, _)| tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_the_style_of_the_first_and_no_inline_script() {
        let folder = tempfile::tempdir().unwrap();
        for name in [LOADER, seal::BOOT, COMPARE.script(), BENCH.script(), "compare-0123.css", "bench-0123.css"] {
            fs::write(folder.path().join(name), "a").unwrap();
        }
        let index = "<link rel=\"icon\" href=\"i\"><script type=\"module\" src=\"offline.js?v=1\"></script>\
            <link rel=\"stylesheet\" href=\"./layers-1.css\" /><link rel=\"modulepreload\" href=\"./a.js\">";
        write(index, folder.path()).unwrap();
        let page = fs::read_to_string(folder.path().join(COMPARE.page)).unwrap();
        assert!(page.contains("href=\"./layers-1.css\"") && page.contains("href=\"compare-0123.css\""), "{page}");
        assert!(page.contains("script-src 'self' 'wasm-unsafe-eval'; style-src 'self'"), "{page}");
        assert!(page.matches("integrity=\"sha384-").count() == 3 && !page.contains("a.js"), "{page}");
        assert!(page.contains("rel=\"icon\"") && page.contains("src=\"offline.js?v=1\"></script>"), "{page}");
        let bench = fs::read_to_string(folder.path().join(BENCH.page)).unwrap();
        assert!(bench.contains("href=\"bench-0123.css\"") && bench.contains("src=\"bench.js?v="), "{bench}");
        assert!(!bench.contains("boot.js") && !bench.contains("offline.js"), "{bench}");
        assert!(write("<p>", folder.path()).is_err());
        // A page that is served while somebody works on it.
        fs::write(folder.path().join("index.html"), index).unwrap();
        write_unsealed(folder.path()).unwrap();
        let page = fs::read_to_string(folder.path().join(COMPARE.page)).unwrap();
        assert!(page.contains("href=\"./layers-1.css\"") && page.contains("src=\"boot.js\""), "{page}");
    }
}
