//! Early figures: what the heads of a model get right, before rules and joins. The figures that count are those of
//! `cargo xtask eval`.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Result;
use reportedly_engine::training::Text;
use reportedly_engine::{Model, training};
use reportedly_net::tags::decode;

use crate::corpora::{self, Chars, Gold};
use crate::examples::examples;

/// Right, found, wanted.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    right: usize,
    found: usize,
    wanted: usize,
}

impl Count {
    fn f1(self) -> f64 {
        2.0 * self.right as f64 / ((self.found + self.wanted).max(1)) as f64
    }
}

/// The dev sets, and the head that each is about.
const SETS: &[(&str, usize)] = &[
    ("entity.worldwide.dev", 0),
    ("entity.uner-ewt.dev", 0),
    ("hedge.reportedly-us.dev", 1),
    ("hedge.szeged-news.dev", 1),
    ("all.reportedly-world.dev", 1),
    ("attribution.polnear.dev", 2),
    ("all.reportedly-world.dev", 2),
];

/// A line for each dev set: exact spans (and kinds) of names, exact spans of hedges, exact spans of sources, cues and
/// contents.
pub(crate) fn figures(corpora: &Path, model: &Model) -> Result<Vec<String>> {
    SETS.iter()
        .map(|&(name, head)| {
            let documents = corpora::read(corpora, name)?;
            let mut counts = [Count::default(); 4];
            for gold in &documents {
                count(gold, model, head, &mut counts);
            }
            let shown: Vec<String> =
                ROWS[head].iter().zip(counts).map(|(row, count)| format!("{row} {:.3}", count.f1())).collect();
            Ok(format!("{name:28} {}", shown.join("  ")))
        })
        .collect()
}

/// What the counts of a head are of.
const ROWS: [&[&str]; 3] = [&["person", "organization", "place", "group"], &["exact"], &["cue", "source", "content"]];

fn count(gold: &Gold, model: &Model, head: usize, counts: &mut [Count; 4]) {
    let mut wanted: [BTreeSet<(u32, u32)>; 4] = Default::default();
    let mut found = wanted.clone();
    let pair = |span: &Chars| (span.start, span.end);
    match head {
        0 => {
            for (span, kind) in gold.entities.iter().filter(|(_, kind)| (*kind as usize) < 4) {
                wanted[*kind as usize].insert(pair(span));
            }
        }
        1 => wanted[0].extend(gold.hedges.iter().map(|(span, _)| pair(span))),
        _ => {
            for attribution in &gold.attributions {
                wanted[0].extend(attribution.cue.iter().map(pair));
                wanted[1].extend(attribution.source.iter().map(pair));
                wanted[2].extend(attribution.content.iter().map(pair));
            }
        }
    }
    for example in examples(gold, &Text::new(&gold.text), training::known(model)) {
        for chunk in decode(&training::tag(model, &example.features)[head]) {
            let row = match head {
                0 => chunk.class,
                1 => 0,
                _ => chunk.class.div_ceil(2),
            };
            if row < found.len() {
                found[row].insert((example.tokens[chunk.tokens.start].start, example.tokens[chunk.tokens.end - 1].end));
            }
        }
    }
    for ((count, wanted), found) in counts.iter_mut().zip(wanted).zip(found) {
        count.right += wanted.intersection(&found).count();
        count.found += found.len();
        count.wanted += wanted.len();
    }
}
