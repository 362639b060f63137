//! What a failed visit leaves behind, for whoever looks into it.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use tokio::time::timeout;

use crate::page::{PATIENCE, Page};

/// Saves a picture, the source and the console of the page, and prints where.
#[expect(clippy::print_stderr, reason = "a test's output is shown when it fails")]
pub(crate) async fn save(page: &Page, test: &str, failure: &str) {
    let directory = failures().join(test);
    let mut report = String::from("steps:\n");
    for step in page.steps() {
        writeln!(report, "  {step}").expect("a string can be written to");
    }
    report.push_str("console:\n");
    // A page that is busy for ever answers nothing; the steps are worth having even so.
    for line in timeout(PATIENCE, page.console()).await.unwrap_or_default() {
        writeln!(report, "  {line}").expect("a string can be written to");
    }
    report.push_str("requests:\n");
    for path in page.requests() {
        writeln!(report, "  {path}").expect("a string can be written to");
    }
    eprintln!("{report}");
    let saved = timeout(PATIENCE, write(page, &directory, &format!("{failure}\n{report}"))).await;
    match saved {
        Ok(Ok(())) => eprintln!("picture, source and console: {}", directory.display()),
        Ok(Err(error)) => eprintln!("no picture: {error}"),
        Err(_) => eprintln!("no picture: the browser does not answer"),
    }
}

async fn write(page: &Page, directory: &Path, report: &str) -> Result<(), String> {
    fs::create_dir_all(directory).map_err(|error| error.to_string())?;
    fs::write(directory.join("report.txt"), report).map_err(|error| error.to_string())?;
    let source = page.session().source().await.map_err(|error| error.to_string())?;
    fs::write(directory.join("source.html"), source).map_err(|error| error.to_string())?;
    page.session().screenshot(&directory.join("picture.png")).await.map_err(|error| error.to_string())
}

/// `target/browser-failures`, wherever `target` is: test programs lie in `target/debug/deps`.
fn failures() -> PathBuf {
    let program = std::env::current_exe().unwrap_or_default();
    program.ancestors().nth(3).unwrap_or(Path::new("target")).join("browser-failures")
}
