//! The text of a page that came as bytes: what its first bytes say, what it says of itself, or what it must be.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How much of a page is searched for what it says of itself. Browsers search 1,024 bytes; some pages begin with a long comment.
const DECLARED_WITHIN: usize = 8_192;

/// The text of a page, and what it was written in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded<'b> {
    /// The text, without a byte order mark.
    pub text: Cow<'b, str>,
    /// The name of the encoding.
    pub encoding: &'static str,
    /// Nothing says what it is written in.
    pub is_guess: bool,
    /// Some bytes belong to no character; U+FFFD stands for them.
    pub is_damaged: bool,
}

/// Reads the bytes of a page as a browser does: by a byte order mark, then by the page's own `<meta charset>`, then as UTF-8 if it
/// is, else as Windows-1252.
///
/// ```
/// use reportedly_extraction::decode;
///
/// let page = decode(b"<meta charset=windows-1252><p>\x93It may rain\x94");
/// assert_eq!((&*page.text, page.encoding), ("<meta charset=windows-1252><p>“It may rain”", "windows-1252"));
/// ```
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    let known =
        Encoding::for_bom(bytes).map(|(encoding, _)| encoding).or_else(|| wide(bytes)).or_else(|| declared(bytes));
    let guess = if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { WINDOWS_1252 };
    let (text, encoding, is_damaged) = known.unwrap_or(guess).decode(bytes);
    Decoded { text, encoding: encoding.name(), is_guess: known.is_none() && encoding == WINDOWS_1252, is_damaged }
}

/// UTF-16 without a mark: a page begins with a tag, and every second byte of that is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [b'<', 0, _, 0, ..] => Some(UTF_16LE),
        [0, b'<', 0, _, ..] => Some(UTF_16BE),
        _ => None,
    }
}

/// What a `<meta>` of the page says. A page that can be read so far is not in UTF-16, whatever it says.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(DECLARED_WITHIN)].to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    let tags = head.split("<meta").skip(1).filter_map(|rest| rest.split('>').next());
    let label = |tag: &str| {
        let value =
            tag.split_once("charset")?.1.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
        let end = value.find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ';' | '/')).unwrap_or(value.len());
        Encoding::for_label(&value.as_bytes()[..end])
    };
    let encoding = tags.filter_map(label).next()?;
    Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, &'static str, bool) {
        let Decoded { text, encoding, is_guess, .. } = decode(bytes);
        (text.into_owned(), encoding, is_guess)
    }

    #[test]
    fn pages_in_other_encodings_are_read_as_a_browser_reads_them() {
        let wide = |page: &str, bytes: fn(u16) -> [u8; 2]| page.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
        assert_eq!(read(&wide("\u{feff}<p>Ö", u16::to_le_bytes)), ("<p>Ö".into(), "UTF-16LE", false));
        assert_eq!(read(&wide("<p>Ö", u16::to_be_bytes)), ("<p>Ö".into(), "UTF-16BE", false));
        assert_eq!(read("\u{feff}<p>Ö".as_bytes()), ("<p>Ö".into(), "UTF-8", false));
        assert_eq!(read(b"<p>caf\xe9"), ("<p>café".into(), "windows-1252", true));
        assert_eq!(read("<p>café".as_bytes()), ("<p>café".into(), "UTF-8", false));
        let page = b"<META http-equiv=Content-Type content='text/html; charset=KOI8-R'><p>\xf0";
        assert_eq!(read(page).1, "KOI8-R");
        assert!(read(page).0.ends_with("П"));
        assert_eq!(read(b"<meta charset=utf-16><p>a").1, "UTF-8");
        assert_eq!(read(b"<meta charset=nonsense><p>a").1, "UTF-8");
    }

    #[test]
    fn damaged_bytes_are_told_of() {
        let damaged = decode(b"<meta charset=utf-8><p>caf\xe9!");
        assert_eq!((&*damaged.text, damaged.is_damaged), ("<meta charset=utf-8><p>caf\u{fffd}!", true));
        assert!(!decode(b"").is_damaged);
    }
}
