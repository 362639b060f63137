//! Every key that the reader lists, with a card open and without: each does what the list promises.

use reportedly_document::Layer;
use reportedly_tests::{Focused, Key, Page, visit};

use crate::texts::{id_of, read_ferry, visit_ferry, words};

/// The keys as they are listed, each with what is done with it here.
const KEYS: [(&str, Promise); 20] = [
    ("n p  ← →", Promise::Steps),
    ("Home End", Promise::Ends),
    ("Enter", Promise::Card),
    ("a", Promise::Says("a", "Confirmed: roughly")),
    ("x", Promise::Says("x", "Rejected: roughly")),
    ("1 … 8", Promise::Says("2", "Changed: roughly")),
    ("Shift ← →", Promise::Grows(Key::Right, "roughly 40")),
    ("Shift ↑ ↓", Promise::Grows(Key::Up, "lose roughly")),
    ("s", Promise::Focus("s", "select")),
    ("o", Promise::Shows("o", "[data-testid=spotlight]")),
    ("r", Promise::Shows("r", "[data-testid=triage]")),
    ("m", Promise::Note),
    ("i", Promise::Says("i", "Hidden everywhere: roughly")),
    ("c", Promise::Shows("c", "[data-selection]")),
    ("/  f", Promise::Focus("/", "input")),
    ("h  q", Promise::MarksWords),
    ("w", Promise::HidesMarks),
    ("?", Promise::Shows("?", ".reportedly-keys")),
    ("Ctrl Z", Promise::Undoes),
    ("Ctrl Shift Z", Promise::Redoes),
];

#[derive(Clone, Debug)]
enum Promise {
    /// To the mark before and after.
    Steps,
    /// To the first and the last mark.
    Ends,
    /// Into the card, and Escape back to the mark.
    Card,
    /// Pressing it, this is said.
    Says(&'static str, &'static str),
    /// With Shift, the mark has these words.
    Grows(Key, &'static str),
    /// Pressing it, such an element has the focus.
    Focus(&'static str, &'static str),
    /// What is typed is a note and nothing else.
    Note,
    /// Pressing it, this is seen.
    Shows(&'static str, &'static str),
    /// Selected words become marks.
    MarksWords,
    /// No marks, and marks again.
    HidesMarks,
    Undoes,
    Redoes,
}

/// Puts the keyboard on the hedge of what the mayor said, and in its card if there is to be one.
async fn begin(page: &Page, in_card: bool) -> String {
    read_ferry(page).await;
    let roughly = id_of(page, Layer::Hedge, "roughly").await;
    page.press_until(Key::Tab, "the text", |focused| focused.element == "mark").await;
    page.press_until(Key::Right, "the mark", |focused| focused.ids.contains(&roughly)).await;
    if in_card {
        page.press(Key::Enter).await;
        page.wait_until("the card", async || page.shows("[data-pinned]").await.then_some(())).await;
        page.wait_until("the focus", async || (page.focused().await.element == "div").then_some(())).await;
    } else {
        page.press(Key::Escape).await;
        page.wait_for_equal("the card", None, async || page.card().await).await;
    }
    roughly
}

async fn wait_for_focus(page: &Page, what: &str, is: impl Fn(&Focused) -> bool) {
    page.wait_until(what, async || Some(page.focused().await).filter(&is)).await;
}

async fn is_kept(page: &Page, promise: Promise, roughly: &str) {
    let at_mark = |focused: &Focused| focused.ids.iter().any(|id| id == roughly);
    match promise {
        Promise::Steps => {
            for (there, back) in [("n", "p"), ("p", "n")] {
                page.type_text(there).await;
                wait_for_focus(page, "another mark", |focused| focused.element == "mark" && !at_mark(focused)).await;
                page.type_text(back).await;
                wait_for_focus(page, "the mark", at_mark).await;
            }
            page.press(Key::Right).await;
            wait_for_focus(page, "another mark", |focused| focused.element == "mark" && !at_mark(focused)).await;
            page.press(Key::Left).await;
            wait_for_focus(page, "the mark", at_mark).await;
        }
        Promise::Ends => {
            page.press(Key::End).await;
            wait_for_focus(page, "the last mark", |focused| focused.text == "probably").await;
            page.press(Key::Home).await;
            let first = page.all_marks().await.swap_remove(0);
            wait_for_focus(page, "the first mark", |focused| focused.ids == first.ids).await;
        }
        Promise::Card => {
            if !page.shows("[data-pinned]").await {
                page.press(Key::Enter).await;
            }
            page.wait_until("the card", async || page.shows("[data-pinned]").await.then_some(())).await;
            wait_for_focus(page, "the card", |focused| focused.element == "div").await;
            page.press(Key::Escape).await;
            page.wait_for_equal("the card", None, async || page.card().await).await;
            wait_for_focus(page, "the mark", at_mark).await;
        }
        Promise::Says(key, said) => {
            page.type_text(key).await;
            page.wait_until_said(said).await;
        }
        Promise::Grows(key, grown) => {
            page.press_with(Key::Shift, key).await;
            let has_grown = async || words(page, Layer::Hedge).await.iter().any(|words| words == grown).then_some(());
            page.wait_until(grown, has_grown).await;
        }
        Promise::Focus(key, element) => {
            page.type_text(key).await;
            wait_for_focus(page, element, |focused| focused.element == element).await;
        }
        Promise::Note => {
            let marks = page.all_marks().await.len();
            page.type_text("m").await;
            wait_for_focus(page, "the note", |focused| focused.element == "textarea").await;
            page.type_text("next text").await;
            assert_eq!(page.focused().await.text, "next text");
            page.wait_until_said("Note kept: roughly").await;
            assert_eq!(page.all_marks().await.len(), marks, "what was typed was no command");
        }
        Promise::Shows(key, selector) => {
            page.type_text(key).await;
            page.wait_until(selector, async || page.shows(selector).await.then_some(())).await;
        }
        Promise::MarksWords => {
            for key in ["h", "q"] {
                page.type_text("c").await;
                page.wait_until("the choice", async || page.shows("[data-selection]").await.then_some(())).await;
                page.type_text(key).await;
                let said = async || {
                    page.said().await.starts_with(if key == "h" { "Marked" } else { "Now select" }).then_some(())
                };
                page.wait_until("what is marked", said).await;
                page.press(Key::Escape).await;
            }
        }
        Promise::HidesMarks => {
            page.type_text("w").await;
            page.wait_for_equal("marks", 0, async || page.all_marks().await.len()).await;
            page.type_text("w").await;
            page.wait_until("marks", async || (!page.all_marks().await.is_empty()).then_some(())).await;
        }
        Promise::Undoes | Promise::Redoes => {
            page.type_text("a").await;
            page.wait_until_said("Confirmed: roughly").await;
            page.press_with(Key::Control, "z").await;
            page.wait_until_said("Undone: 1 change").await;
            if matches!(promise, Promise::Redoes) {
                page.press_with_two([Key::Control, Key::Shift], "z").await;
                page.wait_until_said("Done again: 1 change").await;
            }
        }
    }
}

async fn every_key_is_kept(page: &Page, in_card: bool) {
    for (_, promise) in KEYS {
        let roughly = begin(page, in_card).await;
        is_kept(page, promise, &roughly).await;
        for _ in 0..3 {
            page.press(Key::Escape).await;
        }
        page.begin_anew().await;
        page.wait_for(reportedly_tests::State::Empty).await;
    }
}

#[test]
fn the_table_has_every_key_that_is_listed() {
    visit_ferry(async |page| {
        page.ask("help").await;
        let script = "return [...document.querySelectorAll('.reportedly-keys kbd')].map(key => key.textContent)";
        let listed: Vec<String> = page.script(script, Vec::new()).await;
        assert_eq!(listed, KEYS.map(|(key, _)| key.to_owned()));
    });
}

#[test]
fn every_listed_key_does_what_it_promises_without_a_card() {
    visit(async |page| every_key_is_kept(page, false).await);
}

#[test]
fn every_listed_key_does_what_it_promises_in_an_open_card() {
    visit(async |page| every_key_is_kept(page, true).await);
}
