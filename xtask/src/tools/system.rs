//! Programs of the system: what the `PATH` has, and what the system's packages bring.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::{env, fs};

use anyhow::{Context, Result, anyhow, bail, ensure};

use crate::{command, workspace};

/// A browser and the program that drives it.
pub(crate) struct Browser {
    name: &'static str,
    program: PathBuf,
    driver: PathBuf,
    /// Whether it opens windows.
    needs_screen: bool,
}

impl Browser {
    /// Tells a browser test, by environment variables, which browser to drive and how (see `tests/src/setup.rs`).
    pub(crate) fn describe<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command.env("REPORTEDLY_BROWSER", self.name);
        command.env("REPORTEDLY_BROWSER_PROGRAM", &self.program).env("REPORTEDLY_DRIVER", &self.driver)
    }

    /// What it calls itself, with its version.
    pub(crate) fn version(&self) -> Result<String> {
        let mut browser = Command::new(&self.program);
        let output = browser.arg("--version").output().with_context(|| format!("{} does not start", self.name))?;
        let printed = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        ensure!(!printed.is_empty(), "{} does not say its version", self.name);
        Ok(printed)
    }

    /// Cargo, with a screen that nobody sees where the browser needs one. One for all tests: each with its own, some hung.
    pub(crate) fn cargo(&self) -> Command {
        let cargo = workspace::cargo();
        if !self.needs_screen {
            return cargo;
        }
        // Without `-noreset` the screen begins anew when its last window closes. A browser that starts in that moment finds none, and
        // its driver waits for it for ever.
        let screen = "--server-args=-screen 0 1280x1024x24 -noreset";
        let mut command = workspace::program("xvfb-run");
        command.args(["--auto-servernum", screen]).arg(cargo.get_program());
        command
    }
}

/// Finds Chromium and its driver, or installs both.
pub(crate) fn chromium() -> Result<Browser> {
    let find = || {
        let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
        let program = names.iter().find_map(|name| find(name))?;
        Some(Browser { name: "chromium", program, driver: find("chromedriver")?, needs_screen: false })
    };
    find_or_install(find, &["chromium", "chromium-driver"])
}

/// Finds Firefox, or installs it. No package has its driver.
pub(crate) fn firefox() -> Result<Browser> {
    let driver = super::GECKODRIVER.program()?;
    let find = || {
        let program = ["firefox", "firefox-esr"].iter().find_map(|name| find(name))?;
        Some(Browser { name: "firefox", program, driver: driver.clone(), needs_screen: false })
    };
    find_or_install(find, &["firefox-esr"])
}

/// Finds WebKit's small browser for GTK, its driver and what makes a screen that nobody sees, or installs them.
pub(crate) fn webkit() -> Result<Browser> {
    let find = || {
        find("xvfb-run").and(find("xauth"))?;
        let program = ["4.1", "6.0", "4.0"].iter().find_map(|version| {
            let libraries = fs::read_dir("/usr/lib").ok()?.flatten().map(|directory| directory.path());
            let browsers = libraries.map(|directory| directory.join(format!("webkit2gtk-{version}/MiniBrowser")));
            { browsers }.find(|file| file.is_file())
        })?;
        Some(Browser { name: "webkit", program, driver: find("WebKitWebDriver")?, needs_screen: true })
    };
    find_or_install(find, &["webkit2gtk-driver", "xvfb", "xauth"])
}

fn find_or_install(find: impl Fn() -> Option<Browser>, packages: &[&str]) -> Result<Browser> {
    if let Some(browser) = find() {
        return Ok(browser);
    }
    install(packages)?;
    find().with_context(|| format!("{} are installed, but what they bring is not found", packages.join(" and ")))
}

/// Node.js, in the root.
pub(crate) fn node() -> Result<Command> {
    let missing = "Node.js is missing: install it from https://nodejs.org or with `apt-get install nodejs npm`";
    Ok(workspace::program(find("node").context(missing)?))
}

/// Finds Java, or installs it.
pub(crate) fn java() -> Result<()> {
    if find("java").is_none() {
        install(&["default-jre-headless"])?;
    }
    find("java").map(drop).context("default-jre-headless is installed, but there is no java on the PATH")
}

/// Whether npm is there, which comes with Node.js; an error says where to get it.
pub(super) fn npm() -> Result<()> {
    let missing = "npm is missing: it comes with Node.js (https://nodejs.org, or `apt-get install nodejs npm`)";
    find("npm").map(drop).context(missing)
}

/// Installs Debian packages, where we may.
pub(super) fn install(packages: &[&str]) -> Result<()> {
    let by_hand = format!("apt-get update && apt-get install -y {}", packages.join(" "));
    if find("apt-get").is_none() || !is_root() {
        bail!("{} missing; as root, run: {by_hand}", packages.join(" and "));
    }
    println!("Installing {} with apt-get (about 30 seconds, once)", packages.join(" and "));
    // A second xtask waits for the first one's lock instead of failing.
    let apt = |arguments: &[&str]| {
        let mut apt = Command::new("apt-get");
        apt.args(["-o", "DPkg::Lock::Timeout=600"]).args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
        command::run_quietly(&mut apt)
    };
    apt(&["update"])
        .and_then(|()| apt(&[&["install", "-y"], packages].concat()))
        .map_err(|error| anyhow!("{error:#}\n\nThe packages could not be installed. To try it by hand: {by_hand}"))
}

fn is_root() -> bool {
    command::read(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

/// Where the `PATH` has a program.
fn find(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|directory| directory.join(name)).find(|file| file.is_file())
}

/// Whether the program is there and says that it is of this version.
pub(super) fn prints_version(program: impl AsRef<OsStr>, version: &str) -> bool {
    // Trunk 0.21 refuses the usual NO_COLOR=1.
    let output = Command::new(program).arg("--version").env_remove("NO_COLOR").stderr(Stdio::null()).output();
    output.is_ok_and(|output| output.status.success() && names(&String::from_utf8_lossy(&output.stdout), version))
}

fn names(printed: &str, version: &str) -> bool {
    printed.split_whitespace().any(|word| word == version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_to_the_letter() {
        assert!(names("wasm-bindgen 0.2.130\n", "0.2.130"));
        assert!(names("wasm-opt version 132 (version_132)\n", "132"));
        assert!(!names("trunk 0.21.14\n", "0.21.1"));
        assert!(!names("trunk 0.21.14-beta.1\n", "0.21.14"));
    }

    #[test]
    fn a_program_that_is_not_there_is_of_no_version() {
        assert!(!prints_version("no-such-program-here", ""));
    }
}
