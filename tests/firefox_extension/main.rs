//! The browser extension in Firefox, as it is packed, by its button and its keys. `cargo xtask test --only extension` runs them after those
//! in Chromium (`tests/extension`), which look at more pages.

#[path = "../extension/pages.rs"]
mod pages;

use std::collections::BTreeMap;

use reportedly_tests::FirefoxVisit;

use crate::pages::site;

/// The words of every highlight of the page, by the names of the highlights.
const HIGHLIGHTS: &str = "return Object.fromEntries([...CSS.highlights].map(([name, ranges]) =>
    [name, [...ranges].map((range) => String(range).replace(/\\s+/g, ' ').trim())]))";

/// How much of the page's own state an extension could leave something in.
const TRACES: &str = "return JSON.stringify([document.documentElement.outerHTML, CSS.highlights.size,
    document.adoptedStyleSheets.length, document.styleSheets.length, localStorage.length, document.cookie])";

const SHAPE: &str = "return document.body?.dataset.shape ?? ''";

/// How many entries the panel's list has.
const ENTRIES: &str = "return document.querySelector('#reader').shadowRoot.querySelectorAll('.reportedly-panel [data-do^=choose]').length";

fn has_mark(visit: &FirefoxVisit, name: &str, words: &str) -> bool {
    let all: BTreeMap<String, Vec<String>> = visit.script(HIGHLIGHTS);
    all.get(name).is_some_and(|all| all.iter().any(|one| one == words))
}

/// Waits until the article is marked and listed.
fn wait_until_marked(visit: &FirefoxVisit) {
    visit.wait_until("a hedge is marked", || has_mark(visit, "reportedly-hedge", "could"));
    visit.wait_until("a name is marked", || has_mark(visit, "reportedly-entity", "Greta Moen"));
    visit.wait_for_panel();
    visit.wait_until("the list is shown", || visit.script_in_panel::<String>(SHAPE) == "list");
    assert!(visit.script_in_panel::<u32>(ENTRIES) > 3);
}

fn wait_until_gone(visit: &FirefoxVisit) {
    visit.wait_until("the marks go", || visit.script::<u32>("return CSS.highlights.size") == 0);
    visit.wait_until("the panel goes", || !visit.has_panel());
}

#[test]
fn the_button_marks_the_article_and_takes_all_away_again() {
    let visit = FirefoxVisit::start(site());
    visit.open_page("plain.html");
    let before: String = visit.script(TRACES);
    visit.click();
    wait_until_marked(&visit);
    let all: BTreeMap<String, Vec<String>> = visit.script(HIGHLIGHTS);
    for outside in ["Oslo", "Trondheim", "Stavanger", "Kristiansand"] {
        assert!(all.values().flatten().all(|words| !words.contains(outside)), "{outside} is no part of it: {all:?}");
    }
    visit.click();
    wait_until_gone(&visit);
    assert_eq!(visit.script::<String>(TRACES), before);
    let requests = visit.requests();
    assert!(requests.iter().all(|path| path == "/plain.html" || path == "/favicon.ico"), "{requests:?}");
    assert_eq!(visit.asked_for(), Vec::<String>::new(), "nothing leaves");
}

#[test]
fn keys_mark_the_article_of_a_page_with_a_strict_policy() {
    let visit = FirefoxVisit::start(site());
    visit.open_page("strict.html");
    visit.press_keys();
    wait_until_marked(&visit);
    visit.press_keys();
    wait_until_gone(&visit);
    let requests = visit.requests();
    assert!(requests.iter().all(|path| path == "/strict.html" || path == "/favicon.ico"), "{requests:?}");
    assert_eq!(visit.asked_for(), Vec::<String>::new(), "nothing leaves");
}

#[test]
fn a_page_without_an_article_is_told_of_in_a_sentence() {
    let visit = FirefoxVisit::start(site());
    visit.open_page("list.html");
    visit.click();
    visit.wait_for_panel();
    visit.wait_until("a sentence is shown", || visit.script_in_panel::<String>(SHAPE) == "sentence");
    let sentence: String = visit.script_in_panel("return document.querySelector('#reason').textContent");
    assert!(sentence.starts_with("No article was found on this page"), "{sentence}");
    assert_eq!(visit.script::<u32>("return CSS.highlights.size"), 0);
}
