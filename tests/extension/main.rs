//! The browser extension in Chromium, as it is packed, on pages of all kinds. `cargo xtask test --only extension` runs them.
//!
//! A click is the browser's own, with which `activeTab` is granted: the manifest is the one that people get.

mod corrections;
mod marking;
mod pages;
mod panel;

use std::collections::BTreeMap;

use reportedly_tests::{ExtensionVisit, Target};

/// The words of every highlight of a page's document, by the names of the highlights.
fn highlights(visit: &mut ExtensionVisit, tab: &Target) -> BTreeMap<String, Vec<String>> {
    highlights_in(visit, tab, "window")
}

/// The same in a frame of the page.
fn highlights_in(visit: &mut ExtensionVisit, tab: &Target, window: &str) -> BTreeMap<String, Vec<String>> {
    let script = format!(
        "Object.fromEntries([...{window}.CSS.highlights].map(([name, ranges]) =>
            [name, [...ranges].map((range) => String(range).replace(/\\s+/g, ' ').trim())]))"
    );
    visit.evaluate(tab, &script)
}

/// Waits until these words have this highlight.
fn wait_for_mark(visit: &mut ExtensionVisit, tab: &Target, name: &str, words: &str) {
    visit.wait_for(&format!("{words} as {name}"), |visit| has_mark(visit, tab, name, words).then_some(()));
}

fn has_mark(visit: &mut ExtensionVisit, tab: &Target, name: &str, words: &str) -> bool {
    highlights(visit, tab).get(name).is_some_and(|all| all.iter().any(|one| one == words))
}

/// Opens a page, clicks on the extension's button, and waits for a mark of the article that all pages have.
fn marked(visit: &mut ExtensionVisit, page: &str) -> (Target, Target) {
    let tab = visit.open_page(page);
    visit.click(&tab);
    wait_for_mark(visit, &tab, "reportedly-hedge", "could");
    let panel = visit.panel();
    (tab, panel)
}

/// What the panel's reader gives for an expression over its root, `root`.
fn in_reader(expression: &str) -> String {
    format!("(() => {{ const root = document.querySelector('#reader').shadowRoot; {expression} }})()")
}
