//! Which statements are worth a closer look: those that share rare words, found by an index from words to statements.

use crate::statement::PreparedStatement;
use crate::text::Key;
use crate::weights::Weights;

/// A word that more statements have than this leads to none of them.
const MOST_STATEMENTS_OF_WORD: usize = 96;
/// The rarest words of a statement lead to others.
const MOST_WORDS: usize = 24;
/// So many statements of each other article are looked at.
const MOST_CANDIDATES: usize = 8;

/// For each statement those of later articles that share most with it, in order.
pub(crate) fn candidates(statements: &[PreparedStatement], weights: &Weights, articles: usize) -> Vec<Vec<u32>> {
    let index = Index::new(statements);
    let mut shared = vec![0_u32; statements.len()];
    let mut found = Vec::with_capacity(statements.len());
    for statement in statements {
        let mut keys: Vec<Key> = statement.keys.iter().copied().filter(|&key| weights.of(key) > 0).collect();
        keys.sort_by_key(|&key| (weights.frequency(key), key));
        let mut touched = Vec::new();
        for key in keys.into_iter().take(MOST_WORDS) {
            let with_word = index.of(key);
            if with_word.len() > MOST_STATEMENTS_OF_WORD {
                continue;
            }
            for &(_, other) in with_word {
                if statements[other as usize].article > statement.article {
                    if shared[other as usize] == 0 {
                        touched.push(other);
                    }
                    shared[other as usize] = shared[other as usize].saturating_add(weights.of(key));
                }
            }
        }
        touched.sort_by_key(|&other| {
            let its = &statements[other as usize];
            // The same share of a shorter statement says more.
            let share = u64::from(shared[other as usize]) * 2000
                / u64::from(statement.weight.max(1)).saturating_add(u64::from(its.weight));
            (u64::MAX - share, its.depth.abs_diff(statement.depth), other)
        });
        let mut of_article = vec![0; articles];
        let mut best = Vec::new();
        for &other in &touched {
            let count = &mut of_article[statements[other as usize].article];
            if *count < MOST_CANDIDATES {
                *count += 1;
                best.push(other);
            }
        }
        touched.iter().for_each(|&other| shared[other as usize] = 0);
        found.push(best);
    }
    found
}

/// Which statements have a word.
struct Index {
    /// Key and statement, in order.
    pairs: Vec<(Key, u32)>,
}

impl Index {
    fn new(statements: &[PreparedStatement]) -> Index {
        let of = |(index, statement): (usize, &PreparedStatement)| {
            statement.keys.iter().map(move |&key| (key, index as u32)).collect::<Vec<_>>()
        };
        let mut pairs: Vec<(Key, u32)> = statements.iter().enumerate().flat_map(of).collect();
        pairs.sort_unstable();
        Index { pairs }
    }

    fn of(&self, key: Key) -> &[(Key, u32)] {
        let start = self.pairs.partition_point(|pair| pair.0 < key);
        let end = self.pairs.partition_point(|pair| pair.0 <= key);
        &self.pairs[start..end]
    }
}
