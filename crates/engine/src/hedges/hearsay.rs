//! Claims passed on unverified.

use std::ops::Range;

use reportedly_document::HedgeKind::Hearsay;

use super::context::{Context, always};
use super::grammar::{be_before, begins_noun_phrase, near_before, verb_before};
use super::lexicon::Use;
use crate::lexicon::{Listed, listed};
use crate::rules::rules;
use crate::words::{self, one_of, word_list};

rules! {
    /// The word passes a claim on without vouching for it.
    HEARSAY_WORD = "hedge/hearsay-word" {
        "The bank was [reportedly](hearsay) sold to a [so-called](hearsay) investor.",
        "An [unconfirmed](hearsay) [rumour](hearsay) has it that the chair’s [rumoured](hearsay) plan failed.",
        "She reported the theft.",
    }
    /// What is alleged is claimed by someone and not proved.
    ALLEGED = "hedge/alleged" {
        "The [alleged](hearsay) leader left amid [allegations](hearsay) of fraud.",
        "He denied all three allegations.",
        "He was fired for [allegedly](hearsay) taking money, as [alleged](hearsay) in court.",
        "They alleged that no one signed.",
    }
    /// "Is said to" repeats what others say, and does not say who they are.
    SAID_TO = "hedge/said-to" {
        "He [is said to](hearsay) own a boat.",
        "Both [are widely understood to](hearsay) have met.",
        "It [was rumoured](hearsay) that she left; [it’s understood](hearsay) that he stayed.",
        "It [has been said](hearsay) that the king’s doctor knew.",
        "He said to her that he was understood.",
    }
    /// A reported event is one that others told of; the writer has not checked it.
    REPORTED = "hedge/reported" {
        "He declined to comment on the [reported](hearsay) arrests.",
        "She was there, [according to reports](hearsay), amid [reports](hearsay) that he left.",
        "The paper reported arrests, and the arrests were reported.",
    }
}

pub(super) const USES: &[Use] = &[
    Use { rule: HEARSAY_WORD, kind: Hearsay, words: WORDS, extent: hearsay },
    Use { rule: HEARSAY_WORD, kind: Hearsay, words: listed!("supposed"), extent: supposed },
    Use { rule: ALLEGED, kind: Hearsay, words: listed!("allegedly"), extent: always },
    Use { rule: ALLEGED, kind: Hearsay, words: listed!("allegation, allegations"), extent: left_open },
    Use { rule: ALLEGED, kind: Hearsay, words: listed!("alleged"), extent: alleged },
    Use {
        rule: SAID_TO,
        kind: Hearsay,
        words: listed!("said to, understood to, reported to, rumored to, rumoured to"),
        extent: said_to,
    },
    Use { rule: SAID_TO, kind: Hearsay, words: listed!("rumored, rumoured, understood, said"), extent: it_is_said },
    Use { rule: HEARSAY_WORD, kind: Hearsay, words: listed!("rumored, rumoured"), extent: always },
    Use { rule: REPORTED, kind: Hearsay, words: listed!("reported"), extent: reported },
    Use { rule: REPORTED, kind: Hearsay, words: listed!("reports"), extent: there_are_reports },
    Use {
        rule: REPORTED,
        kind: Hearsay,
        words: listed!(
            "according to reports, according to unconfirmed reports, according to some reports, \
                 according to media reports"
        ),
        extent: always,
    },
];

const WORDS: Listed = listed!(
    "reportedly, supposedly, purportedly, purported, purports, purporting, rumor, rumors, rumour, \
     rumours, so-called, unconfirmed, unverified, uncorroborated, unsubstantiated, hearsay, word has it, \
     putative, putatively, reputedly, unproven, unproved"
);

/// "a rumor", but "the rumor mill".
fn hearsay(place: &Context<'_>) -> Option<Range<usize>> {
    place.when(!place.is_compound() && !matches!(place.after(1), "mill" | "mills"))
}

/// "the allegations", but "he denied the allegations".
fn left_open(place: &Context<'_>) -> Option<Range<usize>> {
    let denied = near_before(place, 5, |word| {
        one_of(
            word,
            word_list!(
                "deny denies denied denying reject rejects rejected rejecting dismiss dismisses dismissed dismissing false"
            ),
        )
    });
    place.when(!denied)
}

/// "the supposed plot", but "was supposed to".
fn supposed(place: &Context<'_>) -> Option<Range<usize>> {
    let before_noun = !place.ends_after(1) && place.after(1) != "to";
    place.when(
        before_noun
            && (words::is_determiner(place.before(1))
                || words::is_preposition(place.before(1))
                || place.before(1) == "'s"),
    )
}

/// "the alleged leader" and "as alleged", but "they alleged that".
fn alleged(place: &Context<'_>) -> Option<Range<usize>> {
    let passive = be_before(place).is_some();
    let quoted = one_of(place.before(1), "as than were");
    let attribute = words::is_determiner(place.before(1))
        || words::is_preposition(place.before(1))
        || words::is_coordinator(place.before(1))
        || one_of(place.before(1), "'s ' ,")
        || place.begins_before(1);
    let object = one_of(place.after(1), "that to by he she they it") || place.ends_after(1);
    let headline = place.token(place.found.start).capital && place.is_headline();
    let adjective_before_noun =
        !object && !place.at_after(1).is_some_and(|at| begins_noun_phrase(place, at) && !headline);
    place.when(
        passive
            || quoted
            || (attribute && !object)
            || (adjective_before_noun
                && !words::is_subject_pronoun(place.before(1))
                && !place.before(1).starts_with("ha")),
    )
}

/// "is said to", with its form of be.
fn said_to(place: &Context<'_>) -> Option<Range<usize>> {
    let n = verb_before(place)?;
    // "was reported to police", "what was said to her": a person is told.
    let told = place.at_after(1).is_none_or(|at| begins_noun_phrase(place, at))
        || one_of(place.after(1), "police authorities reporters");
    let asks = matches!(place.before(n + 1), "what" | "that");
    if told || asks { None } else { place.with_before(n) }
}

/// "it is said that", "it was rumoured".
fn it_is_said(place: &Context<'_>) -> Option<Range<usize>> {
    let n = verb_before(place)?;
    let it = place.before(n) == "it" || place.before(n + 1) == "it";
    let claim = place.after(1) == "that"
        || (place.first() != "said" && place.at_after(1).is_some_and(|at| begins_noun_phrase(place, at)));
    let rumoured = place.first().starts_with("rumo");
    if it && claim || rumoured { place.with_before(n) } else { None }
}

/// "the reported arrests", but "he reported arrests".
fn reported(place: &Context<'_>) -> Option<Range<usize>> {
    let attribute = one_of(place.before(1), word_list!("the a an his her its their 's of for over about after amid"));
    let number = one_of(
        place.after(1),
        word_list!("to that by in on from case cases number earnings period quarter crime crimes the"),
    );
    place.when(attribute && !number && !place.ends_after(1))
}

/// "there have been reports that", "amid reports of", but "he reports that".
fn there_are_reports(place: &Context<'_>) -> Option<Range<usize>> {
    let given = one_of(place.before(1), "been are were amid despite after following");
    place.when(given && matches!(place.after(1), "that" | "of"))
}
