//! What the trained net reads of a token: a few numbers that stand for its word, its ending, its shape, its place, what
//! the whole text tells of the word, and what lists and rules say.
//!
//! Training and decoding both call [`of`], so that they cannot drift apart. A number is a row of a table: of the
//! channels that are hashed, a model takes it modulo the rows of its own table, so that models of different sizes read the
//! same features; the others are codes with a fixed number of values ([`Channel::codes`]).

use std::ops::Range;

use hashbrown::HashMap;
use reportedly_document::EntityKind;
use rustc_hash::FxBuildHasher;

use crate::entities::lexicon::LEXICON;
use crate::lexed::{Block, Lexed};
use crate::people::{is_role, is_title};
use crate::token::{Token, TokenKind};

use super::known::{KnownNames, LONGEST_NAME, is_name};
use super::reading::Reading;

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
    /// Where it stands: in a quotation, at the beginning of a sentence, glued to the token before.
    Place,
    /// Its first five letters.
    LongPrefix,
    /// Its last five letters.
    LongSuffix,
    /// How the word is written elsewhere in the text.
    Casing,
    /// What the word stands next to elsewhere in the text: titles, prepositions of place, other capitals.
    Company,
    /// The word before it at another of its places in the text, and the word after it; twice. All four are of one table.
    BeforeElsewhere,
    /// See [`Channel::BeforeElsewhere`].
    AfterElsewhere,
    /// See [`Channel::BeforeElsewhere`].
    BeforeElsewhereAgain,
    /// See [`Channel::BeforeElsewhere`].
    AfterElsewhereAgain,
    /// What the word mostly was in the names of the training texts.
    KnownWord,
    /// Which name of several words, known from the training texts, it is in.
    KnownName,
    /// The engine's own word lists that it is in.
    Lists,
    /// What kind of text it is: how long, how personal, whether anybody is quoted. The same for all of its tokens.
    Genre,
    /// The entity that the rules see here.
    RuleEntity,
    /// The hedge that the rules see here.
    RuleHedge,
    /// The part of an attribution that the rules see here.
    RuleAttribution,
}

impl Channel {
    /// Every channel, in the order of a token's numbers.
    pub const ALL: [Channel; 21] = [
        Channel::Word,
        Channel::WordAgain,
        Channel::Prefix,
        Channel::Suffix,
        Channel::Shape,
        Channel::Place,
        Channel::LongPrefix,
        Channel::LongSuffix,
        Channel::Casing,
        Channel::Company,
        Channel::BeforeElsewhere,
        Channel::AfterElsewhere,
        Channel::BeforeElsewhereAgain,
        Channel::AfterElsewhereAgain,
        Channel::KnownWord,
        Channel::KnownName,
        Channel::Lists,
        Channel::Genre,
        Channel::RuleEntity,
        Channel::RuleHedge,
        Channel::RuleAttribution,
    ];

    /// The table that the channel's number is a row of, by its place in [`TABLES`].
    pub const fn table(self) -> usize {
        match self {
            Channel::Word | Channel::WordAgain => 0,
            Channel::Prefix => 1,
            Channel::Suffix => 2,
            Channel::Shape => 3,
            Channel::Place => 4,
            Channel::LongPrefix => 5,
            Channel::LongSuffix => 6,
            Channel::Casing => 7,
            Channel::Company => 8,
            Channel::BeforeElsewhere
            | Channel::AfterElsewhere
            | Channel::BeforeElsewhereAgain
            | Channel::AfterElsewhereAgain => 9,
            Channel::KnownWord => 10,
            Channel::KnownName => 11,
            Channel::Lists => 12,
            Channel::Genre => 13,
            Channel::RuleEntity => 14,
            Channel::RuleHedge => 15,
            Channel::RuleAttribution => 16,
        }
    }

    /// How many values a channel has that is not hashed.
    pub const fn codes(self) -> Option<usize> {
        match self {
            Channel::Place | Channel::Casing | Channel::Genre | Channel::RuleHedge => Some(32),
            Channel::Company | Channel::Lists => Some(128),
            Channel::KnownWord => Some(64),
            Channel::KnownName | Channel::RuleEntity => Some(16),
            Channel::RuleAttribution => Some(8),
            _ => None,
        }
    }
}

/// The names of the embedding tables, as sections of a model file.
pub const TABLES: [&str; 17] = [
    "word",
    "prefix",
    "suffix",
    "shape",
    "place",
    "long.prefix",
    "long.suffix",
    "casing",
    "company",
    "elsewhere",
    "known.word",
    "known.name",
    "lists",
    "genre",
    "rule.entity",
    "rule.hedge",
    "rule.attr",
];

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
pub(crate) fn of(
    lexed: &Lexed,
    reading: &Reading,
    known: &dyn KnownNames,
    words: &mut Words,
    block: &Block,
    tokens: Range<usize>,
) -> Vec<Features> {
    let names = known_names(lexed, known, tokens.clone());
    let words: Vec<OfWord> = tokens.clone().map(|token| words.of(lexed, known, token)).collect();
    let lists = listed_names(lexed, tokens.clone(), &words);
    let mut sentences = lexed.sentences()[block.sentences.clone()].iter().map(|s| s.start).peekable();
    let first_token = tokens.start;
    tokens
        .map(|token| {
            while sentences.next_if(|&start| start < token).is_some() {}
            let OfWord { word, word_again, prefix, suffix, shape, long_prefix, long_suffix, known, lists: own, .. } =
                words[token - first_token];
            let elsewhere = reading.elsewhere(lexed, token);
            let [rule_entity, rule_hedge, rule_attribution] = reading.rules(token);
            [
                word,
                word_again,
                prefix,
                suffix,
                shape,
                position(lexed, block, token, sentences.peek() == Some(&token)),
                long_prefix,
                long_suffix,
                elsewhere.casing,
                elsewhere.company,
                elsewhere.neighbours[0],
                elsewhere.neighbours[1],
                elsewhere.neighbours[2],
                elsewhere.neighbours[3],
                u32::from(known),
                u32::from(names[token - first_token]),
                u32::from(lists[token - first_token] | own),
                reading.genre(),
                u32::from(rule_entity),
                u32::from(rule_hedge),
                u32::from(rule_attribution),
            ]
        })
        .collect()
}

/// What is known of a word wherever it stands.
#[derive(Clone, Copy, Debug)]
struct OfWord {
    word: u32,
    word_again: u32,
    prefix: u32,
    suffix: u32,
    shape: u32,
    long_prefix: u32,
    long_suffix: u32,
    known: u8,
    lists: u8,
    /// Whether a listed name begins with it.
    begins_name: bool,
}

/// The words of a text that have been looked at, as they are written: most words of a text come again.
#[derive(Debug, Default)]
pub(crate) struct Words {
    seen: HashMap<Box<str>, OfWord, FxBuildHasher>,
}

/// More words are not remembered at a time, so that a text without end does not fill the memory.
const MOST_WORDS: usize = 10_000;

impl Words {
    fn of(&mut self, lexed: &Lexed, known: &dyn KnownNames, token: usize) -> OfWord {
        let raw = lexed.raw(token);
        // The same characters can be a clitic here and a quotation mark there.
        let remembered = lexed.tokens()[token].kind != TokenKind::Clitic;
        if remembered && let Some(&word) = self.seen.get(raw) {
            return word;
        }
        let norm: String = lexed.norm(token).chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
        let word = OfWord {
            word: hash(0, &norm),
            word_again: hash(4, &norm),
            prefix: hash(1, first(&norm, 3)),
            suffix: hash(2, last(&norm, 3)),
            shape: shape(raw),
            long_prefix: hash(5, first(&norm, 5)),
            long_suffix: hash(6, last(&norm, 5)),
            known: known_word(lexed, known, token),
            lists: lists(lexed, token),
            begins_name: LEXICON.begins_name(lexed.norm(token)),
        };
        if remembered {
            if self.seen.len() >= MOST_WORDS {
                self.seen.clear();
            }
            self.seen.insert(raw.into(), word);
        }
        word
    }
}

/// For each token the code of the known name of several words that it is in: 0 for none, and of the kind `k` of the name
/// `2k + 1` for its first token, `2k + 2` for the others. Of names that begin at a token the longest counts.
#[inline(never)]
fn known_names(lexed: &Lexed, known: &dyn KnownNames, tokens: Range<usize>) -> Vec<u8> {
    let mut codes = vec![0; tokens.len()];
    let mut at = tokens.start;
    while at < tokens.end {
        let keys = name_keys(lexed, at, tokens.end);
        let mut longest_first = keys.into_iter().enumerate().rev();
        let found = longest_first.find_map(|(shorter, key)| Some((shorter + 2, known.name(key?)?)));
        match found {
            Some((length, kind)) => {
                let own = &mut codes[at - tokens.start..][..length];
                own.fill(2 * kind + 2);
                own[0] = 2 * kind + 1;
                at += length;
            }
            None => at += 1,
        }
    }
    codes
}

/// For each token the list of names that it is in, whatever its case: places, groups, others.
#[inline(never)]
fn listed_names(lexed: &Lexed, tokens: Range<usize>, words: &[OfWord]) -> Vec<u8> {
    let mut lists = vec![0; tokens.len()];
    let mut at = tokens.start;
    while at < tokens.end {
        let begins = words[at - tokens.start].begins_name;
        let found = begins.then(|| LEXICON.name_in_any_case(lexed, at, tokens.end)).flatten();
        if let Some((length, kind)) = found {
            let list = match kind {
                EntityKind::Place => 1,
                EntityKind::Group => 2,
                _ => 3,
            };
            lists[at - tokens.start..][..length].fill(list);
        }
        at += found.map_or(1, |(length, _)| length);
    }
    lists
}

/// The lists of words that a token is in, as bits above those of [`listed_names`]: given names, surnames, words that make
/// a name, ordinary words, titles and roles.
fn lists(lexed: &Lexed, token: usize) -> u8 {
    let (raw, norm) = (lexed.raw(token), lexed.norm(token));
    let flags = [
        LEXICON.is_given_name(raw),
        LEXICON.is_surname(raw),
        LEXICON.head(norm).is_some(),
        lexed.tokens()[token].capital && LEXICON.is_common(norm),
        is_title(norm) || is_role(norm),
    ];
    flags.into_iter().enumerate().fold(0, |lists, (bit, flag)| lists | u8::from(flag) << (2 + bit))
}

/// The code of a word as a known one. Where it is written without its capital or in capitals only, the code of its usual
/// form, if that is a name.
fn known_word(lexed: &Lexed, known: &dyn KnownNames, token: usize) -> u8 {
    let Token { capital, upper, .. } = lexed.tokens()[token];
    let code = if capital { known.word(word_key(lexed.raw(token))) } else { 0 };
    if code != 0 || (capital && !upper) {
        return code;
    }
    let mut hasher = Hasher::new(WORD);
    write_capitalised(&mut hasher, lexed.norm(token));
    let usual = known.word(hasher.finish());
    if is_name(usual) { usual } else { 0 }
}

fn write_capitalised(hasher: &mut Hasher, word: &str) {
    let mut chars = word.chars();
    // ASCII only, as a token's usual form is in small letters for ASCII only; all of Unicode is 4 KB to download.
    chars.next().map(|c| c.to_ascii_uppercase()).into_iter().for_each(|c| hasher.write(c));
    hasher.write_all(chars.as_str());
}

/// The keys of what may be names of two, three, … tokens from `at` on; nothing for a first token without letters. Names
/// without any capital have the keys of their usual form, all of whose words have one.
pub(crate) fn name_keys(lexed: &Lexed, at: usize, end: usize) -> [Option<u32>; LONGEST_NAME - 1] {
    let mut keys = [None; LONGEST_NAME - 1];
    let Token { capital, kind, .. } = lexed.tokens()[at];
    if kind == TokenKind::Word {
        let mut hasher = Hasher::new(NAME);
        for (place, token) in (at..end.min(at + LONGEST_NAME)).enumerate() {
            if capital {
                hasher.write_all(lexed.raw(token));
            } else {
                write_capitalised(&mut hasher, lexed.norm(token));
            }
            hasher.write(' ');
            if place > 0 {
                keys[place - 1] = Some(hasher.finish());
            }
        }
    }
    keys
}

/// What sets keys of words and of names apart from other hashes.
const WORD: u32 = 7;
const NAME: u32 = 8;

/// The key of a word among those that are known from names.
pub(crate) fn word_key(raw: &str) -> u32 {
    hash(WORD, raw)
}

/// The number by which the words of a text are told apart.
pub(super) fn word_of(lexed: &Lexed, token: usize) -> u32 {
    hash(11, lexed.norm(token))
}

/// The number of a neighbour at another place in the text.
pub(super) fn neighbour(norm: &str, after: bool) -> u32 {
    hash(9 + u32::from(after), norm)
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

fn position(lexed: &Lexed, block: &Block, token: usize, begins_sentence: bool) -> u32 {
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
    hasher.write_all(word);
    hasher.finish()
}

/// FNV-1a over characters, and the finish of MurmurHash3, which spreads it over all bits. Models depend on every bit.
#[derive(Clone, Copy)]
struct Hasher(u32);

impl Hasher {
    fn new(channel: u32) -> Self {
        Hasher(0x811c_9dc5 ^ channel.wrapping_mul(0x9e37_79b9))
    }

    fn write(&mut self, c: char) {
        self.0 = (self.0 ^ u32::from(c)).wrapping_mul(0x0100_0193);
    }

    fn write_all(&mut self, word: &str) {
        if word.is_ascii() {
            // Nearly all words: their bytes are their characters, and quicker to come by.
            word.bytes().for_each(|byte| self.write(char::from(byte)));
        } else {
            word.chars().for_each(|c| self.write(c));
        }
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
    use crate::model::known::Nothing;

    fn features(text: &str) -> Vec<Features> {
        let lexed = lex(text);
        let block = &lexed.blocks()[0];
        of(&lexed, &Reading::of_words(&lexed), &Nothing, &mut Words::default(), block, block.tokens.clone())
    }

    /// Whoever changes what this test sees must raise `READING`, as models were trained on what was before.
    #[test]
    fn what_a_text_reads_as_belongs_to_the_version() {
        let text = "TEHRAN (News) — “We’ll see in 2015,” Ms. O’Neil-Ruiz told U.S. reporters, near-tearful. It’s off!";
        let bytes: Vec<u8> = features(text).iter().flatten().flat_map(|number| number.to_le_bytes()).collect();
        assert_eq!((READING, checksum(&bytes)), (3, 2_090_247_127));
    }

    #[test]
    fn what_is_alike() {
        let f = features("Talks in 2015 and talks in 1987");
        let channel = |token: usize, channel: Channel| f[token][channel as usize];
        assert_eq!(channel(0, Channel::Word), channel(4, Channel::Word), "case is not in the word");
        assert_ne!(channel(0, Channel::Shape), channel(4, Channel::Shape), "but in the shape");
        assert_eq!(channel(2, Channel::Word), channel(6, Channel::Word), "numbers of the same length are one word");
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
        assert!(places.iter().all(|&place| (place as usize) < Channel::Place.codes().unwrap()));
    }

    #[test]
    fn long_blocks_are_cut_between_sentences() {
        let lexed = lex(&"One two three four. ".repeat(120));
        let pieces = sequences(&lexed, &lexed.blocks()[0]);
        assert_eq!(pieces, [0..255, 255..510, 510..600]);
    }
}
