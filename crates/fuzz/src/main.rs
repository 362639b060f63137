//! Runs targets on new inputs, on inputs in files, and writes what a corpus begins with. `cargo xtask fuzz` calls it.

#![forbid(unsafe_code)]
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line prints")]

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result, anyhow};
use clap::Parser;
use peak_alloc::PeakAlloc;
use reportedly_fuzz::{Limits, TARGETS, Target, kept, minimized, replay, run, seeds, stored_in, target};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// The share of the time that goes into inputs that are made longer.
const GROWN: f64 = 0.1;

/// Looks for inputs that break what must hold for any input.
#[derive(Parser)]
struct Arguments {
    /// How long to look, in all targets together.
    #[arg(long, default_value_t = 60.0)]
    seconds: f64,
    /// No more than so many inputs a target.
    #[arg(long, default_value_t = u64::MAX)]
    executions: u64,
    /// The same seed makes the same inputs. Without it, the time of day.
    #[arg(long)]
    seed: Option<u64>,
    /// Run the targets on this file, and on nothing else.
    #[arg(long, value_name = "FILE")]
    input: Option<PathBuf>,
    /// Write each input to this file before it is run: where a target ends the whole program, it is there.
    #[arg(long, value_name = "FILE")]
    journal: Option<PathBuf>,
    /// Write all inputs that new ones are made of to this folder, a folder a target.
    #[arg(long, value_name = "FOLDER")]
    write_seeds: Option<PathBuf>,
    /// Put the files of a folder into the archive of the target's corpus.
    #[arg(long, value_name = "FOLDER")]
    pack: Option<PathBuf>,
    /// The targets; without any, all.
    #[arg(value_name = "TARGET")]
    targets: Vec<String>,
}

fn main() -> ExitCode {
    match looked(&Arguments::parse()) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// How many targets broke.
fn looked(arguments: &Arguments) -> Result<usize> {
    let known = || TARGETS.iter().map(|target| target.name).collect::<Vec<_>>().join(", ");
    let named = |name: &String| {
        target(name).copied().ok_or_else(|| anyhow!("there is no target {name}; there are {}", known()))
    };
    let targets: Vec<Target> = if arguments.targets.is_empty() {
        TARGETS.to_vec()
    } else {
        arguments.targets.iter().map(named).collect::<Result<_>>()?
    };
    if let Some(file) = &arguments.input {
        let input = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        return Ok(targets.iter().filter(|target| !is_held(target, &input)).count());
    }
    if let Some(folder) = &arguments.write_seeds {
        targets.iter().try_for_each(|target| write_seeds(target, &folder.join(target.name)))?;
        return Ok(0);
    }
    if let (Some(folder), [target]) = (&arguments.pack, &targets[..]) {
        pack(target, folder)?;
        return Ok(0);
    }
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let seed = arguments.seed.unwrap_or(now.as_secs());
    println!("seed {seed}");
    let share = Duration::try_from_secs_f64(arguments.seconds / targets.len() as f64).context("no such time")?;
    let limits = Limits { time: share, executions: arguments.executions, grown: GROWN, memory: Some(&MEMORY) };
    let (mut all, mut broken) = (0, 0);
    for target in &targets {
        let pool = pool(target)?;
        let mut journal =
            arguments.journal.as_deref().map(File::create).transpose().context("cannot write the journal")?;
        let outcome = run(target, seed, &pool, &limits, |input| {
            // A journal that cannot be written costs no input.
            if let (Some(file), Some(path)) = (&mut journal, &arguments.journal) {
                let written = File::create(path).and_then(|mut new| new.write_all(input).map(|()| new));
                *file = written.unwrap_or_else(|_| File::create(path).expect("it could be written before"));
            }
        });
        match outcome {
            Ok(executed) => {
                println!("{:<14} {:>12} executions, {:>6} made longer", target.name, executed.inputs, executed.grown);
                all += executed.inputs;
            }
            Err(found) => {
                broken += 1;
                all += found.number.unwrap_or(0);
                let short = minimized(target, &found.input);
                let file = store(target, &short)?;
                eprintln!("{} BROKEN, seed {seed}, input {:?}: {}", target.name, found.number, found.message);
                eprintln!("  {} bytes in {}", short.len(), file.display());
                eprintln!("  to run only that: cargo xtask fuzz --input {} {}", file.display(), target.name);
            }
        }
    }
    println!("{:<14} {all:>12} executions", "all");
    Ok(broken)
}

fn is_held(target: &Target, input: &[u8]) -> bool {
    let outcome = replay(target, input);
    match &outcome {
        Ok(()) => println!("{:<14} holds", target.name),
        Err(message) => println!("{:<14} BROKEN: {message}", target.name),
    }
    outcome.is_ok()
}

/// What new inputs are made of.
fn pool(target: &Target) -> Result<Vec<Vec<u8>>> {
    let mut pool = seeds(target.inputs)?;
    pool.extend(kept(target)?.into_iter().map(|(_, input)| input));
    Ok(pool)
}

/// Writes an input that broke a target to where it is replayed from then on.
fn store(target: &Target, input: &[u8]) -> Result<PathBuf> {
    let folder = stored_in(target);
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let folder = folder.canonicalize()?;
    let file = folder.join(name(input));
    fs::write(&file, input).with_context(|| format!("cannot write {}", file.display()))?;
    Ok(file)
}

/// What the file of an input is called.
fn name(input: &[u8]) -> String {
    format!("{:08x}", crc32fast::hash(input))
}

fn write_seeds(target: &Target, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    for input in pool(target)? {
        let file = folder.join(name(&input));
        fs::write(&file, input).with_context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(())
}

/// The largest that the archive of a target's corpus gets, before it is compressed.
const MOST_PACKED: usize = 64 << 10;

/// Puts the inputs of a folder into the target's archive: the shortest first, as many as there is room for.
fn pack(target: &Target, folder: &Path) -> Result<()> {
    let mut inputs: Vec<Vec<u8>> = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        inputs.push(fs::read(entry?.path())?);
    }
    inputs.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
    inputs.dedup();
    let path = stored_in(target).join("../../corpus").join(target.name).with_extension("zip");
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut archive = ZipWriter::new(File::create(&path).with_context(|| format!("cannot write {}", path.display()))?);
    let (mut size, mut count) = (0, 0);
    for input in inputs {
        size += input.len();
        if size > MOST_PACKED {
            break;
        }
        archive.start_file(name(&input), SimpleFileOptions::default())?;
        archive.write_all(&input)?;
        count += 1;
    }
    archive.finish()?;
    println!("{}: {count} inputs", target.name);
    Ok(())
}
