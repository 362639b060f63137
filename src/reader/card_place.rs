use wasm_bindgen::JsCast;
use web_sys::{DomRect, Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::NodeRef;

use super::article::mark_at;
use super::place::selected_box;
use super::state::{By, Card};

/// Between mark and card, in CSS pixels.
const GAP: f64 = 10.0;

/// Puts the card below its mark, or above it where there is no room below; never over it.
///
/// Done in script and not in a `style` attribute: a strict content security policy allows the one and not the other.
pub(super) fn by_mark(root: &NodeRef, card: &NodeRef, at: &Card) {
    let Some(mark) = mark_at(root, at.at) else { return };
    let line = line_of(&mark, at.by);
    // A mark of many lines would push its card far away from where the reader looks: then only this line stays free.
    let whole = mark.get_bounding_client_rect();
    let free = if whole.height() > height() / 4.0 { line.clone() } else { whole };
    let start = match at.by {
        By::Pointer { x, .. } => f64::from(x) - 24.0,
        By::Focus | By::Pin => line.left(),
    };
    let Some(placed) = put(root, card, start, free.top(), free.bottom()) else { return };
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
        put(root, card, left, top, bottom);
    }
}

/// Says where the card is then.
fn put(root: &NodeRef, card: &NodeRef, start: f64, top: f64, bottom: f64) -> Option<DomRect> {
    let (root, card) = (root.cast::<Element>()?, card.cast::<HtmlElement>()?);
    let frame = root.get_bounding_client_rect();
    let size = card.get_bounding_client_rect();
    let below = bottom + GAP;
    let above = top - GAP - size.height();
    let top = if below + size.height() > height() && above >= 0.0 { above } else { below };
    // Inside the text's column, so that the panel beside it can be read at the same time.
    let article = root.query_selector(".reportedly-article").ok().flatten();
    let column = article.map_or(frame.clone(), |article| article.get_bounding_client_rect());
    let left = (start.min(column.right() - size.width()) - frame.left()).max(0.0);
    let style = card.style();
    for (name, value) in [("--x", left), ("--y", top - frame.top())] {
        style.set_property(name, &format!("{}px", value.round() as i32)).expect("a custom property takes any value");
    }
    Some(card.get_bounding_client_rect())
}

fn height() -> f64 {
    let height = web_sys::window().and_then(|window| window.inner_height().ok()).and_then(|height| height.as_f64());
    height.unwrap_or(f64::INFINITY)
}

/// The line of a mark that the pointer is on, or else its first.
fn line_of(mark: &HtmlElement, by: By) -> DomRect {
    let lines = mark.get_client_rects();
    let lines = || (0..lines.length()).filter_map(|line| lines.get(line)).map(|line| line.unchecked_into::<DomRect>());
    let here = match by {
        By::Pointer { y, .. } => lines().find(|line| line.top() <= f64::from(y) && f64::from(y) <= line.bottom()),
        By::Focus | By::Pin => None,
    };
    here.or_else(|| lines().next()).unwrap_or_else(|| mark.get_bounding_client_rect())
}
