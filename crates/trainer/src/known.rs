//! The names of the training texts: what each word was in them, and names of several words.

use hashbrown::HashMap;
use reportedly_document::{EntityKind, Label, Layer};
use reportedly_engine::training::{KnownNames, Text, code_rows, word_code};
use reportedly_net::Writer;
use rustc_hash::FxBuildHasher;

use crate::corpora::{Chars, Gold};

/// "No entity", then the kinds.
const CLASSES: usize = 1 + EntityKind::ALL.len();
/// What fewer documents have is not remembered.
const FEWEST_DOCUMENTS: f32 = 1.5;

type Shares = HashMap<u32, [f32; CLASSES], FxBuildHasher>;

/// What words and names were, each document counting once however often it has them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Counts {
    words: Shares,
    names: Shares,
}

impl Counts {
    /// Counts one document, of which `tokens` are all tokens. Documents without entities count nothing.
    pub(crate) fn of(gold: &Gold, text: &Text, tokens: &[Chars]) -> Counts {
        let mut counts = Counts::default();
        if !gold.layers.contains(&Layer::Entity) {
            return counts;
        }
        let mut classes = vec![0; tokens.len()];
        for (span, kind) in &gold.entities {
            let start = tokens.partition_point(|token| token.end <= span.start);
            let end = tokens.partition_point(|token| token.start < span.end).max(start);
            classes[start..end].fill(1 + *kind as usize);
            let is_name = !matches!(kind, EntityKind::Date | EntityKind::Money);
            if is_name && let Some(key) = text.name_key(start..end) {
                let name = counts.names.entry(key).or_default();
                *name = [0.0; CLASSES];
                name[1 + *kind as usize] = 1.0;
            }
        }
        for (token, class) in classes.into_iter().enumerate() {
            if let Some(key) = text.word_key(token) {
                counts.words.entry(key).or_default()[class] += 1.0;
            }
        }
        for shares in counts.words.values_mut() {
            let sum: f32 = shares.iter().sum();
            shares.iter_mut().for_each(|share| *share /= sum);
        }
        counts
    }

    /// Adds the counts of another document.
    pub(crate) fn add(&mut self, other: &Counts) {
        for (mine, theirs) in [(&mut self.words, &other.words), (&mut self.names, &other.names)] {
            for (key, shares) in theirs {
                mine.entry(*key).or_default().iter_mut().zip(shares).for_each(|(sum, share)| *sum += share);
            }
        }
    }

    /// What is known without one of the documents that were added: what a model would know of a text that it never saw.
    pub(crate) fn without<'c>(&'c self, own: &'c Counts) -> Without<'c> {
        Without { all: self, own }
    }

    /// Writes what is known into a model file.
    pub(crate) fn write(&self, writer: &mut Writer) {
        let words = self.words.iter().map(|(key, shares)| (*key, word_code(shares))).filter(|(_, code)| *code != 0);
        let names = self.names.iter().filter_map(|(key, shares)| Some((*key, kind(*shares)?)));
        for (name, codes) in [("known.words", words.collect()), ("known.names", names.collect::<Vec<_>>())] {
            writer.bytes(name, 4, &code_rows(codes));
        }
    }
}

/// See [`Counts::without`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Without<'c> {
    all: &'c Counts,
    own: &'c Counts,
}

impl KnownNames for Without<'_> {
    fn word(&self, key: u32) -> u8 {
        word_code(&rest(&self.all.words, &self.own.words, key))
    }

    fn name(&self, key: u32) -> Option<u8> {
        kind(rest(&self.all.names, &self.own.names, key))
    }
}

fn rest(all: &Shares, own: &Shares, key: u32) -> [f32; CLASSES] {
    let mut shares = all.get(&key).copied().unwrap_or_default();
    if let Some(own) = own.get(&key) {
        shares.iter_mut().zip(own).for_each(|(share, own)| *share -= own);
    }
    shares
}

/// The kind of a name that is in enough documents.
fn kind(shares: [f32; CLASSES]) -> Option<u8> {
    let most = (1..CLASSES).rev().max_by(|&a, &b| shares[a].total_cmp(&shares[b]))?;
    (shares.iter().sum::<f32>() >= FEWEST_DOCUMENTS).then_some(most as u8 - 1)
}

#[cfg(test)]
mod tests {
    use reportedly_document::Span;

    use super::*;
    use crate::examples::tokens;

    fn document(kind: EntityKind) -> Counts {
        let gold = Gold {
            text: "In New Delhi it rains.".to_owned(),
            layers: vec![Layer::Entity],
            entities: vec![(Span::new(3, 12), kind)],
            ..Gold::default()
        };
        let text = Text::new(&gold.text);
        Counts::of(&gold, &text, &tokens(&gold.text, &text))
    }

    #[test]
    fn a_document_knows_nothing_of_itself() {
        let text = Text::new("New Delhi");
        let (word, name) = (text.word_key(1).unwrap(), text.name_key(0..2).unwrap());
        let one = document(EntityKind::Place);
        let mut all = one.clone();
        all.add(&one);
        assert_eq!(all.without(&one).word(word), 0);
        assert_eq!(all.without(&one).name(name), None);
        let other = document(EntityKind::Organization);
        all.add(&one);
        all.add(&other);
        assert_eq!(all.without(&other).name(name), Some(EntityKind::Place as u8));
        assert_eq!(all.without(&other).word(word), 1 + 4 * 3 + 2 + 1);
        assert_eq!(all.without(&one).word(word), 1 + 4 * 3 + 2);
    }
}
