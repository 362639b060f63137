//! The text box: what goes into it, and from it to the reader.

use std::rc::Rc;

use web_sys::{HtmlTextAreaElement, KeyboardEvent};

use super::autosave::DraftHandle;
use super::input::opens;
use super::{Action, Page, Start, Wanted, navigation, timing, value};
use crate::browser::history;
use crate::strings;

/// The longest text that is put into the box unasked, in bytes. Chromium, for one, spends seconds on a box with a million
/// lines, even on one that is not shown.
const BOX: usize = 1 << 20;

impl Page {
    pub(super) fn text_box(&self) -> Option<HtmlTextAreaElement> {
        self.input.cast()
    }

    /// Goes on where the page without a program was.
    pub(super) fn take_over(&mut self, start: &Start) {
        let Some(input) = self.text_box() else { return };
        input.set_value(&start.text);
        let (from, to) = start.selection;
        input.set_selection_range(from, to).expect("a text area has a selection");
        if start.focused {
            input.focus().expect("a text area that is shown can take the focus");
        }
        match start.wanted {
            _ if !start.files.is_empty() => self.dispatch(opens(start.files.clone())),
            Some(Wanted::Read) => self.dispatch(Action::Read(start.text.clone())),
            Some(Wanted::Example(example)) => self.dispatch(Action::Example(example)),
            None if start.text.trim().is_empty() => self.resume(),
            None => self.change(),
        }
    }

    /// Shows what is said in a text.
    pub(super) fn read(&mut self, text: String, push: bool) {
        // Control characters are taken out of a text before it is read.
        if text.chars().all(|c| c.is_whitespace() || c.is_control()) {
            return self.show_notice(strings::NOTHING_TO_READ, None);
        }
        timing::mark();
        self.notice = None;
        self.renaming = false;
        self.sure = false;
        if self.incoming.is_some() {
            // What there is to know of it comes first.
            self.focus = Some(self.about.clone());
        } else if self.reading.is_none() {
            self.focus = Some(self.reader.clone());
        }
        // Where the tab goes back or forward, the browser knows where on the page it was.
        self.to_top |= push;
        self.reading = Some(text.into());
        self.set_place(push);
        self.change();
    }

    /// Puts a text into the box and shows what is said in it.
    pub(super) fn load(&mut self, text: String, push: bool) {
        self.fill(&text);
        self.read(text, push);
    }

    /// Puts a text into the box, but for a very long one, which goes into it only when it is to be edited.
    pub(super) fn fill(&mut self, text: &str) {
        self.set_text(if text.len() > BOX { "" } else { text });
    }

    /// Puts a text into the box.
    pub(super) fn set_text(&mut self, text: &str) {
        if let Some(input) = self.text_box() {
            input.set_value(text);
            self.blank = text.trim().is_empty();
        }
    }

    /// Goes back to the text box, in the tab's history too.
    pub(super) fn edit(&mut self) {
        if history::current_entry().is_some_and(|(_, reading)| reading) {
            navigation::leave_reading();
        } else {
            self.write();
        }
    }

    /// Shows the text box, with the text in it.
    pub(super) fn write(&mut self) {
        let reading = self.reading.take();
        self.focus = Some(self.input.clone());
        self.to_top = true;
        if let Some(text) = reading.filter(|_| value(&self.input).is_empty()) {
            self.set_text(&text);
        }
    }

    pub(super) fn begin_anew(&mut self) {
        self.save();
        self.leave_behind();
        self.reading = None;
        // Back leads to what was read.
        navigation::begin_entry();
        self.begin(Rc::default(), DraftHandle::fresh());
        self.fill("");
        self.focus = Some(self.input.clone());
        self.to_top = true;
        self.set_place(false);
    }

    /// Remembers the text, so that it can be brought back whether it is kept or not. What a link brought is behind the link.
    pub(super) fn leave_behind(&mut self) {
        let (text, work) = self.now();
        if self.incoming.is_none() && !text.trim().is_empty() {
            self.left_behind = Some((text, Rc::new(work), self.slot.clone()));
        }
    }

    pub(super) fn restore_left_behind(&mut self) {
        if let Some((text, work, slot)) = self.left_behind.take() {
            self.save();
            self.begin(work, slot);
            self.based = text.clone().into();
            self.load(text, true);
        }
    }

    /// Whether a paste leaves nothing of what stands in the box.
    pub(super) fn replaces_all(input: &HtmlTextAreaElement) -> bool {
        let text = input.value();
        let selection = input.selection_start().ok().flatten().zip(input.selection_end().ok().flatten());
        text.trim().is_empty() || selection == Some((0, text.encode_utf16().count() as u32))
    }

    /// What comes in one piece into an empty box is read at once, whichever way it came.
    pub(super) fn typed(&self, kind: &str) {
        let text = value(&self.input);
        let by_key = !kind.is_empty() && kind != "insertFromDrop" && kind != "insertFromPaste";
        if self.blank && !by_key && !text.trim().is_empty() {
            self.dispatch(Action::Read(text));
        }
        self.dispatch(Action::Typed);
    }

    pub(super) fn pressed(&self, event: &KeyboardEvent) {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            self.dispatch(Action::Read(value(&self.input)));
        }
    }
}
