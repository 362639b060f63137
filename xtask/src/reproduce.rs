//! `cargo xtask reproduce`.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{checksums, command, workspace};

/// Build the page in two folders, and compare every byte
///
/// What is built has to follow from the sources and the versions of the tools alone, so that anybody can check that a site serves what
/// these sources give. The two builds have other paths of the sources, of cargo's crates and of what cargo builds. It takes twice the
/// time of a first build. SHA256SUMS has the hash of each file then (docs/hosting.md).
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Further arguments of `cargo xtask build`.
    #[arg(last = true, value_name = "ARGUMENT")]
    build: Vec<String>,
}

/// Where it happens, in cargo's target folder.
const FOLDER: &str = "reproduce";

/// Where the sources are copied to: paths of other lengths and depths.
const COPIES: [&str; 2] = ["first/reportedly", "second/of-two/folders"];

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let folder = workspace::target_dir()?.join(FOLDER);
    if folder.is_dir() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    let [first, second] = COPIES;
    let first = built(&folder, first, &arguments.build)?;
    let second = built(&folder, second, &arguments.build)?;
    let different = differences(&first, &second)?;
    if !different.is_empty() {
        bail!("the builds in {} and {} differ:\n{}", first.display(), second.display(), different.join("\n"));
    }
    let files = workspace::files_below(&first)?;
    let path = folder.join(checksums::NAME);
    fs::write(&path, checksums::of_files(&first, &files)?)
        .with_context(|| format!("cannot write {}", path.display()))?;
    println!("{} files, the same in both builds; their hashes are in {}", files.len(), path.display());
    Ok(())
}

/// Builds a copy of the sources, and returns where the page is. All else is removed.
fn built(folder: &Path, copy: &str, arguments: &[String]) -> Result<PathBuf> {
    let (root, home) = (folder.join(copy), folder.join(copy).with_extension("cargo-home"));
    println!("Building in {}", root.display());
    copy_sources(&root)?;
    copy_registry(&home)?;
    let mut build = Command::new(env::current_exe().context("this program does not know where it is")?);
    build.arg("build").args(arguments).current_dir(&root);
    build
        .env("CARGO_MANIFEST_DIR", root.join("xtask"))
        .env("CARGO_HOME", &home)
        .env("CARGO_TARGET_DIR", root.join("target"));
    command::run(&mut build)?;
    let dist = folder.join(format!("{}-dist", copy.replace('/', "-")));
    fs::rename(root.join("dist"), &dist).context("cannot move what was built")?;
    for done in [&root, &home] {
        fs::remove_dir_all(done).with_context(|| format!("cannot remove {}", done.display()))?;
    }
    Ok(dist)
}

/// Copies what git knows of, and what it does not ignore, as it is now.
fn copy_sources(to: &Path) -> Result<()> {
    for name in sources()? {
        copy(&workspace::root().join(&name), &to.join(&name))?;
    }
    Ok(())
}

/// The paths that git knows of, and does not ignore. One that has just been deleted is still among them.
fn sources() -> Result<Vec<String>> {
    let mut list = workspace::program("git");
    list.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    Ok(command::read(&mut list)?.split_terminator('\0').map(str::to_owned).collect())
}

/// Gives cargo the crates that this machine has downloaded, at another place. It unpacks them there.
fn copy_registry(home: &Path) -> Result<()> {
    let known = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")));
    let known = known.context("cargo has no home")?;
    fs::create_dir_all(home).with_context(|| format!("cannot make {}", home.display()))?;
    for name in ["config.toml", "registry/cache", "registry/index"] {
        copy(&known.join(name), &home.join(name))?;
    }
    Ok(())
}

/// Copies a file, or all that is in a folder. A link to a folder, which is one path for git, is copied as that folder.
fn copy(from: &Path, to: &Path) -> Result<()> {
    if from.is_file() {
        return copy_file(from, to);
    }
    if from.is_dir() {
        for file in workspace::files_below(from)? {
            copy_file(&from.join(&file), &to.join(&file))?;
        }
    }
    Ok(())
}

fn copy_file(from: &Path, to: &Path) -> Result<()> {
    let folder = to.parent().context("a file lies in a folder")?;
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    fs::copy(from, to).map(drop).with_context(|| format!("cannot copy {}", from.display()))
}

/// What differs between two folders, a file a line.
fn differences(first: &Path, second: &Path) -> Result<Vec<String>> {
    let [ours, theirs] = [first, second].map(workspace::files_below);
    let (ours, theirs) = (ours?, theirs?);
    let alone = |files: &[PathBuf], others: &[PathBuf], folder: &Path| -> Vec<String> {
        let alone = files.iter().filter(|file| !others.contains(file));
        alone.map(|file| format!("{} is in {} alone", file.display(), folder.display())).collect()
    };
    let mut found = alone(&ours, &theirs, first);
    found.extend(alone(&theirs, &ours, second));
    for file in ours.iter().filter(|file| theirs.contains(file)) {
        let (one, other) = (workspace::read(&first.join(file))?, workspace::read(&second.join(file))?);
        if one != other {
            let start = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
            let [one, other] = [&one, &other].map(|bytes| excerpt(bytes, start));
            found.push(format!("{} differs from byte {start} on: {one} and {other}", file.display()));
        }
    }
    Ok(found)
}

/// What a file has there, as far as it can be printed.
fn excerpt(bytes: &[u8], start: usize) -> String {
    const BEFORE: usize = 20;
    const AFTER: usize = 40;
    let part = &bytes[start.saturating_sub(BEFORE)..bytes.len().min(start + AFTER)];
    format!("“{}”", part.escape_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, content) in files {
            fs::create_dir_all(folder.path().join(name).parent().unwrap()).unwrap();
            fs::write(folder.path().join(name), content).unwrap();
        }
        folder
    }

    #[test]
    fn a_copy_of_the_sources_lacks_nothing() {
        let folder = tempfile::tempdir().unwrap();
        copy_sources(folder.path()).unwrap();
        let (root, mut all) = (workspace::root(), 0);
        for name in sources().unwrap().into_iter().filter(|name| root.join(name).exists()) {
            all += 1;
            assert!(folder.path().join(&name).exists(), "{name}");
        }
        assert!(all > 100 && folder.path().join("crates/reader/web/reader/search.js").exists(), "{all} paths");
    }

    #[test]
    fn equal_folders_have_no_differences() {
        let files = [("a.js", "1"), ("embed/b.js", "2")];
        assert_eq!(differences(folder(&files).path(), folder(&files).path()).unwrap(), Vec::<String>::new());
    }

    #[test]
    fn every_file_that_differs_is_named_with_what_is_there() {
        let (first, second) =
            (folder(&[("a.js", "/root/a"), ("b.js", "")]), folder(&[("a.js", "/root/other"), ("c.js", "")]));
        let found = differences(first.path(), second.path()).unwrap();
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found[0].starts_with("b.js is in") && found[1].starts_with("c.js is in"), "{found:?}");
        assert_eq!(found[2], "a.js differs from byte 6 on: “/root/a” and “/root/other”");
    }
}
