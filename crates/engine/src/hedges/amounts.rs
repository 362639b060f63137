//! Numbers and amounts: what an approximation stands before.

use super::context::Context;
use crate::token::TokenKind;
use crate::words::{one_of, word_list};

/// Whether a number begins at a place: "200", "two", "$3", "US$3", "a dozen", "half", "a third".
pub(super) fn number_at(place: &Context<'_>, at: usize) -> bool {
    if !place.sentence.contains(&at) {
        return false;
    }
    let token = place.token(at);
    let word = place.word(at);
    let digits = |at: usize| place.sentence.contains(&at) && place.token(at).kind == TokenKind::Number;
    match token.kind {
        TokenKind::Number => true,
        TokenKind::Symbol => one_of(word, "$ € £ ¥ ₹ ₽ ₩ ₦") && digits(at + 1),
        TokenKind::Punctuation => word == "-" && digits(at + 1),
        TokenKind::Word if one_of(word, "a an another") => {
            is_count(place.word(at + 1)) || is_fraction(place.word(at + 1))
        }
        TokenKind::Word if one_of(word, "half halfway double triple twice") => true,
        TokenKind::Word => {
            is_number_word(word)
                || is_count(word)
                || is_fraction(word)
                || (is_currency(word) && (digits(at + 1) || (place.word(at + 1) == "$" && digits(at + 2))))
        }
        _ => false,
    }
}

/// Whether a stretch of time or distance begins at a place: "a year", "an hour", "the same distance".
pub(super) fn unit_at(place: &Context<'_>, at: usize) -> bool {
    one_of(place.word(at), "a an the another") && is_unit(place.word(at + 1))
}

/// "two", "ninety".
pub(super) fn is_number_word(word: &str) -> bool {
    one_of(
        word,
        word_list!(
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen \
         sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty \
         ninety"
        ),
    )
}

/// "hundred", "dozens".
pub(super) fn is_count(word: &str) -> bool {
    one_of(
        word,
        word_list!(
            "hundred hundreds thousand thousands million millions billion billions trillion dozen \
         dozens lakh crore"
        ),
    )
}

fn is_fraction(word: &str) -> bool {
    one_of(word, word_list!("quarter third half fifth tenth quarters thirds halves"))
}

fn is_currency(word: &str) -> bool {
    one_of(word, word_list!("us hk a nz s c rs rs. usd eur gbp aud rm sr dh dhs php inr"))
}

/// "year", "miles": what a number counts, in time and space.
pub(super) fn is_unit(word: &str) -> bool {
    one_of(
        word.strip_suffix('s').unwrap_or(word),
        word_list!(
            "second minute hour day night week month year decade century generation mile kilometer \
         kilometre km meter metre foot inche acre ton tonne percent point degree dollar cent euro \
         pound barrel"
        ),
    ) || word == "feet"
}
