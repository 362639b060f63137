//! The text of an HTML page: its blocks become paragraphs, what is no text of the article is left out.
//!
//! This is no parser of HTML: it does not build a tree, and it takes every page for what it looks like. It reads each
//! byte a fixed number of times, and never fails.

use crate::html::OWN;
use crate::html_elements::{Flow, is_raw};
use crate::strings;

/// The named characters from U+00A0 to U+00FF, in order.
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 \
    sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring \
    AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times \
    Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute \
    ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc \
    uuml yacute thorn yuml";
/// Other named characters that articles have.
const NAMED: &[(&str, &str)] = &[
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("sbquo", "‚"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("bdquo", "„"),
    ("lsaquo", "‹"),
    ("rsaquo", "›"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("hellip", "…"),
    ("bull", "•"),
    ("euro", "€"),
    ("trade", "™"),
    ("minus", "−"),
    ("prime", "′"),
    ("Prime", "″"),
    ("dagger", "†"),
    ("ensp", "\u{2002}"),
    ("emsp", "\u{2003}"),
    ("thinsp", "\u{2009}"),
    ("zwnj", "\u{200c}"),
    ("zwj", "\u{200d}"),
    ("lrm", "\u{200e}"),
    ("rlm", "\u{200f}"),
    ("Scaron", "Š"),
    ("scaron", "š"),
    ("OElig", "Œ"),
    ("oelig", "œ"),
];
/// What numbers from 128 to 159 mean: characters of Windows-1252, as browsers read them.
const WINDOWS: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// The text of a page, with an empty line between paragraphs. It is not canonical yet. Of a page that `html.rs` has written, it is
/// the article alone, without legend, notes and table.
pub fn text_of_html(page: &str) -> String {
    own_article(page).unwrap_or_else(|| words(page, false))
}

/// The article of a page that `html.rs` has written, as [`text_of_html`] reads it.
pub fn own_article(page: &str) -> Option<String> {
    tagged_article(page).map(|article| words(article, true))
}

/// What stands between the tags of the article in a page of our own: that which says so, or, in the pages of the first
/// version, the one before the legend.
fn tagged_article(page: &str) -> Option<&str> {
    let begin = ["<main ", OWN, "=\"article\">"].concat();
    let legend = ["</main>\n<section>\n<h2>", strings::LEGEND, "</h2>"].concat();
    match page.split_once(&begin) {
        Some((_, rest)) => Some(rest.split_once("</main>").map_or(rest, |(article, _)| article)),
        None => page.split_once(&legend)?.0.split_once("<main>\n<p dir=\"auto\">").map(|(_, article)| article),
    }
}

/// The text of a page, or of an article of our own, in which the numbers of notes are `sup` elements.
fn words(page: &str, is_own: bool) -> String {
    let mut text = String::with_capacity(page.len() / 2);
    let mut rest = page;
    // How deep in `pre` this is, where lines end as they are written.
    let mut pre = 0_u32;
    // Elements that are opened and never closed again: what follows is no part of them.
    let mut unclosed: Vec<String> = Vec::new();
    while let Some(at) = rest.find('<') {
        push(&mut text, &rest[..at], pre > 0);
        rest = &rest[at..];
        let Some(tag) = Tag::read(rest) else {
            // What is no tag is text.
            text.push('<');
            rest = &rest[1..];
            continue;
        };
        rest = &rest[tag.length..];
        let name = tag.name.as_str();
        if name == "pre" {
            pre = if tag.closes { pre.saturating_sub(1) } else { pre + 1 };
        }
        // A comment has no name.
        let flow = if name.is_empty() { Flow::Inline } else { Flow::of(name) };
        text.push_str(flow.gap());
        let is_skipped = flow.is_skipped() || is_own && name == "sup";
        if is_skipped && !tag.closes && !tag.is_empty && !unclosed.iter().any(|one| one == name) {
            match after_end(rest, name) {
                Some(after) => rest = after,
                None => unclosed.push(name.to_owned()),
            }
        }
    }
    push(&mut text, rest, pre > 0);
    text
}

/// What follows the end tag of an element that has begun.
fn after_end<'p>(page: &'p str, name: &str) -> Option<&'p str> {
    if is_raw(name) { after_raw(page, name) } else { after_nested(page, name) }
}

/// The same where nothing counts but the end tag. What looks like another tag is not read, as it may be of any length.
fn after_raw<'p>(page: &'p str, name: &str) -> Option<&'p str> {
    let mut rest = page;
    loop {
        rest = &rest[rest.find("</")?..];
        let after = rest
            .get(2..2 + name.len())
            .filter(|other| other.eq_ignore_ascii_case(name))
            .map(|_| &rest[2 + name.len()..]);
        if after.is_some_and(|after| after.starts_with(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))) {
            return Some(&rest[Tag::read(rest)?.length..]);
        }
        rest = &rest[2..];
    }
}

/// The same where elements of the same name nest.
fn after_nested<'p>(page: &'p str, name: &str) -> Option<&'p str> {
    let mut depth = 1;
    let mut rest = page;
    loop {
        rest = &rest[rest.find('<')?..];
        let Some(tag) = Tag::read(rest) else {
            rest = &rest[1..];
            continue;
        };
        rest = &rest[tag.length..];
        if tag.name == name {
            depth = if tag.closes { depth - 1 } else { depth + u32::from(!tag.is_empty) };
        }
        if depth == 0 {
            return Some(rest);
        }
    }
}

/// A tag, a comment or a declaration.
struct Tag {
    /// In lower case; empty for comments and declarations.
    name: String,
    closes: bool,
    /// `<br/>`
    is_empty: bool,
    /// In bytes, with its brackets.
    length: usize,
}

impl Tag {
    /// Reads what begins with "<", if it is a tag. One that never ends goes on to the end of the page.
    fn read(rest: &str) -> Option<Tag> {
        let nameless = |length| Some(Tag { name: String::new(), closes: false, is_empty: true, length });
        if let Some(comment) = rest.strip_prefix("<!--") {
            let end = comment.find("-->").map_or(rest.len(), |at| 4 + at + 3);
            return nameless(end);
        }
        if rest.starts_with("<!") || rest.starts_with("<?") {
            return nameless(rest.find('>').map_or(rest.len(), |at| at + 1));
        }
        let closes = rest.starts_with("</");
        let inside = &rest[1 + usize::from(closes)..];
        if !inside.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let name = inside.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next().unwrap_or_default();
        let mut quote = None;
        let mut before = ' ';
        let mut end = inside.len();
        for (at, c) in inside.char_indices().skip(name.chars().count()) {
            match quote {
                Some(open) if c == open => quote = None,
                Some(_) => {}
                // A quotation mark that follows no "=" is a mistake of the page, and begins nothing.
                None if matches!(c, '"' | '\'') && before == '=' => quote = Some(c),
                None if c == '>' => {
                    end = at + 1;
                    break;
                }
                None => {}
            }
            if !c.is_whitespace() {
                before = if c == '>' { before } else { c };
            }
        }
        let length = rest.len() - inside.len() + end;
        Some(Tag { name: name.to_ascii_lowercase(), closes, is_empty: before == '/', length })
    }
}

/// Adds text, with its character references read. Line ends mean no more than spaces, but in `pre`.
fn push(text: &mut String, words: &str, pre: bool) {
    let mut rest = words;
    while let Some(at) = rest.find(['&', '\n', '\r']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with('&') {
            rest = push_reference(text, rest);
        } else {
            text.push(if pre { '\n' } else { ' ' });
            rest = rest.strip_prefix("\r\n").unwrap_or(&rest[1..]);
        }
    }
    text.push_str(rest);
}

/// Adds the character that a reference is for, and returns what follows. What is no reference stays as it is.
fn push_reference<'w>(text: &mut String, rest: &'w str) -> &'w str {
    let inside = &rest[1..];
    let end = inside.find(|c: char| !c.is_ascii_alphanumeric() && c != '#').unwrap_or(inside.len());
    let (name, after) = inside.split_at(end);
    let Some(character) = named(name) else {
        text.push('&');
        return inside;
    };
    text.push(character);
    after.strip_prefix(';').unwrap_or(after)
}

fn named(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let number = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        return match number.ok()? {
            0 => Some('\u{fffd}'),
            number @ 0x80..=0x9f => WINDOWS.chars().nth(number as usize - 0x80),
            number => char::from_u32(number).or(Some('\u{fffd}')),
        };
    }
    if !(2..=8).contains(&name.len()) {
        return None;
    }
    if let Some(index) = LATIN.split_ascii_whitespace().position(|known| known == name) {
        return char::from_u32(0xa0 + index as u32);
    }
    NAMED.iter().find(|(known, _)| *known == name).and_then(|(_, character)| character.chars().next())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use reportedly_document::Canonical;

    fn read(page: &str) -> String {
        Canonical::new(&text_of_html(page)).into_text()
    }

    #[test]
    fn blocks_are_paragraphs() {
        assert_eq!(read("<h1>A</h1><p>b\nc <b>d</b>e<p>f<br>g<ul><li>h<li>i</ul>"), "A\n\nb c de\n\nf\ng\n\nh\n\ni");
        assert_eq!(read("<table><tr><td>a<td>b<tr><td>c</table>"), "a b\n\nc");
        assert_eq!(read("<pre>a\nb</pre> c\nd"), "a\nb\n\nc d");
    }

    /// The page reads the same file in a browser test (`tests/browser/files.rs`).
    #[test]
    fn of_a_web_page_the_words_that_the_page_reads() {
        let page = "<nav>Home</nav><news-title>Rain</news-title>It <u>may<svg><path/></svg></u> <button>?</button>rain.<pre>In Oslo\nIn Bergen</pre>";
        assert_eq!(read(page), "Rain\n\nIt may rain.\n\nIn Oslo\nIn Bergen");
    }

    #[test]
    fn what_is_no_text_is_left_out() {
        let page = "<!DOCTYPE html><html><head><title>t</title><meta x></head><body><nav><nav>m</nav>n</nav>\
            <script>if (a<b) \"</p>\"</script><style>p{}</style><!-- <p>c</p> --><p>yes<svg><text>s</text></svg></p>";
        assert_eq!(read(page), "yes");
        assert_eq!(read("<script>'</scripts>' </a <a </ScRiPt >yes"), "yes");
        assert_eq!(read("<p title=\"a > b\">yes</p>"), "yes");
        assert_eq!(read("a<nav>b"), "a\n\nb", "an element that is never closed hides nothing");
        assert_eq!(read("1 < 2 <3 a<b>c"), "1 < 2 <3 ac");
        assert_eq!(read("a<!-- b"), "a");
    }

    #[test]
    fn a_page_of_our_own_is_read_without_its_table_and_legend() {
        use crate::html;
        use reportedly_document::{View, ViewedDocument, json};

        let document = json::read(
            r#"{"text": "Ana “may” go, she said.\n\nBye </main> now.", "annotations": [
            {"layer": "hedge", "id": "h", "start": 5, "end": 8, "kind": "modal", "note": "sure?"},
            {"layer": "attribution", "id": "a", "source": [[14, 17]], "cue": [[18, 22]], "content": [[0, 12]]}]}"#,
        )
        .expect("it is a document");
        let page = html::write(&ViewedDocument::new(&document, &[], &View::default()));
        assert_eq!(read(&page), document.text);
        let old = page.replace("<main data-reportedly=\"article\">", "<main>").replace(" data-reportedly=\"note\"", "");
        assert_eq!(read(&old), document.text, "so did the first version write it");
        let other = "<main><p dir=\"auto\">a</p></main><section><h2>b</h2></section>";
        assert_eq!(read(other), "a\n\nb", "another page is read as it was");
    }

    #[test]
    fn references() {
        assert_eq!(
            read("&ldquo;caf&eacute;&rdquo; &#8212; &#x1F600; AT&T &amp;lt; &#146; &nosuch; &yuml"),
            "“café” — 😀 AT&T &lt; ’ &nosuch; ÿ"
        );
        assert_eq!(LATIN.split_whitespace().count(), 96);
        assert_eq!(WINDOWS.chars().count(), 32);
    }

    proptest! {
        /// Any page is read, and no page of words alone loses one.
        #[test]
        fn any_page(page in "(?s)(<|>|</|p|nav|script|!--|-->|\"|=|&|#|;|x|é| |/){0,60}", words in "[a-zé]{1,8}( [a-zé]{1,8}){0,5}") {
            text_of_html(&page);
            let article = format!("<article><p>{words}</p></article>");
            prop_assert_eq!(read(&article), words);
        }
    }
}
