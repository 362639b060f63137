//! A mark while edits are carried out on it.

use super::Reason;
use crate::annotation::{Annotation, Attribution, Body, Entity, Form, Hedge, Origin, SourceClass};
use crate::edit::{Anchor, Change, Labels, Phrase, Speaker, Target};
use crate::extra::Extra;
use crate::id::Id;
use crate::layer::Part;
use crate::span::{Byte, Span};
use crate::speaker_name::is_name;

/// A mark on its way from what the machine said to what the person wants.
#[derive(Default)]
pub(super) struct Mark<'a> {
    /// What the machine said, if it said anything.
    pub(super) base: Option<&'a Annotation>,
    /// Nothing: a mark that a person adds, before that.
    pub(super) now: Option<Annotation>,
    /// What it covered before any edit, where that is not what it covers now.
    pub(super) before: Option<Anchor>,
    /// A person said what is right.
    pub(super) settled: bool,
    pub(super) rejected: bool,
    /// The mark that `refers_to` names, by its index.
    pub(super) refers_to: Option<u32>,
    /// A person chose that one.
    pub(super) chose: bool,
}

impl Mark<'_> {
    /// Whether there is such a mark.
    pub(super) fn exists(&self) -> bool {
        self.now.is_some()
    }

    /// Whether it is among the marks that are shown, where its phrase is hidden or not.
    pub(super) fn is_shown(&self, is_hidden: bool) -> bool {
        self.exists() && !self.rejected && !is_hidden
    }

    /// The phrase by which it can be hidden. What a person has settled is not hidden with the rest.
    pub(super) fn phrase(&self, text: &str) -> Option<Phrase> {
        let suggested = |mark: &&Annotation| !self.settled && mark.origin == Origin::Machine;
        self.now.as_ref().filter(suggested).map(|mark| Phrase::of(text, mark))
    }

    /// Carries out one change. `speaker` is the place of the mark that the change makes a speaker, if it is there.
    pub(super) fn apply(
        &mut self,
        text: &str,
        target: &Target,
        change: &Change,
        speaker: Option<u32>,
    ) -> Result<(), Reason> {
        if let Change::Add(labels) = change {
            return self.add(text, target, *labels);
        }
        let Some(now) = &mut self.now else {
            return Err(if matches!(change, Change::Reject) { Reason::NoMarkAsWanted } else { Reason::NoMark });
        };
        match change {
            Change::Accept(labels) | Change::Relabel(labels) => {
                relabel(&mut now.body, *labels)?;
                if let Change::Accept(_) = change {
                    self.rejected = false;
                }
            }
            Change::Reject => {
                self.rejected = true;
                return Ok(());
            }
            Change::Note(note) => {
                now.note = Some(note.clone()).filter(|note| !note.is_empty());
                return Ok(());
            }
            Change::Resize(anchor) => {
                resize(text, &mut now.body, anchor)?;
                self.before.get_or_insert_with(|| target.anchor.clone());
            }
            Change::Speaker(who) => {
                let Body::Attribution(attribution) = &mut now.body else { return Err(Reason::Invalid) };
                match who {
                    Speaker::RefersTo(named) if named.id == target.id => return Err(Reason::Invalid),
                    Speaker::RefersTo(named) => {
                        self.refers_to = Some(speaker.ok_or(Reason::NoSpeaker)?);
                        self.chose = true;
                        attribution.refers_to = Some(named.id.clone());
                        now.set_speaker(None);
                    }
                    Speaker::Words(anchor) => {
                        if !anchor.fits(text) || anchor.spans.iter().any(|(part, _)| *part != Part::Source) {
                            return Err(Reason::Invalid);
                        }
                        set_source(attribution, anchor.spans.iter().map(|(_, span)| *span).collect(), None);
                        now.set_speaker(None);
                        self.refers_to = None;
                        self.before.get_or_insert_with(|| target.anchor.clone());
                    }
                    Speaker::Nobody => {
                        set_source(attribution, Vec::new(), Some(SourceClass::None));
                        now.set_speaker(None);
                        self.refers_to = None;
                        self.before.get_or_insert_with(|| target.anchor.clone());
                    }
                    Speaker::Named(name) if !is_name(name) => return Err(Reason::Invalid),
                    Speaker::Named(name) => {
                        attribution.refers_to = None;
                        now.set_speaker(Some(name));
                        self.refers_to = None;
                    }
                }
            }
            Change::Add(_) | Change::Reset => {}
        }
        self.settled = true;
        Ok(())
    }

    /// A mark that a person adds where the machine has one already is that one, as the person wants it.
    fn add(&mut self, text: &str, target: &Target, labels: Labels) -> Result<(), Reason> {
        let voice = match self.base.map(|base| &base.body) {
            Some(Body::Hedge(hedge)) => hedge.voice,
            _ => None,
        };
        let spans = &target.anchor.spans;
        let mut body = match (labels, spans.as_slice()) {
            (Labels::Entity(kind), &[(_, span)]) => Body::from(Entity { span, kind }),
            (Labels::Hedge(kind), &[(_, span)]) => Body::from(Hedge { span, kind, voice }),
            (Labels::Attribution { form, source_class, stance }, _) => {
                Body::from(Attribution { form, source_class, stance, ..Attribution::default() })
            }
            _ => return Err(Reason::Invalid),
        };
        resize(text, &mut body, &target.anchor)?;
        if let Body::Attribution(attribution) = &mut body {
            if attribution.content.is_empty() {
                return Err(Reason::Invalid);
            }
            attribution.form.get_or_insert(form_of(text, &attribution.content));
        }
        self.now = Some(match self.base {
            Some(base) => {
                let mut now = Annotation { body, note: None, ..base.clone() };
                // Whom somebody called the speaker before says nothing of this statement.
                now.set_speaker(None);
                now
            }
            None => Annotation {
                id: target.id.clone(),
                body,
                origin: Origin::Person,
                confidence: None,
                rule: None,
                note: None,
                extra: Extra::default(),
            },
        });
        self.before = None;
        self.refers_to = None;
        self.rejected = false;
        self.settled = true;
        Ok(())
    }
}

/// How many marks that are not shown a reference is followed past.
const STEPS: usize = 8;

/// Whom a statement refers to, where that is not what it says. A referent that is not shown gives way to its own; one
/// that a person chose gives way to nobody, and the choice is in doubt.
pub(super) fn standing_referent(marks: &[Mark<'_>], shown: &[bool], mark: usize) -> Option<Option<Id>> {
    let first = marks[mark].refers_to? as usize;
    if shown[first] {
        return None;
    }
    let next = |&index: &usize| marks[index].refers_to.map(|index| index as usize);
    let mut followed = std::iter::successors(Some(first), next).take(if marks[mark].chose { 1 } else { STEPS });
    let standing = followed.find(|&index| index != mark && shown[index]);
    Some(standing.and_then(|index| marks[index].now.as_ref()).map(|mark| mark.id.clone()))
}

fn relabel(body: &mut Body, labels: Labels) -> Result<(), Reason> {
    match (body, labels) {
        (Body::Entity(entity), Labels::Entity(kind)) => entity.kind = kind,
        (Body::Hedge(hedge), Labels::Hedge(kind)) => hedge.kind = kind,
        (Body::Attribution(attribution), Labels::Attribution { form, source_class, stance }) => {
            attribution.form = form.or(attribution.form);
            attribution.source_class = source_class.or(attribution.source_class);
            attribution.stance = stance.or(attribution.stance);
        }
        _ => return Err(Reason::Invalid),
    }
    Ok(())
}

/// Puts the parts that the anchor has in the place of the mark's own.
fn resize(text: &str, body: &mut Body, anchor: &Anchor) -> Result<(), Reason> {
    if !anchor.fits(text) {
        return Err(Reason::Invalid);
    }
    match (body, anchor.spans.as_slice()) {
        (Body::Entity(entity), &[(Part::Entity, span)]) => entity.span = span,
        (Body::Hedge(hedge), &[(Part::Hedge, span)]) => hedge.span = span,
        (Body::Attribution(attribution), spans @ &[(Part::Source | Part::Cue | Part::Content | Part::Via, _), ..]) => {
            let Attribution { source, cue, content, via, .. } = attribution;
            for (part, list) in [(Part::Source, source), (Part::Cue, cue), (Part::Content, content), (Part::Via, via)] {
                let of = || spans.iter().filter(|(of, _)| *of == part).map(|(_, span)| *span);
                if of().next().is_some() {
                    *list = of().collect();
                }
            }
        }
        _ => return Err(Reason::Invalid),
    }
    Ok(())
}

fn set_source(attribution: &mut Attribution, source: Vec<Span<Byte>>, class: Option<SourceClass>) {
    attribution.source = source;
    // How the former source was identified says nothing of this one.
    attribution.source_class = class;
    attribution.refers_to = None;
}

/// How much of a content is in quotation marks, by the marks that it holds.
fn form_of(text: &str, content: &[Span<Byte>]) -> Form {
    let quotes = ['"', '“', '”', '„', '«', '»', '‘'];
    let quoted = |span: &Span<Byte>| {
        let words = span.of(text);
        words.starts_with(quotes) && words.ends_with(['"', '”', '“', '»', '«', '’'])
    };
    if content.iter().all(quoted) {
        Form::Direct
    } else if content.iter().any(|span| span.of(text).contains(quotes)) {
        Form::Mixed
    } else {
        Form::Indirect
    }
}
