//! Names below or behind what they have said or written: "— Maya Lund, coach".

use std::ops::Range;

use reportedly_document::Stance;

use super::draft::Draft;
use super::grammar::Sentence;
use super::rules;
use crate::lexed::{Block, Lexed};
use crate::mark::AttributionMark;
use crate::token::TokenKind;
use crate::words;

/// The attribution of a signature, which is the whole block or stands behind the quotation that the block begins with.
#[inline(never)]
pub(super) fn attribution(s: &Sentence<'_>, before: &[AttributionMark]) -> Option<Draft> {
    below(s, before).or_else(|| behind(s))
}

/// Whether the next block signs this one with the address of an account.
pub(super) fn is_post(lexed: &Lexed, block: &Block) -> bool {
    let own = lexed.blocks().partition_point(|other| other.tokens.start < block.tokens.start);
    lexed.blocks().get(own + 1).is_some_and(|next| {
        let tokens = next.tokens.clone();
        let account = |at: usize| lexed.norm(at) == "(" && lexed.norm(at + 1).starts_with('@');
        lexed.is(tokens.start, "— – -- ―") && (tokens.start + 2..tokens.end.min(tokens.start + 14) - 1).any(account)
    })
}

/// A line that is a dash and a name, below a quotation or, with the address of an account, below a post.
fn below(s: &Sentence<'_>, before: &[AttributionMark]) -> Option<Draft> {
    if !s.is(s.start, "— – -- ―") || s.end > s.start + 24 {
        return None;
    }
    let own = s.lexed.blocks().partition_point(|block| block.tokens.start < s.start);
    let previous = &s.lexed.blocks()[own.checked_sub(1)?];
    let signed = previous.tokens.clone();
    let account =
        (s.start + 2..s.end.min(s.start + 14)).find(|&at| s.norm(at) == "(" && s.norm(at + 1).starts_with('@'));
    let quoted = s.lexed.quotations()[previous.quotations.clone()].iter().rev().find(|quotation| {
        let gap = quotation.tokens.end..signed.end;
        quotation.closed
            && !quotation.nested
            && gap.clone().all(|at| s.lexed.tokens()[at].kind == TokenKind::Punctuation)
    });
    let (source, content) = match (account, quoted) {
        // Smileys behind a name are no part of it.
        (Some(account), _) => {
            let end = (s.start + 1..account).rev().find(|&at| s.is_word(at)).map_or(account, |last| last + 1);
            (s.start + 1..end, without_stop(s, signed.clone()))
        }
        (None, Some(quotation)) => (name(s, s.start + 1)?, quotation.tokens.clone()),
        (None, None) => return None,
    };
    // What has its speaker already needs no signature.
    let claimed = before.iter().rev().take(8).any(|mark| {
        let said: usize = mark.content.iter().map(|part| part.len()).sum();
        mark.first() >= signed.start && 2 * said > signed.len() && !mark.source.is_empty()
    });
    (!claimed && s.is_word(source.start)).then(|| {
        let draft = Draft::new(rules::SIGNATURE, Stance::Neutral);
        draft.source(source).cue(s.start..s.start + 1).content(content)
    })
}

/// "“Success is a habit.” — Maya Lund" in one line.
fn behind(s: &Sentence<'_>) -> Option<Draft> {
    let quotation = s.quotation_from(s.start)?;
    let dash = quotation.end;
    if !s.is(dash, "— – -- ― -") || s.joins(dash) || quotation.len() < 5 {
        return None;
    }
    let source = name(s, dash + 1)?;
    Some(Draft::new(rules::SIGNATURE, Stance::Neutral).source(source).cue(dash..dash + 1).content(quotation))
}

/// A name with what says who that is, up to the end of the block.
fn name(s: &Sentence<'_>, from: usize) -> Option<Range<usize>> {
    let end = if s.is(s.end - 1, ".") { s.end - 1 } else { s.end };
    let source = from..end;
    let comma = source.clone().find(|&at| s.norm(at) == ",").unwrap_or(end);
    let capital = |at: usize| s.lexed.tokens()[at].capital || s.joins(at) || s.is(at, "of de van von der al bin .");
    let named = (1..=5).contains(&(comma - from)) && (from..comma).all(capital) && s.is_word(from);
    let plain = source.len() <= 14 && !source.clone().any(|at| s.is_finite(at) || s.quoted(at));
    (named && plain && !words::is_determiner(s.norm(from))).then_some(source)
}

/// Without the links to pictures and pages that a post ends with, and without a full stop.
fn without_stop(s: &Sentence<'_>, tokens: Range<usize>) -> Range<usize> {
    let mut end = tokens.end;
    // "pic.twitter.com/EWgDSVvrHO" is cut into several tokens.
    let is_link = |at: &usize| s.lexed.raw(*at).starts_with("http") || s.lexed.norm(*at) == "pic";
    if let Some(link) = (end.saturating_sub(16).max(tokens.start + 1)..end).find(is_link) {
        end = link;
    }
    let stop = end > tokens.start + 1 && s.lexed.is(end - 1, ". :");
    tokens.start..end - usize::from(stop)
}
