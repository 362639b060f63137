//! What a reader does with the page, in a real browser. Run it with `cargo xtask test --only browser`.

mod accessibility;
mod asking;
mod bad_input;
mod confidence;
mod correcting;
mod drafts;
mod editing;
mod elements;
mod embedding;
mod engine;
mod exploring;
mod files;
mod harness;
mod headless;
mod in_place;
mod keyboard;
mod loading;
mod looks;
mod model;
mod opinion;
mod panel;
mod pointer;
mod reading;
mod sharing;
mod staying;
mod texts;
