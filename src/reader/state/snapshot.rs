//! What a host is told of the state.

#[cfg(feature = "guest")]
use reportedly_document::Id;

#[cfg(feature = "guest")]
use super::By;
use super::State;
use crate::reader::host::Shown;

impl State {
    /// What the host is told.
    pub(in crate::reader) fn told(&self) -> Shown {
        Shown {
            document: self.document,
            text: self.text.canonical.clone(),
            analysis: self.analysis.clone(),
            work: self.work.clone(),
            #[cfg(feature = "guest")]
            selected: self.selected_mark(),
        }
    }

    /// The mark that a person has chosen.
    #[cfg(feature = "guest")]
    fn selected_mark(&self) -> Option<Id> {
        let pinned = self.card.filter(|card| card.by == By::Pin).and_then(|_| self.explained().first().copied());
        let chosen = pinned.map(|(at, _)| at).or(self.chosen.first().copied())?;
        self.shown(chosen).map(|mark| mark.id.clone())
    }
}
