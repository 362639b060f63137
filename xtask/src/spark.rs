//! `cargo xtask test --only spark`: a cluster gives the rows that one process gives.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Error, Result, ensure};

use crate::tools::{self, Environment};
use crate::{command, wheel, workspace};

/// Spark with the Python package, and the command line.
pub(crate) struct Cluster {
    environment: Environment,
    /// Where Python imports Spark from.
    packages: PathBuf,
    /// The command line.
    pub(crate) program: PathBuf,
}

/// Why Spark cannot be had on this machine.
pub(crate) fn missing() -> Option<Error> {
    let found = tools::java().and_then(|()| tools::python()?.spark());
    found.err().map(|error| error.context("to try it by hand: cargo xtask test --only spark"))
}

impl Cluster {
    /// Builds the wheel and the command line, and installs the wheel into a fresh environment.
    pub(crate) fn new() -> Result<Cluster> {
        tools::java()?;
        let python = tools::python()?;
        let packages = python.spark()?;
        let wheel = wheel::build()?;
        command::run(workspace::cargo().args(["build", "--release", "--locked", "-p", "reportedly-cli"]))?;
        let target = workspace::target_dir()?;
        let environment = python.environment(&target.join("spark-environment"))?;
        environment.install_alone(&wheel)?;
        Ok(Cluster { environment, packages, program: target.join("release/reportedly") })
    }

    /// A script of Python's, on two processors. `part` is the most bytes of a file that are one part of the work, if that is chosen.
    pub(crate) fn script(&self, script: &str, part: Option<u32>) -> Command {
        let mut python = self.environment.python();
        let part = part.map_or(String::new(), |part| format!(" --conf spark.sql.files.maxPartitionBytes={part}"));
        let settings = "--conf spark.ui.enabled=false --conf spark.ui.showConsoleProgress=false";
        let submit = format!("--master local[2] {settings}{part} pyspark-shell");
        let interpreter = python.get_program().to_owned();
        python.env("PYSPARK_PYTHON", interpreter).env("PYTHONPATH", &self.packages);
        python.env("PYSPARK_SUBMIT_ARGS", submit).arg(script);
        python
    }
}

/// Runs `examples/spark` over articles and over what is none.
pub(crate) fn run() -> Result<()> {
    let cluster = Cluster::new()?;
    let folder = tempfile::tempdir().context("cannot make a directory")?;
    let file = |name: &str| folder.path().join(name);

    let (input, output) = (file("articles.jsonl"), file("piped"));
    fs::write(&input, articles(false)).context("cannot write the articles")?;
    command::run_quietly(cluster.script("examples/spark/pipe.py", None).args([&cluster.program, &input, &output]))?;
    let (rows, parts) = output_rows(&output)?;
    ensure!(parts > 1, "RDD.pipe made {parts} part of the input, and not several");
    ensure!(rows == command_line_rows(&cluster.program, &input)?, "RDD.pipe gives other rows than one process");
    println!("RDD.pipe gives the {} rows of one process, in {parts} parts", rows.lines().count());

    let (input, output) = (file("hostile.jsonl"), file("mapped"));
    fs::write(&input, articles(true)).context("cannot write the articles")?;
    let script = "examples/spark/map_in_pandas.py";
    command::run_quietly(cluster.script(script, Some(4_096)).args([&input, &output]))?;
    let (rows, parts) = output_rows(&output)?;
    ensure!(parts > 1, "mapInPandas made {parts} part of the input, and not several");
    ensure_equal_rows(&rows, &command_line_rows(&cluster.program, &input)?)
        .context("mapInPandas gives other rows than one process")?;
    println!("mapInPandas gives the {} rows of one process, in {parts} parts", rows.lines().count());

    test_tables(&cluster, folder.path())
}

/// The same with tables: one that pyarrow has written, and one that Spark has. What comes of them, both can read.
fn test_tables(cluster: &Cluster, folder: &Path) -> Result<()> {
    let [table, copy] = ["articles.parquet", "copy.parquet"].map(|name| folder.join(name));
    let [mapped, of_table, of_copy] =
        ["mapped.parquet", "annotated.parquet", "annotated-copy.parquet"].map(|name| folder.join(name));
    let tables = "xtask/src/spark/tables.py";
    command::run_quietly(cluster.script(tables, None).arg("write").args([&table, &copy]))?;
    command::run_quietly(cluster.script("examples/spark/map_in_pandas.py", None).args([&table, &mapped]))?;
    let names = workspace::files_below(&copy)?;
    let part = names.iter().find(|name| name.to_string_lossy().starts_with("part-")).context("Spark wrote nothing")?;
    for (input, output) in [(&table, &of_table), (&copy.join(part), &of_copy)] {
        let mut annotate = workspace::program(&cluster.program);
        annotate.arg("annotate").arg(input).arg("--output").arg(output).stdin(Stdio::null()).stderr(Stdio::null());
        let status = annotate.status().with_context(|| format!("cannot start {}", cluster.program.display()))?;
        ensure!(status.code() == Some(1), "`{}` ended with {status}", command::shown(&annotate));
    }
    print!("{}", command::read(cluster.script(tables, None).arg("check").args([&mapped, &of_table, &of_copy]))?);
    Ok(())
}

/// What one process writes.
fn command_line_rows(program: &Path, input: &Path) -> Result<String> {
    let mut alone = workspace::program(program);
    alone.args(["annotate", "--jsonl", "--error-rows"]).arg(input).stderr(Stdio::null());
    let output = alone.output().with_context(|| format!("cannot start {}", program.display()))?;
    ensure!(output.status.code() == Some(1), "`{}` ended with {}", command::shown(&alone), output.status);
    String::from_utf8(output.stdout).context("rows are UTF-8")
}

/// What the parts of an output have, one after the other, and how many parts there are.
pub(crate) fn output_rows(output: &Path) -> Result<(String, usize)> {
    let (mut rows, mut parts) = (Vec::new(), 0);
    for file in workspace::files_below(output)? {
        if file.to_string_lossy().starts_with("part-") {
            parts += 1;
            rows.extend(workspace::read(&output.join(file))?);
        }
    }
    Ok((String::from_utf8(rows).context("rows are UTF-8")?, parts))
}

/// Whether rows are the same to the byte. What is wrong with broken JSON each reader says in its own words.
fn ensure_equal_rows(rows: &str, expected: &str) -> Result<()> {
    for (number, (row, expected)) in (1..).zip(rows.lines().zip(expected.lines())) {
        let told = |row: &str| row.split_once(":\"not valid JSON: ").map(|(before, _)| before.to_owned());
        let is_same = row == expected || told(row).is_some_and(|before| told(expected) == Some(before));
        ensure!(is_same, "row {number} is {row:?}, and not {expected:?}");
    }
    let counts = (rows.lines().count(), expected.lines().count());
    ensure!(counts.0 == counts.1, "there are {} rows, and not {}", counts.0, counts.1);
    Ok(())
}

/// Articles, and lines that are none. `RDD.pipe` gives no bytes to a program that are not UTF-8: these are `hostile`.
fn articles(hostile: bool) -> Vec<u8> {
    let line = |number: usize| -> Vec<u8> {
        let text = "“Talks may resume,” Ana Ito told reporters. \u{1f600}\\nIt may rain.";
        let line = match number % 12 {
            1 => format!("{{\"id\":\"{number}\",\"text\":\"\"}}"),
            3 => "nonsense é".to_owned(),
            5 => format!("{{\"id\":\"{number}\"}}"),
            6 => format!("{{\"id\":\"{number}\",\"text\":null}}"),
            7 => format!("{{\"id\":{number},\"text\":\"a\"}}"),
            8 => "[]\n\n ".to_owned(),
            9 => format!("{{\"id\":\"{number}\",\"text\":\"\\ud800\"}}"),
            10 if hostile => return [b"{\"id\":\"", &[0xff][..], b"\",\"text\":\"a\"}\n"].concat(),
            11 if hostile => format!("{{\"id\":\"{number}\",\"text\":\"a\",\"more\":NaN}}"),
            _ => format!("{{\"id\":\"{number}\",\"text\":\"{text}\"}}"),
        };
        (line + "\n").into_bytes()
    };
    (0..120).flat_map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_compared_to_the_byte_but_for_words_about_broken_json() {
        let broken = |words: &str| format!("{{\"id\":null,\"error\":\"not valid JSON: {words}\"}}\n");
        let row = "{\"id\":\"a\"}\n";
        assert!(ensure_equal_rows(&(row.to_owned() + &broken("one")), &(row.to_owned() + &broken("another"))).is_ok());
        for (rows, expected) in [(row, "{\"id\":\"b\"}\n"), (row, ""), ("", row), (row, &broken("one"))] {
            assert!(ensure_equal_rows(rows, expected).is_err(), "{rows:?} {expected:?}");
        }
    }
}
