//! Entities: names, dates and amounts of money.

use crate::lexed::{Block, Lexed};
use crate::mark::EntityMark;

/// Finds the entities of a block, in the order of the text. They do not overlap.
pub(crate) fn find(_lexed: &Lexed, _block: &Block, _entities: &mut Vec<EntityMark>) {}
