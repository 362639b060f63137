//! The reader behind wasm-bindgen: what `web/element/controller.js` mounts into the shadow root of a `<reportedly-text>`.
//!
//! It knows an element to draw into, a text, and a function that hears what happens. Attributes, events and all else that
//! makes an element of it are JavaScript's, which can extend `HTMLElement` where Rust cannot.

mod hear;
mod host;

use std::rc::Rc;

use js_sys::Function;
use reportedly_document::{
    Aside, Canonical, Document, Extra, History, Id, Label, Labels, Layer, Offsets, Span, ValidDocument, View,
};
use reportedly_page::{Answers, Shown, Work};
use wasm_bindgen::prelude::*;
use web_sys::Element;
use yew::prelude::*;

use hear::Hear;
use host::{Host, HostProps};

/// A mounted reader.
#[derive(Debug)]
#[wasm_bindgen]
pub struct Widget {
    app: AppHandle<Host>,
    props: HostProps,
}

/// Mounts a reader without a text into an element. `engine` is the absolute address of `program-loader.js`; `layers` names
/// those that are shown, all where it is empty.
///
/// `hear` is called with the name of an event and its detail. Of an event whose name begins with `before-` it says whether
/// that may happen.
#[wasm_bindgen]
pub fn mount(place: Element, engine: &str, layers: &str, hear: Function) -> Widget {
    let mut view = View::default();
    for layer in Layer::ALL.iter().filter(|layer| !layers.is_empty() && !names(layers, **layer)) {
        view.toggle_layer(*layer);
    }
    let work = Rc::new(Work { view, ..Work::default() });
    let props = HostProps::new(engine, work, Hear::new(hear));
    Widget { app: yew::Renderer::<Host>::with_root_and_props(place, props.clone()).render(), props }
}

fn names(layers: &str, layer: Layer) -> bool {
    layers.split_whitespace().any(|name| name == layer.label())
}

/// What a link holds, as the program `links` reads it.
type Linked = (ValidDocument, View, bool, bool, bool, Option<Id>);

/// What a file holds, as the program `files` reads it.
type Opened = (ValidDocument, Vec<(String, String, Option<Labels>, Option<String>)>, bool, bool);

#[wasm_bindgen]
impl Widget {
    /// The text, as it was given.
    pub fn text(&self) -> String {
        self.props.text.to_string()
    }

    /// Shows another text.
    pub fn show(&mut self, text: &str) {
        self.set(HostProps { text: text.to_owned().into(), ..self.props.clone() });
    }

    /// Lets marks be corrected, or no longer.
    #[wasm_bindgen(js_name = readOnly)]
    pub fn read_only(&mut self, read_only: bool) {
        self.set(HostProps { read_only, ..self.props.clone() });
    }

    /// Shows what a link brought. Says what is wrong with it, if anything is: the beginning of the text is shown then, as far
    /// as it can be read.
    ///
    /// # Errors
    /// When the bytes are not what `links` makes of a link.
    pub fn link(&mut self, opened: &[u8]) -> Result<Option<String>, String> {
        let opened: Result<Linked, (String, String)> =
            postcard::from_bytes(opened).map_err(|error| error.to_string())?;
        let (text, work, mark, problem) = match opened {
            Err((problem, beginning)) => (beginning, Work::default(), None, Some(problem)),
            Ok((document, view, _, frozen, reader_first, mark)) => {
                let Document { text, edits, annotations, .. } = document.into_inner();
                let frozen = frozen.then(|| annotations.into());
                let sent = Work { history: History::of(edits), view, frozen, answers: Answers::None };
                let work = if reader_first { Work::of_class(Canonical::new(&text).text(), sent) } else { sent };
                (text, work, mark, None)
            }
        };
        self.another(text, work, mark);
        Ok(problem)
    }

    /// Shows the marks of a `reportedly/1` file that `files` has opened, in the place of those that are found.
    ///
    /// # Errors
    /// When the bytes are not what `files` makes of a file.
    pub fn annotations(&mut self, opened: &[u8]) -> Result<(), String> {
        let (document, ..): Opened = postcard::from_bytes(opened).map_err(|error| error.to_string())?;
        let Document { text, edits, annotations, .. } = document.into_inner();
        let view = self.view();
        let work = Work { history: History::of(edits), view, frozen: Some(annotations.into()), answers: Answers::None };
        self.another(text, work, None);
        Ok(())
    }

    /// Shows the marks that are found, and no others.
    pub fn reset(&mut self) {
        let work = Work { view: self.view(), ..Work::default() };
        self.another(self.props.text.to_string(), work, None);
    }

    /// Ends it, and the engine with the last one.
    pub fn destroy(self) {
        self.app.destroy();
    }

    /// What `files` saves: postcard of a `Document`, an `Vec<Aside>` and a `View`. Nothing while there are no marks.
    pub fn leaving(&self) -> Option<Vec<u8>> {
        let (document, asides, view) = self.document()?;
        postcard::to_allocvec(&(document, asides, view)).ok()
    }

    /// What `links` makes a link of, to a mark if there is one. Nothing while there are no marks.
    pub fn linked(&self, mark: Option<String>) -> Option<Vec<u8>> {
        let (document, _, view) = self.document()?;
        let frozen = self.props.shown.get().is_some_and(|shown| shown.work.frozen.is_some());
        postcard::to_allocvec(&(document, view, false, frozen, false, mark.map(Id::new), false)).ok()
    }

    /// Whether there is an annotation of this id, shown or not.
    pub fn has(&self, id: &str) -> bool {
        self.props.shown.get().is_some_and(|shown| shown.analysis.annotations.iter().any(|one| one.id.as_str() == id))
    }

    /// Where spans of the text that is shown lie in the text that was given: pairs of bytes in, pairs of UTF-16 code units out.
    pub fn places(&self, spans: &[u32]) -> Vec<u32> {
        let given = &self.props.text;
        let (canonical, offsets) = (Canonical::new(given), Offsets::new(given));
        let place = |span: &[u32]| {
            let place = offsets.to_utf16(canonical.to_given(Span::new(span[0], span[1])));
            [place.start, place.end]
        };
        spans.chunks_exact(2).filter(|span| span[0] <= span[1]).flat_map(place).collect()
    }

    fn set(&mut self, props: HostProps) {
        self.props = props;
        self.app.update(self.props.clone());
    }

    /// Another document, with the work on it.
    fn another(&mut self, text: String, work: Work, mark: Option<Id>) {
        let document = self.props.document + 1;
        self.set(HostProps { text: text.into(), document, work: Rc::new(work), mark, ..self.props.clone() });
    }

    fn view(&self) -> View {
        self.props.shown.get().map(|shown| shown.work.view.clone()).unwrap_or_default()
    }

    fn document(&self) -> Option<(Document, Vec<Aside>, View)> {
        let Shown { text, analysis, work, .. } = self.props.shown.get()?;
        let document = Document {
            id: String::new(),
            text: text.to_string(),
            engine: Some(analysis.engine.to_string()),
            annotations: analysis.annotations.clone(),
            edits: work.history.edits().to_vec(),
            asides: analysis.asides.clone(),
            extra: Extra::default(),
        };
        Some((document, analysis.asides.clone(), work.view.clone()))
    }
}

fn main() {}
