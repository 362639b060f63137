//! Starts the page: takes over what `index.html` has shown so far.
#![forbid(unsafe_code)]

use reportedly_page::{Example, Page, PageProps, Start, Wanted, find, programs_address};
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlInputElement, HtmlTextAreaElement};

fn main() {
    let document = web_sys::window().and_then(|window| window.document()).expect("a page has a document");
    let root = find(&document, "#reportedly");
    let props = PageProps { engine: programs_address(&document).into(), start: start(&document, &root) };
    yew::Renderer::<Page>::with_root_and_props(root, props).render();
}

/// What the person has done so far. `web/page/boot.js` has kept what could not be done without this program.
fn start(document: &Document, root: &Element) -> Start {
    let input: HtmlTextAreaElement = find(document, "#reportedly textarea").unchecked_into();
    let caret = |offset: Result<Option<u32>, _>| offset.ok().flatten().unwrap_or_default();
    let wanted = root.get_attribute("data-wanted").and_then(|wanted| match &*wanted {
        "read" => Some(Wanted::Read),
        name => Example::named(name).map(Wanted::Example),
    });
    let files = find(document, "#reportedly [type=file]").unchecked_into::<HtmlInputElement>().files();
    let files = files.map(|files| (0..files.length()).filter_map(|at| files.get(at)).collect());
    Start {
        text: input.value(),
        selection: (caret(input.selection_start()), caret(input.selection_end())),
        focused: document.active_element().is_some_and(|active| active == **input),
        wanted,
        files: files.unwrap_or_default(),
    }
}
