//! From a run of capitalised words to marks: split at titles and known names, then a kind for each part.

use std::ops::Range;

use reportedly_document::EntityKind;

use super::lexicon::LEXICON;
use super::{Casing, context, heads, persons, position, rules, runs};
use crate::lexed::Lexed;
use crate::mark::EntityMark;
use crate::people;
use crate::rules::Rule;
use crate::token::TokenKind;
use crate::words::{one_of, word_list};

/// Marks the names in a run.
#[inline(never)]
pub(super) fn mark(
    lexed: &Lexed,
    sentence: &Range<usize>,
    run: Range<usize>,
    casing: Casing,
    marks: &mut Vec<EntityMark>,
) {
    let mut parts = Parts { lexed, sentence, marks };
    match casing {
        Casing::Sentences => parts.run(run),
        Casing::Title | Casing::Upper => parts.headline(run, casing),
    }
}

/// A run under way.
pub(super) struct Parts<'a> {
    pub(super) lexed: &'a Lexed,
    pub(super) sentence: &'a Range<usize>,
    pub(super) marks: &'a mut Vec<EntityMark>,
}

impl Parts<'_> {
    pub(super) fn push(&mut self, tokens: Range<usize>, kind: EntityKind, rule: Rule) {
        self.marks.push(EntityMark { tokens, kind, confidence: None, rule });
    }

    fn push_known(&mut self, tokens: Range<usize>, kind: EntityKind) {
        let rule = if kind == EntityKind::Group { rules::PEOPLE } else { rules::KNOWN_NAME };
        self.push(tokens, kind, rule);
    }

    fn known(&self, at: usize, end: usize) -> Option<(usize, EntityKind)> {
        LEXICON.name_at(self.lexed, at, end)
    }

    pub(super) fn is_common(&self, at: usize) -> bool {
        let norm = self.lexed.norm(at);
        LEXICON.is_common(norm) || position::is_function_word(norm) || LEXICON.head(norm).is_some()
    }

    pub(super) fn is_given_name(&self, at: usize) -> bool {
        LEXICON.is_given_name(self.lexed.raw(at))
            || self.lexed.tokens()[at].upper && LEXICON.is_given_name(&persons::in_title_case(self.lexed.raw(at)))
    }

    /// In a headline only what is known counts: listed names, and a given name with a word that is no ordinary one.
    fn headline(&mut self, run: Range<usize>, casing: Casing) {
        let mut at = run.start;
        while at < run.end {
            if let Some((length, kind)) = self.known(at, run.end) {
                let company = kind == EntityKind::Organization && self.acts_in_headline(at);
                if length > 1 || !self.is_common(at) || company {
                    self.push_known(at..at + length, kind);
                }
                at += length;
                continue;
            }
            let begin = at;
            if casing == Casing::Title && self.is_given_name(at) && !self.is_common(at) {
                at += 1;
                while at < run.end && !self.is_common(at) && self.known(at, run.end).is_none() {
                    at += 1;
                }
                if at > begin + 1 && runs::is_name_word(self.lexed, at - 1) {
                    self.push(begin..at, EntityKind::Person, rules::PERSONAL_NAME);
                }
            }
            if casing == Casing::Title && at == begin && self.is_company_in_headline(at) {
                self.push(at..at + 1, EntityKind::Organization, rules::ORGANIZATION_BY_CONTEXT);
            }
            at = at.max(begin + 1);
        }
    }

    /// "Apple" Joins Nvidia: a word before what companies do.
    fn acts_in_headline(&self, at: usize) -> bool {
        let verb = "joins acquires launches unveils posts partners hires expands invests buys sells recalls ships rolls merges \
                    licenses debuts";
        at + 1 < self.sentence.end && self.lexed.is(at + 1, verb)
    }

    /// "Acme" Joins Nvidia: so does an unknown word.
    fn is_company_in_headline(&self, at: usize) -> bool {
        let begins = at == self.sentence.start || !self.lexed.tokens()[at - 1].capital;
        begins
            && runs::is_name_word(self.lexed, at)
            && !self.is_common(at)
            && !people::is_role(self.lexed.norm(at))
            && !people::is_title(self.lexed.norm(at))
            && !self.is_given_name(at)
            && !LEXICON.is_surname(self.lexed.raw(at))
            && self.acts_in_headline(at)
    }

    fn run(&mut self, run: Range<usize>) {
        let mut at = run.start;
        let lonely = position::can_be_dropped(self.lexed, self.sentence, at);
        // What begins a sentence has its capital from there, unless a name is made of it with what follows.
        while at < run.end && self.known(at, run.end).is_none_or(|(length, _)| length == 1) {
            let function = position::is_function_word(self.lexed.norm(at)) && !self.lexed.tokens()[at].upper;
            let ordinary = lonely
                && at == run.start
                && self.is_common(at)
                && !people::is_role(self.lexed.norm(at))
                && (at + 1 == run.end || !self.is_common(at + 1));
            if !function && !ordinary {
                break;
            }
            at += 1;
        }
        if at == run.end {
            return;
        }
        // Ordinary words before a given name: "of State Antony Blinken".
        let given = (at..run.end).find(|&token| !self.is_common(token));
        if let Some(given) = given
            && given > at
            && self.is_given_name(given)
            && !self.is_common(run.end - 1)
            && (at..given).all(|token| {
                self.known(token, run.end).is_none() && !self.is_title(token, &run) && self.lexed.norm(token) != "of"
            })
        {
            at = given;
        }
        self.split_at_title(at..run.end);
    }

    /// Splits at the last title or office: what is before it is a name of its own, what is after it a person.
    fn split_at_title(&mut self, run: Range<usize>) {
        let title = run.clone().rev().find(|&at| self.is_title(at, &run));
        let Some(title) = title else {
            let after_role = context::follows_role(self.lexed, self.sentence, run.start);
            return self.segment(run, after_role, false);
        };
        let rest = title + 1..run.end;
        let kept = one_of(
            self.lexed.norm(title),
            word_list!(
                "king queen prince princess general justice captain major father sister private lord \
                 lady chief star guard st."
            ),
        );
        if !rest.is_empty()
            && (kept || self.lexed.norm(title).ends_with('s'))
            && heads::kind_at_end(self.lexed, &rest).is_some()
        {
            return self.segment(run, false, false);
        }
        self.segment(run.start..title, false, true);
        let rest = self.after_marks(rest);
        if rest.is_empty() {
            return;
        }
        self.segment(rest, true, false);
    }

    /// Without hyphens and small words at the start: what is left of "Secretary-General" or "Minister of".
    fn after_marks(&self, mut range: Range<usize>) -> Range<usize> {
        while range.start < range.end
            && !self.lexed.tokens()[range.start].capital
            && !self.lexed.is(range.start, "al el")
        {
            range.start += 1;
        }
        range
    }

    /// Whether a word in the run is a title or an office, and not a part of a name.
    fn is_title(&self, at: usize, run: &Range<usize>) -> bool {
        let norm = self.lexed.norm(at);
        if !(people::is_title(norm) || people::is_role(norm)) || !self.lexed.tokens()[at].capital {
            return false;
        }
        let part_of_known = (run.start..=at)
            .rev()
            .take(4)
            .any(|from| self.known(from, run.end).is_some_and(|(length, _)| length > 1 && from + length > at));
        // "Sheriff's Department"
        if self.lexed.tokens().get(at + 1).is_some_and(|next| next.kind == TokenKind::Clitic) && at + 2 < run.end {
            return false;
        }
        let surname = at > run.start && self.is_given_name(at - 1) && at + 1 == run.end;
        // "Zayed bin Sultan", "Mary King": after an unknown word a title is a name.
        let named = at > run.start
            && people::is_title(norm)
            && self.lexed.tokens()[at - 1].kind == TokenKind::Word
            && !self.is_common(at - 1)
            && !people::is_role(self.lexed.norm(at - 1))
            && !people::is_title(self.lexed.norm(at - 1))
            && self.known(at - 1, at).is_none()
            && (run.start..at - 1).all(|token| self.known(token, at).is_none_or(|(length, _)| token + length < at))
            && !norm.ends_with('.');
        // "Office of President", not "Government of President Maria Duval".
        let in_name =
            at > run.start && (self.lexed.is(at - 1, "for and") || (self.lexed.is(at - 1, "of") && at + 1 == run.end));
        // Both are in the lists of offices, and end the names of bodies: "Norwick Transit Authority". A "Karvanian Government" is
        // no name.
        let body = at > run.start && at + 1 == run.end && self.lexed.is(at, "authority administration");
        !part_of_known && !surname && !named && !in_name && !body
    }

    /// Marks a part without titles in it.
    fn segment(&mut self, range: Range<usize>, after_title: bool, before_title: bool) {
        let mut at = range.start;
        let end = range.end;
        if after_title && self.is_one_person(&range) {
            return self.push(range, EntityKind::Person, rules::TITLED);
        }
        while at < end {
            if !self.lexed.tokens()[at].capital && self.known(at, end).is_none() && !self.lexed.is(at, "al el") {
                at += 1;
                continue;
            }
            if let Some((length, kind)) = self.known(at, end) {
                let rest = at + length..end;
                if rest.is_empty() && after_title && self.is_surname_too(at, length) {
                    self.push(at..end, EntityKind::Person, rules::TITLED);
                } else if kind == EntityKind::Group && !self.lexed.is(at + length, "-") && !self.is_of_people(&rest) {
                    self.push_lone(at..at + length, kind);
                } else if let Some(head) = self
                    .head_of_rest(&rest)
                    .filter(|&head| kind != EntityKind::Other || head == kind && !self.lexed.is(end - 1, "day days"))
                {
                    self.push_headed(at..end, head);
                    return;
                } else if self.goes_on_as_person(at, length, &rest) {
                    self.push(
                        at..end,
                        EntityKind::Person,
                        if after_title { rules::TITLED } else { rules::PERSONAL_NAME },
                    );
                    return;
                } else {
                    self.push_lone(at..at + length, kind);
                }
                at = rest.start;
                continue;
            }
            if let Some((head_end, kind)) = heads::headed(self.lexed, at, end) {
                self.push_headed(at..head_end, kind);
                at = head_end;
                continue;
            }
            // "RID Taweesak": capital letters are a name of their own.
            let token = self.lexed.tokens()[at];
            if token.upper
                && token.span.len() > 1
                && at + 1 < end
                && !self.lexed.raw(at).ends_with('.')
                && !self.lexed.tokens()[at + 1].upper
                && !self.lexed.tokens()[at + 1].glued
            {
                self.unknown(at..at + 1, false, before_title);
                at += 1;
                continue;
            }
            // Up to the next known name.
            let next = (at + 1..end).find(|&token| self.known(token, end).is_some()).unwrap_or(end);
            if next < end && self.is_given_name(at) && !self.is_common(at) {
                let (length, kind) = self.known(next, end).unwrap_or((1, EntityKind::Place));
                let surname = self.is_surname_too(next, length);
                if (next + length == end && kind != EntityKind::Group) || (surname && self.is_one_person(&(at..end))) {
                    self.unknown(at..end, after_title, before_title);
                    return;
                }
            }
            self.unknown(self.trimmed(at..next), after_title, before_title);
            at = next;
        }
    }

    /// A listed name alone; an ordinary word that begins a sentence is none.
    fn push_lone(&mut self, tokens: Range<usize>, kind: EntityKind) {
        let ordinary = tokens.len() == 1
            && LEXICON.is_common(self.lexed.norm(tokens.start))
            && !self.lexed.tokens()[tokens.start].upper;
        if ordinary && position::can_be_dropped(self.lexed, self.sentence, tokens.start) {
            return;
        }
        self.push_known(tokens, kind);
    }

    fn push_headed(&mut self, tokens: Range<usize>, kind: EntityKind) {
        let rule = match kind {
            EntityKind::Organization => rules::ORGANIZATION_HEAD,
            EntityKind::Place => rules::PLACE_HEAD,
            _ => rules::OTHER_HEAD,
        };
        self.push(tokens, kind, rule);
    }

    /// Whether a part after a title is a person's name as a whole, though a known name may be in it: "Badr Al Sabah".
    fn is_one_person(&self, range: &Range<usize>) -> bool {
        range.len() > 1
            && self
                .known(range.start, range.end)
                .is_none_or(|(length, _)| length == 1 && self.is_given_name(range.start))
            && range.clone().all(|token| !self.lexed.tokens()[token].capital || !self.is_common(token))
            && range.clone().all(|token| {
                self.known(token, range.end).is_none_or(|(length, kind)| {
                    length == 1
                        && (kind != EntityKind::Group || self.is_given_name(token))
                        && !self.lexed.tokens()[token].upper
                })
            })
    }

    /// "President Washington": a known place that is a surname as well.
    fn is_surname_too(&self, at: usize, length: usize) -> bool {
        length == 1 && (LEXICON.is_surname(self.lexed.raw(at)) || self.is_given_name(at))
    }

    /// "Jordan Peele", "Paris Hilton".
    fn goes_on_as_person(&self, at: usize, length: usize, rest: &Range<usize>) -> bool {
        length == 1
            && self.is_given_name(at)
            && !rest.is_empty()
            && rest.len() <= 3
            && rest.clone().all(|token| !self.is_common(token) && self.known(token, rest.end).is_none())
    }

    /// "Canadian" Real Estate Association, other than "Jewish" Supreme Court: what follows has a head, and is no name of
    /// its own.
    fn is_of_people(&self, rest: &Range<usize>) -> bool {
        if rest.is_empty() {
            return false;
        }
        // "Italian Grand Prix"
        if self.known(rest.start, rest.end) == Some((rest.len(), EntityKind::Other)) && rest.len() > 1 {
            return self.lexed.is(rest.end - 1, "prix open cup");
        }
        // "Democratic" Senate candidates
        if rest.len() == 1 && self.lexed.is(rest.start, "senate house") {
            return false;
        }
        let named = self.known(rest.start, rest.end).is_some_and(|(length, _)| length > 1);
        !(named && self.lexed.is(rest.end - 1, word_list!("court brotherhood congress senate house guards")))
            && match self.head_of_rest(rest) {
                Some(EntityKind::Organization) => true,
                Some(EntityKind::Other) => rest.len() > 1,
                _ => false,
            }
    }

    /// The kind of a known name that goes on with words of which one is a head: "US" Department of State.
    fn head_of_rest(&self, rest: &Range<usize>) -> Option<EntityKind> {
        if rest.is_empty() {
            return None;
        }
        if self.known(rest.start, rest.end) == Some((rest.len(), EntityKind::Other))
            && self.lexed.is(rest.end - 1, "prix open cup")
        {
            return Some(EntityKind::Other);
        }
        let whole = heads::headed(self.lexed, rest.start, rest.end).filter(|(end, _)| *end == rest.end);
        whole
            .map(|(_, kind)| kind)
            .or_else(|| if rest.len() == 1 { heads::kind_at_end(self.lexed, rest) } else { None })
    }

    /// Without small words at the end.
    fn trimmed(&self, mut range: Range<usize>) -> Range<usize> {
        while range.end > range.start && !self.lexed.tokens()[range.end - 1].capital {
            range.end -= 1;
        }
        range
    }
}
