//! Where a capital says nothing: on words of the grammar, and at the beginning of a sentence.

use std::ops::Range;

use crate::lexed::Lexed;
use crate::token::TokenKind;
use crate::words::{self, one_of, word_list};

/// A word of the grammar, which begins no name.
pub(crate) fn is_function_word(norm: &str) -> bool {
    words::is_determiner(norm)
        || words::is_preposition(norm)
        || words::is_coordinator(norm)
        || words::is_subordinator(norm)
        || words::is_subject_pronoun(norm)
        || (words::is_auxiliary(norm) && norm != "may")
        || words::is_negation(norm)
        || one_of(
            norm,
            word_list!(
                "him her them himself herself itself themselves us me my there here then thus however \
                 also meanwhile even only just yes oh well now still today yesterday tomorrow i a.m. \
                 p.m. etc. vs. according"
            ),
        )
}

/// Whether a capital at this token may be owed to the place alone: it begins a sentence, a quotation, a list item.
pub(crate) fn can_be_dropped(lexed: &Lexed, sentence: &Range<usize>, at: usize) -> bool {
    if at == sentence.start {
        return true;
    }
    let before = lexed.tokens()[at - 1];
    match before.kind {
        TokenKind::Quote => true,
        TokenKind::Punctuation => {
            let mark = lexed.raw(at - 1);
            mark.starts_with([':', '•', '*', '·', '…', '—', '–', '.', '?', '!', '('])
                || (mark == "-" && !before.glued)
                || (at - 1 == sentence.start)
        }
        TokenKind::Symbol | TokenKind::Number => at - 1 == sentence.start,
        TokenKind::Word | TokenKind::Clitic => false,
    }
}
