//! What the second pass of the net reads beside the encoder's states: how each token lies to the cue whose source and
//! content are looked for.

use std::ops::Range;

use crate::lexed::{Block, Lexed};
use crate::mark::AttributionMark;

/// A class of the head of the second pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Argument {
    /// Who says it.
    Source,
    /// What is said.
    Content,
}

impl Argument {
    /// Every class, in the order of the head.
    pub const ALL: [Argument; 2] = [Argument::Source, Argument::Content];
}

/// How many numbers a token has in its relation to a cue.
pub const RELATIONS: usize = 4;

/// The rows of the table that all these numbers are rows of.
pub const RELATION_ROWS: usize = 32;

/// The numbers of a token: distance, sentence, quotation, and the part that the rules see.
pub type Relation = [u8; RELATIONS];

/// So many tokens before a cue are looked at, and so many behind it.
const BEFORE: usize = 90;
const AFTER: usize = 120;

/// The first rows of sentence, quotation and rule; distances come before.
const SENTENCE: u8 = 19;
const QUOTATION: u8 = 22;
const RULE: u8 = 27;

/// What surrounds the cues of a sequence.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// For each token the number of its sentence, and of its quotation: 0 where it is in none.
    places: Vec<(u32, u32)>,
    /// What the rules found.
    rules: Vec<Parts>,
    /// For each token which of these it is the cue of.
    cues: Vec<Option<u32>>,
}

/// The parts of an attribution in tokens of the sequence, each cut to it.
#[derive(Clone, Debug, Default)]
struct Parts {
    cue: Vec<Range<usize>>,
    source: Vec<Range<usize>>,
    content: Vec<Range<usize>>,
}

impl Surroundings {
    /// What surrounds the cues of some tokens of a block. `by_rule` is what the rules found in the block.
    #[inline(never)]
    pub(crate) fn new(lexed: &Lexed, block: &Block, tokens: &Range<usize>, by_rule: &[AttributionMark]) -> Self {
        let mut sentences = lexed.sentences()[block.sentences.clone()].iter().map(|s| s.start).peekable();
        let mut sentence = 0;
        let place = |token| {
            while sentences.next_if(|&start| start <= token).is_some() {
                sentence += 1;
            }
            (sentence, lexed.quotation_at(block, token).map_or(0, |quotation| quotation.tokens.start as u32 + 1))
        };
        let places = tokens.clone().map(place).collect();
        let own = |parts: &[Range<usize>]| -> Vec<Range<usize>> {
            let cut = |part: &Range<usize>| {
                let (start, end) = (part.start.max(tokens.start), part.end.min(tokens.end));
                (start < end).then(|| start - tokens.start..end - tokens.start)
            };
            parts.iter().filter_map(cut).collect()
        };
        let mut cues = vec![None; tokens.len()];
        let mut rules = Vec::new();
        for mark in by_rule {
            let cue = own(&mark.cue);
            cue.iter().cloned().flatten().for_each(|token| {
                cues[token].get_or_insert(rules.len() as u32);
            });
            if !cue.is_empty() {
                rules.push(Parts { cue, source: own(&mark.source), content: own(&mark.content) });
            }
        }
        Surroundings { places, rules, cues }
    }

    /// The first stretch of each cue that the rules found.
    pub fn cues_by_rule(&self) -> impl Iterator<Item = Range<usize>> {
        self.rules.iter().filter_map(|parts| parts.cue.first().cloned())
    }

    /// The tokens that are looked at for a cue.
    pub fn window(&self, cue: &Range<usize>) -> Range<usize> {
        cue.start.saturating_sub(BEFORE)..(cue.end + AFTER).min(self.places.len())
    }

    /// How each token of the window lies to the cue.
    #[inline(never)]
    pub fn relations(&self, cue: &Range<usize>) -> Vec<Relation> {
        let window = self.window(cue);
        let own = self.places[cue.start];
        let mut by_rule = vec![RULE; window.len()];
        let rule = cue.clone().find_map(|token| self.cues[token]);
        if let Some(parts) = rule.map(|rule| &self.rules[rule as usize]) {
            by_rule.fill(RULE + 1);
            for (ranges, code) in [(&parts.content, 3), (&parts.source, 2), (&parts.cue, 4)] {
                let inside = ranges.iter().cloned().flatten().filter(|token| window.contains(token));
                inside.for_each(|token| by_rule[token - window.start] = RULE + code);
            }
        }
        let relation = |(token, by_rule): (usize, u8)| {
            let (sentence, quotation) = self.places[token];
            let sentence = match sentence.cmp(&own.0) {
                std::cmp::Ordering::Less => 0,
                std::cmp::Ordering::Equal => 1,
                std::cmp::Ordering::Greater => 2,
            };
            let quotation = match (own.1, quotation) {
                (0, 0) => 0,
                (0, _) => 1,
                (_, 0) => 2,
                (own, other) => 3 + u8::from(own != other),
            };
            [distance(cue, token), SENTENCE + sentence, QUOTATION + quotation, by_rule]
        };
        window.clone().zip(by_rule).map(relation).collect()
    }
}

/// A code below 19 for how far, and on which side of the cue, a token stands.
fn distance(cue: &Range<usize>, token: usize) -> u8 {
    let far = |tokens: usize| [1, 2, 3, 5, 8, 13, 21, 35].partition_point(|&limit| limit < tokens) as u8;
    if token < cue.start {
        far(cue.start - token)
    } else if token < cue.end {
        9
    } else {
        10 + far(token + 1 - cue.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Job;

    #[test]
    fn tokens_lie_around_a_cue() {
        let (lexed, marks) = Job::by_rule("It rained. “We left,” Ann Lee said on Friday.");
        let block = &lexed.blocks()[0];
        let around = Surroundings::new(&lexed, block, &block.tokens, &marks.attributions);
        assert_eq!((around.cues_by_rule().count(), around.cues_by_rule().next()), (1, Some(10..11)));
        assert_eq!(around.window(&(10..11)), 0..14);
        let relations = around.relations(&(10..11));
        assert_eq!(relations[0], [5, SENTENCE, QUOTATION, RULE + 1]);
        assert_eq!(relations[4], [4, SENTENCE + 1, QUOTATION + 1, RULE + 3]);
        assert_eq!(relations[9], [0, SENTENCE + 1, QUOTATION, RULE + 2]);
        assert_eq!(relations[10], [9, SENTENCE + 1, QUOTATION, RULE + 4]);
        assert_eq!(relations[11], [10, SENTENCE + 1, QUOTATION, RULE + 1]);
        assert_eq!(around.relations(&(1..2))[0][3], RULE, "no rule sees a cue there");
    }

    #[test]
    fn windows_have_an_end() {
        let (lexed, _) = Job::by_rule(&"one ".repeat(400));
        let block = &lexed.blocks()[0];
        let around = Surroundings::new(&lexed, block, &block.tokens, &[]);
        assert_eq!(around.relations(&(200..202)).len(), BEFORE + 2 + AFTER);
        let codes = around.relations(&(200..202)).into_iter().flatten().max();
        assert!(codes < Some(RELATION_ROWS as u8));
    }
}
