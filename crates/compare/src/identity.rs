//! Who is who across articles: the same person or body under several names, joined as within one text.

use hashbrown::{HashMap, HashSet};
use reportedly_document::{EntityKind, Source, SourceClass, ViewedDocument};
use rustc_hash::FxBuildHasher;

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
    /// The words of the fullest mention, without titles, at most [`MOST_NAME_WORDS`].
    pub(crate) tokens: Vec<String>,
    /// How often it is mentioned where it is shown.
    pub(crate) mentions: u32,
    /// All forms of it in this article, in lower case.
    forms: Vec<String>,
    /// Words of what the article says of it: offices and appositions.
    roles: Vec<String>,
    /// Of a person: is called "Mr", is called "Ms".
    address: [bool; 2],
}

/// All names of all articles, and which are the same.
#[derive(Debug, Default)]
pub(crate) struct Identities {
    pub(crate) nodes: Vec<Node>,
    parents: Vec<usize>,
    /// The node of each article's names, by their fullest mentions.
    by_name: HashMap<(usize, String), usize, FxBuildHasher>,
    /// Who has this full name in any of the articles, by the first of the nodes; nobody where it may be two.
    by_full_name: HashMap<String, Option<usize>, FxBuildHasher>,
}

/// What stands before a name and is none.
const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "dame", "lord", "lady", "rev", "sgt", "capt", "lt", "col",
    "gen", "cllr",
];

/// The most words of a name that are compared.
const MOST_NAME_WORDS: usize = 16;

/// So many people of one last name are not told apart by initials.
const MOST_NAMESAKES: usize = 64;

/// So many words of what is said of a person are compared.
const MOST_ROLE_WORDS: usize = 64;

impl Identities {
    /// Joins the names of all articles.
    pub(crate) fn new(articles: &[ViewedDocument<'_>]) -> Identities {
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
        identities.by_full_name = identities.full_name_index();
        identities
    }

    /// Whoever has this full name in any of the articles, by the first of the nodes. Nobody where it may be two, and nobody by a
    /// last name alone.
    pub(crate) fn named(&self, name: &str) -> Option<usize> {
        self.by_full_name.get(&full_form(name)).copied().flatten()
    }

    fn full_name_index(&self) -> HashMap<String, Option<usize>, FxBuildHasher> {
        let mut index = HashMap::default();
        for (node, its) in self.nodes.iter().enumerate() {
            let mut forms = vec![full_form(&its.full)];
            match its.tokens.as_slice() {
                // "Janet L. Yellen" is who is called "Janet Yellen".
                [first, _, .., last] if its.kind == EntityKind::Person && !is_initial(first) => {
                    forms.push([first.as_str(), last].join(" "));
                }
                [first, _, ..] if !is_initial(first) => {}
                _ if its.kind == EntityKind::Person => continue,
                _ => {}
            }
            let root = self.root(node);
            for form in forms {
                let known = index.entry(form).or_insert(Some(root));
                *known = known.filter(|&known| known == root);
            }
        }
        index
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
            // "J. Smith" may be John or James.
            if let [first, .., last] = node.tokens.as_slice()
                && !is_initial(first)
            {
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
        let mut known: HashMap<usize, Known, FxBuildHasher> = HashMap::default();
        for (index, node) in self.people() {
            let known = known.entry(self.root(index)).or_default();
            let room = MOST_ROLE_WORDS.saturating_sub(known.roles.len());
            known.roles.extend(node.roles.iter().take(room).cloned());
            known.address = [0, 1].map(|index| known.address[index] || node.address[index]);
        }
        let first_names: HashSet<&str, FxBuildHasher> =
            self.people().filter(|(_, node)| node.tokens.len() > 1).map(|(_, node)| node.tokens[0].as_str()).collect();
        // All short names of each owner, and those that are nobody's part.
        let mut owned: HashMap<usize, Vec<usize>, FxBuildHasher> = HashMap::default();
        let mut unowned: HashMap<&[String], Vec<usize>, FxBuildHasher> = HashMap::default();
        for (index, tokens) in short {
            let Some(last) = tokens.last() else { continue };
            let all = owners.get(last.as_str()).map(Vec::as_slice).unwrap_or_default();
            let initial = tokens.first().filter(|_| tokens.len() > 1).and_then(|first| first.chars().next());
            let fits = |root: &&usize| initial.is_none_or(|initial| self.nodes[**root].tokens[0].starts_with(initial));
            let mut fitting = all.iter().filter(fits);
            match (fitting.next(), fitting.next()) {
                (Some(&owner), None) if all.len() < MOST_NAMESAKES => owned.entry(owner).or_default().push(index),
                // A first name alone may be anybody's.
                (None, _) if all.is_empty() && !(tokens.len() == 1 && first_names.contains(last.as_str())) => {
                    unowned.entry(tokens).or_default().push(index);
                }
                // It could be either of two, or none of them.
                _ => {}
            }
        }
        let known_of = |index: usize| &known[&self.root(index)];
        let all_agree = |list: &[usize]| {
            let is_apart = |(at, one): (usize, &usize)| {
                list[at + 1..].iter().any(|other| !known_of(*one).agrees(known_of(*other)))
            };
            list.len() < MOST_NAMESAKES && !list.iter().enumerate().any(is_apart)
        };
        let mut joined = Vec::new();
        for (&owner, list) in &owned {
            let owner_known = known_of(owner);
            let (mut own, others): (Vec<usize>, Vec<usize>) =
                list.iter().partition(|index| owner_known.agrees(known_of(**index)));
            // Where there is another one of that name, it takes more than a name.
            if !others.is_empty() {
                own.retain(|&index| owner_known.has_in_common(known_of(index)));
            }
            if all_agree(&own) {
                joined.extend(own.into_iter().map(|index| (owner, index)));
            }
        }
        for list in unowned.values().filter(|list| all_agree(list)) {
            joined.extend(list.iter().map(|&index| (list[0], index)));
        }
        joined
    }

    /// Bodies and places under one name, an acronym that one article introduces among them; and names of several words that one
    /// article takes for a person's and another for a company's.
    fn bodies(&self) -> Vec<(usize, usize)> {
        let mut same: HashMap<&str, Vec<usize>, FxBuildHasher> = HashMap::default();
        for (index, node) in self.nodes.iter().enumerate() {
            let is_person = node.kind == EntityKind::Person;
            for form in node.forms.iter().filter(|form| !is_person || is_full_name(form)) {
                same.entry(form).or_default().push(index);
            }
        }
        let mut joined = Vec::new();
        for list in same.values() {
            // A club and its town are two where one article has both.
            let has_two = list.windows(2).any(|pair| self.nodes[pair[0]].article == self.nodes[pair[1]].article);
            // The first of each kind; of any, where there are no two.
            let mut firsts: Vec<(EntityKind, usize)> = Vec::new();
            for &index in list {
                let kind = self.nodes[index].kind;
                match firsts.iter().find(|(its, _)| !has_two || *its == kind) {
                    Some(&(_, first)) => joined.push((first, index)),
                    None => firsts.push((kind, index)),
                }
            }
        }
        joined
    }

    /// Takes note of what an article says of somebody.
    fn add_role(&mut self, article: usize, source: &Source) {
        let is_said = source.class == SourceClass::Named && !source.role.is_empty();
        if let Some(index) = self.find(article, &source.name).filter(|_| is_said) {
            self.nodes[index].roles.extend(words(&source.role));
        }
    }
}

/// What the articles say of a person.
#[derive(Debug, Default)]
struct Known {
    roles: Vec<String>,
    address: [bool; 2],
}

impl Known {
    /// Whether two names may be of one person: what is said of both has a word in common, where something is said of both, and
    /// they are not called "Mr" and "Ms".
    fn agrees(&self, other: &Known) -> bool {
        let is_said = !self.roles.is_empty() && !other.roles.is_empty();
        let is_called = self.address.contains(&true) && other.address.contains(&true);
        (!is_said || self.has_common_role(other)) && (!is_called || self.has_common_address(other))
    }

    /// Whether something that is said of both is the same.
    fn has_in_common(&self, other: &Known) -> bool {
        self.has_common_role(other) || self.has_common_address(other)
    }

    fn has_common_role(&self, other: &Known) -> bool {
        self.roles.iter().any(|word| other.roles.contains(word))
    }

    fn has_common_address(&self, other: &Known) -> bool {
        [0, 1].iter().any(|&index| self.address[index] && other.address[index])
    }
}

/// Whether a person's name has a first and a last name, neither of them an initial, a title or an office: "J. Smith" and
/// "Mayor Smith" may be two people.
fn is_full_name(form: &str) -> bool {
    let is_before_name = |token: &&str| {
        let token = token.trim_end_matches(['.', ',']);
        TITLES.contains(&token) || is_office(&office(token))
    };
    let mut tokens = form.split(' ').skip_while(is_before_name);
    tokens.next().is_some_and(|first| !is_initial(first)) && tokens.next().is_some()
}

/// Whether a name's token is an initial: "J", "J.".
pub(crate) fn is_initial(token: &str) -> bool {
    token.trim_end_matches('.').chars().count() == 1
}

/// The words of a role that say something.
fn words(role: &str) -> impl Iterator<Item = String> {
    let words = role.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').map(|word| office(&folded(word)));
    words.filter(|word| !word.is_empty() && !is_function(word))
}

/// Offices that stand before a name, in lower case.
const OFFICES: &str = "admiral ambassador archbishop attorney bishop captain chairman chairwoman chancellor chief coach colonel \
    commissioner congressman congresswoman councillor deputy detective director duchess duke father general governor inspector \
    judge justice king lady lieutenant major mayor minister officer pope premier president prime prince princess professor \
    prosecutor queen representative secretary senator sergeant sheriff sister spokesman spokeswoman speaker superintendent";

fn is_office(word: &str) -> bool {
    OFFICES.split_ascii_whitespace().any(|known| known == word)
}

/// The whole word of an office that is abbreviated.
fn office(word: &str) -> String {
    let whole = match word {
        "sen" => "senator",
        "gov" => "governor",
        "rep" => "representative",
        "gen" => "general",
        "col" => "colonel",
        "capt" => "captain",
        "lt" => "lieutenant",
        "sgt" => "sergeant",
        "prof" => "professor",
        "pres" => "president",
        word => word,
    };
    whole.to_owned()
}

/// So many mentions of a name are looked at.
const MOST_MENTIONS: usize = 64;
/// How far before a name an office is searched, in bytes.
const BEFORE_NAME: usize = 48;
/// How many words before a name are searched for one.
const WORDS_BEFORE_NAME: usize = 3;

/// Takes note of what stands before a mention of somebody: "President Obama", "Mr. Okafor".
fn add_before(node: &mut Node, text: &str, start: u32) {
    let end = start as usize;
    let from = text.ceil_char_boundary(end.saturating_sub(BEFORE_NAME));
    let before = text.get(from..end).unwrap_or_default();
    for word in before.split(' ').rev().filter(|word| !word.is_empty()).take(WORDS_BEFORE_NAME) {
        let is_abbreviated = word.ends_with('.') && word.len() < 7;
        if word.contains([',', '!', '?', ';', ':', '\n', '”', '"']) || word.ends_with('.') && !is_abbreviated {
            break;
        }
        let word = office(&folded(word.trim_end_matches('.')));
        match word.as_str() {
            "mr" | "sir" | "lord" => node.address[0] = true,
            "mrs" | "ms" | "miss" | "dame" | "lady" => node.address[1] = true,
            _ => {}
        }
        if is_office(&word) && !node.roles.contains(&word) {
            node.roles.push(word);
        }
    }
}

fn node(article: &ViewedDocument<'_>, index: usize, name: &reportedly_document::Name) -> Option<Node> {
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
    let tokens = name_tokens(&full).take(MOST_NAME_WORDS).collect();
    let mut node = Node {
        article: index,
        kind: name.kind,
        tokens,
        full,
        mentions: name.mentions.iter().filter(|&&mark| article.is_shown(mark as usize)).count() as u32,
        forms,
        roles: Vec::new(),
        address: [false; 2],
    };
    if node.kind == EntityKind::Person {
        for &mark in name.mentions.iter().take(MOST_MENTIONS) {
            if let Some(mark) = article.marks().get(mark as usize) {
                add_before(&mut node, article.text(), mark.cover().start);
            }
        }
    }
    Some(node)
}

/// The words of a name in lower case, without titles before it.
fn name_tokens(name: &str) -> impl Iterator<Item = String> {
    let tokens = name.split_whitespace().map(|token| folded(token.trim_matches([',', '.'])));
    tokens.skip_while(|token| TITLES.contains(&token.as_str())).filter(|token| !token.is_empty())
}

/// A full name as it is looked up: in lower case, without titles and articles before it.
fn full_form(name: &str) -> String {
    body_form(&name_tokens(name).collect::<Vec<_>>().join(" "))
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
