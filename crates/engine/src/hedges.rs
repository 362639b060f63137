//! Hedges of all eight kinds.
//!
//! Every kind has a module with its rules, each with its words and with the test that tells a hedge from the same
//! words doing something else ("it could rain", "he could not see"). [`lexicon`] looks the words up; [`place`] is what
//! a test can see: the words found and their sentence.

mod amounts;
mod appearance;
mod approximation;
mod belief;
mod condition;
mod grammar;
mod hearsay;
mod lexicon;
mod likelihood;
mod modals;
mod place;
mod subjects;
mod tentative;
mod views;

use reportedly_document::EntityKind;

use crate::lexed::{Block, Lexed};
use crate::mark::{AttributionMark, EntityMark, HedgeMark};
use lexicon::LEXICON;
use place::Place;

/// Finds the hedges of a block, in the order of the text. They do not overlap. `entities` and `attributions` are
/// those of this block.
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
            let place = Place::new(lexed, entities, sentence.clone(), at..at + length);
            let found = uses.iter().find_map(|using| Some((using, (using.extent)(&place)?)));
            match found {
                Some((using, tokens)) if tokens.start >= free => {
                    at = tokens.end.max(at + length);
                    free = at;
                    hedges.push(HedgeMark { tokens, kind: using.kind, voice: None, rule: using.rule });
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
