//! The marked text as rows of letters under each line, which a reader of a diff can follow.
//!
//! ```text
//!     Talks may resume on Friday, officials said.
//!  E                      dddddd
//!  H        mmm
//! A1 ccccccccccccccccccccccccccc  sssssssss qqqq
//! ```
//!
//! `E`: p person, o organization, l place, g group, d date, m money, x other.
//! `H`: m modal, l likelihood, h hearsay, a appearance, b belief, n approximation, c condition, t tentative; in upper
//! case where the hedge is a source's.
//! `A1`, `A2` …: s source, q cue, c content, v via, of the attributions in the order of the text; each ends with its
//! form, source class and stance.

use std::collections::BTreeMap;

use reportedly_document::{
    Annotation, Body, Byte, EntityKind, HedgeKind, Id, Label, Layer, Offsets, Part, Span, Voice, paragraphs,
};

/// Lines are wrapped at white space before this many characters.
const WIDTH: usize = 100;

/// A row of letters: its name, and what stands behind it on its last line.
struct Row {
    name: String,
    facts: String,
    /// Where its last annotation ends.
    end: u32,
}

/// The text, wrapped, with its rows.
pub(crate) fn render(text: &str, annotations: &[Annotation]) -> String {
    let attributions: Vec<&Annotation> = annotations.iter().filter(|a| a.layer() == Layer::Attribution).collect();
    let mut names: BTreeMap<&Id, String> = BTreeMap::new();
    for annotation in annotations.iter().rev() {
        names.insert(&annotation.id, annotation.cover().of(text).to_owned());
    }
    for (index, annotation) in attributions.iter().enumerate().rev() {
        names.insert(&annotation.id, format!("A{}", index + 1));
    }
    let mut rows = vec![Row::new("E", annotations, Layer::Entity), Row::new("H", annotations, Layer::Hedge)];
    for (number, annotation) in (1..).zip(&attributions) {
        let facts = annotation.attribution().map(|a| {
            let name = |id| names.get(id).map_or("?", String::as_str);
            let refers_to = a.refers_to.as_ref().map(|id| format!("= {}", name(id)));
            let labels = [a.form.map(Label::label), a.source_class.map(Label::label), a.stance.map(Label::label)];
            labels.into_iter().flatten().map(str::to_owned).chain(refers_to).collect::<Vec<_>>().join(" ")
        });
        let (name, end) = (format!("A{number}"), annotation.cover().end);
        rows.push(Row { name, facts: facts.unwrap_or_default(), end });
    }

    let offsets = Offsets::new(text);
    let lines: Vec<Span<Byte>> = paragraphs(text).flat_map(|paragraph| wrap(text, paragraph)).collect();
    let mut below = below(&offsets, &lines, annotations).into_iter().peekable();
    let mut shown = String::new();
    for (index, line) in lines.iter().enumerate() {
        shown.push_str(&format!("     {}\n", line.of(text)));
        while let Some((_, row)) =
            below.peek().map(|underline| (underline.line, underline.row)).filter(|(line, _)| *line == index)
        {
            let mut letters = vec![' '; offsets.to_chars(*line).len() as usize];
            while let Some(underline) = below.next_if(|underline| underline.line == index && underline.row == row) {
                letters[underline.start..underline.end].fill(underline.letter);
            }
            let Row { name, facts, end } = &rows[row];
            let facts = if *end <= line.end { facts.as_str() } else { "" };
            let letters: String = letters.into_iter().collect();
            shown.push_str(format!("{name:>4} {letters}  {facts}").trim_end());
            shown.push('\n');
        }
        shown.push('\n');
    }
    shown
}

impl Row {
    fn new(name: &str, annotations: &[Annotation], layer: Layer) -> Row {
        let ends = annotations.iter().filter(|a| a.layer() == layer).map(|a| a.cover().end);
        Row { name: name.to_owned(), facts: String::new(), end: ends.max().unwrap_or_default() }
    }
}

/// Letters below a part of a line.
struct Underline {
    line: usize,
    row: usize,
    /// From which character of the line to which.
    start: usize,
    end: usize,
    letter: char,
}

/// All letters, line by line and row by row, and in each row in the order of the annotations.
fn below(offsets: &Offsets<'_>, lines: &[Span<Byte>], annotations: &[Annotation]) -> Vec<Underline> {
    let mut underlines = Vec::new();
    let mut number = 1;
    for annotation in annotations {
        let row = match annotation.layer() {
            Layer::Entity => 0,
            Layer::Hedge => 1,
            Layer::Attribution => {
                number += 1;
                number
            }
        };
        for (part, span) in annotation.parts() {
            let first = lines.partition_point(|line| line.end <= span.start);
            for (line, whole) in lines.iter().enumerate().skip(first).take_while(|(_, line)| line.start < span.end) {
                let before = offsets.to_chars(*whole).start;
                let inside = Span::<Byte>::new(span.start.max(whole.start), span.end.min(whole.end));
                let inside = offsets.to_chars(inside);
                let (start, end) = ((inside.start - before) as usize, (inside.end - before) as usize);
                underlines.push(Underline { line, row, start, end, letter: letter(annotation, part) });
            }
        }
    }
    underlines.sort_by_key(|underline| (underline.line, underline.row));
    underlines
}

fn letter(annotation: &Annotation, part: Part) -> char {
    match (&annotation.body, part) {
        (Body::Entity(entity), _) => match entity.kind {
            EntityKind::Person => 'p',
            EntityKind::Organization => 'o',
            EntityKind::Place => 'l',
            EntityKind::Group => 'g',
            EntityKind::Date => 'd',
            EntityKind::Money => 'm',
            EntityKind::Other => 'x',
        },
        (Body::Hedge(hedge), _) => {
            let letter = match hedge.kind {
                HedgeKind::Modal => 'm',
                HedgeKind::Likelihood => 'l',
                HedgeKind::Hearsay => 'h',
                HedgeKind::Appearance => 'a',
                HedgeKind::Belief => 'b',
                HedgeKind::Approximation => 'n',
                HedgeKind::Condition => 'c',
                HedgeKind::Tentative => 't',
            };
            if hedge.voice == Some(Voice::Source) { letter.to_ascii_uppercase() } else { letter }
        }
        (Body::Attribution(_), Part::Source) => 's',
        (Body::Attribution(_), Part::Cue) => 'q',
        (Body::Attribution(_), Part::Via) => 'v',
        (Body::Attribution(_), _) => 'c',
    }
}

/// Cuts a paragraph at white space into lines; a word that is longer than a line stays whole.
fn wrap(text: &str, paragraph: Span<Byte>) -> Vec<Span<Byte>> {
    let mut lines = Vec::new();
    let mut line: Option<(usize, usize)> = None;
    for word in paragraph.of(text).split(' ').filter(|word| !word.is_empty()) {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let end = start + word.len();
        line = match line {
            Some((first, _)) if text[first..end].chars().count() <= WIDTH => Some((first, end)),
            Some((first, last)) => {
                lines.push(Span::from(first..last));
                Some((start, end))
            }
            None => Some((start, end)),
        };
    }
    lines.extend(line.map(|(first, last)| Span::from(first..last)));
    lines
}
