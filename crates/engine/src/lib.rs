//! Text in, annotations out: entities, hedges and attributions of an English news text.
//!
//! The engine is pure: no clock, no randomness, no input or output, no `unsafe`, no wasm-bindgen. The same text gives
//! the same annotations, byte for byte, on every target. It never fails: what it could not do is in
//! [`Analysis::diagnostics`]. Its time is linear in the length of the text.
//!
//! # Stages
//!
//! Each stage is a module with its name:
//!
//! 1. `lexed` (with `token`, `sentences`, `quotations`): blocks, sentences, tokens, quotations;
//! 2. `entities`: names, dates, amounts of money;
//! 3. `attributions`: cues, then the source and the content of each;
//! 4. `hedges`: all eight kinds;
//! 5. `document_pass`: what only the whole text tells.
//!
//! Stages 2 to 4 look at one block at a time. What they mark is owed to a rule with an id, a sentence that says why,
//! and examples that are its test (`rules`).
//!
//! # Example
//!
//! ```
//! use reportedly_engine::annotate;
//!
//! let text = "Iran is reportedly pushing for talks, a source said.";
//! let analysis = annotate(text);
//! let marked: Vec<_> = analysis.annotations.iter().map(|a| a.cover().of(text)).collect();
//! assert!(marked.contains(&"reportedly"));
//! ```
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod asides;
mod attributions;
mod document_pass;
mod entities;
mod hedges;
mod job;
mod language;
mod lexed;
mod lexicon;
mod linear;
mod mark;
mod model;
mod people;
mod phrases;
mod quotations;
mod rules;
mod sentences;
mod stable_sort;
mod token;
mod token_ranges;
#[doc(hidden)]
pub mod training;
mod words;

pub use job::{Job, Progress};
pub use lexicon::{WordsError, provide_words};
pub use model::{Model, ModelError};

use reportedly_document::Analysis;

/// The version of this engine. What it marks changes only with it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// How an analysis names the engine when it had no model; `Analysis::is_by_rules` knows it by the end.
const VERSION_BY_RULES: &str = concat!(env!("CARGO_PKG_VERSION"), "+rules");

/// Annotates a text in one go.
pub fn annotate(text: &str) -> Analysis {
    let mut job = Job::new(text.to_owned());
    while job.step() != Progress::Done {}
    job.finish()
}
