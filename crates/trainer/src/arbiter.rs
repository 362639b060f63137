//! Trains the arbiter: which candidates for attributions are right.
//!
//! A net that proposes them must not have seen the document, as it is too sure of those that it has. Therefore our own pages
//! are cut into folds, and each document is read by a net that was trained without its fold.

use std::path::Path;

use anyhow::Result;
use rayon::prelude::*;
use reportedly_document::{Canonical, Offsets};
use reportedly_engine::{Model, training};

use crate::corpora::{self, Chars};
use crate::examples::Fold;
use crate::figures::alike;
use crate::linear::{Choice, Options, cross_fit, fit};
use crate::recipe::PAGES;

const OPTIONS: Options = Options { bits: 12, decay: 8.0, least_documents: 3 };

/// A candidate with what decides whether it is shown.
struct Proposed {
    choice: Choice,
    cue: Vec<Chars>,
    /// The numbers of the gold attributions that it is right about.
    right: Vec<usize>,
}

/// The text of the arbiter's weights, and lines of what it is worth on documents that it has not seen: for each least
/// probability what is shown, and how much of it is right. The first model was trained without the first of as many folds, and
/// so on.
pub(crate) fn arbiter(folder: &Path, models: &[Model]) -> Result<(String, Vec<String>)> {
    let documents = corpora::read(folder, &format!("{PAGES}.train"))?;
    let gold: usize = documents.iter().map(|gold| gold.attributions.len()).sum();
    let model = |number: usize| {
        models
            .iter()
            .enumerate()
            .find_map(|(fold, model)| Fold { number: fold, of: models.len() }.holds(number).then_some(model))
    };
    let proposed = documents.par_iter().enumerate().filter_map(|(number, gold)| Some((number, gold, model(number)?)));
    let proposed = proposed.map(|(number, gold, model)| {
        let (canonical, offsets) = (Canonical::new(&gold.text), Offsets::new(&gold.text));
        let given = |spans: Vec<_>| -> Vec<Chars> {
            spans.into_iter().map(|span| offsets.to_chars(canonical.to_given(span))).collect()
        };
        let set_aside =
            |span: &Chars| gold.asides.iter().flatten().any(|aside| aside.start <= span.start && span.end <= aside.end);
        let proposals = training::proposals(model, &gold.text).into_iter().filter_map(|proposal| {
            let (source, content) = (given(proposal.source), given(proposal.content));
            if content.iter().any(set_aside) {
                return None;
            }
            let alike =
                |gold: &corpora::GoldAttribution| alike(&gold.source, &source) && alike(&gold.content, &content);
            let right: Vec<usize> = (0..gold.attributions.len()).filter(|&at| alike(&gold.attributions[at])).collect();
            let choice = Choice::yes_or_no(proposal.features, !right.is_empty(), number);
            Some(Proposed { choice, cue: given(proposal.cue), right })
        });
        proposals.collect::<Vec<_>>()
    });
    let proposed: Vec<Proposed> = proposed.collect::<Vec<_>>().into_iter().flatten().collect();
    let choices: Vec<Choice> = proposed.iter().map(|proposed| proposed.choice.clone()).collect();
    let scores: Vec<f64> = cross_fit(&choices, 5, OPTIONS).into_iter().map(|scores| scores[1]).collect();
    let right = choices.iter().filter(|choice| choice.right == 1).count();
    let loss = |(choice, score): (&Choice, &f64)| if choice.right == 1 { (-score).exp() } else { score.exp() }.ln_1p();
    let loss: f64 = choices.iter().zip(&scores).map(loss).sum();
    let mut lines =
        vec![format!("{} candidates, {right} right, loss {:.4}", choices.len(), loss / choices.len() as f64)];
    for least in [0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8, 0.9] {
        let (shown, right) = shown(&proposed, &scores, f64::ln(least / (1.0 - least)));
        let (precision, recall) = (right as f64 / shown.max(1) as f64, right as f64 / gold as f64);
        let f1 = 2.0 * right as f64 / (shown + gold) as f64;
        lines.push(format!(
            "probability {least:.2}: precision {precision:.3}, recall {recall:.3}, F1 {f1:.3} ({right} of {shown}, gold {gold})"
        ));
    }
    let all: Vec<&Choice> = choices.iter().collect();
    Ok((fit(&all, OPTIONS).write(), lines))
}

/// How many candidates are shown, one a cue, and how many gold attributions they are right about.
fn shown(proposed: &[Proposed], scores: &[f64], least: f64) -> (usize, usize) {
    let mut chosen: Vec<(&Proposed, f64)> = Vec::new();
    for (proposed, &score) in proposed.iter().zip(scores).filter(|(_, score)| **score >= least) {
        let rival = chosen.iter().rposition(|(other, _)| {
            let meet = |a: &Chars, b: &Chars| a.start < b.end && b.start < a.end;
            other.choice.document == proposed.choice.document
                && other.cue.iter().any(|a| proposed.cue.iter().any(|b| meet(a, b)))
        });
        match rival {
            Some(rival) if chosen[rival].1 >= score => {}
            Some(rival) => chosen[rival] = (proposed, score),
            None => chosen.push((proposed, score)),
        }
    }
    let mut right: Vec<(usize, usize)> = Vec::new();
    for (proposed, _) in &chosen {
        let mut own = proposed.right.iter().map(|&at| (proposed.choice.document, at));
        let new = own.find(|at| !right.contains(at));
        right.extend(new);
    }
    (chosen.len(), right.len())
}
