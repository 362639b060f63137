//! The one place that converts units of offsets.

use crate::span::{Byte, Char, Span, Utf16};

/// Converts places in one text between bytes, UTF-16 code units and code points.
///
/// This is the only module that converts. Building it reads the text once; a conversion then looks at no more than
/// one block of 256 bytes (plus a binary search where the other unit is given), so that converting all marks of a
/// text is linear.
///
/// Places outside the text are moved to its end, and places inside a character to its start: a conversion never
/// panics and never cuts a character in two.
#[derive(Debug)]
pub struct Offsets<'t> {
    text: &'t str,
    /// Code points and UTF-16 units before byte `i * BLOCK` (before the character that this byte belongs to).
    blocks: Vec<Before>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Before {
    byte: u32,
    chars: u32,
    utf16: u32,
}

const BLOCK: usize = 256;

impl<'t> Offsets<'t> {
    /// Reads `text` once.
    pub fn new(text: &'t str) -> Self {
        let mut blocks = Vec::with_capacity(text.len() / BLOCK + 1);
        let mut here = Before::default();
        for c in text.chars() {
            if here.byte as usize >= blocks.len() * BLOCK {
                blocks.push(here);
            }
            here = here.after(c);
        }
        if blocks.is_empty() {
            blocks.push(here);
        }
        Offsets { text, blocks }
    }

    /// Bytes to code points.
    pub fn to_chars(&self, span: Span<Byte>) -> Span<Char> {
        Span::new(self.at_byte(span.start).chars, self.at_byte(span.end).chars)
    }

    /// Bytes to UTF-16 code units.
    pub fn to_utf16(&self, span: Span<Byte>) -> Span<Utf16> {
        Span::new(self.at_byte(span.start).utf16, self.at_byte(span.end).utf16)
    }

    /// Code points to bytes.
    pub fn from_chars(&self, span: Span<Char>) -> Span<Byte> {
        Span::new(self.seek(span.start, |b| b.chars).byte, self.seek(span.end, |b| b.chars).byte)
    }

    /// UTF-16 code units to bytes. A place between the halves of a surrogate pair is moved before the pair.
    pub fn from_utf16(&self, span: Span<Utf16>) -> Span<Byte> {
        Span::new(self.seek(span.start, |b| b.utf16).byte, self.seek(span.end, |b| b.utf16).byte)
    }

    /// How many code points the text has.
    pub fn chars(&self) -> u32 {
        self.at_byte(u32::MAX).chars
    }

    fn at_byte(&self, byte: u32) -> Before {
        let byte = byte.min(self.text.len() as u32);
        // The block that `byte` is in may start with the rest of a character; then its entry is the one after it.
        let mut block = (byte as usize / BLOCK).min(self.blocks.len() - 1);
        if self.blocks[block].byte > byte {
            block -= 1;
        }
        self.walk(self.blocks[block], |next| next.byte > byte)
    }

    fn seek(&self, target: u32, unit: impl Fn(&Before) -> u32) -> Before {
        let block = self.blocks.partition_point(|b| unit(b) <= target).saturating_sub(1);
        self.walk(self.blocks[block], |next| unit(next) > target)
    }

    /// Goes on from `here` while the next character does not lead `past` the target.
    fn walk(&self, mut here: Before, past: impl Fn(&Before) -> bool) -> Before {
        for c in self.text[here.byte as usize..].chars() {
            let next = here.after(c);
            if past(&next) {
                break;
            }
            here = next;
        }
        here
    }
}

impl Before {
    fn after(self, c: char) -> Before {
        Before {
            byte: self.byte + c.len_utf8() as u32,
            chars: self.chars + 1,
            utf16: self.utf16 + c.len_utf16() as u32,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn units_differ() {
        let text = "a🇮🇷é—z"; // 1 + 2 × 4 + 2 + 3 + 1 bytes
        let offsets = Offsets::new(text);
        let flag = Span::<Byte>::new(1, 9);
        assert_eq!(offsets.to_chars(flag), Span::new(1, 3));
        assert_eq!(offsets.to_utf16(flag), Span::new(1, 5));
        assert_eq!(offsets.from_utf16(Span::new(1, 2)), Span::new(1, 1), "half a pair is no character");
        assert_eq!(offsets.to_chars(Span::new(2, 99)), Span::new(1, 6), "inside a character and outside the text");
        assert_eq!(offsets.chars(), 6);
    }

    proptest! {
        /// Every pair of character boundaries survives the way through both other units.
        #[test]
        fn round_trip(text in "(?s)[ -~]{0,300}(.|🇮🇷|e\u{301}|שלום|中文){0,200}", a: prop::sample::Index, b: prop::sample::Index) {
            let bounds: Vec<u32> = text.char_indices().map(|(i, _)| i as u32).chain([text.len() as u32]).collect();
            let (a, b) = (*a.get(&bounds), *b.get(&bounds));
            let span = Span::<Byte>::new(a.min(b), a.max(b));
            let offsets = Offsets::new(&text);
            prop_assert_eq!(offsets.from_chars(offsets.to_chars(span)), span);
            prop_assert_eq!(offsets.from_utf16(offsets.to_utf16(span)), span);
            prop_assert_eq!(offsets.to_chars(span).len() as usize, span.of(&text).chars().count());
            prop_assert_eq!(offsets.to_utf16(span).len() as usize, span.of(&text).encode_utf16().count());
        }

        /// Any number at all is moved to a boundary inside the text.
        #[test]
        fn any_offset(text in "(?s).{0,80}", offset: u32) {
            let offsets = Offsets::new(&text);
            for byte in [offsets.from_chars(Span::new(offset, offset)).start, offsets.from_utf16(Span::new(offset, offset)).start] {
                prop_assert!(text.is_char_boundary(byte as usize));
            }
        }
    }
}
