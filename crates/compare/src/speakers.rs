//! Who speaks in which article: the rows of the matrix.

use hashbrown::HashMap;
use reportedly_document::{EntityKind, Source, SourceClass, ViewedDocument, shortened};
use rustc_hash::FxBuildHasher;

use crate::comparison::{Cell, Speaker};
use crate::identity::{Identities, is_initial};
use crate::stem::stem;
use crate::text::{Key, Vocabulary};
use crate::words::folded;

/// The rows of the matrix, and who is who in each article.
#[derive(Debug)]
pub(crate) struct Speakers {
    /// The rows, without their statements yet.
    pub(crate) rows: Vec<Speaker>,
    /// What each row is to statements.
    pub(crate) identities: Vec<SpeakerIdentity>,
    /// For each article and each of its sources, the row.
    pub(crate) row_of: Vec<Vec<u32>>,
}

/// What a row is to the comparison of statements.
#[derive(Clone, Debug, Default)]
pub(crate) struct SpeakerIdentity {
    /// Of a name: what it names.
    pub(crate) kind: Option<EntityKind>,
    /// The words of the name in lower case, without titles.
    pub(crate) tokens: Vec<String>,
    /// The same as keys of the texts, of somebody who has a name; in order, each once.
    pub(crate) keys: Vec<Key>,
    /// The fullest name or the description, as it stands.
    pub(crate) shown: String,
}

/// What two speakers are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    /// One speaker.
    Same,
    /// They may be one: a name and "a source", "police" and "officials".
    Compatible,
    /// Two people, or two bodies.
    Distinct,
}

/// What two rows are to each other.
pub(crate) fn relation(identities: &[SpeakerIdentity], one: u32, other: u32) -> Relation {
    let (a, b) = (&identities[one as usize], &identities[other as usize]);
    if one == other {
        let is_nobody = a.kind.is_none() && a.tokens.is_empty();
        return if is_nobody { Relation::Compatible } else { Relation::Same };
    }
    let (Some(kind), Some(its_kind)) = (a.kind, b.kind) else { return Relation::Compatible };
    let is_person = |kind: EntityKind| kind == EntityKind::Person;
    if is_person(kind) != is_person(its_kind) {
        return Relation::Compatible;
    }
    // "Okafor", who could be either; "Harwick Police" and "Harwick Police Department".
    let (short, long) = if a.tokens.len() < b.tokens.len() { (a, b) } else { (b, a) };
    let fits = |token: &String, other: &String| token == other || is_person(kind) && initial_fits(token, other);
    let is_part = if short.tokens.len() < long.tokens.len() {
        short.tokens.iter().all(|token| long.tokens.iter().any(|other| fits(token, other)))
    } else {
        // "J. Smith", who could be John Smith.
        short.tokens != long.tokens && short.tokens.iter().zip(&long.tokens).all(|(token, other)| fits(token, other))
    };
    if is_part { Relation::Compatible } else { Relation::Distinct }
}

/// Whether one of two words of names is an initial, and the other begins with it.
fn initial_fits(one: &str, other: &str) -> bool {
    is_initial(one) && other.starts_with(one) || is_initial(other) && one.starts_with(other)
}

/// What makes sources of several articles one row.
#[derive(PartialEq, Eq, Hash)]
enum RowKey {
    /// Somebody with a name, by a node of it.
    Name(usize),
    /// An office or a document that is known to readers, by its words.
    Words(String),
    /// Whoever only one article describes.
    Own(usize, usize),
    /// Nobody.
    Nobody,
}

/// Puts the sources of all articles into rows.
pub(crate) fn speakers(articles: &[ViewedDocument<'_>], vocabulary: &Vocabulary) -> Speakers {
    let names = Identities::new(articles);
    let mut keys: HashMap<RowKey, usize, FxBuildHasher> = HashMap::default();
    let mut rows: Vec<Speaker> = Vec::new();
    let mut identities: Vec<SpeakerIdentity> = Vec::new();
    let mut row_of = Vec::new();
    let mut said: Vec<Vec<usize>> = Vec::new();
    for (index, article) in articles.iter().enumerate() {
        let mut of_article = Vec::new();
        for (at, source) in article.sources().iter().enumerate() {
            let named = node(&names, article, index, source);
            let row =
                *keys.entry(row_key(source, named.map(|node| names.root(node)), (index, at))).or_insert(rows.len());
            if row == rows.len() {
                let cells = vec![Cell::default(); articles.len()];
                rows.push(Speaker { name: String::new(), role: String::new(), class: source.class, cells });
                identities.push(identity(&names, source, named));
                said.push(vec![0; articles.len()]);
            }
            add(&mut rows[row], index, source);
            said[row][index] += source.statements.len();
            of_article.push(row as u32);
        }
        row_of.push(of_article);
    }
    add_mentions(&names, &keys, &mut rows);
    for (identity, row) in identities.iter_mut().zip(&rows) {
        identity.shown.clone_from(&row.name);
        if identity.kind.is_some() {
            identity.keys = identity.tokens.iter().filter_map(|token| vocabulary.known(&stem(token))).collect();
            identity.keys.sort_unstable();
            identity.keys.dedup();
        }
    }
    // The order of the matrix.
    let rank = |row: usize| {
        let articles = said[row].iter().filter(|&&count| count > 0).count();
        let statements: usize = said[row].iter().sum();
        (rows[row].name.is_empty(), usize::MAX - articles, usize::MAX - statements, row)
    };
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by_key(|&row| rank(row));
    let mut new_index = vec![0_u32; rows.len()];
    order.iter().enumerate().for_each(|(index, &row)| new_index[row] = index as u32);
    for row in row_of.iter_mut().flatten() {
        *row = new_index[*row as usize];
    }
    let (rows, identities) = order.iter().map(|&row| (rows[row].clone(), identities[row].clone())).unzip();
    Speakers { rows, identities, row_of }
}

/// The node of whoever a source names. Whom a person calls so may have no mark in this article, and may have one in another.
fn node(names: &Identities, article: &ViewedDocument<'_>, index: usize, source: &Source) -> Option<usize> {
    let is_called = |&mark: &u32| {
        let called = article.marks().get(mark as usize).and_then(|mark| mark.speaker());
        called.is_some_and(|name| shortened(&name).eq_ignore_ascii_case(&source.name))
    };
    let is_called = source.statements.iter().any(is_called);
    let is_named = source.class == SourceClass::Named || is_called;
    let own = is_named.then(|| names.find(index, &source.name)).flatten();
    own.or_else(|| is_called.then(|| names.named(&source.name)).flatten())
}

fn row_key(source: &Source, root: Option<usize>, own: (usize, usize)) -> RowKey {
    match (root, source.class) {
        (Some(root), _) => RowKey::Name(root),
        _ if source.name.is_empty() => RowKey::Nobody,
        // Two articles may mean two by "a source", "critics" and "a spokeswoman"; "the police" is one body.
        (None, SourceClass::Official | SourceClass::Document) if is_one_of_many(&source.name) => {
            RowKey::Own(own.0, own.1)
        }
        (None, SourceClass::Official | SourceClass::Document | SourceClass::Named) => {
            RowKey::Words(described(&source.name))
        }
        _ => RowKey::Own(own.0, own.1),
    }
}

/// What begins a description of somebody whom another article may not mean by it: "a spokeswoman", "two officials".
const INDEFINITE: &[&str] = &["a", "an", "another", "one", "other", "several", "some", "three", "two"];

/// Whether a description leaves open which one of many it means.
fn is_one_of_many(words: &str) -> bool {
    words.split_whitespace().next().is_some_and(|first| INDEFINITE.contains(&folded(first).as_str()))
}

/// A description as it is compared: in lower case, without an article before it.
fn described(words: &str) -> String {
    let folded = folded(words);
    let mut tokens = folded.split_whitespace().peekable();
    tokens.next_if(|first| matches!(*first, "a" | "an" | "the"));
    tokens.collect::<Vec<_>>().join(" ")
}

fn identity(names: &Identities, source: &Source, named: Option<usize>) -> SpeakerIdentity {
    match named.map(|node| &names.nodes[node]) {
        Some(node) => {
            SpeakerIdentity { kind: Some(node.kind), tokens: node.tokens.clone(), ..SpeakerIdentity::default() }
        }
        None => {
            let description = described(&source.name);
            let tokens = description.split(' ').filter(|token| !token.is_empty()).map(str::to_owned);
            SpeakerIdentity { kind: None, tokens: tokens.collect(), ..SpeakerIdentity::default() }
        }
    }
}

fn add(row: &mut Speaker, article: usize, source: &Source) {
    if is_fuller(&source.name, &row.name) {
        row.name = normalised(&source.name);
    }
    if source.role.len() > row.role.len() {
        row.role = normalised(&source.role);
    }
    if source.class == SourceClass::Named {
        row.class = SourceClass::Named;
    }
    let cell = &mut row.cells[article];
    if is_fuller(&source.name, &cell.name) {
        cell.name = normalised(&source.name);
    }
    cell.class = Some(source.class);
}

/// Whether a name says more than another: more words, or longer ones.
fn is_fuller(name: &str, than: &str) -> bool {
    let size = |name: &str| (name.split_whitespace().count(), name.chars().count());
    size(name) > size(than)
}

/// With single spaces, as a name may be broken where a line was wrapped; and shortened, as it stands beside each statement.
fn normalised(words: &str) -> String {
    shortened(&words.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}

/// How often each article mentions those who have names.
fn add_mentions(names: &Identities, keys: &HashMap<RowKey, usize, FxBuildHasher>, rows: &mut [Speaker]) {
    for (index, node) in names.nodes.iter().enumerate() {
        let Some(&row) = keys.get(&RowKey::Name(names.root(index))) else { continue };
        let row = &mut rows[row];
        let cell = &mut row.cells[node.article];
        cell.mentions += node.mentions;
        if node.mentions > 0 && is_fuller(&node.full, &cell.name) {
            cell.name = normalised(&node.full);
        }
        if node.mentions > 0 && is_fuller(&node.full, &row.name) {
            row.name = normalised(&node.full);
        }
    }
}
