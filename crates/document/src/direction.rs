//! Characters that change the direction in which a text is shown: with them, words can look like others.

use std::borrow::Cow;

/// Whether it is one of the characters that open and close an embedding, an override or an isolate: U+202A to U+202E and
/// U+2066 to U+2069. The marks U+200E and U+200F, which only say where a letter belongs, are none.
pub fn changes_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The text with a sign in the place of each of these characters, for whatever is read and not read again by a program.
///
/// ```
/// use reportedly_document::with_direction_signs;
///
/// assert_eq!(with_direction_signs("\u{202e}000,001$\u{202c}"), "[U+202E]000,001$[U+202C]");
/// ```
pub fn with_direction_signs(text: &str) -> Cow<'_, str> {
    replaced(text, |c| ["[U+", &hex(c), "]"].concat())
}

/// JSON with escapes in their place. They stand in no place of it but in strings.
#[cfg(feature = "json")]
pub fn with_direction_escapes(json: &str) -> Cow<'_, str> {
    replaced(json, |c| ["\\u", &hex(c).to_ascii_lowercase()].concat())
}

fn hex(c: char) -> String {
    format!("{:04X}", u32::from(c))
}

fn replaced(text: &str, sign: impl Fn(char) -> String) -> Cow<'_, str> {
    let Some(first) = text.find(changes_direction) else { return Cow::Borrowed(text) };
    let mut replaced = String::with_capacity(text.len() + 16);
    replaced.push_str(&text[..first]);
    for c in text[first..].chars() {
        if changes_direction(c) {
            replaced.push_str(&sign(c));
        } else {
            replaced.push(c);
        }
    }
    Cow::Owned(replaced)
}
