//! Files that people have articles in and that are no plain text: told by their content, whatever they are called.

use std::fmt;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinaryKind {
    /// A PDF.
    Pdf,
    /// A document of a word processor.
    Document,
    /// An e-book.
    Book,
    /// A spreadsheet.
    Table,
    /// A presentation.
    Slides,
    /// A web page that a browser has saved in one file.
    SavedPage,
    /// Files in one.
    Archive,
    /// A picture.
    Picture,
    /// A recording.
    Recording,
}

/// So many bytes of the beginning and the end of a file say what it is.
const EDGE: usize = 64 << 10;

impl BinaryKind {
    /// What a whole file is that has no plain text in it; `None` for what may be one.
    pub fn of(file: &[u8]) -> Option<BinaryKind> {
        binary_kind(&file[..file.len().min(EDGE)], &file[file.len().saturating_sub(EDGE)..])
    }
}

/// With its article, as in "a PDF".
impl fmt::Display for BinaryKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            BinaryKind::Pdf => "a PDF",
            BinaryKind::Document => "a document of a word processor",
            BinaryKind::Book => "an e-book",
            BinaryKind::Table => "a spreadsheet",
            BinaryKind::Slides => "a presentation",
            BinaryKind::SavedPage => "a web page saved in one file",
            BinaryKind::Archive => "an archive",
            BinaryKind::Picture => "a picture",
            BinaryKind::Recording => "a recording",
        })
    }
}

/// What a file is that has no plain text in it, by its first and its last bytes; `None` for what may be one.
pub fn binary_kind(head: &[u8], tail: &[u8]) -> Option<BinaryKind> {
    let begins = |signature: &&[u8]| head.starts_with(signature);
    if head.starts_with(b"PK\x03\x04") {
        return Some(of_archive(head, tail));
    }
    if head.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Some(of_old_office(head, tail));
    }
    if let Some(kind) = of_letters(head) {
        return Some(kind);
    }
    // What is said of a file in a text is no signature.
    if is_plain(head) {
        return None;
    }
    let is_media = |name: &[u8]| head.get(4..8) == Some(&b"ftyp"[..]) && has(&head[8..head.len().min(12)], name);
    // Some programs write a few bytes before the signature.
    if has(&head[..head.len().min(1024)], b"%PDF-") {
        Some(BinaryKind::Pdf)
    } else if PICTURES.iter().any(begins)
        || is_media(b"hei")
        || is_media(b"avif")
        || begins(&b"RIFF".as_slice()) && head.get(8..12) == Some(b"WEBP")
    {
        Some(BinaryKind::Picture)
    } else if RECORDINGS.iter().any(begins) || head.get(4..8) == Some(b"ftyp") || begins(&b"RIFF".as_slice()) {
        Some(BinaryKind::Recording)
    } else if ARCHIVES.iter().any(begins) {
        Some(BinaryKind::Archive)
    } else {
        None
    }
}

const PICTURES: [&[u8]; 6] = [b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*"];
const RECORDINGS: [&[u8]; 7] =
    [b"ID3\x02", b"ID3\x03", b"ID3\x04", b"OggS\0", b"fLaC", b"\xff\xfb", b"\x1a\x45\xdf\xa3"];
const ARCHIVES: [&[u8]; 5] = [b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!\x1a", b"BZh9", b"\xfd7zXZ"];

/// Many formats are archives, and are told by what is in them. An archive's list is at its end.
fn of_archive(head: &[u8], tail: &[u8]) -> BinaryKind {
    let holds = |name: &[u8]| has(head, name) || has(tail, name);
    if holds(b"word/document") || holds(b"opendocument.text") || holds(b"Index/Document.iwa") || holds(b"index.apxl") {
        BinaryKind::Document
    } else if holds(b"application/epub+zip") {
        BinaryKind::Book
    } else if holds(b"xl/workbook") || holds(b"opendocument.spreadsheet") {
        BinaryKind::Table
    } else if holds(b"ppt/presentation") || holds(b"opendocument.presentation") {
        BinaryKind::Slides
    } else {
        BinaryKind::Archive
    }
}

/// Word, Excel and PowerPoint before 2007. The names in them are in UTF-16.
fn of_old_office(head: &[u8], tail: &[u8]) -> BinaryKind {
    let wide = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let holds = |name: &str| has(head, &wide(name)) || has(tail, &wide(name));
    if holds("Workbook") {
        BinaryKind::Table
    } else if holds("PowerPoint Document") {
        BinaryKind::Slides
    } else {
        BinaryKind::Document
    }
}

/// Formats that begin with letters. No text begins so.
fn of_letters(head: &[u8]) -> Option<BinaryKind> {
    let start = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    if start.starts_with(b"%PDF-") {
        Some(BinaryKind::Pdf)
    } else if start.starts_with(b"{\\rtf") {
        Some(BinaryKind::Document)
    } else if start.starts_with(b"bplist00") || is_mail_of_parts(start) {
        Some(BinaryKind::SavedPage)
    } else {
        None
    }
}

/// Whether it begins as a mail does whose parts belong together: with headers, one of which says so.
fn is_mail_of_parts(head: &[u8]) -> bool {
    let mut headers = head[..head.len().min(2048)].split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii_end).peekable();
    let is_name =
        |name: &[u8]| !name.is_empty() && name.iter().all(|&byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let begins_with_header =
        headers.peek().and_then(|line| line.split(|&byte| byte == b':').next()).is_some_and(is_name);
    let says_so = |line: &[u8]| line.to_ascii_lowercase().starts_with(b"content-type: multipart/related");
    begins_with_header && headers.take_while(|line| !line.is_empty()).any(says_so)
}

/// Whether it may be a text of one byte for a letter, or in UTF-8: no other file is without control characters.
fn is_plain(head: &[u8]) -> bool {
    !head.iter().any(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace())
}

fn has(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A zip with these files in it, as far as that can be told from its names.
    fn zip(names: &[&str]) -> (Vec<u8>, Vec<u8>) {
        let mut head = b"PK\x03\x04\x14\0\0\0".to_vec();
        head.extend(names[0].as_bytes());
        head.extend([0x9c, 0x55, 0x01]);
        let mut tail = b"PK\x01\x02".to_vec();
        names.iter().for_each(|name| tail.extend(name.as_bytes()));
        (head, tail)
    }

    #[test]
    fn office_files_are_told_by_what_is_in_them() {
        for (names, kind) in [
            (&["[Content_Types].xml", "_rels/.rels", "word/document.xml"][..], BinaryKind::Document),
            (&["mimetypeapplication/vnd.oasis.opendocument.text", "content.xml"], BinaryKind::Document),
            (&["Index/Document.iwa", "preview.jpg"], BinaryKind::Document),
            (&["mimetypeapplication/epub+zip", "OEBPS/a.xhtml"], BinaryKind::Book),
            (&["[Content_Types].xml", "xl/workbook.xml"], BinaryKind::Table),
            (&["[Content_Types].xml", "ppt/presentation.xml"], BinaryKind::Slides),
            (&["article.txt", "photo.jpg"], BinaryKind::Archive),
        ] {
            let (head, tail) = zip(names);
            assert_eq!(binary_kind(&head, &tail), Some(kind), "{names:?}");
        }
    }

    #[test]
    fn other_files_are_told_by_their_first_bytes() {
        for (head, kind) in [
            (&b"%PDF-1.7\n%\xe2\xe3"[..], BinaryKind::Pdf),
            (b"\xef\xbb\xbf%PDF-1.4", BinaryKind::Pdf),
            (b"{\\rtf1\\ansi It may rain.}", BinaryKind::Document),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0", BinaryKind::Document),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0W\0o\0r\0k\0b\0o\0o\0k\0", BinaryKind::Table),
            (b"bplist00\xd1", BinaryKind::SavedPage),
            (b"From: <Saved by a browser>\r\nContent-Type: multipart/related;\r\n", BinaryKind::SavedPage),
            (b"\x89PNG\r\n\x1a\n", BinaryKind::Picture),
            (b"\xff\xd8\xff\xe0\0\x10JFIF", BinaryKind::Picture),
            (b"\0\0\0\x18ftypheic", BinaryKind::Picture),
            (b"RIFF\0\0\0\0WEBPVP8 ", BinaryKind::Picture),
            (b"\0\0\0\x18ftypM4A ", BinaryKind::Recording),
            (b"ID3\x04", BinaryKind::Recording),
            (b"\x1f\x8b\x08", BinaryKind::Archive),
        ] {
            assert_eq!(binary_kind(head, head), Some(kind), "{:?}", String::from_utf8_lossy(head));
        }
    }

    #[test]
    fn what_may_be_a_text_is_left_to_those_who_read_it() {
        for head in [
            &b"The ferries may stop."[..],
            b"",
            b"<!doctype html><p>Rain</p>",
            b"{\"text\": \"Rain\"}",
            b"\xef\xbb\xbfRain",
            b"\xff\xfeR\0",
            b"PK is what he is called, the mayor said.",
            b"The mail said: Content-Type: text/plain",
            b"ID card fees may rise.",
            b"Such a file begins with %PDF-1.7, said Ann Lee.",
            b"Such a caf\xe9 has a file with %PDF-1.7 in it.",
            b"GIF89a is its first word, she said.",
            b"{\"text\": \"It said: Content-Type: multipart/related\"}",
            b"He wrote:\nContent-Type: multipart/related",
            b"Dear all: this may matter.\n\nContent-Type: multipart/related",
        ] {
            assert_eq!(binary_kind(head, head), None, "{:?}", String::from_utf8_lossy(head));
        }
    }
}
