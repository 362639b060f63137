//! Where a card lies: near its mark, inside the window, never over the mark.

use wasm_bindgen::JsCast;
use web_sys::{DomRect, Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::NodeRef;

use super::article::mark_element;
use super::dom_position::selected_box;
use super::state::{Card, CardTrigger};

/// Between mark and card, in CSS pixels.
const GAP: f64 = 8.0;

/// Between card and window.
const EDGE: f64 = 8.0;

/// The least height of a card that scrolls inside.
const LEAST: f64 = 120.0;

/// What a card must leave free, in pixels from the window's upper edge.
struct Free {
    left: f64,
    top: f64,
    bottom: f64,
}

/// Puts the card of a mark beside it. One that is only passing by lies above, over lines that have been read; one that was asked
/// for lies below, and above where it fits better. Where it fits nowhere, it is as high as there is room and scrolls inside.
///
/// Done in script and not in a `style` attribute: a strict content security policy allows the one and not the other.
pub(super) fn by_mark(root: &NodeRef, node: &NodeRef, card: &Card) {
    let Some(mark) = mark_element(root, card.segment) else { return };
    let line = line_of(&mark, card.trigger);
    // A mark of many lines would push its card far away from where the reader looks: then only this line stays free.
    let whole = mark.get_bounding_client_rect();
    let free = if card.trigger != CardTrigger::Pin || whole.height() > height() / 4.0 { line.clone() } else { whole };
    let left = match card.trigger {
        CardTrigger::Pointer { x, .. } => f64::from(x) - 24.0,
        CardTrigger::Focus | CardTrigger::Pin => line.left(),
    };
    let free = Free { left, top: free.top(), bottom: free.bottom() };
    let Some(placed) = position_card(root, node, &free, card.trigger != CardTrigger::Pin) else { return };
    // On a narrow screen the style sheet keeps the card at the lower edge, where it may cover the mark.
    if placed.top() < line.bottom() && line.top() < placed.bottom() && placed.left() < line.right() {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        mark.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// The same beside the words that are selected.
pub(super) fn by_selection(root: &NodeRef, card: &NodeRef, article: &Element) {
    if let Some((left, top, bottom)) = selected_box(article) {
        position_card(root, card, &Free { left, top, bottom }, false);
    }
}

/// Says where the card is then.
fn position_card(root: &NodeRef, card: &NodeRef, free: &Free, above_first: bool) -> Option<DomRect> {
    let (root, card) = (root.cast::<Element>()?, card.cast::<HtmlElement>()?);
    let frame = root.get_bounding_client_rect();
    let style = card.style();
    let set = |name: &str, value: Option<f64>| {
        let value = value.map_or_else(|| "auto".to_owned(), |value| format!("{}px", value.round() as i32));
        style.set_property(name, &value).expect("a custom property takes any value");
    };
    // As high as it wants to be.
    set("--room", Some(height()));
    let size = card.get_bounding_client_rect();
    let above = free.top - GAP - below_the_bar(&root);
    let below = height() - EDGE - free.bottom - GAP;
    let is_above = match (size.height() <= above, size.height() <= below) {
        (true, true) => above_first,
        (false, false) => above > below,
        (fits_above, _) => fits_above,
    };
    set("--room", Some(if is_above { above } else { below }.max(LEAST)));
    // From below, so that it grows upwards.
    set("--y", (!is_above).then(|| free.bottom + GAP - frame.top()));
    set("--b", is_above.then(|| frame.bottom() - free.top + GAP));
    // Inside the text's column, so that the panel beside it can be read at the same time.
    let article = root.query_selector(".reportedly-article").ok().flatten();
    let column = article.map_or(frame.clone(), |article| article.get_bounding_client_rect());
    set("--x", Some((free.left.min(column.right() - size.width()) - frame.left()).max(0.0)));
    Some(card.get_bounding_client_rect())
}

/// Where the window begins that a card can use: below the bar, where that stays in view.
fn below_the_bar(root: &Element) -> f64 {
    let bar = root.query_selector(".reportedly-bar").ok().flatten().map(|bar| bar.get_bounding_client_rect().bottom());
    EDGE.max(bar.filter(|&bottom| bottom < height() / 2.0).unwrap_or_default())
}

fn height() -> f64 {
    let height = web_sys::window().and_then(|window| window.inner_height().ok()).and_then(|height| height.as_f64());
    height.unwrap_or(f64::INFINITY)
}

/// The line of a mark that the pointer is on, or else its first.
fn line_of(mark: &HtmlElement, trigger: CardTrigger) -> DomRect {
    let lines = mark.get_client_rects();
    let lines = || (0..lines.length()).filter_map(|line| lines.get(line)).map(|line| line.unchecked_into::<DomRect>());
    let here = match trigger {
        CardTrigger::Pointer { y, .. } => {
            lines().find(|line| line.top() <= f64::from(y) && f64::from(y) <= line.bottom())
        }
        CardTrigger::Focus | CardTrigger::Pin => None,
    };
    here.or_else(|| lines().next()).unwrap_or_else(|| mark.get_bounding_client_rect())
}
