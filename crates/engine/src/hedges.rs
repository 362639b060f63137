//! Hedges of all eight kinds.

use crate::lexed::{Block, Lexed};
use crate::mark::{AttributionMark, EntityMark, HedgeMark};

/// Finds the hedges of a block, in the order of the text. They do not overlap. `entities` and `attributions` are
/// those of this block.
pub(crate) fn find(
    _lexed: &Lexed,
    _block: &Block,
    _entities: &[EntityMark],
    _attributions: &[AttributionMark],
    _hedges: &mut Vec<HedgeMark>,
) {
}
