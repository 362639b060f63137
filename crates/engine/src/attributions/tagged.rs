//! Attributions from the parts that a trained model marked.

use std::ops::Range;

use reportedly_document::Stance;
use reportedly_net::Chunk;

use super::draft::Draft;
use super::grammar::Sentence;
use super::lexicon::lexicon;
use super::rules;
use crate::lexed::{Block, Lexed};
use crate::mark::{AttributionMark, EntityMark};
use crate::model::confidence;
use crate::model::parts::Part;
use crate::order::{both, sort_by_key};
use crate::rules::Rule;
use crate::token_ranges::TokenRanges;

/// What the page says of such a mark.
const MODEL: Rule = Rule {
    id: "attribution/model",
    why: "A model that was trained on news marked by people found these words to be source, cue and content.",
};

/// Joins the parts of a block to attributions, in the order of their first token. `entities` are those of this block, and
/// `by_rule` is what the rules found in it.
///
/// A part knows on which side of it its cue stands and belongs to the nearest one there; where there is none, to the
/// nearest on the other side. A content in a block without any cue goes on with the attribution before it.
///
/// A token has one part only, so that the model cannot see that two statements share a source ("said …, adding …"), nor
/// statements inside of statements: these it has from the rules.
pub(crate) fn join(
    lexed: &Lexed,
    block: &Block,
    entities: &[EntityMark],
    parts: &[(Chunk, f32)],
    by_rule: &[AttributionMark],
    attributions: &mut Vec<AttributionMark>,
) {
    let s = Sentence { lexed, block, entities, start: block.tokens.start, end: block.tokens.end };
    let mut drafts = drafts(&s, parts, attributions);
    drafts.retain(|draft| !draft.content.is_empty());
    let rules = Rules::new(block, by_rule);
    let sure = |mark: &AttributionMark, confidence| AttributionMark { confidence, ..mark.clone() };
    rules.share_sources(&s, &mut drafts);
    let mut found: Vec<AttributionMark> =
        rules.nested(&drafts).map(|mark| sure(mark, Some(confidence::OF_NESTED))).collect();
    for draft in drafts {
        match rules.at(&draft.cue) {
            Some(mark) if mark.cue.len() > 1 => {
                // The net may have seen a cue in each of its halves.
                let mark = sure(mark, draft.probability.map(confidence::of_attribution));
                if found.last().is_none_or(|last| last.cue != mark.cue) {
                    found.push(mark);
                }
            }
            _ => found.push(draft.finish(&s)),
        }
    }
    sort_by_key(&mut found, |mark| both(mark.first(), mark.end()));
    attributions.append(&mut found);
}

/// What the parts make by themselves, in the order of cues.
fn drafts(s: &Sentence<'_>, parts: &[(Chunk, f32)], attributions: &mut [AttributionMark]) -> Vec<Draft> {
    let cues = parts.iter().filter(|(part, _)| is_cue(part));
    let draft = |(cue, probability): &(Chunk, f32)| Draft {
        probability: Some(*probability),
        ..Draft::new(MODEL, stance(s, &cue.tokens)).cue(cue.tokens.clone())
    };
    let mut drafts: Vec<Draft> = cues.clone().map(draft).collect();
    let cues: Vec<&Range<usize>> = cues.map(|(cue, _)| &cue.tokens).collect();
    for (part, probability) in parts.iter().filter(|(part, _)| !is_cue(part)) {
        let kind = Part::ALL[part.class];
        let next = cues.partition_point(|cue| cue.start < part.tokens.start);
        let (next, last) = ((next < cues.len()).then_some(next), next.checked_sub(1));
        let owner = match kind {
            Part::SourceOfNext | Part::ContentOfNext => next.or(last),
            Part::Cue | Part::SourceOfLast | Part::ContentOfLast => last.or(next),
        };
        let tokens = part.tokens.clone();
        match (kind, owner) {
            (Part::SourceOfNext | Part::SourceOfLast, Some(owner)) => drafts[owner].source.push(tokens),
            (_, Some(owner)) => {
                let draft = &mut drafts[owner];
                draft.content.push(tokens);
                draft.probability = draft.probability.map(|all| all * probability);
            }
            (Part::ContentOfNext | Part::ContentOfLast, None) => {
                let near = |last: &&mut AttributionMark| is_near(s.lexed, last, s.block) && last.end() <= tokens.start;
                if let Some(before) = attributions.last_mut().filter(near) {
                    before.content.push(tokens);
                }
            }
            (_, None) => {}
        }
    }
    drafts
}

/// What the rules found in a block, by the token.
struct Rules<'r> {
    first: usize,
    marks: &'r [AttributionMark],
    /// For each token, which mark it is the cue of.
    cues: Vec<Option<usize>>,
}

impl<'r> Rules<'r> {
    fn new(block: &Block, marks: &'r [AttributionMark]) -> Self {
        let first = block.tokens.start;
        let mut cues = vec![None; block.tokens.len()];
        for (number, mark) in marks.iter().enumerate() {
            for token in mark.cue.iter().cloned().flatten().filter(|token| block.tokens.contains(token)) {
                cues[token - first].get_or_insert(number);
            }
        }
        Rules { first, marks, cues }
    }

    /// The mark whose cue overlaps these tokens.
    fn at(&self, cue: &[Range<usize>]) -> Option<&'r AttributionMark> {
        let number = cue.iter().cloned().flatten().find_map(|token| self.cues[token - self.first])?;
        Some(&self.marks[number])
    }

    /// The marks inside of what somebody else is said to have said.
    fn nested(&self, drafts: &[Draft]) -> impl Iterator<Item = &'r AttributionMark> {
        let mut inside = vec![false; self.cues.len()];
        for draft in drafts {
            draft.content.iter().cloned().flatten().for_each(|token| inside[token - self.first] = true);
            draft.cue.iter().cloned().flatten().for_each(|token| inside[token - self.first] = false);
        }
        let first = self.first;
        self.marks.iter().filter(move |mark| {
            NESTING.contains(&mark.rule) && mark.cue.iter().cloned().flatten().all(|token| inside[token - first])
        })
    }

    /// Gives statements without a source the one that the rules found, or that of the statement before them in the
    /// sentence. What has no source then, no rule that supports it, and little of the model's trust is left out: four of
    /// five of those are mistakes.
    fn share_sources(&self, s: &Sentence<'_>, drafts: &mut Vec<Draft>) {
        let mut before: Option<TokenRanges> = None;
        drafts.retain_mut(|draft| {
            let mark = self.at(&draft.cue);
            if let Some(mark) = mark
                && (draft.source.is_empty() || !mark.via.is_empty())
            {
                draft.source.clone_from(&mark.source);
                draft.via.clone_from(&mark.via);
            }
            let begins = draft.cue[0].start;
            let sentence = s.sentence_of(begins);
            if let Some(mark) = mark {
                end_with_clause(&sentence, draft, mark);
            }
            if draft.source.is_empty()
                && mark.is_none()
                && let Some(source) = &before
                && source.last().is_some_and(|source| sentence.start <= source.start && source.end <= begins)
            {
                draft.source.clone_from(source);
            }
            if !draft.source.is_empty() {
                before = Some(draft.source.clone());
            }
            let probable = draft.probability.is_some_and(|probability| probability >= LEAST_WITHOUT_SOURCE);
            mark.is_some() || !draft.source.is_empty() || probable
        });
    }
}

/// "While he called the talks good, little was agreed": what is said in a clause that depends on another ends with that
/// clause, which rules see better than the net.
fn end_with_clause(s: &Sentence<'_>, draft: &mut Draft, mark: &AttributionMark) {
    let Some(clause) = draft.source.iter().chain(&draft.cue).map(|part| part.start).min() else { return };
    let depends = s.is(s.start, SUBORDINATORS) || clause > s.start && s.is(clause - 1, SUBORDINATORS);
    if let ([content], [by_rule]) = (&draft.content[..], &mark.content[..])
        && depends
        && clause < content.start
        && content.start == by_rule.start
        && by_rule.end < content.end
    {
        draft.content.set_ends(|_| by_rule.end);
    }
}

/// What makes a clause depend on the one that comes after it.
const SUBORDINATORS: &str = "while although though whereas";

/// How probable a statement without a source must be that no rule sees.
const LEAST_WITHOUT_SOURCE: f32 = 0.5;

/// The rules that are right about statements inside of statements more often than not.
const NESTING: [Rule; 3] = [rules::SAID_THAT, rules::TOLD, rules::PLANS_TO];

fn is_cue(part: &Chunk) -> bool {
    Part::ALL[part.class] == Part::Cue
}

/// Whether the attribution reaches into the block right before this one.
fn is_near(lexed: &Lexed, attribution: &AttributionMark, block: &Block) -> bool {
    let end = attribution.content.iter().map(|content| content.end).max().unwrap_or(0);
    let before = lexed.blocks().partition_point(|other| other.tokens.end < block.tokens.start);
    lexed.blocks()[before].tokens.contains(&end.saturating_sub(1))
}

/// The stance of the first word of the cue that the lists know.
fn stance(s: &Sentence<'_>, cue: &Range<usize>) -> Stance {
    let known = |at: usize| {
        if s.is(at, "according") {
            return Some(Stance::Evidential);
        }
        let verb = lexicon().verbs.longest_at(s.lexed, at, cue.end).map(|(_, verb)| verb.stance);
        verb.or_else(|| lexicon().nouns.longest_at(s.lexed, at, cue.end).map(|(_, noun)| noun.stance))
    };
    cue.clone().find_map(known).unwrap_or(Stance::Neutral)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexed::lex;

    /// Each part as its class and its words, which stand in the text once; the attributions as lists of words.
    fn check(text: &str, parts: &[(Part, &str)], expected: &[(&str, &str, &str)]) {
        let lexed = lex(text);
        let mut marks = Vec::new();
        for block in lexed.blocks() {
            let own = |&(part, words): &(Part, &str)| {
                let start = text.find(words).unwrap();
                let inside =
                    |at: &usize| (start..start + words.len()).contains(&(lexed.tokens()[*at].span.start as usize));
                let tokens: Vec<usize> = block.tokens.clone().filter(inside).collect();
                Some(Chunk { class: part as usize, tokens: *tokens.first()?..tokens.last()? + 1 })
            };
            let own: Vec<(Chunk, f32)> = parts.iter().filter_map(own).map(|chunk| (chunk, 0.9)).collect();
            join(&lexed, block, &[], &own, &[], &mut marks);
        }
        let words = |ranges: &[Range<usize>]| {
            ranges.iter().map(|range| lexed.span(range.clone()).of(text)).collect::<Vec<_>>().join(" … ")
        };
        let found: Vec<_> =
            marks.iter().map(|mark| (words(&mark.source), words(&mark.cue), words(&mark.content))).collect();
        let found: Vec<_> = found.iter().map(|(a, b, c)| (a.as_str(), b.as_str(), c.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn parts_find_their_cue() {
        check(
            "“No,” she said, “never.” He thinks it will rain, according to Ann.",
            &[
                (Part::ContentOfNext, "“No,”"),
                (Part::SourceOfNext, "she"),
                (Part::Cue, "said"),
                (Part::ContentOfLast, "“never.”"),
                (Part::ContentOfNext, "He thinks it will rain"),
                (Part::Cue, "according to"),
                (Part::SourceOfLast, "Ann"),
            ],
            &[("she", "said", "“No,” … “never.”"), ("Ann", "according to", "He thinks it will rain")],
        );
    }

    #[test]
    fn a_cue_without_content_is_none() {
        check("He spoke.", &[(Part::SourceOfNext, "He"), (Part::Cue, "spoke")], &[]);
    }

    #[test]
    fn contents_go_on() {
        let parts = [
            (Part::SourceOfNext, "He"),
            (Part::Cue, "said"),
            (Part::ContentOfLast, "“it began."),
            (Part::ContentOfLast, "“It ended.”"),
        ];
        check("He said “it began.\n\n“It ended.”", &parts, &[("He", "said", "“it began. … “It ended.”")]);
        check("He said “it began.\n\nNobody spoke.\n\n“It ended.”", &parts, &[("He", "said", "“it began.")]);
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
