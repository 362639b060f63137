//! What a host has set, and what it asks for.

use super::{HostAction, State};
use crate::api::{PendingMark, Settings};

/// What a host has set by the reader's properties.
#[derive(Clone, Debug, Default)]
pub(crate) struct HostOptions {
    /// What the person has chosen about reading in general.
    pub(crate) settings: Settings,
    /// A mark that is to be attached to the words that are selected next.
    pub(crate) pending_mark: Option<PendingMark>,
    /// Whether nothing can be corrected.
    pub(crate) read_only: bool,
}

impl State {
    pub(super) fn handle_host(&mut self, action: HostAction) {
        match action {
            HostAction::Read { text, known, document, work } => self.read(text, known, document, &work),
            HostAction::Reveal(id) => self.reveal(&id),
            HostAction::ShowLayers(layers) => self.show_layers(&layers),
        }
    }
}
