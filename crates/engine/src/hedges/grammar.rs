//! What stands around a hedge: adverbs, clauses, the subject's verb forms.

use super::context::Context;
use crate::token::TokenKind;
use crate::words::{self, one_of, word_list};

/// Adverbs that stand between an auxiliary and its verb without changing what they say together.
pub(super) fn is_light_adverb(word: &str) -> bool {
    one_of(
        word,
        word_list!(
            "also still now then even just already long often always ever well yet so far once soon \
         again too very more most less at least"
        ),
    ) || (word.len() > 4
        && word.ends_with("ly")
        && !one_of(word, word_list!("family reply supply apply italy july rally early assembly ally")))
}

/// Forms of verbs that link a subject with what it is: "is", "remains", "seemed".
pub(super) fn is_linking(word: &str) -> bool {
    words::is_be(word)
        || one_of(
            word,
            word_list!(
                "'s remain remains remained remaining seem seems seemed appear appears appeared become \
             becomes became look looks looked stay stays stayed sound sounds sounded left"
            ),
        )
}

/// How many words back from the words found a form of be stands, adverbs between them skipped.
pub(super) fn be_before(place: &Context<'_>) -> Option<usize> {
    // "it's said" has a verb, "the king's said" a possessive.
    let is_verb = |n: usize| {
        let pronoun = place.before(n + 1);
        words::is_be(place.before(n))
            || place.before(n) == "'s"
                && (words::is_subject_pronoun(pronoun) || one_of(pronoun, "there that this what where here"))
    };
    let skipped = |n: usize| is_light_adverb(place.before(n)) || words::is_negation(place.before(n));
    (1..=3).find(|&n| is_verb(n)).filter(|&n| (1..n).all(skipped))
}

/// The same, and back to where the verb begins: the "has" of "has been", the "it" of "it's".
pub(super) fn verb_before(place: &Context<'_>) -> Option<usize> {
    let n = be_before(place)?;
    let more = place.before(n).starts_with('\'') || place.before(n) == "been" && words::is_have(place.before(n + 1));
    Some(n + usize::from(more))
}

/// Whether one of these words stands among the `reach` words before the words found, with no punctuation between.
pub(super) fn near_before(place: &Context<'_>, reach: usize, wanted: impl Fn(&str) -> bool) -> bool {
    (1..=reach).take_while(|&n| !place.begins_before(n)).any(|n| wanted(place.before(n)))
}

/// Whether one of these words stands among the `reach` words after the words found, with no punctuation between.
pub(super) fn near_after(place: &Context<'_>, reach: usize, wanted: impl Fn(&str) -> bool) -> bool {
    (1..=reach).take_while(|&n| !place.ends_after(n)).any(|n| wanted(place.after(n)))
}

/// Whether the words found are denied: "not", "n't", "never", "no" just before them, but for an adverb.
pub(super) fn is_denied(place: &Context<'_>) -> bool {
    let n = 1 + usize::from(is_light_adverb(place.before(1)) && !words::is_negation(place.before(1)));
    words::is_negation(place.before(n)) || one_of(place.before(n), "nobody nothing none few cannot")
}

/// Whether a noun phrase can begin at a place: a determiner, a pronoun, a number, a name.
pub(super) fn begins_noun_phrase(place: &Context<'_>, at: usize) -> bool {
    if !place.sentence.contains(&at) {
        return false;
    }
    let word = place.word(at);
    words::is_determiner(word)
        || words::is_subject_pronoun(word)
        || one_of(word, "there him them us me 's")
        || place.token(at).kind == TokenKind::Number
        || place.is_capital_inside(at)
}

/// Whether a clause (with a verb of its own) follows a verb of thinking: "that he left", "the talks were over".
pub(super) fn clause_follows(place: &Context<'_>) -> bool {
    if one_of(place.after(1), "that there it's he she they we i") {
        return true;
    }
    if words::is_auxiliary(place.after(1)) {
        return true;
    }
    let after = (1..=14).take_while(|&n| !place.ends_after(n)).map(|n| place.after(n));
    after.skip(1).any(|word| words::is_auxiliary(word) || one_of(word, "'s 'll 'd 've 're to gets means makes"))
}

/// Whether a verb in -ing stands there.
pub(super) fn is_ing(word: &str) -> bool {
    word.len() > 5
        && word.ends_with("ing")
        && !one_of(word, word_list!("nothing something anything everything morning evening during building"))
}

/// Whether the word introduces a place, a time or a companion rather than what something is like.
pub(super) fn is_adjunct(word: &str) -> bool {
    words::is_preposition(word)
        || words::is_weekday(word)
        || words::is_month(word)
        || words::is_coordinator(word)
        || one_of(
            word,
            word_list!(
                "here there together again next alongside live today yesterday tomorrow later earlier \
             twice first last when where while publicly onstage only as this every online everywhere \
             nowhere elsewhere sometime"
            ),
        )
}
