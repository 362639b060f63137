//! What is open, selected and under way on the screen.

use reportedly_document::{Byte, Id, Layer, Part, Span};
use yew::AttrValue;

use crate::command::Tab;
use crate::navigation::Departure;

/// What a person sees and does besides the document: it is lost without any loss of work.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ui {
    /// The one segment of the article that the Tab key leads to.
    pub(crate) tab_stop: Option<u32>,
    /// The card that is open.
    pub(crate) card: Option<Card>,
    /// Words that are selected.
    pub(crate) selection: Option<Span<Byte>>,
    /// What the next words that are chosen are for.
    pub(crate) picking: Option<(Id, Part)>,
    /// A note as it is being typed, and of which mark it is: what is in the box, whatever else is drawn anew.
    pub(crate) writing: Option<(Id, String)>,
    /// The marks that were chosen in the panel, by their places.
    pub(crate) selected: Vec<usize>,
    /// Those that an entry of the panel is about which the pointer is on.
    pub(crate) hovered: Vec<usize>,
    /// The page of the panel.
    pub(crate) tab: Tab,
    /// How much of the page is listed, in lengths of a list.
    pub(crate) pages: usize,
    /// Whether hedges are listed by voice.
    pub(crate) by_voice: bool,
    /// What is open over the bar.
    pub(crate) overlay: Overlay,
    /// The words that were looked for last, and whether they are nowhere.
    pub(crate) search: (String, bool),
    /// What a screen reader is told.
    pub(crate) announcement: AttrValue,
    /// Where the keyboard is to go when what was done is on the screen.
    pub(crate) focus: Option<Focus>,
    /// The moves between text and panel that can be undone, the last one last.
    pub(crate) departures: Vec<Departure>,
    /// Where the move began that has just been undone.
    pub(crate) undone_move: Option<Departure>,
    /// Whether what only paper has is made: from the first time on that the browser prints.
    pub(crate) printing: bool,
}

/// An open card.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Card {
    /// The piece that it explains, as its piece's `at`.
    pub(crate) at: u32,
    /// What opened it.
    pub(crate) trigger: CardTrigger,
}

/// What opened a card, from the most fleeting to the most lasting.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum CardTrigger {
    /// The pointer is over the mark, at this place of the window.
    Pointer {
        /// From the left edge, in CSS pixels.
        x: i32,
        /// From the upper edge, in CSS pixels.
        y: i32,
    },
    /// The keyboard's focus is on the mark.
    Focus,
    /// A click, or Enter: it stays until it is closed.
    Pin,
}

/// What is open over the bar.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Overlay {
    /// Nothing.
    #[default]
    Nothing,
    /// The kinds of a layer.
    Kinds(Layer),
    /// The settings.
    Menu,
    /// The keys.
    Help,
    /// A box that finds words to mark.
    Find,
}

/// Where the keyboard goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Focus {
    /// To the mark of this name.
    Mark(u32),
    /// To the same mark, and the page scrolls there.
    Reveal(u32),
    /// The page scrolls there, and the keyboard follows unless it is at a button, to press it again.
    Return(u32),
    /// Into the card.
    Card,
    /// To the note in the card.
    Note,
    /// To the list of speakers in the card.
    Speaker,
    /// To what lies over the bar.
    Overlay,
    /// To the box that finds words.
    Find,
    /// To the article as a whole, as there is no mark.
    Article,
    /// To the panel, and the page scrolls there.
    Panel,
    /// To where a move between text and panel began, and the page scrolls there.
    Departure,
}
