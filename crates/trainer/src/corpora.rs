//! The corpora: gzipped JSON Lines, a document each, with offsets in code points of its text.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::{Context, Result, bail};
use flate2::read::MultiGzDecoder;
use reportedly_document::{Char, EntityKind, HedgeKind, Label, Layer, SourceClass, Span};
use reportedly_engine::training::POS_TAGS;
use serde_json::Value;

/// A stretch of the text as it was given.
pub(crate) type Chars = Span<Char>;

/// A document with what people marked in it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gold {
    pub(crate) text: String,
    /// The layers that were annotated.
    pub(crate) layers: Vec<Layer>,
    /// The kinds of entity that were annotated.
    pub(crate) entity_kinds: Vec<EntityKind>,
    /// The kinds of hedge that were annotated.
    pub(crate) hedge_kinds: Vec<HedgeKind>,
    pub(crate) entities: Vec<(Chars, EntityKind)>,
    /// A few marks are of an unknown kind.
    pub(crate) hedges: Vec<(Chars, Option<HedgeKind>)>,
    pub(crate) attributions: Vec<GoldAttribution>,
    /// Of each attribution the class of its source, and the name of whom a pronoun or short source stands for.
    pub(crate) sources: Vec<(Option<SourceClass>, Option<String>)>,
    /// The lines that are no part of the article; nothing where that was not annotated.
    pub(crate) asides: Option<Vec<Chars>>,
    /// Whether attributions inside of contents were annotated, too.
    pub(crate) nested: bool,
    /// Tokens with their part of speech, by its place in [`POS_TAGS`]; empty where they were not annotated.
    pub(crate) tokens: Vec<(Chars, u8)>,
}

/// An attribution, each part a list of stretches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct GoldAttribution {
    pub(crate) source: Vec<Chars>,
    pub(crate) cue: Vec<Chars>,
    pub(crate) content: Vec<Chars>,
}

impl Gold {
    /// Adds the marks that another corpus has of the same text, for the layers that were not annotated yet.
    pub(crate) fn add(&mut self, other: Gold) {
        if self.tokens.is_empty() {
            self.tokens = other.tokens;
        }
        if self.asides.is_none() {
            self.asides = other.asides;
        }
        for layer in other.layers {
            if self.layers.contains(&layer) {
                continue;
            }
            self.layers.push(layer);
            match layer {
                Layer::Entity => {
                    self.entities.clone_from(&other.entities);
                    self.entity_kinds.clone_from(&other.entity_kinds);
                }
                Layer::Hedge => {
                    self.hedges.clone_from(&other.hedges);
                    self.hedge_kinds.clone_from(&other.hedge_kinds);
                }
                Layer::Attribution => {
                    self.attributions.clone_from(&other.attributions);
                    self.nested = other.nested;
                }
            }
        }
    }
}

/// The corpora that do not state which kinds of entity they have, and have not all.
const UNSTATED: &[(&str, &[EntityKind])] = &[(
    "entity.crossner-politics",
    &[EntityKind::Person, EntityKind::Organization, EntityKind::Place, EntityKind::Other],
)];

/// The corpora that have attributions inside of others.
const NESTED: &[&str] = &["all."];

/// Reads `NAME.jsonl.gz` of a folder.
pub(crate) fn read(folder: &Path, name: &str) -> Result<Vec<Gold>> {
    let path = folder.join(format!("{name}.jsonl.gz"));
    let file = File::open(&path).with_context(|| format!("cannot open {}", path.display()))?;
    let kinds =
        UNSTATED.iter().find(|(corpus, _)| name.starts_with(corpus)).map_or(EntityKind::ALL, |(_, kinds)| kinds);
    let lines = BufReader::new(MultiGzDecoder::new(file)).lines().enumerate();
    lines
        .map(|(number, line)| {
            let line = line.with_context(|| format!("cannot read {}", path.display()))?;
            let gold = document(&line, kinds).with_context(|| format!("{}, line {}", path.display(), number + 1))?;
            Ok(Gold { nested: NESTED.iter().any(|corpus| name.starts_with(corpus)), ..gold })
        })
        .collect()
}

/// Reads a document whose kinds of entity are `kinds` where it does not say.
fn document(line: &str, kinds: &[EntityKind]) -> Result<Gold> {
    let value: Value = serde_json::from_str(line)?;
    let text = string(&value, "text")?.to_owned();
    let length = u32::try_from(text.chars().count())?;
    let mut gold = Gold {
        text,
        layers: labels(&value, "layers", Layer::ALL)?,
        entity_kinds: labels(&value, "entity_kinds", kinds)?,
        hedge_kinds: labels(&value, "hedge_kinds", HedgeKind::ALL)?,
        entities: Vec::new(),
        hedges: Vec::new(),
        attributions: Vec::new(),
        sources: Vec::new(),
        asides: value.get("asides").map(|_| spans(&value, "asides", length)).transpose()?,
        nested: false,
        tokens: Vec::new(),
    };
    if value.get("tokens").is_some() {
        for token in array(&value, "tokens")? {
            let tag = token.get(2).and_then(Value::as_str).context("a token has a tag")?;
            let tag = POS_TAGS.iter().position(|known| *known == tag).with_context(|| format!("no tag is {tag:?}"))?;
            gold.tokens.push((span(token.get(0), token.get(1), length)?, tag as u8));
        }
    }
    for mark in array(&value, "annotations")? {
        match Layer::from_label(string(mark, "layer")?)? {
            Layer::Entity => {
                gold.entities.push((own_span(mark, length)?, EntityKind::from_label(string(mark, "kind")?)?));
            }
            Layer::Hedge => {
                let kind = mark.get("kind").and_then(Value::as_str).map(HedgeKind::from_label).transpose()?;
                gold.hedges.push((own_span(mark, length)?, kind));
            }
            Layer::Attribution => {
                gold.attributions.push(GoldAttribution {
                    source: spans(mark, "source", length)?,
                    cue: spans(mark, "cue", length)?,
                    content: spans(mark, "content", length)?,
                });
                let text = |field: &str| mark.get(field).and_then(Value::as_str);
                let class = text("source_class").map(SourceClass::from_label).transpose()?;
                gold.sources.push((class, text("refers_to_name").map(str::to_owned)));
            }
        }
    }
    Ok(gold)
}

fn string<'v>(value: &'v Value, field: &str) -> Result<&'v str> {
    value.get(field).and_then(Value::as_str).with_context(|| format!("the field {field:?} is missing"))
}

fn array<'v>(value: &'v Value, field: &str) -> Result<&'v [Value]> {
    Ok(value.get(field).and_then(Value::as_array).with_context(|| format!("the list {field:?} is missing"))?)
}

/// A list of names; all there are where the field is missing.
fn labels<L: Label>(value: &Value, field: &str, all: &[L]) -> Result<Vec<L>> {
    if value.get(field).is_none() {
        return Ok(all.to_vec());
    }
    array(value, field)?
        .iter()
        .map(|name| Ok(L::from_label(name.as_str().with_context(|| format!("{field:?} holds names"))?)?))
        .collect()
}

fn own_span(mark: &Value, length: u32) -> Result<Chars> {
    span(mark.get("start"), mark.get("end"), length)
}

fn spans(mark: &Value, part: &str, length: u32) -> Result<Vec<Chars>> {
    let Some(list) = mark.get(part) else { return Ok(Vec::new()) };
    let list = list.as_array().with_context(|| format!("{part:?} is a list"))?;
    list.iter().map(|pair| span(pair.get(0), pair.get(1), length)).collect()
}

fn span(start: Option<&Value>, end: Option<&Value>, length: u32) -> Result<Chars> {
    let number = |value: Option<&Value>| value.and_then(Value::as_u64).context("an offset is missing");
    let (start, end) = (number(start)? as u32, number(end)? as u32);
    if start >= end || end > length {
        bail!("[{start}, {end}) is not a stretch of a text of {length} characters");
    }
    Ok(Span::new(start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document() {
        let gold = document(
            r#"{"text": "Émile may go, he said.", "layers": ["hedge", "attribution"], "hedge_kinds": ["modal"],
                "annotations": [{"layer": "hedge", "start": 6, "end": 9, "kind": "modal"},
                {"layer": "attribution", "source": [[14, 16]], "cue": [[17, 21]], "content": [[0, 12]]}],
                "asides": [[13, 22, "furniture"]]}"#,
            EntityKind::ALL,
        )
        .unwrap();
        assert_eq!(gold.hedges, [(Span::new(6, 9), Some(HedgeKind::Modal))]);
        assert_eq!(gold.hedge_kinds, [HedgeKind::Modal]);
        assert_eq!(gold.entity_kinds, EntityKind::ALL);
        assert_eq!(gold.attributions[0].content, [Span::new(0, 12)]);
        assert_eq!(gold.asides, Some(vec![Span::new(13, 22)]));
    }

    #[test]
    fn what_is_wrong_is_said() {
        let error = |line: &str| format!("{:#}", document(line, EntityKind::ALL).unwrap_err());
        assert_eq!(error("{}"), "the field \"text\" is missing");
        let mark = r#"{"text": "No.", "annotations": [{"layer": "hedge", "start": 1, "end": 9}]}"#;
        assert_eq!(error(mark), "[1, 9) is not a stretch of a text of 3 characters");
    }
}
