//! The text as it is drawn: paragraphs, cut into segments with the same marks.

use std::rc::Rc;

use reportedly_document::{
    Annotation, Aside, Body, Byte, Label, Origin, Part, Segment as TextSegment, Span, View, headline, segments,
};

use yew::AttrValue;

use super::minimap;
use super::text::Text;

/// What the article looks like: every paragraph cut into segments, in chunks that are drawn one after the other.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// In the order of the text.
    pub(super) chunks: Vec<Rc<Chunk>>,
    /// Where the keyboard stops, as [`Segment::start`], in the order of the text.
    pub(super) stops: Vec<u32>,
    /// All marks at a glance, a path a layer.
    pub(super) strip: [AttrValue; 3],
}

/// Some paragraphs: as many as can be drawn without a noticeable pause.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Chunk {
    /// Never empty.
    pub(super) paragraphs: Vec<Rc<Paragraph>>,
}

/// A paragraph.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// Where it is.
    pub(super) span: Span<Byte>,
    /// Whether it is the text's headline.
    pub(super) headline: bool,
    /// Whether it is set aside, and if so, whether the person has included it all the same.
    pub(super) aside: Option<bool>,
    /// What it consists of, without gap or overlap.
    pub(super) segments: Vec<Segment>,
}

/// A stretch of text with the same marks.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Segment {
    /// Where it is.
    pub(super) span: Span<Byte>,
    /// What is marked here, those that begin first first.
    pub(super) slices: Vec<MarkSlice>,
    /// Whether some annotation begins here, so that the keyboard stops here.
    pub(super) stop: bool,
}

/// One annotation's share in a segment: all that decides how it is drawn.
#[derive(Clone, Debug, Eq)]
pub(super) struct MarkSlice {
    /// Which annotation, by its index among those that were laid out. Two layouts may differ in nothing else, when marks
    /// were added or taken away before this one; then they look the same, and are equal.
    pub(super) annotation: usize,
    /// Its id.
    pub(super) id: Rc<str>,
    /// The part of it that lies here.
    pub(super) part: Part,
    /// Whether the part's span begins here.
    pub(super) starts: bool,
    /// Whether it ends here.
    pub(super) ends: bool,
    /// Whether the engine is not sure of it.
    pub(super) unsure: bool,
    /// Whether a person has confirmed or made it.
    pub(super) settled: bool,
    /// The number of its note, if it has one.
    pub(super) note: Option<u32>,
    /// The number of its statement in a hand-out, where the statement begins.
    pub(super) number: Option<u32>,
    /// What it is called.
    pub(super) kind: &'static str,
}

impl PartialEq for MarkSlice {
    fn eq(&self, other: &Self) -> bool {
        let appearance =
            |slice: &MarkSlice| (slice.part, slice.starts, slice.ends, slice.unsure, slice.settled, slice.note);
        appearance(self) == appearance(other)
            && self.number == other.number
            && self.id == other.id
            && self.kind == other.kind
    }
}

impl Segment {
    /// The name of the segment within its text: the byte that it begins at.
    pub(super) fn start(&self) -> u32 {
        self.span.start
    }

    /// Whether anything is marked here.
    pub(super) fn is_marked(&self) -> bool {
        !self.slices.is_empty()
    }

    /// Whether the engine is not sure of any annotation that has this part here. What a surer one has here as well is sure.
    pub(super) fn is_unsure(&self, part: Part) -> bool {
        self.slices.iter().filter(|slice| slice.part == part).all(|slice| slice.unsure)
    }

    /// The annotations here and the parts they have here, the shortest annotation first.
    pub(super) fn marks(&self, annotations: &[Annotation]) -> Vec<(usize, Part)> {
        let mut marks: Vec<(usize, Part)> = Vec::with_capacity(self.slices.len());
        for slice in &self.slices {
            let key = |index: usize| (annotations[index].cover().len(), index);
            if !marks.iter().any(|&(index, _)| index == slice.annotation) {
                let position = marks.partition_point(|&(index, _)| key(index) < key(slice.annotation));
                marks.insert(position, (slice.annotation, slice.part));
            }
        }
        marks
    }
}

impl Chunk {
    /// From its first paragraph to its last.
    pub(super) fn span(&self) -> Span<Byte> {
        let (first, last) = (self.paragraphs.first(), self.paragraphs.last());
        first.zip(last).map(|(first, last)| first.span.cover(last.span)).unwrap_or(Span::new(0, 0))
    }
}

/// A chunk is closed when it has this many paragraphs …
const ROWS: usize = 24;
/// … or this many bytes.
const BYTES: u32 = 16 << 10;

impl Layout {
    /// Draws those of the annotations that the view shows.
    #[cfg(test)]
    pub(super) fn new(text: &Text, annotations: &[Annotation], asides: &[Aside], view: &View) -> Layout {
        Layout::with_numbers(text, annotations, asides, view, &[])
    }

    /// The same, with the numbers of statements by the indices of annotations: those that a hand-out has.
    pub(super) fn with_numbers(
        text: &Text,
        annotations: &[Annotation],
        asides: &[Aside],
        view: &View,
        numbers: &[Option<u32>],
    ) -> Layout {
        let shows = view.filter(asides);
        let mut layout = Layout::default();
        let mut seen = vec![false; annotations.len()];
        let mut notes = 0;
        let slices: Vec<MarkSlice> =
            annotations.iter().enumerate().map(|(index, it)| MarkSlice::of(index, it, &mut notes)).collect();
        let mut paragraphs: Vec<Rc<Paragraph>> = Vec::new();
        let mut bytes = 0;
        let shown: Vec<bool> = annotations.iter().map(shows).collect();
        // Cut at all marks, shown or not: a paragraph without marks of a layer looks the same when that is switched.
        let cut = segments(&text.paragraphs, annotations, |_| true);
        // An engine that finds the headline itself would be asked here.
        let headline = headline(&text.canonical, asides);
        let mut asides = asides.iter().peekable();
        for (&span, cut) in text.paragraphs.iter().zip(cut) {
            if paragraphs.len() >= ROWS || bytes + span.len() > BYTES {
                layout.close(&mut paragraphs);
                bytes = 0;
            }
            while asides.next_if(|aside| aside.span.end <= span.start).is_some() {}
            let aside = asides.peek().filter(|aside| aside.span.start <= span.start);
            let mut segments = Vec::with_capacity(cut.len());
            for TextSegment { span, touches } in cut {
                let mut stop = false;
                let mut here = Vec::with_capacity(touches.len());
                for touch in touches.into_iter().filter(|touch| shown[touch.annotation]) {
                    let first = !std::mem::replace(&mut seen[touch.annotation], true);
                    stop |= first;
                    let slice = &slices[touch.annotation];
                    let note = slice.note.filter(|_| first);
                    let number = numbers.get(touch.annotation).copied().flatten().filter(|_| first);
                    here.push(MarkSlice {
                        part: touch.part,
                        starts: touch.starts,
                        ends: touch.ends,
                        note,
                        number,
                        ..slice.clone()
                    });
                }
                layout.stops.extend(stop.then_some(span.start));
                segments.push(Segment { span, slices: here, stop });
            }
            let aside = aside.map(|aside| view.included.contains(&aside.span.start));
            let headline = headline.is_some_and(|line| span.holds(line.start));
            paragraphs.push(Rc::new(Paragraph { span, headline, aside, segments }));
            bytes += span.len();
        }
        layout.close(&mut paragraphs);
        layout.strip = minimap::paths(text, &layout);
        layout
    }

    fn close(&mut self, paragraphs: &mut Vec<Rc<Paragraph>>) {
        if !paragraphs.is_empty() {
            self.chunks.push(Rc::new(Chunk { paragraphs: std::mem::take(paragraphs) }));
        }
    }

    /// The segment of this name, if there is one in this layout.
    pub(super) fn segment(&self, start: u32) -> Option<&Segment> {
        self.segment_around(start).filter(|segment| segment.start() == start)
    }

    /// The segment that this byte lies in.
    pub(super) fn segment_around(&self, byte: u32) -> Option<&Segment> {
        let segments = &self.paragraph(byte)?.segments;
        segments.get(segments.partition_point(|segment| segment.span.end <= byte))
    }

    /// The paragraph that this byte lies in, or else the next one.
    pub(super) fn paragraph(&self, byte: u32) -> Option<&Paragraph> {
        let chunk = self.chunks.partition_point(|chunk| chunk.span().end <= byte);
        let paragraphs = &self.chunks.get(chunk)?.paragraphs;
        Some(paragraphs.get(paragraphs.partition_point(|paragraph| paragraph.span.end <= byte))?)
    }

    /// The first stop at or after this place; the last stop when there is none.
    pub(super) fn stop_from(&self, byte: u32) -> Option<u32> {
        let next = self.stops.partition_point(|&stop| stop < byte);
        self.stops.get(next).or(self.stops.last()).copied()
    }

    /// The stop that a key leads to when the keyboard is at a segment, or rests in the text since it was at a stop that has gone:
    /// then the stop that took its place is the next one.
    pub(super) fn stop_near(&self, from: Option<u32>, rests: Option<u32>, step: Step) -> Option<(u32, usize)> {
        match (from, rests, step) {
            (None, Some(stop), Step::Next) => {
                let number = self.stops.partition_point(|&one| one < stop);
                self.stops.get(number).map(|&stop| (stop, number + 1))
            }
            (None, Some(stop), Step::Previous) => self.stop_by(Some(stop), step),
            _ => self.stop_by(from, step),
        }
    }

    /// The stop that a key leads to, and its number among all stops, from 1. Where nothing was stopped at, the first
    /// one comes next.
    pub(super) fn stop_by(&self, from: Option<u32>, step: Step) -> Option<(u32, usize)> {
        let index = match (step, from) {
            (Step::First, _) | (Step::Next, None) => 0,
            (Step::Last, _) | (Step::Previous, None) => self.stops.len().checked_sub(1)?,
            (Step::Next, Some(from)) => self.stops.partition_point(|&stop| stop <= from),
            (Step::Previous, Some(from)) => self.stops.partition_point(|&stop| stop < from).checked_sub(1)?,
        };
        self.stops.get(index).map(|&stop| (stop, index + 1))
    }
}

impl MarkSlice {
    /// What is the same wherever the annotation lies.
    fn of(index: usize, annotation: &Annotation, notes: &mut u32) -> MarkSlice {
        let kind = match &annotation.body {
            Body::Entity(entity) => entity.kind.label(),
            Body::Hedge(hedge) => hedge.kind.label(),
            Body::Attribution(attribution) => attribution.source_class.map_or("", Label::label),
        };
        MarkSlice {
            annotation: index,
            id: annotation.id.as_str().into(),
            part: Part::Entity,
            starts: false,
            ends: false,
            unsure: annotation.is_unsure(),
            settled: annotation.origin != Origin::Machine,
            note: annotation.note.as_ref().map(|_| {
                *notes += 1;
                *notes
            }),
            number: None,
            kind,
        }
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
        let layout = Layout::new(&text, &annotations, &[], &View::default());
        let (rain, oslo) = (find(&text, "Rain").start, find(&text, "Oslo").start);
        assert_eq!(layout.stops, [rain, oslo], "not at cue and source: their attribution began before");
        assert_eq!(layout.stop_by(None, Step::Next), Some((rain, 1)));
        assert_eq!(layout.stop_by(Some(rain), Step::Next), Some((oslo, 2)));
        assert_eq!(layout.stop_by(Some(oslo), Step::Next), None);
        assert_eq!(layout.stop_by(Some(oslo), Step::Previous), Some((rain, 1)));
        assert_eq!(layout.stop_from(oslo + 1), Some(oslo), "past the last one");
    }

    #[test]
    fn marks_of_a_piece_begin_with_the_shortest() {
        let (text, annotations) = sample();
        let layout = Layout::new(&text, &annotations, &[], &View::default());
        let oslo = layout.segment(find(&text, "Oslo").start).expect("Oslo is a segment");
        assert_eq!(oslo.marks(&annotations), [(1, Part::Entity), (0, Part::Content)]);
    }

    #[test]
    fn what_the_view_hides_is_not_there() {
        let (text, annotations) = sample();
        let mut view = View::default();
        view.toggle_layer(Layer::Entity);
        let layout = Layout::new(&text, &annotations, &[], &view);
        let oslo = layout.segment(find(&text, "Oslo").start).expect("it is cut there all the same");
        assert_eq!(oslo.marks(&annotations), [(0, Part::Content)]);
        assert_eq!(layout.stops.len(), 1);
    }

    #[test]
    fn long_texts_come_in_chunks() {
        let text = Text::new(&"One line of a long text.\n".repeat(100));
        let layout = Layout::new(&text, &[], &[], &View::default());
        assert_eq!(layout.chunks.len(), 5);
        assert_eq!(layout.chunks.iter().map(|chunk| chunk.paragraphs.len()).sum::<usize>(), 100);
    }

    #[test]
    fn what_looks_the_same_is_equal() {
        let (text, annotations) = sample();
        let drawn = |annotations: &[Annotation]| Layout::new(&text, annotations, &[], &View::default());
        let both = drawn(&annotations);
        let of = |layout: &Layout, paragraph: usize| layout.chunks[0].paragraphs[paragraph].clone();
        assert_eq!(of(&both, 0), of(&drawn(&annotations), 0));
        let mut noted = annotations.clone();
        noted[1].note = Some("where?".into());
        assert_ne!(of(&both, 0), of(&drawn(&noted), 0));
        assert_eq!(of(&both, 1), of(&drawn(&noted), 1));
    }

    #[test]
    fn the_headline_is_not_what_stands_above_it() {
        let headlines = |given: &str, asides: &[Aside]| {
            let layout = Layout::new(&Text::new(given), &[], asides, &View::default());
            let paragraphs = layout.chunks[0].paragraphs.iter();
            paragraphs.map(|paragraph| paragraph.headline).collect::<Vec<_>>()
        };
        assert_eq!(headlines("Talks resume in Oslo\n\nThe talks resumed.", &[]), [true, false]);
        assert_eq!(headlines("Updated\nTalks resume in Oslo\n\nThe talks resumed.", &[]), [false, true, false]);
        let aside = Aside { span: Span::new(0, 20), why: reportedly_document::AsideKind::Furniture };
        assert_eq!(headlines("Talks resume in Oslo\nRain in Bergen\nIt rained.", &[aside]), [false, true, false]);
        assert_eq!(headlines("The talks resumed.\n\nThey ended.", &[]), [false, false]);
        assert_eq!(headlines("Talks resume in Oslo", &[]), [false], "one line alone is the text");
    }

    #[test]
    fn asides_are_known_by_their_paragraph() {
        let (text, annotations) = sample();
        let aside = Aside { span: find(&text, "No more."), why: reportedly_document::AsideKind::Furniture };
        let mut view = View::default();
        let paragraphs = |view: &View| {
            let layout = Layout::new(&text, &annotations, std::slice::from_ref(&aside), view);
            layout.chunks[0].paragraphs.iter().map(|paragraph| paragraph.aside).collect::<Vec<_>>()
        };
        assert_eq!(paragraphs(&view), [None, Some(false)]);
        view.toggle_aside(aside.span.start);
        assert_eq!(paragraphs(&view), [None, Some(true)]);
    }
}
