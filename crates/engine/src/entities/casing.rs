//! What capitals say about a word.

use crate::lexed::{Block, Lexed};
use crate::token::TokenKind;

/// What capitals mean in a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Casing {
    /// Names and the beginnings of sentences have a capital.
    Sentences,
    /// A headline in which most words have a capital: only what is known to be a name is one.
    Title,
    /// ALL IN CAPITALS: likewise.
    Upper,
}

/// Shorter lines are too short to tell.
const LEAST_WORDS: usize = 3;

impl Casing {
    /// Judges the words of a block.
    #[inline(never)]
    pub(crate) fn of(lexed: &Lexed, block: &Block) -> Casing {
        let (mut words, mut capital, mut upper, mut letters) = (0, 0, 0, 0);
        for token in &lexed.tokens()[block.tokens.clone()] {
            if token.kind != TokenKind::Word {
                continue;
            }
            letters += 1;
            upper += usize::from(token.upper || (token.capital && token.span.len() == 1));
            // "of" and "the" have no capital in a title either.
            if token.span.len() > 3 {
                words += 1;
                capital += usize::from(token.capital);
            }
        }
        if letters >= LEAST_WORDS && upper * 10 >= letters * 8 {
            Casing::Upper
        } else if words >= LEAST_WORDS && capital * 10 >= words * 7 && !ends_with_stop(lexed, block) {
            Casing::Title
        } else {
            Casing::Sentences
        }
    }
}

/// Headlines have no full stop.
fn ends_with_stop(lexed: &Lexed, block: &Block) -> bool {
    block.tokens.clone().rev().take(2).any(|at| lexed.raw(at) == ".")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexed::lex;

    #[test]
    fn casings() {
        let check = |text: &str, expected| {
            let lexed = lex(text);
            assert_eq!(Casing::of(&lexed, &lexed.blocks()[0]), expected, "{text}");
        };
        check("Talks With the Omanis Resume in Geneva", Casing::Title);
        check("TALKS RESUME IN GENEVA", Casing::Upper);
        check("Talks with Omani envoys resume in Geneva", Casing::Sentences);
        check("Maria Duval", Casing::Sentences);
        check("Mr. Okoro met Foreign Minister Brandt.", Casing::Sentences);
    }
}
