//! The whole text at a glance.

use reportedly_document::{Label, Layer};
use yew::AttrValue;

use super::command::ByteOffset;
use super::layout::Layout;
use super::text::Text;
use crate::vdom::{Tag, classed, tag};

/// How many places the strip tells apart.
const PLACES: u32 = 500;

/// A slim strip, no longer than the text, with a tick for every mark, a column a layer, and a frame around what can be seen of
/// the text, which `web/reader/viewport.js` moves. For the pointer; the keyboard has better ways.
pub(super) fn strip(text: &Text, layout: &Layout) -> Tag {
    let paths = Layer::ALL.iter().zip(&layout.strip);
    let path = |(layer, path): (&Layer, &AttrValue)| {
        tag("path").attr("data-strip", layer.label()).attr("d", path.clone()).into_html()
    };
    tag("svg")
        .attr("class", "reportedly-strip")
        .attr("data-testid", "strip")
        .attr("viewBox", format!("0 0 14 {PLACES}"))
        .attr("preserveAspectRatio", "none")
        .attr("aria-hidden", "true")
        .attr("data-length", text.canonical.len().to_string())
        .children(paths.map(path).collect())
        .child(classed("rect", "reportedly-seen").attr("width", "14"))
}

/// The ticks of each layer, by the share of the text before a mark: a long text has no more of them than a short one.
pub(super) fn paths(text: &Text, layout: &Layout) -> [AttrValue; 3] {
    let length = text.canonical.len().max(1) as u64;
    let mut paths = [const { String::new() }; 3];
    let mut last = [u32::MAX; 3];
    for segment in layout.chunks.iter().flat_map(|chunk| &chunk.paragraphs).flat_map(|paragraph| &paragraph.segments) {
        for slice in segment.slices.iter().filter(|slice| slice.starts) {
            let layer = slice.part.layer() as usize;
            let tick = (u64::from(segment.start()) * u64::from(PLACES) / length) as u32;
            if last[layer] != tick {
                last[layer] = tick;
                let path = &mut paths[layer];
                for part in ["M", &(layer * 5).to_string(), " ", &tick.to_string(), "h4"] {
                    path.push_str(part);
                }
            }
        }
    }
    paths.map(AttrValue::from)
}

/// The byte that the strip shows at this share of its height.
pub(super) fn offset_at(text: &Text, share: f64) -> ByteOffset {
    let byte = (share.clamp(0.0, 1.0) * text.canonical.len() as f64) as usize;
    ByteOffset(text.canonical.floor_char_boundary(byte) as u32)
}
