//! The scripts of the extension: those of its own pages as they are, with what they import; and one for the pages that are read, which
//! knows no modules.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::{copy, write};
use crate::programs::{LOADER, MODULES};
use crate::tools::PageTools;
use crate::{command, comments, workspace};

/// The scripts of the extension's pages and of its background.
const ENTRIES: [&str; 3] = ["background.js", PANEL, "settings.js"];

/// The script of the panel, and its page.
const PANEL: &str = "panel.js";
const PANEL_PAGE: &str = "panel.html";

/// What is put into the pages that are read.
const CONTENT: &str = "content.js";

/// Where the scripts of the element lie in the extension.
const ELEMENT: &str = "element";

/// What a build has made for the element: its program, its style, and what loads them.
const BUILT: [&str; 4] = [LOADER, "widget.js", "widget_bg.wasm", "widget-style.js"];

/// Packs them into a folder.
///
/// # Errors
/// When a script is missing, or a file cannot be written.
pub(super) fn pack(tools: &PageTools, dist: &Path, out: &Path) -> Result<()> {
    let web = workspace::root().join("web");
    let built = dist.join("embed");
    for (place, script) in packed_scripts(&web, &ENTRIES)? {
        write(&out.join(place), &script)?;
    }
    for name in BUILT {
        copy(&built.join(name), &out.join(ELEMENT).join(name))?;
    }
    let parts: Vec<PathBuf> =
        workspace::files_below(&built.join(MODULES))?.iter().map(|name| Path::new(MODULES).join(name)).collect();
    for name in &parts {
        copy(&built.join(name), &out.join(ELEMENT).join(name))?;
    }
    let own = packed_scripts(&web, &[PANEL])?.into_keys();
    let of_element = BUILT.iter().map(PathBuf::from).chain(parts).map(|name| Path::new(ELEMENT).join(name));
    let modules = own.map(PathBuf::from).chain(of_element).filter(|path| path.extension().is_some_and(|it| it == "js"));
    let page = out.join(PANEL_PAGE);
    let source = String::from_utf8(workspace::read(&page)?).context("a page is text")?;
    write(&page, &with_preloads(&source, modules)?)?;
    let mut esbuild = tools.program("esbuild");
    esbuild.args(["--bundle", "--format=iife", "--charset=utf8", "--legal-comments=none", "--log-level=error"]);
    esbuild.arg(web.join("extension").join(CONTENT)).arg(format!("--outfile={}", out.join(CONTENT).display()));
    command::run(&mut esbuild).context("cannot make one script for the pages that are read")
}

/// These scripts of web/extension and all that they import and no build makes, by their places in the extension.
fn packed_scripts(web: &Path, entries: &[&str]) -> Result<BTreeMap<String, String>> {
    let mut waiting: Vec<String> = entries.iter().map(|name| format!("extension/{name}")).collect();
    let (mut known, mut scripts) = (BTreeSet::new(), BTreeMap::new());
    while let Some(path) = waiting.pop() {
        if !known.insert(path.clone()) {
            continue;
        }
        let (folder, name) = path.split_once('/').context("a script lies in a folder of web/")?;
        if folder != "extension" && BUILT.contains(&name) {
            continue;
        }
        let source = String::from_utf8(workspace::read(&web.join(&path))?).context("a script is text")?;
        let source = comments::strip(&source);
        waiting.extend(imports(&source, folder));
        let place = if folder == "extension" { name.to_owned() } else { format!("{ELEMENT}/{name}") };
        scripts.insert(place, placed(&source, folder));
    }
    Ok(scripts)
}

/// A page that names all modules at its beginning: a browser asks for a module otherwise when it has read the one that imports it.
fn with_preloads(page: &str, modules: impl Iterator<Item = PathBuf>) -> Result<String> {
    const SCRIPT: &str = "<script type=\"module\"";
    let (before, rest) = page.split_once(SCRIPT).context("the panel has no script")?;
    let links: String =
        modules.map(|path| format!("<link rel=\"modulepreload\" href=\"{}\" />\n    ", path.display())).collect();
    Ok([before, &links, SCRIPT, rest].concat())
}

/// The scripts that a script of this folder of web/ imports, by their paths there.
fn imports(source: &str, folder: &str) -> Vec<String> {
    let addresses = ["from \"", "import(\"", "import \""].into_iter().flat_map(|word| source.split(word).skip(1));
    let addresses = addresses.filter_map(|rest| rest.split('"').next());
    addresses
        .filter_map(|address| match address.strip_prefix("../") {
            Some(path) => Some(path.to_owned()),
            None => address.strip_prefix("./").map(|name| format!("{folder}/{name}")),
        })
        .collect()
}

/// A script whose imports find what lies in the folder of the element.
fn placed(source: &str, folder: &str) -> String {
    let element = if folder == "extension" { "\"./element/" } else { "\"./" };
    ["element", "runtime"]
        .iter()
        .fold(source.to_owned(), |script, other| script.replace(&format!("\"../{other}/"), element))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "import * as loader from \"../runtime/program-loader.js\";\n\
        import { a } from \"./a.js\";\nconst b = import(\"../element/b.js\");\nimport \"./c.js\";\n";

    #[test]
    fn what_a_script_imports_is_found() {
        let found = ["runtime/program-loader.js", "extension/a.js", "element/b.js", "extension/c.js"];
        assert_eq!(imports(SCRIPT, "extension"), found);
    }

    #[test]
    fn a_page_names_its_modules_before_its_script() {
        let page = "<head>\n    <script type=\"module\" src=\"panel.js\"></script>";
        let found = with_preloads(page, ["panel.js", "element/a.js"].map(PathBuf::from).into_iter()).unwrap();
        let links = ["panel.js", "element/a.js"].map(|path| format!("<link rel=\"modulepreload\" href=\"{path}\" />"));
        assert_eq!(found, page.replace("<script", &format!("{}\n    {}\n    <script", links[0], links[1])));
        assert!(with_preloads("<head>", std::iter::empty()).is_err());
    }

    #[test]
    fn scripts_find_those_of_the_element() {
        let placed_here = placed(SCRIPT, "extension");
        assert!(placed_here.contains("\"./element/program-loader.js\"") && placed_here.contains("\"./a.js\""));
        assert!(placed(SCRIPT, "element").contains("\"./program-loader.js\""));
    }
}
