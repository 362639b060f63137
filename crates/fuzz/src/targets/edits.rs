//! Edits of a person: carrying them out, moving them to another text, keeping them; and all lists that follow from marks.

use reportedly_document::{
    Analysis, Annotation, Counts, Document, Edit, History, Id, Label, Layer, Op, Part, References, agreement,
    bracketed, excerpt, find_all, headline, json, names, paragraph_of_mark, paragraphs, ranking, rebase, resolve,
    review, segments, shown_names, shown_sources, snap, sources, squashed, statistics, title_line,
};

use crate::case::Case;

/// Of a history, so many steps are done.
const MOST_STEPS: usize = 16;

/// Whatever was done to marks, what is shown is of the text, nothing is lost, and lists that should come to the same do.
pub(crate) fn edits(input: &[u8]) {
    let Case { document, new, moves, .. } = Case::read(input);
    let Document { text, annotations: machine, edits, .. } = &document;
    resolved(text, machine, edits);
    rebased(text, machine, edits, &new);
    stepped(text, edits, &new, &moves);
    let file = json::write(&document);
    if let Ok(read) = json::read(&file) {
        assert_eq!(json::write(&read), file, "a file keeps its edits");
    }
}

fn resolved(text: &str, machine: &[Annotation], edits: &[Edit]) {
    let resolved = resolve(text, machine, edits);
    let lists = [&resolved.annotations, &resolved.rejected, &resolved.hidden];
    for mark in lists.into_iter().flatten() {
        for (_, span) in mark.parts() {
            assert!(text.get(span.range()).is_some_and(|words| !words.is_empty()), "{mark:?}");
        }
    }
    let order = |mark: &Annotation| (mark.cover().start, mark.layer(), mark.cover().end);
    assert!(lists.iter().all(|list| list.is_sorted_by_key(order)));
    let mut shown: Vec<&Id> = resolved.annotations.iter().map(|mark| &mark.id).collect();
    shown.sort_unstable();
    for mark in &resolved.annotations {
        let referent = mark.attribution().and_then(|attribution| attribution.refers_to.as_ref());
        assert!(referent.is_none_or(|id| shown.binary_search(&id).is_ok()), "nobody refers to what is not shown");
    }
    assert!(resolved.conflicts.is_sorted_by_key(|conflict| conflict.edit));
    let all = squashed(edits);
    let again = resolve(text, machine, &all);
    assert_eq!(again.annotations, resolved.annotations, "what edits have overtaken has no effect");
    assert_eq!(again.rejected, resolved.rejected);
    assert_eq!(again.hidden, resolved.hidden);
    assert_eq!(again.phrases, resolved.phrases);
    let reasons = |conflicts: &[reportedly_document::EditConflict]| -> Vec<_> {
        conflicts.iter().map(|conflict| conflict.reason).collect()
    };
    assert_eq!(reasons(&again.conflicts), reasons(&resolved.conflicts));
    assert_eq!(squashed(&all), all, "there is nothing more to leave out");
    let twice = resolve(text, &resolved.annotations, edits).annotations;
    assert_eq!(twice, resolved.annotations, "twice is once");
    assert_eq!(resolve(text, machine, &[]).annotations, machine, "nothing done changes nothing");
}

fn rebased(old: &str, machine: &[Annotation], edits: &[Edit], new: &str) {
    let mut moved = edits.to_vec();
    rebase(&mut moved, old, old);
    assert_eq!(moved, edits, "the same text moves nothing");
    rebase(&mut moved, old, new);
    assert_eq!(moved.len(), edits.len(), "no edit is dropped");
    for (before, after) in edits.iter().zip(&moved) {
        let (Some(before), Some(after)) = (before.target(), after.target()) else { continue };
        assert!(after.anchor.lost.is_some() || after.anchor.fits(new) || old == new);
        if before.anchor.fits(old) && before.anchor.layer() != Some(Layer::Attribution) {
            assert_eq!(before.anchor.words(old), after.anchor.words(new), "the words under a mark stay its words");
        }
        if before.is_derived(old) && after.anchor.lost.is_none() {
            assert!(after.is_derived(new));
        }
    }
    let fits = |mark: &&Annotation| mark.parts().all(|(_, span)| new.get(span.range()).is_some());
    let of_new: Vec<Annotation> = machine.iter().filter(fits).cloned().collect();
    let conflicts = resolve(new, &of_new, &moved).conflicts;
    let lost = squashed(&moved).iter().filter(|edit| edit.is_lost()).count();
    assert!(conflicts.len() >= lost, "what is lost is in doubt");
}

/// Steps forth and back, with the text changing in between.
fn stepped(old: &str, edits: &[Edit], new: &str, moves: &[u8]) {
    let mut history = History::of(edits.iter().take(2).cloned().collect());
    let mut texts = [old, new];
    // Each step looks at all edits.
    for (at, step) in moves.iter().enumerate().take(MOST_STEPS) {
        match step % 8 {
            0 | 1 => {
                let before = history.edits().to_vec();
                if history.undo().is_some() {
                    history.redo();
                    assert_eq!(history.edits(), before, "what is undone and done again is as before");
                    history.undo();
                }
            }
            2 => drop(history.redo()),
            3 => {
                history.rebase(texts[0], texts[1]);
                texts.reverse();
            }
            size => history.apply(edits.iter().cycle().skip(at).take(usize::from(size).min(edits.len())).cloned()),
        }
    }
    let bytes = postcard::to_allocvec(&history).expect("a history can be stored");
    assert_eq!(postcard::from_bytes::<History>(&bytes).as_ref(), Ok(&history));
}

/// All lists that a reader makes of marks can be made, and what they point at is there.
pub(crate) fn lists(input: &[u8]) {
    let Case { document, view, moves, .. } = Case::read(input);
    let text = &document.text;
    let annotations = resolve(text, &document.annotations, &document.edits).annotations;
    let lines: Vec<_> = paragraphs(text).collect();
    let analysis = Analysis { annotations, sentences: lines.clone(), ..Analysis::default() };
    let marks = &analysis.annotations;
    let all_names = names(text, marks, &|_| true);
    let shown = view.filter(&analysis.asides);
    assert!(shown_names(&all_names, marks, &|mark| shown(mark)).len() <= all_names.len());
    let references = References::new(marks, &all_names);
    let all_sources = sources(text, marks, &all_names, &references, &|_| true);
    let statements = all_sources.iter().flat_map(|source| &source.statements);
    assert!(statements.clone().all(|index| marks[*index as usize].layer() == Layer::Attribution));
    let count = marks.iter().filter(|mark| mark.layer() == Layer::Attribution).count();
    assert_eq!(statements.count(), count, "every statement has one source");
    assert!(shown_sources(&all_sources, marks, &|mark| shown(mark)).len() <= all_sources.len());
    let checked = review(text, &analysis, &view, &all_sources);
    statistics(text, &analysis, &view, &all_sources, &checked);
    Counts::of(marks, &analysis.asides, &view);
    for ranked in ranking(text, marks, &lines) {
        assert!(text.get(ranked.span.range()).is_some());
    }
    let cut = segments(&lines, marks, |_| true);
    for segment in cut.iter().flatten() {
        assert!(!segment.span.of(text).is_empty());
    }
    assert_eq!(bracketed(text, []), *text);
    bracketed(text, marks);
    for line in [title_line(text, &[]), headline(text, &[])].into_iter().flatten() {
        assert!(!line.of(text).trim().is_empty());
    }
    for &layer in Layer::ALL {
        let own = agreement(marks, marks, layer);
        assert_eq!((own.only_first, own.only_second), (0, 0), "everybody agrees with themselves");
        agreement(marks, &document.annotations, layer);
    }
    let Some(mark) = marks.get(usize::from(moves.first().copied().unwrap_or(0)) % marks.len().max(1)) else { return };
    let span = mark.cover();
    let words: String = span.of(text).chars().take(12).collect();
    for found in find_all(text, &words, 100) {
        assert!(text.get(found.range()).is_some());
    }
    for part in [Part::Entity, Part::Content] {
        assert!(snap(text, span, part).is_none_or(|span| text.get(span.range()).is_some()));
    }
    let resolved = Document { annotations: marks.clone(), ..document.clone() };
    let (passage, _) = paragraph_of_mark(&resolved, Some(&mark.id));
    for part in [passage, excerpt(&resolved, span)] {
        assert!(text.contains(part.text.trim()));
        assert!(part.annotations.iter().all(|mark| mark.is_of(&part.text)), "an excerpt has marks of its own text");
        for edit in part.edits {
            let Op::Mark(target, _) = edit.op else { continue };
            assert!(target.anchor.lost.is_some() || target.anchor.fits(&part.text) || !document_fits(&document));
        }
    }
}

/// Whether all edits are of the text: then those of an excerpt are, too.
fn document_fits(document: &Document) -> bool {
    document.edits.iter().filter_map(Edit::target).all(|target| target.anchor.fits(&document.text))
}
