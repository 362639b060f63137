//! The trained part: a small net that reads tokens and tags them, one head for each layer.

pub(crate) mod features;
pub(crate) mod file;
pub(crate) mod known;
pub(crate) mod marks;
pub(crate) mod math;
pub(crate) mod net;
pub(crate) mod pos;
pub(crate) mod products;
pub(crate) mod reading;
pub(crate) mod tags;
pub(crate) mod viterbi;

pub use file::ModelError;
pub(crate) use reading::Reading;

use std::ops::Range;

use crate::attributions;
use crate::lexed::{Block, Lexed};
use crate::mark::Marks;
use file::ModelFile;
use known::Known;
use net::Net;
use tags::{Chunk, decode};

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
    known: Known,
}

impl Model {
    /// Reads a model file, as the trainer writes it.
    ///
    /// # Errors
    /// When the bytes are not a model file, are damaged, or are for another version of the engine.
    pub fn read(bytes: &[u8]) -> Result<Model, ModelError> {
        let file = ModelFile::read(bytes)?;
        Ok(Model { net: Net::read(&file)?, known: Known::read(&file)? })
    }

    /// The net itself, for the trainer.
    pub(crate) fn net(&self) -> &Net {
        &self.net
    }

    /// What it knows of names, for the trainer.
    pub(crate) fn known(&self) -> &Known {
        &self.known
    }

    /// Marks a block. `by_rule` are the marks of the whole text that the rules found; the block's own are appended to
    /// `marks`.
    pub(crate) fn mark(&self, lexed: &Lexed, reading: &Reading, block: &Block, by_rule: &Marks, marks: &mut Marks) {
        let (mut names, mut parts) = (Vec::new(), Vec::new());
        for tokens in features::sequences(lexed, block) {
            let Range { start, .. } = tokens;
            // The rules for hedges are better than the head for hedges, which is trained for the encoder's sake.
            let [entities, _, attributions] =
                self.net.tag(&features::of(lexed, reading, &self.known, block, tokens));
            for (list, tags) in [(&mut names, entities), (&mut parts, attributions)] {
                let moved =
                    |chunk: Chunk| Chunk { tokens: chunk.tokens.start + start..chunk.tokens.end + start, ..chunk };
                list.extend(decode(&tags).into_iter().map(moved));
            }
        }
        let first = marks.entities.len();
        let own = within(&by_rule.entities, block, |mark| mark.tokens.start);
        marks::entities(&names, own.to_vec(), &mut marks.entities);
        attributions::join(lexed, block, &marks.entities[first..], &parts, &mut marks.attributions);
        let own = within(&by_rule.hedges, block, |mark| mark.tokens.start);
        marks.hedges.extend(own.iter().cloned());
    }
}

/// The marks that begin in a block, of a list in the order of the text.
fn within<'m, M>(marks: &'m [M], block: &Block, start: impl Fn(&M) -> usize) -> &'m [M] {
    let first = marks.partition_point(|mark| start(mark) < block.tokens.start);
    let end = marks.partition_point(|mark| start(mark) < block.tokens.end);
    &marks[first..end]
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use reportedly_document::Analysis;

    use super::*;
    use crate::{Job, Progress};

    fn annotate(text: &str, model: &Arc<Model>) -> Analysis {
        let mut job = Job::with_model(text.to_owned(), Arc::clone(model));
        while job.step() != Progress::Done {}
        job.finish()
    }

    /// A net of random weights marks nonsense, and a lot of it.
    #[test]
    fn any_model_on_any_text_gives_marks_in_order() {
        let model = Arc::new(Model::read(&net::tests::sample().finish()).unwrap());
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
        let model = Model::read(&net::tests::sample().finish()).unwrap();
        let lexed = crate::lexed::lex("One two three.\n\nFour five six seven.");
        let second = &lexed.blocks()[1];
        let tagged = model.tag(&lexed, second);
        let chunks = tagged.entities.iter().chain(&tagged.attributions);
        assert!(chunks.clone().count() > 0);
        assert!(chunks.clone().all(|chunk| second.tokens.start <= chunk.tokens.start));
        assert!(chunks.clone().all(|chunk| chunk.tokens.end <= second.tokens.end));
    }
}
