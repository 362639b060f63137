//! Opening a file of any kind: what it is, what it holds, and what of it has no place.

use reportedly_document::{Annotation, Canonical, Document, Invalid, Labels, ValidDocument, assign_ids, json};
use serde_json::Value;

use crate::canonical::made_canonical;
use crate::{citron, html_text, w3c};

/// The largest file that is opened, in bytes. A page asks for a file's size before it reads the file.
pub const MOST_BYTES: usize = 16 << 20;

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

/// A mark of a file that could not be placed. A person can, knowing what it was about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unplaced {
    /// The words that it marked, as far as the file says.
    pub words: String,
    /// What it was called, if that is known here.
    pub labels: Option<Labels>,
    /// The remark on it.
    pub note: Option<String>,
    /// Why it has no place.
    pub reason: Reason,
}

/// Why a mark of a file could not be placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The text does not have these words, or has them between other words.
    Gone,
    /// The words stand in several places, and nothing says which is meant.
    Ambiguous,
    /// The file gives a position without words, so that nobody can tell whether it is right.
    NoWords,
    /// The file says no place in a text.
    NoPlace,
    /// The file does not say what kind of mark it is, or in words unknown here.
    NoKind,
    /// As many marks as can be shown lie on these words already.
    Crowded,
    /// The file has so many words that stand nowhere in the text that these were not looked for.
    NotRequested,
}

impl Reason {
    /// One sentence for readers, without a full stop.
    pub fn sentence(self) -> &'static str {
        match self {
            Reason::Gone => "the text does not have these words there",
            Reason::Ambiguous => "these words stand in several places",
            Reason::NoWords => "the file gives a position without words",
            Reason::NoPlace => "the file gives no place in the text",
            Reason::NoKind => "the file gives no kind of mark that is known here",
            Reason::Crowded => "as many marks as can be shown lie on these words already",
            Reason::NotRequested => {
                "too many marks of the file stand nowhere in the text, and these words were not looked for"
            }
        }
    }
}

/// What reading a file of marks gives.
pub(crate) struct Read {
    pub(crate) document: Document,
    pub(crate) unplaced: Vec<Unplaced>,
    pub(crate) another_text: bool,
}

/// Why a file cannot be opened.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Error(#[from] Problem);

#[derive(Debug, thiserror::Error)]
enum Problem {
    #[error("the file is larger than {MOST_BYTES} bytes, which is the most that can be opened")]
    Large,
    #[error("the file is no text: {0}")]
    Binary(&'static str),
    #[error("the file is neither UTF-8 nor UTF-16 text: byte {0} does not belong to any character")]
    Encoding(usize),
    #[error("the file is not valid JSON: {0}")]
    Syntax(serde_json::Error),
    #[error("{0}")]
    Document(json::Error),
    #[error("the file makes no sense: {0}")]
    Invalid(Invalid),
    #[error("the file is JSON, but neither reportedly/1 nor Web Annotation nor Citron's")]
    Unknown,
    #[error("the file has marks and not the text that they are about: open that text first")]
    NoText,
    #[error("{place}: {problem}")]
    Field { place: String, problem: String },
}

impl Error {
    /// Whether the file is broken JSON; the message then has line and column.
    pub fn is_syntax(&self) -> bool {
        match &self.0 {
            Problem::Syntax(_) => true,
            Problem::Document(error) => error.is_syntax(),
            _ => false,
        }
    }

    /// Whether the file could be opened if the text that it is about were open.
    pub fn is_without_text(&self) -> bool {
        matches!(self.0, Problem::NoText)
    }

    /// Whether the file is too large.
    pub fn is_too_large(&self) -> bool {
        matches!(self.0, Problem::Large)
    }

    pub(crate) fn no_text() -> Error {
        Problem::NoText.into()
    }

    pub(crate) fn field(place: impl Into<String>, problem: impl Into<String>) -> Error {
        Problem::Field { place: place.into(), problem: problem.into() }.into()
    }
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
        "html" | "htm" | "xhtml" => Ok(of_text(&html_text::text(&file), FileKind::Html)),
        _ if begins("<!doctype html") || begins("<html") => Ok(of_text(&html_text::text(&file), FileKind::Html)),
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
        let unplaced = listed(&document.text, &crowded);
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

/// How many marks that there is no room for are listed.
const LISTED: usize = 100;
/// How many characters of their words.
const LISTED_WORDS: usize = 200;

/// A list of marks that there is no room for. Their number and their words may be of any size.
pub(crate) fn listed(text: &str, crowded: &[Annotation]) -> Vec<Unplaced> {
    let item = |words, labels, note| Unplaced { words, labels, note, reason: Reason::Crowded };
    let mut list: Vec<Unplaced> = Vec::new();
    for mark in crowded.iter().take(LISTED) {
        let words = text.get(mark.cover().range()).unwrap_or_default();
        let words = match words.char_indices().nth(LISTED_WORDS) {
            Some((end, _)) => [&words[..end], "…"].concat(),
            None => words.to_owned(),
        };
        list.push(item(words, Some(Labels::of(mark)), mark.note.clone()));
    }
    if let Some(more) = crowded.len().checked_sub(LISTED).filter(|&more| more > 0) {
        list.push(item(format!("… and {more} more"), None, None));
    }
    list
}

/// Gives marks without an id the one that follows from their place.
pub(crate) fn name_the_nameless(marks: &mut [Annotation], text: &str) {
    let mut named = marks.to_vec();
    assign_ids(text, &mut named);
    for (mark, named) in marks.iter_mut().zip(named).filter(|(mark, _)| mark.id.as_str().is_empty()) {
        mark.id = named.id;
    }
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
        [b'%', b'P', b'D', b'F', ..] => return Err(Problem::Binary("it is a PDF").into()),
        [b'P', b'K', 3, 4, ..] => return Err(Problem::Binary("it is an archive, or a word processor's file").into()),
        _ => {}
    }
    if bytes.contains(&0) {
        return Err(Problem::Binary("it holds zero bytes").into());
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
        insta::assert_snapshot!(error(b"a\0b", "a.txt"), @"the file is no text: it holds zero bytes");
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
