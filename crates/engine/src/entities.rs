//! Entities: names, dates and amounts of money.
//!
//! Dates and amounts have a small grammar each. Names are runs of capitalised words; a run is split at titles and at
//! known names, and each part gets its kind from the lists, from a word in it ("Ministry", "River"), or from what
//! stands around it. What is then only a guess, the document pass replaces by what the rest of the text knows.

mod casing;
mod context;
mod dates;
mod heads;
pub(crate) mod lexicon;
mod money;
mod parts;
pub(crate) mod rules;
mod runs;
mod unknown;

use crate::lexed::{Block, Lexed};
use crate::mark::EntityMark;

pub(crate) use casing::Casing;
pub(crate) use context::{can_be_dropped, is_function_word};

/// Finds the entities of a block, in the order of the text. They do not overlap.
pub(crate) fn find(lexed: &Lexed, block: &Block, entities: &mut Vec<EntityMark>) {
    let casing = Casing::of(lexed, block);
    for sentence in &lexed.sentences()[block.sentences.clone()] {
        let mut at = sentence.start;
        while at < sentence.end {
            let amount = money::at(lexed, at, sentence).or_else(|| dates::at(lexed, at, sentence));
            if let Some(mark) = amount {
                at = mark.tokens.end;
                entities.push(mark);
                continue;
            }
            let run = runs::at(lexed, at, sentence, casing);
            at = run.end.max(at + 1);
            if !run.is_empty() {
                parts::mark(lexed, sentence, run, casing, entities);
            }
        }
    }
}
