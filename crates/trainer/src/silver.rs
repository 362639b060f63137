//! Marks by a model where people made none: of a corpus with attributions only, the entities, and the other way round.
//!
//! A model that learns from what an earlier one says of more texts becomes better than it (self-training: Yarowsky 1995;
//! with noise in the learner: He et al. 2020, "Revisiting Self-Training for Neural Sequence Generation").

use std::sync::Arc;

use reportedly_document::{Body, Byte, Canonical, Confidence, EntityKind, Label, Layer, Offsets, Span};
use reportedly_engine::{Job, Model, Progress};

use crate::corpora::{Chars, Gold, GoldAttribution};

/// The corpora of news, whose texts a model can be asked about.
const NEWS: [&str; 5] =
    ["entity.worldwide", "attribution.polnear", "hedge.reportedly-us", "hedge.szeged-news", "pos.ud-gum-news"];

/// Whether the texts of a corpus are news.
pub(crate) fn is_news(corpus: &str) -> bool {
    NEWS.contains(&corpus)
}

/// Adds the marks that a model makes to the layers for entities and attributions, where these were not annotated. Of
/// entities that the model itself doubts it stays open whether they are any.
pub(crate) fn fill(gold: &mut Gold, model: &Arc<Model>) {
    let missing = |layer| !gold.layers.contains(&layer);
    let (entities, attributions) = (missing(Layer::Entity), missing(Layer::Attribution));
    if !(entities || attributions) {
        return;
    }
    let canonical = Canonical::new(&gold.text);
    let offsets = Offsets::new(&gold.text);
    let given = |span: Span<Byte>| -> Chars { offsets.to_chars(canonical.to_given(span)) };
    let all = |spans: &[Span<Byte>]| spans.iter().map(|&span| given(span)).collect::<Vec<_>>();
    let mut job = Job::with_model(canonical.text().to_owned(), Arc::clone(model));
    while job.step() != Progress::Done {}
    for annotation in job.finish().annotations {
        match annotation.body {
            Body::Entity(entity) if entities && annotation.confidence == Some(Confidence::Low) => {
                gold.doubtful.push(given(entity.span));
            }
            Body::Entity(entity) if entities => gold.entities.push((given(entity.span), entity.kind)),
            Body::Attribution(found) if attributions => gold.attributions.push(GoldAttribution {
                source: all(&found.source),
                cue: all(&found.cue),
                content: all(&found.content),
            }),
            _ => {}
        }
    }
    if entities {
        gold.layers.push(Layer::Entity);
        gold.entity_kinds = EntityKind::ALL.to_vec();
        gold.silver = true;
    }
    if attributions {
        gold.layers.push(Layer::Attribution);
    }
}
