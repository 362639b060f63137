//! "may", "could", "should" and "would" where they stand for "perhaps".

use std::ops::Range;

use reportedly_document::HedgeKind::{Condition, Modal};

use super::context::Context;
use super::grammar::{begins_noun_phrase, is_denied, is_light_adverb, near_before};
use super::lexicon::Use;
use crate::lexicon::listed;
use crate::rules::rules;
use crate::token::TokenKind;
use crate::words::{self, one_of, word_list};

rules! {
    /// With "may" or "might" the claim is only possible: it leaves open that the opposite is true.
    MAY = "hedge/may" {
        "Talks [may](modal) resume, and rain [might](modal) not stop them.",
        "Theresa May met him in May, since May 5 was free.",
        "The might of the army and its military might are known.",
        "May peace come, and may God help us.",
    }
    /// "Could" says that something is possible here, not that it is so or will be.
    COULD = "hedge/could" {
        "A strike [could](modal) further raise tensions.",
        "What [could](modal) be the last round begins today.",
        "She could not find the key and could hear nothing.",
        "He left early so he could catch the train.",
        "They ran as fast as they could.",
        "Nobody could say why.",
    }
    /// "Should" tells here what is expected, not what is someone's duty.
    SHOULD_BE_EXPECTED = "hedge/should-be-expected" {
        "The battery [should](modal) last ten hours.",
        "Results [should](modal) be known by Friday.",
        "The office [should](modal) reopen soon, but visitors should bring water.",
        "The minister should resign.",
        "Should the vote fail, the talks end.",
    }
    /// "Would" takes the edge off the statement: "it would seem" is weaker than "it seems", "I would say" than "I say".
    WOULD_SOFTENS = "hedge/would-softens" {
        "It [would](modal) appear that nobody asked, and I [would](modal) say that was unwise.",
        "He said he would resign.",
        "The law would suggest a new tax to nobody.",
    }
    /// A sentence that begins with "should" instead of "if" holds only under that condition.
    SHOULD_MEANS_IF = "hedge/should-means-if" {
        "[Should](condition) the vote fail, the talks end.",
        "The talks end [should](condition) the vote fail.",
        "Should the minister resign?",
        "They asked why should the minister resign.",
    }
}

pub(super) const USES: &[Use] = &[
    Use { rule: MAY, kind: Modal, words: listed!("may, might"), extent: modal_may },
    Use { rule: COULD, kind: Modal, words: listed!("could"), extent: could },
    Use { rule: SHOULD_MEANS_IF, kind: Condition, words: listed!("should"), extent: inverted_should },
    Use { rule: SHOULD_BE_EXPECTED, kind: Modal, words: listed!("should"), extent: should_be_expected },
    Use { rule: WOULD_SOFTENS, kind: Modal, words: listed!("would, 'd"), extent: would },
];

/// "it may rain", but "in May", "May 5", "the might of the army", "may peace come".
fn modal_may(place: &Context<'_>) -> Option<Range<usize>> {
    if place.is_compound() {
        return None;
    }
    let next = place.at_after(1);
    if place.first() == "might" {
        let noun = words::is_possessive(place.before(1))
            || one_of(place.before(1), "the all 's")
            || one_of(place.before(1), word_list!("military economic financial political naval industrial air"))
            || place.after(1) == "of";
        return place.when(!noun);
    }
    let headline = place.is_headline();
    // "May peace come", "and may God help us".
    let wish = match next {
        Some(at) if place.begins_before(1) || words::is_coordinator(place.before(1)) => {
            place.at_before(1).is_none() || begins_noun_phrase(place, at)
        }
        _ => false,
    } && !headline;
    let capital = place.token(place.found.start).capital;
    let number = next.is_some_and(|at| place.token(at).kind == TokenKind::Number);
    let date = capital
        && (number
            || words::is_preposition(place.before(1))
            || one_of(place.before(1), "last this next early late mid and or")
            || place.ends_after(1));
    let name = capital && !place.begins_before(1) && !headline;
    let whatever = place.after(1) == "be" && near_before(place, 6, |word| matches!(word, "whatever" | "however"));
    place.when(!whatever && !wish && !date && !name)
}

/// "it could rain", but "he could not see", "so he could rest", "as fast as she could".
fn could(place: &Context<'_>) -> Option<Range<usize>> {
    if place.is_compound() || place.ends_after(1) {
        return None;
    }
    // "could also see" is "could see".
    let verb = (1..=3).find(|&n| !is_light_adverb(place.after(n))).unwrap_or(1);
    let denied = words::is_negation(place.after(1))
        || one_of(place.after(1), "only barely scarcely hardly no")
        || one_of(place.before(1), "nobody nothing none few neither never i")
        || (place.before(1) == "one" && place.before(2) == "no");
    let sensed = match place.after(verb) {
        "be" => one_of(place.after(verb + 1), word_list!("seen heard felt found reached smelled told read done")),
        // "what could have been": what did not happen.
        "have" => {
            matches!(place.after(verb + 1), "been") && (place.ends_after(verb + 2) || place.after(verb + 2) == "and")
        }
        verb => one_of(
            verb,
            word_list!(
                "see hear feel smell tell remember afford imagine understand manage recall recognize \
             recognise find speak read swim walk barely"
            ),
        ),
    };
    // "so he could", "where they could", "all we could", "as fast as she could".
    let clause = (2..=5).take_while(|&n| !place.begins_before(n)).find_map(|n| match place.before(n) {
        "so" | "where" | "how" | "before" | "until" | "whatever" | "everything" | "all" | "anything" | "if"
        | "ways" | "way" | "best" | "than" => Some(!place.is_headline()),
        "as" => Some(place.ends_after(1)),
        "what" => Some(n <= 3),
        "that" | "which" | "who" | "because" => Some(false),
        _ => None,
    });
    place.when(!denied && !sensed && clause != Some(true))
}

/// "should the vote fail", but "should the minister go?", "they should".
fn inverted_should(place: &Context<'_>) -> Option<Range<usize>> {
    let asks = place.word(place.sentence.end - 1) == "?"
        || near_before(place, 2, |word| one_of(word, "why how what where when who only"))
        || is_denied(place);
    let subject = place.at_after(1)?;
    // "should the vote fail": a verb follows the subject; "he should all but quit" has its own subject before.
    let own_subject = place
        .at_before(1)
        .is_some_and(|at| words::is_subject_pronoun(place.word(at)) || one_of(place.word(at), "that which there this"));
    let subject_follows = begins_noun_phrase(place, subject) && !one_of(place.after(1), "all both each no");
    place.when(!asks && !own_subject && subject_follows)
}

/// "it should last a year", but "they should resign".
fn should_be_expected(place: &Context<'_>) -> Option<Range<usize>> {
    if place.is_compound() || words::is_negation(place.after(1)) {
        return None;
    }
    let verb = (1..=2).find(|&n| !is_light_adverb(place.after(n))).unwrap_or(1);
    let person = words::is_subject_pronoun(place.before(1)) && place.before(1) != "it";
    let expected = match place.after(verb) {
        "arrive" | "last" | "suffice" | "reopen" | "resume" | "return" | "expire" | "reach" | "cost" | "become" => true,
        "be" => one_of(
            place.after(verb + 1),
            word_list!("ready available known completed complete finished over back operational enough announced"),
        ),
        "take" => place.at_after(verb + 1).is_some_and(|at| super::amounts::number_at(place, at)),
        _ => false,
    };
    place.when(expected && !person)
}

/// "it would seem", "I would say", but "he would resign".
fn would(place: &Context<'_>) -> Option<Range<usize>> {
    let verb = (1..=2).find(|&n| !is_light_adverb(place.after(n))).unwrap_or(1);
    let looks = matches!(place.after(verb), "seem" | "appear")
        || (one_of(place.after(verb), "suggest indicate imply")
            && (place.after(verb + 1) == "that" || one_of(place.before(1), "this that it which")));
    let first_person = one_of(place.before(1), "i we you one")
        && one_of(
            place.after(verb),
            word_list!("say think guess argue imagine assume suggest venture submit suppose hope expect"),
        );
    place.when(looks || first_person)
}
