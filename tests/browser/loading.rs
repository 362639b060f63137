//! The page comes up, wherever it is put, and talks to nobody else.

use std::time::Duration;

use reportedly_document::Layer;
use reportedly_tests::{Page, State, Visit, visit};

const TEXT: &str = "It may rain in Denmark, Maria Keller said.";

/// All parts of the page have come and work: the shell, the program and the engine.
async fn works(page: &Page) {
    page.paste(TEXT).await;
    page.wait_for(State::Ready).await;
    assert_eq!(page.paragraphs().await, [TEXT]);
}

#[test]
fn the_page_comes_up_without_a_word_of_complaint() {
    visit(async |page| {
        works(page).await;
        assert_eq!(page.console_errors().await, Vec::<String>::new());
    });
}

#[test]
fn the_page_works_under_any_path() {
    Visit::of_the_build().under("/some/where/").run(async |page| {
        works(page).await;
        assert_eq!(page.console_errors().await, Vec::<String>::new());
        let strays: Vec<_> = page.requests().into_iter().filter(|path| !path.starts_with("/some/where/")).collect();
        assert_eq!(strays, Vec::<String>::new());
    });
}

#[test]
fn nobody_else_is_asked_for_anything() {
    visit(async |page| {
        works(page).await;
        assert_eq!(page.asked_of_others(), Vec::<String>::new());
    });
}

#[test]
fn the_text_box_is_there_before_any_program_and_nothing_pasted_early_is_lost() {
    Visit::of_the_build().with_late("reportedly-page-*_bg.wasm", Duration::from_secs(3)).run(async |page| {
        page.paste(TEXT).await;
        assert_eq!(page.input().await, TEXT);
        assert_eq!(page.state().await, None, "the program has come before its time");
        page.wait_for(State::Ready).await;
        assert_eq!(page.paragraphs().await, [TEXT]);
    });
}

#[test]
fn the_text_is_on_screen_before_the_engine_is_there() {
    Visit::of_the_build().with_late("engine_bg.wasm", Duration::from_secs(3)).run(async |page| {
        page.paste(TEXT).await;
        page.wait_for(State::Working).await;
        assert_eq!(page.paragraphs().await, [TEXT]);
        assert!(page.marks(Layer::Hedge).await.is_empty());
        page.wait_for(State::Ready).await;
        assert!(!page.marks(Layer::Hedge).await.is_empty());
    });
}

#[test]
fn a_page_without_its_program_says_so_and_keeps_the_text() {
    Visit::of_the_build().without("reportedly-page-*_bg.wasm").run(async |page| {
        page.paste(TEXT).await;
        let said = async || page.shows("#not-loaded").await.then_some(());
        page.wait_until("the page to say that it is not whole", said).await;
        assert_eq!(page.input().await, TEXT);
    });
}

#[test]
fn without_an_engine_the_text_is_shown_and_the_page_says_why_nothing_is_marked() {
    Visit::of_the_build().without("engine_bg.wasm").run(async |page| {
        page.paste(TEXT).await;
        page.wait_for(State::Failed).await;
        page.wait_for_notice("could not be marked").await;
        assert_eq!(page.paragraphs().await, [TEXT]);
    });
}

#[test]
fn where_workers_are_refused_the_page_itself_does_the_work() {
    let refused = Visit::of_the_build().with_header("index.html", "Content-Security-Policy", "worker-src 'none'");
    refused.run(async |page| {
        page.paste(TEXT).await;
        page.wait_for(State::Ready).await;
        page.wait_for_notice("refuses background workers").await;
        assert!(!page.marks(Layer::Hedge).await.is_empty());
    });
}
