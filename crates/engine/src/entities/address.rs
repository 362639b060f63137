//! Streets and addresses: "17th Street", "1909 Oak Drive".

use std::ops::Range;

use reportedly_document::EntityKind;

use super::{is_function_word, rules};
use crate::lexed::Lexed;
use crate::mark::EntityMark;
use crate::token::TokenKind;
use crate::words::{WordList, one_of, word_list};

/// Words that make a street of the name before them.
const STREETS: &WordList =
    word_list!("street st st. avenue ave ave. road rd rd. boulevard blvd blvd. lane ln ln. highway hwy parkway pkwy");

/// Words that do so behind a house number only.
const NUMBERED: &WordList =
    word_list!("drive dr dr. place pl pl. court ct ct. way terrace square crescent close row circle");

/// How many words the name of a street has.
const LONGEST: usize = 3;

/// The street that begins at a token, with its house number.
#[inline(never)]
pub(super) fn match_at(lexed: &Lexed, at: usize, sentence: &Range<usize>) -> Option<EntityMark> {
    let within = |at: usize| at < sentence.end;
    let is_number = |at: usize| within(at) && lexed.tokens()[at].kind == TokenKind::Number;
    let house = is_number(at)
        && lexed.raw(at).len() <= 5
        && lexed.raw(at).bytes().all(|byte| byte.is_ascii_digit())
        && within(at + 1)
        && !lexed.tokens()[at + 1].glued;
    let first = if house { at + 1 } else { at };
    let is_name = |at: usize| {
        within(at) && (lexed.tokens()[at].capital && !is_function_word(lexed.norm(at)) || is_ordinal(lexed.raw(at)))
    };
    let last = (first..first + LONGEST).take_while(|&at| is_name(at)).map(|at| at + 1).find(|&at| {
        within(at) && lexed.tokens()[at].capital && (lexed.is(at, STREETS) || house && lexed.is(at, NUMBERED))
    })?;
    // "The Wall Street Journal", "St. Mary", and a saint's name before "Road".
    let goes_on =
        within(last + 1) && lexed.tokens()[last + 1].capital && lexed.tokens()[last + 1].kind == TokenKind::Word;
    let begins =
        at == sentence.start || !lexed.tokens()[at - 1].capital || lexed.tokens()[at - 1].kind != TokenKind::Word;
    let short = lexed.is(last, "st st.") && goes_on;
    (begins && !short && (house || !goes_on)).then(|| EntityMark {
        tokens: at..last + 1,
        kind: EntityKind::Place,
        confidence: None,
        rule: rules::ADDRESS,
    })
}

/// "17th", "Eighth" is a capitalised word like others.
fn is_ordinal(raw: &str) -> bool {
    let digits = raw.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    !digits.is_empty()
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && one_of(&raw[digits.len()..], "st nd rd th")
}
