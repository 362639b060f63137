//! Other packages for a browser, each as one script: in `bench/` beside `bench.html`, which names them with version and hash.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::side_page::BENCH;
use crate::tools::{COMPROMISE, Library, PageTools, WINK_NLP};
use crate::{command, integrity, workspace};

/// The folder of a site that has them.
const FOLDER: &str = "bench";

/// What `bench.html` has in front of their names, and behind them.
const PLACE: (&str, char) = ("<meta name=\"reportedly-peers\" content=\"", '"');

/// The script of a package.
pub(super) fn script(site: &Path, library: &Library) -> PathBuf {
    site.join(FOLDER).join(format!("{}.js", library.package))
}

/// Makes the scripts for a site, and names them in its `bench.html`. In a site that has some already they are made anew.
///
/// # Errors
/// When a package cannot be installed, or a file of the site not be read or written.
pub(crate) fn add(tools: &PageTools, site: &Path) -> Result<()> {
    let mut names = Vec::new();
    for library in [&COMPROMISE, &WINK_NLP] {
        let script = script(site, library);
        bundle(tools, library, &script)?;
        let hash = integrity::hash(site, script.strip_prefix(site).unwrap_or(&script))?;
        names.push(format!("{} {} {hash}", library.package, library.version));
    }
    let page = site.join(BENCH.page());
    let html = fs::read_to_string(&page).with_context(|| format!("cannot read {}", page.display()))?;
    fs::write(&page, with_names(&html, &names.join(", "))?).with_context(|| format!("cannot write {}", page.display()))
}

/// The packages are found where npm has put them: that is where esbuild looks for what a module names.
fn bundle(tools: &PageTools, library: &Library, to: &Path) -> Result<()> {
    let directory = library.directory()?;
    let modules = directory.parent().context("a package lies in a folder")?;
    let to = std::path::absolute(to).context("there is no current folder")?;
    let mut esbuild = tools.program("esbuild");
    esbuild.args(["--bundle", "--format=iife", "--global-name=peer", "--minify", "--charset=utf8"]);
    // What a licence wants to be said stays.
    esbuild.args(["--legal-comments=inline", "--log-level=error"]).arg(format!("--outfile={}", to.display()));
    esbuild.arg(workspace::root().join(format!("xtask/src/bench/peers/{}.mjs", library.package)));
    command::run(esbuild.env("NODE_PATH", modules))
        .with_context(|| format!("cannot make one script of {}", library.package))?;
    let licence = directory.join("LICENSE");
    fs::copy(&licence, to.with_extension("LICENSE.txt"))
        .map(drop)
        .with_context(|| format!("cannot copy {}", licence.display()))
}

fn with_names(html: &str, names: &str) -> Result<String> {
    let (begin, end) = PLACE;
    let (before, rest) = html.split_once(begin).with_context(|| format!("`{begin}` is missing in the page"))?;
    let (_, after) = rest.split_once(end).context("an attribute of the page does not end")?;
    Ok([before, begin, names, &end.to_string(), after].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_names_what_is_beside_it() {
        let page = fs::read_to_string(workspace::root().join(BENCH.page())).unwrap();
        let named = with_names(&page, "compromise 1.0.0 sha384-a").unwrap();
        assert!(named.contains("<meta name=\"reportedly-peers\" content=\"compromise 1.0.0 sha384-a\" />"), "{named}");
        assert_eq!(with_names(&named, "").unwrap(), page);
        assert!(with_names("<p>", "").is_err());
    }
}
