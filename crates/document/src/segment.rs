//! Overlapping marks as a flat list of segments, for a screen.

use crate::annotation::Annotation;
use crate::layer::Part;
use crate::span::{Byte, Span};
use crate::stable_sort::sort_by_key;

/// A stretch of text under which the same marks lie: what a screen draws as one element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Where it is. The segments of a paragraph cover it without gap or overlap.
    pub span: Span<Byte>,
    /// The marks that lie here, those that begin first first. Empty in plain text.
    pub touches: Vec<Touch>,
}

/// One mark's share in a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Touch {
    /// Which annotation, by its index in the list that was given to [`segments`].
    pub annotation: usize,
    /// Which part of it.
    pub part: Part,
    /// Whether this part's span begins with this segment.
    pub starts: bool,
    /// Whether this part's span ends with this segment.
    pub ends: bool,
}

/// The paragraphs of a canonical text: its lines that are not empty.
pub fn paragraphs(text: &str) -> impl Iterator<Item = Span<Byte>> {
    let mut next = 0;
    text.split('\n').filter_map(move |line| {
        let start = next;
        next += line.len() + 1;
        (!line.is_empty()).then(|| Span::from(start..start + line.len()))
    })
}

/// The most marks that are drawn on one character. Those that begin first are, and of these the longest.
const DRAWN: usize = 64;

/// Cuts paragraphs where a mark begins or ends, so that overlapping marks can be drawn side by side without nesting.
///
/// Returns the segments of each paragraph. Only annotations that `shown` lets through count. `paragraphs` must be in
/// order and must not overlap; a mark that crosses their borders is drawn in each. Where more than 64 marks lie on one
/// character, those that begin last are not drawn. So it takes `n log n` time, and space, in the number of marks.
pub fn segments(
    paragraphs: &[Span<Byte>],
    annotations: &[Annotation],
    shown: impl Fn(&Annotation) -> bool,
) -> Vec<Vec<Segment>> {
    let mut spans: Vec<(Span<Byte>, usize, Part)> = annotations
        .iter()
        .enumerate()
        .filter(|(_, annotation)| shown(annotation))
        .flat_map(|(index, annotation)| annotation.parts().map(move |(part, span)| (span, index, part)))
        .filter(|(span, ..)| !span.is_empty())
        .collect();
    // Those that begin first; of these the longest; of these the first, as they come.
    sort_by_key(&mut spans, |(span, ..)| u64::from(span.start) << 32 | u64::from(u32::MAX - span.end));

    let mut next = 0;
    let mut open: Vec<(Span<Byte>, usize, Part)> = Vec::new();
    let mut result = Vec::with_capacity(paragraphs.len());
    for &paragraph in paragraphs {
        let mut row = Vec::new();
        let mut here = paragraph.start;
        while here < paragraph.end {
            open.retain(|(span, ..)| span.end > here);
            while next < spans.len() && spans[next].0.start <= here {
                if spans[next].0.end > here && open.len() < DRAWN {
                    open.push(spans[next]);
                }
                next += 1;
            }
            let ends = open.iter().map(|(span, ..)| span.end);
            let begins = spans.get(next).map(|(span, ..)| span.start);
            let end = ends.chain(begins).fold(paragraph.end, u32::min);
            let touches = open.iter().map(|&(span, annotation, part)| Touch {
                annotation,
                part,
                starts: span.start == here,
                ends: span.end == end,
            });
            row.push(Segment { span: Span::new(here, end), touches: touches.collect() });
            here = end;
        }
        result.push(row);
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Attribution, Entity, EntityKind, Hedge, HedgeKind};
    use proptest::prelude::*;

    fn find(text: &str, part: &str) -> Span<Byte> {
        let start = text.find(part).expect("the part is in the text");
        Span::from(start..start + part.len())
    }

    fn drawn(text: &str, annotations: &[Annotation]) -> String {
        let paragraphs: Vec<_> = paragraphs(text).collect();
        let mut lines = Vec::new();
        for segment in segments(&paragraphs, annotations, |_| true).iter().flatten() {
            let marks = segment.touches.iter().map(|touch| {
                let (start, end) = (if touch.starts { "[" } else { "" }, if touch.ends { "]" } else { "" });
                format!(" {start}{} {}{end}", touch.part.label(), touch.annotation)
            });
            lines.push(format!("{:?}{}", segment.span.of(text), marks.collect::<String>()));
        }
        lines.join("\n")
    }

    #[test]
    fn overlapping_layers() {
        let text = "Iran may talk,\nAxios said.";
        let annotations = [
            Annotation::machine(
                Attribution {
                    source: vec![find(text, "Axios")],
                    cue: vec![find(text, "said")],
                    content: vec![find(text, "Iran may talk")],
                    ..Default::default()
                },
                "test",
            ),
            Annotation::machine(Entity { span: find(text, "Axios"), kind: EntityKind::Organization }, "test"),
            Annotation::machine(Hedge { span: find(text, "may"), kind: HedgeKind::Modal, voice: None }, "test"),
        ];
        insta::assert_snapshot!(drawn(text, &annotations), @r#"
        "Iran " [content 0
        "may" content 0 [hedge 2]
        " talk" content 0]
        ","
        "Axios" [source 0] [entity 1]
        " "
        "said" [cue 0]
        "."
        "#);
    }

    #[test]
    fn marks_over_marks_do_not_take_all_memory() {
        let nested = (0..20_000).map(|at| Entity { span: Span::new(at, 40_000 - at), kind: EntityKind::Other });
        let annotations: Vec<_> = nested.map(|entity| Annotation::machine(entity, "test")).collect();
        let rows = segments(&[Span::new(0, 40_000)], &annotations, |_| true);
        assert!(rows[0].iter().map(|segment| segment.touches.len()).sum::<usize>() < 64 * 40_000);
    }

    proptest! {
        /// The segments of a text give the text again, and each mark is under exactly its own characters.
        #[test]
        fn cover_without_gap(text in "[ab ]{1,20}(\n[ab]{1,20}){0,3}", marks in prop::collection::vec((0..60u32, 1..20u32), 0..12)) {
            let size = text.len() as u32;
            let annotations: Vec<_> = marks
                .iter()
                .map(|&(start, length)| Span::new(start.min(size), (start + length).min(size)))
                .map(|span| Annotation::machine(Entity { span, kind: EntityKind::Other }, "test"))
                .collect();
            let paragraphs: Vec<_> = paragraphs(&text).collect();
            let rows = segments(&paragraphs, &annotations, |_| true);
            let mut under = vec![0; annotations.len()];
            for (paragraph, row) in paragraphs.iter().zip(&rows) {
                prop_assert_eq!(row.iter().map(|s| s.span.of(&text)).collect::<String>(), paragraph.of(&text));
                for segment in row {
                    prop_assert!(!segment.span.is_empty());
                    for touch in &segment.touches {
                        under[touch.annotation] += segment.span.len();
                    }
                }
            }
            for (annotation, under) in annotations.iter().zip(under) {
                let visible = annotation.cover().of(&text).chars().filter(|&c| c != '\n').count();
                prop_assert_eq!(under as usize, visible);
            }
        }
    }
}
