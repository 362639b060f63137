//! Spans, with their unit in the type.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::stable_sort::sort_by_key;

/// A unit in which a place in a text can be counted. Sealed: the three below are all there are.
pub trait Unit: sealed::Sealed + Copy + Eq + Ord + std::hash::Hash + fmt::Debug + 'static {
    /// The unit's name, for messages.
    const NAME: &'static str;
}

macro_rules! unit {
    ($(#[$doc:meta])* $name:ident, $text:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum $name {}
        impl sealed::Sealed for $name {}
        impl Unit for $name {
            const NAME: &'static str = $text;
        }
    };
}

mod sealed {
    pub trait Sealed {}
}

unit!(
    /// UTF-8 bytes: what Rust's `str` is indexed by, and what the engine works in.
    Byte, "byte"
);
unit!(
    /// UTF-16 code units: what JavaScript strings and DOM ranges are indexed by.
    Utf16, "UTF-16 code unit"
);
unit!(
    /// Unicode code points: what `reportedly/1` and W3C Web Annotation count in.
    Char, "code point"
);

/// A half-open range `[start, end)` of a text, counted in `U`.
///
/// The unit is part of the type, so that a byte offset cannot be used where code points are meant;
/// [`Offsets`](crate::Offsets) converts. Offsets are `u32`: a text is at most 4 GiB.
pub struct Span<U: Unit> {
    /// The first position inside, in `U`.
    pub start: u32,
    /// The first position after, in `U`.
    pub end: u32,
    unit: PhantomData<fn() -> U>,
}

impl<U: Unit> Span<U> {
    /// The span `[start, end)`.
    ///
    /// # Panics
    /// When `start > end`: such a span is a mistake of the program, never of its input.
    pub fn new(start: u32, end: u32) -> Self {
        assert!(start <= end, "a span ends at {end}, before its start {start} ({})", U::NAME);
        Span { start, end, unit: PhantomData }
    }

    /// How many units it is long.
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether nothing is inside.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the two have at least one unit in common.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether all of `other` lies inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether `position` lies inside.
    pub fn holds(self, position: u32) -> bool {
        self.start <= position && position < self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }
}

impl Span<Byte> {
    /// The part of `text` that the span covers.
    ///
    /// # Panics
    /// When the span is not of this text: outside it, or not on character boundaries.
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// The same as a range for indexing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Spans as the same places in the order of the text, those that overlap as one.
pub fn joined(mut spans: Vec<Span<Byte>>) -> Vec<Span<Byte>> {
    sort_by_key(&mut spans, |span| u64::from(span.start));
    let mut joined: Vec<Span<Byte>> = Vec::with_capacity(spans.len());
    for span in spans {
        match joined.last_mut() {
            Some(last) if last.overlaps(span) => *last = last.cover(span),
            _ => joined.push(span),
        }
    }
    joined
}

impl From<Range<usize>> for Span<Byte> {
    fn from(range: Range<usize>) -> Self {
        // A text longer than 4 GiB is refused where texts come in, so that these never cut anything off.
        Span::new(range.start as u32, range.end as u32)
    }
}

// Derives would ask for `U: Trait`, which says nothing about a span.
impl<U: Unit> Clone for Span<U> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<U: Unit> Copy for Span<U> {}
impl<U: Unit> PartialEq for Span<U> {
    fn eq(&self, other: &Self) -> bool {
        (self.start, self.end) == (other.start, other.end)
    }
}
impl<U: Unit> Eq for Span<U> {}
impl<U: Unit> PartialOrd for Span<U> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<U: Unit> Ord for Span<U> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.start, self.end).cmp(&(other.start, other.end))
    }
}
impl<U: Unit> std::hash::Hash for Span<U> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (self.start, self.end).hash(state);
    }
}
impl<U: Unit> fmt::Debug for Span<U> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl<U: Unit> Serialize for Span<U> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.start, self.end).serialize(serializer)
    }
}

impl<'de, U: Unit> Deserialize<'de> for Span<U> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (start, end) = <(u32, u32)>::deserialize(deserializer)?;
        if start > end {
            return Err(serde::de::Error::custom(format_args!("a span ends at {end}, before its start {start}")));
        }
        Ok(Span::new(start, end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_open() {
        let a = Span::<Byte>::new(2, 5);
        assert!(a.holds(2) && !a.holds(5));
        assert!(!a.overlaps(Span::new(5, 6)), "touching is not overlapping");
        assert!(a.overlaps(Span::new(4, 9)));
        assert!(a.contains(Span::new(2, 5)));
        assert_eq!(a.cover(Span::new(7, 9)), Span::new(2, 9));
    }

    #[test]
    #[should_panic(expected = "ends at 1, before its start 3 (code point)")]
    fn backwards() {
        let _ = Span::<Char>::new(3, 1);
    }
}
