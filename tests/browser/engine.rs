//! Where the engine runs, and what a reader sees when it cannot.

use reportedly_document::Layer;
use reportedly_tests::{Page, State, Visit, at_each_text, visit};

use crate::texts::{FERRY_HEDGES, ferry_paragraphs, read, read_ferry, visit_ferry, words};

/// The engine's program.
const ENGINE: &str = "engine_bg.wasm";

/// The script with which the page itself would run it.
const ENGINE_ON_THE_PAGE: &str = "engine.js";

/// The engine's word lists.
const WORDS: &str = "engine.words";

/// What is said where the browser cannot run the engine.
const TOO_OLD: &str = "This browser is too old to mark texts";

/// What is said where the page itself has to do the work.
const NO_WORKERS: &str = "This browser refuses background workers";

/// How often the server was asked for the engine's program.
fn times_loaded(page: &Page) -> usize {
    page.requests().iter().filter(|path| path.contains(ENGINE)).count()
}

/// Whether it was the page that asked, and not a worker, which keeps its own record.
pub(crate) async fn the_page_has_loaded(page: &Page, file: &str) -> bool {
    let script = "return performance.getEntriesByType('resource').map(it => it.name)";
    let loaded: Vec<String> = page.script(script, Vec::new()).await;
    loaded.iter().any(|name| name.contains(file))
}

#[test]
fn the_engine_runs_in_a_worker() {
    visit_ferry(async |page| {
        assert!(the_page_has_loaded(page, "engine-worker.js").await);
        assert!(!the_page_has_loaded(page, ENGINE_ON_THE_PAGE).await);
        assert_eq!(times_loaded(page), 1);
        assert_eq!(page.notices().await, Vec::<String>::new());
    });
}

#[test]
fn the_engine_is_loaded_before_there_is_a_text() {
    visit(async |page| {
        page.wait_for_equal("the engine to be asked for", 1, async || times_loaded(page)).await;
        assert_eq!(page.state().await, Some(State::Empty));
    });
}

async fn the_page_does_the_work(page: &Page) {
    the_page_does_the_work_because(page, NO_WORKERS).await;
}

/// All is marked, by the page itself, and the reader is told why.
async fn the_page_does_the_work_because(page: &Page, why: &str) {
    read_ferry(page).await;
    assert_eq!(page.paragraphs().await, ferry_paragraphs());
    assert_eq!(words(page, Layer::Hedge).await, FERRY_HEDGES);
    assert!(the_page_has_loaded(page, ENGINE_ON_THE_PAGE).await);
    let notices = page.notices().await;
    assert!(notices.len() == 1 && notices[0].starts_with(why), "{notices:?}");
    let told = page.console().await.iter().any(|line| line.contains("no background worker"));
    assert!(told, "who made the page looks at the console");
    assert!(!page.engine().await.ends_with("+rules"), "with the model as well");
}

#[test]
fn a_browser_without_workers_marks_as_well() {
    let visit = Visit::of_the_build().with_changed("boot.js", |script| format!("delete window.Worker;\n{script}"));
    visit.run(the_page_does_the_work);
}

#[test]
fn a_site_that_forbids_workers_gets_marks_as_well() {
    let visit = Visit::of_the_build();
    visit.with_header("index.html", "Content-Security-Policy", "worker-src 'none'").run(the_page_does_the_work);
}

#[test]
fn a_worker_that_cannot_be_loaded_is_done_without() {
    const WHY: &str = "The background worker could not be loaded (engine-worker.js could not be downloaded (404))";
    let visit = Visit::of_the_build().without("engine-worker.js");
    visit.run(async |page| the_page_does_the_work_because(page, WHY).await);
}

#[test]
fn a_worker_that_never_says_a_word_is_done_without() {
    Visit::of_the_build().with_changed("engine-worker.js", |_| String::new()).run(the_page_does_the_work);
}

#[test]
fn without_an_engine_the_text_stays_and_it_can_be_tried_again() {
    failed_and_mended(Visit::of_the_build().without(ENGINE), ENGINE);
}

#[test]
fn without_its_word_lists_there_is_no_engine() {
    failed_and_mended(Visit::of_the_build().without(WORDS), WORDS);
    failed_and_mended(Visit::of_the_build().with_replaced(WORDS, |_| b"<!doctype html>".to_vec()), WORDS);
}

fn failed_and_mended(visit: Visit, file: &str) {
    visit.run(async |page| {
        page.paste(crate::texts::FERRY).await;
        page.wait_for(State::Failed).await;
        assert_eq!(page.paragraphs().await, ferry_paragraphs());
        let notices = page.notices().await;
        assert!(notices.len() == 1 && notices[0].contains("could not be marked"), "{notices:?}");
        assert!(notices[0].contains(file), "what is said is about what failed: {notices:?}");

        page.try_again().await;
        page.wait_for(State::Failed).await;
        page.mend(file);
        page.try_again().await;
        page.wait_for(State::Ready).await;
        assert_eq!(words(page, Layer::Hedge).await, FERRY_HEDGES);
        assert_eq!(
            page.notices().await,
            Vec::<String>::new(),
            "nothing is said of the browser, which did all it was asked"
        );
    });
}

#[test]
fn an_engine_that_breaks_is_told_and_can_be_tried_again() {
    // It breaks on the text that a reader pastes first.
    let broken = |script: &str| at_each_text(script, "if (text.includes('Norlink')) throw new Error('too cold');");
    Visit::of_the_build().with_changed("engine-worker.js", broken).run(async |page| {
        page.paste(crate::texts::FERRY).await;
        page.wait_for(State::Failed).await;
        let notices = page.notices().await;
        assert!(notices.len() == 1 && notices[0].contains("too cold"), "{notices:?}");

        page.begin_anew().await;
        read(page, "It may rain in Oslo.").await;
        assert_eq!(words(page, Layer::Hedge).await, ["may"]);
    });
}

/// The text is there, unmarked, with a sentence that says which browsers would mark it.
async fn another_browser_is_needed(page: &Page) {
    page.paste(crate::texts::FERRY).await;
    page.wait_for(State::Failed).await;
    assert_eq!(page.paragraphs().await, ferry_paragraphs());
    let notices = page.notices().await;
    assert!(notices.len() == 1 && notices[0].starts_with(TOO_OLD), "{notices:?}");
    assert!(notices[0].contains("Safari since version 16.4"), "{notices:?}");
    assert_eq!(page.count_of("[data-testid=notice] button").await, 0, "there is nothing to try again");
    assert_eq!(times_loaded(page), 0);

    page.begin_anew().await;
    page.paste("It may rain in Oslo.").await;
    page.wait_for(State::Failed).await;
    assert_eq!(page.paragraphs().await, ["It may rain in Oslo."]);
}

/// What a script does not find in a browser without SIMD.
const NO_SIMD: &str = "WebAssembly.validate = () => false;";

#[test]
fn a_browser_without_simd_is_told_so() {
    let visit = Visit::of_the_build().with_changed("boot.js", |script| format!("{NO_SIMD}\n{script}"));
    visit.run(another_browser_is_needed);
}

#[test]
fn a_browser_without_simd_and_workers_is_told_so() {
    let old = |script: &str| format!("delete window.Worker; {NO_SIMD}\n{script}");
    Visit::of_the_build().with_changed("boot.js", old).run(another_browser_is_needed);
}
