//! What a person asks for with a button or a key.

use std::rc::Rc;

use reportedly_document::{Id, Label, Layer, View};

use super::{Focus, Overlay, State};
use crate::api::QuizMode;
use crate::command::{Command, Tab};
use crate::excerpt::button_words;
use crate::panel::spoken_summary;
use crate::strings;

/// The most mentions of a name that stand out together. An article has fewer; a book would take its time.
pub(crate) const MOST_HIGHLIGHTED: usize = 300;

impl State {
    pub(super) fn command(&mut self, command: Command) {
        match command {
            Command::Layer(layer) => self.change_view(|view| view.toggle_layer(layer)),
            Command::OnlyLayer(layer) => self.change_view(|view| view.only_layer(layer)),
            Command::Kind(kind) => self.change_view(|view| view.toggle_kind(kind)),
            Command::OnlyKind(kind) => self.change_view(|view| view.only_kind(kind)),
            Command::Everything => self.change_view(View::show_everything),
            Command::Plain => {
                self.change_view(View::toggle_plain);
                let plain = self.session.work.view.is_plain();
                self.ui.announcement = if plain { strings::PLAIN_ON } else { strings::PLAIN_OFF }.into();
                self.ui.focus = Some(self.ui.tab_stop.map_or(Focus::Article, Focus::Mark));
            }
            Command::Aside(offset) => {
                if let Some(start) = self.checked_offset(offset) {
                    self.change_view(|view| view.toggle_aside(start));
                }
            }
            Command::Fold(layer) => self.toggle(Overlay::Kinds(layer)),
            Command::Menu => self.toggle(Overlay::Menu),
            Command::Help => self.toggle(Overlay::Help),
            Command::Find => self.begin_search(),
            Command::FindNext => self.step_search(true),
            Command::FindPrevious => self.step_search(false),
            Command::FindEnd => self.end_search(),
            Command::Tab(tab) => {
                self.ui.tab = tab;
                self.ui.pages = 0;
                self.ui.hovered.clear();
            }
            Command::More => self.ui.pages += 1,
            Command::ByVoice => self.ui.by_voice = !self.ui.by_voice,
            Command::Spotlight(target) => self.set_spotlight(target),
            Command::SpotlightHere => self.spotlight_here(),
            Command::SpotlightNext => self.step_spotlight(true),
            Command::SpotlightPrevious => self.step_spotlight(false),
            Command::SpotlightEnd => {
                self.end_spotlight();
                self.ui.focus = self.ui.tab_stop.map(Focus::Return);
            }
            Command::Triage => self.start_triage(None),
            Command::TriageHere => self.start_triage(self.ui.tab_stop),
            Command::TriageRight => self.decide(true),
            Command::TriageWrong => self.decide(false),
            Command::TriageSkip => self.skip_triaged(),
            Command::TriageBack => self.step_triage(false, ""),
            Command::TriageUndo => self.undo_decision(),
            Command::TriageEnd => self.end_triage(),
            Command::EditSource(mark) => self.with(mark, State::edit_source),
            Command::MergeSources => self.merge_sources(),
            Command::SplitSource => self.split_source(),
            Command::Retry => self.begin(),
            Command::Stop => {
                if let super::Phase::Working(_) = self.engine.phase {
                    self.engine.phase = super::Phase::Stopped;
                }
            }
            Command::Close => self.close(),
            Command::Choose(mark) => self.with(mark, State::choose),
            Command::Go(offset) => {
                let around = self.checked_offset(offset).and_then(|byte| self.derived.layout.stop_from(byte));
                self.ui.focus = around.map(Focus::Reveal);
            }
            Command::ToPanel => self.ui.focus = Some(Focus::Panel),
            Command::ToText => self.ui.focus = Some(self.ui.tab_stop.map_or(Focus::Article, Focus::Reveal)),
            Command::Accept(mark) => self.with(mark, State::accept),
            Command::Reject(mark) => self.with(mark, State::reject),
            Command::Reset(mark) => self.with(mark, State::reset),
            Command::Hide(mark) => self.with(mark, State::hide),
            Command::RelabelSameWords(mark) => self.with(mark, State::relabel_same_words),
            Command::AcceptAll => self.accept_all(),
            Command::Pick(mark, part) => self.with(mark, |state, index| state.pick(index, part)),
            Command::Picked => {
                if let Some(selected) = self.ui.selected_words {
                    self.picked(selected);
                }
            }
            Command::Attach => self.attach(),
            Command::Add(kind) => self.add(kind),
            Command::Restore(index) => self.restore(index),
            Command::Show(index) => self.show(index),
            Command::Forget(index) => self.forget(index),
            Command::ShowAnswers => self.show_answers(),
            Command::Print { handout } => {
                self.ui.printing = true;
                self.ui.prints_now = true;
                self.set_handout(handout);
            }
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
            // The reader itself sees to these: they are the host's or the engine's.
            Command::Share(_)
            | Command::UndoMove
            | Command::FindMark
            | Command::Style(_)
            | Command::Keys
            | Command::Announce
            | Command::RetryModel => {}
        }
    }

    /// Changes what is shown.
    fn change_view(&mut self, change: impl FnOnce(&mut View)) {
        change(&mut Rc::make_mut(&mut self.session.work).view);
        let shows = self.session.work.view.filter(&self.derived.analysis.asides);
        let annotations = &self.derived.analysis.annotations;
        self.ui.chosen_marks.retain(|&index| annotations.get(index).is_some_and(&shows));
        drop(shows);
        self.ui.hovered.clear();
        self.ui.card = None;
        self.draw();
    }

    /// Shows these layers, and no others.
    pub(super) fn show_layers(&mut self, layers: &[Layer]) {
        let differs = |layer: &&Layer| self.session.work.view.shows_layer(**layer) != layers.contains(layer);
        let toggled: Vec<Layer> = Layer::ALL.iter().filter(differs).copied().collect();
        if !toggled.is_empty() {
            self.change_view(|view| toggled.into_iter().for_each(|layer| view.toggle_layer(layer)));
        }
    }

    fn toggle(&mut self, over: Overlay) {
        self.ui.card = None;
        if self.ui.overlay == over {
            self.close();
        } else {
            self.ui.overlay = over;
            // What is below the bar comes next to a keyboard in the bar; the keys may be asked for from elsewhere.
            self.ui.focus = match over {
                Overlay::Help => Some(Focus::Overlay),
                _ => None,
            };
        }
    }

    /// Closes one thing, the one on top first.
    fn close(&mut self) {
        if self.ui.overlay != Overlay::Nothing {
            if self.ui.overlay == Overlay::Help {
                self.ui.focus = Some(self.ui.tab_stop.map_or(Focus::Article, Focus::Mark));
            }
            self.ui.overlay = Overlay::Nothing;
        } else if self.end_picking() || self.ui.selected_words.take().is_some() {
        } else if let Some(card) = self.ui.card.take() {
            self.ui.focus = Some(Focus::Mark(card.segment));
        } else if self.ui.search.is_some() {
            self.end_search();
        } else if self.close_source_editor() {
        } else if self.ui.triage.is_some() {
            self.end_triage();
        } else if self.spotlight().is_some() {
            self.command(Command::SpotlightEnd);
        } else {
            self.ui.chosen_marks.clear();
        }
    }

    /// Closes a card by its button, or what selected words can become.
    pub(super) fn close_card(&mut self) {
        if self.ui.selected_words.take().is_none() {
            self.end_picking();
            self.ui.focus = self.ui.card.take().map(|card| Focus::Mark(card.segment));
        }
    }

    /// Lays the text out for a hand-out, or as ever.
    pub(super) fn set_handout(&mut self, handout: bool) {
        if self.ui.handout != handout {
            self.ui.handout = handout;
            self.draw();
        }
    }

    /// Leads to the mark that a link points at.
    pub(super) fn reveal(&mut self, id: &Id) {
        match self.index_of(id) {
            Some(index) => {
                // The mark may be of a kind that is not shown: a link to it means it all the same.
                if self.first_segment(index).is_none() {
                    self.change_view(View::show_everything);
                }
                self.choose(index);
                let annotation = &self.derived.analysis.annotations[index];
                self.ui.announcement =
                    strings::linked(&button_words(annotation.cover().of(&self.session.text.canonical))).into();
                self.ui.lost_link = false;
            }
            None => self.ui.lost_link = true,
        }
    }

    /// Shows the marks that were hidden until the person had marked.
    fn show_answers(&mut self) {
        if self.session.work.answers == QuizMode::Hidden {
            Rc::make_mut(&mut self.session.work).answers = QuizMode::Shown;
            self.ui.tab = Tab::Statistics;
            self.resolve();
            self.ui.announcement = spoken_summary(self).into();
        }
    }

    fn choose(&mut self, index: usize) {
        self.ui.card = None;
        self.ui.overlay = Overlay::Nothing;
        // A name stands out with all of its mentions.
        let name = self.derived.lists.names.iter().find(|name| name.mentions.contains(&(index as u32)));
        let mentions =
            name.map(|name| name.mentions.iter().take(MOST_HIGHLIGHTED).map(|&index| index as usize).collect());
        self.ui.chosen_marks = mentions.unwrap_or_else(|| vec![index]);
        if let Some(segment) = self.first_segment(index).and_then(|segment| self.derived.layout.stop_from(segment)) {
            self.ui.tab_stop = Some(segment);
            self.ui.focus = Some(Focus::Reveal(segment));
        }
    }
}
