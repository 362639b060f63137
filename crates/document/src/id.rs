use std::fmt;

use serde::{Deserialize, Serialize};

use crate::annotation::{Annotation, Body, Layer};
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
    let hashes = annotations.iter().map(|annotation| hashed(text, annotation));
    let mut given: Vec<(u64, u32)> = hashes.zip(0..).collect();
    given.sort_unstable();
    let mut repeated = 0;
    for i in 0..given.len() {
        let (hash, at) = given[i];
        repeated = if i > 0 && given[i - 1].0 == hash { repeated + 1 } else { 0 };
        let annotation = &mut annotations[at as usize];
        annotation.id = written(annotation.layer(), hash, repeated);
    }
}

/// How many characters of an id are its hash: 50 bits. Among 10,000 marks two collide once in 20 million documents.
const HASH_LETTERS: u32 = 10;

fn written(layer: Layer, hash: u64, repeated: u32) -> Id {
    let mut id = String::from(letter(layer));
    for at in 0..HASH_LETTERS {
        id.push(char::from(b"0123456789abcdefghjkmnpqrstvwxyz"[(hash >> (5 * at)) as usize % 32]));
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

fn hashed(text: &str, annotation: &Annotation) -> u64 {
    let mut hash = Fnv::new();
    let mut spans = |list: &[Span<Byte>]| {
        for span in list {
            hash.write(&span.start.to_le_bytes());
            hash.write(&span.end.to_le_bytes());
            hash.write(span.of(text).as_bytes());
        }
        // Between two lists, so that moving a span from one part to the next changes the id.
        hash.write(&[0xff]);
    };
    match &annotation.body {
        Body::Entity(entity) => spans(&[entity.span]),
        Body::Hedge(hedge) => spans(&[hedge.span]),
        Body::Attribution(a) => [&a.source, &a.cue, &a.content].into_iter().for_each(|part| spans(part)),
    }
    hash.write(&[letter(annotation.layer()) as u8]);
    hash.0 & ((1 << (5 * HASH_LETTERS)) - 1)
}

/// 64-bit FNV-1a (Fowler, Noll, Vo): fixed for ever, unlike the hashers of maps. Not against an adversary.
struct Fnv(u64);

impl Fnv {
    fn new() -> Self {
        Fnv(0xcbf2_9ce4_8422_2325)
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
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
