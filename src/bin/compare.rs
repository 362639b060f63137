//! Starts the page that compares articles: takes over what `compare.html` has shown so far.
#![forbid(unsafe_code)]

use reportedly_page::{ComparePage, ComparePageProps, Mount, programs_address};

fn main() {
    let document = web_sys::window().and_then(|window| window.document()).expect("a page has a document");
    let mount = Mount::of(&document);
    let (root, engine) = (mount.root(), programs_address(&document).into());
    yew::Renderer::<ComparePage>::with_root_and_props(root, ComparePageProps { engine, mount }).render();
}
