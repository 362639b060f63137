//! Whose words they are: the subject of a cue verb, the noun phrase after an inverted one, and what sort of source it is.

use std::ops::Range;

use super::cue::Cue;
use super::grammar::Sentence;
use super::inflect::Form;
use super::lexicon::lexicon;
use super::noun_phrase::Reach;
use super::source_class::head_noun;
use super::subject_phrase::{phrase_until, within_name};
use crate::people::is_role;
use crate::token::TokenKind;
use crate::words::{self, WordList, one_of, word_list};

/// Who is the subject of a cue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// These words, with what lies between them and the cue and tells how the source spoke ("speaking to Fox News").
    Words { source: Range<usize>, via: Option<Range<usize>> },
    /// Nobody is named here: "…, adding that", "and said".
    Shared,
}

/// The subject before a cue.
pub(super) fn subject(s: &Sentence<'_>, cue: &Cue) -> Option<Subject> {
    let end = cue.tokens.start;
    if end == s.start {
        return (!cue.finite).then_some(Subject::Shared);
    }
    let before = end - 1;
    let word = s.norm(before);
    if !cue.finite {
        if s.is(before, ", — – - and but by while after before without when then ;")
            || s.kind(before) == Some(TokenKind::Quote)
        {
            return Some(Subject::Shared);
        }
        // "a letter saying that": only behind a noun that can speak.
        let source = phrase_until(s, end).or_else(|| noun_before(s, end))?;
        let head = head_noun(s, &source);
        // "a reporting station", "worth noting"
        let announced = s.is(cue.tokens.end, "that how : ,") || s.kind(cue.tokens.end) == Some(TokenKind::Quote);
        if lexicon().source_class(head).is_some() {
            return Some(Subject::Words { source, via: None });
        }
        return (announced && word != "worth").then_some(Subject::Shared);
    }
    if one_of(word, "and but or then") {
        return Some(Subject::Shared);
    }
    if matches!(word, "who" | "which") {
        return antecedent(s, before).map(|source| Subject::Words { source, via: None });
    }
    if word == "that" && end >= s.start + 2 {
        return phrase_until(s, before).map(|source| Subject::Words { source, via: None });
    }
    if one_of(word, ", ) — – --") {
        return interrupted(s, before);
    }
    phrase_until(s, end).map(|source| Subject::Words { source, via: None })
}

/// "the officials who said", "Arlen, a lawyer, who said": whom the relative pronoun stands for.
fn antecedent(s: &Sentence<'_>, relative: usize) -> Option<Range<usize>> {
    if relative == s.start {
        return None;
    }
    if s.norm(relative - 1) != "," {
        return phrase_until(s, relative).or_else(|| noun_before(s, relative));
    }
    let nearest = || noun_before(s, relative - 1);
    let clause = || phrase_until(s, relative - 1);
    let which = s.norm(relative) == "which";
    let phrase = if which { nearest().or_else(clause) } else { clause().or_else(nearest) }?;
    Some(with_apposed_name(s, phrase))
}

/// "Despite a report urging": the noun phrase right before `end` where a preposition stands before it.
pub(super) fn noun_before(s: &Sentence<'_>, end: usize) -> Option<Range<usize>> {
    let floor = s.start.max(end.saturating_sub(12));
    let inside = |at: &usize| {
        s.is_word(*at) && !words::is_preposition(s.norm(*at)) && !words::is_subordinator(s.norm(*at)) || s.joins(*at)
    };
    let start = (floor..end).rev().take_while(inside).last()?;
    (s.noun_phrase(start, end, Reach::Short) == end).then_some(start..end)
}

/// "Smith, a spokesman, said": the subject before what is set off by a mark that closes at `close`.
fn interrupted(s: &Sentence<'_>, close: usize) -> Option<Subject> {
    let mark = s.norm(close);
    let opens = |at: usize| if mark == ")" { s.norm(at) == "(" } else { s.norm(at) == mark };
    let from = s.start.max(close.saturating_sub(40));
    let open = (from..close).rev().find(|&at| opens(at) && !within_name(s, at))?;
    let inside = open + 1..close;
    if inside.is_empty() || open == s.start || (s.kind(open - 1) == Some(TokenKind::Quote)) {
        return None;
    }
    if mark == ")" {
        return phrase_until(s, open).map(|source| Subject::Words { source: source.start..close + 1, via: None });
    }
    let source = with_apposed_name(s, phrase_until(s, open)?);
    let first = inside.start;
    let word = s.norm(first);
    let channel = (inside.start..inside.end.min(inside.start + 5)).find_map(|at| channel(s, at..inside.end));
    if channel.is_some() {
        return Some(Subject::Words { source, via: channel });
    }
    let aside = s.is_adverb(first)
        || s.begins_time(first)
        || words::is_subordinator(word) && !s.is(first, "who which")
        || words::is_coordinator(word)
        || (words::is_preposition(word) && word != "of" && word != "from")
        || s.cue_verb(first).is_some_and(|(_, verb)| verb.form == Form::Ing)
        || (s.is_word(first) && word.ends_with("ing") && !s.is(first, OFFICES))
        || (word.ends_with("ed") && words::is_preposition(s.norm(first + 1)));
    if aside {
        return Some(Subject::Words { source, via: None });
    }
    Some(Subject::Words { source: source.start..close, via: None })
}

/// "Arlen, a lawyer for the port, who was there, said": the name before an apposition.
fn with_apposed_name(s: &Sentence<'_>, phrase: Range<usize>) -> Range<usize> {
    if phrase.start < s.start + 2 || s.norm(phrase.start - 1) != "," || s.is_name(phrase.start) {
        return phrase;
    }
    match phrase_until(s, phrase.start - 1) {
        Some(name) if name.len() <= 6 && s.is_name(name.end - 1) => name.start..phrase.end,
        _ => phrase,
    }
}

/// "a recent statement from the mayor": who made the statement.
pub(super) fn author(s: &Sentence<'_>, source: &Range<usize>) -> Option<Range<usize>> {
    let by = source.clone().find(|&at| s.is(at, "by from"))?;
    let statement = by > source.start
        && s.is(by - 1, word_list!("statement statements remarks comments message letter tweet post"));
    (statement && by + 1 < source.end).then_some(by + 1..source.end)
}

/// "speaking to Fox News", "relayed through Iranian media", "reported by Axios": the channel's name.
pub(super) fn channel(s: &Sentence<'_>, inside: Range<usize>) -> Option<Range<usize>> {
    let first = inside.start;
    let passed_on =
        s.is(first, word_list!("relayed carried reported quoted cited published broadcast aired released posted"));
    let speaking = s.is(first, "speaking talking");
    let preposition =
        if passed_on { s.is(first + 1, "by through via on in") } else { speaking && s.is(first + 1, "to with") };
    if !preposition {
        return None;
    }
    let end = s.noun_phrase(first + 2, inside.end, Reach::Short);
    (end > first + 2 && !s.begins_time(first + 2)).then_some(first + 2..end)
}

/// Participles that begin the name of an office: "acting director".
const OFFICES: &WordList = word_list!("acting managing founding leading ranking presiding visiting");

/// The noun phrase after an inverted cue, with its apposition: "said John Smith, a spokesman for the ministry".
pub(super) fn inverted(s: &Sentence<'_>, from: usize) -> Option<Range<usize>> {
    let mut end = s.noun_phrase(from, s.end, Reach::Long);
    if end == from || !s.begins_noun_phrase(from) {
        return None;
    }
    // "Berg in a note to clients", "Berg at an event": where and when somebody spoke.
    let occasion = |at: usize| {
        s.is(at, "in at during") && (at + 1..end.min(at + 7)).any(|i| s.is(i, OCCASIONS)) && s.norm(at + 1) != "charge"
    };
    if let Some(at) = (from + 1..end).find(|&at| occasion(at)) {
        return Some(from..at);
    }
    if s.norm(end) == "," && begins_apposition(s, end + 1) {
        let closes = |at: usize| s.is(at, ", . ; — – -- :") || s.kind(at) == Some(TokenKind::Quote);
        let close = (end + 1..s.end).find(|&at| closes(at)).unwrap_or(s.end);
        // "Nora Arlen, 24, from Rome"
        let aged = s.kind(end + 1) == Some(TokenKind::Number) && close == end + 2 && s.norm(close) == ",";
        let close = if aged && s.is(close + 1, "a an from of the") {
            (close + 1..s.end).find(|&at| closes(at)).unwrap_or(s.end)
        } else {
            close
        };
        // "Calderwood, MD, president of the society": one more that says who it is.
        let close = if s.norm(close) == "," && close <= end + 4 && begins_office(s, close + 1) {
            (close + 1..s.end).find(|&at| closes(at)).unwrap_or(s.end)
        } else {
            close
        };
        let verb = (end + 1..close).find(|&at| s.is_finite(at));
        if verb.is_none_or(|verb| (end + 1..verb).any(|at| s.is(at, "who that which"))) {
            end = close;
        }
    } else if s.norm(end) == "who" {
        end = (end..s.end).find(|&at| s.is(at, ", . ;")).unwrap_or(s.end);
    }
    Some(from..end)
}

/// Where people speak and write.
const OCCASIONS: &WordList = word_list!(
    "statement interview release report analysis email e-mail note post blog speech letter memo tweet event \
     conference briefing hearing debate meeting call"
);

/// "president of the society", "the top Democrat", "who leads it" behind a comma.
fn begins_office(s: &Sentence<'_>, at: usize) -> bool {
    s.is(at, "the a an who of from") || is_role(s.norm(at)) || (at..at + 4).any(|i| is_role(s.norm(i))) && s.is_word(at)
}

/// Whether what follows the comma after a name says who that is.
fn begins_apposition(s: &Sentence<'_>, at: usize) -> bool {
    let word = s.norm(at);
    let participle = word.ends_with("ing") && !s.lexed.tokens()[at].capital && !s.is(at, OFFICES);
    word == "who" || s.begins_noun_phrase(at) && !words::is_subject_pronoun(word) && !s.begins_time(at) && !participle
}

/// The subject of the clause that `at` belongs to, read from where the clause begins.
pub(super) fn clause_subject(s: &Sentence<'_>, at: usize) -> Option<Range<usize>> {
    let mut start = s.start;
    // Past what opens the sentence: "In a speech on Friday, …".
    for _ in 0..3 {
        let word = s.norm(start);
        if s.kind(start) == Some(TokenKind::Quote) {
            return None;
        }
        let opens = words::is_preposition(word)
            || words::is_subordinator(word)
            || words::is_coordinator(word)
            || s.is_adverb(start)
            || s.begins_time(start)
            || word.ends_with("ing");
        if !opens {
            break;
        }
        if words::is_coordinator(word) && s.norm(start + 1) != "," {
            start += 1;
            continue;
        }
        start = (start..at).find(|&i| s.norm(i) == ",")? + 1;
    }
    let mut end = s.noun_phrase(start, at, Reach::Long);
    if end == start || end >= at {
        return None;
    }
    if s.norm(end) == "," {
        let close = (end + 1..at.min(end + 40)).find(|&i| s.norm(i) == ",")?;
        if !s.is_finite(close + 1) && !s.is_adverb(close + 1) {
            return None;
        }
        if !words::is_preposition(s.norm(end + 1)) && !s.begins_time(end + 1) {
            end = close;
        }
        return Some(start..end);
    }
    (s.is_finite(end) || s.is_adverb(end)).then_some(start..end)
}
