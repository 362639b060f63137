//! `cargo xtask test`.

use anyhow::{Result, ensure};

use crate::{build, check, command, embed, examples, tools, workspace};

/// Run every test: checks, tests on this machine, and tests in a browser against the build that visitors get
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Run only this part.
    #[arg(long, value_enum)]
    only: Option<Part>,
}

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum Part {
    /// Formatting, clippy, documentation, rules: the same as `cargo xtask check`.
    Check,
    /// Tests that need no browser, and the examples in the documentation.
    Host,
    /// The release build of the page in a real browser.
    Browser,
}

impl Part {
    const ALL: [Part; 3] = [Part::Check, Part::Host, Part::Browser];

    fn run(self) -> Result<()> {
        match self {
            Part::Check => check::all(),
            Part::Host => host(),
            Part::Browser => browser(),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Part::Check => "check",
            Part::Host => "host",
            Part::Browser => "browser",
        }
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let chosen = |part: &Part| arguments.only.is_none_or(|only| only == *part);
    // A failure of one part says nothing about the others: all are run, and what failed is said last.
    let mut failed = Vec::new();
    for part in Part::ALL.into_iter().filter(chosen) {
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

fn browser() -> Result<()> {
    let browser = tools::browser()?;
    let axe = tools::AXE.directory()?.join("axe.min.js");
    build::relative()?;
    embed::package::pack(&workspace::dist())?;
    let examples = examples::build()?;
    let mut test = workspace::cargo();
    test.args(["test", "-p", "reportedly-tests", "--no-fail-fast", "--locked"]);
    // A browser for each test: more than two at a time wait for each other, and then for their timeouts.
    test.args(["--", "--test-threads", "2"]);
    test.env("REPORTEDLY_DIST", workspace::dist()).env("REPORTEDLY_AXE", axe).env("REPORTEDLY_EXAMPLES", examples);
    command::run(browser.describe(&mut test))
}
