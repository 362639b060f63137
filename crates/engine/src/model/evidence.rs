//! What weighed most when a model marked something: the same sentence is read again and again, each time with one kind of
//! knowledge taken away, and what the model then thinks of the mark is compared (occlusion: Zeiler and Fergus 2014; Li et al.
//! 2016, "Understanding Neural Networks through Representation Erasure").

use std::ops::Range;

use reportedly_document::{Annotation, Body, Byte, Span};
use reportedly_net::Chunk;

use super::features::{self, Channel};
use super::parts::Part;
use super::{ATTRIBUTION, ENTITY, HEDGE, Model, Reading};
use crate::job::Job;
use crate::lexed::{Block, Lexed};

/// What a model thinks of a mark, and what made it think so.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// How probable the mark is, from 0 to 1: all of its words, and its kind. Of an attribution, its cue.
    pub probability: f32,
    /// What weighed, the heaviest first. What makes no difference or speaks against the mark is not in it.
    pub weights: Vec<Weight>,
}

/// A kind of knowledge, and what it is worth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weight {
    /// In words that a reader understands, to go on after "What weighed most:".
    pub what: &'static str,
    /// How probable the mark would be without it.
    pub without: f32,
}

/// What can be taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Knowledge {
    /// All that is known of the other words of the sentence.
    Around,
    /// Some channels of the words of the mark.
    Of(&'static [Channel]),
}

const KNOWLEDGE: [(&str, Knowledge); 7] = [
    ("the words around it", Knowledge::Around),
    (
        "the words themselves",
        Knowledge::Of(&[Channel::Word, Channel::WordAgain, Channel::PairBefore, Channel::PairAfter]),
    ),
    (
        "how they are spelled",
        Knowledge::Of(&[Channel::Prefix, Channel::Suffix, Channel::LongPrefix, Channel::LongSuffix, Channel::Shape]),
    ),
    ("where they stand, and in what kind of text", Knowledge::Of(&[Channel::Place, Channel::Genre])),
    (
        "how this text uses them elsewhere",
        Knowledge::Of(&[
            Channel::Casing,
            Channel::Company,
            Channel::BeforeElsewhere,
            Channel::AfterElsewhere,
            Channel::BeforeElsewhereAgain,
            Channel::AfterElsewhereAgain,
        ]),
    ),
    (
        "names that are known from lists and from other texts",
        Knowledge::Of(&[Channel::KnownWord, Channel::KnownName, Channel::Lists]),
    ),
    ("what the rules find here", Knowledge::Of(&[Channel::RuleEntity, Channel::RuleHedge, Channel::RuleAttribution])),
];

/// Less of the log odds is noise.
const LEAST: f32 = 0.3;

impl Knowledge {
    /// Whether the number of a channel is still seen at a token when this is taken away from a mark.
    fn leaves(self, mark: &Range<usize>, token: usize, channel: usize) -> bool {
        match self {
            Knowledge::Around => mark.contains(&token),
            Knowledge::Of(channels) => !(mark.contains(&token) && channels.contains(&Channel::ALL[channel])),
        }
    }
}

impl Model {
    /// What it thinks of a mark of a canonical text, and why; nothing where the mark's words are not tokens of the text.
    ///
    /// Reads the text by rule once and the mark's surroundings with the net a few times: a few milliseconds for an article.
    pub fn evidence(&self, text: &str, annotation: &Annotation) -> Option<Evidence> {
        let (head, class, span) = match &annotation.body {
            Body::Entity(entity) => (ENTITY, entity.kind as usize, entity.span),
            Body::Hedge(hedge) => (HEDGE, hedge.kind as usize, hedge.span),
            Body::Attribution(attribution) => (ATTRIBUTION, Part::Cue as usize, *attribution.cue.first()?),
        };
        let (lexed, marks) = Job::by_rule(text);
        let reading = Reading::new(&lexed, &marks);
        let tokens = tokens_of(&lexed, span)?;
        let (block, sequence) = place(&lexed, &tokens)?;
        let features = features::of(&lexed, &reading, &self.known, block, sequence.clone());
        let own = tokens.start - sequence.start..tokens.end - sequence.start;
        let chunk = Chunk { class, tokens: own.clone() };
        let probability = |taken: Option<Knowledge>| {
            let seen = |token, channel| taken.is_none_or(|taken| taken.leaves(&own, token, channel));
            let encoded = self.net.encode_where(features.as_flattened(), seen);
            self.net.head(head, &encoded).probabilities().map_or(0.0, |all| all.of(&chunk))
        };
        let with = probability(None);
        let mut weights: Vec<Weight> = KNOWLEDGE
            .iter()
            .map(|&(what, taken)| Weight { what, without: probability(Some(taken)) })
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
fn place<'l>(lexed: &'l Lexed, tokens: &Range<usize>) -> Option<(&'l Block, Range<usize>)> {
    let blocks = lexed.blocks();
    let block = blocks.get(blocks.partition_point(|block| block.tokens.end <= tokens.start))?;
    let sequence = features::sequences(lexed, block).into_iter().find(|sequence| sequence.contains(&tokens.start))?;
    (tokens.end <= sequence.end).then_some((block, sequence))
}

#[cfg(test)]
mod tests {
    use reportedly_document::{Entity, EntityKind};

    use super::*;
    use crate::model::tests::sample;

    fn place_at(start: u32, end: u32) -> Annotation {
        let entity = Entity { span: Span::new(start, end), kind: EntityKind::Place };
        Annotation::machine(entity, "entity/model")
    }

    #[test]
    fn what_is_taken_away_makes_a_difference() {
        let text = "Talks in Oman may go on, said Ann Lee of Oman.";
        let evidence = sample().evidence(text, &place_at(9, 13)).unwrap();
        assert!((0.0..=1.0).contains(&evidence.probability));
        let probabilities: Vec<f32> = evidence.weights.iter().map(|weight| weight.without).collect();
        assert!(probabilities.is_sorted() && probabilities.iter().all(|&without| without < evidence.probability));
        assert_eq!(sample().evidence(text, &place_at(9, 13)), Some(evidence));
    }

    #[test]
    fn a_mark_that_is_no_words_of_the_text_has_none() {
        for (start, end) in [(10, 13), (9, 12), (9, 99)] {
            assert_eq!(sample().evidence("Talks in Oman go on.", &place_at(start, end)), None);
        }
    }

    #[test]
    fn every_channel_is_some_knowledge() {
        for channel in Channel::ALL {
            let of = |(_, knowledge): &(&str, Knowledge)| match knowledge {
                Knowledge::Of(channels) => channels.contains(&channel),
                Knowledge::Around => false,
            };
            assert_eq!(KNOWLEDGE.iter().filter(|knowledge| of(knowledge)).count(), 1, "{channel:?}");
        }
    }
}
