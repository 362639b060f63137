//! Cues in the passive: "was told that", "reported by".

use super::content::end_after;
use super::cue::Cue;
use super::draft::Draft;
use super::grammar::Sentence;
use super::noun_phrase::Reach;
use super::rules;
use super::subject_phrase::phrase_until;
use crate::words;
use reportedly_document::Stance;

/// "was told that", "was criticized by", "was accused of".
pub(super) fn passive(s: &Sentence<'_>, cue: &Cue) -> Option<Draft> {
    let frames = cue.verb.frames;
    let from = cue.tokens.end;
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
        if end == from + 1 || !frames.noun || cue.verb.stance == Stance::Mental {
            return None;
        }
        return Some(draft.cue(cue.tokens.start..from + 1).content(content).source(from + 1..end));
    }
    let later = s.skip_adverbials(from);
    let at = if s.is(from, "that to of with") { from } else { later };
    // What "is believed" is a hedge and nobody's statement.
    if s.norm(at) == "that" && frames.clause && cue.verb.stance != Stance::Mental {
        let end = end_after(s, at);
        return (end > at + 1).then(|| draft.cue(cue.tokens.clone()).content(at..end));
    }
    let ordered = frames.addressee && frames.infinitive && cue.verb.stance != Stance::Mental;
    if s.norm(at) == "to" && ordered {
        let end = end_after(s, at);
        return (end > at + 1).then(|| draft.cue(cue.tokens.clone()).content(at..end));
    }
    if s.norm(cue.head) == "accused" && s.norm(from) == "of" {
        let end = end_after(s, from);
        return (end > from + 1).then(|| draft.cue(cue.tokens.clone()).content(from..end));
    }
    None
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
    if s.is(content_end.wrapping_sub(1), "as") {
        return None;
    }
    // "A statement, reported by Axios, dismissed the claims": the main verb makes this the way that it came.
    let named = !words::is_determiner(s.norm(content_end.saturating_sub(2)));
    let aside = s.norm(content_end) == "," && s.norm(end) == ",";
    if aside && named && Cue::at(s, end + 1).is_some_and(|cue| cue.finite) {
        return None;
    }
    let content = phrase_until(s, content_end)?;
    Some(Draft::new(rules::REPORTED_BY, cue.verb.stance).cue(cue.head..by + 1).content(content).source(by + 1..end))
}
