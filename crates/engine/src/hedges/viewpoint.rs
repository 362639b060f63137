//! Claims that are how somebody sees it, or what somebody fears or doubts.

use std::ops::Range;

use reportedly_document::EntityKind;
use reportedly_document::HedgeKind::Belief;

use super::context::{Context, always};
use super::grammar::{begins_noun_phrase, clause_follows, is_denied, is_ing, is_linking, near_after, near_before};
use super::lexicon::Use;
use crate::lexicon::{Listed, listed};
use crate::people;
use crate::rules::rules;
use crate::token::TokenKind;
use crate::words::{self, one_of, word_list};

rules! {
    /// It is how someone sees it; others may see it otherwise.
    SEEN_AS = "hedge/seen-as" {
        "The vote [is seen as](belief) a test, and critics [see](belief) it as a farce.",
        "The [perceived](belief) slight hurt.",
        "He was seen as he left, and saw the film.",
    }
    /// It is so in one person's view.
    IN_A_VIEW = "hedge/in-a-view" {
        "[In her view](belief), he lied; [in the mayor's opinion](belief) he did not.",
        "[To her](belief), it was a joke.",
        "[To Maria Lopez](belief), the vote was a joke.",
        "To fix the mistakes made by Maria Lopez, they voted.",
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
    Use { rule: SEEN_AS, kind: Belief, words: SEEN, extent: seen_as },
    Use { rule: SEEN_AS, kind: Belief, words: listed!("seen, viewed, regarded"), extent: seen_by },
    Use { rule: SEEN_AS, kind: Belief, words: listed!("perceived, perceives, deemed"), extent: always },
    Use {
        rule: SEEN_AS,
        kind: Belief,
        words: listed!("see, sees, saw, view, views, viewed, regard, regards"),
        extent: see_as,
    },
    Use {
        rule: IN_A_VIEW,
        kind: Belief,
        words: listed!("view, opinion, estimation, judgment, judgement, eyes"),
        extent: in_a_view,
    },
    Use { rule: IN_A_VIEW, kind: Belief, words: listed!("to me, to him, to her, to them, to us"), extent: to_her },
    Use { rule: IN_A_VIEW, kind: Belief, words: listed!("to"), extent: to_someone },
    Use {
        rule: IN_A_VIEW,
        kind: Belief,
        words: listed!(
            "to my knowledge, to my mind, as far as i know, as far as we know, in the view of, \
                 in the opinion of, in the eyes of"
        ),
        extent: always,
    },
    Use {
        rule: FEARS,
        kind: Belief,
        words: listed!("fear, feared, fearing, worry, worries, worried, concern, concerns, concerned"),
        extent: fear,
    },
    Use { rule: FEARS, kind: Belief, words: listed!("fears, fearful, afraid"), extent: fears },
    Use { rule: DOUBTS, kind: Belief, words: listed!("doubt, doubts, doubted"), extent: doubt },
    Use {
        rule: DOUBTS,
        kind: Belief,
        words: listed!("doubtful, dubious, skeptical, sceptical, skeptically, sceptically"),
        extent: always,
    },
];

const SEEN: Listed =
    listed!("seen as, viewed as, regarded as, perceived as, thought of as, seen to be, regards as, regard as");

/// "is seen as a test", but "was seen as he left".
fn seen_as(place: &Context<'_>) -> Option<Range<usize>> {
    if words::is_subject_pronoun(place.after(1)) {
        return None;
    }
    place.with_before(usize::from(words::is_be(place.before(1))))
}

/// "seen by many as", "viewed by some as hostile".
fn seen_by(place: &Context<'_>) -> Option<Range<usize>> {
    place.when(place.after(1) == "by" && near_after(place, 6, |word| word == "as"))
}

/// "sees it as", "views himself as", "see inflation ending".
fn see_as(place: &Context<'_>) -> Option<Range<usize>> {
    let object = place.at_after(1).is_some_and(|at| begins_noun_phrase(place, at))
        || one_of(place.after(1), word_list!("himself herself themselves itself it her his their"));
    let noun = words::is_determiner(place.before(1)) && !one_of(place.before(1), "some many most both all")
        || one_of(place.before(1), "of to 's") && place.first() != "see";
    let n = (2..=6).take_while(|&n| !place.ends_after(n)).find(|&n| place.after(n) == "as");
    let as_if = n.is_some_and(|n| {
        // "as well", "as quickly as", "the same as", "saw it as he left".
        let compared = one_of(place.after(n + 1), "well long soon far of possible he she they")
            || place.after(n + 2) == "as"
            || one_of(place.after(n - 1), "such same far well much many");
        !compared && object
    });
    // "analysts see inflation at 90 percent" is what they expect.
    let forecasters = one_of(
        place.before(1),
        word_list!("analysts economists forecasters experts polls markets pollsters strategists traders"),
    ) && matches!(place.first(), "see" | "saw")
        && !place.ends_after(1);
    place.when((as_if || forecasters) && !noun)
}

/// "in her view", "in the mayor's opinion", from "in" on.
fn in_a_view(place: &Context<'_>) -> Option<Range<usize>> {
    let n = (2..=9).take_while(|&n| !place.begins_before(n - 1)).find(|&n| place.before(n) == "in")?;
    let owned =
        words::is_possessive(place.before(n - 1)) || (n > 2 && (1..=2).any(|m| matches!(place.before(m), "'s" | "'")));
    let bodily = place.first() == "eyes" && !matches!(place.after(1), "," | "of");
    if !owned || bodily { None } else { place.with_before(n) }
}

/// "To her, it was a joke", "it was, to her, a joke", but "he gave it to her".
fn to_her(place: &Context<'_>) -> Option<Range<usize>> {
    place.when(
        place.begins_before(1)
            && place.at_before(1).is_none_or(|at| place.token(at).kind == TokenKind::Quote || place.word(at) == ",")
            && place.after(1) == ",",
    )
}

/// "To Ms. Lee, it was a joke": the opening words up to the comma, where they end in a person's name.
fn to_someone(place: &Context<'_>) -> Option<Range<usize>> {
    if place.at_before(1).is_some_and(|at| place.token(at).kind != TokenKind::Quote) {
        return None;
    }
    // "To fix the roof of Ms. Lee," and "To those who know Ms. Lee," are something else.
    let described = |word: &str| people::is_title(word) || people::is_role(word) || word == "the";
    let next = place.at_after(1)?;
    if !place.token(next).capital && !described(place.word(next))
        || near_after(place, 12, |word| one_of(word, "who that"))
    {
        return None;
    }
    let comma = (2..=14).find(|&n| place.ends_after(n)).filter(|&n| place.after(n) == ",")?;
    let named = place.entity_at(place.at_after(comma - 1)?).filter(|mark| mark.kind == EntityKind::Person)?;
    Some(place.found.start..named.tokens.end)
}

/// "fear that he left", "is worried that", but "live in fear", "worried about".
fn fear(place: &Context<'_>) -> Option<Range<usize>> {
    let clause = place.after(1) == "that"
        || (place.after(1) == "the" && clause_follows(place) && place.first().starts_with("fear"));
    let person = words::is_subject_pronoun(place.before(1));
    let feared = is_linking(place.before(1)) && one_of(place.after(1), "dead to lost drowned");
    let verb = place.first().starts_with("fear")
        && (person && (is_ing(place.after(1)) || clause_follows(place) && place.after(1) != "to")
            || place.first() == "feared" && feared);
    place.when((clause || verb) && !is_denied(place))
}

/// "fears of a war", "amid fears", but "he fears God", "her fears."
fn fears(place: &Context<'_>) -> Option<Range<usize>> {
    let god = words::is_subject_pronoun(place.before(1))
        && place.at_after(1).is_some_and(|at| place.is_capital_inside(at))
        && !words::is_auxiliary(place.after(2));
    let own = words::is_possessive(place.before(1)) && place.ends_after(1);
    place.when(!god && !own && (place.first() == "fears" || one_of(place.after(1), "that of if")))
}

/// "doubts that", but "no doubt", "without any doubt".
fn doubt(place: &Context<'_>) -> Option<Range<usize>> {
    let none = near_before(place, 3, |word| one_of(word, "no any without never not little n't beyond"));
    place.when(!none)
}
