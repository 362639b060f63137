//! What is known of a paragraph by itself, for the decision whether it belongs to the article.

use std::ops::Range;

use crate::words::{WordList, one_of, word_list};

/// A word, number or mark of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Lower,
    /// With a capital first letter.
    Capital,
    /// Two letters or more, all of them capitals.
    Upper,
    Number,
    Mark,
}

/// A part of a line.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) at: Range<usize>,
    pub(super) sort: Sort,
}

impl Piece {
    pub(super) fn is_word(&self) -> bool {
        matches!(self.sort, Sort::Lower | Sort::Capital | Sort::Upper)
    }
}

/// A paragraph in numbers, each of few values.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// Its pieces, among those of the text.
    pub(super) pieces: Range<usize>,
    /// How many pieces it has, as a class.
    pub(super) size: i32,
    /// How many of its words have a capital, in quarters; -1 without words.
    pub(super) capitals: i32,
    /// How many are all in capitals, in thirds.
    pub(super) uppers: i32,
    /// 1 where it ends as a sentence does, and 2 more for eight words.
    pub(super) sentence: i32,
    /// How often the same line is in the text, up to 3.
    pub(super) repeated: i32,
    /// It has double quotation marks.
    pub(super) quoted: bool,
    /// How many of its words are the most common ones, in eighths up to a half.
    pub(super) common: i32,
    /// Bits: a year, a month, a time of day.
    pub(super) date: i32,
    /// It begins as bylines do.
    pub(super) byline: bool,
    /// Blank lines before it, up to 3.
    pub(super) blank: i32,
}

impl Line {
    /// Whether it is a sentence of the length that sentences of an article have.
    pub(super) fn is_long_sentence(&self) -> bool {
        self.sentence == 3 && self.size >= 7
    }
}

/// The class of a count.
pub(super) fn class(count: usize) -> i32 {
    [1, 2, 3, 4, 6, 8, 12, 20, 40].iter().position(|&limit| count <= limit).map_or(10, |at| at as i32)
}

/// Cuts a line into words, numbers and marks.
#[inline(never)]
pub(super) fn cut(text: &str, line: Range<usize>, pieces: &mut Vec<Piece>) {
    let mut at = line.start;
    while let Some(first) = text[at..line.end].chars().next() {
        let start = at;
        let run = |from: usize, belongs: fn(char) -> bool| {
            let rest = &text[from..line.end];
            from + rest.find(|c| !belongs(c)).unwrap_or(rest.len())
        };
        let sort = if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        } else if first.is_alphabetic() {
            at = run(at, char::is_alphabetic);
            let word = &text[start..at];
            let is_upper = word.len() > first.len_utf8() && !word.contains(char::is_lowercase);
            // "don't" is one word.
            let rest = &text[at..line.end];
            if let Some(clitic) = rest.strip_prefix(['\'', '’'])
                && clitic.starts_with(|c: char| c.is_ascii_lowercase())
            {
                at = run(at + rest.len() - clitic.len(), |c| c.is_ascii_lowercase());
            }
            match (is_upper, first.is_uppercase()) {
                (true, _) => Sort::Upper,
                (false, true) => Sort::Capital,
                (false, false) => Sort::Lower,
            }
        } else if first.is_ascii_digit() {
            at = run(at, |c| c.is_ascii_digit());
            Sort::Number
        } else {
            at += first.len_utf8();
            Sort::Mark
        };
        pieces.push(Piece { at: start..at, sort });
    }
}

static MONTHS: &WordList = word_list!(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept \
     oct nov dec"
);

/// The words that are in every text.
pub(super) fn is_common(word: &str) -> bool {
    static COMMON: &WordList = word_list!(
        "the a an of in on at by for from to with and or but that this it he she they we his her their was were is are has \
         have had be been not as after will would said i you who which"
    );
    one_of(word, COMMON)
}

/// Looks at a line whose pieces have been cut.
#[inline(never)]
pub(super) fn describe(text: &str, lower: &str, line: Range<usize>, all: &[Piece], pieces: Range<usize>) -> Line {
    let own = &all[pieces.clone()];
    let count = |is: &dyn Fn(&Piece) -> bool| own.iter().filter(|piece| is(piece)).count() as i32;
    let word = |piece: &Piece| &lower[piece.at.clone()];
    let words = count(&Piece::is_word);
    let share = |part: i32, of: i32| if words == 0 { -1 } else { of * part / words };
    let trimmed = text[line.clone()].trim_end_matches(['"', '”', '’', '\'']);
    let year = count(&|piece| {
        piece.sort == Sort::Number
            && piece.at.len() == 4
            && (word(piece).starts_with("19") || word(piece).starts_with("20"))
    });
    let month = count(&|piece| one_of(word(piece), MONTHS));
    let time = own.windows(3).any(|at| {
        let [second, third] = [&at[1], &at[2]].map(word);
        at[0].sort == Sort::Number
            && (one_of(second, "am pm")
                || second == ":" && at[2].sort == Sort::Number
                || one_of(second, "a p") && third == ".")
    });
    let first = own.first().map_or("", word);
    let second = own.get(1).map_or("", word);
    Line {
        size: class(own.len()),
        capitals: share(count(&|piece| piece.is_word() && piece.sort != Sort::Lower), 4),
        uppers: share(count(&|piece| piece.sort == Sort::Upper), 3),
        sentence: i32::from(trimmed.ends_with(['.', '!', '?'])) + if words >= 8 { 2 } else { 0 },
        repeated: 1,
        quoted: text[line].contains(['"', '“', '”']),
        common: share(count(&|piece| is_common(word(piece))), 8).min(4),
        date: i32::from(year > 0) + if month > 0 { 2 } else { 0 } + if time { 4 } else { 0 },
        byline: one_of(first, "by from") || second == "by" && one_of(first, "written story reporting posted"),
        blank: 0,
        pieces,
    }
}
