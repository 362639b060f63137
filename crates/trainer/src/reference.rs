//! Trains the decision who is meant by a pronoun or a short name.

use std::ops::Range;
use std::path::Path;

use anyhow::Result;
use reportedly_document::SourceClass;
use reportedly_engine::training::{self, FeatureSet, MarkedStatement, Text};

use crate::corpora::{self, Chars, Gold};
use crate::examples::tokens;
use crate::linear::{Choice, Learnt, Options, cross_fit, fit};

const PAGES: &str = "all.pages.train";

const OPTIONS: Options = Options { bits: 13, decay: 2.0, least_documents: 2 };

/// Nobody is named below these scores: what figures are printed for.
const THRESHOLDS: &[f64] = &[f64::MIN, -1.0, -0.4, 0.0, 0.5, 1.0];

pub(crate) fn train(folder: &Path) -> Result<(Learnt, Vec<String>)> {
    let mut choices = Vec::new();
    // Whether somebody is meant whom the page names.
    let mut named = Vec::new();
    for (document, gold) in corpora::read(folder, PAGES)?.iter().enumerate() {
        for (mut candidates, right, is_named) in of_page(gold) {
            candidates.insert(0, FeatureSet::default());
            choices.push(Choice { candidates, right: right.map_or(0, |right| right + 1), weight: 1.0, document });
            named.push(is_named);
        }
    }
    let scores = cross_fit(&choices, 5, OPTIONS);
    let mut figures = Vec::new();
    for &least in THRESHOLDS {
        let (mut right, mut chosen, mut all) = (0, 0, 0);
        for ((choice, scores), &named) in choices.iter().zip(&scores).zip(&named) {
            let best =
                (1..scores.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b])).filter(|&best| scores[best] > least);
            all += usize::from(named);
            chosen += usize::from(best.is_some());
            right += usize::from(named && best == Some(choice.right));
        }
        let share = |part: usize, of: usize| part as f64 / of.max(1) as f64;
        figures.push(format!(
            "nobody below {:+.1}: right of all {:.3}, right of those named {:.3} ({all} of {} have a name)",
            least.max(-99.0),
            share(right, all),
            share(right, chosen),
            choices.len()
        ));
    }
    Ok((fit(&choices.iter().collect::<Vec<_>>(), OPTIONS), figures))
}

/// The sources of a page that stand for somebody else: who may be meant, who is, and whether the page names them.
fn of_page(gold: &Gold) -> Vec<(Vec<FeatureSet>, Option<usize>, bool)> {
    let text = Text::new(&gold.text);
    let places = tokens(&gold.text, &text);
    let range = |span: &Chars| -> Option<Range<usize>> {
        let start = places.partition_point(|place| place.end <= span.start);
        let end = places.partition_point(|place| place.start < span.end);
        (start < end).then_some(start..end)
    };
    let ranges = |spans: &[Chars]| spans.iter().filter_map(range).collect::<Vec<_>>();
    let mut entities: Vec<_> = gold.entities.iter().filter_map(|(span, kind)| Some((range(span)?, *kind))).collect();
    entities.sort_by_key(|(tokens, _)| tokens.start);
    let statements = gold.attributions.iter().zip(&gold.sources).map(|(attribution, (class, _))| MarkedStatement {
        source: ranges(&attribution.source),
        content: ranges(&attribution.content),
        class: class.unwrap_or(SourceClass::None),
    });
    let mut found = Vec::new();
    training::references(&text, entities, statements.collect(), |number, candidates| {
        let name = gold.sources[number].1.as_deref();
        let right = name.and_then(|name| meant(name, candidates));
        found.push((candidates.iter().map(|(_, features)| features.clone()).collect(), right, name.is_some()));
        right
    });
    found
}

/// Which candidate a name means: one that has its last word, or one of whose name it has every word.
fn meant(name: &str, candidates: &[(String, FeatureSet)]) -> Option<usize> {
    let own: Vec<String> = words_of(name).collect();
    let last = own.last()?;
    let has_last = |(words, _): &(String, FeatureSet)| words_of(words).any(|word| word == *last);
    let is_within = |(words, _): &(String, FeatureSet)| words_of(words).all(|word| own.contains(&word));
    candidates.iter().position(has_last).or_else(|| candidates.iter().position(is_within))
}

fn words_of(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}
