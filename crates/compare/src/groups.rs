//! Statements that are the same, of two articles or more.

use crate::alignment::{Match, aligned};
use crate::comparison::{Group, Link};
use crate::differences::differences;
use crate::speakers::Voice;
use crate::statement::Prepared;
use crate::weights::Weights;

/// A pair of statements, each the best for the other in its article.
struct Pair {
    one: u32,
    other: u32,
    found: Match,
}

/// All groups in the order of their first statements, and for each statement the one that it is in.
pub(crate) fn groups(
    articles: usize,
    statements: &[Prepared],
    near: &[Vec<u32>],
    voices: &[Voice],
    weights: &Weights,
) -> (Vec<Group>, Vec<Option<u32>>) {
    let mut members: Vec<Vec<u32>> = Vec::new();
    let mut of: Vec<Option<usize>> = vec![None; statements.len()];
    let is_aligned = |one: &u32, other: &u32| {
        let (one, other) = (&statements[*one as usize], &statements[*other as usize]);
        one.article != other.article && aligned(one, other, voices, weights).is_some()
    };
    for Pair { one, other, .. } in mutual_pairs(articles, statements, near, voices, weights) {
        let list = |statement: u32| match of[statement as usize] {
            Some(group) => members[group].clone(),
            None => vec![statement],
        };
        let (own, its) = (list(one), list(other));
        if of[one as usize].is_some() && of[one as usize] == of[other as usize] {
            continue;
        }
        // All of a group are the same as all others: no chain leads from one claim to another.
        if own.iter().all(|one| its.iter().all(|other| is_aligned(one, other))) {
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
    (current.into_iter().map(|list| group(list, statements, voices, weights)).collect(), of_group)
}

/// The pairs of statements that are the best for each other, the surest first.
fn mutual_pairs(
    articles: usize,
    statements: &[Prepared],
    near: &[Vec<u32>],
    voices: &[Voice],
    weights: &Weights,
) -> Vec<Pair> {
    let mut pairs = Vec::new();
    // For each statement and each article the best there: rank, then the pair.
    let mut best: Vec<Option<((u32, u32), usize)>> = vec![None; statements.len() * articles];
    for (one, others) in near.iter().enumerate() {
        for &other in others {
            let (statement, its) = (&statements[one], &statements[other as usize]);
            let Some(found) = aligned(statement, its, voices, weights) else { continue };
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

fn group(list: Vec<u32>, statements: &[Prepared], voices: &[Voice], weights: &Weights) -> Group {
    let mut links = Vec::new();
    for (at, &one) in list.iter().enumerate() {
        for &other in &list[at + 1..] {
            if let Some(found) = aligned(&statements[one as usize], &statements[other as usize], voices, weights) {
                let shared = (found.share / 10) as u8;
                links.push(Link { statements: [one, other], rule: found.rule.id.into(), shared });
            }
        }
    }
    let differences = differences(&list, statements, voices, weights);
    Group { statements: list, links, differences }
}
