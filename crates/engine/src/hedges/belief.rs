//! Claims that are what somebody thinks, expects or supposes.

use std::ops::Range;

use reportedly_document::HedgeKind::Belief;

use super::context::{Context, always};
use super::grammar::{
    be_before, begins_noun_phrase, clause_follows, is_adjunct, is_denied, is_ing, is_light_adverb, near_after,
    near_before,
};
use super::lexicon::Use;
use crate::lexicon::{Listed, listed};
use crate::rules::rules;
use crate::words::{self, one_of, word_list};

rules! {
    /// Someone thinks so: the claim is a belief, not a fact.
    THINKS = "hedge/thinks" {
        "I [think](belief) it rains, and she [believes](belief) that he left.",
        "They [feel](belief) that it is late, I [guess](belief).",
        "He felt ill and thought about his mother, who believes in ghosts.",
        "They could not believe it, and the thought pleased them.",
    }
    /// It is expected or forecast: it has not happened, and may not.
    EXPECTS = "hedge/expects" {
        "He is [expected](belief) to go, and she [predicts](belief) rain.",
        "The [forecast](belief) is for rain, with [speculation](belief) about snow.",
        "She is expecting a baby and fell short of expectations.",
    }
    /// It is taken to be so, and not known.
    SUPPOSES = "hedge/supposes" {
        "Police [suspect](belief) that he lied; she [assumed](belief) it was over.",
        "Two men [suspected](belief) of theft were held.",
        "The suspect fled when the general assumed power.",
    }
    /// It is generally believed: the sentence does not say by whom, or on what grounds.
    PASSIVE_BELIEF = "hedge/passive-belief" {
        "He is widely [believed](belief) to be ill, and is [thought](belief) to have left.",
        "She is [considered](belief) an ally, and [presumed](belief) dead.",
        "They have considered leaving.",
    }
}

pub(super) const USES: &[Use] = &[
    Use { rule: THINKS, kind: Belief, words: listed!("think, thinks"), extent: think },
    Use { rule: PASSIVE_BELIEF, kind: Belief, words: listed!("thought"), extent: passive },
    Use { rule: THINKS, kind: Belief, words: listed!("thought"), extent: think },
    Use { rule: PASSIVE_BELIEF, kind: Belief, words: listed!("believed"), extent: passive },
    Use { rule: THINKS, kind: Belief, words: listed!("believe, believes, believed, believing"), extent: believe },
    Use { rule: THINKS, kind: Belief, words: listed!("feel, feels, felt"), extent: feel },
    Use {
        rule: THINKS,
        kind: Belief,
        words: listed!("guess, suppose, supposes, reckon, reckons, figure, figured, imagine"),
        extent: guess,
    },
    Use {
        rule: THINKS,
        kind: Belief,
        words: listed!(
            "my understanding is, my guess is, my sense is, the belief that, belief that, \
                 impression that, the hunch, hunch, best guess"
        ),
        extent: always,
    },
    Use { rule: EXPECTS, kind: Belief, words: listed!("expected"), extent: expected },
    Use { rule: EXPECTS, kind: Belief, words: listed!("expect, expects"), extent: expect },
    Use { rule: EXPECTS, kind: Belief, words: PREDICT, extent: predict },
    Use {
        rule: EXPECTS,
        kind: Belief,
        words: listed!(
            "forecast, forecasts, forecasting, estimate, estimates, estimated, projected, \
                 projection, projections, projecting"
        ),
        extent: forecast,
    },
    Use {
        rule: EXPECTS,
        kind: Belief,
        words: listed!("expectation, expectations, predictions, prediction"),
        extent: that_or_of,
    },
    Use { rule: SUPPOSES, kind: Belief, words: listed!("suspect, suspects"), extent: suspect },
    Use {
        rule: SUPPOSES,
        kind: Belief,
        words: listed!(
            "suspected, suspecting, presume, presumes, surmise, surmised, conjecture, conjectured, \
                 suspicion, suspicions"
        ),
        extent: always,
    },
    Use { rule: PASSIVE_BELIEF, kind: Belief, words: listed!("presumed, deemed"), extent: presumed },
    Use {
        rule: SUPPOSES,
        kind: Belief,
        words: listed!("assume, assumes, assumed, assumption, assumptions"),
        extent: assume,
    },
    Use { rule: PASSIVE_BELIEF, kind: Belief, words: listed!("considered"), extent: considered },
    Use { rule: PASSIVE_BELIEF, kind: Belief, words: listed!("consider, considers"), extent: consider },
];

const PREDICT: Listed = listed!(
    "predict, predicts, predicted, predicting, anticipate, anticipates, anticipated, anticipating, \
     speculate, speculates, speculated, speculating, speculation, speculations, speculative, \
     betting that, hypothesize, hypothesizes, hypothesized, theorize, theorizes, theorized, foresee, \
     foresees, foresaw, foreseen"
);

/// "I think it rains", but "think of it", "the thought".
fn think(place: &Context<'_>) -> Option<Range<usize>> {
    let topic = (1..=3).find(|&n| !is_light_adverb(place.after(n))).is_some_and(|n| {
        one_of(
            place.after(n),
            word_list!("about of tank tanks through ahead twice over back up outside big hard for differently"),
        )
    });
    // "Think of it", "the thought", "a great thought".
    let opens = place.begins_before(1) && !words::is_subject_pronoun(place.after(1));
    let noun = words::is_determiner(place.before(1)) && !one_of(place.before(1), "most many some both all few that")
        || one_of(place.before(1), "great much careful of lot deep");
    // "what people think": whatever it is, it is no claim.
    let open = (place.ends_after(1) || matches!(place.after(1), "and" | "or"))
        && near_before(place, 6, |word| one_of(word, "what how to whatever"));
    place.when(!topic && !opens && !noun && !open && !place.is_compound())
}

/// "is thought to", "are widely believed".
fn passive(place: &Context<'_>) -> Option<Range<usize>> {
    // "troops thought to be near": with no form of be, but no "the thought that" either.
    let reduced = place.first() == "thought"
        && place.after(1) == "to"
        && place.after(2) == "be"
        && !words::is_determiner(place.before(1));
    place.when(!place.ends_after(1) && (be_before(place).is_some() || reduced))
}

/// "believes that he left", but "believes in ghosts", "cannot believe it".
fn believe(place: &Context<'_>) -> Option<Range<usize>> {
    let cannot =
        near_before(place, 2, |word| one_of(word, word_list!("could ca cannot can hard eager refuse refused")))
            || place.before(1) == "to"
                && one_of(place.before(2), word_list!("hard difficult eager refused refuses easy want wants"));
    let pronoun = one_of(place.after(1), "it me him them us you everything anything in");
    let object = pronoun && !words::is_auxiliary(place.after(2)) && !one_of(place.after(2), "'s 'll 'd 're 've");
    let parenthesis = place.after(1) == "," && words::is_subject_pronoun(place.before(1));
    place.when(!cannot && !object && (clause_follows(place) || parenthesis))
}

/// "feels that it is late", but "feels ill".
fn feel(place: &Context<'_>) -> Option<Range<usize>> {
    let next = place.at_after(1)?;
    let that = place.after(1) == "that" && place.after(2) != "way" && !place.ends_after(2);
    let object = one_of(place.after(1), word_list!("a an your that some no all any so 's each one"));
    let bare = begins_noun_phrase(place, next) && !object && clause_follows(place);
    let like = place.after(1) == "like" && one_of(place.after(2), "i we they he she there");
    let noun =
        words::is_determiner(place.before(1)) || words::is_determiner(place.before(2)) && place.after(1) == "that";
    place.when((that || bare || like) && !noun)
}

/// "I guess", "she figured he left".
fn guess(place: &Context<'_>) -> Option<Range<usize>> {
    let subject = words::is_subject_pronoun(place.before(1))
        || words::is_subject_pronoun(place.before(2)) && one_of(place.before(1), "would 'd just also always had");
    let clause = place.ends_after(1) || clause_follows(place) || matches!(place.after(1), "so");
    let other = one_of(place.after(1), "out in prominently what how why being a the");
    place.when(subject && clause && !other)
}

/// "is expected", "more than he expected", but "as expected", "the expected results".
fn expected(place: &Context<'_>) -> Option<Range<usize>> {
    let usual = one_of(place.after(1), word_list!("results result standards standard level levels"))
        && (words::is_determiner(place.before(1)) || words::is_preposition(place.before(1)));
    place.when(!usual && !matches!(place.before(1), "as") && !place.is_compound())
}

/// "they expect rain", but "what to expect", "expect a baby".
fn expect(place: &Context<'_>) -> Option<Range<usize>> {
    let demand = near_before(place, 3, |word| one_of(word, "anyone what anybody"));
    let child = near_after(place, 3, |word| one_of(word, "baby child twins"));
    place.when(!demand && !child && !place.ends_after(1))
}

/// "he predicts rain", but "it could not have been predicted", "the much-anticipated meeting".
fn predict(place: &Context<'_>) -> Option<Range<usize>> {
    let unable = near_before(place, 4, |word| {
        one_of(word, word_list!("could can cannot ca correctly declined refused easy hard difficult impossible"))
    });
    let silent = place.first().starts_with("speculate") && is_denied(place);
    place.when(!unable && !silent && !place.is_compound())
}

/// "the forecast", "they forecast rain", but "a housing project".
fn forecast(place: &Context<'_>) -> Option<Range<usize>> {
    let screen = near_after(place, 3, |word| one_of(word, "screen wall onto image confidence strength"));
    place.when(!(screen && place.first().starts_with("project")))
}

/// "the expectation that", "predictions of", but "beyond expectations".
fn that_or_of(place: &Context<'_>) -> Option<Range<usize>> {
    place.when(one_of(place.after(1), "that of for about") && !is_denied(place))
}

/// "police suspect that", but "the suspect", "two suspects".
fn suspect(place: &Context<'_>) -> Option<Range<usize>> {
    let clause =
        one_of(place.after(1), word_list!("that he she they it there the him her them foul many some this we"));
    let noun = words::is_determiner(place.before(1)) && !one_of(place.before(1), "some many most")
        || one_of(place.before(1), "'s murder terror of");
    let subject = words::is_subject_pronoun(place.before(1))
        || one_of(place.before(1), word_list!("also to would police investigators officials authorities prosecutors"));
    place.when(!noun && (subject || clause))
}

/// "assumed it was over", but "assumed power".
fn assume(place: &Context<'_>) -> Option<Range<usize>> {
    let taking = near_after(place, 4, |word| {
        one_of(
            word,
            word_list!(
                "power office control command responsibility throne role post leadership presidency \
             duties charge position identity debt mantle name duty"
            ),
        )
    });
    let clause = place.after(1) == "that"
        || clause_follows(place)
        || matches!(place.after(1), "to" | "so")
        || be_before(place).is_some();
    let noun = place.first().starts_with("assumption") && place.after(1) != "of";
    place.when(!taking && (clause || noun))
}

/// "presumed dead", "is deemed safe", but "deemed him safe".
fn presumed(place: &Context<'_>) -> Option<Range<usize>> {
    let rule = ruled(place) || place.after(1) == "innocent";
    place.when((place.first() == "presumed" || be_before(place).is_some()) && !rule)
}

/// "shall be deemed", "should not be considered": a rule, nobody's belief.
fn ruled(place: &Context<'_>) -> bool {
    place.before(1) == "be" && (2..=3).any(|n| one_of(place.before(n), "should must shall can will would"))
}

/// "is considered an ally", but "considered leaving", "will be considered".
fn considered(place: &Context<'_>) -> Option<Range<usize>> {
    let weighed = place.after(1).ends_with("ing")
        || one_of(place.after(1), "for whether how in on at when during it")
        || place.ends_after(1)
        || one_of(place.before(1), "being also well")
        || ruled(place);
    let had = words::is_have(place.before(1))
        || words::is_subject_pronoun(place.before(1))
            && (words::is_determiner(place.after(1)) && !near_after(place, 4, |word| word == "as" || word == "to"));
    place.when(!weighed && !had && !place.is_compound())
}

/// "what he considers unfair", but "consider leaving", "to consider a plan".
fn consider(place: &Context<'_>) -> Option<Range<usize>> {
    let what = near_before(place, 3, |word| one_of(word, "what whom which")) && !is_ing(place.after(1));
    let object = one_of(place.after(1), word_list!("him her it them himself herself themselves me us myself"))
        && !place.ends_after(2)
        && !is_adjunct(place.after(2));
    let advice = one_of(place.before(1), "to must should will please") || place.at_before(1).is_none();
    place.when((what || object) && !advice)
}
