//! Claims that hold only if something else does.

use std::ops::Range;

use reportedly_document::HedgeKind::Condition;

use super::context::Context;
use super::grammar::near_after;
use super::lexicon::Use;
use crate::lexicon::{Listed, listed};
use crate::rules::rules;
use crate::token::TokenKind;
use crate::words::{self, one_of, word_list};

rules! {
    /// The claim holds only if the condition is met.
    ONLY_IF = "hedge/only-if" {
        "He will go [if](condition) she stays, [unless](condition) it rains.",
        "She asked him if it rains, to see if he knew.",
        "He looked as if he wondered if it was late, even if it was not.",
    }
    /// What is said depends on something that is not settled.
    DEPENDS = "hedge/depends" {
        "It [depends on](condition) the weather and [hinges on](condition) luck.",
        "We depend on rain, and pay [depending on](condition) age.",
        "They left it hinged and open.",
    }
    /// "As long as", "provided that": the claim holds while the condition does.
    AS_LONG_AS = "hedge/as-long-as" {
        "He stays [as long as](condition) she does, [provided that](condition) it is dry.",
        "[Assuming](condition) that all goes well, they leave.",
        "It lasted as long as three hours, and they provided food, assuming office on Monday.",
    }
}

pub(super) const USES: &[Use] = &[
    Use { rule: ONLY_IF, kind: Condition, words: listed!("if"), extent: only_if },
    Use { rule: ONLY_IF, kind: Condition, words: listed!("were"), extent: were_to },
    Use {
        rule: ONLY_IF,
        kind: Condition,
        words: listed!("unless, if and when, barring, if so, in the event of, in the event that, absent"),
        extent: unless,
    },
    Use { rule: DEPENDS, kind: Condition, words: DEPENDS_ON, extent: depends },
    Use { rule: AS_LONG_AS, kind: Condition, words: listed!("as long as, so long as"), extent: as_long_as },
    Use {
        rule: AS_LONG_AS,
        kind: Condition,
        words: listed!(
            "provided that, providing that, on condition that, on the condition that, \
                 to the degree that, to the extent that, presuming that, supposing that"
        ),
        extent: no_anonymity,
    },
    Use {
        rule: AS_LONG_AS,
        kind: Condition,
        words: listed!("assuming, provided, supposing, presuming"),
        extent: assuming,
    },
];

const DEPENDS_ON: Listed = listed!(
    "depend on, depends on, depended on, depending on, dependent on, depend upon, depends upon, \
     depended upon, depending upon, dependent upon, depends, depending, hinge on, hinges on, hinged on, \
     hinging on, hinge upon, hinges upon, contingent on, contingent upon, contingent, conditional on, \
     conditional upon, conditional, conditioned on, predicated on"
);

/// "it depends on the weather", but "they depend on him".
fn depends(place: &Context<'_>) -> Option<Range<usize>> {
    let open = matches!(place.word(place.found.end - 1), "on" | "upon")
        && one_of(place.after(1), "whether how what who if when where which");
    let reliance = place.first().starts_with("depend")
        && (one_of(place.before(1), word_list!("i you he she we they who that which heavily solely to"))
            || place.first() == "dependent"
            || place.first() == "depended");
    place.when(open || !reliance)
}

/// Verbs after which "if" means "whether".
fn is_asking(word: &str) -> bool {
    one_of(
        word,
        word_list!(
            "ask asks asked asking include includes included wonder wonders wondered wondering see know knows knew check \
         checked checking determine decide tell question questioned unclear uncertain doubt \
         doubts curious learn out unsure remember test doubtful verify seeing assess knowing"
        ),
    )
}

/// "if it rains", but "as if", "even if", "asked if".
fn only_if(place: &Context<'_>) -> Option<Range<usize>> {
    if one_of(place.before(1), "as even what") && place.before(2) != "that" || place.is_compound() {
        return None;
    }
    let asks = |word: &str| one_of(word, word_list!("ask asks asked asking wonder wondered wondering questioned"));
    let within = |n: usize| !place.begins_before(n) && !one_of(place.before(n), "that about when");
    let asked = is_asking(place.before(1))
        // "asked Ms. Smith on Friday if", "to tell them if"
        || (2..=12).take_while(|&n| within(n - 1)).any(|n| asks(place.before(n)))
        || (one_of(place.before(1), "me us him them her say") && is_asking(place.before(2)));
    place.when(!asked)
}

/// "were he to resign"
fn were_to(place: &Context<'_>) -> Option<Range<usize>> {
    let opens = place.begins_before(1) || one_of(place.before(1), "that and but");
    place.when(opens && words::is_subject_pronoun(place.after(1)) && place.after(2) == "to")
}

/// "unless it rains", "absent a deal", but "barring them from".
fn unless(place: &Context<'_>) -> Option<Range<usize>> {
    let opens = !matches!(place.first(), "absent" | "barring")
        || (place.begins_before(1) && words::is_determiner(place.after(1)) && !words::is_possessive(place.after(1)));
    place.when(opens)
}

/// "as long as it lasts", but "as long as three hours".
fn as_long_as(place: &Context<'_>) -> Option<Range<usize>> {
    let measured = place.at_after(1).is_none_or(|at| {
        place.token(at).kind == TokenKind::Number
            || super::amounts::number_at(place, at)
            || super::amounts::unit_at(place, at)
    }) || matches!(place.after(1), "possible");
    place.when(!measured)
}

/// "on condition that he not be named" is how a source spoke, no condition of the claim.
fn no_anonymity(place: &Context<'_>) -> Option<Range<usize>> {
    place.when(!near_after(place, 8, |word| one_of(word, "named identified anonymous anonymity quoted")))
}

/// "Assuming all goes well", but "assuming office".
fn assuming(place: &Context<'_>) -> Option<Range<usize>> {
    let opens = place.begins_before(1) || words::is_coordinator(place.before(1));
    let next = place.at_after(1)?;
    let clause = place.after(1) == "that" && place.first() != "provided"
        || near_after(place, 8, |word| words::is_auxiliary(word) || one_of(word, "'s goes gets takes comes holds"));
    let taking = one_of(place.after(1), word_list!("office power control command responsibility duties"));
    let by = one_of(place.after(1), "by with for to in");
    let noun_phrase = super::grammar::begins_noun_phrase(place, next);
    place.when(opens && clause && !taking && !by && (noun_phrase || place.first() != "provided"))
}
