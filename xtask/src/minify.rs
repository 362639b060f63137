//! Makes one script of the page's program and its modules, and one style sheet, both small for those who download them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::programs::MODULES;
use crate::tools::PageTools;
use crate::{command, import_names, integrity, seal, workspace};

/// What a link to a script begins with that a browser loads beforehand.
const PRELOAD: &str = "<link rel=\"modulepreload\"";

/// Puts the modules of the page's program into its script, writes this and the style sheets of a folder again without white
/// space, comments and long local names, and returns the page with their new hashes.
///
/// Many small files take longer to come than a large one: a browser asks for six at a time where a server knows no newer way.
///
/// # Errors
/// When a file cannot be read or written, or is no script or style sheet.
pub(crate) fn minify(tools: &PageTools, html: &str, folder: &Path) -> Result<String> {
    let html = &with_short_imports(html, folder)?;
    let files: Vec<PathBuf> = workspace::files_below(folder)?.into_iter().filter(|file| is_of_page(file)).collect();
    let hashes = || files.iter().map(|file| integrity::hash(folder, file)).collect::<Result<Vec<_>>>();
    let before = hashes()?;
    let mut esbuild = tools.program("esbuild");
    // Warnings are about what wasm-bindgen writes.
    esbuild.args([
        "--bundle",
        "--format=esm",
        "--minify",
        "--charset=utf8",
        "--legal-comments=none",
        "--log-level=error",
    ]);
    esbuild.arg("--allow-overwrite");
    esbuild.arg(format!("--outdir={}", folder.display())).arg(format!("--outbase={}", folder.display()));
    esbuild.args(files.iter().map(|file| folder.join(file)));
    command::run(&mut esbuild).context("cannot make the scripts of the page small")?;
    fs::remove_dir_all(folder.join(MODULES)).context("the page's program has no modules")?;
    let pairs = before.into_iter().zip(hashes()?);
    let html = pairs.fold(without_modules(html)?, |html, (before, after)| html.replace(&before, &after));
    let html = files.iter().try_fold(html, |html, file| renamed(&html, folder, file))?;
    let html = with_one_sheet(&html, folder)?;
    ensure!(!html.contains(MODULES), "the page still asks for {MODULES}");
    Ok(html)
}

/// Writes a script again without white space, comments and long local names. Those of a script that is no module are the page's.
///
/// # Errors
/// When it cannot be read or written, or is no script.
pub(crate) fn script(tools: &PageTools, path: &Path) -> Result<()> {
    let mut esbuild = tools.program("esbuild");
    esbuild.args(["--minify", "--charset=utf8", "--legal-comments=none", "--log-level=error"]);
    esbuild.arg(path).arg("--allow-overwrite").arg(format!("--outfile={}", path.display()));
    command::run(&mut esbuild).with_context(|| format!("cannot make {} small", path.display()))
}

/// The script of the page's program, which imports all others, and the page's style sheets. What the other programs have is known
/// by its hash already.
fn is_of_page(file: &Path) -> bool {
    let name = file.to_string_lossy();
    let extension = file.extension().unwrap_or_default();
    !name.contains(['/', '\\']) && (extension == "css" || extension == "js" && name.starts_with("reportedly-page"))
}

/// Makes the names small that the page's program imports. Returns the page with the new hashes of program and script, and the program's new
/// name.
fn with_short_imports(html: &str, folder: &Path) -> Result<String> {
    const END: &str = "_bg.wasm";
    let names = workspace::files_below(folder)?.into_iter().filter_map(|file| file.to_str().map(str::to_owned));
    let program = { names }.find(|name| name.starts_with("reportedly-page") && name.ends_with(END));
    let program = program.context("the page has no program")?;
    let name = program.trim_end_matches(END);
    let script = format!("{name}.js");
    let hashes = || Ok::<_, anyhow::Error>([integrity::hash(folder, &*program)?, integrity::hash(folder, &*script)?]);
    let before = hashes()?;
    import_names::shorten(&folder.join(&script), &folder.join(&program))?;
    let html = before.iter().zip(hashes()?).fold(html.to_owned(), |html, (before, after)| html.replace(before, &after));
    let (stem, _) = name.rsplit_once('-').context("the program has no hash in its name")?;
    let new = format!("{stem}-{}{END}", seal::short_hash(&folder.join(&program))?);
    fs::rename(folder.join(&program), folder.join(&new)).with_context(|| format!("cannot rename {program}"))?;
    Ok(html.replace(&program, &new))
}

/// Calls a file by a hash of what is in it now, as what has a hash in its name may be cached for ever. Returns the page with the
/// new name.
fn renamed(html: &str, folder: &Path, file: &Path) -> Result<String> {
    let name = file.to_str().context("a name is text")?;
    let (stem, extension) = name.rsplit_once('.').context("a file has no extension")?;
    let (stem, _) = stem.rsplit_once('-').context("a file has no hash in its name")?;
    let new = format!("{stem}-{}.{extension}", seal::short_hash(&folder.join(file))?);
    fs::rename(folder.join(file), folder.join(&new)).with_context(|| format!("cannot rename {name}"))?;
    Ok(html.replace(name, &new))
}

/// The page with one style sheet in the place of all that it has: fewer requests, and words that sheets have in common are sent once.
fn with_one_sheet(html: &str, folder: &Path) -> Result<String> {
    const LINK: &str = "<link rel=\"stylesheet\" href=\"";
    let (before, rest) = html.split_once(LINK).context("the page has no style sheet")?;
    let (mut base, mut sheet, mut after) = ("", String::new(), String::new());
    for (number, part) in rest.split(LINK).enumerate() {
        let (link, behind) = part.split_once('>').context("a link of the page has no end")?;
        let address = link.split('"').next().unwrap_or_default();
        let (folders, name) = address.split_at(address.rfind('/').map_or(0, |slash| slash + 1));
        base = folders;
        let file = folder.join(name);
        let rules = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
        sheet.push_str(rules.trim_end());
        fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))?;
        after.push_str(if number == 0 { behind } else { behind.trim_start() });
    }
    let whole = folder.join("page.css");
    fs::write(&whole, sheet).context("cannot write the style sheet of the page")?;
    let name = format!("page-{}.css", seal::short_hash(&whole)?);
    fs::rename(&whole, folder.join(&name)).context("cannot rename the style sheet of the page")?;
    let hash = integrity::hash(folder, &*name)?;
    Ok(format!("{before}{LINK}{base}{name}\" integrity=\"{hash}\"/>{after}"))
}

/// The page without the links that load modules beforehand.
fn without_modules(html: &str) -> Result<String> {
    let mut parts = html.split(PRELOAD);
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (link, rest) = part.split_once('>').context("a link of the page has no end")?;
        if !link.contains(MODULES) {
            kept.push_str(&format!("{PRELOAD}{link}>"));
        }
        kept.push_str(rest);
    }
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_are_not_asked_for_any_more() {
        let page =
            "<p><link rel=\"modulepreload\" href=\"./a.js\"><link rel=\"modulepreload\" href=\"./snippets/b.js\"> </p>";
        assert_eq!(without_modules(page).unwrap(), "<p><link rel=\"modulepreload\" href=\"./a.js\"> </p>");
        assert_eq!(without_modules("<p>").unwrap(), "<p>");
        assert!(without_modules("<link rel=\"modulepreload\"").is_err());
    }

    #[test]
    fn a_file_is_called_by_what_is_in_it() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("page-0123.css"), "p{}").unwrap();
        let page = renamed("<link href=\"./page-0123.css\">", folder.path(), Path::new("page-0123.css")).unwrap();
        let name = page.split(['/', '"']).nth(2).unwrap();
        assert!(name != "page-0123.css" && name.starts_with("page-") && name.ends_with(".css"), "{page}");
        assert_eq!(std::fs::read_to_string(folder.path().join(name)).unwrap(), "p{}");
    }

    #[test]
    fn style_sheets_are_one_in_their_order() {
        for base in ["./", "/some/where/", "https://cdn.example/a/"] {
            let folder = tempfile::tempdir().unwrap();
            for (name, rules) in [("a-01.css", "p{}\n"), ("b-02.css", "a{}\n")] {
                std::fs::write(folder.path().join(name), rules).unwrap();
            }
            let link = |name: &str| format!("<link rel=\"stylesheet\" href=\"{base}{name}\" integrity=\"sha384-a\"/>");
            let page = format!("<head>{}\n{}\n<script>", link("b-02.css"), link("a-01.css"));
            let page = with_one_sheet(&page, folder.path()).unwrap();
            let sheet = workspace::files_below(folder.path()).unwrap();
            assert_eq!(sheet.len(), 1);
            let address = format!("<head><link rel=\"stylesheet\" href=\"{base}{}\" integrity=\"", sheet[0].display());
            assert!(page.starts_with(&address) && page.ends_with("/>\n<script>"), "{page}");
            assert_eq!(std::fs::read_to_string(folder.path().join(&sheet[0])).unwrap(), "a{}p{}");
            assert!(with_one_sheet("<head>", folder.path()).is_err());
        }
    }

    #[test]
    fn the_files_of_the_page() {
        let is = |file: &str| is_of_page(Path::new(file));
        assert!(is("page-0123.css") && is("reportedly-page-0123.js"));
        assert!(!is("boot.js") && !is("engine.js") && !is("embed/embed.css") && !is("reportedly-page-0123_bg.wasm"));
    }
}
