//! Times the page in a browser: behind `cargo xtask bench page`.
#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use std::fs;
use std::path::PathBuf;

use clap::Parser;
use reportedly_tests::{State, comparison_timing, visit};

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

/// How long the article is that a reader works in.
const WORDS: usize = 10_000;

/// What a reader does in a long article, several times each: the medians in milliseconds. `paint` waits for the next
/// frame and the end of its painting, `script` until all that was to be done at once is done.
const WORK: &str = "return (async () => {
    const later = () => new Promise(done => { const { port1, port2 } = new MessageChannel(); port1.onmessage = done; port2.postMessage(0); });
    const paint = async act => {
        const began = performance.now();
        act();
        await new Promise(requestAnimationFrame);
        await later();
        return performance.now() - began;
    };
    const script = async act => {
        const began = performance.now();
        act();
        await later();
        return performance.now() - began;
    };
    const pause = () => new Promise(done => setTimeout(done, 300));
    const median = async (measure, act) => {
        const times = [];
        for (let round = 0; round < 9; round++) {
            const now = act(round);
            if (now) times.push(await measure(now));
            await pause();
        }
        return times.sort((a, b) => a - b)[times.length >> 1];
    };
    const find = selector => document.querySelector(selector);
    const key = key => new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
    const marks = [...document.querySelectorAll('mark[tabindex]')];
    const middle = marks[marks.length >> 1];
    middle.scrollIntoView({ behavior: 'instant', block: 'center' });
    await pause();
    const result = { marks: marks.length };
    result.layer = await median(paint, () => () => find('[data-layer=hedge]').click());
    middle.focus();
    await pause();
    result.move = await median(script, () => () => document.activeElement.dispatchEvent(key('n')));
    result.correct = await median(paint, round => () => document.activeElement.dispatchEvent(key(round % 2 ? 'x' : 'a')));
    result.focus = await median(paint, () => () => find('.reportedly-only').click());
    find('[data-do=spotlight-end]')?.click();
    await pause();
    find('[data-testid=search-open]').click();
    await pause();
    result.search = await median(paint, round => () => {
        const box = find('[data-find]');
        box.value = round % 2 ? 'the' : 'said';
        box.dispatchEvent(new Event('input', { bubbles: true }));
    });
    result.found = await median(paint, () => () => find('[data-do=find-next]').click());
    find('[data-do=find-end]').click();
    await pause();
    find('[data-testid=edit]').click();
    await pause();
    await pause();
    const box = find('textarea');
    box.focus();
    box.setSelectionRange(box.value.length / 2, box.value.length / 2);
    result.type = await median(paint, () => () => document.execCommand('insertText', false, 'a'));
    return result;
})()";

/// Makes a link of what is read, with a program that is not loaded yet and with one that is, and opens the link in this tab:
/// from the click until the link is there, and until its text is, in milliseconds.
const SHARE: &str = "return (async () => {
    const find = (selector) => document.querySelector(selector);
    const until = async (there) => {
        const start = performance.now();
        while (!there()) await new Promise(done => setTimeout(done, 1));
        return performance.now() - start;
    };
    const share = async () => {
        find('[data-page=share]').click();
        const time = await until(() => find('[data-link]'));
        const link = find('[data-link]').value;
        find('[data-page=close-dialog]').click();
        await until(() => !find('dialog'));
        return [time, link];
    };
    const [first, link] = await share();
    const [again] = await share();
    location.hash = new URL(link).hash;
    const open = await until(() => find('[data-testid=incoming]'));
    return [first, again, open];
})()";

#[derive(serde::Deserialize)]
struct Work {
    marks: u32,
    layer: f64,
    r#move: f64,
    correct: f64,
    r#type: f64,
    focus: f64,
    search: f64,
    found: f64,
}

fn main() -> Result<(), std::io::Error> {
    let arguments = Arguments::parse();
    let text = fs::read_to_string(&arguments.paste)?;
    let (mut first, mut later) = (Vec::new(), Vec::new());
    let mut shared: [Vec<f64>; 3] = Default::default();
    let mut work: [Vec<f64>; 7] = Default::default();
    let mut marks = 0;
    let words = text.split_whitespace().count().max(1);
    let long = vec![text.trim(); WORDS.div_ceil(words)].join("\n\n");
    for _ in 0..arguments.rounds {
        let (pastes, links, done) = visit(async |page| {
            let mut pastes = [0.0; 2];
            for time in &mut pastes {
                page.paste(&text).await;
                page.wait_for(State::Ready).await;
                *time = page.script::<f64>(MEASURE, Vec::new()).await;
                page.script::<()>(FORGET, Vec::new()).await;
                page.click("[data-testid=new]").await;
            }
            page.paste(&text).await;
            page.wait_for(State::Ready).await;
            let links: [f64; 3] = page.script(SHARE, Vec::new()).await;
            page.wait_for(State::Ready).await;
            page.click("[data-testid=new]").await;
            page.paste(&long).await;
            page.wait_for(State::Ready).await;
            (pastes, links, page.script::<Work>(WORK, Vec::new()).await)
        });
        first.push(pastes[0]);
        later.push(pastes[1]);
        for (all, time) in shared.iter_mut().zip(links) {
            all.push(time);
        }
        marks = done.marks;
        for (times, time) in work.iter_mut().zip([
            done.layer,
            done.correct,
            done.r#move,
            done.r#type,
            done.focus,
            done.search,
            done.found,
        ]) {
            times.push(time);
        }
    }
    println!("{}: {} bytes, {} visits", arguments.paste.display(), text.len(), arguments.rounds);
    row("first paste of a visit", first);
    row("second paste", later);
    let [link, again, open] = shared;
    row("making the first link", link);
    row("making another", again);
    row("opening a link", open);
    println!("the same, repeated to {WORDS} words with {marks} marks to stop at:");
    let [layer, correct, moved, typed, focus, search, found] = work;
    row("switching a layer, to paint", layer);
    row("correcting, to paint", correct);
    row("to the next mark, script", moved);
    row("typing, to paint", typed);
    row("one speaker alone, to paint", focus);
    row("searching a word, to paint", search);
    row("to the next place, to paint", found);
    let [whole, analysed, all_rows] = comparison_timing::times(arguments.rounds);
    println!("five articles of 1,000 words, compared:");
    row("comparing, whole, to paint", whole);
    row("the same after analysis", analysed);
    row("until all rows are there", all_rows);
    Ok(())
}

fn row(name: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    let (least, median, most) = (times[0], times[times.len() / 2], times[times.len() - 1]);
    println!("  {name:<28} median {median:>6.1} ms   (from {least:.1} to {most:.1})");
}
