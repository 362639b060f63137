//! Dates and periods that can be placed in time.

use std::ops::Range;

use reportedly_document::EntityKind;

use super::lexicon::LEXICON;
use super::rules;
use crate::lexed::Lexed;
use crate::mark::EntityMark;
use crate::token::TokenKind;
use crate::words::{self, WordList, Words, one_of, word_list};

/// The date that begins at a token.
pub(super) fn match_at(lexed: &Lexed, at: usize, sentence: &Range<usize>) -> Option<EntityMark> {
    // "Black Friday", "September 11", "Sunday Times".
    if LEXICON.name_at(lexed, at, sentence.end).is_some_and(|(length, _)| length > 1) {
        return None;
    }
    let grammar = Grammar { lexed, sentence };
    let end = grammar
        .framed(at)
        .or_else(|| grammar.weekday(at))
        .or_else(|| grammar.day_month(at))
        .or_else(|| grammar.month(at))
        .or_else(|| grammar.relative(at))
        .or_else(|| grammar.year(at))?;
    let end = grammar.ranged(at, end);
    Some(EntityMark { tokens: at..end, kind: EntityKind::Date, confidence: None, rule: rules::DATE })
}

/// Months that are dates with a day or a year beside them only.
const SHORT_MONTHS: &WordList = word_list!("jan feb mar apr jun jul aug sep sept oct nov dec");

struct Grammar<'a> {
    lexed: &'a Lexed,
    sentence: &'a Range<usize>,
}

impl Grammar<'_> {
    fn is(&self, at: usize, words: impl Words) -> bool {
        at < self.sentence.end && self.lexed.is(at, words)
    }

    /// A token for looking up; nothing behind the sentence.
    fn norm(&self, at: usize) -> &str {
        if at < self.sentence.end { self.lexed.norm(at) } else { "" }
    }

    fn before(&self, at: usize) -> &str {
        if at > self.sentence.start { self.lexed.norm(at - 1) } else { "" }
    }

    fn capital(&self, at: usize) -> bool {
        at < self.sentence.end && self.lexed.tokens()[at].capital
    }

    /// A date or period without words around it.
    fn core(&self, at: usize) -> Option<usize> {
        if at >= self.sentence.end {
            return None;
        }
        self.day_month(at).or_else(|| self.month(at)).or_else(|| self.relative(at)).or_else(|| self.year(at))
    }

    /// "earlier this month", "early 2020", "mid-September", "end of 2017", "summer 2020", "last Friday".
    fn framed(&self, at: usize) -> Option<usize> {
        match self.norm(at) {
            "earlier" | "later" => self.relative(at + 1).filter(|_| self.is(at + 1, "this last next")),
            "early" | "late" => self.core(at + 1).filter(|_| !self.is(at + 1, "yesterday today tomorrow tonight")),
            "mid" if self.is(at + 1, "- ‐") => self.core(at + 2),
            "end" | "beginning" | "start" if self.is(at + 1, "of") => {
                let the = if self.is(at + 2, "the") { at + 3 } else { at + 2 };
                let period = the > at + 2 && self.is(the, "year month week century decade season");
                if period { Some(the + 1) } else { self.core(the) }
            }
            "summer" | "winter" | "spring" | "autumn" | "fall" | "fiscal" | "christmas" => {
                self.year(at + 1).filter(|&end| end == at + 2 && self.lexed.raw(at + 1).len() == 4)
            }
            "last" | "next" | "this" | "past" => {
                self.weekday(at + 1).or_else(|| self.month(at + 1).filter(|&end| end == at + 2))
            }
            _ => None,
        }
    }

    /// "December 2007-June 2009", "1975 - 2014": a date and the one that a period ends with.
    fn ranged(&self, at: usize, end: usize) -> usize {
        let is_year = |at: usize| self.lexed.raw(at).len() == 4 && self.lexed.tokens()[at].kind == TokenKind::Number;
        if !self.is(end, "- –") || !is_year(end - 1) {
            return end;
        }
        let second = self.day_month(end + 1).or_else(|| self.month(end + 1));
        let year = || (end + 1 == at + 2 && end + 1 < self.sentence.end && is_year(end + 1)).then_some(end + 2);
        second.or_else(year).unwrap_or(end)
    }

    /// "Friday", "Friday, 5 March", "Friday, March 5, 2021", "Fridays".
    fn weekday(&self, at: usize) -> Option<usize> {
        if !self.capital(at) {
            return None;
        }
        let norm = self.norm(at);
        let next = if self.is(at + 1, ", .") { at + 2 } else { at + 1 };
        let next = if self.is(next, ",") { next + 1 } else { next };
        let date = self.day_month(next).or_else(|| self.month(next).filter(|&end| end > next + 1));
        if self.is(
            at,
            word_list!("mon mon. tue tue. tues tues. wed wed. thu thu. thur thurs thurs. fri fri. sat sat. sun sun."),
        ) {
            return date;
        }
        if !(words::is_weekday(norm) || norm.strip_suffix('s').is_some_and(words::is_weekday)) {
            return None;
        }
        let part_of_day = self.is(at + 1, word_list!("morning afternoon evening night nights mornings"));
        Some(date.unwrap_or(at + if part_of_day { 2 } else { 1 }))
    }

    /// "5 March", "5th of March 2021".
    fn day_month(&self, at: usize) -> Option<usize> {
        let after = self.day(at)?;
        let month = if self.is(after, "of") { after + 1 } else { after };
        self.is_month(month).then(|| self.with_year(month + 1))
    }

    /// "March 5, 2021", "March 2021", "March" alone.
    fn month(&self, at: usize) -> Option<usize> {
        if !self.is_month(at) {
            return None;
        }
        if let Some(mut after) = self.day(at + 1) {
            if self.is(after, "- –") && self.day(after + 1).is_some() {
                after += 2;
            }
            return Some(self.with_year(after));
        }
        let after = self.with_year(at + 1);
        if self.is(at, SHORT_MONTHS) && after == at + 1 {
            return None;
        }
        let plain = !one_of(self.norm(at), "may march august mar. jun. dec.");
        let placed = one_of(
            self.before(at),
            word_list!(
                "in by since of until till from last next this late early mid through between during to \
                 - and before after for"
            ),
        );
        let month_word = plain || placed || after > at + 1;
        // "April Jones" and "March Madness" are names.
        let name = after == at + 1 && self.capital(after) && !words::is_weekday(self.norm(after));
        (month_word && (placed || !name)).then_some(after)
    }

    /// "last week", "two weeks ago", "yesterday".
    fn relative(&self, at: usize) -> Option<usize> {
        let norm = self.norm(at);
        let unit = |at: usize| {
            !self.capital(at) && self.is(at, word_list!("week month year weekend decade century night season"))
        };
        let part_of_day = |at: usize| self.is(at, "morning afternoon evening");
        let many = |at: usize| {
            !self.capital(at) && self.is(at, word_list!("days weeks months years decades centuries weekends"))
        };
        // "past two years", "next few weeks".
        let several = |at: usize| {
            let counted = self.is_count(at) || self.is(at, "few couple");
            let of = if self.is(at, "couple") && self.is(at + 1, "of") { at + 2 } else { at + 1 };
            (counted && many(of)).then_some(of + 1)
        };
        let spring = |at: usize| self.is(at, "spring summer autumn fall winter");
        let counted = |at: usize| self.is(at, word_list!("days weeks months years day week month year decades"));
        match norm {
            "yesterday" | "today" | "tomorrow" | "tonight" => Some(at + 1),
            "last" | "next" | "this" if unit(at + 1) || spring(at + 1) => Some(at + 2),
            "this" if part_of_day(at + 1) => Some(at + 2),
            "recent" | "coming" if many(at + 1) => Some(at + 2),
            "past" | "last" | "next" | "coming" | "previous" if several(at + 1).is_some() => several(at + 1),
            "weekend" if one_of(self.before(at), "the at over") => Some(at + 1),
            _ if self.is_count(at) && counted(at + 1) && self.is(at + 2, "ago later earlier") => Some(at + 3),
            _ if self.is_count(at) && self.is(at + 1, "decade decades") && self.is(at + 2, "ago later") => Some(at + 3),
            _ if self.is_century(at) => Some(if self.is(at + 1, "-") { at + 3 } else { at + 2 }),
            _ => None,
        }
    }

    /// "20th century", "19th-century", "fourteenth century".
    fn is_century(&self, at: usize) -> bool {
        let word = if self.is(at + 1, "-") { at + 2 } else { at + 1 };
        let norm = self.norm(at);
        let ordinal = norm.ends_with("teenth") || one_of(norm, "first twelfth twentieth");
        let digits = norm.starts_with(|c: char| c.is_ascii_digit())
            && norm.len() <= 4
            && !norm.ends_with(|c: char| c.is_ascii_digit());
        (ordinal || digits) && self.is(word, "century centuries")
    }

    fn is_count(&self, at: usize) -> bool {
        static COUNTS: &WordList = word_list!("a one two three four five six seven eight nine ten several");
        at < self.sentence.end && (self.lexed.tokens()[at].kind == TokenKind::Number || one_of(self.norm(at), COUNTS))
    }

    /// "2015", "1990s", "2020-21", "2022-07-25".
    fn year(&self, at: usize) -> Option<usize> {
        let token =
            self.lexed.tokens().get(at).filter(|token| at < self.sentence.end && token.kind == TokenKind::Number)?;
        let raw = self.lexed.raw(at);
        if raw.starts_with(['\'', '’']) && raw.ends_with('s') {
            return Some(at + 1);
        }
        let digits = raw.strip_suffix('s').unwrap_or(raw);
        let slashed = self.slashed(at);
        if slashed.is_some() {
            return slashed;
        }
        if digits.len() != 4 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let year: u32 = digits.parse().ok()?;
        let before = self.before(at);
        if one_of(
            before,
            word_list!(
                "house number no no. room flat apartment suite unit box file case extension ext ext. code pin route"
            ),
        ) {
            return None;
        }
        let sure = one_of(
            before,
            word_list!("in since until till by from during early late mid before after circa year for between"),
        );
        if !(1000..=2100).contains(&year) || (!sure && !(1900..=2060).contains(&year)) {
            return None;
        }
        let glued = |at: usize| at < self.sentence.end && self.lexed.tokens()[at].glued;
        if (token.glued && !matches!(before, "(" | "-" | "–" | "\"" | "“" | "'" | "‘" | "/")) || self.is(at + 1, "%")
        {
            return None;
        }
        // "2015 people" counts, "the 2015 deal" does not.
        let counts = self.is(
            at + 1,
            word_list!(
                "people metres meters feet km kilometres kilometers miles percent dollars euros tonnes \
                 tons workers troops cases deaths votes students families hectares soldiers"
            ),
        );
        if counts && !sure {
            return None;
        }
        let second = at + 2;
        let two = glued(at + 1)
            && glued(second)
            && self.is(at + 1, "- – /")
            && self.lexed.tokens()[second].kind == TokenKind::Number
            && matches!(self.lexed.raw(second).len(), 2 | 4);
        Some(if two { at + 3 } else { at + 1 })
    }

    /// "25/07/2022", "2022-07-25".
    fn slashed(&self, at: usize) -> Option<usize> {
        let number = |at: usize| {
            at < self.sentence.end
                && self.lexed.tokens()[at].kind == TokenKind::Number
                && self.lexed.raw(at).bytes().all(|b| b.is_ascii_digit())
        };
        let mark = |at: usize| self.is(at, "/ - .") && self.lexed.tokens()[at].glued;
        if !(number(at) && mark(at + 1) && number(at + 2) && mark(at + 3) && number(at + 4)) {
            return None;
        }
        let lengths = [at, at + 2, at + 4].map(|part| self.lexed.raw(part).len());
        let short = matches!(lengths, [1..=2, 1..=2, 2]) && self.lexed.raw(at + 1) == "/";
        let dated = short || matches!(lengths, [4, 1..=2, 1..=2] | [1..=2, 1..=2, 4]);
        (dated && self.lexed.raw(at + 1) == self.lexed.raw(at + 3)).then_some(at + 5)
    }

    fn is_month(&self, at: usize) -> bool {
        at < self.sentence.end && self.capital(at) && (words::is_month(self.norm(at)) || self.is(at, SHORT_MONTHS))
    }

    /// Past a day of the month: "5", "5th".
    fn day(&self, at: usize) -> Option<usize> {
        if at >= self.sentence.end || !self.lexed.raw(at).starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let raw = self.lexed.raw(at);
        let digits = raw.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let day: u32 = digits.parse().ok()?;
        let ending = &raw[digits.len()..];
        ((1..=31).contains(&day) && matches!(ending, "" | "st" | "nd" | "rd" | "th")).then_some(at + 1)
    }

    /// Past a year, with or without its comma.
    fn with_year(&self, at: usize) -> usize {
        let year = if self.is(at, ",") { at + 1 } else { at };
        let is_year = year < self.sentence.end
            && self.lexed.tokens()[year].kind == TokenKind::Number
            && self.lexed.raw(year).len() == 4
            && self.lexed.raw(year).starts_with(['1', '2']);
        if is_year { year + 1 } else { at }
    }
}
