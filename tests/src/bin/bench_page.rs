//! Opens `bench.html` and gives texts to one of its programs: behind `cargo xtask bench peers`.
//!
//! It writes {"ready"}, the milliseconds from the start of the page until the program is there. Then each line that it reads is the path
//! of a text, and it writes {"ms"}: how long the text took in the page.
#![expect(clippy::print_stdout, reason = "what it writes is read by the benchmark")]

use std::fs;
use std::io::{self, BufRead as _};

use clap::Parser;
use reportedly_tests::Visit;
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

const ANNOTATE: &str = "return (async () => {
    const start = performance.now();
    await globalThis.subject.annotate(arguments[0]);
    return performance.now() - start;
})()";

fn main() -> Result<(), io::Error> {
    let Arguments { program } = Arguments::parse();
    Visit::of_the_build().starting_at("bench.html").run(async |page| {
        let ready: f64 = page.script(OPEN, vec![json!(program)]).await;
        println!("{}", json!({ "ready": ready }));
        for path in io::stdin().lock().lines() {
            let text = fs::read_to_string(path?)?;
            let ms: f64 = page.script(ANNOTATE, vec![json!(text)]).await;
            println!("{}", json!({ "ms": ms }));
        }
        Ok(())
    })
}
