//! Runs small trained nets that tag tokens.
//!
//! A token is some numbers (hashes of what it looks like), each of them a row of an embedding table. An encoder reads the
//! tokens of a sequence in both directions. Heads then say something of each token: a tag of its own, or the likeliest row
//! of tags, which stand for marks. This crate knows the arithmetic and the model file; what the numbers and tags mean is
//! the caller's, who describes them in a [`Layout`].
//!
//! The result has the same bits on every target: products are sums of integers, and what is left is single `f32` operations
//! in a fixed order, with [`tanh`] and its like made of them.
//!
//! No number of a model file is trusted, not even behind a right checksum.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod arguments;
mod crf;
mod embeddings;
mod file;
mod layout;
mod math;
mod matmul;
mod net;
mod probabilities;
mod sample;
mod scan;
mod table;
pub mod tags;
mod transitions;

pub use crf::Lattice;
pub use file::{ModelError, ModelFile, Section, Version, Writer, checksum};
pub use layout::{Head, Layout};
pub use math::{exp, ln, sigmoid, tanh};
pub use net::{Encoded, Net};
pub use probabilities::Probabilities;
pub use sample::sample;
pub use table::scale;
pub use tags::{Chunk, Tag};
