//! Looking at some marks alone.

use super::{Focus, Overlay, State};
use crate::spotlight::{Group, Spotlight, SpotlightTarget};
use crate::strings;

impl State {
    /// What is looked at alone, and its marks. Nothing where none of these are left.
    pub(crate) fn spotlight(&self) -> Option<(&Spotlight, Vec<usize>)> {
        let spotlight = self.ui.spotlight.as_ref()?;
        let marks = spotlight.group.marks(self);
        (!marks.is_empty()).then_some((spotlight, marks))
    }

    /// The group that a target names, if there is one.
    pub(crate) fn group_of(&self, target: SpotlightTarget) -> Option<Group> {
        Some(match target {
            SpotlightTarget::SpeakerOf(mark) => {
                let has = |source: &&reportedly_document::Source| source.statements.contains(&(mark.0 as u32));
                Group::Speaker(self.derived.lists.sources.iter().find(has)?.name.clone())
            }
            SpotlightTarget::Sources(class) => Group::Sources(class),
            SpotlightTarget::Hedges(kind) => Group::Hedges(kind),
            SpotlightTarget::OwnHedges => Group::OwnHedges,
        })
    }

    /// Looks at these marks alone, from the first one on; at all again, where they are looked at already.
    pub(super) fn set_spotlight(&mut self, target: SpotlightTarget) {
        let group = self.group_of(target).filter(|group| !group.marks(self).is_empty());
        let is_same = self.spotlight().is_some_and(|(known, _)| Some(&known.group) == group.as_ref());
        if is_same {
            return self.end_spotlight();
        }
        self.ui.card = None;
        self.ui.overlay = Overlay::Nothing;
        self.ui.spotlight = group.map(|group| Spotlight { group, position: 0 });
        self.lead_to_spotlight();
    }

    /// Looks at what the source of the statement says that the keyboard is at.
    pub(super) fn spotlight_here(&mut self) {
        let start = self.ui.card.map(|card| card.segment).or(self.ui.tab_stop);
        let segment = start.and_then(|start| self.derived.layout.segment(start));
        let marks = segment.map(|segment| segment.marks(self.annotations())).unwrap_or_default();
        let statement = marks.into_iter().find(|&(index, _)| self.annotations()[index].attribution().is_some());
        match statement {
            Some((index, _)) => self.set_spotlight(SpotlightTarget::SpeakerOf(index.into())),
            None => self.ui.announcement = strings::NO_SPEAKER_HERE.into(),
        }
    }

    /// Leads to the next mark of those that are looked at, or to the one before; from the last one to the first.
    pub(super) fn step_spotlight(&mut self, forward: bool) {
        let Some(position) = self.next_in_spotlight(forward) else { return };
        if let Some(spotlight) = &mut self.ui.spotlight {
            spotlight.position = position;
        }
        self.ui.card = None;
        self.lead_to_spotlight();
    }

    fn next_in_spotlight(&self, forward: bool) -> Option<usize> {
        let (spotlight, marks) = self.spotlight()?;
        let all = marks.len();
        Some((spotlight.position.min(all - 1) + if forward { 1 } else { all - 1 }) % all)
    }

    /// The mark that a step leads to.
    pub(crate) fn spotlight_step(&self, forward: bool) -> Option<usize> {
        self.spotlight()?.1.get(self.next_in_spotlight(forward)?).copied()
    }

    pub(super) fn end_spotlight(&mut self) {
        if self.ui.spotlight.take().is_some() {
            self.ui.announcement = strings::SPOTLIGHT_ENDED.into();
        }
    }

    fn lead_to_spotlight(&mut self) {
        let Some((spotlight, marks)) = self.spotlight() else { return };
        let position = spotlight.position.min(marks.len() - 1);
        let words =
            [&*strings::spotlight(&spotlight.group), ": ", &strings::spotlight_position(position, marks.len()), "."]
                .concat();
        let segment = self.first_segment(marks[position]).and_then(|segment| self.derived.layout.stop_from(segment));
        self.ui.announcement = words.into();
        if let Some(segment) = segment {
            self.ui.tab_stop = Some(segment);
            self.ui.focus = Some(Focus::Reveal(segment));
        }
    }
}
