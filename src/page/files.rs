//! Files: what a person opens, and what the page hands over.

use std::rc::Rc;

use reportedly_document::{
    Annotation, Canonical, Change, Document, Edit, Extra, History, Labels, Origin, with_direction_signs,
};
use web_sys::File;

use super::Page;
use super::action::{Action, FileAction, TextAction};
use super::ui::{Dialog, Notice};
use crate::browser;
use crate::browser::clipboard;
use crate::browser::files::FileText;
use crate::clients;
use crate::clients::extraction::ExtractedPage;
use crate::strings;
use reportedly_formats::{Format, MOST_BYTES};
use reportedly_protocol::{ExportRequest, OpenedFile};
use reportedly_reader::{Command, LONGEST_TEXT, PendingMark, UserWork};

/// The text of a document that a file brings, and its own marks if they are not those that would be made anyway.
pub(super) fn work_of(document: Document, is_whole: bool) -> (String, UserWork) {
    let Document { text, edits, annotations, engine, .. } = document;
    // They are of the file's text, to the letter; whoever has written it need not have tidied it.
    let canonical = Canonical::new(&text).into_text();
    let mut history = History::of(edits);
    history.rebase(&text, &canonical);
    let is_ours = is_whole && engine.as_deref() == Some(env!("CARGO_PKG_VERSION"));
    let frozen = (!is_ours && !annotations.is_empty() && canonical == text).then(|| annotations.into());
    (text, UserWork { history, frozen, ..UserWork::default() })
}

/// The text of a file; or a sentence that says why there is none.
pub(crate) async fn text_of(file: &File) -> Result<FileText, String> {
    let most = if is_document(&file.name()) { MOST_BYTES } else { LONGEST_TEXT };
    browser::files::read_text(file, most).await?.ok_or_else(|| match file.size() > most as f64 {
        true => strings::file_too_large(&file.name(), file.size() as u64, most as u64),
        false => strings::no_text_file(&file.name()),
    })
}

/// Whether a file of this name is a document, of which marks and their explanations are most.
fn is_document(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    lower.ends_with(".json") || lower.ends_with(".jsonld")
}

/// Whether a file of this name with this text has marks, and not an article alone.
pub(super) fn has_marks(name: &str, text: &str) -> bool {
    is_document(name) || clipboard::is_own_page(text)
}

/// The article in a file of this name, which has no marks; or a sentence that says why there is none.
pub(super) async fn article_in(name: &str, file: FileText) -> Result<ExtractedPage, String> {
    let FileText { text, is_page, .. } = file;
    let page = if is_page {
        clients::extraction::read(&text, "").await?
    } else {
        ExtractedPage { text, ..ExtractedPage::default() }
    };
    let text = &page.text;
    if text.trim().is_empty() {
        let notice = page.origin.notice();
        return Err(if notice.is_empty() { strings::no_text_in(name) } else { notice });
    }
    Ok(page)
}

/// Text as it was typed or pasted, for what has no other format.
pub(super) const PLAIN: &str = "txt";

impl Page {
    pub(super) fn handle_file(&mut self, action: FileAction) {
        match action {
            FileAction::Drag(dragging) => self.ui.dragging = dragging,
            FileAction::OpenOne(file) => {
                self.ui.dragging = false;
                self.spawn(async move { FileAction::Read(file.name(), text_of(&file).await).into() });
            }
            FileAction::OpenSeveral(files) => self.read_several(files),
            FileAction::Read(name, Ok(file)) => self.open_file(name, file),
            FileAction::Read(_, Err(message)) => self.show_notice(message, None),
            FileAction::SeveralRead(several) => self.open_several(several),
            FileAction::NotADocument { text, message } => self.no_document(&text, &message),
            FileAction::Imported(name, document) => self.imported(&name, document),
            FileAction::ShowFormats => self.ui.dialog = Some(Dialog::Save),
            FileAction::ShowPrint => self.ui.dialog = Some(Dialog::Print),
            FileAction::Print { handout } => {
                self.close_dialog();
                self.reader.dispatch(Command::Print { handout });
            }
            FileAction::SaveAs(extension) => self.save_file(extension),
            FileAction::CopyMarked => self.copy_marked(),
            FileAction::Attach(item) => self.ui.attaching = Some(item),
        }
    }

    /// A file has been read.
    pub(super) fn open_file(&mut self, name: String, file: FileText) {
        if has_marks(&name, &file.text) {
            let text = file.text;
            let current = self.session.reading.as_deref().map(|text| Canonical::new(text).into_text());
            return self.start_task(strings::OPENING_FILE, async move {
                match clients::files::open(&text, &name, current.as_deref()).await {
                    Err(message) if name == strings::PASTED_FILE => FileAction::NotADocument { text, message },
                    opened => FileAction::Imported(name, opened),
                }
                .into()
            });
        }
        self.start_task(strings::OPENING_FILE, async move {
            let guess = if file.is_guess { strings::encoding_guessed(&name) } else { String::new() };
            TextAction::Extracted(article_in(&name, file).await.map(|page| ExtractedPage { guess, ..page })).into()
        });
    }

    /// What was pasted looks like a document and is none: it is in the box, as anything else that is pasted.
    pub(super) fn no_document(&mut self, text: &str, message: &str) {
        self.set_text(text);
        self.change();
        self.show_notice(strings::not_a_document(strings::PASTED_FILE, message), None);
    }

    /// A document has been read from a file.
    pub(super) fn imported(&mut self, name: &str, opened: Result<OpenedFile, String>) {
        let OpenedFile { document, unplaced, is_other_text, is_whole } = match opened {
            Err(message) => return self.show_notice(strings::not_a_document(name, &message), None),
            Ok(opened) if opened.document.text.trim().is_empty() => {
                return self.show_notice(strings::no_text_in(name), None);
            }
            Ok(opened) => opened,
        };
        let document = document.into_inner();
        let is_about_this = self.snapshot.as_ref().is_some_and(|shown| *shown.text == document.text);
        if is_about_this && document.edits.is_empty() && self.session.link.is_none() {
            self.add_marks(&document);
        } else {
            let (text, work) = work_of(document, is_whole);
            self.load_with(ExtractedPage { text, ..ExtractedPage::default() }, work);
        }
        if is_other_text || !unplaced.is_empty() {
            let words = if is_other_text { strings::of_another_text(name) } else { strings::UNPLACED.to_owned() };
            self.ui.notice = Some(Notice { items: unplaced, ..Notice::new(words) });
        }
    }

    /// A file's marks of the text that is open: what people made of it is done here too, in one step.
    fn add_marks(&mut self, document: &Document) {
        let Some(shown) = self.snapshot.clone() else { return };
        let is_new = |mark: &&Annotation| {
            let known = shown.analysis.annotations.iter().find(|known| known.id == mark.id);
            known.is_none_or(|known| known.origin == Origin::Machine && mark.origin != Origin::Machine)
        };
        let edits = document.annotations.iter().filter(is_new).flat_map(|mark| {
            let add = Edit::add(&shown.text, mark.parts().collect(), Labels::of(mark));
            let note = add.target().cloned().zip(mark.note.clone());
            let note = note.map(|(target, note)| Edit::mark(target, Change::Note(note)));
            std::iter::once(add).chain(note)
        });
        let mut work = (*shown.work).clone();
        work.history.apply(edits.collect::<Vec<_>>());
        // As another document, so that the reader takes the work as it is; it is kept in the same place.
        self.session.document += 1;
        self.session.work = Rc::new(work);
        self.change();
    }

    /// The mark that is to be attached to the words that are selected next.
    pub(super) fn to_attach(&self) -> Option<PendingMark> {
        let item = self.ui.notice.as_ref()?.items.get(self.ui.attaching?)?;
        Some(PendingMark { labels: item.labels?, words: item.words.clone().into(), note: item.note.clone() })
    }

    /// What was to be attached has been: it need not be listed any more.
    pub(super) fn end_attaching(&mut self) {
        if let Some((item, notice)) = self.ui.attaching.take().zip(self.ui.notice.as_mut()) {
            notice.items.remove(item);
            if notice.items.is_empty() {
                self.ui.notice = None;
            }
        }
    }

    /// The document as it leaves the page.
    pub(super) fn export_request(&self) -> ExportRequest {
        let (given, work) = self.current_work();
        let text = Canonical::new(&given).into_text();
        let shown = self.snapshot.as_ref().filter(|shown| *shown.text == text).map(|shown| &shown.analysis);
        let document = Document {
            id: self.title(&given),
            engine: shown.map(|analysis| analysis.engine.to_string()),
            annotations: shown.map(|analysis| analysis.annotations.clone()).unwrap_or_default(),
            edits: work.history.edits().to_vec(),
            asides: shown.map(|analysis| analysis.asides.clone()).unwrap_or_default(),
            extra: Extra::default(),
            text,
        };
        // What is set aside is the engine's doing, and hides no mark that a file or a link came with.
        let asides = shown.filter(|_| work.frozen.is_none()).map(|analysis| analysis.asides.clone());
        ExportRequest { document, asides: asides.unwrap_or_default(), view: work.view }
    }

    /// Hands the document over as a file of the format whose files end so.
    pub(super) fn save_file(&mut self, extension: String) {
        let request = self.export_request();
        let given = self.current_work().0;
        if matches!(self.ui.dialog, Some(Dialog::Save)) {
            self.close_dialog();
        }
        // The name of a file looks as it reads.
        let title = with_direction_signs(&request.document.id).into_owned();
        if extension == PLAIN {
            return browser::files::download(&[&title, ".", PLAIN].concat(), &given.as_str().into(), "text/plain");
        }
        self.start_task(strings::WRITING_FILE, async move {
            let name = [&title, ".", &extension].concat();
            let saved = match Format::of_extension(&extension) {
                Ok(format) => clients::files::save(&request, format).await,
                Err(message) => Err(message),
            };
            match saved {
                Ok(file) => {
                    browser::files::download(&name, &file, "application/octet-stream");
                    Action::Notify(Notice::new(strings::saved_as(&name)))
                }
                Err(message) => {
                    browser::files::download(&[&title, ".", PLAIN].concat(), &given.as_str().into(), "text/plain");
                    Action::Notify(Notice::new(strings::only_text_saved(&message)))
                }
            }
        });
    }

    /// Copies what is shown, with its marks.
    pub(super) fn copy_marked(&mut self) {
        let request = self.export_request();
        self.close_dialog();
        self.start_task(strings::COPYING, async move {
            let copied = match clients::files::copy(&request).await {
                Ok(copied) => browser::clipboard::copy(&copied).await,
                Err(message) => Err(message),
            };
            let outcome = match copied {
                Ok(()) => strings::COPIED.to_owned(),
                Err(message) => strings::not_copied(&message),
            };
            Action::Notify(Notice::new(outcome))
        });
    }
}
