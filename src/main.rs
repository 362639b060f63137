//! Starts the page: takes over what `index.html` has shown so far.
#![forbid(unsafe_code)]

use reportedly_page::{Page, PageProps, Start, find, loader_name};

fn main() {
    let document = web_sys::window().and_then(|window| window.document()).expect("a page has a document");
    let root = find(&document, "#reportedly");
    let props = PageProps { engine: loader_name(&document).into(), start: Start::of(&document) };
    yew::Renderer::<Page>::with_root_and_props(root, props).render();
}
