//! Who or what "suggests": a person proposes, a fact makes a claim look true.

use reportedly_document::EntityKind;

use super::context::Context;
use super::grammar::is_light_adverb;
use crate::people;
use crate::words::{self, one_of, word_list};

/// Whether the verb found has a subject that cannot speak for itself: not a person, an office, a newspaper.
pub(super) fn is_fact(place: &Context<'_>) -> bool {
    // "He left the room and suggested": the subject is that of the first verb, and mostly a person.
    if place.before(1) == "and" || (is_light_adverb(place.before(1)) && place.before(2) == "and") {
        return is_bare_fact(place.word(place.sentence.start));
    }
    last_of_subject(place).is_some_and(|last| !speaks(place, last))
}

/// Whether the subject that ends at token `last` can speak for itself.
fn speaks(place: &Context<'_>, last: usize) -> bool {
    let first = first_of_subject(place, last);
    let counts = |at: usize| one_of(place.word(at), "number majority group host handful lot one");
    let mut head = (first..last).find(|&at| words::is_preposition(place.word(at + 1)) && !counts(at)).unwrap_or(last);
    // "officials familiar with the talks", "people briefed on them".
    if head > first
        && (one_of(place.word(head), "familiar close aware responsible") || place.word(head).ends_with("ed"))
    {
        head -= 1;
    }
    if let Some(entity) = place.entity_at(head) {
        return entity.kind != EntityKind::Date && entity.kind != EntityKind::Money;
    }
    // "Jaber suggested" begins its sentence: a single word in the singular is a name more often than not.
    let alone = head == place.sentence.start && head == last;
    let name = alone && !place.word(head).ends_with('s') && !is_bare_fact(place.word(head));
    name || is_person(place.word(head)) || place.is_capital_inside(head)
}

/// The last token of the noun phrase before the verb: past auxiliaries, adverbs, "that" or "which", and an insertion
/// between commas.
fn last_of_subject(place: &Context<'_>) -> Option<usize> {
    let mut at = place.at_before(1)?;
    for _ in 0..40 {
        let word = place.word(at);
        let passed = words::is_auxiliary(word)
            || is_light_adverb(word)
            || words::is_negation(word)
            || matches!(word, "which" | "that" | "to" | "and" | "'s" | "'d" | "'" | "\"" | "“");
        // A bare pronoun is the subject itself ("that suggests").
        if matches!(word, "that" | "which") && (at == place.sentence.start || place.is_mark(at - 1)) {
            return Some(at);
        }
        if word == ")" {
            let open = (place.sentence.start..at).rev().take(20).find(|&before| place.word(before) == "(")?;
            at = open.checked_sub(1).filter(|&before| before >= place.sentence.start)?;
            continue;
        }
        if word == "," {
            let open = (place.sentence.start..at).rev().take(20).find(|&before| place.word(before) == ",");
            at = open.filter(|&open| open > place.sentence.start)? - 1;
            continue;
        }
        if !passed {
            return (!place.is_mark(at)).then_some(at);
        }
        at = at.checked_sub(1).filter(|&before| before >= place.sentence.start)?;
    }
    None
}

/// The first token of the noun phrase that ends at `last`: after punctuation, a verb's auxiliary or a conjunction.
fn first_of_subject(place: &Context<'_>, last: usize) -> usize {
    let stops = |at: usize| {
        let word = place.word(at);
        place.is_mark(at) || words::is_auxiliary(word) || words::is_subordinator(word) || words::is_coordinator(word)
    };
    (place.sentence.start..last)
        .rev()
        .take(15)
        .find(|&at| stops(at))
        .map_or_else(|| place.sentence.start.max(last.saturating_sub(15)), |stop| stop + 1)
}

/// Words that begin a sentence as its whole subject and name no one.
fn is_bare_fact(word: &str) -> bool {
    one_of(
        word,
        word_list!(
            "it this that these evidence data research history experience polling what which all \
         nothing everything footage intelligence"
        ),
    )
}

/// Nouns and pronouns for people, and for offices that speak through people.
pub(super) fn is_person(word: &str) -> bool {
    if one_of(
        word,
        word_list!("i he she we you they who some many others everyone someone anyone nobody one people most neither"),
    ) {
        return true;
    }
    people::is_role(word)
        || offices(word)
        || ["ist", "ian", "man", "woman", "men", "women", "person", "maker", "keeper"].iter().any(|ending| {
            let singular = word.strip_suffix('s').unwrap_or(word);
            singular.len() > ending.len() + 1 && singular.ends_with(ending)
        })
}

/// Offices and bodies that speak through people: "ministry", "companies".
fn offices(word: &str) -> bool {
    one_of(
        word,
        word_list!(
            "administration administrations agency agencies airline airlines army association associations \
         authority bank banks board boards bureau cabinet camp campaign campaigns channel church club clubs \
         commission commissions committee committees companies company congress council councils court \
         courts department departments embassy family families federation firm firms foundation government \
         governments group groups house jury kremlin leadership lender lenders magazine military ministries \
         ministry mission navy network networks newspaper newspapers opposition organisation organisations \
         organization organizations outlet paper papers parliament parties party pentagon police press \
         regime senate staff team teams tribunal union unions watchdog watchdogs"
        ),
    )
}
