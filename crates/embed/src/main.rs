//! The reader behind wasm-bindgen: what `static/embed/reportedly.js` mounts into the shadow root of a `<reportedly-text>`.
//!
//! It knows an element to draw into, a text, and a function that hears what happens. Attributes, events and all else that
//! makes an element of it are JavaScript's, which can extend `HTMLElement` where Rust cannot.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Function, Object, Reflect};
use reportedly_document::{Annotation, Aside, Counts, Document, Extra, Id, Label, Layer, Offsets, Origin, Span, View};
use reportedly_page::{Reader, Settings, Shown, Work};
use wasm_bindgen::prelude::*;
use web_sys::Element;
use yew::prelude::*;

/// A mounted reader.
#[derive(Debug)]
#[wasm_bindgen]
pub struct Widget {
    app: AppHandle<Host>,
    props: HostProps,
}

/// Mounts a reader into an element. `engine` is the absolute address of `engine-worker.js`; `layers` names those that are
/// shown, all where it is empty. `hear` is called with the name of an event and its detail.
#[wasm_bindgen]
pub fn mount(place: Element, text: &str, engine: &str, read_only: bool, layers: &str, hear: Function) -> Widget {
    let mut view = View::default();
    for layer in Layer::ALL.iter().filter(|layer| !layers.is_empty() && !names(layers, **layer)) {
        view.toggle_layer(*layer);
    }
    let props = HostProps {
        text: text.to_owned().into(),
        engine: engine.to_owned().into(),
        read_only,
        work: Rc::new(Work { view, ..Work::default() }),
        hear: Hear(Rc::new(hear)),
        shown: Shared::default(),
    };
    Widget { app: yew::Renderer::<Host>::with_root_and_props(place, props.clone()).render(), props }
}

fn names(layers: &str, layer: Layer) -> bool {
    layers.split_whitespace().any(|name| name == layer.label())
}

#[wasm_bindgen]
impl Widget {
    /// Shows another text, or lets it be corrected or no longer.
    pub fn update(&mut self, text: &str, read_only: bool) {
        self.props = HostProps { text: text.to_owned().into(), read_only, ..self.props.clone() };
        self.app.update(self.props.clone());
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

    /// What `links` makes a link of. Nothing while there are no marks.
    pub fn linked(&self) -> Option<Vec<u8>> {
        let (document, _, view) = self.document()?;
        postcard::to_allocvec(&(document, view, false, false, false, None::<Id>, false)).ok()
    }

    fn document(&self) -> Option<(Document, Vec<Aside>, View)> {
        let shown = self.props.shown.0.borrow();
        let Shown { text, analysis, work, .. } = shown.as_ref()?;
        let document = Document {
            id: String::new(),
            text: text.to_string(),
            engine: Some(analysis.engine.to_string()),
            annotations: analysis.annotations.clone(),
            edits: work.history.edits().to_vec(),
            extra: Extra::default(),
        };
        Some((document, analysis.asides.clone(), work.view.clone()))
    }
}

/// The function that hears what happens.
#[derive(Clone, Debug)]
struct Hear(Rc<Function>);

impl PartialEq for Hear {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Hear {
    fn say(&self, what: &str, detail: &Object) {
        // A listener that throws must not take the reader with it; the browser reports it.
        let _ = self.0.call2(&JsValue::NULL, &what.into(), detail);
    }
}

/// What the reader shows, for who asks.
#[derive(Clone, Debug, Default)]
struct Shared(Rc<RefCell<Option<Shown>>>);

impl PartialEq for Shared {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
struct HostProps {
    text: AttrValue,
    engine: AttrValue,
    read_only: bool,
    work: Rc<Work>,
    hear: Hear,
    shown: Shared,
}

/// Keeps the settings, and tells the page around it what has changed.
#[derive(Debug)]
struct Host {
    settings: Settings,
}

enum Happened {
    Shown(Shown),
    Settings(Settings),
}

impl Component for Host {
    type Message = Happened;
    type Properties = HostProps;

    fn create(_: &Context<Self>) -> Self {
        Host { settings: Settings::default() }
    }

    fn update(&mut self, ctx: &Context<Self>, happened: Happened) -> bool {
        let HostProps { hear, shown: Shared(known), .. } = ctx.props();
        match happened {
            Happened::Settings(settings) => {
                self.settings = settings;
                true
            }
            Happened::Shown(shown) => {
                let before = known.replace(Some(shown.clone()));
                tell(hear, before.as_ref(), &shown);
                false
            }
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let HostProps { text, engine, read_only, work, .. } = ctx.props();
        html! {
            <Reader
                text={text.clone()}
                engine={engine.clone()}
                read_only={*read_only}
                work={work.clone()}
                settings={self.settings}
                on_change={ctx.link().callback(Happened::Shown)}
                on_settings={ctx.link().callback(Happened::Settings)}
            />
        }
    }
}

/// Says what is new in what is shown.
fn tell(hear: &Hear, before: Option<&Shown>, now: &Shown) {
    let counts = Counts::of(&now.analysis.annotations, &now.analysis.asides, &now.work.view);
    let count = |layer: Layer| (layer.label(), counts.layer(layer).into());
    let shown = Layer::ALL.iter().filter(|layer| now.work.view.shows_layer(**layer));
    let shown: Array = shown.map(|layer| JsValue::from(layer.label())).collect();
    let summary = object(Layer::ALL.iter().copied().map(count).chain([("layers", shown.into())]));
    let before = before.filter(|before| before.text == now.text);
    let Some(before) = before else { return hear.say("annotated", &summary) };
    if before.work.view != now.work.view {
        hear.say("filterchange", &summary);
    }
    if Rc::ptr_eq(&before.analysis, &now.analysis) {
        return;
    }
    if before.work.history == now.work.history {
        // Read once more, with the model.
        return hear.say("annotated", &summary);
    }
    let offsets = Offsets::new(&now.text);
    let detail = |annotation: &Annotation| {
        let cover = annotation.cover();
        let Span { start, end, .. } = offsets.to_chars(cover);
        object([
            ("id", annotation.id.as_str().into()),
            ("layer", annotation.layer().label().into()),
            ("text", cover.of(&now.text).into()),
            // Code points, half open.
            ("start", start.into()),
            ("end", end.into()),
            ("byPerson", (annotation.origin != Origin::Machine).into()),
        ])
    };
    let (old, new) = (&before.analysis.annotations, &now.analysis.annotations);
    let find = |all: &[Annotation], id: &Id| all.iter().find(|one| one.id == *id).cloned();
    for annotation in new {
        match find(old, &annotation.id) {
            None => hear.say("annotation-created", &detail(annotation)),
            Some(known) if known != *annotation => hear.say("annotation-updated", &detail(annotation)),
            Some(_) => {}
        }
    }
    for annotation in old.iter().filter(|annotation| find(new, &annotation.id).is_none()) {
        hear.say("annotation-removed", &detail(annotation));
    }
}

fn object<'a>(fields: impl IntoIterator<Item = (&'a str, JsValue)>) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        Reflect::set(&object, &name.into(), &value).expect("a new object takes any field");
    }
    object
}

fn main() {}
