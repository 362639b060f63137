//! Licences, sources and known faults of the crates that this project is made of: cargo-deny, with `deny.toml`.

use std::process::Command;

use anyhow::Result;

use crate::{command, tools};

/// What needs nothing but the crates themselves.
const CHECKS: [&str; 3] = ["bans", "licenses", "sources"];

/// The check against the database of known faults.
const ADVISORIES: &str = "advisories";

/// Checks every crate of `Cargo.lock`.
///
/// # Errors
/// When one is not allowed by `deny.toml`, or cargo-deny cannot be run. A database of advisories that cannot be had is no error.
pub(crate) fn check() -> Result<()> {
    let mut checks = CHECKS.to_vec();
    match fetch_advisories() {
        Ok(()) => checks.push(ADVISORIES),
        Err(error) => {
            println!("Known faults of crates are not checked, as their database cannot be had: {}", reason(&error))
        }
    }
    let mut deny = deny()?;
    deny.arg("check").args(checks);
    println!("$ {}", command::shown(&deny));
    command::run(&mut deny)
}

fn deny() -> Result<Command> {
    let mut deny = tools::cargo_deny()?;
    deny.args(["--workspace", "--locked"]);
    Ok(deny)
}

/// Brings the database onto this machine, or up to date.
fn fetch_advisories() -> Result<()> {
    let mut fetch = deny()?;
    // It is public: who is asked for a password has reached another host.
    fetch.args(["fetch", "db"]).env("GIT_TERMINAL_PROMPT", "0");
    fetch.env("GIT_HTTP_LOW_SPEED_LIMIT", "1000").env("GIT_HTTP_LOW_SPEED_TIME", "20");
    command::run_quietly(&mut fetch)
}

/// The last line of what went wrong, which says why.
fn reason(error: &anyhow::Error) -> String {
    format!("{error:#}").lines().last().unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_cannot_have_the_database_reads_why() {
        let printed =
            "`cargo-deny fetch db` failed\nCloning into '/a'...\nfatal: Could not resolve host: example.org\n";
        assert_eq!(reason(&anyhow::anyhow!(printed)), "fatal: Could not resolve host: example.org");
    }
}
