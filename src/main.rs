//! Starts the page: takes over what `index.html` has shown so far.
#![forbid(unsafe_code)]

use reportedly_page::{Mount, Page, PageProps, loader_name};

fn main() {
    let document = web_sys::window().and_then(|window| window.document()).expect("a page has a document");
    let mount = Mount::of(&document);
    let (root, engine) = (mount.root(), loader_name(&document).into());
    yew::Renderer::<Page>::with_root_and_props(root, PageProps { engine, mount }).render();
}
