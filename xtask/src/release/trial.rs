//! What people download is unpacked, installed and used as they would: whichever way a text takes, its marks are the same.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use zip::ZipArchive;

use super::{Kind, Release, is_of_page};
use crate::{checksums, command, tools, workspace};

/// The texts that the page offers to try.
const TEXTS: &str = "static/examples";

/// What of a document follows from its text.
const COMPARED: [&str; 4] = ["text", "engine", "annotations", "asides"];

/// Makes a release from the build in dist/ and tries it.
///
/// # Errors
/// When a part of it is not as it should be.
pub(crate) fn run() -> Result<()> {
    let release = Release::make()?;
    let away = tempfile::tempdir().context("cannot make a directory")?;
    let away = away.path();
    sums(&release)?;
    page(&release, &away.join("page"))?;
    let program = program(&release, &away.join("program"))?;
    let project = project(&release, &away.join("project"))?;
    let environment = tools::python()?.environment(&away.join("environment"))?;
    environment.install_alone(&release.file(Kind::Wheel)?)?;
    let texts = workspace::root().join(TEXTS);
    let files = workspace::files_below(&texts)?;
    ensure!(!files.is_empty(), "there are no texts in {}", texts.display());
    for file in files {
        let text = texts.join(&file);
        let expected = document(Command::new(&program).args(["annotate", "--format", "json"]).arg(&text))?;
        let in_node = document(tools::node()?.arg("annotate.mjs").arg(&text).current_dir(&project))?;
        let in_python = document(environment.python().args(["-c", ANNOTATE_IN_PYTHON]).arg(&text))?;
        let annotations = expected["annotations"].as_array().map_or(0, Vec::len);
        ensure!(annotations > 10, "the command line marks next to nothing in {}", file.display());
        for part in COMPARED {
            for (found, place) in [(&in_node, "Node"), (&in_python, "Python")] {
                let same = expected[part] == found[part];
                ensure!(same, "{part} of {} differ on the command line and in {place}", file.display());
            }
        }
        println!("{}: {annotations} marks, the same on the command line, in Node and in Python", file.display());
    }
    Ok(())
}

/// The hashes are those of the files, for a program that is not ours.
fn sums(release: &Release) -> Result<()> {
    command::run_quietly(
        Command::new("sha256sum").args(["--check", "--strict", checksums::NAME]).current_dir(&release.folder),
    )
}

/// The page is the build, file by file.
fn page(release: &Release, folder: &Path) -> Result<()> {
    unpack(&release.file(Kind::Page)?, folder)?;
    let (dist, unpacked) = (workspace::dist(), folder.join("reportedly"));
    let built: Vec<PathBuf> = workspace::files_below(&dist)?.into_iter().filter(|file| is_of_page(file)).collect();
    ensure!(workspace::files_below(&unpacked)? == built, "the page has other files than the build");
    for file in built {
        let same = workspace::read(&unpacked.join(&file))? == workspace::read(&dist.join(&file))?;
        ensure!(same, "{} is not as it was built", file.display());
    }
    Ok(())
}

/// Unpacks the command line, and returns where it is.
fn program(release: &Release, folder: &Path) -> Result<PathBuf> {
    unpack(&release.file(Kind::CommandLine)?, folder)?;
    Ok(folder.join(format!("reportedly{}", std::env::consts::EXE_SUFFIX)))
}

/// Prints the document of the text in a file.
const ANNOTATE: &str = "
import { readFile } from 'node:fs/promises';
import { annotate } from 'reportedly/headless';
console.log(JSON.stringify(await annotate(await readFile(process.argv[2], 'utf8'))));
";

/// Prints the document of the text in a file.
const ANNOTATE_IN_PYTHON: &str = "
import pathlib, reportedly, sys
print(reportedly.annotate(pathlib.Path(sys.argv[1]).read_text('utf-8'), canonical=True).to_json())
";

/// Installs the package into a fresh project, and returns where that is.
fn project(release: &Release, folder: &Path) -> Result<PathBuf> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    fs::write(folder.join("package.json"), "{ \"private\": true }\n").context("cannot write a manifest")?;
    fs::write(folder.join("annotate.mjs"), ANNOTATE).context("cannot write a script")?;
    let mut npm = tools::npm()?;
    npm.args(["install", "--offline", "--no-audit", "--no-fund"]).arg(release.file(Kind::Npm)?).current_dir(folder);
    command::run_quietly(&mut npm)?;
    Ok(folder.to_owned())
}

/// The document that a program prints.
fn document(program: &mut Command) -> Result<Value> {
    let printed = command::read(program)?;
    serde_json::from_str(&printed).with_context(|| format!("`{}` printed no JSON", command::shown(program)))
}

fn unpack(archive: &Path, folder: &Path) -> Result<()> {
    let cannot_read = || format!("cannot unpack {}", archive.display());
    let file = File::open(archive).with_context(cannot_read)?;
    ZipArchive::new(file).and_then(|mut archive| archive.extract(folder)).with_context(cannot_read)
}
