//! What holds of any link: whatever is shared comes back, whatever is given is refused or opened, and damage is noticed.

mod documents;
mod example;

use std::sync::LazyLock;

use proptest::prelude::*;
use reportedly_link::{Codec, Problem, Shared};

use documents::shared;

static CODEC: LazyLock<Codec> = LazyLock::new(Codec::built_in);

fn link(shared: &Shared) -> String {
    CODEC.encode(shared).expect("it is short enough")
}

/// An article whose link has edits as well.
fn article() -> Shared {
    example::example(&example::article())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_is_shared_comes_back(shared in shared()) {
        let opened = CODEC.decode(&link(&shared));
        prop_assert_eq!(opened.map(|opened| opened.shared), Ok(shared));
    }

    #[test]
    fn any_string_is_refused_or_opened(given in any::<String>()) {
        let _ = CODEC.decode(&given);
        let _ = CODEC.decode(&format!("#r1={given}"));
    }

    #[test]
    fn any_payload_is_refused_or_opened(content in prop::collection::vec(any::<u8>(), 0..400), text in 0..300_u32, flags: u8) {
        if let Err(error) = CODEC.decode(&documents::sealed(flags, text, &content)) {
            prop_assert!(matches!(error.problem, Problem::Nonsense | Problem::TooMuch | Problem::Later), "{error:?}");
        }
    }
}

#[test]
fn wherever_it_is_cut_off_the_beginning_is_right() {
    let shared = article();
    let fragment = link(&shared);
    let expected = fragment.len() - "r1=".len();
    let mut before = 0;
    for end in 3..fragment.len() {
        let error = CODEC.decode(&fragment[..end]).expect_err("the end is missing");
        let beginning = error.beginning.unwrap_or_default();
        assert!(shared.text.starts_with(&beginning), "at {end}");
        if end > 3 + 14 {
            assert_eq!(error.problem, Problem::CutOff { arrived: end - 3, expected: Some(expected) });
            assert!(beginning.len() >= before, "more characters, more text");
            before = beginning.len();
        } else {
            assert!(matches!(error.problem, Problem::CutOff { expected: None, .. }), "at {end}: {}", error.problem);
        }
    }
    assert!(before > shared.text.len() / 2);
}

#[test]
fn no_changed_character_goes_unnoticed() {
    let shared = article();
    let fragment = link(&shared);
    let mut right = 0;
    for at in 3..fragment.len() {
        // In turn another one of the other letters.
        let letters = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['-', '_']);
        let other = letters.cycle().skip(at).find(|letter| !fragment[at..].starts_with(*letter)).expect("there are 64");
        let changed = format!("{}{other}{}", &fragment[..at], &fragment[at + 1..]);
        let error = CODEC.decode(&changed).expect_err("a character has changed");
        right += usize::from(error.beginning.is_none_or(|beginning| shared.text.starts_with(&beginning)));
    }
    // A checksum of eight bits lets one error in 256 pass, and one in the header can look like a link that was cut off.
    assert!(right * 100 >= fragment.len() * 98, "{right} of {}", fragment.len());
}

#[test]
fn an_altered_link_still_has_its_beginning() {
    let shared = article();
    let fragment = link(&shared);
    let at = fragment.len() * 3 / 4;
    let other = if fragment[at..].starts_with('A') { 'B' } else { 'A' };
    let error = CODEC.decode(&format!("{}{other}{}", &fragment[..at], &fragment[at + 1..])).expect_err("altered");
    let beginning = error.beginning.expect("the beginning was not touched");
    assert!(beginning.len() >= 1024 && shared.text.starts_with(&beginning));
}

#[test]
fn too_much_is_refused_on_both_sides() {
    use reportedly_link::CannotShare;
    let long = Shared { text: "a".repeat((1 << 20) + 1), ..Shared::default() };
    assert_eq!(CODEC.encode(&long), Err(CannotShare::TooLong));
    let edits = vec![documents::hide("may"); 10_001];
    assert_eq!(CODEC.encode(&Shared { edits, ..Shared::default() }), Err(CannotShare::TooMany));
    let untidy = Shared { text: "two  spaces".into(), ..Shared::default() };
    assert_eq!(CODEC.encode(&untidy), Err(CannotShare::NotCanonical));

    // Written once and held ten times.
    let rule = std::borrow::Cow::Owned("a".repeat(200_000));
    let mut frozen = documents::example_mark();
    frozen.rule = Some(rule);
    let repeated = Shared { text: "Oman".into(), frozen: Some(vec![frozen; 10]), ..Shared::default() };
    assert_eq!(CODEC.encode(&repeated), Err(CannotShare::TooLong));

    let most = Shared { edits: vec![documents::hide("may"); 10_000], ..Shared::default() };
    assert_eq!(CODEC.decode(&link(&most)).map(|opened| opened.shared), Ok(most));
    let error = CODEC.decode(&documents::sealed(0, (1 << 20) + 1, &[])).unwrap_err();
    assert_eq!(error.problem, Problem::TooMuch);
    assert_eq!(CODEC.decode(&"a".repeat(1 << 20)).unwrap_err().problem, Problem::TooMuch);
}

#[test]
fn other_priming_texts_are_refused() {
    use reportedly_link::WrongPriming;
    let text = include_bytes!("../priming/news-1.txt");
    assert!(Codec::new(text).is_ok());
    let mut other = text.to_vec();
    other[100] ^= 1;
    assert_eq!(Codec::new(&other).err(), Some(WrongPriming));
    assert_eq!(Codec::new(&text[1..]).err(), Some(WrongPriming));
}

/// Few bytes can stand for many: reading stops where they are used up, and at the limit.
#[test]
fn a_small_link_does_not_become_a_large_text() {
    let error = CODEC.decode(&documents::sealed(0, 1 << 20, &[0; 16])).unwrap_err();
    assert_eq!(error.problem, Problem::Nonsense);
    let bomb = Shared { text: "a".repeat(1 << 20), ..Shared::default() };
    let fragment = link(&bomb);
    assert_eq!(CODEC.decode(&fragment).map(|opened| opened.shared.text.len()), Ok(1 << 20));
}
