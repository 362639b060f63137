//! The clipboard: text in and out.

use reportedly_formats::Flow;
use reportedly_protocol::Copied;
use wasm_bindgen::prelude::*;
use web_sys::{DataTransfer, Node};

use super::error_message;
use super::input::parse_html;

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

/// The words of an HTML text, blocks as paragraphs.
pub(crate) fn text_of_html(html: &str) -> Option<String> {
    let body: Node = parse_html(html).query_selector("body").ok()??.into();
    let mut walk = Walk { words: String::with_capacity(html.len() / 2), preformatted: 0 };
    let mut node = body.first_child();
    // Without recursion: HTML may be nested more deeply than a stack.
    while let Some(here) = node {
        node = if walk.enter(&here) { here.first_child() } else { None }.or_else(|| walk.after(here, &body));
    }
    Some(walk.words)
}

/// What has been read of a page.
struct Walk {
    words: String,
    /// How deep in `pre` this is, where lines end as they are written.
    preformatted: u32,
}

impl Walk {
    /// Takes the words of a text node, or what stands before those of an element. Says whether anybody reads what is in it.
    fn enter(&mut self, node: &Node) -> bool {
        if node.node_type() == Node::TEXT_NODE {
            let text = node.node_value().unwrap_or_default();
            let is_kept = self.preformatted > 0;
            let shown = |c| if !is_kept && matches!(c, '\n' | '\r' | '\t') { ' ' } else { c };
            self.words.extend(text.chars().map(shown));
            return false;
        }
        let (flow, is_preformatted) = element(node);
        self.preformatted += u32::from(is_preformatted);
        self.words.push_str(flow.gap());
        !flow.is_skipped()
    }

    /// The node after this one and all that is inside it. Ends the elements that are left on the way.
    fn after(&mut self, node: Node, body: &Node) -> Option<Node> {
        let mut here = node;
        while here != *body {
            if here.node_type() == Node::ELEMENT_NODE {
                let (flow, is_preformatted) = element(&here);
                self.preformatted -= u32::from(is_preformatted);
                self.words.push_str(flow.gap());
            }
            if let Some(next) = here.next_sibling() {
                return Some(next);
            }
            here = here.parent_node()?;
        }
        None
    }
}

/// What a node is to the text around it, and whether lines end in it as they are written. A comment is nothing.
fn element(node: &Node) -> (Flow, bool) {
    if node.node_type() != Node::ELEMENT_NODE {
        return (Flow::Inline, false);
    }
    let name = node.node_name().to_ascii_lowercase();
    (Flow::of(&name), name == "pre")
}
