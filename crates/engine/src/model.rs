//! The trained part: a small net that reads tokens and tags them, one head for each layer.

pub(crate) mod features;
pub(crate) mod marks;
pub(crate) mod parts;

pub use reportedly_net::ModelError;

use std::ops::Range;

use reportedly_document::{EntityKind, HedgeKind, Label};
use reportedly_net::{Chunk, Head, Layout, ModelFile, Net, Version, tags};

use crate::lexed::{Block, Lexed};
use features::Channel;
use parts::Part;

/// The version of what the engine reads of a text: its tokens, features and tags. It goes up with every change of these,
/// as a model must read texts as it did when it was trained.
pub(crate) const READING: u32 = 1;

/// What model files say whom they are for.
pub(crate) const FILE: Version = Version { reading: READING, engine: crate::VERSION };

/// The heads of the net.
pub const HEADS: [Head; 3] = [
    Head::marks("entity", EntityKind::ALL.len()),
    Head::marks("hedge", HedgeKind::ALL.len()),
    Head::marks("attribution", Part::ALL.len()),
];

/// The places of the heads in [`HEADS`].
const ENTITY: usize = 0;
const ATTRIBUTION: usize = 2;

/// What the net reads and what it decides.
pub(crate) const LAYOUT: Layout = Layout { tables: &features::TABLES, channels: &CHANNEL_TABLES, heads: &HEADS };

const CHANNEL_TABLES: [usize; features::CHANNELS] = {
    let mut tables = [0; features::CHANNELS];
    let mut at = 0;
    while at < tables.len() {
        tables[at] = Channel::ALL[at].table();
        at += 1;
    }
    tables
};

/// A trained model, ready to read texts.
///
/// ```
/// use reportedly_engine::Model;
///
/// let error = Model::read(b"<!DOCTYPE html>").unwrap_err();
/// assert_eq!(error.to_string(), "this is not a model file");
/// ```
#[derive(Clone, Debug)]
pub struct Model {
    net: Net,
}

/// What the heads of a model mark in a block: classes as the head numbers them, tokens as the text does.
#[derive(Debug, Default)]
pub(crate) struct Tagged {
    pub(crate) entities: Vec<Chunk>,
    pub(crate) attributions: Vec<Chunk>,
}

impl Model {
    /// Reads a model file, as the trainer writes it.
    ///
    /// # Errors
    /// When the bytes are not a model file, are damaged, or are for another version of the engine.
    pub fn read(bytes: &[u8]) -> Result<Model, ModelError> {
        let file = ModelFile::read(bytes, READING)?;
        Ok(Model { net: Net::read(&file, LAYOUT)? })
    }

    /// The net itself, for the trainer.
    pub(crate) fn net(&self) -> &Net {
        &self.net
    }

    /// Marks a block.
    pub(crate) fn tag(&self, lexed: &Lexed, block: &Block) -> Tagged {
        // The rules for hedges are better than the head for hedges so far, which is trained for the encoder's sake.
        let mut tagged = Tagged::default();
        for tokens in features::sequences(lexed, block) {
            let Range { start, .. } = tokens;
            let encoded = self.net.encode(features::of(lexed, block, tokens).as_flattened());
            for (list, head) in [(&mut tagged.entities, ENTITY), (&mut tagged.attributions, ATTRIBUTION)] {
                let found = tags::decode(&self.net.head(head, &encoded).best());
                let moved =
                    |chunk: Chunk| Chunk { tokens: chunk.tokens.start + start..chunk.tokens.end + start, ..chunk };
                list.extend(found.into_iter().map(moved));
            }
        }
        tagged
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use reportedly_document::Analysis;

    use super::*;
    use crate::{Job, Progress};

    fn sample() -> Model {
        Model::read(&reportedly_net::sample(&LAYOUT, FILE).finish()).unwrap()
    }

    fn annotate(text: &str, model: &Arc<Model>) -> Analysis {
        let mut job = Job::with_model(text.to_owned(), Arc::clone(model));
        while job.step() != Progress::Done {}
        job.finish()
    }

    /// A net of random weights marks nonsense, and a lot of it.
    #[test]
    fn any_model_on_any_text_gives_marks_in_order() {
        let model = Arc::new(sample());
        let long =
            "“It may rain in Oman,” said Ann Lee on Friday, according to A. B. News; he’s (not) sure.\n".repeat(40);
        for text in ["", " \n", "?", "“““", "a\u{301}\u{200d}👩", long.as_str()] {
            let analysis = annotate(text, &model);
            assert_eq!(analysis, annotate(text, &model));
            for annotation in &analysis.annotations {
                assert!(!annotation.cover().of(text).is_empty());
            }
        }
        let rules: Vec<_> = annotate(&long, &model).explanations.into_iter().map(|why| why.rule).collect();
        assert!(rules.iter().any(|rule| rule == "entity/model"), "{rules:?}");
    }

    #[test]
    fn blocks_number_their_tokens_as_the_text_does() {
        let model = sample();
        let lexed = crate::lexed::lex("One two three.\n\nFour five six seven.");
        let second = &lexed.blocks()[1];
        let tagged = model.tag(&lexed, second);
        let chunks = tagged.entities.iter().chain(&tagged.attributions);
        assert!(chunks.clone().count() > 0);
        assert!(chunks.clone().all(|chunk| second.tokens.start <= chunk.tokens.start));
        assert!(chunks.clone().all(|chunk| chunk.tokens.end <= second.tokens.end));
    }
}
