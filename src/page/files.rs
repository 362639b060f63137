//! Files: what a person opens, and what the page hands over.

use std::rc::Rc;

use reportedly_document::{
    Annotation, Canonical, Change, Document, Edit, Extra, History, Labels, Origin, with_direction_signs,
};

use super::{Dialog, Happening, Notice, Page};
use crate::clipboard;
use crate::exchange::{self, Leaving, OpenedFile};
use crate::keep;
use crate::reader::{Attaching, Work};
use crate::strings;

/// Text as it was typed or pasted, for what has no other format.
const PLAIN: &str = "txt";

impl Page {
    /// A file has been read.
    pub(super) fn open_file(&mut self, name: String, text: String, guessed: bool) {
        let lower = name.to_ascii_lowercase();
        if lower.ends_with(".json") || lower.ends_with(".jsonld") {
            let current = self.reading.as_deref().map(|text| Canonical::new(text).into_text());
            return self.later(async move {
                match exchange::opened(&text, &name, current.as_deref()).await {
                    Err(message) if name == strings::PASTED_FILE => Happening::NoDocument(text, message),
                    opened => Happening::Imported(name, opened),
                }
            });
        }
        if clipboard::is_own_page(&text) {
            let current = self.reading.as_deref().map(|text| Canonical::new(text).into_text());
            return self.later(async move {
                let opened = exchange::opened(&text, &name, current.as_deref()).await;
                Happening::Imported(name, opened)
            });
        }
        let text = if lower.ends_with(".html") || lower.ends_with(".htm") {
            clipboard::words_of(&text).unwrap_or_default()
        } else {
            text
        };
        if text.trim().is_empty() {
            return self.say(strings::no_text_in(&name), None);
        }
        if text.chars().take(10_000).filter(|c| c.is_control() && !c.is_whitespace()).count() > 100 {
            return self.say(strings::no_text_file(&name), None);
        }
        self.load_another(text);
        if guessed {
            self.say(strings::encoding_guessed(&name), None);
        }
    }

    /// What was pasted looks like a document and is none: it is in the box, as anything else that is pasted.
    pub(super) fn no_document(&mut self, text: &str, message: &str) {
        self.put(text);
        self.change();
        self.say(strings::not_a_document(strings::PASTED_FILE, message), None);
    }

    /// Several people's files have been read, each with its name.
    pub(super) fn open_together(&mut self, files: Vec<(String, String)>) {
        let (names, texts): (Vec<String>, Vec<String>) = files.into_iter().unzip();
        self.later(async move {
            let merged = exchange::merged(&names, &texts).await;
            Happening::Imported(names.join(", "), merged.map(|document| (document, Vec::new(), false, false)))
        });
    }

    /// A document has been read from a file.
    pub(super) fn imported(&mut self, name: &str, opened: Result<OpenedFile, String>) {
        let (document, unplaced, another_text, is_whole) = match opened {
            Err(message) => return self.say(strings::not_a_document(name, &message), None),
            Ok((document, ..)) if document.text.trim().is_empty() => return self.say(strings::no_text_in(name), None),
            Ok((document, unplaced, another_text, is_whole)) => {
                (document.into_inner(), unplaced, another_text, is_whole)
            }
        };
        let is_about_this = self.shown.as_ref().is_some_and(|shown| *shown.text == document.text);
        if is_about_this && document.edits.is_empty() && self.incoming.is_none() {
            self.add_marks(&document);
        } else {
            self.load_document(document, is_whole);
        }
        if another_text || !unplaced.is_empty() {
            let words = if another_text { strings::of_another_text(name) } else { strings::UNPLACED.to_owned() };
            self.notice = Some(Notice { items: unplaced, ..Notice::new(words) });
        }
    }

    /// A document that a file brings, with its own marks if they are not those that would be made anyway.
    fn load_document(&mut self, document: Document, is_whole: bool) {
        let Document { text, edits, annotations, engine, .. } = document;
        self.load_another(text.clone());
        // They are of the file's text, to the letter; whoever has written it need not have tidied it.
        let canonical = Canonical::new(&text).into_text();
        let mut history = History::of(edits);
        history.rebase(&text, &canonical);
        let is_ours = is_whole && engine.as_deref() == Some(env!("CARGO_PKG_VERSION"));
        let frozen = (!is_ours && !annotations.is_empty() && canonical == text).then(|| annotations.into());
        if frozen.is_some() || !history.edits().is_empty() {
            self.work = Rc::new(Work { history, frozen, ..Work::default() });
            self.based = text.into();
        }
    }

    /// A file's marks of the text that is open: what people made of it is done here too, in one step.
    fn add_marks(&mut self, document: &Document) {
        let Some(shown) = self.shown.clone() else { return };
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
        self.document += 1;
        self.work = Rc::new(work);
        self.change();
    }

    /// The mark that is to be attached to the words that are selected next.
    pub(super) fn to_attach(&self) -> Option<Attaching> {
        let item = self.notice.as_ref()?.items.get(self.attaching?)?;
        Some(Attaching { labels: item.labels?, words: item.words.clone().into(), note: item.note.clone() })
    }

    /// What was to be attached has been: it need not be listed any more.
    pub(super) fn was_attached(&mut self) {
        if let Some((item, notice)) = self.attaching.take().zip(self.notice.as_mut()) {
            notice.items.remove(item);
            if notice.items.is_empty() {
                self.notice = None;
            }
        }
    }

    /// The document as it leaves the page.
    pub(super) fn leaving(&self) -> Leaving {
        let (given, work) = self.now();
        let text = Canonical::new(&given).into_text();
        let shown = self.shown.as_ref().filter(|shown| *shown.text == text).map(|shown| &shown.analysis);
        let document = Document {
            id: self.title(&given),
            engine: shown.map(|analysis| analysis.engine.to_string()),
            annotations: shown.map(|analysis| analysis.annotations.clone()).unwrap_or_default(),
            edits: work.history.edits().to_vec(),
            extra: Extra::default(),
            text,
        };
        // What is set aside is the engine's doing, and hides no mark that a file or a link came with.
        let asides = shown.filter(|_| work.frozen.is_none()).map(|analysis| analysis.asides.clone());
        (document, asides.unwrap_or_default(), work.view)
    }

    /// What the document is called.
    pub(super) fn title(&self, text: &str) -> String {
        let draft = self.drafts.iter().find(|draft| draft.id == self.slot.id());
        let incoming = self.incoming.as_ref().map(|incoming| &incoming.title).filter(|title| !title.is_empty());
        incoming.or(draft.map(|draft| &draft.title)).cloned().unwrap_or_else(|| keep::title(text))
    }

    /// Hands the document over as a file of the format whose files end so.
    pub(super) fn save_file(&mut self, extension: String) {
        let leaving = self.leaving();
        let given = self.now().0;
        if matches!(self.dialog, Some(Dialog::Save)) {
            self.close_dialog();
        }
        // The name of a file looks as it reads.
        let title = with_direction_signs(&leaving.0.id).into_owned();
        if extension == PLAIN {
            return keep::download(&[&title, ".", PLAIN].concat(), &given, "text/plain");
        }
        self.later(async move {
            let name = [&title, ".", &extension].concat();
            match exchange::written(&leaving, &extension).await {
                Ok(file) => {
                    keep::download(&name, &file, "application/octet-stream");
                    Happening::Say(Notice::new(strings::saved_as(&name)))
                }
                Err(message) => {
                    keep::download(&[&title, ".", PLAIN].concat(), &given, "text/plain");
                    Happening::Say(Notice::new(strings::only_text_saved(&message)))
                }
            }
        });
    }

    /// Copies what is shown, with its marks.
    pub(super) fn copy_marked(&mut self) {
        let leaving = self.leaving();
        self.close_dialog();
        self.later(async move {
            let said = match exchange::copy_marked(&leaving).await {
                Ok(()) => strings::COPIED.to_owned(),
                Err(message) => strings::not_copied(&message),
            };
            Happening::Say(Notice::new(said))
        });
    }
}
