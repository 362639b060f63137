//! Times the extension beside the page: behind `cargo xtask bench extension`.
#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use std::fs;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use clap::Parser;
use reportedly_server::Site;
use reportedly_tests::paste_timing::{two_openings, two_pastes};
use reportedly_tests::{ExtensionVisit, Visit};

#[derive(Parser)]
struct Arguments {
    #[arg(long)]
    article: PathBuf,
    #[arg(long)]
    rounds: u32,
}

/// As many times the page's time the extension may take, where nothing of either runs before.
const LIMIT: f64 = 1.3;

/// What a browser does when it starts is not to be timed.
const REST: Duration = Duration::from_secs(3);

const PAGE: &str = "article.html";

/// The times of a first and of a second article in a fresh browser, in milliseconds.
type Times = [f64; 2];

fn main() -> Result<(), std::io::Error> {
    let Arguments { article, rounds } = Arguments::parse();
    let text = fs::read_to_string(&article)?;
    let [mut pasted, mut opened, mut clicked] = [const { [vec![], vec![]] }; 3];
    // In turn: a machine is faster at one time than at another.
    for _ in 0..rounds {
        let (paste, open) = page_times(&text);
        let click = extension_times(&text);
        for (rows, times) in [(&mut pasted, paste), (&mut opened, open), (&mut clicked, click)] {
            rows.iter_mut().zip(times).for_each(|(row, time)| row.push(time));
        }
    }
    println!(
        "{}: {} bytes, {rounds} fresh browsers each; milliseconds until marks are painted",
        article.display(),
        text.len()
    );
    for (at, name) in ["first article", "second article"].into_iter().enumerate() {
        let [pasted, opened, clicked] = [&mut pasted, &mut opened, &mut clicked].map(|rows| median(&mut rows[at]));
        let ratio = clicked / opened;
        let verdict = if ratio <= LIMIT { "within" } else { "OVER" };
        println!(
            "  {name:<16} page, opened and pasted {opened:>7.1}   extension, clicked {clicked:>7.1}   {ratio:.2} x ({verdict} {LIMIT})   page that is open, pasted {pasted:>7.1}"
        );
    }
    Ok(())
}

/// From the paste until the marks are painted, where the page is open; and from the beginning of its load, with a paste at once.
fn page_times(text: &str) -> (Times, Times) {
    let pasted = Visit::of_the_build().rested().run(async |page| two_pastes(page, text).await);
    let opened = Visit::of_the_build().rested().run(async |page| two_openings(page, text).await);
    (pasted, opened)
}

/// From the click until the marks are painted, where the article is a page of a site.
fn extension_times(text: &str) -> Times {
    let files = [(PAGE.to_owned(), article_page(text).into_bytes())].into();
    let mut visit = ExtensionVisit::start(Site { files, path: "/".to_owned(), ..Site::default() });
    thread::sleep(REST);
    let tab = visit.open_page(PAGE);
    let first = visit.time_to_marks(&tab);
    let panel = visit.panel();
    visit.wait_until(&panel, "document.body.dataset.shape === 'list'");
    visit.click(&tab);
    visit.wait_until(&tab, "CSS.highlights.size === 0");
    visit.wait_for("the panel to go", |visit| (!visit.has_panel()).then_some(()));
    [first, visit.time_to_marks(&tab)]
}

/// The text as the article of a page, its first line as the headline.
fn article_page(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    let mut lines = escaped.lines().map(str::trim).filter(|line| !line.is_empty());
    let headline = lines.next().unwrap_or_default();
    let paragraphs: String = lines.map(|line| format!("<p>{line}</p>\n")).collect();
    format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>{headline}</title>\
         <style>main {{ max-width: 40rem; margin: 2rem 1rem; font: 17px/1.6 serif }}</style></head>\
         <body><nav><a href=/>Home</a></nav><main><h1>{headline}</h1><article>{paragraphs}</article></main></body></html>"
    )
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
