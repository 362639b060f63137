//! What a person does to the marks. Every change is an operation in the list of edits.

use std::rc::Rc;

use reportedly_document::{
    Anchor, Annotation, Byte, Change, Edit, Kind, Label, Labels, Layer, Op, Origin, Part, Phrase, Span, Target, snap,
    word_after, word_before,
};

use super::ui::Writing;
use super::{Card, CardTrigger, Focus, Overlay, State, TextBox};
use crate::excerpt::button_words;
use crate::strings;

/// The longest note, in characters.
pub(crate) const NOTE: usize = 2_000;

impl State {
    /// Does a step and shows what comes of it. A screen reader is told. Says whether anything was done.
    pub(super) fn step(&mut self, edits: Vec<Edit>, announcement: String) -> bool {
        if edits.is_empty() || self.refuse_if_read_only() {
            return false;
        }
        Rc::make_mut(&mut self.session.work).history.apply(edits);
        if let Some(triage) = &mut self.ui.triage {
            triage.last = None;
        }
        self.resolve();
        self.follow_spotlight();
        self.count_decisions();
        self.ui.announcement = announcement.into();
        true
    }

    /// Says that nothing can be corrected here, where that is so. Says whether it is.
    pub(super) fn refuse_if_read_only(&mut self) -> bool {
        if self.host.read_only {
            self.ui.announcement = strings::READ_ONLY.into();
        }
        self.host.read_only
    }

    /// A step that changes one mark. Says whether it was done.
    pub(super) fn change(&mut self, index: usize, change: Change, done: &str) -> bool {
        let Some(annotation) = self.shown(index) else { return false };
        let announcement = strings::done(done, &self.words_at(annotation));
        self.step(vec![self.derived.resolved.edit(annotation, change)], announcement)
    }

    pub(super) fn words_at(&self, annotation: &Annotation) -> String {
        button_words(annotation.cover().of(&self.session.text.canonical))
    }

    pub(super) fn accept(&mut self, index: usize) {
        if let Some(annotation) = self.shown(index) {
            self.change(index, Change::Accept(Labels::of(annotation)), strings::CONFIRMED);
        }
    }

    pub(super) fn reject(&mut self, index: usize) {
        let (segment, was_pinned) = (self.first_segment(index), self.is_pinned());
        if self.change(index, Change::Reject, strings::REJECTED) {
            self.after_removal(segment, was_pinned);
        }
    }

    pub(super) fn hide(&mut self, index: usize) {
        let Some(annotation) = self.shown(index) else { return };
        let (segment, was_pinned) = (self.first_segment(index), self.is_pinned());
        let phrase = Phrase::of(&self.session.text.canonical, annotation);
        let announcement = strings::done(strings::HIDDEN, &button_words(&phrase.words));
        if self.step(vec![Op::Hide(phrase).into()], announcement) {
            self.after_removal(segment, was_pinned);
        }
    }

    /// A mark has gone from here, and its card with it. No other card opens. A keyboard that was on the mark goes on to the
    /// next one; one that was in the card rests in the text, where the next step leads on from here.
    pub(super) fn after_removal(&mut self, segment: Option<u32>, was_pinned: bool) {
        self.ui.card = None;
        self.ui.tab_stop = segment.and_then(|segment| self.derived.layout.stop_from(segment)).or(self.ui.tab_stop);
        let next = self.ui.tab_stop.filter(|_| !was_pinned);
        self.ui.focus = Some(next.map_or(Focus::Article, Focus::Mark));
    }

    pub(super) fn reset(&mut self, index: usize) {
        let (segment, was_pinned) = (self.first_segment(index), self.is_pinned());
        let Some(id) = self.shown(index).map(|annotation| annotation.id.clone()) else { return };
        self.ui.writing = None;
        // A mark that a person had made is gone then.
        if self.change(index, Change::Reset, strings::RESET) && self.index_of(&id).is_none() {
            self.after_removal(segment, was_pinned);
        }
    }

    /// Calls all marks of the same words as this one is called.
    pub(super) fn relabel_same_words(&mut self, index: usize) {
        let Some(annotation) = self.shown(index) else { return };
        let labels = Labels::of(annotation);
        let edits: Vec<Edit> = self
            .same_words(index)
            .into_iter()
            .filter(|&other| Labels::of(&self.derived.analysis.annotations[other]) != labels)
            .map(|other| self.derived.resolved.edit(&self.derived.analysis.annotations[other], Change::Relabel(labels)))
            .collect();
        let announcement = strings::changed(edits.len());
        self.step(edits, announcement);
    }

    /// All marks of this one's layer and words, itself among them.
    pub(crate) fn same_words(&self, index: usize) -> Vec<usize> {
        let Some(annotation) = self.shown(index) else { return Vec::new() };
        let text = &self.session.text.canonical;
        let phrase = Phrase::of(text, annotation);
        let all = self.derived.analysis.annotations.iter().enumerate();
        let same = |other: &Annotation| other.layer() == annotation.layer() && Phrase::of(text, other).is(&phrase);
        all.filter(|(_, other)| same(other)).map(|(index, _)| index).collect()
    }

    pub(super) fn accept_all(&mut self) {
        let shows = self.session.work.view.filter(&self.derived.analysis.asides);
        let suggested = |mark: &&Annotation| mark.origin == Origin::Machine && shows(mark);
        let edits: Vec<Edit> = self
            .derived
            .analysis
            .annotations
            .iter()
            .filter(suggested)
            .map(|mark| self.derived.resolved.accept(mark))
            .collect();
        drop(shows);
        let announcement = strings::changed(edits.len());
        self.step(edits, announcement);
    }

    /// Sets one of a mark's labels, from the list of this part.
    pub(super) fn label(&mut self, index: usize, list: Part, label: usize) {
        let labels = match list {
            Part::Entity => Label::ALL.get(label).copied().map(Labels::Entity),
            Part::Hedge => Label::ALL.get(label).copied().map(Labels::Hedge),
            _ => Some(Labels::Attribution {
                source_class: Label::ALL.get(label).copied().filter(|_| list == Part::Source),
                stance: Label::ALL.get(label).copied().filter(|_| list == Part::Cue),
                form: Label::ALL.get(label).copied().filter(|_| list == Part::Content),
            }),
        };
        if let Some(labels) = labels {
            self.change(index, Change::Relabel(labels), strings::RELABELLED);
        }
    }

    /// The number key for a label of the mark that the keyboard is at.
    pub(super) fn label_by_key(&mut self, label: usize) {
        let Some((index, _)) = self.current() else { return };
        let list = match self.derived.analysis.annotations[index].layer() {
            Layer::Entity => Part::Entity,
            Layer::Hedge => Part::Hedge,
            Layer::Attribution => Part::Source,
        };
        self.label(index, list, label);
    }

    pub(super) fn note(&mut self, index: usize, note: String) {
        let note: String = note.trim().chars().take(NOTE).collect();
        let known = self.shown(index).and_then(|annotation| annotation.note.as_deref()).unwrap_or_default();
        if note != known {
            self.change(index, Change::Note(note), strings::NOTED);
        }
    }

    /// Keeps what has been typed of a note by now.
    pub(super) fn save_note(&mut self) {
        if let Some(Writing { text_box: TextBox::Note, mark, words }) = self.ui.writing.clone()
            && let Some(index) = self.index_of(&mark)
        {
            self.note(index, words);
        }
    }

    /// Marks the words that are selected.
    pub(super) fn add(&mut self, kind: Option<Kind>) {
        let (part, labels) = match kind {
            Some(Kind::Entity(kind)) => (Part::Entity, Labels::Entity(kind)),
            Some(Kind::Hedge(kind)) => (Part::Hedge, Labels::Hedge(kind)),
            Some(Kind::Voice(_) | Kind::Source(_)) => return,
            None => (Part::Content, Labels::Attribution { form: None, source_class: None, stance: None }),
        };
        let text = self.session.text.canonical.clone();
        let Some(words) = self.ui.selected_words.take().and_then(|selected| snap(&text, selected, part)) else {
            return;
        };
        let edit = Edit::add(&text, vec![(part, words)], labels);
        let Some(id) = edit.target().map(|target| target.id.clone()) else { return };
        self.step(vec![edit], strings::done(strings::ADDED, &button_words(words.of(&text))));
        if let Some(index) = self.index_of(&id) {
            self.pin(index);
            if kind.is_none() {
                self.pick(index, Part::Source);
            }
        }
    }

    /// Attaches the mark that waits for words to those that are selected.
    pub(super) fn attach(&mut self) {
        let text = self.session.text.canonical.clone();
        let Some((attaching, selected)) = self.host.pending_mark.take().zip(self.ui.selected_words.take()) else {
            return;
        };
        let part = match attaching.labels.layer() {
            Layer::Entity => Part::Entity,
            Layer::Hedge => Part::Hedge,
            Layer::Attribution => Part::Content,
        };
        let Some(words) = snap(&text, selected, part) else { return };
        let add = Edit::add(&text, vec![(part, words)], attaching.labels);
        let note = add
            .target()
            .cloned()
            .zip(attaching.note)
            .map(|(target, note)| Edit::mark(target, Change::Note(note.chars().take(NOTE).collect())));
        let announcement = strings::done(strings::ADDED, &button_words(words.of(&text)));
        self.step(std::iter::once(add).chain(note).collect(), announcement);
    }

    /// Opens the card of a mark, with the keyboard on the mark.
    pub(super) fn pin(&mut self, index: usize) {
        if let Some(segment) = self.first_segment(index) {
            self.ui.overlay = Overlay::Nothing;
            self.open(Card { segment, trigger: CardTrigger::Pin });
            self.ui.focus = Some(Focus::Mark(segment));
        }
    }

    /// Lets a part of a mark cover other words.
    pub(super) fn resize(&mut self, index: usize, part: Part, from: Span<Byte>, to: Span<Byte>) {
        let Some(annotation) = self.shown(index).filter(|_| from != to && !to.is_empty()) else { return };
        let spans: Vec<_> = annotation
            .parts()
            .filter(|(of, _)| *of == part)
            .map(|(of, span)| (of, if span == from { to } else { span }))
            .collect();
        let anchor = Anchor::new(spans);
        if anchor.fits(&self.session.text.canonical) {
            self.change(index, Change::Resize(anchor), strings::RESIZED);
        }
    }

    /// Moves the end of the current mark, or its beginning, by a word.
    pub(super) fn nudge(&mut self, end: bool, forward: bool) {
        let start = self.ui.card.map(|card| card.segment).or(self.ui.tab_stop);
        let Some(((index, part), start)) = self.current().zip(start) else { return };
        let holds = |(of, span): &(Part, Span<Byte>)| *of == part && span.holds(start);
        let Some((_, span)) = self.derived.analysis.annotations[index].parts().find(holds) else { return };
        let Some(row) = self.derived.layout.paragraph(start).map(|row| row.span) else { return };
        let text = &self.session.text.canonical;
        let to = match (end, forward) {
            (true, true) => word_after(text, span.end).map(|word| (span.start, word.end)),
            (true, false) => word_before(text, span.end)
                .and_then(|last| word_before(text, last.start))
                .map(|last| (span.start, last.end)),
            (false, false) => word_before(text, span.start).map(|word| (word.start, span.end)),
            (false, true) => word_after(text, span.start)
                .and_then(|first| word_after(text, first.end))
                .map(|first| (first.start, span.end)),
        };
        let fits = |&(start, end): &(u32, u32)| row.start <= start && start < end && end <= row.end;
        if let Some((from, to)) = to.filter(fits) {
            self.resize(index, part, span, Span::new(from, to));
            if self.ui.card.is_none() {
                self.ui.focus = self.ui.tab_stop.map(Focus::Mark);
            } else {
                self.ui.focus = self.ui.card.map(|card| Focus::Mark(card.segment));
            }
        }
    }

    pub(super) fn restore(&mut self, rejected: usize) {
        if let Some(annotation) = self.derived.resolved.rejected.get(rejected) {
            let change = match annotation.origin {
                Origin::Person => Change::Accept(Labels::of(annotation)),
                Origin::Machine | Origin::Confirmed => Change::Reset,
            };
            let announcement = strings::done(strings::RESTORED, &self.words_at(annotation));
            self.step(vec![self.derived.resolved.edit(annotation, change)], announcement);
        }
    }

    pub(super) fn show(&mut self, phrase: usize) {
        if let Some(phrase) = self.derived.resolved.phrases.get(phrase) {
            let announcement = strings::done(strings::RESTORED, &button_words(&phrase.words));
            self.step(vec![Op::Show(phrase.clone()).into()], announcement);
        }
    }

    /// Gives up what could not be done.
    pub(super) fn forget(&mut self, conflict: usize) {
        let edit = self
            .derived
            .resolved
            .conflicts
            .get(conflict)
            .and_then(|conflict| self.session.work.history.edits().get(conflict.edit));
        if let Some(target) = edit.and_then(Edit::target) {
            let Target { id, anchor } = target.clone();
            self.step(vec![Edit::mark(Target { id, anchor }, Change::Reset)], strings::FORGOTTEN.to_owned());
        }
    }
}
