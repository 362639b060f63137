//! Claims that are what somebody believes, expects, fears or doubts.

use std::ops::Range;

use reportedly_document::HedgeKind::Belief;

use super::grammar::{
    be_before, begins_noun_phrase, clause_follows, is_adjunct, is_denied, is_ing, is_linking, near_after, near_before,
};
use super::lexicon::Use;
use super::place::{Place, always};
use crate::rules::rules;
use crate::words;

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
    /// It is how someone sees it; others may see it otherwise.
    SEEN_AS = "hedge/seen-as" {
        "The vote is [seen as](belief) a test, and critics [see](belief) it as a farce.",
        "The [perceived](belief) slight hurt.",
        "He was seen as he left, and saw the film.",
    }
    /// It is so in one person's view.
    IN_A_VIEW = "hedge/in-a-view" {
        "[In her view](belief), he lied; [in the mayor's opinion](belief) he did not.",
        "[To her](belief), it was a joke.",
        "The hotel has a view of the sea, and came into view.",
    }
    /// Someone fears it or is worried that it may be so.
    FEARS = "hedge/fears" {
        "They [fear](belief) that he left, amid [fears](belief) of a war and [concern](belief) that it spreads.",
        "She is [worried](belief) that it rains.",
        "She is worried about her mother, and they live in fear.",
    }
    /// Someone doubts it.
    DOUBTS = "hedge/doubts" {
        "They [doubt](belief) that he left; experts are [skeptical](belief).",
        "There is no doubt, and he came without any doubt.",
    }
}

pub(super) const USES: &[Use] = &[
    Use { rule: THINKS, kind: Belief, words: &["think", "thinks"], extent: think },
    Use { rule: PASSIVE_BELIEF, kind: Belief, words: &["thought"], extent: passive },
    Use { rule: THINKS, kind: Belief, words: &["thought"], extent: think },
    Use { rule: PASSIVE_BELIEF, kind: Belief, words: &["believed"], extent: passive },
    Use { rule: THINKS, kind: Belief, words: &["believe", "believes", "believed", "believing"], extent: believe },
    Use { rule: THINKS, kind: Belief, words: &["feel", "feels", "felt"], extent: feel },
    Use {
        rule: THINKS,
        kind: Belief,
        words: &["guess", "suppose", "supposes", "reckon", "reckons", "figure", "figured", "imagine"],
        extent: guess,
    },
    Use {
        rule: THINKS,
        kind: Belief,
        words: &[
            "my understanding is",
            "my guess is",
            "my sense is",
            "the belief that",
            "belief that",
            "impression that",
            "the hunch",
            "hunch",
            "best guess",
        ],
        extent: always,
    },
    Use { rule: EXPECTS, kind: Belief, words: &["expected"], extent: expected },
    Use { rule: EXPECTS, kind: Belief, words: &["expect", "expects"], extent: expect },
    Use { rule: EXPECTS, kind: Belief, words: PREDICT, extent: always },
    Use {
        rule: EXPECTS,
        kind: Belief,
        words: &[
            "forecast",
            "forecasts",
            "forecasting",
            "estimate",
            "estimates",
            "estimated",
            "projected",
            "projection",
            "projections",
            "projecting",
        ],
        extent: forecast,
    },
    Use {
        rule: EXPECTS,
        kind: Belief,
        words: &["expectation", "expectations", "predictions", "prediction"],
        extent: that_or_of,
    },
    Use { rule: SUPPOSES, kind: Belief, words: &["suspect", "suspects"], extent: suspect },
    Use {
        rule: SUPPOSES,
        kind: Belief,
        words: &[
            "suspected",
            "suspecting",
            "presume",
            "presumes",
            "surmise",
            "surmised",
            "conjecture",
            "conjectured",
            "suspicion",
            "suspicions",
        ],
        extent: always,
    },
    Use { rule: PASSIVE_BELIEF, kind: Belief, words: &["presumed"], extent: always },
    Use {
        rule: SUPPOSES,
        kind: Belief,
        words: &["assume", "assumes", "assumed", "assumption", "assumptions"],
        extent: assume,
    },
    Use { rule: PASSIVE_BELIEF, kind: Belief, words: &["considered", "deemed"], extent: considered },
    Use { rule: PASSIVE_BELIEF, kind: Belief, words: &["consider", "considers"], extent: consider },
    Use { rule: SEEN_AS, kind: Belief, words: SEEN, extent: seen_as },
    Use { rule: SEEN_AS, kind: Belief, words: &["seen", "viewed", "regarded"], extent: seen_by },
    Use { rule: SEEN_AS, kind: Belief, words: &["perceived", "perceive", "perceives"], extent: always },
    Use {
        rule: SEEN_AS,
        kind: Belief,
        words: &["see", "sees", "saw", "view", "views", "viewed", "regard", "regards"],
        extent: see_as,
    },
    Use {
        rule: IN_A_VIEW,
        kind: Belief,
        words: &["view", "opinion", "estimation", "judgment", "judgement", "eyes", "reading", "mind", "assessment"],
        extent: in_a_view,
    },
    Use { rule: IN_A_VIEW, kind: Belief, words: &["to me", "to him", "to her", "to them", "to us"], extent: to_her },
    Use {
        rule: IN_A_VIEW,
        kind: Belief,
        words: &[
            "to my knowledge",
            "to my mind",
            "as far as i know",
            "as far as we know",
            "in the view of",
            "in the opinion of",
            "in the eyes of",
        ],
        extent: always,
    },
    Use {
        rule: FEARS,
        kind: Belief,
        words: &["fear", "feared", "fearing", "worry", "worries", "worried", "concern", "concerns", "concerned"],
        extent: fear,
    },
    Use { rule: FEARS, kind: Belief, words: &["fears", "fearful"], extent: fears },
    Use { rule: DOUBTS, kind: Belief, words: &["doubt", "doubts", "doubted"], extent: doubt },
    Use {
        rule: DOUBTS,
        kind: Belief,
        words: &["doubtful", "dubious", "skeptical", "sceptical", "skeptically", "sceptically"],
        extent: always,
    },
];

const PREDICT: &[&str] = &[
    "predict",
    "predicts",
    "predicted",
    "predicting",
    "anticipate",
    "anticipates",
    "anticipated",
    "anticipating",
    "speculate",
    "speculates",
    "speculated",
    "speculating",
    "speculation",
    "speculations",
    "speculative",
    "betting that",
    "foresee",
    "foresees",
    "foresaw",
    "foreseen",
];

const SEEN: &[&str] = &[
    "seen as",
    "viewed as",
    "regarded as",
    "perceived as",
    "thought of as",
    "seen to be",
    "is seen",
    "are seen",
    "was seen as",
    "is seen as",
    "are seen as",
    "is viewed as",
    "are viewed as",
    "widely seen as",
    "widely viewed as",
    "widely regarded as",
];

fn think(place: &Place<'_>) -> Option<Range<usize>> {
    let topic = matches!(
        place.after(1),
        "about"
            | "of"
            | "tank"
            | "tanks"
            | "through"
            | "ahead"
            | "twice"
            | "over"
            | "again"
            | "back"
            | "up"
            | "outside"
            | "big"
            | "hard"
            | "carefully"
            | "for"
            | "long"
            | "differently"
    );
    let noun = words::is_determiner(place.before(1))
        && !matches!(place.before(1), "most" | "many" | "some" | "both" | "all" | "few" | "that")
        || matches!(place.before(1), "great" | "much" | "careful" | "of" | "lot" | "deep");
    // "what people think": whatever it is, it is no claim.
    let open = (place.ends_after(1) || matches!(place.after(1), "and" | "or"))
        && near_before(place, 6, |word| matches!(word, "what" | "how" | "to" | "whatever"));
    place.when(!topic && !noun && !open && !place.is_compound())
}

/// "is thought to", "are widely believed".
fn passive(place: &Place<'_>) -> Option<Range<usize>> {
    let to = matches!(place.after(1), "to" | "that" | "by");
    place.when(
        be_before(place).is_some() && !place.ends_after(1)
            || (to
                && place.at_before(1).is_some()
                && !words::is_subject_pronoun(place.before(1))
                && place.first() == "thought"),
    )
}

fn believe(place: &Place<'_>) -> Option<Range<usize>> {
    let cannot = near_before(place, 2, |word| {
        matches!(word, "could" | "ca" | "cannot" | "can" | "hard" | "eager" | "refuse" | "refused")
    }) || matches!(place.before(1), "to")
        && matches!(
            place.before(2),
            "hard" | "difficult" | "eager" | "refused" | "refuses" | "easy" | "want" | "wants"
        );
    let object = matches!(
        place.after(1),
        "in" | "it" | "me" | "him" | "them" | "us" | "you" | "everything" | "anything" | "what"
    ) && place.after(2) != "was"
        && place.after(2) != "is"
        && !(place.after(1) == "it" && clause_follows(place))
        && !(place.after(1) == "you" && clause_follows(place));
    let parenthesis = place.ends_after(1) && words::is_subject_pronoun(place.before(1)) && place.after(1) == ",";
    place.when(!cannot && !object && (clause_follows(place) || parenthesis))
}

fn feel(place: &Place<'_>) -> Option<Range<usize>> {
    let next = place.at_after(1)?;
    let clause = place.after(1) == "that"
        || (begins_noun_phrase(place, next)
            && !matches!(place.after(1), "a" | "an" | "your" | "that" | "some" | "no" | "all" | "any" | "so")
            && clause_follows(place))
        || (place.after(1) == "like"
            && begins_noun_phrase(place, next + 1)
            && matches!(place.after(2), "i" | "we" | "they" | "he" | "she" | "there"));
    place.when(clause && !place.ends_after(1) && !words::is_determiner(place.before(1)))
}

/// "I guess", "she figured he left".
fn guess(place: &Place<'_>) -> Option<Range<usize>> {
    let subject = words::is_subject_pronoun(place.before(1))
        || words::is_subject_pronoun(place.before(2))
            && matches!(place.before(1), "would" | "'d" | "just" | "also" | "always" | "had");
    let clause = place.ends_after(1) || clause_follows(place) || matches!(place.after(1), "so");
    let other = matches!(place.after(1), "out" | "in" | "prominently" | "what" | "how" | "why" | "being" | "a" | "the");
    place.when(subject && clause && !other)
}

fn expected(place: &Place<'_>) -> Option<Range<usize>> {
    let usual = matches!(place.after(1), "results" | "result" | "standards" | "standard" | "level")
        && words::is_determiner(place.before(1));
    place.when(!usual && !matches!(place.before(1), "as") && !place.is_compound())
}

fn expect(place: &Place<'_>) -> Option<Range<usize>> {
    let demand = near_before(place, 3, |word| matches!(word, "anyone" | "what" | "anybody"));
    let child = near_after(place, 3, |word| matches!(word, "baby" | "child" | "twins"));
    place.when(!demand && !child && !place.ends_after(1))
}

/// "the forecast", "they forecast rain", but "a housing project".
fn forecast(place: &Place<'_>) -> Option<Range<usize>> {
    let screen =
        near_after(place, 3, |word| matches!(word, "screen" | "wall" | "onto" | "image" | "confidence" | "strength"));
    place.when(!(screen && place.first().starts_with("project")))
}

fn that_or_of(place: &Place<'_>) -> Option<Range<usize>> {
    place.when(matches!(place.after(1), "that" | "of" | "for" | "about") && !is_denied(place))
}

/// "police suspect that", but "the suspect", "two suspects".
fn suspect(place: &Place<'_>) -> Option<Range<usize>> {
    let clause = matches!(
        place.after(1),
        "that"
            | "he"
            | "she"
            | "they"
            | "it"
            | "there"
            | "the"
            | "him"
            | "her"
            | "them"
            | "foul"
            | "many"
            | "some"
            | "this"
            | "we"
    );
    let noun = words::is_determiner(place.before(1)) && !matches!(place.before(1), "some" | "many" | "most")
        || matches!(place.before(1), "'s" | "murder" | "terror" | "of");
    let subject = words::is_subject_pronoun(place.before(1))
        || matches!(
            place.before(1),
            "also" | "to" | "would" | "police" | "investigators" | "officials" | "authorities" | "prosecutors"
        );
    place.when(!noun && (subject || clause))
}

/// "assumed it was over", but "assumed power".
fn assume(place: &Place<'_>) -> Option<Range<usize>> {
    let taking = near_after(place, 4, |word| {
        matches!(
            word,
            "power"
                | "office"
                | "control"
                | "command"
                | "responsibility"
                | "throne"
                | "role"
                | "post"
                | "leadership"
                | "presidency"
                | "duties"
                | "charge"
                | "position"
                | "identity"
                | "debt"
                | "mantle"
                | "name"
                | "duty"
        )
    });
    let clause = place.after(1) == "that"
        || clause_follows(place)
        || matches!(place.after(1), "to" | "so")
        || be_before(place).is_some();
    let noun = place.first().starts_with("assumption") && place.after(1) != "of";
    place.when(!taking && (clause || noun))
}

/// "is considered an ally", but "considered leaving", "will be considered".
fn considered(place: &Place<'_>) -> Option<Range<usize>> {
    let weighed = is_ing(place.after(1))
        || matches!(place.after(1), "for" | "whether" | "how" | "in" | "on" | "at" | "when" | "during" | "it")
        || place.ends_after(1)
        || matches!(place.before(1), "being" | "also" | "well")
        || words::is_modal(place.before(2)) && place.before(1) == "be";
    let had = words::is_have(place.before(1))
        || words::is_subject_pronoun(place.before(1))
            && (words::is_determiner(place.after(1)) && !near_after(place, 4, |word| word == "as" || word == "to"));
    place.when(!weighed && !had && !place.is_compound())
}

/// "what he considers unfair", but "consider leaving", "to consider a plan".
fn consider(place: &Place<'_>) -> Option<Range<usize>> {
    let what = near_before(place, 3, |word| matches!(word, "what" | "whom" | "which")) && !is_ing(place.after(1));
    let object = matches!(
        place.after(1),
        "him" | "her" | "it" | "them" | "himself" | "herself" | "themselves" | "me" | "us" | "myself"
    ) && !place.ends_after(2)
        && !is_adjunct(place.after(2));
    let advice = matches!(place.before(1), "to" | "must" | "should" | "will" | "please") || place.begins_before(1);
    place.when((what || object) && !advice)
}

/// "seen as a test", but "was seen as he left".
fn seen_as(place: &Place<'_>) -> Option<Range<usize>> {
    let as_at_end = matches!(place.word(place.found.end - 1), "as");
    let moment = place.first() == "seen" && words::is_subject_pronoun(place.after(1));
    let plain =
        !as_at_end && !matches!(place.word(place.found.end - 1), "be") && !near_after(place, 5, |word| word == "as");
    if moment || plain {
        return None;
    }
    // Of "is seen as" the words that hedge are marked, without the auxiliary.
    let skip = place.found.clone().take_while(|&at| words::is_be(place.word(at)) || place.word(at) == "widely").count();
    Some(place.found.start + skip..place.found.end)
}

/// "seen by many as", "viewed by some as hostile".
fn seen_by(place: &Place<'_>) -> Option<Range<usize>> {
    place.when(place.after(1) == "by" && near_after(place, 6, |word| word == "as"))
}

/// "sees it as", "views himself as", "see inflation ending".
fn see_as(place: &Place<'_>) -> Option<Range<usize>> {
    let n = (2..=6).take_while(|&n| !place.ends_after(n)).find(|&n| place.after(n) == "as");
    let compared = n.is_some_and(|n| {
        matches!(place.after(n + 1), "well" | "long" | "soon" | "far" | "of" | "he" | "she" | "they")
            || matches!(place.after(n - 1), "such" | "same" | "far" | "well" | "much" | "many")
    });
    let noun = words::is_determiner(place.before(1))
        && !matches!(place.before(1), "some" | "many" | "most" | "both" | "all")
        || matches!(place.before(1), "of" | "to" | "'s") && place.first() != "see";
    let object = place.at_after(1).is_some_and(|at| begins_noun_phrase(place, at))
        || matches!(place.after(1), "himself" | "herself" | "themselves" | "itself" | "it" | "her" | "his" | "their");
    place.when(n.is_some() && !compared && !noun && object)
}

/// "in her view", "in the mayor's opinion", from "in" on.
fn in_a_view(place: &Place<'_>) -> Option<Range<usize>> {
    let n = (2..=9).take_while(|&n| !place.begins_before(n - 1)).find(|&n| place.before(n) == "in")?;
    let owned =
        words::is_possessive(place.before(n - 1)) || (n > 2 && (1..=2).any(|m| matches!(place.before(m), "'s" | "'")));
    let bodily = matches!(place.first(), "eyes" | "mind" | "reading") && !matches!(place.after(1), "," | "of");
    let mind = place.first() == "mind" || (place.first() == "reading" && !words::is_possessive(place.before(1)));
    if !owned || bodily || mind { None } else { place.with_before(n) }
}

/// "To her, it was a joke"
fn to_her(place: &Place<'_>) -> Option<Range<usize>> {
    place.when(
        place.begins_before(1)
            && place.at_before(1).is_none_or(|at| place.token(at).kind == crate::token::TokenKind::Quote)
            && place.after(1) == ",",
    )
}

/// "fear that he left", "is worried that", but "live in fear", "worried about".
fn fear(place: &Place<'_>) -> Option<Range<usize>> {
    let clause = place.after(1) == "that"
        || (place.after(1) == "the" && clause_follows(place) && place.first().starts_with("fear"));
    let verb = place.first().starts_with("fear")
        && (words::is_subject_pronoun(place.before(1)) || is_linking(place.before(1)) && place.first() == "feared")
        && (clause_follows(place)
            || is_ing(place.after(1))
            || matches!(place.after(1), "dead" | "to" | "lost" | "drowned" | "for"));
    place.when((clause || verb) && !is_denied(place))
}

fn fears(place: &Place<'_>) -> Option<Range<usize>> {
    let verb = words::is_subject_pronoun(place.before(1)) && !clause_follows(place);
    let own = words::is_possessive(place.before(1)) && place.ends_after(1);
    place.when(!verb && !own && (place.first() == "fears" || matches!(place.after(1), "that" | "of")))
}

/// "doubts that", but "no doubt", "without any doubt".
fn doubt(place: &Place<'_>) -> Option<Range<usize>> {
    let none = near_before(place, 3, |word| {
        matches!(word, "no" | "any" | "without" | "never" | "not" | "little" | "n't" | "beyond")
    });
    place.when(!none)
}
