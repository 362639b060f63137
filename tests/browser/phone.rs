//! On a phone the list of who said what lies below the text: ways to it and back, which the Back button undoes.

use reportedly_tests::{Key, Page, State, visit};
use serde_json::json;

use crate::texts::{id_of, long_article, read_ferry};
use reportedly_document::Layer;

const WIDTH: u32 = 360;
const HEIGHT: u32 = 640;

/// The button over the lower edge of the text.
const TO_PANEL: &str = "[data-testid=to-panel]";
/// The one in the panel.
const TO_TEXT: &str = "[data-testid=to-text]";

async fn read_long(page: &Page) {
    page.resize(WIDTH, HEIGHT).await;
    page.paste(&format!("Ferry Talks\n\n{}", long_article(5_000))).await;
    page.wait_for(State::Ready).await;
}

/// Whether the first element that fits lies in the window, at least with its upper edge.
async fn is_seen(page: &Page, selector: &str) -> bool {
    let script = "
        const box = document.querySelector(arguments[0])?.getBoundingClientRect();
        return Boolean(box) && box.height > 0 && box.top >= 0 && box.top < innerHeight;";
    page.script(script, vec![json!(selector)]).await
}

async fn wait_until_seen(page: &Page, selector: &str) {
    page.wait_for_equal(&format!("{selector} in the window"), true, async || is_seen(page, selector).await).await;
}

async fn wait_until_scrolled_to(page: &Page, place: f64) {
    page.wait_until("the place in the text", async || ((page.scrolled().await - place).abs() < 4.0).then_some(()))
        .await;
}

/// The entry of a statement far down in the list, and its mark.
async fn far_entry(page: &Page) -> (String, String) {
    let statement = page.statements().await.into_iter().nth(9).expect("there are many statements");
    (format!("[data-statement='{}']", statement.id), statement.id)
}

async fn focused_statement(page: &Page) -> String {
    page.script("return document.activeElement.dataset.statement ?? ''", Vec::new()).await
}

#[test]
fn the_list_is_one_tap_away_wherever_the_text_is() {
    visit(async |page| {
        read_long(page).await;
        for place in [0, 900, 1_800] {
            page.script::<()>("scrollTo({ top: arguments[0], behavior: 'instant' })", vec![json!(place)]).await;
            wait_until_seen(page, TO_PANEL).await;
        }
        let label =
            page.script::<String>("return document.querySelector('[data-testid=to-panel]').innerText", Vec::new());
        let count = page.statements().await.len();
        assert_eq!(label.await, format!("Who said what ({count})"));
        page.click(TO_PANEL).await;
        wait_until_seen(page, "[data-testid=panel] h2").await;
        assert!(!is_seen(page, "[data-testid=article]").await);
        assert!(!page.scrolls_sideways().await);
    });
}

#[test]
fn back_undoes_each_step_before_it_leads_to_the_text_box() {
    visit(async |page| {
        read_long(page).await;
        page.script::<()>("scrollTo({ top: 700, behavior: 'instant' })", Vec::new()).await;
        let text = page.scrolled().await;
        page.click(TO_PANEL).await;
        wait_until_seen(page, "[data-testid=panel] h2").await;
        let (entry, id) = far_entry(page).await;
        page.click(&entry).await;
        page.wait_for_equal("the mark's view", true, async || page.is_in_view(&id).await).await;
        page.back().await;
        wait_until_seen(page, &entry).await;
        page.wait_for_equal("the entry's focus", id, async || focused_statement(page).await).await;
        page.back().await;
        wait_until_scrolled_to(page, text).await;
        assert_eq!(page.state().await, Some(State::Ready));
        page.back().await;
        page.wait_for(State::Empty).await;
    });
}

#[test]
fn a_tap_in_the_list_leads_to_the_mark_and_a_button_back_to_the_list() {
    visit(async |page| {
        read_long(page).await;
        let (entry, id) = far_entry(page).await;
        page.click(&entry).await;
        page.wait_for_equal("the mark's view", true, async || page.is_in_view(&id).await).await;
        wait_until_seen(page, TO_PANEL).await;
        let label = "return document.querySelector('[data-testid=to-panel]').innerText";
        assert_eq!(page.script::<String>(label, Vec::new()).await, "Back to the list");
        page.click(TO_PANEL).await;
        wait_until_seen(page, &entry).await;
        page.wait_for_equal("the entry's focus", id, async || focused_statement(page).await).await;
        let label = async || page.script::<String>(label, Vec::new()).await.starts_with("Who said what (");
        page.wait_for_equal("the way to the list", true, label).await;
        // The step is undone, and not one more.
        page.back().await;
        page.wait_for(State::Empty).await;
    });
}

#[test]
fn the_list_leads_back_to_the_text_where_it_was_left() {
    visit(async |page| {
        read_long(page).await;
        page.script::<()>("scrollTo({ top: 700, behavior: 'instant' })", Vec::new()).await;
        let text = page.scrolled().await;
        page.click(TO_PANEL).await;
        wait_until_seen(page, TO_TEXT).await;
        page.click(TO_TEXT).await;
        wait_until_scrolled_to(page, text).await;
        page.back().await;
        page.wait_for(State::Empty).await;
    });
}

#[test]
fn edit_leads_to_the_text_box_after_any_number_of_steps() {
    visit(async |page| {
        read_long(page).await;
        page.click(TO_PANEL).await;
        wait_until_seen(page, "[data-testid=panel] h2").await;
        let (entry, id) = far_entry(page).await;
        page.click(&entry).await;
        page.wait_for_equal("the mark's view", true, async || page.is_in_view(&id).await).await;
        page.edit().await;
        page.wait_for(State::Empty).await;
        assert!(page.input().await.starts_with("Ferry Talks"));
    });
}

#[test]
fn the_ways_can_be_gone_with_the_keyboard() {
    visit(async |page| {
        read_long(page).await;
        page.press_until(Key::Tab, "the way to the list", |focused| focused.text.starts_with("Who said what (")).await;
        page.press(Key::Enter).await;
        let focus = "return document.activeElement.dataset.testid ?? ''";
        page.wait_for_equal("the focus", "panel".to_owned(), async || page.script(focus, Vec::new()).await).await;
        page.press_until(Key::Tab, "the way back", |focused| focused.text == "Back to the text").await;
        page.press(Key::Enter).await;
        page.wait_for_equal("the focus", "to-panel".to_owned(), async || page.script(focus, Vec::new()).await).await;
    });
}

#[test]
fn beside_the_text_the_list_needs_no_way_and_leaves_no_trace_in_the_history() {
    visit(async |page| {
        page.resize(1280, 800).await;
        read_ferry(page).await;
        assert!(!page.shows(TO_PANEL).await && !page.shows(TO_TEXT).await);
        let statement = page.statements().await.pop().expect("there are statements");
        page.choose_statement(&statement.id).await;
        page.wait_until("its mark", async || (page.focused().await.element == "mark").then_some(())).await;
        page.back().await;
        page.wait_for(State::Empty).await;
    });
}

#[test]
fn what_a_link_brought_has_the_same_ways() {
    visit(async |page| {
        read_long(page).await;
        page.ask("share").await;
        let link = "return document.querySelector('[data-link]')?.value ?? null";
        let link = page.wait_until("a link", async || page.script::<Option<String>>(link, Vec::new()).await).await;
        page.press(Key::Escape).await;
        page.begin_anew().await;
        page.paste(&link).await;
        page.wait_until("what came", async || page.shows("[data-testid=incoming]").await.then_some(())).await;
        page.wait_for(State::Ready).await;
        let (entry, id) = far_entry(page).await;
        page.click(&entry).await;
        page.wait_for_equal("the mark's view", true, async || page.is_in_view(&id).await).await;
        page.back().await;
        wait_until_seen(page, &entry).await;
        assert!(page.count_of("[data-testid=incoming]").await > 0, "the link's text is still there");
    });
}

#[test]
fn the_button_over_the_text_is_below_a_card() {
    visit(async |page| {
        page.resize(WIDTH, HEIGHT).await;
        read_ferry(page).await;
        page.click_mark(&id_of(page, Layer::Hedge, "could").await).await;
        page.wait_for_card().await;
        let over = "
            const box = document.querySelector('.reportedly-card').getBoundingClientRect();
            return document.elementFromPoint(box.x + box.width / 2, box.bottom - 20).closest('.reportedly-card') !== null;";
        page.wait_for_equal("the card on top", true, async || page.script::<bool>(over, Vec::new()).await).await;
    });
}
