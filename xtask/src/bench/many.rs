//! `cargo xtask bench many`: how fast the command line annotates many articles, alone and on a cluster, and how much memory that takes.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::spark::{self, Cluster};
use crate::{command, workspace};

/// Time many articles with one job and more, and with Apache Spark on two processors; and measure memory
///
/// The articles are made of the paragraphs of static/examples, in an order that is another one for each. Fails where
/// another number of jobs, or Spark, gives other rows. Times have the start of each program, which takes Spark some seconds.
/// Peaks of memory are measured on Linux alone, and not of Spark. What is printed is the table of docs/at-scale.md.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// How many articles.
    #[arg(long, value_name = "N", num_args = 1.., default_values_t = [1_000, 10_000])]
    articles: Vec<usize>,
    /// How many jobs.
    #[arg(long, value_name = "N", num_args = 1.., default_values_t = [1, 2])]
    jobs: Vec<usize>,
    /// Leave Spark out, which is a download of 540 MB where it is not there yet.
    #[arg(long)]
    without_spark: bool,
}

/// An article is of so many words, or a few more.
const WORDS: usize = 400;

pub(super) fn run(arguments: &Arguments) -> Result<()> {
    command::run(workspace::cargo().args(["build", "--release", "--locked", "-p", "reportedly-cli"]))?;
    let program = workspace::target_dir()?.join("release/reportedly");
    let folder = tempfile::tempdir().context("cannot make a directory")?;
    let paragraphs = paragraphs(&workspace::root().join("static/examples"))?;
    let cluster = if arguments.without_spark { None } else { cluster()? };
    println!("| articles | with | seconds | a second | peak of memory |\n|---:|---|---:|---:|---:|");
    for &count in &arguments.articles {
        let input = folder.path().join("articles.jsonl");
        fs::write(&input, lines(&paragraphs, count)).context("cannot write the articles")?;
        let mut first: Option<Vec<u8>> = None;
        for &jobs in &arguments.jobs {
            let output = folder.path().join("annotated.jsonl");
            let Measured { time, peak } = measured(&program, &input, jobs, &output)?;
            let with = if jobs == 1 { "1 job".to_owned() } else { format!("{jobs} jobs") };
            println!("{}", row(count, &with, time, peak));
            let rows = workspace::read(&output)?;
            ensure!(first.as_ref().is_none_or(|first| *first == rows), "{jobs} jobs give other rows");
            first = Some(rows);
        }
        let scripts = cluster.iter().flat_map(|cluster| ["pipe", "map_in_pandas"].map(|script| (cluster, script)));
        for (cluster, script) in scripts {
            let output = folder.path().join(script);
            let time = on_cluster(cluster, script, &input, &output)?;
            println!("{}", row(count, &format!("Spark, {script}.py"), time, None));
            let (rows, _) = spark::output_rows(&output)?;
            ensure!(first.as_ref().is_none_or(|first| *first == rows.as_bytes()), "{script}.py gives other rows");
            fs::remove_dir_all(&output).with_context(|| format!("cannot remove {}", output.display()))?;
        }
    }
    Ok(())
}

/// Spark, if it can be had on this machine.
fn cluster() -> Result<Option<Cluster>> {
    if let Some(error) = spark::missing() {
        println!("Spark was NOT measured: {error:#}");
        return Ok(None);
    }
    Cluster::new().map(Some)
}

fn on_cluster(cluster: &Cluster, script: &str, input: &Path, output: &Path) -> Result<Duration> {
    let mut python = cluster.script(&format!("examples/spark/{script}.py"), None);
    if script == "pipe" {
        python.arg(&cluster.program);
    }
    let start = Instant::now();
    command::run_quietly(python.args([input, output]))?;
    Ok(start.elapsed())
}

/// A row of the table, as Markdown.
fn row(articles: usize, with: &str, time: Duration, peak: Option<u64>) -> String {
    let seconds = time.as_secs_f64();
    let peak = peak.map_or("-".to_owned(), |bytes| format!("{} MB", bytes / 1_000_000));
    format!("| {articles} | {with} | {seconds:.1} | {:.0} | {peak} |", articles as f64 / seconds)
}

struct Measured {
    time: Duration,
    /// The most memory that was in use at a time, in bytes.
    peak: Option<u64>,
}

fn measured(program: &Path, input: &Path, jobs: usize, output: &Path) -> Result<Measured> {
    let rows = fs::File::create(output).context("cannot make the file for the rows")?;
    let mut annotate = workspace::program(program);
    annotate.args(["annotate", "--jsonl", "--jobs", &jobs.to_string()]).arg(input).stdin(Stdio::null()).stdout(rows);
    let start = Instant::now();
    let mut child = annotate.spawn().with_context(|| format!("cannot start {}", program.display()))?;
    let mut peak = None;
    let status = loop {
        // The system keeps the peak: what is read last is right but for the last moments.
        peak = peak_of(child.id()).or(peak);
        match child.try_wait().context("cannot wait for the program")? {
            Some(status) => break status,
            None => std::thread::sleep(Duration::from_millis(5)),
        }
    };
    let time = start.elapsed();
    ensure!(status.success(), "`{}` failed ({status})", command::shown(&annotate));
    Ok(Measured { time, peak })
}

fn peak_of(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let kilobytes = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(1_024 * kilobytes.trim().strip_suffix(" kB")?.parse::<u64>().ok()?)
}

/// The paragraphs of the texts of a folder.
fn paragraphs(folder: &Path) -> Result<Vec<String>> {
    let mut paragraphs = Vec::new();
    for file in workspace::files_below(folder)? {
        let text = String::from_utf8(workspace::read(&folder.join(&file))?)?;
        paragraphs.extend(text.lines().filter(|line| line.split(' ').count() > 10).map(str::to_owned));
    }
    ensure!(!paragraphs.is_empty(), "{} has no paragraphs", folder.display());
    Ok(paragraphs)
}

/// So many articles, one a line, the same each time.
fn lines(paragraphs: &[String], count: usize) -> String {
    let mut lines = String::new();
    let mut state = 1_u64;
    for number in 0..count {
        let (mut text, mut words) = (String::new(), 0);
        while words < WORDS {
            // Knuth's generator; its high bits are good enough to choose with.
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let paragraph = &paragraphs[(state >> 33) as usize % paragraphs.len()];
            words += paragraph.split(' ').count();
            text.push_str(paragraph);
            text.push_str("\n\n");
        }
        let line = serde_json::json!({"id": format!("article {number}"), "text": text});
        // A string takes all that is written.
        let _ = writeln!(lines, "{line}");
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_those_of_the_documentation() {
        let shown = row(1_000, "2 jobs", Duration::from_millis(6_250), Some(21_400_000));
        assert_eq!(shown, "| 1000 | 2 jobs | 6.2 | 160 | 21 MB |");
        assert!(row(1_000, "Spark, pipe.py", Duration::from_secs(20), None).ends_with("| 50 | - |"));
    }

    #[test]
    fn articles_are_the_same_each_time_and_unlike_each_other() {
        let paragraphs = paragraphs(&workspace::root().join("static/examples")).unwrap();
        let text = lines(&paragraphs, 20);
        assert_eq!(lines(&paragraphs, 20), text);
        let texts: std::collections::BTreeSet<_> =
            text.lines().map(|line| line.split_once("\"text\"").unwrap().1).collect();
        assert_eq!(texts.len(), 20);
        assert!(texts.iter().all(|text| (WORDS..2 * WORDS).contains(&text.split(' ').count())));
    }
}
