//! An attribution in the making.

use std::ops::Range;

use reportedly_document::Stance;

use super::content::quoting;
use super::grammar::Sentence;
use super::source_class::class_of_source;
use crate::mark::AttributionMark;
use crate::model::confidence;
use crate::rules::Rule;
use crate::token_ranges::TokenRanges;

/// The parts found so far; what follows from them is worked out at the end.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) source: TokenRanges,
    pub(super) cue: TokenRanges,
    pub(super) content: TokenRanges,
    pub(super) via: TokenRanges,
    pub(super) stance: Stance,
    /// Where a model found it: how probable its cue and contents are.
    pub(super) probability: Option<f32>,
    pub(super) rule: Rule,
}

impl Draft {
    pub(super) fn new(rule: Rule, stance: Stance) -> Draft {
        Draft {
            source: TokenRanges::default(),
            cue: TokenRanges::default(),
            content: TokenRanges::default(),
            via: TokenRanges::default(),
            stance,
            probability: None,
            rule,
        }
    }

    #[must_use]
    pub(super) fn source(mut self, tokens: Range<usize>) -> Draft {
        self.source.push(tokens);
        self
    }

    #[must_use]
    pub(super) fn cue(mut self, tokens: Range<usize>) -> Draft {
        self.cue.push(tokens);
        self
    }

    #[must_use]
    pub(super) fn content(mut self, tokens: Range<usize>) -> Draft {
        self.content.push(tokens);
        self
    }

    /// The first token of any part.
    pub(super) fn first(&self) -> usize {
        let parts = self.source.iter().chain(&self.cue).chain(&self.content);
        parts.map(|part| part.start).min().unwrap_or(usize::MAX)
    }

    /// The end of the last part.
    pub(super) fn end(&self) -> usize {
        let parts = self.source.iter().chain(&self.cue).chain(&self.content);
        parts.map(|part| part.end).max().unwrap_or(0)
    }

    /// The finished mark.
    pub(super) fn finish(self, block: &Sentence<'_>) -> AttributionMark {
        let s = &block.sentence_of(self.source.first().map_or(block.start, |source| source.start));
        AttributionMark {
            form: quoting(s, &self.content, self.cue.first().map_or(usize::MAX, |cue| cue.start)),
            source_class: class_of_source(s, self.source.first()),
            source: self.source,
            cue: self.cue,
            content: self.content,
            via: self.via,
            stance: self.stance,
            refers_to: None,
            confidence: self.probability.map(confidence::of_attribution),
            rule: self.rule,
        }
    }
}
