//! All small models of the engine: what each learns from, and what it is worth.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use reportedly_engine::training;

use crate::linear::Learnt;
use crate::{asides, reference};

/// A small model: its name, and its training, which also gives lines with figures.
type Model = (&'static str, fn(&Path) -> Result<(Learnt, Vec<String>)>);

const MODELS: &[Model] = &[(training::ASIDES, asides::train), (training::REFERENCE, reference::train)];

/// Trains the models and writes their weights. Returns figures.
pub(crate) fn train(corpora: &Path, out: &Path, only: Option<&str>) -> Result<Vec<String>> {
    let mut lines = Vec::new();
    for (name, train) in MODELS.iter().filter(|(name, _)| only.is_none_or(|only| only == *name)) {
        let (learnt, figures) = train(corpora)?;
        let path = out.join(format!("{name}.txt"));
        fs::write(&path, learnt.write()).with_context(|| format!("cannot write {}", path.display()))?;
        lines.extend(figures.into_iter().map(|line| format!("{name:10} {line}")));
    }
    Ok(lines)
}
