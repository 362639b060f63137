//! Mentions of one name, together.

use crate::annotation::{Annotation, Body, EntityKind};
use crate::span::{Byte, Span};
use crate::stable_sort::{first_equals, sort_by_key};

/// All mentions of one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// What it names.
    pub kind: EntityKind,
    /// The first mention in full, by its index among the annotations; it may be one that is not shown.
    pub first: u32,
    /// The mentions that are shown by their indices, in the order of the text.
    pub mentions: Vec<u32>,
}

/// Groups all mentions by the names that they mention, and lists those that `shown` lets through, in the order of first
/// mentions. What is shown has no say in which mentions belong together, nor in a name's fullest mention.
///
/// Mentions of one kind with the same words, regardless of the case of ASCII letters, belong together. So does a part of a
/// person's name ("Moen") with the one full name that begins or ends with it ("Greta Moen"), unless there are two such
/// people; and an acronym with the name before it where the two stand as in "Anti-Corruption Bureau (ACB)".
///
/// ```
/// use reportedly_document::{Annotation, Entity, EntityKind, Span, names};
///
/// let text = "Greta Moen left. Moen was tired.";
/// let person = |start, end| Annotation::machine(Entity { span: Span::new(start, end), kind: EntityKind::Person }, "test");
/// let names = names(text, &[person(0, 10), person(17, 21)], &|_| true);
/// assert_eq!(names.len(), 1);
/// assert_eq!(names[0].mentions, [0, 1]);
/// ```
pub fn names(text: &str, annotations: &[Annotation], shown: &dyn Fn(&Annotation) -> bool) -> Vec<Name> {
    shown_names(&all_names(text, annotations), annotations, shown)
}

/// Of names that were grouped already, those with a mention that `shown` lets through, each with these mentions.
pub fn shown_names(names: &[Name], annotations: &[Annotation], shown: &dyn Fn(&Annotation) -> bool) -> Vec<Name> {
    let mut listed = names.to_vec();
    for name in &mut listed {
        name.mentions.retain(|&mark| annotations.get(mark as usize).is_some_and(shown));
    }
    listed.retain(|name| !name.mentions.is_empty());
    sort_by_key(&mut listed, |name| u64::from(name.mentions[0]));
    listed
}

fn all_names(text: &str, annotations: &[Annotation]) -> Vec<Name> {
    let mut mentions: Vec<(u32, EntityKind, Span<Byte>)> = Vec::new();
    for (mark, annotation) in annotations.iter().enumerate() {
        if let Body::Entity(entity) = &annotation.body {
            mentions.push((mark as u32, entity.kind, entity.span));
        }
    }
    let keys: Vec<String> = mentions.iter().map(|&(_, kind, span)| key(kind, words(text, span))).collect();
    let groups = grouped(text, &mentions, &keys);
    let mut names: Vec<Name> = Vec::new();
    // Where the name of each group is.
    let mut indices: Vec<u32> = vec![u32::MAX; mentions.len()];
    for (mention, &group) in groups.iter().enumerate() {
        let (mark, kind, span) = mentions[mention];
        let index = &mut indices[group as usize];
        if *index == u32::MAX {
            *index = names.len() as u32;
            names.push(Name { kind, first: mark, mentions: Vec::new() });
        }
        let name = &mut names[*index as usize];
        name.mentions.push(mark);
        // The first of the longest: "Ms Moen" may come before "Greta Moen".
        if span.len() > annotations[name.first as usize].cover().len() && is_fuller(text, span, annotations, name) {
            name.first = mark;
        }
    }
    names
}

/// Whether a mention says more of a name than its first one: it has more words.
fn is_fuller(text: &str, span: Span<Byte>, annotations: &[Annotation], name: &Name) -> bool {
    let count = |words: &str| words.split_whitespace().count();
    count(words(text, span)) > count(words(text, annotations[name.first as usize].cover()))
}

/// The words of a span, as far as the text has them.
pub(crate) fn words(text: &str, span: Span<Byte>) -> &str {
    text.get(span.range()).unwrap_or_default()
}

/// What mentions of one name have in common.
fn key(kind: EntityKind, words: &str) -> String {
    let mut key = String::with_capacity(words.len() + 1);
    key.push((b'0' + kind as u8) as char);
    // A name may be broken where a line was wrapped.
    for (position, word) in words.split_whitespace().enumerate() {
        if position > 0 {
            key.push(' ');
        }
        key.push_str(word);
    }
    key.make_ascii_lowercase();
    key
}

/// For each mention, the first mention of its group.
fn grouped(text: &str, mentions: &[(u32, EntityKind, Span<Byte>)], keys: &[String]) -> Vec<u32> {
    let mut all: Vec<&str> = keys.iter().map(String::as_str).collect();
    // First and last names of people, with the kind before them as in the keys.
    let mut parts: Vec<String> = Vec::new();
    let mut owners: Vec<u32> = Vec::new();
    for (mention, key) in keys.iter().enumerate() {
        if mentions[mention].1 != EntityKind::Person {
            continue;
        }
        let full = &key[1..];
        for part in [full.split(' ').next(), full.rsplit(' ').next()].into_iter().flatten() {
            if part.len() < full.len() {
                parts.push([&key[..1], part].concat());
                owners.push(mention as u32);
            }
        }
    }
    all.extend(parts.iter().map(String::as_str));
    let firsts = first_equals(&all);
    let (same, of_parts) = firsts.split_at(keys.len());
    let mut groups = same.to_vec();
    // Whose part each short name is; `u32::MAX - 1` where it may be of two people.
    let mut owner: Vec<u32> = vec![u32::MAX; all.len()];
    for (part, &mention) in of_parts.iter().zip(&owners) {
        let full = same[mention as usize];
        let known = &mut owner[*part as usize];
        *known = if *known == u32::MAX || *known == full { full } else { u32::MAX - 1 };
    }
    for mention in 0..keys.len() {
        let known = owner[same[mention] as usize];
        if known < u32::MAX - 1 && !keys[mention].contains(' ') {
            groups[mention] = known;
        }
    }
    // What each group was found to be a part of: itself, until an acronym is introduced.
    let mut parents: Vec<u32> = (0..keys.len() as u32).collect();
    for mention in 1..mentions.len() {
        let ((_, _, before), (_, kind, here)) = (mentions[mention - 1], mentions[mention]);
        let between = text.get(before.end as usize..here.start as usize);
        if between == Some(" (")
            && kind == mentions[mention - 1].1
            && is_acronym(words(text, before), words(text, here))
        {
            let (full, short) = (root(&mut parents, groups[mention - 1]), root(&mut parents, groups[mention]));
            parents[short as usize] = full;
        }
    }
    for group in &mut groups {
        *group = root(&mut parents, *group);
    }
    groups
}

/// What a group is in the end a part of. Halves the way there for the next time.
fn root(parents: &mut [u32], mut node: u32) -> u32 {
    while parents[node as usize] != node {
        parents[node as usize] = parents[parents[node as usize] as usize];
        node = parents[node as usize];
    }
    node
}

/// Whether the letters of an acronym are initials of a name, in order: "Anti-Corruption Bureau", "ACB".
fn is_acronym(name: &str, short: &str) -> bool {
    let initials = name.split([' ', '-']).filter_map(|word| word.chars().next());
    let mut letters = short.chars().filter(|c| *c != '.').peekable();
    for initial in initials {
        letters.next_if(|letter| initial.eq_ignore_ascii_case(letter));
    }
    letters.peek().is_none() && short.chars().all(|c| c.is_ascii_uppercase() || c == '.') && short.len() > 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::Entity;

    fn check(text: &str, marked: &[(&str, EntityKind)], expected: &str) {
        let mut at = 0;
        let mut annotations = Vec::new();
        for &(words, kind) in marked {
            let start = at + text[at..].find(words).expect("the words are in the text");
            at = start + words.len();
            annotations.push(Annotation::machine(Entity { span: Span::from(start..at), kind }, "test"));
        }
        let names = names(text, &annotations, &|_| true);
        let shown = names.iter().map(|name| {
            let first = annotations[name.first as usize].cover().of(text);
            format!("{first} {:?}", name.mentions)
        });
        assert_eq!(shown.collect::<Vec<_>>().join(", "), expected);
    }

    use EntityKind::{Organization, Person, Place};

    #[test]
    fn the_same_words_of_one_kind() {
        check("Oslo, Oslo and OSLO", &[("Oslo", Place), ("Oslo", Place), ("OSLO", Place)], "Oslo [0, 1, 2]");
        check("Paris met Paris", &[("Paris", Person), ("Paris", Place)], "Paris [0], Paris [1]");
    }

    #[test]
    fn parts_of_a_persons_name() {
        let marked = [("Moen", Person), ("Greta Moen", Person), ("Greta", Person)];
        check("Moen, that is Greta Moen, or Greta", &marked, "Greta Moen [0, 1, 2]");
        let marked = [("Ana Ito", Person), ("Kei Ito", Person), ("Ito", Person), ("Kei", Person)];
        check("Ana Ito and Kei Ito; Ito and Kei", &marked, "Ana Ito [0], Kei Ito [1, 3], Ito [2]");
        check("Greta\nMoen, Greta Moen", &[("Greta\nMoen", Person), ("Greta Moen", Person)], "Greta\nMoen [0, 1]");
        check(
            "Ford Motor sued Ford",
            &[("Ford Motor", Organization), ("Ford", Organization)],
            "Ford Motor [0], Ford [1]",
        );
    }

    #[test]
    fn which_mentions_belong_together_does_not_depend_on_what_is_shown() {
        let text = "Greta Moen left. Moen was tired.";
        let person = |start, end| Entity { span: Span::new(start, end), kind: Person };
        let annotations = [person(0, 10), person(17, 21)].map(|entity| Annotation::machine(entity, "test"));
        let shown = names(text, &annotations, &|mark| mark.cover().start > 10);
        assert_eq!((shown[0].first, &*shown[0].mentions), (0, &[1][..]), "the full name is known, though not shown");
        assert_eq!(names(text, &annotations, &|_| false), []);
    }

    #[test]
    fn acronyms_where_they_are_introduced() {
        let marked = [("Anti-Corruption Bureau", Organization), ("ACB", Organization), ("ACB", Organization)];
        check("The Anti-Corruption Bureau (ACB) said. ACB", &marked, "Anti-Corruption Bureau [0, 1, 2]");
        let marked = [("Anti-Corruption Bureau", Organization), ("FBI", Organization)];
        check("The Anti-Corruption Bureau (FBI) said.", &marked, "Anti-Corruption Bureau [0], FBI [1]");
        let marked = [("ACB", Organization), ("Anti-Corruption Bureau", Organization), ("ACB", Organization)];
        check("ACB is the Anti-Corruption Bureau (ACB).", &marked, "Anti-Corruption Bureau [0, 1, 2]");
    }

    #[test]
    fn many_acronyms_take_no_longer_than_many_names() {
        let text = "A Bo (AB) ".repeat(20_000);
        let written = text.match_indices("A Bo").map(|(at, _)| (at, at + 4));
        let acronyms = text.match_indices("AB)").map(|(at, _)| (at, at + 2));
        let mut spans: Vec<_> = written.chain(acronyms).collect();
        spans.sort_unstable();
        let mark = |(start, end)| Entity { span: Span::from(start..end), kind: Organization };
        let annotations: Vec<_> = spans.into_iter().map(|span| Annotation::machine(mark(span), "test")).collect();
        let names = names(&text, &annotations, &|_| true);
        assert_eq!(names.iter().map(|name| name.mentions.len()).collect::<Vec<_>>(), [40_000]);
    }
}
