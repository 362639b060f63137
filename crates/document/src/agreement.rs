//! How far two people, or a person and the machine, marked the same.

use crate::annotation::Annotation;
use crate::layer::Layer;

/// How many marks of a layer are in both of two lists, and in one alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    /// Marks of the first list that the second one has too.
    pub both: u32,
    /// Marks that the first list has alone.
    pub only_first: u32,
    /// Marks that the second list has alone.
    pub only_second: u32,
}

/// Compares the marks of a layer.
///
/// Two marks are the same if their words overlap, whatever they are called: who marks "the minister" and who marks "the
/// foreign minister" saw the same thing. Each mark is the same as one other at most, the first that there is.
///
/// ```
/// # use reportedly_document::{Agreement, Annotation, Entity, EntityKind, Layer, Span, agreement};
/// let mark = |start, end| Annotation::machine(Entity { span: Span::new(start, end), kind: EntityKind::Place }, "");
/// let found = agreement(&[mark(0, 4), mark(9, 12)], &[mark(2, 6), mark(3, 5)], Layer::Entity);
/// assert_eq!(found, Agreement { both: 1, only_first: 1, only_second: 1 });
/// ```
pub fn agreement(first: &[Annotation], second: &[Annotation], layer: Layer) -> Agreement {
    let of_layer = |annotation: &&Annotation| annotation.layer() == layer;
    let mut rest: Vec<_> = second.iter().filter(of_layer).map(Annotation::cover).collect();
    let mut found = Agreement::default();
    for mark in first.iter().filter(of_layer).map(Annotation::cover) {
        match rest.iter().position(|other| mark.start < other.end && other.start < mark.end) {
            Some(same) => {
                rest.remove(same);
                found.both += 1;
            }
            None => found.only_first += 1,
        }
    }
    found.only_second = rest.len() as u32;
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Entity, EntityKind};
    use crate::span::Span;

    #[test]
    fn everybody_agrees_with_themselves_also_where_marks_lie_over_each_other() {
        let mark =
            |start, end| Annotation::machine(Entity { span: Span::new(start, end), kind: EntityKind::Place }, "test");
        let marks = [mark(0, 9), mark(0, 2), mark(1, 4), mark(3, 9)];
        let expected = Agreement { both: 4, only_first: 0, only_second: 0 };
        assert_eq!(agreement(&marks, &marks, Layer::Entity), expected);
    }
}
