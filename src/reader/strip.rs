//! The whole text at a glance.

use reportedly_document::{Label, Layer};
use yew::AttrValue;

use super::drawing::Drawing;
use super::text::Text;
use crate::el::{El, el, of};

/// How many places the strip tells apart.
const PLACES: u32 = 500;

/// A slim strip, no longer than the text, with a tick for every mark, a column a layer, and a frame around what can be seen of
/// the text, which `web/reader/viewport.js` moves. For the pointer; the keyboard has better ways.
pub(super) fn strip(text: &Text, drawing: &Drawing) -> El {
    let paths = Layer::ALL.iter().zip(&drawing.strip);
    let path =
        |(layer, path): (&Layer, &AttrValue)| el("path").put("data-strip", layer.label()).put("d", path.clone()).html();
    el("svg")
        .put("class", "reportedly-strip")
        .put("data-testid", "strip")
        .put("viewBox", format!("0 0 14 {PLACES}"))
        .put("preserveAspectRatio", "none")
        .put("aria-hidden", "true")
        .put("data-length", text.canonical.len().to_string())
        .list(paths.map(path).collect())
        .with(of("rect", "reportedly-seen").put("width", "14"))
}

/// The ticks of each layer, by the share of the text before a mark: a long text has no more of them than a short one.
pub(super) fn paths(text: &Text, drawing: &Drawing) -> [AttrValue; 3] {
    let length = text.canonical.len().max(1) as u64;
    let mut paths = [const { String::new() }; 3];
    let mut last = [u32::MAX; 3];
    for piece in drawing.chunks.iter().flat_map(|chunk| &chunk.rows).flat_map(|row| &row.pieces) {
        for ink in piece.inks.iter().filter(|ink| ink.starts) {
            let layer = ink.part.layer() as usize;
            let place = (u64::from(piece.at()) * u64::from(PLACES) / length) as u32;
            if last[layer] != place {
                last[layer] = place;
                let path = &mut paths[layer];
                for part in ["M", &(layer * 5).to_string(), " ", &place.to_string(), "h4"] {
                    path.push_str(part);
                }
            }
        }
    }
    paths.map(AttrValue::from)
}

/// The byte that the strip shows at this share of its height.
pub(super) fn place_at(text: &Text, share: f64) -> u32 {
    (share.clamp(0.0, 1.0) * text.canonical.len() as f64) as u32
}
