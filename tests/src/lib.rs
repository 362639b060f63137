//! End-to-end tests in real browsers, written as what a reader does.
//!
//! `cargo xtask test --only browser` builds the page, finds the browser and runs them. A test is a [`Visit`]: it gets a
//! web server of its own, a browser in which nothing is left of earlier visits, and a [`Page`] to act on. `tests/browser/` has them.
//!
//! Nothing here returns an error: what does not happen in time ends the test, with the steps that led there and, under
//! `target/browser-failures/`, a picture, the page's source and its console.
#![forbid(unsafe_code)]

mod browser;
pub mod comparison_timing;
mod devtools;
mod driver;
mod evidence;
mod extension;
mod faults;
mod firefox;
mod outside;
mod page;
pub mod paste_timing;
mod running;
mod selectors;
mod setup;
mod visit;

pub use extension::{ExtensionVisit, Target};
pub use faults::{at_each_text, replaced};
pub use firefox::FirefoxVisit;
pub use page::{Bounds, Focused, Mark, Page, Shown, State, Statement};
pub use thirtyfour::Key;
pub use visit::{Visit, hash, visit};
