//! Times the page in a browser: behind `cargo xtask bench`.
#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use std::fs;
use std::path::PathBuf;

use clap::Parser;
use reportedly_tests::{State, visit};

#[derive(Parser)]
struct Arguments {
    #[arg(long)]
    paste: PathBuf,
    #[arg(long)]
    rounds: u32,
}

/// Waits for what the page measures itself: from the paste until its marks have been painted, in milliseconds.
const MEASURE: &str = "return new Promise(done => {
    const look = () => {
        const [measure] = performance.getEntriesByName('reportedly:paste-to-marks', 'measure');
        if (measure) done(measure.duration); else requestAnimationFrame(look);
    };
    look();
})";

/// Forgets it, so that the next one is not taken for it.
const FORGET: &str = "performance.clearMeasures(); return null";

fn main() -> Result<(), std::io::Error> {
    let arguments = Arguments::parse();
    let text = fs::read_to_string(&arguments.paste)?;
    let (mut first, mut later) = (Vec::new(), Vec::new());
    for _ in 0..arguments.rounds {
        visit(async |page| {
            for times in [&mut first, &mut later] {
                page.paste(&text).await;
                page.wait_for(State::Ready).await;
                times.push(page.script::<f64>(MEASURE, Vec::new()).await);
                page.script::<()>(FORGET, Vec::new()).await;
                page.click("[data-testid=new]").await;
            }
        });
    }
    println!("{}: {} bytes, {} visits", arguments.paste.display(), text.len(), arguments.rounds);
    for (name, mut times) in [("first paste of a visit", first), ("second paste", later)] {
        times.sort_by(f64::total_cmp);
        let (least, median, most) = (times[0], times[times.len() / 2], times[times.len() - 1]);
        println!("  {name:<24} median {median:>6.0} ms   (from {least:.0} to {most:.0})");
    }
    Ok(())
}
