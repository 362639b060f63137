//! A project that has the package, beside the libraries that it is built with.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use tempfile::TempDir;

/// A project in the folder of the libraries, where Node's search for modules finds them.
pub(crate) struct Project {
    folder: TempDir,
    libraries: PathBuf,
}

fn variable(name: &str) -> PathBuf {
    env::var_os(name).unwrap_or_else(|| panic!("{name} is not set: run cargo xtask test --only package")).into()
}

impl Project {
    /// With the files of this folder, and the package as whoever installs it has it.
    pub(crate) fn of(name: &str) -> Project {
        let libraries = variable("REPORTEDLY_BUNDLERS");
        let folder = tempfile::Builder::new().prefix("project-").tempdir_in(&libraries).expect("there is room");
        let project = Project { folder, libraries };
        let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("bundlers");
        copy(&sources.join(name), &project.path(name));
        fs::copy(sources.join("report.js"), project.path("report.js")).expect("the project can be written to");
        fs::write(project.path("package.json"), "{ \"private\": true, \"type\": \"module\" }")
            .expect("it can be written");
        let modules = project.path("node_modules");
        fs::create_dir_all(&modules).expect("it can be written");
        let mut tar = Command::new("tar");
        tar.arg("xzf").arg(package()).arg("-C").arg(&modules);
        assert!(tar.status().expect("tar can be started").success(), "the package cannot be unpacked");
        fs::rename(modules.join("package"), modules.join("reportedly")).expect("a package has a folder");
        project
    }

    /// A file of the project.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A program of the libraries.
    pub(crate) fn program(&self, name: &str) -> PathBuf {
        self.libraries.join("node_modules/.bin").join(name)
    }

    /// Builds a folder with Vite.
    pub(crate) fn vite(&self, folder: &str) {
        self.run(folder, self.program("vite"), &["build"]);
    }

    /// Runs a program in a folder of the project. Returns what it prints.
    pub(crate) fn run(&self, folder: &str, program: impl AsRef<OsStr>, arguments: &[&str]) -> String {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(self.path(folder)).env("NEXT_TELEMETRY_DISABLED", "1").env("CI", "1");
        let output = command.output().expect("the program can be started");
        let printed = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        assert!(output.status.success(), "{folder}: {}{}", printed[0], printed[1]);
        printed[0].clone()
    }
}

/// The package.
pub(crate) fn package() -> PathBuf {
    let is_package = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "tgz");
    let entries = fs::read_dir(variable("REPORTEDLY_DIST")).expect("there is a build");
    entries.flatten().map(|entry| entry.path()).find(is_package).expect("the build has a package")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the project can be written to");
    for entry in fs::read_dir(from).expect("the project is there").flatten() {
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if source.is_dir() {
            copy(&source, &target);
        } else {
            fs::copy(&source, &target).expect("the project can be written to");
        }
    }
}
