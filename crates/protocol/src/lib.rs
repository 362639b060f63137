//! The messages between the programs of Reportedly.
//!
//! The page and the element are wasm programs; the engine, the formats of files and the codec of links are others, loaded when they
//! are needed. What passes between them is postcard bytes of the types here, by [`encode`] and [`decode`], so that both
//! sides read the same fields by the same names. The engine's worker is JavaScript: its messages are objects, which hold
//! such bytes.
//!
//! | from, to | message |
//! |---|---|
//! | page, element → engine | [`EngineRequest`] |
//! | engine → page, element | [`EngineMessage`], with [`Analysis`] or [`Evidence`] |
//! | page, element → files | [`ExportRequest`] |
//! | files → page, element | [`OpenedFile`], [`MergedFiles`], [`Copied`] |
//! | page, element, files → links | [`LinkRequest`] |
//! | links → page, element, files | [`OpenedLink`], [`MadeLink`] |
//!
//! Programs of different versions never meet: a build writes the hash of each into the loader. So fields may change freely,
//! but never in one crate alone.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod engine;
mod files;
mod function;
mod links;

pub use engine::{EngineMessage, EngineRequest, Field, Fields};
pub use files::{Copied, ExportRequest, MergedFiles, OpenedFile, UnplacedMark};
pub use function::Function;
pub use links::{DamagedLink, LinkContent, LinkRequest, MadeLink, OpenedLink, QrCode};
pub use reportedly_document::{Analysis, Evidence, KnownLines};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A message as bytes.
///
/// # Errors
/// When it cannot be written, which would be a mistake of this program.
pub fn encode(message: &impl Serialize) -> Result<Vec<u8>, String> {
    postcard::to_allocvec(message).map_err(|_| "the message cannot be written".to_owned())
}

/// The message that these bytes are.
///
/// # Errors
/// When they are none, or one that no sound document can be made of.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, String> {
    postcard::from_bytes(bytes).map_err(|_| "the message cannot be read".to_owned())
}
