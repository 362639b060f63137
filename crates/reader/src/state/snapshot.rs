//! What a host is told of the state, and whether it lets it change.

use reportedly_document::Id;

#[cfg(any(test, feature = "change-guard"))]
use super::Action;
use super::{CardTrigger, State};
use crate::api::Snapshot;
#[cfg(any(test, feature = "change-guard"))]
use crate::change_guard::ChangeGuard;

impl State {
    /// What the host is told; of the selected mark only `with_selection`.
    pub(crate) fn snapshot(&self, with_selection: bool) -> Snapshot {
        Snapshot {
            document: self.session.document,
            text: self.session.text.canonical.clone(),
            analysis: self.derived.analysis.clone(),
            work: self.session.work.clone(),
            selected_mark: if with_selection { self.selected_mark() } else { None },
        }
    }

    /// The mark that a person has selected.
    fn selected_mark(&self) -> Option<Id> {
        let pinned = self.ui.card.filter(|card| card.trigger == CardTrigger::Pin);
        let pinned = pinned.and_then(|_| self.explained().first().copied());
        let selected = pinned.map(|(index, _)| index).or(self.ui.chosen_marks.first().copied())?;
        self.shown(selected).map(|mark| mark.id.clone())
    }

    /// The state after an action; none where the guard refuses what comes of it.
    #[cfg(any(test, feature = "change-guard"))]
    pub(crate) fn guarded(&self, guard: &ChangeGuard, action: Action) -> Option<State> {
        let mut then = self.clone();
        then.apply(action);
        let (before, after) = (self.snapshot(true), then.snapshot(true));
        (before.is(&after) || guard.allows(&before, &after)).then_some(then)
    }

    /// The first mark at the keyboard's place.
    pub(crate) fn stop_mark(&self) -> Option<Id> {
        let segment = self.derived.layout.segment(self.ui.tab_stop?)?;
        segment.slices.first().map(|slice| Id::new(&*slice.id))
    }
}
