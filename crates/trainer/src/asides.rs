//! Trains the decision whether a paragraph belongs to the article.

use std::path::Path;

use anyhow::Result;
use reportedly_document::{Canonical, Offsets};
use reportedly_engine::training;
use std::collections::BTreeSet;

use crate::corpora::{self, Chars, Gold};
use crate::linear::{Choice, Learnt, Options, cross_fit, fit};
use crate::random::Random;

const PAGES: &str = "all.pages.train";

/// Corpora of articles without anything around them, and how many documents of each are read.
const CLEAN: &[(&str, usize)] =
    &[("all.reportedly-world.train", 100), ("attribution.polnear.train", 150), ("entity.worldwide.train", 150)];

/// What a paragraph of a clean article, or of an excerpt, counts.
const LESS: f64 = 0.3;

/// How many excerpts are made of a page: people paste a few paragraphs as well, with or without furniture between them.
const EXCERPTS: usize = 12;
const LONGEST_EXCERPT: f32 = 8.0;

const OPTIONS: Options = Options { bits: 15, decay: 3.0, least_documents: 2 };

/// A line, and whether it is furniture.
type Line<'t> = (&'t str, bool);

pub(crate) fn train(folder: &Path) -> Result<(Learnt, Vec<String>)> {
    let pages = corpora::read(folder, PAGES)?;
    let mut random = Random::new(1);
    let mut choices = Vec::new();
    for (number, gold) in pages.iter().enumerate() {
        choices.extend(of_page(gold, number));
    }
    let of_pages = choices.len();
    for (number, gold) in pages.iter().enumerate() {
        let canonical = Canonical::new(&gold.text);
        let lines = lines(gold, &canonical);
        for excerpt in 0..EXCERPTS {
            // Half of them are without furniture, and half of these begin with the headline.
            let with_furniture = excerpt % 2 == 0;
            let from_start = excerpt % 4 == 1;
            let left: Vec<Line<'_>> = lines.iter().copied().filter(|line| with_furniture || !line.1).collect();
            let length = 1 + (random.unit() * LONGEST_EXCERPT) as usize;
            let from = if from_start { 0 } else { (random.unit() * left.len() as f32) as usize };
            choices.extend(of_lines(left.get(from..left.len().min(from + length)).unwrap_or_default(), number));
        }
    }
    let mut number = pages.len();
    for (name, count) in CLEAN {
        for gold in corpora::read(folder, name)?.iter().take(*count) {
            let canonical = Canonical::new(&gold.text);
            let lines: Vec<Line<'_>> = canonical.text().split('\n').map(|line| (line, false)).collect();
            choices.extend(of_lines(&lines, number));
            for length in 1..4 {
                choices.extend(of_lines(&lines[..lines.len().min(length)], number));
            }
            number += 1;
        }
    }
    let scores = cross_fit(&choices, 5, OPTIONS);
    let found: Vec<bool> = scores.iter().map(|scores| scores[1] > scores[0]).collect();
    let gold: Vec<bool> = choices.iter().map(|choice| choice.right == 1).collect();
    let mut figures = vec![figure("pages", &found[..of_pages], &gold[..of_pages])];
    let (found, gold) = (&found[of_pages..], &gold[of_pages..]);
    figures.push(figure("excerpts and articles", found, gold));
    Ok((fit(&choices.iter().collect::<Vec<_>>(), OPTIONS), figures))
}

fn figure(what: &str, found: &[bool], gold: &[bool]) -> String {
    let count = |is: &dyn Fn((&bool, &bool)) -> bool| found.iter().zip(gold).filter(|&both| is(both)).count();
    let right = count(&|(&found, &gold)| found && gold);
    let (marked, all) = (count(&|(&found, _)| found), count(&|(_, &gold)| gold));
    let share = |part: usize, of: usize| part as f64 / of.max(1) as f64;
    format!(
        "{what:24} P {:.3}  R {:.3}  F1 {:.3}  ({all} of {} paragraphs are furniture)",
        share(right, marked),
        share(right, all),
        share(2 * right, marked + all),
        gold.len()
    )
}

/// The lines of a page.
fn lines<'t>(gold: &Gold, canonical: &'t Canonical) -> Vec<Line<'t>> {
    let asides = asides(gold);
    let offsets = Offsets::new(&gold.text);
    reportedly_document::paragraphs(canonical.text())
        .map(|span| (span.of(canonical.text()), asides.contains(&offsets.to_chars(canonical.to_given(span)))))
        .collect()
}

fn asides(gold: &Gold) -> BTreeSet<Chars> {
    gold.asides.iter().flatten().copied().collect()
}

/// A decision for each paragraph of a page.
fn of_page(gold: &Gold, document: usize) -> Vec<Choice> {
    let (canonical, offsets, asides) = (Canonical::new(&gold.text), Offsets::new(&gold.text), asides(gold));
    training::paragraphs(&gold.text)
        .into_iter()
        .map(|(lines, features)| {
            let furniture = asides.contains(&offsets.to_chars(canonical.to_given(lines[0])));
            Choice::yes_or_no(features, furniture, document)
        })
        .collect()
}

/// A decision for each of these lines as a text of their own.
fn of_lines(lines: &[Line<'_>], document: usize) -> Vec<Choice> {
    let text = lines.iter().map(|line| line.0).collect::<Vec<_>>().join("\n\n");
    let furniture: BTreeSet<&str> = lines.iter().filter(|line| line.1).map(|line| line.0).collect();
    let canonical = Canonical::new(&text);
    training::paragraphs(&text)
        .into_iter()
        .map(|(lines, features)| {
            let yes = furniture.contains(lines[0].of(canonical.text()));
            Choice { weight: LESS, ..Choice::yes_or_no(features, yes, document) }
        })
        .collect()
}
