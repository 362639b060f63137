//! Where sentences end.

use std::ops::Range;

use crate::token::{Token, TokenKind};
use crate::words::{self, one_of};

/// No sentence is longer than this many tokens: what rules can do within a sentence is bounded by it.
const SENTENCE_TOKENS: usize = 400;

/// Cuts the tokens from `first` on, which are one paragraph, into sentences. The paragraph's end is always one, so
/// that a headline needs no full stop. Returns whether a sentence had to be cut for its length.
#[inline(never)]
pub(crate) fn split(text: &str, tokens: &[Token], first: usize, sentences: &mut Vec<Range<usize>>) -> bool {
    let mut begin = first;
    let mut at = first;
    let mut cut = false;
    while at < tokens.len() {
        let mut end = at + 1;
        if ends_sentence(text, tokens, at) {
            // Closing marks belong to the sentence that they close.
            while end < tokens.len() && closes(text, tokens, end) {
                end += 1;
            }
            if end == tokens.len() || begins_sentence(text, tokens, at, end) {
                sentences.push(begin..end);
                begin = end;
            }
        } else if end - begin >= SENTENCE_TOKENS {
            sentences.push(begin..end);
            begin = end;
            cut = true;
        }
        at = end;
    }
    if begin < tokens.len() {
        sentences.push(begin..tokens.len());
    }
    cut
}

fn raw<'t>(text: &'t str, tokens: &[Token], at: usize) -> &'t str {
    tokens[at].span.of(text)
}

/// Whether the token can be the last of a sentence but for closing marks.
fn ends_sentence(text: &str, tokens: &[Token], at: usize) -> bool {
    let word = raw(text, tokens, at);
    match tokens[at].kind {
        TokenKind::Punctuation => {
            word.starts_with(['.', '!', '?', '…', '。', '！', '？']) && !(word == "." && leads_a_number(tokens, at))
        }
        TokenKind::Word => word.ends_with('.'),
        _ => false,
    }
}

/// ".22 calibre"
fn leads_a_number(tokens: &[Token], at: usize) -> bool {
    tokens.get(at + 1).is_some_and(|next| next.glued && next.kind == TokenKind::Number)
}

fn closes(text: &str, tokens: &[Token], at: usize) -> bool {
    let mark = raw(text, tokens, at);
    let token = tokens[at];
    match token.kind {
        TokenKind::Quote => match mark {
            "”" | "’" | "’’" | "»" => true,
            "“" | "‘" | "‘‘" | "«" | "„" | "``" => false,
            // A straight mark closes when it hangs on what is before it and not on what is after it.
            _ => token.glued && tokens.get(at + 1).is_none_or(|next| !next.glued),
        },
        TokenKind::Punctuation => one_of(mark, ") ] ! ? . …"),
        TokenKind::Clitic => token.span.len() <= 3 && token.glued && matches!(mark, "'" | "’"),
        _ => false,
    }
}

/// Whether a new sentence begins at `next`, given that the one before could end at the token `last`.
fn begins_sentence(text: &str, tokens: &[Token], last: usize, next: usize) -> bool {
    // Past the marks that may open a sentence.
    let mut at = next;
    while at < tokens.len()
        && (tokens[at].kind == TokenKind::Quote || matches!(raw(text, tokens, at), "(" | "[" | "…" | "-" | "–" | "—"))
    {
        at += 1;
    }
    let Some(first) = tokens.get(at) else { return true };
    let word = raw(text, tokens, at);
    if first.glued && at == next {
        return false;
    }
    let can_begin = first.capital
        || matches!(first.kind, TokenKind::Number | TokenKind::Symbol)
        || !word.starts_with(|c: char| c.is_lowercase() || c.is_ascii_punctuation());
    if !can_begin {
        return false;
    }
    if tokens[last].kind != TokenKind::Word {
        return true;
    }
    // The full stop is part of an abbreviation, so that it may stand inside a sentence.
    let abbreviation = raw(text, tokens, last).to_ascii_lowercase();
    match Abbreviation::of(&abbreviation) {
        Abbreviation::Title => false,
        Abbreviation::Hour => {
            let norm = word.to_ascii_lowercase();
            let day = words::is_weekday(&norm) || words::is_month(&norm) || one_of(&norm, "eastern pacific central");
            !day && !first.upper && first.kind == TokenKind::Word
        }
        Abbreviation::BeforeNumber => first.kind != TokenKind::Number && words::begins_sentences(word),
        // A title-cased or broken text has "the U.S. To demonstrate": only words that begin many sentences count.
        Abbreviation::Other => words::begins_sentences(word),
    }
}

enum Abbreviation {
    /// Always followed by what it belongs to: "Mr. Smith", "J. Smith".
    Title,
    /// Mostly followed by a number: "Jan. 5", "No. 3".
    BeforeNumber,
    /// An hour, followed by the day or the zone, or by a new sentence: "5 p.m. Tuesday", "5 p.m. ET".
    Hour,
    /// May end a sentence: "the U.S.", "Apple Inc.", "5 p.m."
    Other,
}

impl Abbreviation {
    fn of(word: &str) -> Abbreviation {
        match word.trim_end_matches('.') {
            "a.m" | "p.m" => Abbreviation::Hour,
            "mr" | "mrs" | "ms" | "dr" | "prof" | "sen" | "sens" | "rep" | "reps" | "gov" | "gen" | "col" | "lt"
            | "sgt" | "capt" | "cmdr" | "maj" | "adm" | "rev" | "hon" | "st" | "ste" | "mt" | "pres" | "cpl"
            | "pvt" | "pfc" | "brig" | "msgr" | "messrs" | "vs" | "fr" | "insp" | "supt" | "rt" => Abbreviation::Title,
            "jan" | "feb" | "apr" | "aug" | "sep" | "sept" | "oct" | "nov" | "dec" | "no" | "nos" | "fig" | "sec"
            | "est" => Abbreviation::BeforeNumber,
            initial if initial.chars().count() == 1 => Abbreviation::Title,
            _ => Abbreviation::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lexed::lex;

    fn check(expected: &str) {
        let text = expected.replace(" | ", " ");
        let lexed = lex(&text);
        let found: Vec<_> = lexed.sentences().iter().map(|s| lexed.span(s.clone()).of(&text)).collect();
        assert_eq!(found.join(" | "), expected);
    }

    #[test]
    fn stops() {
        check("He left. | She stayed! | Why? | Nobody knows…");
        check("It rose 3.5 percent. | Then it fell.");
        check("“We agreed.” | He left.");
        check("''We agreed.'' | ''We did.''");
        check("“Will you go?” he asked.");
        check("He said “no.” | (She did not.) | They went.");
        check("\"We agreed.\" | He left. | \"So did I.\"");
        check("He waited... and waited. | 2015 was worse.");
    }

    #[test]
    fn abbreviations() {
        check("Mr. Smith met Gen. Lee on Jan. 5 in St. Louis. | They spoke.");
        check("He works for Apple Inc. in the U.K. | The firm grew.");
        check("John F. Kennedy came at 5 p.m. | He left at 6 p.m. on Friday.");
        check("It closed at 4 p.m. | Nobody came. | It opens at 5 p.m. Tuesday or 6 p.m. CET today.");
        check("Moor et al. [2019] agree.");
        check("Sen. Bob Casey, D-Pa. voted no. | No. 3 was absent.");
    }

    #[test]
    fn wrong_capitals_do_not_end_a_sentence() {
        check("It needs a willingness from the U.S. To demonstrate good faith.");
        check("They hosted both U.S. And Iranian officials. | This marks a change.");
        check("He lives in the U.S. | He likes it.");
    }

    #[test]
    fn a_sentence_is_never_longer_than_the_bound() {
        let text = "word ".repeat(1_000);
        let lexed = lex(&text);
        assert_eq!(lexed.sentences().iter().map(|s| s.len()).collect::<Vec<_>>(), [400, 400, 200]);
        assert!(lexed.long_sentence());
    }
}
