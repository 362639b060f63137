//! The tests of the Python package: in an environment of their own, into which the wheel is installed.

use std::path::PathBuf;

use anyhow::Result;

use crate::tools::{self, Environment};
use crate::{command, wheel, workspace};

/// What the tests have of the repository, by variables.
pub(crate) struct Installed {
    environment: Environment,
    program: PathBuf,
}

impl Installed {
    /// Builds the wheel and the command line, and installs the wheel into a fresh environment, with spaCy and what tests need.
    pub(crate) fn new() -> Result<Installed> {
        let python = tools::python()?;
        let wheels = python.wheels(&tools::TEST_PACKAGES)?;
        let wheel = wheel::build()?;
        let mut build = workspace::cargo();
        command::run(build.args(["build", "--release", "--locked", "-p", "reportedly-cli"]))?;
        let target = workspace::target_dir()?;
        let environment = python.environment(&target.join("python-environment"))?;
        environment.install(&wheel, "spacy", &tools::TEST_PACKAGES.requirements(), &wheels)?;
        Ok(Installed { environment, program: target.join("release/reportedly") })
    }

    /// Runs a program of Python's, which finds the command line and the repository by variables.
    pub(crate) fn run(&self, arguments: &[&str]) -> Result<()> {
        let mut python = self.environment.python();
        python.args(arguments).env("REPORTEDLY_PROGRAM", &self.program).env("REPORTEDLY_ROOT", workspace::root());
        println!("$ {}", command::shown(&python));
        command::run(&mut python)
    }
}

/// Runs the tests; of these names only, if there are any.
pub(crate) fn test(names: &[String]) -> Result<()> {
    let installed = Installed::new()?;
    let selection = names.join(" or ");
    let mut arguments = vec!["-m", "pytest", "--quiet", "--durations=5"];
    arguments.extend(["--config-file", "crates/python/pyproject.toml", "crates/python/tests"]);
    if !names.is_empty() {
        arguments.extend(["-k", &selection]);
    }
    installed.run(&arguments)
}
