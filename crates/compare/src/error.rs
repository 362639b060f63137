//! Why articles cannot be compared.

use crate::MOST_ARTICLES;

/// Why articles cannot be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There are so many.
    #[error("{0} articles are too many to compare: {MOST_ARTICLES} are the most")]
    TooMany(usize),
}
