//! Votes on the kind of a name.

use std::ops::Range;

use hashbrown::{HashMap, HashSet};
use reportedly_document::EntityKind;
use rustc_hash::FxBuildHasher;

use crate::entities::lexicon::stems_of_demonym;
use crate::lexed::Lexed;

/// Longer names are not looked up: a bound on the work at each token.
pub(super) const LONGEST: usize = 6;

/// What the marks of a text say about the kind of each name.
#[derive(Debug, Default)]
pub(super) struct Ballot {
    /// By the words of the name: the votes for each kind.
    votes: HashMap<String, Votes, FxBuildHasher>,
    /// Words that occur without a capital.
    plain: HashSet<String, FxBuildHasher>,
}

#[derive(Debug, Default)]
struct Votes(Vec<(EntityKind, u32)>);

impl Ballot {
    /// Adds the evidence of a mention.
    pub(super) fn add(&mut self, lexed: &Lexed, name: Range<usize>, kind: EntityKind, weight: u32) {
        if name.len() > LONGEST {
            return;
        }
        let Votes(votes) = self.votes.entry(key(lexed, name)).or_default();
        match votes.iter_mut().find(|(other, _)| *other == kind) {
            Some((_, sum)) => *sum = sum.saturating_add(weight),
            None => votes.push((kind, weight)),
        }
    }

    /// Takes note of a word without a capital.
    pub(super) fn see_plain(&mut self, norm: &str) {
        if !self.plain.contains(norm) {
            self.plain.insert(norm.to_owned());
        }
    }

    /// The kind with most evidence, and how much; of equals the one that was seen first.
    pub(super) fn winner(&self, lexed: &Lexed, name: Range<usize>) -> Option<(EntityKind, u32)> {
        let Votes(votes) = self.votes.get(key(lexed, name).as_str())?;
        votes.iter().copied().reduce(|best, other| if other.1 > best.1 { other } else { best })
    }

    /// Whether a word is formed from the name of a place in the text: "karvanian" where it has "Karvania".
    pub(super) fn has_place_for(&self, norm: &str) -> bool {
        stems_of_demonym(norm).any(|stem| {
            let mut key = String::with_capacity(stem.len() + 1);
            key.push_str(stem);
            key.push(' ');
            self.votes
                .get(key.as_str())
                .is_some_and(|Votes(votes)| votes.iter().any(|&(kind, weight)| kind == EntityKind::Place && weight > 2))
        })
    }

    /// Whether a word occurs in the text without a capital, so that a capital does not make it a name.
    pub(super) fn is_plain_word(&self, norm: &str) -> bool {
        self.plain.contains(norm)
    }
}

fn key(lexed: &Lexed, name: Range<usize>) -> String {
    let mut key = String::new();
    for token in name {
        key.push_str(lexed.norm(token));
        key.push(' ');
    }
    key
}
