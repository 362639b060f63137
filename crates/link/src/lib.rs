//! Documents in links: a text, a person's edits and a view, as the fragment of a URL.
//!
//! A link holds all that it shows: whoever opens it needs no server, and no server gets to see it. The text is written
//! by a coder of its own that has read some news before, which makes most articles short enough to be pasted anywhere.
//! `docs/link-format.md` specifies the format; links open for ever.
//!
//! # Overview
//!
//! * [`Shared`] is what a link holds, [`Codec`] makes links of it and opens them, [`Opened`] is what comes out.
//! * [`Error`] says what is wrong with a link and has the beginning of its text, where that can be read.
//! * [`with_mark`] points at one mark.
//!
//! # Example: there and back
//!
//! ```
//! # #[cfg(feature = "priming")] {
//! use reportedly_link::{Codec, Problem, Shared};
//!
//! let codec = Codec::built_in();
//! let shared = Shared { text: "Talks may resume on Monday, officials said.".into(), ..Shared::default() };
//! let fragment = codec.encode(&shared)?;
//! assert!(fragment.starts_with("r1=") && fragment.len() < 60);
//!
//! let opened = codec.decode(&format!("https://example.org/#{fragment}."))?;
//! assert_eq!(opened.shared, shared);
//!
//! let error = codec.decode(&fragment[..fragment.len() - 9]).unwrap_err();
//! assert!(matches!(error.problem, Problem::CutOff { .. }));
//! assert!(shared.text.starts_with(&error.beginning.unwrap()));
//! # }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Crate features
//!
//! * `priming`: the text that the coder has read before is built in, as [`Codec`]`::built_in`. A page does without and
//!   loads the file when a link is made or opened.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod address;
mod arithmetic;
mod base64url;
mod checksum;
mod codec;
mod coder;
mod edits;
mod error;
mod limits;
mod logistic;
mod marks;
mod model;
mod shared;
mod span_codec;

pub use address::with_mark;
pub use codec::Codec;
pub use error::{CannotShare, Error, Problem, WrongPriming};
pub use shared::{Opened, Shared};
