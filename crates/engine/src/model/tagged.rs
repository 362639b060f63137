//! What the heads of a model say of a block.

use std::ops::Range;

use reportedly_net::{Chunk, Lattice, tags};

/// What the heads of a model say of a block, in tokens of the text.
#[derive(Debug, Default)]
pub(crate) struct Tagged {
    pub(crate) entities: Found,
    pub(crate) hedges: Found,
    /// Attributions.
    pub(crate) structures: Vec<Structure>,
}

/// An attribution as the net sees it: a cue, and what its second pass finds given the cue.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Structure {
    /// The words that express it.
    pub(crate) cue: Range<usize>,
    /// How probable it is that they are a cue, from begin to end.
    pub(crate) probability: f32,
    /// Whether the net found the cue; else the rules did, and the net was asked what belongs to it.
    pub(crate) found: bool,
    /// Who says it, and what is said, with the probability of each stretch.
    pub(crate) source: Vec<(Range<usize>, f32)>,
    /// See `source`.
    pub(crate) content: Vec<(Range<usize>, f32)>,
}

/// The marks that a head finds, and what it thinks of those that the rules found.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// What the head finds, in the order of the text, with the probability of each.
    pub(crate) chunks: Vec<(Chunk, f32)>,
    /// For each mark of the rules its first token and the probability that the head gives it, in the order of the text.
    weighed: Vec<(usize, f32)>,
}

impl Found {
    /// Reads the marks of a sequence whose tokens these are.
    pub(super) fn read(&mut self, lattice: &Lattice<'_>, sequence: &Range<usize>) {
        let found = tags::decode(&lattice.best());
        if !found.is_empty()
            && let Some(probabilities) = lattice.probabilities()
        {
            for chunk in found {
                let probability = probabilities.of(&chunk);
                let tokens = chunk.tokens.start + sequence.start..chunk.tokens.end + sequence.start;
                self.chunks.push((Chunk { tokens, ..chunk }, probability));
            }
        }
    }

    /// Weighs the marks of the rules, given by class and tokens, as far as they lie within the sequence.
    pub(super) fn score<'m>(
        &mut self,
        lattice: &Lattice<'_>,
        sequence: &Range<usize>,
        by_rule: impl Iterator<Item = (usize, &'m Range<usize>)>,
    ) {
        let mut by_rule = by_rule.filter(|(_, tokens)| sequence.contains(&tokens.start)).peekable();
        if by_rule.peek().is_some()
            && let Some(probabilities) = lattice.probabilities()
        {
            self.weighed.extend(by_rule.map(|(class, tokens)| {
                let own = tokens.start - sequence.start..tokens.end - sequence.start;
                (tokens.start, probabilities.of(&Chunk { class, tokens: own }))
            }));
        }
    }

    /// What the head thinks of the mark of the rules that begins at this token.
    pub(crate) fn probability_of(&self, first_token: usize) -> f32 {
        let at = self.weighed.binary_search_by_key(&first_token, |(start, _)| *start);
        at.map_or(0.0, |at| self.weighed[at].1)
    }
}
