//! Cues in the passive: "was told that", "reported by".

use std::ops::Range;

use super::content::end_after;
use super::cue::Cue;
use super::draft::Draft;
use super::grammar::Sentence;
use super::lexicon::Condition;
use super::noun_phrase::Reach;
use super::rules;
use super::source::{Subject, subject};
use super::source_class::has_source_noun;
use super::subject_phrase::phrase_until;
use crate::words;
use reportedly_document::Stance;

/// "was told that", "was criticized by", "was accused of".
#[inline(never)]
pub(super) fn passive(s: &Sentence<'_>, cue: &Cue) -> Option<Draft> {
    let frames = cue.verb.frames;
    let from = cue.tokens.end;
    if let Some(preposition) = reproach(s.norm(cue.head))
        && let Some(draft) = reproached(s, cue, preposition)
    {
        return Some(draft);
    }
    let draft = Draft::new(rules::PASSIVE, cue.verb.stance);
    if s.norm(from) == "as" && s.norm(from + 1) == "saying" {
        let at = from + 2 + usize::from(s.is(from + 2, ": ,"));
        let source = phrase_until(s, cue.tokens.start)?;
        let end = end_after(s, at);
        return (end > at).then(|| draft.cue(cue.tokens.start..from + 2).content(at..end).source(source));
    }
    if s.norm(from) == "by" {
        let end = s.noun_phrase(from + 1, s.end, Reach::Short);
        let content = phrase_until(s, cue.tokens.start)?;
        if s.norm(end) == "that" && frames.clause {
            let content = end..end_after(s, end);
            return Some(draft.cue(cue.tokens.start..from + 1).content(content).source(from + 1..end));
        }
        if end == from + 1 || !frames.noun || frames.condition != Condition::None || cue.verb.stance == Stance::Mental {
            return None;
        }
        return Some(draft.cue(cue.tokens.start..from + 1).content(content).source(from + 1..end));
    }
    let later = s.skip_adverbials(from);
    let at = if s.is(from, "that to of with") { from } else { later };
    // What "is believed" is a hedge and nobody's statement.
    let found = frames.explicit || frames.speaker;
    if s.norm(at) == "that" && frames.clause && !found && cue.verb.stance != Stance::Mental {
        let end = end_after(s, at);
        return (end > at + 1).then(|| draft.cue(cue.tokens.clone()).content(at..end));
    }
    // "is said to own", "were reported to be safe": nobody says it here.
    if s.norm(from) == "to" && s.is(cue.head, "said reported alleged rumored rumoured") && s.is_word(from + 1) {
        let end = end_after(s, from);
        return (end > from + 1)
            .then_some(draft.cue(cue.tokens.clone()).content(phrase_until(s, cue.tokens.start)?).content(from..end));
    }
    // "was asked why"
    if s.norm(cue.head) == "asked" && s.is(from, QUESTIONS) {
        let end = end_after(s, from);
        return (end > from + 1).then(|| draft.cue(cue.tokens.clone()).content(from..end));
    }
    let ordered = frames.addressee && frames.infinitive && cue.verb.stance != Stance::Mental;
    if s.norm(at) == "to" && ordered {
        let end = end_after(s, at);
        return (end > at + 1).then(|| draft.cue(cue.tokens.clone()).content(at..end));
    }
    None
}

/// "Asked why the crane fell, the mayor left": at the beginning of a sentence.
#[inline(never)]
pub(super) fn asked(s: &Sentence<'_>, at: usize) -> Option<Draft> {
    let opens = at == s.start || at == s.start + 1 && s.norm(s.start) == "when";
    if !opens || s.norm(at) != "asked" || !s.is(at + 1, QUESTIONS) {
        return None;
    }
    let comma = (at + 2..s.end.min(at + 40)).find(|&i| s.norm(i) == "," && !s.quoted(i))?;
    Some(Draft::new(rules::PASSIVE, Stance::Neutral).cue(at..at + 1).content(at + 1..comma))
}

/// What indirect questions begin with.
const QUESTIONS: &str = "if whether why how what who when where which";

/// The preposition before what somebody is accused of.
fn reproach(verb: &str) -> Option<&'static str> {
    match verb {
        "accused" => Some("of"),
        "blamed" | "criticized" | "criticised" | "condemned" | "denounced" | "praised" => Some("for"),
        _ => None,
    }
}

/// "Dunn was accused by rivals of taking bribes": who accuses is the source; the accused and the deed are what is said.
fn reproached(s: &Sentence<'_>, cue: &Cue, preposition: &str) -> Option<Draft> {
    let from = cue.tokens.end;
    let by = s.norm(from) == "by";
    let deed = (from..s.end.min(from + 16)).find(|&at| s.norm(at) == preposition)?;
    let between = from + usize::from(by)..deed;
    let fits = if by {
        !between.is_empty() && s.noun_phrase(between.start, between.end, Reach::Long) == between.end
    } else {
        // "on Tuesday", "repeatedly"
        between.is_empty() || s.is_adverb(from) || s.begins_time(from) || s.begins_time(from + 1)
    };
    let end = end_after(s, deed);
    if !fits || between.clone().any(|at| s.is_finite(at)) || end <= deed + 1 {
        return None;
    }
    let stance = if preposition == "of" { Stance::Doubtful } else { cue.verb.stance };
    let draft = Draft::new(rules::ACCUSED_OF, stance).cue(cue.tokens.start..from + usize::from(by));
    let accused = accused(s, cue)?;
    // "Neither of them has been accused": nobody accuses them.
    if accused.clone().chain(cue.tokens.clone()).any(|at| words::is_negation(s.norm(at)) || s.is(at, "none nobody")) {
        return None;
    }
    let draft = draft.content(accused);
    Some(match accuser_behind(s, preposition, deed..end) {
        _ if by => draft.content(deed..end).source(between),
        Some(by) => {
            let mut draft = draft.content(deed..by).source(by + 1..end);
            draft.cue.push(by..by + 1);
            draft
        }
        None => draft.content(deed..end),
    })
}

/// The subject of the passive.
fn accused(s: &Sentence<'_>, cue: &Cue) -> Option<Range<usize>> {
    let before = cue.tokens.start.checked_sub(1).filter(|&at| at >= s.start)?;
    if s.is(before, "who which") {
        let end = if before > s.start && s.norm(before - 1) == "," { before - 1 } else { before };
        return phrase_until(s, end);
    }
    // "Dunn, of Hallworth, was accused"
    match subject(s, cue)? {
        Subject::Words { source, .. } => Some(source),
        Subject::Shared => None,
    }
}

/// "blamed for the crash by its auditors": who accuses, behind the deed. "Accused of being hit by police" is left alone, as
/// these may be part of the deed.
fn accuser_behind(s: &Sentence<'_>, preposition: &str, deed: Range<usize>) -> Option<usize> {
    let by = deed.clone().rev().find(|&at| s.norm(at) == "by").filter(|_| preposition == "for")?;
    let phrase = by + 1..deed.end;
    let speaks = s.entity_at(phrase.start).is_some() || has_source_noun(s, &phrase);
    (by > deed.start + 1 && speaks && s.noun_phrase(phrase.start, phrase.end, Reach::Long) == phrase.end).then_some(by)
}

/// "the plan, first proposed by the mayor"
pub(super) fn reported_by(s: &Sentence<'_>, cue: &Cue) -> Option<Draft> {
    let frames = cue.verb.frames;
    let by = cue.tokens.end;
    let end = s.noun_phrase(by + 1, s.end, Reach::Short);
    if end == by + 1 || !(frames.noun || frames.clause) {
        return None;
    }
    let mut content_end = cue.tokens.start;
    while content_end > s.start && (s.norm(content_end - 1) == "," || s.is_adverb(content_end - 1)) {
        content_end -= 1;
    }
    // "the figures reported by the companies" are theirs, and nobody says anything of them.
    let set_off = s.norm(content_end) == "," && content_end > s.start;
    if !set_off || (s.start..content_end).any(|at| s.is_finite(at)) {
        return None;
    }
    // "A statement, reported by Axios, dismissed the claims": the main verb makes this the way that it came.
    let named = !words::is_determiner(s.norm(content_end.saturating_sub(2)));
    let aside = s.norm(content_end) == "," && s.norm(end) == ",";
    if aside && named && Cue::match_at(s, end + 1).is_some_and(|cue| cue.finite) {
        return None;
    }
    let content = phrase_until(s, content_end)?;
    Some(Draft::new(rules::REPORTED_BY, cue.verb.stance).cue(cue.head..by + 1).content(content).source(by + 1..end))
}
