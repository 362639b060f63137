//! What the trainer needs to know of the engine, and nobody else: how a text becomes what the net reads, how tags are
//! numbered, how a model file is laid out.
//!
//! The trainer sees texts as the engine does, so that a model never meets tokens or features that it was not trained on.

use std::ops::Range;

use reportedly_document::{Byte, Canonical, EntityKind, Form, SourceClass, Span, Stance};
use reportedly_net::{Tag, Writer};

use crate::document_pass::speakers;
use crate::lexed::Lexed;
use crate::lexicon::listed;
use crate::mark::{AttributionMark, EntityMark, Marks};
use crate::model::features::Words;
use crate::model::{self, Model, Reading, features};
use crate::rules::Rule;
use crate::token_ranges::TokenRanges;
use crate::{Job, asides};

pub use crate::linear::{FeatureSet, LARGEST_WEIGHT, Linear, ZERO, row};
pub use crate::model::arguments::{Argument, RELATION_ROWS, RELATIONS, Relation, Surroundings};
pub use crate::model::features::{CHANNELS, Channel, Features, TABLES};
pub use crate::model::known::{KnownNames, Nothing, code_rows, word_code};
pub use crate::model::pos::POS_TAGS;
pub use crate::model::{ARGUMENTS, HEADS};

/// A model file for this engine, still without sections.
pub fn writer() -> Writer {
    Writer::new(model::FILE)
}

/// A text as the net is shown it, but for what is known of names.
#[derive(Debug)]
pub struct Text {
    lexed: Lexed,
    marks: Marks,
    reading: Reading,
}

/// Some tokens that the net reads at once: a paragraph, or a part of one.
#[derive(Clone, Debug)]
pub struct Sequence {
    /// Where the tokens are.
    pub tokens: Vec<Span<Byte>>,
    /// What the net reads of each.
    pub features: Vec<Features>,
    /// They are no part of the article: the engine never shows them to the net.
    pub aside: bool,
    /// What surrounds its cues.
    pub surroundings: Surroundings,
}

impl Text {
    /// Cuts a text and lets the rules mark it, as the engine does. Places are those of the canonical text.
    pub fn new(given: &str) -> Text {
        let (lexed, marks) = Job::by_rule(Canonical::new(given).text());
        let reading = Reading::new(&lexed, &marks);
        Text { lexed, marks, reading }
    }

    /// The sequences that the net reads.
    pub fn sequences(&self, known: &dyn KnownNames) -> Vec<Sequence> {
        let Text { lexed, marks, reading } = self;
        let mut words = Words::default();
        let pieces = lexed
            .blocks()
            .iter()
            .flat_map(|block| features::sequences(lexed, block).into_iter().map(move |tokens| (block, tokens)));
        pieces
            .map(|(block, tokens)| Sequence {
                surroundings: Surroundings::new(lexed, block, &tokens, marks.attributions_of(block)),
                features: features::of(lexed, reading, known, &mut words, block, tokens.clone()),
                tokens: lexed.tokens()[tokens].iter().map(|token| token.span).collect(),
                aside: block.aside,
            })
            .collect()
    }

    /// Where all tokens are.
    pub fn tokens(&self) -> impl ExactSizeIterator<Item = Span<Byte>> {
        self.lexed.tokens().iter().map(|token| token.span)
    }

    /// The key of a token among known words, where it has a capital.
    pub fn word_key(&self, token: usize) -> Option<u32> {
        self.lexed.tokens()[token].capital.then(|| features::word_key(self.lexed.raw(token)))
    }

    /// The key of a name of several words, where its first has a capital and it is not too long.
    pub fn name_key(&self, tokens: Range<usize>) -> Option<u32> {
        self.word_key(tokens.start)?;
        let keys = features::name_keys(&self.lexed, tokens.start, tokens.end);
        keys.get(tokens.len().checked_sub(2)?).copied().flatten()
    }
}

/// What may be an attribution: words of the canonical text, and what speaks for them.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// The words that express it.
    pub cue: Vec<Span<Byte>>,
    /// Who says it.
    pub source: Vec<Span<Byte>>,
    /// What is said.
    pub content: Vec<Span<Byte>>,
    /// What the arbiter reads.
    pub features: FeatureSet,
}

/// What a model and the rules propose as attributions of a text, to train the arbiter with.
pub fn proposals(model: &Model, given: &str) -> Vec<Proposal> {
    let Text { lexed, marks, reading } = Text::new(given);
    let mut words = Words::default();
    let mut proposals = Vec::new();
    for block in lexed.blocks().iter().filter(|block| !block.aside) {
        for candidate in model.candidates(&lexed, &reading, &mut words, block, &marks) {
            let [source, cue, content] = candidate.parts();
            let spans = |ranges: &[Range<usize>]| ranges.iter().map(|range| lexed.span(range.clone())).collect();
            proposals.push(Proposal {
                cue: spans(cue),
                source: spans(source),
                content: spans(content),
                features: candidate.features.clone(),
            });
        }
    }
    proposals
}

/// The tags of a sequence, for each of [`HEADS`].
pub fn tag(model: &Model, sequence: &[Features]) -> [Vec<Tag>; HEADS.len()] {
    let encoded = model.net().encode(sequence.as_flattened());
    std::array::from_fn(|head| model.net().head(head, &encoded).best())
}

/// The parts of speech of a sequence, by their places in [`POS_TAGS`].
pub fn parts_of_speech(model: &Model, sequence: &[Features]) -> Vec<Tag> {
    model.net().head(model::POS, &model.net().encode(sequence.as_flattened())).best()
}

/// What a model knows of names.
pub fn known(model: &Model) -> &dyn KnownNames {
    model.known()
}

/// The paragraphs of a text as the decision about furniture sees them: the lines of each, and its features. Places are those
/// of the canonical text.
pub fn paragraphs(given: &str) -> Vec<(Vec<Span<Byte>>, FeatureSet)> {
    asides::features(Canonical::new(given).text())
}

/// The name of the model that decides about paragraphs.
pub const ASIDES: &str = asides::WEIGHTS;

/// The name of the model that decides who is meant.
pub const REFERENCE: &str = speakers::WEIGHTS;

/// A statement as people marked it, in tokens.
#[derive(Clone, Debug)]
pub struct MarkedStatement {
    /// Its source.
    pub source: Vec<Range<usize>>,
    /// What it says.
    pub content: Vec<Range<usize>>,
    /// What its source is.
    pub class: SourceClass,
}

/// For each source that stands for somebody else, who may be meant, as the words that name them and their features. The
/// statement is told by its number, its source as "he", "she", "it", "they", "who" or "noun". `choose` says who is meant, as the
/// number of a candidate.
pub fn references(
    text: &Text,
    entities: Vec<(Range<usize>, EntityKind)>,
    statements: Vec<MarkedStatement>,
    mut choose: impl FnMut(usize, &str, &[(String, FeatureSet)]) -> Option<usize>,
) {
    const RULE: Rule = Rule { id: "people", why: listed!("Marked by people.") };
    let mark = |(tokens, kind)| EntityMark { tokens, kind, confidence: None, rule: RULE };
    let entities: Vec<EntityMark> = entities.into_iter().map(mark).collect();
    let statement = |statement: MarkedStatement| AttributionMark {
        source: statement.source.into_iter().collect(),
        cue: TokenRanges::default(),
        content: statement.content.into_iter().collect(),
        via: TokenRanges::default(),
        form: Form::Indirect,
        source_class: statement.class,
        stance: Stance::Neutral,
        refers_to: None,
        confidence: None,
        rule: RULE,
    };
    let statements: Vec<AttributionMark> = statements.into_iter().map(statement).collect();
    let lexed = &text.lexed;
    speakers::walk(lexed, &entities, &statements, |number, asked, candidates| {
        let words = |tokens: Range<usize>| lexed.span(tokens).of(lexed.text()).to_owned();
        let candidates: Vec<_> =
            candidates.iter().map(|candidate| (words(candidate.words.clone()), candidate.features.clone())).collect();
        choose(number, asked, &candidates)
    });
}
