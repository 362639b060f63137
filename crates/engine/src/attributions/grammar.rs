//! What words are in their sentence, judged from closed classes, endings and neighbours: where a verb stands, and how
//! far a noun phrase reaches. There is no tagger behind it; it errs on the side of longer phrases.

use std::ops::Range;

use super::inflect::Form;
use super::lexicon::{CueVerb, lexicon};
use crate::lexed::{Block, Lexed};
use crate::mark::EntityMark;
use crate::token::TokenKind;
use crate::words::{self, WordList, Words, one_of, word_list};

/// One sentence, and what is known of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sentence<'a> {
    pub(super) lexed: &'a Lexed,
    pub(super) block: &'a Block,
    /// The entities of the block.
    pub(super) entities: &'a [EntityMark],
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Forms in -s that are hardly ever nouns.
const VERBS_IN_S: &WordList = word_list!(
    "remains becomes stays gets gives makes takes comes goes happens occurs depends exists belongs \
     continues seems appears knows thinks says has does"
);

impl<'a> Sentence<'a> {
    /// The same for the sentence that a token of the block is in.
    pub(super) fn sentence_of(&self, token: usize) -> Sentence<'a> {
        let sentences = &self.lexed.sentences()[self.block.sentences.clone()];
        let own = sentences.partition_point(|tokens| tokens.end <= token).min(sentences.len() - 1);
        Sentence { start: sentences[own].start, end: sentences[own].end, ..*self }
    }

    /// The word, or nothing outside the sentence.
    pub(super) fn norm(&self, at: usize) -> &'a str {
        if !(self.start..self.end).contains(&at) {
            return "";
        }
        let norm = self.lexed.norm(at);
        let is_name = self.lexed.tokens()[at].upper
            && one_of(norm, "who us it am is as or may will")
            && self.entity_at(at).is_some();
        if is_name { self.lexed.raw(at) } else { norm }
    }

    pub(super) fn is(&self, at: usize, words: impl Words) -> bool {
        one_of(self.norm(at), words)
    }

    pub(super) fn kind(&self, at: usize) -> Option<TokenKind> {
        (self.start..self.end).contains(&at).then(|| self.lexed.tokens()[at].kind)
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Word)
    }

    /// A word with a capital that is not owed to its place at the beginning of the sentence.
    pub(super) fn is_name(&self, at: usize) -> bool {
        self.is_word(at)
            && self.lexed.tokens()[at].capital
            && !words::is_determiner(self.norm(at))
            && !words::is_subject_pronoun(self.norm(at))
            && (at > self.start || self.entity_at(at).is_some() || !words::begins_sentences(self.lexed.raw(at)))
    }

    /// A hyphen or a slash inside a compound.
    pub(super) fn joins(&self, at: usize) -> bool {
        self.is(at, "- / – &")
            && (self.lexed.tokens()[at].glued || self.norm(at) == "&")
            && (self.norm(at) == "&" || (at + 1 < self.end && self.lexed.tokens()[at + 1].glued))
    }

    pub(super) fn entity_at(&self, at: usize) -> Option<&'a EntityMark> {
        let after = self.entities.partition_point(|entity| entity.tokens.start <= at);
        self.entities[..after].last().filter(|entity| entity.tokens.contains(&at))
    }

    /// "also", "repeatedly": what may stand between a subject and its verb.
    pub(super) fn is_adverb(&self, at: usize) -> bool {
        let word = self.norm(at);
        one_of(
            word,
            word_list!(
                "also later then again still never often once now even just only always already first \
                 previously twice further long earlier since instead soon too himself herself itself \
                 themselves all both simply merely rather sometimes thus therefore however meanwhile"
            ),
        ) || (word.len() > 4
            && word.ends_with("ly")
            && self.is_word(at)
            && !self.lexed.tokens()[at].capital
            && !one_of(
                word,
                word_list!(
                    "family reply ally supply rally early monopoly assembly bully elderly daily weekly \
                     friendly"
                ),
            ))
    }

    /// Whether the word is the clitic of a verb: "it's", "they're", not "Iran's".
    pub(super) fn is_verb_clitic(&self, at: usize) -> bool {
        if self.kind(at) != Some(TokenKind::Clitic) {
            return false;
        }
        match self.norm(at) {
            "'s" => at > self.start && one_of(self.norm(at - 1), "he she it that there what who here"),
            "'" | "n't" => false,
            _ => true,
        }
    }

    pub(super) fn is_auxiliary(&self, at: usize) -> bool {
        let word = self.norm(at);
        if self.kind(at) == Some(TokenKind::Clitic) {
            return self.is_verb_clitic(at);
        }
        words::is_auxiliary(word) && !(matches!(word, "may" | "will") && self.is_first_name(at))
    }

    /// "Will Bates said": a capital that is not owed to the place of the word, or a name and its verb behind it.
    fn is_first_name(&self, at: usize) -> bool {
        if !self.lexed.tokens()[at].capital {
            return false;
        }
        let speaks =
            |at: usize| self.cue_verb(at).is_some_and(|(_, verb)| matches!(verb.form, Form::Past | Form::Third));
        at > self.start
            || self.is_word(at + 1)
                && self.lexed.tokens()[at + 1].capital
                && (speaks(at + 2) || self.kind(at + 2) == Some(TokenKind::Clitic) || self.norm(at + 2) == ",")
    }

    /// A word that a noun phrase can begin with.
    pub(super) fn begins_noun_phrase(&self, at: usize) -> bool {
        let word = self.norm(at);
        match self.kind(at) {
            Some(TokenKind::Number | TokenKind::Symbol) => true,
            Some(TokenKind::Word) => {
                words::is_determiner(word)
                    || words::is_subject_pronoun(word)
                    || one_of(word, "him them me us")
                    || !(words::is_preposition(word)
                        || words::is_coordinator(word)
                        || words::is_subordinator(word)
                        || words::is_negation(word)
                        || self.is_auxiliary(at)
                        || self.is_adverb(at))
            }
            _ => false,
        }
    }

    /// The cue verb, with its particles, at this place: how many tokens, and the verb.
    pub(super) fn cue_verb(&self, at: usize) -> Option<(usize, CueVerb)> {
        if !self.is_word(at) {
            return None;
        }
        lexicon().verbs.longest_at(self.lexed, at, self.end).map(|(length, &verb)| (length, verb))
    }

    /// Whether a finite verb, or the auxiliary of one, stands here.
    pub(super) fn is_finite(&self, at: usize) -> bool {
        if self.is_auxiliary(at) {
            return !self.is(at, "be been being having");
        }
        if !self.is_word(at) || (self.lexed.tokens()[at].capital && at > self.start) || self.entity_at(at).is_some() {
            return false;
        }
        let word = self.norm(at);
        let form = lexicon().plain_verb(word).or_else(|| self.cue_verb(at).map(|(_, verb)| verb.form));
        let form = match form {
            Some(form) => form,
            None if word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed") => Form::Past,
            None => return false,
        };
        if at == self.start || (at + 1 < self.end && self.lexed.tokens()[at + 1].glued && self.joins(at + 1)) {
            return false;
        }
        if self.joins(at - 1) {
            return false;
        }
        match form {
            Form::Past => self.may_follow_subject(at) && self.norm(at + 1) != "by",
            Form::Third => {
                let plainly = one_of(word, VERBS_IN_S) || self.begins_object(at + 1) && !self.ends_clause(at + 1);
                self.may_follow_subject(at) && !self.is_plural(at - 1) && plainly
            }
            Form::Base => {
                let before = self.norm(at - 1);
                one_of(before, "i you we they who") || (self.is_plural(at - 1) && self.begins_object(at + 1))
            }
            Form::Participle | Form::Ing => false,
        }
    }

    /// A comma or a stop, behind which a word in -s is a plural more often than a verb.
    fn ends_clause(&self, at: usize) -> bool {
        self.norm(at) == ","
    }

    /// Whether what stands before `at` can end a subject.
    fn may_follow_subject(&self, at: usize) -> bool {
        let mut before = at - 1;
        while before > self.start && (self.is_adverb(before) || words::is_negation(self.norm(before))) {
            before -= 1;
        }
        let word = self.norm(before);
        if self.kind(before) == Some(TokenKind::Clitic) {
            return self.is_verb_clitic(before);
        }
        if words::is_subject_pronoun(word)
            || one_of(word, word_list!("that which this these those many some most few several others all and but"))
        {
            return true;
        }
        let closed = word == "," && self.is_participle_before_noun(at)
            || words::is_determiner(word)
            || words::is_preposition(word)
            || words::is_coordinator(word)
            || words::is_subordinator(word)
            || one_of(word, word_list!("most more less least very so newly be been being"));
        !closed
    }

    /// "…, loved ones say": a participle before the noun whose verb follows.
    fn is_participle_before_noun(&self, at: usize) -> bool {
        let verb = self.cue_verb(at + 2).is_some_and(|(_, verb)| matches!(verb.form, Form::Past | Form::Base));
        self.norm(at).ends_with("ed") && self.is_plural(at + 1) && verb
    }

    /// "officials", "people": what a verb without -s can follow.
    pub(super) fn is_plural(&self, at: usize) -> bool {
        let word = self.norm(at);
        self.is_word(at)
            && ((word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && !word.ends_with("is"))
                || one_of(
                    word,
                    word_list!(
                        "people men women police percent many some others most few several spokesmen \
                         children both all those media public"
                    ),
                ))
    }

    /// What can follow a verb as its object or complement.
    fn begins_object(&self, at: usize) -> bool {
        let word = self.norm(at);
        match self.kind(at) {
            Some(TokenKind::Quote | TokenKind::Number | TokenKind::Symbol) => true,
            Some(TokenKind::Punctuation) => matches!(word, "," | ":"),
            Some(TokenKind::Word) => {
                words::is_determiner(word)
                    || words::is_subject_pronoun(word)
                    || one_of(
                        word,
                        word_list!(
                            "to that him them there what how whether if why on in for at up out with as because about from into"
                        ),
                    )
                    || self.lexed.tokens()[at].capital
                    || self.is_adverb(at)
            }
            _ => false,
        }
    }

    /// The quotation that has its opening mark here.
    pub(super) fn quotation_from(&self, at: usize) -> Option<Range<usize>> {
        if self.kind(at) != Some(TokenKind::Quote) {
            return None;
        }
        self.lexed.quotation_at(self.block, at).filter(|q| q.tokens.start == at).map(|q| q.tokens.clone())
    }

    /// The quotation that has its closing mark here.
    pub(super) fn quotation_until(&self, at: usize) -> Option<Range<usize>> {
        if self.kind(at) != Some(TokenKind::Quote) {
            return None;
        }
        let quotation = self.lexed.quotation_at(self.block, at)?;
        (quotation.closed && quotation.tokens.end == at + 1).then(|| quotation.tokens.clone())
    }

    /// Whether the token lies inside a quotation, other than one that this sentence is within.
    pub(super) fn quoted(&self, at: usize) -> bool {
        let around = |quotation: &Range<usize>| quotation.start < self.start && self.end <= quotation.end;
        self.lexed.quotation_at(self.block, at).is_some_and(|quotation| !around(&quotation.tokens))
    }

    /// The part of the sentence within the innermost quotation that the token is in, without its marks.
    pub(super) fn within_quotation(&self, at: usize) -> Option<Sentence<'a>> {
        let quotation = self.lexed.quotation_at(self.block, at)?;
        let end = quotation.tokens.end - usize::from(quotation.closed);
        let within = Sentence { start: self.start.max(quotation.tokens.start + 1), end: self.end.min(end), ..*self };
        (within.start <= at && at < within.end).then_some(within)
    }

    /// "Lena “Lulu” Berg": the quotation around a nickname that closes at this token, or opens there.
    pub(super) fn nickname(&self, at: usize) -> Option<Range<usize>> {
        let nickname = self.quotation_until(at).or_else(|| self.quotation_from(at))?;
        let inside = nickname.start + 1..nickname.end - 1;
        let capital = |at: usize| self.is_word(at) && self.lexed.tokens()[at].capital;
        let fits = (1..=3).contains(&inside.len()) && inside.clone().all(capital);
        let before = nickname.start > self.start && capital(nickname.start - 1);
        (fits && before && capital(nickname.end)).then_some(nickname)
    }
}
