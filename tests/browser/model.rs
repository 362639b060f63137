//! The trained model: read with when it comes, done without when it does not. What it marks is not asked here.

use reportedly_document::Layer;
use reportedly_tests::{Page, State, Visit, replaced};

use crate::texts::{FERRY, FERRY_HEDGES, ferry_paragraphs, id_of, read_ferry, visit_ferry, words};

const MODEL: &str = "news.model";

/// What is said while the model is on its way.
const COMES: &str = "Marked by rules so far";

/// What is said where there is no model to read with.
const BY_RULES_ONLY: &str = "Marked by rules only, because the trained model cannot be used:";

async fn is_by_rules(page: &Page) -> bool {
    page.engine().await.ends_with("+rules")
}

/// How often the page itself has said on the console that something is wrong with the model.
async fn warnings(page: &Page) -> usize {
    page.console().await.iter().filter(|line| line.contains("Reportedly marks by rules only")).count()
}

/// Pastes a text and waits until it is marked by rules, with a sentence that says why.
async fn read_by_rules(page: &Page, why: &str) {
    read_ferry(page).await;
    assert_eq!(page.paragraphs().await, ferry_paragraphs());
    assert_eq!(words(page, Layer::Hedge).await, FERRY_HEDGES);
    assert!(is_by_rules(page).await);
    let notices = page.notices().await;
    let told = notices.iter().any(|notice| notice.starts_with(BY_RULES_ONLY) && notice.contains(why));
    assert!(told, "{notices:?}");
    page.wait_for_equal("the warnings on the console", 1, async || warnings(page).await).await;
}

/// Makes the model what it should be, tries again and waits until the text has been read with it.
async fn mend_and_try_again(page: &Page) {
    page.mend(MODEL);
    page.try_again().await;
    page.wait_for_equal("by rules", false, async || is_by_rules(page).await).await;
    page.wait_for(State::Ready).await;
    assert_eq!(page.notices().await, Vec::<String>::new());
    assert_eq!(page.paragraphs().await, ferry_paragraphs());
    assert_eq!(warnings(page).await, 1, "no further one");
}

#[test]
fn texts_are_read_with_the_model() {
    visit_ferry(async |page| {
        assert!(!is_by_rules(page).await);
        assert_eq!(page.notices().await, Vec::<String>::new());
        let asked: Vec<_> = page.requests().into_iter().filter(|path| path.contains(MODEL)).collect();
        assert!(asked.len() == 1 && asked[0].contains("?v="), "once, and by its content: {asked:?}");
        assert_eq!(warnings(page).await, 0);
    });
}

#[test]
fn a_model_that_is_not_the_one_of_this_version_is_not_used_and_rules_mark_the_text() {
    type Change = fn(&[u8]) -> Vec<u8>;
    let cases: [Change; 4] = [
        |model| model[..model.len() / 2].to_vec(),
        |model| [&model[..8], &[9, 0, 0, 0], &model[12..]].concat(),
        |_| b"<!doctype html><title>Not found</title>".to_vec(),
        |_| Vec::new(),
    ];
    for change in cases {
        Visit::of_the_build()
            .with_replaced(MODEL, change)
            .run(async |page| read_by_rules(page, "news.model is damaged").await);
    }
}

#[test]
fn a_damaged_model_can_be_tried_again() {
    let damaged = |model: &[u8]| {
        let mut damaged = model.to_vec();
        damaged[model.len() / 2] ^= 1;
        damaged
    };
    Visit::of_the_build().with_replaced(MODEL, damaged).run(async |page| {
        read_by_rules(page, "news.model is damaged").await;
        mend_and_try_again(page).await;
    });
}

#[test]
fn a_missing_model_can_be_tried_again() {
    Visit::of_the_build().without(MODEL).run(async |page| {
        read_by_rules(page, "news.model could not be downloaded (404)").await;
        mend_and_try_again(page).await;
    });
}

#[test]
fn the_page_itself_does_without_a_model_too() {
    let visit = Visit::of_the_build().with_changed("boot.js", |script| format!("delete window.Worker;\n{script}"));
    visit.without(MODEL).run(async |page| {
        read_by_rules(page, "news.model could not be downloaded (404)").await;
        page.mend(MODEL);
        page.try_again().await;
        page.wait_for_equal("by rules", false, async || is_by_rules(page).await).await;
    });
}

#[test]
fn a_text_does_not_wait_long_for_a_slow_model_and_its_marks_settle_later() {
    Visit::of_the_build().with_held(MODEL).run(async |page| {
        page.paste(FERRY).await;
        page.wait_for(State::Provisional).await;
        assert_eq!(words(page, Layer::Hedge).await, FERRY_HEDGES);
        let told = async || page.notices().await.into_iter().find(|notice| notice.starts_with(COMES));
        page.wait_until("a sentence about the model", told).await;
        let probably = id_of(page, Layer::Hedge, "probably").await;
        page.click_mark(&probably).await;
        let card = page.wait_for_card().await;

        page.mend(MODEL);
        page.wait_for(State::Ready).await;
        assert!(!is_by_rules(page).await);
        assert_eq!(page.notices().await, Vec::<String>::new());
        assert_eq!(page.paragraphs().await, ferry_paragraphs());
        assert_eq!(page.card().await.map(|card| card.contains("probably")), Some(true), "it stays open: {card}");
        assert_eq!(id_of(page, Layer::Hedge, "probably").await, probably);
        assert_eq!(warnings(page).await, 0);
    });
}

#[test]
fn a_text_that_comes_after_a_slow_model_waits_no_more() {
    Visit::of_the_build().with_held(MODEL).run(async |page| {
        page.paste("It may rain in Oslo.").await;
        page.wait_for(State::Provisional).await;
        page.mend(MODEL);
        page.wait_for(State::Ready).await;
        page.begin_anew().await;
        read_ferry(page).await;
        assert!(!is_by_rules(page).await);
    });
}

#[test]
fn a_model_that_breaks_the_engine_leaves_the_marks_of_the_rules() {
    // Where the worker reads a text of its own, and where it reads a person's.
    let broken = |script: &str| {
        let once = |script: &str| replaced(script, "engine.Job.withModel(text,this.#model)", "null.too.cold");
        once(&once(script))
    };
    Visit::of_the_build().with_changed("engine-worker.js", broken).with_held(MODEL).run(async |page| {
        page.paste(FERRY).await;
        page.wait_for(State::Provisional).await;
        let marks = page.all_marks().await;
        page.mend(MODEL);
        page.wait_for(State::Ready).await;
        assert_eq!(page.all_marks().await, marks);
        let notices = page.notices().await;
        assert!(notices.len() == 1 && notices[0].starts_with(BY_RULES_ONLY), "{notices:?}");
    });
}
