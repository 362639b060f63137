//! What a failed visit leaves behind, for whoever looks into it.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::{fs, thread};

use crate::driver::Driver;
use crate::page::Page;

/// How many lines of the page's text are printed.
const SCREEN: usize = 80;

/// Says what is to be seen even where the test passes in the end: the harness keeps what `eprintln!` says to itself.
pub(crate) fn tell(what: &str) {
    let test = thread::current().name().unwrap_or("visit").to_owned();
    // Without an error stream there is nobody to tell.
    let _ = writeln!(io::stderr(), "{test}: {what}");
}

/// Saves a picture, the source and the console of the page, and prints where. Of a browser that answers nothing any more,
/// what is known without it.
#[expect(clippy::print_stderr, reason = "a test's output is shown when it fails")]
pub(crate) async fn save(page: &Page, driver: &Driver, answers: bool, test: &str) {
    let mut report = String::new();
    let mut add = |title: &str, lines: &[String]| {
        writeln!(report, "{title}:\n  {}", lines.join("\n  ")).expect("a string can be written to");
    };
    add("steps", &page.steps());
    if answers {
        add("console", &page.console().await);
        // What a log shows where nobody can fetch the picture.
        let visible = page.visible().await.unwrap_or_else(|error| format!("unknown: {error}"));
        add("on the screen", &visible.lines().take(SCREEN).map(str::to_owned).collect::<Vec<_>>());
    }
    add("requests", &page.requests());
    if !answers {
        report.push_str(&driver.log());
    }
    eprintln!("{report}");
    let directory = failures().join(test);
    match write(page, answers, &directory, &report).await {
        Ok(()) => eprintln!("picture, source and console: {}", directory.display()),
        Err(error) => eprintln!("no picture: {error}"),
    }
}

async fn write(page: &Page, answers: bool, directory: &Path, report: &str) -> Result<(), String> {
    fs::create_dir_all(directory).map_err(|error| error.to_string())?;
    fs::write(directory.join("report.txt"), report).map_err(|error| error.to_string())?;
    if !answers {
        return Err("the browser does not answer".to_owned());
    }
    let source = page.session().source().await.map_err(|error| error.to_string())?;
    fs::write(directory.join("source.html"), source).map_err(|error| error.to_string())?;
    page.session().screenshot(&directory.join("picture.png")).await.map_err(|error| error.to_string())
}

/// `target/browser-failures`, wherever `target` is: test programs lie in `target/debug/deps`.
fn failures() -> PathBuf {
    let program = std::env::current_exe().unwrap_or_default();
    program.ancestors().nth(3).unwrap_or(Path::new("target")).join("browser-failures")
}
