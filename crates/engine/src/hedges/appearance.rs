//! Claims that rest on how things look.

use std::ops::Range;

use reportedly_document::HedgeKind::Appearance;

use super::context::{Context, always};
use super::grammar::{is_adjunct, near_before};
use super::lexicon::Use;
use super::subjects;
use crate::lexicon::{Listed, listed};
use crate::rules::rules;
use crate::token::TokenKind;
use crate::words::{self, one_of, word_list};

rules! {
    /// The claim is only how things look; they may be otherwise.
    SEEMS = "hedge/seems" {
        "It [seems](appearance) that the [seemingly](appearance) calm city [apparently](appearance) slept.",
        "The [apparent](appearance) winner wept.",
        "It soon became apparent that the heir apparent had left.",
    }
    /// "Appears" tells how things look, not how they are.
    APPEARS = "hedge/appears" {
        "The door [appears](appearance) to be shut, and he [appeared](appearance) calm.",
        "She appeared in court on Friday and will appear on stage.",
        "The article appeared.",
    }
    /// "Looks like", "looks set to": a guess from how things look.
    LOOKS = "hedge/looks" {
        "The party [looks set to](appearance) win, and growth [looks](appearance) weak.",
        "It [looks like](appearance) rain.",
        "They asked what the deal would look like, and they looked at the map.",
    }
    /// A fact is said to suggest or indicate the claim: it is drawn from signs, not known.
    FACT_SUGGESTS = "hedge/fact-suggests" {
        "The figures [suggest](appearance) a slowdown, and a report [indicates](appearance) that exports fell.",
        "That [implies](appearance) a delay; the data [point to](appearance) more.",
        "The minister suggested a new date, and she indicated that it was close and hinted at more.",
        "Police, who had no doubts, suggested a walk.",
    }
    /// Signs of something are not yet the thing itself.
    SIGNS = "hedge/signs" {
        "There are [signs](appearance) of a thaw and an [indication](appearance) that talks go on.",
        "He signs the bill under a road sign.",
    }
}

pub(super) const USES: &[Use] = &[
    Use {
        rule: SEEMS,
        kind: Appearance,
        words: listed!("seem, seems, seemed, seeming, seemingly, apparently"),
        extent: always,
    },
    Use { rule: SEEMS, kind: Appearance, words: listed!("apparent"), extent: apparent },
    Use { rule: APPEARS, kind: Appearance, words: listed!("appear, appears, appeared, appearing"), extent: appears },
    Use { rule: LOOKS, kind: Appearance, words: SET_TO, extent: always },
    Use { rule: LOOKS, kind: Appearance, words: LOOK_LIKE, extent: look_like },
    Use { rule: LOOKS, kind: Appearance, words: listed!("look, looks, looked, looking"), extent: verb_of_looks },
    Use { rule: FACT_SUGGESTS, kind: Appearance, words: SUGGEST, extent: suggests },
    Use { rule: FACT_SUGGESTS, kind: Appearance, words: POINT_TO, extent: points_to },
    Use {
        rule: SIGNS,
        kind: Appearance,
        words: listed!("sign, signs, hints, hint, indication, indications, semblance"),
        extent: signs,
    },
];

const SET_TO: Listed = listed!(
    "look set to, looks set to, looked set to, looking set to, look set for, looks set for, \
     looked set for, look poised to, looks poised to, looked poised to, look as though, looks as though, \
     looked as though, look as if, looks as if, looked as if, looks to be, look to be, looked to be, \
     looking to be"
);

const LOOK_LIKE: Listed = listed!(
    "look like, looks like, looked like, looking like, sounds like, sounded like, sounds as if, \
     sounded as if"
);

const SUGGEST: Listed = listed!(
    "suggest, suggests, suggested, suggesting, indicate, indicates, indicated, indicating, imply, \
     implies, implied, implying, hint at, hints at, hinted at, hinting at, hint that, hints that, \
     hinted that"
);

const POINT_TO: Listed = listed!(
    "point to, points to, pointed to, pointing to, points towards, point towards, points toward, \
     point toward"
);

/// "the apparent winner", but "it became apparent".
fn apparent(place: &Context<'_>) -> Option<Range<usize>> {
    let evident = place.ends_after(1) || is_adjunct(place.after(1)) || one_of(place.after(1), "that to why how");
    place.when(!evident && place.before(1) != "heir")
}

/// "appears to be", "appears calm", but "appears on stage".
fn appears(place: &Context<'_>) -> Option<Range<usize>> {
    let next = place.at_after(1)?;
    let number = place.token(next).kind == TokenKind::Number;
    let verb = match place.after(1) {
        "as" => matches!(place.after(2), "if" | "though"),
        next => one_of(next, "to that likely unlikely"),
    };
    let inserted = place.after(1) == "," && place.before(1) == "it";
    let shown = place.ends_after(1)
        || is_adjunct(place.after(1))
        || words::is_determiner(place.after(1))
        || number
        || place.is_capital_inside(next) && !place.is_headline();
    place.when((verb || inserted || !shown) && place.first() != "appearing")
}

/// "it looks like rain", but "what it looked like".
fn look_like(place: &Context<'_>) -> Option<Range<usize>> {
    // "what it would look like", "make it look like theft": no guess.
    place.when(!near_before(place, 8, |word| one_of(word, "what how make makes made making")))
}

/// "growth looks weak"
fn verb_of_looks(place: &Context<'_>) -> Option<Range<usize>> {
    let n = 1 + usize::from(one_of(
        place.after(1),
        word_list!("increasingly more less very all pretty rather quite like almost"),
    ));
    let to_me = place.after(1) == "to"
        && matches!(place.after(2), "me" | "us")
        && (place.ends_after(3) || words::is_auxiliary(place.after(3)));
    let like = one_of(
        place.after(n),
        word_list!(
            "likely unlikely certain bound destined ready safe doomed promising bleak grim shaky \
         strong weak robust vulnerable uncertain possible impossible inevitable good bad better \
         worse difficult unstoppable plausible poised increasingly healthy fragile solid set"
        ),
    );
    place.when((like || to_me) && !near_before(place, 3, |word| one_of(word, "make made what how")))
}

/// A fact suggests; people propose.
fn suggests(place: &Context<'_>) -> Option<Range<usize>> {
    if place.is_compound()
        || words::is_determiner(place.before(1)) && !one_of(place.before(1), "this that these those all both")
    {
        return None;
    }
    let passive = words::is_be(place.before(1)) && place.first().ends_with("ed") || matches!(place.after(1), "by");
    // "Prices fell, suggesting": the fact is the clause before.
    let clause = place.first().ends_with("ing") && (place.before(1) == "," || place.begins_before(1));
    let gerund = place.first().ends_with("ing") && words::is_preposition(place.before(1));
    if clause {
        let spoken = place.sentence.start..place.found.start;
        let someone = spoken.rev().take(30).any(|at| {
            one_of(
                place.word(at),
                word_list!(
                    "i he she we they said says argued told added asked complained claimed accused wrote \
                 tweeted warned noted insisted called spoke"
                ),
            )
        });
        return place.when(!someone);
    }
    let quoted = place.at_before(1).is_some_and(|at| place.token(at).kind == TokenKind::Quote);
    let opens = place.begins_before(if quoted { 2 } else { 1 }) && !matches!(place.before(1), "," | ")");
    let proposal = passive || gerund || opens || (place.before(1) == "to" && !evidence_to(place));
    place.when(!proposal && subjects::is_fact(place))
}

/// "no evidence to suggest"
fn evidence_to(place: &Context<'_>) -> bool {
    place.before(1) == "to" && one_of(place.before(2), "evidence nothing reason data indication")
}

/// "the data point to fraud", but "he pointed to the map".
fn points_to(place: &Context<'_>) -> Option<Range<usize>> {
    // "the crossing point to watch": as a verb, the bare form has a subject in the plural.
    let bare = place.first() == "point"
        && !place.before(1).ends_with('s')
        && !words::is_modal(place.before(1))
        && !one_of(place.before(1), "data these those both all also evidence");
    let score = place.first() == "points"
        && one_of(
            place.before(1),
            word_list!("basis talking bullet selling sticking starting turning boiling key main match"),
        );
    let noun =
        bare || words::is_determiner(place.before(1)) && !one_of(place.before(1), "this that these those both all");
    let number = place
        .at_before(1)
        .is_some_and(|at| place.token(at).kind == TokenKind::Number || super::amounts::is_number_word(place.word(at)));
    place.when(!noun && !number && !score && !place.begins_before(1) && subjects::is_fact(place))
}

/// "signs of a thaw", but "no sign of it", "a road sign".
fn signs(place: &Context<'_>) -> Option<Range<usize>> {
    let of = matches!(place.after(1), "of" | "that")
        || (one_of(place.after(1), "he she it they we") && !place.is_headline())
        || (place.after(1) == "the"
            && (words::is_be(place.after(3)) || place.before(1) == "a" && place.begins_before(2)));
    let verb = words::is_subject_pronoun(place.before(1));
    let denied = near_before(place, 2, |word| word == "no");
    place.when(of && !verb && !denied)
}
