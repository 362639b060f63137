//! Texts: their canonical form, and what the engine finds in them.

use std::sync::{Arc, LazyLock};

use reportedly_document::{Analysis, Canonical, Span};
use reportedly_engine::{Job, Model, Progress, annotate};

use crate::case::Reader;

#[path = "../../../engine/tests/invariants/mod.rs"]
mod invariants;

/// The model that visitors download.
static MODEL_FILE: &[u8] = include_bytes!("../../../../static/news.model");

static MODEL: LazyLock<Arc<Model>> =
    LazyLock::new(|| Arc::new(Model::read(MODEL_FILE).expect("the model that visitors download can be read")));

/// Beyond this many bytes, not every span is mapped back.
const MOST_SPANS: usize = 8;

/// Normalising twice is normalising once, and every span leads back to characters of the given text.
pub(super) fn canonical(input: &[u8]) {
    let given = String::from_utf8_lossy(input);
    let canonical = Canonical::new(&given);
    let text = canonical.text();
    let again = Canonical::new(text);
    assert_eq!(again.text(), text, "twice is once");
    assert!(again.changes().none());
    let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let step = bounds.len().div_ceil(MOST_SPANS);
    for (number, &start) in bounds.iter().enumerate().step_by(step) {
        let end = bounds[(number + 1 + number % 7).min(bounds.len() - 1)];
        let there = canonical.to_given(Span::from(start..end));
        let words = given.get(there.range());
        let words = words.unwrap_or_else(|| panic!("{start}..{end} leads to {there:?}, which is no place of the text"));
        assert_eq!(Canonical::new(words).text(), text[start..end].trim(), "the words stay the same");
    }
}

/// Any text is read by rules, and all marks are of it.
pub(super) fn engine_rules(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let analysis = annotate(&text);
    assert!(analysis.is_by_rules());
    invariants::check(&text, &analysis);
}

/// Any text is read with the model, and all marks are of it.
pub(super) fn engine_model(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let (job, analysis) = with_model(&text, MODEL.clone());
    assert!(!analysis.is_by_rules());
    invariants::check(&text, &analysis);
    for mark in analysis.annotations.iter().take(2) {
        job.evidence(mark);
    }
}

fn with_model(text: &str, model: Arc<Model>) -> (Job, Analysis) {
    let mut job = Job::with_model(text.to_owned(), model);
    while job.step() != Progress::Done {}
    let analysis = job.finish();
    (job, analysis)
}

/// A model file with any changes is refused or read, also behind a right checksum, and then reads texts.
pub(super) fn model_file(input: &[u8]) {
    const CHECKSUM: usize = 20;
    let mut reader = Reader::new(input);
    let mut file = MODEL_FILE.to_vec();
    let is_sealed = reader.number(8) > 0;
    // What is behind the sections' table are weights: most changes are to be before.
    for _ in 0..32 {
        if reader.is_empty() {
            break;
        }
        let range = if reader.number(4) > 0 { 2048 } else { file.len() };
        let at = reader.number(range);
        file[at] = reader.byte();
    }
    if reader.number(8) == 1 {
        let length = reader.number(file.len());
        file.truncate(length);
        if let Some(field) = file.get_mut(16..20) {
            field.copy_from_slice(&(length as u32).to_le_bytes());
        }
    }
    if is_sealed && file.len() > CHECKSUM + 4 {
        let checksum = crc32fast::hash(&file[CHECKSUM + 4..]);
        file[CHECKSUM..CHECKSUM + 4].copy_from_slice(&checksum.to_le_bytes());
    }
    match Model::read(&file) {
        Ok(model) => {
            let text = "Harwick may shut its bridge, Maria Okafor said.";
            let (_, analysis) = with_model(text, Arc::new(model));
            invariants::check(text, &analysis);
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}
