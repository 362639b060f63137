//! What there is how much of.

use crate::analysis::Analysis;
use crate::annotation::{Body, Form, Voice};
use crate::caption::is_caption;
use crate::review::{Review, WORDS, ends_as_prose};
use crate::segment::paragraphs;
use crate::sources::{Source, shown_sources};
use crate::span::{Byte, Span};
use crate::view::View;
use crate::words::count_words;

/// Counts of an article and of those of its marks that are shown. No scores: what they mean is for the reader to say.
///
/// Asides that are not included, captions, and lines of a few words that are no sentence, such as buttons, are not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    /// Words.
    pub words: u32,
    /// Those of them that stand in quotation marks.
    pub quoted_words: u32,
    /// Sentences; a heading is none.
    pub sentences: u32,
    /// Those of them with neither a source nor a quotation.
    pub unattributed: u32,
    /// Attributions.
    pub statements: u32,
    /// Those that are quoted word for word.
    pub direct: u32,
    /// Those that are partly quoted.
    pub mixed: u32,
    /// Those that are retold.
    pub indirect: u32,
    /// Hedges of the article's own.
    pub hedges_author: u32,
    /// Hedges inside what somebody else is said to have said.
    pub hedges_source: u32,
    /// Who says anything; all statements by nobody count as one source less.
    pub sources: u32,
}

/// Counts them. `sources` must be those of all attributions.
pub fn statistics(text: &str, analysis: &Analysis, view: &View, sources: &[Source], review: &Review) -> Statistics {
    let shown = view.filter(&analysis.asides);
    let prose: Vec<Span<Byte>> =
        paragraphs(text).filter(|&paragraph| is_article(text, analysis, view, paragraph)).collect();
    let words = |span: Span<Byte>| count_words(text.get(span.range()).unwrap_or_default());
    let is_sentence = |sentence: &&Span<Byte>| {
        let next = prose.partition_point(|paragraph| paragraph.end <= sentence.start);
        let is_inside = prose.get(next).is_some_and(|paragraph| paragraph.start < sentence.end);
        is_inside && ends_as_prose(text.get(sentence.range()).unwrap_or_default())
    };
    // A quotation may go on over several paragraphs.
    let quoted = |quotation: &Span<Byte>| -> u32 {
        let from = prose.partition_point(|paragraph| paragraph.end <= quotation.start);
        let inside = prose[from..].iter().take_while(|paragraph| paragraph.start < quotation.end);
        inside.map(|part| words(Span::new(part.start.max(quotation.start), part.end.min(quotation.end)))).sum()
    };
    let mut counts = Statistics {
        words: prose.iter().map(|&paragraph| words(paragraph)).sum(),
        quoted_words: analysis.quotations.iter().map(quoted).sum(),
        sentences: analysis.sentences.iter().filter(is_sentence).count() as u32,
        unattributed: review.unattributed.len() as u32,
        sources: shown_sources(sources, &analysis.annotations, &shown)
            .iter()
            .filter(|source| !source.name.is_empty())
            .count() as u32,
        ..Statistics::default()
    };
    for annotation in analysis.annotations.iter().filter(|annotation| shown(annotation)) {
        match &annotation.body {
            Body::Entity(_) => {}
            Body::Hedge(hedge) if hedge.voice == Some(Voice::Source) => counts.hedges_source += 1,
            Body::Hedge(_) => counts.hedges_author += 1,
            Body::Attribution(attribution) => {
                counts.statements += 1;
                match attribution.form {
                    Some(Form::Direct) => counts.direct += 1,
                    Some(Form::Mixed) => counts.mixed += 1,
                    Some(Form::Indirect) => counts.indirect += 1,
                    None => {}
                }
            }
        }
    }
    counts
}

/// Whether a paragraph is one of the article's, and no caption and no button.
fn is_article(text: &str, analysis: &Analysis, view: &View, paragraph: Span<Byte>) -> bool {
    let words = text.get(paragraph.range()).unwrap_or_default();
    let is_set_aside = view.sets_aside(paragraph.start, &analysis.asides);
    !is_set_aside && !is_caption(words) && (ends_as_prose(words) || count_words(words) as usize >= WORDS)
}

/// The sentence that this byte lies in. The sentences must be in the order of the text.
pub fn sentence_at(sentences: &[Span<Byte>], byte: u32) -> Option<Span<Byte>> {
    let after = sentences.partition_point(|sentence| sentence.end <= byte);
    sentences.get(after).copied().filter(|sentence| sentence.holds(byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Annotation, Attribution, Hedge, HedgeKind};

    #[test]
    fn counts() {
        let text = "“It may rain,” she said. It’s so.";
        let said = Attribution { content: vec![Span::new(0, 18)], form: Some(Form::Direct), ..Attribution::default() };
        let hedge = Hedge { span: Span::new(6, 9), kind: HedgeKind::Modal, voice: Some(Voice::Source) };
        let analysis = Analysis {
            annotations: vec![Annotation::machine(said, "test"), Annotation::machine(hedge, "test")],
            quotations: vec![Span::new(0, 18)],
            sentences: vec![Span::new(0, 28), Span::new(29, 39)],
            ..Analysis::default()
        };
        let counts = statistics(text, &analysis, &View::default(), &[], &Review::default());
        assert_eq!((counts.words, counts.quoted_words, counts.sentences), (7, 3, 2));
        assert_eq!((counts.statements, counts.direct, counts.hedges_source, counts.hedges_author), (1, 1, 1, 0));
        let mut view = View::default();
        view.toggle_plain();
        assert_eq!(statistics(text, &analysis, &view, &[], &Review::default()).statements, 0);
    }

    #[test]
    fn what_is_set_aside_captions_and_buttons_are_not_counted() {
        let lines = [
            "Ferry talks go on today",
            "Share this",
            "Image caption The harbour of Tarsvik.",
            "“It may rain,” she said. It’s so.",
            "Read more: “Storm hits Bergen”, it said.",
        ];
        let text = lines.join("\n");
        let at = |words: &str| {
            let start = text.find(words).expect("the words are in the text");
            Span::from(start..start + words.len())
        };
        let aside = crate::Aside { span: at(lines[4]), why: crate::AsideKind::Furniture };
        let analysis = Analysis {
            quotations: vec![at("“It may rain,”"), at("“Storm hits Bergen”")],
            sentences: [lines[0], lines[1], lines[2], "“It may rain,” she said.", "It’s so.", lines[4]]
                .map(at)
                .to_vec(),
            asides: vec![aside],
            ..Analysis::default()
        };
        let mut view = View::default();
        let counted = |view: &View| {
            let counts = statistics(&text, &analysis, view, &[], &Review::default());
            (counts.words, counts.quoted_words, counts.sentences)
        };
        assert_eq!(counted(&view), (5 + 7, 3, 2), "the headline has words and is no sentence");
        view.toggle_aside(aside.span.start);
        assert_eq!(counted(&view), (5 + 7 + 7, 6, 3), "what is included is counted");
    }

    #[test]
    fn sentences_by_place() {
        let sentences = [Span::new(0, 5), Span::new(6, 9)];
        let at = [0, 4, 5, 6, 9].map(|at| sentence_at(&sentences, at).map(|sentence| sentence.start));
        assert_eq!(at, [Some(0), Some(0), None, Some(6), None]);
    }
}
