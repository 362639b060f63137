//! Links: what anybody may send, and what is shared.

use std::sync::LazyLock;

use reportedly_document::{ValidDocument, validate};
use reportedly_link::{CannotShare, Codec, Opened, Shared, with_mark};

use crate::case::{Case, Reader};

#[path = "../../../link/tests/sealed/mod.rs"]
mod sealed;

static CODEC: LazyLock<Codec> = LazyLock::new(Codec::built_in);

/// Whatever stands in an address is opened or refused with a sentence, and what is opened can be shared again.
pub(super) fn decode(input: &[u8]) {
    opened(&String::from_utf8_lossy(input));
}

/// The same behind a right header and checksum.
pub(super) fn payload(input: &[u8]) {
    let mut reader = Reader::new(input);
    let (flags, text) = (reader.byte(), reader.number(1 << 16) as u32 % 4096);
    opened(&sealed::sealed(flags, text, reader.rest()));
}

fn opened(link: &str) {
    let shared = match CODEC.decode(link) {
        Ok(Opened { shared, .. }) => shared,
        Err(error) => {
            assert!(!error.to_string().is_empty());
            let beginning = error.beginning.unwrap_or_default();
            assert!(beginning.is_char_boundary(error.certain), "what is certain ends between characters");
            return;
        }
    };
    assert!(ValidDocument::new(shared.clone().into_document()).is_ok(), "what is opened can be shown");
    match CODEC.encode(&shared) {
        Ok(fragment) => {
            let again = CODEC.decode(&fragment).map(|opened| opened.shared);
            assert_eq!(again.as_ref(), Ok(&shared), "what is shared comes back");
        }
        // A later version may have shortened what this one cannot.
        Err(error) => assert!(!error.to_string().is_empty() && error != CannotShare::NotCanonical),
    }
}

/// Any document comes back from its link to the last bit, or no link is made.
pub(super) fn encode(input: &[u8]) {
    let Case { document, view, moves, .. } = Case::read(input);
    let is_frozen = moves.len() % 2 == 0;
    let shared = Shared { view, reader_first: moves.len() % 3 == 1, ..Shared::of(&document, is_frozen) };
    let is_sound = validate(&shared.text, shared.frozen.as_deref().unwrap_or_default(), &shared.edits).is_ok();
    let made = CODEC.encode(&shared);
    if !is_sound {
        assert!(made.is_err(), "what nobody could open is in no link");
    }
    let mark = document.annotations.first().map(|mark| &mark.id);
    match made {
        Ok(fragment) => {
            let fragment = mark.map_or(fragment.clone(), |mark| with_mark(&fragment, mark));
            let opened = CODEC.decode(&fragment).expect("what was made can be opened");
            assert_eq!(opened.shared, shared, "what is shared comes back");
            assert_eq!(opened.mark.as_ref(), mark);
        }
        Err(error) => assert!(!error.to_string().is_empty() && error != CannotShare::NotCanonical),
    }
}
