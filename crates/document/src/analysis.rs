//! What an engine returns for a text.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::annotation::{Annotation, Body};
use crate::canonical::Canonical;
use crate::labels::labelled;
use crate::span::{Byte, Span};

/// What an engine returns for a text. An engine never fails; what it could not do is in the diagnostics.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Analysis {
    /// The version of the engine. It ends with `+rules` when the engine had no trained model to read with: build
    /// metadata, so that whoever compares semantic versions takes it for the same one.
    pub engine: Cow<'static, str>,
    /// In the order of the text: by first byte, then layer, then last byte.
    pub annotations: Vec<Annotation>,
    /// The text's sentences, from the first word or mark of each to its last.
    pub sentences: Vec<Span<Byte>>,
    /// Its quotations with their marks, but for quotations within quotations.
    pub quotations: Vec<Span<Byte>>,
    /// Paragraphs that are probably no part of the article, or not in English. Their marks are among the annotations.
    pub asides: Vec<Aside>,
    /// What a reader should know about this analysis.
    pub diagnostics: Vec<Diagnostic>,
    /// The rules that made the annotations, each once, by id.
    pub explanations: Vec<Explanation>,
}

/// Why a rule marks what it marks, in words that a reader understands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// The rule's id, as annotations carry it.
    pub rule: Cow<'static, str>,
    /// One sentence.
    pub why: Cow<'static, str>,
}

/// A paragraph that is not read like the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aside {
    /// All of it.
    pub span: Span<Byte>,
    /// Why.
    pub why: AsideKind,
}

labelled! {
    /// Why a paragraph is set aside.
    pub enum AsideKind ("aside kind") {
        /// It looks like what stands around an article: a byline, a link to other articles, a notice.
        Furniture = "furniture",
        /// Few of its words are English, in a text that is.
        NotEnglish = "not_english",
    }
}

/// Something that limits what an analysis is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Diagnostic {
    /// There is no word in the text.
    NoWords,
    /// Few of its words are English; rules for English were used all the same.
    NotEnglish,
    /// A sentence was longer than the engine looks at in one piece and was cut for analysis.
    LongSentence,
    /// All of its lines are furniture, so that nothing of it is article.
    NoArticle,
    /// Most of its words are in capitals, by which names cannot be told from other words.
    Capitals,
}

impl Analysis {
    /// Whether it was made by rules alone, without a trained model.
    pub fn is_by_rules(&self) -> bool {
        is_by_rules(&self.engine)
    }

    /// The same with all places in the text that was given, of which this is the analysis of the canonical form. Ids stay what they
    /// are there, so that they are the same wherever the text is read.
    #[must_use]
    pub fn in_given(mut self, canonical: &Canonical) -> Analysis {
        let given = |span: &mut Span<Byte>| *span = canonical.to_given(*span);
        for annotation in &mut self.annotations {
            match &mut annotation.body {
                Body::Entity(entity) => given(&mut entity.span),
                Body::Hedge(hedge) => given(&mut hedge.span),
                Body::Attribution(a) => {
                    [&mut a.source, &mut a.cue, &mut a.content, &mut a.via].into_iter().flatten().for_each(given);
                }
            }
        }
        self.sentences.iter_mut().chain(&mut self.quotations).for_each(given);
        self.asides.iter_mut().for_each(|aside| given(&mut aside.span));
        self
    }

    /// The sentence of a rule, in words for readers.
    pub fn why(&self, rule: &str) -> Option<&str> {
        self.explanations.iter().find(|explanation| explanation.rule == rule).map(|explanation| &*explanation.why)
    }
}

/// What the version of an engine ends with that had no trained model.
const BY_RULES: &str = "+rules";

/// Whether marks of this version of the engine were made by rules alone.
pub fn is_by_rules(engine: &str) -> bool {
    engine.ends_with(BY_RULES)
}

/// The version of the engine without the word for how it read.
pub fn engine_version(engine: &str) -> &str {
    engine.strip_suffix(BY_RULES).unwrap_or(engine)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Attribution, Entity, EntityKind};

    #[test]
    fn places_move_to_the_text_that_was_given() {
        let canonical = Canonical::new("\u{feff}He  said:\r\n\r\n\r\nin\u{ad} Oman.");
        assert_eq!(canonical.text(), "He said:\n\nin Oman.");
        let place = Entity { span: Span::new(13, 17), kind: EntityKind::Place };
        let attribution =
            Attribution { cue: vec![Span::new(3, 7)], content: vec![Span::new(10, 17)], ..Attribution::default() };
        let analysis = Analysis {
            annotations: vec![Annotation::machine(place, "a/b"), Annotation::machine(attribution, "a/b")],
            sentences: vec![Span::new(0, 18)],
            asides: vec![Aside { span: Span::new(0, 8), why: AsideKind::Furniture }],
            ..Analysis::default()
        };
        let given = "\u{feff}He  said:\r\n\r\n\r\nin\u{ad} Oman.";
        let analysis = analysis.in_given(&canonical);
        let words: Vec<_> =
            analysis.annotations.iter().flat_map(Annotation::parts).map(|(_, span)| span.of(given)).collect();
        assert_eq!(words, ["Oman", "said", "in\u{ad} Oman"]);
        assert_eq!(analysis.sentences[0].of(given), given.trim_start_matches('\u{feff}'));
        assert_eq!(analysis.asides[0].span.of(given), "He  said:");
    }
}
