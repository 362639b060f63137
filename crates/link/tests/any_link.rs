//! What holds of any link: whatever is shared comes back, whatever is given is refused or opened, and damage is noticed.

mod documents;
mod example;
mod sealed;

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use reportedly_link::{Codec, Error, Problem, Shared};

use documents::shared;
use sealed::sealed;

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
        if let Err(error) = CODEC.decode(&sealed(flags, text, &content)) {
            prop_assert!(matches!(error.problem, Problem::Nonsense | Problem::TooMuch | Problem::Later), "{error:?}");
        }
    }
}

/// What the error says of a damaged link: the part of the beginning that is certain, and the rest.
fn beginning(error: &Error) -> (&str, &str) {
    error.beginning.as_deref().unwrap_or_default().split_at(error.certain)
}

#[test]
fn wherever_it_is_cut_off_the_beginning_is_right() {
    let shared = article();
    for (fragment, most_uncertain) in [(link(&shared), 256), (of_version_1("1-everything"), 1024)] {
        let expected = fragment.len() - "r1=".len();
        let mut before = 0;
        for end in 3..fragment.len() {
            let error = CODEC.decode(&fragment[..end]).expect_err("the end is missing");
            let (certain, rest) = beginning(&error);
            assert!(shared.text.starts_with(&[certain, rest].concat()), "at {end}");
            assert!(rest.len() <= most_uncertain, "at {end}");
            let few = most_uncertain == 256 && fragment.len() - end <= 8;
            if few {
                // It may as well have lost them in the middle.
                assert_eq!(error.problem, Problem::Missing { arrived: end - 3, expected });
                assert!(rest.is_empty() && certain.len() + 256 + 64 > shared.text.len() / 2);
            } else if end > 3 + 16 {
                assert_eq!(error.problem, Problem::CutOff { arrived: end - 3, expected: Some(expected) });
                assert!(certain.len() + rest.len() >= before, "more characters, more text");
                before = certain.len() + rest.len();
            } else {
                assert!(matches!(error.problem, Problem::CutOff { .. }), "at {end}: {}", error.problem);
            }
        }
        assert!(before > shared.text.len() / 2);
    }
}

fn of_version_1(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/links").join(name).with_extension("link");
    fs::read_to_string(path).expect("the file is there").trim_end().to_owned()
}

#[test]
fn a_link_that_lost_a_character_invents_no_prose_as_its_beginning() {
    let shared = article();
    let fragment = link(&shared);
    for at in 3..fragment.len() {
        let lost = (1 + at % 3).min(fragment.len() - at);
        let damaged = [&fragment[..at], &fragment[at + lost..]].concat();
        let error = CODEC.decode(&damaged).expect_err("characters are missing");
        let (certain, rest) = beginning(&error);
        assert!(shared.text.starts_with(certain) && rest.is_empty(), "{lost} at {at}: {error}");
    }
}

#[test]
fn an_old_link_that_lost_a_character_says_where_certainty_ends() {
    let (shared, fragment) = (article(), of_version_1("1-article"));
    let (mut wrong, mut told) = (0, 0);
    for at in 3 + 16..fragment.len() {
        let error = CODEC.decode(&[&fragment[..at], &fragment[at + 1..]].concat()).expect_err("a character is missing");
        let (certain, rest) = beginning(&error);
        // Its checks have eight bits: one damage in 256 goes unnoticed.
        wrong += usize::from(!shared.text.starts_with(certain));
        told += usize::from(!rest.is_empty() && error.to_string().contains("nothing"));
    }
    assert!(wrong * 100 < fragment.len(), "{wrong} of {}", fragment.len());
    assert!(told > 0);
}

#[test]
fn no_changed_character_goes_unnoticed() {
    let shared = article();
    let fragment = link(&shared);
    for at in 3..fragment.len() {
        // In turn another one of the other letters.
        let letters = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['-', '_']);
        let other = letters.cycle().skip(at).find(|letter| !fragment[at..].starts_with(*letter)).expect("there are 64");
        let changed = format!("{}{other}{}", &fragment[..at], &fragment[at + 1..]);
        let error = CODEC.decode(&changed).expect_err("a character has changed");
        let (certain, rest) = beginning(&error);
        assert!(shared.text.starts_with(certain) && rest.is_empty(), "at {at}: {error}");
    }
}

#[test]
fn an_altered_link_still_has_its_beginning() {
    let shared = article();
    let fragment = link(&shared);
    let at = fragment.len() * 3 / 4;
    let other = if fragment[at..].starts_with('A') { 'B' } else { 'A' };
    let error = CODEC.decode(&format!("{}{other}{}", &fragment[..at], &fragment[at + 1..])).expect_err("altered");
    let beginning = error.beginning.expect("the beginning was not touched");
    assert!(beginning.len() >= 832 && shared.text.starts_with(&beginning));
    assert_eq!(error.certain, beginning.len());
}

#[test]
fn a_link_that_mail_or_a_word_processor_changed_is_mended() {
    let shared = article();
    let fragment = link(&shared);
    let opens = |given: &str| {
        let opened = CODEC.decode(given).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!((&opened.shared, opened.mark.map(|id| id.to_string())), (&shared, Some("e1".to_owned())));
    };
    let quoted: Vec<String> = fragment.replace('=', "=3D").as_bytes().chunks(75).map(text).collect();
    opens(&format!("https://example.org/#{}&m=3De1", quoted.join("=\r\n")));
    opens(&format!("https://example.org/#{}&m=e1", quoted.join("=\n").replacen("=3D", "=", 1)));
    opens(&format!("https://example.org/#{}&m=3De1", quoted.concat()));
    opens(&format!("https://example.org/#{}&m=e1", fragment.replace("--", "–")));
    opens(&format!("https://example.org/#{}&m=e1", fragment.replace("--", "—").replacen('-', "‑", 2)));
    opens(&format!("https://example.org/#{}…\n{}&m=e1", &fragment[..99], &fragment[99..]));
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("a link is ASCII")
}

#[test]
fn marks_outside_of_the_text_go_into_no_link() {
    use reportedly_document::{Annotation, Attribution, Body, Byte, Entity, EntityKind, Span};
    use reportedly_link::CannotShare;
    let with = |body: Body| {
        let frozen = Some(vec![Annotation::machine(body, "test")]);
        CODEC.encode(&Shared { text: "Ana Díaz said no.".into(), frozen, ..Shared::default() })
    };
    let entity = |start, end| Entity { span: Span::new(start, end), kind: EntityKind::Person }.into();
    let said = |source: &[(u32, u32)], content: &[(u32, u32)]| {
        let spans = |list: &[(u32, u32)]| list.iter().map(|&(start, end)| Span::<Byte>::new(start, end)).collect();
        Attribution { source: spans(source), content: spans(content), ..Attribution::default() }.into()
    };
    assert!(with(entity(0, 9)).is_ok());
    let misplaced = [entity(15, 99), entity(5, 6), entity(3, 3), said(&[(4, 9), (0, 3)], &[(15, 17)]), said(&[], &[])];
    for body in misplaced {
        assert_eq!(with(body), Err(CannotShare::Misplaced));
    }
    let text = "a".repeat(2000);
    let nested = (0..257).map(|at| {
        Annotation::machine(Body::from(Entity { span: Span::new(at, 2000 - at), kind: EntityKind::Person }), "test")
    });
    let crowded = Shared { text, frozen: Some(nested.collect()), ..Shared::default() };
    assert_eq!(CODEC.encode(&crowded), Err(CannotShare::Crowded));
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
    let error = CODEC.decode(&sealed(0, (1 << 20) + 1, &[])).unwrap_err();
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
    let error = CODEC.decode(&sealed(0, 1 << 20, &[0; 16])).unwrap_err();
    assert_eq!(error.problem, Problem::Nonsense);
    let bomb = Shared { text: "a".repeat(1 << 20), ..Shared::default() };
    let fragment = link(&bomb);
    assert_eq!(CODEC.decode(&fragment).map(|opened| opened.shared.text.len()), Ok(1 << 20));
}
