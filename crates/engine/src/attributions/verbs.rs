//! Attributions whose cue is a verb.

use std::ops::Range;

use super::content::{before_main_verb, can_begin, end_after, end_of_phrase, trim_end, without_occasion};
use super::cue::Cue;
use super::draft::Draft;
use super::grammar::Sentence;
use super::inflect::Form;
use super::lexicon::Condition;
use super::noun_phrase::Reach;
use super::passives::{passive, reported_by};
use super::plausibility::{HYPOTHETICAL, can_show, can_speak, gives_no_answer, has_voice};
use super::rules;
use super::source::{self, Subject};
use super::tags::{inverted, tag};

use crate::rules::Rule;
use crate::token::TokenKind;
use crate::words::{self, one_of, word_list};

/// The attribution of a cue verb. `found` are those found before it in the same sentence; `spoken` says that the words
/// are somebody's own, so that "I" is not the author.
pub(super) fn attribution(s: &Sentence<'_>, cue: &Cue, found: &[Draft], spoken: bool) -> Option<Draft> {
    if gives_no_answer(s, cue) {
        return None;
    }
    if cue.passive {
        return passive(s, cue);
    }
    let by_whom = s.norm(cue.tokens.end) == "by" && !s.norm(cue.tokens.end + 1).ends_with("ing");
    if cue.verb.form == Form::Past && by_whom && !s.is(cue.head, "said responded concluded") {
        return reported_by(s, cue);
    }
    if let Some(draft) = inverted(s, cue) {
        return Some(draft);
    }
    let subject = source::subject(s, cue)?;
    let (source, via, shared) = match subject {
        Subject::Words { source, via } => (source, via, false),
        Subject::Shared => (shared_source(s, cue, found)?, None, true),
    };
    if !has_voice(s, &source, spoken) || cue.verb.frames.speaker && !can_show(s, &source) {
        return None;
    }
    // "…, showing that": what somebody does shows something.
    if shared && !cue.finite && cue.verb.frames.speaker {
        return None;
    }
    let mut draft = if shared { None } else { tag(s, cue, &source) };
    if draft.is_none() {
        let (content, rule) = after(s, cue, &source)?;
        let (content, channel) = without_occasion(s, content);
        // "would not propose it", "may call for it": nobody does.
        let unreal = |at: usize| words::is_negation(s.norm(at)) || s.is(at, HYPOTHETICAL);
        if rule == rules::SAID_OF && cue.tokens.clone().any(unreal) {
            return None;
        }
        // "may want to", "could agree to": nobody means to yet.
        if rule == rules::PLANS_TO && cue.tokens.clone().any(|at| s.is(at, HYPOTHETICAL)) {
            return None;
        }
        let loose = rule == rules::SAID_OF || rule == rules::PLANS_TO;
        if !cue.finite && loose && !can_speak(s, &source) {
            return None;
        }
        let rule = if !cue.finite && rule != rules::PLANS_TO { rules::PARTICIPLE } else { rule };
        draft = Some(Draft::new(rule, cue.verb.stance).cue(cue.tokens.clone()).content(content));
        if let Some(draft) = &mut draft {
            draft.via.extend(channel);
        }
    }
    let mut draft = draft?;
    // "a statement by the mayor denied": the mayor speaks, and the statement is part of the cue.
    match source::author(s, &source) {
        Some(author) if !shared => {
            draft.cue.push(source.start..author.start);
            draft.source.push(author);
        }
        _ => draft.source.push(source),
    }
    draft.via.extend(via);
    Some(draft)
}

/// Whether a cue is a participle behind a preposition, with a subject that is not said: "before voting", "by claiming".
pub(super) fn opens_adjunct(s: &Sentence<'_>, cue: usize) -> bool {
    cue > s.start
        && s.norm(cue).ends_with("ing")
        && s.is(cue - 1, word_list!("before after while without despite since when"))
}

/// The source that a cue without a subject of its own shares: that of the statement before it, or the subject of the clause.
fn shared_source(s: &Sentence<'_>, cue: &Cue, found: &[Draft]) -> Option<Range<usize>> {
    // "Police say she left before voting to close it": who acts in what was said is not who said it.
    let in_content = || found.iter().any(|draft| draft.content.iter().any(|part| part.contains(&cue.tokens.start)));
    if opens_adjunct(s, cue.tokens.start) && in_content() {
        return None;
    }
    // "Police told the court that Keel ran and allegedly shouted": nobody says of themselves what they allegedly said.
    if cue.tokens.clone().any(|at| s.is(at, "allegedly reportedly")) && !found.is_empty() {
        return None;
    }
    let before = found
        .iter()
        .rev()
        .find(|draft| draft.cue.iter().all(|part| part.end <= cue.tokens.start) && !draft.source.is_empty());
    if let Some(before) = before {
        return before.source.first().cloned();
    }
    if !cue.finite && (cue.head == s.start || s.kind(cue.head - 1) == Some(TokenKind::Quote)) {
        // "Calling the plan a mistake, she resigned."
        let comma = (cue.head..s.end).find(|&at| s.norm(at) == ",")?;
        let end = s.noun_phrase(comma + 1, s.end, Reach::Long);
        return (end > comma + 1 && (s.is_finite(end) || s.is_adverb(end))).then_some(comma + 1..end);
    }
    source::clause_subject(s, cue.tokens.start)
}

/// What stands behind a cue, and the rule that found it.
fn after(s: &Sentence<'_>, cue: &Cue, source: &Range<usize>) -> Option<(Range<usize>, Rule)> {
    let (content, rule) = reach(s, cue, source)?;
    let content = within_relative(s, cue, content, rule);
    let mut content = within_opening_clause(s, source, content);
    if rule == rules::PLANS_TO || rule == rules::SAID_OF {
        content.end = end_of_phrase(s, content.start, content.end);
    }
    (!content.is_empty()).then_some((content, rule))
}

/// ", who said he would leave, said": a relative clause ends where the main verb follows its comma.
fn within_relative(s: &Sentence<'_>, cue: &Cue, content: Range<usize>, rule: Rule) -> Range<usize> {
    let relative = cue.tokens.start.wrapping_sub(1);
    if !s.is(relative, "who which") {
        return content;
    }
    if s.norm(relative.wrapping_sub(1)) != "," {
        let end = before_main_verb(s, content.start, content.end, rule == rules::PLANS_TO || rule == rules::SAID_OF);
        return content.start..end;
    }
    let close = content.clone().find(|&at| s.norm(at) == "," && s.is_finite(at + 1) && !s.quoted(at));
    content.start..close.unwrap_or(content.end)
}

/// "While officials say the talks went well, others doubt it": the content ends with its clause.
fn within_opening_clause(s: &Sentence<'_>, source: &Range<usize>, content: Range<usize>) -> Range<usize> {
    let before = source.start.wrapping_sub(1);
    let opens = s.is(
        before,
        word_list!("while although though as when if because since after before even once despite amid following with"),
    ) && (before == s.start || s.is(before - 1, "even and but") && before == s.start + 1);
    if !opens || content.start < source.end || content.end > s.end {
        return content;
    }
    let comma = content
        .clone()
        .find(|&at| s.norm(at) == "," && (!s.quoted(at) || s.quotation_until(at + 1).is_some()) && at + 2 < s.end);
    match comma {
        Some(comma) if s.quoted(comma) => content.start..comma + 2,
        Some(comma) => content.start..comma,
        None => content,
    }
}

fn reach(s: &Sentence<'_>, cue: &Cue, source: &Range<usize>) -> Option<(Range<usize>, Rule)> {
    let frames = cue.verb.frames;
    let from = cue.tokens.end;
    if let Some(found) = begins(s, cue, from) {
        return Some(found);
    }
    if frames.addressee {
        let mut end = s.noun_phrase(from, s.end, Reach::Long);
        if s.norm(end) == "," && end > from {
            // "told Smith, the mayor, that"
            if let Some(close) = (end + 1..s.end.min(end + 15)).find(|&at| s.norm(at) == ",")
                && s.is(close + 1, "that to")
            {
                end = close + 1;
            }
        }
        if end > from {
            let explicit = |at: usize| {
                s.is(at, "that to : not whether if how why what")
                    || s.quotation_from(at).is_some()
                    || (s.norm(at) == "," && s.quotation_from(at + 1).is_some())
            };
            let short = s.noun_phrase(from, s.end, Reach::Short);
            for at in [short, end, s.skip_adverbials(short), s.skip_adverbials(end)] {
                if explicit(at)
                    && let Some((content, rule)) = begins(s, cue, at)
                {
                    // "asked **the firm to cancel**": whom somebody wants to act is part of what is wanted.
                    let acts = rule == rules::PLANS_TO;
                    let end = if acts { end_of_phrase(s, content.start, content.end) } else { content.end };
                    return Some((if acts { from } else { content.start }..end, rules::TOLD));
                }
            }
            // "asked the editor, over the phone on Sunday, “What do you want?”"
            if frames.quotation
                && let Some(mark) = (end..s.end.min(end + 30))
                    .find(|&at| s.is(at, ", :") && s.quotation_from(at + 1).is_some_and(|q| q.len() > 4))
                && !(end..mark).any(|at| s.is_finite(at))
            {
                return Some((mark + 1..end_after(s, mark + 1), rules::TOLD));
            }
            // "told reporters he was ready"
            if frames.quotation && frames.clause {
                let at = s.skip_adverbials(s.noun_phrase(from, s.end, Reach::Short));
                if at > from && s.begins_noun_phrase(at) && (at..s.end.min(at + 25)).any(|i| s.is_finite(i)) {
                    return Some((at..end_after(s, at), rules::TOLD));
                }
            }
        }
        if !frames.noun {
            return None;
        }
    }
    let later = s.skip_adverbials(from);
    if later > from
        && (frames.clause || frames.quotation || frames.infinitive)
        && let Some(found) = begins(s, cue, later)
    {
        return Some(found);
    }
    if !(frames.clause || frames.noun) {
        return None;
    }
    let at = if frames.clause && s.begins_time(from) { later } else { from };
    // "what they say is": the content stands before the cue, in a relative clause.
    let gerund = frames.noun && s.is_word(at) && s.norm(at).ends_with("ing");
    if !can_begin(s, at) || s.is(at, "by as without") || s.is_auxiliary(at) && !gerund {
        return None;
    }
    let end = end_after(s, at);
    // "said on the radio", "yelled at the crew"; but "said about 50 boats sank"
    let amount = s.kind(at + 1) == Some(TokenKind::Number) || s.is(at + 1, "least most all half");
    let inner = later > at && s.begins_noun_phrase(later) && (later + 1..end).any(|i| s.is_finite(i));
    if frames.clause && words::is_preposition(s.norm(at)) && !amount && !inner {
        return None;
    }
    let finite = is_clause(s, at, end, frames.speaker);
    // "said goodbye" is no statement, "said yes, it was over" is one, and so is a clause whose verb was not seen.
    let says = s.is(cue.head, "say says said") && end >= at + 3 && !words::is_preposition(s.norm(at));
    if says && !finite {
        return Some((at..end, rules::SAID_THAT));
    }
    if frames.clause
        && !frames.explicit
        && finite
        && !(words::is_preposition(s.norm(at)) && frames.noun && !frames.quotation)
    {
        let at = if words::is_preposition(s.norm(at))
            && later > at
            && s.begins_noun_phrase(later)
            && (later + 1..end).any(|i| s.is_finite(i))
        {
            later
        } else {
            at
        };
        return (at < end).then_some((at..end, rules::SAID_THAT));
    }
    if !frames.noun || !s.begins_noun_phrase(at) && !gerund {
        return None;
    }
    let as_what = matches!(frames.condition, Condition::As | Condition::Complement);
    let end = noun_content_end(s, at, end, as_what);
    let fits = match frames.condition {
        Condition::None => true,
        Condition::Speaker => can_speak(s, source),
        Condition::As => (at + 1..end).any(|i| s.norm(i) == "as"),
        // "what he called a farce"
        Condition::Complement => s.norm(source.start.wrapping_sub(1)) == "what" || has_complement(s, at, end),
        Condition::Infinitive => (at + 1..end.min(at + 15))
            .any(|i| s.norm(i) == "to" && (s.is_word(i + 1) || s.quotation_from(i + 1).is_some())),
    };
    if !fits {
        return None;
    }
    let pronoun_only =
        end == at + 1 && (words::is_subject_pronoun(s.norm(at)) || s.is(at, "him them her this that so me us"));
    (at < end && !pronoun_only).then_some((at..end, rules::SAID_OF))
}

/// "it a farce", "the vote “rigged”": what is spoken of, and behind it what is said of it.
fn has_complement(s: &Sentence<'_>, from: usize, end: usize) -> bool {
    let object = s.noun_phrase(from, end, Reach::Short);
    if (from + 1..end).any(|at| s.quotation_from(at).is_some()) {
        return true;
    }
    if object == from || object >= end || s.begins_time(object) {
        return false;
    }
    let word = s.norm(object);
    s.quotation_from(object).is_some()
        || s.is_word(object)
            && !(words::is_preposition(word)
                || words::is_coordinator(word)
                || words::is_subordinator(word)
                || words::is_subject_pronoun(word)
                || s.is_adverb(object)
                || s.is_finite(object)
                || word == "to"
                || word.ends_with("ing")
                || one_of(word, "back there here at"))
}

/// Whether a clause without "that" begins at the token: a subject, and then a verb.
fn is_clause(s: &Sentence<'_>, from: usize, end: usize, strict: bool) -> bool {
    let end = end.min(s.end);
    let subject = s.noun_phrase(from, end, Reach::Long);
    let verb = (from + 1..end.min(from + 30)).find(|&at| s.is_finite(at));
    // After a subject come its verb, or what is set off from it; an object is followed by something else.
    let fits = subject == from
        || s.is_finite(subject)
        || s.is_adverb(subject)
        || s.is(subject, "who that which ( — – --")
        || s.kind(subject) == Some(TokenKind::Quote);
    let set_off = |verb: usize| s.norm(subject) == "," && (subject + 1..verb).any(|at| s.norm(at) == ",");
    let pronoun = subject == from + 1 && words::is_subject_pronoun(s.norm(from));
    // "the charges and promised an inquiry": the verb is another one of the source.
    let other = verb.is_some_and(|verb| {
        let before = (from..verb).rev().find(|&at| !s.is_adverb(at));
        before.is_some_and(|at| words::is_coordinator(s.norm(at)))
    });
    !other
        && verb.is_some_and(|verb| {
            fits || set_off(verb)
                || !strict
                    && !pronoun
                    && !(subject..verb).any(|at| words::is_subordinator(s.norm(at)) || s.norm(at) == ",")
        })
}

/// A noun phrase that was said ends before what says why or when. `as_what` is whether "as" may say what it was called.
fn noun_content_end(s: &Sentence<'_>, from: usize, end: usize, as_what: bool) -> usize {
    let headline = s.block.sentences.len() == 1 && !s.is(s.block.tokens.end - 1, ". ! ? ” \"");
    let goes_on = |at: usize| match s.norm(at) {
        "because" | "since" | "after" | "before" | "when" | "while" | "until" | "although" | "though" | "unless" => {
            true
        }
        "amid" | "despite" => true,
        "as" => {
            let subject = s.noun_phrase(at + 1, s.end, Reach::Short);
            words::is_subject_pronoun(s.norm(at + 1))
                || subject > at + 1 && s.is_finite(subject)
                || headline && !as_what && subject > at + 1
        }
        _ => false,
    };
    let clause = (from + 1..end.min(s.end)).find(|&at| !s.quoted(at) && goes_on(at));
    clause.map_or(end, |at| trim_end(s, from, at))
}

/// A content that announces itself: by a quotation mark, "that", "to", "whether" or a colon.
fn begins(s: &Sentence<'_>, cue: &Cue, at: usize) -> Option<(Range<usize>, Rule)> {
    let frames = cue.verb.frames;
    let word = s.norm(at);
    let quotation_at = at + usize::from(matches!(word, ":" | ","));
    let quotes = frames.quotation || frames.noun && frames.condition == Condition::None || frames.clause;
    if let Some(quotation) = s.quotation_from(quotation_at).filter(|_| quotes) {
        let end = end_after(s, quotation_at).max(quotation.end.min(s.end));
        return Some((quotation_at..end, rules::SAID_QUOTE));
    }
    if word == ":" && (frames.quotation || frames.clause) && at + 1 < s.end {
        return Some((at + 1..end_after(s, at + 1), rules::SAID_THAT)).filter(|(content, _)| !content.is_empty());
    }
    let clause = frames.clause && (word == "that" || (word == "," && s.norm(at + 1) == "that"));
    if clause {
        let from = at + usize::from(word == ",");
        let end = end_after(s, from);
        return (end > from + 1).then_some((from..end, rules::SAID_THAT));
    }
    if (frames.clause || frames.noun) && one_of(word, "whether if how why what when where who") {
        // "knows how to", "know what it is": a skill, or what everybody does.
        let known = s.is(cue.head, "know knows knew known");
        if known && (s.norm(at + 1) == "to" || word != "how" && !s.is(cue.head.wrapping_sub(1), "i we not n't")) {
            return None;
        }
        if word == "when" && !frames.noun || (word == "if" && cue.verb.frames.infinitive && !frames.addressee) {
            return None;
        }
        let end = end_after(s, at);
        return (end > at + 1).then_some((at..end, rules::SAID_THAT));
    }
    let negated = word == "not" && s.norm(at + 1) == "to";
    if frames.infinitive && (word == "to" || negated) {
        let verb = at + 1 + usize::from(negated);
        // "asked not to be named" tells of the source, not of what it said.
        if s.norm(verb) == "be" && s.is(verb + 1, "named identified quoted") {
            return None;
        }
        if !s.is_word(verb)
            || s.begins_noun_phrase(verb) && (words::is_determiner(s.norm(verb)) || s.lexed.tokens()[verb].capital)
        {
            return None;
        }
        let end = end_after(s, at);
        return (end > at + 1).then_some((at..end, rules::PLANS_TO));
    }
    None
}
