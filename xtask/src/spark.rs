//! `cargo xtask test --only spark`: a cluster gives the rows that one process gives.

use std::fs;
use std::process::Stdio;

use anyhow::{Context, Result, ensure};

use crate::{command, tools, workspace};

/// Runs `examples/spark/pipe.py` on two processors, over documents and lines that are none.
pub(crate) fn run() -> Result<()> {
    let mut python = tools::pyspark()?;
    command::run(workspace::cargo().args(["build", "--locked", "-p", "reportedly-cli"]))?;
    let program = workspace::target_dir()?.join("debug/reportedly");
    let folder = tempfile::tempdir().context("cannot make a directory")?;
    let (input, output) = (folder.path().join("articles.jsonl"), folder.path().join("annotated"));
    fs::write(&input, lines()).context("cannot write the articles")?;

    let mut alone = workspace::program(&program);
    alone.args(["annotate", "--jsonl", "--error-rows"]).arg(&input).stderr(Stdio::null());
    let expected = alone.output().with_context(|| format!("cannot start {}", program.display()))?;
    ensure!(expected.status.code() == Some(1), "`{}` ended with {}", command::shown(&alone), expected.status);

    python.arg("examples/spark/pipe.py").args([&program, &input, &output]);
    command::run_quietly(python.env("PYSPARK_SUBMIT_ARGS", "--master local[2] pyspark-shell"))?;
    let mut rows = Vec::new();
    let mut parts = 0;
    for file in workspace::files_below(&output)? {
        if file.to_string_lossy().starts_with("part-") {
            parts += 1;
            rows.extend(workspace::read(&output.join(file))?);
        }
    }
    ensure!(parts > 1, "Spark made {parts} part of the input, and not several");
    ensure!(rows == expected.stdout, "Spark gives other rows than one process");
    println!("Spark gives the {} rows of one process, in {parts} parts", rows.split(|byte| *byte == b'\n').count() - 1);
    Ok(())
}

fn lines() -> String {
    let line = |number: usize| match number % 10 {
        3 => "nonsense é\n".to_owned(),
        7 => format!("{{\"id\":\"{number}\"}}\n"),
        _ => format!(
            "{{\"id\":\"{number}\",\"text\":\"“Talks may resume,” Ana Ito told reporters. \u{1f600}\\nIt may rain.\"}}\n"
        ),
    };
    (0..60).map(line).collect()
}
