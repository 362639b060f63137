//! What an attentive reader would look at again.

use crate::analysis::Analysis;
use crate::annotation::{Annotation, Body, Voice};
use crate::caption::is_caption;
use crate::names::words;
use crate::segment::paragraphs;
use crate::sources::Source;
use crate::span::{Byte, Span, joined};
use crate::stable_sort::sort_by_key;
use crate::view::View;
use crate::words::all_words;

/// Places to look at again, in the order of the text. They say nothing about whether anything is true.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Review {
    /// Sentences of the article's own voice: in them is no part of an attribution, shown or not, and no quotation. Those of
    /// asides and captions are left out.
    pub unattributed: Vec<Span<Byte>>,
    /// Passages of more than one paragraph in which all that is said, shown or not, is said by one source. Listed where one of
    /// the statements is shown.
    pub single: Vec<Passage>,
    /// Attributions that the article itself hedges ("reportedly said").
    pub hedged: Vec<u32>,
}

/// Several statements of one source after each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The source, by its index among the sources.
    pub source: u32,
    /// The attributions that are shown by their indices among the annotations.
    pub statements: Vec<u32>,
    /// From the first word of the first to the last of the last.
    pub span: Span<Byte>,
}

/// The fewest words of a sentence that is missed a source: fewer are a heading, or an exclamation.
pub(crate) const WORDS: usize = 4;

/// The most bytes between a cue and a hedge that belong together: a space, or a comma and a space.
const NEAR: u32 = 2;

/// Looks for them. `sources` must be those of all attributions; of those that are shown alone the last two lists speak.
///
/// Takes `n log n` time.
pub fn review(text: &str, analysis: &Analysis, view: &View, sources: &[Source]) -> Review {
    review_beside(unattributed(text, analysis, &view.included), text, analysis, view, sources)
}

/// The same for somebody who knows the first list, which [`unattributed`] makes: of all that a view says, it depends on the asides
/// that are included alone.
pub fn review_beside(
    unattributed: Vec<Span<Byte>>,
    text: &str,
    analysis: &Analysis,
    view: &View,
    sources: &[Source],
) -> Review {
    let annotations = &analysis.annotations;
    let shown = view.filter(&analysis.asides);
    let mut review = Review { unattributed, ..Review::default() };
    // Without overlaps, their ends are in order, too.
    let hedges = joined(annotations.iter().filter_map(own_hedge).collect());
    for (index, annotation) in annotations.iter().enumerate() {
        let Some(attribution) = annotation.attribution().filter(|_| shown(annotation)) else { continue };
        let near = |span: &Span<Byte>| {
            let from = hedges.partition_point(|hedge| hedge.end + NEAR < span.start);
            hedges[from..]
                .iter()
                .take_while(|hedge| hedge.start <= span.end + NEAR)
                .any(|&hedge| touches(text, hedge, *span))
        };
        let of_source = |span: &Span<Byte>| {
            let from = hedges.partition_point(|hedge| hedge.end <= span.start);
            hedges.get(from).is_some_and(|hedge| hedge.overlaps(*span))
        };
        if attribution.cue.iter().any(near) || attribution.source.iter().any(of_source) {
            review.hedged.push(index as u32);
        }
    }
    review.single = passages(text, annotations, sources, &shown);
    review
}

/// A hedge of the article's own.
fn own_hedge(annotation: &Annotation) -> Option<Span<Byte>> {
    match &annotation.body {
        Body::Hedge(hedge) if hedge.voice != Some(Voice::Source) => Some(hedge.span),
        _ => None,
    }
}

/// Whether the two overlap, or have nothing but a space or a comma between them.
fn touches(text: &str, one: Span<Byte>, other: Span<Byte>) -> bool {
    let gap = if one.start < other.start { one.end..other.start } else { other.end..one.start };
    gap.start >= gap.end
        || words(text, Span::from(gap.start as usize..gap.end as usize)).chars().all(|c| matches!(c, ' ' | ','))
}

/// The sentences of [`Review::unattributed`]. Of asides, those are looked at that begin at one of the bytes of `included`.
pub fn unattributed(text: &str, analysis: &Analysis, included: &[u32]) -> Vec<Span<Byte>> {
    let mut taken: Vec<Span<Byte>> = analysis.quotations.clone();
    for attribution in analysis.annotations.iter().filter_map(Annotation::attribution) {
        let parts = attribution.source.iter().chain(&attribution.cue).chain(&attribution.content);
        taken.extend(parts.copied());
    }
    taken.extend(analysis.asides.iter().map(|aside| aside.span).filter(|span| !included.contains(&span.start)));
    taken.extend(paragraphs(text).filter(|paragraph| is_caption(words(text, *paragraph))));
    sort_by_key(&mut taken, |span| u64::from(span.start));
    let mut taken = taken.into_iter().peekable();
    // The furthest end of what has begun so far.
    let mut reach = 0;
    let mut free = Vec::new();
    for &sentence in &analysis.sentences {
        while let Some(span) = taken.next_if(|span| span.start < sentence.end) {
            reach = reach.max(span.end);
        }
        let prose = words(text, sentence);
        if reach <= sentence.start && ends_as_prose(prose) && all_words(prose).nth(WORDS - 1).is_some() {
            free.push(sentence);
        }
    }
    free
}

/// Whether words end like a sentence, and not like a heading, a byline or a button.
pub(crate) fn ends_as_prose(words: &str) -> bool {
    words.trim_end_matches(['”', '"', '’', '\'', ')', ']']).ends_with(['.', '!', '?', '…'])
}

fn passages(
    text: &str,
    annotations: &[Annotation],
    sources: &[Source],
    shown: &dyn Fn(&Annotation) -> bool,
) -> Vec<Passage> {
    let mut statements: Vec<(u32, u32)> = Vec::new();
    for (source, of) in sources.iter().enumerate().filter(|(_, source)| !source.name.is_empty()) {
        statements.extend(of.statements.iter().map(|&index| (index, source as u32)));
    }
    sort_by_key(&mut statements, |&(index, _)| u64::from(index));
    let rows: Vec<u32> = paragraphs(text).map(|paragraph| paragraph.start).collect();
    let row = |byte: u32| rows.partition_point(|&start| start <= byte);
    let mut passages: Vec<Passage> = Vec::new();
    for run in statements.chunk_by(|one, next| one.1 == next.1) {
        let covers = run.iter().map(|&(index, _)| annotations[index as usize].cover());
        let Some(span) = covers.reduce(Span::cover) else { continue };
        let listed = |index: &u32| shown(&annotations[*index as usize]);
        let statements: Vec<u32> = run.iter().map(|&(index, _)| index).filter(listed).collect();
        if run.len() > 1 && !statements.is_empty() && row(span.start) < row(span.end.saturating_sub(1)) {
            passages.push(Passage { source: run[0].1, statements, span });
        }
    }
    passages
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Attribution, Hedge, HedgeKind, SourceClass};
    use crate::names::names;
    use crate::sources::{References, sources};

    const TEXT: &str = "Talks resume\nThe talks began in Oslo today. “We hope,” Ana said.\nAna reportedly said it rained. \
        Many fear that it snows. Really.";

    fn find(words: &str) -> Span<Byte> {
        let start = TEXT.find(words).expect("the words are in the text");
        Span::from(start..start + words.len())
    }

    fn statement(source: &str, class: SourceClass, cue: &str, content: &str) -> Annotation {
        let (source, cue, content) = (vec![find(source)], vec![find(cue)], vec![find(content)]);
        let source_class = Some(class);
        Annotation::machine(Attribution { source, cue, content, source_class, ..Attribution::default() }, "test")
    }

    fn analysis() -> Analysis {
        let hedge = Hedge { span: find("reportedly"), kind: HedgeKind::Hearsay, voice: Some(Voice::Author) };
        Analysis {
            annotations: vec![
                statement("Ana", SourceClass::Named, "Ana said", "“We hope,”"),
                statement("Ana", SourceClass::Named, "said it", "it rained"),
                Annotation::machine(hedge, "test"),
                statement("Many", SourceClass::Unspecified, "fear", "that it snows"),
            ],
            sentences: [
                "Talks resume",
                "The talks began in Oslo today.",
                "“We hope,” Ana said.",
                "Ana reportedly said it rained.",
                "Many fear that it snows.",
                "Really.",
            ]
            .map(find)
            .to_vec(),
            quotations: vec![find("“We hope,”")],
            ..Analysis::default()
        }
    }

    fn checked(analysis: &Analysis) -> Review {
        let names = names(TEXT, &analysis.annotations, &|_| true);
        let references = References::new(&analysis.annotations, &names);
        let sources = sources(TEXT, &analysis.annotations, &names, &references, &|_| true);
        review(TEXT, analysis, &View::default(), &sources)
    }

    #[test]
    fn what_is_listed() {
        let review = checked(&analysis());
        let unattributed: Vec<_> = review.unattributed.iter().map(|span| span.of(TEXT)).collect();
        assert_eq!(unattributed, ["The talks began in Oslo today."], "neither the heading nor an exclamation");
        assert_eq!(review.hedged, [1]);
        assert_eq!(review.single.iter().map(|passage| passage.statements.clone()).collect::<Vec<_>>(), [[0, 1]]);
    }

    #[test]
    fn what_is_set_aside_is_not_missed_a_source() {
        let aside = crate::Aside { span: find("The talks began in Oslo today."), why: crate::AsideKind::Furniture };
        let review = checked(&Analysis { asides: vec![aside], ..analysis() });
        assert!(review.unattributed.is_empty());
    }

    #[test]
    fn a_hedge_inside_a_long_one_still_hedges_its_statement() {
        let mut analysis = analysis();
        let long = Hedge { span: Span::new(0, 20), kind: HedgeKind::Tentative, voice: None };
        analysis.annotations.insert(0, Annotation::machine(long, "test"));
        let short = Hedge { span: Span::new(2, 4), kind: HedgeKind::Tentative, voice: None };
        analysis.annotations.insert(1, Annotation::machine(short, "test"));
        assert_eq!(checked(&analysis).hedged, [3]);
    }

    #[test]
    fn a_caption_is_not_missed_a_source() {
        let text = "Image caption The harbour of Tarsvik on Monday.\nThe talks began in Oslo today.";
        let sentences = vec![Span::new(0, 47), Span::new(48, 78)];
        let found = review(text, &Analysis { sentences, ..Analysis::default() }, &View::default(), &[]);
        assert_eq!(found.unattributed, [Span::new(48, 78)]);
    }

    #[test]
    fn a_passage_rests_on_one_source_only_where_nobody_else_speaks_in_it_shown_or_not() {
        let mut analysis = analysis();
        // Between Ana's two statements.
        analysis.annotations.insert(1, statement("Oslo", SourceClass::Pronoun, "began", "today"));
        let mut view = View::default();
        view.toggle_kind(crate::Kind::Source(SourceClass::Pronoun));
        let names = names(TEXT, &analysis.annotations, &|_| true);
        let references = References::new(&analysis.annotations, &names);
        let sources = sources(TEXT, &analysis.annotations, &names, &references, &|_| true);
        assert_eq!(review(TEXT, &analysis, &view, &sources).single, []);
    }

    #[test]
    fn hedges_that_are_a_sources_or_elsewhere_hedge_no_attribution() {
        let mut analysis = analysis();
        if let Body::Hedge(hedge) = &mut analysis.annotations[2].body {
            hedge.voice = Some(Voice::Source);
        }
        assert!(checked(&analysis).hedged.is_empty());
        let far = Hedge { span: find("Oslo"), kind: HedgeKind::Hearsay, voice: Some(Voice::Author) };
        analysis.annotations[2] = Annotation::machine(far, "test");
        assert!(checked(&analysis).hedged.is_empty());
    }
}
