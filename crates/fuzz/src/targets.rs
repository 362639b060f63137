//! The list of targets.

mod edits;
mod exports;
mod files;
mod links;
mod messages;
mod texts;

/// Something that must hold for any bytes.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// What it is called on the command line and in `fuzz/`.
    pub name: &'static str,
    /// Panics if an input breaks what the target promises.
    pub run: fn(&[u8]),
    /// What inputs look like.
    pub inputs: Inputs,
}

/// What the inputs of a target look like: which samples they begin with, and how they are cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inputs {
    /// News texts.
    Text,
    /// Web pages.
    Html,
    /// Files with marks.
    Json,
    /// Links.
    Link,
    /// A document as [`Case`](crate::case::Case) reads it, or other bytes without a form.
    Bytes,
    /// Messages between programs.
    Message,
}

/// Every target. What is cheap comes first.
pub const TARGETS: &[Target] = &[
    Target { name: "canonical", run: texts::canonical, inputs: Inputs::Text },
    Target { name: "messages", run: messages::messages, inputs: Inputs::Message },
    Target { name: "link-decode", run: links::decode, inputs: Inputs::Link },
    Target { name: "link-payload", run: links::payload, inputs: Inputs::Bytes },
    Target { name: "link-encode", run: links::encode, inputs: Inputs::Bytes },
    Target { name: "open-text", run: files::open_text, inputs: Inputs::Text },
    Target { name: "open-html", run: files::open_html, inputs: Inputs::Html },
    Target { name: "open-json", run: files::open_json, inputs: Inputs::Json },
    Target { name: "edits", run: edits::edits, inputs: Inputs::Bytes },
    Target { name: "lists", run: edits::lists, inputs: Inputs::Bytes },
    Target { name: "export-text", run: exports::text, inputs: Inputs::Bytes },
    Target { name: "export-office", run: exports::office, inputs: Inputs::Bytes },
    Target { name: "engine-rules", run: texts::engine_rules, inputs: Inputs::Text },
    Target { name: "engine-model", run: texts::engine_model, inputs: Inputs::Text },
    Target { name: "model-file", run: texts::model_file, inputs: Inputs::Bytes },
];

/// The target of this name.
pub fn target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}
