//! What follows from session, engine and view: the marks as they are shown, counted, listed and laid out.

use std::rc::Rc;

use reportedly_document::{Analysis, Counts, Id, Resolved, Statistics, resolve};

use super::{Card, State};
use crate::layout::{Layout, Segment};
use crate::legend::Example;
use crate::lists::Lists;

/// What is shown. None of it is stored: it is made anew from the text, what the engine found, the person's work and the view.
#[derive(Clone, Debug, Default)]
pub(crate) struct Derived {
    /// What the engine found, with the person's corrections.
    pub(crate) analysis: Rc<Analysis>,
    /// What came of the corrections beside that. Its own list of annotations is empty.
    pub(crate) resolved: Rc<Resolved>,
    /// How many marks there are of what.
    pub(crate) counts: Counts,
    /// Names, sources, review and statistics.
    pub(crate) lists: Rc<Lists>,
    /// The text as it is drawn.
    pub(crate) layout: Rc<Layout>,
    /// What shows in the legend how marks are drawn.
    pub(crate) example: Example,
}

impl State {
    /// Puts together what the engine found and what the person did. What a person looks at stays open where it is
    /// marked still.
    pub(super) fn resolve(&mut self) {
        let before = self.derived.analysis.clone();
        let explained: Vec<usize> = self.explained().iter().map(|&(index, _)| index).collect();
        let hidden = self.hides_answers();
        let machine = if hidden { &[][..] } else { &self.engine.found.annotations };
        let mut resolved = resolve(&self.session.text.canonical, machine, self.session.work.history.edits());
        let annotations = std::mem::take(&mut resolved.annotations);
        let Analysis { engine, diagnostics, explanations, sentences, quotations, asides, .. } = &*self.engine.found;
        self.derived.analysis = Rc::new(Analysis {
            engine: engine.clone(),
            annotations,
            diagnostics: diagnostics.clone(),
            explanations: explanations.clone(),
            sentences: sentences.clone(),
            quotations: quotations.clone(),
            asides: asides.clone(),
        });
        self.derived.resolved = Rc::new(resolved);
        self.derived.lists = Rc::new(Lists::of_marks(&self.session.text.canonical, &self.derived.analysis));
        self.ui.hovered.clear();
        if self.ui.picking.as_ref().is_some_and(|(id, _)| self.index_of(id).is_none()) {
            self.ui.picking = None;
        }
        let now = |&index: &usize| self.index_of(&before.annotations.get(index)?.id);
        let chosen = self.ui.chosen_marks.iter().filter_map(now).collect();
        let explained: Vec<usize> = explained.iter().filter_map(now).collect();
        self.ui.chosen_marks = chosen;
        let card = self.ui.card.take();
        self.draw();
        let Some(card) = card else { return };
        self.ui.card = Some(card);
        if !self.explained().iter().any(|(index, _)| explained.contains(index)) {
            // It goes with the shortest of the marks that it was about.
            let moved = explained.iter().find_map(|&index| self.first_segment(index));
            self.ui.card = moved.map(|segment| Card { segment, ..card });
        }
    }

    pub(super) fn draw(&mut self) {
        let Analysis { annotations, asides, .. } = &*self.derived.analysis;
        self.derived.counts = Counts::of(annotations, asides, &self.session.work.view);
        let text = &self.session.text.canonical;
        self.derived.lists = Rc::new(self.derived.lists.listed(text, &self.derived.analysis, &self.session.work.view));
        self.derived.example = Example::of(text, &self.derived.analysis, &self.session.work.view);
        self.derived.layout = Rc::new(Layout::with_numbers(
            &self.session.text,
            annotations,
            asides,
            &self.session.work.view,
            &self.statement_numbers(),
        ));
        self.ui.tab_stop = self.derived.layout.stop_from(self.ui.tab_stop.unwrap_or(0));
        if self
            .ui
            .card
            .is_some_and(|card| !self.derived.layout.segment(card.segment).is_some_and(|segment| segment.is_marked()))
        {
            self.ui.card = None;
        }
    }

    /// What there is how much of, in this view.
    pub(crate) fn statistics(&self) -> Statistics {
        let Derived { lists, analysis, .. } = &self.derived;
        lists.statistics(&self.session.text.canonical, analysis, &self.session.work.view)
    }

    /// Where an annotation is among those that are shown.
    pub(crate) fn index_of(&self, id: &Id) -> Option<usize> {
        self.derived.analysis.annotations.iter().position(|annotation| annotation.id == *id)
    }

    /// The first segment of the article that has this annotation.
    pub(crate) fn first_segment(&self, index: usize) -> Option<u32> {
        let annotation = self.derived.analysis.annotations.get(index)?;
        let starts = annotation.parts().map(|(_, span)| span.start).min()?;
        let has = |segment: &&Segment| segment.slices.iter().any(|slice| slice.annotation == index);
        self.derived.layout.segment_around(starts).filter(has).map(Segment::start)
    }
}
