//! Who is who across articles: the same person or body under several names, joined as within one text.

use hashbrown::HashMap;
use reportedly_document::{EntityKind, Source, SourceClass};
use rustc_hash::FxBuildHasher;

use crate::article::Article;
use crate::words::{folded, is_function};

/// A name of one article, as it is compared with those of others.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    /// The article.
    pub(crate) article: usize,
    /// What it names.
    pub(crate) kind: EntityKind,
    /// The fullest mention, as it stands.
    pub(crate) full: String,
    /// The words of the fullest mention, without titles.
    pub(crate) tokens: Vec<String>,
    /// How often it is mentioned where it is shown.
    pub(crate) mentions: u32,
    /// All forms of it in this article, in lower case.
    forms: Vec<String>,
    /// What the article says of it.
    roles: Vec<String>,
}

/// All names of all articles, and which are the same.
#[derive(Debug, Default)]
pub(crate) struct Identities {
    pub(crate) nodes: Vec<Node>,
    parents: Vec<usize>,
    /// The node of each article's names, by their fullest mentions.
    by_name: HashMap<(usize, String), usize, FxBuildHasher>,
}

/// What stands before a name and is none.
const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "dame", "lord", "lady", "rev", "sgt", "capt", "lt", "col",
    "gen", "cllr",
];

/// So many people of one last name are not told apart by initials.
const MOST_NAMESAKES: usize = 64;

/// So many words of what is said of a person are compared.
const MOST_ROLE_WORDS: usize = 64;

impl Identities {
    /// Joins the names of all articles.
    pub(crate) fn new(articles: &[Article<'_>]) -> Identities {
        let mut nodes = Vec::new();
        for (index, article) in articles.iter().enumerate() {
            nodes.extend(article.names().iter().filter_map(|name| node(article, index, name)));
        }
        let mut identities = Identities::default();
        for (index, node) in nodes.iter().enumerate() {
            let known = identities.by_name.entry((node.article, node.full.clone())).or_insert(index);
            // A person comes before a place of the same name.
            if node.kind == EntityKind::Person && nodes[*known].kind != EntityKind::Person {
                *known = index;
            }
        }
        identities.parents = (0..nodes.len()).collect();
        identities.nodes = nodes;
        for (index, article) in articles.iter().enumerate() {
            article.sources().iter().for_each(|source| identities.add_role(index, source));
        }
        let joined = identities.full_names();
        identities.join(&joined);
        let joined = identities.short_names();
        identities.join(&joined);
        let joined = identities.bodies();
        identities.join(&joined);
        identities
    }

    /// Whoever a name stands for, by the first of its nodes.
    pub(crate) fn root(&self, node: usize) -> usize {
        self.parents[node]
    }

    /// The node of a name of an article, by its fullest mention.
    pub(crate) fn find(&self, article: usize, name: &str) -> Option<usize> {
        self.by_name.get(&(article, name.to_owned())).copied()
    }

    /// Makes each two nodes one. The order of the pairs does not matter.
    fn join(&mut self, pairs: &[(usize, usize)]) {
        for &(one, other) in pairs {
            let (one, other) = (self.root_halving(one), self.root_halving(other));
            self.parents[one.max(other)] = one.min(other);
        }
        // A parent comes before its children, so that one pass leads all of them to their roots.
        for node in 0..self.parents.len() {
            self.parents[node] = self.parents[self.parents[node]];
        }
    }

    /// The root of a node, while nodes are joined. Halves the way there for the next time.
    fn root_halving(&mut self, mut node: usize) -> usize {
        while self.parents[node] != node {
            self.parents[node] = self.parents[self.parents[node]];
            node = self.parents[node];
        }
        node
    }

    fn people(&self) -> impl Iterator<Item = (usize, &Node)> {
        self.nodes.iter().enumerate().filter(|(_, node)| node.kind == EntityKind::Person && !node.tokens.is_empty())
    }

    /// "Janet L. Yellen" and "Janet Yellen", unless there is a Janet M. Yellen as well.
    fn full_names(&self) -> Vec<(usize, usize)> {
        let mut same: HashMap<(&str, &str), Vec<usize>, FxBuildHasher> = HashMap::default();
        for (index, node) in self.people() {
            if let [first, .., last] = node.tokens.as_slice() {
                same.entry((first, last)).or_default().push(index);
            }
        }
        let mut joined = Vec::new();
        for list in same.values() {
            let middle = |index: usize| {
                let tokens = &self.nodes[index].tokens;
                tokens[1..tokens.len() - 1].first().and_then(|middle| middle.chars().next())
            };
            let mut initials: Vec<char> = list.iter().filter_map(|&index| middle(index)).collect();
            initials.sort_unstable();
            initials.dedup();
            let mut firsts: HashMap<&[String], usize, FxBuildHasher> = HashMap::default();
            for &index in list {
                let first = *firsts.entry(&self.nodes[index].tokens).or_insert(index);
                joined.push((if initials.len() < 2 { list[0] } else { first }, index));
            }
        }
        joined
    }

    /// "Yellen", "J. Yellen" and the one person of that last name in all articles, unless what is said of both has nothing in common.
    fn short_names(&self) -> Vec<(usize, usize)> {
        // Everybody with a first and a last name, by the last one.
        let mut owners: HashMap<&str, Vec<usize>, FxBuildHasher> = HashMap::default();
        let mut short = Vec::new();
        for (index, node) in self.people() {
            match node.tokens.as_slice() {
                [first, .., last] if !is_initial(first) => {
                    let root = self.root(index);
                    let known = owners.entry(last).or_default();
                    if known.len() < MOST_NAMESAKES && !known.contains(&root) {
                        known.push(root);
                    }
                }
                tokens => short.push((index, tokens)),
            }
        }
        let mut roles: HashMap<usize, Vec<String>, FxBuildHasher> = HashMap::default();
        for (index, node) in self.people() {
            roles.entry(self.root(index)).or_default().extend(node.roles.iter().flat_map(|role| words(role)));
        }
        let mut joined = Vec::new();
        // The first of each short name that is nobody's part.
        let mut unowned: HashMap<&[String], usize, FxBuildHasher> = HashMap::default();
        for (index, tokens) in short {
            let Some(last) = tokens.last() else { continue };
            let all = owners.get(last.as_str()).map(Vec::as_slice).unwrap_or_default();
            let initial = tokens.first().filter(|_| tokens.len() > 1).and_then(|first| first.chars().next());
            let fits = |root: &&usize| initial.is_none_or(|initial| self.nodes[**root].tokens[0].starts_with(initial));
            let mut fitting = all.iter().filter(fits);
            match (fitting.next(), fitting.next()) {
                (Some(&owner), None) if all.len() < MOST_NAMESAKES && agree(&roles, index, owner) => {
                    joined.push((owner, index));
                }
                (None, _) if all.is_empty() => match unowned.get(tokens) {
                    Some(&first) if agree(&roles, index, first) => joined.push((first, index)),
                    Some(_) => {}
                    None => drop(unowned.insert(tokens, index)),
                },
                // It could be either of two, or none of them.
                _ => {}
            }
        }
        joined
    }

    /// Bodies and places under one name, an acronym that one article introduces among them; and names of several words that one
    /// article takes for a person's and another for a company's.
    fn bodies(&self) -> Vec<(usize, usize)> {
        let mut same: HashMap<&str, Vec<usize>, FxBuildHasher> = HashMap::default();
        for (index, node) in self.nodes.iter().enumerate() {
            let is_person = node.kind == EntityKind::Person;
            for form in node.forms.iter().filter(|form| !is_person || form.contains(' ')) {
                same.entry(form).or_default().push(index);
            }
        }
        let mut joined = Vec::new();
        for list in same.values() {
            // A club and its town are two where one article has both.
            let has_two = list.windows(2).any(|pair| self.nodes[pair[0]].article == self.nodes[pair[1]].article);
            for (at, &index) in list.iter().enumerate() {
                let is_same = |other: &&usize| !has_two || self.nodes[**other].kind == self.nodes[index].kind;
                if let Some(&first) = list[..at].iter().find(is_same) {
                    joined.push((first, index));
                }
            }
        }
        joined
    }

    /// Takes note of what an article says of somebody.
    fn add_role(&mut self, article: usize, source: &Source) {
        let is_said = source.class == SourceClass::Named && !source.role.is_empty();
        if let Some(index) = self.find(article, &source.name).filter(|_| is_said) {
            self.nodes[index].roles.push(source.role.clone());
        }
    }
}

/// Whether what is said of two people has a word in common, where something is said of both.
fn agree(roles: &HashMap<usize, Vec<String>, FxBuildHasher>, one: usize, other: usize) -> bool {
    let of = |root: usize| roles.get(&root).map(Vec::as_slice).unwrap_or_default();
    let (one, other) = (of(one), of(other));
    let searched = |words: &'_ [String]| words.len().min(MOST_ROLE_WORDS);
    let (one, other) = (&one[..searched(one)], &other[..searched(other)]);
    one.is_empty() || other.is_empty() || one.iter().any(|word| other.contains(word))
}

fn is_initial(token: &str) -> bool {
    token.trim_end_matches('.').chars().count() == 1
}

/// The words of a role that say something.
fn words(role: &str) -> impl Iterator<Item = String> {
    let words = role.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').map(folded);
    words.filter(|word| !word.is_empty() && !is_function(word))
}

fn node(article: &Article<'_>, index: usize, name: &reportedly_document::Name) -> Option<Node> {
    if matches!(name.kind, EntityKind::Date | EntityKind::Money) {
        return None;
    }
    let words = |mark: u32| article.marks().get(mark as usize).map_or("", |mark| mark.cover().of(article.text()));
    let full = words(name.first).to_owned();
    let mut forms: Vec<String> = name.mentions.iter().map(|&mark| body_form(words(mark))).collect();
    forms.push(body_form(&full));
    forms.sort_unstable();
    forms.dedup();
    forms.retain(|form| !form.is_empty());
    let tokens = full.split_whitespace().map(|token| folded(token.trim_matches([',', '.'])));
    let tokens = tokens.skip_while(|token| TITLES.contains(&token.as_str()));
    Some(Node {
        article: index,
        kind: name.kind,
        tokens: tokens.filter(|token| !token.is_empty()).collect(),
        full,
        mentions: name.mentions.iter().filter(|&&mark| article.is_shown(mark)).count() as u32,
        forms,
        roles: Vec::new(),
    })
}

/// A body's name as it is compared: in lower case, without an article, with single spaces.
fn body_form(words: &str) -> String {
    let folded = folded(words);
    let mut tokens: Vec<&str> = folded.split_whitespace().collect();
    if tokens.len() > 1 && tokens[0] == "the" {
        tokens.remove(0);
    }
    tokens.join(" ")
}
