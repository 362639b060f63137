//! One kind for one name: what the model is sure of at one place of a text it is told at the others.

use hashbrown::{HashMap, HashSet};
use reportedly_document::{Confidence, EntityKind, Label};
use rustc_hash::FxBuildHasher;

use super::confidence;
use crate::document_pass::names::is_guess;
use crate::entities::lexicon::stems_of_demonym;
use crate::lexed::Lexed;
use crate::lexicon::listed;
use crate::mark::EntityMark;
use crate::rules::Rule;

/// What the page says of a mark whose kind is that of other mentions.
const AGREED: Rule = Rule {
    id: "entity/model-same-name",
    why: listed!(
        "A model that was trained on news marked by people found this to be a name; its kind is the one that the model is surer of where the text has the name elsewhere."
    ),
};

/// What a mark is worth as a vote. Marks of rules have no confidence; those that only guess have no vote.
fn votes(mark: &EntityMark) -> u32 {
    match mark.confidence {
        Some(Confidence::High) => 4,
        Some(Confidence::Medium) => 2,
        Some(Confidence::Low) => 1,
        None if is_guess(mark.rule) => 0,
        None => 3,
    }
}

/// Where there are Karvanians, there is Karvania: what a people is worth as a vote for its place.
const VOTES_OF_PEOPLE: u32 = 12;

/// Gives marks that the model is not sure of the kind that most votes of the same name are for.
#[inline(never)]
pub(crate) fn agree(lexed: &Lexed, entities: &mut [EntityMark], by_rule: &[EntityMark]) {
    let mut ballots: HashMap<String, [u32; EntityKind::ALL.len()], FxBuildHasher> = HashMap::default();
    let name = |mark: &EntityMark| {
        let words: Vec<&str> = mark.tokens.clone().map(|token| lexed.norm(token)).collect();
        words.join(" ")
    };
    let mut places_of_peoples: HashSet<String, FxBuildHasher> = HashSet::default();
    for mark in entities.iter().chain(by_rule) {
        let name = name(mark);
        if mark.kind == EntityKind::Group {
            for place in stems_of_demonym(&name).filter(|&place| places_of_peoples.insert(place.to_owned())) {
                ballots.entry(place.to_owned()).or_default()[EntityKind::Place as usize] += VOTES_OF_PEOPLE;
            }
        }
        ballots.entry(name).or_default()[mark.kind as usize] += votes(mark);
    }
    for mark in entities {
        let name = name(mark);
        let Some(ballot) = ballots.get(&name) else { continue };
        let own = ballot[mark.kind as usize];
        let others = EntityKind::ALL.iter().filter(|&&kind| ballot[kind as usize] > own);
        let Some(&kind) = others.max_by_key(|&&kind| ballot[kind as usize]) else { continue };
        let of_people = kind == EntityKind::Place && places_of_peoples.contains(&name);
        if of_people || mark.confidence != Some(Confidence::High) {
            (mark.kind, mark.confidence, mark.rule) = (kind, Some(confidence::OF_SAME_NAME), AGREED);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexed::lex;

    #[test]
    fn the_surer_mention_decides() {
        use Confidence::{High, Low, Medium};
        use EntityKind::{Organization, Person, Place};
        let check = |given: &[(EntityKind, Confidence)], expected: &[EntityKind]| {
            let lexed = lex("Velt Velt Velt Velt");
            let mark = |(at, &(kind, confidence)): (usize, &(EntityKind, Confidence))| EntityMark {
                tokens: at..at + 1,
                kind,
                confidence: Some(confidence),
                rule: AGREED,
            };
            let mut marks: Vec<_> = given.iter().enumerate().map(mark).collect();
            agree(&lexed, &mut marks, &[]);
            assert_eq!(marks.iter().map(|mark| mark.kind).collect::<Vec<_>>(), expected);
        };
        check(&[(Place, High), (Person, Low), (Organization, Medium)], &[Place, Place, Place]);
        check(&[(Place, High), (Person, High)], &[Place, Person]);
        check(&[(Place, High), (Place, High), (Place, High), (Person, High)], &[Place, Place, Place, Person]);
        check(&[(Place, Low), (Person, Low)], &[Place, Person]);
        check(&[(Place, Low), (Person, Medium), (Place, Low)], &[Place, Person, Place]);
    }

    #[test]
    fn a_people_has_a_place() {
        let lexed = lex("Karvania Karvanians");
        let mark = |at: usize, kind| EntityMark {
            tokens: at..at + 1,
            kind,
            confidence: Some(Confidence::Medium),
            rule: AGREED,
        };
        let mut marks = [mark(0, EntityKind::Person), mark(1, EntityKind::Group)];
        agree(&lexed, &mut marks, &[]);
        assert_eq!(marks.map(|mark| mark.kind), [EntityKind::Place, EntityKind::Group]);
    }
}
