//! Files that people have articles in and that are no plain text: told by their content, whatever they are called.

use js_sys::Uint8Array;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File};

/// How many bytes are looked at, at each end of a file. The list of what is in an archive is at its end.
const ENDS: f64 = 16_384.0;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileKind {
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

/// What a file is that has no plain text in it; `None` for what may be one.
pub(super) async fn of_file(file: &File) -> Option<FileKind> {
    let size = file.size();
    let head = bytes(file, 0.0, ENDS.min(size)).await?;
    let tail = bytes(file, (size - ENDS).max(0.0), size).await?;
    of_bytes(&head, &tail)
}

async fn bytes(blob: &Blob, from: f64, to: f64) -> Option<Vec<u8>> {
    let part = blob.slice_with_f64_and_f64(from, to).ok()?;
    // What cannot be read says so when all of it is read.
    let read = JsFuture::from(part.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&read).to_vec())
}

/// What a file is, by its first and its last bytes.
fn of_bytes(head: &[u8], tail: &[u8]) -> Option<FileKind> {
    let begins = |signature: &&[u8]| head.starts_with(signature);
    if head.starts_with(b"PK\x03\x04") {
        return Some(of_archive(head, tail));
    }
    if head.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Some(of_old_office(head, tail));
    }
    let line = head.iter().position(|&byte| byte == b'\n').map_or(head, |end| &head[..end]);
    let is_media = |name: &[u8]| head.get(4..8) == Some(&b"ftyp"[..]) && has(&head[8..head.len().min(12)], name);
    // Some programs write a few bytes before the signature.
    if has(&head[..head.len().min(1024)], b"%PDF-") {
        Some(FileKind::Pdf)
    } else if begins(&b"{\\rtf".as_slice()) {
        Some(FileKind::Document)
    } else if begins(&b"bplist00".as_slice())
        || has(&lower(head), b"content-type: multipart/related") && has(line, b":")
    {
        Some(FileKind::SavedPage)
    } else if PICTURES.iter().any(begins)
        || is_media(b"hei")
        || is_media(b"avif")
        || begins(&b"RIFF".as_slice()) && has(line, b"WEBP")
    {
        Some(FileKind::Picture)
    } else if RECORDINGS.iter().any(begins) || head.get(4..8) == Some(b"ftyp") || begins(&b"RIFF".as_slice()) {
        Some(FileKind::Recording)
    } else if ARCHIVES.iter().any(begins) {
        Some(FileKind::Archive)
    } else {
        None
    }
}

const PICTURES: [&[u8]; 6] = [b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*"];
const RECORDINGS: [&[u8]; 7] =
    [b"ID3\x02", b"ID3\x03", b"ID3\x04", b"OggS\0", b"fLaC", b"\xff\xfb", b"\x1a\x45\xdf\xa3"];
const ARCHIVES: [&[u8]; 5] = [b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!\x1a", b"BZh9", b"\xfd7zXZ"];

/// Many formats are archives, and are told by what is in them. An archive's list is at its end.
fn of_archive(head: &[u8], tail: &[u8]) -> FileKind {
    let holds = |name: &[u8]| has(head, name) || has(tail, name);
    if holds(b"word/document") || holds(b"opendocument.text") || holds(b"Index/Document.iwa") || holds(b"index.apxl") {
        FileKind::Document
    } else if holds(b"application/epub+zip") {
        FileKind::Book
    } else if holds(b"xl/workbook") || holds(b"opendocument.spreadsheet") {
        FileKind::Table
    } else if holds(b"ppt/presentation") || holds(b"opendocument.presentation") {
        FileKind::Slides
    } else {
        FileKind::Archive
    }
}

/// Word, Excel and PowerPoint before 2007. The names in them are in UTF-16.
fn of_old_office(head: &[u8], tail: &[u8]) -> FileKind {
    let wide = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let holds = |name: &str| has(head, &wide(name)) || has(tail, &wide(name));
    if holds("Workbook") {
        FileKind::Table
    } else if holds("PowerPoint Document") {
        FileKind::Slides
    } else {
        FileKind::Document
    }
}

fn has(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

fn lower(bytes: &[u8]) -> Vec<u8> {
    bytes[..bytes.len().min(2048)].to_ascii_lowercase()
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
            (&["[Content_Types].xml", "_rels/.rels", "word/document.xml"][..], FileKind::Document),
            (&["mimetypeapplication/vnd.oasis.opendocument.text", "content.xml"], FileKind::Document),
            (&["Index/Document.iwa", "preview.jpg"], FileKind::Document),
            (&["mimetypeapplication/epub+zip", "OEBPS/a.xhtml"], FileKind::Book),
            (&["[Content_Types].xml", "xl/workbook.xml"], FileKind::Table),
            (&["[Content_Types].xml", "ppt/presentation.xml"], FileKind::Slides),
            (&["article.txt", "photo.jpg"], FileKind::Archive),
        ] {
            let (head, tail) = zip(names);
            assert_eq!(of_bytes(&head, &tail), Some(kind), "{names:?}");
        }
    }

    #[test]
    fn other_files_are_told_by_their_first_bytes() {
        for (head, kind) in [
            (&b"%PDF-1.7\n%\xe2\xe3"[..], FileKind::Pdf),
            (b"\xef\xbb\xbf%PDF-1.4", FileKind::Pdf),
            (b"{\\rtf1\\ansi It may rain.}", FileKind::Document),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0", FileKind::Document),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0W\0o\0r\0k\0b\0o\0o\0k\0", FileKind::Table),
            (b"bplist00\xd1", FileKind::SavedPage),
            (b"From: <Saved by a browser>\r\nContent-Type: multipart/related;\r\n", FileKind::SavedPage),
            (b"\x89PNG\r\n\x1a\n", FileKind::Picture),
            (b"\xff\xd8\xff\xe0\0\x10JFIF", FileKind::Picture),
            (b"\0\0\0\x18ftypheic", FileKind::Picture),
            (b"RIFF\0\0\0\0WEBPVP8 ", FileKind::Picture),
            (b"\0\0\0\x18ftypM4A ", FileKind::Recording),
            (b"ID3\x04", FileKind::Recording),
            (b"\x1f\x8b\x08", FileKind::Archive),
        ] {
            assert_eq!(of_bytes(head, head), Some(kind), "{:?}", String::from_utf8_lossy(head));
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
        ] {
            assert_eq!(of_bytes(head, head), None, "{:?}", String::from_utf8_lossy(head));
        }
    }
}
