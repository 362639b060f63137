//! The layers of marks, and the parts that the marks of each have.

use serde::{Deserialize, Serialize};

use crate::labels::labelled;

labelled! {
    /// A layer of marks.
    pub enum Layer ("layer") {
        /// Names, dates, amounts.
        Entity = "entity",
        /// Words that weaken a commitment.
        Hedge = "hedge",
        /// Who said what.
        Attribution = "attribution",
    }
}

/// A part of an annotation that is drawn in its own way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Part {
    /// An entity.
    Entity,
    /// A hedge.
    Hedge,
    /// Who says it.
    Source,
    /// That it is said.
    Cue,
    /// What is said.
    Content,
    /// Through whom it reached the author.
    Via,
}

impl Part {
    /// All there are.
    pub const ALL: [Part; 6] = [Part::Entity, Part::Hedge, Part::Source, Part::Cue, Part::Content, Part::Via];

    /// The layer whose marks have this part.
    pub fn layer(self) -> Layer {
        match self {
            Part::Entity => Layer::Entity,
            Part::Hedge => Layer::Hedge,
            Part::Source | Part::Cue | Part::Content | Part::Via => Layer::Attribution,
        }
    }

    /// The word for it in style sheets and on the command line.
    pub fn label(self) -> &'static str {
        match self {
            Part::Entity => "entity",
            Part::Hedge => "hedge",
            Part::Source => "source",
            Part::Cue => "cue",
            Part::Content => "content",
            Part::Via => "via",
        }
    }
}
