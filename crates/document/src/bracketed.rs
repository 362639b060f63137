//! Marks written into the text, for terminals and tests.

use crate::annotation::{Annotation, Body};
use crate::labels::Label;
use crate::layer::Part;

/// A text with its marks written into it, for terminals without colour and for tests.
///
/// Each part of a mark stands in brackets, followed by what it is: `[Oman](place)`, `[may](modal)`,
/// `[He](source) [said](cue) [that it [may](modal) rain](content)`. From the second attribution on, its number is
/// added: `source2`. Parts nest where they can; where they overlap, their brackets cross.
pub fn bracketed<'a>(text: &str, annotations: impl IntoIterator<Item = &'a Annotation>) -> String {
    let mut attributions = 0;
    let mut inserts: Vec<(u32, u8, u32, String)> = Vec::new();
    for annotation in annotations {
        let number = match annotation.body {
            Body::Attribution(_) => {
                attributions += 1;
                if attributions > 1 { attributions.to_string() } else { String::new() }
            }
            Body::Entity(_) | Body::Hedge(_) => String::new(),
        };
        for (part, span) in annotation.parts() {
            let label = match (&annotation.body, part) {
                (Body::Entity(entity), Part::Entity) => entity.kind.label(),
                (Body::Hedge(hedge), Part::Hedge) => hedge.kind.label(),
                (_, part) => part.label(),
            };
            // At one place: ends before beginnings, inner ends first, outer beginnings first.
            inserts.push((span.end, 0, u32::MAX - span.start, format!("]({label}{number})")));
            inserts.push((span.start, 1, u32::MAX - span.end, "[".to_owned()));
        }
    }
    inserts.sort();
    let mut shown = String::with_capacity(text.len() + inserts.len() * 8);
    let mut done = 0;
    for (position, _, _, insert) in inserts {
        shown.push_str(&text[done..position as usize]);
        shown.push_str(&insert);
        done = position as usize;
    }
    shown.push_str(&text[done..]);
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Attribution, Entity, EntityKind, Hedge, HedgeKind};
    use crate::span::{Byte, Span};

    #[test]
    fn nested_parts() {
        let text = "He said it may rain in Oman.";
        let find = |part: &str| {
            let start = text.find(part).expect("the part is in the text");
            Span::<Byte>::from(start..start + part.len())
        };
        let marks = [
            Annotation::machine(
                Attribution {
                    source: vec![find("He")],
                    cue: vec![find("said")],
                    content: vec![find("it may rain in Oman")],
                    ..Attribution::default()
                },
                "test",
            ),
            Annotation::machine(Hedge { span: find("may"), kind: HedgeKind::Modal, voice: None }, "test"),
            Annotation::machine(Entity { span: find("Oman"), kind: EntityKind::Place }, "test"),
        ];
        assert_eq!(
            bracketed(text, &marks),
            "[He](source) [said](cue) [it [may](modal) rain in [Oman](place)](content)."
        );
    }
}
