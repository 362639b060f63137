//! Words of probability, chance and open outcome.

use std::ops::Range;

use reportedly_document::HedgeKind::Likelihood;

use super::context::{Context, always};
use super::grammar::{is_denied, is_ing, is_linking, near_after, near_before};
use super::lexicon::Use;
use crate::lexicon::{Listed, listed};
use crate::rules::rules;
use crate::words::{self, one_of, word_list};

rules! {
    /// A word of probability: the claim is likely or possible, but not certain.
    PROBABILITY = "hedge/probability" {
        "He will [probably](likelihood) go, but she is [unlikely](likelihood) to.",
        "[Perhaps](likelihood) the deal [almost certainly](likelihood) holds.",
        "The outcome will [likely](likelihood) please the [likely](likelihood) winner.",
        "She leads among likely voters and likely Democratic voters.",
    }
    /// "Possible" and "potential" name something that may never be there.
    POSSIBLE = "hedge/possible" {
        "They fear [possible](likelihood) floods and a [potential](likelihood) crisis.",
        "It is [possible](likelihood) that he knew.",
        "Come as soon as possible, by every possible means, to reach your full potential.",
        "It is not possible to say.",
    }
    /// Chance, risk or prospect: the thing may happen or not.
    CHANCE = "hedge/chance" {
        "There is a [chance](likelihood) of rain and a [risk](likelihood) that it freezes.",
        "The [possibility](likelihood) of a strike and the [odds](likelihood) of a deal grew.",
        "There is no chance of rain, and he got the chance to speak.",
        "Children are at risk of hunger.",
    }
    /// The outcome or the answer is said to be open.
    OPEN = "hedge/open" {
        "It [remains to be seen](likelihood) who wins; the rest is [up in the air](likelihood).",
        "The cause is [unclear](likelihood) and its future [in doubt](likelihood).",
        "There is [no guarantee](likelihood) of peace.",
        "Unknown men in doubtful clothes came.",
    }
    /// The speaker is not sure: the claim is left open.
    NOT_SURE = "hedge/not-sure" {
        "It was [not immediately clear](likelihood) who fired, and I am [not sure](likelihood) either.",
        "It [isn't clear](likelihood) who fired.",
        "Bigger is [not necessarily](likelihood) better.",
        "He is sure, and the sky is clear.",
    }
}

pub(super) const USES: &[Use] = &[
    Use { rule: PROBABILITY, kind: Likelihood, words: PROBABLE_WORDS, extent: probability },
    Use { rule: PROBABILITY, kind: Likelihood, words: listed!("likely, likelier, likeliest"), extent: likely },
    Use { rule: POSSIBLE, kind: Likelihood, words: listed!("possible"), extent: possible },
    Use { rule: POSSIBLE, kind: Likelihood, words: listed!("potential"), extent: potential },
    Use { rule: CHANCE, kind: Likelihood, words: POSSIBILITY_WORDS, extent: always },
    Use { rule: CHANCE, kind: Likelihood, words: listed!("chance, chances"), extent: chance },
    Use { rule: CHANCE, kind: Likelihood, words: listed!("risk, risks, danger"), extent: risk },
    Use { rule: CHANCE, kind: Likelihood, words: listed!("prospect, prospects, odds"), extent: prospect },
    Use { rule: OPEN, kind: Likelihood, words: OPEN_WORDS, extent: always },
    Use { rule: OPEN, kind: Likelihood, words: listed!("unknown, in question, uncertain, unsettled"), extent: open },
    Use {
        rule: NOT_SURE,
        kind: Likelihood,
        words: listed!("sure, clear, certain, known, necessarily, inevitable, guaranteed, obvious, assured"),
        extent: not_sure,
    },
];

const PROBABLE_WORDS: Listed = listed!(
    "perhaps, maybe, probably, probable, improbable, possibly, presumably, potentially, conceivably, \
     conceivable, plausible, plausibly, unlikely, in all likelihood, in all probability, \
     almost certainly, almost certain, nearly certain, virtually certain, all but certain, \
     all but certainly, near-certain, near-certainty, hypothetically, feasibly, doubtless, pretty sure"
);

const POSSIBILITY_WORDS: Listed = listed!(
    "possibility, likelihood, unlikelihood, probability, chances are, chances were, odds are, long shot, \
     long shots, a toss-up, toss-up, tossup"
);

const OPEN_WORDS: Listed = listed!(
    "unclear, unsure, uncertainty, uncertainties, remains to be seen, remained to be seen, \
     remain to be seen, up in the air, in doubt, into doubt, in limbo, in the balance, open question, \
     open questions, an open question, no guarantee, no guarantees, not guaranteed, no certainty, \
     not a given, not a foregone conclusion, far from certain, far from clear, far from sure, \
     far from guaranteed, far from assured, less than certain, less clear, too close to call, \
     too early to say, too early to tell, too early to know, too soon to say, too soon to tell, \
     too soon to know, time will tell, only time will tell, anyone's guess, anybody's guess, we'll see, \
     we shall see, the jury is out, the jury is still out, jury is still out, touch and go, \
     undetermined, questions remain, no one knows, nobody knows, hard to imagine, hard to say, \
     difficult to say, hard to tell, hard to know, a mystery, no one knew, \
     impossible to know, impossible to say"
);

/// "possibly true", but "the best you could possibly get".
fn probability(place: &Context<'_>) -> Option<Range<usize>> {
    // "can't possibly", "the best you could possibly get": a bound, not a chance.
    let bound = place.first() == "possibly"
        && (is_denied(place) || near_before(place, 5, |word| one_of(word, "best greatest worst how")));
    place.when(!bound)
}

/// "likely to win", but "likely voters", whom polls define.
fn likely(place: &Context<'_>) -> Option<Range<usize>> {
    let label = near_after(place, 4, |word| {
        one_of(word, word_list!("voter voters electorate caucus caucusgoers goers participants"))
    });
    let attribute = !is_linking(place.before(1)) && place.after(1) != "to";
    place.when(!(label && attribute))
}

/// "possible floods", "it is possible that", but "as soon as possible", "possible to see".
fn possible(place: &Context<'_>) -> Option<Range<usize>> {
    let bound = place.before(1) == "as"
        || near_before(place, 3, |word| {
            one_of(
                word,
                word_list!(
                    "every best worst highest lowest greatest whatever wherever whenever if where when all \
                 make made makes making fullest anything everything widest"
                ),
            ) || (word.len() > 5 && word.ends_with("est"))
        });
    let ability = place.after(1) == "to" || (place.after(1) == "for" && near_after(place, 6, |word| word == "to"));
    place.when(!bound && !ability && !is_denied(place))
}

/// "a potential crisis", "the potential to grow", but "her full potential".
fn potential(place: &Context<'_>) -> Option<Range<usize>> {
    let noun = place.ends_after(1)
        || words::is_preposition(place.after(1))
        || words::is_coordinator(place.after(1))
        || words::is_auxiliary(place.after(1));
    let outlook = one_of(place.after(1), "to for of") && !words::is_possessive(place.before(1));
    let talent = one_of(place.before(1), word_list!("full fullest untapped great huge growth economic earning human"));
    let pair = matches!(place.after(1), "and" | "or") && !words::is_possessive(place.before(1));
    place.when(!talent && (!noun || outlook || pair))
}

/// "a good chance", "a chance of rain", but "the chance to speak", "no chance".
fn chance(place: &Context<'_>) -> Option<Range<usize>> {
    let denied = near_before(place, 3, |word| one_of(word, "no zero without any never n't not"));
    let given = near_before(place, 4, |word| {
        one_of(
            word,
            word_list!(
                "give gives gave given giving get gets got getting offer offers offered missed miss take takes took taking \
             deserve deserves want wanted creating created create scored wasted squandered"
            ),
        )
    });
    let judged = near_before(place, 2, |word| {
        one_of(
            word,
            word_list!(
                "good better best slim slight fair outside excellent strong real little small greater \
             fighting high low percent stand stands stood realistic decent some"
            ),
        )
    });
    let had = matches!(place.before(1), "a") && (2..=3).any(|n| one_of(place.before(n), "has have had still"));
    let open = one_of(place.after(1), "of that he she it they against") || judged || had || place.first() == "chances";
    let verb = words::is_subject_pronoun(place.before(1));
    let opportunity = given && !judged;
    place.when(open && !denied && !opportunity && !verb)
}

/// "the risk of war", but "at risk of hunger".
fn risk(place: &Context<'_>) -> Option<Range<usize>> {
    let at_risk = one_of(place.before(1), "at in no") || words::is_possessive(place.before(1));
    let open = matches!(place.after(1), "of" | "that") || (place.first() == "risks" && is_ing(place.after(1)));
    place.when(open && !at_risk && !place.is_compound())
}

/// "the prospect of peace", "the odds that", but "against the odds".
fn prospect(place: &Context<'_>) -> Option<Range<usize>> {
    let against = near_before(place, 3, |word| one_of(word, "against no at"));
    let open = one_of(place.after(1), "of that for");
    place.when(open && !against)
}

/// "the outcome is unknown", "uncertain about it", but "unknown men".
fn open(place: &Context<'_>) -> Option<Range<usize>> {
    let said_of =
        is_linking(place.before(1)) || (is_linking(place.before(2)) && !words::is_determiner(place.before(1)));
    let outcome = place.first() == "uncertain" && !place.ends_after(1);
    place.when((said_of && !place.is_compound()) || outcome)
}

/// "not sure", "n't clear", with what lies between, and with the auxiliary that "n't" hangs on.
fn not_sure(place: &Context<'_>) -> Option<Range<usize>> {
    let adverb = |word: &str| {
        one_of(
            word,
            word_list!(
                "immediately entirely completely yet fully exactly really so quite totally altogether \
             always very too wholly publicly even a at all"
            ),
        )
    };
    let n = (1..=3).find(|&n| !adverb(place.before(n)))?;
    // "no clear winner" and "not make clear" say nothing of the kind.
    let linked = matches!(place.first(), "necessarily")
        || is_linking(place.before(n + 1))
        || place.begins_before(n + 1)
        || words::is_subject_pronoun(place.before(n + 1));
    let noun_follows =
        one_of(place.first(), "clear certain known") && !place.ends_after(1) && one_of(place.after(1), "of as for");
    match place.before(n) {
        "not" | "never" if (linked || place.before(n) == "not") && !noun_follows => place.with_before(n),
        "n't" if linked => place.with_before(n + 1),
        _ => None,
    }
}
