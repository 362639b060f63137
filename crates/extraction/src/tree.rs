//! The tree of a page, made with limits: a page that is nested too deeply, or that makes more of itself than it is long, is
//! given up before it takes long.

use std::borrow::Cow;
use std::cell::{Cell, Ref};

use dom_query::{Document, NodeData, NodeId, NodeRef};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeBuilderOpts, TreeSink};
use html5ever::{Attribute, ParseOpts, QualName, parse_document};

/// How deep the elements of a page may be nested. Pages of news have 30 to 60 levels.
const MOST_LEVELS: usize = 256;

/// How many bytes are parsed between two looks at the tree. A piece adds a third as many levels at most.
const PIECE: usize = 1_024;

/// How many nodes a page may have beside one for each of its bytes. A parser that mends a page may multiply it.
const NODES_BESIDE: usize = 10_000;

/// How many attributes an element may have: the parser compares each with all others.
const MOST_ATTRIBUTES: usize = 5_000;

/// How many steps the count of attributes may take, for each byte.
const STEPS: usize = 32;

/// How much text is read in all, if each word were read once for each level that it is in; in bytes. It bounds the time of whatever
/// measures the text of each element.
const MOST_NESTED_TEXT: usize = 400_000_000;

/// What a node costs beside its text, by the same measure.
const NODE_COST: usize = 16;

/// The page is more complex than is read as a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooComplex;

/// The tree of a page.
///
/// # Errors
/// When the page is built so that its tree would take much longer than its length.
pub(crate) fn parse(html: &str) -> Result<Document, TooComplex> {
    if has_crowded_tag(html) {
        return Err(TooComplex);
    }
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let sink = Sink { document: Document::default(), newest: Cell::new(None) };
    let mut parser = parse_document(sink, ParseOpts { tree_builder, ..ParseOpts::default() });
    let (mut rest, mut parsed) = (html, 0);
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(rest.floor_char_boundary(PIECE));
        (rest, parsed) = (after, parsed + piece.len());
        parser.process(StrTendril::from_slice(piece));
        let sink = &parser.tokenizer.sink.sink;
        if sink.document.tree.len() > parsed + NODES_BESIDE || sink.depth() > MOST_LEVELS {
            return Err(TooComplex);
        }
    }
    let document = parser.finish();
    if is_costly(&document) { Err(TooComplex) } else { Ok(document) }
}

/// Whether what looks like a tag has too many attributes, wherever it stands: whether it is a tag is known to a parser only.
fn has_crowded_tag(html: &str) -> bool {
    let bytes = html.as_bytes();
    let mut steps = bytes.len() * STEPS + NODES_BESIDE;
    let starts = bytes.windows(2).enumerate().filter(|(_, pair)| pair[0] == b'<' && pair[1].is_ascii_alphabetic());
    for (start, _) in starts {
        let mut quote = None;
        // Whether an attribute may begin, and whether a value may.
        let (mut is_between, mut is_assigned) = (false, false);
        let mut attributes = 0;
        for &byte in &bytes[start + 1..] {
            let Some(left) = steps.checked_sub(1) else { return true };
            steps = left;
            let is_space = byte.is_ascii_whitespace() || byte == b'/';
            match quote {
                Some(open) => {
                    is_between = byte == open;
                    quote = Some(open).filter(|_| !is_between);
                    continue;
                }
                None if byte == b'>' => break,
                None if is_assigned && matches!(byte, b'"' | b'\'') => quote = Some(byte),
                None if is_between && !is_space => attributes += 1,
                None => {}
            }
            if attributes > MOST_ATTRIBUTES {
                return true;
            }
            is_assigned = byte == b'=' || is_assigned && is_space;
            is_between = is_space && !is_assigned;
        }
    }
    false
}

/// Whether measuring the text of each element would take too long.
fn is_costly(document: &Document) -> bool {
    let (mut level, mut cost) = (0, 0_usize);
    let mut walk = Walk::new(document.root());
    while let Some(step) = walk.next() {
        match step {
            Step::Enter(node) => {
                level += 1;
                cost += level * (text_of(&node).map_or(0, |text| text.len()) + NODE_COST);
                if cost > MOST_NESTED_TEXT {
                    return true;
                }
            }
            Step::Leave(_) => level -= 1,
        }
    }
    false
}

/// The text of a text node.
pub(crate) fn text_of(node: &NodeRef<'_>) -> Option<StrTendril> {
    node.query(|node| match &node.data {
        NodeData::Text { contents } => Some(contents.clone()),
        _ => None,
    })?
}

/// A way through all nodes below one, in the order of the page and without recursion.
pub(crate) struct Walk<'t> {
    root: NodeId,
    pending: Option<Step<'t>>,
}

/// A step of a [`Walk`].
#[derive(Clone, Copy)]
pub(crate) enum Step<'t> {
    /// A node begins.
    Enter(NodeRef<'t>),
    /// It ends, with all that is below it.
    Leave(NodeRef<'t>),
}

impl<'t> Walk<'t> {
    pub(crate) fn new(root: NodeRef<'t>) -> Walk<'t> {
        Walk { root: root.id, pending: root.first_child().map(Step::Enter) }
    }

    /// Leaves out what is below a node, which has just been entered.
    pub(crate) fn skip(&mut self, entered: NodeRef<'t>) {
        self.pending = Some(Step::Leave(entered));
    }

    pub(crate) fn next(&mut self) -> Option<Step<'t>> {
        let step = self.pending.take()?;
        self.pending = match step {
            Step::Enter(node) => Some(node.first_child().map_or(Step::Leave(node), Step::Enter)),
            Step::Leave(node) => {
                let parent = || node.parent().filter(|parent| parent.id != self.root);
                node.next_sibling().map(Step::Enter).or_else(|| parent().map(Step::Leave))
            }
        };
        Some(step)
    }
}

/// Builds the tree, and knows which element was made last.
struct Sink {
    document: Document,
    newest: Cell<Option<NodeId>>,
}

impl Sink {
    /// How deep the newest element is nested.
    fn depth(&self) -> usize {
        let newest = self.newest.get().and_then(|id| self.document.tree.get(&id));
        newest.map_or(0, |node| node.ancestors_it(None).count())
    }
}

/// Everything is the document's own way to be built, but for the note of the newest element.
impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Document;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Document {
        self.document
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        self.document.get_document()
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Ref<'a, QualName> {
        self.document.elem_name(target)
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        let element = self.document.create_element(name, attributes, flags);
        self.newest.set(Some(element));
        element
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        self.document.create_comment(text)
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        self.document.create_pi(target, data)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.document.append(parent, child);
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        self.document.append_based_on_parent_node(element, previous, child);
    }

    fn append_doctype_to_document(&self, name: StrTendril, public: StrTendril, system: StrTendril) {
        self.document.append_doctype_to_document(name, public, system);
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        self.document.get_template_contents(target)
    }

    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.document.set_quirks_mode(mode);
    }

    fn append_before_sibling(&self, sibling: &NodeId, node: NodeOrText<NodeId>) {
        self.document.append_before_sibling(sibling, node);
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        self.document.add_attrs_if_missing(target, attributes);
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.document.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &NodeId, parent: &NodeId) {
        self.document.reparent_children(node, parent);
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &NodeId) -> bool {
        self.document.is_mathml_annotation_xml_integration_point(handle)
    }
}
