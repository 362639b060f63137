//! What differs between statements that are the same.

use reportedly_document::{Form, HedgeKind, SourceClass};

use crate::comparison::{Difference, Side, State};
use crate::conflicts::paired;
use crate::numbers::Scale;
use crate::rules::{Rule, define_rules};
use crate::speakers::{Relation, Voice, relation};
use crate::statement::{Prepared, Said, SaidHedge};
use crate::text::Key;
use crate::weights::Weights;
use crate::words::folded;

define_rules! {
    /// One article quotes words that another puts into its own.
    QUOTED = "difference/quoted-or-paraphrased" {
        differs "[“We will close the bridge until all cables are replaced,”](content) [said](cue) [Maria Okafor](person source)."
            | "[Okafor](person source) [said](cue) [the council would close the bridge until all cables are replaced](content).";
        agrees "[“We will close the bridge until all cables are replaced,”](content) [said](cue) [Maria Okafor](person source)."
            | "[Okafor](person source) [said](cue): [“We will close the bridge until all cables are replaced.”](content)";
    }
    /// A hedge weakens the claim in one article, and none does in another.
    HEDGED = "difference/hedged-or-flat" {
        differs "[Police](source official) [said](cue) [rusted cables [may](modal) have caused the collapse of the pillar](content)."
            | "[Police](source official) [said](cue) [rusted cables caused the collapse of the pillar](content).";
        agrees "[Police](source official) [said](cue) [rusted cables [may](modal) have caused the collapse of the pillar](content)."
            | "[Police](source official) [said](cue) [rusted cables [possibly](likelihood) caused the collapse of the pillar](content).";
        differs "[Police](source official) [said](cue) [the crack [could](modal) grow [if](condition) lorries crossed the bridge](content)."
            | "[Police](source official) [said](cue) [the crack will grow [if](condition) lorries cross the bridge](content).";
        agrees "[Police](source official) [said](cue) [the repairs would cost [about](approximation) $4 million](content)."
            | "[Police](source official) [said](cue) [the repairs are [expected](belief) to cost $4.5 million](content).";
        agrees "[“The bridge was a death trap for years.”](content) [Maria Okafor](person source) [said](cue)."
            | "[“The bridge was a death trap for years. Now the town waits for the report, and repairs [may](modal) take long.”](content) [Okafor](person source) [said](cue).";
    }
    /// One article names the source, and another leaves it anonymous.
    ANONYMOUS = "difference/named-or-anonymous" {
        differs "[Rusted cables caused the collapse of the pillar](content), [Maria Okafor](person source) [said](cue)."
            | "[Rusted cables caused the collapse of the pillar](content), [a person close to the inquiry](source anonymous) [said](cue).";
        agrees "[Rusted cables caused the collapse of the pillar](content), [Maria Okafor](person source) [said](cue)."
            | "[Rusted cables caused the collapse of the pillar](content), [the council](source official) [said](cue).";
    }
    /// One article names the source, and another gives an office, a group of people, a document or nobody.
    UNNAMED = "difference/named-or-not" {
        differs "[Rusted cables caused the collapse of the pillar](content), [Maria Okafor](person source) [said](cue)."
            | "[Rusted cables caused the collapse of the pillar](content), [a spokeswoman](source official) [said](cue).";
        agrees "[Rusted cables caused the collapse of the pillar](content), [Maria Okafor](person source) [said](cue)."
            | "[Rusted cables caused the collapse of the pillar](content), [Okafor](person source) [said](cue).";
    }
    /// The articles have different numbers of the same thing.
    NUMBER = "difference/number" {
        differs "[Police](source official) [said](cue) [12 workers had been pulled from the river](content)."
            | "[Police](source official) [said](cue) [fourteen workers were pulled from the river](content).";
        agrees "[Police](source official) [said](cue) [12 workers had been pulled from the river](content)."
            | "[Police](source official) [said](cue) [twelve workers were pulled from the river](content).";
        agrees "[Police](source official) [said](cue) [nearly 12,000 tickets were sold for the concert](content)."
            | "[Police](source official) [said](cue) [11,860 tickets were sold for the concert](content).";
    }
    /// The articles have different days or months.
    DAY = "difference/day" {
        differs "[The council](source official) [said](cue) [the northern lane would reopen for lorries on Monday](content)."
            | "[The council](source official) [said](cue) [the northern lane would reopen for lorries on Tuesday](content).";
        agrees "[The council](source official) [said](cue) [the northern lane would reopen for lorries on Monday](content)."
            | "[The council](source official) [said](cue) [the northern lane would reopen for lorries](content).";
    }
    /// The articles give the same words to two people or bodies.
    SPEAKER = "difference/speaker" {
        differs "[“Nobody in this town hall wanted to know how rusty the cables were,”](content) [said](cue) [Maria Okafor](person source)."
            | "[“Nobody in this town hall wanted to know how rusty the cables were,”](content) [said](cue) [Karl Moss](person source).";
        agrees "[“Nobody in this town hall wanted to know how rusty the cables were,”](content) [said](cue) [Maria Okafor](person source)."
            | "[“Nobody in this town hall wanted to know how rusty the cables were,”](content) [said](cue) [Okafor](person source).";
    }
}

/// A hedge is about the words behind it that say something, so many of them.
const HEDGED_WORDS: usize = 2;

/// What differs between the statements of a group, of which `list` has the indices.
pub(crate) fn differences(
    list: &[u32],
    statements: &[Prepared],
    voices: &[Voice],
    weights: &Weights,
) -> Vec<Difference> {
    let members: Vec<(u32, &Prepared)> = list.iter().map(|&index| (index, &statements[index as usize])).collect();
    let mut found = Vec::new();
    found.extend(difference(QUOTED, quoted(&members)));
    found.extend(difference(HEDGED, hedged(&members, weights)));
    found.extend(named(&members, voices));
    found.extend(numbers(&members));
    found.extend(difference(SPEAKER, speakers(&members, voices)));
    found
}

/// A difference, where there are two sides or more.
fn difference(rule: Rule, sides: Vec<Side>) -> Option<Difference> {
    (sides.len() > 1).then(|| Difference { rule: rule.id.into(), sides })
}

/// Adds a statement to the side of this state and these words.
fn add(sides: &mut Vec<Side>, state: State, words: &str, statement: u32) {
    match sides.iter_mut().find(|side| side.state == state && (state != State::Value || side.words == words)) {
        Some(side) => side.statements.push(statement),
        None => sides.push(Side { state, words: words.to_owned(), statements: vec![statement] }),
    }
}

fn quoted(members: &[(u32, &Prepared)]) -> Vec<Side> {
    let mut sides = Vec::new();
    for &(index, statement) in members {
        let state = if statement.form == Form::Indirect { State::Paraphrased } else { State::Quoted };
        add(&mut sides, state, "", index);
    }
    sides
}

fn hedged(members: &[(u32, &Prepared)], weights: &Weights) -> Vec<Side> {
    let about: Vec<Option<&SaidHedge>> = members.iter().map(|member| hedge_of(member, members, weights)).collect();
    let is_same = |hedge: &SaidHedge, other: &SaidHedge| folded(&hedge.shown) == folded(&other.shown);
    let mut sides = Vec::new();
    for ((index, statement), own) in members.iter().zip(&about) {
        // The same word elsewhere in the statement leaves open what it is about.
        let is_in_other = |hedge: &&SaidHedge| about.iter().flatten().any(|other| is_same(hedge, other));
        match own.or_else(|| statement.hedges.iter().find(is_in_other)) {
            Some(hedge) => add(&mut sides, State::Hedged, &hedge.shown, *index),
            None => add(&mut sides, State::Flat, "", *index),
        }
    }
    sides
}

/// The first hedge of a statement that is about words that others of its group have too, or about a number that they have
/// another one for.
fn hedge_of<'a>(
    &(index, statement): &(u32, &'a Prepared),
    members: &[(u32, &Prepared)],
    weights: &Weights,
) -> Option<&'a SaidHedge> {
    let others = || members.iter().filter(move |(other, _)| *other != index).map(|(_, its)| its);
    let compared: Vec<Key> = others()
        .flat_map(|its| paired(&statement.numbers, &its.numbers).different)
        .map(|(number, _)| number.key)
        .collect();
    let is_shared = |key: Key| {
        let has = |its: &&Prepared| its.keys.binary_search(&key).is_ok();
        compared.contains(&key) || statement.keys.binary_search(&key).is_ok() && others().any(has)
    };
    statement.hedges.iter().find(|hedge| is_about(hedge, statement, &is_shared, weights))
}

/// Whether a hedge is about words that others have too: "may have been there for years", but not "the crane, which is about 40
/// years old". Of a number that is not exact only the number counts.
fn is_about(hedge: &SaidHedge, statement: &Prepared, is_shared: &dyn Fn(Key) -> bool, weights: &Weights) -> bool {
    let Some(sentence) = statement.words.get(hedge.words.start).map(|word| word.sentence) else { return false };
    // What a claim depends on is a part of it.
    if hedge.kind == HedgeKind::Condition {
        return false;
    }
    let tells = |word: &&Said| word.sentence == sentence && weights.of(word.key) > 0;
    let mut behind = statement.words.iter().skip(hedge.words.end).filter(tells);
    if hedge.kind == HedgeKind::Approximation {
        return behind.next().is_some_and(|word| is_shared(word.key));
    }
    if behind.take(HEDGED_WORDS).any(|word| is_shared(word.key)) {
        return true;
    }
    // "Eleven jobs might go".
    let before = statement.words[..hedge.words.start].iter().rev().find(tells);
    hedge.kind == HedgeKind::Modal && before.is_some_and(|word| is_shared(word.key))
}

fn named(members: &[(u32, &Prepared)], voices: &[Voice]) -> Option<Difference> {
    let mut sides = Vec::new();
    for &(index, statement) in members.iter().filter(|(_, statement)| !statement.is_unsure) {
        let state = match statement.class {
            SourceClass::Named => State::Named,
            SourceClass::Anonymous => State::Anonymous,
            SourceClass::Document | SourceClass::Official | SourceClass::Unspecified | SourceClass::None => {
                State::Unnamed
            }
            // Nobody knows for whom it stands.
            SourceClass::Pronoun => continue,
        };
        add(&mut sides, state, &voices[statement.speaker as usize].shown, index);
    }
    let is_there = |state| sides.iter().any(|side: &Side| side.state == state);
    if !is_there(State::Named) {
        return None;
    }
    difference(if is_there(State::Anonymous) { ANONYMOUS } else { UNNAMED }, sides)
}

/// Differences in numbers, one for each thing that is counted.
fn numbers(members: &[(u32, &Prepared)]) -> Vec<Difference> {
    let mut found: Vec<Difference> = Vec::new();
    for (at, &(one, statement)) in members.iter().enumerate() {
        for &(other, its) in &members[at + 1..] {
            for (number, its_number) in paired(&statement.numbers, &its.numbers).different {
                let rule = if number.scale == Scale::Quantity { NUMBER } else { DAY };
                let is_known = |difference: &&mut Difference| {
                    let has = |words: &str| difference.sides.iter().any(|side| side.words == words);
                    difference.rule == rule.id && (has(&number.shown) || has(&its_number.shown))
                };
                let sides = match found.iter_mut().find(is_known) {
                    Some(difference) => &mut difference.sides,
                    None => {
                        found.push(Difference { rule: rule.id.into(), sides: Vec::new() });
                        let last = found.len() - 1;
                        &mut found[last].sides
                    }
                };
                for (words, statement) in [(&number.shown, one), (&its_number.shown, other)] {
                    let is_added =
                        sides.iter().any(|side| side.words == *words && side.statements.contains(&statement));
                    if !is_added {
                        add(sides, State::Value, words, statement);
                    }
                }
            }
        }
    }
    found.retain(|difference| difference.sides.len() > 1);
    found
}

fn speakers(members: &[(u32, &Prepared)], voices: &[Voice]) -> Vec<Side> {
    let is_distinct = |one: &Prepared, other: &Prepared| {
        !one.is_unsure && !other.is_unsure && relation(voices, one.speaker, other.speaker) == Relation::Distinct
    };
    if !members.iter().any(|(_, one)| members.iter().any(|(_, other)| is_distinct(one, other))) {
        return Vec::new();
    }
    let mut sides = Vec::new();
    for &(index, statement) in members.iter().filter(|(_, statement)| statement.class == SourceClass::Named) {
        add(&mut sides, State::Value, &voices[statement.speaker as usize].shown, index);
    }
    sides
}

#[cfg(test)]
mod tests {
    use crate::rules::examples::compared;

    /// The sides of all differences of the one group of some articles, by article.
    fn sides(articles: &[&str]) -> Vec<String> {
        let comparison = compared(articles);
        assert_eq!(comparison.groups.len(), 1);
        let all = comparison.groups[0].differences.iter().flat_map(|difference| &difference.sides);
        let shown = all.map(|side| format!("{:?} {:?} {:?}", side.state, side.words, side.statements));
        shown.collect()
    }

    #[test]
    fn three_articles_with_two_numbers() {
        let twelve = "[Police](source official) [said](cue) [12 workers had been pulled from the river](content).";
        let fourteen = "[Police](source official) [said](cue) [14 workers were pulled from the river](content).";
        let expected = ["Value \"12 workers\" [0]", "Value \"14 workers\" [1, 2]"];
        assert_eq!(sides(&[twelve, fourteen, fourteen]), expected);
        assert_eq!(sides(&[twelve, twelve, twelve]), Vec::<String>::new());
    }

    #[test]
    fn three_articles_of_which_one_quotes_and_one_hedges() {
        let quoted = "[“Rusted cables have caused the collapse of the pillar,”](content) [Maria Okafor](person source) [said](cue).";
        let hedged = "[Okafor](person source) [said](cue) [rusted cables [may](modal) have caused the collapse of the pillar](content).";
        let anonymous =
            "[A source](source anonymous) [said](cue) [rusted cables have caused the collapse of the pillar](content).";
        let expected = [
            "Quoted \"\" [0]",
            "Paraphrased \"\" [1, 2]",
            "Flat \"\" [0, 2]",
            "Hedged \"may\" [1]",
            "Named \"Maria Okafor\" [0, 1]",
            "Anonymous \"A source\" [2]",
        ];
        assert_eq!(sides(&[quoted, hedged, anonymous]), expected);
    }
}
