//! What goes wrong most often: a file that is missing or damaged, workers that are refused or hang, storage that is full or refused, a link
//! that was cut off, a network that is gone. `docs/faults.md` names what else can, and its tests in Chromium.

use reportedly_document::Layer;
use reportedly_tests::{Page, State, Visit};

const ARTICLE: &str = "The harbour of Larsund may close, said Mira Holt.";

const OTHER: &str = "It could rain in Oslo.";

/// Pastes a text and waits until its one hedge is marked.
async fn read(page: &Page, text: &str, hedge: &str) {
    page.paste(text).await;
    page.wait_for(State::Ready).await;
    has_hedge(page, hedge).await;
    assert_eq!(page.paragraphs().await, [text]);
}

async fn has_hedge(page: &Page, hedge: &str) {
    let words = async || page.annotations(Layer::Hedge).await.into_iter().map(|shown| shown.text).collect();
    page.wait_for_equal("hedges", vec![hedge.to_owned()], words).await;
}

/// Waits for a notice with these words.
async fn wait_for_notice(page: &Page, words: &str) -> String {
    page.wait_until(words, async || page.notices().await.into_iter().find(|notice| notice.contains(words))).await
}

#[test]
fn without_the_model_rules_mark_the_text_and_it_can_be_tried_again() {
    Visit::of_the_build().without("news.model").run(async |page| {
        read(page, ARTICLE, "may").await;
        assert!(page.engine().await.ends_with("+rules"));
        wait_for_notice(page, "Marked by rules only").await;
        page.mend("news.model");
        page.try_again().await;
        page.wait_for_equal("by rules", false, async || page.engine().await.ends_with("+rules")).await;
        page.wait_for_equal("notices", Vec::<String>::new(), async || page.notices().await).await;
    });
}

#[test]
fn a_damaged_engine_is_named_and_can_be_tried_again() {
    Visit::of_the_build().with_flipped_bit("engine_bg.wasm").run(async |page| {
        page.paste(ARTICLE).await;
        page.wait_for(State::Failed).await;
        assert_eq!(page.paragraphs().await, [ARTICLE]);
        wait_for_notice(page, "engine_bg.wasm is damaged").await;
        page.mend("engine_bg.wasm");
        page.try_again().await;
        page.wait_for(State::Ready).await;
        has_hedge(page, "may").await;
    });
}

#[test]
fn a_site_that_forbids_workers_gets_marks_as_well() {
    let visit = Visit::of_the_build().with_header("index.html", "Content-Security-Policy", "worker-src 'none'");
    visit.run(async |page| {
        read(page, ARTICLE, "may").await;
        assert_eq!(page.notices().await.len(), 1, "it may be slow for a moment: {:?}", page.notices().await);
    });
}

#[test]
fn a_worker_that_hangs_is_replaced_and_the_text_is_marked() {
    Visit::of_the_build().with_workers_that("if (self.name === '0') await new Promise(() => {});").run(async |page| {
        read(page, ARTICLE, "may").await;
        page.wait_for_equal("notices", Vec::<String>::new(), async || page.notices().await).await;
    });
}

#[test]
fn a_text_that_breaks_the_engine_costs_the_next_one_nothing() {
    Visit::of_the_build()
        .with_workers_that("if (text.includes('Larsund')) throw new WebAssembly.RuntimeError('unreachable');")
        .run(async |page| {
            page.paste(ARTICLE).await;
            page.wait_for(State::Failed).await;
            assert_eq!(page.paragraphs().await, [ARTICLE]);
            assert_eq!(page.notices().await.len(), 1, "{:?}", page.notices().await);
            page.begin_anew().await;
            read(page, OTHER, "could").await;
            assert_eq!(page.notices().await, Vec::<String>::new());
        });
}

#[test]
fn a_full_storage_is_told_and_a_file_is_offered() {
    Visit::of_the_build().with_full_storage().run(async |page| {
        read(page, ARTICLE, "may").await;
        let told = wait_for_notice(page, "Drafts cannot be kept").await;
        assert!(told.contains("it is full") && told.contains("Save a file"), "{told}");
    });
}

#[test]
fn a_refused_storage_is_told_and_the_page_works() {
    Visit::of_the_build().with_refused_storage().run(async |page| {
        read(page, ARTICLE, "may").await;
        wait_for_notice(page, "it is refused").await;
        page.edit().await;
        page.wait_for_equal("the box", ARTICLE.to_owned(), async || page.input().await).await;
    });
}

#[test]
fn a_link_that_was_cut_off_shows_what_arrived_and_says_so() {
    let long = [ARTICLE, OTHER].join("\n\n").repeat(20);
    Visit::of_the_build().run(async |page| {
        page.paste(&long).await;
        page.wait_for(State::Ready).await;
        page.ask("share").await;
        let link = "return document.querySelector('[data-link]')?.value ?? null";
        let link: String = page.wait_until("a link", async || page.script(link, Vec::new()).await).await;
        for address in ["about:blank", &link[..link.len() * 2 / 3]] {
            page.go_to(address).await;
        }
        let told = "return document.querySelector('[data-testid=incoming]')?.innerText ?? null";
        let told: String = page.wait_until("what came", async || page.script(told, Vec::new()).await).await;
        assert!(told.contains("characters arrived") && told.contains("incomplete"), "{told}");
        assert_eq!(page.paragraphs().await[0], ARTICLE);
    });
}

#[test]
fn after_one_visit_the_page_works_without_a_network() {
    Visit::of_the_build().with_service_worker().run(async |page| {
        page.wait_for(State::Empty).await;
        let active = "return navigator.serviceWorker.controller?.state === 'activated'";
        page.wait_until("a service worker", async || page.script::<bool>(active, Vec::new()).await.then_some(())).await;
        page.cut_off();
        // Not a reload: Firefox' driver makes it one that leaves the service worker out.
        let here = page.session().current_url().await.expect("a page has an address");
        for address in ["about:blank", here.as_str()] {
            page.go_to(address).await;
        }
        read(page, ARTICLE, "may").await;
        assert!(!page.engine().await.ends_with("+rules"), "the model is there as well");
    });
}
