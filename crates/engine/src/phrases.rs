use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

use crate::lexed::Lexed;
use crate::token::tokenize;

/// A list of words and phrases, each with a value, that finds the longest phrase at a place in one look-up per length.
///
/// Phrases are cut into tokens as texts are, so that "so-called" and "U.S." match what a text has. They are compared
/// with [`Lexed::norm`]: write them in lower case with straight apostrophes.
#[derive(Debug)]
pub(crate) struct Phrases<T> {
    /// Under the first word: the other words and the value, longer phrases first.
    by_first: HashMap<String, Vec<(Vec<String>, T)>, FxBuildHasher>,
}

impl<T> Phrases<T> {
    /// Builds the list. Of a phrase given twice the first counts.
    pub(crate) fn new<'p>(phrases: impl IntoIterator<Item = (&'p str, T)>) -> Self {
        let mut by_first: HashMap<String, Vec<(Vec<String>, T)>, FxBuildHasher> = HashMap::default();
        for (phrase, value) in phrases {
            let mut words = norms(phrase).into_iter();
            if let Some(first) = words.next() {
                let words: Vec<String> = words.collect();
                let others = by_first.entry(first).or_default();
                let at = others.partition_point(|(other, _)| other.len() >= words.len());
                others.insert(at, (words, value));
            }
        }
        Phrases { by_first }
    }

    /// The longest phrase that begins at token `at` and ends before token `end`: how many tokens, and its value.
    pub(crate) fn longest_at(&self, lexed: &Lexed, at: usize, end: usize) -> Option<(usize, &T)> {
        self.by_first.get(lexed.norm(at))?.iter().find_map(|(words, value)| {
            let fits = at + 1 + words.len() <= end;
            let same = fits && words.iter().zip(at + 1..).all(|(word, token)| lexed.norm(token) == word);
            same.then_some((1 + words.len(), value))
        })
    }
}

fn norms(phrase: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    tokenize(phrase, 0, phrase.len(), &mut tokens);
    tokens.iter().map(|token| token.span.of(phrase).to_ascii_lowercase()).collect()
}

/// The entries of a word list: a line each; `#` begins a comment; empty lines are skipped.
pub(crate) fn entries(list: &str) -> impl Iterator<Item = &str> {
    list.lines().map(|line| line.split('#').next().unwrap_or(line).trim()).filter(|line| !line.is_empty())
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
    }

    #[test]
    fn comments() {
        assert_eq!(entries("a # one\n\n # two\nb c \n").collect::<Vec<_>>(), ["a", "b c"]);
    }
}
