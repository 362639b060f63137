//! What the programs for files and links do for the page: beside its thread, so that it can be stopped.

use reportedly_tests::{Page, Visit};

use crate::elements::{inside, page_of};
use crate::engine::the_page_has_loaded;
use crate::sharing::share;
use crate::texts::{read_ferry, visit_ferry};

const LINK: &str = include_str!("../links/1-article.link");

const TASK: &str = "[data-testid=task]";

async fn save(page: &Page, format: &str) {
    page.click("[data-page=save]").await;
    page.wait_until("the formats", async || page.shows("dialog [data-page=save-as]").await.then_some(())).await;
    page.click(&format!("[data-page=save-as][data-format='{format}']")).await;
}

#[test]
fn a_file_that_takes_long_to_write_can_be_stopped_and_written_later() {
    Visit::of_the_build().with_held("files_bg.wasm").run(async |page| {
        read_ferry(page).await;
        let paragraphs = page.paragraphs().await;
        save(page, "csv").await;
        page.wait_until("the task", async || page.shows(TASK).await.then_some(())).await;
        assert_eq!(page.paragraphs().await, paragraphs);
        page.click("[data-page=stop-task]").await;
        page.wait_for_equal("what is said", vec!["Stopped. Nothing was changed.".to_owned()], async || {
            page.notices().await
        })
        .await;
        assert!(!page.shows(TASK).await);
        page.mend("files_bg.wasm");
        save(page, "csv").await;
        let is_saved = async || page.notices().await.iter().any(|words| words.contains(".csv")).then_some(());
        page.wait_until("the file", is_saved).await;
        assert_eq!(page.paragraphs().await, paragraphs);
    });
}

#[test]
fn a_link_that_is_not_wanted_any_more_is_not_made() {
    Visit::of_the_build().with_held("links_bg.wasm").run(async |page| {
        read_ferry(page).await;
        page.click("[data-page=share]").await;
        page.wait_until("the dialog", async || page.shows("dialog").await.then_some(())).await;
        page.click("[data-page=close-dialog]").await;
        page.mend("links_bg.wasm");
        assert!(share(page).await.contains("#r1="));
        assert!(!page.shows(TASK).await);
    });
}

#[test]
fn files_and_links_are_read_beside_the_thread_of_the_page() {
    visit_ferry(async |page| {
        assert!(share(page).await.contains("#r1="));
        page.click("[data-page=close-dialog]").await;
        save(page, "csv").await;
        page.wait_until("the file", async || (!page.notices().await.is_empty()).then_some(())).await;
        assert!(!the_page_has_loaded(page, "links_bg.wasm").await);
        assert!(!the_page_has_loaded(page, "files_bg.wasm").await);
        assert!(!the_page_has_loaded(page, "office_bg.wasm").await);
    });
}

#[test]
fn a_browser_that_refuses_workers_makes_links_on_the_page() {
    let visit = Visit::of_the_build().with_header("index.html", "Content-Security-Policy", "worker-src 'none'");
    visit.run(async |page| {
        read_ferry(page).await;
        assert!(share(page).await.contains("#r1="));
        assert!(the_page_has_loaded(page, "links_bg.wasm").await);
    });
}

#[test]
fn an_element_opens_its_link_beside_the_thread_of_the_page_around_it() {
    let element = format!("<reportedly-text link=\"{}\"></reportedly-text>", LINK.trim());
    page_of(&element, "").run(async |page| {
        let marks = async || inside::<u32>(page, "return root?.querySelectorAll('mark').length ?? 0").await;
        page.wait_until("marks", async || (marks().await > 5).then_some(())).await;
        assert!(!the_page_has_loaded(page, "links_bg.wasm").await);
    });
}
