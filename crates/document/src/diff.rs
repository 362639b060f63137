//! What two versions of a text have in common.

use std::ops::Range;

use crate::fnv::Fnv;
use crate::span::{Byte, Span};
use crate::words::run;

/// Which stretches of an old text a new one still has, and where.
///
/// Texts are compared word by word, so that "may" is not found again in "maybe". What begins and ends alike is paired
/// first; in between, words that occur once on either side, where their order is the same; and so on between those
/// (patience diff, after Bram Cohen). Its own because of its size in wasm; ARCHITECTURE.md has the figures.
pub(crate) struct Diff {
    /// Equal stretches, in order on both sides and apart from one another.
    runs: Vec<Run>,
}

/// A place in the tokens of the old text and one in those of the new. The types are those of all that this crate
/// sorts, so that there is one sort.
type Pair = (u64, u32);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    old: u32,
    new: u32,
    len: u32,
}

/// How often it is looked between words that were found. A bound for the time that hostile texts can take: in texts
/// that people write, nothing is left to find after three or four rounds.
const ROUNDS: u32 = 12;

impl Diff {
    pub(crate) fn new(old: &str, new: &str) -> Diff {
        let (old, new) = (tokens(old), tokens(new));
        let mut pairs: Vec<Pair> = Vec::new();
        let mut gaps = vec![(0..old.len(), 0..new.len(), 0)];
        while let Some((mut left, mut right, round)) = gaps.pop() {
            while !left.is_empty() && !right.is_empty() && old[left.start].hash == new[right.start].hash {
                pairs.push((left.start as u64, right.start as u32));
                left.start += 1;
                right.start += 1;
            }
            while !left.is_empty() && !right.is_empty() && old[left.end - 1].hash == new[right.end - 1].hash {
                pairs.push((left.end as u64 - 1, right.end as u32 - 1));
                left.end -= 1;
                right.end -= 1;
            }
            if left.is_empty() || right.is_empty() || round == ROUNDS {
                continue;
            }
            let anchors = in_order(&once(&old, left.clone(), &new, right.clone()));
            if anchors.is_empty() {
                continue;
            }
            for (a, b) in anchors.into_iter().map(|(a, b)| (a as usize, b as usize)) {
                gaps.push((left.start..a, right.start..b, round + 1));
                // The anchor itself begins the next gap, and is paired there.
                (left.start, right.start) = (a, b);
            }
            gaps.push((left, right, round + 1));
        }
        Diff::of(pairs, &old, &new)
    }

    fn of(mut pairs: Vec<Pair>, old: &[Token], new: &[Token]) -> Diff {
        pairs.sort_unstable();
        let mut runs: Vec<Run> = Vec::new();
        for (a, b) in pairs {
            let (a, b) = (old[a as usize], new[b as usize]);
            match runs.last_mut() {
                Some(run) if run.old + run.len == a.start && run.new + run.len == b.start => run.len += a.len,
                _ => runs.push(Run { old: a.start, new: b.start, len: a.len }),
            }
        }
        Diff { runs }
    }

    /// Where this span of the old text is in the new one, if nothing in it has changed.
    pub(crate) fn whole(&self, span: Span<Byte>) -> Option<Span<Byte>> {
        let run = self.run_at(span.start)?;
        (span.end <= run.old + run.len).then(|| Span::new(run.there(span.start), run.there(span.end)))
    }

    /// Where it is if it still begins and ends as it did, and at least half of what it was and is now is the same.
    pub(crate) fn mostly(&self, span: Span<Byte>) -> Option<Span<Byte>> {
        let (first, last) = (self.run_at(span.start)?, self.run_at(span.end.checked_sub(1)?)?);
        let (start, end) = (first.there(span.start), last.there(span.end));
        let from = self.runs.partition_point(|run| run.old + run.len <= span.start);
        let inside = self.runs[from..].iter().take_while(|run| run.old < span.end);
        let kept: u32 = inside.map(|run| span.end.min(run.old + run.len) - span.start.max(run.old)).sum();
        (start < end && kept * 2 >= span.len().max(end - start)).then(|| Span::new(start, end))
    }

    fn run_at(&self, old: u32) -> Option<Run> {
        let after = self.runs.partition_point(|run| run.old <= old);
        self.runs[..after].last().copied().filter(|run| old < run.old + run.len)
    }
}

impl Run {
    fn there(self, old: u32) -> u32 {
        self.new + (old - self.old)
    }
}

/// A word, or any other character.
#[derive(Clone, Copy)]
struct Token {
    hash: u64,
    start: u32,
    len: u32,
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 3);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let len = run(rest).max(c.len_utf8());
        let (token, after) = rest.split_at(len);
        tokens.push(Token {
            hash: Fnv::of(token.as_bytes()),
            start: (text.len() - rest.len()) as u32,
            len: len as u32,
        });
        rest = after;
    }
    tokens
}

/// The tokens that occur once in each of two ranges: where, on either side, in the order of the old one.
fn once(old: &[Token], left: Range<usize>, new: &[Token], right: Range<usize>) -> Vec<Pair> {
    // Old places first: the top bit says which side.
    const NEW: u32 = 1 << 31;
    let places = left
        .map(|index| (old[index].hash, index as u32))
        .chain(right.map(|index| (new[index].hash, index as u32 | NEW)));
    let mut places: Vec<(u64, u32)> = places.collect();
    places.sort_unstable();
    let mut found: Vec<Pair> = places
        .chunk_by(|a, b| a.0 == b.0)
        .filter_map(|same| match same {
            [(_, a), (_, b)] if a & NEW == 0 && b & NEW != 0 => Some((u64::from(*a), b & !NEW)),
            _ => None,
        })
        .collect();
    found.sort_unstable();
    found
}

/// The longest choice of pairs that is in order on both sides, where it is in order on the first already.
fn in_order(pairs: &[Pair]) -> Vec<Pair> {
    // The last pairs of the best choices of each length so far, and before each pair the one that it continues.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (index, &(_, b)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|&end| pairs[end].1 < b);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut chosen: Vec<_> =
        std::iter::successors(ends.last().copied(), |&index| before[index]).map(|index| pairs[index]).collect();
    chosen.reverse();
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(old: &str, new: &str, expected: &str) {
        let diff = Diff::new(old, new);
        let kept: Vec<_> = diff.runs.iter().map(|run| &old[run.old as usize..(run.old + run.len) as usize]).collect();
        assert_eq!(kept.join("|"), expected);
    }

    #[test]
    fn what_is_kept() {
        check("It may rain.", "It may rain.", "It may rain.");
        check("It may rain.", "", "");
        check("It may rain.", "It maybe rained.", "It | |.");
        check(
            "He said it may rain in Oman.",
            "On Monday he said that it may rain in dry Oman.",
            " said |it may rain in| Oman.",
        );
        check("One. Two. Three.", "Two. Three. One.", "Two. Three|.");
        check("a b a b c a b", "a b c a b a b", "a b |a b| a b");
    }

    proptest! {
        /// Every run is the same on both sides, on character boundaries, and they are in order.
        #[test]
        fn runs_are_equal(old in "([ab]{1,2}|[ .]|é|中){0,30}", new in "([ab]{1,2}|[ .]|é|中){0,30}") {
            let (mut a, mut b) = (0, 0);
            for run in Diff::new(&old, &new).runs {
                let here = old.get(run.old as usize..(run.old + run.len) as usize);
                let there = new.get(run.new as usize..(run.new + run.len) as usize);
                prop_assert!(run.len > 0 && here.is_some());
                prop_assert_eq!(here, there);
                prop_assert!(run.old >= a && run.new >= b);
                (a, b) = (run.old + run.len, run.new + run.len);
            }
        }

        /// An insertion or a deletion in one place loses nothing else.
        #[test]
        fn one_change(before in "[a-c .]{0,30}", gone in "[x-z ]{0,10}", after in "[a-c .]{0,30}") {
            let (old, new) = (format!("{before}.{gone}.{after}"), format!("{before}..{after}"));
            for (old, new) in [(&old, &new), (&new, &old)] {
                let kept: u32 = Diff::new(old, new).runs.iter().map(|run| run.len).sum();
                prop_assert_eq!(kept as usize, before.len() + after.len() + 2);
            }
        }
    }
}
