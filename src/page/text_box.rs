//! The text box: what goes into it, and from it to the reader.

use std::rc::Rc;

use web_sys::{FocusOptions, HtmlTextAreaElement, KeyboardEvent};

use super::action::TextAction;
use super::autosave::DraftHandle;
use super::command::PageCommand;
use super::input::open_files;
use super::session::DocumentState;
use super::ui::Notice;
use super::{Page, navigation, timing, value};
use crate::browser::{self, history};
use crate::clients;
use crate::start::{Focus, Start, Wanted};
use crate::storage::comparison::compare_with;
use crate::strings;

/// The longest text that is put into the box unasked, in bytes. Chromium, for one, spends seconds on a box with a million
/// lines, even on one that is not shown.
const BOX: usize = 1 << 20;

impl Page {
    pub(super) fn handle_text(&mut self, action: TextAction) {
        match action {
            TextAction::Read(text) => self.read(text, true),
            TextAction::Load(text) => self.load_another(text),
            TextAction::Extract { html, text } => self.start_task(strings::FINDING_ARTICLE, async move {
                TextAction::Extracted(clients::extraction::read(&html, &text).await).into()
            }),
            TextAction::Extracted(Ok(page)) if page.text.trim().is_empty() => {
                let notice = page.origin.notice();
                self.show_notice(if notice.is_empty() { strings::NOTHING_PASTED.to_owned() } else { notice }, None);
            }
            TextAction::Extracted(Ok(page)) => {
                let guess = page.guess.clone();
                self.load_page(page);
                if !guess.is_empty() {
                    let notice = self.ui.notice.get_or_insert_with(|| Notice::new(""));
                    notice.words = [&guess, " ", &notice.words].concat().into();
                }
            }
            TextAction::Extracted(Err(message)) => self.show_notice(message, None),
            TextAction::IncludeLines => {
                let (text, origin, document) =
                    (self.current_work().0, self.session.origin.clone(), self.session.document);
                self.start_task(strings::FINDING_LINES, async move {
                    let included = clients::extraction::read_or_include(&text, "", &origin).await;
                    TextAction::LinesIncluded(document, included).into()
                });
            }
            // Another text may have come meanwhile.
            TextAction::LinesIncluded(document, _) if document != self.session.document => {}
            TextAction::LinesIncluded(_, Ok(page)) => {
                self.remember_previous();
                self.session.origin = page.origin;
                self.load(page.text, false);
                self.show_notice(strings::LINES_INCLUDED, Some((PageCommand::BringBack, strings::UNDO)));
            }
            TextAction::LinesIncluded(_, Err(message)) => self.show_notice(message, None),
            TextAction::LoadExample(example) => {
                let path = ["examples/", example.name(), ".txt"].concat();
                self.spawn(async move { TextAction::ExampleLoaded(browser::files::fetch_text(&path).await).into() });
            }
            TextAction::ExampleLoaded(Ok(text)) => {
                self.load_another(text.clone());
                self.session.example = Some(text.into());
            }
            TextAction::ExampleLoaded(Err(message)) => self.show_notice(message, None),
            TextAction::Typed => {
                self.session.example = None;
                self.change();
            }
            TextAction::Edit => self.edit(),
            TextAction::New => self.begin_anew(),
            TextAction::RestorePrevious => self.restore_previous(),
            TextAction::Compare => {
                let (text, work) = self.current_work();
                compare_with(&self.title(&text), &text, &work, &self.session.draft.saved_id());
            }
        }
    }

    pub(super) fn text_box(&self) -> Option<HtmlTextAreaElement> {
        self.nodes.text_box.cast()
    }

    /// Goes on where the page without a program was.
    pub(super) fn take_over(&mut self, start: &Start) {
        let Some(input) = self.text_box() else { return };
        self.set_text(&start.text);
        let (from, to) = start.selection;
        input.set_selection_range(from, to).expect("a text area has a selection");
        // Without the box of before there is nothing left for `autofocus`, which counts for nothing in another site's frame.
        if start.focus == Focus::TextBox || start.focus == Focus::Nowhere && !self.drafts.is_framed {
            let options = FocusOptions::new();
            options.set_prevent_scroll(true);
            input.focus_with_options(&options).expect("a text area that is shown can take the focus");
        }
        match start.wanted {
            _ if !start.files.is_empty() => self.dispatch(open_files(start.files.clone())),
            Some(Wanted::Read) => self.dispatch(TextAction::Read(start.text.clone())),
            // Where somebody has written on meanwhile, it stays what it is.
            Some(Wanted::Paste) => self.change(),
            Some(Wanted::Example(example)) => self.dispatch(TextAction::LoadExample(example)),
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
        timing::mark(timing::PASTE_TO_MARKS);
        let (of_page, has_lines_around) = (self.session.origin.notice(), self.session.origin.has_lines_around());
        self.ui.notice = (!of_page.is_empty()).then(|| Notice {
            remedy: has_lines_around.then_some((PageCommand::IncludeLines, strings::INCLUDE_LINES)),
            ..Notice::new(of_page)
        });
        self.drafts.renaming = false;
        self.drafts.confirming = false;
        if self.session.link.is_some() {
            // What there is to know of it comes first.
            self.effects.focus = Some(self.nodes.link_notes.clone());
        } else if self.session.reading.is_none() {
            self.effects.focus = Some(self.nodes.reader.clone());
        }
        // Where the tab goes back or forward, the browser knows where on the page it was.
        self.effects.to_top |= push;
        self.session.reading = Some(text.into());
        self.set_history_entry(push);
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
            self.ui.was_empty = text.trim().is_empty();
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
        let reading = self.session.reading.take();
        self.effects.focus = Some(self.nodes.text_box.clone());
        self.effects.to_top = true;
        if let Some(text) = reading.filter(|_| value(&self.nodes.text_box).is_empty()) {
            self.set_text(&text);
        }
    }

    pub(super) fn begin_anew(&mut self) {
        self.save();
        self.remember_previous();
        self.session.reading = None;
        // Back leads to what was read.
        navigation::begin_entry();
        self.begin(Rc::default(), DraftHandle::fresh());
        self.fill("");
        self.effects.focus = Some(self.nodes.text_box.clone());
        self.effects.to_top = true;
        self.set_history_entry(false);
    }

    pub(super) fn restore_previous(&mut self) {
        let Some(DocumentState { text, work, draft, origin }) = self.session.previous.take() else { return };
        self.save();
        // Without the lines that were included, it is the same document still: what was done to its marks since stays done.
        if !Rc::ptr_eq(&draft, &self.session.draft) {
            self.begin(work, draft);
            self.session.based = text.clone().into();
        }
        self.session.origin = origin;
        self.load(text, true);
    }

    /// Whether a paste leaves nothing of what stands in the box.
    pub(super) fn replaces_all(input: &HtmlTextAreaElement) -> bool {
        let text = input.value();
        let selection = input.selection_start().ok().flatten().zip(input.selection_end().ok().flatten());
        text.trim().is_empty() || selection == Some((0, text.encode_utf16().count() as u32))
    }

    /// What comes in one piece into an empty box is read at once, whichever way it came.
    pub(super) fn typed(&self, kind: &str) {
        let text = value(&self.nodes.text_box);
        let by_key = !kind.is_empty() && kind != "insertFromDrop" && kind != "insertFromPaste";
        if self.ui.was_empty && !by_key && !text.trim().is_empty() {
            self.dispatch(TextAction::Read(text));
        }
        self.dispatch(TextAction::Typed);
    }

    pub(super) fn pressed(&self, event: &KeyboardEvent) {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            self.dispatch(TextAction::Read(value(&self.nodes.text_box)));
        }
    }
}
