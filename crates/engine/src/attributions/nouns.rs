//! Attributions whose cue is a noun: "claims that", "her promise to", "calls for".

use std::ops::Range;

use reportedly_document::Stance;

use super::content::{before_main_verb, end_after, trim_end};
use super::draft::Draft;
use super::grammar::Sentence;
use super::lexicon::{CueNoun, lexicon};
use super::noun_phrase::Reach;
use super::rules;
use super::source::noun_before;
use super::subject_phrase::phrase_until;
use crate::token::TokenKind;
use crate::words::{self, one_of, word_list};

/// The attribution of a cue noun at this token.
#[inline(never)]
pub(super) fn attribution(s: &Sentence<'_>, at: usize) -> Option<Draft> {
    if !s.is_word(at) || s.entity_at(at).is_some() {
        return None;
    }
    let (length, noun) = lexicon().nouns.longest_at(s.lexed, at, s.end)?;
    // "in charge of"
    if s.is(at, "charge word") && s.is(at.wrapping_sub(1), "in") {
        return None;
    }
    let mut complement = at + length;
    let mut source = possessor(s, at);
    // "the mayor’s repeated claims": adjectives belong to the cue, the apostrophe to neither.
    let begins = |source: &Range<usize>| source.end + usize::from(s.kind(source.end) == Some(TokenKind::Clitic));
    let mut cue = source.as_ref().map_or(at, begins)..complement;
    if source.is_none()
        && s.is(complement, "by from")
        && let end = s.noun_phrase(complement + 1, s.end, Reach::Short)
        && end > complement + 1
    {
        source = Some(complement + 1..end);
        cue = at..complement + 1;
        complement = end;
    }
    if source.is_none()
        && let Some((subject, verb)) = light_verb(s, at)
    {
        source = Some(subject);
        cue = verb..at + length;
    }
    // "reports surfaced that"
    if noun.clause && s.is(complement, word_list!("surfaced emerged circulated spread surface emerge circulate")) {
        complement += 1;
        cue.end = complement;
    }
    let (mut content, preposition) = content(s, noun, complement)?;
    // "The claim that the bridge was unsafe **is unfounded**"
    if noun.clause
        && s.norm(content.start) == "that"
        && !(s.start.max(at.saturating_sub(30))..at).any(|at| s.is_finite(at))
    {
        content.end = before_main_verb(s, content.start, content.end, false);
    }
    if source.is_none() && !speaks_for_itself(s, at, noun) {
        return None;
    }
    if preposition && complement == cue.end {
        cue.end += 1;
    }
    let mut draft = Draft::new(rules::CUE_NOUN, noun.stance).cue(cue).content(content);
    draft.source.extend(source);
    Some(draft)
}

/// What the noun stands for, and whether a preposition introduces it.
fn content(s: &Sentence<'_>, noun: &CueNoun, at: usize) -> Option<(Range<usize>, bool)> {
    let word = s.norm(at);
    if noun.clause && word == "that" {
        let end = end_after(s, at);
        // "the claim that he made" has a gap where "that" is its object; "the claim that failed" is no content either.
        return (end > at + 2 && s.begins_noun_phrase(at + 1)).then_some((at..end, false));
    }
    if noun.infinitive
        && word == "to"
        && s.is_word(at + 1)
        && !words::is_determiner(s.norm(at + 1))
        && !s.lexed.tokens()[at + 1].capital
    {
        let stop = (at + 2..s.end.min(at + 60)).find(|&i| (s.norm(i) == "," || s.is_finite(i)) && !s.quoted(i));
        let stop = stop.unwrap_or(s.end.min(at + 60));
        let end = trim_end(s, at, stop);
        return (end > at + 1).then_some((at..end, false));
    }
    if noun.prepositions.contains(&word) {
        let end = s.noun_phrase(at + 1, s.end, Reach::Long);
        return (end > at + 1).then_some((at + 1..end, true));
    }
    None
}

/// "the mayor's", "his", "Iranian" before the noun and its adjectives.
fn possessor(s: &Sentence<'_>, noun: usize) -> Option<Range<usize>> {
    let floor = s.start.max(noun.saturating_sub(4));
    let mut at = noun;
    while at > floor {
        let before = at - 1;
        let word = s.norm(before);
        if one_of(word, "his their its her our my") {
            return Some(before..at);
        }
        if s.kind(before) == Some(TokenKind::Clitic) {
            if s.is_verb_clitic(before) {
                return None;
            }
            return noun_before(s, before).or_else(|| phrase_until(s, before));
        }
        if !s.is_word(before)
            || words::is_determiner(word)
            || words::is_preposition(word)
            || words::is_coordinator(word)
            || s.is_finite(before)
            || s.is_auxiliary(before)
        {
            return None;
        }
        at = before;
    }
    None
}

/// "made the decision", "has no plans": the subject, and where the verb begins.
fn light_verb(s: &Sentence<'_>, noun: usize) -> Option<(Range<usize>, usize)> {
    let floor = s.start.max(noun.saturating_sub(5));
    let verb = (floor..noun).rev().find(|&at| {
        s.is(
            at,
            word_list!(
                "has have had made makes make making gave gives issued issues reached received took \
             announced unveiled expressed expresses voiced"
            ),
        )
    })?;
    if s.is(verb, "received")
        || (verb + 1..noun).any(|at| s.kind(at) != Some(TokenKind::Word) || words::is_preposition(s.norm(at)))
    {
        return None;
    }
    let mut start = verb;
    while start > s.start
        && (s.is_auxiliary(start - 1) || s.is_adverb(start - 1) || words::is_negation(s.norm(start - 1)))
    {
        start -= 1;
    }
    phrase_until(s, start).map(|subject| (subject, start))
}

/// Nouns that report speech even where nobody is named.
fn speaks_for_itself(s: &Sentence<'_>, at: usize, noun: &CueNoun) -> bool {
    (noun.stance == Stance::Doubtful && s.norm(at) != "argument" && s.norm(at) != "arguments")
        || s.is(at, word_list!("reports report calls news warnings warning word demands criticism"))
}
