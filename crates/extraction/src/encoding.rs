//! The text of a page that came as bytes: what its first bytes say, what it says of itself, or what it must be.

#[cfg(feature = "encodings")]
use std::borrow::Cow;

/// How much of a page is searched for what it says of itself. Browsers search 1,024 bytes; some pages begin with a long comment.
const DECLARED_WITHIN: usize = 8_192;

/// What the bytes of a page are written in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageEncoding {
    /// A label of the encoding, as pages and browsers write it.
    pub label: String,
    /// Nothing says what it is written in.
    pub is_guess: bool,
}

/// What a page is written in, as a browser finds it: by a byte order mark, then by the page's own `<meta charset>`, then UTF-8 if
/// it is that, else Windows-1252. `name_of` gives the name of the encoding with a label, if there is one.
///
/// ```
/// let known = |label: &str| (label == "koi8-r").then(|| label.to_owned());
/// let encoding = reportedly_extraction::encoding_of(b"<meta charset=x><meta charset=koi8-r><p>\xf0", known);
/// assert_eq!((&*encoding.label, encoding.is_guess), ("koi8-r", false));
/// ```
pub fn encoding_of(bytes: &[u8], name_of: impl Fn(&str) -> Option<String>) -> PageEncoding {
    let known = marked(bytes).or_else(|| wide(bytes)).map(str::to_owned).or_else(|| declared(bytes, name_of));
    let is_guess = known.is_none() && std::str::from_utf8(bytes).is_err();
    let label = known.unwrap_or_else(|| if is_guess { "windows-1252" } else { "utf-8" }.to_owned());
    PageEncoding { label, is_guess }
}

/// The text of a page, and what it was written in.
#[cfg(feature = "encodings")]
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

/// Reads the bytes of a page in the encoding that [`encoding_of`] finds.
///
/// ```
/// use reportedly_extraction::decode;
///
/// let page = decode(b"<meta charset=windows-1252><p>\x93It may rain\x94");
/// assert_eq!((&*page.text, page.encoding), ("<meta charset=windows-1252><p>“It may rain”", "windows-1252"));
/// ```
#[cfg(feature = "encodings")]
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    use encoding_rs::{Encoding, UTF_8};

    let named = |label: &str| Encoding::for_label(label.as_bytes());
    let PageEncoding { label, is_guess } = encoding_of(bytes, |label| named(label).map(|it| it.name().to_owned()));
    let (text, encoding, is_damaged) = named(&label).unwrap_or(UTF_8).decode(bytes);
    Decoded { text, encoding: encoding.name(), is_guess, is_damaged }
}

/// What a byte order mark says.
fn marked(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xef, 0xbb, 0xbf, ..] => Some("utf-8"),
        [0xff, 0xfe, ..] => Some("utf-16le"),
        [0xfe, 0xff, ..] => Some("utf-16be"),
        _ => None,
    }
}

/// UTF-16 without a mark: a page begins with a tag, and every second byte of that is zero.
fn wide(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [b'<', 0, _, 0, ..] => Some("utf-16le"),
        [0, b'<', 0, _, ..] => Some("utf-16be"),
        _ => None,
    }
}

/// What a `<meta>` of the page says. A page that can be read so far is not in UTF-16, whatever it says.
fn declared(bytes: &[u8], name_of: impl Fn(&str) -> Option<String>) -> Option<String> {
    let head = bytes[..bytes.len().min(DECLARED_WITHIN)].to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    let tags = head.split("<meta").skip(1).filter_map(|rest| rest.split('>').next());
    let label = |tag: &str| {
        let value =
            tag.split_once("charset")?.1.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
        let end = value.find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ';' | '/')).unwrap_or(value.len());
        let name = name_of(&value[..end])?;
        let is_wide = name.to_ascii_lowercase().starts_with("utf-16");
        Some(if is_wide { "utf-8" } else { &value[..end] }.to_owned())
    };
    tags.filter_map(label).next()
}

#[cfg(all(test, feature = "encodings"))]
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
