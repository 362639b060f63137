//! Looking for words.

use super::*;

const ARTICLE: &str = "Ferries stop, Ana Diaz said.\n\nThe ferry of Holm stops. The “Ferry” rests.";

fn search(words: &str, from: u32) -> Vec<Action> {
    vec![Command::Find.into(), UiAction::Search { words: words.into(), from }.into()]
}

fn begun(words: &str, from: u32) -> State {
    let done = Action::Engine(Event::Done { revision: 1, analysis: Rc::new(Analysis::default()), complete: true });
    after(after(State::default(), [read(ARTICLE), done]), search(words, from))
}

fn current(state: &State) -> (&str, u32) {
    let place = state.ui.search.as_ref().and_then(crate::search::Search::current).expect("it is in the text");
    (place.of(ARTICLE), place.start)
}

#[test]
fn words_are_counted_and_led_through_from_where_the_person_reads() {
    let state = begun("FERR", 10);
    assert_eq!(state.ui.announcement, "2 of 3");
    assert_eq!(current(&state), ("ferr", 34));
    let state = after(state, [Command::FindNext.into()]);
    assert_eq!((current(&state).0, &*state.ui.announcement), ("Ferr", "3 of 3"));
    let state = after(state, [Command::FindNext.into()]);
    assert_eq!(&*state.ui.announcement, "1 of 3", "from the last one to the first");
    let state = after(state, [Command::FindPrevious.into()]);
    assert_eq!(&*state.ui.announcement, "3 of 3");
}

#[test]
fn places_of_the_panel_come_behind_those_of_the_text() {
    let state = after(begun("\"ferry\"", 0), [UiAction::FoundInPanel(2).into()]);
    assert_eq!(state.ui.announcement, "1 of 3");
    let state = after(state, [Command::FindNext.into()]);
    assert_eq!(state.ui.announcement, "2 of 3, in the panel");
    // The panel lists something else now.
    let state = after(state, [UiAction::FoundInPanel(0).into()]);
    assert_eq!(state.ui.announcement, "1 of 1");
}

#[test]
fn what_is_nowhere_is_said_and_leads_nowhere() {
    let state = after(begun("harbour", 0), [Command::FindNext.into(), Command::FindPrevious.into()]);
    assert_eq!(state.ui.announcement, "Neither in the text nor in the panel.");
    assert!(state.ui.search.as_ref().is_some_and(|search| search.current().is_none()));
}

#[test]
fn ending_it_gives_the_keyboard_back() {
    let state = after(begun("ferry", 0), [Command::Close.into()]);
    assert_eq!((state.ui.search, state.ui.focus), (None, Some(Focus::BeforeSearch)));
}

#[test]
fn another_text_ends_it() {
    let state = after(begun("ferry", 0), [read("Short.")]);
    assert_eq!(state.ui.search, None);
}
