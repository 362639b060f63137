//! The lists of this stage: which verbs and nouns are cues, and what they take.

use std::sync::LazyLock;

use hashbrown::HashMap;
use reportedly_document::{SourceClass, Stance};
use rustc_hash::FxBuildHasher;

use super::inflect::{self, Form};
use crate::lexicon::entries;
use crate::phrases::Phrases;

/// A verb that can be a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CueVerb {
    pub(super) form: Form,
    pub(super) stance: Stance,
    pub(super) frames: Frames,
}

/// What a cue verb can take. The letters are those of `cue_verbs.txt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) struct Frames {
    /// A quotation; or it tags what was said: "…, he said".
    pub(super) quotation: bool,
    /// A clause, with or without "that".
    pub(super) clause: bool,
    /// An infinitive with "to".
    pub(super) infinitive: bool,
    /// A noun phrase that stands for what was said.
    pub(super) noun: bool,
    /// What a noun phrase must have beside it to stand for what was said.
    pub(super) condition: Condition,
    /// A clause must begin with "that", "whether" and the like: "learned that", not "learned the trade".
    pub(super) explicit: bool,
    /// The source must be able to speak: "the poll shows that", not "the rise shows that".
    pub(super) speaker: bool,
    /// An addressee may come first.
    pub(super) addressee: bool,
}

/// What a noun phrase behind a cue must have to stand for what was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum Condition {
    /// Nothing: "denounced the law".
    #[default]
    None,
    /// A source that can speak: "the poll indicates a lead".
    Speaker,
    /// "as": "sees the vote as a test".
    As,
    /// An infinitive: "wants Oman to mediate".
    Infinitive,
    /// What is said of it: "called the vote a farce".
    Complement,
}

impl Frames {
    fn parse(letters: &str) -> Frames {
        Frames {
            quotation: letters.contains('q'),
            clause: letters.contains(['t', 'h']),
            explicit: letters.contains('h'),
            speaker: letters.contains(['s', 'd']),
            infinitive: letters.contains('i'),
            noun: letters.contains(['n', 'd', 'a', 'x', 'p']),
            condition: if letters.contains('d') {
                Condition::Speaker
            } else if letters.contains('a') {
                Condition::As
            } else if letters.contains('x') {
                Condition::Infinitive
            } else if letters.contains('p') {
                Condition::Complement
            } else {
                Condition::None
            },
            addressee: letters.contains('o'),
        }
    }
}

/// A noun that can be a cue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CueNoun {
    pub(super) stance: Stance,
    /// "claims that"
    pub(super) clause: bool,
    /// "plans to"
    pub(super) infinitive: bool,
    /// "calls for", "claims of"
    pub(super) prepositions: Vec<&'static str>,
}

/// All lists, built once.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// Every form of every cue verb, with its particles.
    pub(super) verbs: Phrases<CueVerb>,
    /// Every form of every cue noun.
    pub(super) nouns: Phrases<CueNoun>,
    sources: HashMap<&'static str, SourceClass, FxBuildHasher>,
    plain_verbs: HashMap<String, Form, FxBuildHasher>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::build);

/// The lists of this stage.
pub(super) fn lexicon() -> &'static Lexicon {
    &LEXICON
}

impl Lexicon {
    fn build() -> Lexicon {
        let mut verbs = Vec::new();
        for line in entries("cue_verbs") {
            let (head, stance, frames) = columns(line);
            let (verb, particles) = match head.split_once(" +") {
                Some((verb, particles)) => (verb, format!(" {particles}")),
                None => (head, String::new()),
            };
            for (form, word) in verb_forms(verb.split(' ')) {
                verbs.push((word + &particles, CueVerb { form, stance, frames: Frames::parse(frames) }));
            }
        }
        let mut nouns = Vec::new();
        for line in entries("cue_nouns") {
            let (forms, stance, complements) = columns(line);
            let noun = CueNoun {
                stance,
                clause: complements.split(' ').any(|c| c == "t"),
                infinitive: complements.split(' ').any(|c| c == "i"),
                prepositions: complements.split(' ').filter(|c| c.len() > 1).collect(),
            };
            nouns.extend(forms.split(' ').map(|form| (form, noun.clone())));
        }
        let mut sources = HashMap::default();
        for line in entries("source_nouns") {
            let (class, words) = line.split_once(": ").unwrap_or_else(|| panic!("no class in {line:?}"));
            let class = match class {
                "official" => SourceClass::Official,
                "document" => SourceClass::Document,
                "anonymous" => SourceClass::Anonymous,
                "unspecified" => SourceClass::Unspecified,
                _ => panic!("unknown class in {line:?}"),
            };
            for word in words.split(' ') {
                sources.entry(word).or_insert(class);
            }
        }
        let plain_verbs = entries("verbs")
            .flat_map(|line| line.split(' '))
            .flat_map(|entry| verb_forms(entry.split('/')))
            .map(|(form, word)| (word, form))
            .collect();
        Lexicon {
            verbs: Phrases::new(verbs.iter().map(|(phrase, verb)| (phrase.as_str(), *verb))),
            nouns: Phrases::new(nouns),
            sources,
            plain_verbs,
        }
    }

    /// The class of a source with this noun at its head.
    pub(super) fn source_class(&self, noun: &str) -> Option<SourceClass> {
        self.sources.get(noun).copied()
    }

    /// The form that this word is of a common verb that is no cue.
    pub(super) fn plain_verb(&self, word: &str) -> Option<Form> {
        self.plain_verbs.get(word).copied()
    }
}

fn verb_forms<'w>(mut words: impl Iterator<Item = &'w str>) -> Vec<(Form, String)> {
    let lemma = words.next().expect("an entry has a word");
    inflect::forms(lemma, words.next(), words.next())
}

/// The three columns of a line. The lists are part of the program: a line that is wrong is a mistake in it.
fn columns(line: &'static str) -> (&'static str, Stance, &'static str) {
    let mut columns = line.split('|').map(str::trim);
    let (Some(head), Some(stance), Some(last)) = (columns.next(), columns.next(), columns.next()) else {
        panic!("a line needs three columns: {line:?}");
    };
    let stance = match stance {
        "n" => Stance::Neutral,
        "d" => Stance::Doubtful,
        "a" => Stance::Assertive,
        "x" => Stance::Negative,
        "e" => Stance::Evidential,
        "m" => Stance::Mental,
        _ => panic!("unknown stance in {line:?}"),
    };
    (head, stance, last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexed::lex;

    #[test]
    fn phrases_have_all_their_forms() {
        let lexed = lex("They pointed out, called for, went on to say.");
        let verbs: Vec<_> = (0..lexed.tokens().len())
            .filter_map(|at| lexicon().verbs.longest_at(&lexed, at, lexed.tokens().len()))
            .map(|(length, verb)| (length, verb.form))
            .collect();
        assert_eq!(verbs, [(2, Form::Past), (2, Form::Past), (4, Form::Past), (1, Form::Base)]);
    }

    #[test]
    fn classes() {
        assert_eq!(lexicon().source_class("spokesman"), Some(SourceClass::Official));
        assert_eq!(lexicon().source_class("poll"), Some(SourceClass::Document));
        assert_eq!(lexicon().source_class("table"), None);
        assert_eq!(lexicon().plain_verb("went"), Some(Form::Past));
    }
}
