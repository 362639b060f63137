//! What can happen to a reader, by where it comes from.

use std::rc::Rc;

use derive_more::From;
use reportedly_document::{Byte, Id, Layer, Part, Span};

use super::{Card, Focus, Split, TextBox};
use crate::api::UserWork;
use crate::command::{Command, MarkIndex};
use crate::engine::Event;
use crate::text::Text;

/// What can happen to a reader. An action by a source becomes one by `into`.
#[derive(Clone, Debug, From)]
pub(crate) enum Action {
    /// The host wants something.
    Host(HostAction),
    /// The engine reported.
    Engine(Event),
    /// What is open, selected or focused changes; the document does not.
    Ui(UiAction),
    /// A mark is corrected in the card, or by a key that acts on a part of it.
    Edit(EditAction),
    /// A button, a key or the host asks for it.
    Do(Command),
    /// The host's guard has been asked about this action already.
    #[from(skip)]
    Allowed(Box<Action>),
}

/// What a host wants.
#[derive(Clone, Debug)]
pub(crate) enum HostAction {
    /// A text of this document is to be read, and this is known of its lines. `work` is the person's, if it is another document
    /// than before.
    Read { text: Rc<Text>, known: Rc<str>, document: u32, work: Rc<UserWork> },
    /// A link points at this mark.
    Reveal(Id),
    /// These layers are to be shown, and no others.
    ShowLayers(Vec<Layer>),
}

/// What happens on the screen alone.
#[derive(Clone, Debug)]
pub(crate) enum UiAction {
    /// A card is wanted.
    Open(Card),
    /// The pointer has left: a card that it opened closes.
    PointerLeft,
    /// The keyboard's focus has left: a card that it opened closes.
    FocusLeft,
    /// The pointer or the focus is on an entry of the panel that is about these marks, or on none.
    Hover(Vec<MarkIndex>),
    /// Words were selected, or none are any more.
    Select(Option<Span<Byte>>),
    /// These words are looked for, from this byte of the text on.
    Search { words: String, from: u32 },
    /// The words that are looked for are so often in what the panel lists.
    FoundInPanel(usize),
    /// Somebody clicked on nothing that can be opened: what is open closes.
    ClickedElsewhere,
    /// The same, but what lies over the bar stays.
    ClickedOffCard,
    /// The keyboard goes back to the mark of the card.
    ReturnToMark,
    /// The button that closes a card was pressed.
    CloseCard,
    /// A heading was chosen to be merged with, by one of its statements, or none.
    ChooseMerge(Option<MarkIndex>),
    /// What is to be split off a heading was chosen, or nothing.
    ChooseSplit(Option<(MarkIndex, Split)>),
    /// A screen reader is to be told something.
    Announce(&'static str),
    /// The keyboard is wanted elsewhere.
    Focus(Focus),
    /// The browser is about to print.
    Print,
    /// It has printed, or the person has thought better of it.
    Printed,
    /// The keyboard went to a segment, whose mark has this number among all.
    Step { segment: u32, number: usize },
}

/// What is done to a mark.
#[derive(Clone, Debug)]
pub(crate) enum EditAction {
    /// A list of labels was set: which mark, which list, which label of it.
    SetLabel(MarkIndex, Part, usize),
    /// The label with this number, for the mark that the keyboard is at.
    SetLabelByKey(usize),
    /// A statement's speaker was chosen: which statement, and which of [`Lists::speakers`](crate::lists::Lists::speakers).
    SetSpeaker(MarkIndex, usize),
    /// A statement's speaker was typed.
    TypeSpeaker(MarkIndex, String),
    /// The heading of a statement was given another name.
    RenameSource(MarkIndex, String),
    /// The heading of a statement was said to be another kind of source, by its number.
    SetSourceClass(MarkIndex, usize),
    /// A note was written.
    SetNote(MarkIndex, String),
    /// Something is being written about a mark, and is this by now.
    Type(TextBox, MarkIndex, String),
    /// What was written of a note by now is to be saved.
    SaveNote,
    /// A span of a part of a mark is to cover other words.
    Resize { index: usize, part: Part, from: Span<Byte>, to: Span<Byte> },
    /// The end of the current mark is to move by a word, or else its beginning; forward, or else back.
    Nudge { end: bool, forward: bool },
}

impl Action {
    /// Whether a note that is being typed is saved before this.
    pub(super) fn ends_typing(&self) -> bool {
        !matches!(
            self,
            Action::Engine(_)
                | Action::Edit(EditAction::Type(..))
                | Action::Ui(UiAction::Hover(_) | UiAction::PointerLeft | UiAction::FoundInPanel(_))
        )
    }

    /// Whether a person has asked for it, so that the host may refuse it.
    #[cfg(feature = "change-guard")]
    pub(crate) fn is_guarded(&self) -> bool {
        !matches!(self, Action::Engine(_) | Action::Host(HostAction::Read { .. }) | Action::Allowed(_))
    }
}
