//! Reading with a mouse.

use std::time::Duration;

use reportedly_document::Layer;
use reportedly_tests::{Bounds, Page, visit};

use crate::texts::{assert_has, id_of, read, read_ferry, visit_ferry};

const DIPLOMACY: &str = include_str!("../../static/examples/diplomacy.txt");

#[test]
fn the_card_opens_over_a_mark_and_closes_beside_it() {
    visit_ferry(async |page| {
        page.point_at(&id_of(page, Layer::Entity, "Bergen").await).await;
        let card = page.wait_for_card().await;
        assert!(card.contains("Entity: place."), "{card}");
        page.point_away().await;
        page.wait_for_equal("the card", None, async || page.card().await).await;
    });
}

#[test]
fn the_card_explains_all_marks_at_its_place() {
    visit_ferry(async |page| {
        // A hedge inside of what the mayor said.
        page.point_at(&id_of(page, Layer::Hedge, "could").await).await;
        let card = page.wait_for_card().await;
        assert_has(&card, &["Hedge", "may or might", "Attribution", "Aksel Dahl, the mayor"]);
    });
}

#[test]
fn a_click_pins_the_card() {
    visit_ferry(async |page| {
        page.click_mark(&id_of(page, Layer::Entity, "Bergen").await).await;
        let pinned = page.wait_for_card().await;
        // Another mark on the way, and then the far corner.
        page.point_at(&id_of(page, Layer::Entity, "Norlink").await).await;
        page.point_away().await;
        page.point_at(&id_of(page, Layer::Entity, "Tarsvik").await).await;
        assert_eq!(page.card().await, Some(pinned));
        page.click("[data-testid=card] button").await;
        page.wait_for_equal("the card", None, async || page.card().await).await;
    });
}

const CARD: &str = "[data-testid=card]";

async fn card_bounds(page: &Page) -> Bounds {
    page.bounds(CARD).await[0]
}

/// Where the first line of a mark lies.
async fn line_of(page: &Page, id: &str) -> Bounds {
    let script = "
        const { x, y, width, height } = document.querySelector(`mark[data-ids~='${arguments[0]}']`).getClientRects()[0];
        return { x, y, width, height };";
    page.script(script, vec![id.into()]).await
}

async fn pin(page: &Page, id: &str) {
    page.click_mark(id).await;
    page.wait_until("the card", async || page.shows("[data-pinned]").await.then_some(())).await;
}

#[test]
fn what_opens_under_the_pointer_is_one_line_above_what_is_read_next() {
    visit_ferry(async |page| {
        for word in ["could", "probably"] {
            let id = id_of(page, Layer::Hedge, word).await;
            page.point_at(&id).await;
            page.wait_until(word, async || page.card().await).await;
            let (card, line) = (card_bounds(page).await, line_of(page, &id).await);
            assert!(card.height < 45.0, "{card:?} is more than a line");
            assert!(card.y + card.height <= line.y, "{card:?} is not above {line:?}");
            page.point_away().await;
            page.wait_for_equal("the card", None, async || page.card().await).await;
        }
    });
}

#[test]
fn a_pointer_that_passes_over_marks_opens_nothing() {
    // Half a second on each mark: a person who reads along with the pointer.
    const PASS: &str = "
        const [done] = arguments, marks = [...document.querySelectorAll('mark')].slice(0, 4);
        let opened = false, screenX = 0;
        new MutationObserver(() => { opened ||= Boolean(document.querySelector('[data-testid=card]')); })
            .observe(document.body, { subtree: true, childList: true });
        const pass = () => {
            const mark = marks.shift();
            const target = mark ?? document.querySelector('[data-testid=reader]');
            target.dispatchEvent(new PointerEvent(mark ? 'pointerover' : 'pointerleave', { bubbles: true, screenX: ++screenX }));
            if (mark) setTimeout(pass, 400);
            else setTimeout(() => done(opened), 900);
        };
        pass();";
    visit_ferry(async |page| {
        let opened = page.session().execute_async(PASS, Vec::new()).await.expect("it is a script");
        assert!(!opened.convert::<bool>().expect("it says whether"), "a card opened on the way");
    });
}

#[test]
fn a_click_anywhere_else_closes_a_pinned_card() {
    /// The middle of an element, or for the margin a place beside it.
    const PLACE: &str = "
        if (arguments[0] !== 'body') {
            document.querySelector(arguments[0]).scrollIntoView({ block: 'nearest', behavior: 'instant' });
        }
        const box = document.querySelector(arguments[0]).getBoundingClientRect();
        return arguments[0] === 'body' ? [4, innerHeight / 2] : [box.x + box.width / 2, box.y + box.height / 2];";
    visit(async |page| {
        page.resize(1366, 768).await;
        read_ferry(page).await;
        let id = id_of(page, Layer::Entity, "Bergen").await;
        for elsewhere in ["body", ".reportedly-panel h2", "footer", "header p"] {
            pin(page, &id).await;
            let place: (f64, f64) = page.script(PLACE, vec![elsewhere.into()]).await;
            assert!((0.0..768.0).contains(&place.1), "{elsewhere} cannot be clicked at {place:?}");
            page.click_at(place).await;
            page.wait_for_equal(elsewhere, None, async || page.card().await).await;
        }
        pin(page, &id).await;
        page.ask("tab 2").await;
        page.wait_for_equal("a page of the panel", None, async || page.card().await).await;
        pin(page, &id).await;
        page.click(".reportedly-card h3").await;
        assert!(page.card().await.is_some(), "a click in the card is none elsewhere");
    });
}

async fn cards_fit(page: &Page, (width, height): (u32, u32)) {
    page.resize(width, height).await;
    let mut seen = Vec::new();
    for mark in page.all_marks().await.into_iter().step_by(3) {
        let id = mark.ids.first().expect("a mark is of something").clone();
        if seen.contains(&id) {
            continue;
        }
        pin(page, &id).await;
        // A narrow page glides until its mark is above the card.
        let apart = async || {
            let (card, line) = (card_bounds(page).await, line_of(page, &id).await);
            let above = card.y + card.height <= line.y || line.y + line.height <= card.y;
            (above || card.x >= line.x + line.width).then_some((card, line))
        };
        let (card, line) = page.wait_until(&format!("{:?} beside its card", mark.text), apart).await;
        let what = format!("{:?} at {width} × {height}: {card:?}, {line:?}", mark.text);
        assert!(card.y >= 0.0 && card.y + card.height <= f64::from(height), "the card leaves the window: {what}");
        assert!(card.x >= 0.0 && card.x + card.width <= f64::from(width), "the card leaves the window: {what}");
        let button = page.bounds(".reportedly-card [data-do^=accept]").await[0];
        assert!(button.y + button.height <= card.y + card.height, "no button to be seen: {what}, {button:?}");
        page.click(".reportedly-close").await;
        page.wait_for_equal("the card", None, async || page.card().await).await;
        seen.push(id);
    }
    assert!(seen.len() > 8, "{seen:?}");
}

#[test]
fn a_pinned_card_fits_into_the_window_beside_its_mark() {
    visit(async |page| {
        read(page, DIPLOMACY).await;
        cards_fit(page, (1366, 768)).await;
    });
}

#[test]
fn a_pinned_card_fits_into_a_telephone_and_a_low_window() {
    visit(async |page| {
        read(page, DIPLOMACY).await;
        cards_fit(page, (360, 640)).await;
        cards_fit(page, (1280, 560)).await;
    });
}

#[test]
fn in_a_card_actions_come_first_and_what_weighed_most_is_folded_away() {
    visit_ferry(async |page| {
        pin(page, &id_of(page, Layer::Entity, "Bergen").await).await;
        page.wait_for_opinions().await;
        let top = async |selector: &str| page.bounds(&format!(".reportedly-card {selector}")).await[0].y;
        let actions = top("[data-do^=accept]").await;
        for below in [".reportedly-words", "select", ".reportedly-why", "[data-testid=opinion]"] {
            assert!(top(below).await > actions, "{below} is above what can be done");
        }
        assert_eq!(page.count_of("details[data-testid=weighed]:not([open])").await, 1);
        page.click("[data-testid=weighed] summary").await;
        let words: String =
            page.script("return document.querySelector('[data-testid=weighed]').innerText", vec![]).await;
        assert!(words.starts_with("What weighed most") && words.trim_end().ends_with('.'), "{words}");
        tokio::time::sleep(Duration::from_millis(300)).await;
        let card = card_bounds(page).await;
        let height: f64 = page.script("return innerHeight", vec![]).await;
        assert!(card.y >= 0.0 && card.y + card.height <= height, "what is unfolded leaves the window: {card:?}");
    });
}
