//! What a link may hold. Whoever opens one reads what anybody may have written.

/// The most characters of a link.
pub(crate) const LETTERS: usize = 65_536;

/// The most bytes that they stand for.
pub(crate) const BYTES: usize = LETTERS / 4 * 3;

/// The most bytes of text.
pub(crate) const TEXT: usize = 1 << 20;

/// The most bytes of all else: of strings, and of numbers before they are coded.
pub(crate) const REST: usize = 1 << 20;

pub(crate) const EDITS: usize = 10_000;

pub(crate) const MARKS: usize = 20_000;

/// The most bytes of text from which ids are made. A mark that covers the text, thousands of times, would keep a reader
/// waiting.
pub(crate) const NAMED: usize = 1 << 24;

/// The most characters in which a link is looked for: it may have been encoded again, and there may be words around it.
pub(crate) const GIVEN: usize = 8 * LETTERS;
