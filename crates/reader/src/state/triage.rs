//! Going from unsure mark to unsure mark and deciding each of them.

use reportedly_document::stable_sort::first_equals;
use reportedly_document::{Annotation, Change, Id, Labels, Origin};
use yew::AttrValue;

use super::{Focus, Overlay, State};
use crate::command::Command;
use crate::navigation::Departure;
use crate::strings;
use crate::triage::{Decision, Triage, subject};

impl State {
    /// The marks that the engine is not sure of and that are shown, by their indices, in the order of the text.
    pub(crate) fn unsure_marks(&self) -> Vec<usize> {
        let shows = self.session.work.view.filter(&self.derived.analysis.asides);
        let marks = self.annotations().iter().enumerate().filter(|(_, mark)| mark.is_unsure() && shows(mark));
        marks.map(|(index, _)| index).collect()
    }

    /// The mark that is to be decided.
    pub(crate) fn triaged(&self) -> Option<usize> {
        let triage = self.ui.triage.as_ref()?;
        let index = self.index_near(triage.marks.get(triage.position)?, triage.index)?;
        self.is_undecided(index).then_some(index)
    }

    /// Whether unsure marks are gone through that are not at their end.
    pub(crate) fn is_triaging(&self) -> bool {
        self.ui.triage.as_ref().is_some_and(|triage| !triage.has_ended())
    }

    /// Whether they no longer are, and the panel's button that had begun it is to have the keyboard again: nothing else is looked
    /// at instead.
    pub(crate) fn returns_from_triage(&self, was_triaging: bool) -> bool {
        was_triaging
            && !self.is_triaging()
            && self.ui.spotlight.is_none()
            && self.ui.departures.last() == Some(&Departure::Button(Command::Triage))
    }

    /// Begins with the first unsure mark; ends it, where it is under way. `started_at` is where the keyboard is to be again.
    pub(super) fn start_triage(&mut self, started_at: Option<u32>) {
        if self.is_triaging() {
            return self.end_triage();
        }
        if self.hides_answers() {
            self.ui.announcement = strings::ANSWERS_HIDDEN.into();
            return;
        }
        if self.refuse_if_read_only() {
            return;
        }
        let unsure = self.unsure_marks();
        let marks = unsure.iter().map(|&index| self.annotations()[index].id.clone()).collect();
        let index = unsure.first().copied().unwrap_or_default();
        self.ui.card = None;
        self.ui.overlay = Overlay::Nothing;
        self.ui.spotlight = None;
        self.ui.triage = Some(Triage { marks, position: 0, index, last: None, started_at, result: String::new() });
        self.count_decisions();
        if self.triaged().is_none() {
            return self.step_triage(true, "");
        }
        self.lead_to_triaged("");
        // Whatever has started it: from now on, keys are about the mark.
        self.ui.focus = self.ui.tab_stop.map(Focus::Reveal);
    }

    /// Says of the mark that it is right or wrong, and leads to the next one.
    pub(super) fn decide(&mut self, is_right: bool) {
        let Some((index, position)) = self.triaged().zip(self.ui.triage.as_ref().map(|triage| triage.position)) else {
            return;
        };
        let done = if is_right {
            let labels = Labels::of(&self.annotations()[index]);
            self.change(index, Change::Accept(labels), strings::CONFIRMED)
        } else {
            self.change(index, Change::Reject, strings::REJECTED)
        };
        if done {
            let words = self.ui.announcement.to_string();
            self.ui.card = None;
            self.decided(Decision { words, position, skipped: false });
        }
    }

    /// Leads to the next mark and leaves this one undecided.
    pub(super) fn skip_triaged(&mut self) {
        let Some((index, position)) = self.triaged().zip(self.ui.triage.as_ref().map(|triage| triage.position)) else {
            return;
        };
        let words = strings::done(strings::SKIPPED, &self.words_at(&self.annotations()[index]));
        self.ui.card = None;
        self.decided(Decision { words, position, skipped: true });
    }

    fn decided(&mut self, decision: Decision) {
        let words = decision.words.clone();
        if let Some(triage) = &mut self.ui.triage {
            triage.last = Some(decision);
        }
        self.step_triage(true, &words);
    }

    /// Leads to the next undecided mark, or to the one before. `said` is announced first. Behind the last one it ends.
    pub(super) fn step_triage(&mut self, forward: bool, said: &str) {
        let Some(triage) = &self.ui.triage else { return };
        let (position, all) = (triage.position, triage.marks.len());
        let indices = indices_of(&triage.marks, self.annotations());
        let is_undecided = |&position: &usize| indices[position].is_some_and(|index| self.is_undecided(index));
        let next = if self.unsure_marks().is_empty() {
            None
        } else if forward {
            (position + 1..all).find(is_undecided)
        } else {
            (0..position.min(all)).rev().find(is_undecided).or(Some(position))
        };
        if let Some(triage) = &mut self.ui.triage {
            triage.position = next.unwrap_or(all);
            triage.index = indices.get(triage.position).copied().flatten().unwrap_or_default();
        }
        if next.is_some() {
            return self.lead_to_triaged(said);
        }
        self.ui.announcement = strings::sentences(said, self.triage_result()).into();
        self.leave_triage();
    }

    /// Takes back what was done last.
    pub(super) fn undo_decision(&mut self) {
        let last = self.ui.triage.as_mut().and_then(|triage| triage.last.take());
        match last {
            Some(Decision { position, skipped: true, .. }) => self.return_to_triaged(position, ""),
            Some(_) => self.undo(),
            None => {}
        }
    }

    /// Leads back to a mark that a step was undone of, if it is one to be decided. Says whether it is.
    pub(super) fn undone_in_triage(&mut self, index: usize) -> bool {
        let id = &self.annotations()[index].id;
        let position = self.ui.triage.as_ref().and_then(|triage| triage.marks.iter().position(|mark| mark == id));
        let Some(position) = position.filter(|_| self.is_undecided(index)) else { return false };
        self.ui.card = None;
        let said = self.ui.announcement.clone();
        self.return_to_triaged(position, &said);
        true
    }

    fn return_to_triaged(&mut self, position: usize, said: &str) {
        if let Some(triage) = &mut self.ui.triage {
            triage.position = position;
            triage.last = None;
        }
        self.lead_to_triaged(said);
    }

    /// Ends it before its end.
    pub(super) fn end_triage(&mut self) {
        let Some(triage) = &self.ui.triage else { return };
        if !triage.has_ended() {
            self.ui.announcement = strings::sentences(strings::TRIAGE_ENDED, self.triage_result()).into();
        }
        self.leave_triage();
        self.ui.triage = None;
    }

    /// Goes on where a mark was settled in another way: in its card, or with all of its words. Not while its card is open.
    pub(super) fn settle_triage(&mut self, announced_before: &AttrValue) {
        if self.is_triaging() && !self.is_pinned() && self.triaged().is_none() {
            let said = self.ui.announcement.clone();
            self.step_triage(true, if said == *announced_before { "" } else { &said });
        }
    }

    /// How many marks were decided so far, in a sentence.
    pub(crate) fn triage_result(&self) -> &str {
        self.ui.triage.as_ref().map_or(strings::NO_UNSURE_MARKS, |triage| &triage.result)
    }

    /// Counts what was decided so far, after each change of the marks.
    pub(super) fn count_decisions(&mut self) {
        let Some(marks) = self.ui.triage.as_ref().map(|triage| &triage.marks) else { return };
        let result = if marks.is_empty() {
            strings::NO_UNSURE_MARKS.to_owned()
        } else {
            let annotations = self.annotations();
            let is_settled = |&index: &usize| annotations[index].origin != Origin::Machine;
            let right = indices_of(marks, annotations).into_iter().flatten().filter(is_settled).count();
            let wrong = indices_of(marks, &self.derived.resolved.rejected).into_iter().flatten().count();
            strings::triage_result(right, wrong, marks.len().saturating_sub(right + wrong))
        };
        if let Some(triage) = &mut self.ui.triage {
            triage.result = result;
        }
    }

    /// Whether this is an unsure mark that no person has settled and that is shown.
    fn is_undecided(&self, index: usize) -> bool {
        self.annotations()[index].is_unsure() && self.first_segment(index).is_some()
    }

    /// Where an annotation is among those that are shown, which is near to where it was: few are between them that have come or
    /// gone.
    fn index_near(&self, id: &Id, was_at: usize) -> Option<usize> {
        let count = self.annotations().len();
        let was_at = was_at.min(count);
        let is = |&index: &usize| self.shown(index).is_some_and(|mark| mark.id == *id);
        let pair = |distance| [was_at.checked_sub(distance), was_at.checked_add(distance)];
        (0..=count).find_map(|distance| pair(distance).into_iter().flatten().find(is))
    }

    fn lead_to_triaged(&mut self, said: &str) {
        let Some((index, triage)) = self.triaged().zip(self.ui.triage.as_ref()) else { return };
        let position = strings::spotlight_position(triage.position, triage.marks.len());
        let subject = [&position, ": ", &subject(self, index), "."].concat();
        self.ui.announcement = strings::sentences(said, &subject).into();
        let segment = self.first_segment(index).and_then(|segment| self.derived.layout.stop_from(segment));
        if let Some(segment) = segment {
            self.ui.tab_stop = Some(segment);
            self.ui.focus = Some(Focus::Follow(segment));
        }
    }

    /// Gives the keyboard back to where it was.
    fn leave_triage(&mut self) {
        let started_at = self.ui.triage.as_ref().and_then(|triage| triage.started_at);
        let segment = started_at.and_then(|segment| self.derived.layout.stop_from(segment));
        self.ui.focus = Some(segment.map_or(Focus::TriageButton, Focus::Mark));
    }
}

/// Where each of these is among the annotations, found for all of them at once.
fn indices_of(ids: &[Id], annotations: &[Annotation]) -> Vec<Option<usize>> {
    let keys: Vec<&str> = annotations.iter().map(|mark| &mark.id).chain(ids).map(Id::as_str).collect();
    let is_one = |&index: &usize| index < annotations.len();
    first_equals(&keys)[annotations.len()..].iter().map(|&first| Some(first as usize).filter(is_one)).collect()
}
