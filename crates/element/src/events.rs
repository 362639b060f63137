//! The events of an element: what the page around it is told, and what it may refuse.

use std::collections::BTreeMap;
use std::rc::Rc;

use js_sys::{Array, Function, Object, Reflect};
use reportedly_document::{Annotation, Counts, Id, Label, Layer, Offsets, Origin, Span};
use reportedly_reader::{Failure, Snapshot};
use wasm_bindgen::JsValue;

/// The function that is called with the name of an event and its detail.
#[derive(Clone, Debug)]
pub(crate) struct EventSink(Rc<Function>);

impl PartialEq for EventSink {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// Whether something has happened, or is about to and can be refused.
#[derive(Clone, Copy)]
enum When {
    Before,
    After,
}

impl EventSink {
    pub(crate) fn new(callback: Function) -> EventSink {
        EventSink(Rc::new(callback))
    }

    /// Asks whether what is shown may become this.
    pub(crate) fn allows(&self, now: &Snapshot, then: &Snapshot) -> bool {
        self.changes(When::Before, now, then)
    }

    /// Sends an event for each thing that is new in what is shown.
    pub(crate) fn notify(&self, before: Option<&Snapshot>, now: &Snapshot) {
        let before = before.filter(|before| before.text == now.text && before.document == now.document);
        let read = match before {
            None => true,
            // Once more, with the model.
            Some(before) => same_history(before, now) && !Rc::ptr_eq(&before.analysis, &now.analysis),
        };
        if read {
            self.send(When::After, "annotated", &summary(now));
        }
        if let Some(before) = before {
            self.changes(When::After, before, now);
        }
    }

    /// There will be no marks of the text. This goes no further than the element's own scripts, which make an error of it.
    pub(crate) fn failed(&self, failure: &Failure) {
        let code = match failure {
            Failure::Unsupported | Failure::NotLoaded(_) => "load-failed",
            Failure::Broke(_) | Failure::Silent => "program-failed",
        };
        let detail = object([("code", code.into()), ("message", failure.reason().into())]);
        self.send(When::After, "failed", &detail);
    }

    /// Marks are drawn in another way than before. This and the next go no further than the element's own scripts.
    pub(crate) fn drawn(&self) {
        self.send(When::After, "drawn", &Object::new());
    }

    /// A person has chosen something in the panel, which leads to this byte of the canonical text.
    pub(crate) fn revealed(&self, byte: u32) {
        self.send(When::After, "revealed", &object([("byte", byte.into())]));
    }

    /// A mark is to be shared.
    pub(crate) fn share(&self, mark: &Id) {
        self.send(When::After, "share", &object([("id", mark.as_str().into())]));
    }

    /// Says what a person has changed, or wants to. Returns whether nobody refuses.
    fn changes(&self, when: When, before: &Snapshot, now: &Snapshot) -> bool {
        let mut allowed = true;
        if before.work.view != now.work.view {
            allowed &= self.send(when, "filterchange", &summary(now));
        }
        if !same_history(before, now) {
            allowed &= self.corrections(when, before, now);
        }
        let selected = now.selected_mark.as_ref().filter(|_| before.selected_mark != now.selected_mark);
        if let Some(annotation) =
            selected.and_then(|id| now.analysis.annotations.iter().find(|annotation| annotation.id == *id))
        {
            let detail = detail(annotation, &now.text, &Offsets::new(&now.text));
            allowed &= self.send(when, "annotation-selected", &detail);
        }
        allowed
    }

    fn corrections(&self, when: When, before: &Snapshot, now: &Snapshot) -> bool {
        let (old, new) = (by_id(before), by_id(now));
        // Of the same text.
        let offsets = Offsets::new(&now.text);
        let mut allowed = true;
        for annotation in &now.analysis.annotations {
            let what = match old.get(&annotation.id) {
                None => "annotation-created",
                Some(known) if *known != annotation => "annotation-updated",
                Some(_) => continue,
            };
            allowed &= self.send(when, what, &detail(annotation, &now.text, &offsets));
        }
        for annotation in before.analysis.annotations.iter().filter(|annotation| !new.contains_key(&annotation.id)) {
            allowed &= self.send(when, "annotation-removed", &detail(annotation, &now.text, &offsets));
        }
        allowed
    }

    /// Sends an event. Returns whether it was not refused.
    fn send(&self, when: When, what: &str, detail: &Object) -> bool {
        let name = match when {
            When::Before => ["before-", what].concat(),
            When::After => what.to_owned(),
        };
        // A listener that throws must not take the reader with it; the browser reports it.
        self.0.call2(&JsValue::NULL, &name.into(), detail).map_or(true, |answer| !answer.is_falsy())
    }
}

fn same_history(one: &Snapshot, other: &Snapshot) -> bool {
    one.work.history == other.work.history
}

fn by_id(shown: &Snapshot) -> BTreeMap<&Id, &Annotation> {
    shown.analysis.annotations.iter().map(|annotation| (&annotation.id, annotation)).collect()
}

/// How many marks there are of each layer, and which layers are shown.
fn summary(now: &Snapshot) -> Object {
    let counts = Counts::of(&now.analysis.annotations, &now.analysis.asides, &now.work.view);
    let count = |layer: Layer| (layer.label(), counts.layer(layer).into());
    let shown = Layer::ALL.iter().filter(|layer| now.work.view.shows_layer(**layer));
    let shown: Array = shown.map(|layer| JsValue::from(layer.label())).collect();
    object(Layer::ALL.iter().copied().map(count).chain([("layers", shown.into())]))
}

/// An annotation of a text. Its offsets are code points, half open.
fn detail(annotation: &Annotation, text: &str, offsets: &Offsets<'_>) -> Object {
    let cover = annotation.cover();
    let Span { start, end, .. } = offsets.to_chars(cover);
    object([
        ("id", annotation.id.as_str().into()),
        ("layer", annotation.layer().label().into()),
        ("text", cover.of(text).into()),
        ("start", start.into()),
        ("end", end.into()),
        ("byPerson", (annotation.origin != Origin::Machine).into()),
    ])
}

fn object<'a>(fields: impl IntoIterator<Item = (&'a str, JsValue)>) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        Reflect::set(&object, &name.into(), &value).expect("a new object takes any field");
    }
    object
}
