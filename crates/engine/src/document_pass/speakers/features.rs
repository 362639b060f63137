//! What the model is told of somebody who may be meant.

use std::ops::Range;

use super::cast::{Cast, Mention, Sort};
use super::gender::Gender;
use crate::lexed::Lexed;
use crate::linear::FeatureSet;

/// What has been read of a text so far.
#[derive(Debug)]
pub(super) struct Context<'a> {
    lexed: &'a Lexed,
    /// Of each member its last mention and how often it spoke.
    seen: Vec<Seen>,
    /// Members, the one mentioned last at the end.
    recent: Vec<usize>,
    /// Who spoke last; none where that is not known.
    speaker: Option<usize>,
}

#[derive(Clone, Debug, Default)]
struct Seen {
    tokens: Range<usize>,
    statements: usize,
    /// The last mention was the source of a statement.
    spoke: bool,
    /// A pronoun that stood for it: "he", "she".
    pronoun: Option<Gender>,
}

/// Farther behind a mention, in tokens, a pronoun may stand for somebody who has no mark.
const BETWEEN: usize = 60;

/// More members are not remembered.
const REMEMBERED: usize = 32;

impl<'a> Context<'a> {
    pub(super) fn new(lexed: &'a Lexed, members: usize) -> Context<'a> {
        Context { lexed, seen: vec![Seen::default(); members], recent: Vec::new(), speaker: None }
    }

    /// Reads a mention.
    pub(super) fn see(&mut self, mention: &Mention) {
        let seen = &mut self.seen[mention.member];
        seen.tokens = mention.tokens.clone();
        seen.spoke = mention.statement.is_some();
        if seen.spoke {
            seen.statements += 1;
            self.speaker = Some(mention.member);
        }
        self.recent.retain(|&member| member != mention.member);
        if self.recent.len() == REMEMBERED {
            self.recent.remove(0);
        }
        self.recent.push(mention.member);
    }

    /// Learns from a pronoun what somebody is.
    pub(super) fn learn_gender(&mut self, member: usize, pronoun: &str) {
        match pronoun {
            "he" => self.seen[member].pronoun = Some(Gender::Male),
            "she" => self.seen[member].pronoun = Some(Gender::Female),
            _ => {}
        }
    }

    /// Somebody spoke of whom nothing is known.
    pub(super) fn unknown(&mut self) {
        self.speaker = None;
    }

    /// Who was mentioned last of those who may be meant, the last one first, from a place on.
    pub(super) fn latest(&self, count: usize, from: usize, may_be: impl Fn(usize) -> bool) -> Vec<usize> {
        let near = |member: &&usize| self.seen[**member].tokens.end >= from && may_be(**member);
        self.recent.iter().rev().filter(near).take(count).copied().collect()
    }

    fn gender(&self, cast: &Cast, member: usize) -> Gender {
        match (cast.members[member].gender, self.seen[member].pronoun) {
            (Gender::Person | Gender::Unknown, Some(gender)) => gender,
            (gender, _) => gender,
        }
    }

    /// Whether what stands for this gender can stand for somebody at all. "They" may be somebody named together with somebody else.
    pub(super) fn agrees(&self, cast: &Cast, wanted: Gender, member: usize) -> bool {
        wanted.agrees(self.gender(cast, member))
            || wanted == Gender::Several && is_coordinated(self.lexed, &self.seen[member].tokens)
    }

    /// Whether the text says by a pronoun of the other gender what somebody is, of whom it does not tell more: "Hanne Vik agreed. Her
    /// brother did not, he said". The pronoun stands before this place, in a later sentence than the last mention, and none of those
    /// who are `known` and can be meant has been mentioned from that sentence on. In the same sentence it means somebody else: "Odd Vik
    /// defended her".
    pub(super) fn is_of_other_gender(
        &self,
        cast: &Cast,
        wanted: Gender,
        member: usize,
        place: usize,
        known: &[usize],
    ) -> bool {
        let (words, other) = match wanted {
            Gender::Male => ("she her hers herself", Gender::Female),
            Gender::Female => ("he him his himself", Gender::Male),
            _ => return false,
        };
        if !matches!(self.gender(cast, member), Gender::Person | Gender::Unknown) {
            return false;
        }
        let (sentences, mention) = (self.lexed.sentences(), &self.seen[member].tokens);
        let Some(sentence) = sentences.get(sentences.partition_point(|sentence| sentence.end <= mention.start)) else {
            return false;
        };
        let may_be = |one: usize| self.seen[one].tokens.start >= sentence.start && self.agrees(cast, other, one);
        let alone = || !known.iter().any(|&one| one != member && may_be(one));
        let is_told = (sentence.end..place.min(mention.end + BETWEEN)).any(|at| self.lexed.is(at, words));
        !mention.is_empty() && is_told && alone()
    }

    /// The features of a member for a pronoun or noun at a place. `rank` is how many were mentioned since, `outer` that it is
    /// the speaker of the statement around.
    #[inline(never)]
    pub(super) fn features(
        &self,
        cast: &Cast,
        (asked, place): &(String, Range<usize>),
        wanted: Gender,
        member: usize,
        rank: usize,
        outer: bool,
    ) -> FeatureSet {
        let lexed = self.lexed;
        let mut set = FeatureSet::default();
        let (own, seen) = (&cast.members[member], &self.seen[member]);
        let gender = self.gender(cast, member);
        let (kind, sex) = (number(own.kind as usize), number(gender as usize));
        let mut about = |template: &str, value: &str| set.add_pair(template, asked, value);
        let yes = |is: bool| number(usize::from(is));

        about("gender", sex);
        about("kind", kind);
        let name = lexed.norm(own.best.1.start);
        if own.kind == Sort::Person && own.best.1.len() > 1 && matches!(gender, Gender::Person) {
            about("given name", name);
            about("given ending", name.char_indices().next_back().map_or("", |(at, _)| &name[at..]));
        }
        let sentence = |at: usize| lexed.sentences().partition_point(|sentence| sentence.end <= at);
        let before = !seen.tokens.is_empty();
        let sentences = if before { sentence(place.start).saturating_sub(sentence(seen.tokens.start)) } else { 7 };
        about("sentences", number(sentences));
        about("rank", number(rank));
        about("rank sentences", &[number(rank.min(3)), number(sentences.min(3))].join(" "));
        about("statements", number(seen.statements.min(4)));
        about("spoke", yes(seen.spoke));
        about("spoke last", yes(self.speaker == Some(member)));
        about("spoke last sentences", &[yes(self.speaker == Some(member)), number(sentences.min(4))].join(" "));
        about("outer", yes(outer));
        if before {
            let opens = lexed
                .sentences()
                .get(sentence(seen.tokens.start))
                .is_some_and(|sentence| seen.tokens.start <= sentence.start + 4);
            about("opens", yes(opens));
            about("opens sentences", &[yes(opens), number(sentences.min(3))].join(" "));
            let after = lexed.tokens().get(seen.tokens.end).map_or("", |_| lexed.norm(seen.tokens.end));
            about("owner", yes(matches!(after, "'s" | "'")));
            about("comma", yes(after == ","));
            about("coordinated", yes(is_coordinated(lexed, &seen.tokens)));
            let quoted = |at: usize| yes(lexed.quotation_around(at).is_some());
            about("quoted", &[quoted(seen.tokens.start), quoted(place.start)].join(" "));
            let preposition = seen.tokens.start > 0 && crate::words::is_preposition(lexed.norm(seen.tokens.start - 1));
            about("preposition", yes(preposition));
        }
        // Whom an article is about is named early.
        set.add_pair("order", kind, number(member.min(4)));
        if asked == "noun" {
            self.noun(&mut set, cast, place, wanted, member);
        }
        set
    }

    /// Whether a noun phrase is what somebody is called: "the mayor" of "Mayor Ann Lund", "the bank" of "Velt Bank".
    fn noun(&self, set: &mut FeatureSet, cast: &Cast, place: &Range<usize>, wanted: Gender, member: usize) {
        let lexed = self.lexed;
        let own = &cast.members[member];
        let around = &own.around;
        let is_called =
            |at: usize| around.iter().any(|around| around.clone().any(|other| lexed.norm(other) == lexed.norm(at)));
        let called = place.clone().filter(|&at| lexed.norm(at).len() > 3 && is_called(at)).count();
        let last = lexed.norm(place.end - 1);
        let last_called = is_called(place.end - 1);
        // "the prince" of "Prince Charles".
        let titled = around.iter().any(|around| {
            around.clone().take(5).any(|other| lexed.norm(other) == last && lexed.tokens()[other].capital)
        });
        set.add_number("noun titled", i32::from(titled));
        set.add_number("noun called", called.min(3) as i32);
        set.add_number("noun last called", i32::from(last_called));
        let (kind, gender) = (number(own.kind as usize), number(own.gender as usize));
        let wanted = number(wanted as usize);
        set.add_pair("noun wanted", wanted, kind);
        set.add_pair("noun wanted gender", wanted, gender);
        set.add_pair("noun word", last, kind);
    }
}

/// A small number as the value of a feature.
fn number(number: usize) -> &'static str {
    ["0", "1", "2", "3", "4", "5", "6", "7"][number.min(7)]
}

/// Whether somebody is named together with somebody else: "Ana Diaz and Jon Faber".
fn is_coordinated(lexed: &Lexed, name: &Range<usize>) -> bool {
    let capital = |at: Option<usize>| at.and_then(|at| lexed.tokens().get(at)).is_some_and(|token| token.capital);
    let before = name.start > 0 && lexed.is(name.start - 1, "and &") && capital(name.start.checked_sub(2));
    before || lexed.is(name.end, "and &") && capital(Some(name.end + 1))
}
