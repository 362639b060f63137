//! Expressions of several words, found by their first one.

use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

use crate::lexed::Lexed;
use crate::token::tokenize;

/// A list of words and phrases, each with a value, that finds the longest phrase at a place in one look-up per length.
///
/// Phrases are cut into tokens as texts are, so that "so-called" and "U.S." match what a text has. They are compared
/// with [`Lexed::norm`]: write them in lower case with straight apostrophes.
#[derive(Debug, Default)]
pub(crate) struct Phrases<T> {
    index: Index,
    values: Vec<T>,
}

/// Numbers phrases in the order in which they come. Apart from [`Phrases`], so that it is in the wasm but once.
#[derive(Debug, Default)]
struct Index {
    /// Under the first word: the other words and the number, longer phrases first.
    by_first: HashMap<String, Vec<(Vec<String>, usize)>, FxBuildHasher>,
}

impl<T> Phrases<T> {
    /// Builds the list. Of a phrase given twice the first counts.
    pub(crate) fn new<'p>(phrases: impl IntoIterator<Item = (&'p str, T)>) -> Self {
        let mut list = Phrases { index: Index::default(), values: Vec::new() };
        for (phrase, value) in phrases {
            if list.index.number(phrase, list.values.len()) == list.values.len() {
                list.values.push(value);
            }
        }
        list
    }

    /// Whether a phrase begins with this word.
    pub(crate) fn begins_with(&self, norm: &str) -> bool {
        self.index.by_first.contains_key(norm)
    }

    /// The longest phrase that begins at token `at` and ends before token `end`: how many tokens, and its value.
    pub(crate) fn longest_at(&self, lexed: &Lexed, at: usize, end: usize) -> Option<(usize, &T)> {
        let (length, number) = self.index.longest_at(lexed, at, end)?;
        Some((length, &self.values[number]))
    }
}

impl<T: Default> Phrases<T> {
    /// The value of a phrase, which is put in where it is missing.
    pub(crate) fn entry(&mut self, phrase: &str) -> &mut T {
        let number = self.index.number(phrase, self.values.len());
        if number == self.values.len() {
            self.values.push(T::default());
        }
        &mut self.values[number]
    }
}

impl Index {
    /// The number of a phrase: `next` for one that is new.
    fn number(&mut self, phrase: &str, next: usize) -> usize {
        let mut words = norms(phrase).into_iter();
        let first = words.next().unwrap_or_default();
        let words: Vec<String> = words.collect();
        let others = self.by_first.entry(first).or_default();
        if let Some((_, number)) = others.iter().find(|(other, _)| *other == words) {
            return *number;
        }
        let at = others.partition_point(|(other, _)| other.len() >= words.len());
        others.insert(at, (words, next));
        next
    }

    fn longest_at(&self, lexed: &Lexed, at: usize, end: usize) -> Option<(usize, usize)> {
        self.by_first.get(lexed.norm(at))?.iter().find_map(|(words, number)| {
            let fits = at + 1 + words.len() <= end;
            let same = fits && words.iter().zip(at + 1..).all(|(word, token)| lexed.norm(token) == word);
            same.then_some((1 + words.len(), *number))
        })
    }
}

fn norms(phrase: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    tokenize(phrase, 0, phrase.len(), &mut tokens);
    tokens.iter().map(|token| token.span.of(phrase).to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexed::lex;

    #[test]
    fn the_longest_wins() {
        let phrases = Phrases::new([("so", 1), ("so-called", 2), ("u.s.", 3), ("do n't know", 4)]);
        let lexed = lex("The so-called U.S. plan so far: we don’t know.");
        let n = lexed.tokens().len();
        let found: Vec<_> =
            (0..n).filter_map(|i| phrases.longest_at(&lexed, i, n).map(|(length, &v)| (i, length, v))).collect();
        assert_eq!(found, [(1, 3, 2), (4, 1, 3), (6, 1, 1), (10, 3, 4)]);
        assert_eq!(phrases.longest_at(&lexed, 1, 3), Some((1, &1)), "a phrase ends before the end that was given");
        assert_eq!(Phrases::new([("so far", 1), ("so far", 2)]).longest_at(&lexed, 6, n), Some((2, &1)));
    }
}
