//! Takes a picture of the page, as a visitor sees it: behind `cargo xtask shot`.

use std::fs;
use std::path::PathBuf;

use clap::Parser;
use reportedly_tests::{State, Visit};

#[derive(Parser)]
struct Arguments {
    #[arg(long)]
    out: PathBuf,
    #[arg(long)]
    paste: Option<PathBuf>,
    #[arg(long)]
    compare: Vec<PathBuf>,
    #[arg(long)]
    click: Option<String>,
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
    let start = if arguments.compare.is_empty() { "" } else { "compare.html" };
    Visit::of_the_build().starting_at(start).run(async |page| {
        page.resize(arguments.width, arguments.height).await;
        let dark = arguments.dark.then_some(("prefers-color-scheme", "dark"));
        let forced = arguments.forced_colors.then_some(("forced-colors", "active"));
        page.prefer(&dark.into_iter().chain(forced).collect::<Vec<_>>()).await;
        if let Some(text) = &text {
            page.paste(text).await;
            page.wait_for(State::Ready).await;
        }
        if !arguments.compare.is_empty() {
            page.wait_until("the program", async || page.shows("[data-testid=add]").await.then_some(())).await;
            page.open_files(&arguments.compare).await;
            page.wait_until("the comparison", async || page.shows("[data-testid=export]").await.then_some(())).await;
        }
        if let Some(selector) = &arguments.click {
            page.click(selector).await;
        }
        page.screenshot(&arguments.out).await;
    });
    Ok(())
}
