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

use reportedly_document::{
    Annotation, Body, Byte, EntityKind, HedgeKind, Label, Layer, Offsets, Part, Span, Voice, paragraphs,
};

/// Lines are wrapped at white space before this many characters.
const WIDTH: usize = 100;

/// The text, wrapped, with its rows.
pub(crate) fn render(text: &str, annotations: &[Annotation]) -> String {
    let of_layer = |layer| annotations.iter().filter(move |a: &&Annotation| a.layer() == layer).collect::<Vec<_>>();
    let mut rows = vec![
        ("E".to_owned(), of_layer(Layer::Entity), String::new()),
        ("H".to_owned(), of_layer(Layer::Hedge), String::new()),
    ];
    let attributions = of_layer(Layer::Attribution);
    let numbers: Vec<_> = attributions.iter().map(|a| a.id.clone()).collect();
    for (number, annotation) in (1..).zip(attributions) {
        let facts = annotation.attribution().map(|a| {
            let refers_to = a.refers_to.as_ref().map(|id| match numbers.iter().position(|other| other == id) {
                Some(at) => format!("= A{}", at + 1),
                None => {
                    let entity = annotations.iter().find(|a| a.id == *id);
                    format!("= {}", entity.map_or("?", |entity| entity.cover().of(text)))
                }
            });
            let labels = [a.form.map(Label::label), a.source_class.map(Label::label), a.stance.map(Label::label)];
            labels.into_iter().flatten().map(str::to_owned).chain(refers_to).collect::<Vec<_>>().join(" ")
        });
        rows.push((format!("A{number}"), vec![annotation], facts.unwrap_or_default()));
    }

    let offsets = Offsets::new(text);
    let mut shown = String::new();
    for line in paragraphs(text).flat_map(|paragraph| wrap(text, paragraph)) {
        shown.push_str(&format!("     {}\n", line.of(text)));
        for (name, annotations, facts) in &rows {
            if let Some(letters) = letters(&offsets, line, annotations) {
                let last = annotations.iter().map(|a| a.cover().end).max();
                let ends_here = last.is_some_and(|end| end <= line.end);
                let facts = if ends_here { facts.as_str() } else { "" };
                shown.push_str(format!("{name:>4} {letters}  {facts}").trim_end());
                shown.push('\n');
            }
        }
        shown.push('\n');
    }
    shown
}

/// The row of letters of some annotations under a line, if any lies there.
fn letters(offsets: &Offsets<'_>, line: Span<Byte>, annotations: &[&Annotation]) -> Option<String> {
    let first = offsets.to_chars(line).start;
    let mut row = vec![' '; offsets.to_chars(line).len() as usize];
    for annotation in annotations {
        for (part, span) in annotation.parts().filter(|(_, span)| span.overlaps(line)) {
            let inside = Span::<Byte>::new(span.start.max(line.start), span.end.min(line.end));
            let inside = offsets.to_chars(inside);
            row[(inside.start - first) as usize..(inside.end - first) as usize].fill(letter(annotation, part));
        }
    }
    row.iter().any(|&c| c != ' ').then(|| row.into_iter().collect())
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
