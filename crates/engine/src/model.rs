//! The trained part: a small net that reads tokens and tags them, one head for each layer.

pub(crate) mod agreement;
pub(crate) mod confidence;
pub(crate) mod evidence;
pub(crate) mod features;
pub(crate) mod known;
pub(crate) mod marks;
pub(crate) mod parts;
pub(crate) mod pos;
pub(crate) mod reading;
pub(crate) mod tagged;

pub(crate) use reading::Reading;
pub use reportedly_net::ModelError;

use reportedly_document::{EntityKind, HedgeKind, Label};
use reportedly_net::{Head, Layout, ModelFile, Net, Version};

use crate::attributions;
use crate::lexed::{Block, Lexed};
use crate::mark::Marks;
use features::{Channel, Words};
use known::Known;
use parts::Part;
use pos::POS_TAGS;
use tagged::Tagged;

/// The version of what the engine reads of a text: its tokens, features and tags. It goes up with every change of these,
/// as a model must read texts as it did when it was trained.
pub(crate) const READING: u32 = 2;

/// What model files say whom they are for.
pub(crate) const FILE: Version = Version { reading: READING, engine: crate::VERSION };

/// The heads of the net.
pub const HEADS: [Head; 4] = [
    Head::marks("entity", EntityKind::ALL.len()),
    Head::marks("hedge", HedgeKind::ALL.len()),
    Head::marks("attribution", Part::ALL.len()),
    Head::each("pos", POS_TAGS.len()),
];

/// The places of the heads in [`HEADS`].
const ENTITY: usize = 0;
const HEDGE: usize = 1;
const ATTRIBUTION: usize = 2;
pub(crate) const POS: usize = 3;

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
    known: Known,
}

impl Model {
    /// Reads a model file, as the trainer writes it.
    ///
    /// # Errors
    /// When the bytes are not a model file, are damaged, or are for another version of the engine.
    pub fn read(bytes: &[u8]) -> Result<Model, ModelError> {
        let file = ModelFile::read(bytes, READING)?;
        Ok(Model { net: Net::read(&file, LAYOUT)?, known: Known::read(&file)? })
    }

    /// The net itself, for the trainer.
    pub(crate) fn net(&self) -> &Net {
        &self.net
    }

    /// What it knows of names, for the trainer.
    pub(crate) fn known(&self) -> &Known {
        &self.known
    }

    /// Marks a block. `words` are those of the text that were looked at before; `by_rule` are the marks of the whole text
    /// that the rules found; the block's own are appended to `marks`.
    pub(crate) fn mark(
        &self,
        lexed: &Lexed,
        reading: &Reading,
        words: &mut Words,
        block: &Block,
        by_rule: &Marks,
        marks: &mut Marks,
    ) {
        let entities = within(&by_rule.entities, block, |mark| mark.tokens.start);
        let hedges = within(&by_rule.hedges, block, |mark| mark.tokens.start);
        let mut found = Tagged::default();
        for tokens in features::sequences(lexed, block) {
            let features = features::of(lexed, reading, &self.known, words, block, tokens.clone());
            let encoded = self.net.encode(features.as_flattened());
            found.entities.read(&self.net.head(ENTITY, &encoded), &tokens);
            // The rules for hedges are better than the head for hedges, which is only asked what it thinks of theirs.
            if hedges.iter().any(|mark| tokens.contains(&mark.tokens.start)) {
                let asked = hedges.iter().map(|mark| (mark.kind as usize, &mark.tokens));
                found.hedges.weigh(&self.net.head(HEDGE, &encoded), &tokens, asked);
            }
            found.parts.read(&self.net.head(ATTRIBUTION, &encoded), &tokens);
        }
        let first = marks.entities.len();
        marks::entities(lexed, &found.entities, entities, &mut marks.entities);
        marks::hedges(&found.hedges, hedges, &mut marks.hedges);
        // Contents go on in later blocks, cues do not.
        let own = within(&by_rule.attributions, block, |mark| mark.cue.first().map_or(mark.first(), |cue| cue.start));
        attributions::join(lexed, block, &marks.entities[first..], &found.parts.chunks, own, &mut marks.attributions);
    }
}

/// The marks that begin in a block, of a list in the order of the text.
fn within<'m, M>(marks: &'m [M], block: &Block, start: impl Fn(&M) -> usize) -> &'m [M] {
    let first = marks.partition_point(|mark| start(mark) < block.tokens.start);
    let end = marks.partition_point(|mark| start(mark) < block.tokens.end);
    &marks[first..end]
}

#[cfg(test)]
pub(crate) mod tests {
    use std::sync::Arc;

    use reportedly_document::Analysis;

    use super::*;
    use crate::{Job, Progress};

    pub(crate) fn sample() -> Model {
        let mut writer = reportedly_net::sample(&LAYOUT, FILE);
        writer.bytes("known.words", 4, &[]);
        writer.bytes("known.names", 4, &[]);
        Model::read(&writer.finish()).unwrap()
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
            assert!(!analysis.is_by_rules(), "{}", analysis.engine);
            for annotation in &analysis.annotations {
                assert!(!annotation.cover().of(text).is_empty());
            }
        }
        let rules: Vec<_> = annotate(&long, &model).explanations.into_iter().map(|why| why.rule).collect();
        assert!(rules.iter().any(|rule| rule == "entity/model"), "{rules:?}");
    }

    #[test]
    fn marks_lie_in_the_block_that_was_asked_for() {
        let model = sample();
        let lexed = crate::lexed::lex("One Two three.\n\nFour Five six seven.");
        let second = &lexed.blocks()[1];
        let mut marks = Marks::default();
        model.mark(&lexed, &Reading::of_words(&lexed), &mut Words::default(), second, &Marks::default(), &mut marks);
        assert!(!marks.entities.is_empty());
        assert!(marks.entities.iter().all(|mark| second.tokens.start <= mark.tokens.start));
        assert!(marks.entities.iter().all(|mark| mark.tokens.end <= second.tokens.end));
    }
}
