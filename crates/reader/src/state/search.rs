//! Looking for words.

use std::rc::Rc;

use reportedly_document::{Byte, Span, find_all};

use super::{Focus, Overlay, State};
use crate::search::{MOST_FOUND, Search};
use crate::strings;

impl State {
    /// Opens the box for words; goes into it, where it is open.
    pub(super) fn begin_search(&mut self) {
        self.ui.overlay = Overlay::Nothing;
        self.ui.card = None;
        self.ui.search.get_or_insert_default();
        self.ui.focus = Some(Focus::Find);
    }

    /// Looks for words, and leads to the first place of the text from this byte on.
    pub(super) fn look_for(&mut self, words: String, from: u32) {
        let Some(search) = &self.ui.search else { return };
        if search.words == words {
            return;
        }
        let in_text = find_all(&self.session.text.canonical, &words, MOST_FOUND);
        let position = in_text.partition_point(|place| place.start < from);
        let position = if position < in_text.len() { position } else { 0 };
        // How many there are in the panel is known when the panel has been asked.
        self.ui.search = Some(Search { words, in_text: in_text.into(), in_panel: 0, position });
        self.tell_found();
    }

    /// The panel has been asked.
    pub(super) fn set_found_in_panel(&mut self, in_panel: usize) {
        let Some(search) = &mut self.ui.search else { return };
        search.in_panel = in_panel;
        search.position = search.position.min(search.all().saturating_sub(1));
        self.tell_found();
    }

    /// Leads to the next place, or to the one before; from the last one to the first.
    pub(super) fn step_search(&mut self, forward: bool) {
        let Some(search) = &mut self.ui.search else { return };
        let all = search.all();
        if all > 0 {
            search.position = (search.position + if forward { 1 } else { all - 1 }) % all;
        }
        self.ui.card = None;
        self.tell_found();
    }

    /// Ends it, and gives the keyboard back.
    pub(super) fn end_search(&mut self) {
        if self.ui.search.take().is_some() {
            self.ui.announcement = strings::SEARCH_ENDED.into();
            self.ui.focus = Some(Focus::BeforeSearch);
        }
    }

    /// The place of the text that was led to last: what is looked for, and its byte.
    pub(crate) fn found_place(&self) -> Option<(Rc<[Span<Byte>]>, u32)> {
        let search = self.ui.search.as_ref()?;
        Some((search.in_text.clone(), search.current()?.start))
    }

    fn tell_found(&mut self) {
        let Some(search) = self.ui.search.as_ref().filter(|search| !search.words.trim().is_empty()) else { return };
        self.ui.announcement = strings::found(search).into();
    }
}
