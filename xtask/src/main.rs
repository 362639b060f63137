//! One door to every task: `cargo xtask VERB`.
//!
//! A verb finds what it needs and installs what is missing (see [`tools`]), so a fresh machine needs no other command.
#![forbid(unsafe_code)]
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line prints")]

mod archive;
mod bench;
mod build;
mod check;
mod checksums;
mod command;
mod comments;
mod corpus;
mod deny;
mod embed;
mod eval;
mod examples;
mod extension;
mod faults;
mod fuzz;
mod import_names;
mod integrity;
mod minify;
mod offline;
mod priming;
mod programs;
mod python;
mod release;
mod reproduce;
mod seal;
mod serve;
mod shot;
mod side_page;
mod single_file;
mod size;
mod spark;
mod standard_library;
mod test;
mod tidy;
mod tools;
mod train;
mod wheel;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// One door to every task of this repository.
///
/// Each verb sets up what it needs: tools of pinned versions go to ~/.cache/reportedly/tools and are kept from then on.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version)]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    Serve(serve::Arguments),
    Build(build::Arguments),
    Test(test::Arguments),
    Check(check::Arguments),
    Embed(embed::Arguments),
    Extension(extension::Arguments),
    Wheel(wheel::Arguments),
    Size(size::Arguments),
    Train(train::Arguments),
    Eval(eval::Arguments),
    Bench(bench::Arguments),
    Priming(priming::Arguments),
    Shot(shot::Arguments),
    Reproduce(reproduce::Arguments),
    Release(release::Arguments),
    Fuzz(fuzz::Arguments),
    #[command(hide = true)]
    Programs(programs::Arguments),
    #[command(hide = true)]
    Outermost(eval::outermost::Arguments),
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().verb {
        Verb::Serve(arguments) => serve::run(&arguments),
        Verb::Build(arguments) => build::run(&arguments),
        Verb::Test(arguments) => test::run(&arguments),
        Verb::Check(arguments) => check::run(&arguments),
        Verb::Embed(arguments) => embed::run(&arguments),
        Verb::Extension(arguments) => extension::run(&arguments),
        Verb::Wheel(arguments) => wheel::run(&arguments),
        Verb::Size(arguments) => size::run(&arguments),
        Verb::Train(arguments) => train::run(&arguments),
        Verb::Eval(arguments) => eval::run(&arguments),
        Verb::Bench(arguments) => bench::run(&arguments),
        Verb::Priming(arguments) => priming::run(&arguments),
        Verb::Shot(arguments) => shot::run(&arguments),
        Verb::Reproduce(arguments) => reproduce::run(&arguments),
        Verb::Release(arguments) => release::run(&arguments),
        Verb::Fuzz(arguments) => fuzz::run(&arguments),
        Verb::Programs(arguments) => programs::run(&arguments),
        Verb::Outermost(arguments) => eval::outermost::run(&arguments),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
