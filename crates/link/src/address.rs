//! Links among other characters: what a browser, a mail program or a person made of them.

use std::borrow::Cow;

use reportedly_document::Id;

use crate::base64url;
use crate::limits;

/// What a fragment with a document in it begins with.
pub(crate) const START: &str = "r1=";

/// What the id of a mark follows.
const MARK: &str = "m=";

/// What a payload begins with where someone has copied nothing else: the versions.
const FIRST: [&str; 2] = ["AQ", "Ag"];

/// No payload is shorter.
const SHORTEST: usize = 14;

/// What people and programs write behind a link.
const PUNCTUATION: [char; 7] = ['.', ',', ';', ')', '>', '"', '\''];

/// A link that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// The values of the payload's letters, and of any that follow.
    pub(crate) values: Vec<u8>,
    pub(crate) mark: Option<Id>,
}

/// Of how many dashes each is tried as one hyphen and as two.
const DASHES: u32 = 6;

/// Finds the link in a fragment, a URL, or a piece of mail. There is more than one way to read what a program has changed;
/// the checksum says which is right. The first is the one in which the least was changed.
pub(crate) fn find(given: &str) -> Vec<Found> {
    // What was encoded twice has to be decoded twice.
    let mut text = Cow::Borrowed(given.trim());
    for _ in 0..3 {
        if payload(&text).is_some_and(|payload| !payload.chars().take_while(|c| *c != '&').any(|c| c == '%')) {
            break;
        }
        match decoded(&text, b'%') {
            Some(decoded) => text = Cow::Owned(decoded),
            None => break,
        }
    }
    let Some(payload) = payload(&text) else { return Vec::new() };
    let mut found = vec![read(payload)];
    let mut add = |other: Found| {
        if !found.contains(&other) {
            found.push(other);
        }
    };
    let unquoted = unquoted(payload);
    for text in std::iter::once(payload).chain(unquoted.as_deref()) {
        add(read(text));
        let letters = text.split('&').next().unwrap_or_default();
        let rest = &text[letters.len()..];
        let dashes = letters.chars().filter(|&c| is_dash(c)).count() as u32;
        let mut with = |is_two: &dyn Fn(u32) -> bool| add(read(&[&hyphens(letters, is_two), rest].concat()));
        if dashes > 0 {
            with(&|_| true);
            with(&|_| false);
            let some = if dashes > DASHES { 0 } else { 1_u32 << dashes };
            (1..some).for_each(|which| with(&|at| which >> at & 1 == 1));
        }
        // What else stands between the letters says nothing.
        let only: String = letters.chars().filter(|&c| base64url::value(c).is_some()).collect();
        add(read(&[&only, rest].concat()));
    }
    found
}

fn read(payload: &str) -> Found {
    let (values, rest) = values(payload);
    Found { values, mark: mark(rest) }
}

/// A payload that a mail program has written as quoted-printable: `=3D` for `=`, also for the one before the payload, and
/// `=` at the end of a line that goes on.
fn unquoted(payload: &str) -> Option<String> {
    let joined = ["=", payload].concat().replace("=\r\n", "").replace("=\n", "");
    let unquoted = decoded(&joined, b'=').unwrap_or(joined);
    let unquoted = unquoted.strip_prefix('=').unwrap_or(&unquoted);
    (unquoted != payload).then(|| unquoted.to_owned())
}

/// What word processors write for two hyphens.
fn is_dash(c: char) -> bool {
    matches!(c, '–' | '—' | '―')
}

/// The letters with hyphens for each dash: two where `is_two` says so of its number.
fn hyphens(letters: &str, is_two: &dyn Fn(u32) -> bool) -> String {
    let mut written = String::with_capacity(letters.len());
    let mut at = 0;
    for c in letters.chars() {
        if is_dash(c) {
            written.push_str(if is_two(at) { "--" } else { "-" });
            at += 1;
        } else {
            written.push(c);
        }
    }
    written
}

/// What follows the start of a link.
fn payload(text: &str) -> Option<&str> {
    let is_start = |&(at, _): &(usize, &str)| !text[..at].ends_with(|c: char| c.is_alphanumeric() || "-_".contains(c));
    if let Some((at, start)) = text.match_indices(START).find(is_start) {
        return Some(&text[at + start.len()..]);
    }
    let last = text.rsplit('#').next().unwrap_or(text);
    let last = last.trim_start_matches(['<', '(', '"', '\'']).trim_end_matches(PUNCTUATION);
    let only_letters = last.chars().all(|c| base64url::value(c).is_some() || "=\r\n".contains(c));
    (FIRST.iter().any(|first| last.starts_with(first)) && last.len() >= SHORTEST && only_letters).then_some(last)
}

/// Characters that programs put into long links, and that say nothing: white space, marks of a quoted line, padding, and
/// characters that are not seen.
fn is_noise(c: char) -> bool {
    c.is_whitespace() || matches!(c, '=' | '>' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// The values of the letters up to the first character that does not belong to a link, and what is there.
fn values(payload: &str) -> (Vec<u8>, &str) {
    let mut values = Vec::new();
    for (at, c) in payload.char_indices() {
        match base64url::value(c) {
            // Whatever follows is not needed to refuse it.
            Some(_) if values.len() > limits::LETTERS => return (values, ""),
            Some(value) => values.push(value),
            None if is_noise(c) => {}
            None => return (values, &payload[at..]),
        }
    }
    (values, "")
}

/// The id in what follows a payload.
fn mark(rest: &str) -> Option<Id> {
    let after = rest.split('&').map(|field| field.strip_prefix("amp;").unwrap_or(field)).skip(1);
    let value = after.filter_map(|field| field.strip_prefix(MARK)).next()?;
    let value = value.split(char::is_whitespace).next()?.trim_end_matches(PUNCTUATION);
    let id = decoded(value, b'%').unwrap_or_else(|| value.to_owned());
    (!id.is_empty()).then(|| Id::new(id))
}

/// The text with its `%41` decoded, or `=41` where that is the sign; nothing where it has none.
fn decoded(text: &str, sign: u8) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    let mut any = false;
    while let [first, after @ ..] = rest {
        let digit = |at: usize| after.get(at).and_then(|&digit| char::from(digit).to_digit(16));
        if let (true, Some(high), Some(low)) = (*first == sign, digit(0), digit(1)) {
            bytes.push((high << 4 | low) as u8);
            rest = &after[2..];
            any = true;
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    any.then(|| String::from_utf8_lossy(&bytes).into_owned())
}

/// The fragment that opens the same document at one of its marks.
///
/// ```
/// use reportedly_document::Id;
/// use reportedly_link::with_mark;
///
/// assert_eq!(with_mark("r1=AQEA", &Id::new("e3k9")), "r1=AQEA&m=e3k9");
/// ```
pub fn with_mark(fragment: &str, mark: &Id) -> String {
    let mut written = format!("{fragment}&{MARK}");
    for byte in mark.as_str().bytes() {
        if byte.is_ascii_alphanumeric() || b"-_".contains(&byte) {
            written.push(char::from(byte));
        } else {
            written.push_str(&format!("%{byte:02X}"));
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(given: &str) -> Option<(String, Option<String>)> {
        let Found { values, mark } = find(given).into_iter().next()?;
        Some((letters_of(&values), mark.map(|mark| mark.to_string())))
    }

    fn letters_of(values: &[u8]) -> String {
        let letter = |&value: &u8| {
            ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['-', '_']).nth(value.into()).expect("a letter")
        };
        values.iter().map(letter).collect()
    }

    /// Whether the link is among the ways to read what was given, with its mark.
    fn is_tried(given: &str) {
        let link = ("AQEA--yz-_9---".to_owned(), Some("e1".to_owned()));
        let ways =
            find(given).into_iter().map(|found| (letters_of(&found.values), found.mark.map(|id| id.to_string())));
        let ways: Vec<_> = ways.collect();
        assert!(ways.contains(&link), "{given:?}: {ways:?}");
        assert!(ways.len() < 140, "{}", ways.len());
    }

    #[test]
    fn what_mail_and_word_processors_make_of_it_is_tried() {
        is_tried("#r1=AQEA--yz-_9---&m=e1");
        is_tried("#r1=3DAQEA--y=\r\nz-_9---&m=3De1");
        is_tried("#r1=3DAQEA--yz-=5F9---&m=3De=\n1");
        is_tried("#r1=AQEA—yz-_9–-&m=e1");
        is_tried("#r1=AQEA–yz–_9-—&m=e1");
        is_tried("#r1=AQEA—yz‑_9———&m=e1");
        is_tried("#r1=AQEA--…\nyz-_9|---&m=e1");
        is_tried(&format!("#r1=AQEA--yz-_9---&m=e1&{}", "–".repeat(100)));
    }

    fn is_found(given: &str) {
        assert_eq!(found(given), Some(("AQEAxyz-_9".to_owned(), None)), "{given:?}");
    }

    #[test]
    fn whatever_was_done_to_it() {
        is_found("r1=AQEAxyz-_9");
        is_found("#r1=AQEAxyz-_9");
        is_found("https://example.org/read/?a=1#r1=AQEAxyz-_9");
        is_found("See <https://example.org/#r1=AQEAxyz-_9>.");
        is_found("(https://example.org/#r1=AQEAxyz-_9),");
        is_found("https://example.org/%23r1%3DAQEAxyz-_9");
        is_found("https%3A%2F%2Fexample.org%2F%2523r1%253DAQEAxyz-_9");
        is_found("#r1=AQEA%0Axyz-_9");
        is_found("#r1=AQEA\r\n  xyz\u{200b}-_9==");
        is_found("> https://example.org/#r1=AQEA\n> xyz-_9");
        is_found("#r1=AQEAxyz+/9");
        let bare = found("(https://example.org/#AQEAxyz\n-_9bare12).");
        assert_eq!(bare.map(|(letters, _)| letters).as_deref(), Some("AQEAxyz-_9bare12"));
    }

    #[test]
    fn marks() {
        let marked = |given: &str| found(given).and_then(|(_, mark)| mark);
        assert_eq!(marked("#r1=AQEA&m=e12-2"), Some("e12-2".to_owned()));
        assert_eq!(marked("#r1=AQEA&amp;x=1&amp;m=e12)."), Some("e12".to_owned()));
        assert_eq!(marked("%23r1%3DAQEA%26m%3De12"), Some("e12".to_owned()));
        assert_eq!(marked("#r1=AQEA&m="), None);
        let strange = Id::new("a b&%é\u{1}");
        assert_eq!(marked(&with_mark("r1=AQEA", &strange)).as_deref(), Some(strange.as_str()));
    }

    #[test]
    fn what_is_no_link() {
        for given in [
            "",
            "AQUARIUM, a poem of the sea",
            "AQUARIUM",
            "https://example.org/",
            "#section-2",
            "xr1=AQEA",
            "100 % r1 = 2",
        ] {
            assert_eq!(found(given), None, "{given:?}");
        }
    }
}
