//! What a host and a reader tell each other.

use std::rc::Rc;

use reportedly_document::{Analysis, Annotation, Canonical, Document, History, Labels, View, resolve};
use reportedly_protocol::LinkContent;
use serde::{Deserialize, Serialize};

/// A person's work on a document: what a host keeps of it, beside the text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct UserWork {
    /// What was done to the marks, with what can be undone and done again.
    pub history: History,
    /// Which marks are shown.
    pub view: View,
    /// The marks that a link or a file came with, in the place of those that the engine finds.
    #[serde(skip)]
    pub frozen: Option<Rc<[Annotation]>>,
    /// Whether the person marks first, and the machine's marks are shown afterwards.
    #[serde(skip)]
    pub answers: QuizMode,
}

impl UserWork {
    /// The text that a link brought, and the work on it: the sender's view and edits, and the sender's marks if they are frozen.
    /// A reader who is to mark first begins without any.
    pub fn of_link(content: LinkContent) -> (String, UserWork) {
        let LinkContent { document, view, frozen, reader_first, .. } = content;
        let Document { text, edits, annotations, .. } = document.into_inner();
        let frozen = frozen.then(|| annotations.into());
        let sent = UserWork { history: History::of(edits), view, frozen, answers: QuizMode::None };
        let work = if reader_first { UserWork::of_class(Canonical::new(&text).text(), sent) } else { sent };
        (text, work)
    }

    /// The work that a class begins with: the sender's marks, with what the sender did to them, are what the reader's own are
    /// compared with, and nothing of them is shown before. `text` is canonical.
    fn of_class(text: &str, sent: UserWork) -> UserWork {
        let UserWork { history, frozen, view, .. } = sent;
        let frozen = frozen.map(|marks| resolve(text, &marks, history.edits()).annotations.into());
        UserWork { frozen, view, answers: QuizMode::Hidden, history: History::default() }
    }
}

/// A mark of a file that has no place yet: it is to be attached to the words that are selected next.
#[derive(Clone, Debug, PartialEq)]
pub struct PendingMark {
    /// What the mark is called.
    pub labels: Labels,
    /// The words that it was about, for the button.
    pub words: yew::AttrValue,
    /// The note on it.
    pub note: Option<String>,
}

/// For classrooms: whether the marks that the text came with are hidden until the reader has marked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum QuizMode {
    /// They are not a question.
    #[default]
    None,
    /// They are hidden still.
    Hidden,
    /// They are shown, beside the person's own.
    Shown,
}

/// What a reader shows: for a host that keeps it, or writes it to a file.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// Which document, as the host has numbered it.
    pub document: u32,
    /// The canonical text.
    pub text: Rc<str>,
    /// What was found, with the marks as the person has corrected them.
    pub analysis: Rc<Analysis>,
    /// The person's work.
    pub work: Rc<UserWork>,
    /// The mark that the person has selected: the one that an open card is about, or an entry of the panel. Only known to hosts
    /// with a [`ChangeGuard`](crate::ChangeGuard).
    pub selected_mark: Option<reportedly_document::Id>,
}

impl Snapshot {
    /// Whether this is just what the other is.
    pub(super) fn is(&self, other: &Snapshot) -> bool {
        Rc::ptr_eq(&self.analysis, &other.analysis)
            && Rc::ptr_eq(&self.work, &other.work)
            && self.selected_mark == other.selected_mark
    }
}

/// What a person has chosen about reading, whatever the document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// How marks are drawn.
    pub style: Style,
    /// Whether keys without Ctrl or Alt do nothing (WCAG 2.1.4).
    pub no_keys: bool,
    /// Whether a screen reader is told of every mark in the running text.
    pub announce: bool,
}

/// How marks are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// Tints and lines.
    #[default]
    Full,
    /// Lines alone.
    Lines,
    /// Tints and lines, with the kind of each mark in small letters.
    Labels,
    /// Tints and lines, with a letter at each name that tells its kind.
    Letters,
}

impl Style {
    /// All there are.
    pub const ALL: [Style; 4] = [Style::Full, Style::Lines, Style::Labels, Style::Letters];

    /// Its name in style sheets and settings.
    pub fn label(self) -> &'static str {
        match self {
            Style::Full => "full",
            Style::Lines => "lines",
            Style::Labels => "labels",
            Style::Letters => "letters",
        }
    }
}

impl Settings {
    /// The settings as a few words, for a host that remembers them.
    pub fn words(self) -> String {
        let flag = |is, word| if is { word } else { "" };
        [self.style.label(), flag(self.no_keys, "no-keys"), flag(self.announce, "announce")].join(" ")
    }

    /// The settings that these words say. What they do not say is as if nothing was chosen.
    pub fn of_words(words: &str) -> Settings {
        let has = |word| words.split(' ').any(|one| one == word);
        Settings {
            style: Style::ALL.into_iter().find(|style| has(style.label())).unwrap_or_default(),
            no_keys: has("no-keys"),
            announce: has("announce"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use reportedly_document::{Edit, Entity, EntityKind, Part, Span, assign_ids};

    #[test]
    fn a_class_sees_nothing_of_what_the_sender_marked() {
        let text = "Talks in Oman and Bergen.";
        let mark = |start: u32, end: u32| {
            Annotation::machine(Entity { span: Span::new(start, end), kind: EntityKind::Place }, "test")
        };
        let mut marks = vec![mark(9, 13)];
        assign_ids(text, &mut marks);
        let add = Edit::add(text, vec![(Part::Entity, Span::new(18, 24))], Labels::Entity(EntityKind::Place));
        let sent = UserWork { history: History::of(vec![add]), frozen: Some(marks.into()), ..UserWork::default() };
        let begun = UserWork::of_class(text, sent);
        assert_eq!((begun.answers, begun.history.edits().len()), (QuizMode::Hidden, 0));
        let compared: Vec<&str> =
            begun.frozen.iter().flat_map(|all| all.iter()).map(|it| it.cover().of(text)).collect();
        assert_eq!(compared, ["Oman", "Bergen"]);
    }

    #[test]
    fn settings_survive_being_remembered() {
        for style in Style::ALL {
            for (no_keys, announce) in [(false, false), (true, false), (false, true), (true, true)] {
                let settings = Settings { style, no_keys, announce };
                assert_eq!(Settings::of_words(&settings.words()), settings);
            }
        }
        assert_eq!(Settings::of_words("loud"), Settings::default());
    }
}
