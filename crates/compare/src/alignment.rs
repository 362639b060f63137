//! Whether two statements of different articles are the same quotation or the same claim.
//!
//! A wrong pair costs more than a missing one: what is left open is not aligned.

use crate::conflicts::{Numbers, are_apart, numbers};
use crate::rules::{Rule, define_rules};
use crate::runs::{Run, Runs};
use crate::speakers::{Relation, SpeakerIdentity, relation};
use crate::statement::PreparedStatement;
use crate::text::Key;
use crate::weights::Weights;

define_rules! {
    /// Both have the same words in quotation marks: five or more that are a large part of one of them, or the whole quotation.
    SAME_QUOTATION = "alignment/same-quotation" {
        aligned "[“The bridge was a death trap,”](content) [said](cue) [Maria Okafor](person source)."
            | "[Okafor](person source) [said](cue): [“The bridge was a death trap, and everybody knew.”](content)";
        aligned "[“Nobody warned us about rust,”](content) [said](cue) [Maria Okafor](person source)."
            | "[A resident](source unspecified) [said](cue): [“Nobody warned us about rust.”](content)";
        aligned "[“Nobody warned us,”](content) [said](cue) [Maria Okafor](person source)."
            | "[Okafor](person source) [said](cue): [“Nobody warned us.”](content)";
        apart "[“Nobody warned us,”](content) [said](cue) [Maria Okafor](person source)."
            | "[A resident](source unspecified) [said](cue): [“Nobody warned us.”](content)";
        apart "[“If the council does nothing, the president of the United States will have to come here and see for himself what rust is,”](content) [said](cue) [Maria Okafor](person source)."
            | "[Okafor](person source) [said](cue): [“Nobody in this town has ever been asked whether the president of the United States knew about our old bridge.”](content)";
        apart "[“We are very sad,”](content) [said](cue) [Maria Okafor](person source)."
            | "[Karl Moss](person source) [said](cue): [“We are very sad.”](content)";
        apart "[Maria Okafor](person source) [said](cue) it was [not “a death trap for all of us”](content)."
            | "[Okafor](person source) [called](cue) it [“a death trap for all of us”](content).";
        apart "[“We think the bridge in Harwick is safe,”](content) [said](cue) [Maria Okafor](person source)."
            | "[Okafor](person source) [said](cue): [“We think the bridge in Harwick is unsafe.”](content)";
        apart "[“The council has known about the rust and will repair it,”](content) [said](cue) [Maria Okafor](person source)."
            | "[Okafor](person source) [said](cue): [“The council has known about the rust and will not repair it.”](content)";
        apart "[“The council has known about the rust for years, and it will act,”](content) [said](cue) [Maria Okafor](person source)."
            | "[Okafor](person source) [said](cue): [“The council has known about the rust for years, but it never will.”](content)";
        apart "[“We do not for one moment believe that the bridge in Harwick was a death trap,”](content) [said](cue) [Maria Okafor](person source)."
            | "[Okafor](person source) [said](cue): [“We believe that the bridge in Harwick was a death trap.”](content)";
        apart "[“Nobody in Harwick crossed the bridge today. The council knew about rust and will repair it,”](content) [said](cue) [Maria Okafor](person source)."
            | "[Okafor](person source) [said](cue): [“The council knew about rust and will not repair it for all of us. Nobody in Harwick crossed the bridge today.”](content)";
        apart "[Maria Okafor](person source) [denied](cue) [the bridge was “a death trap for all of us”](content)."
            | "[Okafor](person source) [said](cue) [the bridge was “a death trap for all of us”](content).";
        aligned "[“The bridge was a death trap for all of us,”](content) [said](cue) [Maria Okafor](person source)."
            | "[Okafor](person source) [said](cue): [“The bridge was a death trap for all of us, and nobody listened.”](content)";
    }
    /// One article quotes only a few words of its speaker, and the other has the same words of the same speaker in quotation marks.
    QUOTED_WORDS = "alignment/quoted-words" {
        aligned "[“The old bridge was a death trap, I wrote to them twice,”](content) [said](cue) [Maria Okafor](person source)."
            | "[Okafor](person source) [called](cue) [the crossing a “death trap”](content).";
        apart "[“The old bridge was a death trap, I wrote to them twice,”](content) [said](cue) [Maria Okafor](person source)."
            | "[Karl Moss](person source) [called](cue) [the crossing a “death trap”](content).";
    }
    /// Both have the same six words or more in a row, quoted or not, three or more of which say something.
    SAME_WORDS = "alignment/same-words" {
        aligned "[“We will close the bridge until all cables are replaced,”](content) [said](cue) [Maria Okafor](person source)."
            | "[The council](source official) [said](cue) [it would close the bridge until all cables are replaced](content).";
        apart "[House prices rose by 4 percent in the third quarter of the year](content), [officials](source official) [said](cue)."
            | "[House prices fell by 4 percent in the third quarter of the year](content), [officials](source official) [said](cue).";
        apart "[Maria Okafor](person source) [said](cue) [the council would close the bridge until all cables are replaced](content)."
            | "[Maria Okafor](person source) [denied](cue) [the council would close the bridge until all cables are replaced](content).";
    }
    /// Both are the same nearly word for word, and one of them says nothing that the other does not.
    NEARLY_SAME = "alignment/nearly-same-words" {
        aligned "[The cracks [may](modal) have been there for years](content), [a person close to the inquiry](source anonymous) [said](cue)."
            | "[Jonas Hale](person source) [said](cue) [the cracks had been there for years](content).";
        apart "[The cracks [may](modal) have been there for years](content), [a person close to the inquiry](source anonymous) [said](cue)."
            | "[Jonas Hale](person source) [said](cue) [the rust had been there for years](content).";
        apart "[The cracks [may](modal) have been there for years](content), [a person close to the inquiry](source anonymous) [said](cue)."
            | "[Jonas Hale](person source) [said](cue) [the cracks had not been there for years](content).";
    }
    /// One speaker, and claims that share most of their rarer words, with no other number, name, negation or opposite in them.
    SAME_SPEAKER = "alignment/same-speaker" {
        aligned "[Maria Okafor](person source) [said](cue) [divers had inspected the pillars in spring](content)."
            | "[Okafor](person source) [said](cue) [the pillars were inspected by divers](content).";
        apart "[Maria Okafor](person source) [said](cue) [divers had inspected the pillars in spring](content)."
            | "[Okafor](person source) [said](cue) [divers had not inspected the pillars](content).";
        apart "[Maria Okafor](person source) [said](cue) [the pillars of the bridge are safe](content)."
            | "[Okafor](person source) [said](cue) [the pillars of the bridge are unsafe](content).";
        apart "[Maria Okafor](person source) [said](cue) [divers would inspect the northern pillars](content)."
            | "[Okafor](person source) [said](cue) [divers would inspect the southern pillars](content).";
        apart "[Maria Okafor](person source) [said](cue) [[Lena Bright](person) had signed the contract](content)."
            | "[Okafor](person source) [said](cue) [[Tom Rudd](person) had signed the contract](content).";
        apart "[Police](source official) [said](cue) [[Lena Bright](person) had attacked [Tom Rudd](person) with a bottle in the station](content)."
            | "[Police](source official) [said](cue) [[Tom Rudd](person) had attacked [Lena Bright](person) with a bottle in the station](content).";
        aligned "[Police](source official) [said](cue) [[Lena Bright](person) had attacked [Tom Rudd](person) with a bottle in the station](content)."
            | "[Police](source official) [said](cue) [[Tom Rudd](person) was attacked by [Lena Bright](person) in the station with a bottle](content).";
        apart "[Police](source official) [said](cue) [12 people had been injured in the square on Friday](content)."
            | "[Police](source official) [said](cue) [12 people had been arrested in the square on Friday](content).";
        apart "[Maria Okafor](person source) [said](cue) [the council would repair the roof of the school before winter](content)."
            | "[Okafor](person source) [said](cue) [the council would repair the roof of the town hall before winter](content).";
        apart "[Maria Okafor](person source) [accused](cue) [[Lena Bright](person) of ties to [Grau Capital](organization)](content)."
            | "[Okafor](person source) [saw](cue) [[Lena Bright](person) as too close to [Grau Capital](organization)](content).";
        apart "[Maria Okafor](person source) [said](cue) [divers had inspected the pillars](content)."
            | "[Daniel Okafor](person source) [said](cue) [divers had inspected the pillars](content).";
    }
    /// Speakers who may be the same, and claims that share nearly all of their rarer words.
    SAME_CLAIM = "alignment/same-claim" {
        aligned "[Maria Okafor](person source) [said](cue) [the collapse of the pillar had been caused by rusted cables](content)."
            | "[Rusted cables caused the collapse of the pillar](content), [officials](source official) [said](cue).";
        apart "[Maria Okafor](person source) [said](cue) [rusted cables had caused the collapse](content)."
            | "[Officials](source official) [said](cue) [the collapse was under investigation](content).";
    }
    /// The claims are the same but for the number or the day.
    SAME_BUT_NUMBER = "alignment/same-but-number" {
        aligned "[Police](source official) [said](cue) [12 workers had been pulled from the river](content)."
            | "[Police](source official) [said](cue) [fourteen workers were pulled from the river](content).";
        aligned "[Police](source official) [said](cue) [12 workers had been pulled from the river within two days](content)."
            | "[Police](source official) [said](cue) [two workers were pulled from the river](content).";
        apart "[Police](source official) [said](cue) [12 workers had been pulled from the river](content)."
            | "[Police](source official) [said](cue) [three boats had been pulled from the river](content).";
    }
}

/// Two statements that are the same.
#[derive(Clone, Debug)]
pub(crate) struct Match {
    /// By which rule.
    pub(crate) rule: Rule,
    /// How sure: quotations before claims, and more shared words before fewer.
    pub(crate) score: u32,
    /// How much of their weight they share, in thousandths.
    pub(crate) share: u32,
}

/// A quotation of so many words says whose it is.
pub(crate) const QUOTATION_WORDS: usize = 5;
/// So many are no fixed phrase, whatever stands around them.
const LONG_QUOTATION_WORDS: usize = 8;
/// A phrase that is quoted is in so many paragraphs of an article: where it is quoted, and in a headline or a summary.
const SAID_ONCE: u16 = 2;
/// Two people who say so many words alike are quoted wrongly by one article.
const ANYBODYS_WORDS: usize = 9;
/// So many words in a row are the same words.
const SAME_WORDS_IN_ROW: usize = 6;

/// What is needed of claims, by who makes them.
struct Needed {
    /// Points for shared words: two for a rare one, one for others, one more for a number.
    points: u32,
    /// How much of their weight both share, in thousandths.
    share: u32,
    /// The same of the shorter one; enough where there are points for it.
    inside: u32,
}

/// So much of the weight of one statement is all of it.
const ALL_INSIDE: u32 = 950;
/// So many words in the same order are needed for nearly the same words.
const LEAST_COMMON: usize = 5;

const BY_SAME: Needed = Needed { points: 5, share: 480, inside: 720 };
const BY_OTHERS: Needed = Needed { points: 7, share: 560, inside: 860 };
const BUT_NUMBER: Needed = Needed { points: 5, share: 560, inside: 740 };

/// Compares two statements of different articles.
pub(crate) fn aligned(
    one: &PreparedStatement,
    other: &PreparedStatement,
    identities: &[SpeakerIdentity],
    weights: &Weights,
) -> Option<Match> {
    let relation = relation(identities, one.speaker, other.speaker);
    let shared: Vec<Key> = one.keys.iter().copied().filter(|key| other.keys.binary_search(key).is_ok()).collect();
    let weight = sum(&shared, weights);
    if weight == 0 {
        return None;
    }
    let share = permille(2 * u64::from(weight), u64::from(one.weight) + u64::from(other.weight));
    let found = |rule: Rule, sure: u32| Some(Match { rule, score: sure * 1000 + share, share });
    let quoted = if one.has_quotation() && other.has_quotation() {
        Runs::new(one, other, weights, |a, b| a.quotation > 0 && b.quotation > 0)
    } else {
        Runs::default()
    };
    let contradict = quoted.contradict(one, other, weights);
    let quoted = quoted.longest;
    if !contradict && let Some(rule) = quotation(one, other, &quoted, relation, weights) {
        return found(rule, if rule == SAME_QUOTATION { 4 } else { 3 });
    }
    // What follows a quotation of so many words is said of the same thing.
    let contradict = contradict && quoted.length >= QUOTATION_WORDS;
    if contradict || relation == Relation::Distinct || are_apart(one, other, &shared, weights) {
        return None;
    }
    let any = Runs::new(one, other, weights, |_, _| true);
    if any.longest.length >= SAME_WORDS_IN_ROW && any.longest.telling >= 3 {
        if any.contradict(one, other, weights) {
            return None;
        }
        if !matches!(numbers(one, other), Numbers::Conflict) {
            return found(SAME_WORDS, 3);
        }
    }
    // Two claims about the same people may be any.
    let is_plain =
        |statement: &PreparedStatement, key: Key| statement.words.iter().any(|word| word.key == key && !word.is_name);
    if !shared.iter().any(|&key| weights.of(key) > 0 && is_plain(one, key) && is_plain(other, key)) {
        return None;
    }
    let same_sense = u32::from(one.is_negative(&shared));
    let points = shared.iter().map(|&key| points(key, one, weights)).fold(same_sense, u32::saturating_add);
    let inside = permille(u64::from(weight), u64::from(one.weight.min(other.weight)));
    let fits = |needed: &Needed| {
        points >= needed.points && (share >= needed.share || inside >= needed.inside && points > needed.points)
    };
    match numbers(one, other) {
        Numbers::Agree if inside >= ALL_INSIDE && is_nearly_same(one, other, &shared, weights) => found(NEARLY_SAME, 2),
        Numbers::Agree if relation == Relation::Same && fits(&BY_SAME) => found(SAME_SPEAKER, 2),
        Numbers::Agree if relation != Relation::Same && fits(&BY_OTHERS) => found(SAME_CLAIM, 2),
        Numbers::Agree | Numbers::Conflict => None,
        Numbers::Differ(different) => {
            let without = |statement: &PreparedStatement| {
                let numbers = different.iter().filter(|key| statement.keys.binary_search(key).is_ok());
                statement.weight.saturating_sub(numbers.map(|&key| weights.of(key)).sum())
            };
            let (own, its) = (without(one), without(other));
            let share = permille(2 * u64::from(weight), u64::from(own) + u64::from(its));
            let inside = permille(u64::from(weight), u64::from(own.min(its)));
            // Two numbers of one thing say something, too.
            let points = points + u32::from(relation == Relation::Same);
            let is_same = points >= BUT_NUMBER.points && share >= BUT_NUMBER.share && inside >= BUT_NUMBER.inside;
            if is_same { found(SAME_BUT_NUMBER, 1) } else { None }
        }
    }
}

/// Whether two statements have three quarters of all their words in the same order, and two that say something.
fn is_nearly_same(one: &PreparedStatement, other: &PreparedStatement, shared: &[Key], weights: &Weights) -> bool {
    let telling = shared.iter().filter(|&&key| weights.of(key) > 0).count();
    let (mut before, mut here) = (vec![0_usize; other.words.len() + 1], vec![0; other.words.len() + 1]);
    for word in &one.words {
        for (index, its_word) in other.words.iter().enumerate() {
            here[index + 1] =
                if word.surface == its_word.surface { before[index] + 1 } else { before[index + 1].max(here[index]) };
        }
        std::mem::swap(&mut before, &mut here);
    }
    let common = before.last().copied().unwrap_or_default();
    telling >= 2 && common >= LEAST_COMMON && 8 * common >= 3 * (one.words.len() + other.words.len())
}

fn sum(keys: &[Key], weights: &Weights) -> u32 {
    keys.iter().map(|&key| weights.of(key)).fold(0, u32::saturating_add)
}

fn permille(part: u64, whole: u64) -> u32 {
    (part * 1000 / whole.max(1)).min(1000) as u32
}

fn points(key: Key, statement: &PreparedStatement, weights: &Weights) -> u32 {
    if weights.of(key) == 0 {
        return 0;
    }
    let is_number = statement.numbers.iter().any(|number| number.key == key);
    1 + u32::from(weights.is_rare(key)) + u32::from(is_number)
}

/// The rule by which two statements have the same words in quotation marks.
fn quotation(
    one: &PreparedStatement,
    other: &PreparedStatement,
    quoted: &Run,
    relation: Relation,
    weights: &Weights,
) -> Option<Rule> {
    if quoted.length > 1 {
        let is_whole = |statement: &PreparedStatement, end: usize| {
            let words = &statement.words;
            let number = words[end - 1].quotation;
            let is_other = |index: Option<usize>| {
                index.and_then(|index| words.get(index)).is_none_or(|word| word.quotation != number)
            };
            words[end - quoted.length].quotation == number
                && is_other(Some(end))
                && is_other((end - quoted.length).checked_sub(1))
        };
        let (whole, its_whole) = (is_whole(one, quoted.ends.0), is_whole(other, quoted.ends.1));
        // "The president of the United States" is in many quotations.
        let shorter = one.words.len().min(other.words.len());
        let is_much = quoted.length >= LONG_QUOTATION_WORDS || 3 * quoted.length >= shorter;
        let is_long = quoted.length >= QUOTATION_WORDS && quoted.telling >= 2 && is_much;
        let telling = if relation == Relation::Same { 1 } else { 2 };
        let is_same = whole && its_whole && quoted.length >= 3 && quoted.telling >= telling;
        let least = if relation == Relation::Distinct { ANYBODYS_WORDS } else { 0 };
        if (is_long || is_same) && quoted.length >= least {
            return Some(SAME_QUOTATION);
        }
        // What somebody says all the time is in several quotations as well.
        let run = &one.words[quoted.ends.0 - quoted.length..quoted.ends.0];
        let is_said_once = |key: Key| {
            [one.article, other.article].iter().all(|&article| weights.frequency_in(article, key) <= SAID_ONCE)
        };
        let telling = run.iter().filter(|word| weights.of(word.key) > 0 && is_said_once(word.key)).count();
        if relation == Relation::Same && (whole || its_whole) && telling >= 2 {
            return Some(QUOTED_WORDS);
        }
    }
    None
}
