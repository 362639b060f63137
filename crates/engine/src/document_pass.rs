//! What only the whole text tells: one kind for one name, whose hedge it is, whom a pronoun stands for.

pub(crate) mod names;
pub(crate) mod speakers;
pub(crate) mod voice;

use crate::entities::is_possible;
use crate::lexed::Lexed;
use crate::mark::{AttributionMark, EntityMark, HedgeMark};

/// Looks at the whole text at once. Linear.
pub(crate) fn run(
    lexed: &Lexed,
    entities: &mut Vec<EntityMark>,
    attributions: &mut [AttributionMark],
    hedges: &mut [HedgeMark],
) {
    entities.retain(|mark| is_possible(lexed, mark));
    names::unify(lexed, entities);
    speakers::resolve(lexed, entities, attributions);
    voice::assign(attributions, hedges);
}
