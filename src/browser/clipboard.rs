//! The clipboard: text in and out.

use reportedly_protocol::Copied;
use wasm_bindgen::prelude::*;
use web_sys::{DataTransfer, DomParser, Node, SupportedType};

use super::error_message;

#[wasm_bindgen(module = "/web/page/sharing.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = copy)]
    async fn js_copy(plain: &str, html: &str) -> Result<JsValue, JsValue>;
}

/// Puts a text on the clipboard in two forms.
pub(crate) async fn copy(copied: &Copied) -> Result<(), String> {
    js_copy(&copied.plain, &copied.html).await.map(drop).map_err(error_message)
}

/// Puts plain text on the clipboard.
pub(crate) async fn copy_text(plain: &str) -> Result<(), String> {
    js_copy(plain, "").await.map(drop).map_err(error_message)
}

/// The text that was copied. Its plain form is taken where there is one; from HTML alone, the words are taken.
pub(crate) fn text_of(data: &DataTransfer) -> Option<String> {
    let form = |name| data.get_data(name).ok().filter(|text| !text.is_empty());
    form("text/plain")
        .or_else(|| form("text/html").and_then(|html| text_of_html(&html)))
        .filter(|text| !text.trim().is_empty())
}

/// Whether it is a page that we have written, of this version or of the first: the program for files knows which part of it
/// is the article.
pub(crate) fn is_own_page(page: &str) -> bool {
    page.contains("<main data-reportedly=\"article\">")
        || page.contains("</main>\n<section>\n<h2>What the marks mean</h2>") && page.starts_with("<!DOCTYPE html>")
}

/// The words of an HTML text, blocks as paragraphs. The parser's document is inert: it runs and fetches nothing.
pub(crate) fn text_of_html(html: &str) -> Option<String> {
    let document = DomParser::new().ok()?.parse_from_string(html, SupportedType::TextHtml).ok()?;
    let body: Node = document.body()?.into();
    let mut words = String::with_capacity(html.len() / 2);
    let mut node = body.first_child();
    // Without recursion: HTML may be nested more deeply than a stack.
    while let Some(here) = node {
        let gap = gap_of(&here);
        if here.node_type() == Node::TEXT_NODE {
            let text = here.node_value().unwrap_or_default();
            words.extend(text.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c }));
        } else {
            words.push_str(gap.unwrap_or_default());
        }
        node = match gap {
            None => after(here, &body, &mut words),
            Some(_) => here.first_child().or_else(|| after(here, &body, &mut words)),
        };
    }
    Some(words)
}

/// The node after this one and all that is inside it. Ends the blocks that are left on the way.
fn after(node: Node, body: &Node, words: &mut String) -> Option<Node> {
    let mut here = node;
    while here != *body {
        words.push_str(gap_of(&here).unwrap_or_default());
        if let Some(next) = here.next_sibling() {
            return Some(next);
        }
        here = here.parent_node()?;
    }
    None
}

/// What stands before and after the words of an element; `None` for elements whose words nobody reads.
fn gap_of(node: &Node) -> Option<&'static str> {
    Some(match &*node.node_name() {
        "SCRIPT" | "STYLE" | "TEMPLATE" | "NOSCRIPT" | "SVG" | "svg" | "IFRAME" | "OBJECT" | "SELECT" | "BUTTON" => {
            return None;
        }
        "BR" => "\n",
        "TD" | "TH" => " ",
        "P" | "DIV" | "H1" | "H2" | "H3" | "H4" | "H5" | "H6" | "LI" | "UL" | "OL" | "DL" | "DT" | "DD" | "TR"
        | "TABLE" | "BLOCKQUOTE" | "ARTICLE" | "SECTION" | "HEADER" | "FOOTER" | "MAIN" | "ASIDE" | "NAV"
        | "FIGURE" | "FIGCAPTION" | "ADDRESS" | "PRE" | "HR" | "FORM" | "DETAILS" | "SUMMARY" => "\n\n",
        _ => "",
    })
}
