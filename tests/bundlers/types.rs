//! The package's types, and what the checkers of packages say.

use crate::project::{Project, package};

#[test]
fn a_strict_project_uses_every_declared_type() {
    let project = Project::of("types");
    for configuration in ["tsconfig.json", "tsconfig.node.json"] {
        project.run("types", project.program("tsc"), &["--project", configuration]);
    }
}

#[test]
fn what_is_declared_is_there_and_what_is_there_is_declared() {
    Project::of("types").run("types", "node", &["declared.mjs"]);
}

#[test]
fn a_package_is_as_others_want_it() {
    let project = Project::of("types");
    let package = package().display().to_string();
    project.run("types", project.program("publint"), &["run", &package, "--strict"]);
    project.run("types", project.program("attw"), &[&package, "--profile", "esm-only", "--exclude-entrypoints", "*"]);
}
