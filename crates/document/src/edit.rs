//! What a person did to the marks of a document, as data.

use serde::{Deserialize, Serialize};

use crate::annotation::{Annotation, Body, EntityKind, Form, HedgeKind, SourceClass, Stance};
use crate::extra::Extra;
use crate::id::Id;
use crate::layer::{Layer, Part};
use crate::span::{Byte, Span};
use crate::stable_sort::sort_by_key;

/// One operation of a person on the marks of a text.
///
/// A list of these is a person's whole work: undo, drafts, links and exports all hold it, and
/// [`resolve`](crate::resolve()) makes marks of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// What was done.
    pub op: Op,
    /// Fields of a file that this version does not know.
    pub extra: Extra,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Op {
    /// Something to one mark.
    Mark(Target, Change),
    /// The machine's marks on this phrase are not wanted, wherever they are.
    Hide(Phrase),
    /// They are wanted again.
    Show(Phrase),
    /// An operation of this name, of a later version. Its fields are the edit's `extra`.
    Unknown(String),
}

/// Which mark an edit is about: its id, and what it covered when it was made, before any edit.
///
/// The spans let the edit follow its mark when the text changes, and say what it was about when the mark is gone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// The mark's id.
    pub id: Id,
    /// What it covers.
    pub anchor: Anchor,
}

/// A place in the text, as spans of the parts of one mark; or, when the text no longer has it, as spans of the words
/// that were there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// Each part's spans, in the order of the parts and then of the text.
    pub spans: Vec<(Part, Span<Byte>)>,
    /// The lines that the place was in, when an edit of the text has taken it away. The spans then are spans of these.
    pub lost: Option<String>,
}

/// What was done to a mark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// It is right, with these labels: those that the person saw, so that a later engine's do not count as confirmed.
    Accept(Labels),
    /// It is wrong.
    Reject,
    /// It is a new mark, which covers what the target says.
    Add(Labels),
    /// It is called otherwise.
    Relabel(Labels),
    /// The parts that the anchor has cover other words.
    Resize(Anchor),
    /// A statement is somebody else's.
    Speaker(Speaker),
    /// A remark in plain text; an empty one takes the note away.
    Note(String),
    /// Every edit of this mark before this one is forgotten: it is a suggestion again, or, if a person had added it,
    /// gone.
    Reset,
}

/// What a mark is called. Of an attribution's labels, those that are missing stay as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Labels {
    /// What an entity names.
    Entity(EntityKind),
    /// How a hedge weakens.
    Hedge(HedgeKind),
    /// What an attribution is like.
    Attribution {
        /// How much is in quotation marks.
        form: Option<Form>,
        /// How the source is identified.
        source_class: Option<SourceClass>,
        /// What the cue says of the claim.
        stance: Option<Stance>,
    },
}

/// Who speaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Speaker {
    /// These words name the speaker: they become the statement's source, and what it referred to is forgotten.
    Words(Anchor),
    /// The source stands for the one that this mark names.
    RefersTo(Target),
    /// Nobody is named.
    Nobody,
    /// It is the one whom a person calls so, whatever the text says.
    Named(String),
}

/// The words of a mark, wherever they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phrase {
    /// Marks of this layer.
    pub layer: Layer,
    /// The words; of an attribution, those of its cue. ASCII letters are compared regardless of case.
    pub words: String,
}

impl Edit {
    /// A change of a mark. [`Resolved::target`](crate::Resolved::target) is the target of a mark on the screen.
    pub fn mark(target: Target, change: Change) -> Edit {
        Op::Mark(target, change).into()
    }

    /// A new mark.
    ///
    /// # Panics
    /// When a span is not of this text.
    ///
    /// ```
    /// use reportedly_document::{Edit, EntityKind, Labels, Part, Span, resolve};
    ///
    /// let text = "Talks in Oman.";
    /// let add = Edit::add(text, vec![(Part::Entity, Span::new(9, 13))], Labels::Entity(EntityKind::Place));
    /// let resolved = resolve(text, &[], &[add]);
    /// assert_eq!(resolved.annotations[0].cover().of(text), "Oman");
    /// ```
    pub fn add(text: &str, spans: Vec<(Part, Span<Byte>)>, labels: Labels) -> Edit {
        let anchor = Anchor::new(spans);
        let id = Id::derived(text, labels.layer(), &anchor.spans);
        Edit::mark(Target { id, anchor }, Change::Add(labels))
    }

    /// The mark that it is about, if it is about one.
    pub fn target(&self) -> Option<&Target> {
        match &self.op {
            Op::Mark(target, _) => Some(target),
            Op::Hide(_) | Op::Show(_) | Op::Unknown(_) => None,
        }
    }

    /// The places that it speaks of.
    pub(crate) fn anchors(&self) -> impl Iterator<Item = &Anchor> {
        let (target, change) = match &self.op {
            Op::Mark(target, change) => (Some(&target.anchor), change.anchor()),
            Op::Hide(_) | Op::Show(_) | Op::Unknown(_) => (None, None),
        };
        target.into_iter().chain(change)
    }

    /// Whether the text has lost a place that it speaks of.
    pub fn is_lost(&self) -> bool {
        self.anchors().any(|anchor| anchor.lost.is_some())
    }
}

impl From<Op> for Edit {
    fn from(op: Op) -> Self {
        Edit { op, extra: Extra::default() }
    }
}

impl Change {
    fn anchor(&self) -> Option<&Anchor> {
        match self {
            Change::Resize(anchor) | Change::Speaker(Speaker::Words(anchor)) => Some(anchor),
            Change::Speaker(Speaker::RefersTo(target)) => Some(&target.anchor),
            _ => None,
        }
    }

    /// The same, to be moved.
    pub(crate) fn anchor_mut(&mut self) -> Option<&mut Anchor> {
        match self {
            Change::Resize(anchor) | Change::Speaker(Speaker::Words(anchor)) => Some(anchor),
            Change::Speaker(Speaker::RefersTo(target)) => Some(&mut target.anchor),
            _ => None,
        }
    }
}

impl Target {
    /// The target of edits of this mark, which must be as its maker made it.
    pub fn of(annotation: &Annotation) -> Target {
        Target { id: annotation.id.clone(), anchor: Anchor::new(annotation.parts().collect()) }
    }

    /// The target at this place, with the id that [`assign_ids`](crate::assign_ids) gives to such a mark. Nothing where
    /// the text has no such place.
    pub fn derived(text: &str, anchor: Anchor) -> Option<Target> {
        let layer = anchor.layer().filter(|_| anchor.fits(text))?;
        Some(Target { id: Id::derived(text, layer, &anchor.spans), anchor })
    }

    /// Whether the id follows from the place: then a link need not carry it.
    pub fn is_derived(&self, text: &str) -> bool {
        let layer = self.anchor.layer().filter(|_| self.anchor.fits(text));
        layer.is_some_and(|layer| self.id == Id::derived(text, layer, &self.anchor.spans))
    }
}

impl Anchor {
    /// These spans of the text, in any order.
    pub fn new(mut spans: Vec<(Part, Span<Byte>)>) -> Anchor {
        sort_by_key(&mut spans, |(part, span)| (*part as u64) << 32 | u64::from(span.start));
        Anchor { spans, lost: None }
    }

    /// The layer that its parts belong to, unless it has none.
    pub fn layer(&self) -> Option<Layer> {
        self.spans.first().map(|(part, _)| part.layer())
    }

    /// Whether the text has this place: spans that are not empty, are on character boundaries inside the text, belong
    /// to one layer, and are in order.
    pub fn fits(&self, text: &str) -> bool {
        self.lost.is_none() && self.is_sound(text)
    }

    /// The words at this place, in the text or, if that has lost it, as they were. Between spans stands "…".
    pub fn words(&self, text: &str) -> String {
        let text = self.lost.as_deref().unwrap_or(text);
        let mut words = String::new();
        for (_, span) in &self.spans {
            if !words.is_empty() {
                words.push_str(" … ");
            }
            words.push_str(text.get(span.range()).unwrap_or_default());
        }
        words
    }

    /// Whether its spans are spans of this text and make sense together.
    pub(crate) fn is_sound(&self, text: &str) -> bool {
        let inside = |span: Span<Byte>| !span.is_empty() && text.get(span.range()).is_some();
        let in_order = |pair: &[(Part, Span<Byte>)]| {
            let ((part, span), (next_part, next)) = (pair[0], pair[1]);
            let interrupted = part == next_part && part.layer() == Layer::Attribution && span.end <= next.start;
            part < next_part || interrupted
        };
        self.spans.iter().all(|&(part, span)| inside(span) && Some(part.layer()) == self.layer())
            && self.spans.windows(2).all(in_order)
    }
}

impl Labels {
    /// What this mark is called.
    pub fn of(annotation: &Annotation) -> Labels {
        match &annotation.body {
            Body::Entity(entity) => Labels::Entity(entity.kind),
            Body::Hedge(hedge) => Labels::Hedge(hedge.kind),
            Body::Attribution(a) => {
                Labels::Attribution { form: a.form, source_class: a.source_class, stance: a.stance }
            }
        }
    }

    /// The layer of marks that are called so.
    pub fn layer(self) -> Layer {
        match self {
            Labels::Entity(_) => Layer::Entity,
            Labels::Hedge(_) => Layer::Hedge,
            Labels::Attribution { .. } => Layer::Attribution,
        }
    }
}

impl Phrase {
    /// The phrase that this mark marks.
    pub fn of(text: &str, annotation: &Annotation) -> Phrase {
        let part = match annotation.layer() {
            Layer::Entity => Part::Entity,
            Layer::Hedge => Part::Hedge,
            Layer::Attribution => Part::Cue,
        };
        let spans = annotation.parts().filter(|(of, _)| *of == part).collect();
        Phrase { layer: annotation.layer(), words: Anchor::new(spans).words(text) }
    }

    /// Whether the two are the same but for case.
    pub fn is(&self, other: &Phrase) -> bool {
        self.layer == other.layer && self.words.eq_ignore_ascii_case(&other.words)
    }
}
