//! What a program finds in its page when it starts, and how it takes its place there.

use reportedly_reader::register_loader;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Url};

use crate::clients;
use crate::start::Start;

/// Where a program is rendered: out of the document at first, while the document shows what its file has.
///
/// Yew lets the browser do other things between the nodes of a first rendering and their listeners. A person may paste or type
/// just then. So that nobody meets a text box that does not listen, the one without a program stays until the other one does.
#[derive(Clone, Debug, PartialEq)]
pub struct Mount {
    /// What the document shows until then.
    shown: Element,
    root: Element,
}

impl Mount {
    /// In the place of what the document shows.
    ///
    /// # Panics
    /// When the document does not have it.
    pub fn of(document: &Document) -> Mount {
        let shown = find(&root_of(document), "#reportedly");
        let root = shown.clone_node().expect("an element can be copied").unchecked_into();
        Mount { shown, root }
    }

    /// The element to render into.
    pub fn root(&self) -> Element {
        self.root.clone()
    }

    /// Puts what has been rendered into its place. Returns what a person had done there before.
    pub(crate) fn take_place(&self) -> Start {
        let start = Start::of(&self.shown);
        self.shown.replace_with_with_node_1(&self.root).expect("an element can take the place of another");
        start
    }
}

fn root_of(document: &Document) -> Element {
    document.document_element().expect("a document has a root")
}

/// The first element in another one for this selector.
///
/// # Panics
/// When there is none: then it is not the page that the program was made for.
pub(crate) fn find(within: &Element, selector: &str) -> Element {
    let found = within.query_selector(selector).expect("the selector is valid");
    found.unwrap_or_else(|| panic!("the page has {selector}"))
}

/// The absolute address of `program-loader.js`.
///
/// # Panics
/// When it does not stand in the page.
pub fn programs_address(document: &Document) -> String {
    let relative =
        find(&root_of(document), "meta[name=reportedly-programs]").get_attribute("content").unwrap_or_default();
    let base = document.base_uri().expect("a document has an address").unwrap_or_default();
    Url::new_with_base(&relative, &base).expect("the address is valid").href()
}

/// What a reader is to know `program-loader.js` by: by the module itself where the page has it already, as an import of it would
/// wait until the page is painted, and the engine's worker with it. By its address otherwise.
///
/// # Panics
/// As [`programs_address`].
pub fn loader_name(document: &Document) -> String {
    let loaded = clients::loaded();
    if loaded.is_undefined() { programs_address(document) } else { register_loader(&loaded) }
}
