//! How a host calls a reader: each call is answered by what it returns.

use std::cell::RefCell;
use std::fmt;

use reportedly_document::{Byte, Id, Layer, Span};
use yew::html::Scope;

use crate::api::Snapshot;
use crate::command::Command;
use crate::component::{Msg, Reader};
use crate::drawn::{DrawnPart, drawn_parts};
use crate::ptr_eq::PtrEq;
use crate::state::{Action, Card, CardTrigger, HostAction, UiAction};

/// A mounted reader, for its host. It answers nothing before the reader is mounted, and nothing after it has ended.
#[derive(Clone, Default, PartialEq)]
pub struct ReaderHandle(PtrEq<Mounted>);

#[derive(Default)]
struct Mounted {
    scope: RefCell<Option<Scope<Reader>>>,
    /// What was drawn last. Kept beside the reader, which cannot be asked while it is being updated: a host may call from a
    /// function that the reader has called.
    snapshot: RefCell<Option<Snapshot>>,
}

/// What became of a change that a host wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is done, as a whole.
    Done,
    /// It is carried out after the update that is under way, if the host's own guard does not refuse it then.
    Scheduled,
    /// The host's own guard refused it. Nothing has changed.
    Refused,
    /// There is no reader.
    NotMounted,
}

impl ReaderHandle {
    pub(crate) fn attach(&self, scope: &Scope<Reader>) {
        self.0.scope.replace(Some(scope.clone()));
    }

    pub(crate) fn detach(&self) {
        self.0.scope.replace(None);
        self.0.snapshot.replace(None);
    }

    /// Takes what is drawn now.
    pub(crate) fn set_snapshot(&self, shown: Option<Snapshot>) {
        self.0.snapshot.replace(shown);
    }

    fn scope(&self) -> Option<Scope<Reader>> {
        self.0.scope.borrow().clone()
    }

    /// Carries out a command, as a button of the reader would that takes no text and is in no card.
    pub fn dispatch(&self, command: Command) {
        if let Some(scope) = self.scope() {
            scope.send_message(Msg(command.into()));
        }
    }

    /// What is shown; none while there are no marks.
    pub fn snapshot(&self) -> Option<Snapshot> {
        self.0.snapshot.borrow().clone()
    }

    /// The mark that the keyboard is at. None during an update of the reader.
    pub fn current_mark(&self) -> Option<Id> {
        self.scope()?.get_component()?.state.stop_mark()
    }

    /// The marks as they are drawn; those alone that are looked at alone. None before there are any, and during an update of the
    /// reader.
    pub fn drawn_parts(&self) -> Vec<DrawnPart> {
        let scope = self.scope();
        let Some(reader) = scope.as_ref().and_then(Scope::get_component) else { return Vec::new() };
        let state = &reader.state;
        let mut is_highlighted = vec![false; state.annotations().len()];
        state.highlighted().into_iter().for_each(|index| is_highlighted[index] = true);
        let mut drawn = drawn_parts(&state.derived.layout, &state.session.text.canonical, &is_highlighted);
        if state.isolated().is_some() {
            drawn.retain(|part| part.highlighted);
        }
        drawn
    }

    /// Where words that a person looks for lie in the canonical text, in its order, and whether the person was led to them last.
    /// None where nobody looks for any, and during an update of the reader.
    pub fn found_words(&self) -> Vec<(Span<Byte>, bool)> {
        let scope = self.scope();
        let Some(reader) = scope.as_ref().and_then(Scope::get_component) else { return Vec::new() };
        let Some(search) = &reader.state.ui.search else { return Vec::new() };
        search.in_text.iter().map(|&span| (span, search.current() == Some(span))).collect()
    }

    /// The segment that a mark begins with, by its name; none of a mark that is not shown, and during an update of the reader.
    pub fn segment_of(&self, mark: &Id) -> Option<u32> {
        let scope = self.scope()?;
        let reader = scope.get_component()?;
        reader.state.first_segment(reader.state.index_of(mark)?)
    }

    /// Opens the card of a segment, as a click on it does. The host's guard is asked.
    pub fn open_card(&self, segment: u32) {
        if let Some(scope) = self.scope() {
            scope.send_message(Msg(UiAction::Open(Card { segment, trigger: CardTrigger::Pin }).into()));
        }
    }

    /// Shows these layers and no others. The host's guard is asked once, about the whole of it.
    pub fn set_layers(&self, layers: &[Layer]) -> Outcome {
        let action = Action::from(HostAction::ShowLayers(layers.to_vec()));
        let Some(scope) = self.scope() else { return Outcome::NotMounted };
        // A reader that is being updated is asked later, as it is about what a person does.
        let refused = scope.get_component().map(|reader| reader.is_refused(&action));
        match refused {
            Some(true) => return Outcome::Refused,
            Some(false) => scope.send_message(Msg(Action::Allowed(Box::new(action)))),
            None => scope.send_message(Msg(action)),
        }
        if refused.is_some() { Outcome::Done } else { Outcome::Scheduled }
    }
}

impl fmt::Debug for ReaderHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReaderHandle").finish_non_exhaustive()
    }
}
