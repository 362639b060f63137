//! The wasm side of `<reportedly-text>`: the reader that the element mounts into its shadow root.
//!
//! It knows an element to draw into, a text, and a function that is called with events. Attributes, events and all else that
//! makes an element of it are JavaScript's, which can extend `HTMLElement` where Rust cannot.

mod canonical_cache;
mod events;
mod host;
mod places;
mod strings;

use std::rc::Rc;

use js_sys::Function;
use reportedly_document::{Canonical, Document, Extra, History, Id, Label, Layer, Part, Span, View};
use reportedly_protocol::{
    DamagedLink, ExportRequest, LinkContent, LinkRequest, OpenedFile, OpenedLink, decode, encode,
};
use reportedly_reader::{Command, Outcome, QuizMode, Snapshot, UnknownCommand, UserWork, register_loader};
use wasm_bindgen::prelude::*;
use web_sys::Element;
use yew::prelude::*;

use canonical_cache::CanonicalCache;
use events::EventSink;
use host::{Host, HostProps};
use places::Places;

/// A mounted reader.
#[derive(Debug)]
#[wasm_bindgen]
pub struct Widget {
    app: AppHandle<Host>,
    props: HostProps,
    canonical: CanonicalCache,
}

/// Mounts a reader without a text into an element. `loader` is the module `program-loader.js`; `layers` names those that are
/// shown, all where it is empty.
///
/// `on_event` is called with the name of an event and its detail. For an event whose name begins with `before-` it returns
/// whether that may happen. `failed`, with a `code` and a `message`, says that there will be no marks of the text.
#[wasm_bindgen]
pub fn mount(root: Element, loader: JsValue, layers: &str, on_event: Function) -> Widget {
    let work = Rc::new(UserWork { view: with_layers(View::default(), layers), ..UserWork::default() });
    let props = HostProps::new(&register_loader(&loader), work, EventSink::new(on_event));
    Widget {
        app: yew::Renderer::<Host>::with_root_and_props(root, props.clone()).render(),
        props,
        canonical: CanonicalCache::default(),
    }
}

/// The view in which these layers are shown, given by their names with spaces between them; all where there is none.
fn with_layers(mut view: View, layers: &str) -> View {
    for layer in Layer::ALL.iter().copied() {
        let is_named = layers.is_empty() || layers.split_whitespace().any(|name| name == layer.label());
        if view.shows_layer(layer) != is_named {
            view.toggle_layer(layer);
        }
    }
    view
}

#[wasm_bindgen]
impl Widget {
    /// The text, as it was given.
    pub fn text(&self) -> String {
        self.props.text.to_string()
    }

    /// Shows another text. `known` is what is known of its lines (`KnownLines`), where something is known.
    pub fn show(&mut self, text: &str, known: Option<String>) {
        let known = known.unwrap_or_default().into();
        self.set(HostProps { text: text.to_owned().into(), known, ..self.props.clone() });
    }

    /// Lets marks be corrected, or no longer.
    #[wasm_bindgen(js_name = readOnly)]
    pub fn read_only(&mut self, read_only: bool) {
        self.set(HostProps { read_only, ..self.props.clone() });
    }

    /// Whether what is shown is about the text that was set last, or there is nothing in that to mark.
    #[wasm_bindgen(js_name = isMarked)]
    pub fn is_marked(&self) -> bool {
        self.current().is_some() || self.canonical().text().is_empty()
    }

    /// Shows what a link brought: in these layers, where they are given, else in those that the link names. Says what is wrong
    /// with it, if anything is: the beginning of the text is shown then, as far as it can be read.
    ///
    /// # Errors
    /// When the bytes are not what `links` makes of a link.
    pub fn link(&mut self, opened: &[u8], layers: Option<String>) -> Result<Option<String>, String> {
        let (text, work, mark, problem) = match decode::<OpenedLink>(opened)? {
            Err(DamagedLink { problem, beginning }) => (beginning, UserWork::default(), None, Some(problem)),
            Ok(content) => {
                let mark = content.mark.clone();
                let (text, mut work) = UserWork::of_link(content);
                if let Some(layers) = layers {
                    work.view = with_layers(work.view, &layers);
                }
                (text, work, mark, None)
            }
        };
        self.replace_document(text, work, mark);
        Ok(problem)
    }

    /// Shows the marks of a `reportedly/1` file that `files` has opened, in the place of those that are found.
    ///
    /// # Errors
    /// When the bytes are not what `files` makes of a file.
    pub fn annotations(&mut self, opened: &[u8]) -> Result<(), String> {
        let OpenedFile { document, .. } = decode::<OpenedFile>(opened)?;
        let Document { text, edits, annotations, .. } = document.into_inner();
        let view = self.view();
        let work =
            UserWork { history: History::of(edits), view, frozen: Some(annotations.into()), answers: QuizMode::None };
        self.replace_document(text, work, None);
        Ok(())
    }

    /// Shows the marks that are found, and no others.
    pub fn reset(&mut self) {
        let work = UserWork { view: self.view(), ..UserWork::default() };
        self.replace_document(self.props.text.to_string(), work, None);
    }

    /// Ends it, and the engine with the last one.
    pub fn destroy(self) {
        self.app.destroy();
    }

    /// What `files` saves, an `ExportRequest`. Nothing while there are no marks.
    #[wasm_bindgen(js_name = leaving)]
    pub fn export_payload(&self) -> Option<Vec<u8>> {
        encode(&self.export_request()?).ok()
    }

    /// What `links` makes a link of, a `LinkRequest`, to a mark if there is one. Nothing while there are no marks.
    #[wasm_bindgen(js_name = linked)]
    pub fn link_payload(&self, mark: Option<String>) -> Option<Vec<u8>> {
        let ExportRequest { document, view, .. } = self.export_request()?;
        let frozen = self.props.handle.snapshot().is_some_and(|shown| shown.work.frozen.is_some());
        let mark = mark.map(Id::new);
        let content = LinkContent { document, view, excerpt: false, frozen, reader_first: false, mark };
        encode(&LinkRequest { content, without_notes: false }).ok()
    }

    /// Whether there is an annotation of this id, shown or not.
    pub fn has(&self, id: &str) -> bool {
        self.props
            .handle
            .snapshot()
            .is_some_and(|shown| shown.analysis.annotations.iter().any(|one| one.id.as_str() == id))
    }

    /// The marks as they are drawn, for a page that has them drawn in its own article: five numbers for each part of a mark in a
    /// segment. They are the name of the segment, where it begins and ends in the text that was given, in UTF-16 code units, the
    /// number of the part in [`part_names`], and 1 if it is unsure plus 2 if it stands out.
    #[wasm_bindgen(js_name = drawnParts)]
    pub fn drawn_parts(&self) -> Vec<u32> {
        let canonical = self.canonical();
        let places = Places::new(&self.props.text, &canonical);
        self.props.handle.drawn_parts().iter().flat_map(|drawn| places.row(drawn)).collect()
    }

    /// The words that a person looks for, for such a page: three numbers for each place. They are where it begins and ends in the
    /// text that was given, in UTF-16 code units, and 1 if the person was led to it last.
    #[wasm_bindgen(js_name = foundWords)]
    pub fn found_words(&self) -> Vec<u32> {
        let canonical = self.canonical();
        let places = Places::new(&self.props.text, &canonical);
        let row = |(span, is_current)| {
            let [start, end] = places.of(span);
            [start, end, u32::from(is_current)]
        };
        self.props.handle.found_words().into_iter().flat_map(row).collect()
    }

    /// Where a byte of the canonical text lies in the text that was given: where its character begins and ends there, in UTF-16
    /// code units.
    #[wasm_bindgen(js_name = placeOf)]
    pub fn place_of(&self, byte: u32) -> Vec<u32> {
        let canonical = self.canonical();
        let end = canonical.text().get(byte as usize..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        Places::new(&self.props.text, &canonical).of(Span::new(byte, byte + end as u32)).into()
    }

    /// The segment that a mark begins with, by its name; nothing where there is no such mark to be seen.
    #[wasm_bindgen(js_name = segmentOf)]
    pub fn segment_of(&self, mark: &str) -> Option<u32> {
        self.props.handle.segment_of(&Id::new(mark))
    }

    /// Opens the card of a segment, as a click on it does.
    #[wasm_bindgen(js_name = openCard)]
    pub fn open_card(&self, segment: u32) {
        self.props.handle.open_card(segment);
    }

    /// Shows these layers, given by their names with spaces between them, and no others. The page is asked once. Returns whether
    /// it did not refuse.
    ///
    /// # Errors
    /// When a name is of no layer, or nothing is mounted yet.
    #[wasm_bindgen(js_name = setLayers)]
    pub fn set_layers(&self, names: &str) -> Result<bool, String> {
        let layer = |name: &str| {
            let known = Layer::ALL.iter().copied().find(|layer| layer.label() == name);
            known.ok_or_else(|| format!("there is no layer {name}"))
        };
        let layers = names.split_whitespace().map(layer).collect::<Result<Vec<Layer>, String>>()?;
        match self.props.handle.set_layers(&layers) {
            Outcome::Done | Outcome::Scheduled => Ok(true),
            Outcome::Refused => Ok(false),
            Outcome::NotMounted => Err("the reader is not mounted".to_owned()),
        }
    }

    /// Carries out a command of the reader, given in words as a button of the reader has them in `data-do`.
    ///
    /// # Errors
    /// When there is no such command.
    pub fn dispatch(&self, command: &str) -> Result<(), String> {
        let command: Command = command.parse().map_err(|error: UnknownCommand| error.to_string())?;
        self.props.handle.dispatch(command);
        Ok(())
    }

    fn set(&mut self, props: HostProps) {
        self.props = props;
        self.app.update(self.props.clone());
    }

    /// Another document, with the work on it.
    fn replace_document(&mut self, text: String, work: UserWork, mark: Option<Id>) {
        let document = self.props.document + 1;
        self.set(HostProps { text: text.into(), document, work: Rc::new(work), mark, ..self.props.clone() });
    }

    fn view(&self) -> View {
        self.props.handle.snapshot().map(|shown| shown.work.view.clone()).unwrap_or_default()
    }

    /// What is shown, if it is about the text that was set last.
    fn current(&self) -> Option<Snapshot> {
        let is_of_last =
            |shown: &Snapshot| shown.document == self.props.document && *shown.text == *self.canonical().text();
        self.props.handle.snapshot().filter(is_of_last)
    }

    fn canonical(&self) -> Rc<Canonical> {
        self.canonical.of(&self.props.text)
    }

    fn export_request(&self) -> Option<ExportRequest> {
        let Snapshot { text, analysis, work, .. } = self.current()?;
        let document = Document {
            id: String::new(),
            text: text.to_string(),
            engine: Some(analysis.engine.to_string()),
            annotations: analysis.annotations.clone(),
            edits: work.history.edits().to_vec(),
            asides: analysis.asides.clone(),
            extra: Extra::default(),
        };
        Some(ExportRequest { document, asides: analysis.asides.clone(), view: work.view.clone() })
    }
}

/// What the parts of a mark are called, with spaces between them.
#[wasm_bindgen(js_name = partNames)]
pub fn part_names() -> String {
    Part::ALL.map(Part::label).join(" ")
}

fn main() {}
