//! What weighed most when a model marked something: the same sentence is read again and again, each time with one kind of
//! knowledge taken away, and what the model then thinks of the mark is compared (occlusion: Zeiler and Fergus 2014; Li et al.
//! 2016, "Understanding Neural Networks through Representation Erasure").

use std::ops::Range;

use reportedly_document::{Annotation, Body, Byte, EntityKind, Evidence, Knowledge, Label, Span, Weight};
use reportedly_net::Chunk;

use super::features::{self, Channel, Words};
use super::marks::ACRONYM_FOUND;
use super::{CUE, ENTITY, HEDGE, Model, Reading};
use crate::lexed::{Block, Lexed};

/// What is taken away with a kind of knowledge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Taken {
    /// All that is known of the other words of the sentence.
    Others,
    /// Some channels of the words of the mark.
    Own(&'static [Channel]),
}

const KNOWLEDGE: [(Knowledge, Taken); 7] = [
    (Knowledge::Surroundings, Taken::Others),
    (Knowledge::Words, Taken::Own(&[Channel::Word, Channel::WordAgain])),
    (
        Knowledge::Spelling,
        Taken::Own(&[Channel::Prefix, Channel::Suffix, Channel::LongPrefix, Channel::LongSuffix, Channel::Shape]),
    ),
    (Knowledge::Place, Taken::Own(&[Channel::Place, Channel::Genre])),
    (
        Knowledge::Elsewhere,
        Taken::Own(&[
            Channel::Casing,
            Channel::Company,
            Channel::BeforeElsewhere,
            Channel::AfterElsewhere,
            Channel::BeforeElsewhereAgain,
            Channel::AfterElsewhereAgain,
        ]),
    ),
    (Knowledge::Names, Taken::Own(&[Channel::KnownWord, Channel::KnownName, Channel::Lists])),
    (Knowledge::Rules, Taken::Own(&[Channel::RuleEntity, Channel::RuleHedge, Channel::RuleAttribution])),
];

/// Less of the log odds is noise.
const LEAST: f32 = 0.3;

impl Taken {
    /// Whether the number of a channel is still seen at a token when this is taken away from a mark.
    fn leaves(self, mark: &Range<usize>, token: usize, channel: usize) -> bool {
        match self {
            Taken::Others => mark.contains(&token),
            Taken::Own(channels) => !(mark.contains(&token) && channels.contains(&Channel::ALL[channel])),
        }
    }
}

impl Model {
    /// What it thinks of a mark, and why; nothing where the mark's words are not tokens of the text.
    ///
    /// Reads the sequence around the mark once for each kind of knowledge.
    pub(crate) fn evidence(&self, lexed: &Lexed, reading: &Reading, annotation: &Annotation) -> Option<Evidence> {
        let (head, class, span) = match &annotation.body {
            Body::Entity(entity) => (ENTITY, entity.kind as usize, entity.span),
            Body::Hedge(hedge) => (HEDGE, hedge.kind as usize, hedge.span),
            Body::Attribution(attribution) => (CUE, 0, *attribution.cue.first()?),
        };
        let tokens = tokens_of(lexed, span)?;
        let (block, sequence) = block_of(lexed, &tokens)?;
        let features = features::of(lexed, reading, &self.known, &mut Words::default(), block, sequence.clone());
        let own = tokens.start - sequence.start..tokens.end - sequence.start;
        let probability = |class: usize, taken: Option<Taken>| {
            let seen = |token, channel| taken.is_none_or(|taken| taken.leaves(&own, token, channel));
            let encoded = self.net.encode_where(features.as_flattened(), seen);
            let chunk = Chunk { class, tokens: own.clone() };
            self.net.head(head, &encoded).probabilities().map_or(0.0, |all| all.of(&chunk))
        };
        // The kind of such a mark is a rule's: what counts is how sure the model is of the kind that it would have given.
        let class = if annotation.rule.as_deref() == Some(ACRONYM_FOUND.id) {
            let kinds = 0..EntityKind::ALL.len();
            kinds.max_by(|&a, &b| probability(a, None).total_cmp(&probability(b, None))).unwrap_or(class)
        } else {
            class
        };
        let with = probability(class, None);
        let mut weights: Vec<Weight> = KNOWLEDGE
            .iter()
            .map(|&(knowledge, taken)| Weight { knowledge, without: probability(class, Some(taken)) })
            .filter(|weight| log_odds(with) - log_odds(weight.without) > LEAST)
            .collect();
        weights.sort_by(|a, b| a.without.total_cmp(&b.without));
        Some(Evidence { probability: with, weights })
    }
}

/// The logarithm of the odds, of a probability that is kept away from 0 and 1.
fn log_odds(probability: f32) -> f32 {
    let probability = probability.clamp(1e-4, 1.0 - 1e-4);
    (probability / (1.0 - probability)).ln()
}

/// The tokens of exactly this stretch.
fn tokens_of(lexed: &Lexed, span: Span<Byte>) -> Option<Range<usize>> {
    let start = lexed.tokens().binary_search_by_key(&span.start, |token| token.span.start).ok()?;
    let end = lexed.tokens().binary_search_by_key(&span.end, |token| token.span.end).ok()? + 1;
    (start < end).then_some(start..end)
}

/// The block and the sequence in it that hold all of these tokens.
fn block_of<'l>(lexed: &'l Lexed, tokens: &Range<usize>) -> Option<(&'l Block, Range<usize>)> {
    let blocks = lexed.blocks();
    let block = blocks.get(blocks.partition_point(|block| block.tokens.end <= tokens.start))?;
    let sequence = features::sequences(lexed, block).into_iter().find(|sequence| sequence.contains(&tokens.start))?;
    (tokens.end <= sequence.end).then_some((block, sequence))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use reportedly_document::Entity;

    use super::*;
    use crate::model::tests::sample;
    use crate::{Job, Progress};

    fn read(text: &str) -> Job {
        let mut job = Job::with_model(text.to_owned(), Arc::new(sample()));
        while job.step() != Progress::Done {}
        job
    }

    fn place_at(start: u32, end: u32) -> Annotation {
        let entity = Entity { span: Span::new(start, end), kind: EntityKind::Place };
        Annotation::machine(entity, "entity/model")
    }

    #[test]
    fn what_is_taken_away_makes_a_difference() {
        let job = read("Talks in Oman may go on, said Ann Lee of Oman.");
        let evidence = job.evidence(&place_at(9, 13)).unwrap();
        assert!((0.0..=1.0).contains(&evidence.probability));
        let probabilities: Vec<f32> = evidence.weights.iter().map(|weight| weight.without).collect();
        assert!(probabilities.is_sorted() && probabilities.iter().all(|&without| without < evidence.probability));
        assert_eq!(job.evidence(&place_at(9, 13)), Some(evidence));
    }

    #[test]
    fn a_mark_that_is_no_words_of_the_text_has_none() {
        let job = read("Talks in Oman go on.");
        for (start, end) in [(10, 13), (9, 12), (9, 99)] {
            assert_eq!(job.evidence(&place_at(start, end)), None);
        }
    }

    #[test]
    fn a_text_that_no_model_has_read_has_none() {
        let text = "Talks in Oman go on.";
        let mut job = Job::new(text.to_owned());
        while job.step() != Progress::Done {}
        assert_eq!(job.evidence(&place_at(9, 13)), None);
        let begun = Job::with_model(text.to_owned(), Arc::new(sample()));
        assert_eq!(begun.evidence(&place_at(9, 13)), None);
    }

    #[test]
    fn every_channel_is_some_knowledge() {
        for channel in Channel::ALL {
            let of = |(_, taken): &(Knowledge, Taken)| match taken {
                Taken::Own(channels) => channels.contains(&channel),
                Taken::Others => false,
            };
            assert_eq!(KNOWLEDGE.iter().filter(|knowledge| of(knowledge)).count(), 1, "{channel:?}");
        }
        assert_eq!(KNOWLEDGE.map(|(knowledge, _)| knowledge), Knowledge::ALL);
    }
}
