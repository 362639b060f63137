//! What differs between statements that are the same.

use reportedly_document::{Form, HedgeKind, SourceClass};

use crate::comparison::{Difference, Side, State};
use crate::conflicts::paired;
use crate::numbers::{Scale, may_be_same};
use crate::rules::{Rule, define_rules};
use crate::speakers::{Relation, SpeakerIdentity, relation};
use crate::statement::{PreparedStatement, StatementHedge, StatementNumber, StatementWord};
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
    statements: &[PreparedStatement],
    identities: &[SpeakerIdentity],
    weights: &Weights,
) -> Vec<Difference> {
    let members: Vec<(u32, &PreparedStatement)> =
        list.iter().map(|&index| (index, &statements[index as usize])).collect();
    let mut found = Vec::new();
    found.extend(difference(QUOTED, quoted(&members)));
    found.extend(difference(HEDGED, hedged(&members, weights)));
    found.extend(named(&members, identities));
    found.extend(numbers(&members));
    found.extend(difference(SPEAKER, speakers(&members, identities)));
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

fn quoted(members: &[(u32, &PreparedStatement)]) -> Vec<Side> {
    let mut sides = Vec::new();
    for &(index, statement) in members {
        let state = if statement.form == Form::Indirect { State::Paraphrased } else { State::Quoted };
        add(&mut sides, state, "", index);
    }
    sides
}

fn hedged(members: &[(u32, &PreparedStatement)], weights: &Weights) -> Vec<Side> {
    let about: Vec<Option<&StatementHedge>> = members.iter().map(|member| hedge_of(member, members, weights)).collect();
    let is_same = |hedge: &StatementHedge, other: &StatementHedge| folded(&hedge.shown) == folded(&other.shown);
    let mut sides = Vec::new();
    for ((index, statement), own) in members.iter().zip(&about) {
        // The same word elsewhere in the statement leaves open what it is about.
        let is_in_other = |hedge: &&StatementHedge| about.iter().flatten().any(|other| is_same(hedge, other));
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
    &(index, statement): &(u32, &'a PreparedStatement),
    members: &[(u32, &PreparedStatement)],
    weights: &Weights,
) -> Option<&'a StatementHedge> {
    let others = || members.iter().filter(move |(other, _)| *other != index).map(|(_, its)| its);
    let compared: Vec<Key> = others()
        .flat_map(|its| paired(&statement.numbers, &its.numbers).different)
        .map(|(number, _)| number.key)
        .collect();
    let is_shared = |key: Key| {
        let has = |its: &&PreparedStatement| its.keys.binary_search(&key).is_ok();
        compared.contains(&key) || statement.keys.binary_search(&key).is_ok() && others().any(has)
    };
    statement.hedges.iter().find(|hedge| is_about(hedge, statement, &is_shared, weights))
}

/// Whether a hedge is about words that others have too: "may have been there for years", but not "the crane, which is about 40
/// years old". Of a number that is not exact only the number counts.
fn is_about(
    hedge: &StatementHedge,
    statement: &PreparedStatement,
    is_shared: &dyn Fn(Key) -> bool,
    weights: &Weights,
) -> bool {
    let Some(sentence) = statement.words.get(hedge.words.start).map(|word| word.sentence) else { return false };
    // What a claim depends on is a part of it.
    if hedge.kind == HedgeKind::Condition {
        return false;
    }
    let tells = |word: &&StatementWord| word.sentence == sentence && weights.of(word.key) > 0;
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

fn named(members: &[(u32, &PreparedStatement)], identities: &[SpeakerIdentity]) -> Option<Difference> {
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
        add(&mut sides, state, &identities[statement.speaker as usize].shown, index);
    }
    let is_there = |state| sides.iter().any(|side: &Side| side.state == state);
    if !is_there(State::Named) {
        return None;
    }
    difference(if is_there(State::Anonymous) { ANONYMOUS } else { UNNAMED }, sides)
}

/// Differences in numbers, one for each thing that is counted.
fn numbers(members: &[(u32, &PreparedStatement)]) -> Vec<Difference> {
    let mut found: Vec<(Rule, Vec<NumberSide<'_>>)> = Vec::new();
    for (at, &(one, statement)) in members.iter().enumerate() {
        for &(other, its) in &members[at + 1..] {
            for (number, its_number) in paired(&statement.numbers, &its.numbers).different {
                let rule = if number.scale == Scale::Quantity { NUMBER } else { DAY };
                let is_known = |(its_rule, sides): &(Rule, Vec<NumberSide<'_>>)| {
                    *its_rule == rule && sides.iter().any(|side| side.has(number) || side.has(its_number))
                };
                let known = match found.iter().position(is_known) {
                    Some(known) => known,
                    None => {
                        found.push((rule, Vec::new()));
                        found.len() - 1
                    }
                };
                let sides = &mut found[known].1;
                for (number, statement) in [(number, one), (its_number, other)] {
                    match sides.iter_mut().find(|side| side.has(number)) {
                        Some(side) if side.statements.contains(&statement) => {}
                        Some(side) => {
                            side.numbers.push(number);
                            side.statements.push(statement);
                        }
                        None => sides.push(NumberSide { numbers: vec![number], statements: vec![statement] }),
                    }
                }
            }
        }
    }
    let shown = |side: NumberSide<'_>| Side {
        state: State::Value,
        words: side.numbers[0].shown.clone(),
        statements: side.statements,
    };
    found.into_iter().filter_map(|(rule, sides)| difference(rule, sides.into_iter().map(shown).collect())).collect()
}

/// A number that statements of a group have, in whatever words.
struct NumberSide<'a> {
    /// The number as each of them has it.
    numbers: Vec<&'a StatementNumber>,
    statements: Vec<u32>,
}

impl NumberSide<'_> {
    /// Whether a number of the same thing may be this one: "twelve workers" and "12 workers".
    fn has(&self, number: &StatementNumber) -> bool {
        let is_same = |own: &&StatementNumber| {
            let is_same_unit = own.scale != Scale::Quantity || own.units.iter().any(|unit| number.units.contains(unit));
            own.scale == number.scale
                && is_same_unit
                && may_be_same((own.amount, own.rough), (number.amount, number.rough))
        };
        self.numbers.iter().all(is_same)
    }
}

fn speakers(members: &[(u32, &PreparedStatement)], identities: &[SpeakerIdentity]) -> Vec<Side> {
    let is_distinct = |one: &PreparedStatement, other: &PreparedStatement| {
        !one.is_unsure && !other.is_unsure && relation(identities, one.speaker, other.speaker) == Relation::Distinct
    };
    if !members.iter().any(|(_, one)| members.iter().any(|(_, other)| is_distinct(one, other))) {
        return Vec::new();
    }
    let mut sides = Vec::new();
    for &(index, statement) in members.iter().filter(|(_, statement)| statement.class == SourceClass::Named) {
        add(&mut sides, State::Value, &identities[statement.speaker as usize].shown, index);
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
    fn one_number_in_other_words_is_one_side() {
        let workers = |number: &str| {
            format!("[Police](source official) [said](cue) [{number} workers had been pulled from the river](content).")
        };
        let (digits, word, other) = (workers("12"), workers("twelve"), workers("14"));
        assert_eq!(sides(&[&digits, &word, &other]), ["Value \"12 workers\" [0, 1]", "Value \"14 workers\" [2]"]);
        let tickets = |number: &str| {
            format!("[Police](source official) [said](cue) [{number} tickets were sold for the concert](content).")
        };
        let (about, exact, other) = (tickets("nearly 12,000"), tickets("11,860"), tickets("14,000"));
        for (articles, expected) in [
            ([&about, &exact, &other], ["Value \"12,000 tickets\" [0, 1]", "Value \"14,000 tickets\" [2]"]),
            ([&other, &exact, &about], ["Value \"14,000 tickets\" [0]", "Value \"11,860 tickets\" [1, 2]"]),
        ] {
            assert_eq!(sides(&articles.map(String::as_str)), expected);
        }
    }

    #[test]
    fn what_a_person_confirmed_is_sure() {
        use crate::compare;
        use crate::rules::examples::document;
        use reportedly_document::{Confidence, Origin, View, ViewedDocument};

        let mut named = document(
            "[Rusted cables caused the collapse of the pillar](content), [Maria Okafor](person source) [said](cue).",
        );
        let anonymous = document(
            "[Rusted cables caused the collapse of the pillar](content), [a person close to the inquiry](source anonymous) [said](cue).",
        );
        let view = View::default();
        let mut found = |origin: Origin| {
            for mark in &mut named.annotations {
                (mark.confidence, mark.origin) = (Some(Confidence::Low), origin);
            }
            let comparison = compare(&[
                ViewedDocument::new(&named, &named.asides, &view),
                ViewedDocument::new(&anonymous, &anonymous.asides, &view),
            ])
            .expect("two");
            comparison.why(super::ANONYMOUS.id).is_some()
        };
        assert!(!found(Origin::Machine), "the engine is not sure who speaks");
        assert!(found(Origin::Confirmed), "a person is");
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
