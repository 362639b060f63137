//! Edits in `reportedly/1`: `{"op": …}`, the fields of the mark that it is about, and those of the operation.

use serde_json::{Map, Value, json};

use super::{Error, Fields, write_extra};
use crate::annotation::{EntityKind, HedgeKind};
use crate::edit::{Anchor, Change, Edit, Labels, Op, Phrase, Speaker, Target};
use crate::id::Id;
use crate::labels::Label;
use crate::layer::{Layer, Part};
use crate::offsets::Offsets;
use crate::span::{Byte, Span};

/// The fields of a place, or of a mark, that stands in a field of its own.
const NESTED: [&str; 9] = ["layer", "id", "start", "end", "source", "cue", "content", "via", "lost"];

/// The parts of an attribution that have a field each.
const LISTS: [(&str, Part); 4] =
    [("source", Part::Source), ("cue", Part::Cue), ("content", Part::Content), ("via", Part::Via)];

pub(super) fn read(mut fields: Fields, text: &str, offsets: &Offsets<'_>) -> Result<Edit, Error> {
    let name: String = fields.require("op")?;
    fields.location = format!("{} ({name})", fields.location);
    let op = match name.as_str() {
        // A known operation that says more than this version can keep is one of a later version.
        _ if says_more(&fields.map) => Op::Unknown(name),
        "hide" => Op::Hide(phrase(&mut fields)?),
        "show" => Op::Show(phrase(&mut fields)?),
        "accept" | "reject" | "add" | "relabel" | "resize" | "speaker" | "note" | "reset" => {
            let (layer, target) = target(&mut fields, text, offsets)?;
            let change = match name.as_str() {
                "accept" => Change::Accept(labels(layer, &mut fields)?),
                "reject" => Change::Reject,
                "add" => Change::Add(labels(layer, &mut fields)?),
                "relabel" => Change::Relabel(labels(layer, &mut fields)?),
                "resize" => {
                    let to = &mut nested("to", &mut fields)?.ok_or_else(|| fields.error("`to` is missing"))?;
                    Change::Resize(anchor(layer, to, offsets)?)
                }
                "speaker" => Change::Speaker(speaker(&mut fields, text, offsets)?),
                "note" => Change::Note(fields.require("note")?),
                _ => Change::Reset,
            };
            Op::Mark(target, change)
        }
        _ => Op::Unknown(name),
    };
    Ok(Edit { op, extra: fields.rest() })
}

fn says_more(map: &Map<String, Value>) -> bool {
    let nested = ["to", "words", "refers_to"].into_iter().filter_map(|name| map.get(name)?.as_object());
    nested.flat_map(Map::keys).any(|name| !NESTED.contains(&name.as_str()))
}

fn phrase(fields: &mut Fields) -> Result<Phrase, Error> {
    Ok(Phrase { layer: fields.require_label("layer")?, words: fields.require("phrase")? })
}

/// A target without an id is the mark that its spans make.
fn target(fields: &mut Fields, text: &str, offsets: &Offsets<'_>) -> Result<(Layer, Target), Error> {
    let layer: Layer = fields.require_label("layer")?;
    let id = fields.take::<String>("id")?.map(Id::new);
    let anchor = anchor(layer, fields, offsets)?;
    let target = match id {
        Some(id) => Some(Target { id, anchor }),
        None => Target::derived(text, anchor),
    };
    Ok((layer, target.ok_or_else(|| fields.error("`id` is missing"))?))
}

fn anchor(layer: Layer, fields: &mut Fields, offsets: &Offsets<'_>) -> Result<Anchor, Error> {
    let lost: Option<String> = fields.take("lost")?;
    let own = lost.as_deref().map(Offsets::new);
    let offsets = own.as_ref().unwrap_or(offsets);
    let spans = match layer {
        // What made no sense when it was lost has no place even in the words that were kept.
        Layer::Entity | Layer::Hedge if lost.is_some() && !fields.map.contains_key("start") => Vec::new(),
        Layer::Entity => vec![(Part::Entity, fields.span(offsets)?)],
        Layer::Hedge => vec![(Part::Hedge, fields.span(offsets)?)],
        Layer::Attribution => {
            let mut spans = Vec::new();
            for (name, part) in LISTS {
                spans.extend(fields.spans(name, offsets)?.into_iter().map(|span| (part, span)));
            }
            spans
        }
    };
    Ok(Anchor { spans, lost })
}

/// Nobody, where there is none of these fields. So another way to say who speaks has to be an operation of another name: this
/// version would read it as nobody.
fn speaker(fields: &mut Fields, text: &str, offsets: &Offsets<'_>) -> Result<Speaker, Error> {
    if let Some(name) = fields.take("name")? {
        return Ok(Speaker::Named(name));
    }
    if let Some(mut words) = nested("words", fields)? {
        return Ok(Speaker::Words(anchor(Layer::Attribution, &mut words, offsets)?));
    }
    match nested("refers_to", fields)? {
        Some(mut named) => Ok(Speaker::RefersTo(target(&mut named, text, offsets)?.1)),
        None => Ok(Speaker::Nobody),
    }
}

fn labels(layer: Layer, fields: &mut Fields) -> Result<Labels, Error> {
    Ok(match layer {
        Layer::Entity => Labels::Entity(fields.require_label::<EntityKind>("kind")?),
        Layer::Hedge => Labels::Hedge(fields.require_label::<HedgeKind>("kind")?),
        Layer::Attribution => Labels::Attribution {
            form: fields.take_label("form")?,
            source_class: fields.take_label("source_class")?,
            stance: fields.take_label("stance")?,
        },
    })
}

/// An object in a field.
fn nested(name: &str, fields: &mut Fields) -> Result<Option<Fields>, Error> {
    let Some(map) = fields.take::<Map<String, Value>>(name)? else { return Ok(None) };
    Ok(Some(Fields { location: format!("{}: `{name}`", fields.location), map }))
}

/// Writes an edit. Whatever it is, it can be read again: a place that makes no sense is written as a lost one.
pub(super) fn write(edit: &Edit, text: &str, offsets: &Offsets<'_>) -> Value {
    let mut writer = Writer { map: Map::new(), text, offsets };
    match &edit.op {
        Op::Hide(phrase) => writer.phrase("hide", phrase),
        Op::Show(phrase) => writer.phrase("show", phrase),
        Op::Unknown(name) => writer.set("op", name.as_str()),
        Op::Mark(target, change) => {
            writer.set("op", name(change));
            let layer = layer(target, change, text);
            writer.target(target, layer);
            writer.change(change, layer);
        }
    }
    write_extra(&edit.extra, &mut writer.map);
    Value::Object(writer.map)
}

fn name(change: &Change) -> &'static str {
    match change {
        Change::Accept(_) => "accept",
        Change::Reject => "reject",
        Change::Add(_) => "add",
        Change::Relabel(_) => "relabel",
        Change::Resize(_) => "resize",
        Change::Speaker(_) => "speaker",
        Change::Note(_) => "note",
        Change::Reset => "reset",
    }
}

/// The layer of what an edit is about, by what is done to it where that tells.
fn layer(target: &Target, change: &Change, text: &str) -> Layer {
    match change {
        Change::Accept(labels) | Change::Add(labels) | Change::Relabel(labels) => labels.layer(),
        // A name has no speaker, and an edit that gives it one comes back as it was all the same.
        Change::Speaker(_) | Change::Resize(_) | Change::Reject | Change::Note(_) | Change::Reset => {
            sound_layer(&target.anchor, text).unwrap_or(Layer::Attribution)
        }
    }
}

/// The layer of a place that makes sense.
fn sound_layer(anchor: &Anchor, text: &str) -> Option<Layer> {
    anchor.layer().filter(|_| anchor.is_sound(anchor.lost.as_deref().unwrap_or(text)))
}

struct Writer<'a> {
    map: Map<String, Value>,
    text: &'a str,
    offsets: &'a Offsets<'a>,
}

impl Writer<'_> {
    fn set(&mut self, name: &str, value: impl Into<Value>) {
        self.map.insert(name.to_owned(), value.into());
    }

    fn phrase(&mut self, op: &str, phrase: &Phrase) {
        self.set("op", op);
        self.set("layer", phrase.layer.label());
        self.set("phrase", phrase.words.as_str());
    }

    fn target(&mut self, target: &Target, layer: Layer) {
        self.set("layer", layer.label());
        self.set("id", target.id.as_str());
        self.anchor(&target.anchor, layer);
    }

    fn anchor(&mut self, anchor: &Anchor, layer: Layer) {
        let own = anchor.lost.as_deref().map(Offsets::new);
        let offsets = own.as_ref().unwrap_or(self.offsets);
        let makes_sense = sound_layer(anchor, self.text) == Some(layer);
        if makes_sense {
            let pair = |span: Span<Byte>| {
                let span = offsets.to_chars(span);
                (span.start, span.end)
            };
            if let &[(Part::Entity | Part::Hedge, span)] = anchor.spans.as_slice() {
                let (start, end) = pair(span);
                self.map.insert("start".to_owned(), start.into());
                self.map.insert("end".to_owned(), end.into());
            }
            for (name, part) in LISTS {
                let spans = anchor.spans.iter().filter(|(of, _)| *of == part);
                let pairs: Vec<_> = spans.map(|&(_, span)| json!(pair(span))).collect();
                if !pairs.is_empty() {
                    self.map.insert(name.to_owned(), pairs.into());
                }
            }
        }
        // Of an attribution, no spans can be read again as such: its id may say which one it is.
        let is_nowhere = anchor.spans.is_empty() && layer == Layer::Attribution;
        let lost = anchor.lost.as_deref().or((!makes_sense && !is_nowhere).then_some(""));
        if let Some(lost) = lost {
            self.set("lost", lost);
        }
    }

    fn nested(&mut self, name: &str, write: impl FnOnce(&mut Writer<'_>)) {
        let mut inner = Writer { map: Map::new(), text: self.text, offsets: self.offsets };
        write(&mut inner);
        self.set(name, inner.map);
    }

    fn change(&mut self, change: &Change, layer: Layer) {
        match change {
            Change::Accept(labels) | Change::Add(labels) | Change::Relabel(labels) => self.labels(*labels),
            Change::Resize(to) => self.nested("to", |inner| inner.anchor(to, layer)),
            Change::Speaker(Speaker::Words(words)) => {
                self.nested("words", |inner| inner.anchor(words, Layer::Attribution));
            }
            Change::Speaker(Speaker::RefersTo(named)) => {
                let layer = sound_layer(&named.anchor, self.text).unwrap_or(Layer::Attribution);
                self.nested("refers_to", |inner| inner.target(named, layer));
            }
            Change::Speaker(Speaker::Named(name)) => self.set("name", name.as_str()),
            Change::Note(note) => self.set("note", note.as_str()),
            Change::Reject | Change::Reset | Change::Speaker(Speaker::Nobody) => {}
        }
    }

    fn labels(&mut self, labels: Labels) {
        match labels {
            Labels::Entity(kind) => self.set("kind", kind.label()),
            Labels::Hedge(kind) => self.set("kind", kind.label()),
            Labels::Attribution { form, source_class, stance } => {
                let labels = [
                    ("form", form.map(Label::label)),
                    ("source_class", source_class.map(Label::label)),
                    ("stance", stance.map(Label::label)),
                ];
                for (name, label) in labels {
                    if let Some(label) = label {
                        self.set(name, label);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::document::Document;
    use crate::json;

    /// A file about “Öl” with these edits.
    fn file(edits: &str) -> String {
        format!(
            r#"{{"format":"reportedly/1","id":"","text":"“Öl” may rise, she said.","annotations":[],"edits":[{edits}]}}"#
        )
    }

    fn round_trip(edits: &str) -> Document {
        let document = json::read(&file(edits)).expect("the file is a document");
        assert_eq!(json::write(&document), file(edits));
        document
    }

    #[test]
    fn nothing_is_lost_on_a_round_trip() {
        let edits = [
            r#"{"op":"accept","layer":"entity","id":"e1","start":1,"end":3,"kind":"other","when":"2026-11-23"}"#,
            r#"{"op":"reject","layer":"hedge","id":"h1","start":5,"end":8}"#,
            r#"{"op":"add","layer":"attribution","id":"a1","source":[[15,18]],"cue":[[19,23]],"content":[[0,13]],"form":"mixed"}"#,
            r#"{"op":"relabel","layer":"hedge","id":"h1","start":5,"end":8,"kind":"likelihood"}"#,
            r#"{"op":"resize","layer":"entity","id":"e1","start":1,"end":3,"to":{"start":0,"end":4}}"#,
            r#"{"op":"resize","layer":"attribution","id":"a1","content":[[0,13]],"to":{"content":[[0,4],[9,13]]}}"#,
            r#"{"op":"speaker","layer":"attribution","id":"a1","content":[[0,13]],"words":{"source":[[15,18]]}}"#,
            r#"{"op":"speaker","layer":"attribution","id":"a1","content":[[0,13]],"refers_to":{"layer":"entity","id":"e1","start":1,"end":3}}"#,
            r#"{"op":"speaker","layer":"attribution","id":"a1","content":[[0,13]]}"#,
            r#"{"op":"speaker","layer":"attribution","id":"a1","content":[[0,13]],"name":"Öl \"Ito\""}"#,
            r#"{"op":"note","layer":"hedge","id":"h1","start":2,"end":4,"lost":"É may","note":"sure?"}"#,
            r#"{"op":"reset","layer":"hedge","id":"h1","start":5,"end":8}"#,
            r#"{"op":"hide","layer":"hedge","phrase":"may"}"#,
            r#"{"op":"show","layer":"hedge","phrase":"may"}"#,
        ];
        let document = round_trip(&edits.join(","));
        let words: Vec<_> =
            document.edits.iter().filter_map(|edit| Some(edit.target()?.anchor.words(&document.text))).collect();
        assert_eq!(words[..3], ["Öl", "may", "she … said … “Öl” may rise"]);
        assert_eq!(words[10], "ma", "what is lost counts in the words that were kept");
    }

    /// An edit that names its mark by the id alone is carried out, and stays so when the file is saved and opened again.
    #[test]
    fn an_edit_without_spans_is_not_lost_by_saving_it() {
        for edit in [
            r#"{"op":"reject","layer":"attribution","id":"a1"}"#,
            r#"{"op":"resize","layer":"attribution","id":"a1","content":[[0,13]],"to":{}}"#,
            r#"{"op":"speaker","layer":"attribution","id":"a1","words":{}}"#,
        ] {
            assert!(!round_trip(edit).edits[0].is_lost(), "{edit}");
        }
    }

    #[test]
    fn an_edit_of_another_layer_s_mark_has_its_place_when_it_comes_back() {
        for layer in ["entity", "hedge"] {
            let edit = format!(r#"{{"op":"speaker","layer":"{layer}","id":"m1","start":0,"end":2,"name":"Ana"}}"#);
            assert!(!round_trip(&edit).edits[0].is_lost(), "{edit}");
        }
    }

    #[test]
    fn what_a_later_version_does_is_kept() {
        let edits = [
            r#"{"op":"merge","with":["a2",{"deep":1.5}],"layer":"mood"}"#,
            r#"{"op":"resize","layer":"entity","id":"e1","start":1,"end":3,"to":{"start":0,"end":4,"soft":true}}"#,
        ];
        let document = round_trip(&edits.join(","));
        let conflicts = crate::resolve(&document.text, &[], &document.edits).conflicts;
        assert_eq!(conflicts.iter().map(|conflict| conflict.reason).collect::<Vec<_>>(), [crate::Reason::Unknown; 2]);
    }

    #[test]
    fn an_id_may_be_left_out() {
        let edits = r#"{"op":"add","layer":"entity","start":1,"end":3,"kind":"other"}"#;
        let document = json::read(&file(edits)).expect("the file is a document");
        assert!(document.edits[0].target().expect("it has one").is_derived(&document.text));
    }

    #[test]
    fn messages() {
        let check = |edit: &str| json::read(&file(edit)).expect_err("it should be refused").to_string();
        insta::assert_snapshot!(check("5"), @"the file holds a single value where an object is expected");
        insta::assert_snapshot!(check("{}"), @"edit 1: `op` is missing");
        insta::assert_snapshot!(check(r#"{"op":"hide","layer":"hedge"}"#), @"edit 1 (hide): `phrase` is missing");
        insta::assert_snapshot!(check(r#"{"op":"accept","layer":"hedge","id":"h1","start":5,"end":8,"kind":"place"}"#), @r#"edit 1 (accept): `kind`: unknown hedge kind "place"; known are: modal, likelihood, hearsay, appearance, belief, approximation, condition, tentative"#);
        insta::assert_snapshot!(check(r#"{"op":"reject","layer":"hedge","id":"h1","start":5,"end":80}"#), @"edit 1 (reject): the span [5, 80) is outside the text (0..24)");
        insta::assert_snapshot!(check(r#"{"op":"resize","layer":"hedge","id":"h1","start":5,"end":8}"#), @"edit 1 (resize): `to` is missing");
        insta::assert_snapshot!(check(r#"{"op":"resize","layer":"hedge","id":"h1","start":5,"end":8,"to":{"start":8}}"#), @"edit 1 (resize): `to`: `end` is missing");
        insta::assert_snapshot!(check(r#"{"op":"speaker","layer":"attribution","id":"a","refers_to":7}"#), @"edit 1 (speaker): `refers_to`: invalid type: integer `7`, expected a map");
    }
}
