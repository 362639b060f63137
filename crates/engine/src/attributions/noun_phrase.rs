//! How far a noun phrase reaches.

use super::grammar::Sentence;
use super::inflect::Form;
use super::lexicon::lexicon;
use crate::token::TokenKind;
use crate::words::{self, one_of, word_list};

/// A noun phrase has at most this many tokens. Every cue of a sentence asks for one, so that without a bound a sentence
/// full of cues ("claims of reports of claims of …") takes the square of its length.
const LONGEST: usize = 40;

/// Which phrases a noun phrase may go on with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// Up to its noun and "of": "the head of the agency".
    Short,
    /// With the prepositional phrases behind it: "a spokesman for the ministry in Berlin".
    Long,
}

impl Sentence<'_> {
    /// Where the noun phrase that begins at `from` ends; `from` where there is none. Never beyond `to`, nor beyond
    /// [`LONGEST`] tokens.
    pub(super) fn noun_phrase(&self, from: usize, to: usize, reach: Reach) -> usize {
        let to = to.min(self.end).min(from + LONGEST);
        let mut at = from;
        // The end of what is complete: a phrase never ends with "of" or "the".
        let mut complete = from;
        let mut noun = false;
        while at < to {
            let word = self.norm(at);
            if let Some(entity) =
                self.entity_at(at).filter(|entity| entity.tokens.start == at && entity.tokens.end <= to)
            {
                if noun && at > from && !self.lexed.tokens()[at - 1].capital && words::is_weekday(word) {
                    break;
                }
                at = entity.tokens.end;
                complete = at;
                noun = true;
                continue;
            }
            match self.kind(at) {
                Some(TokenKind::Clitic) => {
                    if self.is_verb_clitic(at) || self.norm(at) == "n't" || !noun {
                        break;
                    }
                    at += 1;
                    complete = at;
                    noun = false;
                    continue;
                }
                Some(TokenKind::Number | TokenKind::Symbol) => {
                    if noun && self.norm(at - 1).ends_with("day") {
                        break;
                    }
                    at += 1;
                    complete = at;
                    noun = true;
                    continue;
                }
                Some(TokenKind::Punctuation) => {
                    if self.joins(at) {
                        at += 1;
                        continue;
                    }
                    if word == "(" && noun {
                        let close = (at + 1..to.min(at + 8)).find(|&i| self.norm(i) == ")");
                        if let Some(close) = close {
                            at = close + 1;
                            complete = at;
                            continue;
                        }
                    }
                    break;
                }
                Some(TokenKind::Word) => {}
                Some(TokenKind::Quote) if noun => match self.nickname(at).filter(|nickname| nickname.end < to) {
                    Some(nickname) => {
                        at = nickname.end;
                        continue;
                    }
                    None => break,
                },
                Some(TokenKind::Quote) | None => break,
            }
            if words::is_subject_pronoun(word) || one_of(word, "him them me us") {
                if at == from && word != "who" {
                    return at + 1;
                }
                break;
            }
            if at == from
                && word == "her"
                && (words::is_determiner(self.norm(at + 1)) || words::is_subject_pronoun(self.norm(at + 1)))
            {
                return at + 1;
            }
            if words::is_coordinator(word) {
                let goes_on = noun
                    && word != "but"
                    && word != "yet"
                    && self.begins_noun_phrase(at + 1)
                    && !self.is_finite(at + 1);
                let a_verb = self.cue_verb(at + 1).is_some_and(|(_, verb)| verb.form != Form::Base)
                    || lexicon().plain_verb(self.norm(at + 1)).is_some_and(|form| form == Form::Past);
                if !goes_on || (a_verb && !self.lexed.tokens()[at + 1].capital) {
                    break;
                }
                at += 1;
                noun = false;
                continue;
            }
            if words::is_preposition(word) {
                let allowed = match reach {
                    Reach::Short => word == "of",
                    Reach::Long => {
                        !self.begins_time(at + 1)
                            && (word == "of"
                                || one_of(
                                    word,
                                    word_list!(
                                        "for at in from with to on between against near within inside \
                                         about by among across over"
                                    ),
                                ))
                    }
                };
                if !(noun && allowed && self.begins_noun_phrase(at + 1)) {
                    break;
                }
                at += 1;
                noun = false;
                continue;
            }
            if words::is_determiner(word) && word != "other" && word != "such" && word != "many" {
                let after_predeterminer = at == from || words::is_determiner(self.norm(at - 1));
                if noun && !after_predeterminer {
                    break;
                }
                at += 1;
                // "some", "many" and "most" can be a whole phrase.
                if self.is(at - 1, word_list!("some many most several few all both this these those each another")) {
                    complete = at;
                    noun = true;
                }
                continue;
            }
            if words::is_subordinator(word) || words::is_negation(word) {
                break;
            }
            if at > from && self.is_finite(at) {
                break;
            }
            if self.is_adverb(at) && noun {
                break;
            }
            if noun && self.begins_time(at) {
                break;
            }
            if noun
                && !self.lexed.tokens()[at].capital
                && self.cue_verb(at).is_some_and(|(_, v)| v.form == Form::Ing)
                && lexicon().source_class(word).is_none()
            {
                break;
            }
            at += 1;
            complete = at;
            noun = true;
        }
        complete
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexed::lex;

    #[test]
    fn a_noun_phrase_of_any_length_is_bounded() {
        let lexed = lex(&"claims of reports of ".repeat(80));
        let block = &lexed.blocks()[0];
        let s = Sentence { lexed: &lexed, block, entities: &[], start: 0, end: block.tokens.end };
        assert!(s.end > 300);
        let end = s.noun_phrase(0, s.end, Reach::Long);
        assert!(end > 4 && end <= LONGEST, "{end}");
    }
}
