//! What can happen to a reader.

use std::rc::Rc;

use reportedly_document::{Byte, Id, Layer, Part, Span};

use super::{Card, Focus};
use crate::api::UserWork;
use crate::command::{Command, MarkIndex};
use crate::engine::Event;
use crate::text::Text;

/// What can happen to a reader.
#[derive(Clone, Debug)]
pub(crate) enum Action {
    /// The host gave a text of this document, with the person's work on the document if it is another one.
    Read(Rc<Text>, u32, Rc<UserWork>),
    /// The engine reported.
    Engine(Event),
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
    /// These words were looked for, and were found or not.
    Search(String, bool),
    /// Somebody clicked elsewhere: what is open closes.
    Away,
    /// The same, but what lies over the bar stays.
    CardAway,
    /// The keyboard goes back to the mark of the card.
    Back,
    /// The button that closes a card was pressed.
    CloseCard,
    /// There is something to say.
    Say(&'static str),
    /// The keyboard is wanted elsewhere.
    Focus(Focus),
    /// A link points at this mark.
    Reveal(Id),
    /// The browser is about to print.
    Print,
    /// The keyboard went to a mark, which is this one of all.
    Step(u32, usize),
    /// A button or a key.
    Do(Command),
    /// A mark's list of labels was set: which mark, which list, which label of it.
    Label(MarkIndex, Part, usize),
    /// The label with this number, for the mark that the keyboard is at.
    LabelByKey(usize),
    /// The end of the current mark is to move by a word, or else its beginning; forward, or else back.
    Nudge(bool, bool),
    /// A statement's speaker was chosen from the list: which statement, and which of [`Derived::speakers`](crate::derived::Derived::speakers).
    Speaker(MarkIndex, usize),
    /// A note was written.
    Note(MarkIndex, String),
    /// A host wants these layers to be shown, and no others.
    ShowLayers(Vec<Layer>),
    /// The host's guard has been asked about this action already.
    Allowed(Box<Action>),
    /// A note is being written, and is this by now.
    Write(MarkIndex, String),
    /// What was written of a note by now is to be kept.
    KeepNote,
    /// One end of a part of a mark is to be at another place: which mark, which part's span, and what it is to be.
    Resize(usize, Part, Span<Byte>, Span<Byte>),
}

#[cfg(feature = "change-guard")]
impl Action {
    /// Whether a person has asked for it, so that the host may refuse it.
    pub(crate) fn is_guarded(&self) -> bool {
        !matches!(self, Action::Engine(_) | Action::Read(..) | Action::Allowed(_))
    }
}
