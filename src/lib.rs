//! The front end of Reportedly: paste a news text, and see in place who said what and how sure anyone was.
//!
//! * [`Reader`] shows a text with its marks. It finds nothing itself: it sends the text to the engine, a wasm program of
//!   its own, and draws what comes back. A page, or a custom element, mounts it and listens.
//! * [`Page`] is the project's own page around a reader: the text box and the examples.
//!
//! Text is only ever written as text nodes.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod clipboard;
mod el;
mod engine;
mod example;
mod exchange;
mod keep;
mod page;
mod reader;
mod strings;

pub use example::Example;
pub use page::{Page, PageProps, Start, Wanted};
#[cfg(feature = "guest")]
pub use reader::Ask;
pub use reader::{Answers, Attaching, Reader, ReaderProps, Settings, Shown, Style, Work};
