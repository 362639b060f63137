//! What happens on the screen, and what it means.
//!
//! One listener hears all of it, and asks what it happened on: there are thousands of marks and hundreds of buttons.

use std::cell::{Cell, RefCell};

use gloo_timers::callback::Timeout;
use reportedly_document::{Byte, EntityKind, HedgeKind, Kind, Label, Part, Span, snap, word_after, word_before};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, KeyboardEvent, MouseEvent, PointerEvent};

use super::command::{Command, MarkIndex};
use super::dom_position::{byte_at, deselect, reveal_words, select, selected_words};
use super::field::Field;
use super::keys::{Key, meaning};
use super::layout::Step;
use super::minimap;
use super::navigation::row_seen;
use super::state::{Card, CardTrigger, EditAction, Focus, Overlay, Phase, Split, TextBox, UiAction};
use crate::Reader;
use crate::strings;

/// How long the keyboard rests before a note is kept, in milliseconds.
const PAUSE: u32 = 400;

/// What the pointer and the keyboard are in the middle of. It changes while nothing is drawn, and decides nothing that is.
#[derive(Default)]
pub(crate) struct InputState {
    /// A handle that is being dragged.
    drag: Cell<Option<Drag>>,
    /// Words that are being selected with the keyboard.
    pub(crate) caret: Cell<Option<Caret>>,
    /// What had the focus before words were looked for.
    pub(crate) before_search: RefCell<Option<Element>>,
    /// Saves a note when the keyboard rests.
    pause: RefCell<Option<Timeout>>,
    /// The reader itself moves the focus: its cards need not open.
    pub(crate) own_focus: Cell<bool>,
    /// A button of the pointer is down.
    pressing: Cell<bool>,
    /// Whether the last click was in the panel.
    pub(crate) in_panel: Cell<bool>,
}

/// A handle that is being dragged: which mark's part, and where it is to end or begin.
#[derive(Clone, Copy)]
pub(super) struct Drag {
    index: usize,
    part: Part,
    from: Span<Byte>,
    to: Span<Byte>,
    end: bool,
}

/// Words that are selected with the keyboard: from one word to another, which is the one that moves.
#[derive(Clone, Copy)]
pub(super) struct Caret {
    anchor: Span<Byte>,
    head: Span<Byte>,
}

/// What an event happened on.
struct Target(Element);

impl Target {
    fn of(event: &Event) -> Option<Target> {
        event.target()?.dyn_into().ok().map(Target)
    }

    fn inside(&self, selector: &str) -> Option<Element> {
        self.0.closest(selector).ok().flatten()
    }

    /// An attribute of the nearest element that has it.
    fn attribute(&self, name: &str) -> Option<String> {
        self.inside(&format!("[{name}]"))?.get_attribute(name)
    }

    /// The name of the segment of the article.
    fn mark(&self) -> Option<u32> {
        self.inside("mark[data-at]")?.get_attribute("data-at")?.parse().ok()
    }

    /// The field of the card.
    fn field(&self) -> Option<Field> {
        self.0.get_attribute("data-set")?.parse().ok()
    }

    /// Whether it is the box for words that are looked for.
    fn is_search(&self) -> bool {
        self.0.has_attribute("data-find")
    }

    fn is_in_article(&self) -> bool {
        self.inside(".reportedly-article").is_some()
    }

    fn is_in_card(&self) -> bool {
        self.inside(".reportedly-card").is_some()
    }

    /// Whether letters are typed there, and what is typed can be undone by the browser.
    fn takes_text(&self) -> bool {
        self.inside("textarea, input:not([type=checkbox])").is_some()
    }

    /// Whether letters and arrows choose from a list there.
    fn is_list(&self) -> bool {
        self.inside("select").is_some()
    }

    /// Whether Enter does something of its own there.
    fn is_control(&self) -> bool {
        self.inside("button, summary, a, label, input").is_some()
    }
}

impl Reader {
    pub(super) fn handle_event(&self, event: &Event) {
        match &*event.type_() {
            "selectionchange" => self.selection_changed(),
            "beforeprint" => self.act(UiAction::Print),
            "afterprint" if self.state.ui.printing => self.act(UiAction::Printed),
            "outside" => self.clicked_elsewhere(),
            "resize" => {
                self.put_card();
                self.place_overlay();
            }
            kind => {
                if let Some(target) = Target::of(event) {
                    self.handle_event_on(kind, event, &target);
                }
            }
        }
    }

    fn handle_event_on(&self, kind: &str, event: &Event, target: &Target) {
        match kind {
            "click" => self.clicked(event.unchecked_ref(), target),
            "change" => self.set(target),
            "input" => self.wrote(target),
            "keydown" => self.pressed(event.unchecked_ref(), target),
            "focusin" => {
                // A press brings the focus along, and opens the card by itself when it has become a click.
                if let Some(segment) =
                    target.mark().filter(|_| !self.input.own_focus.get() && !self.input.pressing.get())
                {
                    self.act(UiAction::Open(Card { segment, trigger: CardTrigger::Focus }));
                }
                self.hover_entry(target);
            }
            "focusout" => {
                // Into the card, which is the only thing in a reader with a place for this.
                let to = event.unchecked_ref::<web_sys::FocusEvent>().related_target();
                let to = to.and_then(|to| to.dyn_into::<Element>().ok()).map(Target);
                if target.mark().is_some() && !to.is_some_and(|to| to.is_in_card()) {
                    self.act(UiAction::FocusLeft);
                }
            }
            "mousedown" => {
                // A click on the toolbar leaves the words selected.
                if target.inside("[data-selection]").is_some() && !target.takes_text() {
                    event.prevent_default();
                }
            }
            _ => self.pointed(kind, event.unchecked_ref(), target),
        }
    }

    fn pointed(&self, kind: &str, event: &PointerEvent, target: &Target) {
        match kind {
            "pointerover" => {
                if target.is_in_card() {
                    self.hover.cancel();
                } else {
                    self.hover.over(target.mark(), event);
                }
                self.hover_entry(target);
            }
            "pointerleave" => self.hover.leave(),
            "pointermove" => {
                self.hover.moved(event);
                self.dragged(event);
            }
            "pointerdown" => {
                self.input.pressing.set(true);
                let handle = target.attribute("data-handle");
                if let Some((handle, (index, part, from))) = handle.zip(self.state.held()) {
                    event.prevent_default();
                    self.input.drag.set(Some(Drag { index, part, from, to: from, end: handle == "end" }));
                    if let Some(root) = self.root() {
                        // Where a browser refuses, the handle moves as long as the pointer is over the reader.
                        let _ = root.set_pointer_capture(event.pointer_id());
                    }
                }
            }
            "pointerup" | "pointercancel" => {
                self.input.pressing.set(false);
                if let Some(drag) = self.input.drag.take() {
                    if let Some(article) = self.article() {
                        deselect(&article);
                    }
                    if kind == "pointerup" {
                        let Drag { index, part, from, to, .. } = drag;
                        self.act(EditAction::Resize { index, part, from, to });
                    }
                }
            }
            _ => {}
        }
    }

    /// Shows where a handle would come to lie.
    fn dragged(&self, event: &PointerEvent) {
        let Some((mut drag, article)) = self.input.drag.get().zip(self.article()) else { return };
        let text = &self.state.session.text;
        let Some(byte) = byte_at(&article, text, event.client_x(), event.client_y()) else { return };
        let Span { start, end, .. } = drag.from;
        let wanted = if drag.end { Span::new(start, byte.max(start + 1)) } else { Span::new(byte.min(end - 1), end) };
        // With Alt, letter by letter.
        let snapped = if event.alt_key() { Some(wanted) } else { snap(&text.canonical, wanted, drag.part) };
        // The end that is not moved stays, with the quotation mark that it may have.
        let snapped = snapped.map(|to| if drag.end { Span::new(start, to.end) } else { Span::new(to.start, end) });
        if let Some(to) = snapped.filter(|to| to.start < to.end && text.canonical.get(to.range()).is_some()) {
            drag.to = to;
            self.input.drag.set(Some(drag));
            select(&article, text, to);
        }
    }

    /// Lets the marks stand out that an entry of the panel is about.
    fn hover_entry(&self, target: &Target) {
        let marks = target.attribute("data-glance").unwrap_or_default();
        let marks: Vec<MarkIndex> = marks.split(' ').filter_map(|index| index.parse().ok()).map(MarkIndex).collect();
        if self.state.checked_all(marks.iter().copied()) != self.state.ui.hovered {
            self.act(UiAction::Hover(marks));
        }
    }

    fn clicked(&self, event: &MouseEvent, target: &Target) {
        self.input.in_panel.set(target.inside(".reportedly-panel").is_some());
        if let Some(command) = target.attribute("data-do").and_then(|words| words.parse::<Command>().ok()) {
            if command == Command::FindMark {
                return self.mark_found();
            }
            if command == Command::Close && target.is_in_card() {
                return self.act(UiAction::CloseCard);
            }
            if !target.is_in_card() && self.state.ui.card.is_some() {
                self.act(UiAction::ClickedOffCard);
            }
            return self.act(command);
        }
        if let Some(strip) = target.inside(".reportedly-strip") {
            let frame = strip.get_bounding_client_rect();
            let share = (f64::from(event.client_y()) - frame.top()) / frame.height();
            return self.act(Command::Go(minimap::offset_at(&self.state.session.text, share)));
        }
        if target.is_in_card() || target.inside(".reportedly-over").is_some() {
            return;
        }
        let is_selecting =
            self.article().is_some_and(|article| selected_words(&article, &self.state.session.text).is_some());
        if is_selecting || target.inside("[data-handle]").is_some() {
            return;
        }
        if let Some(segment) = target.mark().filter(|_| target.is_in_article()) {
            return self.act(UiAction::Open(Card { segment, trigger: CardTrigger::Pin }));
        }
        // Marks are small for a finger: a sentence will do. But what is picked is what was touched.
        let by_touch = event.unchecked_ref::<PointerEvent>().pointer_type() == "touch";
        let near = by_touch && target.is_in_article() && self.state.ui.picking.is_none();
        let near = if near { self.mark_of_sentence(event) } else { None };
        self.act(
            near.map_or(UiAction::ClickedElsewhere, |segment| {
                UiAction::Open(Card { segment, trigger: CardTrigger::Pin })
            }),
        );
    }

    /// Somebody pressed the pointer outside of the reader.
    fn clicked_elsewhere(&self) {
        if self.state.ui.card.is_some() || self.state.ui.overlay != Overlay::Nothing {
            self.act(UiAction::ClickedElsewhere);
        }
    }

    /// The first mark of the sentence under the pointer.
    fn mark_of_sentence(&self, event: &MouseEvent) -> Option<u32> {
        let state = &self.state;
        let byte = byte_at(&self.article()?, &state.session.text, event.client_x(), event.client_y())?;
        let sentence = reportedly_document::sentence_at(&state.derived.analysis.sentences, byte)?;
        state.derived.layout.stop_from(sentence.start).filter(|&stop| sentence.holds(stop))
    }

    /// Letters were typed. A note's are saved after a pause, and before anything else happens; names when their box is left.
    fn wrote(&self, target: &Target) {
        if target.is_search() {
            let words = target.0.unchecked_ref::<HtmlInputElement>().value();
            let from = self.article().and_then(|article| row_seen(&article)).unwrap_or_default();
            return self.act(UiAction::Search { words, from });
        }
        let (text_box, mark) = match target.field() {
            Some(Field::Note(mark)) => (TextBox::Note, mark),
            Some(Field::SpeakerName(mark)) => (TextBox::Speaker, mark),
            Some(Field::SourceName(mark)) => (TextBox::Heading, mark),
            _ => return,
        };
        self.act(EditAction::Type(text_box, mark, target.0.unchecked_ref::<HtmlInputElement>().value()));
        if text_box == TextBox::Note {
            let scope = self.scope.clone();
            let save = move || scope.send_message(super::Msg(EditAction::SaveNote.into()));
            self.input.pause.replace(Some(Timeout::new(PAUSE, save)));
        }
    }

    /// A list or a text box has another value.
    fn set(&self, target: &Target) {
        let Some(field) = target.field() else { return };
        // A select has its value under the same name as an input.
        let value = target.0.unchecked_ref::<HtmlInputElement>().value();
        let number = value.parse::<usize>().ok();
        match (field, number) {
            (Field::Note(mark), _) => self.act(EditAction::SetNote(mark, value)),
            (Field::Speaker(mark), _) if value != "as-is" => {
                self.act(EditAction::SetSpeaker(mark, number.unwrap_or(usize::MAX)));
            }
            (Field::SpeakerName(mark), _) => self.act(EditAction::TypeSpeaker(mark, value)),
            (Field::SourceName(mark), _) => self.act(EditAction::RenameSource(mark, value)),
            (Field::SourceClass(mark), Some(class)) => self.act(EditAction::SetSourceClass(mark, class)),
            (Field::MergeWith(_), with) => self.act(UiAction::ChooseMerge(with.map(MarkIndex))),
            (Field::SplitOff(_), Some(statement)) => {
                self.act(UiAction::ChooseSplit(Some((MarkIndex(statement), Split::Statement))));
            }
            (Field::SplitOff(_), None) => {
                // All statements of a name: a letter before the number of one of them.
                let of_words = value.strip_prefix('w').and_then(|number| number.parse().ok()).map(MarkIndex);
                self.act(UiAction::ChooseSplit(of_words.map(|mark| (mark, Split::Words))));
            }
            (Field::Label(mark, list), Some(label)) => self.act(EditAction::SetLabel(mark, list, label)),
            _ => {}
        }
    }

    fn pressed(&self, event: &KeyboardEvent, target: &Target) {
        // The pointer may have been let go of outside of the reader.
        self.input.pressing.set(false);
        if &*event.key() == "Escape" {
            return if target.inside(".reportedly-search").is_some() {
                self.act(Command::FindEnd);
            } else {
                self.escaped(target);
            };
        }
        if target.is_search() && &*event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            return self.act(if event.shift_key() { Command::FindPrevious } else { Command::FindNext });
        }
        let ctrl = event.ctrl_key() || event.meta_key();
        if target.takes_text() || target.is_list() && !ctrl || event.alt_key() || event.default_prevented() {
            return;
        }
        // The card is about a mark of the text, and its keys are the text's.
        let in_card = target.is_in_card() || target.inside(".reportedly-spotlight").is_some();
        let pane =
            in_card || target.is_in_article() || target.inside("[data-testid=reader]").as_ref() == Some(&target.0);
        let single = !self.state.host.settings.no_keys;
        let Some(key) = meaning(&event.key(), ctrl, event.shift_key(), single, self.state.ui.selected_words.is_some())
        else {
            return self.caret_moved(event, pane);
        };
        let is_everywhere = matches!(key, Key::Do(Command::Undo | Command::Redo | Command::Find));
        if !pane && !is_everywhere || in_card && key == Key::Enter && target.is_control() {
            return;
        }
        if self.input.caret.get().is_some()
            && matches!(key, Key::Step(_) | Key::Nudge { .. })
            && event.key().starts_with("Arrow")
        {
            return self.caret_moved(event, pane);
        }
        event.prevent_default();
        self.key(key, target);
    }

    fn key(&self, key: Key, target: &Target) {
        let state = &self.state;
        let selects = state.ui.selected_words.is_some();
        // Where the keyboard only rests in the text, no mark is meant: nobody would see which.
        let is_at_mark = target.mark().is_some() || state.ui.card.is_some();
        let current = state.current().map(|(index, _)| index).filter(|_| !selects && is_at_mark);
        let on_current = |command: fn(MarkIndex) -> Command| match current {
            Some(index) => self.act(command(index.into())),
            None if selects => {}
            None => self.act(UiAction::Announce(strings::NO_MARK_HERE)),
        };
        match key {
            Key::Do(command) => self.act(command),
            Key::Step(Step::Next) if state.triaged().is_some() => self.act(Command::TriageSkip),
            Key::Step(Step::Previous) if state.triaged().is_some() => self.act(Command::TriageBack),
            Key::Accept if self.is_at_triaged(target) => self.act(Command::TriageRight),
            Key::Reject if self.is_at_triaged(target) => self.act(Command::TriageWrong),
            Key::Step(Step::Next) if state.spotlight().is_some() => self.act(Command::SpotlightNext),
            Key::Step(Step::Previous) if state.spotlight().is_some() => self.act(Command::SpotlightPrevious),
            Key::Step(step) => {
                // From the mark that has the focus, or else from where the keyboard was last, which is the first mark then.
                let from = target.mark().or(state.ui.card.map(|card| card.segment));
                if let Some((segment, number)) = state.derived.layout.stop_near(from, state.ui.tab_stop, step) {
                    self.step_to(segment, number);
                }
            }
            Key::Enter if selects => self.act(UiAction::Focus(Focus::Card)),
            Key::Enter => self.enter(target, Focus::Card),
            Key::Note => self.enter(target, Focus::Note),
            Key::Speaker if state.has_statement_at(self.position(target)) => self.enter(target, Focus::Speaker),
            Key::Speaker => self.act(UiAction::Announce(strings::NO_SPEAKER_HERE)),
            Key::Accept => on_current(Command::Accept),
            Key::Reject => on_current(Command::Reject),
            Key::Hide => on_current(Command::Hide),
            Key::Label(label) if selects => {
                let kind = EntityKind::ALL.get(label).copied().map(Kind::Entity);
                if kind.is_some() {
                    self.act(Command::Add(kind));
                }
            }
            Key::Label(_) | Key::Nudge { .. } if !is_at_mark => self.act(UiAction::Announce(strings::NO_MARK_HERE)),
            Key::Label(label) => self.act(EditAction::SetLabelByKey(label)),
            Key::Hedge => self.act(Command::Add(Some(Kind::Hedge(HedgeKind::Modal)))),
            Key::Statement => self.act(Command::Add(None)),
            Key::Nudge { end, forward } => self.act(EditAction::Nudge { end, forward }),
            Key::Caret => self.toggle_caret(),
        }
    }

    /// Whether the mark that is to be decided is meant: the keyboard is at it, or at no mark.
    fn is_at_triaged(&self, target: &Target) -> bool {
        let state = &self.state;
        let Some(index) = state.triaged() else { return false };
        let here = target.mark().or(state.ui.card.map(|card| card.segment));
        let segment = here.and_then(|start| state.derived.layout.segment(start));
        segment.is_none_or(|segment| segment.slices.iter().any(|slice| slice.annotation == index))
    }

    /// Puts the focus on another mark, at once: the next key may come before anything is drawn.
    fn step_to(&self, segment: u32, number: usize) {
        if let Some(mark) = super::article::mark_element(&self.nodes.root, segment) {
            // A mark that has just gone from the document cannot take the focus; then it stays where it is.
            let _ = mark.focus();
            self.act(UiAction::Step { segment, number });
        }
    }

    /// The segment that the keyboard is at, or the card that it is in.
    fn position(&self, target: &Target) -> Option<u32> {
        target.mark().or(self.state.ui.card.map(|card| card.segment)).or(self.state.ui.tab_stop)
    }

    /// Pins the card of the mark that the keyboard is at, and goes into it.
    fn enter(&self, target: &Target, focus: Focus) {
        if self.state.host.read_only && focus != Focus::Card {
            return self.act(UiAction::Announce(strings::READ_ONLY));
        }
        if let Some(segment) = self.position(target) {
            let picks = self.state.ui.picking.is_some();
            self.act(UiAction::Open(Card { segment, trigger: CardTrigger::Pin }));
            // A mark that was picked is not gone into.
            if !picks {
                self.act(UiAction::Focus(focus));
            }
        }
    }

    fn escaped(&self, target: &Target) {
        if let Phase::Working(_) = self.state.engine.phase {
            return self.act(Command::Stop);
        }
        if self.input.caret.take().is_some() || self.state.ui.selected_words.is_some() {
            if let Some(article) = self.article() {
                deselect(&article);
            }
            self.act(UiAction::Select(None));
            if target.is_in_card() {
                self.act(UiAction::Focus(Focus::Article));
            }
            return;
        }
        if target.is_in_card() {
            self.act(UiAction::ReturnToMark);
        }
        self.act(Command::Close);
    }

    fn selection_changed(&self) {
        let Some(article) = self.article().filter(|_| self.input.drag.get().is_none() && self.state.is_counted())
        else {
            return;
        };
        let text = &self.state.session.text;
        let now = selected_words(&article, text).filter(|&span| snap(&text.canonical, span, Part::Content).is_some());
        if now.is_none() {
            self.input.caret.set(None);
        }
        if now != self.state.ui.selected_words {
            self.act(UiAction::Select(now));
        }
    }

    /// Begins to select words with the keyboard, at the keyboard's place; or ends it.
    fn toggle_caret(&self) {
        let state = &self.state;
        if self.input.caret.take().is_some() {
            if let Some(article) = self.article() {
                deselect(&article);
            }
            return self.act(UiAction::Select(None));
        }
        let start = state
            .ui
            .selected_words
            .map(|span| span.start)
            .or(state.ui.card.map(|card| card.segment))
            .or(state.ui.tab_stop);
        if let Some(word) = word_after(&state.session.text.canonical, start.unwrap_or(0)) {
            self.act(UiAction::Focus(Focus::Article));
            self.put_caret(Caret { anchor: word, head: word });
        }
    }

    /// Selects the words that were found, as if the keyboard had.
    fn mark_found(&self) {
        let text = &self.state.session.text.canonical;
        let found = self.state.ui.search.as_ref().and_then(crate::search::Search::current);
        let found = found.and_then(|found| snap(text, found, Part::Entity));
        let ends = found.and_then(|found| word_after(text, found.start).zip(word_before(text, found.end)));
        if let Some((anchor, head)) = ends.filter(|_| self.state.is_counted()) {
            self.act(UiAction::Focus(Focus::Article));
            self.put_caret(Caret { anchor, head });
        }
    }

    fn put_caret(&self, caret: Caret) {
        let Some(article) = self.article() else { return };
        let words = caret.anchor.cover(caret.head);
        self.input.caret.set(Some(caret));
        select(&article, &self.state.session.text, words);
        reveal_words(&article, &self.state.session.text, caret.head);
        self.act(UiAction::Select(Some(words)));
    }

    /// Moves what is selected by a word or a paragraph; with Shift, only the end that moves.
    fn caret_moved(&self, event: &KeyboardEvent, pane: bool) {
        let Some(caret) = self.input.caret.get().filter(|_| pane) else { return };
        let text = &self.state.session.text;
        let canonical = &text.canonical;
        let next = text.paragraphs.partition_point(|paragraph| paragraph.start <= caret.head.start);
        let start_of = |paragraph: Option<usize>| {
            paragraph.and_then(|index| text.paragraphs.get(index)).map(|paragraph| paragraph.start)
        };
        let to = match &*event.key() {
            "ArrowRight" => word_after(canonical, caret.head.end),
            "ArrowLeft" => word_before(canonical, caret.head.start),
            "ArrowDown" => start_of(Some(next)).and_then(|start| word_after(canonical, start)),
            "ArrowUp" => start_of(next.checked_sub(2)).and_then(|start| word_after(canonical, start)),
            _ => return,
        };
        event.prevent_default();
        if let Some(head) = to {
            let anchor = if event.shift_key() { caret.anchor } else { head };
            self.put_caret(Caret { anchor, head });
        }
    }
}
