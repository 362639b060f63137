//! The harness itself, on a page that is made for it: what it says it does, a browser does.

use std::path::Path;
use std::time::Duration;

use reportedly_document::Layer;
use reportedly_tests::{Key, Page, State, Visit};

fn fixture() -> Visit {
    Visit::of_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixture"))
}

async fn wait_for_error(page: &Page, words: &[&str]) {
    let complained = async || {
        let errors = page.console_errors().await;
        errors.iter().any(|line| words.iter().all(|word| line.contains(word))).then_some(())
    };
    page.wait_until(&format!("an error with {words:?}"), complained).await;
}

#[test]
fn a_paste_puts_the_text_to_the_letter_where_the_focus_is() {
    const TEXT: &str = "“Peace”, she said.\n\nעברית, 中文, e\u{301}, 🕊\u{fe0f}\n";
    fixture().run(async |page| {
        page.paste(TEXT).await;
        page.wait_for(State::Ready).await;
        assert_eq!(page.input().await, TEXT);
    });
}

#[test]
fn a_paste_of_html_brings_both_forms() {
    fixture().run(async |page| {
        page.paste_html("<p>It <b>may</b> rain.", Some("It may rain.")).await;
        page.wait_for(State::Ready).await;
        assert_eq!(page.input().await, "It may rain.");
        let types: String = page.script("return document.body.dataset.types", Vec::new()).await;
        assert_eq!(types, "text/html text/plain");
    });
}

#[test]
fn keys_go_where_the_focus_is() {
    fixture().run(async |page| {
        page.click("textarea").await;
        page.type_text("ab").await;
        page.press(Key::Left).await;
        page.type_text("c").await;
        assert_eq!(page.focused().await.text, "acb");
        page.press(Key::Tab).await;
        assert_eq!(page.focused().await.text, "After");
    });
}

#[test]
fn marks_are_told_apart_by_layer_and_joined_by_annotation() {
    fixture().run(async |page| {
        let words = async |layer| page.marks(layer).await.into_iter().map(|mark| mark.text).collect::<Vec<_>>();
        assert_eq!(words(Layer::Entity).await, ["Ada Moor"]);
        assert_eq!(words(Layer::Hedge).await, ["may"]);
        assert_eq!(words(Layer::Attribution).await, ["said", "may", "rain"]);
        assert_eq!(page.words_of("a1").await, "saidmayrain");
    });
}

#[test]
fn the_legend_is_read_and_used() {
    fixture().run(async |page| {
        assert_eq!(page.count(Layer::Hedge).await, Some(1));
        assert_eq!(page.count(Layer::Entity).await, None);
        assert!(page.is_on(Layer::Hedge).await);
        page.toggle(Layer::Hedge).await;
        assert!(!page.is_on(Layer::Hedge).await);
    });
}

#[test]
fn the_viewport_has_the_width_that_is_asked_for() {
    fixture().run(async |page| {
        page.resize(320, 600).await;
        assert_eq!(page.script::<u32>("return innerWidth", Vec::new()).await, 320);
    });
}

#[test]
fn a_dark_page_can_be_asked_for() {
    const DARK: &str = "return matchMedia('(prefers-color-scheme: dark)').matches";
    fixture().run(async |page| {
        assert!(!page.script::<bool>(DARK, Vec::new()).await);
        page.prefer(&[("prefers-color-scheme", "dark")]).await;
        assert!(page.script::<bool>(DARK, Vec::new()).await);
    });
}

#[test]
fn a_missing_file_is_missing_and_complained_about() {
    fixture().without("page.js").run(async |page| {
        wait_for_error(page, &["page.js", "404"]).await;
    });
}

#[test]
fn a_late_file_is_late() {
    const DELAY: Duration = Duration::from_millis(400);
    fixture().with_late("page.js", DELAY).run(async |page| {
        let script = "return performance.getEntriesByName(new URL('page.js', location).href)[0]?.duration ?? null";
        let loaded = async || page.script::<Option<f64>>(script, Vec::new()).await;
        let took = page.wait_until("page.js to be loaded", loaded).await;
        assert!(took >= DELAY.as_secs_f64() * 1_000.0, "{took} ms");
    });
}

#[test]
fn a_header_is_obeyed() {
    let policy = ("Content-Security-Policy", "script-src 'none'");
    fixture().with_header("index.html", policy.0, policy.1).run(async |page| {
        wait_for_error(page, &["page.js", "Content Security Policy"]).await;
    });
}

#[test]
fn who_asks_others_is_found_out() {
    fixture().run(async |page: &Page| {
        let script = "fetch('http://reportedly.invalid/a').catch(() => {}); return 1";
        page.script::<u32>(script, Vec::new()).await;
        page.wait_until("the request to be seen", async || page.asked_of_others().first().cloned()).await;
    });
}
