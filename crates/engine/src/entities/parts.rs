//! From a run of capitalised words to marks: split at titles and known names, then a kind for each part.

use std::ops::Range;

use reportedly_document::EntityKind;

use super::lexicon::LEXICON;
use super::{Casing, context, rules, runs};
use crate::lexed::Lexed;
use crate::mark::EntityMark;
use crate::people;
use crate::rules::Rule;

/// Marks the names in a run.
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

struct Parts<'a> {
    lexed: &'a Lexed,
    sentence: &'a Range<usize>,
    marks: &'a mut Vec<EntityMark>,
}

impl Parts<'_> {
    fn push(&mut self, tokens: Range<usize>, kind: EntityKind, rule: Rule) {
        self.marks.push(EntityMark { tokens, kind, rule });
    }

    fn push_known(&mut self, tokens: Range<usize>, kind: EntityKind) {
        let rule = if kind == EntityKind::Group { rules::PEOPLE } else { rules::KNOWN_NAME };
        self.push(tokens, kind, rule);
    }

    fn known(&self, at: usize, end: usize) -> Option<(usize, EntityKind)> {
        LEXICON.name_at(self.lexed, at, end)
    }

    fn is_common(&self, at: usize) -> bool {
        let norm = self.lexed.norm(at);
        LEXICON.is_common(norm) || context::is_function_word(norm) || LEXICON.head(norm).is_some()
    }

    fn is_given_name(&self, at: usize) -> bool {
        LEXICON.is_given_name(self.lexed.raw(at))
    }

    /// In a headline only what is known counts: listed names, and a given name with a word that is no ordinary one.
    fn headline(&mut self, run: Range<usize>, casing: Casing) {
        let mut at = run.start;
        while at < run.end {
            if let Some((length, kind)) = self.known(at, run.end) {
                if length > 1 || !self.is_common(at) {
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
            at = at.max(begin + 1);
        }
    }

    fn run(&mut self, run: Range<usize>) {
        let mut at = run.start;
        let lonely = context::can_be_dropped(self.lexed, self.sentence, at);
        // What begins a sentence has its capital from there, unless a name is made of it with what follows.
        while at < run.end && self.known(at, run.end).is_none_or(|(length, _)| length == 1) {
            let function = context::is_function_word(self.lexed.norm(at)) && !self.lexed.tokens()[at].upper;
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
                self.known(token, given).is_none() && !self.is_title(token, &run) && self.lexed.norm(token) != "of"
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
        let kept = matches!(
            self.lexed.norm(title),
            "king" | "queen" | "prince" | "princess" | "general" | "justice" | "captain" | "major" | "father" | "sister"
                | "private" | "lord" | "lady" | "chief" | "star" | "guard" | "st."
        );
        if !rest.is_empty() && (kept || self.lexed.norm(title).ends_with('s')) && self.head_at_end(&rest).is_some() {
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
        while range.start < range.end && !self.lexed.tokens()[range.start].capital && !self.lexed.is(range.start, &["al", "el"]) {
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
        let part_of_known = (run.start..=at).rev().take(4).any(|from| {
            self.known(from, run.end).is_some_and(|(length, _)| length > 1 && from + length > at)
        });
        let surname = at > run.start && self.is_given_name(at - 1) && at + 1 == run.end;
        let in_name = at > run.start && self.lexed.is(at - 1, &["of", "for", "and"]);
        !part_of_known && !surname && !in_name
    }

    /// Marks a part without titles in it.
    fn segment(&mut self, range: Range<usize>, after_title: bool, before_title: bool) {
        let mut at = range.start;
        let end = range.end;
        while at < end {
            if !self.lexed.tokens()[at].capital && self.known(at, end).is_none() && !self.lexed.is(at, &["al", "el"]) {
                at += 1;
                continue;
            }
            if let Some((length, kind)) = self.known(at, end) {
                let rest = at + length..end;
                if rest.is_empty() && after_title && self.is_surname_too(at, length) {
                    self.push(at..end, EntityKind::Person, rules::TITLED);
                } else if kind == EntityKind::Group && !self.lexed.is(at + length, &["-"]) {
                    self.push_lone(at..at + length, kind, &range);
                } else if let Some(head) = self.head_at_end(&rest).filter(|_| kind != EntityKind::Other) {
                    self.push_headed(at..end, head);
                    return;
                } else if self.goes_on_as_person(at, length, &rest) {
                    self.push(at..end, EntityKind::Person, if after_title { rules::TITLED } else { rules::PERSONAL_NAME });
                    return;
                } else {
                    self.push_lone(at..at + length, kind, &range);
                }
                at = rest.start;
                continue;
            }
            if let Some((head_end, kind)) = self.headed(at, end) {
                self.push_headed(at..head_end, kind);
                at = head_end;
                continue;
            }
            // Up to the next known name.
            let next = (at + 1..end).find(|&token| self.known(token, end).is_some()).unwrap_or(end);
            if next < end && self.is_given_name(at) && !self.is_common(at) {
                let (length, kind) = self.known(next, end).unwrap_or((1, EntityKind::Place));
                if next + length == end && kind != EntityKind::Group {
                    self.unknown(at..end, after_title, before_title);
                    return;
                }
            }
            self.unknown(self.trimmed(at..next), after_title, before_title);
            at = next;
        }
    }

    /// A listed name alone; an ordinary word that begins a sentence is none.
    fn push_lone(&mut self, tokens: Range<usize>, kind: EntityKind, _part: &Range<usize>) {
        let ordinary = tokens.len() == 1
            && LEXICON.is_common(self.lexed.norm(tokens.start))
            && !self.lexed.tokens()[tokens.start].upper;
        if ordinary && context::can_be_dropped(self.lexed, self.sentence, tokens.start) {
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

    /// Without small words at the end.
    fn trimmed(&self, mut range: Range<usize>) -> Range<usize> {
        while range.end > range.start && !self.lexed.tokens()[range.end - 1].capital {
            range.end -= 1;
        }
        range
    }

    /// The kind that the last word of a range makes.
    fn head_at_end(&self, range: &Range<usize>) -> Option<EntityKind> {
        if range.is_empty() { None } else { LEXICON.head(self.lexed.norm(range.end - 1)) }
    }

    /// Where a name with a head ends that begins here, and its kind.
    fn headed(&self, at: usize, end: usize) -> Option<(usize, EntityKind)> {
        let norm = |token: usize| self.lexed.norm(token);
        let small = |token: usize| self.lexed.is(token, &["of", "for", "on", "&"]) && token < end;
        if end - at < 2 {
            return None;
        }
        if let Some(at_of) = (at + 1..end).find(|&token| small(token))
            && let Some(kind) = LEXICON.head(norm(at_of - 1))
        {
            return Some((end, kind));
        }
        if is_leading_place(norm(at)) {
            return Some((end, EntityKind::Place));
        }
        if is_leading_organization(self.lexed.raw(at)) {
            return Some((end, EntityKind::Organization));
        }
        let last = (at + 1..end).rev().find(|&token| LEXICON.head(norm(token)).is_some())?;
        let kind = LEXICON.head(norm(last))?;
        let like_surname = is_surname_head(norm(last)) && self.is_given_name(at) && !LEXICON.is_common(norm(at));
        // A head in the middle ends the name only where it is sure: "Acme Corp. Lund".
        (!like_surname && (last + 1 == end || kind == EntityKind::Organization)).then_some((last + 1, kind))
    }

    /// A part with no known name and no head in it.
    fn unknown(&mut self, range: Range<usize>, after_title: bool, before_title: bool) {
        let Range { start, end } = range.clone();
        if range.is_empty() {
            return;
        }
        let lexed = self.lexed;
        let words = range.clone().filter(|&token| lexed.tokens()[token].capital);
        let (mut count, mut common) = (0, 0);
        for token in words {
            count += 1;
            common += usize::from(self.is_common(token));
        }
        if before_title {
            if count - common > 0 && common == 0 {
                self.push(range, EntityKind::Organization, rules::ORGANIZATION_BY_CONTEXT);
            }
            return;
        }
        if after_title && (common == 0 || self.is_given_name(start) || (count > 1 && common < count)) {
            return self.push(range, EntityKind::Person, rules::TITLED);
        }
        if common == count {
            return;
        }
        if count == 1 {
            return self.single(range);
        }
        let named = (self.is_given_name(start) && !LEXICON.is_common(lexed.norm(start)))
            || (LEXICON.is_surname(lexed.raw(end - 1)) && common == 0)
            || (self.is_given_name(start) && common <= 1);
        let dotted = lexed.norm(start + 1).ends_with('.') && lexed.raw(start + 1).len() == 2;
        if context::is_where(lexed, self.sentence, &range) && !named {
            return self.push(range, EntityKind::Place, rules::PLACE_BY_CONTEXT);
        }
        if named || dotted {
            return self.push(range, EntityKind::Person, rules::PERSONAL_NAME);
        }
        if context::is_before_area(lexed, self.sentence, &range) {
            return self.push(range, EntityKind::Place, rules::PLACE_HEAD);
        }
        if context::speaks(lexed, self.sentence, &range) && common == 0 {
            return self.push(range, EntityKind::Person, rules::PERSON_BY_CONTEXT);
        }
        if common == 0 && count <= 4 {
            self.push(range, EntityKind::Person, rules::PERSON_GUESS);
        } else {
            self.push(range, EntityKind::Organization, rules::NAME_GUESS);
        }
    }

    /// One capitalised word of which nothing is known.
    fn single(&mut self, range: Range<usize>) {
        let lexed = self.lexed;
        let at = range.start;
        let token = lexed.tokens()[at];
        let letters = token.span.len();
        if range.end < lexed.tokens().len() && lexed.is(range.end, &["administration"]) && !token.upper {
            return self.push(at..range.end + 1, EntityKind::Organization, rules::ADMINISTRATION);
        }
        if context::is_before_area(lexed, self.sentence, &range) {
            return self.push(range, EntityKind::Place, rules::PLACE_HEAD);
        }
        if token.upper {
            if (2..=7).contains(&letters) && !is_plain_abbreviation(lexed.raw(at)) {
                self.push(range, EntityKind::Organization, rules::ACRONYM);
            }
            return;
        }
        if letters < 2 || lexed.raw(at).ends_with('.') {
            return;
        }
        if context::speaks(lexed, self.sentence, &range) {
            return self.push(range, EntityKind::Person, rules::PERSON_BY_CONTEXT);
        }
        let personal = self.is_given_name(at) || LEXICON.is_surname(lexed.raw(at));
        let lonely = context::can_be_dropped(lexed, self.sentence, at);
        if context::is_where(lexed, self.sentence, &range) && !personal {
            self.push(range, EntityKind::Place, rules::PLACE_BY_CONTEXT);
        } else if personal {
            self.push(range, EntityKind::Person, rules::PERSONAL_NAME);
        } else if !lonely {
            self.push(range, EntityKind::Person, rules::NAME_GUESS);
        }
    }
}

fn is_leading_place(norm: &str) -> bool {
    matches!(
        norm,
        "mount" | "mt." | "lake" | "port" | "fort" | "cape" | "san" | "santa" | "são" | "saint" | "st." | "camp" | "villa"
            | "puerto" | "monte" | "hotel" | "gulf" | "el" | "los" | "las" | "la" | "rio" | "río" | "ras" | "umm" | "wadi"
    )
}

fn is_leading_organization(raw: &str) -> bool {
    matches!(
        raw,
        "Radio" | "Bank" | "FC" | "AC" | "AS" | "CD" | "SC" | "FK" | "NK" | "RB" | "Real" | "Dynamo" | "Dinamo" | "Atletico"
            | "Atlético" | "Deportivo" | "Sporting" | "Club" | "Banco" | "Grupo" | "Universidad" | "Partido" | "Instituto"
            | "Ministerio" | "Movimiento" | "HMS" | "USS"
    )
}

/// Words that make places but are surnames as well: "Grace Hill".
fn is_surname_head(norm: &str) -> bool {
    matches!(
        norm,
        "hill" | "hills" | "hall" | "lake" | "park" | "field" | "fields" | "forest" | "woods" | "house" | "rivers" | "river"
            | "marsh" | "bridge" | "castle" | "temple" | "tower" | "church" | "day" | "land" | "street" | "barrows" | "price"
            | "west" | "north" | "post" | "law" | "bill" | "cove" | "court" | "banks" | "bank" | "lane" | "peak" | "sound"
            | "capital" | "ford" | "pass" | "police" | "book" | "storm" | "wall" | "range" | "case" | "cup" | "post-master"
    )
}

/// Capital letters that are no name of an organization.
fn is_plain_abbreviation(raw: &str) -> bool {
    matches!(
        raw,
        "TV" | "CEO" | "CFO" | "COO" | "CTO" | "ID" | "IDs" | "PM" | "MP" | "MPs" | "VP" | "VIP" | "OK" | "AM" | "IT" | "HR"
            | "PR" | "CV" | "PC" | "CD" | "DVD" | "SMS" | "PDF" | "USB" | "URL" | "FAQ" | "ATM" | "DJ" | "MC" | "ICU" | "IQ"
            | "LED" | "SIM" | "UFO" | "BC" | "AD" | "CE" | "BCE" | "GMT" | "EST" | "MD" | "BA" | "MA" | "PhD" | "II" | "III"
            | "IV" | "VI" | "VII" | "VIII" | "IX" | "XI" | "XII" | "NGO" | "NGOs" | "PIN" | "QR" | "GP" | "IPO" | "M.D." | "P.S."
            | "A.D." | "B.C." | "U.S" | "I.D." | "RIP" | "FM" | "HQ" | "No." | "NO" | "YES" | "CCTV" | "LGBTQ" | "KM" | "CO" | "IPOs"
            | "SMEs" | "SME" | "CEOs" | "UTC" | "P.M." | "A.M." | "DIY" | "BLOG" | "NB" | "Q1" | "Q2" | "Q3" | "Q4" | "X"
    )
}
