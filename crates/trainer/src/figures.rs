//! What `figures.py` of the corpora does not measure: parts of speech, and what the bands of confidence are worth.

use std::path::Path;
use std::sync::Arc;

use anyhow::Result;
use reportedly_document::{Annotation, Body, Byte, Canonical, Char, Confidence, Label, Layer, Offsets, Span};
use reportedly_engine::training::{self, Text};
use reportedly_engine::{Job, Model, Progress};

use crate::corpora::{self, Chars, Gold};
use crate::examples::examples;

/// The dev sets with parts of speech.
const POS: [&str; 2] = ["pos.ud-ewt.dev", "pos.ud-gum-news.dev"];

/// The dev sets that bands are measured on.
const BANDS: [(&str, Layer); 9] = [
    ("all.pages.dev", Layer::Entity),
    ("all.pages.dev", Layer::Hedge),
    ("all.pages.dev", Layer::Attribution),
    ("entity.worldwide.dev", Layer::Entity),
    ("entity.uner-ewt.dev", Layer::Entity),
    ("hedge.reportedly-us.dev", Layer::Hedge),
    ("all.reportedly-world.dev", Layer::Hedge),
    ("attribution.polnear.dev", Layer::Attribution),
    ("all.reportedly-world.dev", Layer::Attribution),
];

/// A line for each figure.
pub(crate) fn figures(corpora: &Path, model: Model) -> Result<Vec<String>> {
    let mut lines = Vec::new();
    for name in POS {
        let (right, tokens) = parts_of_speech(&corpora::read(corpora, name)?, &model);
        let share = right as f64 / tokens as f64;
        lines.push(format!("{name:26} part of speech     {share:.3}  ({right} of {tokens} tokens)"));
    }
    let model = Arc::new(model);
    for (name, layer) in BANDS {
        let bands = bands(&corpora::read(corpora, name)?, layer, &model);
        for (band, (right, marks)) in Confidence::ALL.iter().zip(bands) {
            let share = right as f64 / f64::from(marks.max(1) as u32);
            let what = format!("{} {}", layer.label(), band.label());
            lines.push(format!("{name:26} {what:18} {share:.3}  ({right} of {marks} marks right)"));
        }
    }
    Ok(lines)
}

/// How many tokens of the corpus have their tag, and how many it has. A token that the engine cuts in another way has none.
fn parts_of_speech(documents: &[Gold], model: &Model) -> (usize, usize) {
    let (mut right, mut all) = (0, 0);
    for gold in documents {
        all += gold.tokens.len();
        for example in examples(gold, &Text::new(&gold.text), training::known(model)) {
            let tags = training::parts_of_speech(model, &example.features);
            right += tags.iter().zip(&example.pos).filter(|(found, gold)| Some(**found) == **gold).count();
        }
    }
    (right, all)
}

/// For each band, in the order of [`Confidence::ALL`], how many marks are right and how many there are.
fn bands(documents: &[Gold], layer: Layer, model: &Arc<Model>) -> Vec<(usize, usize)> {
    let mut bands = vec![(0, 0); Confidence::ALL.len()];
    for gold in documents {
        let canonical = Canonical::new(&gold.text);
        let offsets = Offsets::new(&gold.text);
        let mut job = Job::with_model(canonical.text().to_owned(), Arc::clone(model));
        while job.step() != Progress::Done {}
        let given = |span| offsets.to_chars(canonical.to_given(span));
        for annotation in job.finish().annotations.iter().filter(|annotation| annotation.layer() == layer) {
            let Some(confidence) = annotation.confidence else { continue };
            let Some(right) = is_right(annotation, gold, given) else { continue };
            let (rights, marks) = &mut bands[confidence as usize];
            *rights += usize::from(right);
            *marks += 1;
        }
    }
    bands
}

/// Whether people marked the same: the same words and kind of an entity; some of the words of a hedge; of an attribution
/// half of what source and content have together, each. Nothing where its kind was not annotated.
fn is_right(annotation: &Annotation, gold: &Gold, given: impl Fn(Span<Byte>) -> Chars) -> Option<bool> {
    Some(match &annotation.body {
        Body::Entity(entity) => {
            gold.entity_kinds.contains(&entity.kind).then_some(())?;
            gold.entities.contains(&(given(entity.span), entity.kind))
        }
        Body::Hedge(hedge) => {
            let own = given(hedge.span);
            gold.hedges.iter().any(|(span, _)| span.start < own.end && own.start < span.end)
        }
        Body::Attribution(attribution) => {
            let spans = |spans: &[Span<Byte>]| spans.iter().map(|&span| given(span)).collect::<Vec<_>>();
            let (source, content) = (spans(&attribution.source), spans(&attribution.content));
            gold.attributions.iter().any(|gold| alike(&gold.source, &source) && alike(&gold.content, &content))
        }
    })
}

/// Whether half of the characters of both are common to both; two empty lists are alike.
pub(crate) fn alike(a: &[Chars], b: &[Chars]) -> bool {
    let size = |spans: &[Chars]| spans.iter().map(|span| span.end - span.start).sum::<u32>();
    let common = |a: &Span<Char>, b: &Span<Char>| a.end.min(b.end).saturating_sub(a.start.max(b.start));
    let both: u32 = a.iter().flat_map(|a| b.iter().map(move |b| common(a, b))).sum();
    2 * both >= size(a) + size(b) - both
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_in_common_is_alike() {
        let spans = |pairs: &[(u32, u32)]| pairs.iter().map(|&(start, end)| Span::new(start, end)).collect::<Vec<_>>();
        assert!(alike(&[], &[]));
        assert!(!alike(&[], &spans(&[(0, 1)])));
        assert!(alike(&spans(&[(0, 4)]), &spans(&[(0, 2), (3, 4)])));
        assert!(alike(&spans(&[(0, 10)]), &spans(&[(5, 10)])));
        assert!(!alike(&spans(&[(0, 10)]), &spans(&[(6, 10)])));
    }
}
