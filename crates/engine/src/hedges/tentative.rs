//! A stance that is itself softened.

use std::ops::Range;

use reportedly_document::HedgeKind::Tentative;

use super::context::{Context, always};
use super::grammar::{begins_noun_phrase, is_adjunct, is_linking, near_after};
use super::lexicon::Use;
use crate::lexicon::{Listed, listed};
use crate::rules::rules;
use crate::words::{self, one_of, word_list};

rules! {
    /// The word says that the claim holds only partly or not without exception.
    PARTLY_SO = "hedge/partly-so" {
        "The role is [largely](tentative) ceremonial and [somewhat](tentative) dull.",
        "It is [arguably](tentative) [a bit](tentative) late.",
        "They were treated fairly and paid a little money.",
    }
    /// "Sort of" and "kind of" take the word after them back a little.
    SORT_OF = "hedge/sort-of" {
        "I [sort of](tentative) agree; it is a [kind of](tentative) truce.",
        "He is not the sort of man and not the kind of leader they want, and this is a new kind of plan.",
    }
    /// The stance is held back on purpose: careful, early or not final.
    HELD_BACK = "hedge/held-back" {
        "She is [cautiously optimistic](tentative) about the [tentative](tentative) deal and its [preliminary](tentative) terms.",
        "It is a [cautious](tentative) step, by [unofficial](tentative) results.",
        "The gate was guarded by two men during a preliminary hearing.",
    }
    /// The phrase limits what is said to one way of looking at it.
    IN_A_SENSE = "hedge/in-a-sense" {
        "It was, [in a sense](tentative), a win [for the most part](tentative).",
        "They won in a way that pleased nobody.",
    }
}

pub(super) const USES: &[Use] = &[
    Use { rule: PARTLY_SO, kind: Tentative, words: PARTLY, extent: always },
    Use { rule: PARTLY_SO, kind: Tentative, words: listed!("essentially"), extent: always },
    Use { rule: PARTLY_SO, kind: Tentative, words: listed!("fairly, broadly"), extent: before_quality },
    Use { rule: PARTLY_SO, kind: Tentative, words: listed!("a little, a little bit, a bit"), extent: a_little },
    Use { rule: SORT_OF, kind: Tentative, words: listed!("sort of, kind of"), extent: sort_of },
    Use { rule: HELD_BACK, kind: Tentative, words: HELD, extent: always },
    Use { rule: HELD_BACK, kind: Tentative, words: listed!("preliminary, provisional"), extent: not_final },
    Use { rule: HELD_BACK, kind: Tentative, words: listed!("unofficial"), extent: unofficial },
    Use {
        rule: HELD_BACK,
        kind: Tentative,
        words: listed!("cautious, guarded, guardedly, cautiously"),
        extent: cautious,
    },
    Use { rule: IN_A_SENSE, kind: Tentative, words: IN_A_WAY, extent: always },
];

const PARTLY: Listed = listed!(
    "somewhat, largely, relatively, mostly, mainly, arguably, ostensibly, more or less, pretty much, \
     comparatively, nominally, theoretically, basically, something of, somewhat of, in a manner of speaking"
);

const HELD: Listed = listed!(
    "cautiously optimistic, cautious optimism, guarded optimism, guardedly optimistic, \
     cautiously hopeful, tentative, tentatively, provisionally"
);

const IN_A_WAY: Listed = listed!(
    "to some extent, to some degree, to an extent, to a certain extent, to a certain degree, \
     to a degree, to a large extent, in a sense, in some sense, in some senses, in a way, in some ways, \
     in certain ways, in some fashion, for the most part, by and large, on the whole, so to speak, \
     as it were, in theory, at least in part, in large part, of sorts, in general terms"
);

/// "fairly old", but "treated fairly".
fn before_quality(place: &Context<'_>) -> Option<Range<usize>> {
    let more = one_of(place.before(1), "more most very as so");
    let next = place.at_after(1)?;
    place.when(!more && !place.ends_after(1) && !is_adjunct(place.after(1)) && !begins_noun_phrase(place, next))
}

/// "a little late", "a bit of a shock", but "a little money", "a little girl".
fn a_little(place: &Context<'_>) -> Option<Range<usize>> {
    let quality = one_of(
        place.after(1),
        word_list!("too bit late early over like odd different strange sad tired longer better worse"),
    ) || (place.after(1).len() > 4
        && ["ed", "ous", "ful", "ish", "ier", "ly"].iter().any(|ending| place.after(1).ends_with(ending)));
    let quality = quality
        || place.after(1) == "more"
            && ["ly", "ive", "ous", "ful", "able", "ible", "ic", "ed", "ing"]
                .iter()
                .any(|ending| place.after(2).ends_with(ending));
    let bit = place.first() == "a"
        && place.word(place.found.end - 1) == "bit"
        && (place.after(1) == "of" && place.after(2) == "a" || is_linking(place.before(1)));
    place.when(quality || bit)
}

/// "sort of agree", "a kind of truce", but "the kind of man", "a new kind of".
fn sort_of(place: &Context<'_>) -> Option<Range<usize>> {
    let before = place.before(1);
    let softens = place.begins_before(1)
        || words::is_subject_pronoun(before)
        || words::is_be(before)
        || words::is_coordinator(before)
        || one_of(before, "a 's just that still people have really was")
        || matches!(place.after(1), "a" | "like");
    let kind = one_of(before, word_list!("the this what which same no one some any every right wrong"));
    place.when(softens && !kind)
}

/// "preliminary findings", but "a preliminary hearing", "the provisional government".
fn not_final(place: &Context<'_>) -> Option<Range<usize>> {
    let label = near_after(place, 3, |word| {
        one_of(
            word,
            word_list!(
                "hearing hearings round rounds stage stages match matches court government constitution warrant licence \
             license ballot ballots council parliament administration summit"
            ),
        )
    });
    place.when(!label)
}

/// "a cautious step", "guarded optimism", but "guarded by two men", "be cautious when driving".
fn cautious(place: &Context<'_>) -> Option<Range<usize>> {
    let stance = match place.first() {
        "guarded" => {
            one_of(
                place.after(1),
                word_list!("optimism optimistic response welcome language reaction answer assessment hope about"),
            ) || is_linking(place.before(1)) && place.ends_after(1)
        }
        "cautiously" => !place.ends_after(1) && !is_adjunct(place.after(1)),
        _ => true,
    };
    let warned = one_of(place.before(1), "be more being") || place.after(1) == "of";
    place.when(stance && !warned && !place.is_compound())
}

/// "unofficial results", but "an unofficial visit".
fn unofficial(place: &Context<'_>) -> Option<Range<usize>> {
    place.when(near_after(place, 3, |word| {
        one_of(
            word,
            word_list!("result results tally count counts figure figures returns estimate estimates toll turnout"),
        )
    }))
}
