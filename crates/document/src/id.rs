//! Ids of annotations, which follow from layer, spans and words.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::annotation::Annotation;
use crate::fnv::Fnv;
use crate::layer::{Layer, Part};
use crate::span::{Byte, Span};

/// The name of an annotation within its document: what edits, links and `refers_to` point at.
///
/// The engine's ids are a letter for the layer and a hash of what is marked ([`assign_ids`]); a file may bring any
/// other text.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Id(String);

impl Id {
    /// The id with this text.
    pub fn new(text: impl Into<String>) -> Self {
        Id(text.into())
    }

    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id that [`assign_ids`] gives to a mark of this layer with these spans, which must be of this text.
    pub(crate) fn derived(text: &str, layer: Layer, spans: &[(Part, Span<Byte>)]) -> Id {
        written(layer, hashed(text, layer, spans), 0)
    }

    /// The same mark's id after its spans have moved. One that a file made up stays as it is.
    pub(crate) fn moved(&self, text: &str, layer: Layer, spans: &[(Part, Span<Byte>)]) -> Id {
        let mut id = Id::derived(text, layer, spans);
        match self.0.split_at_checked(id.0.len()) {
            Some((hash, number)) if looks_derived(layer, hash) => {
                id.0.push_str(number);
                id
            }
            _ => self.clone(),
        }
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Gives every annotation the id that follows from its layer, its spans and the words under them.
///
/// Kind, confidence and rule are left out on purpose: a mark that a newer engine calls by another kind is the same
/// mark, and a person's edit still finds it. Two marks of a layer with the same spans, which the guidelines rule
/// out, are told apart by a number in the order given.
pub fn assign_ids(text: &str, annotations: &mut [Annotation]) {
    let mut spans = Vec::new();
    let hashes = annotations.iter().map(|annotation| {
        spans.clear();
        spans.extend(annotation.parts());
        hashed(text, annotation.layer(), &spans)
    });
    let mut given: Vec<(u64, u32)> = hashes.zip(0..).collect();
    given.sort_unstable();
    let mut repeated = 0;
    for i in 0..given.len() {
        let (hash, index) = given[i];
        repeated = if i > 0 && given[i - 1].0 == hash { repeated + 1 } else { 0 };
        let annotation = &mut annotations[index as usize];
        annotation.id = written(annotation.layer(), hash, repeated);
    }
}

/// How many characters of an id are its hash: 50 bits. Among 10,000 marks two collide once in 20 million documents.
const HASH_LETTERS: u32 = 10;

/// Digits and letters that are not taken for one another (Crockford's base 32).
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

fn looks_derived(layer: Layer, id: &str) -> bool {
    id.strip_prefix(letter(layer)).is_some_and(|hash| hash.bytes().all(|byte| LETTERS.contains(&byte)))
}

fn written(layer: Layer, hash: u64, repeated: u32) -> Id {
    let mut id = String::from(letter(layer));
    for index in 0..HASH_LETTERS {
        id.push(char::from(LETTERS[(hash >> (5 * index)) as usize % 32]));
    }
    if repeated > 0 {
        id = format!("{id}-{}", repeated + 1);
    }
    Id(id)
}

fn letter(layer: Layer) -> char {
    match layer {
        Layer::Entity => 'e',
        Layer::Hedge => 'h',
        Layer::Attribution => 'a',
    }
}

fn hashed(text: &str, layer: Layer, spans: &[(Part, Span<Byte>)]) -> u64 {
    let mut hash = Fnv::new();
    let parts: &[Part] = match layer {
        Layer::Entity => &[Part::Entity],
        Layer::Hedge => &[Part::Hedge],
        Layer::Attribution => &[Part::Source, Part::Cue, Part::Content],
    };
    for &part in parts {
        for (_, span) in spans.iter().filter(|(of, _)| *of == part) {
            hash.write(&span.start.to_le_bytes());
            hash.write(&span.end.to_le_bytes());
            hash.write(span.of(text).as_bytes());
        }
        // Between two parts, so that moving a span from one to the next changes the id.
        hash.write(&[0xff]);
    }
    hash.write(&[letter(layer) as u8]);
    hash.finish() & ((1 << (5 * HASH_LETTERS)) - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Attribution, Entity, EntityKind};

    fn oman(kind: EntityKind) -> Annotation {
        Annotation::machine(Entity { span: Span::new(0, 4), kind }, "test")
    }

    #[test]
    fn follow_from_what_is_marked() {
        let mut marks = [oman(EntityKind::Place), oman(EntityKind::Person), oman(EntityKind::Group)];
        assign_ids("Oman said so", &mut marks);
        // Written out: these must not change between versions, or old edits and links lose their marks.
        assert_eq!(marks.map(|m| m.id.to_string()), ["etzxsxvqkpt", "etzxsxvqkpt-2", "etzxsxvqkpt-3"]);
    }

    #[test]
    fn parts_count() {
        let span = vec![Span::new(0, 4)];
        let mut marks = [
            Annotation::machine(Attribution { source: span.clone(), ..Default::default() }, "test"),
            Annotation::machine(Attribution { cue: span, ..Default::default() }, "test"),
        ];
        assign_ids("Oman said so", &mut marks);
        assert_ne!(marks[0].id, marks[1].id);
    }
}
