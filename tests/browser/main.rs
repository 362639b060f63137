//! What a reader does with the page, in a real browser. Run it with `cargo xtask test --only browser`.

mod harness;
mod loading;
