//! Attributions of a block that a model has read: candidates from net and rules, and which of them are shown.

use std::ops::Range;
use std::sync::LazyLock;

use super::candidates::{Candidate, candidates, overlap};
use super::grammar::Sentence;
use super::quotations;
use crate::lexed::{Block, Lexed};
use crate::linear::Linear;
use crate::mark::{AttributionMark, EntityMark};
use crate::model::confidence::LEAST_OF_ATTRIBUTION;
use crate::model::tagged::Structure;
use crate::stable_sort::{both, sort_by_key};

/// Decides which candidates are right. The trainer has fitted it on pages that the net had not seen.
static ARBITER: LazyLock<Linear> = LazyLock::new(|| Linear::named("arbiter"));

/// The candidates of a block. `entities` are those of this block, and `by_rule` is what the rules found in it.
pub(crate) fn proposed(
    lexed: &Lexed,
    block: &Block,
    entities: &[EntityMark],
    structures: &[Structure],
    by_rule: &[AttributionMark],
) -> Vec<Candidate> {
    let s = Sentence { lexed, block, entities, start: block.tokens.start, end: block.tokens.end };
    candidates(&s, structures, by_rule)
}

/// Appends the attributions of a block, in the order of their first token.
#[inline(never)]
pub(crate) fn join(
    lexed: &Lexed,
    block: &Block,
    entities: &[EntityMark],
    structures: &[Structure],
    by_rule: &[AttributionMark],
    attributions: &mut Vec<AttributionMark>,
) {
    let s = Sentence { lexed, block, entities, start: block.tokens.start, end: block.tokens.end };
    let mut chosen = choose(candidates(&s, structures, by_rule), |candidate| {
        ARBITER.probability(ARBITER.score(&candidate.features))
    });
    let (mut drafts, marks): (Vec<_>, Vec<_>) =
        chosen.drain(..).map(|candidate| (candidate.draft, candidate.mark)).unzip();
    quotations::attach(&s, &mut drafts, attributions);
    let finished = drafts.into_iter().zip(marks).map(|(draft, mark)| {
        let finished = draft.finish(&s);
        match mark {
            // What its paragraph alone does not tell is the rule's.
            Some(mark) if mark.content == finished.content => {
                AttributionMark { confidence: finished.confidence, ..mark }
            }
            _ => finished,
        }
    });
    let mut found: Vec<AttributionMark> = finished.collect();
    sort_by_key(&mut found, |mark| both(mark.first(), mark.end()));
    attributions.append(&mut found);
}

/// Of candidates with the same cue the most probable, where it is probable enough; of two cues that give the same words to
/// the same source, one.
fn choose(candidates: Vec<Candidate>, probability: impl Fn(&Candidate) -> f32) -> Vec<Candidate> {
    let mut chosen: Vec<(f32, Candidate)> = Vec::new();
    for mut candidate in candidates {
        let mut probable = probability(&candidate);
        if candidate.is_seldom() {
            probable = probable.max(LEAST_OF_ATTRIBUTION);
        }
        if probable < LEAST_OF_ATTRIBUTION {
            continue;
        }
        candidate.draft.probability = Some(probable);
        // Those of the same cue stand beside each other; the bound keeps this linear.
        let near = chosen.len().saturating_sub(NEAR);
        let rival = chosen[near..].iter().rposition(|(_, other)| same(other, &candidate));
        match rival.map(|at| &mut chosen[near + at]) {
            Some(rival) if rival.0 >= probable => {}
            Some(rival) => *rival = (probable, candidate),
            None => chosen.push((probable, candidate)),
        }
    }
    chosen.into_iter().map(|(_, candidate)| candidate).collect()
}

/// So many chosen ones are compared with a candidate.
const NEAR: usize = 8;

/// Whether two candidates are rivals.
fn same(a: &Candidate, b: &Candidate) -> bool {
    let meet = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
    let cues = a.draft.cue.iter().any(|a| b.draft.cue.iter().any(|b| meet(a, b)));
    cues || overlap(&a.draft.content, &b.draft.content) >= 0.8 && overlap(&a.draft.source, &b.draft.source) >= 0.5
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Job;
    use crate::attributions::candidates::stance;
    use crate::lexed::lex;
    use reportedly_document::Stance;

    fn check(text: &str, structures: &[Structure], preferred: fn(&Candidate) -> f32, expected: &[(&str, &str)]) {
        let (lexed, marks) = Job::by_rule(text);
        let block = &lexed.blocks()[0];
        let found = proposed(&lexed, block, &[], structures, &marks.attributions);
        let words = |ranges: &[Range<usize>]| {
            ranges.iter().map(|range| lexed.span(range.clone()).of(text)).collect::<Vec<_>>().join(" … ")
        };
        let chosen = choose(found, preferred);
        let found: Vec<_> =
            chosen.iter().map(|found| (words(&found.draft.source), words(&found.draft.content))).collect();
        let found: Vec<_> = found.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(found, expected);
    }

    fn structure(cue: Range<usize>, source: Range<usize>, content: Range<usize>) -> Structure {
        Structure { cue, probability: 0.9, found: true, source: vec![(source, 0.9)], content: vec![(content, 0.9)] }
    }

    #[test]
    fn statements_inside_of_statements() {
        let text = "Ann said Bob plans to leave";
        let structures = [structure(1..2, 0..1, 2..6), structure(3..4, 2..3, 4..6)];
        let net: fn(&Candidate) -> f32 = |candidate| if candidate.mark.is_none() { 0.9 } else { 0.1 };
        check(text, &structures, net, &[("Ann", "Bob plans to leave"), ("Bob", "to leave")]);
        check(text, &structures, |_| 0.1, &[]);
    }

    #[test]
    fn of_net_and_rule_the_more_probable() {
        let text = "Ann said it rained.";
        let structures = [structure(1..2, 0..1, 2..3)];
        check(text, &structures, |candidate| if candidate.mark.is_none() { 0.7 } else { 0.8 }, &[("Ann", "it rained")]);
        check(text, &structures, |candidate| if candidate.mark.is_none() { 0.8 } else { 0.7 }, &[("Ann", "it")]);
    }

    #[test]
    fn the_accused_is_no_source_wherever_the_passive_begins() {
        let net: fn(&Candidate) -> f32 = |candidate| if candidate.mark.is_none() { 0.9 } else { 0.1 };
        let sources = |text: &str, cue: usize| {
            let (lexed, _) = Job::by_rule(text);
            let block = &lexed.blocks()[0];
            let structures = [structure(cue..cue + 1, 0..1, cue + 1..block.tokens.end - 1)];
            let chosen = choose(proposed(&lexed, block, &[], &structures, &[]), net);
            chosen.iter().filter(|found| !found.draft.source.is_empty()).count()
        };
        assert_eq!(sources("Dunn was accused of fraud.", 2), 0);
        assert_eq!(sources("Dunn was arrested on Monday and charged with fraud.", 6), 0);
        assert_eq!(sources("Dunn was named and blamed for it.", 4), 0);
        assert_eq!(sources("Dunn was openly, repeatedly blamed for it.", 5), 0);
        assert_eq!(sources("Dunn lost and blamed the bank.", 3), 1);
        assert_eq!(sources("Dunn, who is ill, alleged fraud.", 5), 1);
    }

    #[test]
    fn stances() {
        let lexed = lex("He has denied it, according to a claim");
        let block = &lexed.blocks()[0];
        let s = Sentence { lexed: &lexed, block, entities: &[], start: 0, end: block.tokens.end };
        assert_eq!(stance(&s, &(1..3)), Stance::Negative);
        assert_eq!(stance(&s, &(5..7)), Stance::Evidential);
        assert_eq!(stance(&s, &(0..1)), Stance::Neutral);
    }
}
