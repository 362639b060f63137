//! Starts the page that compares articles: takes over what `compare.html` has shown so far.
#![forbid(unsafe_code)]

use reportedly_page::{ComparePage, ComparePageProps, find, programs_address};
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

fn main() {
    let document = web_sys::window().and_then(|window| window.document()).expect("a page has a document");
    let root = find(&document, "#reportedly");
    let typed: HtmlTextAreaElement = find(&document, "#reportedly textarea").unchecked_into();
    let props = ComparePageProps { engine: programs_address(&document).into(), typed: typed.value().into() };
    yew::Renderer::<ComparePage>::with_root_and_props(root, props).render();
}
