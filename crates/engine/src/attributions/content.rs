//! What is said: how far it reaches after a cue, and from where before one.

use std::ops::Range;

use reportedly_document::{Form as Quoting, Stance};

use super::grammar::Sentence;
use super::inflect::Form;
use crate::token::TokenKind;
use crate::words::{self, one_of};

/// Where a content that begins at `from`, after its cue, ends.
pub(super) fn end_after(s: &Sentence<'_>, from: usize) -> usize {
    let mut at = from;
    while at < s.end {
        if let Some(quotation) = s.quotation_from(at) {
            if quotation.end > s.end {
                return quotation.end;
            }
            at = quotation.end;
            // "… end.” He left" inside one sentence: the quotation is the end.
            if ends_with_stop(s, &quotation) {
                return at;
            }
            continue;
        }
        if at > from && cuts(s, from, at) {
            return trim_end(s, from, at);
        }
        at += 1;
    }
    trim_end(s, from, s.end)
}

fn ends_with_stop(s: &Sentence<'_>, quotation: &Range<usize>) -> bool {
    quotation.len() > 2 && s.is(quotation.end - 2, ". ! ?")
}

/// Whether a new statement begins at the token, so that the content before it is complete.
fn cuts(s: &Sentence<'_>, from: usize, at: usize) -> bool {
    let word = s.norm(at);
    match word {
        "," | "—" | "–" | "--" => {
            if s.is(at + 1, "according") {
                return true;
            }
            if s.cue_verb(at + 1).is_some_and(|(_, verb)| verb.form == Form::Ing && verb.stance != Stance::Mental) {
                return true;
            }
            if s.is(at + 1, "and but then") {
                let subject = words::is_subject_pronoun(s.norm(at + 2)) && s.norm(at + 2) != "it";
                if begins_statement(s, at + 2 + usize::from(subject)) {
                    return true;
                }
            }
            s.is(at + 1, "while whereas though although")
        }
        "and" | "but" => from + 1 < at && begins_statement(s, at + 1) && !s.is(at - 1, ","),
        "according" => s.norm(at + 1) == "to",
        ";" => true,
        _ => false,
    }
}

/// "and said that", "but has also maintained that": a cue verb with something to say behind it and no subject before it.
fn begins_statement(s: &Sentence<'_>, from: usize) -> bool {
    let mut at = from;
    while at < from + 4 && (s.is_adverb(at) || words::is_have(s.norm(at))) {
        at += 1;
    }
    let Some((length, verb)) = s.cue_verb(at) else { return false };
    if !matches!(verb.form, Form::Past | Form::Third | Form::Participle) {
        return false;
    }
    let after = s.skip_adverbials(at + length);
    verb.frames.clause && (s.is(after, "that he she it they there :") || s.kind(after) == Some(TokenKind::Quote))
        || verb.frames.quotation && s.norm(at) == "said"
        || verb.frames.infinitive && s.norm(after) == "to"
        || verb.frames.noun && s.begins_noun_phrase(after) && !verb.frames.clause
}

/// The end without marks that are not part of what is said.
pub(super) fn trim_end(s: &Sentence<'_>, from: usize, end: usize) -> usize {
    let mut end = end;
    while end > from {
        let last = end - 1;
        match s.kind(last) {
            Some(TokenKind::Punctuation) if one_of(s.norm(last), ". , ; : — – -- … -") => end = last,
            Some(TokenKind::Punctuation) if s.norm(last) == ")" && !(from..last).any(|i| s.norm(i) == "(") => {
                end = last
            }
            // The closing mark of a quotation that began before.
            Some(TokenKind::Quote) if s.quotation_until(last).is_none_or(|quotation| quotation.start < from) => {
                end = last
            }
            _ => break,
        }
    }
    end
}

/// The content before a tag that begins at `tag`: from where its clause begins to the comma. The quotation that ends
/// there counts as a whole, wherever it began.
pub(super) fn before(s: &Sentence<'_>, tag: usize) -> Option<Range<usize>> {
    let mut end = tag;
    // The comma between.
    if end > s.start && s.is(end - 1, ", — – -- -") {
        end -= 1;
    }
    if end > s.start
        && let Some(quotation) = s.quotation_until(end - 1)
    {
        if quotation.start < s.start {
            return Some(quotation);
        }
        return Some(opening(s, quotation.start)..end);
    }
    let start = opening(s, end);
    (start < end).then_some(start..end)
}

/// Where the clause begins that `at` belongs to: the sentence's beginning, or after what another tag ended.
fn opening(s: &Sentence<'_>, at: usize) -> usize {
    let mut start = s.start;
    // The end of a quotation from the sentence before.
    while start < at && s.kind(start) == Some(TokenKind::Quote) && s.quotation_from(start).is_none() {
        start += 1;
    }
    let start = (start..at).rev().find(|&i| s.norm(i) == ";").map_or(start, |semicolon| semicolon + 1);
    after_dateline(s, start, at)
}

/// Past "GENEVA —", "ROME, March 5 (Agency) —" at the beginning of a block.
fn after_dateline(s: &Sentence<'_>, start: usize, at: usize) -> usize {
    let place = s.lexed.tokens()[start];
    if start != s.block.tokens.start || !place.upper {
        return start;
    }
    let dash = (start..at.min(start + 14)).find(|&i| s.is(i, "— – -- -") && !s.joins(i));
    dash.map_or(start, |dash| dash + 1)
}

/// How much of a content stands in quotation marks.
pub(super) fn quoting(s: &Sentence<'_>, content: &[Range<usize>]) -> Quoting {
    let mut quoted = false;
    let mut plain = false;
    for at in content.iter().cloned().flatten() {
        if s.lexed.quotation_at(s.block, at).is_some() || s.lexed.tokens()[at].kind == TokenKind::Quote {
            quoted = true;
        } else if s.lexed.tokens()[at].kind != TokenKind::Punctuation {
            plain = true;
        }
    }
    match (quoted, plain) {
        (true, false) => Quoting::Direct,
        (true, true) => Quoting::Mixed,
        (false, _) => Quoting::Indirect,
    }
}

/// Whether a content can begin here: not with a comma, a preposition or a conjunction.
pub(super) fn can_begin(s: &Sentence<'_>, at: usize) -> bool {
    match s.kind(at) {
        Some(TokenKind::Word) => !words::is_coordinator(s.norm(at)),
        Some(TokenKind::Number | TokenKind::Symbol) => true,
        Some(TokenKind::Quote) => s.quotation_from(at).is_some(),
        _ => false,
    }
}
