//! Anything at all is opened or refused; what is opened is made into a link and opened again.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use reportedly_link::Codec;

static CODEC: LazyLock<Codec> = LazyLock::new(Codec::built_in);

fuzz_target!(|given: &str| {
    let Ok(opened) = CODEC.decode(given) else { return };
    // Somebody else's link may have been just short enough, where ours is a byte too long.
    let Ok(again) = CODEC.encode(&opened.shared) else { return };
    assert_eq!(CODEC.decode(&again).expect("it was made just now").shared, opened.shared);
});
