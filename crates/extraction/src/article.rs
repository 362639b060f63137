//! Which text nodes of a page are its article, by Readability.

use dom_query::{Document, NodeId};
use dom_smoothie::{Config, Readability};
use hashbrown::HashSet;
use rustc_hash::FxBuildHasher;

/// Text nodes.
pub(crate) type Nodes = HashSet<NodeId, FxBuildHasher>;

/// What Readability calls the element that has the article.
const ARTICLE: &str = "#readability-page-1";

/// What has no text of an article. Readability reads addresses of some of it by bytes, and stumbles over what is no ASCII.
const NO_TEXT: &str = "object, embed, iframe, applet, video, audio, canvas, svg, template";

/// A heading that is never closed has the article in it, and Readability leaves out the page's headline.
const UNCLOSED: &str = "h1:has(p, div), h2:has(p, div)";

/// The text nodes of the page's article; none where there is no text.
pub(crate) fn nodes(document: Document) -> Nodes {
    document.select(NO_TEXT).remove();
    document.select(UNCLOSED).rename("div");
    let config = Config { disable_json_ld: true, ..Config::default() };
    let Ok(mut readability) = Readability::with_document(document, None, Some(config)) else { return Nodes::default() };
    if readability.parse().is_err() {
        return Nodes::default();
    }
    // Nodes are moved and never made anew, so that those of the article are those of the page.
    let article = readability.doc.select_single(ARTICLE);
    let text = article.nodes().iter().flat_map(|article| article.descendants_it());
    text.filter(|node| node.is_text()).map(|node| node.id).collect()
}
