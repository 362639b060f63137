//! The noun phrase before a cue: how far back it reaches.

use std::ops::Range;

use super::grammar::Sentence;
use super::lexicon::lexicon;
use super::noun_phrase::Reach;
use crate::people::is_role;
use crate::token::TokenKind;
use crate::words::{self, WordList, one_of, word_list};

/// A subject is at most this long: what a rule looks at stays bounded.
const LONGEST: usize = 60;

/// A comma inside a name or a party label: "Smith, Jr.", "Casey, D-Pa."
pub(super) fn within_name(s: &Sentence<'_>, comma: usize) -> bool {
    s.is(comma + 1, "jr jr. sr. sr inc inc.")
}

/// The noun phrase that ends right before `end`: back to where its clause begins, less what opens the clause.
pub(super) fn phrase_until(s: &Sentence<'_>, end: usize) -> Option<Range<usize>> {
    let floor = s.start.max(end.saturating_sub(LONGEST));
    let mut start = end;
    let mut listed = false;
    while start > floor {
        let at = start - 1;
        listed |= at + 1 < end && matches!(s.norm(at), "and" | "or");
        if let Some(item) = listed.then(|| list_item(s, at)).flatten() {
            start = item;
            continue;
        }
        if is_reduced_relative(s, at, end) {
            start = at;
            continue;
        }
        if s.is_finite(at)
            && let Some(relative) = relative_before(s, at)
        {
            start = relative;
            continue;
        }
        // A pronoun is a whole subject, but for an object: "people who met you say".
        let object = at > floor && s.is_finite(at - 1) && relative_before(s, at - 1).is_some();
        if words::is_subject_pronoun(s.norm(at)) && s.norm(at) != "who" && !object {
            start = if at + 1 == end { at } else { start };
            break;
        }
        if let Some(nickname) = s.nickname(at) {
            start = nickname.start;
            continue;
        }
        if is_border(s, at, end) {
            break;
        }
        start = at;
    }
    let end = trim_time(s, start, end);
    let start = skip_openers(s, start, end);
    let phrase = start..end;
    let named = phrase.clone().any(|at| s.begins_noun_phrase(at) || s.norm(at) == "who");
    (named && !phrase.is_empty() && !words::is_preposition(s.norm(start))).then_some(phrase)
}

/// "two people briefed on the talks": a participle with its preposition behind a noun for people, and no other verb up to
/// the cue.
fn is_reduced_relative(s: &Sentence<'_>, at: usize, end: usize) -> bool {
    let participle = s.norm(at).ends_with("ed") || s.is(at, "close familiar aware");
    participle
        && at > s.start
        && at + 2 < end
        && words::is_preposition(s.norm(at + 1))
        && (s.is_plural(at - 1) || lexicon().source_class(s.norm(at - 1)).is_some())
        && !s.lexed.tokens()[at - 1].capital
        && !(at + 1..end).any(|i| s.is_finite(i) || s.kind(i) == Some(TokenKind::Punctuation) && !s.joins(i))
}

/// "Arlen, Bell and Cole said": the beginning of the item before the comma, in a list of names.
fn list_item(s: &Sentence<'_>, comma: usize) -> Option<usize> {
    if s.norm(comma) != "," {
        return None;
    }
    let mut start = comma;
    while start > s.start && (s.is_name(start - 1) && !words::is_preposition(s.norm(start - 1)) || s.joins(start - 1)) {
        start -= 1;
    }
    let bounded = start == s.start
        || s.kind(start - 1) == Some(TokenKind::Punctuation)
        || words::is_coordinator(s.norm(start - 1))
        || words::is_determiner(s.norm(start - 1));
    (start < comma && comma - start <= 5 && bounded && !s.begins_time(start)).then_some(start)
}

/// Where people speak.
const OCCASIONS: &WordList = word_list!(
    "statement interview speech post letter meeting tweet conference briefing email memo address message \
     debate rally hearing report event op-ed column call visit"
);

/// "people who met him": the relative pronoun whose verb this is.
fn relative_before(s: &Sentence<'_>, verb: usize) -> Option<usize> {
    let floor = s.start.max(verb.saturating_sub(5));
    for at in (floor..verb).rev() {
        if s.is(at, "who that which") {
            let after_noun = at > s.start && s.is_word(at - 1) && !s.is_finite(at - 1) && s.cue_verb(at - 1).is_none();
            return (after_noun && (s.norm(at) == "who" || at + 1 == verb)).then_some(at);
        }
        if !s.is_word(at) || s.is_finite(at) && !s.is_auxiliary(at) {
            return None;
        }
    }
    None
}

/// The end of a subject without the time of its speech: "the court on Friday", "Arlen last week".
fn trim_time(s: &Sentence<'_>, start: usize, end: usize) -> usize {
    let floor = start.max(end.saturating_sub(5)) + 1;
    let time = (floor..end).find(|&at| {
        let preposition = s.is(at, "on in at during") && s.begins_time(at + 1);
        (preposition || s.begins_time(at)) && s.skip_adverbials(at) >= end
    });
    let end = time.unwrap_or(end);
    // "the minister in a meeting with the envoy"
    let occasion = (start + 1..end).find(|&at| {
        s.is(at, "in at during")
            && words::is_determiner(s.norm(at + 1))
            && (at + 2..end.min(at + 6)).any(|i| s.is(i, OCCASIONS))
    });
    occasion.unwrap_or(end)
}

/// Whether a subject that ends before `end` cannot reach back over the token.
fn is_border(s: &Sentence<'_>, at: usize, end: usize) -> bool {
    let word = s.norm(at);
    match s.kind(at) {
        Some(TokenKind::Punctuation) => {
            if s.joins(at) || within_name(s, at) {
                return false;
            }
            match word {
                "(" | ")" | "[" | "]" => !parenthesis_is_closed(s, at, end),
                _ => true,
            }
        }
        Some(TokenKind::Quote) => true,
        Some(TokenKind::Word) => {
            if one_of(word, "who that which whose") && s.lexed.tokens()[at].glued {
                return true;
            }
            if one_of(word, "who that which") {
                // "people who know him said": the relative clause is part of the subject.
                let verb = s.is_finite(at + 1) || word == "who" && is_plain_verb(s, at + 1, end);
                return !(at > s.start && verb && at + 1 < end);
            }
            if matches!(word, "and" | "or") {
                return at == s.start || verb_before(s, at);
            }
            if one_of(word, "but yet nor so") {
                return true;
            }
            if word == "as" || (words::is_subordinator(word) && !one_of(word, "whom after before since")) {
                return true;
            }
            if one_of(word, "after before since until") {
                return true;
            }
            s.is_finite(at) && !(at > s.start && s.is(at - 1, "who that which"))
        }
        Some(TokenKind::Clitic) => s.is_verb_clitic(at),
        _ => false,
    }
}

/// "a man who works nights said": a verb behind "who" that could be a noun. Those who speak are one where no object follows:
/// "whom officials in Rome said", but "who studies bees said".
fn is_plain_verb(s: &Sentence<'_>, at: usize, end: usize) -> bool {
    let (word, next) = (s.norm(at), s.norm(at + 1));
    let speaks = lexicon().source_class(word).is_some() || is_role(word.strip_suffix('s').unwrap_or(word));
    let object = s.is_word(at + 1)
        && !(words::is_preposition(next) || words::is_coordinator(next) || s.is_adverb(at + 1) || s.is_finite(at + 1))
        && !s.is(at + 1, "there here familiar close");
    at + 1 < end && word.ends_with('s') && s.is_word(at) && !s.lexed.tokens()[at].capital && (!speaks || object)
}

fn parenthesis_is_closed(s: &Sentence<'_>, at: usize, end: usize) -> bool {
    if s.is(at, ") ]") {
        (s.start.max(at.saturating_sub(10))..at).any(|i| s.is(i, "( ["))
    } else {
        (at..end.min(at + 12)).any(|i| s.is(i, ") ]"))
    }
}

/// Whether a finite verb stands between `at` and the mark before it.
fn verb_before(s: &Sentence<'_>, at: usize) -> bool {
    (s.start.max(at.saturating_sub(25))..at)
        .rev()
        .take_while(|&i| {
            (s.kind(i) != Some(TokenKind::Punctuation) || s.joins(i)) && !words::is_subordinator(s.norm(i))
        })
        .any(|i| s.is_finite(i) || s.kind(i) == Some(TokenKind::Quote))
}

/// Past "But", "On Friday", "In a statement" and the like.
fn skip_openers(s: &Sentence<'_>, start: usize, end: usize) -> usize {
    let mut at = start;
    // The label of a picture is in no mark.
    if at == s.start && s.is(at, "image media photo picture video") && s.norm(at + 1) == "caption" && at + 2 < end {
        at += 2;
    }
    while at < end {
        let word = s.norm(at);
        if s.kind(at) == Some(TokenKind::Clitic)
            || words::is_coordinator(word)
            || (s.is_adverb(at) && !s.is(at, "all both first"))
            || one_of(
                word,
                word_list!(
                    "so though while as when if because perhaps maybe yes no well asked why how what \
                     where indeed"
                ),
            ) && word != "no"
        {
            at += 1;
        } else if s.begins_time(at) && s.skip_adverbials(at) < end {
            at = s.skip_adverbials(at).max(at + 1);
        } else if words::is_preposition(word) && at + 1 < end {
            let mut after =
                if s.begins_time(at + 1) { s.skip_adverbials(at) } else { s.noun_phrase(at + 1, end, Reach::Short) };
            if after >= end {
                // "In Washington officials said": the phrase must leave a subject.
                after = at + 1;
                while after < end
                    && !(after > at + 1
                        && s.begins_noun_phrase(after)
                        && s.lexed.tokens()[after].capital
                        && !s.lexed.tokens()[after - 1].capital)
                {
                    after += 1;
                }
                if after >= end {
                    return at;
                }
            }
            at = after.max(at + 1);
        } else {
            break;
        }
    }
    at
}
