//! Places in the article: from where the browser has them to bytes of the text, and back; and what else `web/reader` does with
//! the DOM for Rust (focus, scrolling, controls).

use reportedly_document::{Byte, Span};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::*;
use web_sys::Element;

use super::text::Text;

#[wasm_bindgen(module = "/web/reader/dom-position.js")]
extern "C" {
    #[wasm_bindgen(js_name = selected)]
    fn js_selected(article: &Element) -> Option<Vec<u32>>;
    #[wasm_bindgen(js_name = selectedBox)]
    fn js_selected_box(article: &Element) -> Option<Vec<f64>>;
    #[wasm_bindgen(js_name = select)]
    fn js_select(article: &Element, row: u32, from: u32, last_row: u32, to: u32);
    #[wasm_bindgen(js_name = positionAtPoint)]
    fn js_position_at_point(article: &Element, x: i32, y: i32) -> Option<Vec<u32>>;
    /// Takes the browser's selection away.
    pub(super) fn deselect(article: &Element);
    #[wasm_bindgen(js_name = revealWords)]
    fn js_reveal_words(article: &Element, row: u32, from: u32, to: u32);
}

#[wasm_bindgen(module = "/web/reader/controls.js")]
extern "C" {
    /// Lets those entries of a list stand out that are about these marks, and scrolls it, and not the page, to the first.
    #[wasm_bindgen(js_name = showCurrent)]
    pub(super) fn show_current(list: &Element, marks: Vec<u32>, reveal: bool);
    /// Puts what is open over the bar under the button that opened it.
    #[wasm_bindgen(js_name = putUnderButton)]
    pub(super) fn put_under_button(root: &Element);
    /// Has the browser print what is drawn.
    #[wasm_bindgen(js_name = printPage)]
    pub(super) fn print_page();
    /// Lets every list show what is chosen, where a person has chosen something that was taken back or refused.
    #[wasm_bindgen(js_name = showChoices)]
    pub(super) fn show_choices(element: &Element);
}

#[wasm_bindgen(module = "/web/reader/search.js")]
extern "C" {
    /// The words of the panel, each text on a line of its own.
    #[wasm_bindgen(js_name = panelWords)]
    pub(super) fn panel_words(root: &Element) -> String;
    /// Paints places, and leads to one of them if it is to be seen. A place of the text is three numbers, one of the panel two.
    #[wasm_bindgen(js_name = showFound)]
    pub(super) fn show_found(root: &Element, in_text: Vec<u32>, in_panel: Vec<u32>, position: usize, reveal: bool);
    /// Leads to another one of the places that are painted.
    #[wasm_bindgen(js_name = leadToFound)]
    pub(super) fn lead_to_found(root: &Element, position: usize);
    /// Paints none any more.
    #[wasm_bindgen(js_name = endFound)]
    pub(super) fn end_found(root: &Element);
}

#[wasm_bindgen(module = "/web/reader/focus.js")]
extern "C" {
    /// The element of the reader that has the focus.
    #[wasm_bindgen(js_name = focusedIn)]
    pub(super) fn focused_in(root: &Element) -> Option<Element>;
    /// Gives the focus back to an element that had it, and leaves the page where it is. Says whether it has it.
    #[wasm_bindgen(js_name = focusAgain)]
    pub(super) fn focus_again(root: &Element, element: &Element) -> bool;
    /// Puts the focus on the first element that fits the selector. Says whether it has it.
    #[wasm_bindgen(js_name = focusOn)]
    pub(super) fn focus_on(root: &Element, selector: &str, reveal: bool) -> bool;
    /// Scrolls to an element, and puts the focus on it unless a control of the reader has it.
    #[wasm_bindgen(js_name = leadBack)]
    pub(super) fn lead_back(root: &Element, selector: &str);
}

#[wasm_bindgen(module = "/web/reader/viewport.js")]
extern "C" {
    /// The first of an element's children that can be seen.
    #[wasm_bindgen(js_name = firstSeen)]
    pub(super) fn first_seen(article: &Element) -> usize;
}

#[wasm_bindgen(module = "/web/reader/input.js")]
extern "C" {
    /// Hears what happens in the reader, and of the document's events those that no element hears.
    pub(super) fn listen(root: &Element, handler: &JsValue) -> JsValue;
    /// Ends that.
    #[wasm_bindgen(js_name = endListening)]
    pub(super) fn end_listening(listening: &JsValue);
}

/// The words that the browser has selected in the article, if any.
pub(super) fn selected_words(article: &Element, text: &Text) -> Option<Span<Byte>> {
    let places = js_selected(article)?;
    let &[row, from, last_row, to] = places.as_slice() else { return None };
    let span = Span::new(byte_of(text, row, from)?, byte_of(text, last_row, to)?);
    (span.start < span.end).then_some(span)
}

/// Where on the screen they are: the last line's left edge, the first one's upper and the last one's lower edge.
pub(super) fn selected_box(article: &Element) -> Option<(f64, f64, f64)> {
    let edges = js_selected_box(article)?;
    let &[left, top, bottom] = edges.as_slice() else { return None };
    Some((left, top, bottom))
}

/// Counts the UTF-16 code units of a text up to bytes that come one behind the other, so that each is counted once.
#[derive(Clone, Copy, Default)]
struct Utf16Counter {
    byte: u32,
    units: u32,
}

impl Utf16Counter {
    fn units_to(&mut self, byte: u32, text: &str) -> u32 {
        let passed = text.get(self.byte as usize..byte as usize).unwrap_or_default();
        self.units += passed.chars().map(|c| c.len_utf16() as u32).sum::<u32>();
        self.byte = byte;
        self.units
    }
}

/// Places as `show_found` takes them: row, and where in its words they begin and end, in UTF-16. They are in the order of the text.
pub(super) fn rows_of(places: &[Span<Byte>], text: &Text) -> Vec<u32> {
    let mut rows = Vec::with_capacity(3 * places.len());
    let (mut known, mut counter) = (None, Utf16Counter::default());
    for place in places {
        let Some(row) = row_of(text, place.start) else { continue };
        if known.replace(row) != Some(row) {
            counter = Utf16Counter { byte: row, units: 0 };
        }
        let words = &text.canonical;
        rows.extend([row, counter.units_to(place.start, words), counter.units_to(place.end, words)]);
    }
    rows
}

/// Places of a text of its own, in UTF-16. They are in the order of the text.
pub(super) fn utf16_of(places: &[Span<Byte>], text: &str) -> Vec<u32> {
    let mut counter = Utf16Counter::default();
    places.iter().flat_map(|place| [place.start, place.end]).map(|byte| counter.units_to(byte, text)).collect()
}

/// Has the browser select these words.
pub(super) fn select(article: &Element, text: &Text, span: Span<Byte>) {
    let start = position_of(text, span.start);
    // The end of a paragraph is no place in the next one.
    let end = position_of(text, span.end.saturating_sub(1)).map(|(row, _)| (row, utf16(text, row, span.end)));
    if let Some(((row, from), (last_row, to))) = start.zip(end) {
        js_select(article, row, from, last_row, to);
    }
}

/// Scrolls to words of one paragraph, if they cannot be seen.
pub(super) fn reveal_words(article: &Element, text: &Text, span: Span<Byte>) {
    if let Some((row, from)) = position_of(text, span.start) {
        js_reveal_words(article, row, from, utf16(text, row, span.end));
    }
}

/// The byte under a point of the window.
pub(super) fn byte_at(article: &Element, text: &Text, x: i32, y: i32) -> Option<u32> {
    let position = js_position_at_point(article, x, y)?;
    let &[row, offset] = position.as_slice() else { return None };
    byte_of(text, row, offset)
}

/// The byte of a place. One beyond the row is its end.
fn byte_of(text: &Text, row: u32, offset: u32) -> Option<u32> {
    let index = text.paragraphs.binary_search_by_key(&row, |paragraph| paragraph.start).ok()?;
    let words = text.paragraphs[index].of(&text.canonical);
    let mut units = 0;
    let inside = words.char_indices().find(|(_, c)| {
        let here = units;
        units += c.len_utf16() as u32;
        here >= offset
    });
    Some(row + inside.map_or(words.len(), |(byte, _)| byte) as u32)
}

/// The row that a byte is in, by the byte that it begins at.
fn row_of(text: &Text, byte: u32) -> Option<u32> {
    let after = text.paragraphs.partition_point(|paragraph| paragraph.start <= byte);
    Some(text.paragraphs.get(after.checked_sub(1)?)?.start)
}

fn position_of(text: &Text, byte: u32) -> Option<(u32, u32)> {
    let row = row_of(text, byte)?;
    Some((row, utf16(text, row, byte)))
}

fn utf16(text: &Text, row: u32, byte: u32) -> u32 {
    Utf16Counter { byte: row, units: 0 }.units_to(byte, &text.canonical)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_bytes() {
        let text = Text::new("Zoë 🕊\u{fe0f} flew.\n\nHome.");
        let (first, second) = (text.paragraphs[0].start, text.paragraphs[1].start);
        for byte in [0, 2, 4, 5, 9, 12, 13] {
            let (row, offset) = position_of(&text, byte).expect("it is in the text");
            assert_eq!((row, byte_of(&text, row, offset)), (first, Some(byte)), "{byte}");
        }
        assert_eq!(byte_of(&text, first, 99), Some(text.paragraphs[0].end));
        assert_eq!(byte_of(&text, second, 2), Some(second + 2));
        assert_eq!(byte_of(&text, 1, 0), None, "no paragraph begins there");
        assert_eq!(byte_of(&text, first, 5), Some(9), "in the middle of a pair: after it");
    }

    #[test]
    fn places_that_were_found_are_counted_from_where_their_row_begins() {
        let text = Text::new("🕊 a 🕊 a\n\nno\n\n🕊🕊 a, a");
        let places = reportedly_document::find_all(&text.canonical, "a", 9);
        let rows: Vec<u32> = text.paragraphs.iter().map(|paragraph| paragraph.start).collect();
        assert_eq!(rows_of(&places, &text), [rows[0], 3, 4, rows[0], 8, 9, rows[2], 5, 6, rows[2], 8, 9]);
        let (first, last) = (places[0], places[2]);
        let backwards = rows_of(&[last, first], &text);
        assert_eq!(backwards, [rows[2], 5, 6, rows[0], 3, 4], "another row is counted anew");
    }
}
