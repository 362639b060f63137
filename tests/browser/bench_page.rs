//! The page on which a visitor times the engine.

use reportedly_tests::{Key, Page, Visit, hash};

/// Another package, which takes no time.
const QUICK: &str = "var peer = { annotate: (text) => text.length };";

/// Another package, which breaks over a text.
const BREAKS: &str = "var peer = { annotate() { throw new Error('no such luck'); } };";

/// The page with another package beside the engine.
fn with_peer(script: &str) -> Visit {
    let names = format!("name=\"reportedly-peers\" content=\"quick 1.2.3 sha384-{}\"", hash(script.as_bytes()));
    Visit::of_the_build()
        .with_file("bench/quick.js", script.to_owned())
        .with_changed("bench.html", |page| page.replacen("name=\"reportedly-peers\" content=\"\"", &names, 1))
        .starting_at("bench.html")
}

/// The rows of the table, cell by cell.
async fn rows(page: &Page) -> Vec<Vec<String>> {
    let cells = "return [...document.querySelectorAll('#figures tr')]
        .map(row => [...row.cells].map(cell => cell.firstChild.textContent))";
    page.script(cells, Vec::new()).await
}

async fn progress(page: &Page) -> String {
    page.script("return document.getElementById('progress').textContent", Vec::new()).await
}

async fn wait_for_progress(page: &Page, words: &str) {
    let there = async || progress(page).await.starts_with(words).then_some(());
    page.wait_until(words, there).await;
}

async fn asks_nobody(page: &Page) {
    assert_eq!(page.asked_of_others(), Vec::<String>::new());
    assert_eq!(page.console_errors().await, Vec::<String>::new());
}

#[test]
fn figures_of_the_engine_and_of_what_lies_beside_it() {
    with_peer(QUICK).run(async |page| {
        assert!(!page.shows("#others").await && page.shows("#work").await);
        page.click("#run").await;
        wait_for_progress(page, "Done.").await;
        let rows = rows(page).await;
        assert_eq!(rows.iter().map(|row| row[0].as_str()).collect::<Vec<_>>(), ["Reportedly", "quick"]);
        for cell in rows.iter().flat_map(|row| &row[1..4]) {
            let speed = cell.strip_suffix(" KB/s").unwrap_or_else(|| panic!("{cell} is no speed"));
            assert!(speed.replace(',', "").parse::<u32>().is_ok_and(|speed| speed > 0), "{cell}");
        }
        assert!(rows.iter().flat_map(|row| &row[4..]).all(|cell| cell.ends_with(" ms")), "{rows:?}");
        assert!(page.shows("#run:enabled:focus").await && page.shows("#stop:disabled").await);
        assert_eq!(page.accessibility_violations().await, Vec::<String>::new());
        asks_nobody(page).await;
    });
}

#[test]
fn a_measurement_is_stopped_and_what_it_found_stays() {
    Visit::of_the_build().starting_at("bench.html").run(async |page| {
        assert!(page.shows("#others").await && !page.shows("#work").await);
        page.click("#run").await;
        let is_measured = async || rows(page).await.first()?.get(1)?.ends_with("KB/s").then_some(());
        page.wait_until("a figure", is_measured).await;
        // It has the focus, so that the keyboard ends what it began.
        page.press(Key::Enter).await;
        wait_for_progress(page, "Stopped.").await;
        assert!(page.shows("#run:enabled").await && page.shows("#stop:disabled").await);
        let stopped = rows(page).await;
        assert!(stopped[0][1].ends_with("KB/s"), "{stopped:?}");
        // Begun anew, it measures anew.
        page.click("#run").await;
        page.wait_until("a figure", is_measured).await;
        assert_eq!(rows(page).await.len(), 1);
        page.click("#stop").await;
        wait_for_progress(page, "Stopped.").await;
        asks_nobody(page).await;
    });
}

#[test]
fn what_breaks_is_told_and_can_be_tried_again() {
    with_peer(BREAKS).run(async |page| {
        page.click("#run").await;
        page.wait_until("a message", async || page.shows("#failure").await.then_some(())).await;
        let message: String = page.script("return document.getElementById('failure').textContent", Vec::new()).await;
        assert!(message.contains("no such luck"), "{message}");
        assert!(page.shows("#run:enabled").await);
    });
}

#[test]
fn on_a_phone_the_table_scrolls_and_not_the_page() {
    Visit::of_the_build().starting_at("bench.html").run(async |page| {
        page.resize(360, 800).await;
        for colours in ["light", "dark"] {
            page.prefer(&[("prefers-color-scheme", colours)]).await;
            assert!(!page.scrolls_sideways().await);
            assert_eq!(page.accessibility_violations().await, Vec::<String>::new());
        }
    });
}
