//! How what a model found and what the rules found become one list of marks.

use std::ops::Range;

use reportedly_document::{EntityKind, Label};
use reportedly_net::Chunk;

use super::confidence;
use super::tagged::Found;
use crate::entities::lexicon::LEXICON;
use crate::entities::rules::{
    ACRONYM, ADDRESS, ADMINISTRATION, BYLINE, COMPANY, KNOWN_NAME, NAME_IN_CAPITALS, ORDINARY_GIVEN_NAME,
    ORGANIZATION_BY_CONTEXT, ORGANIZATION_HEAD, OTHER_HEAD, PLAYER, PRODUCT, TEAM, TITLED,
};
use crate::entities::{Casing, is_addressed};
use crate::lexed::Lexed;
use crate::lexicon::listed;
use crate::mark::{EntityMark, HedgeMark};
use crate::rules::Rule;
use crate::token::TokenKind;
use crate::words::{WordList, word_list};

/// What the page says of such a mark.
const ENTITY: Rule = Rule {
    id: "entity/model",
    why: listed!("A model that was trained on news marked by people found this to be a name."),
};

/// What the page says of a mark whose words the model found and whose kind a rule.
pub(super) const ACRONYM_FOUND: Rule = Rule {
    id: "entity/model-acronym",
    why: listed!(
        "A model that was trained on news marked by people found this to be a name; that it is written in capitals makes it an organization’s."
    ),
};

/// Dates and amounts of money from the rules, which have a grammar for them, and the names of which the guidelines say more
/// than the corpora do; all else from the model, but for the kind of acronyms.
#[inline(never)]
pub(crate) fn entities(lexed: &Lexed, found: &Found, by_rule: &[EntityMark], marks: &mut Vec<EntityMark>) {
    let sure = |mark: &EntityMark| EntityMark { confidence: Some(confidence::OF_FIRM), ..mark.clone() };
    let likely = |(_, probability): &&(Chunk, f32)| *probability >= confidence::LEAST_OF_ENTITY;
    let around = |mark: &EntityMark| {
        let first = found.chunks.partition_point(|(chunk, _)| chunk.tokens.end <= mark.tokens.start);
        let tokens = mark.tokens.clone();
        found.chunks[first..].iter().take_while(move |(chunk, _)| chunk.tokens.start < tokens.end).filter(likely)
    };
    let is_sure = |mark: &&EntityMark| {
        // "Dr Jeanne d'Arc Lund", "The Marvelous Mrs Lund": a longer name is the better one.
        let longer = |(chunk, _): &(Chunk, f32)| {
            chunk.tokens.start <= mark.tokens.start
                && mark.tokens.end <= chunk.tokens.end
                && chunk.tokens.len() > mark.tokens.len()
        };
        let part = (mark.kind == EntityKind::Person || mark.rule == OTHER_HEAD) && around(mark).any(longer);
        is_firm(lexed, mark) && !part || is_whole(lexed, mark, around(mark).map(|(chunk, _)| &chunk.tokens))
    };
    let firm: Vec<EntityMark> = by_rule.iter().filter(is_sure).map(sure).collect();
    let tokens = |mark: &EntityMark| mark.tokens.clone();
    let mark = |(Chunk { class, tokens }, probability): &(Chunk, f32)| {
        let at = by_rule.partition_point(|mark| mark.tokens.start < tokens.start);
        let same = by_rule.get(at).filter(|mark| mark.tokens == *tokens && mark.rule == ACRONYM);
        let (kind, rule) = match same {
            Some(mark) if mark.kind != EntityKind::ALL[*class] => (mark.kind, ACRONYM_FOUND),
            _ => (EntityKind::ALL[*class], ENTITY),
        };
        let confidence = Some(confidence::of_entity(*probability));
        EntityMark { tokens: tokens.clone(), kind, confidence, rule }
    };
    let mut joined = Vec::new();
    fill(firm, found.chunks.iter().filter(likely).map(mark), tokens, &mut joined);
    // Where the model found nothing, or what cannot be beside a firm mark, the rules may know better.
    let numbered = |(chunk, _): &(Chunk, f32)| lexed.tokens()[chunk.tokens.start].kind == TokenKind::Number;
    let is_overlooked = |mark: &&EntityMark| {
        is_spare(mark) && !around(mark).any(numbered) && (around(mark).next().is_some() || is_in_headline(lexed, mark))
    };
    let spare = by_rule.iter().filter(is_overlooked);
    fill(
        joined,
        spare.cloned().map(|mark| EntityMark { confidence: Some(confidence::OF_SAME_NAME), ..mark }),
        tokens,
        marks,
    );
}

/// The hedges of the rules, with what the model thinks of them.
pub(crate) fn hedges(found: &Found, by_rule: &[HedgeMark], marks: &mut Vec<HedgeMark>) {
    marks.extend(by_rule.iter().map(|mark| {
        let probability = found.probability_of(mark.tokens.start);
        HedgeMark { confidence: Some(confidence::of_hedge(probability)), ..mark.clone() }
    }));
}

/// Whether a mark stays whatever the model says.
///
/// "Trump administration", "The Times of Israel" and "U.S. Forces" are organizations as a whole (guidelines, table of
/// entities); most corpora mark the person, place or people in them.
fn is_firm(lexed: &Lexed, mark: &EntityMark) -> bool {
    let (first, last) = (mark.tokens.start, mark.tokens.end - 1);
    match mark.kind {
        EntityKind::Date | EntityKind::Money => true,
        EntityKind::Place => mark.rule == ADDRESS,
        EntityKind::Person => {
            [ORDINARY_GIVEN_NAME, NAME_IN_CAPITALS, BYLINE, PLAYER].contains(&mark.rule)
                || mark.rule == TITLED && is_addressed(lexed, first)
        }
        EntityKind::Other => {
            let named =
                LEXICON.name_at(lexed, first, mark.tokens.end).is_some_and(|(_, kind)| kind == EntityKind::Place);
            mark.rule == PRODUCT
                || mark.rule == OTHER_HEAD
                    && mark.tokens.len() > 2
                    && lexed.is(last, "championship championships finals marathon")
                || mark.rule == OTHER_HEAD && named && lexed.is(last, "festival marathon prix open awards week")
        }
        EntityKind::Organization => {
            mark.rule == TEAM
                || mark.rule == COMPANY
                || mark.rule == KNOWN_NAME && last == first && is_network(lexed, first)
                || mark.rule == ADMINISTRATION
                || mark.rule == KNOWN_NAME && lexed.raw(first) == "The"
                || mark.rule == ORGANIZATION_HEAD
                    && last > first
                    && lexed.is(last, "forces army navy marines guard")
                    && lexed.tokens()[first].capital
        }
        _ => false,
    }
}

/// Whether a mark of a rule that the model overlooked is likely a name in a headline, of which the model has read few, or beside a
/// firm mark.
fn is_spare(mark: &EntityMark) -> bool {
    let listed = mark.rule == KNOWN_NAME && matches!(mark.kind, EntityKind::Organization | EntityKind::Place);
    listed || [COMPANY, ORGANIZATION_BY_CONTEXT, ORGANIZATION_HEAD, OTHER_HEAD].contains(&mark.rule)
}

/// Whether a mark stands in a headline.
fn is_in_headline(lexed: &Lexed, mark: &EntityMark) -> bool {
    let blocks = lexed.blocks();
    let at = blocks.partition_point(|block| block.tokens.end <= mark.tokens.start);
    blocks
        .get(at)
        .is_some_and(|block| block.tokens.len() <= LONGEST_HEADLINE && Casing::of(lexed, block) == Casing::Title)
}

/// How many tokens a headline has.
const LONGEST_HEADLINE: usize = 30;

/// Whether a name that ends with what organizations or events are called is a whole of which the model found parts only:
/// "University of" and "Wyoming", "Paris" and "Fashion Week".
fn is_whole<'c>(lexed: &Lexed, mark: &EntityMark, mut parts: impl Iterator<Item = &'c Range<usize>>) -> bool {
    let last = mark.tokens.end - 1;
    let ends = |words| lexed.is(last, words);
    let named_after = (mark.tokens.start + 1..mark.tokens.end).any(|at| lexed.is(at, "of"));
    let listed = mark.rule == KNOWN_NAME && mark.kind == EntityKind::Organization;
    let sure = (mark.rule == ORGANIZATION_HEAD || listed) && (named_after || ends(ORGANIZATIONS))
        || mark.rule == OTHER_HEAD && ends(EVENTS);
    let inside =
        |part: &Range<usize>| mark.tokens.start <= part.start && part.end <= mark.tokens.end && *part != mark.tokens;
    let Some(first) = parts.next().filter(|_| sure) else { return false };
    lexed.tokens()[last].capital && inside(first) && parts.all(inside)
}

/// What the names of organizations end with, and of events.
const ORGANIZATIONS: &WordList = word_list!(
    "police department office court school district university college bank association institute \
     ministry commission agency authority council board committee federation union party foundation society academy corporation \
     center centre"
);
const EVENTS: &WordList =
    word_list!("finals week festival marathon prix cup open championship championships awards games");

/// Whether a word is the name of a network on which something is shared: "shared on Pinterest and Messenger".
fn is_network(lexed: &Lexed, at: usize) -> bool {
    let networks = "facebook instagram whatsapp messenger pinterest snapchat twitter tiktok linkedin reddit tumblr wechat weibo \
                    telegram discord mastodon bluesky viber skype";
    lexed.is(at, networks)
        && (at.saturating_sub(10)..at)
            .any(|before| lexed.is(before, word_list!("share shared sharing post posted posting sent send")))
        && lexed.tokens().get(at + 1).is_none_or(|next| !next.capital)
}

/// Appends all of `first` and those of `second` that overlap none of them, in the order of the text. Neither list has
/// overlaps of its own.
fn fill<M>(first: Vec<M>, second: impl Iterator<Item = M>, tokens: impl Fn(&M) -> Range<usize>, marks: &mut Vec<M>) {
    let mut first = first.into_iter().peekable();
    for mark in second {
        let Range { start, end } = tokens(&mark);
        let mut free = true;
        while let Some(before) = first.next_if(|before| tokens(before).end <= end) {
            free &= tokens(&before).end <= start;
            marks.push(before);
        }
        if free && first.peek().is_none_or(|next| end <= tokens(next).start) {
            marks.push(mark);
        }
    }
    marks.extend(first);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexed::lex;

    #[test]
    fn gaps_are_filled() {
        let check = |first: &[(usize, usize)], second: &[(usize, usize)], expected: &[(usize, usize)]| {
            let mut marks = Vec::new();
            fill(first.to_vec(), second.iter().copied(), |&(start, end)| start..end, &mut marks);
            assert_eq!(marks, expected);
        };
        check(&[(2, 4), (8, 9)], &[(0, 2), (4, 6), (9, 10)], &[(0, 2), (2, 4), (4, 6), (8, 9), (9, 10)]);
        check(&[(2, 4), (6, 9)], &[(0, 3), (3, 5), (5, 7), (8, 10)], &[(2, 4), (6, 9)]);
        check(&[(2, 3), (4, 5), (6, 7)], &[(1, 9)], &[(2, 3), (4, 5), (6, 7)]);
        check(&[(1, 9)], &[(2, 3), (4, 5), (9, 10)], &[(1, 9), (9, 10)]);
        check(&[], &[(1, 2)], &[(1, 2)]);
        check(&[(1, 2)], &[], &[(1, 2)]);
    }

    /// Marks that rules made and that a model found, and the list they become.
    fn check(text: &str, found: &[(Range<usize>, EntityKind)], expected: &[(&str, EntityKind)]) {
        let lexed = lex(text);
        let mut by_rule = Vec::new();
        crate::entities::find(&lexed, &lexed.blocks()[0], &mut by_rule);
        let chunk = |(tokens, kind): &(Range<usize>, EntityKind)| {
            (Chunk { class: *kind as usize, tokens: tokens.clone() }, 0.9)
        };
        let mut all = Found::default();
        all.chunks.extend(found.iter().map(chunk));
        let mut marks = Vec::new();
        entities(&lexed, &all, &by_rule, &mut marks);
        let marks: Vec<_> = marks.iter().map(|mark| (lexed.span(mark.tokens.clone()).of(text), mark.kind)).collect();
        assert_eq!(marks, expected);
    }

    #[test]
    fn names_are_the_models_and_dates_the_rules() {
        use EntityKind::{Date, Organization, Person};
        let found = [(0..1, Organization), (3..4, Person)];
        check("Oman waits until May 2015.", &found, &[("Oman", Organization), ("May 2015", Date)]);
    }

    #[test]
    fn what_the_guidelines_say_stays() {
        use EntityKind::{Organization, Person, Place};
        let found = [(0..1, Person), (3..4, Place), (4..5, Organization)];
        check(
            "Brandt administration told U.S. Forces.",
            &found,
            &[("Brandt administration", Organization), ("U.S. Forces", Organization)],
        );
        check("The GZQ met.", &[(1..2, Place)], &[("GZQ", Organization)]);
    }

    #[test]
    fn what_stands_beside_a_name_is_surer_than_the_model() {
        use EntityKind::{Date, Organization, Other, Person, Place};
        check("June Zorvath met Mrs May.", &[(0..1, Date), (4..5, Date)], &[("June Zorvath", Person), ("May", Person)]);
        check("Genoa beat Lyon.", &[(0..1, Place)], &[("Genoa", Organization), ("Lyon", Organization)]);
        check("The Nissan Zorva sold.", &[(1..2, Organization)], &[("Nissan Zorva", Other)]);
        check("Zorvath said it had cut costs.", &[(0..1, Person)], &[("Zorvath", Organization)]);
        check("\"The Great Mrs May\" ran.", &[(1..5, Other)], &[("The Great Mrs May", Other)]);
    }

    #[test]
    fn a_whole_name_replaces_its_parts() {
        use EntityKind::{Organization, Place};
        let parts = [(1..3, Organization), (3..4, Place)];
        check("The University of Oman met.", &parts, &[("University of Oman", Organization)]);
    }

    #[test]
    fn listed_names_in_headlines_are_added() {
        use EntityKind::{Organization, Place};
        check(
            "Zorvex Acquires Intel In Oman",
            &[],
            &[("Zorvex", Organization), ("Intel", Organization), ("Oman", Place)],
        );
        check("They met Intel in Oman today.", &[], &[("today", EntityKind::Date)]);
    }
}
