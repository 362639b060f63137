//! What a program finds in its page when it starts.

use reportedly_reader::register_loader;
use web_sys::{Document, Element, Url};

use crate::clients;

/// The element that the page has for this selector.
///
/// # Panics
/// When the page has none: then it is not the page that the program was made for.
pub fn find(document: &Document, selector: &str) -> Element {
    let found = document.query_selector(selector).expect("the selector is valid");
    found.unwrap_or_else(|| panic!("the page has {selector}"))
}

/// The absolute address of `program-loader.js`.
///
/// # Panics
/// When it does not stand in the page.
pub fn programs_address(document: &Document) -> String {
    let relative = find(document, "meta[name=reportedly-programs]").get_attribute("content").unwrap_or_default();
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
