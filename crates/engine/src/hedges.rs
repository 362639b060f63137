//! Hedges of all eight kinds.
//!
//! Every kind has a module with its rules, each with its words and with the test that tells a hedge from the same
//! words doing something else ("it could rain", "he could not see"). [`lexicon`] looks the words up; [`context`] is what
//! a test can see: the words found and their sentence.

mod amounts;
mod appearance;
mod approximation;
mod belief;
mod condition;
mod context;
mod grammar;
mod hearsay;
pub(crate) mod lexicon;
mod likelihood;
mod modals;
mod subjects;
mod tentative;
mod viewpoint;

use reportedly_document::EntityKind;

use crate::lexed::{Block, Lexed};
use crate::mark::{AttributionMark, EntityMark, HedgeMark};
use context::Context;
use lexicon::LEXICON;

/// Finds the hedges of a block, in the order of the text. They do not overlap. `entities` and `attributions` are
/// those of this block.
#[inline(never)]
pub(crate) fn find(
    lexed: &Lexed,
    block: &Block,
    entities: &[EntityMark],
    _attributions: &[AttributionMark],
    hedges: &mut Vec<HedgeMark>,
) {
    let mut entity = 0;
    for sentence in &lexed.sentences()[block.sentences.clone()] {
        let mut at = sentence.start;
        let mut free = at;
        while at < sentence.end {
            entity += entities[entity..].iter().take_while(|mark| mark.tokens.end <= at).count();
            if let Some(name) = entities.get(entity).filter(|mark| mark.tokens.start <= at && is_name(mark)) {
                at = name.tokens.end.min(sentence.end);
                continue;
            }
            let Some((length, uses)) = LEXICON.longest_at(lexed, at, sentence.end) else {
                at += 1;
                continue;
            };
            let place = Context::new(lexed, entities, sentence.clone(), at..at + length);
            let found = uses.iter().find_map(|using| Some((using, (using.extent)(&place)?)));
            match found {
                Some((using, tokens)) if tokens.start >= free => {
                    at = tokens.end.max(at + length);
                    free = at;
                    hedges.push(HedgeMark {
                        tokens,
                        kind: using.kind,
                        voice: None,
                        confidence: None,
                        rule: using.rule,
                    });
                }
                _ => at += if uses.is_empty() { length } else { 1 },
            }
        }
    }
}

/// Names are not read for hedges ("Theresa May"); groups, dates and amounts are ("in the possible 2026 vote").
fn is_name(mark: &EntityMark) -> bool {
    matches!(mark.kind, EntityKind::Person | EntityKind::Organization | EntityKind::Place | EntityKind::Other)
}

#[cfg(test)]
mod tests {
    use reportedly_document::Layer;

    use crate::annotate;
    use crate::rules::examples::bracketed;

    fn marked(text: &str) -> String {
        let analysis = annotate(text);
        bracketed(text, analysis.annotations.iter().filter(|a| a.layer() == Layer::Hedge))
    }

    #[test]
    fn a_report_from_a_harbour() {
        insta::assert_snapshot!(marked(
            "The port of Lunmouth may have lost about a third of its cranes, officials said, but it was not immediately \
             clear whether ships could still unload. Nobody could reach the harbour master, who was reportedly on leave \
             in May. “If the wind drops, we will probably open one dock,” said his deputy, who asked if the rain had \
             stopped. Early figures suggest that repairs will cost close to $40 million, or so the mayor believes."
        ), @"The port of Lunmouth [may](modal) have lost [about](approximation) a third of its cranes, officials said, but it was [not immediately clear](likelihood) whether ships [could](modal) still unload. Nobody could reach the harbour master, who was [reportedly](hearsay) on leave in May. “[If](condition) the wind drops, we will [probably](likelihood) open one dock,” said his deputy, who asked if the rain had stopped. Early figures [suggest](appearance) that repairs will cost [close to](approximation) $40 million, or so the mayor believes.");
    }

    #[test]
    fn a_report_from_a_court() {
        insta::assert_snapshot!(marked(
            "The alleged forger is expected to appear in court on Friday. She is thought to have sold some 20 paintings, \
             some of them to friends, and is seen as a gifted copyist. Her lawyer suggested a settlement, which seems \
             unlikely unless the museum agrees. He said he would not speculate about the sentence and had no doubt that \
             she would paint. Whether the largely unknown buyers will get their money back remains to be seen."
        ), @"The [alleged](hearsay) forger is [expected](belief) to appear in court on Friday. She is [thought](belief) to have sold [some](approximation) 20 paintings, some of them to friends, and [is seen as](belief) a gifted copyist. Her lawyer suggested a settlement, which [seems](appearance) [unlikely](likelihood) [unless](condition) the museum agrees. He said he would not speculate about the sentence and had no doubt that she would paint. Whether the [largely](tentative) unknown buyers will get their money back [remains to be seen](likelihood).");
    }

    #[test]
    fn the_words_without_the_doubt() {
        let plain = "On May 5 the general assumed command and could not see the enemy. He asked if they believed in \
                     luck, thought about home and talked about two plans as if nothing had happened. Likely voters had \
                     no chance to reach their full potential, and everyone left as soon as possible.";
        assert_eq!(marked(plain), plain);
    }
}
