//! Marks in tokens, as stages pass them.

use std::ops::Range;

use reportedly_document::{Confidence, EntityKind, Form, HedgeKind, SourceClass, Stance, Voice};

use crate::document_pass;
use crate::lexed::{Block, Lexed};
use crate::rules::Rule;
use crate::token_ranges::TokenRanges;

/// What has been marked so far, each list in the order of the text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Marks {
    pub(crate) entities: Vec<EntityMark>,
    pub(crate) attributions: Vec<AttributionMark>,
    pub(crate) hedges: Vec<HedgeMark>,
}

impl Marks {
    /// Looks at the whole text.
    pub(crate) fn settle(&mut self, lexed: &Lexed) {
        document_pass::run(lexed, &mut self.entities, &mut self.attributions, &mut self.hedges);
    }

    /// Adds marks that need no look at the whole text. The lists are out of the text's order afterwards.
    pub(crate) fn extend(&mut self, others: Marks) {
        self.entities.extend(others.entities);
        self.attributions.extend(others.attributions);
        self.hedges.extend(others.hedges);
    }

    /// The attributions whose cue is in a block. Their contents may go on in later ones.
    pub(crate) fn attributions_of(&self, block: &Block) -> &[AttributionMark] {
        within(&self.attributions, block, |mark| mark.cue.first().map_or(mark.first(), |cue| cue.start))
    }
}

/// The marks that begin in a block, of a list in the order of the text.
pub(crate) fn within<'m, M>(marks: &'m [M], block: &Block, start: impl Fn(&M) -> usize) -> &'m [M] {
    let first = marks.partition_point(|mark| start(mark) < block.tokens.start);
    let end = marks.partition_point(|mark| start(mark) < block.tokens.end);
    &marks[first..end]
}

/// An entity under way, in tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EntityMark {
    pub(crate) tokens: Range<usize>,
    pub(crate) kind: EntityKind,
    /// Where a model was asked.
    pub(crate) confidence: Option<Confidence>,
    pub(crate) rule: Rule,
}

/// A hedge under way, in tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HedgeMark {
    pub(crate) tokens: Range<usize>,
    pub(crate) kind: HedgeKind,
    /// Set by the document pass.
    pub(crate) voice: Option<Voice>,
    /// Where a model was asked.
    pub(crate) confidence: Option<Confidence>,
    pub(crate) rule: Rule,
}

/// An attribution under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AttributionMark {
    pub(crate) source: TokenRanges,
    pub(crate) cue: TokenRanges,
    pub(crate) content: TokenRanges,
    pub(crate) via: TokenRanges,
    pub(crate) form: Form,
    pub(crate) source_class: SourceClass,
    pub(crate) stance: Stance,
    /// Set by the document pass: what names the same source, for a pronoun or a short name.
    pub(crate) refers_to: Option<Referent>,
    /// Where a model was asked.
    pub(crate) confidence: Option<Confidence>,
    pub(crate) rule: Rule,
}

impl AttributionMark {
    /// The first token of source, cue and content.
    pub(crate) fn first(&self) -> usize {
        self.parts().map(|part| part.start).min().unwrap_or(usize::MAX)
    }

    /// The end of the last of source, cue and content.
    pub(crate) fn end(&self) -> usize {
        self.parts().map(|part| part.end).max().unwrap_or(0)
    }

    pub(crate) fn parts(&self) -> impl Iterator<Item = &Range<usize>> {
        self.source.iter().chain(&self.cue).chain(&self.content)
    }
}

/// What a pronoun or a short name stands for, by its place in the list of all attributions or of all entities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Referent {
    /// The source of this attribution.
    Attribution(usize),
    /// This person or organization, who was no source before.
    Entity(usize),
}
