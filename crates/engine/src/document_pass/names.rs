use crate::lexed::Lexed;
use crate::mark::EntityMark;

/// Gives all mentions of one name the same kind, and finds mentions that no rule saw.
pub(crate) fn unify(_lexed: &Lexed, _entities: &mut Vec<EntityMark>) {}
