//! What happens on the page, outside of the reader.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{
    ClipboardEvent, DataTransfer, DragEvent, Element, Event, File, FileList, HtmlInputElement, HtmlTextAreaElement,
    InputEvent, KeyboardEvent,
};

use super::action::{Action, DraftAction, FileAction, LinkAction, ShareAction, TaskAction, TextAction};
use super::command::PageCommand;
use super::ui::Notice;
use super::{Msg, Page, shared_link, value};
use crate::browser;
use crate::browser::clipboard;
use crate::example::Example;
use crate::strings;

/// What the browser calls, as long as there is the page.
pub(super) struct Listeners {
    _events: Closure<dyn Fn(Event)>,
    _browser: Closure<dyn Fn(String)>,
}

impl Page {
    pub(super) fn listen(&mut self) {
        let Some(root) = self.nodes.root.cast::<Element>() else { return };
        let scope = self.scope.clone();
        let events = Closure::<dyn Fn(Event)>::new(move |event: Event| {
            if let Some(page) = scope.get_component() {
                page.handle_event(&event);
            }
        });
        browser::input::listen(&root, &events);
        let scope = self.scope.clone();
        let browser = Closure::<dyn Fn(String)>::new(move |what: String| {
            let action: Action = match &*what {
                "others" => DraftAction::Changed.into(),
                "pop" => DraftAction::HistoryMoved.into(),
                "link" => LinkAction::OpenAddress.into(),
                _ => DraftAction::PageHidden.into(),
            };
            scope.send_message(Msg(action));
        });
        browser::input::listen_to_browser(&browser);
        self.listeners = Some(Listeners { _events: events, _browser: browser });
    }

    fn handle_event(&self, event: &Event) {
        let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
        let in_box = target.has_attribute("data-text");
        match &*event.type_() {
            "click" => self.clicked(&target),
            "cancel" if self.has_large_code() => {
                // Back to the rest of the dialog, which is not closed.
                event.prevent_default();
                self.dispatch(ShareAction::EnlargeCode(false));
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
                    self.dispatch(LinkAction::Open(link));
                }
            }
            "submit" => {
                event.prevent_default();
                self.dispatch(TextAction::Read(value(&self.nodes.text_box)));
            }
            "drop" => {
                let files =
                    event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer).and_then(|data| data.files());
                let files = files.map(|files| all_of(&files)).unwrap_or_default();
                if !files.is_empty() {
                    event.prevent_default();
                    self.dispatch(open_files(files));
                }
            }
            "dragover" => {
                let data = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer);
                if data.is_some_and(|data| has_files(&data)) {
                    event.prevent_default();
                    if !self.ui.dragging {
                        self.dispatch(FileAction::Drag(true));
                    }
                }
            }
            "dragleave" => {
                // Into an element of the page is not out of it.
                let to = event.dyn_ref::<DragEvent>().and_then(|event| event.related_target());
                if to.is_none() && self.ui.dragging {
                    self.dispatch(FileAction::Drag(false));
                }
            }
            _ => {}
        }
    }

    fn clicked(&self, target: &Element) {
        if let Some(example) = attribute(target, "data-example").as_deref().and_then(Example::named) {
            return self.dispatch(TextAction::LoadExample(example));
        }
        let command = attribute(target, "data-page").as_deref().and_then(PageCommand::named);
        let Some(command) = command else { return };
        let draft = || attribute(target, "data-draft").unwrap_or_default();
        let action: Action = match command {
            PageCommand::Edit => TextAction::Edit.into(),
            PageCommand::New => TextAction::New.into(),
            PageCommand::BringBack => TextAction::RestorePrevious.into(),
            PageCommand::IncludeLines => TextAction::IncludeLines.into(),
            PageCommand::Compare => TextAction::Compare.into(),
            PageCommand::Save => FileAction::ShowFormats.into(),
            PageCommand::SaveAs => FileAction::SaveAs(attribute(target, "data-format").unwrap_or_default()).into(),
            PageCommand::CopyMarked => FileAction::CopyMarked.into(),
            PageCommand::ShowPrint => FileAction::ShowPrint.into(),
            PageCommand::Print => FileAction::Print { handout: false }.into(),
            PageCommand::PrintHandout => FileAction::Print { handout: true }.into(),
            PageCommand::CloseDialog => Action::CloseDialog,
            PageCommand::Share => ShareAction::Begin(None).into(),
            PageCommand::CopyLink => ShareAction::CopyLink.into(),
            PageCommand::CopyCode => ShareAction::CopyFrameCode.into(),
            PageCommand::SendLink => ShareAction::SendLink.into(),
            PageCommand::EnlargeCode => ShareAction::EnlargeCode(true).into(),
            PageCommand::ReduceCode => ShareAction::EnlargeCode(false).into(),
            PageCommand::SaveCode => ShareAction::SaveCode.into(),
            PageCommand::CopyIncoming => LinkAction::MakeCopy.into(),
            PageCommand::StopTask => TaskAction::StopAll.into(),
            PageCommand::Attach => {
                let item = attribute(target, "data-item").and_then(|item| item.parse().ok());
                FileAction::Attach(item.unwrap_or_default()).into()
            }
            PageCommand::Open => DraftAction::Open(draft()).into(),
            PageCommand::Rename => DraftAction::BeginRename(Some(draft())).into(),
            PageCommand::Delete => DraftAction::Delete(draft()).into(),
            PageCommand::AskDeleteAll => DraftAction::ConfirmDeleteAll(true).into(),
            PageCommand::KeepAll => DraftAction::ConfirmDeleteAll(false).into(),
            PageCommand::BringDraftsBack => DraftAction::RestoreDeleted.into(),
        };
        self.dispatch(action);
    }

    fn set(&self, target: &Element) {
        let input: &HtmlInputElement = target.unchecked_ref();
        match target.get_attribute("data-choice").as_deref() {
            Some("keeps") => self.dispatch(DraftAction::SetKeeping(!input.checked())),
            Some("title") => self.rename_to(input),
            Some("share") => {
                let what = input.get_attribute("data-share").unwrap_or_default();
                self.dispatch(ShareAction::Choose(what, input.checked()));
            }
            Some("file") => {
                let files = input.files().map(|files| all_of(&files)).unwrap_or_default();
                if !files.is_empty() {
                    self.dispatch(open_files(files));
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
            ("title", "Escape") => self.dispatch(DraftAction::BeginRename(None)),
            ("link", "Enter") => {
                event.prevent_default();
                self.dispatch(LinkAction::Open(input.value()));
            }
            _ => {}
        }
    }

    fn rename_to(&self, input: &HtmlInputElement) {
        if let Some(id) = self.drafts.named.clone().filter(|_| self.drafts.renaming) {
            self.dispatch(DraftAction::Rename { id, title: input.value().trim().to_owned() });
        }
    }

    fn pasted(&self, event: &Event, input: &HtmlTextAreaElement) {
        let Some(data) = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data) else { return };
        event.prevent_default();
        match clipboard::text_of(&data) {
            None => self.dispatch(match clipboard::page_of(&data) {
                Some(html) => TextAction::Extract { html, text: String::new() }.into(),
                None => Action::Notify(Notice::new(match has_files(&data) {
                    true => strings::PICTURE_PASTED,
                    false => strings::NOTHING_PASTED,
                })),
            }),
            Some(text) if !Page::replaces_all(input) => insert(input, &text),
            Some(text) if shared_link::is_link(&text) => self.dispatch(LinkAction::Open(text)),
            Some(text) if is_document(&text) => {
                self.dispatch(FileAction::Read(strings::PASTED_FILE.to_owned(), Ok(text.into())));
            }
            Some(text) => self.dispatch(match clipboard::page_of(&data) {
                Some(html) => TextAction::Extract { html, text },
                None => TextAction::Load(text),
            }),
        }
    }
}

/// Whether what was pasted is a file with marks, and not an article.
fn is_document(text: &str) -> bool {
    let marks = ["\"reportedly/1\"", "http://www.w3.org/ns/anno.jsonld", "\"quotes\""];
    text.trim_start().starts_with(['{', '[']) && marks.iter().any(|mark| text.contains(mark))
}

/// One file is opened, several are opened each by itself, or together where they are about one text.
pub(super) fn open_files(mut files: Vec<File>) -> FileAction {
    match files.pop() {
        Some(file) if files.is_empty() => FileAction::OpenOne(file),
        last => {
            files.extend(last);
            FileAction::OpenSeveral(files)
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
