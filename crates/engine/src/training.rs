//! What the trainer needs to know of the engine, and nobody else: how a text becomes what the net reads, how tags are
//! numbered, how a model file is laid out.
//!
//! The trainer sees texts as the engine does, so that a model never meets tokens or features that it was not trained on.

use reportedly_document::{Byte, Span};
use reportedly_net::{Tag, Writer};

use crate::lexed::Lexed;
use crate::model::{self, Model, features};

pub use crate::model::HEADS;
pub use crate::model::features::{CHANNELS, Channel, Features, PLACES, TABLES};
pub use crate::model::parts::Part;

/// A model file for this engine, still without sections.
pub fn writer() -> Writer {
    Writer::new(model::FILE)
}

/// Some tokens that the net reads at once: a paragraph, or a part of one.
#[derive(Clone, Debug)]
pub struct Sequence {
    /// Where the tokens are.
    pub tokens: Vec<Span<Byte>>,
    /// What the net reads of each.
    pub features: Vec<Features>,
}

/// Cuts a text as the engine does.
pub fn sequences(text: &str) -> Vec<Sequence> {
    let mut lexed = Lexed::new(text.to_owned());
    while lexed.step() {}
    let blocks = lexed.blocks().iter();
    blocks
        .flat_map(|block| features::sequences(&lexed, block).into_iter().map(move |tokens| (block, tokens)))
        .map(|(block, tokens)| Sequence {
            features: features::of(&lexed, block, tokens.clone()),
            tokens: lexed.tokens()[tokens].iter().map(|token| token.span).collect(),
        })
        .collect()
}

/// The tags of a sequence, for each of [`HEADS`].
pub fn tag(model: &Model, sequence: &[Features]) -> [Vec<Tag>; HEADS.len()] {
    let encoded = model.net().encode(sequence.as_flattened());
    std::array::from_fn(|head| model.net().head(head, &encoded).best())
}
