//! `cargo xtask test`.

use std::path::PathBuf;
use std::sync::OnceLock;

use anyhow::{Result, ensure};

use crate::tools::{self, Browser};
use crate::{build, check, command, embed, examples, workspace};

/// Run every test: checks, tests on this machine, and tests in browsers against the build that visitors get
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Run only this part.
    #[arg(long, value_enum)]
    only: Option<Part>,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Part {
    /// Formatting, clippy, documentation, rules: the same as `cargo xtask check`.
    Check,
    /// Tests that need no browser, and the examples in the documentation.
    Host,
    /// The release build of the page and the examples in Chromium.
    Browser,
    /// What has to work in every engine, in `WebKit`, which Safari is built on. On demand.
    #[value(name = "webkit")]
    WebKit,
    /// The same in Firefox. On demand.
    Firefox,
}

impl Part {
    /// Without the other browsers: their drivers take minutes to build, or do not always start.
    const ALL: [Part; 3] = [Part::Check, Part::Host, Part::Browser];

    fn run(self) -> Result<()> {
        match self {
            Part::Check => check::all(),
            Part::Host => host(),
            // A browser for each test: more than two at a time wait for each other, and then for their timeouts.
            Part::Browser => browser(&tools::chromium()?, &["--", "--test-threads", "2"]),
            Part::WebKit => browser(&tools::webkit()?, &["--test", "engines", "--", "--test-threads", "1"]),
            Part::Firefox => browser(&tools::firefox()?, &["--test", "engines", "--", "--test-threads", "2"]),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Part::Check => "check",
            Part::Host => "host",
            Part::Browser => "browser",
            Part::WebKit => "webkit",
            Part::Firefox => "firefox",
        }
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let parts = arguments.only.map_or_else(|| Part::ALL.to_vec(), |only| vec![only]);
    // A failure of one part says nothing about the others: all are run, and what failed is said last.
    let mut failed = Vec::new();
    for part in parts {
        let name = part.name();
        println!("== {name}");
        if let Err(error) = part.run() {
            failed.push(format!("{name}: {error:#}\n  to run only that: cargo xtask test --only {name}"));
        }
    }
    ensure!(failed.is_empty(), "not everything passed\n{}", failed.join("\n"));
    Ok(())
}

fn host() -> Result<()> {
    let mut test = workspace::cargo();
    test.args(["test", "--workspace", "--exclude", "reportedly-tests", "--no-fail-fast", "--locked"]);
    command::run(&mut test)
}

fn browser(browser: &Browser, arguments: &[&str]) -> Result<()> {
    let axe = tools::AXE.directory()?.join("axe.min.js");
    let examples = built()?;
    let mut test = browser.cargo();
    test.args(["test", "-p", "reportedly-tests", "--no-fail-fast", "--locked"]).args(arguments);
    test.env("REPORTEDLY_DIST", workspace::dist()).env("REPORTEDLY_AXE", axe).env("REPORTEDLY_EXAMPLES", examples);
    command::run(browser.describe(&mut test))
}

/// The release build and the package, made once; and where the examples are, with both in them.
fn built() -> Result<&'static PathBuf> {
    static EXAMPLES: OnceLock<PathBuf> = OnceLock::new();
    if let Some(examples) = EXAMPLES.get() {
        return Ok(examples);
    }
    build::relative()?;
    embed::package::pack(&workspace::dist())?;
    let examples = examples::build()?;
    Ok(EXAMPLES.get_or_init(|| examples))
}
