//! Running other programs, and saying plainly which one failed.

use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// Runs a program with our own input and output; its failure is an error that repeats the command.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| cannot_start(command))?;
    if !status.success() {
        bail!("`{}` failed ({status})", shown(command));
    }
    Ok(())
}

/// Runs a program silently; when it fails, the error carries what it printed.
pub(crate) fn run_quietly(command: &mut Command) -> Result<()> {
    let output = command.stdin(Stdio::null()).output().with_context(|| cannot_start(command))?;
    if !output.status.success() {
        let printed = [output.stdout, output.stderr].concat();
        bail!("`{}` failed ({})\n{}", shown(command), output.status, String::from_utf8_lossy(&printed).trim_end());
    }
    Ok(())
}

/// What a program prints on standard output.
pub(crate) fn read(command: &mut Command) -> Result<String> {
    let output =
        command.stdin(Stdio::null()).stderr(Stdio::inherit()).output().with_context(|| cannot_start(command))?;
    if !output.status.success() {
        bail!("`{}` failed ({})", shown(command), output.status);
    }
    String::from_utf8(output.stdout)
        .with_context(|| format!("`{}` printed something that is not UTF-8", shown(command)))
}

/// A command as a person would type it.
pub(crate) fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| quoted(&word.to_string_lossy())).collect::<Vec<_>>().join(" ")
}

fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_=./:@,+~".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

fn cannot_start(command: &Command) -> String {
    format!("cannot start `{}`", shown(command))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shown_command_can_be_pasted_into_a_shell() {
        let mut command = Command::new("npm");
        command.args(["install", "a b", "it's", "binaryen@132.0.0"]);
        assert_eq!(shown(&command), r"npm install 'a b' 'it'\''s' binaryen@132.0.0");
    }

    #[test]
    fn a_failing_program_is_an_error_that_names_it() {
        let mut command = Command::new("sh");
        command.args(["-c", "echo said; exit 3"]);
        let message = format!("{:#}", run_quietly(&mut command).unwrap_err());
        assert!(message.contains("exit 3") && message.contains("said"), "{message}");
    }

    #[test]
    fn a_missing_program_is_an_error_that_names_it() {
        let message = format!("{:#}", run(&mut Command::new("no-such-program-here")).unwrap_err());
        assert!(message.starts_with("cannot start `no-such-program-here`"), "{message}");
    }
}
