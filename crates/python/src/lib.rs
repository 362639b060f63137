//! The engine, formats and links for Python: the module `reportedly._native`, which the package in `python/reportedly` wraps.
//!
//! A document passes between Rust and Python as its `reportedly/1` JSON. So there is one way to write a document, Python's objects
//! are made of what files have, and a document can be pickled, compared and sent to another process as a string.
//! All work is done without Python's lock. Whatever fails is a `failure::Failure`, which is an exception with a code in Python.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod annotating;
#[path = "../../cli/src/broken.rs"]
mod broken;
mod export;
mod failure;
mod labels;
mod links;
mod reading;
mod text;

use pyo3::prelude::*;

/// What the package `reportedly` is made of. Nobody else is to import it.
#[pymodule]
mod _native {
    #[pymodule_export]
    use crate::annotating::{Cancellation, annotate, annotate_page};
    #[pymodule_export]
    use crate::export::export;
    #[pymodule_export]
    use crate::labels::labels;
    #[pymodule_export]
    use crate::links::{decode_link, encode_link};
    #[pymodule_export]
    use crate::reading::{open_file, read_document, resolved, speakers};
    #[pymodule_export]
    const ENGINE: &str = reportedly_engine::VERSION;
    #[pymodule_export]
    const VERSION: &str = env!("CARGO_PKG_VERSION");
}
