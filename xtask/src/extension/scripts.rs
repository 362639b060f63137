//! The scripts of the extension: those of its own pages as they are, with what they import; and one for the pages that are read, which
//! knows no modules.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result};

use super::{copy, write};
use crate::programs::{LOADER, MODULES};
use crate::tools::PageTools;
use crate::{command, comments, workspace};

/// The scripts of the extension's pages and of its background.
const ENTRIES: [&str; 3] = ["background.js", "panel.js", "settings.js"];

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
    let mut waiting: Vec<String> = ENTRIES.iter().map(|name| format!("extension/{name}")).collect();
    let mut known = BTreeSet::new();
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
        let place = if folder == "extension" { out.join(name) } else { out.join(ELEMENT).join(name) };
        write(&place, &placed(&source, folder))?;
    }
    for name in BUILT {
        copy(&built.join(name), &out.join(ELEMENT).join(name))?;
    }
    for name in workspace::files_below(&built.join(MODULES))? {
        let name = Path::new(MODULES).join(name);
        copy(&built.join(&name), &out.join(ELEMENT).join(&name))?;
    }
    let mut esbuild = tools.program("esbuild");
    esbuild.args(["--bundle", "--format=iife", "--charset=utf8", "--legal-comments=none", "--log-level=error"]);
    esbuild.arg(web.join("extension").join(CONTENT)).arg(format!("--outfile={}", out.join(CONTENT).display()));
    command::run(&mut esbuild).context("cannot make one script for the pages that are read")
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
    fn scripts_find_those_of_the_element() {
        let placed_here = placed(SCRIPT, "extension");
        assert!(placed_here.contains("\"./element/program-loader.js\"") && placed_here.contains("\"./a.js\""));
        assert!(placed(SCRIPT, "element").contains("\"./program-loader.js\""));
    }
}
