//! What sort of source a noun phrase is.

use std::ops::Range;

use reportedly_document::{EntityKind, SourceClass};

use super::grammar::Sentence;
use super::lexicon::lexicon;
use crate::entities::lexicon::LEXICON;
use crate::mark::EntityMark;
use crate::people::is_role;
use crate::token::TokenKind;
use crate::words::{self, one_of, word_list};

/// Whether a noun in it names a source: "officials", "report".
pub(super) fn has_source_noun(s: &Sentence<'_>, phrase: &Range<usize>) -> bool {
    lexicon().source_class(head_noun(s, phrase)).is_some()
        || s.is(phrase.end - 1, "percent %")
        || s.kind(phrase.start) == Some(TokenKind::Number)
}

/// The noun that a phrase is about: the last before "of", "for", "who" and the like.
pub(super) fn head_noun<'a>(s: &Sentence<'a>, phrase: &Range<usize>) -> &'a str {
    let mut head = "";
    for at in phrase.clone() {
        let word = s.norm(at);
        let described = lexicon().source_class(head).is_some() && (word.ends_with("ed") || s.is(at, "familiar seen"));
        let ends = at > phrase.start
            && (described || words::is_preposition(word) || one_of(word, "who that which ,") || s.is_finite(at));
        if ends {
            break;
        }
        if s.is_word(at) {
            head = word;
        }
    }
    head
}

/// What sort of source these words are, where they are known to be one: a single word in the singular that begins a sentence
/// and is no noun for people is a name ("Cook said"), though it may be an ordinary word elsewhere.
pub(super) fn class_of_source(s: &Sentence<'_>, source: Option<&Range<usize>>) -> SourceClass {
    let found = class(s, source);
    let name = |source: &Range<usize>| {
        let word = s.norm(source.start);
        source.len() == 1
            && source.start == s.start
            && s.lexed.tokens()[source.start].capital
            && !word.ends_with('s')
            && lexicon().source_class(word).is_none()
            && !is_role(word)
            && !words::begins_sentences(s.lexed.raw(source.start))
            && !words::is_determiner(word)
    };
    match (found, source) {
        (SourceClass::Unspecified, Some(source)) if name(source) => SourceClass::Named,
        (SourceClass::Unspecified | SourceClass::Official, Some(source)) if withholds_name(s, source) => {
            SourceClass::Anonymous
        }
        _ => found,
    }
}

/// Whether a clause of a source, or one right behind it, says that its name is withheld: ", who asked not to be named, said",
/// " said on condition of anonymity".
fn withholds_name(s: &Sentence<'_>, source: &Range<usize>) -> bool {
    let after = if s.norm(source.end) == "," { source.end + 1 } else { source.end };
    let refuses = |opens: usize| {
        let clause = opens + 1..s.end.min(opens + 14);
        let clause = clause.start..clause.clone().find(|&at| s.norm(at) == ",").unwrap_or(clause.end);
        let negated = |at: usize| (clause.start..at).any(|at| s.is(at, "not declined refused wished"));
        clause
            .clone()
            .any(|at| s.is(at, "anonymity anonymously anonymous") || s.is(at, "named identified") && negated(at))
    };
    let mut opens = source.clone().skip(1).chain([after]).filter(|&at| s.is(at, "who speaking requesting asking"));
    let condition = (source.end..s.end.min(source.end + 5)).find(|&at| s.norm(at) == "condition");
    opens.any(refuses) || condition.is_some_and(|at| s.norm(at + 1) == "of" && s.norm(at + 2) == "anonymity")
}

/// What sort of source these words are.
pub(super) fn class(s: &Sentence<'_>, source: Option<&Range<usize>>) -> SourceClass {
    let Some(source) = source.filter(|source| !source.is_empty()) else { return SourceClass::None };
    let pronoun = |word: &str| {
        words::is_subject_pronoun(word)
            || words::is_possessive(word)
            || one_of(word, word_list!("him them me us which himself herself itself themselves this that these those"))
    };
    if source.len() == 1 && pronoun(s.norm(source.start)) {
        return SourceClass::Pronoun;
    }
    let anonymous = source.clone().any(|at| {
        one_of(s.norm(at), "anonymous anonymity unnamed unidentified")
            || lexicon().source_class(s.norm(at)) == Some(SourceClass::Anonymous) && !s.lexed.tokens()[at].capital
            || (s.norm(at) == "familiar" && s.norm(at + 1) == "with")
    });
    if anonymous || is_evasive(s, source) {
        return SourceClass::Anonymous;
    }
    let head_end = source
        .clone()
        .find(|&at| {
            let relative = one_of(s.norm(at), "who that which") && !s.lexed.tokens()[at].upper;
            at > source.start && (words::is_preposition(s.norm(at)) || relative)
        })
        .unwrap_or(source.end);
    let (start, end) = (source.start, source.end);
    let is_name = |at: usize| {
        // Behind “…,” a sentence goes on.
        let quoted = || s.kind(at - 1) == Some(TokenKind::Quote) && (at < 2 || s.norm(at - 2) != ",");
        let opens = at == s.start || at == start && (quoted() || s.norm(at - 1) == ":");
        if opens && !is_name_at_start(s, at, end) {
            return false;
        }
        // "the President", "The Harbour Board Director", "Michigan Officials": what somebody is, behind what describes them.
        if at > start && at + 1 == head_end && is_office(s, at) {
            return false;
        }
        // "The EU said": what describes another source is one of its own here.
        if at + 1 == head_end && s.lexed.is(at, "eu us uk u.s. u.k. gop") {
            return true;
        }
        // "the Democrats"; "Democratic leaders" are described by it.
        let group = s.entity_at(at).is_some_and(|entity| entity.kind == EntityKind::Group);
        if group && at + 1 == head_end && s.norm(at).ends_with('s') {
            return true;
        }
        let demonym = group;
        let dated = s.entity_at(at).is_some_and(|entity| matches!(entity.kind, EntityKind::Date | EntityKind::Money));
        s.is_name(at) && !demonym && !dated && !is_demonym(s.norm(at))
    };
    let head = source.start..head_end;
    let head_class = lexicon().source_class(head_noun(s, source));
    let last_is_name = head.clone().next_back().is_some_and(is_name);
    let named = head.clone().any(is_name);
    // "Keel and his team", "Bell and party leaders"
    let named_first = head.clone().skip(1).find(|&at| words::is_coordinator(s.norm(at))).is_some_and(|and| {
        s.entity_at(and - 1).is_some_and(|entity| entity.kind == EntityKind::Person && entity.tokens.end == and)
    });
    // "The chairwoman, Ida Bell", "a lawyer in attendance, Tom Berg"; not "a jury in Lunden, Orland"
    let named_behind = source.clone().filter(|&at| s.norm(at) == ",").any(|comma| {
        let mut segment =
            (comma + 1..source.end).take_while(|&at| s.norm(at) != "," && !words::is_preposition(s.norm(at)));
        segment.any(|at| is_name(at) && s.entity_at(at).is_none_or(|entity| entity.kind != EntityKind::Place))
    });
    // "Lunden Harbours, a group of owners", "the Harbour Forum (LHF)"
    let described = source.clone().find(|&at| s.is(at, ", ("));
    let named_ahead = described.is_some_and(|at| at > source.start && at <= head_end && is_name(at - 1));
    let ends_with_medium =
        head.clone().next_back().is_some_and(|at| one_of(s.norm(at), "newspaper magazine broadcaster website"));
    match head_class {
        // "the Harbour Post newspaper"
        _ if ends_with_medium && named => SourceClass::Named,
        // "a New York Times report", "the Labor Department’s data"
        Some(SourceClass::Document) if !last_is_name => SourceClass::Document,
        // "China’s ministry", "the city’s police"
        Some(SourceClass::Official) if !last_is_name && has_possessive_name(s, &head) => SourceClass::Official,
        Some(_) | None if named_behind || named_ahead || named_first || is_titled_person(s, source) => {
            SourceClass::Named
        }
        // "New York man", "Berg’s supporters"
        Some(SourceClass::Unspecified) if !last_is_name => SourceClass::Unspecified,
        // "a spokesman for the ministry", "White House officials": an office, whatever names its complement has.
        Some(SourceClass::Official) if !last_is_name && named && !ends_with_plain_institution(s, &head) => {
            SourceClass::Official
        }
        _ if named => SourceClass::Named,
        Some(class) => class,
        None => SourceClass::Unspecified,
    }
}

/// Whether a word at the beginning of a sentence is a name: its capital does not tell.
fn is_name_at_start(s: &Sentence<'_>, at: usize, end: usize) -> bool {
    let word = s.norm(at);
    if s.lexed.tokens()[at].upper {
        return true;
    }
    if s.entity_at(at).is_some() {
        return lexicon().source_class(word).is_none() || at + 1 < end && s.lexed.tokens()[at + 1].capital;
    }
    let next_is_plain = at + 1 < end
        && s.is_word(at + 1)
        && !s.lexed.tokens()[at + 1].capital
        && !words::is_coordinator(s.norm(at + 1))
        && s.norm(at + 1) != "et";
    let common = lexicon().source_class(word).is_some() || is_role(word) || LEXICON.is_common(word);
    let describes = next_is_plain && !words::is_preposition(s.norm(at + 1)) && !s.norm(at + 1).starts_with('\'');
    !common && !describes
}

/// Whether a word with a capital is what somebody is, and no surname.
fn is_office(s: &Sentence<'_>, at: usize) -> bool {
    let word = s.norm(at);
    let is_name = s.entity_at(at).is_some_and(|entity| {
        entity.kind == EntityKind::Person || entity.kind == EntityKind::Organization && entity.tokens.start < at
    });
    let is_official = (is_role(word) || word.strip_suffix('s').is_some_and(is_role))
        && lexicon().source_class(word) == Some(SourceClass::Official)
        && !one_of(word, "authority opposition");
    (is_official || one_of(word, OFFICES)) && !is_name && !LEXICON.is_given_name(s.lexed.raw(at - 1))
}

/// "China’s ambassador to Britain Liu Ming": a person's name that nothing makes a description of somebody else.
fn is_titled_person(s: &Sentence<'_>, source: &Range<usize>) -> bool {
    let stands_alone = |entity: &EntityMark| {
        let before = s.norm(entity.tokens.start.wrapping_sub(1));
        entity.tokens.start > source.start
            && entity.tokens.end <= source.end
            && !words::is_preposition(before)
            && !words::is_coordinator(before)
            && s.kind(entity.tokens.end) != Some(TokenKind::Clitic)
    };
    source
        .clone()
        .filter_map(|at| s.entity_at(at))
        .any(|entity| entity.kind == EntityKind::Person && stands_alone(entity))
}

/// Offices that are in no list of roles and nouns for sources.
const OFFICES: &str = "lady princess pope police";

/// "One of the people", "two people briefed on the talks", "a person with knowledge": people who are not to be known.
fn is_evasive(s: &Sentence<'_>, source: &Range<usize>) -> bool {
    let mut words = source.clone();
    let Some(people) = words.find(|&at| {
        s.is(at, word_list!("people person persons individual individuals officials official one sources aides"))
    }) else {
        return false;
    };
    let after = people + 1;
    let briefed = after < source.end
        && (s.is(after, "briefed familiar close involved")
            || s.norm(after) == "with" && (after..source.end).any(|at| s.norm(at) == "knowledge")
            || (after..source.end)
                .any(|at| s.is(at, "condition anonymously") || s.is(at, "declined asked") && s.is(at + 1, "to not")));
    // "One of the people", "the person": somebody spoken of before, whom the text does not name.
    let one_of_them = s.norm(people) == "one"
        && s.norm(after) == "of"
        && (after..source.end).any(|at| s.is(at, "people sources persons"))
        && !(after..source.end).any(|at| s.is(at, "who whose"));
    briefed && !(source.start..people).any(|at| s.entity_at(at).is_some_and(|entity| entity.kind == EntityKind::Person))
        || one_of_them
}

/// Whether a name with an apostrophe stands before the noun.
fn has_possessive_name(s: &Sentence<'_>, head: &Range<usize>) -> bool {
    head.clone().any(|at| s.kind(at) == Some(TokenKind::Clitic) && at > s.start && s.lexed.tokens()[at - 1].capital)
}

/// "the Biden administration": an institution that its name tells from others; "White House officials" are people.
fn ends_with_plain_institution(s: &Sentence<'_>, head: &Range<usize>) -> bool {
    head.clone().next_back().is_some_and(|at| {
        one_of(
            s.norm(at),
            word_list!(
                "administration campaign party ministry department agency committee board council commission \
                 bank union association organization organisation embassy bureau coalition"
            ),
        )
    })
}

/// "Iranian", "Republican": by the ending, where no entity mark tells.
fn is_demonym(word: &str) -> bool {
    (word.len() > 4
        && (word.ends_with("ian") || word.ends_with("ians") || word.ends_with("ese") || word.ends_with("ish")))
        || one_of(
            word,
            word_list!(
                "american americans german germans french greek dutch israeli iraqi pakistani saudi \
                 afghan swiss democrats republicans democratic republican western european african \
                 mexican korean gop u.s. us uk eu"
            ),
        )
}

#[cfg(test)]
mod tests {
    use reportedly_document::{Body, Form, SourceClass};

    /// Each source with its class, and each content that is not indirect with its form.
    fn check(text: &str, expected: &[&str]) {
        let analysis = crate::annotate(text);
        let found: Vec<String> = analysis
            .annotations
            .iter()
            .filter_map(|annotation| match &annotation.body {
                Body::Attribution(attribution) => Some(attribution),
                _ => None,
            })
            .map(|attribution| {
                let source = attribution.source.first().map_or("-", |source| source.of(text));
                let form = if attribution.form == Some(Form::Indirect) { "" } else { " quoted" };
                format!("{source}: {:?}{form}", attribution.source_class.expect("it has a class"))
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_capital_at_the_beginning_of_a_sentence_is_no_name() {
        check("Prosecutors said it was late.", &["Prosecutors: Official"]);
        check("Relatives said it was late.", &["Relatives: Unspecified"]);
        check("Court papers show that it was late.", &["Court papers: Document"]);
        check("Hill said it was late.", &["Hill: Named"]);
        check("The EU said it was late.", &["The EU: Named"]);
    }

    #[test]
    fn a_name_may_be_written_as_a_pronoun_is_and_stand_behind_a_quotation() {
        check("The WHO said it was late. According to WHO, it rained.", &["The WHO: Named", "WHO: Named"]);
        check("“It was late,” Strange said.", &["Strange: Named quoted"]);
        check("“It was late.” Critics said it rained.", &["Critics: Unspecified"]);
    }

    #[test]
    fn people_who_are_not_to_be_known_are_anonymous() {
        check("Two people briefed on the talks said it was late.", &["Two people briefed on the talks: Anonymous"]);
        check("One of the people said it was late.", &["One of the people: Anonymous"]);
        check(
            "A person with knowledge of the plan said it was late.",
            &["A person with knowledge of the plan: Anonymous"],
        );
    }

    #[test]
    fn whose_name_is_withheld_is_anonymous() {
        let anonymous = |source: &str, behind: &str| {
            let text = format!("{source}{behind} that the road was closed.");
            let analysis = crate::annotate(&text);
            let class = analysis.annotations.iter().find_map(|mark| mark.attribution()?.source_class);
            assert_eq!(class, Some(SourceClass::Anonymous), "{text}");
        };
        anonymous("An official", ", who asked not to be named, said");
        anonymous("One of its largest shareholders", ", who did not want to be identified, said");
        anonymous("A nurse", ", speaking on condition of anonymity, said");
        anonymous("An aide", " said on condition of anonymity");
        check("An official who lives nearby said it was late.", &["An official who lives nearby: Official"]);
    }

    #[test]
    fn what_stands_in_a_relative_clause_is_no_source() {
        check("A man who works nights said it was late.", &["A man who works nights: Unspecified"]);
        check("A woman who studies bees said it was late.", &["A woman who studies bees: Unspecified"]);
        check("A driver who witnesses the crash said it was late.", &["A driver who witnesses the crash: Unspecified"]);
    }

    #[test]
    fn whom_a_name_describes_and_whom_it_names() {
        check("The chairwoman, Ida Bell, said it was late.", &["The chairwoman, Ida Bell: Named"]);
        check("A Harbour Post report said it was late.", &["A Harbour Post report: Document"]);
        check("Lunden’s ministry said it was late.", &["Lunden’s ministry: Official"]);
        check("A spokesman for Ida Bell said it was late.", &["A spokesman for Ida Bell: Official"]);
        check("Ida Bell and her team said it was late.", &["Ida Bell and her team: Named"]);
        let group = "The Harbour Watch, a group of owners,";
        check(&format!("{group} said it was late."), &[&format!("{}: Named", group.trim_end_matches(','))]);
        check("The Harbour Post newspaper said it was late.", &["The Harbour Post newspaper: Named"]);
        check("A jury in Lunden, Ohio, said it was late.", &["A jury in Lunden, Ohio: Official"]);
    }

    #[test]
    fn an_office_with_a_capital_is_no_name() {
        check("The Harbour Board Director said it was late.", &["The Harbour Board Director: Official"]);
        check("Any ferry CEO thinks it is late.", &["Any ferry CEO: Official"]);
        check("The Judge said it was late.", &["The Judge: Official"]);
        check("The duchess said it was late.", &["The duchess: Official"]);
        check("The Lunden Authority said it was late.", &["The Lunden Authority: Named"]);
        check("Prime Minister Ida Bell said it was late.", &["Prime Minister Ida Bell: Named"]);
    }

    #[test]
    fn what_is_told_inside_of_a_quotation_is_indirect() {
        check("“I think it is late,” said Ida Bell.", &["Ida Bell: Named quoted", "I: Pronoun"]);
    }
}
