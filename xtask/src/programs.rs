//! `cargo xtask programs`: the programs beside the page's own, as a part of a build. Trunk calls it (`Trunk.toml`).
//!
//! Trunk builds all of its crates with the same compiler flags, and makes one program of them. The engine wants SIMD,
//! which makes its decoder several times as fast, and checks for it before it is loaded; the page must come up in any
//! browser, to say so. Files and links are the matter of those who save, open or share something, and loaded by them. The
//! element for other people's pages is another program again, and a folder of its own.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::build::Profile;
use crate::standard_library::StandardLibrary;
use crate::tools::WASM;
use crate::{command, embed, import_names, integrity, minify, side_page, tools, workspace};

/// Build the programs beside the page's into the folder that Trunk is filling
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Where to put them.
    #[arg(long, value_name = "DIR", env = "TRUNK_STAGING_DIR")]
    out: PathBuf,
    /// For visitors, or quick to build.
    #[arg(long, value_enum, env = "TRUNK_PROFILE", default_value = "release")]
    profile: Profile,
}

/// A wasm program.
struct Program {
    /// The crate that has it.
    package: &'static str,
    /// What its files are called.
    name: &'static str,
    /// Compiler flags.
    flags: &'static str,
    /// What it is to be in a release: fast, or small.
    optimise: &'static [&'static str],
}

/// `web/runtime/engine-client.js` asks the browser for what the features want of it. Functions as small as those that read
/// the next character are put into their callers: a build for size leaves them out of line, and takes a third longer for
/// the rules.
const ENGINE: Program = Program {
    package: "reportedly-wasm-engine",
    name: "engine",
    flags: "-Ctarget-feature=+simd128 -Cllvm-args=-inline-threshold=25",
    optimise: FASTEST,
};

/// A function with one caller is not put into it, unless it is small: a browser compiles what runs often once more, while the
/// page wants to be drawn, and takes ten times as long for a function of 40 KB as for ten of 4 KB.
const FAST: &[&str] = &["-O3", "--one-caller-inline-max-function-size=100"];

/// The same, until nothing more comes of it. Rust puts the stack of a program first in its memory, so that no address is as
/// low as the distances between fields. Functions that are called most have the lowest numbers, which are the shortest.
const FASTEST: &[&str] = &[
    "-O3",
    "--one-caller-inline-max-function-size=100",
    "--low-memory-unused",
    "--converge",
    "--reorder-functions",
    "--reorder-locals",
    "--strip-producers",
    "--strip-target-features",
];

const SMALL: &[&str] = &["-Oz"];

/// Most who save a file choose another format.
const OFFICE: Program = Program { package: "reportedly-wasm-office", name: "office", flags: "", optimise: SMALL };

const FILES: Program = Program { package: "reportedly-wasm-files", name: "files", flags: "", optimise: SMALL };

/// Links are made while a person waits.
const LINKS: Program = Program { package: "reportedly-wasm-links", name: "links", flags: "", optimise: FAST };

/// The article of a web page, for those who paste or open one.
const EXTRACTION: Program =
    Program { package: "reportedly-wasm-extraction", name: "extraction", flags: "", optimise: SMALL };

/// Few compare articles. It is a page of its own, and no part of the element's folder.
const COMPARE: Program = Program { package: "reportedly-page", name: "compare", flags: "", optimise: SMALL };

/// What the loader knows of it.
pub(crate) const FILES_OF_COMPARE: [&str; 2] = ["compare.js", "compare_bg.wasm"];

/// Where wasm-bindgen puts the modules that Rust imports.
pub(crate) const MODULES: &str = "snippets";

/// The reader for other people's pages (`embed`).
const WIDGET: Program = Program { package: "reportedly-element", name: "widget", flags: "", optimise: SMALL };

/// Builds the widget into this folder.
pub(crate) fn widget(out: &Path, profile: Profile) -> Result<()> {
    let arguments = Arguments { out: out.to_owned(), profile };
    build(&WIDGET, &tools::page()?, &arguments).map(drop)
}

/// The other Yew program of the examples.
const YEW_HOST: Program = Program { package: "reportedly-example-yew", name: "host", flags: "", optimise: SMALL };

/// Builds the other Yew program into this folder.
pub(crate) fn yew_host(out: &Path, profile: Profile) -> Result<()> {
    let arguments = Arguments { out: out.to_owned(), profile };
    build(&YEW_HOST, &tools::page()?, &arguments).map(drop)
}

/// All files of the page's programs. Trunk copies the data among them.
pub(crate) const FILES_OF_PROGRAMS: [&str; 14] = [
    ENGINE_WORKER,
    "engine.js",
    "engine_bg.wasm",
    "engine.words",
    "news.model",
    "files.js",
    "files_bg.wasm",
    "office.js",
    "office_bg.wasm",
    "links.js",
    "links_bg.wasm",
    "extraction.js",
    "extraction_bg.wasm",
    "news-1.txt",
];

/// The engine's worker.
pub(crate) const ENGINE_WORKER: &str = "engine-worker.js";

/// The script that loads them.
pub(crate) const LOADER: &str = "program-loader.js";

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let (tools, out) = (tools::page()?, &arguments.out);
    let messages = build(&ENGINE, &tools, arguments)?;
    let words = words(&messages).context("cargo does not say where the engine's word lists are")?;
    fs::copy(&words, out.join("engine.words")).with_context(|| format!("cannot copy {}", words.display()))?;
    bundle_worker(&tools, out)?;
    build(&FILES, &tools, arguments)?;
    build(&OFFICE, &tools, arguments)?;
    build(&LINKS, &tools, arguments)?;
    build(&EXTRACTION, &tools, arguments)?;
    build_compare(&tools, arguments)?;
    side_page::copy_files(&tools, out)?;
    let files = FILES_OF_PROGRAMS.iter().chain(&FILES_OF_COMPARE).map(PathBuf::from);
    let loader = out.join(LOADER);
    write(&loader, &integrity::loader(out, files)?)?;
    if arguments.profile == Profile::Release {
        minify::script(&tools, &loader)?;
    }
    side_page::write_unsealed(out)?;
    embed::beside(out, arguments.profile)
}

/// Builds the program that compares, with the modules of its script in the script.
fn build_compare(tools: &tools::PageTools, arguments: &Arguments) -> Result<()> {
    let folder = tempfile::tempdir().context("cannot make a folder for the program's scripts")?;
    let beside = Arguments { out: folder.path().to_owned(), profile: arguments.profile };
    build(&COMPARE, tools, &beside)?;
    let [script, wasm] = FILES_OF_COMPARE.map(|name| arguments.out.join(name));
    let script = std::path::absolute(script).context("there is no current folder")?;
    let mut esbuild = tools.program("esbuild");
    esbuild.args(["--bundle", "--format=esm", "--minify", "--charset=utf8", "--legal-comments=none"]);
    esbuild.args(["--log-level=error", FILES_OF_COMPARE[0]]).current_dir(folder.path());
    command::run(esbuild.arg(format!("--outfile={}", script.display())))
        .context("cannot make one file of the script")?;
    fs::copy(folder.path().join(FILES_OF_COMPARE[1]), wasm).context("cannot copy the program that compares").map(drop)
}

/// Writes the engine's worker as one file, with the scripts that it imports: a worker of a `blob:` address imports nothing.
fn bundle_worker(tools: &tools::PageTools, out: &Path) -> Result<()> {
    let folder = tempfile::tempdir().context("cannot make a folder for the worker's scripts")?;
    let copy = |from: &Path, name: &str| {
        let file = from.join(name);
        fs::copy(&file, folder.path().join(name)).with_context(|| format!("cannot copy {}", file.display()))
    };
    for name in [ENGINE_WORKER, "engine-session.js", "job-slices.js"] {
        copy(&workspace::root().join("web/runtime"), name)?;
    }
    copy(out, "engine.js")?;
    let mut esbuild = tools.program("esbuild");
    // Names stay: tests change what the worker does.
    esbuild.args(["--bundle", "--minify-whitespace", "--format=esm", "--charset=utf8", "--legal-comments=none"]);
    esbuild.arg("--log-level=error");
    let worker = std::path::absolute(out.join(ENGINE_WORKER)).context("there is no current folder")?;
    // It writes the names of files, as they are given, into the script.
    esbuild.arg(ENGINE_WORKER).current_dir(folder.path()).arg(format!("--outfile={}", worker.display()));
    command::run(&mut esbuild).context("cannot make one file of the worker")
}

fn write(path: &Path, content: &str) -> Result<()> {
    fs::write(path, content).with_context(|| format!("cannot write {}", path.display()))
}

/// Builds a program, and returns what cargo says of it.
fn build(program: &Program, tools: &tools::PageTools, arguments: &Arguments) -> Result<String> {
    let Program { package, name, flags, optimise } = program;
    let profile = arguments.profile;
    let library = match profile {
        Profile::Release => StandardLibrary::smallest()?,
        Profile::Debug => StandardLibrary::Shipped,
    };
    let mut build = workspace::cargo();
    build.args(["build", "--locked", "-p", package, "--bin", name, "--target", WASM]).args(profile.arguments());
    build.args(["--message-format", "json-render-diagnostics"]);
    let messages = command::read(library.applied(&mut build, flags))?;

    let built = workspace::target_dir()?.join(WASM).join(profile.folder()).join(format!("{name}.wasm"));
    bind(tools, name, &built, &arguments.out)?;
    if profile == Profile::Release {
        let program = arguments.out.join(format!("{name}_bg.wasm"));
        let script = arguments.out.join(format!("{name}.js"));
        shrink(tools, optimise, &program)?;
        import_names::shorten(&script, &program)?;
        minify::script(tools, &script)?;
    }
    Ok(messages)
}

/// The file of word lists that the engine's build script has written, by what cargo says of the build.
fn words(messages: &str) -> Option<PathBuf> {
    let messages = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let mut scripts = messages.filter(|message| message["reason"] == "build-script-executed");
    let engine = scripts.find(|script| script["package_id"].as_str().is_some_and(|id| id.contains("crates/engine")))?;
    Some(Path::new(engine["out_dir"].as_str()?).join("engine.words"))
}

/// Writes the JavaScript beside the wasm.
fn bind(tools: &tools::PageTools, name: &str, built: &Path, out: &Path) -> Result<()> {
    let mut bindgen = tools.program("wasm-bindgen");
    bindgen.args(["--target", "web", "--no-typescript", "--out-name", name, "--out-dir"]).arg(out).arg(built);
    command::run(&mut bindgen).with_context(|| format!("cannot make JavaScript of {}", built.display()))
}

/// Makes it faster or smaller.
fn shrink(tools: &tools::PageTools, how: &[&str], wasm: &Path) -> Result<()> {
    let mut opt = tools.program("wasm-opt");
    command::run(opt.args(how).arg(wasm).arg("-o").arg(wasm))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_lists_are_found_in_what_cargo_says() {
        let messages = r#"{"reason":"compiler-artifact","package_id":"path+file:///r/crates/engine#reportedly-engine@0.1.0"}
{"reason":"build-script-executed","package_id":"registry+https://r#serde@1.0.0","out_dir":"/t/serde/out"}
{"reason":"build-script-executed","package_id":"path+file:///r/crates/engine#reportedly-engine@0.1.0","out_dir":"/t/out"}"#;
        assert_eq!(words(messages), Some("/t/out/engine.words".into()));
        assert_eq!(words(""), None);
    }
}
