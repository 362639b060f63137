//! `reportedly`: the engine over files and JSON Lines.
//!
//! The formats are known to `reportedly-document` and `reportedly-formats`; this program only reads, annotates and prints.

mod aligned;
mod annotate;
mod annotator;
mod article_file;
mod broken;
mod coloured;
mod compare;
mod error;
mod export;
mod input;
mod jsonl;
mod link;
mod output;
mod parquet;
mod web_page;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// See who said what in a news text, and how sure anyone was.
#[derive(Parser)]
#[command(version, about, propagate_version = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Annotate(annotate::Arguments),
    Compare(compare::Arguments),
    Export(export::Arguments),
    Link(link::Arguments),
}

fn main() -> ExitCode {
    let Arguments { command } = Arguments::parse();
    let outcome = output::is_open().and_then(|()| match command {
        Command::Annotate(arguments) => annotate::run(&arguments),
        Command::Compare(arguments) => compare::run(&arguments),
        Command::Export(arguments) => export::run(&arguments),
        Command::Link(arguments) => link::run(&arguments),
    });
    match outcome {
        Ok(code) => code,
        // Whoever read our output has seen enough: `reportedly … | head`.
        Err(error::Error::Output(error) | error::Error::Unfinished { error, .. })
            if error.kind() == std::io::ErrorKind::BrokenPipe =>
        {
            ExitCode::SUCCESS
        }
        Err(error) => {
            output::report(format_args!("reportedly: {error}"));
            ExitCode::from(2)
        }
    }
}
