//! What a person asks for with a button or a key.

use std::rc::Rc;

use reportedly_document::{Id, View};

use super::{Focus, Over, State};
use crate::reader::command::{Command, Tab};
use crate::reader::host::Answers;
use crate::reader::words::one_line;
use crate::strings;

/// The most mentions of a name that stand out together. An article has fewer; a book would take its time.
pub(in crate::reader) const LIT: usize = 300;

impl State {
    pub(super) fn command(&mut self, command: Command) {
        match command {
            Command::Layer(layer) => self.look(|view| view.toggle_layer(layer)),
            Command::OnlyLayer(layer) => self.look(|view| view.only_layer(layer)),
            Command::Kind(kind) => self.look(|view| view.toggle_kind(kind)),
            Command::OnlyKind(kind) => self.look(|view| view.only_kind(kind)),
            Command::Everything => self.look(View::show_everything),
            Command::Plain => {
                self.look(View::toggle_plain);
                let plain = self.work.view.is_plain();
                self.said = if plain { strings::PLAIN_ON } else { strings::PLAIN_OFF }.into();
                self.focus = Some(self.tab_stop.map_or(Focus::Article, Focus::Mark));
            }
            Command::Aside(start) => self.look(|view| view.toggle_aside(start)),
            Command::Fold(layer) => self.toggle(Over::Kinds(layer)),
            Command::Menu => self.toggle(Over::Menu),
            Command::Help => self.toggle(Over::Help),
            Command::Find => {
                self.sought.1 = false;
                self.toggle(Over::Find);
            }
            Command::Tab(tab) => {
                self.tab = tab;
                self.pages = 0;
                self.glanced.clear();
            }
            Command::More => self.pages += 1,
            Command::ByVoice => self.by_voice = !self.by_voice,
            Command::Retry => self.begin(),
            Command::Stop => {
                if let super::Phase::Working(_) = self.phase {
                    self.phase = super::Phase::Stopped;
                }
            }
            Command::Close => self.close(),
            Command::Choose(at) => self.choose(at),
            Command::Go(place) => {
                let around = self.drawing.stop_from(place);
                self.focus = around.map(Focus::Reveal);
            }
            Command::ToPanel => self.focus = Some(Focus::Panel),
            Command::ToText => self.focus = Some(self.tab_stop.map_or(Focus::Article, Focus::Reveal)),
            Command::Accept(at) => self.accept(at),
            Command::Reject(at) => self.reject(at),
            Command::Reset(at) => self.reset(at),
            Command::Hide(at) => self.hide(at),
            Command::Same(at) => self.same(at),
            Command::AcceptAll => self.accept_all(),
            Command::Pick(at, part) => self.pick(at, part),
            Command::Picked => {
                if let Some(selected) = self.selected {
                    self.picked(selected);
                }
            }
            Command::Attach => self.attach(),
            Command::Add(kind) => self.add(kind),
            Command::Restore(at) => self.restore(at),
            Command::Show(at) => self.show(at),
            Command::Forget(at) => self.forget(at),
            Command::Answers => self.show_answers(),
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
            // The reader itself sees to these: they are the host's or the engine's.
            Command::Share(_)
            | Command::UndoMove
            | Command::FindNext
            | Command::Style(_)
            | Command::Keys
            | Command::Announce
            | Command::RetryModel => {}
        }
    }

    /// Changes what is shown.
    fn look(&mut self, change: impl FnOnce(&mut View)) {
        change(&mut Rc::make_mut(&mut self.work).view);
        let shows = self.work.view.filter(&self.analysis.asides);
        let annotations = &self.analysis.annotations;
        self.chosen.retain(|&at| annotations.get(at).is_some_and(&shows));
        drop(shows);
        self.glanced.clear();
        self.card = None;
        self.draw();
    }

    fn toggle(&mut self, over: Over) {
        self.card = None;
        if self.over == over {
            self.close();
        } else {
            self.over = over;
            // What is below the bar comes next to a keyboard in the bar; the keys may be asked for from elsewhere.
            self.focus = match over {
                Over::Help => Some(Focus::Over),
                Over::Find => Some(Focus::Find),
                _ => None,
            };
        }
    }

    /// Closes one thing, the one on top first.
    fn close(&mut self) {
        if self.over != Over::Nothing {
            if matches!(self.over, Over::Help | Over::Find) {
                self.focus = Some(self.tab_stop.map_or(Focus::Article, Focus::Mark));
            }
            self.over = Over::Nothing;
        } else if self.end_picking() || self.selected.take().is_some() {
        } else if let Some(card) = self.card.take() {
            self.focus = Some(Focus::Mark(card.at));
        } else {
            self.chosen.clear();
        }
    }

    /// Closes a card by its button, or what selected words can become.
    pub(super) fn close_card(&mut self) {
        if self.selected.take().is_none() {
            self.end_picking();
            self.focus = self.card.take().map(|card| Focus::Mark(card.at));
        }
    }

    /// Leads to the mark that a link points at.
    pub(super) fn reveal(&mut self, id: &Id) {
        match self.place_of(id) {
            Some(at) => {
                // The mark may be of a kind that is not shown: a link to it means it all the same.
                if self.first_piece(at).is_none() {
                    self.look(View::show_everything);
                }
                self.choose(at);
                let annotation = &self.analysis.annotations[at];
                self.said = strings::linked(&one_line(annotation.cover().of(&self.text.canonical))).into();
                self.lost_link = false;
            }
            None => self.lost_link = true,
        }
    }

    /// Shows the marks that were hidden until the person had marked.
    fn show_answers(&mut self) {
        if self.work.answers == Answers::Hidden {
            Rc::make_mut(&mut self.work).answers = Answers::Shown;
            self.tab = Tab::Numbers;
            self.resolve();
            self.said = strings::summary(&self.counts).into();
        }
    }

    fn choose(&mut self, at: usize) {
        self.card = None;
        self.over = Over::Nothing;
        // A name stands out with all of its mentions.
        let name = self.facts.names.iter().find(|name| name.mentions.contains(&(at as u32)));
        let mentions = name.map(|name| name.mentions.iter().take(LIT).map(|&at| at as usize).collect());
        self.chosen = mentions.unwrap_or_else(|| vec![at]);
        if let Some(place) = self.first_piece(at).and_then(|place| self.drawing.stop_from(place)) {
            self.tab_stop = Some(place);
            self.focus = Some(Focus::Reveal(place));
        }
    }
}
