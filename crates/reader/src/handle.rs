//! How a host calls a reader: each call is answered by what it returns.

use std::cell::RefCell;
use std::fmt;

use reportedly_document::{Byte, Id, Layer, Part, Span};
use yew::html::Scope;

use crate::api::Snapshot;
use crate::command::Command;
use crate::component::{Msg, Reader};
use crate::ptr_eq::PtrEq;
use crate::state::Action;

/// A mounted reader, for its host. It answers nothing before the reader is mounted, and nothing after it has ended.
#[derive(Clone, Default, PartialEq)]
pub struct ReaderHandle(PtrEq<RefCell<Option<Scope<Reader>>>>);

/// What became of a change that a host wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is done, as a whole.
    Done,
    /// The host's own guard refused it. Nothing has changed.
    Refused,
    /// There is no reader.
    NotMounted,
}

/// A stretch of the text with the same marks.
#[derive(Clone, Debug, PartialEq)]
pub struct MarkedSegment {
    /// Where it is, in the canonical text.
    pub span: Span<Byte>,
    /// Its marks, those that begin first first.
    pub marks: Vec<SegmentMark>,
}

/// The part of one mark that lies in a segment.
#[derive(Clone, Debug, PartialEq)]
pub struct SegmentMark {
    /// The annotation.
    pub id: Id,
    /// Which part of it.
    pub part: Part,
    /// Whether the part begins with this segment.
    pub starts: bool,
    /// Whether the engine is not sure of it.
    pub unsure: bool,
    /// Whether it stands out for the moment.
    pub highlighted: bool,
}

impl ReaderHandle {
    pub(crate) fn attach(&self, scope: &Scope<Reader>) {
        self.0.replace(Some(scope.clone()));
    }

    pub(crate) fn detach(&self) {
        self.0.replace(None);
    }

    fn with<T>(&self, ask: impl FnOnce(&Reader, &Scope<Reader>) -> T) -> Option<T> {
        let scope = self.0.borrow().clone()?;
        let reader = scope.get_component()?;
        Some(ask(&reader, &scope))
    }

    /// Carries out a command, as a button of the reader would.
    pub fn dispatch(&self, command: Command) {
        self.with(|_, scope| scope.send_message(Msg(Action::Do(command))));
    }

    /// What is shown; none while there are no marks.
    pub fn snapshot(&self) -> Option<Snapshot> {
        self.with(|reader, _| reader.state.is_counted().then(|| reader.state.snapshot(true)))?
    }

    /// The mark that the keyboard is at.
    pub fn current_mark(&self) -> Option<Id> {
        self.with(|reader, _| reader.state.stop_mark())?
    }

    /// Shows these layers and no others. The host's guard is asked once, about the whole of it.
    pub fn set_layers(&self, layers: &[Layer]) -> Outcome {
        let action = Action::ShowLayers(layers.to_vec());
        let outcome = self.with(|reader, scope| {
            if reader.is_refused(&action) {
                return Outcome::Refused;
            }
            scope.send_message(Msg(Action::Allowed(Box::new(action))));
            Outcome::Done
        });
        outcome.unwrap_or(Outcome::NotMounted)
    }

    /// The stretches of the text that have marks, in its order.
    pub fn marks(&self) -> Vec<MarkedSegment> {
        self.with(|reader, _| reader.state.marked_segments()).unwrap_or_default()
    }
}

impl fmt::Debug for ReaderHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReaderHandle").finish_non_exhaustive()
    }
}
