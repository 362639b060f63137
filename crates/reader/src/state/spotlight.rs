//! Looking at some marks alone.

use super::{Focus, Overlay, State};
use crate::spotlight::{Spotlight, SpotlightGroup, SpotlightTarget};
use crate::strings;

impl State {
    /// What is looked at alone, and its marks. Nothing where none of these are left.
    pub(crate) fn spotlight(&self) -> Option<(&Spotlight, Vec<usize>)> {
        let spotlight = self.ui.spotlight.as_ref()?;
        let marks = spotlight.group.marks(self);
        (!marks.is_empty()).then_some((spotlight, marks))
    }

    /// Whether it is just these marks that are looked at alone.
    pub(crate) fn is_in_spotlight(&self, target: SpotlightTarget) -> bool {
        let group = self.spotlight().map(|(spotlight, _)| spotlight.group.clone());
        group.is_some() && group == self.group_of(target)
    }

    /// The group that a target names, if there is one.
    fn group_of(&self, target: SpotlightTarget) -> Option<SpotlightGroup> {
        Some(match target {
            SpotlightTarget::SpeakerOf(mark) => {
                let has = |source: &&reportedly_document::Source| source.statements.contains(&(mark.0 as u32));
                SpotlightGroup::Speaker(self.derived.lists.sources.iter().find(has)?.name.clone())
            }
            SpotlightTarget::Sources(class) => SpotlightGroup::Sources(class),
            SpotlightTarget::Hedges(kind) => SpotlightGroup::Hedges(kind),
            SpotlightTarget::OwnHedges => SpotlightGroup::OwnHedges,
        })
    }

    /// Looks at these marks alone, from the first one on; at all again, where they are looked at already.
    pub(super) fn set_spotlight(&mut self, target: SpotlightTarget) {
        if self.is_in_spotlight(target) {
            return self.end_spotlight();
        }
        let group = self.group_of(target).filter(|group| !group.marks(self).is_empty());
        self.ui.card = None;
        self.ui.overlay = Overlay::Nothing;
        self.ui.triage = None;
        let statement = if let SpotlightTarget::SpeakerOf(mark) = target { self.shown(mark.0) } else { None };
        self.ui.spotlight = group.map(|group| {
            let heading = match (&group, statement) {
                (SpotlightGroup::Speaker(name), Some(mark)) => Some((name.clone(), mark.id.clone())),
                _ => None,
            };
            Spotlight { group, heading, position: 0 }
        });
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
        let Some((_, marks)) = self.spotlight() else { return };
        let all = marks.len();
        if let Some(Spotlight { position, .. }) = &mut self.ui.spotlight {
            *position = ((*position).min(all - 1) + if forward { 1 } else { all - 1 }) % all;
        }
        self.ui.card = None;
        self.lead_to_spotlight();
    }

    pub(super) fn end_spotlight(&mut self) {
        if self.ui.spotlight.take().is_some() {
            self.ui.announcement = strings::SPOTLIGHT_ENDED.into();
        }
    }

    /// Goes on with a source that a correction has called otherwise, or has put below another heading.
    pub(super) fn follow_spotlight(&mut self) {
        let heading = self.ui.spotlight.as_ref().and_then(|spotlight| spotlight.heading.as_ref());
        let Some((name, statement)) = heading else { return };
        let sources = &self.derived.lists.all_sources;
        let has_its_name = sources.iter().find(|source| source.name == *name);
        let source = has_its_name.or_else(|| self.source_of(self.index_of(statement)?));
        let group = source.map(|source| SpotlightGroup::Speaker(source.name.clone()));
        if let Some((spotlight, group)) = self.ui.spotlight.as_mut().zip(group) {
            spotlight.group = group;
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
