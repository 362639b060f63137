//! What a net looks like from outside: what it reads of a token, and what it decides.
//!
//! All else (rows, columns, layers) is in the model file.

use crate::tags::tags;

/// The parts of a net that the engine must know. The names are those of sections of the model file; each has at most 14
/// characters.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// The names of the embedding tables. The rows that a token has in each, one after the other, are what the net reads
    /// of it.
    pub tables: &'static [&'static str],
    /// For each number of a token, the table that it is a row of, by its place in `tables`. Rows of the same table are
    /// added. A number is taken modulo the rows of the table.
    pub channels: &'static [usize],
    /// The heads.
    pub heads: &'static [Head],
    /// The head of the second pass, which finds what belongs to a mark.
    pub arguments: Head,
    /// The rows of the table of relations between a token and that mark.
    pub relations: usize,
}

/// A head of a net: one question that is answered for each token by a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its name.
    pub name: &'static str,
    /// How many tags it tells apart.
    pub tags: usize,
    /// Whether tags are numbered as [`tags`](mod@crate::tags) does and the best row of them is looked for, or each token has
    /// the tag of its highest score.
    pub chained: bool,
}

impl Head {
    /// A head that finds marks of this many classes.
    pub const fn marks(name: &'static str, classes: usize) -> Head {
        Head { name, tags: tags(classes), chained: true }
    }

    /// A head that gives each token one of this many tags.
    pub const fn each(name: &'static str, tags: usize) -> Head {
        Head { name, tags, chained: false }
    }
}
