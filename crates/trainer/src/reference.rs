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

/// A source of a page that stands for somebody else.
struct Asked {
    /// What it is: a pronoun, or "noun".
    pronoun: String,
    /// Which candidate is meant.
    right: Option<usize>,
    /// Whether the page names whom it means.
    is_named: bool,
}

pub(crate) fn train(folder: &Path) -> Result<(Learnt, Vec<String>)> {
    let mut choices = Vec::new();
    let mut all = Vec::new();
    for (document, gold) in corpora::read(folder, PAGES)?.iter().enumerate() {
        for (asked, mut candidates) in of_page(gold) {
            candidates.insert(0, FeatureSet::default());
            let right = asked.right.map_or(0, |right| right + 1);
            choices.push(Choice { candidates, right, weight: 1.0, document });
            all.push(asked);
        }
    }
    let scores = cross_fit(&choices, 5, OPTIONS);
    let figures_of = |least: f64, of: &dyn Fn(&Asked) -> bool| {
        let (mut right, mut chosen, mut named) = (0, 0, 0);
        for (asked, scores) in all.iter().zip(&scores).filter(|(asked, _)| of(asked)) {
            let best =
                (1..scores.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b])).filter(|&best| scores[best] > least);
            named += usize::from(asked.is_named);
            chosen += usize::from(best.is_some());
            right += usize::from(asked.is_named && best.is_some() && best == asked.right.map(|right| right + 1));
        }
        let share = |of: usize| right as f64 / of.max(1) as f64;
        format!("right of all {:.3}, right of those named {:.3} ({named} have a name)", share(named), share(chosen))
    };
    let of_threshold =
        |&least: &f64| format!("nobody below {:+.1}: {}", least.max(-99.0), figures_of(least, &|_| true));
    let of_pronoun =
        |pronoun: &&str| format!("{pronoun}, nobody below 0: {}", figures_of(0.0, &|asked| asked.pronoun == *pronoun));
    let figures = THRESHOLDS.iter().map(of_threshold).chain(PRONOUNS.iter().map(of_pronoun)).collect();
    Ok((fit(&choices.iter().collect::<Vec<_>>(), OPTIONS), figures))
}

/// What figures are printed for.
const PRONOUNS: [&str; 5] = ["he", "she", "it", "they", "noun"];

/// The sources of a page that stand for somebody else, and who may be meant.
fn of_page(gold: &Gold) -> Vec<(Asked, Vec<FeatureSet>)> {
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
    training::references(&text, entities, statements.collect(), |number, asked, candidates| {
        let name = gold.sources[number].1.as_deref();
        let right = name.and_then(|name| meant(name, candidates));
        let asked = Asked { pronoun: asked.to_owned(), right, is_named: name.is_some() };
        found.push((asked, candidates.iter().map(|(_, features)| features.clone()).collect()));
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
