//! Opens `bench.html` and gives texts to one of its programs: behind `cargo xtask bench peers`.
//!
//! It writes {"ready"}, the milliseconds from the start of the page until the program is there. Then each line that it reads is the path
//! of a text, and it writes {"ms"}: how long the text took in the page, or null where it took too long.
#![expect(clippy::print_stdout, reason = "what it writes is read by the benchmark")]

use std::fs;
use std::io::{self, BufRead as _};

use clap::Parser;
use reportedly_tests::{Page, Visit};
use serde_json::json;

#[derive(Parser)]
struct Arguments {
    /// What the program is called on the page.
    program: String,
}

/// Opens the program. What the browser did before the page was there is a part of the time, what the driver does is none.
const OPEN: &str = "return (async () => {
    const { SUBJECTS } = await import(document.querySelector('script[src]').src);
    const subject = SUBJECTS.find(({ name }) => name === arguments[0]);
    const [{ domContentLoadedEventEnd }] = performance.getEntriesByType('navigation');
    const start = performance.now();
    globalThis.subject = await subject.open();
    return domContentLoadedEventEnd + performance.now() - start;
})()";

/// Gives it a text.
const ANNOTATE: &str = "const start = performance.now();
    globalThis.time = globalThis.subject.annotate(arguments[0]).then(() => performance.now() - start);
    return null";

/// Waits for its time, for a while: a driver gives a script up after 30 seconds. The page is left alone meanwhile.
const WAIT: &str =
    "return Promise.race([globalThis.time, new Promise((resolve) => setTimeout(resolve, 20_000, null))])";

/// How often it is waited for. A text takes minutes on a slow machine.
const WAITS: usize = 30;

async fn annotate(page: &Page, text: &str) -> Option<f64> {
    page.script::<()>(ANNOTATE, vec![json!(text)]).await;
    for _ in 0..WAITS {
        let time: Option<f64> = page.script(WAIT, Vec::new()).await;
        if time.is_some() {
            return time;
        }
    }
    None
}

fn main() -> Result<(), io::Error> {
    let Arguments { program } = Arguments::parse();
    Visit::of_the_build().starting_at("bench.html").run(async |page| {
        let ready: f64 = page.script(OPEN, vec![json!(program)]).await;
        println!("{}", json!({ "ready": ready }));
        for path in io::stdin().lock().lines() {
            let text = fs::read_to_string(path?)?;
            println!("{}", json!({ "ms": annotate(page, &text).await }));
        }
        Ok(())
    })
}
