//! How what a model found and what the rules found become one list of marks.

use std::ops::Range;

use reportedly_document::{EntityKind, Label};
use reportedly_net::Chunk;

use crate::mark::EntityMark;
use crate::rules::Rule;

/// What the page says of such a mark.
const ENTITY: Rule =
    Rule { id: "entity/model", why: "A model that was trained on news marked by people found this to be a name." };
/// Dates and amounts of money from the rules, which have a grammar for them; all else from the model.
pub(crate) fn entities(found: &[Chunk], mut by_rule: Vec<EntityMark>, marks: &mut Vec<EntityMark>) {
    by_rule.retain(|mark| matches!(mark.kind, EntityKind::Date | EntityKind::Money));
    let tokens = |mark: &EntityMark| mark.tokens.clone();
    let mark =
        |chunk: &Chunk| EntityMark { tokens: chunk.tokens.clone(), kind: EntityKind::ALL[chunk.class], rule: ENTITY };
    fill(by_rule, found.iter().map(mark), tokens, marks);
}

/// Appends all of `first` and those of `second` that overlap none of them, in the order of the text. Neither list has
/// overlaps of its own.
fn fill<M>(first: Vec<M>, second: impl Iterator<Item = M>, tokens: impl Fn(&M) -> Range<usize>, marks: &mut Vec<M>) {
    let mut first = first.into_iter().peekable();
    for mark in second {
        let Range { start, end } = tokens(&mark);
        let mut free = true;
        while let Some(before) = first.next_if(|before| tokens(before).end <= end) {
            free &= tokens(&before).end <= start;
            marks.push(before);
        }
        if free && first.peek().is_none_or(|next| end <= tokens(next).start) {
            marks.push(mark);
        }
    }
    marks.extend(first);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled() {
        let check = |first: &[(usize, usize)], second: &[(usize, usize)], expected: &[(usize, usize)]| {
            let mut marks = Vec::new();
            fill(first.to_vec(), second.iter().copied(), |&(start, end)| start..end, &mut marks);
            assert_eq!(marks, expected);
        };
        check(&[(2, 4), (8, 9)], &[(0, 2), (4, 6), (9, 10)], &[(0, 2), (2, 4), (4, 6), (8, 9), (9, 10)]);
        check(&[(2, 4), (6, 9)], &[(0, 3), (3, 5), (5, 7), (8, 10)], &[(2, 4), (6, 9)]);
        check(&[(2, 3), (4, 5), (6, 7)], &[(1, 9)], &[(2, 3), (4, 5), (6, 7)]);
        check(&[(1, 9)], &[(2, 3), (4, 5), (9, 10)], &[(1, 9), (9, 10)]);
        check(&[], &[(1, 2)], &[(1, 2)]);
        check(&[(1, 2)], &[], &[(1, 2)]);
    }

    #[test]
    fn names_are_the_models_and_dates_the_rules() {
        let rule = ENTITY;
        let by_rule = |tokens: Range<usize>, kind| EntityMark { tokens, kind, rule };
        let found = |tokens: Range<usize>, kind| Chunk { class: kind as usize, tokens };
        let mut marks = Vec::new();
        let rules = vec![by_rule(0..1, EntityKind::Place), by_rule(2..4, EntityKind::Date)];
        entities(&[found(0..2, EntityKind::Person), found(3..4, EntityKind::Other)], rules, &mut marks);
        let kinds: Vec<_> = marks.iter().map(|mark| (mark.tokens.clone(), mark.kind)).collect();
        assert_eq!(kinds, [(0..2, EntityKind::Person), (2..4, EntityKind::Date)]);
    }
}
