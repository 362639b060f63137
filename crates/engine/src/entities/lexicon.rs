//! What is known about names without looking at the text: the lists in `lexicon/`.

use std::ops::Range;
use std::sync::LazyLock;

use hashbrown::HashSet;
use reportedly_document::EntityKind;
use rustc_hash::FxBuildHasher;

use crate::lexed::Lexed;
use crate::lexicon::entries;
use crate::phrases::Phrases;
use crate::token::TokenKind;

pub(crate) static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

type Words = HashSet<&'static str, FxBuildHasher>;

/// All lists of the stage, ready to be asked.
#[derive(Debug)]
pub(crate) struct Lexicon {
    names: Phrases<Known>,
    /// Places of one word, in lower case.
    place_words: HashSet<String, FxBuildHasher>,
    /// Countries, in lower case.
    countries: HashSet<String, FxBuildHasher>,
    given_names: Words,
    surnames: Words,
    common: Words,
    organization_heads: Words,
    place_heads: Words,
    other_heads: Words,
}

/// A name that is in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    pub(crate) kind: EntityKind,
    how: Written,
    /// It begins with an article, so that the last word needs its capital: "The Hill", other than "The hill".
    capital_last: bool,
}

/// How a name must be written to be taken for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Written {
    /// "Oman"
    Capital,
    /// "US", "WHO": not "Us", "who".
    Upper,
    /// "al-Qaeda", "iPhone": a capital somewhere.
    CapitalInside,
}

impl Lexicon {
    fn load() -> Self {
        use EntityKind::{Group, Organization, Other, Place};
        let mut names: Vec<(&'static str, EntityKind)> = Vec::new();
        let mut groups: Vec<&'static str> = Vec::new();
        let mut countries: HashSet<String, FxBuildHasher> = HashSet::default();
        for line in entries("countries") {
            let (country, people) = line.split_once(':').unwrap_or((line, ""));
            names.push((country, Place));
            countries.insert(country.to_ascii_lowercase());
            groups.extend(people.split(',').map(str::trim).filter(|word| !word.is_empty()));
        }
        groups.extend(entries("groups"));
        names.extend(entries("places").map(|name| (name, Place)));
        names.extend(groups.iter().map(|&name| (name, Group)));
        names.extend(entries("organizations").map(|name| (name, Organization)));
        names.extend(entries("others").map(|name| (name, Other)));

        let place_words = names.iter().filter(|(name, kind)| *kind == Place && !name.contains(' '));
        let place_words = place_words.map(|(name, _)| name.to_ascii_lowercase()).collect();
        let plurals: Vec<String> = groups.iter().copied().filter_map(plural).collect();
        let known = |name: &str, kind| Known {
            kind,
            how: Written::of(name),
            capital_last: name.starts_with("The ")
                && name.rsplit(' ').next().is_some_and(|last| last.starts_with(char::is_uppercase)),
        };
        let all = names.iter().map(|&(name, kind)| (name, known(name, kind)));
        Lexicon {
            names: Phrases::new(all.chain(plurals.iter().map(|name| (name.as_str(), known(name, Group))))),
            place_words,
            countries,
            given_names: entries("given_names").collect(),
            surnames: entries("surnames").collect(),
            common: entries("common_words").collect(),
            organization_heads: entries("organization_heads").collect(),
            place_heads: entries("place_heads").collect(),
            other_heads: entries("other_heads").collect(),
        }
    }

    /// The longest known name that begins at a token and ends before `end`: how many tokens, and its kind.
    pub(crate) fn name_at(&self, lexed: &Lexed, at: usize, end: usize) -> Option<(usize, EntityKind)> {
        let (length, known) = self.names.longest_at(lexed, at, end)?;
        let token = lexed.tokens()[at];
        let written = match known.how {
            Written::Capital => token.capital,
            Written::Upper => token.upper,
            Written::CapitalInside => lexed.span(at..at + length).of(lexed.text()).contains(|c: char| c.is_uppercase()),
        };
        let last = lexed.tokens()[at + length - 1];
        let whole = length == 1 || !known.capital_last || last.capital || last.kind != TokenKind::Word;
        (written && whole).then_some((length, known.kind))
    }

    /// The same for a text that may be without capitals.
    pub(crate) fn name_in_any_case(&self, lexed: &Lexed, at: usize, end: usize) -> Option<(usize, EntityKind)> {
        let (length, known) = self.names.longest_at(lexed, at, end)?;
        Some((length, known.kind))
    }

    /// Whether a range is the name of a country, whose team has the kind of the country.
    pub(crate) fn is_country(&self, lexed: &Lexed, name: &Range<usize>) -> bool {
        let written = lexed.span(name.clone()).of(lexed.text()).to_ascii_lowercase();
        self.countries.contains(&written)
    }

    /// Whether a word (in lower case) is the first of a listed name, however that is written.
    pub(crate) fn begins_name(&self, norm: &str) -> bool {
        self.names.begins_with(norm)
    }

    /// Whether a word (in lower case) is formed from a listed place: "okinawan", "venetians".
    pub(crate) fn is_formed_from_place(&self, norm: &str) -> bool {
        stems_of_demonym(norm).any(|stem| self.place_words.contains(stem))
    }

    /// "Maria", as it is written.
    pub(crate) fn is_given_name(&self, raw: &str) -> bool {
        self.given_names.contains(raw)
    }

    /// "Garcia", as it is written.
    pub(crate) fn is_surname(&self, raw: &str) -> bool {
        self.surnames.contains(raw)
    }

    /// Whether a word (in lower case) is an ordinary one, so that a capital on it says little.
    pub(crate) fn is_common(&self, norm: &str) -> bool {
        let stem = |ending: &str, back: &str| {
            let stem = norm.strip_suffix(ending)?;
            (stem.len() > 2 && (self.common.contains(stem) || self.common.contains(format!("{stem}{back}").as_str())))
                .then_some(())
        };
        self.common.contains(norm)
            || stem("s", "").is_some()
            || stem("es", "").is_some()
            || stem("ies", "y").is_some()
            || stem("ed", "e").is_some()
            || stem("ing", "e").is_some()
            || stem("ly", "").is_some()
            || has_common_ending(norm)
    }

    /// What kind of name a word makes as its head: "Ministry", "River", "Treaty".
    pub(crate) fn head(&self, norm: &str) -> Option<EntityKind> {
        if self.organization_heads.contains(norm) {
            Some(EntityKind::Organization)
        } else if self.place_heads.contains(norm) {
            Some(EntityKind::Place)
        } else if self.other_heads.contains(norm) {
            Some(EntityKind::Other)
        } else {
            None
        }
    }
}

impl Written {
    fn of(name: &str) -> Written {
        let first = name.split([' ', '-']).next().unwrap_or(name);
        let letters = || first.chars().filter(|c| c.is_alphabetic());
        if letters().count() > 1 && letters().all(char::is_uppercase) {
            Written::Upper
        } else if name.starts_with(char::is_lowercase) {
            Written::CapitalInside
        } else {
            Written::Capital
        }
    }
}

/// "Omanis" of "Omani"; nothing of "Chinese" and "French", which are their own plural.
fn plural(name: &str) -> Option<String> {
    let own = ["s", "sh", "ch", "ese", "x", "+", "Q", "I", "T", "man"].iter().any(|ending| name.ends_with(ending));
    (!own).then(|| format!("{name}s"))
}

/// What "karvanian" may be formed from: "karvania", "karvani".
pub(crate) fn stems_of_demonym(norm: &str) -> impl Iterator<Item = &str> {
    let singular = norm.strip_suffix('s').unwrap_or(norm);
    ["n", "an", "ian", "ese", "i"]
        .into_iter()
        .filter_map(move |ending| singular.strip_suffix(ending))
        .filter(|stem| stem.len() > 3)
}

/// Endings of nouns and adjectives that no name has.
fn has_common_ending(norm: &str) -> bool {
    const ENDINGS: &str = "tion tions sion sions ment ments ness ity ities ology ism isms ful less ous ics able ible ance ence \
     ship ships ical ional ively ative graphy ware";
    norm.len() > 7 && ENDINGS.split(' ').any(|ending| norm.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexed::lex;

    #[test]
    fn known_names() {
        let check = |text: &str, expected: Option<(usize, EntityKind)>| {
            let lexed = lex(text);
            assert_eq!(LEXICON.name_at(&lexed, 0, lexed.tokens().len()), expected, "{text}");
        };
        check("Saudi Arabia agreed", Some((2, EntityKind::Place)));
        check("Saudis agreed", Some((1, EntityKind::Group)));
        check("US officials", Some((1, EntityKind::Place)));
        check("us officials", None);
        check("The hill was steep", None);
        check("The Hill reported", Some((2, EntityKind::Organization)));
        check("al-Qaeda fighters", Some((3, EntityKind::Organization)));
        check("The Washington Post reported", Some((3, EntityKind::Organization)));
    }

    #[test]
    fn common_words_and_their_forms() {
        for word in ["police", "policies", "talks", "shocked", "creating", "clearly", "nationalisation"] {
            assert!(LEXICON.is_common(word), "{word}");
        }
        for word in ["kato", "smith", "nairobi"] {
            assert!(!LEXICON.is_common(word), "{word}");
        }
    }
}
