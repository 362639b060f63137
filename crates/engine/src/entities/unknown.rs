//! Names of which no list and no word in them tells the kind: what stands around them does, or nothing is marked.

use std::ops::Range;

use reportedly_document::EntityKind;

use super::lexicon::LEXICON;
use super::parts::Parts;
use super::{context, persons, position, rules};
use crate::token::TokenKind;
use crate::words::{one_of, word_list};

impl Parts<'_> {
    /// Marks a part with no known name and no head in it. `after_title`, `before_title`: what it stands next to.
    pub(super) fn unknown(&mut self, range: Range<usize>, after_title: bool, before_title: bool) {
        let Range { start, end } = range.clone();
        let lexed = self.lexed;
        let (mut count, mut common) = (0, 0);
        for token in range.clone().filter(|&token| lexed.tokens()[token].capital) {
            count += 1;
            common += usize::from(self.is_common(token));
        }
        if count == common && !(after_title && count > 0 && self.is_given_name(start)) {
            return;
        }
        if before_title {
            let business =
                "ceo cfo chairman chairwoman founder co-founder chief coach spokesman spokeswoman spokesperson";
            if common == 0 && lexed.is(end, business) {
                self.push(range, EntityKind::Organization, rules::ORGANIZATION_BY_CONTEXT);
            }
            return;
        }
        if after_title && (common == 0 || self.is_given_name(start) || common < count) {
            return self.push(range, EntityKind::Person, rules::TITLED);
        }
        if count == 1 {
            return self.single(range);
        }
        if range
            .clone()
            .all(|token| lexed.tokens()[token].upper || !lexed.tokens()[token].capital || lexed.raw(token).len() == 1)
        {
            return self.push(range, EntityKind::Organization, rules::ACRONYM);
        }
        let given = self.is_given_name(start);
        let named = (given && (!LEXICON.is_common(lexed.norm(start)) || common <= 1))
            || (LEXICON.is_surname(lexed.raw(end - 1)) && common == 0);
        // "John F. Kennedy", "S. Amarsaikhan"
        let initial = (start..end - 1).any(|token| {
            lexed.raw(token).len() <= 2
                && lexed.norm(token + 1) != "of"
                && lexed.tokens()[token].capital
                && lexed.raw(token).ends_with('.')
        });
        if named || (initial && common == 0) {
            // "Ben Carson Defends": an ordinary word after the surname is no part of the name.
            let ordinary = |&token: &usize| self.is_common(token) && !LEXICON.is_surname(lexed.raw(token));
            let name_end = (start + 2..end).find(ordinary).unwrap_or(end);
            return self.push(start..name_end, EntityKind::Person, rules::PERSONAL_NAME);
        }
        if context::is_where(lexed, self.sentence, &range) {
            return self.push(range, EntityKind::Place, rules::PLACE_BY_CONTEXT);
        }
        if context::is_before_area(lexed, self.sentence, &range) {
            return self.push(range, EntityKind::Place, rules::PLACE_HEAD);
        }
        if context::is_organization(lexed, self.sentence, &range) {
            return self.push(range, EntityKind::Organization, rules::ORGANIZATION_BY_CONTEXT);
        }
        if common > 0 || count > 4 {
            return;
        }
        if context::speaks(lexed, self.sentence, &range) {
            return self.push(range, EntityKind::Person, rules::PERSON_BY_CONTEXT);
        }
        match self
            .listed_with(&range)
            .or_else(|| context::likely_kind(lexed, self.sentence, &range, EntityKind::Person))
        {
            Some(EntityKind::Person) if lexed.is(start, "el la los las") => {
                self.push(range, EntityKind::Organization, rules::NAME_GUESS);
            }
            Some(EntityKind::Person) => self.push(range, EntityKind::Person, rules::PERSON_GUESS),
            Some(kind) => self.push(range, kind, rules::NAME_GUESS),
            None => {}
        }
    }

    /// Marks one capitalised word of which nothing is known.
    fn single(&mut self, range: Range<usize>) {
        let lexed = self.lexed;
        let at = range.start;
        let token = lexed.tokens()[at];
        let raw = lexed.raw(at);
        if range.end < self.sentence.end && lexed.is(range.end, "administration") && !token.upper {
            return self.push(at..range.end + 1, EntityKind::Organization, rules::ADMINISTRATION);
        }
        let personal = self.is_given_name(at) || LEXICON.is_surname(raw);
        if LEXICON.is_formed_from_place(lexed.norm(at)) && !token.upper && !personal {
            return self.push(range, EntityKind::Group, rules::PEOPLE);
        }
        if context::is_before_area(lexed, self.sentence, &range) {
            return self.push(range, EntityKind::Place, rules::PLACE_HEAD);
        }
        if context::is_dateline(lexed, self.sentence, &range) {
            return self.push(range, EntityKind::Place, rules::PLACE_BY_CONTEXT);
        }
        if token.upper {
            let titled = persons::in_title_case(raw);
            let personal = raw.len() > 4 && (LEXICON.is_surname(&titled) || LEXICON.is_given_name(&titled));
            if personal && context::speaks(lexed, self.sentence, &range) {
                return self.push(range, EntityKind::Person, rules::PERSON_BY_CONTEXT);
            }
            if personal {
                return;
            }
            if (2..=7).contains(&token.span.len()) && !is_plain_abbreviation(raw) {
                self.push(range, EntityKind::Organization, rules::ACRONYM);
            }
            return;
        }
        if token.span.len() < 2 || raw.ends_with('.') || raw.contains(|c: char| c.is_ascii_digit()) {
            return;
        }
        if !personal && context::is_company(lexed, self.sentence, &range) {
            return self.push(range, EntityKind::Organization, rules::COMPANY);
        }
        if context::speaks(lexed, self.sentence, &range) {
            return self.push(range, EntityKind::Person, rules::PERSON_BY_CONTEXT);
        }
        if context::is_organization(lexed, self.sentence, &range) {
            return self.push(range, EntityKind::Organization, rules::ORGANIZATION_BY_CONTEXT);
        }
        if personal {
            return self.push(range, EntityKind::Person, rules::PERSONAL_NAME);
        }
        if context::is_where(lexed, self.sentence, &range) {
            return self.push(range, EntityKind::Place, rules::PLACE_BY_CONTEXT);
        }
        if position::can_be_dropped(lexed, self.sentence, at) {
            return;
        }
        let kind = self.listed_with(&range).or_else(|| {
            // "Maria Duval of Zarrabad"
            if lexed.is(at.wrapping_sub(1), "of")
                && self.marks.last().is_some_and(|m| m.tokens.end + 1 == at && m.kind == EntityKind::Person)
            {
                return Some(EntityKind::Place);
            }
            let person = context::acts(lexed, self.sentence, &range).then_some(EntityKind::Person)?;
            context::likely_kind(lexed, self.sentence, &range, person)
        });
        if let Some(kind) = kind.or_else(|| context::goes_to(lexed, self.sentence, &range).then_some(EntityKind::Place))
        {
            self.push(range, kind, rules::NAME_GUESS);
        }
    }

    /// The kind of the name before, where the two are in one list: "Oman, Zarrabad and Velt".
    fn listed_with(&self, range: &Range<usize>) -> Option<EntityKind> {
        let before = self.marks.last().filter(|mark| mark.tokens.end + 1 == range.start)?;
        let joined =
            self.lexed.is(range.start - 1, ", and or") && self.lexed.tokens()[range.start - 1].kind != TokenKind::Quote;
        (joined && matches!(before.kind, EntityKind::Place | EntityKind::Organization)).then_some(before.kind)
    }
}

/// Capital letters that are no name of an organization.
fn is_plain_abbreviation(raw: &str) -> bool {
    one_of(
        raw,
        word_list!(
            "TV PAC CEO CFO COO CTO ID IDs PM MP MPs VP VIP OK AM IT HR PR CV PC CD DVD SMS PDF USB URL \
             FAQ ATM DJ MC ICU IQ LED SIM UFO BC AD CE BCE GMT EST MD BA MA PhD II III IV VI VII VIII IX \
             XI XII NGO NGOs PIN QR GP IPO M.D. P.S. A.D. B.C. U.S I.D. RIP FM HQ No. NO YES CCTV LGBTQ \
             KM CO IPOs SMEs SME CEOs UTC LNG LPG EV EVs GPA MBA UV VR AR ETF ETFs MOU HH P.M. A.M. DIY \
             BLOG NB Q1 Q2 Q3 Q4 X"
        ),
    )
}
