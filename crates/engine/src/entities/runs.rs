//! Runs of capitalised words, with the small words that names have inside.

use std::ops::Range;

use reportedly_document::EntityKind;

use super::Casing;
use super::lexicon::LEXICON;
use super::position::is_function_word;
use crate::lexed::Lexed;
use crate::token::TokenKind;
use crate::words::{one_of, word_list};
use crate::{people, words};

/// The run that begins at a token; empty where none does. It is never longer than its sentence.
#[inline(never)]
pub(super) fn match_at(lexed: &Lexed, at: usize, sentence: &Range<usize>, casing: Casing) -> Range<usize> {
    let known = LEXICON.name_at(lexed, at, sentence.end).map(|(length, _)| at + length);
    let end = match known {
        Some(end) => end,
        None if is_name_word(lexed, at) => at + 1,
        None => match article_of_name(lexed, at, sentence.end) {
            Some(next) => next + 1,
            None => return at..at,
        },
    };
    let mut run = Run { lexed, sentence_end: sentence.end, start: at, end };
    while run.extend(casing) {}
    run.start..run.end
}

struct Run<'a> {
    lexed: &'a Lexed,
    sentence_end: usize,
    start: usize,
    end: usize,
}

impl Run<'_> {
    /// Takes in what follows, where it belongs to the run.
    fn extend(&mut self, casing: Casing) -> bool {
        let end = self.end;
        if end >= self.sentence_end {
            return false;
        }
        let next = self
            .name_end(end)
            .or_else(|| self.over_hyphen(end))
            .or_else(|| self.over_initial(end))
            .or_else(|| self.over_nickname(end))
            .or_else(|| self.over_particles(end))
            .or_else(|| if casing == Casing::Upper { None } else { self.over_small_words(end) })
            .or_else(|| self.over_possessive(end))
            .or_else(|| self.over_comma(end));
        self.end = next.unwrap_or(end);
        next.is_some()
    }

    /// The end of the known name or the name's word at a token.
    fn name_end(&self, at: usize) -> Option<usize> {
        if at >= self.sentence_end || !self.lexed.tokens()[at].capital {
            return None;
        }
        let known = LEXICON.name_at(self.lexed, at, self.sentence_end).map(|(length, _)| at + length);
        known.or_else(|| is_name_word(self.lexed, at).then_some(at + 1))
    }

    /// "Amir" - "Abdollahian", "Apollo" - "11"; not "US" - "China".
    fn over_hyphen(&self, at: usize) -> Option<usize> {
        let tokens = self.lexed.tokens();
        let hyphen = one_of(self.lexed.raw(at), "- ‐ ‑") && tokens[at].glued;
        let next = tokens.get(at + 1).filter(|next| hyphen && next.glued && at + 1 < self.sentence_end)?;
        if next.kind == TokenKind::Number {
            return Some(at + 2);
        }
        if !next.capital {
            return self.over_small_syllable(at);
        }
        let known = |from| LEXICON.name_at(self.lexed, from, self.sentence_end).map(|(length, _)| from + length);
        // "D-Vt." is a party and a state.
        let party = at == self.start + 1 && one_of(self.lexed.raw(self.start), "D R I");
        if party {
            return None;
        }
        let two_names = known(self.start) == Some(at) && known(at + 1).is_some();
        if two_names { None } else { is_name_word(self.lexed, at + 1).then_some(at + 2) }
    }

    /// S"." Amarsaikhan, written without white space.
    fn over_initial(&self, at: usize) -> Option<usize> {
        let glued = |token: usize| token < self.sentence_end && self.lexed.tokens()[token].glued;
        let initial = self.lexed.raw(at - 1).chars().count() == 1 && self.lexed.raw(at) == ".";
        (initial && glued(at) && glued(at + 1) && is_name_word(self.lexed, at + 1)).then_some(at + 2)
    }

    /// José “Pepe” Mujica.
    fn over_nickname(&self, at: usize) -> Option<usize> {
        let quote = |token: usize| token < self.sentence_end && self.lexed.tokens()[token].kind == TokenKind::Quote;
        if !quote(at) || !LEXICON.is_given_name(self.lexed.raw(at - 1)) {
            return None;
        }
        let close = (at + 2..at + 5).find(|&token| quote(token))?;
        let named = close + 1 < self.sentence_end
            && is_name_word(self.lexed, close + 1)
            && !self.lexed.tokens()[close + 1].glued
            && (at + 1..close).all(|token| self.lexed.tokens()[token].capital);
        named.then_some(close + 2)
    }

    /// Kim Jong"-un": in names of two words or more, and after a title.
    fn over_small_syllable(&self, at: usize) -> Option<usize> {
        let tokens = self.lexed.tokens();
        let next = at + 1;
        if self.lexed.raw(at) != "-" || next >= self.sentence_end || !tokens[at].glued || !tokens[next].glued {
            return None;
        }
        let syllable = self.lexed.norm(next);
        let short = tokens[next].kind == TokenKind::Word && !tokens[next].capital && syllable.len() <= 6;
        let ordinary = LEXICON.is_common(syllable)
            || is_function_word(syllable)
            || people::is_role(syllable)
            || one_of(syllable, word_list!("led born era made ruled style wide elect held run"));
        let part_of_name = self.end > self.start + 1 && LEXICON.name_at(self.lexed, at - 1, at).is_none();
        (short && !ordinary && part_of_name).then_some(at + 2)
    }

    /// "van der" Berg, "al-" Assad, "de" Souza.
    fn over_particles(&self, at: usize) -> Option<usize> {
        let mut next = at;
        while next < at + 3 && next < self.sentence_end && is_particle(self.lexed.norm(next)) {
            next += 1;
        }
        if next > at && next < self.sentence_end && self.lexed.raw(next) == "-" {
            next += 1;
        }
        (next > at).then(|| self.name_end(next)).flatten()
    }

    /// Ministry "of" Health "and" Welfare, Centre "for the" Arts, Ernst "&" Young.
    fn over_small_words(&self, at: usize) -> Option<usize> {
        let word = self.lexed.norm(at);
        let before = self.lexed.norm(at - 1);
        let next = if self.lexed.is(at + 1, "the") && word != "and" { at + 2 } else { at + 1 };
        if next >= self.sentence_end || !is_name_word(self.lexed, next) {
            return None;
        }
        let joined = match word {
            "&" => true,
            "of" => {
                (LEXICON.head(before).is_some() || self.is_direction(at - 1))
                    && self.lexed.tokens()[at - 1].capital
                    && !self.is_complete(at, next)
            }
            "for" | "on" => LEXICON.head(before) == Some(EntityKind::Organization),
            "and" => self.over_and(at),
            _ => false,
        };
        joined.then(|| self.name_end(next)).flatten()
    }

    /// University of the "West" of Ireland.
    fn is_direction(&self, at: usize) -> bool {
        self.lexed
            .is(at, word_list!("west north south east midlands highlands northwest northeast southwest southeast"))
            && (self.start + 1..at).any(|token| {
                self.lexed.is(token, "of") && LEXICON.head(self.lexed.norm(token - 1)) == Some(EntityKind::Organization)
            })
    }

    /// "Kestrel Components" of Taiwan, other than "Central Bank" of Taiwan: with a word that is no ordinary one, what
    /// stands before "of" is a name, and the place after it another.
    fn is_complete(&self, of: usize, next: usize) -> bool {
        let proper = |token: usize| {
            let norm = self.lexed.norm(token);
            !LEXICON.is_common(norm) && LEXICON.head(norm).is_none() && LEXICON.name_at(self.lexed, token, of).is_none()
        };
        // "Office for the Western District of Velt"
        if self.lexed.is(of - 1, "district") && (self.start..of).any(|token| self.lexed.is(token, "for")) {
            return false;
        }
        let place =
            LEXICON.name_at(self.lexed, next, self.sentence_end).is_some_and(|(_, kind)| kind == EntityKind::Place);
        place && (self.start..of).any(proper)
    }

    /// "and" between ordinary words that a name is made of: "of Health and Welfare", "Food and Drug Administration".
    fn over_and(&self, at: usize) -> bool {
        let ordinary = |token: usize| {
            let norm = self.lexed.norm(token);
            LEXICON.is_common(norm) && LEXICON.name_at(self.lexed, token, self.sentence_end).is_none()
        };
        if !ordinary(at - 1) || !ordinary(at + 1) {
            return false;
        }
        let has_small_word = (self.start..at).any(|token| self.lexed.is(token, "of for on"));
        if has_small_word {
            return true;
        }
        let mut last = at + 1;
        while last + 1 < self.sentence_end && is_name_word(self.lexed, last + 1) {
            last += 1;
        }
        last > at + 1
            && (self.start..at).all(ordinary)
            && LEXICON.head(self.lexed.norm(last)) == Some(EntityKind::Organization)
    }

    /// People"'s" Party, Teachers"'" Union.
    fn over_possessive(&self, at: usize) -> Option<usize> {
        if self.lexed.tokens()[at].kind != TokenKind::Clitic {
            return None;
        }
        let owner = self.lexed.norm(at - 1);
        let many = match self.lexed.norm(at) {
            "'s" => one_of(owner, "people women men children nation") || self.is_owner(at - 1),
            "'" => people::is_role(owner) || owner == "workers",
            _ => false,
        };
        let next = self.name_end(at + 1)?;
        (many && is_name_word(self.lexed, at + 1)).then_some(next)
    }

    /// "Sheriff" 's Department, "Attorney" 's Office, St "Mary" 's Hospital: an office, or a saint, before a word that
    /// makes an organization.
    fn is_owner(&self, at: usize) -> bool {
        let norm = self.lexed.norm(at);
        let office = people::is_role(norm) || people::is_title(norm) || one_of(norm, "examiner defender general");
        let saint = at > self.start && self.lexed.is(at - 1, "st st. saint");
        let head = (at + 2..self.sentence_end.min(at + 5))
            .take_while(|&token| is_name_word(self.lexed, token))
            .find(|&token| LEXICON.head(self.lexed.norm(token)).is_some());
        let sure = |head: usize| {
            self.lexed.is(
                head,
                word_list!(
                    "office department association court court's college hospital academy school bench guild union club"
                ),
            )
        };
        (office || saint) && self.lexed.tokens()[at].capital && head.is_some_and(sure)
    }

    /// Acme", Inc."
    fn over_comma(&self, at: usize) -> Option<usize> {
        let company = "inc. inc ltd. ltd llc jr. jr sr.";
        (self.lexed.raw(at) == "," && self.lexed.is(at + 1, company) && at + 1 < self.sentence_end).then_some(at + 2)
    }
}

/// A word with a capital that is no function word: "To" in "the U.S. To" ends a name.
pub(super) fn is_name_word(lexed: &Lexed, at: usize) -> bool {
    let token = lexed.tokens()[at];
    let norm = lexed.norm(at);
    token.kind == TokenKind::Word
        && token.capital
        && (token.upper || !is_function_word(norm))
        && !words::is_weekday(norm)
}

/// "al-Bashir": the word after the article with its hyphen.
fn article_of_name(lexed: &Lexed, at: usize, end: usize) -> Option<usize> {
    let article = one_of(lexed.norm(at), "al el an ash ad as");
    let glued = |token: usize| lexed.tokens()[token].glued;
    (article
        && at + 2 < end
        && lexed.raw(at + 1) == "-"
        && glued(at + 1)
        && glued(at + 2)
        && is_name_word(lexed, at + 2))
    .then_some(at + 2)
}

pub(super) fn is_particle(norm: &str) -> bool {
    one_of(
        norm,
        word_list!(
            "de del da dos das di du la le las los al el ul bin ibn bint ben van von der den ter wa y ud \
             ur"
        ),
    )
}
