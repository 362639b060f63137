//! `cargo xtask outermost`: documents without the statements that lie inside of others, for corpora that annotate none.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Write as _};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

/// Run a command that writes documents as JSON Lines, and leave out statements whose cue is in what another one says
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The command.
    #[arg(trailing_var_arg = true, required = true)]
    command: Vec<OsString>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let (program, rest) = arguments.command.split_first().context("there is no command")?;
    let mut child =
        Command::new(program).args(rest).stdout(Stdio::piped()).spawn().context("the command does not run")?;
    let documents = BufReader::new(child.stdout.take().context("the command has no output")?);
    let mut out = std::io::stdout().lock();
    for line in documents.lines() {
        let mut document: Value = serde_json::from_str(&line?).context("the command does not write JSON Lines")?;
        if let Some(annotations) = document["annotations"].as_array_mut() {
            let nested: Vec<bool> = annotations.iter().map(|one| is_nested(one, annotations)).collect();
            let mut nested = nested.into_iter();
            annotations.retain(|_| nested.next() != Some(true));
        }
        writeln!(out, "{document}")?;
    }
    let status = child.wait()?;
    ensure!(status.success(), "the command ended with {status}");
    Ok(())
}

fn is_nested(statement: &Value, all: &[Value]) -> bool {
    let start = |part: &str| statement[part][0][0].as_u64();
    let Some(cue) = start("cue").or_else(|| start("content")) else { return false };
    let holds = |span: &Value| {
        let (start, end) = (span[0].as_u64(), span[1].as_u64());
        start.is_some_and(|start| start <= cue) && end.is_some_and(|end| cue < end)
    };
    let contents = |other: &Value| other["content"].as_array().is_some_and(|content| content.iter().any(holds));
    all.iter().any(|other| other["id"] != statement["id"] && contents(other))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_cue_in_what_another_one_says_is_nested() {
        let outer = json!({ "id": "a", "layer": "attribution", "cue": [[4, 8]], "content": [[9, 30]] });
        let inner = json!({ "id": "b", "layer": "attribution", "cue": [[12, 16]], "content": [[17, 30]] });
        let name = json!({ "id": "c", "layer": "entity", "start": 9, "end": 11 });
        let all = [outer.clone(), inner.clone(), name.clone()];
        assert!(is_nested(&inner, &all) && !is_nested(&outer, &all) && !is_nested(&name, &all));
    }
}
