//! Who said what: the statements of one source, together.

use crate::annotation::{Annotation, Attribution, Body, EntityKind, SourceClass};
use crate::caption::without_label;
use crate::id::Id;
use crate::names::{Name, words};
use crate::shortened::shortened;
use crate::span::{Byte, Span};
use crate::stable_sort::{first_equals, sort_by_key};

/// A source with all that it is said to have said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What it is called: the full name, or the words of its first mention, [shortened](crate::shortened()). Empty where nobody
    /// is named.
    pub name: String,
    /// What else is said of somebody who is named: an office, an apposition, [shortened](crate::shortened()). May be empty.
    pub role: String,
    /// How it is identified, by its most telling mention.
    pub class: SourceClass,
    /// The attributions that are shown by their indices among the annotations, in the order of the text.
    pub statements: Vec<u32>,
}

/// Who a statement is by.
enum Who {
    /// A name, by its index among the names.
    Named(usize),
    /// Whoever these words describe.
    Described(String),
    /// Whom a person calls so.
    Called(String),
    /// Nobody is named.
    Nobody,
}

/// How many references are followed from one statement to the next.
const STEPS: usize = 8;

/// Groups all attributions by their sources, and lists those that `shown` lets through, in the order of first statements.
/// What is shown has no say in who said what, nor in a source's name, role and class: `names` and `references` must be
/// those of all annotations.
///
/// Pronouns and short names are followed to what they refer to. A source that has a name in it and is identified by it
/// belongs to that name; one that only mentions a name ("a source close to Moen", "Moen’s lawyer") is known by its own
/// words, regardless of an article before them and of the case of ASCII letters.
pub fn sources(
    text: &str,
    annotations: &[Annotation],
    names: &[Name],
    references: &References,
    shown: &dyn Fn(&Annotation) -> bool,
) -> Vec<Source> {
    shown_sources(&all_sources(text, annotations, names, references), annotations, shown)
}

/// Of sources that were grouped already, those with a statement that `shown` lets through, each with these statements.
pub fn shown_sources(
    sources: &[Source],
    annotations: &[Annotation],
    shown: &dyn Fn(&Annotation) -> bool,
) -> Vec<Source> {
    let mut listed = sources.to_vec();
    for source in &mut listed {
        source.statements.retain(|&at| annotations.get(at as usize).is_some_and(shown));
    }
    listed.retain(|source| !source.statements.is_empty());
    sort_by_key(&mut listed, |source| u64::from(source.statements[0]));
    listed
}

fn all_sources(text: &str, annotations: &[Annotation], names: &[Name], references: &References) -> Vec<Source> {
    let mut statements: Vec<(u32, &Attribution, String, Who)> = Vec::new();
    for (at, annotation) in annotations.iter().enumerate() {
        if let Body::Attribution(attribution) = &annotation.body {
            let who = references.who(text, annotations, names, at);
            statements.push((at as u32, attribution, String::new(), who));
        }
    }
    let called = name_called(text, annotations, names, &statements);
    for ((_, _, key, who), named) in statements.iter_mut().zip(called.iter()) {
        *key = match (&*who, named) {
            (_, Some(name)) => ["\u{1}", &name.to_string()].concat(),
            (who, None) => match who {
                // No source's words begin with a control character.
                Who::Named(name) => ["\u{1}", &name.to_string()].concat(),
                Who::Described(words) | Who::Called(words) => without_article(words).to_ascii_lowercase(),
                Who::Nobody => String::new(),
            },
        };
    }
    let keys: Vec<&str> = statements.iter().map(|(_, _, key, _)| key.as_str()).collect();
    let firsts = first_equals(&keys);
    let mut indices = vec![usize::MAX; statements.len()];
    let mut sources: Vec<Source> = Vec::new();
    // Whether something else than a person says who the source is, of each.
    let mut is_found: Vec<bool> = Vec::new();
    for (((at, attribution, _, who), first), called) in statements.iter().zip(firsts).zip(&called) {
        let index = &mut indices[first as usize];
        if *index == usize::MAX {
            *index = sources.len();
            let name = match who {
                Who::Named(name) => full_name(text, annotations, &names[*name]),
                Who::Described(words) => words.clone(),
                Who::Called(words) => called.map_or(words.clone(), |name| full_name(text, annotations, &names[name])),
                Who::Nobody => String::new(),
            };
            let class = if name.is_empty() { SourceClass::None } else { class_of(attribution) };
            let name = shortened(&name).into_owned();
            sources.push(Source { name, role: String::new(), class, statements: Vec::new() });
            is_found.push(false);
        }
        let source = &mut sources[*index];
        source.statements.push(*at);
        let named = if let Who::Named(name) = who { Some(*name) } else { *called };
        if let Some(name) = named {
            let role = references.role(text, annotations, name, attribution);
            let role = shortened(&role);
            if role.len() > source.role.len() {
                source.role = role.into_owned();
            }
        }
        // What the text says of a source goes before the kinds of those that a person has put there.
        let says_nothing = |class: SourceClass| matches!(class, SourceClass::Pronoun | SourceClass::None);
        let is_found = &mut is_found[*index];
        match who {
            Who::Named(_) => (source.class, *is_found) = (SourceClass::Named, true),
            Who::Called(_) if !*is_found && says_nothing(source.class) => source.class = class_of(attribution),
            Who::Called(_) => {}
            Who::Described(_) if !*is_found => (source.class, *is_found) = (class_of(attribution), true),
            Who::Described(_) if source.class == SourceClass::Pronoun => source.class = class_of(attribution),
            Who::Described(_) | Who::Nobody => {}
        }
    }
    // Whom a person calls by a name where the text has a pronoun or nothing is named.
    for (source, is_found) in sources.iter_mut().zip(is_found) {
        let is_renamed = || {
            let first = source.statements.first().and_then(|&at| annotations[at as usize].attribution());
            !first.is_some_and(|first| source_words(text, first).eq_ignore_ascii_case(&source.name))
        };
        let says_nothing = matches!(source.class, SourceClass::Pronoun | SourceClass::None);
        if !is_found && !source.name.is_empty() && says_nothing && is_renamed() {
            source.class = SourceClass::Named;
        }
    }
    sources
}

/// Of statements whose speaker a person calls as the text calls somebody: that name.
fn name_called(
    text: &str,
    annotations: &[Annotation],
    names: &[Name],
    statements: &[(u32, &Attribution, String, Who)],
) -> Vec<Option<usize>> {
    if !statements.iter().any(|(.., who)| matches!(who, Who::Called(_))) {
        return vec![None; statements.len()];
    }
    let known = names.iter().map(|name| full_name(text, annotations, name).to_ascii_lowercase());
    let called = statements.iter().map(|(.., who)| match who {
        Who::Called(words) => words.to_ascii_lowercase(),
        _ => String::new(),
    });
    let keys: Vec<String> = known.chain(called).collect();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let firsts = first_equals(&keys);
    let first = |&first: &u32| Some(first as usize).filter(|&first| first < names.len());
    firsts[names.len()..].iter().map(first).collect()
}

fn full_name(text: &str, annotations: &[Annotation], name: &Name) -> String {
    words(text, annotations[name.first as usize].cover()).to_owned()
}

/// The words of a source, without the comma that an apposition ends with.
fn source_words(text: &str, attribution: &Attribution) -> String {
    let parts: Vec<&str> = attribution.source.iter().map(|&span| words(text, span)).collect();
    parts.join(" … ").trim_end_matches(',').to_owned()
}

fn without_article(words: &str) -> &str {
    let (first, rest) = words.split_once(' ').unwrap_or_default();
    if is_article(first) { rest } else { words }
}

fn class_of(attribution: &Attribution) -> SourceClass {
    attribution.source_class.unwrap_or(SourceClass::Unspecified)
}

/// Where names are mentioned and what statements refer to, looked up once for all statements.
#[derive(Clone, Debug, Default)]
pub struct References {
    /// The starts of mentions, in order, each with its place among the annotations and that of its name.
    mentions: Vec<(u32, u32, usize)>,
    /// For each annotation, what it refers to, by place.
    referents: Vec<Option<u32>>,
    /// For each annotation, the place of its name.
    of_name: Vec<Option<usize>>,
}

impl References {
    /// Looks them up. Takes `n log n` time.
    pub fn new(annotations: &[Annotation], names: &[Name]) -> References {
        let mut of_name = vec![None; annotations.len()];
        let mut mentions = Vec::new();
        for (index, name) in names.iter().enumerate() {
            for &at in &name.mentions {
                if let Some(annotation) = annotations.get(at as usize) {
                    of_name[at as usize] = Some(index);
                    mentions.push((annotation.cover().start, at, index));
                }
            }
        }
        sort_by_key(&mut mentions, |&(start, ..)| u64::from(start));
        let no_id = Id::default();
        let mut ids: Vec<&str> = annotations.iter().map(|annotation| annotation.id.as_str()).collect();
        ids.extend(annotations.iter().map(|annotation| referent(annotation).unwrap_or(&no_id).as_str()));
        let firsts = first_equals(&ids);
        let referents = firsts[annotations.len()..].iter().zip(annotations).map(|(&first, annotation)| {
            Some(first).filter(|&first| referent(annotation).is_some() && (first as usize) < annotations.len())
        });
        References { referents: referents.collect(), mentions, of_name }
    }

    /// Whose statement this is, where its own words do not say it: the full name behind a pronoun or a short name, or whom a
    /// person calls otherwise than the text does. As it is shown, [shortened].
    ///
    /// [shortened]: crate::shortened()
    ///
    /// `at` is the place of the attribution among the annotations, which must be those that the references are of.
    pub fn inferred(&self, text: &str, annotations: &[Annotation], names: &[Name], at: usize) -> Option<String> {
        let annotation = annotations.get(at)?;
        let attribution = annotation.attribution()?;
        if attribution.refers_to.is_none() && annotation.speaker().is_none() {
            return None;
        }
        let own = source_words(text, attribution);
        let (name, is_own) = match self.who(text, annotations, names, at) {
            Who::Named(name) => {
                let name = full_name(text, annotations, names.get(name)?);
                let is_own = own.contains(&name);
                (name, is_own)
            }
            Who::Described(words) => {
                let is_own = own.contains(&words);
                (words, is_own)
            }
            // "A friend of Moen", who is Moen herself.
            Who::Called(words) => {
                let said = self.head(text, annotations, names, attribution);
                let said = said.map_or_else(|| own.clone(), |name| full_name(text, annotations, &names[name]));
                let is_own = [said, own].iter().any(|said| said.eq_ignore_ascii_case(&words));
                (words, is_own)
            }
            Who::Nobody => return None,
        };
        (!is_own).then(|| shortened(&name).into_owned())
    }

    /// Whether a statement stands for another one, at once or by way of others: then that one cannot stand for it.
    pub fn leads_to(&self, at: usize, other: usize) -> bool {
        let next = |&at: &usize| self.referents.get(at).copied().flatten().map(|next| next as usize);
        // As many as there are: a circle that there is already ends, too.
        std::iter::successors(Some(at), next).take(self.referents.len() + 1).any(|step| step == other)
    }

    /// Who the statement at this place is by.
    fn who(&self, text: &str, annotations: &[Annotation], names: &[Name], at: usize) -> Who {
        let mut at = at;
        for _ in 0..STEPS {
            if let Some(name) = annotations[at].speaker() {
                return Who::Called(name);
            }
            let Some(next) = self.referents[at] else { break };
            at = next as usize;
            if let Some(name) = self.of_name[at] {
                return Who::Named(name);
            }
        }
        if let Some(name) = annotations[at].speaker() {
            return Who::Called(name);
        }
        let Some(attribution) = annotations[at].attribution() else {
            return Who::Described(words(text, annotations[at].cover()).to_owned());
        };
        if let Some(name) = self.head(text, annotations, names, attribution) {
            return Who::Named(name);
        }
        let own = source_words(text, attribution);
        if own.is_empty() { Who::Nobody } else { Who::Described(own) }
    }

    /// The name that identifies a source: of those that are what it is about, the first person's, or else the first
    /// organization's, or else the first.
    fn head(&self, text: &str, annotations: &[Annotation], names: &[Name], attribution: &Attribution) -> Option<usize> {
        if !matches!(attribution.source_class, Some(SourceClass::Named) | None) {
            return None;
        }
        let mut best: Option<(u8, usize)> = None;
        for span in &attribution.source {
            // Where the words begin that say what the next mention is there for.
            let mut from = span.start;
            for &(start, at, name) in self.inside(*span) {
                let end = annotations[at as usize].cover().end;
                let before = text.get(from as usize..start as usize).unwrap_or_default();
                let after = text.get(end as usize..span.end as usize).unwrap_or_default();
                from = from.max(end);
                let rank = match names[name].kind {
                    EntityKind::Person => 0,
                    EntityKind::Organization => 1,
                    EntityKind::Place | EntityKind::Group | EntityKind::Other => 2,
                    EntityKind::Date | EntityKind::Money => continue,
                };
                if best.is_none_or(|(known, _)| rank < known) && !is_aside(before, after, rank == 0) {
                    best = Some((rank, name));
                }
            }
        }
        best.map(|(_, name)| name)
    }

    /// The mentions that begin in this span.
    fn inside(&self, span: Span<Byte>) -> &[(u32, u32, usize)] {
        let from = self.mentions.partition_point(|&(start, ..)| start < span.start);
        let end = self.mentions.partition_point(|&(start, ..)| start < span.end);
        self.mentions.get(from..end).unwrap_or_default()
    }

    /// What a source's words say beside its name. Nothing where they only mention the name: "the supplier, a part of
    /// Norlink" says what the supplier is, and not what Norlink is.
    fn role(&self, text: &str, annotations: &[Annotation], name: usize, attribution: &Attribution) -> String {
        let person = |at: u32| matches!(&annotations[at as usize].body, Body::Entity(entity) if entity.kind == EntityKind::Person);
        let mut role = String::new();
        for &span in &attribution.source {
            let Some(&(_, at, _)) = self.inside(span).iter().find(|&&(.., of)| of == name) else { continue };
            let mention = annotations[at as usize].cover();
            let part = |from: u32, to: u32| text.get(from as usize..to as usize).unwrap_or_default();
            let (before, after) = (part(span.start, mention.start), part(mention.end, span.end));
            if is_aside(before, after, person(at)) {
                continue;
            }
            for words in [role_before(before), role_after(after)] {
                // "Ana Diaz, 58": an age is no role.
                if words.contains(char::is_alphabetic) {
                    if !role.is_empty() {
                        role.push_str(", ");
                    }
                    role.push_str(words);
                }
            }
        }
        role
    }
}

/// What stands around the words of a role without being one.
const AROUND: [char; 14] = [',', ';', ':', ' ', '\n', '(', ')', '“', '”', '"', '-', '–', '—', '…'];

/// What the words before a name say of it. Those of an earlier line and the label of a picture say nothing of it.
fn role_before(words: &str) -> &str {
    let line = words.trim_end().rsplit('\n').next().unwrap_or_default();
    without_loose_ends(without_label(line))
}

/// What the words after a name say of it.
fn role_after(words: &str) -> &str {
    without_loose_ends(words.trim_start().split('\n').next().unwrap_or_default())
}

/// Without punctuation around it, without "and" before it, and without a word after it that wants another: "the mayor of".
fn without_loose_ends(words: &str) -> &str {
    let mut words = words.trim_matches(AROUND);
    loop {
        let (first, rest) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
        let (start, last) = words.rsplit_once(char::is_whitespace).unwrap_or(("", words));
        words = if is_joint(first) {
            rest
        } else if is_joint(last) || is_article(last) || is_preposition(last) {
            start
        } else {
            return words;
        }
        .trim_matches(AROUND);
    }
}

fn is_joint(word: &str) -> bool {
    ["and", "or", "but", "while", "as", "that"].iter().any(|joint| word.eq_ignore_ascii_case(joint))
}

/// Whether a name between these words of a source only says whose, of what or where the source is: "Moen’s lawyer",
/// "residents of Oslo", "the Norlink union".
fn is_aside(before: &str, after: &str, person: bool) -> bool {
    // An apposition begins anew.
    let before = before.rsplit(',').next().unwrap_or_default();
    let mut words = before.split_whitespace().rev().skip_while(|word| is_article(word));
    // "Secretary of State" is what a person is, "the head of the Norlink" is not what a company is.
    if words.next().is_some_and(is_preposition) || !person && words.any(is_preposition) {
        return true;
    }
    if let Some(rest) = after.strip_prefix(['’', '\'']) {
        return rest.is_empty() || rest.starts_with(['s', 'S', ' ']);
    }
    // "Moen of Norlink", "Moen, the mayor"; but not "Moen supporters".
    let next = after.split_whitespace().next().unwrap_or_default();
    let goes_on = matches!(next, "who" | "which" | "whose" | "and" | "or" | "&" | "as") || is_article(next);
    next.starts_with(char::is_alphabetic) && after.starts_with(char::is_whitespace) && !goes_on && !is_preposition(next)
}

fn is_article(word: &str) -> bool {
    ["a", "an", "the"].iter().any(|article| word.eq_ignore_ascii_case(article))
}

fn is_preposition(word: &str) -> bool {
    matches!(word, "of" | "for" | "to" | "at" | "in" | "on" | "from" | "by" | "with" | "near" | "under" | "inside")
}

fn referent(annotation: &Annotation) -> Option<&Id> {
    annotation.attribution()?.refers_to.as_ref()
}

#[cfg(test)]
mod tests;
