//! The lines of a page, in its order: what is in a block is a paragraph, and what is no text is left out.

use dom_query::{Document, NodeId, NodeRef};
use reportedly_formats::Flow;

use crate::context::Context;
use crate::tree::{Step, Walk, text_of};

/// A line of a page.
#[derive(Debug, Default)]
pub(crate) struct Line {
    /// Its text nodes.
    pub(crate) pieces: Vec<Piece>,
    /// Whether a paragraph begins with it.
    pub(crate) begins_paragraph: bool,
}

/// A text node, or a line of one in `pre`.
#[derive(Debug)]
pub(crate) struct Piece {
    pub(crate) node: NodeId,
    pub(crate) text: String,
    /// What it stands in.
    pub(crate) context: Context,
}

impl Line {
    /// All of its words, with single spaces.
    pub(crate) fn text(&self) -> String {
        joined(self.pieces.iter())
    }
}

/// The words of some pieces, with single spaces.
pub(crate) fn joined<'p>(pieces: impl Iterator<Item = &'p Piece>) -> String {
    let mut text = String::new();
    for piece in pieces {
        for c in piece.text.chars() {
            if !c.is_whitespace() {
                text.push(c);
            } else if !text.is_empty() && !text.ends_with(' ') {
                text.push(' ');
            }
        }
    }
    text.truncate(text.trim_end().len());
    text
}

/// The lines of the page's body that have words.
pub(crate) fn of(document: &Document) -> Vec<Line> {
    let Some(body) = document.body() else { return Vec::new() };
    let mut lines = Lines { lines: Vec::new(), line: Line::default() };
    let mut contexts = vec![Context::default()];
    // How deep in `pre` this is, where lines end as they are written.
    let mut preformatted = 0_u32;
    // How deep in a formula, whose elements are words of a line.
    let mut formulas = 0_u32;
    let mut walk = Walk::new(body);
    while let Some(step) = walk.next() {
        match step {
            Step::Enter(node) => {
                let context = *contexts.last().expect("the body is never left");
                if let Some(text) = text_of(&node) {
                    lines.add(node.id, &text, context, preformatted > 0);
                }
                contexts.push(context.within(&node));
                if node.is_element() {
                    formulas += u32::from(node.has_name("math"));
                    let (flow, is_pre) = flow_of(&node, formulas > 0);
                    lines.end(flow.gap());
                    preformatted += u32::from(is_pre);
                    if flow == Flow::SkippedInline || node.has_name("head") {
                        walk.skip(node);
                    }
                }
            }
            Step::Leave(node) => {
                contexts.pop();
                if node.is_element() {
                    let (flow, is_pre) = flow_of(&node, formulas > 0);
                    lines.end(flow.gap());
                    preformatted -= u32::from(is_pre);
                    formulas -= u32::from(node.has_name("math"));
                }
            }
        }
    }
    lines.end("\n\n");
    lines.lines
}

/// What an element is to the text around it, and whether lines end in it as they are written. A formula is read as it stands, but
/// for what it is called in other languages of formulas.
fn flow_of(node: &NodeRef<'_>, is_formula: bool) -> (Flow, bool) {
    let name = node.node_name().unwrap_or_default();
    match &*name {
        "annotation" | "annotation-xml" if is_formula => (Flow::SkippedInline, false),
        _ if is_formula => (Flow::Inline, false),
        // Old pages are laid out by tables.
        "td" | "th" if node.descendants_it().any(|inside| is_block(&inside)) => (Flow::Block, false),
        name => (Flow::of(name), name == "pre"),
    }
}

/// Whether lines end where it stands.
fn is_block(node: &NodeRef<'_>) -> bool {
    node.is_element() && matches!(Flow::of(&node.node_name().unwrap_or_default()), Flow::Block | Flow::LineBreak)
}

/// The lines that have been read, and the one that has begun.
struct Lines {
    lines: Vec<Line>,
    line: Line,
}

impl Lines {
    fn add(&mut self, node: NodeId, text: &str, context: Context, is_preformatted: bool) {
        let mut rest = text;
        while let Some((line, after)) = rest.split_once('\n').filter(|_| is_preformatted) {
            self.line.pieces.push(Piece { node, text: line.to_owned(), context });
            self.end("\n");
            rest = after;
        }
        self.line.pieces.push(Piece { node, text: rest.to_owned(), context });
    }

    /// Ends the line, or adds what stands between two cells of a table.
    fn end(&mut self, gap: &str) {
        if !gap.contains('\n') {
            if let (false, Some(piece)) = (gap.is_empty(), self.line.pieces.last_mut()) {
                piece.text.push_str(gap);
            }
            return;
        }
        let next = Line { begins_paragraph: gap.len() > 1 || self.line.begins_paragraph, ..Line::default() };
        if self.line.pieces.iter().any(|piece| !piece.text.trim().is_empty()) {
            let ended = std::mem::replace(&mut self.line, next);
            self.line.begins_paragraph = gap.len() > 1;
            self.lines.push(ended);
        } else {
            self.line = next;
        }
    }
}
