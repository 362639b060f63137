//! The marks as they are drawn, for a host that draws them somewhere else as well.

use reportedly_document::{Byte, Part, Span};

use super::layout::{Layout, Segment};

/// The part of a mark in a segment of the text: a stretch in which the same marks lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DrawnPart {
    /// The name of the segment: the byte of the canonical text that it begins at.
    pub segment: u32,
    /// Where it lies in the canonical text.
    pub span: Span<Byte>,
    /// The next words of the same part, where it goes on behind white space that lies in no segment of letters.
    pub next: Option<Span<Byte>>,
    /// What it is a part of.
    pub part: Part,
    /// Whether the engine is not sure of any mark that has this part here.
    pub unsure: bool,
    /// Whether it stands out for the moment.
    pub highlighted: bool,
}

/// All parts, in the order of the text. `text` is the canonical text; `is_highlighted` says of each annotation that was laid out
/// whether it stands out.
pub(crate) fn drawn_parts(layout: &Layout, text: &str, is_highlighted: &[bool]) -> Vec<DrawnPart> {
    let paragraphs = layout.chunks.iter().flat_map(|chunk| &chunk.paragraphs);
    paragraphs.flat_map(|paragraph| parts_of(&paragraph.segments, text, is_highlighted)).collect()
}

fn parts_of(segments: &[Segment], text: &str, is_highlighted: &[bool]) -> Vec<DrawnPart> {
    let mut drawn: Vec<DrawnPart> = Vec::new();
    for (at, segment) in segments.iter().enumerate() {
        let behind = segments[at + 1..].iter().take_while(|next| next.is_marked());
        let next = behind.into_iter().find(|next| !next.span.of(text).trim().is_empty());
        let first = drawn.len();
        for slice in &segment.slices {
            let stands_out = is_highlighted.get(slice.annotation).is_some_and(|&is| is);
            if let Some(known) = drawn[first..].iter_mut().find(|known| known.part == slice.part) {
                known.highlighted |= stands_out;
                continue;
            }
            drawn.push(DrawnPart {
                segment: segment.start(),
                span: segment.span,
                next: next.filter(|next| goes_on(next, slice.part)).map(|next| next.span),
                part: slice.part,
                unsure: segment.is_unsure(slice.part),
                highlighted: stands_out,
            });
        }
    }
    drawn
}

/// Whether a part that was there before this segment goes on in it.
fn goes_on(segment: &Segment, part: Part) -> bool {
    let mut slices = segment.slices.iter().filter(|slice| slice.part == part).peekable();
    slices.peek().is_some() && slices.all(|slice| !slice.starts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use reportedly_document::{Annotation, Attribution, Entity, EntityKind, View, assign_ids};

    use crate::text::Text;

    #[test]
    fn a_part_in_several_segments_reaches_over_the_spaces_between_its_words() {
        let text = Text::new("Rain in Oslo, said Ana Diaz.");
        let find = |part: &str| {
            let start = text.canonical.find(part).expect("the part is in the text");
            Span::from(start..start + part.len())
        };
        let said = Attribution {
            source: vec![find("Ana Diaz")],
            cue: vec![find("said")],
            content: vec![find("Rain in Oslo")],
            ..Attribution::default()
        };
        let oslo = Entity { span: find("Oslo"), kind: EntityKind::Place };
        let mut annotations = vec![Annotation::machine(said, "test"), Annotation::machine(oslo, "test")];
        assign_ids(&text.canonical, &mut annotations);
        let layout = Layout::new(&text, &annotations, &[], &View::default());
        let drawn = drawn_parts(&layout, &text.canonical, &[false, true]);
        let rows: Vec<_> = drawn
            .iter()
            .map(|it| (it.span.of(&text.canonical), it.part, it.next.map(|next| next.of(&text.canonical))))
            .collect();
        assert_eq!(
            rows,
            [
                ("Rain in ", Part::Content, Some("Oslo")),
                ("Oslo", Part::Content, None),
                ("Oslo", Part::Entity, None),
                ("said", Part::Cue, None),
                ("Ana Diaz", Part::Source, None),
            ]
        );
        let highlighted: Vec<Part> = drawn.iter().filter(|it| it.highlighted).map(|it| it.part).collect();
        assert_eq!(highlighted, [Part::Entity]);
    }
}
