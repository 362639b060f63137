//! The words of all rules, to be looked up at a place in the text.

use std::ops::Range;
use std::sync::LazyLock;

use reportedly_document::HedgeKind;

use super::context::Context;
use super::{appearance, approximation, belief, condition, hearsay, likelihood, modals, tentative, viewpoint};
use crate::lexicon::{Listed, entries};
use crate::phrases::Phrases;
use crate::rules::Rule;

/// What a rule makes of words that it knows.
#[derive(Debug)]
pub(super) struct Use {
    pub(super) rule: Rule,
    pub(super) kind: HedgeKind,
    /// The words, with a comma and a space between them, each a phrase as [`Phrases`] takes it.
    pub(super) words: Listed,
    /// Which tokens are the hedge when one of the words stands at a place; `None` when it is no hedge there.
    pub(super) extent: fn(&Context<'_>) -> Option<Range<usize>>,
}

/// For every phrase its uses, in the order in which they are tried. A phrase with no use is left alone, and so are
/// the words in it.
pub(super) static LEXICON: LazyLock<Phrases<Vec<&'static Use>>> = LazyLock::new(|| {
    let mut uses: Phrases<Vec<&Use>> = Phrases::new(entries("left_alone").map(|phrase| (phrase, Vec::new())));
    for using in kinds().flatten() {
        for phrase in using.words.text().split(", ") {
            uses.entry(phrase).push(using);
        }
    }
    uses
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
        viewpoint::USES,
        condition::USES,
        tentative::USES,
    ]
    .into_iter()
}

/// All rules of the layer.
#[cfg(test)]
pub(crate) fn rules() -> Vec<Rule> {
    [
        modals::RULES,
        likelihood::RULES,
        hearsay::RULES,
        appearance::RULES,
        belief::RULES,
        viewpoint::RULES,
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
            let mut words: Vec<_> = using.words.text().split(", ").collect();
            words.sort_unstable();
            for pair in words.windows(2) {
                assert_ne!(pair[0], pair[1], "{}", using.rule.id);
            }
        }
    }

    #[test]
    fn phrases_are_written_as_they_are_looked_up() {
        for phrase in kinds().flatten().flat_map(|using| using.words.text().split(", ")).chain(entries("left_alone")) {
            assert_eq!(phrase, phrase.to_lowercase());
            assert!(!phrase.is_empty() && !phrase.contains(','), "{phrase:?}");
        }
    }
}
