//! The state of a reader, which changes by actions only and is tested without a screen.

mod action;
mod commands;
mod edits;
mod snapshot;
mod speaker;
#[cfg(test)]
mod tests;
mod ui;
mod undo;

use std::rc::Rc;

pub(super) use action::Action;
pub(super) use commands::LIT;
pub(super) use edits::NOTE;
use reportedly_document::{
    Analysis, Annotation, Byte, Counts, Evidence, Id, Layer, Origin, Part, Resolved, Span, resolve,
};
pub(crate) use speaker::SpeakerOrigin;
pub(super) use ui::{Card, CardTrigger, Focus, Overlay, Ui};

use super::api::{PendingMark, QuizMode, Settings, UserWork};
use super::command::{ByteOffset, MarkIndex};
use super::derived::Derived;
use super::layout::Layout;
use super::text::Text;
use crate::engine::{Event, Failure, MainThreadReason, Model};
use crate::strings;

/// All that a reader knows. It changes by [`Action`]s only, without a screen, so that it can be tested without one.
#[derive(Clone, Debug, Default)]
pub(super) struct State {
    /// What is read.
    pub(super) text: Rc<Text>,
    /// Which document it is a text of.
    pub(super) document: u32,
    /// The text that the edits are of, when none is shown: a text that is being written has no marks.
    before: Rc<Text>,
    /// Counts the texts: what the engine says of an earlier one is dropped.
    pub(super) revision: u32,
    /// How far the analysis is.
    pub(super) phase: Phase,
    /// What the engine found; empty until it has.
    machine: Rc<Analysis>,
    /// The same with the person's corrections: what is shown.
    pub(super) analysis: Rc<Analysis>,
    /// What came of the corrections beside that. Its own list of annotations is empty.
    pub(super) resolved: Rc<Resolved>,
    /// The person's work.
    pub(super) work: Rc<UserWork>,
    /// What the model thinks of those annotations that it was asked about, by their places in what the engine found.
    evidence: Vec<(usize, Rc<Evidence>)>,
    /// How many marks there are of what.
    pub(super) counts: Counts,
    /// What there is to know of the marks that are shown.
    pub(super) derived: Rc<Derived>,
    /// What the article looks like: text, marks and view together.
    pub(super) layout: Rc<Layout>,
    /// What is open, selected and under way on the screen.
    pub(super) ui: Ui,
    /// What the person has chosen about reading in general.
    pub(super) settings: Settings,
    /// A mark that is to be attached to the words that are selected next.
    pub(super) attaching: Option<PendingMark>,
    /// A link points at a mark that is not here.
    pub(super) lost_link: bool,
    /// Whether nothing can be corrected.
    pub(super) read_only: bool,
    /// Why the engine shares the page's thread, where it does.
    pub(super) on_main_thread: Option<MainThreadReason>,
    /// Whether texts are read with the trained model.
    pub(super) model: Model,
}

/// How far an analysis is.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Phase {
    /// There is no text.
    #[default]
    Empty,
    /// The engine is at work on this share, from 0 to 1.
    Working(f64),
    /// All is marked.
    Ready,
    /// The person stopped it. What had been found by then is marked.
    Stopped,
    /// There will be no marks.
    Failed(Failure),
}

impl State {
    /// Before there is a text, with the work on the first one.
    pub(super) fn new(document: u32, work: Rc<UserWork>) -> State {
        State { document, work, ..State::default() }
    }

    pub(super) fn apply(&mut self, action: Action) {
        let is_in_passing =
            matches!(action, Action::Write(..) | Action::Hover(_) | Action::Engine(_) | Action::PointerLeft);
        if !is_in_passing {
            self.keep_note();
        }
        self.act(action);
        let is_open = |(id, _): &(Id, String)| {
            self.explained().iter().any(|&(at, _)| self.shown(at).is_some_and(|annotation| annotation.id == *id))
        };
        if !self.ui.writing.as_ref().is_some_and(is_open) {
            self.ui.writing = None;
        }
    }

    fn act(&mut self, action: Action) {
        match action {
            Action::Read(text, document, work) => self.read(text, document, &work),
            Action::Engine(event) => self.engine(event),
            Action::Open(card) => self.open(card),
            Action::PointerLeft => {
                self.ui.card.take_if(|card| matches!(card.trigger, CardTrigger::Pointer { .. }));
            }
            Action::FocusLeft => {
                self.ui.card.take_if(|card| card.trigger == CardTrigger::Focus);
            }
            Action::Hover(marks) => self.ui.hovered = self.checked_all(marks.into_iter()),
            Action::Select(selected) => {
                self.ui.selection = selected.filter(|_| !self.read_only);
                if self.ui.selection.is_some() {
                    self.ui.card = None;
                    self.ui.overlay = Overlay::Nothing;
                }
            }
            Action::Search(words, found) => self.ui.search = (words, !found),
            Action::Step(at, number) => {
                self.ui.tab_stop = Some(at);
                self.ui.announcement = strings::position(number, self.layout.stops.len()).into();
            }
            Action::Away => {
                self.ui.card = None;
                self.ui.overlay = Overlay::Nothing;
            }
            Action::CardAway => self.ui.card = None,
            Action::CloseCard => self.close_card(),
            Action::Say(words) => self.ui.announcement = words.into(),
            Action::Back => self.ui.focus = self.ui.card.map(|card| Focus::Mark(card.at)),
            Action::Focus(focus) => self.ui.focus = Some(focus),
            Action::Reveal(id) => self.reveal(&id),
            Action::Print => self.ui.printing = true,
            Action::Do(command) => self.command(command),
            Action::ShowLayers(layers) => self.show_layers(&layers),
            Action::Allowed(action) => self.act(*action),
            Action::LabelByKey(label) => self.label_by_key(label),
            Action::Nudge(end, forward) => self.nudge(end, forward),
            Action::Label(mark, list, label) => self.with(mark, |state, at| state.label(at, list, label)),
            Action::Speaker(mark, speaker) => self.with(mark, |state, at| state.set_speaker(at, speaker)),
            Action::Note(mark, note) => self.with(mark, |state, at| state.note(at, note)),
            Action::Write(mark, note) => {
                self.ui.writing = self.shown(mark.0).map(|mark| (mark.id.clone(), note));
            }
            // That has been done already.
            Action::KeepNote => {}
            Action::Resize(at, part, from, to) => self.resize(at, part, from, to),
        }
    }

    /// Takes a text. Work on an earlier text of the same document moves to it.
    fn read(&mut self, text: Rc<Text>, document: u32, given: &Rc<UserWork>) {
        if document != self.document {
            // A choice of what to see is for the next text too, unless that one comes with its own.
            let kept = self.work.view.for_another_text();
            let fresh = **given == UserWork::default();
            self.work = if fresh { Rc::new(UserWork { view: kept, ..UserWork::default() }) } else { given.clone() };
        } else if !text.is_empty() && self.before.canonical != text.canonical {
            let UserWork { history, view, frozen, .. } = Rc::make_mut(&mut self.work);
            // They are marks of another text.
            *frozen = None;
            history.rebase(&self.before.canonical, &text.canonical);
            view.included.clear();
        }
        self.document = document;
        if !text.is_empty() {
            self.before = text.clone();
        }
        self.text = text;
        self.ui.overlay = Overlay::Nothing;
        self.begin();
    }

    /// Shows the text as it is and waits for the engine.
    fn begin(&mut self) {
        self.revision += 1;
        self.phase = if self.text.is_empty() { Phase::Empty } else { Phase::Working(0.0) };
        self.ui.tab_stop = None;
        self.ui.card = None;
        self.ui.selection = None;
        self.ui.picking = None;
        self.ui.selected.clear();
        self.ui.departures.clear();
        self.ui.undone_move = None;
        self.mark(Rc::default());
    }

    fn engine(&mut self, event: Event) {
        match event {
            Event::Progress { revision, share } => {
                if revision == self.revision && matches!(self.phase, Phase::Working(_)) {
                    self.phase = Phase::Working(share);
                }
            }
            Event::Done { revision, analysis, complete } => {
                if revision == self.revision && !analysis.is_of(&self.text.canonical) {
                    self.phase = Phase::Failed(Failure::Broke(String::new()));
                } else if revision == self.revision {
                    match self.phase {
                        Phase::Working(_) | Phase::Stopped => {
                            self.phase = if complete { Phase::Ready } else { Phase::Stopped };
                            self.mark(analysis);
                        }
                        // A better analysis of the same text.
                        Phase::Ready => self.mark(analysis),
                        Phase::Empty | Phase::Failed(_) => {}
                    }
                }
            }
            Event::Evidence { revision, at, evidence } => {
                let is_known = self.evidence.iter().any(|(weighed, _)| *weighed == at);
                if revision == self.revision && at < self.machine.annotations.len() && !is_known {
                    self.evidence.push((at, evidence));
                }
            }
            Event::Failed(failure) => {
                if let Phase::Working(_) = self.phase {
                    self.phase = Phase::Failed(failure);
                }
            }
            Event::Model(model) => self.model = model,
            Event::OnMainThread(why) => self.on_main_thread = why,
        }
    }

    /// Shows what the engine found.
    fn mark(&mut self, analysis: Rc<Analysis>) {
        self.machine = match &self.work.frozen {
            Some(frozen) if self.is_counted() => {
                Rc::new(Analysis { annotations: frozen.to_vec(), ..Analysis::clone(&analysis) })
            }
            _ => analysis,
        };
        self.evidence = Vec::new();
        self.resolve();
        if self.phase == Phase::Ready {
            self.ui.announcement = if self.hides_answers() {
                strings::ANSWERS_HIDDEN.into()
            } else {
                strings::summary(&self.counts).into()
            };
        }
    }

    /// Puts together what the engine found and what the person did. What a person looks at stays open where it is
    /// marked still.
    fn resolve(&mut self) {
        let before = self.analysis.clone();
        let explained: Vec<usize> = self.explained().iter().map(|&(at, _)| at).collect();
        let hidden = self.hides_answers();
        let machine = if hidden { &[][..] } else { &self.machine.annotations };
        let mut resolved = resolve(&self.text.canonical, machine, self.work.history.edits());
        let annotations = std::mem::take(&mut resolved.annotations);
        let Analysis { engine, diagnostics, explanations, sentences, quotations, asides, .. } = &*self.machine;
        self.analysis = Rc::new(Analysis {
            engine: engine.clone(),
            annotations,
            diagnostics: diagnostics.clone(),
            explanations: explanations.clone(),
            sentences: sentences.clone(),
            quotations: quotations.clone(),
            asides: asides.clone(),
        });
        self.resolved = Rc::new(resolved);
        self.ui.hovered.clear();
        if self.ui.picking.as_ref().is_some_and(|(id, _)| self.place_of(id).is_none()) {
            self.ui.picking = None;
        }
        let now = |&at: &usize| self.place_of(&before.annotations.get(at)?.id);
        let chosen = self.ui.selected.iter().filter_map(now).collect();
        let explained: Vec<usize> = explained.iter().filter_map(now).collect();
        self.ui.selected = chosen;
        let card = self.ui.card.take();
        self.draw();
        let Some(card) = card else { return };
        self.ui.card = Some(card);
        if !self.explained().iter().any(|(at, _)| explained.contains(at)) {
            // It goes with the shortest of the marks that it was about.
            let moved = explained.iter().find_map(|&at| self.first_segment(at));
            self.ui.card = moved.map(|at| Card { at, ..card });
        }
    }

    /// Where an annotation is among those that are shown.
    pub(super) fn place_of(&self, id: &Id) -> Option<usize> {
        self.analysis.annotations.iter().position(|annotation| annotation.id == *id)
    }

    /// The first piece of the article that has this annotation.
    pub(super) fn first_segment(&self, at: usize) -> Option<u32> {
        let annotation = self.analysis.annotations.get(at)?;
        let starts = annotation.parts().map(|(_, span)| span.start).min()?;
        let has = |segment: &&super::layout::Segment| segment.slices.iter().any(|slice| slice.annotation == at);
        self.layout.segment_around(starts).filter(has).map(super::layout::Segment::start)
    }

    fn draw(&mut self) {
        let Analysis { annotations, asides, .. } = &*self.analysis;
        self.counts = Counts::of(annotations, asides, &self.work.view);
        self.derived = Rc::new(Derived::of(&self.text.canonical, &self.analysis, &self.work.view));
        self.layout = Rc::new(Layout::new(&self.text, annotations, asides, &self.work.view));
        self.ui.tab_stop = self.layout.stop_from(self.ui.tab_stop.unwrap_or(0));
        if self.ui.card.is_some_and(|card| !self.layout.segment(card.at).is_some_and(|segment| segment.is_marked())) {
            self.ui.card = None;
        }
    }

    fn open(&mut self, card: Card) {
        let Some(segment) = self.layout.segment(card.at).filter(|segment| segment.is_marked()) else { return };
        let by_pointer = matches!(card.trigger, CardTrigger::Pointer { .. });
        if segment.stop && !by_pointer {
            self.ui.tab_stop = Some(card.at);
        }
        // The pointer passes over marks on its way elsewhere: it must not tear a pinned card away, nor what is selected.
        let pinned = self.ui.card.filter(|card| card.trigger == CardTrigger::Pin);
        let is_held = pinned.is_some() || self.ui.selection.is_some();
        // And the focus may come back to the mark that a card is about.
        let same = card.trigger == CardTrigger::Focus && pinned.is_some_and(|pinned| pinned.at == card.at);
        if card.trigger == CardTrigger::Pin
            && let Some((_, part)) = self.ui.picking
        {
            return self.pick_mark(card.at, part);
        }
        if !(by_pointer && is_held || same) {
            self.ui.card = Some(card);
        }
    }

    /// Closes a card that the pointer or the focus opened.
    #[cfg(feature = "change-guard")]
    pub(super) fn close_passing_card(&mut self) {
        self.ui.card.take_if(|card| card.trigger != CardTrigger::Pin);
    }

    /// Whether a card is open that stays.
    pub(super) fn is_pinned(&self) -> bool {
        self.ui.card.is_some_and(|card| card.trigger == CardTrigger::Pin)
    }

    /// What the engine found.
    pub(super) fn found(&self) -> Rc<Analysis> {
        self.machine.clone()
    }

    /// Whether this is what the engine found.
    pub(super) fn is_of(&self, analysis: &Rc<Analysis>) -> bool {
        Rc::ptr_eq(&self.machine, analysis)
    }

    /// Whether the marks are those of the rules while the model is still on its way.
    pub(super) fn is_provisional(&self) -> bool {
        self.phase == Phase::Ready && self.machine.is_by_rules() && !matches!(self.model, Model::Unusable(_))
    }

    /// Whether the marks that the text came with are hidden until the person has marked: nothing can be said of them.
    pub(super) fn hides_answers(&self) -> bool {
        self.work.answers == QuizMode::Hidden
    }

    /// Whether there are marks to count.
    pub(super) fn is_counted(&self) -> bool {
        matches!(self.phase, Phase::Ready | Phase::Stopped)
    }

    /// What the open card lists: annotations and the parts that they have here, the shortest annotation first.
    pub(super) fn explained(&self) -> Vec<(usize, Part)> {
        let segment = self.ui.card.and_then(|card| self.layout.segment(card.at));
        segment.map(|segment| segment.marks(&self.analysis.annotations)).unwrap_or_default()
    }

    /// Where the engine has an annotation, of which the model has an opinion: of those that it found, and of all hedges.
    /// Other marks of rules are such as it did not learn to find.
    pub(super) fn evidence_index(&self, at: usize) -> Option<usize> {
        let annotation = self.analysis.annotations.get(at)?;
        if self.work.frozen.is_some() {
            return None;
        }
        let is_known = annotation.is_by_model() || annotation.layer() == Layer::Hedge;
        if !is_known || annotation.origin == Origin::Person || self.machine.is_by_rules() {
            return None;
        }
        self.machine.annotations.iter().position(|machine| machine.id == annotation.id)
    }

    /// What the model thinks of an annotation, by its place in what the engine found, where it has said so.
    pub(super) fn evidence(&self, machine: usize) -> Option<&Rc<Evidence>> {
        self.evidence.iter().find(|(weighed, _)| *weighed == machine).map(|(_, evidence)| evidence)
    }

    /// The annotations that stand out: those of the panel's entry that is pointed at; else those that were chosen, unless
    /// a card is open elsewhere; then the shortest attribution there.
    pub(super) fn highlighted(&self) -> Vec<usize> {
        if !self.ui.hovered.is_empty() {
            return self.ui.hovered.clone();
        }
        let here: Vec<usize> = self.explained().iter().map(|&(at, _)| at).collect();
        if !self.ui.selected.is_empty() && (here.is_empty() || here.iter().any(|at| self.ui.selected.contains(at))) {
            return self.ui.selected.clone();
        }
        let is_attribution = |at: &&usize| self.analysis.annotations[**at].attribution().is_some();
        here.iter().find(is_attribution).copied().into_iter().collect()
    }

    /// The mark that keys are about: the shortest at the open card, or else at the keyboard's place.
    pub(super) fn current(&self) -> Option<(usize, Part)> {
        let at = self.ui.card.map(|card| card.at).or(self.ui.tab_stop)?;
        self.layout.segment(at)?.marks(&self.analysis.annotations).first().copied()
    }

    /// Whether a statement has a part at this piece.
    pub(super) fn has_statement_at(&self, place: Option<u32>) -> bool {
        let segment = place.and_then(|place| self.layout.segment(place));
        let is_statement = |&(at, _): &(usize, Part)| self.analysis.annotations[at].layer() == Layer::Attribution;
        segment.is_some_and(|segment| segment.marks(&self.analysis.annotations).iter().any(is_statement))
    }

    /// The span of a mark's part that lies at the open card: what handles move.
    pub(super) fn held(&self) -> Option<(usize, Part, Span<Byte>)> {
        let card = self.ui.card.filter(|card| card.trigger == CardTrigger::Pin && !self.read_only)?;
        let (at, part) = *self.explained().first()?;
        let holds = |(of, span): &(Part, Span<Byte>)| *of == part && span.holds(card.at);
        let (_, span) = self.analysis.annotations[at].parts().find(holds)?;
        Some((at, part, span))
    }

    /// The index of a mark that came out of the DOM, if there is an annotation of this index still.
    pub(super) fn checked(&self, mark: MarkIndex) -> Option<usize> {
        Some(mark.0).filter(|&index| index < self.analysis.annotations.len())
    }

    /// Those of the indices that are of annotations.
    pub(super) fn checked_all(&self, marks: impl Iterator<Item = MarkIndex>) -> Vec<usize> {
        marks.filter_map(|mark| self.checked(mark)).collect()
    }

    /// Does something about a mark that came out of the DOM, if it is there.
    fn with(&mut self, mark: MarkIndex, act: impl FnOnce(&mut State, usize)) {
        if let Some(index) = self.checked(mark) {
            act(self, index);
        }
    }

    /// A byte offset that came out of the DOM, if it is one of the text.
    fn checked_offset(&self, offset: ByteOffset) -> Option<u32> {
        Some(offset.0).filter(|&byte| self.text.canonical.is_char_boundary(byte as usize))
    }

    /// An annotation that is shown.
    fn shown(&self, at: usize) -> Option<&Annotation> {
        self.analysis.annotations.get(at)
    }
}
