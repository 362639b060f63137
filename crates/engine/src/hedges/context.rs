//! What the test of a rule can see.

use std::ops::Range;

use crate::lexed::Lexed;
use crate::mark::EntityMark;
use crate::token::{Token, TokenKind};
use crate::words::one_of;

/// Words of the lexicon found in a text, and the sentence around them.
///
/// Words around are counted from 1: `before(1)` is the word just before, `after(1)` the word just after. Beyond the
/// sentence every word is empty, so that a test need not ask where the sentence ends.
#[derive(Debug)]
pub(super) struct Context<'a> {
    lexed: &'a Lexed,
    entities: &'a [EntityMark],
    pub(super) sentence: Range<usize>,
    pub(super) found: Range<usize>,
}

impl<'a> Context<'a> {
    pub(super) fn new(
        lexed: &'a Lexed,
        entities: &'a [EntityMark],
        sentence: Range<usize>,
        found: Range<usize>,
    ) -> Context<'a> {
        Context { lexed, entities, sentence, found }
    }

    /// The words found, as the mark, if the condition holds.
    pub(super) fn when(&self, holds: bool) -> Option<Range<usize>> {
        holds.then(|| self.found.clone())
    }

    /// The words found and `n` words before them, as the mark.
    pub(super) fn with_before(&self, n: usize) -> Option<Range<usize>> {
        Some(self.found.start - n..self.found.end)
    }

    /// The number of the token `n` places before the words found.
    pub(super) fn at_before(&self, n: usize) -> Option<usize> {
        self.found.start.checked_sub(n).filter(|&at| at >= self.sentence.start)
    }

    /// The number of the token `n` places after the words found.
    pub(super) fn at_after(&self, n: usize) -> Option<usize> {
        Some(self.found.end + n - 1).filter(|&at| at < self.sentence.end)
    }

    /// The word (as [`Lexed::norm`] has it) `n` places before the words found.
    pub(super) fn before(&self, n: usize) -> &'a str {
        self.at_before(n).map_or("", |at| self.lexed.norm(at))
    }

    /// The word `n` places after the words found.
    pub(super) fn after(&self, n: usize) -> &'a str {
        self.at_after(n).map_or("", |at| self.lexed.norm(at))
    }

    /// The word at a place in the sentence; empty beyond it.
    pub(super) fn word(&self, at: usize) -> &'a str {
        if self.sentence.contains(&at) { self.lexed.norm(at) } else { "" }
    }

    /// The first word found.
    pub(super) fn first(&self) -> &'a str {
        self.lexed.norm(self.found.start)
    }

    /// The token at a place in the text.
    pub(super) fn token(&self, at: usize) -> &'a Token {
        &self.lexed.tokens()[at]
    }

    /// Whether nothing of the sentence, or a mark of punctuation, stands `n` places after the words found.
    pub(super) fn ends_after(&self, n: usize) -> bool {
        self.at_after(n).is_none_or(|at| self.is_mark(at))
    }

    /// Whether nothing of the sentence, or a mark of punctuation, stands `n` places before the words found.
    pub(super) fn begins_before(&self, n: usize) -> bool {
        self.at_before(n).is_none_or(|at| self.is_mark(at))
    }

    /// Whether the token is punctuation (but no hyphen of a compound) or a quotation mark.
    pub(super) fn is_mark(&self, at: usize) -> bool {
        let token = self.token(at);
        token.kind == TokenKind::Quote || (token.kind == TokenKind::Punctuation && !self.is_hyphen(at))
    }

    /// Whether the token is the hyphen of a compound.
    pub(super) fn is_hyphen(&self, at: usize) -> bool {
        let glued = |at: usize| self.lexed.tokens().get(at).is_some_and(|token| token.glued);
        one_of(self.lexed.norm(at), "- ‐ ‑") && glued(at) && glued(at + 1)
    }

    /// Whether the words found are a part of a compound ("would-be", "once-likely").
    pub(super) fn is_compound(&self) -> bool {
        self.at_before(1).is_some_and(|at| self.is_hyphen(at)) || self.at_after(1).is_some_and(|at| self.is_hyphen(at))
    }

    /// Whether the token begins with a capital letter and is not the first of its sentence.
    pub(super) fn is_capital_inside(&self, at: usize) -> bool {
        self.token(at).capital && at > self.sentence.start && self.token(at - 1).kind != TokenKind::Quote
    }

    /// The entity that the token is in. Looks at the entities from the last that could hold it.
    pub(super) fn entity_at(&self, at: usize) -> Option<&'a EntityMark> {
        let after = self.entities.partition_point(|mark| mark.tokens.start <= at);
        self.entities[..after].last().filter(|mark| mark.tokens.contains(&at))
    }

    /// Whether the sentence is written as a headline, most of its longer words with a capital.
    pub(super) fn is_headline(&self) -> bool {
        let long = self.sentence.clone().filter(|&at| self.token(at).span.len() > 3);
        let words = long.filter(|&at| self.token(at).kind == TokenKind::Word);
        let (all, capital) =
            words.fold((0, 0), |(all, capital), at| (all + 1, capital + u32::from(self.token(at).capital)));
        all > 3 && capital * 5 >= all * 4
    }
}

/// The words found, as the mark, whatever stands around them.
pub(super) fn always(place: &Context<'_>) -> Option<Range<usize>> {
    Some(place.found.clone())
}
