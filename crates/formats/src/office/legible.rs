//! Text that may stand in XML.

use std::borrow::Cow;

use reportedly_document::changes_direction;

/// The text with a sign like `[U+0001]` in the place of each character that XML forbids, or that changes the direction of
/// writing, and with one kind of line end.
pub(super) fn legible(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find(needs_sign) else { return Cow::Borrowed(text) };
    let mut legible = String::with_capacity(text.len() + 16);
    legible.push_str(&text[..first]);
    let mut rest = text[first..].chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\r' => {
                rest.next_if_eq(&'\n');
                legible.push('\n');
            }
            c if needs_sign(c) => legible.push_str(&format!("[U+{:04X}]", u32::from(c))),
            c => legible.push(c),
        }
    }
    Cow::Owned(legible)
}

/// Whether it is a carriage return, which XML does not keep, or a character that must not be written as it is.
fn needs_sign(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}') || changes_direction(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_is_seen() {
        assert_eq!(legible("a\0b\u{1f}c\u{ffff}\u{202e}"), "a[U+0000]b[U+001F]c[U+FFFF][U+202E]");
        assert_eq!(legible("a\r\nb\rc\n\rd\te"), "a\nb\nc\n\nd\te");
        assert!(matches!(legible("may\u{85} שלום 🇳🇴\n"), Cow::Borrowed(_)));
    }
}
