//! Times the page in a browser: behind `cargo xtask bench page`.
#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use std::fs;
use std::path::PathBuf;

use clap::Parser;
use reportedly_tests::paste_timing::two_pastes;
use reportedly_tests::{State, Visit, comparison_timing};

#[derive(Parser)]
struct Arguments {
    #[arg(long)]
    paste: PathBuf,
    #[arg(long)]
    rounds: u32,
    #[arg(long)]
    against: Option<PathBuf>,
}

/// How long the article is that a reader works in.
const WORDS: usize = 10_000;

/// What a reader does in a long article, several times each: the medians in milliseconds. `paint` waits for the next
/// frame and the end of its painting, `shown` for the frame that has the change, `script` until all that was to be done at once
/// is done. What an earlier version has not is left out.
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
    // Until what is asked for can be seen: a version may take more frames than one for it.
    const shown = state => async act => {
        const before = state();
        const began = performance.now();
        act();
        for (let frame = 0; frame < 30 && state() === before; frame++) await new Promise(requestAnimationFrame);
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
    const isSeen = ({ top, bottom }) => top >= 0 && bottom <= innerHeight;
    const hedge = [...document.querySelectorAll('mark[data-parts~=hedge]')].find(mark => isSeen(mark.getBoundingClientRect()));
    let paragraph = (hedge ?? middle).closest('[data-row]');
    const marked = () => new XMLSerializer().serializeToString(paragraph);
    result.layer = await median(shown(marked), () => () => find('[data-layer=hedge]').click());
    middle.focus();
    await pause();
    result.move = await median(script, () => () => document.activeElement.dispatchEvent(key('n')));
    result.correct = await median(shown(marked), round => {
        paragraph = document.activeElement.closest('[data-row]');
        return () => document.activeElement.dispatchEvent(key(round % 2 ? 'x' : 'a'));
    });
    if (find('.reportedly-only')) {
        result.focus = await median(paint, () => () => find('.reportedly-only').click());
        find('[data-do=spotlight-end]')?.click();
        await pause();
    }
    if (find('[data-testid=search-open]')) {
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
    }
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
/// from the click until the link is there, and until its text is, in milliseconds. The page is left alone between them.
const SHARE: &str = "return (async () => {
    const find = (selector) => document.querySelector(selector);
    const until = (there) => new Promise(done => {
        const start = performance.now();
        const observer = new MutationObserver(() => {
            if (!there()) return;
            observer.disconnect();
            done(performance.now() - start);
        });
        observer.observe(document, { childList: true, subtree: true });
    });
    const pause = () => new Promise(done => setTimeout(done, 300));
    const share = async () => {
        const linked = until(() => find('[data-link]'));
        find('[data-page=share]').click();
        const time = await linked;
        const link = find('[data-link]').value;
        await pause();
        const closed = until(() => !find('dialog'));
        find('[data-page=close-dialog]').click();
        await closed;
        await pause();
        return [time, link];
    };
    const [first, link] = await share();
    const [again] = await share();
    const opened = until(() => find('[data-testid=incoming]'));
    location.hash = new URL(link).hash;
    return [first, again, await opened];
})()";

#[derive(serde::Deserialize)]
struct Work {
    marks: u32,
    layer: f64,
    r#move: f64,
    correct: f64,
    r#type: f64,
    focus: Option<f64>,
    search: Option<f64>,
    found: Option<f64>,
}

/// What is timed, in the order of the rows of a visit.
const ROWS: [&str; 12] = [
    "first paste of a visit",
    "second paste",
    "making the first link",
    "making another",
    "opening a link",
    "switching a layer, to paint",
    "correcting, to paint",
    "to the next mark, script",
    "typing, to paint",
    "one speaker alone, to paint",
    "searching a word, to paint",
    "to the next place, to paint",
];

/// Behind so many rows the article is a long one.
const SHORT: usize = 5;

/// The times of the visits to one build, in milliseconds, by row.
#[derive(Default)]
struct Times {
    rows: [Vec<f64>; ROWS.len()],
    marks: u32,
}

impl Times {
    /// Visits the page once.
    fn add(&mut self, visit: Visit, text: &str, long: &str) {
        let (pastes, links, work) = visit.rested().run(async |page| {
            let pastes = two_pastes(page, text).await;
            page.paste(text).await;
            page.wait_for(State::Ready).await;
            let links: [f64; 3] = page.script(SHARE, Vec::new()).await;
            page.wait_for(State::Ready).await;
            page.click("[data-testid=new]").await;
            page.paste(long).await;
            page.wait_for(State::Ready).await;
            (pastes, links, page.script::<Work>(WORK, Vec::new()).await)
        });
        self.marks = work.marks;
        let Work { layer, correct, r#move, r#type, focus, search, found, .. } = work;
        let always = pastes.into_iter().chain(links).chain([layer, correct, r#move, r#type]);
        let times = always.map(Some).chain([focus, search, found]);
        self.rows.iter_mut().zip(times).for_each(|(row, time)| row.extend(time));
    }
}

fn main() -> Result<(), std::io::Error> {
    let Arguments { paste, rounds, against } = Arguments::parse();
    let text = fs::read_to_string(&paste)?;
    let words = text.split_whitespace().count().max(1);
    let long = vec![text.trim(); WORDS.div_ceil(words)].join("\n\n");
    let (mut ours, mut others) = (Times::default(), Times::default());
    // In turn: a machine is faster at one time than at another.
    for _ in 0..rounds {
        ours.add(Visit::of_the_build(), &text, &long);
        if let Some(dist) = &against {
            others.add(Visit::of_files(dist), &text, &long);
        }
    }
    println!("{}: {} bytes, {rounds} visits", paste.display(), text.len());
    for (index, (name, (times, other))) in ROWS.iter().zip(ours.rows.iter().zip(&others.rows)).enumerate() {
        if index == SHORT {
            println!("the same, repeated to {WORDS} words with {} marks to stop at:", ours.marks);
        }
        row(name, times, other);
    }
    let [whole, analysed, all_rows] = comparison_timing::times(rounds);
    println!("five articles of 1,000 words, compared:");
    row("comparing, whole, to paint", &whole, &[]);
    row("the same after analysis", &analysed, &[]);
    row("until all rows are there", &all_rows, &[]);
    Ok(())
}

/// The times of this build, and how many of the times of the other they are.
fn row(name: &str, times: &[f64], others: &[f64]) {
    let Some([least, median, most]) = spread(times) else { return };
    print!("  {name:<28} median {median:>6.1} ms   (from {least:.1} to {most:.1})");
    if let Some([least, other, most]) = spread(others) {
        print!("   the other {other:>6.1} ms   (from {least:.1} to {most:.1})   {:.2} x", median / other);
    }
    println!();
}

/// The least, the median and the most.
fn spread(times: &[f64]) -> Option<[f64; 3]> {
    let mut times = times.to_vec();
    times.sort_by(f64::total_cmp);
    Some([*times.first()?, times[times.len() / 2], *times.last()?])
}
