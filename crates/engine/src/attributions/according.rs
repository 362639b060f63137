//! "According to" and its like.

use std::ops::Range;

use reportedly_document::{SourceClass, Stance};

use super::citing::source_end;
use super::content::{self, end_after};
use super::draft::Draft;
use super::grammar::Sentence;
use super::noun_phrase::Reach;
use super::rules;
use super::source;
use super::source_class::{class, has_source_noun};
use crate::people::is_role;
use crate::token::TokenKind;
use crate::words::{self, WordList, word_list};

/// The attribution of "according to" at this token.
#[inline(never)]
pub(super) fn attribution(s: &Sentence<'_>, at: usize) -> Option<Draft> {
    let according = s.norm(at) == "according" && s.norm(at + 1) == "to";
    let per =
        !according && s.norm(at) == "per" && (at == s.start || s.is(at - 1, ", as")) && s.begins_noun_phrase(at + 1);
    if !(according || per) {
        return None;
    }
    let at = if s.norm(at.wrapping_sub(1)) == "as" { at - 1 } else { at };
    let mut from = if according { at + 2 } else { at + 1 + usize::from(s.norm(at) == "as") };
    let mut cue = at..from;
    // "according to a statement by the minister": the minister is the source.
    let document = s.noun_phrase(from, s.end, Reach::Short);
    if s.is(document.wrapping_sub(1), "statement remarks comments") && s.is(document, "by from") {
        cue.end = document + 1;
        from = document + 1;
    }
    let mut end = source_end(s, from);
    if end == from {
        return None;
    }
    // "paid according to their age"
    if words::is_possessive(s.norm(from)) && !has_source_noun(s, &(from..end)) {
        return None;
    }
    // "a statement released on Thursday by the police", "an official who was there"
    let who = s.norm(end) == "who";
    if who || s.is(end, PARTICIPLES) {
        let closes =
            |at: usize| s.is(at, ", . ; — – --") || (!who && s.is_finite(at)) || s.kind(at) == Some(TokenKind::Quote);
        end = (end + 1..s.end).find(|&at| closes(at)).unwrap_or(s.end);
    }
    let mut draft = Draft::new(rules::ACCORDING_TO, Stance::Evidential).cue(cue);
    let opens =
        at == s.start || (at == s.start + 1 && s.is(s.start, "but and yet")) || s.norm(at.wrapping_sub(1)) == ";";
    if opens {
        let mut comma = (end..s.end.min(end + 30)).find(|&i| s.norm(i) == ",")?;
        if let Some(close) = (comma + 1..s.end.min(comma + 30)).find(|&i| s.norm(i) == ",") {
            if let Some(via) = source::channel(s, comma + 1..close) {
                draft.via.push(via);
                comma = close;
            } else if is_apposition(s, comma + 1..close)
                && !s.is_finite(close + 1)
                && !s.is(close + 1, "which who whose")
                && s.kind(close + 1) != Some(TokenKind::Number)
            {
                comma = close;
                end = close;
            } else {
                end = end.max(comma.min(end));
            }
        }
        let mut start = comma + 1;
        if s.is(start, "however though meanwhile") && s.norm(start + 1) == "," {
            start += 2;
        }
        let stop = end_after(s, start);
        if stop <= start {
            return None;
        }
        return Some(draft.content(start..stop).source(from..end));
    }
    if s.norm(end) == ","
        && let Some(close) = (end + 1..s.end.min(end + 25)).find(|&i| s.is(i, ", ."))
        && is_apposition(s, end + 1..close)
    {
        end = close;
    }
    draft = draft.content(content::before(s, at)?);
    if s.norm(at - 1) == ","
        && s.norm(end) == ","
        && !s.is(end + 1, "and but which who while as with after")
        && !s.norm(end + 1).ends_with("ing")
    {
        let stop = end_after(s, end + 1);
        if (end + 1..stop.min(s.end)).any(|at| s.is_finite(at)) {
            draft = draft.content(end + 1..stop);
        }
    }
    Some(draft.source(from..end))
}

/// "The report says the vote was fair, according to the Harbour Post": where all that is ascribed is one statement, the paper
/// is what it came through. Returns whether it was.
pub(super) fn relays(s: &Sentence<'_>, draft: &Draft, found: &mut [Draft]) -> bool {
    let ([content], [paper]) = (&draft.content[..], &draft.source[..]) else { return false };
    if class(s, Some(paper)) != SourceClass::Named {
        return false;
    }
    let fills = |other: &&mut Draft| {
        let begins = other.first() <= content.start + 1 && content.start <= other.first() + 1;
        begins
            && !other.source.is_empty()
            && other.via.is_empty()
            && other.end() + 2 >= content.end
            && other.end() <= content.end + 2
    };
    match found.iter_mut().rev().take(4).find(fills) {
        Some(statement) => {
            statement.via.push(paper.clone());
            true
        }
        None => false,
    }
}

/// What may follow a document or a source and says where it comes from.
const PARTICIPLES: &WordList = word_list!(
    "published released issued compiled filed obtained seen conducted provided signed written reviewed \
     posted familiar close briefed presented shared leaked sent cited quoted seen commissioned made collected gathered"
);

/// "a lawyer for the family": a noun phrase without a verb, set off by commas.
fn is_apposition(s: &Sentence<'_>, inside: Range<usize>) -> bool {
    let begins = s.is(inside.start, "who which")
        || s.is(inside.start, PARTICIPLES) && words::is_preposition(s.norm(inside.start + 1))
        || words::is_determiner(s.norm(inside.start))
        || s.kind(inside.start) == Some(TokenKind::Number)
        || (inside.start..inside.end.min(inside.start + 3)).any(|at| is_role(s.norm(at)));
    begins
        && (s.is(inside.start, "who which")
            || s.is(inside.start, PARTICIPLES)
            || (!inside.clone().any(|at| s.is_finite(at))
                && s.noun_phrase(inside.start, inside.end, Reach::Long) == inside.end))
}
