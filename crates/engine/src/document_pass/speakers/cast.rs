//! Everybody whom a text names: the same person or organization under several names is one, two people are never one.

use std::ops::Range;

use hashbrown::HashMap;
use reportedly_document::{EntityKind, SourceClass};
use rustc_hash::FxBuildHasher;

use super::gender::{Gender, of_first_name, of_name, of_phrase};
use crate::lexed::Lexed;
use crate::lexicon::listed;
use crate::mark::{AttributionMark, EntityMark, Referent};
use crate::stable_sort::{both, sort_by_key};
use crate::words::{WordList, word_list};

/// Words in the text that name somebody, or that a statement has as its source.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    pub(super) tokens: Range<usize>,
    /// Of whom, by its number in [`Cast::members`].
    pub(super) member: usize,
    /// The statement whose source it is.
    pub(super) statement: Option<usize>,
}

/// Somebody.
#[derive(Clone, Debug)]
pub(super) struct Member {
    pub(super) kind: Sort,
    pub(super) gender: Gender,
    /// The mention that says most, as a referent, its tokens, and how many words of a name it has.
    pub(super) best: (Referent, Range<usize>, usize),
    /// Its first mentions, with some words around each: "Mayor Ann Lund", "Ann Lund, the mayor".
    pub(super) around: Vec<Range<usize>>,
}

/// So many mentions are read for what somebody is called.
const AROUND: usize = 6;

/// So many names of a content are compared with a candidate.
const MOST_WITHIN: usize = 40;

/// What somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Person,
    Organization,
    /// A country or a city, which may speak: "Norway said it would not".
    Place,
    /// A source without a name: "officials", "a spokeswoman".
    Phrase,
    /// A report, a law.
    Document,
}

impl Sort {
    /// What somebody with a name of this kind is; none for dates, amounts and whatever does not speak.
    fn of(kind: EntityKind) -> Option<Sort> {
        match kind {
            EntityKind::Person => Some(Sort::Person),
            EntityKind::Organization => Some(Sort::Organization),
            EntityKind::Place => Some(Sort::Place),
            _ => None,
        }
    }
}

/// The people, organizations and places of a text, and where it mentions them.
#[derive(Debug, Default)]
pub(super) struct Cast {
    pub(super) members: Vec<Member>,
    /// In the order of the text.
    pub(super) mentions: Vec<Mention>,
    /// Of each statement who its source is, where that has a name or is a phrase of its own.
    pub(super) of_statement: Vec<Option<usize>>,
    by_word: HashMap<String, Vec<usize>, FxBuildHasher>,
}

impl Cast {
    #[inline(never)]
    pub(super) fn new(lexed: &Lexed, entities: &[EntityMark], statements: &[AttributionMark]) -> Cast {
        let mut cast = Cast { of_statement: vec![None; statements.len()], ..Cast::default() };
        let mut sources: Vec<(Range<usize>, usize)> = Vec::new();
        for (number, statement) in statements.iter().enumerate() {
            if let Some(first) = statement.source.first().filter(|_| statement.source_class != SourceClass::Pronoun) {
                sources.push((first.clone(), number));
            }
        }
        sort_by_key(&mut sources, |(tokens, _)| both(tokens.start, tokens.end));
        let mut next = 0;
        for (number, entity) in entities.iter().enumerate() {
            let Some(kind) = Sort::of(entity.kind) else { continue };
            while let Some((tokens, statement)) =
                sources.get(next).filter(|(tokens, _)| tokens.end <= entity.tokens.start)
            {
                cast.phrase(lexed, tokens.clone(), *statement, statements);
                next += 1;
            }
            let statement = sources
                .get(next)
                .filter(|(tokens, _)| tokens.start <= entity.tokens.start && is_of(lexed, tokens, entity));
            let member = cast.named(lexed, entity, kind);
            let referent =
                statement.map_or(Referent::Entity(number), |&(_, statement)| Referent::Attribution(statement));
            // A source says more than the bare name.
            let words = 2 * entity.tokens.len() + usize::from(statement.is_some());
            let around = &mut cast.members[member].around;
            if around.len() < AROUND {
                around.push(entity.tokens.start.saturating_sub(4)..(entity.tokens.end + 7).min(lexed.tokens().len()));
            }
            let best = &mut cast.members[member].best;
            if best.2 < words {
                *best = (referent, entity.tokens.clone(), words);
            }
            if cast.members[member].gender == Gender::Person {
                cast.members[member].gender = of_name(lexed, &entity.tokens);
            }
            let statement = statement.map(|&(_, statement)| statement);
            cast.mentions.push(Mention { tokens: entity.tokens.clone(), member, statement });
            // Several statements may share a source.
            while let Some((_, statement)) =
                sources.get(next).filter(|(tokens, _)| statement.is_some() && tokens.start <= entity.tokens.start)
            {
                cast.of_statement[*statement] = Some(member);
                next += 1;
            }
        }
        for (tokens, statement) in &sources[next..] {
            cast.phrase(lexed, tokens.clone(), *statement, statements);
        }
        sort_by_key(&mut cast.mentions, |mention| mention.tokens.start as u64);
        // Who has one name in all of the text has that one for a first name.
        for member in
            cast.members.iter_mut().filter(|member| member.kind == Sort::Person && member.gender == Gender::Person)
        {
            member.gender = of_first_name(lexed, member.best.1.start);
        }
        cast
    }

    /// Whether somebody's name stands in these tokens.
    pub(super) fn names_within(&self, member: usize, tokens: &[Range<usize>]) -> bool {
        tokens.iter().any(|tokens| {
            let from = self.mentions.partition_point(|mention| mention.tokens.start < tokens.start);
            let within = self.mentions[from..].iter().take_while(|mention| mention.tokens.start < tokens.end);
            // More names than these in one content are not looked at.
            within.take(MOST_WITHIN).any(|mention| mention.member == member)
        })
    }

    /// Whom a name means: somebody known, or somebody new.
    fn named(&mut self, lexed: &Lexed, entity: &EntityMark, kind: Sort) -> usize {
        let tokens = &without_letters(lexed, &entity.tokens);
        let (first, last) = (lexed.norm(tokens.start), lexed.norm(tokens.end - 1));
        let same = |&&number: &&usize| {
            let member = &self.members[number];
            let own = &without_letters(lexed, &member.best.1);
            if member.kind != kind {
                return false;
            }
            let (own_first, own_last) = (lexed.norm(own.start), lexed.norm(own.end - 1));
            match kind {
                Sort::Person if words(lexed, tokens) == 1 || words(lexed, own) == 1 => {
                    last == own_last || first == own_first
                }
                Sort::Person if is_surname_of(lexed, tokens, own) || is_surname_of(lexed, own, tokens) => true,
                Sort::Person => last == own_last && (first == own_first || is_nickname(first, own_first)),
                _ => {
                    initials(lexed, own, last)
                        || initials(lexed, tokens, own_last)
                        || last == own_last && first == own_first
                }
            }
        };
        let known = [last, first].into_iter().filter_map(|word| self.by_word.get(word));
        let known = known.flat_map(|numbers| numbers.iter().rev().take(8)).find(same).copied();
        let member = known.unwrap_or_else(|| {
            let gender = if kind == Sort::Person { of_name(lexed, tokens) } else { Gender::Neuter };
            let best = (Referent::Entity(0), tokens.clone(), 0);
            self.members.push(Member { kind, gender, best, around: Vec::new() });
            self.members.len() - 1
        });
        let short: String = tokens.clone().filter_map(|at| lexed.norm(at).chars().next()).collect();
        for word in [first, last, short.as_str()] {
            let numbers = self.by_word.entry_ref(word).or_default();
            if !numbers.contains(&member) {
                numbers.push(member);
            }
        }
        member
    }

    /// A source without a name.
    fn phrase(&mut self, lexed: &Lexed, tokens: Range<usize>, statement: usize, statements: &[AttributionMark]) {
        if let Some(last) = self.mentions.last().filter(|last| last.tokens == tokens) {
            self.of_statement[statement] = Some(last.member);
            return;
        }
        let document = statements[statement].source_class == SourceClass::Document;
        let kind = if document { Sort::Document } else { Sort::Phrase };
        let gender = if document { Gender::Neuter } else { of_phrase(lexed, tokens.clone()) };
        let member = self.members.len();
        let best = (Referent::Attribution(statement), tokens.clone(), 0);
        self.members.push(Member { kind, gender, best, around: vec![tokens.clone()] });
        self.of_statement[statement] = Some(member);
        self.mentions.push(Mention { tokens, member, statement: Some(statement) });
    }
}

/// Whether a name in a source is whom the source means: "Ann Lund, the mayor", but not "Lund's critics", "critics of Lund" nor
/// "Lund and colleagues".
fn is_of(lexed: &Lexed, source: &Range<usize>, entity: &EntityMark) -> bool {
    let name = &entity.tokens;
    let within = name.end <= source.end;
    let owner = lexed.is(name.end, "'s '") && name.end < source.end;
    let of = name.start > source.start
        && (source.start..name.start).any(|at| lexed.is(at, "of for at from with by in to against near"));
    let with_others = name.end + 1 < source.end
        && lexed.is(name.end, "and et &")
        && (name.end..source.end)
            .any(|at| lexed.is(at, word_list!("colleagues others al al. co-authors team staff family friends")));
    within
        && !owner
        && !of
        && !with_others
        && (entity.kind == EntityKind::Person
            || name.start <= source.start + 1 && (name.end == source.end || lexed.is(name.end, ",")))
}

/// A name without the letters behind it: "Mark Lund KC", "Ana Diaz, MP".
fn without_letters(lexed: &Lexed, name: &Range<usize>) -> Range<usize> {
    const LETTERS: &WordList =
        word_list!("kc qc sc mp mep msp md phd obe cbe mbe kbe jr jr. sr sr. ii iii esq esq. , .");
    let mut end = name.end;
    while end > name.start + 1 && lexed.is(end - 1, LETTERS) {
        end -= 1;
    }
    name.start..end
}

/// How many words a name has; "Pike-Lund" is one.
fn words(lexed: &Lexed, name: &Range<usize>) -> usize {
    let hyphens = name.clone().filter(|&at| lexed.is(at, "- ‐ ‑")).count();
    name.len().saturating_sub(2 * hyphens).max(1)
}

/// "van der Berg" and "Jan van der Berg": a name of several words that another one ends with.
fn is_surname_of(lexed: &Lexed, short: &Range<usize>, long: &Range<usize>) -> bool {
    let pairs = || short.clone().rev().zip(long.clone().rev());
    short.len() < long.len() && pairs().all(|(a, b)| lexed.norm(a) == lexed.norm(b))
}

/// "EPA" and "Environmental Protection Agency".
fn initials(lexed: &Lexed, name: &Range<usize>, short: &str) -> bool {
    let letters: String =
        name.clone().filter(|&at| lexed.tokens()[at].capital).filter_map(|at| lexed.norm(at).chars().next()).collect();
    name.len() > 1 && letters.len() > 1 && letters == short.replace('.', "")
}

/// "Bill" and "William", as far as one is the beginning of the other or the pair is well known.
fn is_nickname(a: &str, b: &str) -> bool {
    let pairs = listed!(
        "bill-william bob-robert joe-joseph mike-michael tom-thomas jim-james dick-richard ted-edward tony-anthony \
        liz-elizabeth kate-katherine peggy-margaret jack-john bernie-bernard chuck-charles dave-david steve-steven \
        steve-stephen andy-andrew meg-margaret hank-henry harry-henry bobby-robert jimmy-james johnny-john"
    );
    let known = |a: &str, b: &str| pairs.text().split(' ').any(|pair| pair.split_once('-') == Some((a, b)));
    let initial = |a: &str, b: &str| a.len() <= 2 && a.chars().next().is_some_and(|initial| b.starts_with(initial));
    let begins = |a: &str, b: &str| a.len() >= 3 && b.starts_with(a) || initial(a, b);
    begins(a, b) || begins(b, a) || known(a, b) || known(b, a)
}
