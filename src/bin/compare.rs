//! Starts the page that compares articles: takes over what `compare.html` has shown so far.
#![forbid(unsafe_code)]

use reportedly_page::{ComparePage, ComparePageProps, Start, find, programs_address};

fn main() {
    let document = web_sys::window().and_then(|window| window.document()).expect("a page has a document");
    let root = find(&document, "#reportedly");
    let props = ComparePageProps { engine: programs_address(&document).into(), start: Start::of(&document) };
    yew::Renderer::<ComparePage>::with_root_and_props(root, props).render();
}
