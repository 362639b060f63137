//! Annotated documents in formats that other programs and people read, and back.
//!
//! [`ViewedDocument`](reportedly_document::ViewedDocument) is a document as its reader sees it, edits carried out and filter applied. Every format is a module with
//! a function `write` that makes a file of it; [`export()`] calls the right one.
//!
//! | module | what for |
//! |---|---|
//! | [`w3c`] | Web Annotations, for other annotation tools; and back |
//! | [`citron`] | the BBC's format for quotations; and back |
//! | [`csv`] | a row a mark, for spreadsheets |
//! | [`markdown`] | quotations by speaker |
//! | [`sheet`] | a table for fact-checkers |
//! | [`html`] | the marked text as one file to read and print |
//! | [`clipboard`] | what a copy puts on the clipboard |
//! | `office` | a document for word processors, and a workbook for spreadsheets (feature `office`) |
//!
//! [`open()`] reads a file of any kind, and says which marks it could not place; [`merge()`] puts together what several
//! people marked in one text.
//!
//! The crate is pure: it knows no browser and no engine. `docs/formats.md` specifies what it writes.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod binary_kind;
mod canonical;
pub mod citron;
pub mod clipboard;
mod colours;
pub mod csv;
mod error;
mod export;
mod hash;
pub mod html;
mod html_elements;
mod html_text;
pub mod markdown;
mod merge;
#[cfg(feature = "office")]
pub mod office;
mod open;
mod read;
pub mod sheet;
mod strings;
mod text_quote;
mod unplaced;
pub mod w3c;
mod wording;

pub use binary_kind::{BinaryKind, binary_kind};
pub use error::{Error, MOST_BYTES};
pub use export::{Format, OfficeFormat, TextFormat, check_writable, export};
pub use html_elements::Flow;
pub use html_text::{own_article, text_of_html};
pub use merge::{Merged, MergedMark, OtherText, merge};
pub use open::{FileKind, Opened, open};
pub use unplaced::{Reason, Unplaced};
