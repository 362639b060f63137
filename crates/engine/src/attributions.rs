//! Attributions: cues, and the source and content of each.

use crate::lexed::{Block, Lexed};
use crate::mark::{AttributionMark, EntityMark};

/// Finds the attributions of a block, in the order of their first token. `entities` are those of this block.
pub(crate) fn find(_lexed: &Lexed, _block: &Block, _entities: &[EntityMark], _attributions: &mut Vec<AttributionMark>) {
}
