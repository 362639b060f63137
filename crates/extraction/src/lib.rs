//! The article of a web page: headline, byline, date, captions and body, apart from navigation, advertisements, related headlines,
//! comments and what nobody sees.
//!
//! [`read()`] makes a tree of the page (html5ever), lets Readability find the element that has the article (`dom_smoothie`), and
//! mends the result by rules of its own (`rules.rs`). Nothing of the page's text is lost: what is no part of the article is counted,
//! and [`Page::whole`] has all of it.
//!
//! | module | what for |
//! |---|---|
//! | `encoding` | what a page's bytes are written in, as a browser finds it, and bytes to text (feature `encodings`) |
//! | `tree` | the tree, with limits for hostile pages |
//! | `lines` | the lines of a page, `context` what each stands in |
//! | `article` | the text nodes of the article, by Readability |
//! | `rules` | which lines are the article |
//! | `inclusion` | the lines around the article, put back into its text |
//!
//! docs/extraction.md says what was compared and how often it is right. The crate is pure: no browser, no input or output; the same
//! page gives the same text on every target.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod article;
mod context;
mod encoding;
mod inclusion;
mod lines;
mod page;
mod rules;
mod tree;

#[cfg(feature = "encodings")]
pub use encoding::{Decoded, decode};
pub use encoding::{PageEncoding, encoding_of};
pub use inclusion::with_lines_around;
pub use page::{Page, PageLine, Problem};
pub use rules::Part;

use reportedly_formats::{binary_kind, own_article, text_of_html};

/// The most of a page that is looked at for what kind of text it is, in bytes. Some begin with a long comment.
const BEGINNING: usize = 8_192;

/// Reads a page. It never fails: of a page without an article, all of its text is read, and [`Page::problem`] says why.
///
/// Its time grows with the length of the page alone.
///
/// ```
/// let page = reportedly_extraction::read("<nav>Home</nav><article><p>Talks <b>may</b> resume.</p></article>");
/// assert_eq!(page.article(), "Talks may resume.");
/// assert_eq!((page.set_aside(), page.whole().as_str()), (1, "Home\n\nTalks may resume."));
/// ```
pub fn read(html: &str) -> Page {
    if let Some(own) = own_article(html) {
        return Page::of_text(&own, None);
    }
    let Ok(document) = tree::parse(html) else { return Page::of_text(&text_of_html(html), Some(Problem::Complex)) };
    if document.select_single("frameset").exists() {
        return Page::of_text("", Some(Problem::Frames));
    }
    let lines = lines::of(&document);
    let title = document.select_single("head title").text();
    let nodes = article::nodes(document);
    Page::new(rules::judge(&lines, |piece| nodes.contains(&piece.node), &title))
}

/// Whether a file is a web page: by how it begins, whatever it is called, and where that leaves doubt, by its name. Its first bytes will do.
///
/// A text may quote a tag, but begins with no `<html>`. JSON is never a page: it may hold one.
pub fn is_page(bytes: &[u8], name: &str) -> bool {
    if binary_kind(bytes, &[]).is_some() {
        return false;
    }
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default();
    match extension.as_str() {
        "html" | "htm" | "xhtml" => true,
        "json" | "jsonld" | "jsonl" => false,
        _ => begins_as_page(bytes),
    }
}

/// What only a page begins with.
const FIRST_TAGS: [&str; 8] = ["<!doctype html", "<html", "<head", "<body", "<meta", "<title", "<frameset", "<article"];

/// Whether it begins with what only a page begins with. In UTF-16, every second byte is zero.
fn begins_as_page(bytes: &[u8]) -> bool {
    let ascii = bytes.iter().take(BEGINNING).copied().filter(|byte| byte.is_ascii() && *byte != 0);
    let beginning: String = ascii.map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    let mut rest = beginning.trim_start();
    while let Some((_, after)) = rest.strip_prefix("<!--").and_then(|comment| comment.split_once("-->")) {
        rest = after.trim_start();
    }
    if let Some((_, after)) = rest.strip_prefix("<?xml").and_then(|declaration| declaration.split_once("?>")) {
        rest = after.trim_start();
    }
    FIRST_TAGS.iter().any(|tag| {
        let after = rest.strip_prefix(tag).map(|rest| rest.starts_with(|next: char| !next.is_ascii_alphanumeric()));
        after.unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_told_by_its_name_or_its_beginning() {
        for (bytes, name) in [
            (&b"<p>It may rain"[..], "a.HTML"),
            (b"\xef\xbb\xbf\n<!DOCTYPE HTML>", ""),
            (b"<!-- saved --><html lang=en>", "page"),
            (b"<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC", "-"),
            (b"\xff\xfe<\0h\0t\0m\0l\0>\0", ""),
            (b"<html>", "a.txt"),
            (b"<meta charset=windows-1252><p>Rain", "a.md"),
            (b"<frameset cols=2>", ""),
            (b"<p>It may rain", "a.xhtml"),
        ] {
            assert!(is_page(bytes, name), "{name} {bytes:?}");
        }
        for (bytes, name) in [
            (&b"%PDF-1.7"[..], "a.html"),
            (b"\x89PNG\r\n\x1a\n", "a.html"),
            (b"From: <Saved>\r\nContent-Type: multipart/related;\r\n", "a.html"),
            (b"<p>It may rain", ""),
            (b"<headline> it said", "a.txt"),
            (b"<html>", "a.json"),
            (b"", ""),
            (b"It said <html> may go.", "a"),
        ] {
            assert!(!is_page(bytes, name), "{name} {bytes:?}");
        }
    }
}
