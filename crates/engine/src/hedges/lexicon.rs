//! The words of all rules, to be looked up at a place in the text.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use reportedly_document::HedgeKind;

use super::place::Place;
use super::{appearance, approximation, belief, condition, hearsay, likelihood, modals, tentative, views};
use crate::phrases::Phrases;
use crate::rules::Rule;

/// What a rule makes of words that it knows.
#[derive(Debug)]
pub(super) struct Use {
    pub(super) rule: Rule,
    pub(super) kind: HedgeKind,
    /// The words, each a phrase as [`Phrases`] takes it.
    pub(super) words: &'static [&'static str],
    /// Which tokens are the hedge when one of the words stands at a place; `None` when it is no hedge there.
    pub(super) extent: fn(&Place<'_>) -> Option<Range<usize>>,
}

/// For every phrase its uses, in the order in which they are tried. A phrase with no use is left alone, and so are
/// the words in it.
pub(super) static LEXICON: LazyLock<Phrases<Vec<&'static Use>>> = LazyLock::new(|| {
    let mut uses: BTreeMap<&str, Vec<&Use>> = LEFT_ALONE.iter().map(|&phrase| (phrase, Vec::new())).collect();
    for using in kinds().flatten() {
        for phrase in using.words {
            uses.entry(phrase).or_default().push(using);
        }
    }
    Phrases::new(uses)
});

fn kinds() -> impl Iterator<Item = &'static [Use]> {
    [
        modals::USES,
        likelihood::USES,
        hearsay::USES,
        appearance::USES,
        // "An estimated 300" before "an estimated total".
        approximation::USES,
        belief::USES,
        views::USES,
        condition::USES,
        tentative::USES,
    ]
    .into_iter()
}

/// Fixed expressions with a hedge's words in them that hedge nothing.
const LEFT_ALONE: &[&str] = &[
    // Certainty.
    "no chance",
    "zero chance",
    "not a chance",
    "no doubt",
    "without doubt",
    "without a doubt",
    "beyond doubt",
    "beyond a doubt",
    "beyond reasonable doubt",
    "beyond a reasonable doubt",
    "no question",
    "make no mistake",
    "cannot possibly",
    "can not possibly",
    "could not possibly",
    "couldn't possibly",
    "can't possibly",
    // Conditions that are none.
    "as if",
    "even if",
    "if only",
    "if any",
    "if anything",
    "if ever",
    "if at all",
    "if not",
    "if you will",
    "what if",
    "ifs and buts",
    // Ability and custom.
    "as soon as possible",
    "as much as possible",
    "as many as possible",
    "as quickly as possible",
    "as possible",
    "could care less",
    "could have cared less",
    "come what may",
    "be that as it may",
    "might as well",
    "may as well",
    "may day",
    // Chances that are given and taken.
    "by chance",
    "last chance",
    "second chance",
    "take a chance",
    "took a chance",
    "taking a chance",
    "take no chances",
    "taking no chances",
    "potential energy",
    "risk factors",
    "risk factor",
    // Minds.
    "make believe",
    "make-believe",
    "believe it or not",
    "would you believe",
    "think tank",
    "think tanks",
    "think-tank",
    "think-tanks",
    "think twice",
    "think again",
    "second thoughts",
    "second thought",
    "guess what",
    "as expected",
    "life expectancy",
    "prime suspect",
    "fear of god",
    "weather forecast",
    "point of view",
    "points of view",
    "to appear in court",
    // Quantities.
    "all but one",
    "all but two",
    "all but three",
    "close to home",
    "close to me",
    "close to him",
    "close to her",
    "not nearly",
    "how about",
    "what about",
    "about-face",
    "about to",
    "around the clock",
    "around the world",
    // Kinds.
    "what kind of",
    "what sort of",
    "some kind of",
    "some sort of",
    "any kind of",
    "any sort of",
    "this kind of",
    "that kind of",
    "the kind of",
    "the sort of",
    "every kind of",
    "in a way that",
    "in a way which",
];

/// All rules of the layer.
#[cfg(test)]
pub(crate) fn rules() -> Vec<Rule> {
    [
        modals::RULES,
        likelihood::RULES,
        hearsay::RULES,
        appearance::RULES,
        belief::RULES,
        views::RULES,
        approximation::RULES,
        condition::RULES,
        tentative::RULES,
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_rule_knows_a_phrase_twice() {
        for using in kinds().flatten() {
            let mut words = using.words.to_vec();
            words.sort_unstable();
            for pair in words.windows(2) {
                assert_ne!(pair[0], pair[1], "{}", using.rule.id);
            }
        }
    }

    #[test]
    fn phrases_are_written_as_they_are_looked_up() {
        for phrase in kinds().flatten().flat_map(|using| using.words).chain(LEFT_ALONE) {
            assert_eq!(*phrase, phrase.to_lowercase());
        }
    }
}
