//! Gold documents as the net sees them: sequences of features, with the tags that each token may have.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Range;
use std::path::Path;

use anyhow::Result;
use rayon::prelude::*;
use reportedly_document::{Canonical, HedgeKind, Label, Layer, Offsets};
use reportedly_engine::training::{Argument, Features, HEADS, KnownNames, Surroundings, Text};
use reportedly_net::tags::{Chunk, OUTSIDE, Tag, encode, tags};

use crate::corpora::{self, Chars, Gold, GoldAttribution};
use crate::crf::Allowed;
use crate::known::Counts;
use crate::net::CUE;
use crate::recipe::{CORPORA, PAGES};
use crate::train::Weighted;

/// A sequence of tokens with what is known of it.
#[derive(Clone, Debug)]
pub(crate) struct Example {
    pub(crate) features: Vec<Features>,
    /// For each head that finds marks (entities, hedges, cues): what each token may be; nothing where it was not annotated.
    pub(crate) gold: [Option<Vec<Allowed>>; 3],
    /// The cues with what belongs to them.
    pub(crate) cues: Vec<GoldCue>,
    /// What surrounds cues.
    pub(crate) surroundings: Surroundings,
    /// The part of speech of each token that has one, by its place in `POS_TAGS`; empty where they were not annotated.
    pub(crate) pos: Vec<Option<u8>>,
}

/// A cue with the parts of its attribution that are in the same sequence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct GoldCue {
    pub(crate) tokens: Range<usize>,
    /// Classes are those of [`Argument`].
    pub(crate) parts: Vec<Chunk>,
}

/// Where the tokens of a text are in it, as it was given.
pub(crate) fn tokens(given: &str, text: &Text) -> Vec<Chars> {
    let (canonical, offsets) = (Canonical::new(given), Offsets::new(given));
    text.tokens().map(|span| offsets.to_chars(canonical.to_given(span))).collect()
}

/// The examples of a document: what it has outside of its asides.
pub(crate) fn examples(gold: &Gold, text: &Text, known: &dyn KnownNames) -> Vec<Example> {
    let marks = Layer::ALL.iter().map(|&layer| gold.layers.contains(&layer).then(|| marks(gold, layer)));
    let marks: Vec<Option<Vec<Mark>>> = marks.collect();
    let mut places = tokens(&gold.text, text).into_iter();
    let set_aside =
        |token: &Chars| gold.asides.iter().flatten().any(|aside| aside.start <= token.start && token.end <= aside.end);
    text.sequences(known)
        .into_iter()
        .filter_map(|sequence| {
            // Blocks hold all tokens, in order.
            let tokens: Vec<Chars> = places.by_ref().take(sequence.features.len()).collect();
            if sequence.aside || tokens.first().is_some_and(set_aside) {
                return None;
            }
            let of = |layer: usize| marks[layer].as_ref().map(|marks| allowed(gold, Layer::ALL[layer], marks, &tokens));
            let pos = if gold.tokens.is_empty() { Vec::new() } else { parts_of_speech(gold, &tokens) };
            let cues = cues(gold, &tokens);
            Some(Example {
                features: sequence.features,
                gold: [of(0), of(1), of(2)],
                cues,
                surroundings: sequence.surroundings,
                pos,
            })
        })
        .collect()
}

/// The part of speech of each token that the corpus has cut in the same way.
fn parts_of_speech(gold: &Gold, tokens: &[Chars]) -> Vec<Option<u8>> {
    let tag = |token: &Chars| {
        let at = gold.tokens.binary_search_by_key(&token.start, |(span, _)| span.start).ok()?;
        let (span, tag) = gold.tokens[at];
        (span == *token).then_some(tag)
    };
    tokens.iter().map(tag).collect()
}

/// Some of the documents of [`PAGES`], on which a model is measured that has not seen them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fold {
    /// Its number, below `of`.
    pub(crate) number: usize,
    /// How many folds there are.
    pub(crate) of: usize,
}

impl Fold {
    /// Whether it holds the document of this number.
    pub(crate) fn holds(self, document: usize) -> bool {
        document % self.of == self.number
    }
}

impl fmt::Display for Fold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

/// What a model is trained on.
#[derive(Debug)]
pub(crate) struct Training {
    pub(crate) examples: Vec<Weighted>,
    /// What words were in the names of all documents.
    pub(crate) known: Counts,
}

/// Everything that a model is trained on. A text that is in several corpora is one document with the marks of all; a text
/// that is in a dev set is left out, and so are the documents of our own pages that `without` holds.
pub(crate) fn training(folder: &Path, without: Option<Fold>) -> Result<Training> {
    let mut documents: Vec<(Gold, f32)> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut held_out: BTreeSet<String> = BTreeSet::new();
    for &(name, weight) in CORPORA {
        held_out.extend(corpora::read(folder, &format!("{name}.dev"))?.into_iter().map(|gold| gold.text));
        for (number, gold) in corpora::read(folder, &format!("{name}.train"))?.into_iter().enumerate() {
            if name == PAGES && without.is_some_and(|fold| fold.holds(number)) {
                continue;
            }
            match places.get(&gold.text) {
                Some(&at) => {
                    documents[at].1 = documents[at].1.max(weight);
                    documents[at].0.add(gold);
                }
                None => {
                    places.insert(gold.text.clone(), documents.len());
                    documents.push((gold, weight));
                }
            }
        }
    }
    documents.retain(|(gold, _)| !held_out.contains(&gold.text));
    let read = |(gold, weight): (Gold, f32)| {
        let text = Text::new(&gold.text);
        let own = Counts::of(&gold, &text, &tokens(&gold.text, &text));
        (gold, weight, text, own)
    };
    let documents: Vec<_> = documents.into_par_iter().map(read).collect();
    let mut known = Counts::default();
    documents.iter().for_each(|(.., own)| known.add(own));
    let seen = documents.par_iter().filter(|(_, weight, ..)| *weight > 0.0);
    let examples = seen.flat_map_iter(|(gold, weight, text, own)| {
        let examples = examples(gold, text, &known.without(own)).into_iter();
        examples.map(|example| Weighted { example, weight: *weight })
    });
    Ok(Training { examples: examples.collect(), known })
}

/// A gold mark: where, and of which classes it may be.
struct Mark {
    span: Chars,
    classes: Vec<usize>,
}

fn marks(gold: &Gold, layer: Layer) -> Vec<Mark> {
    let mut marks = Vec::new();
    match layer {
        Layer::Entity => {
            for (span, kind) in &gold.entities {
                marks.push(Mark { span: *span, classes: vec![*kind as usize] });
            }
        }
        Layer::Hedge => {
            for (span, kind) in &gold.hedges {
                let classes = kind.map_or((0..HedgeKind::ALL.len()).collect(), |kind| vec![kind as usize]);
                marks.push(Mark { span: *span, classes });
            }
        }
        Layer::Attribution => {
            for span in gold.attributions.iter().flat_map(|attribution| &attribution.cue) {
                marks.push(Mark { span: *span, classes: vec![0] });
            }
        }
    }
    marks
}

/// The tokens that a stretch has some of.
fn inside(tokens: &[Chars], span: &Chars) -> Range<usize> {
    let start = tokens.partition_point(|token| token.end <= span.start);
    start..tokens.partition_point(|token| token.start < span.end).max(start)
}

/// The cues that begin in a sequence of these tokens.
fn cues(gold: &Gold, tokens: &[Chars]) -> Vec<GoldCue> {
    let cue = |attribution: &GoldAttribution| {
        let cue = inside(tokens, attribution.cue.first()?);
        let part =
            |class: Argument| move |span: &Chars| Some(Chunk { class: class as usize, tokens: inside(tokens, span) });
        let sources = attribution.source.iter().filter_map(part(Argument::Source));
        let parts = sources.chain(attribution.content.iter().filter_map(part(Argument::Content)));
        let parts = parts.filter(|part| !part.tokens.is_empty()).collect();
        (!cue.is_empty()).then_some(GoldCue { tokens: cue, parts })
    };
    gold.attributions.iter().filter_map(cue).collect()
}

/// What each token may be, given the marks of a layer.
fn allowed(gold: &Gold, layer: Layer, marks: &[Mark], tokens: &[Chars]) -> Vec<Allowed> {
    // Where a kind was not annotated, what is outside of all marks may still be of that kind.
    let unknown: Vec<usize> = match layer {
        Layer::Entity => missing(&gold.entity_kinds),
        Layer::Hedge => missing(&gold.hedge_kinds),
        Layer::Attribution => Vec::new(),
    };
    let outside = unknown.iter().fold(1, |set, &class| set | bits(class));
    let inside = |span: &Chars| inside(tokens, span);
    let chunks = |which: fn(&Mark) -> usize| {
        let chunk = move |mark: &Mark| Chunk { class: which(mark), tokens: inside(&mark.span) };
        encode(tokens.len(), marks.iter().map(chunk).filter(|chunk| !chunk.tokens.is_empty()))
    };
    let first = chunks(|mark| mark.classes[0]);
    let mut sets: Vec<Allowed> = first.iter().map(|&tag| if tag == OUTSIDE { outside } else { 1 << tag }).collect();
    if layer == Layer::Attribution && !gold.nested {
        // Nobody looked for cues inside of contents: that there is none says nothing.
        for content in gold.attributions.iter().flat_map(|attribution| &attribution.content) {
            for at in inside(content).filter(|&at| first[at] == OUTSIDE) {
                sets[at] = (1 << HEADS[CUE].tags) - 1;
            }
        }
    }
    for mark in marks.iter().filter(|mark| mark.classes.len() > 1) {
        for at in inside(&mark.span) {
            let tag = first[at];
            if tag == OUTSIDE || (tag as usize - 1) / 2 != mark.classes[0] {
                continue;
            }
            for &class in &mark.classes {
                sets[at] |= 1 << (tag as usize - 2 * mark.classes[0] + 2 * class);
            }
        }
    }
    sets
}

/// The classes that are not in the list.
fn missing<L: Label + PartialEq>(annotated: &[L]) -> Vec<usize> {
    (0..L::ALL.len()).filter(|&class| !annotated.contains(&L::ALL[class])).collect()
}

/// Both tags of a class.
fn bits(class: usize) -> Allowed {
    let begin: Tag = tags(class) as Tag;
    0b11 << begin
}

#[cfg(test)]
mod tests {
    use reportedly_document::{EntityKind, Span};

    use reportedly_engine::training::Nothing;

    use super::*;

    fn gold(text: &str) -> Gold {
        Gold {
            text: text.to_owned(),
            layers: Layer::ALL.to_vec(),
            entity_kinds: EntityKind::ALL.to_vec(),
            hedge_kinds: HedgeKind::ALL.to_vec(),
            ..Gold::default()
        }
    }

    fn examples_of(gold: &Gold) -> Vec<Example> {
        examples(gold, &Text::new(&gold.text), &Nothing)
    }

    #[test]
    fn entities() {
        let mut gold = gold("In\u{a0}New Delhi, he spoke.");
        gold.entities.push((Span::new(3, 12), EntityKind::Place));
        gold.entity_kinds = vec![EntityKind::Place];
        let sets = examples_of(&gold)[0].gold[0].clone().unwrap();
        assert_eq!(sets[1..3], [1 << 5, 1 << 6]);
        assert_eq!(sets[0], 0b111_1111_1001_1111, "not a place, but perhaps of a kind that was not annotated");
    }

    #[test]
    fn cues_and_what_belongs_to_them() {
        let mut gold = gold("“No,” he said, “I think so.”");
        gold.attributions.push(GoldAttribution {
            source: vec![Span::new(6, 8)],
            cue: vec![Span::new(9, 13)],
            content: vec![Span::new(0, 5), Span::new(15, 28)],
        });
        let tags = |gold: &Gold| examples_of(gold)[0].gold[CUE].clone().unwrap();
        let example = &examples_of(&gold)[0];
        let chunk = |class, tokens| Chunk { class, tokens };
        let parts = vec![chunk(0, 4..5), chunk(1, 0..4), chunk(1, 7..13)];
        assert_eq!(example.cues, [GoldCue { tokens: 5..6, parts }]);
        assert_eq!(tags(&gold), [7, 7, 7, 7, 1, 2, 1, 7, 7, 7, 7, 7, 7], "perhaps there are cues inside of contents");
        gold.nested = true;
        assert_eq!(tags(&gold), [1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 1, 1, 1]);
    }

    #[test]
    fn parts_of_speech_of_tokens_that_are_cut_alike() {
        let mut gold = gold("We can\u{a0}not go.");
        gold.tokens = vec![(Span::new(0, 2), 29), (Span::new(3, 10), 21), (Span::new(11, 13), 38)];
        assert_eq!(examples_of(&gold)[0].pos, [Some(29), None, None, Some(38), None]);
    }

    #[test]
    fn nothing_is_learnt_from_asides() {
        let paragraphs = [
            "The ministers met on Friday in the capital and went on with the talks about the harbour.",
            "The company will announce on Monday how many people it wants to employ at the new works.",
            "Nobody in the room knew how long the talks would take, one of the ministers said later.",
        ];
        let mut gold = gold(&paragraphs.join("\n\n"));
        let counted = |gold: &Gold| examples_of(gold).len();
        assert_eq!(counted(&gold), 3);
        let start = paragraphs[0].len() as u32 + 2;
        gold.asides = Some(vec![Span::new(start, start + paragraphs[1].len() as u32)]);
        assert_eq!(counted(&gold), 2);
    }

    #[test]
    fn unknown_kinds_are_left_open() {
        let mut gold = gold("It may go.");
        gold.hedges.push((Span::new(3, 6), None));
        let sets = examples_of(&gold)[0].gold[1].clone().unwrap();
        assert_eq!(sets[1].count_ones(), 8);
        assert_eq!(sets[0], 1);
    }
}
