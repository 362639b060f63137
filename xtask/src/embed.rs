//! `cargo xtask embed`: `<reportedly-text>` for other people's sites.

pub(crate) mod package;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::build::Profile;
use crate::programs::{FILES_OF_PROGRAMS, LOADER, MODULES};
use crate::{build, comments, integrity, programs, workspace};

/// Build `<reportedly-text>` into dist/embed/
///
/// What is in dist/embed/ afterwards can be copied to any web server. Pages name one file of it: reportedly.js. The same as a
/// package for npm is in dist/reportedly-VERSION.tgz.
#[derive(clap::Args)]
pub(crate) struct Arguments {}

/// The reader's style, in the order in which the page has it, and the element's own.
const STYLES: [&str; 10] = [
    "static/layers.css",
    "static/reader.css",
    "static/mark-parts.css",
    "static/marks.css",
    "static/panel.css",
    "static/card.css",
    "static/spotlight.css",
    "static/search.css",
    "static/print.css",
    "static/embed/widget.css",
];

/// What the folder has besides scripts: pages, their style, and what npm shows of the package.
const STATIC_FILES: [&str; 3] = ["embed.html", "embed.css", "README.md"];

/// Where the folder's scripts are. All of them lie side by side in it.
const SCRIPT_FOLDERS: [&str; 2] = ["element", "headless"];

/// Where their declarations for TypeScript are.
const DECLARATIONS: &str = "declarations";

/// Those of web/runtime: for `headless.js`, and for bundlers, who take the folder apart. The loader is written with hashes in it.
const RUNTIME_SCRIPTS: [&str; 3] = ["job-slices.js", "bundled-files.js", "task-worker.js"];

pub(crate) fn run(_: &Arguments) -> Result<()> {
    build::relative()?;
    let package = package::pack(&workspace::dist())?;
    println!("The element is in {}, as a package in {}", workspace::dist().join("embed").display(), package.display());
    Ok(())
}

/// Builds it beside a page that has been built into this folder, in the same profile.
pub(crate) fn beside(page: &Path, profile: Profile) -> Result<()> {
    let (root, out) = (workspace::root(), page.join("embed"));
    fs::create_dir_all(&out).with_context(|| format!("cannot make {}", out.display()))?;
    for name in FILES_OF_PROGRAMS {
        copy(&page.join(name), &out.join(name))?;
    }
    for name in STATIC_FILES {
        copy(&root.join("static/embed").join(name), &out.join(name))?;
    }
    let web = root.join("web");
    for folder in SCRIPT_FOLDERS.map(|folder| web.join(folder)) {
        for name in workspace::files_below(&folder)? {
            copy_script(&folder.join(&name), &out.join(name))?;
        }
    }
    for name in workspace::files_below(&web.join(DECLARATIONS))? {
        copy(&web.join(DECLARATIONS).join(&name), &out.join(name))?;
    }
    for name in RUNTIME_SCRIPTS {
        copy_script(&web.join("runtime").join(name), &out.join(name))?;
    }
    programs::widget(&out, profile)?;
    drop_unused(&out)?;
    for path in workspace::files_below(&out.join(MODULES))? {
        let module = out.join(MODULES).join(path);
        copy_script(&module, &module)?;
    }
    let mut css = String::new();
    for path in STYLES {
        let sheet = fs::read_to_string(root.join(path)).with_context(|| format!("cannot read {path}"))?;
        css.push_str(&comments::strip(&sheet));
    }
    let style = format!("export default {};\n", serde_json::to_string(&in_pixels(&css))?);
    write(&out.join("widget-style.js"), &style)?;
    let modules = workspace::files_below(&out.join(MODULES))?.into_iter().map(|path| Path::new(MODULES).join(path));
    let programs = FILES_OF_PROGRAMS.iter().chain(&["widget.js", "widget_bg.wasm"]).map(PathBuf::from);
    write(&out.join(LOADER), &comments::strip(&integrity::loader(&out, programs.chain(modules))?))?;
    package::describe(&out)?;
    let files = workspace::files_below(&out)?.into_iter().filter(|path| path != Path::new("integrity.json"));
    let hashes = serde_json::to_string_pretty(&integrity::hashes(&out, files)?)?;
    write(&out.join("integrity.json"), &(hashes + "\n"))
}

/// wasm-bindgen copies the scripts of every module that it has seen, also of those that the program was linked without.
fn drop_unused(out: &Path) -> Result<()> {
    let program = fs::read_to_string(out.join("widget.js")).context("the build has no widget.js")?;
    let folder = out.join(MODULES);
    let mut others = Vec::new();
    let mut used = Vec::new();
    for path in workspace::files_below(&folder)? {
        let source = fs::read_to_string(folder.join(&path)).context("a script is text")?;
        let is_imported = program.contains(&*path.to_string_lossy().replace('\\', "/"));
        if is_imported { &mut used } else { &mut others }.push((path, source));
    }
    // What they import lies beside them.
    let mut next = 0;
    while let Some((importer, source)) = used.get(next).cloned() {
        let is_imported = |(path, _): &mut (PathBuf, String)| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            path.parent() == importer.parent() && source.contains(&format!("from \"./{name}\""))
        };
        used.extend(others.extract_if(.., is_imported));
        next += 1;
    }
    for (path, _) in others {
        fs::remove_file(folder.join(&path)).with_context(|| format!("cannot drop {}", path.display()))?;
    }
    Ok(())
}

fn copy_script(from: &Path, to: &Path) -> Result<()> {
    let source = String::from_utf8(workspace::read(from)?).context("a script is text")?;
    write(to, &side_by_side(&comments::strip(&source)))
}

/// A script whose imports from other folders of web/ find them in its own folder.
fn side_by_side(script: &str) -> String {
    let folders = SCRIPT_FOLDERS.iter().chain(&["runtime"]);
    folders.fold(script.to_owned(), |script, folder| script.replace(&format!("\"../{folder}/"), "\"./"))
}

/// A style sheet without `rem`, which is whatever the page around it says: 16 pixels are what browsers say.
fn in_pixels(css: &str) -> String {
    let mut rest = css;
    let mut changed = String::with_capacity(css.len());
    while let Some(at) = rest.find("rem") {
        let (before, after) = rest.split_at(at);
        let number = before.rfind(|c: char| !c.is_ascii_digit() && c != '.').map_or(0, |end| end + 1);
        match before[number..].parse::<f64>() {
            Ok(value) => {
                changed.push_str(&before[..number]);
                changed.push_str(&format!("{}px", value * 16.0));
            }
            Err(_) => changed.push_str(&rest[..at + 3]),
        }
        rest = &after[3..];
    }
    changed + rest
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).map(drop).with_context(|| format!("cannot copy {}", from.display()))
}

fn write(path: &Path, content: &str) -> Result<()> {
    fs::write(path, content).with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_find_each_other_in_one_folder() {
        let script = "export { program } from \"../runtime/program-loader.js\";\nimport \"./events.js\";\n";
        assert_eq!(side_by_side(script), "export { program } from \"./program-loader.js\";\nimport \"./events.js\";\n");
    }

    #[test]
    fn lengths_do_not_depend_on_the_page_around() {
        assert_eq!(in_pixels("a { margin: 0.5rem -1rem; top: .25rem }"), "a { margin: 8px -16px; top: 4px }");
        assert_eq!(in_pixels(".premium { color: red }"), ".premium { color: red }");
        assert_eq!(in_pixels("@media (max-width: 40rem)"), "@media (max-width: 640px)");
    }
}
