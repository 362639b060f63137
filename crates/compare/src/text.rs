//! The words of an article, each with a key that all its forms share in all articles.

use hashbrown::HashMap;
use reportedly_document::{Body, Byte, EntityKind, Span, ViewedDocument, all_words};
use rustc_hash::FxBuildHasher;

use crate::numbers::{Scale, Value, values};
use crate::stem::stem;
use crate::words::{folded, is_function};

/// A word in the vocabulary.
pub(crate) type Key = u32;

/// All words of the texts that are compared.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    keys: HashMap<String, Key, FxBuildHasher>,
    /// Of words that a text has had as they stand: the key that all forms share, and what they are. Finding that takes the most
    /// time, and most words come again.
    forms: HashMap<Key, (Key, WordClass), FxBuildHasher>,
}

impl Vocabulary {
    /// The key of a word, which is new to it or not.
    pub(crate) fn key(&mut self, word: &str) -> Key {
        if let Some(&key) = self.keys.get(word) {
            return key;
        }
        let key = self.keys.len() as Key;
        self.keys.insert(word.to_owned(), key);
        key
    }

    /// A word, in lower case, as it stands in a text: its own key, that of all its forms, and what it is.
    fn form(&mut self, surface: &str) -> (Key, Key, WordClass) {
        let known = self.known(surface).and_then(|own| Some((own, *self.forms.get(&own)?)));
        if let Some((own, (key, class))) = known {
            return (own, key, class);
        }
        let is_content = !is_function(surface) && surface != "s";
        let key = if is_content { self.key(&stem(surface)) } else { self.key(surface) };
        let class = if is_content { WordClass::Content } else { WordClass::Function };
        let own = self.key(surface);
        self.forms.insert(own, (key, class));
        (own, key, class)
    }

    /// The key of a word that it has.
    pub(crate) fn known(&self, word: &str) -> Option<Key> {
        self.keys.get(word).copied()
    }

    /// How many words it has.
    pub(crate) fn len(&self) -> usize {
        self.keys.len()
    }

    /// All words with their keys, in no order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, Key)> {
        self.keys.iter().map(|(word, &key)| (word.as_str(), key))
    }
}

/// What a word is to a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WordClass {
    /// It says nothing about what a statement is about.
    Function,
    /// It does.
    Content,
    /// It is a part of a name.
    Name,
    /// It is a number, a day or a month.
    Number,
}

/// A word of a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    /// Where it stands.
    pub(crate) span: Span<Byte>,
    /// The word as it stands, but for capitals.
    pub(crate) surface: Key,
    /// Its stem, or its value.
    pub(crate) key: Key,
    /// What it is.
    pub(crate) class: WordClass,
}

/// A number of a text.
#[derive(Clone, Debug)]
pub(crate) struct Number {
    /// The number with its words, as indices among the words of the text.
    pub(crate) value: Value,
    /// What is counted: the words behind it.
    pub(crate) units: Vec<Key>,
}

/// A name in a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mention {
    /// Where it stands.
    pub(crate) span: Span<Byte>,
    /// What it names.
    pub(crate) kind: EntityKind,
}

/// An article, read for a comparison.
#[derive(Debug)]
pub(crate) struct Text {
    /// Its words, in order.
    pub(crate) words: Vec<Word>,
    /// Its numbers, in order.
    pub(crate) numbers: Vec<Number>,
    /// Its names, but for dates and amounts, in order.
    pub(crate) mentions: Vec<Mention>,
    /// The words of each paragraph.
    pub(crate) paragraphs: Vec<std::ops::Range<usize>>,
    /// How many statements it has, compared or not.
    pub(crate) statements: usize,
}

/// How many words behind a number can say what it counts.
const UNIT_WORDS: usize = 2;
/// How many words are searched for them.
const UNIT_REACH: usize = 4;

impl Text {
    /// Reads an article.
    pub(crate) fn new(article: &ViewedDocument<'_>, vocabulary: &mut Vocabulary) -> Text {
        let text = article.text();
        let spans: Vec<Span<Byte>> = all_words(text).collect();
        let surfaces: Vec<String> = spans.iter().map(|span| folded(span.of(text))).collect();
        let mut words: Vec<Word> = spans
            .iter()
            .zip(&surfaces)
            .map(|(&span, word)| {
                let (surface, key, class) = vocabulary.form(word);
                Word { span, surface, key, class }
            })
            .collect();
        let mut mentions = Vec::new();
        for mark in article.marks() {
            let Body::Entity(entity) = &mark.body else { continue };
            if !matches!(entity.kind, EntityKind::Date | EntityKind::Money) {
                mentions.push(Mention { span: entity.span, kind: entity.kind });
                for index in within(&words, entity.span) {
                    if words[index].class == WordClass::Content {
                        words[index].class = WordClass::Name;
                    }
                }
            }
        }
        mentions.sort_by_key(|mention| (mention.span, mention.kind));
        let capital = |index: usize| spans[index].of(text).starts_with(char::is_uppercase);
        let mut numbers = Vec::new();
        for value in values(&surfaces, capital) {
            let Some(head) = words.get_mut(value.words.start) else { continue };
            // "Seven Oaks" is a place.
            if head.class == WordClass::Name && value.scale == Scale::Quantity {
                continue;
            }
            head.key = vocabulary.key(&value_word(&value));
            head.class = WordClass::Number;
            for word in &mut words[value.words.start + 1..value.words.end] {
                word.class = WordClass::Function;
            }
            let units = units(text, &words, &value, vocabulary);
            numbers.push(Number { value, units });
        }
        Text {
            paragraphs: article.paragraphs().iter().map(|&paragraph| within(&words, paragraph)).collect(),
            statements: article.shown().filter(|(_, mark)| mark.attribution().is_some()).count(),
            words,
            numbers,
            mentions,
        }
    }

    /// The words that lie in a span.
    pub(crate) fn within(&self, span: Span<Byte>) -> std::ops::Range<usize> {
        within(&self.words, span)
    }
}

/// No word of a text begins with this.
fn value_word(value: &Value) -> String {
    format!("#{:?}{}", value.scale, value.amount)
}

/// The keys of what a number counts: its sign, or the words behind it in the same sentence.
fn units(text: &str, words: &[Word], value: &Value, vocabulary: &mut Vocabulary) -> Vec<Key> {
    if value.scale != Scale::Quantity {
        return vec![vocabulary.key(&format!("#{:?}", value.scale))];
    }
    if let Some(sign) = value.sign {
        return vec![vocabulary.key(sign)];
    }
    let mut units = Vec::new();
    let mut end = words[value.words.end - 1].span.end;
    for word in words.iter().skip(value.words.end).take(UNIT_REACH) {
        let between = text.get(end as usize..word.span.start as usize).unwrap_or_default();
        if between.contains(['.', ';', ':', '?', '!', '\n', ',', '”', '"']) || units.len() == UNIT_WORDS {
            break;
        }
        end = word.span.end;
        if word.class != WordClass::Function {
            units.push(word.key);
        }
    }
    units
}

fn within(words: &[Word], span: Span<Byte>) -> std::ops::Range<usize> {
    let start = words.partition_point(|word| word.span.start < span.start);
    let end = words.partition_point(|word| word.span.end <= span.end);
    start..end.max(start)
}
