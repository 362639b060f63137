//! Annotations: entities, hedges and attributions, with their labels.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::extra::Extra;
use crate::id::Id;
use crate::labels::labelled;
use crate::layer::{Layer, Part};
use crate::span::{Byte, Span};

/// One mark on a document: what it is, and how it came to be there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Annotation {
    /// Stable: the same mark on the same text has the same id ([`assign_ids`](crate::assign_ids)).
    pub id: Id,
    /// What is marked.
    pub body: Body,
    /// Who made the mark.
    pub origin: Origin,
    /// How sure its maker was, where it says.
    pub confidence: Option<Confidence>,
    /// The rule that made it, `layer/name`; [`Analysis::explanations`](crate::Analysis) has its sentence.
    pub rule: Option<Cow<'static, str>>,
    /// A person's plain text.
    pub note: Option<String>,
    /// Fields of a file that this version does not know.
    pub extra: Extra,
}

/// What is marked: an annotation of one of the three layers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Body {
    /// A name, a date or an amount.
    Entity(Entity),
    /// Words that weaken a commitment.
    Hedge(Hedge),
    /// Who said what.
    Attribution(Attribution),
}

/// A name, a date or an amount of money (docs/annotation-guidelines.md, section 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// Without title, leading "the" or possessive 's.
    pub span: Span<Byte>,
    /// What it names.
    pub kind: EntityKind,
}

/// The smallest expression that weakens the writer's or a source's commitment to a claim (docs/annotation-guidelines.md, section 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hedge {
    /// One word where one word does it, a fixed expression as a whole.
    pub span: Span<Byte>,
    /// How it weakens.
    pub kind: HedgeKind,
    /// Whose hedge it is, where that was decided.
    pub voice: Option<Voice>,
}

/// A source, a cue and a content: somebody other than the author says, thinks or intends something
/// (docs/annotation-guidelines.md, section 4). Each part is a list of spans in the order of the text, because parts may be interrupted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribution {
    /// The whole noun phrase with title and apposition. Empty where nobody is named ("it was reported that").
    pub source: Vec<Span<Byte>>,
    /// The words that express it, auxiliaries included.
    pub cue: Vec<Span<Byte>>,
    /// What is said or thought. Never empty.
    pub content: Vec<Span<Byte>>,
    /// A second source through which the first one reached the author.
    pub via: Vec<Span<Byte>>,
    /// How much of the content is in quotation marks.
    pub form: Option<Form>,
    /// How the source is identified.
    pub source_class: Option<SourceClass>,
    /// What the cue says of the claim.
    pub stance: Option<Stance>,
    /// For a pronoun or a short name: the attribution or the entity that names the same source.
    pub refers_to: Option<Id>,
}

labelled! {
    /// What an entity names (docs/annotation-guidelines.md, section 2).
    pub enum EntityKind ("entity kind") {
        /// People, with no title.
        Person = "person",
        /// Companies, media, parties, agencies, institutions, armed groups, teams.
        Organization = "organization",
        /// Countries, cities, regions, rivers, buildings, facilities.
        Place = "place",
        /// Nationalities, religions, political affiliations, as noun or adjective.
        Group = "group",
        /// Calendar or relative dates and periods that can be placed in time.
        Date = "date",
        /// Amounts with a currency.
        Money = "money",
        /// Named events, works, laws, treaties, awards, products, weapons.
        Other = "other",
    }
}

labelled! {
    /// How a hedge weakens a claim (docs/annotation-guidelines.md, section 3).
    pub enum HedgeKind ("hedge kind") {
        /// Epistemic modal verbs: "may", "could".
        Modal = "modal",
        /// Probability or open outcome: "likely", "unclear".
        Likelihood = "likelihood",
        /// The claim is passed on unverified: "reportedly".
        Hearsay = "hearsay",
        /// The claim rests on how things look: "appears".
        Appearance = "appearance",
        /// Weak commitment of a mind: "believes", "is expected".
        Belief = "belief",
        /// A number or amount is not exact: "about".
        Approximation = "approximation",
        /// The claim holds only if: "unless", "hinges on".
        Condition = "condition",
        /// The stance itself is softened: "cautiously optimistic", "somewhat".
        Tentative = "tentative",
    }
}

labelled! {
    /// Whose hedge it is.
    pub enum Voice ("voice") {
        /// The article's own.
        Author = "author",
        /// Inside the content of an attribution.
        Source = "source",
    }
}

labelled! {
    /// How much of a content stands in quotation marks.
    pub enum Form ("form") {
        /// All of it.
        Direct = "direct",
        /// Some of it.
        Mixed = "mixed",
        /// None of it.
        Indirect = "indirect",
    }
}

labelled! {
    /// How a source is identified.
    pub enum SourceClass ("source class") {
        /// A proper name is in the source.
        Named = "named",
        /// A report, statement, poll or law.
        Document = "document",
        /// An office or institution with no name: "officials".
        Official = "official",
        /// Declared or evident anonymity: "a source familiar with the talks".
        Anonymous = "anonymous",
        /// Somebody: "critics", "many".
        Unspecified = "unspecified",
        /// A pronoun; `refers_to` says for whom, where the text tells.
        Pronoun = "pronoun",
        /// No source is given.
        None = "none",
    }
}

labelled! {
    /// What a cue says of the claim.
    pub enum Stance ("stance") {
        /// Said.
        Neutral = "neutral",
        /// Claimed, alleged, insisted.
        Doubtful = "doubtful",
        /// Confirmed, revealed, proved.
        Assertive = "assertive",
        /// Denied, dismissed.
        Negative = "negative",
        /// According to.
        Evidential = "evidential",
        /// Believes, wants.
        Mental = "mental",
    }
}

labelled! {
    /// How sure the maker of a mark was.
    pub enum Confidence ("confidence") {
        /// Often wrong.
        Low = "low",
        /// Mostly right.
        Medium = "medium",
        /// Seldom wrong.
        High = "high",
    }
}

labelled! {
    /// Who answers for a mark.
    pub enum Origin ("origin") {
        /// The engine made it: it is a suggestion.
        Machine = "machine",
        /// A person made or changed it.
        Person = "person",
        /// The engine made it, and a person confirmed it as it is.
        Confirmed = "confirmed",
    }
}

impl Annotation {
    /// A machine's mark, without an id yet.
    pub fn machine(body: impl Into<Body>, rule: &'static str) -> Self {
        Annotation {
            id: Id::default(),
            body: body.into(),
            origin: Origin::Machine,
            confidence: None,
            rule: Some(Cow::Borrowed(rule)),
            note: None,
            extra: Extra::default(),
        }
    }

    /// The layer that it belongs to.
    pub fn layer(&self) -> Layer {
        match self.body {
            Body::Entity(_) => Layer::Entity,
            Body::Hedge(_) => Layer::Hedge,
            Body::Attribution(_) => Layer::Attribution,
        }
    }

    /// Its spans, each with the part that it belongs to.
    pub fn parts(&self) -> impl Iterator<Item = (Part, Span<Byte>)> {
        let (single, attribution) = match &self.body {
            Body::Entity(entity) => (Some((Part::Entity, entity.span)), None),
            Body::Hedge(hedge) => (Some((Part::Hedge, hedge.span)), None),
            Body::Attribution(attribution) => (None, Some(attribution)),
        };
        let lists = attribution.into_iter().flat_map(|a| {
            [(Part::Source, &a.source), (Part::Cue, &a.cue), (Part::Content, &a.content), (Part::Via, &a.via)]
        });
        single.into_iter().chain(lists.flat_map(|(part, spans)| spans.iter().map(move |&span| (part, span))))
    }

    /// The attribution, if it is one.
    pub fn attribution(&self) -> Option<&Attribution> {
        match &self.body {
            Body::Attribution(attribution) => Some(attribution),
            Body::Entity(_) | Body::Hedge(_) => None,
        }
    }

    /// Whether the engine is not sure of it, and no person has settled it: then it is drawn lighter.
    pub fn is_unsure(&self) -> bool {
        self.origin == Origin::Machine && self.confidence == Some(Confidence::Low)
    }

    /// Whether a trained model found it, and not a rule: then the name of its rule begins with "model".
    pub fn is_by_model(&self) -> bool {
        let name = self.rule.as_deref().and_then(|rule| rule.split_once('/')).map(|(_, name)| name);
        name.is_some_and(|name| name.starts_with("model"))
    }

    /// The smallest span that covers all of it. Of an attribution without any span, the empty span at 0.
    pub fn cover(&self) -> Span<Byte> {
        match &self.body {
            Body::Entity(entity) => entity.span,
            Body::Hedge(hedge) => hedge.span,
            Body::Attribution(a) => {
                let spans = a.source.iter().chain(&a.cue).chain(&a.content);
                spans.copied().reduce(Span::cover).unwrap_or(Span::new(0, 0))
            }
        }
    }
}

impl From<Entity> for Body {
    fn from(entity: Entity) -> Self {
        Body::Entity(entity)
    }
}
impl From<Hedge> for Body {
    fn from(hedge: Hedge) -> Self {
        Body::Hedge(hedge)
    }
}
impl From<Attribution> for Body {
    fn from(attribution: Attribution) -> Self {
        Body::Attribution(attribution)
    }
}
