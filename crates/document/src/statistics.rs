//! What there is how much of.

use crate::analysis::Analysis;
use crate::annotation::{Body, Form, Voice};
use crate::check::Check;
use crate::sources::Source;
use crate::span::{Byte, Span};
use crate::view::View;
use crate::words::count_words;

/// Counts of a text and of those of its marks that are shown. No scores: what they mean is for the reader to say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    /// Words of the text.
    pub words: u32,
    /// Those of them that stand in quotation marks.
    pub quoted_words: u32,
    /// Sentences of the text.
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

/// Counts them.
pub fn statistics(text: &str, analysis: &Analysis, view: &View, sources: &[Source], check: &Check) -> Statistics {
    let shown = view.filter(&analysis.asides);
    let words = |span: Span<Byte>| count_words(text.get(span.range()).unwrap_or_default());
    let mut counts = Statistics {
        words: count_words(text),
        quoted_words: analysis.quotations.iter().map(|&quotation| words(quotation)).sum(),
        sentences: analysis.sentences.len() as u32,
        unattributed: check.unattributed.len() as u32,
        sources: sources.iter().filter(|source| !source.name.is_empty()).count() as u32,
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

/// The sentence that this byte lies in. The sentences must be in the order of the text.
pub fn sentence_at(sentences: &[Span<Byte>], at: u32) -> Option<Span<Byte>> {
    let after = sentences.partition_point(|sentence| sentence.end <= at);
    sentences.get(after).copied().filter(|sentence| sentence.holds(at))
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
            sentences: vec![Span::new(0, 28), Span::new(29, 38)],
            ..Analysis::default()
        };
        let counts = statistics(text, &analysis, &View::default(), &[], &Check::default());
        assert_eq!((counts.words, counts.quoted_words, counts.sentences), (7, 3, 2));
        assert_eq!((counts.statements, counts.direct, counts.hedges_source, counts.hedges_author), (1, 1, 1, 0));
        let mut view = View::default();
        view.toggle_plain();
        assert_eq!(statistics(text, &analysis, &view, &[], &Check::default()).statements, 0);
    }

    #[test]
    fn sentences_by_place() {
        let sentences = [Span::new(0, 5), Span::new(6, 9)];
        let at = [0, 4, 5, 6, 9].map(|at| sentence_at(&sentences, at).map(|sentence| sentence.start));
        assert_eq!(at, [Some(0), Some(0), None, Some(6), None]);
    }
}
