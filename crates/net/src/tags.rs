//! How marks are written as one tag for each token, which is what a head of the net decides.
//!
//! A head tells some classes apart. Tag 0 is "outside"; class `c` begins with tag `2c + 1` and goes on with `2c + 2`.

use std::ops::Range;

/// A tag, as a head of the net numbers it.
pub type Tag = u8;

/// Outside of all marks.
pub const OUTSIDE: Tag = 0;

/// How many tags a head with this many classes has.
pub const fn tags(classes: usize) -> usize {
    1 + 2 * classes
}

/// Whether a mark begins with this tag.
pub const fn begins(tag: Tag) -> bool {
    tag % 2 == 1
}

/// The class of a tag that is not [`OUTSIDE`].
pub const fn class(tag: Tag) -> usize {
    (tag as usize - 1) / 2
}

/// Whether `tag` may stand after `before`: a mark goes on only where one of its class was.
pub const fn follows(before: Tag, tag: Tag) -> bool {
    tag == OUTSIDE || begins(tag) || (before != OUTSIDE && class(before) == class(tag))
}

/// A mark of a class over some tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunk {
    /// Its class, as the head numbers it.
    pub class: usize,
    /// Its tokens, by their place in the sequence.
    pub tokens: Range<usize>,
}

/// Writes marks as tags. A mark that overlaps one written before it is left out, as a token has one tag only.
pub fn encode(length: usize, chunks: impl IntoIterator<Item = Chunk>) -> Vec<Tag> {
    let mut tags = vec![OUTSIDE; length];
    for Chunk { class, tokens } in chunks {
        let place = &mut tags[tokens];
        if place.iter().all(|&tag| tag == OUTSIDE) {
            let begin = 2 * class as Tag + 1;
            place.fill(begin + 1);
            if let Some(first) = place.first_mut() {
                *first = begin;
            }
        }
    }
    tags
}

/// Reads marks from tags, in the order of the text. A mark that goes on without having begun begins there.
pub fn decode(tags: &[Tag]) -> Vec<Chunk> {
    let mut chunks: Vec<Chunk> = Vec::new();
    for (at, &tag) in tags.iter().enumerate() {
        if tag == OUTSIDE {
            continue;
        }
        match chunks.last_mut() {
            Some(last) if !begins(tag) && last.tokens.end == at && last.class == class(tag) => last.tokens.end = at + 1,
            _ => chunks.push(Chunk { class: class(tag), tokens: at..at + 1 }),
        }
    }
    chunks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(class: usize, tokens: Range<usize>) -> Chunk {
        Chunk { class, tokens }
    }

    #[test]
    fn there_and_back() {
        let chunks = [chunk(0, 0..2), chunk(0, 2..3), chunk(4, 5..6)];
        let tags = encode(7, chunks.clone());
        assert_eq!(tags, [1, 2, 1, 0, 0, 9, 0]);
        assert_eq!(decode(&tags), chunks);
        assert!(tags.windows(2).all(|pair| follows(pair[0], pair[1])));
    }

    #[test]
    fn overlaps_are_left_out() {
        assert_eq!(encode(3, [chunk(0, 0..2), chunk(1, 1..3)]), [1, 2, 0]);
    }

    #[test]
    fn broken_tags_are_read_all_the_same() {
        assert_eq!(decode(&[2, 4, 4, 0, 2]), [chunk(0, 0..1), chunk(1, 1..3), chunk(0, 4..5)]);
        assert!(!follows(0, 2) && !follows(1, 4) && follows(2, 2) && follows(2, 3));
    }
}
