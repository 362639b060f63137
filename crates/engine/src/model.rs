//! The trained part: a small net that reads tokens and tags them, one head for each layer.

pub(crate) mod arguments;
pub(crate) mod confidence;
pub(crate) mod evidence;
pub(crate) mod features;
pub(crate) mod known;
pub(crate) mod marks;
pub(crate) mod name_consistency;
pub(crate) mod pos;
pub(crate) mod reading;
pub(crate) mod tagged;

pub(crate) use reading::Reading;
pub use reportedly_net::ModelError;

use std::ops::Range;

use reportedly_document::{EntityKind, HedgeKind, Label};
use reportedly_net::{Chunk, Encoded, Head, Layout, ModelFile, Net, Version, tags};

use crate::attributions::{self, Candidate};
use crate::lexed::{Block, Lexed};
use crate::mark::{Marks, within};
use crate::stable_sort::sort_by_key;
use arguments::{Argument, RELATION_ROWS, Surroundings};
use features::{Channel, Words};
use known::Known;
use pos::POS_TAGS;
use tagged::{Structure, Tagged};

/// The version of what the engine reads of a text: its tokens, features and tags. It goes up with every change of these,
/// as a model must read texts as it did when it was trained.
pub(crate) const READING: u32 = 3;

/// What model files say whom they are for.
pub(crate) const FILE: Version = Version { reading: READING, engine: crate::VERSION };

/// The heads of the net.
pub const HEADS: [Head; 4] = [
    Head::marks("entity", EntityKind::ALL.len()),
    Head::marks("hedge", HedgeKind::ALL.len()),
    Head::marks("cue", 1),
    Head::each("pos", POS_TAGS.len()),
];

/// The places of the heads in [`HEADS`].
const ENTITY: usize = 0;
const HEDGE: usize = 1;
const CUE: usize = 2;
pub(crate) const POS: usize = 3;

/// What the net reads and what it decides.
pub(crate) const LAYOUT: Layout = Layout {
    tables: &features::TABLES,
    channels: &CHANNEL_TABLES,
    heads: &HEADS,
    arguments: ARGUMENTS,
    relations: RELATION_ROWS,
};

/// The head of the second pass.
pub const ARGUMENTS: Head = Head::marks("argument", Argument::ALL.len());

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
        let found = self.tagged(lexed, reading, words, block, by_rule);
        let first = marks.entities.len();
        let entities = within(&by_rule.entities, block, |mark| mark.tokens.start);
        marks::entities(lexed, &found.entities, entities, &mut marks.entities);
        let hedges = within(&by_rule.hedges, block, |mark| mark.tokens.start);
        marks::hedges(&found.hedges, hedges, &mut marks.hedges);
        let own = by_rule.attributions_of(block);
        attributions::join(lexed, block, &marks.entities[first..], &found.structures, own, &mut marks.attributions);
    }

    /// What may be an attribution of a block, for the trainer.
    pub(crate) fn candidates(
        &self,
        lexed: &Lexed,
        reading: &Reading,
        words: &mut Words,
        block: &Block,
        by_rule: &Marks,
    ) -> Vec<Candidate> {
        let found = self.tagged(lexed, reading, words, block, by_rule);
        let mut entities = Vec::new();
        let own = within(&by_rule.entities, block, |mark| mark.tokens.start);
        marks::entities(lexed, &found.entities, own, &mut entities);
        attributions::proposed(lexed, block, &entities, &found.structures, by_rule.attributions_of(block))
    }

    /// What the net says of a block.
    #[inline(never)]
    fn tagged(&self, lexed: &Lexed, reading: &Reading, words: &mut Words, block: &Block, by_rule: &Marks) -> Tagged {
        let hedges = within(&by_rule.hedges, block, |mark| mark.tokens.start);
        let mut found = Tagged::default();
        for tokens in features::sequences(lexed, block) {
            let features = features::of(lexed, reading, &self.known, words, block, tokens.clone());
            let encoded = self.net.encode(features.as_flattened());
            found.entities.read(&self.net.head(ENTITY, &encoded), &tokens);
            // The rules for hedges are better than the head for hedges, which is only asked what it thinks of theirs.
            if hedges.iter().any(|mark| tokens.contains(&mark.tokens.start)) {
                let asked = hedges.iter().map(|mark| (mark.kind as usize, &mark.tokens));
                found.hedges.score(&self.net.head(HEDGE, &encoded), &tokens, asked);
            }
            let own = by_rule.attributions_of(block);
            self.structures(&encoded, &Surroundings::new(lexed, block, &tokens, own), &tokens, &mut found.structures);
        }
        found
    }

    /// Finds the attributions of a sequence whose tokens these are: a first pass finds cues, a second what belongs to each.
    /// The cues of the rules that the first pass does not find are asked about as well.
    #[inline(never)]
    fn structures(
        &self,
        encoded: &Encoded,
        surroundings: &Surroundings,
        tokens: &Range<usize>,
        structures: &mut Vec<Structure>,
    ) {
        let lattice = self.net.head(CUE, encoded);
        let mut cues: Vec<(Range<usize>, bool)> =
            tags::decode(&lattice.best()).into_iter().map(|chunk| (chunk.tokens, true)).collect();
        let mut taken = vec![false; tokens.len()];
        cues.iter().flat_map(|(cue, _)| cue.clone()).for_each(|token| taken[token] = true);
        cues.extend(
            surroundings.cues_by_rule().filter(|cue| !taken[cue.clone()].contains(&true)).map(|cue| (cue, false)),
        );
        if cues.is_empty() {
            return;
        }
        sort_by_key(&mut cues, |(cue, _)| cue.start as u64);
        let Some(probabilities) = lattice.probabilities() else { return };
        for (cue, found) in cues {
            let window = surroundings.window(&cue);
            let relations = surroundings.relations(&cue);
            let lattice = self.net.arguments(encoded, &cue, &window, relations.as_flattened());
            let mut structure = Structure {
                probability: probabilities.of(&Chunk { class: 0, tokens: cue.clone() }),
                found,
                source: Vec::new(),
                content: Vec::new(),
                cue: cue.start + tokens.start..cue.end + tokens.start,
            };
            let start = tokens.start + window.start;
            let parts = tags::decode(&lattice.best());
            if let Some(probabilities) = lattice.probabilities().filter(|_| !parts.is_empty()) {
                for part in parts {
                    let probability = probabilities.of(&part);
                    let tokens = part.tokens.start + start..part.tokens.end + start;
                    match Argument::ALL[part.class] {
                        Argument::Source => structure.source.push((tokens, probability)),
                        Argument::Content => structure.content.push((tokens, probability)),
                    }
                }
            }
            structures.push(structure);
        }
    }
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
