//! The front end of Reportedly: paste a news text, and see in place who said what and how sure anyone was.
//!
//! [`Page`] is the project's own page around a reader (`crates/reader`): the text box, drafts, files and links.
//!
//! Text is only ever written as text nodes.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod browser;
mod clients;
mod commands;
mod compare;
mod example;
mod mount;
mod page;
mod spawn;
mod start;
mod storage;
mod strings;
mod text_input;

pub use compare::{ComparePage, ComparePageProps};
pub use example::Example;
pub use mount::{Mount, loader_name, programs_address};
pub use page::{Page, PageProps};
