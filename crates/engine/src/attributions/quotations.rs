//! Quotations that no cue of their own claims: they go on with the statement before them.

use super::draft::Draft;
use super::grammar::Sentence;
use crate::mark::AttributionMark;
use crate::stable_sort::sort_by_key;
use crate::token::TokenKind;

/// Gives quotations that fill their sentences to the attribution before them: the last in this block, or the last of
/// the block before.
pub(super) fn attach(s: &Sentence<'_>, drafts: &mut [Draft], before: &mut [AttributionMark]) {
    let quotations = &s.lexed.quotations()[s.block.quotations.clone()];
    let mut owner: Option<usize> = None;
    // Drafts in the order of the text, so that one walk over both lists does.
    // Statements inside of quotations own none.
    let outer =
        |at: &usize| drafts[*at].cue.first().is_none_or(|cue| s.lexed.quotation_at(s.block, cue.start).is_none());
    let mut order: Vec<usize> = (0..drafts.len()).filter(outer).collect();
    sort_by_key(&mut order, |&at| drafts[at].cue.first().map_or(0, |cue| cue.start as u64));
    let mut next = 0;
    for quotation in quotations.iter().filter(|quotation| !quotation.nested) {
        while next < order.len()
            && drafts[order[next]].cue.first().is_some_and(|cue| cue.start < quotation.tokens.start)
        {
            if !drafts[order[next]].content.is_empty() {
                owner = Some(order[next]);
            }
            next += 1;
        }
        let tokens = quotation.tokens.clone();
        let claimed =
            |draft: &Draft| draft.content.iter().any(|part| part.start < tokens.end && tokens.start < part.end);
        let near = owner.into_iter().chain(order.get(next).copied());
        if near.into_iter().any(|at| claimed(&drafts[at]))
            || order[next.saturating_sub(3)..].iter().take(6).any(|&at| claimed(&drafts[at]))
        {
            continue;
        }
        if !fills_sentences(s, &tokens) {
            continue;
        }
        match owner {
            // The sentence right before, or a quotation that was attached there.
            Some(owner) if adjoins(s, drafts[owner].end(), tokens.start) => drafts[owner].content.push(tokens),
            Some(_) => {}
            None if tokens.start == s.start => {
                if let Some(last) =
                    owner_before(s, before).filter(|last| ends_in_quotation(s, last, quotation.continues))
                {
                    last.content.push(tokens);
                }
            }
            None => {}
        }
    }
}

/// Whether the quotation begins a sentence and ends one.
fn fills_sentences(s: &Sentence<'_>, tokens: &std::ops::Range<usize>) -> bool {
    let sentences = &s.lexed.sentences()[s.block.sentences.clone()];
    let begins = sentences.binary_search_by_key(&tokens.start, |sentence| sentence.start).is_ok();
    let ends = sentences.binary_search_by_key(&tokens.end, |sentence| sentence.end).is_ok();
    begins && ends
}

/// Whether no other sentence lies between.
fn adjoins(s: &Sentence<'_>, end: usize, start: usize) -> bool {
    let sentences = &s.lexed.sentences()[s.block.sentences.clone()];
    let of = |token: usize| sentences.partition_point(|sentence| sentence.end <= token);
    of(start) <= of(end.saturating_sub(1)) + 1
}

/// The last attribution before that is not inside of what somebody else says.
fn owner_before<'m>(s: &Sentence<'_>, before: &'m mut [AttributionMark]) -> Option<&'m mut AttributionMark> {
    let quotes = |at: usize| s.lexed.tokens()[at].kind == TokenKind::Quote;
    let owner = before
        .iter()
        .rev()
        .take(20)
        .position(|mark| mark.content.iter().any(|part| quotes(part.start) || quotes(part.end - 1)))?;
    let at = before.len() - 1 - owner;
    before.get_mut(at)
}

/// Whether the attribution lies at the end of the block before, and quotes. A quotation that was left open goes on behind
/// a line or two of furniture ("Advertisement").
fn ends_in_quotation(s: &Sentence<'_>, last: &AttributionMark, continues: bool) -> bool {
    let parts = last.source.iter().chain(&last.cue).chain(&last.content);
    let Some(end) = parts.map(|part| part.end).max() else { return false };
    let is_mark = |at: usize| s.lexed.tokens()[at].kind == TokenKind::Quote;
    let quotes = last.content.iter().any(|part| is_mark(part.start) || is_mark(part.end - 1));
    // The block before ends right where this one begins.
    let previous = s.lexed.sentences()[..s.block.sentences.start].last();
    let number = s.lexed.blocks().partition_point(|block| block.tokens.start < s.block.tokens.start);
    let short = |block: &&crate::lexed::Block| block.tokens.len() <= 6 && block.quotations.is_empty();
    let skipped = s.lexed.blocks()[..number].iter().rev().take(2).take_while(short).last();
    let resumes = continues && skipped.is_some_and(|block| end <= block.tokens.start && block.tokens.start <= end + 8);
    quotes && (resumes || previous.is_some_and(|sentence| sentence.contains(&(end - 1))))
}
