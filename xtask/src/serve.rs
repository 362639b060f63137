//! `cargo xtask serve`.

use std::net::{Ipv4Addr, TcpListener};

use anyhow::{Context, Result};

use crate::build::Profile;
use crate::{command, examples, tools, workspace};

/// Serve the page on this machine and rebuild it when a file changes; or the example pages
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The port to listen on.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Serve the optimised build: slower to rebuild, as quick as what visitors get.
    #[arg(long)]
    release: bool,
    /// Open the page in the default browser.
    #[arg(long)]
    open: bool,
    /// Serve the pages of examples/, other people's pages with the element in them, as they are now; and another origin on the
    /// next port.
    #[arg(long, conflicts_with_all = ["release", "open"])]
    examples: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let port = arguments.port;
    if arguments.examples {
        let other = port.checked_add(1).context("there is no port after 65535 for another origin")?;
        is_free(port, "--examples --port", 2)?;
        is_free(other, "--examples --port", 1)?;
        return examples::serve(port, other);
    }
    let tools = tools::page()?;
    is_free(port, "--port", 1)?;
    println!("Serving http://127.0.0.1:{port}/ once it is built; Ctrl-C ends it");
    let mut trunk = tools.trunk();
    trunk.args(["serve", "--address", "127.0.0.1", "--port", &port.to_string()]);
    // Not into dist/, which holds nothing but what `build` has made.
    trunk.arg("--dist").arg(workspace::target_dir()?.join("served"));
    if arguments.release {
        Profile::Release.applied(&mut trunk)?;
    }
    if arguments.open {
        trunk.arg("--open");
    }
    command::run(&mut trunk)
}

/// Asks for the port before the build, which takes a while.
fn is_free(port: u16, option: &str, next: u16) -> Result<()> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map(drop).with_context(|| {
        format!("port {port} is taken; choose another: cargo xtask serve {option} {}", port.wrapping_add(next))
    })
}
