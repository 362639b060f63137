//! One kind for one name, and the mentions that no rule saw.

mod ballot;
pub(crate) mod rules;

use std::ops::Range;

use reportedly_document::EntityKind;

use crate::entities::{can_be_dropped, is_function_word, lexicon::LEXICON, rules as entity_rules};
use crate::lexed::Lexed;
use crate::mark::EntityMark;
use crate::people;
use crate::rules::Rule;
use crate::stable_sort::sort_by_key;
use crate::token::TokenKind;
use ballot::{Ballot, LONGEST};

/// What a mark is worth as evidence for the kind of its name.
const SURE: u32 = 6;
const LIKELY: u32 = 4;
const PART: u32 = 5;
const GUESS: u32 = 1;

/// Gives all mentions of one name the same kind, and finds mentions that no rule saw.
#[inline(never)]
pub(crate) fn unify(lexed: &Lexed, entities: &mut Vec<EntityMark>) {
    let ballot = vote(lexed, entities);
    entities.retain_mut(|mark| {
        if !is_guess(mark.rule) {
            return true;
        }
        if mark.tokens.len() == 1 && ballot.has_place_for(lexed.norm(mark.tokens.start)) {
            mark.kind = EntityKind::Group;
            mark.rule = rules::PEOPLE_OF;
            return true;
        }
        match ballot.winner(lexed, mark.tokens.clone()) {
            Some((kind, _)) if kind != mark.kind => {
                mark.kind = kind;
                mark.rule = rules::SAME_NAME;
                true
            }
            Some((_, weight)) if weight > GUESS => true,
            _ => mark.tokens.len() > 1 || !ballot.is_plain_word(lexed.norm(mark.tokens.start)),
        }
    });
    add_missed(lexed, &ballot, entities);
}

/// Collects what the marks say about each name.
#[inline(never)]
fn vote(lexed: &Lexed, entities: &[EntityMark]) -> Ballot {
    let mut ballot = Ballot::default();
    for (number, mark) in entities.iter().enumerate() {
        if matches!(mark.kind, EntityKind::Date | EntityKind::Money) {
            continue;
        }
        let worth = worth(mark.rule);
        ballot.add(lexed, mark.tokens.clone(), mark.kind, worth);
        if mark.kind == EntityKind::Person && mark.tokens.len() > 1 {
            let share = if is_guess(mark.rule) { GUESS } else { PART };
            let last = mark.tokens.end - 1;
            let mut last_name = last;
            // "al-Assad", "Ofori-Atta" and "van der Berg" are called so.
            while last_name > mark.tokens.start + 1 && lexed.tokens()[last_name].glued && last_name >= 2 {
                last_name -= 1;
            }
            ballot.add(lexed, last_name..last + 1, EntityKind::Person, share);
            if !lexed.tokens()[mark.tokens.start + 1].glued {
                ballot.add(lexed, mark.tokens.start..mark.tokens.start + 1, EntityKind::Person, share);
            }
        }
        // "Anti-Corruption Bureau (ACB)"
        if mark.tokens.len() > 1
            && let Some(short) = entities.get(number + 1).filter(|next| next.rule == entity_rules::ACRONYM)
            && short.tokens.start == mark.tokens.end + 1
            && lexed.raw(mark.tokens.end) == "("
        {
            ballot.add(lexed, short.tokens.clone(), mark.kind, SURE);
        }
    }
    for at in 0..lexed.tokens().len() {
        let token = lexed.tokens()[at];
        if token.kind == TokenKind::Word && !token.capital {
            ballot.see_plain(lexed.norm(at));
        }
    }
    ballot
}

/// Marks names that are known from elsewhere in the text.
#[inline(never)]
fn add_missed(lexed: &Lexed, ballot: &Ballot, entities: &mut Vec<EntityMark>) {
    let mut missed = Vec::new();
    let mut marked = entities.iter().peekable();
    for sentence in &lexed.article_sentences() {
        let mut at = sentence.start;
        while at < sentence.end {
            while marked.next_if(|mark| mark.tokens.end <= at).is_some() {}
            let limit = marked.peek().map_or(sentence.end, |mark| mark.tokens.start.min(sentence.end));
            if limit <= at {
                at = marked.peek().map_or(at + 1, |mark| mark.tokens.end.max(at + 1));
                continue;
            }
            let token = lexed.tokens()[at];
            let found = (token.capital && token.kind == TokenKind::Word)
                .then(|| {
                    (1..=LONGEST.min(limit - at)).rev().find_map(|length| {
                        let tokens = at..at + length;
                        if length == 1 && !token.upper && ballot.has_place_for(lexed.norm(at)) {
                            return Some(EntityMark {
                                tokens,
                                kind: EntityKind::Group,
                                confidence: None,
                                rule: rules::PEOPLE_OF,
                            });
                        }
                        let (kind, weight) = ballot.winner(lexed, tokens.clone())?;
                        let last = lexed.tokens()[at + length - 1];
                        let plain = length == 1
                            && (ballot.is_plain_word(lexed.norm(at))
                                || LEXICON.is_common(lexed.norm(at))
                                || is_function_word(lexed.norm(at))
                                || (weight < LIKELY && can_be_dropped(lexed, sentence, at)));
                        (weight > GUESS && last.capital && !plain).then_some(EntityMark {
                            tokens,
                            kind,
                            confidence: None,
                            rule: rules::SAME_NAME,
                        })
                    })
                })
                .flatten();
            at = found.as_ref().map_or(at + 1, |mark| mark.tokens.end);
            // Beside another capitalised word it may be a part of some longer name.
            missed.extend(found.filter(|mark| !is_beside_name(lexed, sentence, &mark.tokens)));
        }
    }
    if !missed.is_empty() {
        entities.append(&mut missed);
        sort_by_key(entities, |mark| mark.tokens.start as u64);
    }
}

/// Whether a capitalised word that is no ordinary one stands directly before or after.
fn is_beside_name(lexed: &Lexed, sentence: &Range<usize>, name: &Range<usize>) -> bool {
    let proper = |at: usize| {
        let norm = lexed.norm(at);
        let token = lexed.tokens()[at];
        token.kind == TokenKind::Word
            && token.capital
            && !LEXICON.is_common(norm)
            && !is_function_word(norm)
            && LEXICON.head(norm).is_none()
            && !people::is_title(norm)
            && !people::is_role(norm)
            && LEXICON.name_at(lexed, at, at + 1).is_none()
    };
    (name.start > sentence.start && proper(name.start - 1)) || (name.end < sentence.end && proper(name.end))
}

/// Whether a rule only guesses the kind.
pub(crate) fn is_guess(rule: Rule) -> bool {
    [
        entity_rules::NAME_GUESS,
        entity_rules::PERSON_GUESS,
        entity_rules::ACRONYM,
        entity_rules::PLACE_BY_CONTEXT,
        entity_rules::PERSON_BY_CONTEXT,
        entity_rules::ORGANIZATION_BY_CONTEXT,
        entity_rules::COMPANY,
    ]
    .contains(&rule)
}

fn worth(rule: Rule) -> u32 {
    if [entity_rules::NAME_GUESS, entity_rules::PERSON_GUESS, entity_rules::ACRONYM].contains(&rule) {
        GUESS
    } else if is_guess(rule) {
        LIKELY
    } else {
        SURE
    }
}
