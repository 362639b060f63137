//! `cargo xtask test`.

use std::path::PathBuf;
use std::sync::OnceLock;

use anyhow::{Context, Error, Result, ensure};

use crate::build::{self, Profile};
use crate::tools::{self, Browser};
use crate::{check, command, embed, examples, extension, faults, fuzz, python, release, single_file, spark, workspace};

/// Run every test: checks, tests on this machine, and tests in browsers against the build that visitors get
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Run only this part.
    #[arg(long, value_enum)]
    only: Option<Part>,
    /// Run the browser tests against a build that is not optimised: quicker to make, slower to run.
    #[arg(long, requires = "only")]
    debug: bool,
    /// Run only the tests in browsers, or in Python, whose names contain one of these.
    #[arg(value_name = "NAME", requires = "only")]
    names: Vec<String>,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Part {
    /// Formatting, clippy, documentation, rules: the same as `cargo xtask check`.
    Check,
    /// Tests that need no browser, and the examples in the documentation.
    Host,
    /// A minute of new inputs to what must hold for any (`cargo xtask fuzz`), where it is named: what it finds is no fault of
    /// the last change. Inputs that are kept are in `host`.
    Fuzz,
    /// The release build of the page and the examples in Chromium.
    Browser,
    /// The browser extension, in Chromium and then in Firefox.
    Extension,
    /// What can go wrong, and that nothing is lost: the tests that docs/faults.md names. They are in `host` and `browser` as well.
    Faults,
    /// The npm package: in Node, in the bundlers and frameworks that people build pages with, in TypeScript.
    Package,
    /// The Python package, installed from its wheel into an environment of its own, beside the command line.
    Python,
    /// What people download, unpacked, installed and used as they would.
    Release,
    /// The command line and the Python package on a cluster of Apache Spark, which is downloaded once.
    Spark,
    /// What has to work in every engine, in Firefox. `browser` has the same in Chromium.
    Firefox,
    /// The same in `WebKit`, which Safari is built on.
    #[value(name = "webkit")]
    WebKit,
}

impl Part {
    const ALL: [Part; 10] = [
        Part::Check,
        Part::Host,
        Part::Browser,
        Part::Extension,
        Part::Firefox,
        Part::WebKit,
        Part::Package,
        Part::Python,
        Part::Release,
        Part::Spark,
    ];

    fn run(self, selection: &Selection<'_>) -> Result<()> {
        match self {
            Part::Check => check::all(),
            Part::Host => host(),
            Part::Fuzz => fuzz::run_loop(1.0, None, &[]),
            // A browser for each test: more than two at a time wait for each other, and then for their timeouts.
            Part::Browser => {
                let of_pages =
                    ["--lib", "--bins", "--test", "browser", "--test", "engines", "--", "--test-threads", "2"];
                browser(&tools::chromium()?, &of_pages, selection)
            }
            Part::Extension => {
                browser(&tools::chromium()?, &["--test", "extension", "--", "--test-threads", "2"], selection)?;
                match tools::firefox() {
                    Ok(firefox) => {
                        let of_firefox = ["--test", "firefox_extension", "--", "--test-threads", "2"];
                        browser(&firefox, &of_firefox, selection)
                    }
                    Err(error) => {
                        println!(
                            "the extension was NOT tested in Firefox, which cannot be had on this machine: {error:#}"
                        );
                        Ok(())
                    }
                }
            }
            Part::Faults => {
                faults::on_host()?;
                let names = faults::in_browser()?;
                let selection = Selection { names: &names, ..*selection };
                let exactly = ["--test", "browser", "--", "--test-threads", "2", "--exact"];
                browser(&tools::chromium()?, &exactly, &selection)
            }
            Part::Package => {
                let of_package = ["--test", "package", "--test", "bundlers", "--", "--test-threads", "2"];
                browser(&tools::chromium()?, &of_package, selection)
            }
            Part::Python => python::test(selection.names),
            Part::Release => {
                built(selection.profile)?;
                release::trial::run()
            }
            Part::Spark => spark::run(),
            Part::Firefox => {
                browser(&tools::firefox()?, &["--test", "engines", "--", "--test-threads", "2"], selection)
            }
            Part::WebKit => browser(&tools::webkit()?, &["--test", "engines", "--", "--test-threads", "1"], selection),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Part::Check => "check",
            Part::Host => "host",
            Part::Fuzz => "fuzz",
            Part::Browser => "browser",
            Part::Extension => "extension",
            Part::Faults => "faults",
            Part::Package => "package",
            Part::Python => "python",
            Part::Release => "release",
            Part::Spark => "spark",
            Part::Firefox => "firefox",
            Part::WebKit => "webkit",
        }
    }

    /// Why what this part needs cannot be had on this machine. Chromium is had everywhere, or nothing is tested.
    fn missing_tool(self) -> Option<Error> {
        match self {
            Part::Spark => spark::missing(),
            Part::Firefox => tools::firefox().err(),
            Part::WebKit => tools::webkit().err(),
            Part::Python | Part::Release => tools::python().err(),
            _ => None,
        }
    }
}

/// Which browser tests run, against which build.
struct Selection<'a> {
    profile: Profile,
    /// All tests if there is none.
    names: &'a [String],
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let profile = if arguments.debug { Profile::Debug } else { Profile::Release };
    let selection = Selection { profile, names: &arguments.names };
    let parts = arguments.only.map_or_else(|| Part::ALL.to_vec(), |only| vec![only]);
    // A failure of one part says nothing about the others: all are run, and what failed is said last.
    let (mut failed, mut left_out) = (Vec::new(), Vec::new());
    for part in parts {
        let name = part.name();
        println!("== {name}");
        // Who asks for it gets the error.
        if arguments.only.is_none()
            && let Some(error) = part.missing_tool()
        {
            left_out.push(format!("{name} was NOT tested, as what it needs cannot be had on this machine: {error:#}"));
            continue;
        }
        if let Err(error) = part.run(&selection) {
            failed.push(format!("{name}: {error:#}\n  to run only that: cargo xtask test --only {name}"));
        }
    }
    left_out.iter().for_each(|why| println!("{why}"));
    ensure!(failed.is_empty(), "not everything passed\n{}", failed.join("\n"));
    Ok(())
}

fn host() -> Result<()> {
    let mut test = workspace::cargo();
    test.args(["test", "--workspace", "--exclude", "reportedly-tests", "--no-fail-fast", "--locked"]);
    command::run(&mut test)?;
    // What of the scripts needs no browser.
    let mut scripts = tools::node()?;
    command::run(scripts.args(["--test", "web/tests/"]))
}

fn browser(browser: &Browser, arguments: &[&str], selection: &Selection<'_>) -> Result<()> {
    let axe = tools::AXE.directory()?.join("axe.min.js");
    let examples = built(selection.profile)?;
    let mut test = browser.cargo();
    test.args(["test", "-p", "reportedly-tests", "--no-fail-fast", "--locked"]).args(arguments).args(selection.names);
    test.env("REPORTEDLY_DIST", workspace::dist()).env("REPORTEDLY_AXE", axe).env("REPORTEDLY_EXAMPLES", examples);
    if arguments.contains(&"bundlers") {
        let vite = tools::BUNDLERS.directory()?;
        let libraries = vite.ancestors().nth(2).context("a package lies in node_modules")?;
        test.env("REPORTEDLY_BUNDLERS", libraries);
    }
    command::run(browser.describe(&mut test))
}

/// The build and the package, made once; and where the examples are, with both in them.
fn built(profile: Profile) -> Result<&'static PathBuf> {
    static EXAMPLES: OnceLock<PathBuf> = OnceLock::new();
    if let Some(examples) = EXAMPLES.get() {
        return Ok(examples);
    }
    build::relative_in(profile)?;
    embed::package::pack(&workspace::dist())?;
    single_file::write(&tools::page()?, &workspace::dist(), None)?;
    extension::pack(&tools::page()?, &workspace::dist())?;
    let examples = examples::build(profile)?;
    Ok(EXAMPLES.get_or_init(|| examples))
}
