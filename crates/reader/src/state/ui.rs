//! What is open, selected and under way on the screen.

use reportedly_document::{Byte, Id, Layer, Part, Span};
use yew::AttrValue;

use super::{SourceEditor, State, UiAction};
use crate::command::{MarkIndex, Tab};
use crate::navigation::Departure;
use crate::search::Search;
use crate::spotlight::Spotlight;
use crate::strings;
use crate::triage::Triage;

/// What a person sees and does besides the document: it is lost without any loss of work.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ui {
    /// The one segment of the article that the Tab key leads to.
    pub(crate) tab_stop: Option<u32>,
    /// The card that is open.
    pub(crate) card: Option<Card>,
    /// Words that are selected.
    pub(crate) selected_words: Option<Span<Byte>>,
    /// What the next words that are chosen are for.
    pub(crate) picking: Option<(Id, Part)>,
    /// What is being typed: it stays in its box, whatever else is drawn anew.
    pub(crate) writing: Option<Writing>,
    /// The marks that were chosen in the panel, by their indices.
    pub(crate) chosen_marks: Vec<usize>,
    /// Those that an entry of the panel is about which the pointer is on.
    pub(crate) hovered: Vec<usize>,
    /// The marks that are looked at alone.
    pub(crate) spotlight: Option<Spotlight>,
    /// The unsure marks that are gone through, one by one.
    pub(crate) triage: Option<Triage>,
    /// The heading of the panel that is being corrected.
    pub(crate) source_editor: Option<SourceEditor>,
    /// The page of the panel.
    pub(crate) tab: Tab,
    /// How much of the page is listed, in lengths of a list.
    pub(crate) pages: usize,
    /// Whether hedges are listed by voice.
    pub(crate) by_voice: bool,
    /// What is open over the bar.
    pub(crate) overlay: Overlay,
    /// The words that are looked for, and where they are.
    pub(crate) search: Option<Search>,
    /// A link points at a mark that is not here.
    pub(crate) lost_link: bool,
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
    /// Whether that is a hand-out for a class: statements have numbers, and there are lines to write on.
    pub(crate) handout: bool,
    /// Whether the browser is to print when all is drawn.
    pub(crate) prints_now: bool,
}

/// What is being typed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Writing {
    pub(crate) text_box: TextBox,
    /// What it is typed about: a mark, or a heading by the statement that its editor was opened with.
    pub(crate) mark: Id,
    pub(crate) words: String,
}

/// A box that text is typed into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextBox {
    /// The note of the card.
    Note,
    /// The name of the speaker, in the card.
    Speaker,
    /// The name of the heading that is being corrected, in the panel.
    Heading,
}

/// An open card.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Card {
    /// The segment that it explains, by its first byte.
    pub(crate) segment: u32,
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
    /// The page scrolls there if that is not seen clear of the bar at its foot, and the keyboard follows unless it is at a button.
    /// No card opens.
    Follow(u32),
    /// To the button that starts the review of unsure marks.
    TriageButton,
    /// To the button that opens what a heading is corrected with, by its first statement.
    SourceButton(u32),
    /// To the same button as `Return` goes to a mark.
    ReturnToSource(u32),
    /// To the name of the heading that is being corrected.
    SourceName,
    /// Into the card.
    Card,
    /// To the note in the card.
    Note,
    /// To the list of speakers in the card.
    Speaker,
    /// To what lies over the bar.
    Overlay,
    /// To the box for words that are looked for.
    Find,
    /// To where it was before words were looked for.
    BeforeSearch,
    /// To the article as a whole, as there is no mark.
    Article,
    /// To the panel, and the page scrolls there.
    Panel,
    /// To where a move between text and panel began, and the page scrolls there.
    Departure,
}

impl Focus {
    /// The segment that the page scrolls to, wherever in the text that is.
    pub(crate) fn revealed(self) -> Option<u32> {
        if let Focus::Reveal(segment) | Focus::Follow(segment) = self { Some(segment) } else { None }
    }
}

impl State {
    pub(super) fn handle_ui(&mut self, action: UiAction) {
        match action {
            UiAction::Open(card) => self.open(card),
            UiAction::PointerLeft => {
                self.ui.card.take_if(|card| matches!(card.trigger, CardTrigger::Pointer { .. }));
            }
            UiAction::FocusLeft => {
                self.ui.card.take_if(|card| card.trigger == CardTrigger::Focus);
            }
            UiAction::Hover(marks) => self.ui.hovered = self.checked_all(marks.into_iter()),
            UiAction::Select(words) => {
                self.ui.selected_words = words.filter(|_| !self.host.read_only);
                if self.ui.selected_words.is_some() {
                    self.ui.card = None;
                    self.ui.overlay = Overlay::Nothing;
                }
            }
            UiAction::Search { words, from } => self.look_for(words, from),
            UiAction::FoundInPanel(count) => self.set_found_in_panel(count),
            UiAction::Step { segment, number } => {
                self.ui.tab_stop = Some(segment);
                self.ui.announcement = strings::position(number, self.derived.layout.stops.len()).into();
            }
            UiAction::ClickedElsewhere => {
                self.ui.card = None;
                self.ui.overlay = Overlay::Nothing;
            }
            UiAction::ClickedOffCard => self.ui.card = None,
            UiAction::CloseCard => self.close_card(),
            UiAction::ChooseMerge(with) => self.choose_merge(with),
            UiAction::ChooseSplit(of) => self.choose_split(of),
            UiAction::Announce(words) => self.ui.announcement = words.into(),
            UiAction::ReturnToMark => self.ui.focus = self.ui.card.map(|card| Focus::Mark(card.segment)),
            UiAction::Focus(focus) => self.ui.focus = Some(focus),
            UiAction::Print => self.ui.printing = true,
            UiAction::Printed => {
                self.ui.printing = false;
                self.set_handout(false);
            }
        }
    }

    pub(super) fn open(&mut self, card: Card) {
        let Some(segment) = self.derived.layout.segment(card.segment).filter(|segment| segment.is_marked()) else {
            return;
        };
        let by_pointer = matches!(card.trigger, CardTrigger::Pointer { .. });
        if segment.stop && !by_pointer {
            self.ui.tab_stop = Some(card.segment);
        }
        // The pointer passes over marks on its way elsewhere: it must not tear a pinned card away, nor what is selected.
        let pinned = self.ui.card.filter(|card| card.trigger == CardTrigger::Pin);
        let is_held = pinned.is_some() || self.ui.selected_words.is_some();
        // And the focus may come back to the mark that a card is about.
        let same = card.trigger == CardTrigger::Focus && pinned.is_some_and(|pinned| pinned.segment == card.segment);
        if card.trigger == CardTrigger::Pin
            && let Some((_, part)) = self.ui.picking
        {
            return self.pick_mark(card.segment, part);
        }
        if !(by_pointer && is_held || same) {
            self.ui.card = Some(card);
        }
    }

    /// Closes a card that the pointer or the focus opened.
    #[cfg(feature = "change-guard")]
    pub(crate) fn close_passing_card(&mut self) {
        self.ui.card.take_if(|card| card.trigger != CardTrigger::Pin);
    }

    /// Takes what is being typed.
    pub(super) fn write(&mut self, text_box: TextBox, mark: MarkIndex, words: String) {
        let mark = match text_box {
            TextBox::Note | TextBox::Speaker => self.shown(mark.0).map(|mark| mark.id.clone()),
            TextBox::Heading => self.ui.source_editor.as_ref().map(|editor| editor.statement.clone()),
        };
        self.ui.writing = mark.map(|mark| Writing { text_box, mark, words });
    }

    /// What is being typed into a box, if anything is.
    pub(crate) fn written(&self, text_box: TextBox, mark: &Id) -> Option<&str> {
        let writing = self.ui.writing.as_ref()?;
        (writing.text_box == text_box && writing.mark == *mark).then_some(&*writing.words)
    }

    /// Whether the box is on the screen that something is being typed into.
    pub(super) fn is_open(&self, writing: &Writing) -> bool {
        if writing.text_box == TextBox::Heading {
            return self.ui.source_editor.as_ref().is_some_and(|editor| editor.statement == writing.mark);
        }
        self.explained().iter().any(|&(index, _)| self.shown(index).is_some_and(|mark| mark.id == writing.mark))
    }

    /// Whether a card is open that stays.
    pub(crate) fn is_pinned(&self) -> bool {
        self.ui.card.is_some_and(|card| card.trigger == CardTrigger::Pin)
    }

    /// What the open card lists: annotations and the parts that they have here, the shortest annotation first.
    pub(crate) fn explained(&self) -> Vec<(usize, Part)> {
        let segment = self.ui.card.and_then(|card| self.derived.layout.segment(card.segment));
        segment.map(|segment| segment.marks(&self.derived.analysis.annotations)).unwrap_or_default()
    }

    /// The marks that are looked at alone: all else steps back.
    pub(crate) fn isolated(&self) -> Option<Vec<usize>> {
        self.triaged().map(|index| vec![index]).or_else(|| self.spotlight().map(|(_, marks)| marks))
    }

    /// The annotations that stand out, in ascending order of their indices where they are looked at alone: those; else those of
    /// the panel's entry that is pointed at; else those that were chosen, unless
    /// a card is open elsewhere; then the shortest attribution there.
    pub(crate) fn highlighted(&self) -> Vec<usize> {
        if let Some(marks) = self.isolated() {
            return marks;
        }
        if !self.ui.hovered.is_empty() {
            return self.ui.hovered.clone();
        }
        let here: Vec<usize> = self.explained().iter().map(|&(index, _)| index).collect();
        if !self.ui.chosen_marks.is_empty()
            && (here.is_empty() || here.iter().any(|index| self.ui.chosen_marks.contains(index)))
        {
            return self.ui.chosen_marks.clone();
        }
        let is_attribution = |index: &&usize| self.derived.analysis.annotations[**index].attribution().is_some();
        here.iter().find(is_attribution).copied().into_iter().collect()
    }

    /// The mark that keys are about: the shortest at the open card, or else at the keyboard's place.
    pub(crate) fn current(&self) -> Option<(usize, Part)> {
        let start = self.ui.card.map(|card| card.segment).or(self.ui.tab_stop)?;
        self.derived.layout.segment(start)?.marks(&self.derived.analysis.annotations).first().copied()
    }

    /// Whether a statement has a part at this segment.
    pub(crate) fn has_statement_at(&self, start: Option<u32>) -> bool {
        let segment = start.and_then(|start| self.derived.layout.segment(start));
        let is_statement =
            |&(index, _): &(usize, Part)| self.derived.analysis.annotations[index].layer() == Layer::Attribution;
        segment.is_some_and(|segment| segment.marks(&self.derived.analysis.annotations).iter().any(is_statement))
    }

    /// The span of a mark's part that lies at the open card: what handles move.
    pub(crate) fn held(&self) -> Option<(usize, Part, Span<Byte>)> {
        let card = self.ui.card.filter(|card| card.trigger == CardTrigger::Pin && !self.host.read_only)?;
        let (index, part) = *self.explained().first()?;
        let holds = |(of, span): &(Part, Span<Byte>)| *of == part && span.holds(card.segment);
        let (_, span) = self.derived.analysis.annotations[index].parts().find(holds)?;
        Some((index, part, span))
    }
}
