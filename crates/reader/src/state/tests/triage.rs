//! Going from unsure mark to unsure mark.

use super::*;
use reportedly_document::Confidence;

const ARTICLE: &str = "Rain may come. Snow could fall. Hail might follow. Fog is likely.";

/// Four hedges, of which the engine is sure of the first one only.
fn article() -> State {
    let hedge = |words: &str| {
        let start = ARTICLE.find(words).expect("the words are there");
        let span = Span::from(start..start + words.len());
        let sure = if words == "may" { Confidence::High } else { Confidence::Low };
        let mark = Annotation::machine(Hedge { span, kind: HedgeKind::Modal, voice: None }, "test");
        Annotation { confidence: Some(sure), ..mark }
    };
    let mut annotations = ["may", "could", "might", "likely"].map(hedge).to_vec();
    assign_ids(ARTICLE, &mut annotations);
    let analysis = Analysis { annotations, ..Analysis::default() };
    let done = Action::Engine(Event::Done { revision: 1, analysis: Rc::new(analysis), complete: true });
    after(State::default(), [read(ARTICLE), done])
}

fn go(state: State, commands: impl IntoIterator<Item = Command>) -> State {
    after(state, commands.into_iter().map(Action::from))
}

fn words(state: &State) -> &str {
    state.triaged().map_or("", |index| state.annotations()[index].cover().of(ARTICLE))
}

fn index_of(state: &State, words: &str) -> MarkIndex {
    let is = |mark: &Annotation| mark.cover().of(ARTICLE) == words;
    MarkIndex(state.annotations().iter().position(is).expect("it is marked"))
}

fn segment(words: &str) -> u32 {
    ARTICLE.find(words).expect("the words are there") as u32
}

#[test]
fn it_leads_from_unsure_mark_to_unsure_mark_and_ends_with_a_sentence() {
    let state = go(article(), [Command::Triage]);
    assert_eq!((words(&state), state.highlighted().len()), ("could", 1));
    assert_eq!(state.ui.announcement, "1 of 3: Hedge (may or might): “could”.");
    assert_eq!(state.ui.focus, Some(Focus::Reveal(segment("could"))));
    let state = go(state, [Command::TriageRight]);
    assert_eq!(state.ui.focus, Some(Focus::Follow(segment("might"))));
    assert_eq!(state.ui.announcement, "Confirmed: could. 2 of 3: Hedge (may or might): “might”.");
    let state = go(state, [Command::TriageWrong]);
    assert_eq!(words(&state), "likely");
    let state = go(state, [Command::TriageSkip]);
    assert_eq!(state.ui.announcement, "Skipped: likely. Reviewed: 1 right, 1 wrong, 1 left unsure.");
    assert!(state.ui.triage.as_ref().is_some_and(|triage| triage.has_ended()) && state.highlighted().is_empty());
    assert_eq!(state.ui.focus, Some(Focus::TriageButton));
    let origins: Vec<Origin> = state.annotations().iter().map(|mark| mark.origin).collect();
    assert_eq!(origins, [Origin::Machine, Origin::Confirmed, Origin::Machine]);
    assert_eq!(state.derived.resolved.rejected.len(), 1, "these are corrections like all others");
    assert_eq!(go(state, [Command::TriageEnd]).ui.triage, None);
}

#[test]
fn the_toast_takes_back_what_was_done_last_and_leads_back_to_it() {
    for decide in [Command::TriageRight, Command::TriageWrong, Command::TriageSkip] {
        let before = go(article(), [Command::Triage]);
        let state = go(before.clone(), [decide]);
        assert_eq!(words(&state), "might");
        assert!(state.ui.triage.as_ref().is_some_and(|triage| triage.last.is_some()), "{decide}");
        let state = go(state, [Command::TriageUndo]);
        assert_eq!(words(&state), "could", "{decide}");
        assert_eq!(state.annotations(), before.annotations(), "{decide}");
        assert!(state.ui.triage.is_some_and(|triage| triage.last.is_none()), "once");
    }
}

#[test]
fn the_toast_goes_when_something_else_is_changed() {
    let state = go(article(), [Command::Triage, Command::TriageRight]);
    let may = index_of(&state, "may");
    let state = go(state, [Command::Reject(may)]);
    assert!(state.ui.triage.as_ref().is_some_and(|triage| triage.last.is_none()));
    let state = go(state, [Command::TriageUndo]);
    assert_eq!(state.annotations().len(), 3, "what was done elsewhere is not taken back by the toast");
}

#[test]
fn undo_leads_back_even_from_the_end() {
    let all = [Command::Triage, Command::TriageRight, Command::TriageRight, Command::TriageWrong];
    let state = go(article(), all);
    assert!(state.triaged().is_none());
    let state = go(state, [Command::Undo]);
    assert_eq!(words(&state), "likely");
    assert_eq!(state.ui.announcement, "Undone: 1 change. 3 of 3: Hedge (may or might): “likely”.");
}

#[test]
fn what_is_settled_in_its_card_is_not_decided_again() {
    let state = go(article(), [Command::Triage]);
    let could = index_of(&state, "could");
    let state = after(state, [open(segment("could"), CardTrigger::Pin), Command::Accept(could).into()]);
    assert_eq!(words(&state), "", "while its card is open, nothing else is led to");
    let state = go(state, [Command::Close]);
    assert_eq!(words(&state), "might");
    let might = index_of(&state, "might");
    let state = go(state, [Command::Hide(might)]);
    assert_eq!(words(&state), "likely", "nor is what was hidden");
}

#[test]
fn with_no_unsure_mark_it_says_so() {
    let state = go(ready(), [Command::Triage]);
    assert_eq!(state.ui.announcement, "There is no unsure mark here: nothing is left to review.");
    assert!(state.triaged().is_none());
}

#[test]
fn it_leads_back_past_what_was_decided_and_stays_at_the_first() {
    let state = go(article(), [Command::Triage, Command::TriageSkip, Command::TriageRight, Command::TriageBack]);
    assert_eq!(words(&state), "could");
    assert_eq!(words(&go(state, [Command::TriageBack])), "could");
}

#[test]
fn only_marks_that_are_shown_are_gone_through() {
    let state = go(article(), [Command::Triage, Command::Layer(Layer::Hedge)]);
    assert!(state.triaged().is_none());
    assert_eq!(state.ui.announcement, "Reviewed: 0 right, 0 wrong, 3 left unsure.");
}

#[test]
fn escape_ends_it_and_gives_the_keyboard_back() {
    let state = after(article(), [open(segment("may"), CardTrigger::Focus), Command::TriageHere.into()]);
    let state = go(state, [Command::TriageRight, Command::Close]);
    assert_eq!(state.ui.announcement, "Ended. Reviewed: 1 right, 0 wrong, 2 left unsure.");
    assert_eq!((state.ui.triage, state.ui.focus), (None, Some(Focus::Mark(segment("may")))));
}

#[test]
fn where_marks_cannot_be_corrected_that_is_said() {
    let mut state = article();
    state.host.read_only = true;
    let state = go(state, [Command::Triage]);
    assert_eq!((&*state.ui.announcement, state.ui.triage), (strings::READ_ONLY, None));
}

#[test]
fn another_text_ends_it() {
    assert_eq!(after(go(article(), [Command::Triage]), [read("Rain.")]).ui.triage, None);
}

#[test]
fn the_button_that_starts_it_is_drawn_anew_when_it_ends_while_a_card_is_open() {
    let state = go(article(), [Command::Triage]);
    let could = index_of(&state, "could");
    let state = after(state, [open(segment("could"), CardTrigger::Pin), Command::Accept(could).into()]);
    assert!(state.triaged().is_none() && state.is_triaging());
    let drawn = crate::panel::PanelInputs::new(&state);
    let state = go(state, [Command::TriageEnd]);
    assert_ne!(crate::panel::PanelInputs::new(&state), drawn);
}

#[test]
fn the_sentence_at_its_end_counts_what_is_corrected_afterwards() {
    let state = go(article(), [Command::Triage, Command::TriageRight, Command::TriageSkip, Command::TriageWrong]);
    assert_eq!(state.triage_result(), "Reviewed: 1 right, 1 wrong, 1 left unsure.");
    let might = index_of(&state, "might");
    let state = go(state, [Command::Reject(might)]);
    assert_eq!(state.triage_result(), "Reviewed: 1 right, 2 wrong, 0 left unsure.");
}

#[test]
fn its_mark_is_found_when_many_before_it_are_gone() {
    let state = go(article(), [Command::Triage, Command::TriageSkip, Command::TriageSkip]);
    assert_eq!(words(&state), "likely");
    let gone = ["may", "could", "might"].map(|words| Command::Hide(index_of(&state, words)));
    let state = gone.into_iter().rev().fold(state, |state, hide| go(state, [hide]));
    assert_eq!((words(&state), state.annotations().len()), ("likely", 1));
    assert_eq!(words(&go(state, [Command::TriageBack])), "likely");
}

#[test]
fn a_spotlight_that_takes_its_place_is_not_led_away_from() {
    use crate::navigation::Departure;
    use crate::spotlight::SpotlightTarget;
    // On a phone, where the button has led away from the panel.
    let mut state = go(article(), [Command::Triage]);
    state.ui.departures.push(Departure::Button(Command::Triage));
    let ended = go(state.clone(), [Command::TriageEnd]);
    assert!(ended.returns_from_triage(true) && !ended.returns_from_triage(false));
    let other = go(state.clone(), [Command::Spotlight(SpotlightTarget::OwnHedges)]);
    assert!(!other.is_triaging() && !other.returns_from_triage(true));
    assert!(!state.returns_from_triage(true), "it is under way");
}
