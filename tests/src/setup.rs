//! What `cargo xtask test` has prepared, by environment variables.

use std::env;
use std::path::PathBuf;

use crate::browser::Browser;

/// What a browser test needs.
#[derive(Debug)]
pub(crate) struct Setup {
    pub(crate) browser: Browser,
    /// The browser's program.
    pub(crate) program: PathBuf,
    /// The program that drives it.
    pub(crate) driver: PathBuf,
    /// The release build of the page.
    pub(crate) dist: PathBuf,
}

impl Setup {
    pub(crate) fn from_environment() -> Setup {
        let browser = variable("REPORTEDLY_BROWSER");
        Setup {
            browser: Browser::named(&browser).unwrap_or_else(|| panic!("no browser is called {browser:?}")),
            program: variable("REPORTEDLY_BROWSER_PROGRAM").into(),
            driver: variable("REPORTEDLY_DRIVER").into(),
            dist: variable("REPORTEDLY_DIST").into(),
        }
    }
}

/// The built example pages.
pub(crate) fn examples() -> PathBuf {
    variable("REPORTEDLY_EXAMPLES").into()
}

/// The accessibility checker, a script.
pub(crate) fn axe() -> PathBuf {
    variable("REPORTEDLY_AXE").into()
}

fn variable(name: &str) -> String {
    env::var(name).unwrap_or_else(|_| {
        panic!("{name} is not set: browser tests need a build and a browser. Run: cargo xtask test --only browser")
    })
}
