//! Names of persons that what stands beside them makes certain: behind a form of address, with a given name that is an
//! ordinary word as well, in capitals, in a byline.

use std::ops::Range;

use reportedly_document::EntityKind;

use super::lexicon::LEXICON;
use super::runs::is_particle;
use super::{Casing, can_be_dropped, context, is_function_word, rules};
use crate::lexed::Lexed;
use crate::mark::EntityMark;
use crate::people;
use crate::rules::Rule;
use crate::token::TokenKind;
use crate::words::{self, WordList, Words, one_of, word_list};

/// The person whose name, or whose form of address, begins at a token.
#[inline(never)]
pub(super) fn match_at(lexed: &Lexed, at: usize, sentence: &Range<usize>, casing: Casing) -> Option<EntityMark> {
    let token = lexed.tokens()[at];
    if token.kind != TokenKind::Word || !token.capital {
        return None;
    }
    let person = Person { lexed, sentence, casing };
    let mark =
        |(tokens, rule): (Range<usize>, Rule)| EntityMark { tokens, kind: EntityKind::Person, confidence: None, rule };
    let found = person.addressed(at).map(|tokens| (tokens, rules::TITLED));
    let found = found.or_else(|| person.in_byline(at).map(|end| (at..end, rules::BYLINE)));
    let found = found.or_else(|| person.in_capitals(at).map(|end| (at..end, rules::NAME_IN_CAPITALS)));
    found.or_else(|| person.of_ordinary_words(at).map(|end| (at..end, rules::ORDINARY_GIVEN_NAME))).map(mark)
}

/// Whether the word before a token is a form of address, behind which any word is a person's name.
pub(crate) fn is_addressed(lexed: &Lexed, at: usize) -> bool {
    at > 0
        && lexed.tokens()[at - 1].capital
        && (lexed.is(at - 1, ADDRESSES) || lexed.is(at - 1, "sen. rep. gov. col. lt. sgt. capt."))
}

/// Forms of address, which are nothing but that.
const ADDRESSES: &WordList = word_list!(
    "mr mr. mrs mrs. ms ms. mx mx. dr dr. prof prof. sir dame mme monsieur madame señor señora herr \
     frau shri smt lord lady miss"
);

/// Offices of one person: with one capitalised word behind them, that is its name.
const OFFICES: &WordList = word_list!(
    "sen. rep. gov. gen. col. lt. sgt. capt. cmdr. insp. rev. senator congressman congresswoman \
     professor judge sergeant lieutenant colonel inspector minister president"
);

/// Words behind a form of address that are no names: "Mr Speaker", "Miss World", "Lady Luck".
const NO_NAMES: &WordList = word_list!(
    "president speaker chairman chairwoman minister mayor ambassador chancellor secretary governor justice \
     judge chair vice prime world universe america earth international grand teen luck liberty chief who bird \
     attorney elect deputy of in and"
);

/// Given names that are ordinary words, months or verbs as well.
const ORDINARY: &WordList = word_list!(
    "april may june august january summer autumn will mark grant bill frank hope faith grace dawn joy gene \
     rich pat drew jack chase hunter art ray rose sue chuck jay rob nick dale dean glen heath brook brooke cliff reed miles \
     guy earl dick bob mercy melody harmony constance charity patience prudence ivy lily violet hazel olive amber ruby pearl \
     crystal jade sterling chance carol holly noel sandy lance bud wade clay penny ginger basil sage iris daisy heather max \
     angel destiny trinity christian colt rusty dusty sunny skip woody"
);

/// Of these those that open questions, wishes and orders.
const VERBS: &WordList = word_list!("will may mark grant bill hope drew chase hunter chuck");

/// Behind these words a month is a month.
const BEFORE_MONTHS: &WordList = word_list!("in since until till last next this late early mid mid- through during");

/// How many words a name goes on for.
const LONGEST: usize = 3;

struct Person<'a> {
    lexed: &'a Lexed,
    sentence: &'a Range<usize>,
    casing: Casing,
}

impl Person<'_> {
    fn is(&self, at: usize, words: impl Words) -> bool {
        at < self.sentence.end && self.lexed.is(at, words)
    }

    fn is_capital(&self, at: usize) -> bool {
        at < self.sentence.end && self.lexed.tokens()[at].capital && self.lexed.tokens()[at].kind == TokenKind::Word
    }

    fn is_common(&self, at: usize) -> bool {
        let norm = self.lexed.norm(at);
        LEXICON.is_common(norm)
            || is_function_word(norm)
            || LEXICON.head(norm).is_some()
            || people::is_title(norm)
            || people::is_role(norm)
    }

    fn is_surname(&self, at: usize) -> bool {
        let raw = self.lexed.raw(at);
        LEXICON.is_surname(raw) || LEXICON.is_given_name(raw) || {
            let title = in_title_case(raw);
            LEXICON.is_surname(&title) || LEXICON.is_given_name(&title)
        }
    }

    /// A word that a name goes on with: no ordinary one, and nothing that a list has as the name of something else.
    fn is_proper(&self, at: usize) -> bool {
        self.is_capital(at)
            && self.lexed.raw(at).len() > 1
            && !words::is_weekday(self.lexed.norm(at))
            && !words::is_month(self.lexed.norm(at))
            && (!self.is_common(at) || LEXICON.is_surname(&in_title_case(self.lexed.raw(at))))
            && (LEXICON.name_at(self.lexed, at, self.sentence.end).is_none() || self.is_surname(at))
    }

    /// Where the name ends whose given name ends before a token, if a surname follows.
    fn surname_end(&self, at: usize, upper: bool) -> Option<usize> {
        let mut next = at;
        // "Will J. Bates", "April de Souza", "Jean-Paul"
        while next < at + 2 && self.is_capital(next) && is_initial(self.lexed.raw(next)) {
            next += 1;
        }
        while next < at + 3 && next < self.sentence.end && is_particle(self.lexed.norm(next)) {
            next += 1;
        }
        let fits = |at: usize| self.is_proper(at) && self.lexed.tokens()[at].upper == upper;
        if !fits(next) {
            return None;
        }
        let mut end = next + 1;
        while end < next + LONGEST {
            let hyphen = self.is(end, "- ‐ ‑") && self.lexed.tokens()[end].glued && self.is_capital(end + 1);
            // "Lau Mo-sheung"
            let syllable = self.is(end, "-")
                && self.lexed.tokens()[end].glued
                && end > next + 1
                && end + 1 < self.sentence.end
                && self.lexed.tokens()[end + 1].kind == TokenKind::Word
                && self.lexed.raw(end + 1).len() <= 6
                && !self.is_common(end + 1);
            if hyphen && fits(end + 1) || syllable {
                end += 2;
            } else if self.is_capital(end)
                && fits(end)
                && !self.is_common(end)
                && LEXICON.name_at(self.lexed, end, self.sentence.end).is_none()
            {
                end += 1;
            } else {
                break;
            }
        }
        Some(end)
    }

    /// "Mrs" May, "Mr" March, "Senator" Young: words of which the rules for runs make no name.
    fn addressed(&self, at: usize) -> Option<Range<usize>> {
        let first = at + 1;
        if !self.is_capital(first) || !self.is(at, ADDRESSES) && !self.is(at, OFFICES) || self.is(first, NO_NAMES) {
            return None;
        }
        // "Oak Dr": a street.
        let street =
            self.is(at, "dr dr.") && at > self.sentence.start && self.is_capital(at - 1) && !self.is_common(at - 1);
        let norm = self.lexed.norm(first);
        let plain = is_function_word(norm) && !one_of(norm, "will may so");
        if street || plain || words::is_weekday(norm) || self.lexed.tokens()[first].upper != self.is_all_upper(at) {
            return None;
        }
        let named = self.is_capital(first + 1) || self.is(first + 1, "- & of");
        if self.is(at, OFFICES) {
            let ordinary = self.is_common(first) && LEXICON.head(norm).is_none() && !people::is_role(norm);
            let month = words::is_month(norm);
            let surname = LEXICON.is_surname(self.lexed.raw(first));
            let title = self.casing == Casing::Sentences && (surname || self.lexed.raw(at).ends_with('.') || month);
            return (ordinary && title && !named && !people::is_title(norm)).then_some(first..first + 1);
        }
        if !self.is_common(first) && !words::is_month(norm) {
            return None;
        }
        let lists = LEXICON.name_at(self.lexed, first, self.sentence.end).is_some_and(|(length, _)| length > 1);
        let title = self.is(at, "lord lady sir miss") && (people::is_role(norm) || people::is_title(norm));
        if lists || title || self.casing != Casing::Sentences && named {
            return None;
        }
        // "Ms Summer Stone": in a sentence the second word is a name whatever it means.
        let second = first + 1;
        let goes_on = self.is_capital(second)
            && !is_function_word(self.lexed.norm(second))
            && LEXICON.head(self.lexed.norm(second)).is_none()
            && !people::is_role(self.lexed.norm(second))
            && !words::is_month(self.lexed.norm(second))
            && !words::is_weekday(self.lexed.norm(second));
        let end = self.surname_end(second, false).unwrap_or(if goes_on { second + 1 } else { second });
        Some(first..end)
    }

    /// Whether a form of address is written in capitals: "MRS". Those of two letters tell nothing.
    fn is_all_upper(&self, at: usize) -> bool {
        self.lexed.tokens()[at].upper
    }

    /// "June" Carter, "Will" Bates.
    fn of_ordinary_words(&self, at: usize) -> Option<usize> {
        let norm = self.lexed.norm(at);
        if !one_of(norm, ORDINARY) || self.lexed.tokens()[at].upper || self.casing == Casing::Upper {
            return None;
        }
        if LEXICON.name_at(self.lexed, at, self.sentence.end).is_some_and(|(length, _)| length > 1) {
            return None;
        }
        let before = if at > self.sentence.start { self.lexed.norm(at - 1) } else { "" };
        if words::is_month(norm) && one_of(before, BEFORE_MONTHS) || words::is_determiner(before) && before != "that" {
            return None;
        }
        let beside = at > self.sentence.start && self.is_capital(at - 1) && !self.is_common(at - 1);
        let glued = self.lexed.tokens()[at].glued && one_of(before, "- ‐ ‑");
        if beside || glued {
            return None;
        }
        let end = self.surname_end(at + 1, false)?;
        let month_clause = words::is_month(norm) && (before == "by" && at - 1 == self.sentence.start);
        let is_place = LEXICON.name_at(self.lexed, end - 1, end).is_some_and(|(_, kind)| kind != EntityKind::Person);
        if self.is_other_name(end) || month_clause || is_place && !LEXICON.is_surname(self.lexed.raw(end - 1)) {
            return None;
        }
        let capital_of_place = can_be_dropped(self.lexed, self.sentence, at) || self.casing == Casing::Title;
        let question = (self.sentence.end.saturating_sub(2)..self.sentence.end).any(|at| self.lexed.raw(at) == "?");
        let verb = (one_of(norm, VERBS) || self.casing == Casing::Title) && capital_of_place;
        (!verb || !question && self.is_subject(end)).then_some(end)
    }

    /// Whether the name goes on as another's: "Dick Clark Productions".
    fn is_other_name(&self, end: usize) -> bool {
        let words = (end..end + 2).take_while(|&at| self.is_capital(at));
        words.into_iter().any(|at| LEXICON.head(self.lexed.norm(at)).is_some()) && self.casing == Casing::Sentences
    }

    /// Whether what follows a name says that it is a subject: not so in "Will Okoro resign", "Grant Okoro a pardon".
    fn is_subject(&self, end: usize) -> bool {
        if end >= self.sentence.end {
            return true;
        }
        let norm = self.lexed.norm(end);
        let verb = words::is_auxiliary(norm) && !one_of(norm, "be have do")
            || norm.len() > 3 && (norm.ends_with("ed") || norm.ends_with('s'))
            || one_of(
                norm,
                word_list!(
                    "said met won took went came made told ran led wrote left held gave got began knew saw sent spoke became \
                 sat stood fell felt thought found kept lost paid put set who"
                ),
            );
        let mark = self.lexed.tokens()[end].kind == TokenKind::Punctuation && self.lexed.raw(end) != "-";
        verb || mark || norm == "and"
    }

    /// "SOFIA SANTOS", "JILL LOWE": a given name and a word of which no list says anything else.
    fn in_capitals(&self, at: usize) -> Option<usize> {
        let token = self.lexed.tokens()[at];
        if !token.upper || token.span.len() < 3 {
            return None;
        }
        let known = LEXICON.name_at(self.lexed, at, self.sentence.end);
        let given = LEXICON.is_given_name(&in_title_case(self.lexed.raw(at)));
        // "SYDNEY HALE, a nurse": some are named after places.
        let place = known == Some((1, EntityKind::Place));
        if !given && !place {
            return None;
        }
        if known.is_some_and(|(length, kind)| length > 1 || kind == EntityKind::Organization) {
            return None;
        }
        let beside = at > self.sentence.start
            && self.is_capital(at - 1)
            && self.lexed.tokens()[at - 1].upper
            && !self.is_common(at - 1);
        let common = LEXICON.is_common(self.lexed.norm(at)) || is_function_word(self.lexed.norm(at));
        if beside || common && self.casing == Casing::Upper {
            return None;
        }
        // "JEAN-PAUL"
        let double = self.is(at + 1, "-") && self.is_capital(at + 2) && self.lexed.tokens()[at + 2].glued;
        let end = self.surname_end(if double { at + 3 } else { at + 1 }, true)?;
        let apposed = self.is(end, ",") && self.is(end + 1, "a an who whose the");
        if !given && !apposed {
            return None;
        }
        if context::is_dateline(self.lexed, self.sentence, &(at..end)) {
            return None;
        }
        let surname = LEXICON.is_surname(&in_title_case(self.lexed.raw(end - 1)));
        (surname || self.casing != Casing::Upper || known.is_none()).then_some(end)
    }

    /// "By Zed Marr and ANN LUND": each name of a line that begins with "By".
    fn in_byline(&self, at: usize) -> Option<usize> {
        let start = self.sentence.start;
        let by = (start..start + 3).find(|&token| self.is(token, "by"))?;
        // Of a picture it is a credit.
        if by > start && !self.is(by - 1, "written reported story words") {
            return None;
        }
        if at <= by || self.sentence.len() > 24 {
            return None;
        }
        let parts_of_byline = (by + 1..at).all(|token| {
            self.is_capital(token)
                || self.is(token, "and , & de da van der von al bin")
                || self.lexed.tokens()[token].kind == TokenKind::Punctuation
        });
        let begins = at == by + 1 || self.is(at - 1, "and , &");
        if !parts_of_byline || !begins || self.is(at, "the a an") {
            return None;
        }
        let given = self.is_surname(at);
        let mut end = at;
        let mut words = 0;
        while end < self.sentence.end && words < 4 {
            if self.is_capital(end) {
                let norm = self.lexed.norm(end);
                // "By Zed Marr March 3"
                if end > at && (is_of_calendar(norm) || norm == "and") {
                    break;
                }
                let known = LEXICON.name_at(self.lexed, end, self.sentence.end).is_some_and(|(length, _)| length > 1);
                if known || LEXICON.head(norm).is_some() && !given || is_function_word(norm) && end > at {
                    return None;
                }
                if self.is_common(end) && !given {
                    return None;
                }
                words += 1;
            } else if !(is_particle(self.lexed.norm(end)) && self.is_capital(end + 1)
                || self.is(end, "- '") && self.lexed.tokens()[end].glued && self.is_capital(end + 1))
            {
                break;
            }
            end += 1;
        }
        let first = LEXICON
            .name_at(self.lexed, at, self.sentence.end)
            .is_some_and(|(_, kind)| kind == EntityKind::Organization || !given);
        let closed = end == self.sentence.end
            || self.is(end, "and , & | for in at of")
            || is_of_calendar(self.lexed.norm(end))
            || self.lexed.tokens()[end].kind != TokenKind::Word;
        (words >= 2 && !first && closed).then_some(end)
    }
}

/// A day of the week or a month, written out or short.
fn is_of_calendar(norm: &str) -> bool {
    let short = "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun";
    words::is_weekday(norm) || words::is_month(norm) || one_of(norm, short)
}

/// "J.", "J"
fn is_initial(raw: &str) -> bool {
    raw.trim_end_matches('.').chars().count() == 1
}

/// The small letter of a capital, of those that English and its neighbours write with. The table of all is 10 KB.
fn lower(letter: char) -> char {
    match letter {
        'À'..='Ö' | 'Ø'..='Þ' => char::from_u32(u32::from(letter) + 0x20).unwrap_or(letter),
        _ => letter.to_ascii_lowercase(),
    }
}

/// "Santos" of "SANTOS"; other words as they are.
pub(super) fn in_title_case(raw: &str) -> String {
    let mut letters = raw.chars();
    match letters.next() {
        Some(first) if raw.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase) => {
            std::iter::once(first).chain(letters.map(lower)).collect()
        }
        _ => raw.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_as_in_lists() {
        assert_eq!(in_title_case("SANTOS"), "Santos");
        assert_eq!(in_title_case("Santos"), "Santos");
        assert_eq!(in_title_case("ÁLVARO"), "Álvaro");
        assert_eq!(in_title_case(""), "");
    }
}
