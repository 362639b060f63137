//! What must hold for any input whatsoever, as functions of bytes, and what looks for an input for which it does not.
//!
//! A [`Target`] panics where an input breaks a promise. The same list is used three times:
//!
//! * `cargo xtask fuzz`: the [loop](run()) of this crate, led by the [`Mutator`] alone;
//! * `cargo xtask fuzz --libfuzzer` with a nightly toolchain: libFuzzer, led by what code an input reaches (`fuzz/`);
//! * `cargo xtask test`: every input that was kept is replayed (`tests/replay.rs`), and the loop runs for a minute.
//!
//! `fuzz/corpus` has inputs that reach far, by target; `fuzz/crashes` has every input that ever broke a promise. To keep one,
//! put the file there: the test replays it from then on.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod case;
mod growth;
mod mutator;
mod run;
mod seeds;
mod targets;

pub use growth::{Slow, growth};
pub use mutator::Mutator;
pub use run::{Broken, Executed, Limits, minimized, replay, run};
pub use seeds::{kept, seeds, stored_in};
pub use targets::{TARGETS, Target, target};
