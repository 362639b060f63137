//! What a person does on the page that compares.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{ClipboardEvent, DragEvent, Element, Event, FileList, HtmlInputElement, KeyboardEvent};

use super::command::Command;
use super::{Action, ComparePage, Msg, on_print};
use crate::browser;
use crate::browser::clipboard;

impl ComparePage {
    pub(super) fn listen(&mut self) {
        let Some(root) = self.root.cast::<Element>() else { return };
        let scope = self.scope.clone();
        let listener = Closure::<dyn Fn(Event)>::new(move |event: Event| {
            if let Some(page) = scope.get_component() {
                page.handle_event(&event);
            }
        });
        browser::input::listen(&root, &listener);
        let scope = self.scope.clone();
        let others = Closure::<dyn Fn(String)>::new(move |what: String| match &*what {
            "others" => scope.send_message(Msg(Action::DraftsChanged)),
            "link" => scope.send_message(Msg(Action::AddressChanged)),
            _ => {}
        });
        browser::input::listen_to_browser(&others);
        let scope = self.scope.clone();
        let print_listener = Closure::<dyn Fn()>::new(move || scope.send_message(Msg(Action::DrawAll)));
        on_print(&print_listener);
        (self.listener, self.others, self.print_listener) = (Some(listener), Some(others), Some(print_listener));
    }

    fn handle_event(&self, event: &Event) {
        let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
        let in_box = target.has_attribute("data-text");
        match &*event.type_() {
            "click" => self.clicked(&target),
            "change" => self.chosen(&target),
            "close" => self.dispatch(Action::Closed),
            "submit" => {
                event.prevent_default();
                self.dispatch(Action::Do(Command::Add, 0, 0));
            }
            "keydown" if in_box => {
                let event: &KeyboardEvent = event.unchecked_ref();
                if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                    event.prevent_default();
                    self.dispatch(Action::Do(Command::Add, 0, 0));
                }
            }
            "paste" if in_box => self.pasted(event),
            "drop" => {
                let files = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer).and_then(|it| it.files());
                if let Some(files) = files.filter(|files| files.length() > 0) {
                    event.prevent_default();
                    self.dispatch(Action::OpenFiles(all_of(&files)));
                }
            }
            "dragover" => {
                let data = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer);
                let has_files = |it: web_sys::DataTransfer| {
                    it.types().iter().any(|kind| kind.as_string().as_deref() == Some("Files"))
                };
                if data.is_some_and(has_files) {
                    event.prevent_default();
                    if !self.dragging {
                        self.dispatch(Action::Drag(true));
                    }
                }
            }
            "dragleave" => {
                let to = event.dyn_ref::<DragEvent>().and_then(|event| event.related_target());
                if to.is_none() && self.dragging {
                    self.dispatch(Action::Drag(false));
                }
            }
            _ => {}
        }
    }

    fn clicked(&self, target: &Element) {
        let Some(button) = target.closest("[data-do]").ok().flatten() else { return };
        let Some(command) = button.get_attribute("data-do").as_deref().and_then(Command::named) else { return };
        let number = |name| button.get_attribute(name).and_then(|number| number.parse().ok()).unwrap_or_default();
        if command == Command::AddDraft {
            self.dispatch(Action::AddDraft(button.get_attribute("data-draft").unwrap_or_default()));
        } else {
            self.dispatch(Action::Do(command, number("data-item"), number("data-of")));
        }
    }

    fn chosen(&self, target: &Element) {
        let input: &HtmlInputElement = target.unchecked_ref();
        match target.get_attribute("data-choice").as_deref() {
            Some("file") => {
                if let Some(files) = input.files().filter(|files| files.length() > 0) {
                    self.dispatch(Action::OpenFiles(all_of(&files)));
                }
                // The same file can be chosen again.
                input.set_value("");
            }
            Some("article") => {
                let side = target.get_attribute("data-item").and_then(|side| side.parse().ok()).unwrap_or_default();
                let list: &web_sys::HtmlSelectElement = target.unchecked_ref();
                self.dispatch(Action::Choose(side, usize::try_from(list.selected_index()).unwrap_or_default()));
            }
            _ => {}
        }
    }

    /// What is pasted into an empty box is added at once.
    fn pasted(&self, event: &Event) {
        let is_empty = self.text_box().is_none_or(|input| input.value().trim().is_empty());
        let data = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
        let Some(data) = data.filter(|_| is_empty) else { return };
        let (page, text) = (clipboard::page_of(&data), clipboard::text_of(&data));
        if page.is_none() && text.is_none() {
            return;
        }
        event.prevent_default();
        let text = text.unwrap_or_default();
        // It stays in the box where there is no room for it. The box has its own ends of lines.
        let typed = self.text_box().map(|input| {
            input.set_value(&text);
            input.value()
        });
        let text = typed.unwrap_or(text);
        self.dispatch(match page {
            Some(html) => Action::AddPage(html, text),
            None => Action::AddText(text),
        });
    }
}

fn all_of(files: &FileList) -> Vec<web_sys::File> {
    (0..files.length()).filter_map(|at| files.get(at)).collect()
}
