//! Whom a pronoun or a short name stands for, among the sources and the names before it.

use std::ops::Range;

use reportedly_document::{EntityKind, SourceClass};

use crate::lexed::Lexed;
use crate::mark::{AttributionMark, EntityMark, Referent};
use crate::order::sort_by_key;
use crate::people::is_role;
use crate::words::one_of;

/// How far back, in tokens, a pronoun reaches.
const REACH: usize = 400;
/// How many candidates are remembered: the last ones; this keeps the pass linear.
const REMEMBERED: usize = 24;

/// What grammar says of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gender {
    Female,
    Male,
    /// An institution or a thing: "it".
    Neuter,
    /// Several people: "they".
    Several,
    /// A person of whom the text does not tell more.
    Person,
    Unknown,
}

/// Somebody who may be meant later.
#[derive(Clone, Debug)]
struct Candidate {
    referent: Referent,
    tokens: Range<usize>,
    /// The tokens of the name in it, if it has one.
    name: Option<Range<usize>>,
    gender: Gender,
    /// It opens its sentence: a pronoun in the next sentence likely goes on with it.
    opens: bool,
}

/// Sets `refers_to` of sources that are a pronoun or a short name.
pub(crate) fn resolve(lexed: &Lexed, entities: &[EntityMark], attributions: &mut [AttributionMark]) {
    // Both in the order of the text: entities come so, sources are sorted here.
    let mut order: Vec<(usize, usize)> =
        (0..attributions.len()).filter_map(|at| Some((attributions[at].source.first()?.start, at))).collect();
    sort_by_key(&mut order, |&(start, _)| start as u64);
    let mut remembered: Vec<Candidate> = Vec::new();
    let mut next_entity = 0;
    for (start, at) in order {
        while next_entity < entities.len() && entities[next_entity].tokens.end <= start {
            let entity = &entities[next_entity];
            if matches!(entity.kind, EntityKind::Person | EntityKind::Organization) {
                remember(&mut remembered, of_entity(lexed, next_entity, entity));
            }
            next_entity += 1;
        }
        let source = attributions[at].source[0].clone();
        if attributions[at].source_class == SourceClass::Pronoun {
            attributions[at].refers_to = of_pronoun(lexed, &source, &remembered);
            continue;
        }
        let candidate = of_source(lexed, at, source, entities, next_entity, attributions[at].source_class);
        attributions[at].refers_to = same_name(lexed, &candidate, &remembered);
        remember(&mut remembered, candidate);
    }
}

fn remember(remembered: &mut Vec<Candidate>, candidate: Candidate) {
    if remembered.len() == REMEMBERED {
        remembered.remove(0);
    }
    remembered.push(candidate);
}

fn of_entity(lexed: &Lexed, number: usize, entity: &EntityMark) -> Candidate {
    let gender = match entity.kind {
        EntityKind::Person => gender_of_person(lexed, entity.tokens.clone()),
        _ => Gender::Neuter,
    };
    Candidate {
        referent: Referent::Entity(number),
        tokens: entity.tokens.clone(),
        name: Some(entity.tokens.clone()),
        gender,
        opens: lexed.sentences().binary_search_by_key(&entity.tokens.start, |sentence| sentence.start).is_ok(),
    }
}

fn of_source(
    lexed: &Lexed,
    number: usize,
    source: Range<usize>,
    entities: &[EntityMark],
    first: usize,
    class: SourceClass,
) -> Candidate {
    let person = entities[first.saturating_sub(1)..]
        .iter()
        .take(6)
        .find(|entity| entity.kind == EntityKind::Person && source.contains(&entity.tokens.start));
    let gender = match (person, class) {
        (Some(person), _) => gender_of_person(lexed, person.tokens.clone()),
        (None, SourceClass::Document) => Gender::Neuter,
        (None, _) => gender_of_phrase(lexed, source.clone()),
    };
    let name = person.map(|person| person.tokens.clone());
    Candidate { referent: Referent::Attribution(number), tokens: source, name, gender, opens: false }
}

/// By the title before a name ("Ms.", "Lord") and by well-known first names.
fn gender_of_person(lexed: &Lexed, name: Range<usize>) -> Gender {
    let title = if name.start > 0 { lexed.norm(name.start - 1) } else { "" };
    let words = [title, lexed.norm(name.start)];
    if words.iter().any(|word| one_of(word, FEMALE)) {
        Gender::Female
    } else if words.iter().any(|word| one_of(word, MALE)) {
        Gender::Male
    } else {
        Gender::Person
    }
}

/// By the nouns of a phrase without a name: "a spokeswoman", "officials".
fn gender_of_phrase(lexed: &Lexed, phrase: Range<usize>) -> Gender {
    for at in phrase.take(8) {
        let word = lexed.norm(at);
        if one_of(word, FEMALE) || word.ends_with("woman") {
            return Gender::Female;
        }
        if one_of(word, MALE) || (word.ends_with("man") && is_role(word)) {
            return Gender::Male;
        }
        if is_role(word) {
            let several = word.ends_with('s') || word.ends_with("men") || word == "people" || word == "police";
            return if several { Gender::Several } else { Gender::Person };
        }
    }
    Gender::Unknown
}

/// The last candidate before a pronoun that fits it; sources of statements before mere names.
fn of_pronoun(lexed: &Lexed, pronoun: &Range<usize>, remembered: &[Candidate]) -> Option<Referent> {
    let word = lexed.norm(pronoun.start);
    let near = || {
        remembered.iter().rev().take_while(|candidate| pronoun.start - candidate.tokens.end.min(pronoun.start) <= REACH)
    };
    if word == "who" || word == "which" {
        // The noun right before it.
        let antecedent =
            near().find(|candidate| candidate.tokens.end <= pronoun.start && candidate.tokens.end + 2 >= pronoun.start);
        return antecedent.map(|candidate| candidate.referent);
    }
    let fits = |candidate: &&Candidate| match word {
        "he" => matches!(candidate.gender, Gender::Male | Gender::Person),
        "she" => matches!(candidate.gender, Gender::Female | Gender::Person),
        "they" => matches!(candidate.gender, Gender::Several | Gender::Neuter),
        "it" => candidate.gender == Gender::Neuter,
        _ => false,
    };
    let source = near().find(|candidate| matches!(candidate.referent, Referent::Attribution(_)) && fits(candidate));
    let name = near().find(fits);
    match (source, name) {
        // A person named since, who fits as well, but is not what the talk is of: the pronoun goes on with the source.
        (Some(source), Some(name)) if name.opens && name.tokens.start >= source.tokens.end => Some(name.referent),
        (Some(source), _) => Some(source.referent),
        (None, name) => name.map(|candidate| candidate.referent),
    }
}

/// "Ms. Arlen" or "Arlen" after "Nora Arlen": the source, or the name, that has the same surname and more before it.
fn same_name(lexed: &Lexed, candidate: &Candidate, remembered: &[Candidate]) -> Option<Referent> {
    let name = candidate.name.clone().filter(|name| name.len() == 1)?;
    let surname = lexed.norm(name.start);
    let longer = remembered.iter().rev().filter(|other| {
        other.name.as_ref().is_some_and(|other| other.len() > 1 && lexed.norm(other.end - 1) == surname)
    });
    let mut longer = longer.peekable();
    let last = longer.peek().map(|other| other.referent);
    longer.find(|other| matches!(other.referent, Referent::Attribution(_))).map(|other| other.referent).or(last)
}

/// Titles, nouns and first names of women.
const FEMALE: &str = "ms. ms mrs. mrs miss lady dame queen princess woman mother wife daughter sister actress anna anne \
     angela barbara carol christine deborah diana donna elizabeth emily emma fatima giorgia hillary jane \
     janet jennifer jessica julia karen kate kamala laura linda lisa margaret maria mary megan michelle \
     nancy nora olga patricia sandra sarah sharon sophie susan theresa ursula victoria";

/// Titles, nouns and first names of men.
const MALE: &str = "mr. mr sir lord king prince man father husband son brother ahmed alexander ali andrew anthony \
     antonio barack benjamin bernie bill boris brian carlos charles christopher daniel david donald \
     edward emmanuel eric frank george hassan henry ivan james joe john jose joseph juan kevin mark \
     martin michael mike mohammad mohammed muhammad narendra patrick paul peter richard robert ronald \
     scott sergei stephen steven thomas tim tom vladimir william xi";

#[cfg(test)]
mod tests {
    use reportedly_document::Body;

    /// Each source that refers to another, as `source → what names it`.
    fn check(text: &str, expected: &[&str]) {
        let analysis = crate::annotate(text);
        let words = |id| {
            let named = analysis.annotations.iter().find(|a| a.id == id).expect("what is referred to is there");
            match &named.body {
                Body::Attribution(attribution) => attribution.source[0].of(text),
                Body::Entity(entity) => entity.span.of(text),
                Body::Hedge(_) => unreachable!("a hedge is no source"),
            }
        };
        let found: Vec<String> = analysis
            .annotations
            .iter()
            .filter_map(|a| a.attribution())
            .filter_map(|a| Some(format!("{} → {}", a.source[0].of(text), words(a.refers_to.clone()?))))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn pronouns() {
        check("Nora Arlen said the talks had failed. She added that she was tired.", &["She → Nora Arlen"]);
        check(
            "Mr. David Bell met Nora Arlen on Friday. She said the talks had failed. He denied that they had.",
            &["She → Nora Arlen", "He → David Bell"],
        );
        check("Mr. David Bell said it rained. George Cole denied it. “It was dry,” he said.", &["he → George Cole"]);
        check("Officials said the road was closed. They warned that it was unsafe.", &["They → Officials"]);
        check("It said nothing. He said that it rained.", &[]);
    }

    #[test]
    fn short_names() {
        check(
            "Nora Arlen, the mayor, said the talks had failed. “We tried,” Ms. Arlen said.",
            &["Ms. Arlen → Nora Arlen, the mayor"],
        );
    }
}
