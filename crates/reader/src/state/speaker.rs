//! Whose a statement is: from a list, or words that a person picks in the text.

use reportedly_document::{Anchor, Annotation, Body, Byte, Change, EntityKind, Op, Origin, Part, Span, Speaker, snap};

use super::{NAME, State};
use crate::excerpt::one_line;
use crate::lists::Candidate;
use crate::strings;

impl State {
    /// Makes the speaker that the list names the one of a statement; one that it does not name is nobody.
    pub(super) fn set_speaker(&mut self, index: usize, speaker: usize) {
        let named = self.derived.lists.speakers.get(speaker).map(|speaker| speaker.mark);
        if named.is_some_and(|named| self.derived.lists.leads_to(named, index)) {
            self.ui.announcement = strings::CIRCLE.into();
            return;
        }
        let named = named.and_then(|named| self.shown(named));
        let speaker = named.map_or(Speaker::Nobody, |named| Speaker::RefersTo(self.derived.resolved.target(named)));
        self.ui.picking = None;
        self.change(index, Change::Speaker(speaker), strings::SPEAKER_SET);
    }

    /// Makes the one who is called so the speaker of a statement: somebody from the list, if the list has the name.
    pub(super) fn type_speaker(&mut self, index: usize, name: &str) {
        self.ui.writing = None;
        let name: String = one_line(name).trim().chars().take(NAME).collect();
        let is_called = |speaker: &Candidate| speaker.name.eq_ignore_ascii_case(&name);
        match self.derived.lists.speakers.iter().position(is_called) {
            _ if name.is_empty() || self.shown(index).and_then(Annotation::speaker).as_ref() == Some(&name) => {}
            Some(speaker) => self.set_speaker(index, speaker),
            None => {
                self.ui.picking = None;
                self.change(index, Change::Speaker(Speaker::Named(name)), strings::SPEAKER_SET);
            }
        }
    }

    /// Waits for words to be chosen as a part of a statement; once more, ends that.
    pub(super) fn pick(&mut self, index: usize, part: Part) {
        if self.refuse_if_read_only() {
            return;
        }
        let Some(wanted) = self.shown(index).map(|annotation| (annotation.id.clone(), part)) else { return };
        if self.ui.picking.as_ref() == Some(&wanted) {
            self.end_picking();
        } else {
            self.ui.picking = Some(wanted);
            self.ui.announcement = strings::picking(part).into();
        }
    }

    /// Waits no longer, and says so. Says whether it did.
    pub(super) fn end_picking(&mut self) -> bool {
        let ended = self.ui.picking.take().is_some();
        if ended {
            self.ui.announcement = strings::PICKING_ENDED.into();
        }
        ended
    }

    /// The mark at this segment was clicked while words were waited for: the part of it that lies here is meant, and nothing
    /// else of it. A mark that cannot be what is waited for is not taken.
    pub(super) fn pick_mark(&mut self, start: u32, wanted: Part) {
        let annotations = &self.derived.analysis.annotations;
        let marks = self.derived.layout.segment(start).map(|segment| segment.marks(annotations)).unwrap_or_default();
        let clicked = marks.into_iter().filter(|&(index, part)| can_be(wanted, &annotations[index], part)).find_map(
            |(index, part)| {
                let holds = |(of, span): &(Part, Span<Byte>)| *of == part && span.holds(start);
                annotations[index].parts().find(holds).map(|(_, span)| span)
            },
        );
        match clicked {
            Some(words) => self.picked(words),
            None => self.ui.announcement = strings::picking(wanted).into(),
        }
    }

    /// These words are what was waited for.
    pub(super) fn picked(&mut self, words: Span<Byte>) {
        let Some((id, part)) = self.ui.picking.clone() else { return };
        let words = snap(&self.session.text.canonical, words, part);
        let Some((index, words)) = self.index_of(&id).zip(words) else { return };
        self.ui.picking = None;
        let anchor = Anchor::new(vec![(part, words)]);
        let change =
            if part == Part::Source { Change::Speaker(Speaker::Words(anchor)) } else { Change::Resize(anchor) };
        self.ui.selected_words = None;
        self.change(index, change, if part == Part::Source { strings::SPEAKER_SET } else { strings::CUE_SET });
        self.pin(index);
    }

    /// How it is known whose a statement is that does not say it itself.
    pub(crate) fn speaker_origin(&self, index: usize) -> SpeakerOrigin {
        let Some(annotation) = self.shown(index) else { return SpeakerOrigin::Unknown };
        if annotation.speaker().is_some() {
            return SpeakerOrigin::Person;
        }
        let mut edits = self.session.work.history.edits().iter().rev().filter_map(|edit| match &edit.op {
            Op::Mark(target, change) if target.id == annotation.id => Some(change),
            _ => None,
        });
        let mut is_edited = false;
        let set = edits.find_map(|change| {
            is_edited = true;
            match change {
                Change::Speaker(speaker) => Some(*speaker != Speaker::Nobody),
                Change::Reset => Some(false),
                _ => None,
            }
        });
        match set {
            Some(true) => SpeakerOrigin::Person,
            // A file may hold what a person did without saying what it was.
            None if annotation.origin == Origin::Person && !is_edited => SpeakerOrigin::Unknown,
            _ => SpeakerOrigin::Engine,
        }
    }
}

/// Who says whose a statement is that does not say it itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SpeakerOrigin {
    /// The engine inferred it.
    Engine,
    /// A person set it.
    Person,
    /// One of the two: the document does not say.
    Unknown,
}

/// Whether this part of a mark can be the source or the cue of a statement.
fn can_be(wanted: Part, annotation: &Annotation, part: Part) -> bool {
    match (part, &annotation.body) {
        (Part::Source | Part::Via, _) => wanted == Part::Source,
        (Part::Entity, Body::Entity(entity)) => {
            wanted == Part::Source && !matches!(entity.kind, EntityKind::Date | EntityKind::Money)
        }
        (Part::Cue | Part::Hedge, _) => wanted == Part::Cue,
        _ => false,
    }
}
