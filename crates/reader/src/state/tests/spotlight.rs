//! Looking at some marks alone.

use super::*;
use crate::spotlight::{SpotlightGroup, SpotlightTarget};

const ARTICLE: &str = "Rain may come, Ana Diaz said. Snow could come, Bo Lund said. Hail is near, Ana Diaz said.";

fn span(words: &str, nth: usize) -> Span<reportedly_document::Byte> {
    let (start, _) = ARTICLE.match_indices(words).nth(nth).expect("the words are there");
    Span::from(start..start + words.len())
}

/// Two statements of Ana Diaz around one of Bo Lund, and two hedges.
fn article() -> State {
    let said = |source, cue, content| {
        let source_class = Some(reportedly_document::SourceClass::Named);
        Attribution {
            source: vec![source],
            cue: vec![cue],
            content: vec![content],
            source_class,
            ..Attribution::default()
        }
    };
    let hedge = |words, kind, voice| Hedge { span: span(words, 0), kind, voice: Some(voice) };
    let mut annotations = vec![
        Annotation::machine(said(span("Ana Diaz", 0), span("said", 0), span("Rain may come", 0)), "test"),
        Annotation::machine(said(span("Bo Lund", 0), span("said", 1), span("Snow could come", 0)), "test"),
        Annotation::machine(said(span("Ana Diaz", 1), span("said", 2), span("Hail is near", 0)), "test"),
        Annotation::machine(hedge("may", HedgeKind::Modal, reportedly_document::Voice::Source), "test"),
        Annotation::machine(hedge("could", HedgeKind::Modal, reportedly_document::Voice::Author), "test"),
    ];
    assign_ids(ARTICLE, &mut annotations);
    annotations.sort_by_key(|annotation| annotation.cover().start);
    let analysis = Analysis { annotations, ..Analysis::default() };
    let done = Action::Engine(Event::Done { revision: 1, analysis: Rc::new(analysis), complete: true });
    after(State::default(), [read(ARTICLE), done])
}

fn statement_of(state: &State, source: &str) -> MarkIndex {
    let is = |it: &Annotation| it.attribution().is_some_and(|attribution| attribution.source[0].of(ARTICLE) == source);
    MarkIndex(state.annotations().iter().position(is).expect("somebody says something"))
}

fn words(state: &State) -> Vec<&str> {
    let first = |index: usize| {
        let annotation = &state.annotations()[index];
        annotation.attribution().map_or(annotation.cover(), |attribution| attribution.content[0]).of(ARTICLE)
    };
    state.highlighted().into_iter().map(first).collect()
}

#[test]
fn what_one_speaker_says_stands_out_and_is_stepped_through() {
    let state = article();
    let ana = Command::Spotlight(SpotlightTarget::SpeakerOf(statement_of(&state, "Ana Diaz")));
    let state = after(state, [ana.into()]);
    assert_eq!(words(&state), ["Rain may come", "Hail is near"]);
    assert_eq!(state.ui.announcement, "Ana Diaz: 1 of 2.");
    assert_eq!(state.ui.focus, Some(Focus::Reveal(span("Rain", 0).start)));
    let state = after(state, [Command::SpotlightNext.into()]);
    assert_eq!(state.ui.focus, Some(Focus::Reveal(span("Hail", 0).start)));
    assert_eq!(state.ui.announcement, "Ana Diaz: 2 of 2.");
    let state = after(state, [Command::SpotlightNext.into()]);
    assert_eq!(state.ui.announcement, "Ana Diaz: 1 of 2.", "behind the last comes the first");
    let state = after(state, [Command::SpotlightPrevious.into()]);
    assert_eq!(state.ui.announcement, "Ana Diaz: 2 of 2.");
    let state = after(state, [Command::SpotlightEnd.into()]);
    assert_eq!((state.ui.spotlight.clone(), state.highlighted().len()), (None, 0));
}

#[test]
fn another_document_is_not_looked_at_as_the_last_one_was() {
    let state = after(article(), [Command::Spotlight(SpotlightTarget::OwnHedges).into()]);
    let other = || HostAction::Read {
        text: Rc::new(Text::new(ARTICLE)),
        known: Rc::default(),
        document: 1,
        work: Rc::default(),
    };
    assert_eq!(after(state.clone(), [other().into()]).ui.spotlight, None);
    let edited = after(state, [read("Rain may come, Ana Diaz said.")]);
    assert!(edited.ui.spotlight.is_some(), "the same article, when it has been edited, still is");
}

#[test]
fn escape_closes_the_card_first_and_leads_back_to_the_text_when_it_ends_the_spotlight() {
    let state = after(article(), [Command::Spotlight(SpotlightTarget::OwnHedges).into()]);
    let state = after(state, [open(span("Rain", 0).start, CardTrigger::Pin), Command::Close.into()]);
    assert!(state.ui.card.is_none() && state.ui.spotlight.is_some());
    let state = after(state, [Command::Close.into()]);
    assert_eq!(state.ui.spotlight, None);
    assert_eq!(state.ui.focus, state.ui.tab_stop.map(Focus::Return));
}

#[test]
fn what_the_pointer_is_on_in_the_panel_does_not_take_the_light_away() {
    let state = after(article(), [Command::Spotlight(SpotlightTarget::OwnHedges).into()]);
    let bo = statement_of(&state, "Bo Lund");
    assert_eq!(words(&after(state, [UiAction::Hover(vec![bo]).into()])), ["could"]);
}

#[test]
fn the_sentence_does_not_say_that_there_is_nothing_where_it_is_switched_off() {
    let state = after(article(), [Command::Layer(Layer::Attribution).into()]);
    assert_eq!(
        crate::panel::spoken_summary(&state),
        "Attributions are switched off; 2 hedges, 1 of them the article’s own."
    );
}

#[test]
fn the_same_button_ends_it() {
    let state = article();
    let bo = Command::Spotlight(SpotlightTarget::SpeakerOf(statement_of(&state, "Bo Lund")));
    let state = after(state, [bo.into()]);
    assert_eq!(words(&state), ["Snow could come"]);
    assert_eq!(after(state, [bo.into()]).ui.spotlight, None);
}

#[test]
fn hedges_are_looked_at_by_kind_and_by_voice() {
    let state = after(article(), [Command::Spotlight(SpotlightTarget::Hedges(HedgeKind::Modal)).into()]);
    assert_eq!(words(&state), ["may", "could"]);
    let state = after(state, [Command::Spotlight(SpotlightTarget::OwnHedges).into()]);
    assert_eq!(words(&state), ["could"]);
    let nothing = Command::Spotlight(SpotlightTarget::Hedges(HedgeKind::Condition));
    assert_eq!(after(state, [nothing.into()]).ui.spotlight, None, "there is none of them to look at");
}

#[test]
fn what_is_rejected_is_looked_at_no_more_and_the_last_one_ends_it() {
    let state = article();
    let bo = statement_of(&state, "Bo Lund");
    let state = after(state, [Command::Spotlight(SpotlightTarget::SpeakerOf(bo)).into()]);
    assert_eq!(state.spotlight().map(|(it, _)| it.group.clone()), Some(SpotlightGroup::Speaker("Bo Lund".into())));
    let state = after(state, [Command::Reject(bo).into()]);
    assert!(state.spotlight().is_none());
    let state = after(state, [Command::Undo.into()]);
    assert!(state.spotlight().is_some(), "and undo brings it back");
}

#[test]
fn the_key_looks_at_the_speaker_of_the_mark_that_the_keyboard_is_at() {
    let state = after(article(), [open(span("Snow", 0).start, CardTrigger::Focus), Command::SpotlightHere.into()]);
    assert_eq!(words(&state), ["Snow could come"]);
    let state = after(ready(), [open(OSLO, CardTrigger::Focus), Command::SpotlightHere.into()]);
    assert_eq!(state.ui.announcement, "Ana Diaz: 1 of 1.", "Oslo is in what she says");
}

#[test]
fn the_sentence_says_how_much_there_is_of_what() {
    let state = article();
    assert_eq!(
        crate::panel::spoken_summary(&state),
        "3 statements by 2 sources: 2 named; 2 hedges, 1 of them the article’s own."
    );
    assert_eq!(state.ui.announcement, crate::panel::spoken_summary(&state), "and a screen reader is told");
    let nothing = after(State::default(), [read("Rain."), found(1, true, |_| false)]);
    assert_eq!(crate::panel::spoken_summary(&nothing), "No statements.");
}

#[test]
fn a_source_that_is_called_otherwise_is_still_looked_at() {
    let state = article();
    let (ana, bo) = (statement_of(&state, "Ana Diaz"), statement_of(&state, "Bo Lund"));
    let name = |state: &State| match state.spotlight() {
        Some((crate::spotlight::Spotlight { group: SpotlightGroup::Speaker(name), .. }, _)) => name.clone(),
        _ => "nobody".to_owned(),
    };
    let state = after(state, [Command::Spotlight(SpotlightTarget::SpeakerOf(ana)).into()]);
    let renamed = after(state.clone(), [EditAction::RenameSource(ana, "Gerda Diaz".into()).into()]);
    assert_eq!((&*name(&renamed), words(&renamed)), ("Gerda Diaz", vec!["Rain may come", "Hail is near"]));
    let undone = after(renamed, [Command::Undo.into()]);
    assert_eq!((&*name(&undone), words(&undone)), ("Ana Diaz", vec!["Rain may come", "Hail is near"]));
    assert_eq!(name(&after(undone, [Command::Redo.into()])), "Gerda Diaz");

    let merge = [Command::EditSource(ana).into(), UiAction::ChooseMerge(Some(bo)).into(), Command::MergeSources.into()];
    let merged = after(state.clone(), merge);
    assert_eq!((&*name(&merged), words(&merged).len()), ("Bo Lund", 3));
    assert_eq!(name(&after(merged, [Command::Undo.into()])), "Ana Diaz");

    let split = [
        Command::EditSource(ana).into(),
        UiAction::ChooseSplit(Some((ana, Split::Statement))).into(),
        Command::SplitSource.into(),
    ];
    assert_eq!(name(&after(state, split)), "Ana Diaz", "whose other statements are looked at");
}
