use std::rc::Rc;

use reportedly_document::{Annotation, Byte, Part, Segment, Span, View, segments};

use super::text::Text;

/// What the article looks like: every paragraph cut into pieces, in chunks that are drawn one after the other.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    /// In the order of the text.
    pub(super) chunks: Vec<Rc<Chunk>>,
    /// Where the keyboard stops, as [`Piece::at`], in the order of the text.
    stops: Vec<u32>,
}

/// Some paragraphs: as many as can be drawn without a noticeable pause.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Chunk {
    /// Never empty.
    pub(super) rows: Vec<Rc<Row>>,
}

/// A paragraph.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// Where it is.
    pub(super) span: Span<Byte>,
    /// Whether it is the text's headline.
    pub(super) headline: bool,
    /// What it consists of, without gap or overlap.
    pub(super) pieces: Vec<Piece>,
}

/// A stretch of text with the same marks.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its place and its marks.
    pub(super) segment: Segment,
    /// Whether some annotation begins here, so that the keyboard stops here.
    pub(super) stop: bool,
}

impl Piece {
    /// The name of the piece within its text: the byte that it begins at.
    pub(super) fn at(&self) -> u32 {
        self.segment.span.start
    }

    /// Whether anything is marked here.
    pub(super) fn is_marked(&self) -> bool {
        !self.segment.touches.is_empty()
    }

    /// The annotations here and the parts they have here, the shortest annotation first.
    pub(super) fn marks(&self, annotations: &[Annotation]) -> Vec<(usize, Part)> {
        let mut marks: Vec<_> = self.segment.touches.iter().map(|touch| (touch.annotation, touch.part)).collect();
        marks.sort_by_key(|&(annotation, part)| (annotations[annotation].cover().len(), annotation, part));
        marks.dedup_by_key(|&mut (annotation, _)| annotation);
        marks
    }
}

impl Chunk {
    /// From its first paragraph to its last.
    pub(super) fn span(&self) -> Span<Byte> {
        let (first, last) = (self.rows.first(), self.rows.last());
        first.zip(last).map(|(first, last)| first.span.cover(last.span)).unwrap_or(Span::new(0, 0))
    }
}

/// A chunk is closed when it has this many paragraphs …
const ROWS: usize = 24;
/// … or this many bytes.
const BYTES: u32 = 16 << 10;

impl Drawing {
    /// Draws those of the annotations that the view shows.
    pub(super) fn new(text: &Text, annotations: &[Annotation], view: View) -> Drawing {
        let mut drawing = Drawing::default();
        let mut seen = vec![false; annotations.len()];
        let mut rows: Vec<Rc<Row>> = Vec::new();
        let mut bytes = 0;
        let cut = segments(&text.paragraphs, annotations, |annotation| view.shows(annotation));
        for (number, (&span, segments)) in text.paragraphs.iter().zip(cut).enumerate() {
            if rows.len() >= ROWS || bytes + span.len() > BYTES {
                drawing.close(&mut rows);
                bytes = 0;
            }
            let mut pieces = Vec::with_capacity(segments.len());
            for segment in segments {
                // Every touch has to be looked at: `any` would leave the later ones unseen.
                let begins =
                    segment.touches.iter().filter(|touch| !std::mem::replace(&mut seen[touch.annotation], true));
                let piece = Piece { stop: begins.count() > 0, segment };
                drawing.stops.extend(piece.stop.then(|| piece.at()));
                pieces.push(piece);
            }
            rows.push(Rc::new(Row { span, headline: number == 0 && text.headline, pieces }));
            bytes += span.len();
        }
        drawing.close(&mut rows);
        drawing
    }

    fn close(&mut self, rows: &mut Vec<Rc<Row>>) {
        if !rows.is_empty() {
            self.chunks.push(Rc::new(Chunk { rows: std::mem::take(rows) }));
        }
    }

    /// The piece of this name, if there is one in this drawing.
    pub(super) fn piece(&self, at: u32) -> Option<&Piece> {
        let chunk = self.chunks.partition_point(|chunk| chunk.span().end <= at);
        let rows = &self.chunks.get(chunk)?.rows;
        let pieces = &rows.get(rows.partition_point(|row| row.span.end <= at))?.pieces;
        let found = pieces.binary_search_by_key(&at, Piece::at).ok()?;
        Some(&pieces[found])
    }

    /// The first stop at or after this place; the last stop when there is none.
    pub(super) fn stop_from(&self, at: u32) -> Option<u32> {
        let next = self.stops.partition_point(|&stop| stop < at);
        self.stops.get(next).or(self.stops.last()).copied()
    }

    /// The stop that a key leads to.
    pub(super) fn stop_by(&self, from: u32, step: Step) -> Option<u32> {
        match step {
            Step::First => self.stops.first(),
            Step::Last => self.stops.last(),
            Step::Next => self.stops.get(self.stops.partition_point(|&stop| stop <= from)),
            Step::Previous => {
                self.stops.partition_point(|&stop| stop < from).checked_sub(1).map(|previous| &self.stops[previous])
            }
        }
        .copied()
    }
}

/// A move of the keyboard among the stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// To the first of the text.
    First,
    /// To the one before.
    Previous,
    /// To the one after.
    Next,
    /// To the last of the text.
    Last,
}

#[cfg(test)]
mod tests {
    use super::*;
    use reportedly_document::{Attribution, Entity, EntityKind, Layer};

    fn find(text: &Text, part: &str) -> Span<Byte> {
        let start = text.canonical.find(part).expect("the part is in the text");
        Span::from(start..start + part.len())
    }

    fn sample() -> (Text, [Annotation; 2]) {
        let text = Text::new("Rain in Oslo, said Ana Diaz.\n\nNo more.");
        let said = Attribution {
            source: vec![find(&text, "Ana Diaz")],
            cue: vec![find(&text, "said")],
            content: vec![find(&text, "Rain in Oslo")],
            ..Attribution::default()
        };
        let oslo = Entity { span: find(&text, "Oslo"), kind: EntityKind::Place };
        (text, [Annotation::machine(said, "test"), Annotation::machine(oslo, "test")])
    }

    #[test]
    fn the_keyboard_stops_where_a_mark_begins() {
        let (text, annotations) = sample();
        let drawing = Drawing::new(&text, &annotations, View::default());
        let (rain, oslo) = (find(&text, "Rain").start, find(&text, "Oslo").start);
        assert_eq!(drawing.stops, [rain, oslo], "not at cue and source: their attribution began before");
        assert_eq!(drawing.stop_by(rain, Step::Next), Some(oslo));
        assert_eq!(drawing.stop_by(oslo, Step::Next), None);
        assert_eq!(drawing.stop_by(oslo, Step::Previous), Some(rain));
        assert_eq!(drawing.stop_from(oslo + 1), Some(oslo), "past the last one");
    }

    #[test]
    fn marks_of_a_piece_begin_with_the_shortest() {
        let (text, annotations) = sample();
        let drawing = Drawing::new(&text, &annotations, View::default());
        let oslo = drawing.piece(find(&text, "Oslo").start).expect("Oslo is a piece");
        assert_eq!(oslo.marks(&annotations), [(1, Part::Entity), (0, Part::Content)]);
    }

    #[test]
    fn what_the_view_hides_is_not_there() {
        let (text, annotations) = sample();
        let drawing = Drawing::new(&text, &annotations, View::default().toggled(Layer::Entity));
        assert!(drawing.piece(find(&text, "Oslo").start).is_none());
        assert_eq!(drawing.stops.len(), 1);
    }

    #[test]
    fn long_texts_come_in_chunks() {
        let text = Text::new(&"One line of a long text.\n".repeat(100));
        let drawing = Drawing::new(&text, &[], View::default());
        assert_eq!(drawing.chunks.len(), 5);
        assert_eq!(drawing.chunks.iter().map(|chunk| chunk.rows.len()).sum::<usize>(), 100);
    }
}
