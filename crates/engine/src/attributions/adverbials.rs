//! Words of time and place that stand between the parts of an attribution.

use super::grammar::Sentence;
use super::noun_phrase::Reach;
use crate::token::TokenKind;
use crate::words::{self, one_of, word_list};

impl Sentence<'_> {
    /// "Friday", "last week", "yesterday", "May 5".
    pub(super) fn begins_time(&self, at: usize) -> bool {
        let word = self.norm(at);
        words::is_weekday(word)
            || (words::is_month(word) && self.lexed.tokens()[at].capital && !self.is_first_name_of_month(at))
            || one_of(word, word_list!("yesterday today tomorrow tonight earlier recently afterward afterwards"))
            || (one_of(word, "last this next late early that the")
                && (words::is_weekday(self.norm(at + 1))
                    || words::is_month(self.norm(at + 1))
                    || one_of(
                        self.norm(at + 1),
                        word_list!(
                            "week month year night morning afternoon evening day weekend summer winter \
                             spring fall autumn time same"
                        ),
                    )))
    }

    /// "June Carter": a month with a name behind it.
    fn is_first_name_of_month(&self, at: usize) -> bool {
        self.is_word(at + 1) && self.lexed.tokens()[at + 1].capital && !words::is_weekday(self.norm(at + 1))
    }

    /// Past what may stand between a cue and its content: "on Friday", "in a statement", "again". Returns `from` where
    /// nothing of the sort stands there.
    pub(super) fn skip_adverbials(&self, from: usize) -> usize {
        let mut at = from;
        loop {
            let word = self.norm(at);
            let next = if self.begins_time(at) {
                let mut end = at + 1;
                if self.is(at, "last this next late early that the") {
                    end += 1 + usize::from(self.norm(at + 1) == "same");
                }
                if words::is_month(word) && self.kind(end) == Some(TokenKind::Number) {
                    end += 1;
                }
                if self.is(end, "morning afternoon evening night") {
                    end += 1;
                }
                end
            } else if self.is_adverb(at) && !self.is(at, "all both only even just now") {
                at + 1
            } else if one_of(
                word,
                word_list!(
                    "in on at during to by from via through before after of about with over outside \
                     following ahead when as"
                ),
            ) && !(one_of(word, "when as ahead"))
            {
                if self.begins_time(at + 1) {
                    at += 1;
                    continue;
                }
                let end = self.noun_phrase(at + 1, self.end, Reach::Short);
                if end == at + 1 {
                    break;
                }
                end
            } else {
                break;
            };
            at = next.min(self.end);
        }
        at
    }
}
