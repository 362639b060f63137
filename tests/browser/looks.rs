//! What the page looks like where it is narrow, dark or without colours of its own.

use reportedly_document::Layer;
use reportedly_tests::{Bounds, Page, State, visit};

use crate::texts::{id_of, read_ferry};

const WIDTH: u32 = 320;
const HEIGHT: u32 = 640;

/// The least width and height of something that a finger has to hit, in CSS pixels (WCAG 2.2, 2.5.8).
const FINGER: f64 = 24.0;

async fn fits(page: &Page) {
    assert!(!page.scrolls_sideways().await);
    for Bounds { width, height, .. } in page.bounds("button").await {
        assert!(width >= FINGER && height >= FINGER, "a button of {width} × {height}");
    }
}

#[test]
fn a_telephone_has_room_for_everything() {
    visit(async |page| {
        page.resize(WIDTH, HEIGHT).await;
        page.wait_for(State::Empty).await;
        fits(page).await;
        read_ferry(page).await;
        fits(page).await;
        page.click_mark(&id_of(page, Layer::Hedge, "could").await).await;
        page.wait_for_card().await;
        fits(page).await;
    });
}

#[test]
fn on_a_telephone_the_card_is_a_sheet_at_the_lower_edge() {
    visit(async |page| {
        page.resize(WIDTH, HEIGHT).await;
        read_ferry(page).await;
        for word in ["May", "could", "probably"] {
            let id = id_of(page, Layer::Hedge, word).await;
            page.click_mark(&id).await;
            page.wait_until(word, async || page.card().await.filter(|card| card.contains(word))).await;
            let card = page.bounds("[data-testid=card]").await[0];
            // Beside the scroll bar, where there is one.
            let width: f64 = page.script("return document.documentElement.clientWidth", Vec::new()).await;
            assert_eq!((card.x, card.width), (0.0, width));
            assert_eq!(card.y + card.height, f64::from(HEIGHT));
            assert!(card.y > 0.0);
            page.wait_for_equal("the mark's view", true, async || page.is_in_view(&id).await).await;
        }
    });
}

/// What tells a kind of mark from another without its colour.
#[derive(Debug, PartialEq, serde::Deserialize)]
struct Shape {
    decoration: String,
    border: String,
    image: bool,
    tinted: bool,
}

/// The shape of the first mark that has this part and no other.
async fn shape(page: &Page, part: &str) -> Shape {
    let script = "
        const clear = color => ['rgba(0, 0, 0, 0)', getComputedStyle(document.body).backgroundColor].includes(color);
        const mark = document.querySelector(`mark[data-parts='${arguments[0]}']`);
        if (!mark) throw new Error(`no mark is just ${arguments[0]}`);
        const style = getComputedStyle(mark);
        const images = style.backgroundImage.match(/rgba?\\([^)]*\\)/g) ?? [];
        return {
            decoration: `${style.textDecorationLine} ${style.textDecorationStyle}`,
            border: `${style.borderBottomStyle} ${style.borderBottomWidth}`,
            image: images.some(color => !clear(color)),
            tinted: !clear(style.backgroundColor),
        };";
    page.script(script, vec![part.into()]).await
}

async fn every_part_has_a_shape_of_its_own(page: &Page) {
    let mut shapes = Vec::new();
    for part in ["entity", "hedge", "source", "cue", "content"] {
        let shape = shape(page, part).await;
        assert!(!shapes.contains(&shape), "{part} looks like another part: {shape:?}, {shapes:?}");
        shapes.push(shape);
    }
    let plain = Shape { decoration: "none solid".into(), border: "none 0px".into(), image: false, tinted: false };
    assert!(!shapes.contains(&plain), "{shapes:?}");
}

#[test]
fn layers_are_told_apart_by_shape() {
    visit(async |page| {
        read_ferry(page).await;
        every_part_has_a_shape_of_its_own(page).await;
    });
}

#[test]
fn layers_are_told_apart_in_the_dark() {
    visit(async |page| {
        page.prefer(&[("prefers-color-scheme", "dark")]).await;
        read_ferry(page).await;
        every_part_has_a_shape_of_its_own(page).await;
    });
}

#[test]
fn layers_are_told_apart_in_forced_colors() {
    visit(async |page| {
        page.prefer(&[("forced-colors", "active")]).await;
        read_ferry(page).await;
        every_part_has_a_shape_of_its_own(page).await;
    });
}
