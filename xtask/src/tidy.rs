//! The rules of this repository that no other tool knows. Each says what to do when it is broken.

mod architecture;
mod dependencies;
mod names;
mod sources;

use anyhow::{Result, bail};

/// One broken rule: where, and what to do.
type Broken = String;

/// Holds the repository to every rule, and reports all that are broken at once.
pub(crate) fn all() -> Result<()> {
    println!("$ rules of this repository (xtask/src/tidy)");
    let broken = [dependencies::check()?, sources::check()?, names::check()?, architecture::check()?].concat();
    for message in &broken {
        eprintln!("error: {message}");
    }
    match broken.len() {
        0 => Ok(()),
        count => bail!("{count} of this repository's rules broken (each is listed above)"),
    }
}
