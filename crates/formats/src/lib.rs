//! Annotated documents in formats that other programs and people read, and back.
//!
//! [`Article`] is a document as its reader sees it, edits carried out and filter applied. Every format is a module with
//! a function `write` that makes a file of it; [`export()`] calls the right one.
//!
//! | module | what for |
//! |---|---|
//! | [`csv`] | a row a mark, for spreadsheets |
//! | [`markdown`] | quotations by speaker |
//! | [`sheet`] | a table for fact-checkers |
//! | [`html`] | the marked text as one file to read and print |
//! | [`rich`] | what a copy puts on the clipboard |
//!
//! The crate is pure: it knows no browser and no engine. `docs/formats.md` specifies what it writes.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod article;
pub mod csv;
mod export;
mod hash;
pub mod html;
pub mod markdown;
pub mod rich;
pub mod sheet;
mod strings;

pub use article::Article;
pub use export::{Format, export};
