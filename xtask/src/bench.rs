//! `cargo xtask bench`.
//!
//! The times are those of this machine at this moment: compare them with others of the same run, not with a figure that
//! somebody wrote down.

mod engine;
mod page;

use anyhow::Result;

/// Time the page, from a paste until the marks are painted; or the engine alone
#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    part: Option<Part>,
    #[command(flatten)]
    page: page::Arguments,
}

#[derive(clap::Subcommand)]
enum Part {
    Engine(engine::Arguments),
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    match &arguments.part {
        Some(Part::Engine(arguments)) => engine::run(arguments),
        None => page::run(&arguments.page),
    }
}
