//! Ranges of tokens that are never empty and never overlap.

use std::ops::{Deref, Range};

/// The parts of a mark, in tokens and in the order of the text. No range in it is empty and none overlaps another,
/// whatever was put in: an empty range is not taken, and ranges that overlap become one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TokenRanges(Vec<Range<usize>>);

impl TokenRanges {
    /// Puts a range in its place.
    pub(crate) fn push(&mut self, tokens: Range<usize>) {
        if tokens.is_empty() {
            return;
        }
        // Nearly always the last one.
        let first = self.0.iter().rposition(|range| range.end <= tokens.start).map_or(0, |before| before + 1);
        let after =
            self.0[first..].iter().position(|range| range.start >= tokens.end).map_or(self.0.len(), |n| first + n);
        let overlapped = &self.0[first..after];
        let start = overlapped.first().map_or(tokens.start, |range| range.start.min(tokens.start));
        let end = overlapped.last().map_or(tokens.end, |range| range.end.max(tokens.end));
        self.0.splice(first..after, std::iter::once(start..end));
    }

    /// Gives every range another end. What would be empty then is left out.
    pub(crate) fn set_ends(&mut self, end: impl Fn(&Range<usize>) -> usize) {
        self.0.iter_mut().for_each(|range| range.end = end(range).min(range.end));
        self.0.retain(|range| !range.is_empty());
    }
}

impl Deref for TokenRanges {
    type Target = [Range<usize>];

    fn deref(&self) -> &[Range<usize>] {
        &self.0
    }
}

impl<'r> IntoIterator for &'r TokenRanges {
    type Item = &'r Range<usize>;
    type IntoIter = std::slice::Iter<'r, Range<usize>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl Extend<Range<usize>> for TokenRanges {
    fn extend<T: IntoIterator<Item = Range<usize>>>(&mut self, ranges: T) {
        ranges.into_iter().for_each(|range| self.push(range));
    }
}

impl FromIterator<Range<usize>> for TokenRanges {
    fn from_iter<T: IntoIterator<Item = Range<usize>>>(ranges: T) -> TokenRanges {
        let mut all = TokenRanges::default();
        all.extend(ranges);
        all
    }
}

#[cfg(test)]
#[allow(clippy::single_range_in_vec_init, reason = "lists of one range are what is compared")]
mod tests {
    use super::*;

    fn check(ranges: &[Range<usize>], expected: &[Range<usize>]) {
        assert_eq!(*ranges.iter().cloned().collect::<TokenRanges>(), *expected);
    }

    #[test]
    fn empty_ranges_are_not_taken() {
        check(&[3..3, 4..6, 7..7], &[4..6]);
        #[allow(clippy::reversed_empty_ranges, reason = "an end before the beginning is what a rule may come up with")]
        check(&[9..2], &[]);
    }

    #[test]
    fn ranges_are_in_the_order_of_the_text() {
        check(&[7..9, 1..3, 4..5], &[1..3, 4..5, 7..9]);
        check(&[1..3, 3..5], &[1..3, 3..5]);
    }

    #[test]
    fn ranges_that_overlap_become_one() {
        check(&[1..4, 3..6], &[1..6]);
        check(&[1..3, 5..7, 9..12, 2..10], &[1..12]);
        check(&[1..9, 2..4], &[1..9]);
    }

    #[test]
    fn a_range_that_loses_all_its_tokens_is_gone() {
        let mut ranges: TokenRanges = [1..4, 6..9].into_iter().collect();
        ranges.set_ends(|range| range.end.min(6));
        assert_eq!(*ranges, [1..4]);
        ranges.set_ends(|range| range.end + 5);
        assert_eq!(*ranges, [1..4]);
    }
}
