//! The machine that measures: what it is, and how much memory a process has had. Of Linux, from `/proc`.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::command;

/// What a figure depends on.
pub(super) struct Machine {
    pub(super) processor: String,
    /// Names of instructions that matter here, of those that it has.
    pub(super) instructions: Vec<&'static str>,
    pub(super) cores: usize,
    /// In bytes.
    pub(super) memory: u64,
    pub(super) kernel: String,
    /// How many processes wanted to run on average in the minute before the measurement.
    pub(super) load: String,
    /// As in 2026-11-30, in UTC.
    pub(super) date: String,
}

/// Instructions that a program for vectors asks for.
const INSTRUCTIONS: [&str; 5] = ["avx2", "avx512f", "avx512_vnni", "avx_vnni", "asimddp"];

impl Machine {
    /// This machine, now.
    pub(super) fn current() -> Result<Machine> {
        let processors = read("/proc/cpuinfo")?;
        let flags = field(&processors, "flags").or_else(|| field(&processors, "Features")).unwrap_or_default();
        let has = |name: &&str| flags.split(' ').any(|flag| flag == *name);
        let load = read("/proc/loadavg")?;
        Ok(Machine {
            processor: field(&processors, "model name").unwrap_or("of an unknown name").to_owned(),
            instructions: INSTRUCTIONS.into_iter().filter(has).collect(),
            cores: std::thread::available_parallelism().map_or(1, usize::from),
            memory: kilobytes(&read("/proc/meminfo")?, "MemTotal").context("/proc/meminfo has no MemTotal")?,
            kernel: read("/proc/sys/kernel/osrelease")?.trim().to_owned(),
            load: load.split(' ').next().unwrap_or_default().to_owned(),
            date: command::read(Command::new("date").args(["-u", "+%Y-%m-%d"]))?.trim().to_owned(),
        })
    }
}

/// The most memory that a process has had, in bytes; of a browser, that of its largest process for pages.
pub(super) fn peak_memory(process: u32, is_browser: bool) -> Option<u64> {
    if !is_browser {
        return peak_of(process);
    }
    let below = processes_below(process);
    below.into_iter().filter(|process| is_renderer(*process)).filter_map(peak_of).max()
}

/// The first processor that this process may run on: what is to use one core is bound to it.
pub(super) fn first_processor() -> Result<String> {
    let status = read("/proc/self/status")?;
    let allowed = field(&status, "Cpus_allowed_list").context("/proc/self/status has no Cpus_allowed_list")?;
    Ok(allowed.split([',', '-']).next().unwrap_or(allowed).to_owned())
}

fn read(path: &str) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {path}; this measurement needs Linux"))
}

/// What stands behind a name and a colon.
fn field<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let fields = text.lines().filter_map(|line| line.split_once(':'));
    fields.into_iter().find(|(found, _)| found.trim() == name).map(|(_, value)| value.trim())
}

fn kilobytes(text: &str, name: &str) -> Option<u64> {
    Some(1_024 * field(text, name)?.strip_suffix(" kB")?.trim().parse::<u64>().ok()?)
}

fn peak_of(process: u32) -> Option<u64> {
    kilobytes(&fs::read_to_string(format!("/proc/{process}/status")).ok()?, "VmHWM")
}

fn is_renderer(process: u32) -> bool {
    let arguments = fs::read(format!("/proc/{process}/cmdline")).unwrap_or_default();
    arguments.split(|byte| *byte == 0 || *byte == b' ').any(|argument| argument == b"--type=renderer")
}

/// The processes that a process has started, and those that these have.
fn processes_below(process: u32) -> Vec<u32> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    let numbers = entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    let parents: Vec<(u32, u32)> = numbers.filter_map(|number| Some((number, parent_of(number)?))).collect();
    let mut found = vec![process];
    let mut next = 0;
    while let Some(&parent) = found.get(next) {
        found.extend(parents.iter().filter(|(_, its)| *its == parent).map(|(child, _)| child));
        next += 1;
    }
    found
}

fn parent_of(process: u32) -> Option<u32> {
    let status = fs::read_to_string(Path::new("/proc").join(process.to_string()).join("status")).ok()?;
    field(&status, "PPid")?.parse().ok()
}

#[cfg(test)]
mod tests {
    use std::process::Stdio;

    use super::*;

    #[test]
    fn fields_are_read_by_their_whole_name() {
        let text = "VmHWM:\t    1200 kB\nmodel name\t: An EPYC\nflags\t: a avx2 b\n";
        assert_eq!(kilobytes(text, "VmHWM"), Some(1_200 * 1_024));
        assert_eq!(field(text, "model name"), Some("An EPYC"));
        assert_eq!(field(text, "model"), None);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_process_has_memory_and_is_below_this_one() {
        use std::io::{Read, Write};

        let mut child = Command::new("cat").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        // What has answered is the program itself, and no copy of this one any more.
        child.stdin.as_mut().unwrap().write_all(b"?").unwrap();
        child.stdout.as_mut().unwrap().read_exact(&mut [0]).unwrap();
        assert!(processes_below(std::process::id()).contains(&child.id()));
        assert!(peak_memory(child.id(), false).unwrap() > 10_000);
        assert_eq!(peak_memory(child.id(), true), None, "it is no page of a browser");
        drop(child.stdin.take());
        child.wait().unwrap();
        let machine = Machine::current().unwrap();
        assert!(machine.cores > 0 && machine.memory > 1_000_000 && machine.date.len() == 10);
        assert!(first_processor().unwrap().parse::<u32>().is_ok());
    }
}
