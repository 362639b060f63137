//! `cargo xtask fuzz`: looks for inputs that break what must hold for any input.
//!
//! The loop of `crates/fuzz` looks, or, with `--libfuzzer` and a nightly toolchain, libFuzzer, led by what code an input reaches. The
//! targets are the same.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{SystemTime, UNIX_EPOCH};
use std::{env, fs};

use anyhow::{Context, Result, bail, ensure};

use crate::{command, tools, workspace};

/// Look for inputs that break what must hold for any input
///
/// Targets are in crates/fuzz: engine, canonical text, links, files that are opened, edits, files that are written. What breaks
/// one is stored in fuzz/crashes, and `cargo xtask test` replays it from then on.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// How long to look, in all targets together.
    #[arg(long, value_name = "N", default_value_t = 1.0)]
    minutes: f64,
    /// Use libFuzzer, led by what code an input reaches. Needs a nightly toolchain.
    #[arg(long, conflicts_with = "seed")]
    libfuzzer: bool,
    /// The same seed makes the same inputs. Without it, the time of day.
    #[arg(long)]
    seed: Option<u64>,
    /// Run the targets on this file, and on nothing else.
    #[arg(long, value_name = "FILE")]
    input: Option<PathBuf>,
    /// Afterwards, make fuzz/corpus of the inputs that reached most.
    #[arg(long, requires = "libfuzzer", conflicts_with = "input")]
    store: bool,
    /// The targets; without any, all.
    #[arg(value_name = "TARGET")]
    targets: Vec<String>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    if let Some(file) = &arguments.input {
        let file = file.canonicalize().with_context(|| format!("cannot read {}", file.display()))?;
        let mut replay = program()?;
        return command::run(replay.arg("--input").arg(file).args(&arguments.targets));
    }
    if arguments.libfuzzer {
        ensure!(has_nightly(), "libFuzzer needs a nightly toolchain: rustup toolchain install nightly");
        return libfuzzer(arguments);
    }
    run_loop(arguments.minutes, arguments.seed, &arguments.targets)
}

/// The loop of crates/fuzz.
pub(crate) fn run_loop(minutes: f64, seed: Option<u64>, targets: &[String]) -> Result<()> {
    let mut looking = program()?;
    looking.arg("--seconds").arg((60.0 * minutes).to_string());
    if let Some(seed) = seed {
        looking.arg("--seed").arg(seed.to_string());
    }
    command::run(looking.args(targets)).context(
        "a target broke, or ended the program. Where it names no input: the same seed with `--journal FILE` writes each input before \
         it is run",
    )
}

/// The program of crates/fuzz, built with all checks that a program can have of itself.
fn program() -> Result<Command> {
    command::run(workspace::cargo().args(["build", "--profile", "fuzz", "--locked", "-q", "-p", "reportedly-fuzz"]))?;
    Ok(workspace::program(workspace::target_dir()?.join("fuzz/reportedly-fuzz")))
}

fn has_nightly() -> bool {
    let mut probe = Command::new("cargo");
    probe.args(["+nightly", "--version"]).stdout(Stdio::null()).stderr(Stdio::null());
    probe.status().is_ok_and(|status| status.success())
}

/// What libFuzzer makes is in here: programs, and inputs by target.
fn libfuzzer_folder() -> Result<PathBuf> {
    Ok(workspace::target_dir()?.join("libfuzzer"))
}

fn libfuzzer(arguments: &Arguments) -> Result<()> {
    let folder = libfuzzer_folder()?;
    let inputs = folder.join("inputs");
    // What new inputs are made of, and the names of all targets.
    command::run(program()?.arg("--write-seeds").arg(&inputs).args(&arguments.targets))?;
    let targets = if arguments.targets.is_empty() { folders(&inputs)? } else { arguments.targets.clone() };
    let fuzzer = built(&folder)?;
    let seconds = (60.0 * arguments.minutes / targets.len() as f64).ceil().max(1.0);
    let (mut all, mut broken) = (0, Vec::new());
    for target in &targets {
        let executed = of_target(&fuzzer, target, &inputs.join(target), seconds)?;
        println!("{target:<14} {:>12} executions{}", executed.count, if executed.broke { ", BROKEN" } else { "" });
        all += executed.count;
        if executed.broke {
            broken.push(target.as_str());
        }
        if arguments.store {
            store(&fuzzer, target, &inputs.join(target))?;
        }
    }
    println!("{:<14} {all:>12} executions", "all");
    ensure!(
        broken.is_empty(),
        "broken: {}; what broke them is in fuzz/crashes, and is replayed from now on",
        broken.join(", ")
    );
    Ok(())
}

/// The folders in a folder, in order.
fn folders(folder: &Path) -> Result<Vec<String>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let name = |entry: std::io::Result<fs::DirEntry>| Ok(entry?.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = entries.map(name).collect::<Result<_>>()?;
    names.sort();
    Ok(names)
}

/// Builds the targets with libFuzzer in them. Nothing here is unsafe, so that no sanitizer is needed, and inputs run faster.
fn built(folder: &Path) -> Result<PathBuf> {
    let cargo_fuzz = tools::cargo_fuzz()?;
    let mut build = workspace::cargo();
    let path =
        env::join_paths(cargo_fuzz.into_iter().chain(env::split_paths(&env::var_os("PATH").unwrap_or_default())))?;
    build.env("PATH", path).arg("+nightly").args([
        "fuzz",
        "build",
        "--sanitizer",
        "none",
        "--release",
        "--debug-assertions",
    ]);
    command::run(build.arg("--target-dir").arg(folder).arg("any"))?;
    let host = command::read(Command::new("rustc").args(["--print", "host-tuple"]))?;
    Ok(folder.join(host.trim()).join("release/any"))
}

/// What libFuzzer did.
struct Executed {
    count: u64,
    broke: bool,
}

fn of_target(fuzzer: &Path, target: &str, inputs: &Path, seconds: f64) -> Result<Executed> {
    let crashes = workspace::root().join("fuzz/crashes").join(target);
    fs::create_dir_all(&crashes).with_context(|| format!("cannot make {}", crashes.display()))?;
    let seed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs() as u32;
    let mut fuzz = workspace::program(fuzzer);
    fuzz.env("REPORTEDLY_FUZZ_TARGET", target).arg(inputs);
    fuzz.args([
        format!("-max_total_time={seconds}"),
        format!("-seed={seed}"),
        format!("-artifact_prefix={}/", crashes.display()),
    ]);
    fuzz.args(["-max_len=4096", "-timeout=60", "-rss_limit_mb=4096", "-print_final_stats=1", "-reload=0"]);
    let mut running =
        fuzz.stderr(Stdio::piped()).spawn().with_context(|| format!("cannot start {}", fuzzer.display()))?;
    let output = running.stderr.take().context("its output is ours")?;
    let mut count = 0;
    for line in BufReader::new(output).split(b'\n') {
        let line = String::from_utf8_lossy(&line.context("cannot read what libFuzzer says")?).into_owned();
        if let Some(number) = line.strip_prefix("stat::number_of_executed_units:") {
            count = number.trim().parse().unwrap_or(0);
        }
        let is_telling =
            ["panicked at", "ERROR", "SUMMARY", "Test unit written", "slowest", "left ==", " left:", "right:"];
        if is_telling.iter().any(|words| line.contains(words)) {
            println!("{line}");
        }
    }
    let status = running.wait()?;
    // An empty folder is not worth a place in the repository.
    let _ = fs::remove_dir(&crashes);
    Ok(Executed { count, broke: !status.success() })
}

/// Puts the inputs that reach most into the target's archive.
fn store(fuzzer: &Path, target: &str, inputs: &Path) -> Result<()> {
    let least = inputs.with_extension("least");
    if least.is_dir() {
        fs::remove_dir_all(&least)?;
    }
    fs::create_dir_all(&least)?;
    let mut merge = workspace::program(fuzzer);
    merge.env("REPORTEDLY_FUZZ_TARGET", target).arg("-merge=1").arg(&least).arg(inputs);
    command::run_quietly(&mut merge)?;
    command::run(program()?.arg("--pack").arg(&least).arg(target))?;
    fs::remove_dir_all(&least)?;
    match fs::read_dir(inputs)?.next() {
        Some(_) => Ok(()),
        None => bail!("{} is empty", inputs.display()),
    }
}
