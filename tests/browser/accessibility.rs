//! The Web Content Accessibility Guidelines 2.2, A and AA, in each main state, light and dark; and what no checker sees.

use reportedly_document::Layer;
use reportedly_tests::{Key, Page, State, visit};

use crate::texts::{id_of, read_ferry, visit_ferry};

async fn is_clean(page: &Page, state: &str) {
    let violations = page.accessibility_violations().await;
    assert!(violations.is_empty(), "{state}:\n{}", violations.join("\n"));
}

async fn every_state_is_clean(page: &Page) {
    page.wait_for(State::Empty).await;
    is_clean(page, "the empty box").await;
    read_ferry(page).await;
    is_clean(page, "reading").await;
    for tab in 1..6 {
        page.ask(&format!("tab {tab}")).await;
        is_clean(page, &format!("page {tab} of the panel")).await;
    }
    page.ask("fold hedge").await;
    is_clean(page, "the kinds of a layer").await;
    page.ask("menu").await;
    is_clean(page, "the settings").await;
    page.ask("help").await;
    is_clean(page, "the keys").await;
    page.ask("menu").await;
    page.ask("find").await;
    is_clean(page, "the box for words").await;
    page.press(Key::Escape).await;
    page.click_mark(
        &page.statements().await.first().map_or(id_of(page, Layer::Hedge, "could").await, |it| it.id.clone()),
    )
    .await;
    page.wait_for_card().await;
    is_clean(page, "a card").await;
    page.press(Key::Escape).await;
    page.select_words("empty", "boats").await;
    is_clean(page, "selected words").await;
    page.press(Key::Escape).await;
    page.ask("save").await;
    is_clean(page, "the formats").await;
    page.press(Key::Escape).await;
    page.ask("share").await;
    page.wait_until("a link", async || page.shows("[data-link]").await.then_some(())).await;
    is_clean(page, "a link").await;
    let link = page.script::<String>("return document.querySelector('[data-link]').value", Vec::new()).await;
    page.press(Key::Escape).await;
    page.begin_anew().await;
    page.paste(&link).await;
    page.wait_until("what came", async || page.shows("[data-testid=incoming]").await.then_some(())).await;
    page.wait_for(State::Ready).await;
    is_clean(page, "what a link brought").await;
    page.begin_anew().await;
    page.wait_until("the draft", async || (!page.drafts().await.is_empty()).then_some(())).await;
    is_clean(page, "the drafts").await;
}

#[test]
fn light() {
    visit(every_state_is_clean);
}

#[test]
fn dark() {
    visit(async |page| {
        page.prefer(&[("prefers-color-scheme", "dark")]).await;
        every_state_is_clean(page).await;
    });
}

#[test]
fn narrow() {
    visit(async |page| {
        page.resize(320, 640).await;
        every_state_is_clean(page).await;
    });
}

#[test]
fn moving_through_marks_is_told_by_position() {
    visit_ferry(async |page| {
        page.press_until(Key::Tab, "the text", |focused| focused.element == "mark").await;
        page.type_text("n").await;
        let stops: usize = page.count_of("mark[tabindex]").await;
        page.wait_until_said(&format!("2 of {stops}")).await;
        page.type_text("n").await;
        page.wait_until_said(&format!("3 of {stops}")).await;
        page.type_text("p").await;
        page.wait_until_said(&format!("2 of {stops}")).await;
    });
}

#[test]
fn the_running_text_is_quiet_unless_marks_are_to_be_announced() {
    const CONTENT: &str = "return getComputedStyle(document.querySelector('mark[data-kinds]'), '::after').content";
    visit_ferry(async |page| {
        assert_eq!(page.script::<String>(CONTENT, Vec::new()).await, "none");
        page.ask("menu").await;
        page.ask("announce").await;
        page.wait_until("announcements", async || {
            page.script::<String>(CONTENT, Vec::new()).await.contains("modal").then_some(())
        })
        .await;
    });
}

#[test]
fn the_keys_are_listed_under_a_question_mark() {
    visit_ferry(async |page| {
        page.press_until(Key::Tab, "the text", |focused| focused.element == "mark").await;
        let mark = page.focused().await;
        page.type_text("?").await;
        page.wait_until("the keys", async || page.shows("[data-testid=over]").await.then_some(())).await;
        page.press(Key::Escape).await;
        page.wait_for_equal("the focus", mark, async || page.focused().await).await;
    });
}

#[test]
fn enter_leads_into_the_card_and_escape_back() {
    visit_ferry(async |page| {
        let mark = page.press_until(Key::Tab, "the text", |focused| focused.element == "mark").await;
        page.press(Key::Enter).await;
        page.wait_until("the card", async || (page.focused().await.element == "div").then_some(())).await;
        page.press_until(Key::Tab, "a button of the card", |focused| focused.text == "✓ Right").await;
        page.press(Key::Escape).await;
        page.wait_for_equal("the focus", mark, async || page.focused().await).await;
        assert_eq!(page.card().await, None);
    });
}
