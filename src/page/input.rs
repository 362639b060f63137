//! What happens on the page, outside of the reader.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{
    ClipboardEvent, DataTransfer, DragEvent, Element, Event, File, FileList, HtmlInputElement, HtmlTextAreaElement,
    InputEvent, KeyboardEvent,
};

use super::command::PageCommand;
use super::{Action, Notice, Page, shared_link, value};
use crate::browser;
use crate::browser::clipboard;
use crate::example::Example;
use crate::strings;

impl Page {
    pub(super) fn listen(&mut self) {
        let Some(place) = self.place.cast::<Element>() else { return };
        let scope = self.scope.clone();
        let heard = Closure::<dyn Fn(Event)>::new(move |event: Event| {
            if let Some(page) = scope.get_component() {
                page.handle_event(&event);
            }
        });
        browser::input::listen(&place, &heard);
        self.heard.push(heard);
        let scope = self.scope.clone();
        let told = Closure::<dyn Fn(String)>::new(move |what: String| {
            let what = match &*what {
                "others" => Action::Changed,
                "pop" => Action::Popped,
                "link" => Action::Address,
                _ => Action::Leave,
            };
            scope.send_message(super::Msg(what));
        });
        browser::input::listen_to_browser(&told);
        self.told = Some(told);
    }

    fn handle_event(&self, event: &Event) {
        let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
        let in_box = target.has_attribute("data-text");
        match &*event.type_() {
            "click" => self.clicked(&target),
            "cancel" if self.has_large_code() => {
                // Back to the rest of the dialog, which is not closed.
                event.prevent_default();
                self.dispatch(Action::EnlargeCode(false));
            }
            "close" => self.dispatch(Action::CloseDialog),
            "change" => self.set(&target),
            "input" if in_box => {
                let kind = event.dyn_ref::<InputEvent>().map(|event| event.input_type()).unwrap_or_default();
                self.typed(&kind);
            }
            "keydown" if in_box => self.pressed(event.unchecked_ref()),
            "keydown" => self.pressed_in_list(event.unchecked_ref(), &target),
            "paste" if in_box => self.pasted(event, target.unchecked_ref()),
            "paste" if target.get_attribute("data-choice").as_deref() == Some("link") => {
                let data = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
                if let Some(link) = data.and_then(|data| clipboard::text_of(&data)) {
                    self.dispatch(Action::OpenLink(link));
                }
            }
            "submit" => {
                event.prevent_default();
                self.dispatch(Action::Read(value(&self.input)));
            }
            "drop" => {
                let files =
                    event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer).and_then(|data| data.files());
                let files = files.map(|files| all_of(&files)).unwrap_or_default();
                if !files.is_empty() {
                    event.prevent_default();
                    self.dispatch(opens(files));
                }
            }
            "dragover" => {
                let data = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer);
                if data.is_some_and(|data| has_files(&data)) {
                    event.prevent_default();
                    if !self.dragging {
                        self.dispatch(Action::Drag(true));
                    }
                }
            }
            "dragleave" => {
                // Into an element of the page is not out of it.
                let to = event.dyn_ref::<DragEvent>().and_then(|event| event.related_target());
                if to.is_none() && self.dragging {
                    self.dispatch(Action::Drag(false));
                }
            }
            _ => {}
        }
    }

    fn clicked(&self, target: &Element) {
        if let Some(example) = attribute(target, "data-example").as_deref().and_then(Example::named) {
            return self.dispatch(Action::Example(example));
        }
        let command = attribute(target, "data-page").as_deref().and_then(PageCommand::named);
        let Some(command) = command else { return };
        let draft = || attribute(target, "data-draft").unwrap_or_default();
        self.dispatch(match command {
            PageCommand::Edit => Action::Edit,
            PageCommand::New => Action::New,
            PageCommand::BringBack => Action::BringBack,
            PageCommand::Save => Action::Save,
            PageCommand::SaveAs => Action::SaveAs(attribute(target, "data-format").unwrap_or_default()),
            PageCommand::CopyMarked => Action::CopyMarked,
            PageCommand::CloseDialog => Action::CloseDialog,
            PageCommand::Share => Action::Share(None),
            PageCommand::CopyLink => Action::CopyLink(false),
            PageCommand::CopyCode => Action::CopyLink(true),
            PageCommand::SendLink => Action::SendLink,
            PageCommand::EnlargeCode => Action::EnlargeCode(true),
            PageCommand::ReduceCode => Action::EnlargeCode(false),
            PageCommand::SaveCode => Action::SaveCode,
            PageCommand::CopyIncoming => Action::CopyIncoming,
            PageCommand::StopTask => Action::StopTasks,
            PageCommand::Attach => {
                let item = attribute(target, "data-item").and_then(|item| item.parse().ok());
                Action::Attach(item.unwrap_or_default())
            }
            PageCommand::Open => Action::Open(draft()),
            PageCommand::Rename => Action::Rename(Some(draft())),
            PageCommand::Delete => Action::Delete(draft()),
            PageCommand::AskDeleteAll => Action::Sure(true),
            PageCommand::KeepAll => Action::Sure(false),
            PageCommand::BringDraftsBack => Action::BringDraftsBack,
        });
    }

    fn set(&self, target: &Element) {
        let input: &HtmlInputElement = target.unchecked_ref();
        match target.get_attribute("data-choice").as_deref() {
            Some("keeps") => self.dispatch(Action::Keeps(!input.checked())),
            Some("title") => self.rename_to(input),
            Some("share") => {
                let what = input.get_attribute("data-share").unwrap_or_default();
                self.dispatch(Action::ChooseShare(what, input.checked()));
            }
            Some("file") => {
                let files = input.files().map(|files| all_of(&files)).unwrap_or_default();
                if !files.is_empty() {
                    self.dispatch(opens(files));
                }
                // The same file can be chosen again.
                input.set_value("");
            }
            _ => {}
        }
    }

    fn pressed_in_list(&self, event: &KeyboardEvent, target: &Element) {
        let choice = target.get_attribute("data-choice").unwrap_or_default();
        let input: &HtmlInputElement = target.unchecked_ref();
        match (&*choice, &*event.key()) {
            ("title", "Enter") => {
                event.prevent_default();
                self.rename_to(input);
            }
            ("title", "Escape") => self.dispatch(Action::Rename(None)),
            ("link", "Enter") => {
                event.prevent_default();
                self.dispatch(Action::OpenLink(input.value()));
            }
            _ => {}
        }
    }

    fn rename_to(&self, input: &HtmlInputElement) {
        if let Some(draft) = self.named.clone().filter(|_| self.renaming) {
            self.dispatch(Action::Renamed(draft, input.value().trim().to_owned()));
        }
    }

    fn pasted(&self, event: &Event, input: &HtmlTextAreaElement) {
        let Some(data) = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data) else { return };
        event.prevent_default();
        match clipboard::text_of(&data) {
            None => self.dispatch(Action::Say(Notice::new(strings::NOTHING_PASTED))),
            Some(text) if !Page::replaces_all(input) => insert(input, &text),
            Some(text) if shared_link::is_link(&text) => self.dispatch(Action::OpenLink(text)),
            Some(text) if is_document(&text) => {
                self.dispatch(Action::FileRead(strings::PASTED_FILE.to_owned(), Ok((text, false))));
            }
            Some(text) => self.dispatch(Action::Load(text)),
        }
    }
}

/// Whether what was pasted is a file with marks, and not an article.
fn is_document(text: &str) -> bool {
    let marks = ["\"reportedly/1\"", "http://www.w3.org/ns/anno.jsonld", "\"quotes\""];
    text.trim_start().starts_with(['{', '[']) && marks.iter().any(|mark| text.contains(mark))
}

/// One file is opened, several are opened each by itself, or together where they are about one text.
pub(super) fn opens(mut files: Vec<File>) -> Action {
    match files.pop() {
        Some(file) if files.is_empty() => Action::File(file),
        last => {
            files.extend(last);
            Action::Files(files)
        }
    }
}

fn all_of(files: &FileList) -> Vec<File> {
    (0..files.length()).filter_map(|at| files.get(at)).collect()
}

fn attribute(target: &Element, name: &str) -> Option<String> {
    target.closest(&format!("[{name}]")).ok()??.get_attribute(name)
}

fn has_files(data: &DataTransfer) -> bool {
    data.types().iter().any(|kind| kind.as_string().as_deref() == Some("Files"))
}

/// Puts a text in place of what is selected, and the caret after it.
fn insert(input: &HtmlTextAreaElement, text: &str) {
    let document = input.owner_document().and_then(|document| document.dyn_into::<web_sys::HtmlDocument>().ok());
    // The old command is the only way that the box's own undo knows of; where it is gone, the text still arrives.
    let done =
        document.is_some_and(|it| it.exec_command_with_show_ui_and_value("insertText", false, text).unwrap_or(false));
    if !done {
        input.set_range_text(text).expect("a text area takes a text");
    }
}
