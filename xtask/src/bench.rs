//! `cargo xtask bench`.
//!
//! The times are those of this machine at this moment: compare them with others of the same run, not with a figure that
//! somebody wrote down.

mod compare;
mod engine;
mod extension;
mod hostile;
mod link;
mod many;
mod page;
pub(crate) mod peers;
mod python;

use anyhow::Result;

/// Time the page, the extension, the engine alone or beside other programs, files that are made to take long, a comparison, many articles, the Python package, or measure links
#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    part: Part,
}

#[derive(clap::Subcommand)]
enum Part {
    Page(page::Arguments),
    Engine(engine::Arguments),
    Hostile(hostile::Arguments),
    Extension(extension::Arguments),
    Link(link::Arguments),
    Compare(compare::Arguments),
    Many(many::Arguments),
    Peers(peers::Arguments),
    Python(python::Arguments),
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    match &arguments.part {
        Part::Page(arguments) => page::run(arguments),
        Part::Engine(arguments) => engine::run(arguments),
        Part::Hostile(arguments) => hostile::run(arguments),
        Part::Extension(arguments) => extension::run(arguments),
        Part::Link(arguments) => link::run(arguments),
        Part::Compare(arguments) => compare::run(arguments),
        Part::Many(arguments) => many::run(arguments),
        Part::Peers(arguments) => peers::run(arguments),
        Part::Python(arguments) => python::run(arguments),
    }
}
