//! Any of the targets, by the variable `REPORTEDLY_FUZZ_TARGET`: the list of them is in crates/fuzz, and nowhere else.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use reportedly_fuzz::{Target, target};

static CHOSEN: LazyLock<&Target> = LazyLock::new(|| {
    let name = std::env::var("REPORTEDLY_FUZZ_TARGET").expect("the variable names a target");
    target(&name).expect("there is such a target")
});

fuzz_target!(|input: &[u8]| (CHOSEN.run)(input));
