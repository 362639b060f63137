//! What keeps two claims apart that share their words: other names, other numbers, another part in the middle.

use reportedly_document::EntityKind;

use crate::numbers::{Scale, may_be_same};
use crate::statement::{PreparedStatement, StatementNumber};
use crate::text::Key;
use crate::weights::Weights;

/// The most words of the one part in which two claims differ.
const MOST_SUBSTITUTED: usize = 3;

/// Whether two claims cannot be the same, by the names and the other words in them. `shared` are the keys that both have.
pub(crate) fn are_apart(one: &PreparedStatement, other: &PreparedStatement, shared: &[Key], weights: &Weights) -> bool {
    one.is_negative(shared) != other.is_negative(shared)
        || weights.opposites.are_in(&one.keys, &other.keys)
        || names_differ(one, other)
        || names_change_places(one, other, shared, weights)
        || is_substituted(one, other, weights)
}

/// Whether both name somebody or something of one kind whom the other does not name.
fn names_differ(one: &PreparedStatement, other: &PreparedStatement) -> bool {
    let alone = |these: &PreparedStatement, those: &PreparedStatement, kind: EntityKind| {
        let names = these.names.iter().filter(|name| name.0 == kind && !name.1.is_empty());
        names.filter(|name| !name.1.iter().any(|key| those.keys.binary_search(key).is_ok())).count() > 0
    };
    [EntityKind::Person, EntityKind::Organization, EntityKind::Place, EntityKind::Group, EntityKind::Other]
        .iter()
        .any(|&kind| alone(one, other, kind) && alone(other, one, kind))
}

/// Whether names that both have stand in another order: "Halden would buy Corvex", "Corvex would buy Halden". A passive in one
/// of them has its own order.
fn names_change_places(one: &PreparedStatement, other: &PreparedStatement, shared: &[Key], weights: &Weights) -> bool {
    let names = |statement: &PreparedStatement| {
        let mut names: Vec<Key> = Vec::new();
        for word in statement.words.iter().filter(|word| word.is_name && shared.binary_search(&word.key).is_ok()) {
            if !names.contains(&word.key) {
                names.push(word.key);
            }
        }
        names
    };
    let is_passive =
        |statement: &PreparedStatement| statement.words.iter().any(|word| Some(word.surface) == weights.by);
    is_passive(one) == is_passive(other) && names(one) != names(other) && {
        let (mut own, mut its) = (names(one), names(other));
        own.sort_unstable();
        its.sort_unstable();
        own == its
    }
}

/// Whether two claims are the same but for one part, where each says something else: "repair the roof of the school before
/// winter", "repair the roof of the town hall before winter". What is said of two things in the same words is not the same.
fn is_substituted(one: &PreparedStatement, other: &PreparedStatement, weights: &Weights) -> bool {
    // Numbers are compared by themselves.
    let telling = |statement: &PreparedStatement| -> Vec<Key> {
        let is_number = |key: Key| statement.numbers.iter().any(|number| number.key == key);
        let is_telling =
            |key: &Key| weights.of(*key) > 0 && statement.keys.binary_search(key).is_ok() && !is_number(*key);
        statement.words.iter().map(|word| word.key).filter(is_telling).collect()
    };
    let (own, its) = (telling(one), telling(other));
    let before = own.iter().zip(&its).take_while(|(a, b)| a == b).count();
    let (own, its) = (&own[before..], &its[before..]);
    let behind = own.iter().rev().zip(its.iter().rev()).take_while(|(a, b)| a == b).count();
    let (own, its) = (&own[..own.len() - behind], &its[..its.len() - behind]);
    let is_part = |part: &[Key]| !part.is_empty() && part.len() <= MOST_SUBSTITUTED && part.len() <= before + behind;
    is_part(own) && is_part(its) && before + behind > 1 && !own.iter().any(|key| its.contains(key))
}

/// What the numbers of two statements are to each other.
pub(crate) enum Numbers {
    /// Every number is in the other one too, or only one of them has more.
    Agree,
    /// Both count the same and come to different numbers; with the keys of these.
    Differ(Vec<Key>),
    /// Both have numbers that the other does not have, for different things.
    Conflict,
}

pub(crate) fn numbers(one: &PreparedStatement, other: &PreparedStatement) -> Numbers {
    let Paired { different, alone } = paired(&one.numbers, &other.numbers);
    if !different.is_empty() {
        return Numbers::Differ(different.iter().flat_map(|pair| [pair.0.key, pair.1.key]).collect());
    }
    if alone.0 > 0 && alone.1 > 0 { Numbers::Conflict } else { Numbers::Agree }
}

/// The numbers of two statements, put together.
pub(crate) struct Paired<'a> {
    /// Numbers of the same thing that are not the same.
    pub(crate) different: Vec<(&'a StatementNumber, &'a StatementNumber)>,
    /// How many numbers of each have nothing in the other.
    alone: (usize, usize),
}

/// Puts numbers of two statements together: first those that are the same number of the same thing, then those that are
/// other numbers of the same thing ("three metres within two days" and "two metres"), then those that are the same number.
pub(crate) fn paired<'a>(one: &'a [StatementNumber], other: &'a [StatementNumber]) -> Paired<'a> {
    let is_same = |a: &StatementNumber, b: &StatementNumber| {
        a.scale == b.scale && may_be_same((a.amount, a.rough), (b.amount, b.rough))
    };
    let counts_same = |a: &StatementNumber, b: &StatementNumber| {
        a.scale == b.scale && (a.scale != Scale::Quantity || a.units.iter().any(|unit| b.units.contains(unit)))
    };
    let mut own: Vec<&StatementNumber> = one.iter().collect();
    let mut its: Vec<&StatementNumber> = other.iter().collect();
    let mut pair = |fits: &dyn Fn(&StatementNumber, &StatementNumber) -> bool| {
        let mut pairs = Vec::new();
        own.retain(|number| {
            let found = its.iter().position(|other| fits(number, other)).map(|index| its.remove(index));
            pairs.extend(found.map(|other| (*number, other)));
            found.is_none()
        });
        pairs
    };
    pair(&|a, b| is_same(a, b) && counts_same(a, b));
    let different = pair(&|a, b| counts_same(a, b) && !is_same(a, b));
    pair(&is_same);
    // The same number may be said twice.
    let is_alone =
        |number: &&&StatementNumber, others: &[StatementNumber]| !others.iter().any(|other| is_same(number, other));
    let alone =
        (own.iter().filter(|it| is_alone(it, other)).count(), its.iter().filter(|it| is_alone(it, one)).count());
    Paired { different, alone }
}
