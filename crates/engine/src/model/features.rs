//! What the trained net reads of a token: a few numbers that stand for its word, its ending, its shape, its place.
//!
//! Training and decoding both call [`of`], so that they cannot drift apart. A number is a hash; a model takes it modulo
//! the rows of its own table, so that models of different sizes read the same features.

use std::ops::Range;

use crate::lexed::{Block, Lexed};
use crate::token::TokenKind;

/// How many numbers a token has.
pub const CHANNELS: usize = Channel::ALL.len();

/// What a number of a token stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// The word in lower case, its digits as `0`.
    Word,
    /// The word again, by another hash: words that share a row by the first seldom share one by the second as well.
    /// Both rows are of the table for words, and are added.
    WordAgain,
    /// Its first three letters.
    Prefix,
    /// Its last three letters.
    Suffix,
    /// Which of its letters are capitals and digits: "Xxx", "XX", "00", "X.X.".
    Shape,
    /// Where it stands: in a quotation, at the beginning of a sentence, glued to the token before. Not hashed: see
    /// [`PLACES`].
    Place,
}

impl Channel {
    /// Every channel, in the order of a token's numbers.
    pub const ALL: [Channel; 6] =
        [Channel::Word, Channel::WordAgain, Channel::Prefix, Channel::Suffix, Channel::Shape, Channel::Place];

    /// The table that the channel's number is a row of, by its place in [`TABLES`].
    pub const fn table(self) -> usize {
        match self {
            Channel::Word | Channel::WordAgain => 0,
            Channel::Prefix => 1,
            Channel::Suffix => 2,
            Channel::Shape => 3,
            Channel::Place => 4,
        }
    }
}

/// The names of the embedding tables, as sections of a model file.
pub const TABLES: [&str; 5] = ["word", "prefix", "suffix", "shape", "place"];

/// The numbers of [`Channel::Place`] are below this one.
pub const PLACES: u32 = 32;

/// The numbers of a token, in the order of [`Channel::ALL`].
pub type Features = [u32; CHANNELS];

/// Longer blocks are read by the net in pieces.
const SEQUENCE_TOKENS: usize = 256;

/// Cuts a block into the pieces that the net reads at once: as many whole sentences as fit into 256 tokens, or one
/// sentence that alone is longer.
pub(crate) fn sequences(lexed: &Lexed, block: &Block) -> Vec<Range<usize>> {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    for sentence in &lexed.sentences()[block.sentences.clone()] {
        match pieces.last_mut() {
            Some(piece) if sentence.end - piece.start <= SEQUENCE_TOKENS => piece.end = sentence.end,
            _ => pieces.push(sentence.clone()),
        }
    }
    pieces
}

/// The features of some tokens of a block.
pub(crate) fn of(lexed: &Lexed, block: &Block, tokens: Range<usize>) -> Vec<Features> {
    let mut sentences = lexed.sentences()[block.sentences.clone()].iter().map(|s| s.start).peekable();
    let mut scratch = String::new();
    tokens
        .map(|token| {
            while sentences.next_if(|&start| start < token).is_some() {}
            scratch.clear();
            scratch.extend(lexed.norm(token).chars().map(|c| if c.is_ascii_digit() { '0' } else { c }));
            let word = scratch.as_str();
            [
                hash(0, word),
                hash(4, word),
                hash(1, first(word, 3)),
                hash(2, last(word, 3)),
                shape(lexed.raw(token)),
                place(lexed, block, token, sentences.peek() == Some(&token)),
            ]
        })
        .collect()
}

/// The first `n` characters.
fn first(word: &str, n: usize) -> &str {
    word.char_indices().nth(n).map_or(word, |(end, _)| &word[..end])
}

/// The last `n` characters.
fn last(word: &str, n: usize) -> &str {
    word.char_indices().rev().nth(n - 1).map_or(word, |(start, _)| &word[start..])
}

/// Hashes the classes of the characters; a run counts as two at most, so that words of any length share shapes.
fn shape(raw: &str) -> u32 {
    let mut hasher = Hasher::new(3);
    let (mut before, mut run) = ('\0', 0);
    for c in raw.chars() {
        let class = match c {
            c if c.is_uppercase() => 'X',
            c if c.is_alphabetic() => 'x',
            c if c.is_numeric() => '0',
            '’' => '\'',
            c => c,
        };
        run = if class == before { run + 1 } else { 1 };
        before = class;
        if run <= 2 {
            hasher.write(class);
        }
    }
    hasher.finish()
}

fn place(lexed: &Lexed, block: &Block, token: usize, begins_sentence: bool) -> u32 {
    let quotation = match lexed.quotation_at(block, token) {
        None if lexed.tokens()[token].kind == TokenKind::Quote => 1,
        None => 0,
        Some(quotation) if quotation.tokens.start == token => 2 + u32::from(quotation.continues),
        Some(quotation) if quotation.closed && quotation.tokens.end == token + 1 => 4,
        Some(quotation) if !quotation.closed => 5,
        Some(quotation) => 6 + u32::from(quotation.nested),
    };
    let glued = u32::from(lexed.tokens()[token].glued);
    quotation << 2 | glued << 1 | u32::from(begins_sentence)
}

fn hash(channel: u32, word: &str) -> u32 {
    let mut hasher = Hasher::new(channel);
    word.chars().for_each(|c| hasher.write(c));
    hasher.finish()
}

/// FNV-1a over characters, and the finish of MurmurHash3, which spreads it over all bits. Models depend on every bit.
struct Hasher(u32);

impl Hasher {
    fn new(channel: u32) -> Self {
        Hasher(0x811c_9dc5 ^ channel.wrapping_mul(0x9e37_79b9))
    }

    fn write(&mut self, c: char) {
        self.0 = (self.0 ^ u32::from(c)).wrapping_mul(0x0100_0193);
    }

    fn finish(self) -> u32 {
        let mut h = self.0;
        h = (h ^ (h >> 16)).wrapping_mul(0x85eb_ca6b);
        h = (h ^ (h >> 13)).wrapping_mul(0xc2b2_ae35);
        h ^ (h >> 16)
    }
}

#[cfg(test)]
mod tests {
    use reportedly_net::checksum;

    use super::*;
    use crate::lexed::lex;
    use crate::model::READING;

    fn features(text: &str) -> Vec<Features> {
        let lexed = lex(text);
        let block = &lexed.blocks()[0];
        of(&lexed, block, block.tokens.clone())
    }

    /// Whoever changes what this test sees must raise `READING`, as models were trained on what was before.
    #[test]
    fn what_a_text_reads_as_belongs_to_the_version() {
        let text = "TEHRAN (News) — “We’ll see in 2015,” Ms. O’Neil-Ruiz told U.S. reporters, near-tearful. It’s off!";
        let bytes: Vec<u8> = features(text).iter().flatten().flat_map(|number| number.to_le_bytes()).collect();
        assert_eq!((READING, checksum(&bytes)), (1, 3_931_867_785));
    }

    #[test]
    fn what_is_alike() {
        let f = features("Talks in 2015 and talks in 1987");
        let channel = |token: usize, channel: Channel| f[token][channel as usize];
        assert_eq!(channel(0, Channel::Word), channel(4, Channel::Word), "case is not in the word");
        assert_ne!(channel(0, Channel::Shape), channel(4, Channel::Shape), "but in the shape");
        assert_eq!(f[2], f[6], "numbers of the same length are one word");
        assert_eq!(shape("Iran"), shape("Washington"));
    }

    #[test]
    fn prefixes_and_suffixes_are_characters() {
        assert_eq!((first("émigré", 3), last("émigré", 3)), ("émi", "gré"));
        assert_eq!((first("to", 3), last("to", 3)), ("to", "to"));
    }

    #[test]
    fn places() {
        let places: Vec<_> = features("He said, “no.” Why").iter().map(|f| f[Channel::Place as usize]).collect();
        assert_eq!(places, [1, 0, 2, 8, 26, 26, 18, 1]);
        assert!(places.iter().all(|&place| place < PLACES));
    }

    #[test]
    fn long_blocks_are_cut_between_sentences() {
        let lexed = lex(&"One two three four. ".repeat(120));
        let pieces = sequences(&lexed, &lexed.blocks()[0]);
        assert_eq!(pieces, [0..255, 255..510, 510..600]);
    }
}
