//! What sort of source a noun phrase is.

use std::ops::Range;

use reportedly_document::{EntityKind, SourceClass};

use super::grammar::Sentence;
use super::lexicon::lexicon;
use crate::entities::lexicon::LEXICON;
use crate::people::is_role;
use crate::token::TokenKind;
use crate::words::{self, one_of};

/// Whether a noun in it names a source: "officials", "report".
pub(super) fn has_source_noun(s: &Sentence<'_>, phrase: &Range<usize>) -> bool {
    lexicon().source_class(head_noun(s, phrase)).is_some()
        || s.is(phrase.end - 1, "percent %")
        || s.kind(phrase.start) == Some(TokenKind::Number)
}

/// The noun that a phrase is about: the last before "of", "for", "who" and the like.
pub(super) fn head_noun<'a>(s: &Sentence<'a>, phrase: &Range<usize>) -> &'a str {
    let mut head = "";
    for at in phrase.clone() {
        let word = s.norm(at);
        let described = lexicon().source_class(head).is_some() && (word.ends_with("ed") || s.is(at, "familiar seen"));
        let ends = at > phrase.start
            && (described || words::is_preposition(word) || one_of(word, "who that which ,") || s.is_finite(at));
        if ends {
            break;
        }
        if s.is_word(at) {
            head = word;
        }
    }
    head
}

/// What sort of source these words are.
pub(super) fn class(s: &Sentence<'_>, source: Option<&Range<usize>>) -> SourceClass {
    let Some(source) = source.filter(|source| !source.is_empty()) else { return SourceClass::None };
    let pronoun = |word: &str| {
        words::is_subject_pronoun(word)
            || one_of(word, "him her them which himself herself themselves this that these those")
    };
    if source.len() == 1 && pronoun(s.norm(source.start)) {
        return SourceClass::Pronoun;
    }
    let anonymous = source.clone().any(|at| {
        one_of(s.norm(at), "anonymous anonymity unnamed unidentified")
            || lexicon().source_class(s.norm(at)) == Some(SourceClass::Anonymous) && !s.lexed.tokens()[at].capital
            || (s.norm(at) == "familiar" && s.norm(at + 1) == "with")
    });
    if anonymous || is_evasive(s, source) {
        return SourceClass::Anonymous;
    }
    let head_end = source
        .clone()
        .find(|&at| at > source.start && (words::is_preposition(s.norm(at)) || one_of(s.norm(at), "who that which")))
        .unwrap_or(source.end);
    let end = source.end;
    let is_name = |at: usize| {
        if at == s.start && !is_name_at_start(s, at, end) {
            return false;
        }
        // "The EU said": what describes another source is one of its own here.
        if at + 1 == head_end && s.is(at, "eu us uk u.s. u.k. gop") {
            return true;
        }
        let demonym = s.entity_at(at).is_some_and(|entity| entity.kind == EntityKind::Group);
        let dated = s.entity_at(at).is_some_and(|entity| matches!(entity.kind, EntityKind::Date | EntityKind::Money));
        s.is_name(at) && !demonym && !dated && !is_demonym(s.norm(at))
    };
    let head = source.start..head_end;
    let head_class = lexicon().source_class(head_noun(s, source));
    let named = |range: Range<usize>| range.into_iter().any(is_name);
    let last_is_name = head.clone().next_back().is_some_and(is_name);
    // "a spokesman for the ministry", "White House officials": an office, whatever names its complement has.
    match head_class {
        // "a New York Times report", "the Labor Department’s data"
        Some(SourceClass::Document) if !last_is_name => SourceClass::Document,
        // "China’s ministry", "the city’s police"
        Some(SourceClass::Official) if !last_is_name && has_possessive_name(s, &head) => SourceClass::Official,
        Some(class)
            if !last_is_name
                && named(head.clone())
                && class == SourceClass::Official
                && !ends_with_plain_institution(s, &head) =>
        {
            class
        }
        _ if named(head) => SourceClass::Named,
        Some(class)
            if source.clone().skip_while(|&at| s.norm(at) != ",").any(is_name) && class == SourceClass::Official =>
        {
            SourceClass::Named
        }
        Some(class) => class,
        None if named(source.clone()) => SourceClass::Named,
        None => SourceClass::Unspecified,
    }
}

/// Whether a word at the beginning of a sentence is a name: its capital does not tell.
fn is_name_at_start(s: &Sentence<'_>, at: usize, end: usize) -> bool {
    if s.entity_at(at).is_some() || s.lexed.tokens()[at].upper {
        return true;
    }
    let word = s.norm(at);
    let next_is_plain = at + 1 < end
        && s.is_word(at + 1)
        && !s.lexed.tokens()[at + 1].capital
        && !words::is_coordinator(s.norm(at + 1))
        && s.norm(at + 1) != "et";
    let common = lexicon().source_class(word).is_some() || is_role(word) || LEXICON.is_common(word);
    let describes = next_is_plain && !words::is_preposition(s.norm(at + 1)) && !s.norm(at + 1).starts_with('\'');
    !common && !describes
}

/// "One of the people", "two people briefed on the talks", "a person with knowledge": people who are not to be known.
fn is_evasive(s: &Sentence<'_>, source: &Range<usize>) -> bool {
    let mut words = source.clone();
    let Some(people) =
        words.find(|&at| s.is(at, "people person persons individual individuals officials official one sources aides"))
    else {
        return false;
    };
    let after = people + 1;
    let briefed = after < source.end
        && (s.is(after, "briefed familiar close involved")
            || s.norm(after) == "with" && (after..source.end).any(|at| s.norm(at) == "knowledge")
            || (after..source.end)
                .any(|at| s.is(at, "condition anonymously") || s.is(at, "declined asked") && s.is(at + 1, "to not")));
    // "One of the people", "the person": somebody spoken of before, whom the text does not name.
    let one_of_them = s.norm(people) == "one"
        && s.norm(after) == "of"
        && (after..source.end).any(|at| s.is(at, "people sources persons"))
        && !(after..source.end).any(|at| s.is(at, "who whose"));
    briefed && !(source.start..people).any(|at| s.entity_at(at).is_some_and(|entity| entity.kind == EntityKind::Person))
        || one_of_them
}

/// Whether a name with an apostrophe stands before the noun.
fn has_possessive_name(s: &Sentence<'_>, head: &Range<usize>) -> bool {
    head.clone().any(|at| s.kind(at) == Some(TokenKind::Clitic) && at > s.start && s.lexed.tokens()[at - 1].capital)
}

/// "the Biden administration": an institution that its name tells from others; "White House officials" are people.
fn ends_with_plain_institution(s: &Sentence<'_>, head: &Range<usize>) -> bool {
    head.clone().next_back().is_some_and(|at| {
        one_of(
            s.norm(at),
            "administration campaign government company firm group party team ministry department \
                 agency court police committee board council commission family bank union association \
                 organization organisation embassy office bureau delegation coalition military army",
        )
    })
}

/// "Iranian", "Republican": by the ending, where no entity mark tells.
fn is_demonym(word: &str) -> bool {
    (word.len() > 4
        && (word.ends_with("ian") || word.ends_with("ians") || word.ends_with("ese") || word.ends_with("ish")))
        || one_of(
            word,
            "american americans german germans french greek dutch israeli iraqi pakistani saudi \
                 afghan swiss democrats republicans democratic republican western european african \
                 mexican korean gop u.s. us uk eu",
        )
}
