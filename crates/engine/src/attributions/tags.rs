//! Tags: a source and a verb of saying after, or between, what was said.

use std::ops::Range;

use super::content::{self, can_begin, end_after, trim_end};
use super::cue::Cue;
use super::draft::Draft;
use super::grammar::Sentence;
use super::inflect::Form;
use super::noun_phrase::Reach;
use super::rules;
use super::source;
use crate::words::{self, word_list};

/// "…, officials said": the content stands before the source, or around it.
pub(super) fn tag(s: &Sentence<'_>, cue: &Cue, source: &Range<usize>) -> Option<Draft> {
    let frames = cue.verb.frames;
    if !(frames.quotation || frames.clause && !frames.explicit) || source.start == s.start {
        return None;
    }
    let previous = source.start - 1;
    let comma = s.is(previous, ", — – --");
    let quoted = s.quotation_until(previous).is_some()
        || (comma && previous > s.start && s.quotation_until(previous - 1).is_some());
    let rest = after_addressee(s, cue);
    let end = trim_end(s, cue.tokens.end, s.end);
    if s.norm(previous) == "as" {
        return as_noted(s, cue, previous, rest, rest >= end);
    }
    if !(comma || quoted) {
        return None;
    }
    let before = content::before(s, source.start)?;
    // "Acme to cut 400 jobs, CEO says"
    let headline = s.block.sentences.len() == 1
        && (before.start + 1..before.end.min(before.start + 5)).any(|at| s.norm(at) == "to");
    let statement = quoted || headline || before.clone().any(|at| s.is_finite(at));
    let mut draft = Draft::new(rules::TAG, cue.verb.stance).cue(cue.tokens.clone());
    draft.content.extend(content::before_pause(s, &before));
    if rest >= end {
        return statement.then(|| draft.content(before));
    }
    if s.is(rest, ", : — – --") || s.quotation_from(rest).is_some() {
        let next = rest + usize::from(s.quotation_from(rest).is_none());
        let quotation = s.quotation_from(next);
        // "The plan, officials said, is dead": the verb of what was said comes after the tag.
        // "When, in fact, he replied, the tape was cut" is none; "In May, he said, the tape was cut" is one.
        let opens = words::is_subordinator(s.norm(before.start)) && !s.is(before.start, "as since");
        let clause = s.is_finite(next) || !opens && (next..end).any(|at| s.is_finite(at));
        let statement = statement || clause && s.norm(rest) == ",";
        if !statement {
            return None;
        }
        let goes_on =
            quotation.is_some() || (!quoted && s.norm(rest) == "," && can_begin(s, next) && !is_participle(s, next));
        // "In a video, he said, “…”": only the quotation is what was said.
        if quoted || quotation.is_none() || !begins_adjunct(s, before.start) {
            draft = draft.content(before);
        }
        if goes_on {
            draft = draft.content(next..end_after(s, next));
        }
        return (!draft.content.is_empty()).then_some(draft);
    }
    quoted.then(|| draft.content(before))
}

/// "As Arlen noted, the crane was old": the content is the main clause.
fn as_noted(s: &Sentence<'_>, cue: &Cue, at: usize, rest: usize, ends: bool) -> Option<Draft> {
    let draft = Draft::new(rules::TAG, cue.verb.stance).cue(cue.tokens.clone());
    if at == s.start || (at == s.start + 1 && words::is_coordinator(s.norm(s.start))) {
        let content = rest + 1..end_after(s, rest + 1);
        return (s.norm(rest) == "," && !content.is_empty()).then(|| draft.content(content));
    }
    if ends && s.norm(at - 1) == "," {
        return content::before(s, at).map(|content| draft.content(content));
    }
    None
}

/// Whether what begins here says when, where or to what something was said: "In a video", "Asked about it".
fn begins_adjunct(s: &Sentence<'_>, at: usize) -> bool {
    let word = s.norm(at);
    words::is_preposition(word)
        || s.is(at, word_list!("when while as asked questioned pressed quoted"))
        || word.len() > 5 && word.ends_with("ing") && s.lexed.tokens()[at].capital
}

fn is_participle(s: &Sentence<'_>, at: usize) -> bool {
    s.cue_verb(at).is_some_and(|(_, verb)| verb.form == Form::Ing)
        || s.norm(at).ends_with("ing")
        || s.is(at, "who which according but and while")
}

/// Past the addressee and the time of a cue: "told reporters in Rome on Friday".
fn after_addressee(s: &Sentence<'_>, cue: &Cue) -> usize {
    let mut at = cue.tokens.end;
    if cue.verb.frames.addressee && s.norm(at) != "that" {
        at = s.noun_phrase(at, s.end, Reach::Short).max(at);
    }
    s.skip_adverbials(at)
}

/// "…," said the mayor.
pub(super) fn inverted(s: &Sentence<'_>, cue: &Cue) -> Option<Draft> {
    if !cue.verb.frames.quotation
        || !matches!(cue.verb.form, Form::Past | Form::Third)
        || cue.tokens.len() > 2
        || cue.tokens.start == s.start
    {
        return None;
    }
    let previous = cue.tokens.start - 1;
    let quoted = s.quotation_until(previous).is_some()
        || (s.norm(previous) == "," && previous > s.start && s.quotation_until(previous - 1).is_some());
    let plain = s.norm(previous) == ","
        && s.is(cue.head, word_list!("said says added wrote writes reported reports explained noted"));
    if !(quoted || plain) {
        return None;
    }
    let source = source::inverted(s, cue.tokens.end)?;
    if s.is_finite(source.end) || s.is(source.end, "that to") {
        return None;
    }
    let rest = s.skip_adverbials(source.end);
    let end = trim_end(s, cue.tokens.end, s.end);
    let before = content::before(s, cue.tokens.start)?;
    if !quoted {
        // "Smith, who met him, said the plan": what lies before must be a clause, and what follows must not.
        let clause = (before.start..before.end).any(|at| s.is_finite(at)) && !s.is_finite(rest);
        let ends = rest >= end || s.is(rest, ", .") || s.is(source.end, "in on at during");
        if !clause || !ends || last_segment_is_aside(s, cue.tokens.start - 1) {
            return None;
        }
    }
    let mut draft = Draft::new(rules::INVERTED_TAG, cue.verb.stance).cue(cue.tokens.clone());
    draft.content.extend(content::before_pause(s, &before));
    draft = draft.content(before);
    let next = rest + usize::from(s.is(rest, ", : — –"));
    if s.quotation_from(next).is_some() {
        draft = draft.content(next..end_after(s, next));
    }
    Some(draft.source(source))
}

/// ", a spokesman, said": what the comma closes is an aside without a verb.
fn last_segment_is_aside(s: &Sentence<'_>, comma: usize) -> bool {
    let open = (s.start..comma).rev().find(|&at| s.norm(at) == "," && !s.quoted(at));
    open.is_some_and(|open| s.is(open + 1, "who which a an") || !(open + 1..comma).any(|at| s.is_finite(at)))
}
