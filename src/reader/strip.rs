use reportedly_document::{Label, Layer};

use super::drawing::Drawing;
use super::text::Text;
use crate::el::{El, el};

/// How many places the strip tells apart.
const PLACES: u32 = 500;

/// The whole text at a glance: a slim strip with a tick for every mark, a column a layer. For the pointer; the keyboard
/// has better ways.
///
/// It is drawn in three paths, by the share of the text before a mark, so that a long text costs no more than a short
/// one.
pub(super) fn strip(text: &Text, drawing: &Drawing) -> El {
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
    let paths = Layer::ALL.iter().zip(paths);
    let paths = paths.map(|(layer, path)| el("path").put("data-strip", layer.label()).put("d", path).html()).collect();
    el("svg")
        .put("class", "reportedly-strip")
        .put("data-testid", "strip")
        .put("viewBox", format!("0 0 14 {PLACES}"))
        .put("preserveAspectRatio", "none")
        .put("aria-hidden", "true")
        .list(paths)
}

/// The byte that the strip shows at this share of its height.
pub(super) fn place_at(text: &Text, share: f64) -> u32 {
    (share.clamp(0.0, 1.0) * text.canonical.len() as f64) as u32
}
