//! Takes a picture of the page, as a visitor sees it: behind `cargo xtask shot`.

use std::fs;
use std::path::PathBuf;

use clap::Parser;
use reportedly_tests::{State, visit};

#[derive(Parser)]
struct Arguments {
    #[arg(long)]
    out: PathBuf,
    #[arg(long)]
    paste: Option<PathBuf>,
    #[arg(long)]
    width: u32,
    #[arg(long)]
    height: u32,
    #[arg(long)]
    dark: bool,
    #[arg(long)]
    forced_colors: bool,
}

fn main() -> Result<(), std::io::Error> {
    let arguments = Arguments::parse();
    let text = arguments.paste.as_ref().map(fs::read_to_string).transpose()?;
    visit(async |page| {
        page.resize(arguments.width, arguments.height).await;
        let dark = arguments.dark.then_some(("prefers-color-scheme", "dark"));
        let forced = arguments.forced_colors.then_some(("forced-colors", "active"));
        page.prefer(&dark.into_iter().chain(forced).collect::<Vec<_>>()).await;
        if let Some(text) = &text {
            page.paste(text).await;
            page.wait_for(State::Ready).await;
        }
        page.screenshot(&arguments.out).await;
    });
    Ok(())
}
