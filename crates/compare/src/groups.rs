//! Statements that are the same, of two articles or more.

use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

use crate::alignment::{Match, aligned};
use crate::comparison::{Group, Link};
use crate::differences::differences;
use crate::speakers::SpeakerIdentity;
use crate::statement::PreparedStatement;
use crate::weights::Weights;

/// A pair of statements, each the best for the other in its article.
struct Pair {
    one: u32,
    other: u32,
    found: Match,
}

/// What pairs of statements are to each other, each of which is compared once and in the order of the articles.
struct Matches<'a> {
    statements: &'a [PreparedStatement],
    identities: &'a [SpeakerIdentity],
    weights: &'a Weights,
    /// By the lower index and the higher one.
    known: HashMap<(u32, u32), Option<Match>, FxBuildHasher>,
}

impl Matches<'_> {
    /// How two statements are the same; nothing where they are not, or are of one article.
    fn of(&mut self, one: u32, other: u32) -> Option<Match> {
        let (one, other) = (one.min(other), one.max(other));
        let compared = || {
            let (statement, its) = (&self.statements[one as usize], &self.statements[other as usize]);
            if statement.article == its.article {
                return None;
            }
            aligned(statement, its, self.identities, self.weights)
        };
        self.known.entry((one, other)).or_insert_with(compared).clone()
    }
}

/// All groups in the order of their first statements, and for each statement the one that it is in.
pub(crate) fn groups(
    articles: usize,
    statements: &[PreparedStatement],
    near: &[Vec<u32>],
    identities: &[SpeakerIdentity],
    weights: &Weights,
) -> (Vec<Group>, Vec<Option<u32>>) {
    let mut members: Vec<Vec<u32>> = Vec::new();
    let mut of: Vec<Option<usize>> = vec![None; statements.len()];
    let mut matches = Matches { statements, identities, weights, known: HashMap::default() };
    for Pair { one, other, .. } in mutual_pairs(articles, near, &mut matches) {
        let list = |statement: u32| match of[statement as usize] {
            Some(group) => members[group].clone(),
            None => vec![statement],
        };
        let (own, its) = (list(one), list(other));
        if of[one as usize].is_some() && of[one as usize] == of[other as usize] {
            continue;
        }
        // All of a group are the same as all others: no chain leads from one claim to another.
        if own.iter().all(|one| its.iter().all(|other| matches.of(*one, *other).is_some())) {
            let group = members.len();
            let mut all = [own, its].concat();
            all.sort_unstable();
            all.iter().for_each(|&statement| of[statement as usize] = Some(group));
            members.push(all);
        }
    }
    let mut current: Vec<Vec<u32>> = Vec::new();
    for (index, list) in members.into_iter().enumerate() {
        if of[list[0] as usize] == Some(index) {
            current.push(list);
        }
    }
    current.sort();
    let mut of_group = vec![None; statements.len()];
    for (index, list) in current.iter().enumerate() {
        list.iter().for_each(|&statement| of_group[statement as usize] = Some(index as u32));
    }
    (current.into_iter().map(|list| group(list, &mut matches)).collect(), of_group)
}

/// The pairs of statements that are the best for each other, the surest first.
fn mutual_pairs(articles: usize, near: &[Vec<u32>], matches: &mut Matches<'_>) -> Vec<Pair> {
    let statements = matches.statements;
    let mut pairs = Vec::new();
    // For each statement and each article the best there: rank, then the pair.
    let mut best: Vec<Option<((u32, u32), usize)>> = vec![None; statements.len() * articles];
    for (one, others) in near.iter().enumerate() {
        for &other in others {
            let (statement, its) = (&statements[one], &statements[other as usize]);
            let Some(found) = matches.of(one as u32, other) else { continue };
            // Of equals, those that stand equally far down.
            let rank = (found.score, u32::MAX - statement.depth.abs_diff(its.depth));
            let pair = pairs.len();
            for slot in [one * articles + its.article, other as usize * articles + statement.article] {
                if best[slot].is_none_or(|(known, _)| rank > known) {
                    best[slot] = Some((rank, pair));
                }
            }
            pairs.push(Pair { one: one as u32, other, found });
        }
    }
    let is_mutual = |(index, pair): (usize, Pair)| {
        let is_best = |statement: u32, article: usize| {
            best[statement as usize * articles + article].is_some_and(|(_, known)| known == index)
        };
        let (one, other) = (statements[pair.one as usize].article, statements[pair.other as usize].article);
        (is_best(pair.one, other) && is_best(pair.other, one)).then_some(pair)
    };
    let mut mutual: Vec<Pair> = pairs.into_iter().enumerate().filter_map(is_mutual).collect();
    mutual.sort_by_key(|pair| (u32::MAX - pair.found.score, pair.one, pair.other));
    mutual
}

fn group(list: Vec<u32>, matches: &mut Matches<'_>) -> Group {
    let mut links = Vec::new();
    for (at, &one) in list.iter().enumerate() {
        for &other in &list[at + 1..] {
            if let Some(found) = matches.of(one, other) {
                let shared = (found.share / 10) as u8;
                links.push(Link { statements: [one, other], rule: found.rule.id.into(), shared });
            }
        }
    }
    let differences = differences(&list, matches.statements, matches.identities, matches.weights);
    Group { statements: list, links, differences }
}

#[cfg(test)]
mod tests {
    use reportedly_document::{View, ViewedDocument};

    use super::*;
    use crate::rules::examples::document;
    use crate::text::{Text, Vocabulary};

    #[test]
    fn two_statements_are_compared_once_whichever_comes_first() {
        let marked = [
            "[Police](source official) [said](cue) [12 workers had been pulled from the river](content).",
            "[Police](source official) [said](cue) [14 workers were pulled from the river](content).",
        ];
        let documents = marked.map(document);
        let articles: Vec<ViewedDocument<'_>> = documents
            .iter()
            .map(|document| ViewedDocument::new(document, &document.asides, &View::default()))
            .collect();
        let mut vocabulary = Vocabulary::default();
        let texts: Vec<Text> = articles.iter().map(|article| Text::new(article, &mut vocabulary)).collect();
        let weights = Weights::new(&texts, &vocabulary);
        let speakers = crate::speakers::speakers(&articles, &vocabulary);
        let statements = crate::statement::prepared(&articles, &texts, &speakers, &weights);
        let mut matches = Matches {
            statements: &statements,
            identities: &speakers.identities,
            weights: &weights,
            known: HashMap::default(),
        };
        let shown = |found: Option<Match>| format!("{found:?}");
        let backward = shown(matches.of(1, 0));
        assert_eq!(backward, shown(aligned(&statements[0], &statements[1], &speakers.identities, &weights)));
        assert_eq!(backward, shown(matches.of(0, 1)));
        assert_eq!(matches.known.len(), 1);
        assert!(matches.of(0, 0).is_none(), "statements of one article are no pair");
    }
}
