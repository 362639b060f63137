//! Files: what a person opens, and what the page hands over.

use std::rc::Rc;

use reportedly_document::{Canonical, Document, Extra, History};

use super::{Happening, Page};
use crate::clipboard;
use crate::keep;
use crate::reader::Work;
use crate::strings;

impl Page {
    /// A file has been read.
    pub(super) fn open_file(&mut self, name: String, text: String, guessed: bool) {
        let lower = name.to_ascii_lowercase();
        if lower.ends_with(".json") {
            let exchange = self.exchange.clone();
            return self.later(async move {
                let document = keep::document_in(&exchange, &text).await;
                Happening::Imported(name, document)
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

    /// A document has been read from a file.
    pub(super) fn imported(&mut self, name: &str, document: Result<Document, String>) {
        match document {
            Err(message) => self.say(strings::not_a_document(name, &message), None),
            Ok(document) if document.text.trim().is_empty() => self.say(strings::no_text_in(name), None),
            Ok(Document { text, edits, .. }) => {
                self.load_another(text.clone());
                if !edits.is_empty() {
                    // They are of the file's text, to the letter; whoever has written it need not have tidied it.
                    let mut history = History::of(edits);
                    history.rebase(&text, Canonical::new(&text).text());
                    self.work = Rc::new(Work { history, ..Work::default() });
                    self.based = text.into();
                }
            }
        }
    }

    /// Hands the document over as a file.
    pub(super) fn save_file(&mut self) {
        let (given, work) = self.now();
        let text = Canonical::new(&given).into_text();
        let shown = self.shown.as_ref().filter(|shown| *shown.text == text).map(|shown| &shown.analysis);
        let draft = self.drafts.iter().find(|draft| draft.id == self.slot.id());
        let title = draft.map_or_else(|| keep::title(&given), |draft| draft.title.clone());
        let document = Document {
            id: title.clone(),
            engine: shown.map(|analysis| analysis.engine.to_string()),
            annotations: shown.map(|analysis| analysis.annotations.clone()).unwrap_or_default(),
            edits: work.history.edits().to_vec(),
            extra: Extra::default(),
            text,
        };
        let exchange = self.exchange.clone();
        self.later(async move {
            match keep::written(&exchange, &document).await {
                Ok(file) => {
                    keep::download(&[&title, ".json"].concat(), &file, "application/json");
                    Happening::Idle
                }
                Err(message) => {
                    keep::download(&[&title, ".txt"].concat(), &given, "text/plain");
                    Happening::Say(super::Notice::new(strings::only_text_saved(&message)))
                }
            }
        });
    }
}
