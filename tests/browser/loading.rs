//! The page comes up, wherever it is put, and talks to nobody else.

use reportedly_tests::{Page, Visit, visit};

/// The page has run its program: the shell that it is born in has been filled.
async fn comes_up(page: &Page) {
    let program = "return document.body.textContent.trim().length";
    page.wait_until("the page's program to show something", async || {
        (page.script::<usize>(program, Vec::new()).await > 0).then_some(())
    })
    .await;
}

#[test]
fn the_page_comes_up_without_a_word_of_complaint() {
    visit(async |page| {
        comes_up(page).await;
        assert_eq!(page.console_errors().await, Vec::<String>::new());
    });
}

#[test]
fn the_page_works_under_any_path() {
    Visit::of_the_build().under("/some/where/").run(async |page| {
        comes_up(page).await;
        assert_eq!(page.console_errors().await, Vec::<String>::new());
        let strays: Vec<_> = page.requests().into_iter().filter(|path| !path.starts_with("/some/where/")).collect();
        assert_eq!(strays, Vec::<String>::new());
    });
}

#[test]
fn nobody_else_is_asked_for_anything() {
    visit(async |page| {
        comes_up(page).await;
        assert_eq!(page.asked_of_others(), Vec::<String>::new());
    });
}
