//! Numbers and amounts that are not exact.

use std::ops::Range;

use reportedly_document::HedgeKind::Approximation;

use super::amounts::{is_count, is_number_word, is_unit, number_at, unit_at};
use super::context::{Context, always};
use super::grammar::near_before;
use super::lexicon::Use;
use crate::lexicon::listed;
use crate::rules::rules;
use crate::token::TokenKind;
use crate::words::{self, one_of, word_list};

rules! {
    /// The number is not exact.
    ROUGH_NUMBER = "hedge/rough-number" {
        "[About](approximation) 200 people paid [around](approximation) $3 for [some](approximation) two dozen seats.",
        "[Roughly](approximation) half stayed, [approximately](approximation) a third, [somewhere](approximation) between 20 and 30.",
        "We talked about two plans as some people walked around the park.",
    }
    /// It comes near the amount or the degree, and does not reach it.
    NEARLY = "hedge/nearly" {
        "[Nearly](approximation) all left after [almost](approximation) a year of [virtually](approximation) no work.",
        "The plan is [all but](approximation) dead, with [close to](approximation) 90 percent against it.",
        "It is a [near-](approximation)total loss of [just under](approximation) $5.",
        "They met virtually, close to the river, and all but two agreed.",
    }
    /// "An estimated 300": someone's guess at the number.
    ESTIMATED_NUMBER = "hedge/estimated-number" {
        "An [estimated](approximation) 300 people came, at a cost [estimated](approximation) at $4 million.",
        "The estimated turnout was high.",
    }
    /// "Or so" after a number: it is not exact.
    OR_SO = "hedge/or-so" {
        "A year [or so](approximation) later, twenty [or so](approximation) came.",
        "He was ill, or so he said.",
    }
}

pub(super) const USES: &[Use] = &[
    Use { rule: ROUGH_NUMBER, kind: Approximation, words: listed!("about"), extent: about },
    Use { rule: ROUGH_NUMBER, kind: Approximation, words: listed!("around"), extent: around },
    Use { rule: ROUGH_NUMBER, kind: Approximation, words: listed!("some"), extent: some },
    Use { rule: ROUGH_NUMBER, kind: Approximation, words: listed!("somewhere, anywhere"), extent: somewhere },
    Use {
        rule: ROUGH_NUMBER,
        kind: Approximation,
        words: listed!(
            "roughly, circa, upward of, in the region of, in the neighborhood of, \
                 in the neighbourhood of, on the order of, in the vicinity of"
        ),
        extent: roughly,
    },
    Use {
        rule: ROUGH_NUMBER,
        kind: Approximation,
        words: listed!("approximately, approx, approx., give or take, in that neighborhood, ballpark"),
        extent: always,
    },
    Use { rule: NEARLY, kind: Approximation, words: listed!("nearly, almost"), extent: nearly },
    Use {
        rule: NEARLY,
        kind: Approximation,
        words: listed!("virtually, practically, essentially, effectively, just about"),
        extent: virtually,
    },
    Use { rule: NEARLY, kind: Approximation, words: listed!("all but"), extent: all_but },
    Use {
        rule: NEARLY,
        kind: Approximation,
        words: listed!(
            "close to, just under, just over, just shy of, just short of, just below, just above, \
                 little more than, little over, a little over, a little more than, a little under, \
                 a little less than, a little bit more than, slightly more than, slightly less than, \
                 slightly over, slightly under, well over, near, closer to"
        ),
        extent: before_number,
    },
    Use { rule: NEARLY, kind: Approximation, words: listed!("near-"), extent: near_hyphen },
    Use { rule: ESTIMATED_NUMBER, kind: Approximation, words: listed!("estimated"), extent: estimated },
    Use { rule: OR_SO, kind: Approximation, words: listed!("or so"), extent: or_so },
];

/// "about 200", but "talk about two plans".
fn about(place: &Context<'_>) -> Option<Range<usize>> {
    let topic = near_before(place, 1, |word| {
        one_of(
            word,
            word_list!(
                "talk talks talked talking speak spoke spoken speaking ask asked asking tell told think \
             thinking thought know knows knew learn learned hear heard write writes wrote written \
             read story stories book film question questions worry worried worries concern concerns \
             concerned information debate care cares complain complained joke joked argue anything \
             something nothing all happy excited details lied warned doubts feel what"
            ),
        )
    });
    let next = place.at_after(1)?;
    let pronoun = matches!(place.after(1), "one" | "another") && !is_unit(place.after(2));
    let number = number_at(place, next) && !pronoun;
    let degree = (place.after(1) == "the" && matches!(place.after(2), "same" | "size"))
        || (place.after(1) == "as" && one_of(place.after(2), "much many likely"))
        || matches!(place.after(1), "noon" | "midnight")
        || (unit_at(place, next) && place.after(1) != "the");
    place.when((number || degree) && !topic && !place.is_headline())
}

/// "around 300", "around 5 p.m.", "around the 2:05 mark", but "built around three pillars".
fn around(place: &Context<'_>) -> Option<Range<usize>> {
    let next = place.at_after(1)?;
    let digits = |at: Option<usize>| at.is_some_and(|at| place.token(at).kind == TokenKind::Number);
    let place_or_topic = one_of(
        place.before(1),
        word_list!(
            "revolve revolves revolved revolving built centered centred centre center organized \
         organised based turn turned"
        ),
    );
    let number = number_at(place, next) && place.after(1) != "one";
    let mark = place.after(1) == "the" && digits(place.at_after(2));
    let hour =
        one_of(place.after(1), "noon midnight midday dawn dusk") || (unit_at(place, next) && place.after(1) != "the");
    place.when((number || mark || hour) && !place_or_topic)
}

/// "some 200", "some two dozen", but "some people".
fn some(place: &Context<'_>) -> Option<Range<usize>> {
    let next = place.at_after(1)?;
    let number = number_at(place, next) && !one_of(place.after(1), "one a an half double twice");
    let fraction = matches!(place.after(1), "third" | "quarter");
    place.when(number && !fraction)
}

/// "somewhere between 20 and 30", "anywhere from $5 to $8"
fn somewhere(place: &Context<'_>) -> Option<Range<usize>> {
    let number = place.at_after(2).is_some_and(|at| number_at(place, at));
    place.when(number && one_of(place.after(1), "between around near from in"))
}

/// "roughly half", "roughly the same", but "treated roughly".
fn roughly(place: &Context<'_>) -> Option<Range<usize>> {
    place.when(!place.ends_after(1) && (place.first() != "roughly" || !one_of(place.after(1), "by in on with and")))
}

/// "almost all", "nearly a year", "nearly drowned": of every degree.
fn nearly(place: &Context<'_>) -> Option<Range<usize>> {
    place.when(!place.ends_after(1) && !matches!(place.before(1), "not" | "n't"))
}

/// "virtually no work", but "met virtually".
fn virtually(place: &Context<'_>) -> Option<Range<usize>> {
    let degree = one_of(
        place.after(1),
        word_list!(
            "all every no any none nothing everyone everything everybody nobody anyone anything \
         impossible identical unknown nonexistent unchanged the nowhere everywhere unlimited \
         certain guaranteed unanimous half never always empty extinct untouched disappeared \
         vanished indistinguishable"
        ),
    );
    // "essentially the president": in essence, no matter of degree.
    place.when(degree && !(place.after(1) == "the" && place.after(2) != "same"))
}

/// "all but dead", "all but ended", but "all but two".
fn all_but(place: &Context<'_>) -> Option<Range<usize>> {
    let next = place.at_after(1)?;
    let exception = number_at(place, next)
        || words::is_determiner(place.after(1))
        || words::is_subject_pronoun(place.after(1))
        || place.is_capital_inside(next)
        || is_number_word(place.after(1));
    place.when(!place.ends_after(1) && !exception)
}

/// "close to 90 percent", "near total", but "close to home", "near the end".
fn before_number(place: &Context<'_>) -> Option<Range<usize>> {
    let next = place.at_after(1)?;
    let amount = number_at(place, next) || unit_at(place, next) || one_of(place.after(1), "zero all double triple");
    let degree = place.first() == "near"
        && one_of(
            place.after(1),
            word_list!("total impossible certain identical unanimous universal perfect record complete zero"),
        );
    let measured = one_of(place.after(2), word_list!("times percent % per million billion trillion degrees miles"));
    let single = !degree
        && !measured
        && matches!(place.first(), "near" | "close")
        && (one_of(place.after(1), "one all half the") || (place.first() == "near" && place.after(1) != "zero"));
    place.when(degree || amount && !single)
}

/// "near-total", "near-record", but "near-term", "Near-Eastern".
fn near_hyphen(place: &Context<'_>) -> Option<Range<usize>> {
    let label = one_of(
        place.after(1),
        word_list!("term death miss misses shore earth field sighted infrared by and surface ground"),
    );
    let next = place.at_after(1)?;
    place.when(place.token(next).glued && !place.token(next).capital && !label)
}

/// "an estimated 300", "estimated at $4 million", "estimated to cost $4 million".
fn estimated(place: &Context<'_>) -> Option<Range<usize>> {
    let number = |n: usize| place.at_after(n).is_some_and(|at| number_at(place, at));
    let at = matches!(place.after(1), "at" | "between") && (number(2) || place.after(2) == "between" || number(3));
    let plain = number(1) || (is_count(place.after(1)));
    place.when(plain || at)
}

/// "a year or so", "twenty or so", but "or so he said".
fn or_so(place: &Context<'_>) -> Option<Range<usize>> {
    let number = |n: usize| {
        let at = place.at_before(n);
        at.is_some_and(|at| place.token(at).kind == TokenKind::Number)
            || is_number_word(place.before(n))
            || is_count(place.before(n))
    };
    let counted =
        (1..=4).take_while(|&n| !place.begins_before(n)).any(|n| number(n) || (n == 1 && is_unit(place.before(n))));
    place.when(counted)
}
