//! Opening a file of any kind: what it is, what it holds, and what of it has no place.

use reportedly_document::{Canonical, Document, ValidDocument, json};
use serde_json::Value;

use crate::binary_kind::BinaryKind;
use crate::canonical::made_canonical;
use crate::error::{Error, MOST_BYTES, Problem};
use crate::html_text::text_of_html;
use crate::read::Read;
use crate::unplaced::{Unplaced, list_crowded};
use crate::{citron, w3c};

/// A file that was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Its text and marks. The text is canonical.
    pub document: Document,
    /// What kind of file it was.
    pub kind: FileKind,
    /// Marks that have no place in the text, or too many; or that are of no kind that is known here.
    pub unplaced: Vec<Unplaced>,
    /// The marks are not about the text that was open, or not about the text that the file brings.
    pub another_text: bool,
}

/// What kind of file was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A document of this program.
    Reportedly,
    /// W3C Web Annotations.
    W3c,
    /// Quotations in Citron's format.
    Citron,
    /// Plain text, or Markdown, which is read as it stands.
    Text,
    /// An HTML page, of which the text is taken.
    Html,
}

/// Opens a file of any kind that this crate knows. What it is says its content, and where that leaves doubt, its name.
///
/// `current` is the text that is open now: what a file that brings no text of its own is about. A mark is placed where
/// the file says, if its words stand there; else where its words and their surroundings stand once. All others are
/// [unplaced](Opened::unplaced).
///
/// ```
/// use reportedly_formats::{FileKind, open};
///
/// let opened = open(b"<p>Talks <b>may</b> resume.</p>", "article.html", None).unwrap();
/// assert_eq!((opened.document.text.as_str(), opened.kind), ("Talks may resume.", FileKind::Html));
///
/// let error = open(b"{\n  \"text\": oops\n}", "article.json", None).unwrap_err();
/// assert_eq!(error.to_string(), "the file is not valid JSON: expected value at line 2 column 11");
/// ```
///
/// # Errors
/// When the file is too large, is no text, is broken JSON or JSON of another kind, or has marks and no text.
pub fn open(bytes: &[u8], name: &str, current: Option<&str>) -> Result<Opened, Error> {
    if bytes.len() > MOST_BYTES {
        return Err(Problem::Large.into());
    }
    let file = decoded(bytes)?;
    let start = file.trim_start();
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default();
    let begins = |tag: &str| start.get(..tag.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(tag));
    let of_text = |text: &str, kind| {
        let document = Document { id: name.to_owned(), text: Canonical::new(text).into_text(), ..Document::default() };
        Opened { document, kind, unplaced: Vec::new(), another_text: false }
    };
    match extension.as_str() {
        "json" | "jsonld" => marks(&file, current),
        "txt" | "text" | "md" | "markdown" => Ok(of_text(&file, FileKind::Text)),
        "html" | "htm" | "xhtml" => Ok(of_text(&text_of_html(&file), FileKind::Html)),
        _ if begins("<!doctype html") || begins("<html") => Ok(of_text(&text_of_html(&file), FileKind::Html)),
        // An article may begin with a bracket; what begins so and is JSON is no article.
        _ if start.starts_with(['{', '[']) && serde_json::from_str::<Value>(&file).is_ok() => marks(&file, current),
        _ => Ok(of_text(&file, FileKind::Text)),
    }
}

/// Opens a JSON file.
fn marks(file: &str, current: Option<&str>) -> Result<Opened, Error> {
    let value: Value = serde_json::from_str(file).map_err(Problem::Syntax)?;
    let has = |name: &str| value.get(name).is_some();
    let (read, kind) = if w3c::is_w3c(&value) {
        (w3c::read(&value, current)?, FileKind::W3c)
    } else if has("quotes") {
        (citron::read(&value, current)?, FileKind::Citron)
    } else if has("text") || has("format") {
        let (document, crowded) = json::read_crowded(file).map_err(Problem::Document)?;
        let unplaced = list_crowded(&document.text, &crowded);
        (Read { document, unplaced, another_text: false }, FileKind::Reportedly)
    } else {
        return Err(Problem::Unknown.into());
    };
    let Read { mut document, mut unplaced, another_text } = read;
    made_canonical(&mut document, &mut unplaced);
    let another_text = another_text || current.is_some_and(|current| *current != document.text);
    let document = ValidDocument::new(document).map_err(Problem::Invalid)?.into_inner();
    Ok(Opened { document, kind, unplaced, another_text })
}

/// The text of a file, in UTF-8 or in UTF-16 with a byte order mark.
fn decoded(bytes: &[u8]) -> Result<String, Error> {
    let wide = |read: fn([u8; 2]) -> u16| {
        let units = bytes[2..].chunks(2).map(|pair| read([pair[0], pair.get(1).copied().unwrap_or_default()]));
        let mut at = 2;
        let mut text = String::with_capacity(bytes.len() / 2);
        for c in char::decode_utf16(units) {
            let c = c.map_err(|_| Problem::Encoding(at))?;
            at += 2 * c.len_utf16();
            text.push(c);
        }
        Ok(text)
    };
    match bytes {
        [0xff, 0xfe, ..] => return wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] => return wide(u16::from_be_bytes),
        _ => {}
    }
    if let Some(kind) = BinaryKind::of(bytes) {
        return Err(Problem::Binary(kind).into());
    }
    if bytes.contains(&0) {
        return Err(Problem::ZeroBytes.into());
    }
    let text = std::str::from_utf8(bytes).map_err(|error| Problem::Encoding(error.valid_up_to()))?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(file: &str, name: &str) -> (FileKind, String) {
        let opened = open(file.as_bytes(), name, None).unwrap_or_else(|error| panic!("{name}: {error}"));
        (opened.kind, opened.document.text)
    }

    fn error(bytes: &[u8], name: &str) -> String {
        open(bytes, name, None).map(|opened| panic!("{opened:?} should be refused")).unwrap_or_else(|e| e.to_string())
    }

    #[test]
    fn what_a_file_is() {
        assert_eq!(opened("[AP] — It may.", "a"), (FileKind::Text, "[AP] — It may.".into()));
        assert_eq!(opened("{\"text\":\"It may.\"}", "a"), (FileKind::Reportedly, "It may.".into()));
        assert_eq!(opened("{\"text\":\"It may.\"}", "a.txt").0, FileKind::Text);
        assert_eq!(opened("\n<!DOCTYPE HTML><p>It may.", "a"), (FileKind::Html, "It may.".into()));
        assert_eq!(opened("# It\r\n\r\n*may*", "A.MD"), (FileKind::Text, "# It\n\n*may*".into()));
        assert_eq!(opened("{\"text\":\"It.\",\"quotes\":[]}", "a.json").0, FileKind::Citron);
        assert_eq!(opened("", ""), (FileKind::Text, String::new()));
    }

    #[test]
    fn encodings_are_told_apart() {
        let wide: Vec<u8> = "\u{feff}Ö 🇮🇷".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(open(&wide, "a.txt", None).unwrap().document.text, "Ö 🇮🇷");
        let wide: Vec<u8> = "\u{feff}Ö 🇮🇷".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(open(&wide, "a.txt", None).unwrap().document.text, "Ö 🇮🇷");
        assert_eq!(open("\u{feff}Ö".as_bytes(), "a.txt", None).unwrap().document.text, "Ö");
        insta::assert_snapshot!(error(b"caf\xe9 au lait", "a.txt"), @"the file is neither UTF-8 nor UTF-16 text: byte 3 does not belong to any character");
        insta::assert_snapshot!(error(b"\xff\xfea\0\0\xd8", "a.txt"), @"the file is neither UTF-8 nor UTF-16 text: byte 4 does not belong to any character");
        insta::assert_snapshot!(error(b"%PDF-1.7", "a.txt"), @"the file is no text: it is a PDF");
        insta::assert_snapshot!(error(b"PK\x03\x04\x14\0", "a.txt"), @"the file is no text: it is an archive");
        insta::assert_snapshot!(error(b"a\0b", "a.txt"), @"the file is no text: it holds zero bytes");
    }

    #[test]
    fn a_text_may_say_how_other_files_begin() {
        for quoted in ["%PDF-1.7", "Content-Type: multipart/related", "GIF89a"] {
            let text = format!("Such a file has {quoted} in it: nobody knew.");
            assert_eq!(opened(&text, "a.txt").1, text);
            let file = format!("{{\"format\":\"reportedly/1\",\"text\":\"{text}\",\"annotations\":[]}}");
            assert_eq!(opened(&file, "a.json").1, text);
        }
    }

    #[test]
    fn what_is_refused_says_why() {
        insta::assert_snapshot!(error(b"{\n \"text\": \"a\",\n]", "a.json"), @"the file is not valid JSON: key must be a string at line 3 column 1");
        insta::assert_snapshot!(error(b"{\"a\": 1}", "a.json"), @"the file is JSON, but neither reportedly/1 nor Web Annotation nor Citron's");
        insta::assert_snapshot!(error(b"{\"format\": \"reportedly/7\"}", "a.json"), @r#"the format is "reportedly/7"; this version reads "reportedly/1""#);
        insta::assert_snapshot!(error(b"[{\"type\": \"Annotation\", \"target\": \"a\"}]", "a.json"), @"the file has marks and not the text that they are about: open that text first");
        let large = vec![b' '; MOST_BYTES + 1];
        assert!(open(&large, "a.txt", None).is_err_and(|error| error.is_too_large()));
        let deep = "[".repeat(100_000);
        assert!(open(deep.as_bytes(), "a.json", None).is_err_and(|error| error.is_syntax()));
    }

    #[test]
    fn a_document_about_another_text_says_so() {
        let file = br#"{"text": "It may.", "annotations": []}"#;
        assert!(open(file, "a.json", Some("It might.")).unwrap().another_text);
        assert!(!open(file, "a.json", Some("It may.")).unwrap().another_text);
    }
}
