//! What has to work in every browser engine, and not only in Chromium, which has all other tests: one test for each thing that
//! Reportedly is used for. `cargo xtask test` runs them in Chromium, Firefox and WebKit.

mod elements;
mod faults;
mod page;
