use crate::lexed::Lexed;
use crate::mark::{AttributionMark, EntityMark};

/// Sets `refers_to` of sources that are a pronoun or a short name.
pub(crate) fn resolve(_lexed: &Lexed, _entities: &[EntityMark], _attributions: &mut [AttributionMark]) {}
