//! How long five articles of 1,000 words take on the page that compares.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use crate::visit::Visit;

/// Waits for what the page measures itself, in milliseconds: from the texts, and from the last analysis, until the comparison
/// has been painted; and from the last analysis until all of its rows have been.
const MEASURE: &str = "return new Promise(done => {
    const look = () => {
        const names = ['texts-to-comparison', 'analysed-to-comparison', 'analysed-to-all-rows'];
        const times = names.map(name => performance.getEntriesByName(`reportedly:${name}`)[0]);
        if (times.every(Boolean)) done(times.map(time => time.duration)); else requestAnimationFrame(look);
    };
    look();
})";

/// How long each article is.
const WORDS: usize = 1_000;

/// The times of so many visits: of the whole comparison, and of what comes after the last analysis, to its first rows and to all.
pub fn times(rounds: u32) -> [Vec<f64>; 3] {
    let folder = tempfile::tempdir().expect("there is a folder for articles");
    let files: Vec<PathBuf> = (0..5)
        .map(|number| {
            let path = folder.path().join(format!("article {number}.txt"));
            fs::write(&path, article(number)).expect("an article can be written");
            path
        })
        .collect();
    let mut times: [Vec<f64>; 3] = Default::default();
    for _ in 0..rounds {
        let measured: [f64; 3] = Visit::of_the_build().starting_at("compare.html").rested().run(async |page| {
            page.wait_until("the page", async || page.shows("[data-testid=add]").await.then_some(())).await;
            page.open_files(&files).await;
            page.script(MEASURE, Vec::new()).await
        });
        times.iter_mut().zip(measured).for_each(|(all, time)| all.push(time));
    }
    times
}

/// An article about an event of which all tell: a third of its statements are in each article, with other numbers and words
/// around them.
#[must_use]
pub fn article(number: usize) -> String {
    let mut text = format!("The Harwick Bridge, as Paper {number} Tells It\n");
    let mut at = 0;
    while text.split_whitespace().count() < WORDS {
        let told = if at % 3 == 0 { at } else { at * 5 + number };
        let (pier, crew) = (told % 89 + 2, (told * 7 + number) % 60 + 3);
        let paragraph = match at % 3 {
            0 => format!(
                "“Pier {pier} was never inspected after the flood of {told},” said Maria Okafor, the mayor of Harwick, who \
                 spoke to reporters beside the river."
            ),
            1 => format!(
                "Jonas Hale, an engineer, said {crew} workers may have crossed section {told} on Tuesday evening."
            ),
            _ => format!(
                "A person familiar with report {told} said the county had paid ${crew},000 for cables that were roughly {pier} \
                 years old."
            ),
        };
        write!(text, "\n{paragraph}\n").expect("a text can be written to");
        at += 1;
    }
    text
}
